//! Given names that are one name: pet forms, alphabets, languages. Facts of naming, written down by hand.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Whether two given names, in lower-case ASCII, are one: the shorter a form that newspapers print (`Tom` for `Thomas`), or
/// both one name out of another alphabet (`Yusuf`, `Youssef`). `None` where the lists do not know.
pub fn is_one(a: &str, b: &str) -> Option<bool> {
    if share(&PET, a, b) || share(&SPELT, a, b) {
        return Some(true);
    }
    let known = |name| SPELT.get(name).is_some();
    (known(a) && known(b)).then_some(false)
}

/// Whether two given names are one in two languages: `Pieter` and `Pierre`. Most who bear them are two people, so something
/// else must speak for it.
pub fn is_translated(a: &str, b: &str) -> bool {
    share(&TRANSLATED, a, b)
}

/// The groups of a list that each name stands in.
type Groups = FxHashMap<&'static str, Vec<usize>>;

static PET: LazyLock<Groups> = LazyLock::new(|| groups(PET_FORMS));
static SPELT: LazyLock<Groups> = LazyLock::new(|| groups(SPELLINGS));
static TRANSLATED: LazyLock<Groups> = LazyLock::new(|| groups(TRANSLATIONS));

fn groups(list: &'static [&'static str]) -> Groups {
    let mut groups = Groups::default();
    for (number, names) in list.iter().enumerate() {
        for name in names.split(' ') {
            groups.entry(name).or_default().push(number);
        }
    }
    groups
}

fn share(groups: &Groups, a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (groups.get(a), groups.get(b)) else { return false };
    a.iter().any(|group| b.contains(group))
}

const PET_FORMS: &[&str] = &[
    "thomas tom tommy",
    "william bill will billy",
    "robert bob rob bobby",
    "richard rick dick rich",
    "james jim jimmy",
    "michael mike",
    "anthony tony",
    "joseph joe",
    "edward ed eddie ted",
    "charles charlie chas chuck",
    "david dave",
    "daniel dan danny",
    "samuel sam",
    "benjamin ben",
    "matthew matt",
    "andrew andy",
    "steven steve",
    "stephen steve",
    "gregory greg",
    "jeffrey jeff",
    "kenneth ken",
    "ronald ron ronnie",
    "donald don",
    "timothy tim",
    "christopher chris",
    "nicholas nick nic nicolas",
    "alexander alex",
    "lawrence larry",
    "gerald gerry jerry",
    "peter pete",
    "philip phil",
    "patrick pat",
    "frederick fred",
    "leonard len",
    "raymond ray",
    "vincent vince",
    "walter walt",
    "george georges",
    "elizabeth liz beth betty",
    "katherine kate kathy",
    "catherine cathy kate",
    "margaret maggie meg peggy",
    "deborah debbie",
    "jennifer jen jenny",
    "rebecca becky",
    "susan sue",
    "patricia pat",
    "barbara barb",
    "victoria vicky",
    "abigail abby",
    "louis lou",
    "theodore ted theo",
    "eugene gene",
];

