//! Names that look alike and are not one, and one name in many spellings: merging two people is the worst error.

use copydesk::prose::name::identity::same_name;

/// The decision point of `copydesk name --pairs`.
const ONE: f32 = 0.5;

/// Given names that differ by little; each two of a line are two people.
const LOOK_ALIKE: [&str; 60] = [
    "Daniel Danielle",
    "Michael Michelle",
    "Paul Paula",
    "Maria Mario Mark",
    "Christian Christine",
    "Alexander Alexandra",
    "Gabriel Gabrielle",
    "Robert Roberta",
    "Louis Louise",
    "Carl Carla",
    "Eric Erica",
    "Stephen Stephanie",
    "Henry Henrietta",
    "Julian Juliana",
    "Victor Victoria",
    "Martin Martina",
    "Simon Simone",
    "Frances Francisco",
    "Joan John June Jane",
    "Brian Bryony Bruna",
    "Leo Leon",
    "Anna Hannah",
    "Emma Emily",
    "Ivan Ivana",
    "Denis Denise",
    "Andrew Andrea",
    "Jon John",
    "Tim Kim",
    "Jose Joyce",
    "Rosa Rosie",
    "Lena Lina Luna",
    "Karin Karen",
    "Gerald Gerard",
    "Marion Marian Miriam",
    "Roland Ronald",
    "Alan Alana",
    "Francis Frances",
    "Bernard Bernadette",
    "George Georgia Georgina",
    "Philip Philippa",
    "Patrick Patricia",
    "Nicholas Nicole Nicola",
    "Charles Charlotte",
    "Edward Edwin Edmund",
    "Albert Alberta",
    "Claude Claudia",
    "Justin Justine",
    "Jacques Jacqueline",
    "Joseph Josephine",
    "Samuel Samantha",
    "Oliver Olivia",
    "Dominic Dominique",
    "Michel Michele",
    "Rene Renata",
    "Viktor Viktoria",
    "Yusuf Yasin",
    "Khaled Khalil",
    "Fatima Fatin",
    "Olga Oleg",
    "Sergei Sergio",
];
const SURNAMES: [&str; 12] = [
    "Keller",
    "Novak",
    "Carter",
    "Haddad",
    "Lindgren",
    "Okafor",
    "Moreau",
    "Castillo",
    "van der Berg",
    "al-Amin",
    "Osterveld",
    "Brankovits",
];
/// Surnames that look alike, for one given name.
const SURNAME_PAIRS: [(&str, &str); 20] = [
    ("Becker", "Bakker"),
    ("Keller", "Kelley"),
    ("Martin", "Morton"),
    ("Harris", "Harrison"),
    ("Carter", "Cartwright"),
    ("Moreau", "Moreno"),
    ("Johnson", "Johnston"),
    ("Hall", "Hill"),
    ("Ivanov", "Ivanova"),
    ("Hansen", "Hanson"),
    ("Petrov", "Petrova"),
    ("Lindberg", "Lindgren"),
    ("Peters", "Peterson"),
    ("Williams", "Williamson"),
    ("Khan", "Khalil"),
    ("Chan", "Chang"),
    ("Martins", "Martinez"),
    ("Fernandez", "Hernandez"),
    ("Richards", "Richardson"),
    ("Rossi", "Russo"),
];

/// Given names and surnames that sound alike, or share all but one word, and are two people.
const TWO_PEOPLE: [(&str, &str); 28] = [
    ("Mohamed Haddad", "Mahmoud Haddad"),
    ("Hassan Rahal", "Hussein Rahal"),
    ("Jamal Tannous", "Jamil Tannous"),
    ("Rashid Benali", "Rashad Benali"),
    ("Said Khoury", "Saad Khoury"),
    ("Salem Barzani", "Salim Barzani"),
    ("Karim Aziz", "Karam Aziz"),
    ("Ahmed Farouki", "Hamid Farouki"),
    ("Abdul Rahman Sabri", "Abdul Rahim Sabri"),
    ("Abdullah Sabri", "Abdul Sabri Haddad"),
    ("Oleksandr Bondar", "Oleksiy Bondar"),
    ("Vladimir Orlov", "Vladislav Orlov"),
    ("Sergei Orlov", "Semyon Orlov"),
    ("Natalia Orlova", "Nadia Orlova"),
    ("Ivan Petrov", "Ivan Petrovic"),
    ("Kim Jin Ho", "Kim Jin Woo"),
    ("Park Sun Hee", "Park Sun Young"),
    ("Li Wei", "Li Wen"),
    ("John Paul Carter", "John Peter Carter"),
    ("Maria Anna Keller", "Maria Eva Keller"),
    ("Larry King", "Larry Smith"),
    ("Karl Novak", "Carl Kovac"),
    ("Jan Smit", "Jon Smith"),
    ("Peter Hansen", "Petra Hansen"),
    ("Anna Lindqvist", "Anna Lindholm"),
    ("Erik Dahl", "Erik Dahlin"),
    ("William Carter", "Wilhelm Carter"),
    ("Jean Martin", "John Martin"),
];

