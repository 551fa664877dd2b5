//! Countries, their people and cities under their several names. Facts, not a gazetteer: only what style books list.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The number of the group of names that this one belongs to.
pub fn group(name: &str) -> Option<usize> {
    let name = name.trim();
    if name.len() > LONGEST {
        return None;
    }
    let folded = name.to_lowercase().replace('.', "");
    BY_NAME.get(folded.strip_prefix("the ").unwrap_or(&folded)).copied()
}

/// Bytes that no listed name exceeds, stops and article and all.
const LONGEST: usize = 64;

static BY_NAME: LazyLock<FxHashMap<&'static str, usize>> = LazyLock::new(|| {
    let listed = GROUPS.iter().enumerate();
    listed.flat_map(|(number, group)| group.split(", ").map(move |name| (name, number))).collect()
});

const GROUPS: &[&str] = &[
    "us, usa, united states, united states of america, america, american, americans",
    "uk, united kingdom, britain, great britain, british, britons",
    "uae, united arab emirates, emirati, emiratis",
    "russia, russian federation, russian, russians",
    "soviet union, ussr, soviet",
    "china, people's republic of china, prc, chinese",
    "north korea, dprk, north korean, north koreans",
    "south korea, republic of korea, south korean, south koreans",
    "netherlands, holland, dutch",
    "myanmar, burma, burmese",
    "czech republic, czechia, czech, czechs",
    "ivory coast, côte d'ivoire, cote d'ivoire, ivorian, ivorians",
    "democratic republic of the congo, democratic republic of congo, dr congo, drc, congo-kinshasa, zaire",
    "republic of the congo, congo-brazzaville",
    "turkey, türkiye, turkiye, turkish, turks",
    "iran, islamic republic of iran, iranian, iranians",
    "syria, syrian arab republic, syrian, syrians",
    "east timor, timor-leste, timorese",
    "cape verde, cabo verde",
    "swaziland, eswatini",
    "macedonia, north macedonia, macedonian, macedonians",
    "germany, federal republic of germany, german, germans",
    "france, french",
    "spain, spanish, spaniards",
    "italy, italian, italians",
    "japan, japanese",
    "india, indian, indians",
    "pakistan, pakistani, pakistanis",
    "israel, israeli, israelis",
    "ukraine, ukrainian, ukrainians",
    "poland, polish, poles",
    "sweden, swedish, swedes",
    "norway, norwegian, norwegians",
    "denmark, danish, danes",
    "finland, finnish, finns",
    "greece, greek, greeks",
    "ireland, irish",
    "canada, canadian, canadians",
    "mexico, mexican, mexicans",
    "brazil, brazilian, brazilians",
    "australia, australian, australians",
    "egypt, egyptian, egyptians",
    "iraq, iraqi, iraqis",
    "saudi arabia, saudi, saudis",
    "european union, eu",
    "united nations, un",
    "kyiv, kiev",
    "kharkiv, kharkov",
    "odesa, odessa",
    "lviv, lvov",
    "beijing, peking",
    "mumbai, bombay",
    "kolkata, calcutta",
    "chennai, madras",
    "yangon, rangoon",
    "ho chi minh city, saigon",
    "new york, new york city, nyc",
    "washington, washington dc",
    "los angeles, la",
];
