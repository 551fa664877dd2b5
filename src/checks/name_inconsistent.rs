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
    let mut spelt: FxHashMap<&str, (&Naming, usize)> = FxHashMap::default();
    for naming in &namings {
        spelt.entry(naming.words).or_insert((naming, 0)).1 += 1;
    }
    let bare = |all: usize| Uses { all, in_full: 0 };
    let mut uses: FxHashMap<&str, Uses> = spelt.iter().map(|(words, (_, count))| (*words, bare(*count))).collect();
    let mut fulls: Vec<&Naming> = spelt.values().map(|(first, _)| *first).filter(|first| first.is_full()).collect();
    fulls.sort_by_key(|full| full.at);
    for full in &fulls {
        let (_, count) = spelt[full.words];
        let of_surname = uses.entry(surname(full.words)).or_default();
        of_surname.all += count;
        of_surname.in_full += count;
    }
    let listed = |words: &str| style.names.people.iter().any(|person| person == words || surname(person) == words);
    let spellings = Spellings::of(&uses);
    // Hardly any name has a likeness: who its bearer may be is asked for those alone.
    let told = |(words, (naming, _)): (&&str, &(&Naming, usize))| {
        let usual = spellings.usual(words, uses[words])?;
        let somebody = is_in_lineup(&namings, naming) || is_somebody(story, (&namings, &fulls), words);
        (!somebody).then(|| finding(naming, usual))
    };
    let mut found: Vec<_> = spelt.iter().filter(|(words, _)| !listed(words)).filter_map(told).collect();
    found.sort_by_key(|f| f.at);
    found
}

/// The spellings of a story by how many words they have and their first letter: a slip never changes either, but a letter
/// outside ASCII may be any before it is spelled out.
struct Spellings<'s>(BTreeMap<(usize, Option<u8>), Vec<Spelling<'s>>>);

/// How often a spelling stands in the story. The more often, the surer it is the right one; of two that stand there as often,
/// that with a full name was looked up.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Uses {
    all: usize,
    /// As the surname of a full name.
    in_full: usize,
}

/// A spelling and its uses.
struct Spelling<'s> {
    words: &'s str,
    parts: Vec<&'s str>,
    uses: Uses,
}

impl<'s> Spellings<'s> {
    fn of(uses: &FxHashMap<&'s str, Uses>) -> Self {
        let mut by_letter: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (&words, &uses) in uses {
            let parts = parts(words);
            by_letter.entry((parts.len(), letter(words))).or_default().push(Spelling { words, parts, uses });
        }
        Self(by_letter)
    }

    /// The spelling that is used more, or is the longer of two that are used alike.
    fn usual(&self, words: &str, uses: Uses) -> Option<&'s str> {
        let (first, parts) = (letter(words), parts(words));
        let as_long = self.0.range((parts.len(), None)..=(parts.len(), Some(u8::MAX)));
        let alike = as_long.filter(|((_, letter), _)| first.is_none() || letter.is_none() || *letter == first);
        let more = |other: &&Spelling| (other.uses, other.words.len()) > (uses, words.len());
        let others = alike.flat_map(|(_, all)| all).filter(more);
        let slips = others.filter(|other| is_slip_of((words, &parts), (other.words, &other.parts)));
        slips.max_by_key(|other| (other.uses, other.words)).map(|other| other.words)
    }
}

fn parts(words: &str) -> Vec<&str> {
    words.split_whitespace().collect()
}

fn letter(words: &str) -> Option<u8> {
    words.bytes().next().filter(u8::is_ascii).map(|letter| letter.to_ascii_lowercase())
}

/// Whether the story introduces the bearer of this surname as somebody: by a full name that is no slip of another one, or by
/// a title that stands for one.
fn is_somebody(story: &Story, (namings, fulls): (&[Naming], &[&Naming]), words: &str) -> bool {
    let mut fulls = fulls.iter().map(|naming| naming.words);
    let own = fulls.clone().find(|full| surname(full) == words && *full != words);
    let titled = |naming: &Naming| word_before(story, naming.at).is_some_and(is_sovereign);
    own.is_some_and(|own| !fulls.any(|full| is_slip(own, full)))
        || namings.iter().any(|naming| naming.words == words && titled(naming))
}

/// A paragraph of bare surnames is a team, and a team may have a Horn and a Horne.
fn is_in_lineup(namings: &[Naming], naming: &Naming) -> bool {
    let here = &namings[namings.partition_point(|n| n.at.passage < naming.at.passage)..];
    let bare = here.iter().take_while(|n| n.at.passage == naming.at.passage).filter(|n| !n.is_full());
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
    is_slip_of((a, &parts(a)), (b, &parts(b)))
}

/// The same of names with their words. Every name of a story is held against every other after each key, and nearly all differ
/// at once: nothing is copied.
fn is_slip_of((a, x): (&str, &[&str]), (b, y): (&str, &[&str])) -> bool {
    let mut differing = x.iter().zip(y).filter(|(one, other)| one != other);
    let (Some((one, other)), None) = (differing.next(), differing.next()) else { return false };
    x.len() == y.len()
        && begin_alike(one, other)
        && is_slip_of_word(one, other)
        && (x.len() == 1 || identity::same_name(a, b) >= 0.5)
}

/// Whether two words may begin with the same letter: of one outside ASCII that is not known before it is spelled out.
fn begin_alike(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (a.as_bytes().first(), b.as_bytes().first()) else { return false };
    !a.is_ascii() || !b.is_ascii() || a.eq_ignore_ascii_case(b)
}

/// Whether two words may differ by one letter lost, doubled, swapped or taken for another: of other letters than `e`, which may
/// only spell out an umlaut, they then have all but two in common.
fn may_be_slip(a: &str, b: &str) -> bool {
    let letters = |word: &str| word.bytes().fold(0u32, |all, b| all | 1 << (b.to_ascii_lowercase() & 31)) & !(1 << 5);
    !a.is_ascii() || !b.is_ascii() || (letters(a) ^ letters(b)).count_ones() <= 2
}

fn is_slip_of_word(a: &str, b: &str) -> bool {
    if !may_be_slip(a, b) {
        return false;
    }
    // Krüger is Krueger where a machine has no umlauts.
    let folded =
        |word: &str| any_ascii::any_ascii(word).to_lowercase().replace("ue", "u").replace("oe", "o").replace("ae", "a");
    let (a, b) = (folded(a), folded(b));
    let short = a.chars().count().min(b.chars().count()) < SHORTEST;
    let genitive = a.strip_suffix('s') == Some(&b) || b.strip_suffix('s') == Some(&a);
    !short && !genitive && a != b && a.chars().next() == b.chars().next() && strsim::damerau_levenshtein(&a, &b) == 1
}
