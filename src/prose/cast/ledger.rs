//! What the whole story says of each string that is a name somewhere in it: its kind, and where it stands.

use rustc_hash::{FxHashMap, FxHashSet};

use super::form::{self, plain};
use crate::finding::Spot;
use crate::prose::name::{Kind, Name};
use crate::prose::reading::Reading;

/// The most that one mention may say against a kind, in the model's units: no paragraph outvotes the story.
const LOUDEST: i32 = 200;
/// How often a mention's own paragraph counts when its kind is settled; every other counts once.
const AT_HOME: i32 = 2;
/// What a full name says for its bare surname being a person too.
const SURNAME: i32 = 600;
/// Bytes of the shortest string that is found again where no paragraph shows a name: a surname, or anything else.
const SHORTEST_REPEAT: [usize; 2] = [3, 4];

/// One place where a name stands.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where.
    pub at: Spot,
    /// Its number among the paragraph's names; `None` where only the story shows that it is one.
    pub name: Option<usize>,
    /// The words as written, white space and apostrophes made plain.
    pub words: String,
    /// The words as they are compared.
    pub key: String,
    /// What it names, by the whole story.
    pub kind: Kind,
}

type Votes = FxHashMap<String, [i32; 4]>;

/// Every name of the story, in order of place, with its kind settled.
pub fn entries(readings: &[&Reading]) -> Vec<Entry> {
    let mut entries = named(readings);
    let mut votes = count(readings, &entries);
    for entry in &mut entries {
        entry.kind = settled(&readings[entry.at.passage].names[entry.name.unwrap_or_default()], &votes[&entry.key]);
    }
    count_surnames(&entries, &mut votes);
    count_firms(&entries, &mut votes);
    for entry in &mut entries {
        entry.kind = settled(&readings[entry.at.passage].names[entry.name.unwrap_or_default()], &votes[&entry.key]);
    }
    let repeats = repeats(readings, &votes);
    entries.extend(repeats);
    entries.sort_by_key(|entry| entry.at);
    entries
}

/// How strings are compared: a headline's capitals are the same name.
pub fn key(words: &str) -> String {
    words.to_lowercase()
}

fn named(readings: &[&Reading]) -> Vec<Entry> {
    let of = |(passage, reading): (usize, &&Reading)| -> Vec<Entry> {
        let entry = |(number, name): (usize, &Name)| {
            let words = plain(name.span.of(&reading.text));
            let at = Spot { passage, span: name.span };
            Entry { at, name: Some(number), key: key(&words), words, kind: name.kind }
        };
        reading.names.iter().enumerate().map(entry).collect()
    };
    readings.iter().enumerate().flat_map(of).collect()
}

fn count(readings: &[&Reading], entries: &[Entry]) -> Votes {
    let mut votes = Votes::default();
    for entry in entries {
        let name = &readings[entry.at.passage].names[entry.name.unwrap_or_default()];
        match votes.get_mut(&entry.key) {
            Some(votes) => add(votes, voice(name), 1),
            None => {
                votes.insert(entry.key.clone(), voice(name));
            }
        }
    }
    votes
}

/// A bare surname, or one's particle-less last word, names a person where the story has the full name.
fn count_surnames(entries: &[Entry], votes: &mut Votes) {
    let full: FxHashMap<&str, &Entry> =
        entries.iter().filter(|e| e.kind == Kind::Person).map(|e| (e.words.as_str(), e)).collect();
    for surname in full.keys().filter_map(|words| form::surname(words)) {
        let mut bare = vec![surname];
        bare.extend(Some(form::last_word(surname)).filter(|last| *last != surname));
        for words in bare {
            votes.entry(key(words)).or_default()[Kind::Person as usize] += SURNAME;
        }
    }
}

/// A firm's name without its trade names the firm, though alone it looks like somebody's surname.
fn count_firms(entries: &[Entry], votes: &mut Votes) {
    let firms = entries.iter().filter(|e| e.kind == Kind::Organisation).map(|e| e.words.as_str());
    let distinct: FxHashSet<&str> = firms.collect();
    for short in distinct.into_iter().filter_map(form::house_name) {
        if let Some(votes) = votes.get_mut(&key(&short)).filter(|votes| most(votes) == Some(Kind::Person)) {
            votes[Kind::Organisation as usize] += SURNAME;
        }
    }
}

/// What a mention says for each kind: nought for the best, less for the others.
fn voice(name: &Name) -> [i32; 4] {
    let best = name.lean.into_iter().max().unwrap_or_default();
    name.lean.map(|lean| (lean - best).max(-LOUDEST))
}

fn add(votes: &mut [i32; 4], voice: [i32; 4], times: i32) {
    for (vote, said) in votes.iter_mut().zip(voice) {
        *vote += times * said;
    }
}

fn settled(name: &Name, votes: &[i32; 4]) -> Kind {
    let mut votes = *votes;
    add(&mut votes, voice(name), AT_HOME - 1);
    most(&votes).unwrap_or(name.kind)
}

/// The kind with the most votes, if it stands alone.
fn most(votes: &[i32; 4]) -> Option<Kind> {
    let best = votes.iter().max()?;
    let mut kinds = Kind::ALL.into_iter().filter(|&kind| votes[kind as usize] == *best);
    kinds.next().filter(|_| kinds.next().is_none())
}

/// Rows of capitals that are a name elsewhere, or the surname of one.
fn repeats(readings: &[&Reading], votes: &Votes) -> Vec<Entry> {
    let mut repeats = Vec::new();
    for (passage, reading) in readings.iter().enumerate() {
        for &span in &reading.asides {
            let words = plain(span.of(&reading.text));
            if words.len() < SHORTEST_REPEAT[0] || form::is_shouted(&words) {
                continue;
            }
            let key = key(&words);
            let kind = votes.get(&key).and_then(most);
            if let Some(kind) = kind.filter(|&kind| words.len() >= SHORTEST_REPEAT[usize::from(kind != Kind::Person)]) {
                repeats.push(Entry { at: Spot { passage, span }, name: None, words, key, kind });
            }
        }
    }
    repeats
}
