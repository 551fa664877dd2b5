//! Words that say what somebody is: titles before names, roles, kin.

use memchr::memrchr;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::sync::LazyLock;

/// How a person is spoken of, where a title, a role or the given name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// she
    Female,
    /// he
    Male,
}

/// Whether the word is a role, what modifies one, kin, an honorific: all at once.
pub(super) fn kinds(word: &str) -> [bool; 4] {
    let mut room = Room::default();
    let folded = &*fold(word, &mut room);
    [is_folded_role(folded), is_folded_modifier(folded), is_folded_kin(folded), is_folded_honorific(folded)]
}

/// Titles that stand right before a name and are no office: `Mr.`, `Dame`. Any case, with or without stop.
pub fn is_honorific(word: &str) -> bool {
    is_folded_honorific(&fold(word, &mut Room::default()))
}

#[rustfmt::skip]
fn is_folded_honorific(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms" | "miss" | "mx" | "dr" | "sir" | "lord" | "lady" | "dame" | "prof" | "rev" | "hon" | "fr" | "mme"
            | "mlle" | "herr" | "frau" | "señor" | "señora" | "don" | "doña" | "saint" | "st" | "madame" | "monsieur"
            | "sheikh" | "sheik" | "shaikh" | "sheikha" | "imam" | "ayatollah" | "mullah" | "rabbi" | "pope" | "sister" | "father"
            | "aunty" | "auntie" | "archbishop" | "madam"
    ) || is_short_rank(word) || is_courtesy_abroad(word)
}

/// How people are addressed where English is one language of several: Malaysia, Indonesia, Burma, South Asia, Fiji, Nigeria,
/// Zimbabwe, Ghana, Kenya, Ireland.
#[rustfmt::skip]
fn is_courtesy_abroad(word: &str) -> bool {
    matches!(
        word,
        "datuk" | "dato" | "dato'" | "dato’" | "datin" | "paduka" | "seri" | "tun" | "encik" | "puan" | "tuan" | "cik"
            | "haji" | "hajah" | "hajji" | "alhaji" | "pak" | "ibu" | "daw" | "u" | "shri" | "smt" | "shrimati" | "begum"
            | "ustaz" | "ustad" | "kyai" | "maulana" | "ratu" | "cde" | "comrade" | "engr" | "barr" | "mallam" | "malam"
            | "hajiya" | "pandit" | "swami" | "cllr" | "adv" | "msgr" | "mgr" | "ven" | "ald" | "sri" | "thiru" | "smti" | "km"
            | "sardar" | "chaudhry" | "nawab" | "mirza" | "mzee" | "nana" | "togbe" | "oba" | "otunba" | "otumfuo" | "hon'ble"
            | "hon’ble" | "garda" | "aling" | "mang" | "revd" | "cr"
    )
}

/// Honorifics that are given names, too, or part of what somebody is called: `Sheikh Hasina`, `Don Pérez`, `Pope Leo`.
#[rustfmt::skip]
pub fn is_given_too(word: &str) -> bool {
    matches!(
        &*fold(word, &mut Room::default()),
        "sheikh" | "sheik" | "shaikh" | "sheikha" | "don" | "con" | "mang" | "pope" | "saint" | "st" | "sister" | "father" | "lord" | "lady" | "sir" | "dame"
            | "u" | "daw" | "seri" | "begum" | "imam" | "mullah" | "haji"
    )
}

/// Ranks and offices as agencies shorten them before a name.
#[rustfmt::skip]
fn is_short_rank(word: &str) -> bool {
    matches!(
        word,
        "gen" | "lt" | "col" | "maj" | "capt" | "cmdr" | "sgt" | "cpl" | "pvt" | "adm" | "brig" | "sen" | "rep"
            | "gov" | "pres" | "supt" | "det" | "insp" | "atty" | "amb" | "sec" | "sens" | "reps" | "govs" | "pc" | "dc" | "ds"
            | "di" | "dci" | "dcp" | "acp" | "asp" | "wpc" | "con" | "ltc" | "cpt" | "flt" | "sqn" | "cdr" | "subedar" | "havildar"
    )
}

