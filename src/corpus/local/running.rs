//! The second, slower look: words that a story prints without quotation marks. Rare words name the stories; the stories
//! themselves are read again, from their files or from the index where they lie inside other things.

use super::concordance::Of;
use super::lookup::List;
use super::schema::TextData;
use super::{Printed, Shelf};
use crate::corpus::article::Body;
use crate::corpus::matching::{self, Pattern, Query};
use crate::corpus::question::{Level, Match};
use crate::corpus::read;
use crate::corpus::words::{Heard, heard};
use crate::text::passage::Role;
use std::path::Path;
use tantivy::DocAddress;

/// Fewer words that carry sense stand together in some story by chance.
const FEWEST_RARE: usize = 4;
/// Words asked for, rarest first.
const RARE_WORDS: usize = 8;
/// Stories read from the lists of rare words.
const BUDGET: u32 = 12_288;
/// A story that lacks more of the rare words holds other words.
const MUST_HOLD: f32 = 0.7;
/// Stories that are read again.
const READ_AGAIN: usize = 4;
/// Share of the words that need no edit: other people's sentences on the same matter share half of theirs.
const SURE: f32 = 0.75;

impl Shelf {
    /// Where stories print the words as their own, and which share of the passage they are. Never
    /// [`Level::Altered`]: what a reporter writes proves nothing about what somebody said.
    pub fn in_running_text(&self, query: &Query) -> Vec<(Match, f32)> {
        self.stories(query).into_iter().filter_map(|story| self.passage(query, story)).collect()
    }

    /// Stories that hold nearly all of the rare words.
    fn stories(&self, query: &Query) -> Vec<DocAddress> {
        let keys = query.sense();
        let lists = self.lists(Of::Running, &keys);
        if keys.len() < FEWEST_RARE || (lists.len() as f32) < MUST_HOLD * keys.len() as f32 {
            return Vec::new();
        }
        let affordable = |spent: &mut u32, list: &List| {
            *spent += list.length;
            Some(*spent <= BUDGET)
        };
        let affordable = lists.iter().scan(0, affordable).take(RARE_WORDS).take_while(|within| *within).count();
        let least = (MUST_HOLD * affordable as f32).ceil().max(2.0) as usize;
        let mut held = self.holding(&lists[..affordable], least);
        held.sort_unstable_by_key(|(story, count)| (std::cmp::Reverse(*count), *story));
        held.into_iter().take(READ_AGAIN).map(|(story, _)| story).collect()
    }

    /// Records in at least so many of the lists, shortest first, with the number of lists they are in: such a record is
    /// in one of the first lists already, and the longer ones only count.
    fn holding(&self, lists: &[List], least: usize) -> Vec<(DocAddress, usize)> {
        let Some(firsts) = (lists.len() + 1).checked_sub(least) else { return Vec::new() };
        let (first, others) = lists.split_at(firsts);
        let mut records: Vec<_> = first.iter().flat_map(|list| self.records(list)).collect();
        // Each list is in order: the stable way sorts them by merging.
        records.sort();
        let mut held: Vec<_> = records.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect();
        for (passed, list) in others.iter().enumerate() {
            held.retain(|(_, count)| count + others.len() - passed >= least);
            let mut candidates = held.iter_mut().peekable();
            for record in self.records(list) {
                while candidates.next_if(|(story, _)| *story < record).is_some() {}
                let Some((story, count)) = candidates.peek_mut() else { break };
                *count += usize::from(*story == record);
            }
        }
        held.retain(|(_, count)| *count >= least);
        held
    }

    fn passage(&self, query: &Query, story: DocAddress) -> Option<(Match, f32)> {
        let printed = self.printed(story)?;
        let parts: Vec<_> = query.parts().into_iter().map(Pattern::new).collect();
        let asked: usize = parts.iter().map(Pattern::len).sum();
        let held = |(text, line): (String, usize)| {
            let words = heard(&text);
            let found: Vec<_> = parts.iter().map(|part| part.distance(words.iter().map(|w| w.hash))).collect();
            let edits: u32 = found.iter().map(|(edits, _)| edits).sum();
            let end = found.iter().map(|(_, end)| *end).max().unwrap_or(0);
            (1.0 - edits as f32 / asked.max(1) as f32, Passage { text, line, words, end })
        };
        let passages = self.passages(story, &printed).into_iter().map(held);
        let (worth, passage) = passages.max_by(|a, b| a.0.total_cmp(&b.0))?;
        if worth < SURE { None } else { self.agreeing(query, story, printed, &passage) }
    }

    fn agreeing(&self, query: &Query, story: DocAddress, printed: Printed, passage: &Passage) -> Option<(Match, f32)> {
        let window = matching::window(query.words.len(), passage.end, passage.words.len());
        let start = passage.words.get(window.start).map_or(0, |w| w.start);
        let end = passage.words.get(window.end).map_or(passage.text.len(), |w| w.start);
        let agreement = matching::agree(query, &passage.text[start..end])?;
        let there = agreement.there.start + start..agreement.there.end + start;
        let mut citation = printed.citation;
        citation.quote = super::answer::sentences(&passage.text, there);
        citation.line = passage.line;
        let found = Match {
            level: if agreement.level == Level::Altered { Level::Possible } else { agreement.level },
            score: agreement.score,
            changes: agreement.changes,
            citation,
            speaker: None,
            rank: printed.rank,
            spoken: false,
            prints: self.prints(story),
        };
        Some((found, agreement.share))
    }

    /// The story's paragraphs, each with its line; none if its file is not as it was read.
    pub(super) fn passages(&self, story: DocAddress, printed: &Printed) -> Vec<(String, usize)> {
        let Some(offset) = printed.data.offset else {
            let text = DocAddress::new(story.segment_ord, story.doc_id + 1);
            return self.data::<TextData>(text).unwrap_or_default().passages;
        };
        let collection = self.collections.iter().find(|c| c.name == printed.data.collection);
        let fields = collection.map(|c| c.fields.clone()).unwrap_or_default();
        let path = Path::new(&printed.citation.path);
        let raw = read::again(path, offset, printed.data.line, &fields);
        let unchanged = raw.filter(|raw| Some(raw.hash()) == self.segment(story).hash(story.doc_id));
        match unchanged.map(|raw| raw.read().body) {
            Some(Body::Story(passages)) => {
                let text = passages.into_iter().filter(|(p, _)| is_text(p.role));
                text.map(|(p, line)| (p.text, line)).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Neither a caption nor the headline: that is the desk's summary of the same words.
pub const fn is_text(role: Role) -> bool {
    !matches!(role, Role::Note | Role::Headline)
}

/// A paragraph that holds the words, which end at word `end`.
struct Passage {
    text: String,
    line: usize,
    words: Vec<Heard>,
    end: usize,
}