/// One name in the spellings that alphabets other than Latin are given; neighbours' forms of it among them.
const SPELLINGS: &[&str] = &[
    "aleksandr alexandr oleksandr aliaksandr aleksander aleksandar alexander alexandre",
    "aleksei aleksey alexei alexey oleksiy oleksii alexej aleksej",
    "anatoly anatoli anatoliy anatolij",
    "andrei andrey andriy andrii andrej",
    "arkady arkadi arkadiy",
    "boris borys",
    "dmitri dmitry dmytro dimitri dmitriy dmitrij dimitry",
    "ekaterina yekaterina kateryna jekaterina",
    "elena yelena olena jelena",
    "evgeny yevgeny yevgeni yevhen evgeni evgeniy jewgeni yevgeniy yevheniy",
    "fyodor fedor fiodor fjodor",
    "gennady gennadi hennadiy gennadiy guennadi",
    "grigory grigori hryhoriy grigoriy",
    "igor ihor",
    "ilya ilia illia ilja",
    "konstantin constantin kostyantyn",
    "leonid leonyd",
    "maksim maxim maksym",
    "mikhail mykhailo michail mihail mikhailo",
    "mikheil mikhail micheil",
    "natalia natalya nataliya natalja nataliia",
    "nikolai nikolay mykola nikolaj nicolai",
    "oleg oleh",
    "pavel pavlo",
    "petr pyotr petro piotr",
    "sergei sergey serhiy serhii siarhei sergej serguei sergiy",
    "sofia sofya sophia sofiya",
    "tatiana tatyana tetiana tetyana tatjana",
    "valery valeri valeriy valerij",
    "vasily vasili vasyl vassily vassili wassili",
    "viktor victor wiktor",
    "vitaly vitali vitaliy witali",
    "vladimir volodymyr wladimir uladzimir",
    "vyacheslav viacheslav wjatscheslaw",
    "yulia julia iulia yuliya julija yuliia",
    "yuri yury juri yuriy iurii iouri yurii jurij",
    "ahmed ahmad achmed achmad ahmet",
    "aisha ayesha aicha aysha",
    "ali aly",
    "amin ameen amine",
    "bashar bachar",
    "ebrahim ibrahim brahim ibrahima",
    "faisal faysal feisal faycal",
    "farouk faruk farooq faruq farouq",
    "fatima fatma fatimah",
    "hamid hameed",
    "hassan hasan hassen",
    "hussein husain hussain hossein husayn hosein huseyin hussien houssein",
    "ismail esmail ismael ismaeel",
    "jamal gamal djamel jamel",
    "karim kareem",
    "khaled khalid chaled haled",
    "leila layla laila leyla",
    "mahmoud mahmud mahmood mehmood",
    "majid majeed",
    "marwan marouane",
    "mohamed mohammed muhammad mohammad mohamad muhammed mahomed muhamad mohamud muhamed mohd",
    "muammar moammar mouammar muamar",
    "mustafa moustafa mostafa mustapha mustafah",
    "nasser nasir naser nassir",
    "omar umar omer",
    "osama usama ossama",
    "osman othman uthman usman",
    "rahim raheem",
    "rashid rasheed rachid",
    "said saeed sayeed",
    "saleh salih",
    "salim saleem selim",
    "sharif shareef cherif",
    "suleiman sulaiman soliman sleiman suleyman",
    "tariq tarek tarik tareq",
    "walid waleed oualid",
    "yasser yasir yaser",
    "yusuf youssef yousef yousuf youcef yussuf yousif yusef",
    "zaid zayd zeid",
    // Near one of those above, and not it.
    "brian bryan",
    "bryony",
    "bruna",
    "abdrahman",
    "abdrahim",
    "jamil jameel djamil",
    "karam",
    "nadia nadja nadiya nadya",
    "rashad",
    "saad",
    "salem",
    "salman",
    "semyon semen semion",
    "vladislav vladyslav wladislaw",
    "yaroslav jaroslav iaroslav",
];

/// One saint, many languages.
const TRANSLATIONS: &[&str] = &[
    "adriaan adrianus adriaen adrian adriano adrien",
    "alexander alexandre alessandro alejandro aleksandr sandor alexandros",
    "andreas andries andre andrea andres andrew andrei andrzej",
    "anton antonius anthonie antoon antoine antonio antony anthony teunis antonis",
    "bernard bernardus bernhard bernardo",
    "carl karl karel carolus charles carlo carlos carel",
    "catharina catherine caterina katharina catarina katarina",
    "cornelis cornelius corneille cornelio",
    "david davide dawid",
    "dirk dirck theodoor theodorus theodor theodore",
    "elisabeth elizabeth elisabetta isabel",
    "franciscus frans francois franz francis francesco francisco franc",
    "frederik fredericus frederic friedrich frederick federico",
    "georg george georges joris georgius giorgio jorge jerzy georgios jiri",
    "gerard gerardus gerrit gerhard gherardo",
    "giovanni jan johannes johann johan john jean juan joannes ioannis ivan joao jan hans",
    "guillaume willem wilhelm wilhelmus william guglielmo guillermo",
    "hendrik hendrick henri heinrich henricus henry enrico enrique",
    "hieronymus jeroen jerome girolamo",
    "ignace ignacio ignatius ignatio",
    "jacob jacobus jacques jacopo jakob jaime giacomo james iacob",
    "joachim gioacchino joaquin",
    "josef joseph jozef josephus giuseppe jose jozsef",
    "laurens laurentius laurent lorenzo lawrence laurence lourens",
    "leonard leonardus lienhard leonardo leendert",
    "lodewijk louis ludwig ludovicus luigi luis ludovico lodovico",
    "lucas luc lukas luca",
    "maarten martinus martin martino marten maerten",
    "marcus marc marco mark markus",
    "margaretha margaret marguerite margarita margarethe",
    "maria marie mary mariya",
    "matthijs matthias mathieu matthieu matteo mattheus matthaus mathias matheus",
    "michiel michael michel michele miguel mikhail michal mihaly",
    "nicolaas nicolaus nicolas nicola klaas nikolaus nicholas nikolai claes niccolo nikolaos",
    "paul paulus pauwel paolo pablo pawel pavel",
    "petrus pieter peter pierre pietro pedro piotr pyotr petros peeter petr",
    "philippus philips filips philippe philip filippo felipe philipp",
    "rafael raphael raffaello raffaele",
    "sebastian sebastiaan sebastien sebastiano",
    "stefan stephan stephanus etienne stefano esteban steven stephen istvan stephane stepan",
    "thomas tommaso tomas tomasz",
    "vincent vincentius vincenzo vicente vincenz",
];