/// Whether these are letters behind a name that belong to it: silk, honours, parliaments, services and orders.
#[rustfmt::skip]
pub fn is_honour(word: &str) -> bool {
    matches!(
        word,
        "SC" | "KC" | "QC" | "SAN" | "MP" | "MEP" | "MSP" | "MLA" | "MLC" | "TD" | "JP" | "OBE" | "MBE" | "CBE" | "KBE" | "DBE"
            | "KCB" | "CB" | "CMG" | "AO" | "AM" | "AC" | "OAM" | "IAS" | "IPS" | "IFS" | "MD" | "RN" | "SJ" | "OP" | "OSB" | "FRS"
    )
}

/// Whether the word names an office, a trade or a part that somebody plays; `co-founder` and `ex-minister` count.
pub fn is_role(word: &str) -> bool {
    is_folded_role(&fold(word, &mut Room::default()))
}

fn is_folded_role(folded: &str) -> bool {
    let last = last_part(folded);
    ROLES.contains(last)
        || last.ends_with("ologist")
        || ["woman", "person", "man"].iter().any(|end| last.strip_suffix(end).is_some_and(is_role_stem))
}

/// Whether the word stands before a role and belongs to it: `former`, `deputy`, `prime`.
pub fn is_modifier(word: &str) -> bool {
    is_folded_modifier(&fold(word, &mut Room::default()))
}

#[rustfmt::skip]
fn is_folded_modifier(word: &str) -> bool {
    matches!(
        word,
        "former" | "ex" | "acting" | "interim" | "deputy" | "vice" | "assistant" | "associate" | "senior" | "junior"
            | "chief" | "prime" | "foreign" | "finance" | "interior" | "defence" | "defense" | "justice" | "health"
            | "education" | "transport" | "energy" | "trade" | "labour" | "labor" | "agriculture" | "environment"
            | "culture" | "state" | "federal" | "regional" | "local" | "national" | "international" | "executive"
            | "managing" | "general" | "then" | "late" | "outgoing" | "incoming" | "newly" | "elected" | "opposition"
            | "party" | "police" | "army" | "navy" | "military" | "team" | "club" | "company" | "city" | "county"
            | "union" | "government" | "lead" | "first" | "second" | "under" | "lieutenant" | "major" | "brigadier"
            | "district" | "attorney" | "supreme" | "crown" | "high" | "permanent" | "special" | "press" | "news"
            | "sports" | "political" | "veteran" | "retired"
    )
}

/// Whether a name that ends in this word is an organisation's: nobody's surname is `Ferries`, whatever stands beside it.
#[rustfmt::skip]
pub fn is_organisation(last: &str) -> bool {
    matches!(
        without_stops(last),
        "Agency" | "Airlines" | "Airways" | "Association" | "Authority" | "Bank" | "Board" | "Bureau" | "Club" | "College"
            | "Commission" | "Committee" | "Company" | "Corp" | "Corporation" | "Council" | "Court" | "Department" | "Electric"
            | "Energy" | "Federation" | "Ferries" | "Foods" | "Foundation" | "Fund" | "Group" | "Holdings" | "Hospital" | "Inc"
            | "Industries" | "Institute" | "Insurance" | "International" | "Laboratories" | "Lines" | "Logistics" | "Ltd"
            | "Ministry" | "Motors" | "Museum" | "Networks" | "Office" | "Orchestra" | "Parliament" | "Partners" | "Party"
            | "Pharmaceuticals" | "Plc" | "Police" | "Press" | "Productions" | "Properties" | "Railways" | "Records"
            | "Resources" | "School" | "Securities" | "Senate" | "Services" | "Shipping" | "Society" | "Solutions" | "Stores"
            | "Systems" | "Technologies" | "Telecom" | "Times" | "Tribune" | "Trust" | "Union" | "University" | "Ventures"
    )
}

