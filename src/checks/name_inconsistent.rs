//! One person, two spellings.

use super::people::{Naming, is_sovereign, namings, surname, word_before};
use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Edit, Finding, Fix, Severity, Spot};
use crate::prose::name::identity;
use crate::prose::story::Story;
use crate::settings::Style;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

pub static RULE: Rule = Rule {
    code: "name-inconsistent",
    summary: "one name in two spellings",
    severity: Some(Severity::Warning),
    explain: "A name spelt two ways in one story is wrong at least once, and readers who bear it see nothing else (every desk's first \
rule: check the name).\n\n\
Left alone: quotations, headlines, line-ups, whoever has a full name or an office of their own in the story, accents and particles left out on second mention, two people with given names of their own, \
spellings that `names.people` lists.\n\n\
What to do: find out how they spell it, and write it so throughout.",
    on_record: "",
    wrong: "Mayor Maria Kessler opened the harbour on Monday.\n\nThe fees will stay, Kesler said. Kessler left early.\n",
    right: "Mayor Maria Kessler opened the harbour on Monday.\n\nThe fees will stay, Kessler said. Kessler left early.\n",
    english: false,
    check: Check::Story(check),
};

/// Letters of the shortest surname that a slip can be told in: shorter ones differ by a letter from everybody.
const SHORTEST: usize = 5;

fn check(story: &Story, _: &Record, style: &Style) -> Vec<Finding<Spot>> {
    let namings = namings(story, style);
    let mut first: FxHashMap<&str, &Naming> = FxHashMap::default();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for naming in &namings {
        first.entry(naming.words).or_insert(naming);
        *counts.entry(naming.words).or_default() += 1;
        if naming.is_full() {
            *counts.entry(surname(naming.words)).or_default() += 1;
        }
    }
    let listed = |words: &str| style.names.people.iter().any(|person| person == words || surname(person) == words);
    let spellings = Spellings::of(&counts);
    // Hardly any name has a likeness: who its bearer may be is asked for those alone.
    let told = |(words, naming): (&&str, &&Naming)| {
        let usual = spellings.usual(words, counts[words])?;
        let somebody = is_in_lineup(&namings, naming) || is_somebody(story, &namings, words);
        (!somebody).then(|| finding(naming, usual))
    };
    let mut found: Vec<_> = first.iter().filter(|(words, _)| !listed(words)).filter_map(told).collect();
    found.sort_by_key(|f| f.at);
    found
}

/// The spellings of a story and how often each stands there, by their first letter: a slip never changes that, but a letter
/// outside ASCII may be any before it is spelled out.
struct Spellings<'s>(BTreeMap<Option<u8>, Vec<(&'s str, usize)>>);

impl<'s> Spellings<'s> {
    fn of(counts: &FxHashMap<&'s str, usize>) -> Self {
        let mut by_letter: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (words, count) in counts {
            by_letter.entry(letter(words)).or_default().push((*words, *count));
        }
        Self(by_letter)
    }

    /// The spelling that stands there more often, or is the longer of two that stand there as often.
    fn usual(&self, words: &str, count: usize) -> Option<&'s str> {
        let first = letter(words);
        let alike = self.0.iter().filter(|(letter, _)| first.is_none() || letter.is_none() || **letter == first);
        let more = |other: &str, often: usize| (often, other.len()) > (count, words.len());
        let others =
            alike.flat_map(|(_, all)| all).filter(|(other, often)| more(other, *often) && is_slip(words, other));
        others.max_by_key(|(other, often)| (*often, *other)).map(|(other, _)| *other)
    }
}

fn letter(words: &str) -> Option<u8> {
    words.bytes().next().filter(u8::is_ascii).map(|letter| letter.to_ascii_lowercase())
}

/// Whether the story introduces the bearer of this surname as somebody: by a full name that is no slip of another one, or by
/// a title that stands for one.
fn is_somebody(story: &Story, namings: &[Naming], words: &str) -> bool {
    let mut fulls = namings.iter().filter(|naming| naming.is_full()).map(|naming| naming.words);
    let own = fulls.clone().find(|full| surname(full) == words && *full != words);
    let titled = |naming: &Naming| word_before(story, naming.at).is_some_and(is_sovereign);
    own.is_some_and(|own| !fulls.any(|full| is_slip(own, full)))
        || namings.iter().any(|naming| naming.words == words && titled(naming))
}

/// A paragraph of bare surnames is a team, and a team may have a Horn and a Horne.
fn is_in_lineup(namings: &[Naming], naming: &Naming) -> bool {
    let bare = namings.iter().filter(|n| n.at.passage == naming.at.passage && !n.is_full());
    bare.map(|n| n.words).collect::<BTreeSet<_>>().len() >= LINEUP
}

/// Different bare surnames that make a paragraph a line-up.
const LINEUP: usize = 5;

fn finding(naming: &Naming, usual: &str) -> Finding<Spot> {
    let words = naming.words;
    let title = format!("Write {usual}");
    let fix = Fix { title, edits: vec![Edit { at: naming.at, text: usual.to_owned() }] };
    let message = format!("{words} here, {usual} elsewhere in the story: one of the two is misspelt");
    Finding { fixes: vec![fix], ..RULE.finding(naming.at, message) }
}

/// Whether two names of as many words differ by a slip in one word: the others agree, and that one has lost, doubled or
/// swapped a letter.
pub(super) fn is_slip(a: &str, b: &str) -> bool {
    // Every name of a story is held against every other after each key, and nearly all differ at once: nothing is copied.
    let (mut x, mut y, mut words, mut differing) = (a.split_whitespace(), b.split_whitespace(), 0, None);
    loop {
        match (x.next(), y.next()) {
            (None, None) => break,
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) if differing.is_none() && begin_alike(one, other) => {
                differing = Some((one, other))
            }
            _ => return false,
        }
        words += 1;
    }
    let Some((one, other)) = differing else { return false };
    is_slip_of_word(one, other) && (words == 1 || identity::same_name(a, b) >= 0.5)
}

/// Whether two words may begin with the same letter: of one outside ASCII that is not known before it is spelled out.
fn begin_alike(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (a.as_bytes().first(), b.as_bytes().first()) else { return false };
    !a.is_ascii() || !b.is_ascii() || a.eq_ignore_ascii_case(b)
}

fn is_slip_of_word(a: &str, b: &str) -> bool {
    // Krüger is Krueger where a machine has no umlauts.
    let folded =
        |word: &str| any_ascii::any_ascii(word).to_lowercase().replace("ue", "u").replace("oe", "o").replace("ae", "a");
    let (a, b) = (folded(a), folded(b));
    let short = a.chars().count().min(b.chars().count()) < SHORTEST;
    let genitive = a.strip_suffix('s') == Some(&b) || b.strip_suffix('s') == Some(&a);
    !short && !genitive && a != b && a.chars().next() == b.chars().next() && strsim::damerau_levenshtein(&a, &b) == 1
}