#[test]
fn people_who_sound_alike_stay_two() {
    let merged: Vec<_> = TWO_PEOPLE.into_iter().filter(|(a, b)| same_name(a, b).max(same_name(b, a)) >= ONE).collect();
    assert!(merged.is_empty(), "{merged:?}");
}

#[test]
fn two_given_names_of_one_surname_stay_two_people() {
    let (mut tried, mut merged) = (0, Vec::new());
    for given in LOOK_ALIKE.map(|line| line.split(' ').collect::<Vec<_>>()) {
        for (i, a) in given.iter().enumerate() {
            for b in &given[i + 1..] {
                for surname in SURNAMES {
                    let (one, other) = (format!("{a} {surname}"), format!("{b} {surname}"));
                    merged.extend((same_name(&one, &other) >= ONE).then_some((one, other)));
                    tried += 1;
                }
            }
        }
    }
    assert!(merged.is_empty(), "{merged:?}");
    assert!(tried >= 200, "{tried} pairs");
}

#[test]
fn two_surnames_of_one_given_name_stay_two_people() {
    let pair = |given: &'static str| SURNAME_PAIRS.map(|(a, b)| (format!("{given} {a}"), format!("{given} {b}")));
    let pairs = ["Anna", "Peter"].into_iter().flat_map(pair);
    let merged: Vec<_> = pairs.filter(|(a, b)| same_name(a, b) >= ONE).collect();
    assert!(merged.is_empty(), "{merged:?}");
}

#[test]
fn one_name_in_many_spellings_is_one() {
    for (a, b) in [
        ("Yulia Novak", "Julia Novak"),
        ("Sergei Haddad", "Sergey Haddad"),
        ("Mohamed Haddad", "Muhammad Haddad"),
        ("Omar al-Amin", "Omar Amin"),
        ("Keller, Anna", "Anna Keller"),
        ("A. Keller", "Anna Keller"),
        ("Tom Carter", "Thomas Carter"),
        ("U.S.", "United States"),
        ("Kyiv", "Kiev"),
        ("NFA", "National Ferry Association"),
        ("José Castillo", "Jose Castillo"),
        ("JosÃ© Castillo", "José Castillo"),
        ("Abdel-Rahman Sabri", "Abdurrahman Sabri"),
        ("Abd al-Rahman al-Sabri", "Abdulrahman Sabri"),
        ("Salahuddin Barzani", "Salah al-Din Barzani"),
        ("Youssef Tannous", "Yusuf Tannous"),
        ("Oleksandr Bondar", "Alexander Bondar"),
        ("Omar ElHadid", "Omar al-Hadid"),
        ("Luc d'Orsini", "Luc Orsini"),
        ("Cardinal Luc Orsini", "Luc Orsini"),
        ("Nur-Jehan Tapadhar", "Noor Jehan Tappadar"),
        ("Norlund Ferries Limited", "Norlund Ferries"),
        ("Dr. Anna Keller", "Anna Keller"),
        ("Contessa di Brankovits", "Contessa Brankovits"),
        ("Carl XVI of Norlund", "Carl XVI"),
        ("Antoine Osterveld", "Antonio Osterveld"),
        ("Jaap Osterveld", "Jacobus Osterveld"),
        ("Yohji Brankovits", "Yoji Brankovits"),
        ("Lindqvist Anna", "Anna Lindkvist"),
        ("Maria Helena Ostervelt", "Maria Helena Osterveld"),
        ("Pieter ter Veld", "Pieter Terveld"),
    ] {
        assert!(same_name(a, b) >= ONE, "{a} is {b}: {}", same_name(a, b));
    }
}

#[test]
fn a_number_tells_rulers_and_sons_from_their_namesakes() {
    assert!(same_name("John Paul I", "John Paul II") < ONE);
    assert!(same_name("Omar Haddad Sr.", "Omar Haddad Jr.") < ONE);
}