/// The gender that a title, a role or a word of kinship tells.
#[rustfmt::skip]
pub fn gender(word: &str) -> Option<Gender> {
    let mut room = Room::default();
    let folded = fold(word, &mut room);
    let last = last_part(folded.strip_suffix("-in-law").unwrap_or(&folded));
    let female = last.ends_with("woman")
        || matches!(
            last,
        "mrs" | "ms" | "miss" | "mme" | "mlle" | "madame" | "frau" | "señora" | "doña" | "lady" | "dame" | "queen"
            | "princess" | "duchess" | "baroness" | "countess" | "actress" | "waitress" | "hostess" | "heiress"
            | "nun" | "wife" | "widow" | "mother" | "sister" | "daughter" | "aunt" | "niece" | "grandmother"
            | "girlfriend" | "granddaughter" | "stepmother" | "stepdaughter" | "stepsister" | "sheikha" | "midwife" | "ballerina" | "abbess" | "datin" | "puan" | "daw" | "smt"
            | "shrimati" | "begum" | "ibu"
        );
    // "Chairman" and "alderman" are offices that women hold too.
    let male = matches!(
        last,
        "mr" | "herr"
            | "señor" | "don" | "monsieur" | "sir" | "lord" | "king" | "prince" | "duke" | "baron" | "earl" | "pope"
            | "husband" | "widower" | "father" | "brother" | "son" | "uncle" | "nephew" | "grandfather" | "boyfriend"
            | "grandson" | "stepfather" | "stepson" | "stepbrother" | "spokesman" | "businessman" | "congressman" | "policeman" | "fisherman" | "sportsman"
            | "salesman" | "statesman" | "councilman" | "assemblyman" | "clergyman" | "cameraman" | "gunman" | "monk"
            | "emir" | "sultan" | "ayatollah" | "imam" | "encik" | "pak" | "shri" | "sheikh" | "sheik" | "alhaji"
    );
    match (female, male) {
        (true, _) => Some(Gender::Female),
        (_, true) => Some(Gender::Male),
        _ => None,
    }
}

/// Whether the word is one of kinship: it tells a gender but is no title.
pub fn is_kin(word: &str) -> bool {
    is_folded_kin(&fold(word, &mut Room::default()))
}

#[rustfmt::skip]
fn is_folded_kin(word: &str) -> bool {
    let word = word.strip_suffix("-in-law").unwrap_or(word);
    // `great-granddaughter`, `half-brother`
    matches!(
        last_part(word),
        "wife" | "husband" | "widow" | "widower" | "mother" | "father" | "sister" | "brother" | "daughter" | "son"
            | "aunt" | "uncle" | "niece" | "nephew" | "grandmother" | "grandfather" | "granddaughter" | "grandson"
            | "girlfriend" | "boyfriend" | "partner" | "cousin" | "friend" | "colleague" | "fiancee" | "fiance" | "stepmother"
            | "stepfather" | "stepson" | "stepdaughter" | "stepsister" | "stepbrother"
    )
}

/// Room for nearly any word.
type Room = [u8; 16];

/// The word in small letters without stops at its end.
fn fold<'w>(word: &'w str, room: &'w mut Room) -> Cow<'w, str> {
    let word = without_stops(word);
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.into();
    }
    match room.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        Some(room) => {
            room.copy_from_slice(word.as_bytes());
            room.make_ascii_lowercase();
            std::str::from_utf8(room).unwrap_or_default().into()
        }
        None => word.to_lowercase().into(),
    }
}

/// What stands behind the last hyphen; the word itself where there is none.
pub fn last_part(word: &str) -> &str {
    memrchr(b'-', word.as_bytes()).map_or(word, |hyphen| &word[hyphen + 1..])
}

/// What `trim_end_matches` does, without its search.
fn without_stops(mut word: &str) -> &str {
    while let Some(less) = word.strip_suffix('.') {
        word = less;
    }
    word
}

/// Offices, trades and parts that people play. Too many to be asked for one after another.
static ROLES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| ROLE_WORDS.into_iter().collect());

