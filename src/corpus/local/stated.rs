//! What stories say of an event or of somebody, read from the stories themselves: the index knows who and what they are
//! about, and no count that a rule may want one day has to be kept in it.

use super::Shelf;
use super::card;
use super::concordance::{Of, word_key};
use crate::corpus::question::Stated;
use crate::corpus::words::words;
use crate::finding::Citation;
use crate::prose::event::{self, Count, Event};
use crate::prose::figures::Amount;
use crate::prose::name::identity::same_name;
use crate::prose::reader::Reader;
use crate::prose::reading::Reading;
use crate::prose::{age, toll};
use crate::text::passage::{Passage, Role};
use crate::text::span::{InPassage, Span};
use rustc_hash::FxHashMap;
use std::sync::Arc;
use tantivy::DocAddress;

/// Stories that are read again for one answer: more cost each lookup, and further ones are further off.
const READ_AGAIN: usize = 8;
/// Stories on record with a word of a name; more are about everything.
const LONGEST_LIST: u32 = 4096;
/// A name in no more stories than this, or than one for so many records, tells of one event when its deed agrees.
const RARE: usize = 12;
const RARE_SHARE: usize = 1000;
/// Days between two stories on one event: later ones look back, and two fires in one town are two fires.
const WINDOW: i64 = 30;
/// Names that agree less are two people.
const SAME: f32 = 0.5;

impl Shelf {
    /// Counts of the same people in stories on the same event, newest first.
    pub fn counts(&self, asked: &Count) -> Vec<Stated> {
        let names: Vec<_> = asked.event.names.iter().map(|name| (name.as_str(), self.stories_naming(name))).collect();
        let mut reader = Reader::default();
        let near = self.near(asked, &names).into_iter();
        let mut stated: Vec<_> = near.flat_map(|story| self.counts_in(story, asked, &names, &mut reader)).collect();
        let place = |one: &Stated| (one.citation.path.clone(), one.citation.line);
        stated.sort_by(|a, b| b.citation.date.cmp(&a.citation.date).then_with(|| place(a).cmp(&place(b))));
        stated
    }

    /// Stories of those days with the rarest of the names, those that have most of them first.
    fn near(&self, asked: &Count, names: &[(&str, Vec<DocAddress>)]) -> Vec<DocAddress> {
        let mut held: FxHashMap<DocAddress, f32> = FxHashMap::default();
        for (_, stories) in names {
            for story in stories {
                *held.entry(*story).or_default() += 1.0 / stories.len() as f32;
            }
        }
        let day = asked.day.map(super::day);
        let apart = |story: &DocAddress| Some((self.day(*story)? - day?).abs());
        let mut held: Vec<_> =
            held.into_iter().filter(|(story, _)| apart(story).is_none_or(|days| days <= WINDOW)).collect();
        held.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| (apart(&a.0), a.0).cmp(&(apart(&b.0), b.0))));
        held.into_iter().take(READ_AGAIN).map(|(story, _)| story).collect()
    }

    /// Stories whose running text has all words of a name.
    fn stories_naming(&self, name: &str) -> Vec<DocAddress> {
        let mut keys: Vec<_> = words(name).into_iter().filter(|word| word.content).map(|w| word_key(w.hash)).collect();
        keys.sort_unstable();
        keys.dedup();
        let lists = self.lists(Of::Running, &keys);
        if lists.is_empty() || lists.len() < keys.len() || lists[0].length > LONGEST_LIST {
            return Vec::new();
        }
        let mut stories: Vec<_> = self.records(&lists[0]).collect();
        for list in &lists[1..] {
            let also: Vec<_> = self.records(list).collect();
            stories.retain(|story| also.binary_search(story).is_ok());
        }
        stories
    }

    fn counts_in(
        &self,
        story: DocAddress,
        asked: &Count,
        names: &[(&str, Vec<DocAddress>)],
        reader: &mut Reader,
    ) -> Vec<Stated> {
        let Some(read) = self.read_again(story, reader, toll::may_count) else { return Vec::new() };
        let rare = RARE.max(self.searcher.num_docs() as usize / RARE_SHARE);
        let dated = asked.day.is_some() && self.day(story).is_some();
        let is_same = |event: &Event| {
            let shared: Vec<_> = event.shared(&asked.event).collect();
            let telling = names.iter().any(|(name, stories)| shared.contains(name) && stories.len() <= rare);
            event.is_like(&asked.event) && (telling && dated || shared.len() > 1)
        };
        let told = event::tolls(&read.readings.iter().collect::<Vec<_>>());
        let same = told.into_iter().filter(|(_, toll, event)| toll.harm == asked.harm && is_same(event));
        let stated =
            same.map(|(at, toll, _)| read.stated(at.passage, toll.words(&read.readings[at.passage]), toll.amount));
        stated.collect()
    }

    /// How old the person of this name is on record, newest first.
    pub fn ages(&self, name: &str) -> Vec<Stated> {
        let stories = card::stories_of(self, name);
        let mut reader = Reader::default();
        stories.into_iter().take(READ_AGAIN).flat_map(|story| self.ages_in(story, name, &mut reader)).collect()
    }

    fn ages_in(&self, story: DocAddress, name: &str, reader: &mut Reader) -> Vec<Stated> {
        let may_tell = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        let Some(read) = self.read_again(story, reader, may_tell) else { return Vec::new() };
        let mut stated = Vec::new();
        for (i, reading) in read.readings.iter().enumerate() {
            let own = age::ages(reading).into_iter().filter(|age| same_name(name, age.name.of(&reading.text)) >= SAME);
            let exactly = |years: i16| Amount { least: f64::from(years), most: f64::from(years) };
            stated.extend(own.map(|age| read.stated(i, age.at, exactly(age.years))));
        }
        stated
    }

    /// A story's first paragraph and those that may tell what is asked.
    fn read_again(&self, story: DocAddress, reader: &mut Reader, may_tell: impl Fn(&str) -> bool) -> Option<ReadAgain> {
        let printed = self.printed(story)?;
        let passages = self.passages(story, &printed).into_iter().enumerate();
        let wanted = passages.filter(|(i, (text, _))| *i == 0 || may_tell(text));
        let mut read = |text: &str| reader.read(&Passage::verbatim(Role::Paragraph, text, 0));
        let (readings, lines) = wanted.map(|(_, (text, line))| (read(&text), line)).unzip();
        Some(ReadAgain { readings, lines, citation: printed.citation, prints: self.prints(story) })
    }
}

/// What was read again of a story.
struct ReadAgain {
    readings: Vec<Reading>,
    lines: Vec<usize>,
    citation: Citation,
    prints: Arc<[u64]>,
}

impl ReadAgain {
    /// A number that stands at `at` in a reading.
    fn stated(&self, i: usize, at: Span<InPassage>, amount: Amount) -> Stated {
        let reading = &self.readings[i];
        let quote = event::sentence(reading, at).of(&reading.text).to_owned();
        let citation = Citation { quote, line: self.lines[i], ..self.citation.clone() };
        Stated { amount, words: at.of(&reading.text).to_owned(), citation, prints: self.prints.clone() }
    }
}