#[rustfmt::skip]
const ROLE_WORDS: [&str; 298] = [
    "activist", "actor", "actress", "adviser", "advisor", "advocate", "aide", "ambassador", "analyst", "anchor",
    "archaeologist", "archbishop", "archdeacon", "architect", "artist", "assemblyman", "assemblywoman",
    "astronaut", "astronomer", "athlete", "attorney", "author", "ayatollah", "backbencher", "baker", "banker",
    "barber", "baron", "baroness", "barrister", "batsman", "biologist", "bishop", "bookseller", "boss",
    "bowler", "boxer", "brigadier", "broker", "builder", "butcher", "campaigner", "candidate", "captain",
    "cardinal", "carpenter", "ceo", "cfo", "chair", "chairman", "chairperson", "chairwoman", "champion",
    "chancellor", "chef", "chemist", "chief", "cleric", "clerk", "coach", "colonel", "columnist", "comedian",
    "commandant", "commander", "commissioner", "composer", "comptroller", "conductor", "constable", "consul",
    "consultant", "contractor", "convenor", "coordinator", "coroner", "corporal", "correspondent", "councillor",
    "councilor", "counsel", "counselor", "curator", "cyclist", "deacon", "dean", "defender", "delegate",
    "dentist", "deputy", "designer", "detective", "developer", "diplomat", "director", "dissident", "doctor",
    "driver", "duchess", "duke", "economist", "editor", "emir", "emperor", "engineer", "envoy",
    "epidemiologist", "executive", "expert", "farmer", "father", "firefighter", "footballer", "forecaster",
    "foreman", "forward", "founder", "frontbencher", "general", "geneticist", "geologist", "goalkeeper",
    "goalscorer", "goc", "golfer", "governor", "grocer", "guard", "guitarist", "head", "headteacher",
    "historian", "imam", "inspector", "instructor", "investigator", "investor", "jockey", "journalist", "judge",
    "justice", "king", "lawmaker", "lawyer", "leader", "lecturer", "legislator", "librarian", "lieutenant",
    "lifeguard", "linguist", "lobbyist", "magistrate", "magnate", "major", "manager", "marshal", "mayor",
    "mechanic", "mediator", "meteorologist", "midfielder", "midwife", "minister", "ministers", "missionary",
    "moderator", "monk", "monsignor", "mp", "mufti", "musician", "negotiator", "neighbor", "neighbour",
    "novelist", "nun", "nurse", "nutritionist", "officer", "official", "ombudsman", "operator", "organiser",
    "organizer", "owner", "paediatrician", "painter", "paramedic", "pastor", "patriarch", "pediatrician",
    "pharmacist", "philosopher", "photographer", "physician", "physicist", "pianist", "pilot", "pitcher",
    "player", "playwright", "poet", "politician", "pope", "porter", "premier", "president", "priest", "prince",
    "princess", "principal", "producer", "professor", "programmer", "prosecutor", "provost", "psychiatrist",
    "psychologist", "publican", "publisher", "quarterback", "queen", "rabbi", "ranger", "rector", "referee",
    "registrar", "reporter", "representative", "researcher", "resident", "retiree", "reverend", "rider",
    "runner", "sailor", "sarpanch", "scholar", "scientist", "sculptor", "seamer", "secretary", "senator",
    "sergeant", "sheik", "sheikh", "sheriff", "shopkeeper", "singer", "skipper", "sociologist", "soldier",
    "solicitor", "songwriter", "spokesman", "spokesperson", "spokeswoman", "sprinter", "star", "statistician",
    "steward", "strategist", "striker", "student", "sultan", "superintendent", "surgeon", "surveyor", "swimmer",
    "taoiseach", "teacher", "technician", "tenant", "trader", "trainer", "treasurer", "trustee", "tycoon",
    "tánaiste", "umpire", "undersecretary", "vet", "veteran", "vicar", "vice-captain", "virologist",
    "volunteer", "waiter", "warden", "whip", "whistleblower", "wicketkeeper", "winger", "witness", "worker",
    "writer", "zookeeper",
];

/// What stands before "-man", "-woman" and "-person".
#[rustfmt::skip]
fn is_role_stem(stem: &str) -> bool {
    matches!(
        stem,
        "alder" | "assembly" | "barre" | "business" | "camera" | "chair" | "clergy" | "congress" | "council"
            | "crafts" | "fisher" | "gun" | "police" | "sales" | "service" | "spokes" | "sports" | "states"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_that_women_hold_tells_no_gender() {
        assert_eq!(gender("chairman"), None);
        assert_eq!(gender("Councilwoman"), Some(Gender::Female));
        assert_eq!(gender("Mr."), Some(Gender::Male));
    }
}
