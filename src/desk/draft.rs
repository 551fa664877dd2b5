//! One draft: its text cut into blocks, each block read once. An edit re-cuts the blocks it touched and reads only the
//! passages that changed; everything else is shared.

use super::block::Block;
use super::noticed::Noticed;
use super::typing::Typing;
use crate::error::Problem;
use crate::finding::Spot;
use crate::prose::cue::Verbs;
use crate::prose::reader::Reader;
use crate::prose::reading::Reading;
use crate::prose::story::{Memory, Story};
use crate::text::buffer::Buffer;
use crate::text::format::{FRONT, Format, Meta, promote_headline};
use crate::text::passage::{Passage, Role};
use crate::text::span::{InPassage, InSource, Span};
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

/// Bytes of a first look for the end of a block: most paragraphs are shorter.
const GLANCE: usize = 4 << 10;

/// A draft as it stands.
pub struct Draft {
    /// The editor's version, 0 for a file.
    pub version: i32,
    /// Where it lies on disk, as the corpus would cite it; empty if nowhere.
    pub path: String,
    /// Where it lies in its workspace, with `/` between the parts; empty if nowhere.
    pub place: String,
    /// What it rests on, by paths as the corpus cites them; empty if it does not say.
    pub sources: Vec<String>,
    /// How the writer stands to it.
    pub(super) typing: Typing,
    /// What paragraph rules found when it was last checked.
    pub(super) noticed: Noticed,
    /// The desk's own verbs of saying, as far as the draft was read by them.
    verbs: Arc<Verbs>,
    format: Format,
    buffer: Buffer,
    blocks: Vec<Arc<Block>>,
    /// Where each block begins, in bytes; one more for where the read part of the draft ends.
    starts: Vec<usize>,
    /// Block and place in it, by passage.
    passages: Vec<(usize, usize)>,
    /// The story's readings, by passage: a key is told by looking which of them are others, so they stand side by side.
    readings: Vec<Arc<Reading>>,
    /// Who reads it: they remember the words that they met. `None` before the first word.
    reader: Option<Reader>,
    /// The first passage read as the story's headline, if a heading opens the draft.
    headline: Option<(usize, Arc<Reading>)>,
    /// How its story was last told: for telling it again, and for nothing else.
    told: RefCell<Memory>,
}

impl Draft {
    /// Reads a draft from its whole text.
    pub fn new(format: Format, text: &str, version: i32) -> Self {
        let mut draft = Self::unread(format, text, version);
        draft.read_on(usize::MAX);
        draft
    }

    /// A draft still to be read, with [`read_on`](Self::read_on).
    pub fn unread(format: Format, text: &str, version: i32) -> Self {
        Self {
            version,
            path: String::new(),
            verbs: Arc::default(),
            place: String::new(),
            sources: Vec::new(),
            typing: Typing::default(),
            noticed: Noticed::default(),
            format,
            buffer: Buffer::new(text),
            blocks: Vec::new(),
            starts: vec![0],
            passages: Vec::new(),
            readings: Vec::new(),
            reader: None,
            headline: None,
            told: RefCell::default(),
        }
    }

    /// Has the draft read by other verbs of saying: all of it anew, if they are others.
    pub fn speak(&mut self, verbs: &Arc<Verbs>) {
        if self.verbs == *verbs {
            return;
        }
        self.verbs = Arc::clone(verbs);
        self.reader = None;
        let read = self.read_to();
        self.exchange(0..self.blocks.len(), Vec::new());
        self.headline = None;
        self.read_on(read);
    }

    /// Reads about `bytes` more from the top; true once all is read. A long draft is read in steps, so that whoever
    /// reads can answer the door in between.
    pub fn read_on(&mut self, bytes: usize) -> bool {
        let from = self.read_to();
        let goal = from.saturating_add(bytes).min(self.buffer.len());
        let (mut at, mut fresh) = (from, Vec::new());
        let mut reader = self.take_reader();
        while at < goal {
            let block = Block::read(self.format, &self.cut(at), at == 0, &[], &mut reader);
            at += block.len;
            fresh.push(Arc::new(block));
        }
        self.reader = Some(reader);
        let end = self.blocks.len();
        self.exchange(end..end, fresh);
        self.is_read()
    }

    /// Whether the whole text is read.
    pub fn is_read(&self) -> bool {
        self.read_to() == self.buffer.len()
    }

    /// The text as typed.
    pub const fn buffer(&self) -> &Buffer {
        &self.buffer
    }

    /// How it is written.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// What the draft says about itself.
    pub fn meta(&self) -> Option<&Meta> {
        self.blocks.first()?.meta.as_ref()
    }

    /// The story as it stands.
    pub fn story(&self) -> Story<'_> {
        self.told.borrow_mut().tell(&self.readings).headed(self.meta())
    }

    /// How many passages are read.
    pub fn len(&self) -> usize {
        self.passages.len()
    }

    /// Whether nothing is there to read.
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// A passage of the story.
    pub fn passage(&self, i: usize) -> &Passage {
        let (block, place) = self.passages[i];
        &self.blocks[block].passages[place]
    }

    /// The passages' readings, in order.
    pub fn readings(&self) -> &[Arc<Reading>] {
        &self.readings
    }

    /// Where a spot of the story stands in the source.
    pub fn to_source(&self, at: Spot) -> Span<InSource> {
        self.passage(at.passage).to_source(at.span).shifted(self.base(at.passage))
    }

    /// Whether a spot reads as it was typed: the mark that stands for a `<q>` does not, nor does an entity. What would
    /// replace it would break the page.
    pub fn is_as_typed(&self, at: Spot) -> bool {
        let read = at.span.of(&self.passage(at.passage).text);
        self.buffer.holds(self.to_source(at), read)
    }

    /// The words at byte `offset` of the source, as a place in the story.
    pub fn spot(&self, offset: usize) -> Option<Spot> {
        let passage = self.passage_at(offset)?;
        let byte = self.passage(passage).to_passage(offset - self.base(passage))?;
        Some(Spot { passage, span: Span::<InPassage>::new(byte, byte) })
    }

    /// The last passage that begins at or before byte `offset`, in the block that holds it.
    pub fn passage_at(&self, offset: usize) -> Option<usize> {
        let block = self.block_at(offset);
        let from = self.passages.partition_point(|p| p.0 < block);
        let to = self.passages.partition_point(|p| p.0 <= block);
        let begins = |i: &usize| self.base(*i) + self.passage(*i).extent().start <= offset;
        (from..to).rev().find(begins).or((from < to).then_some(from))
    }

    /// The bytes of the source from a passage's first to its last.
    pub fn extent(&self, i: usize) -> Span<InSource> {
        self.passage(i).extent().shifted(self.base(i))
    }

    /// What could not be read.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.blocks.iter().flat_map(|b| &b.problems)
    }

    /// Puts `text` in the place of the bytes `at`.
    pub fn edit(&mut self, at: Span<InSource>, text: &str) {
        let whole = self.is_read();
        let replaced = self.buffer.replace(at, text);
        if whole || replaced.start < self.read_to() {
            self.recut(replaced, text.len(), whole);
        } else {
            self.unread_tail();
        }
    }

    /// Replaces the whole text; what stands before the first difference and after the last is kept.
    pub fn replace(&mut self, text: &str) {
        let (at, text) = difference(&self.buffer.text(), text);
        self.edit(at, text);
    }

    /// Hashes of the draft's sentences, to know its own copies by.
    pub fn prints(&self) -> Vec<u64> {
        let mut prints: Vec<u64> =
            self.blocks.iter().flat_map(|b| &b.prints).flat_map(|prints| prints.iter().copied()).collect();
        prints.sort_unstable();
        prints.dedup();
        prints
    }

    fn read_to(&self) -> usize {
        *self.starts.last().expect("one more than the blocks")
    }

    /// Where a passage's block begins, in bytes.
    pub(super) fn base(&self, passage: usize) -> usize {
        self.starts[self.passages[passage].0]
    }

    fn block_at(&self, offset: usize) -> usize {
        self.starts[..self.blocks.len()].partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Cuts and reads anew from the block before the edit (its end depends on the line after it) until a block begins
    /// where one began before. `whole`: the draft was read to its end.
    fn recut(&mut self, at: Span<InSource>, inserted: usize, whole: bool) {
        let edit_end = at.start + inserted;
        let before = |now: usize| now + at.len() - inserted;
        let first = self.first_touched(at.start);
        let mut now = self.starts[first];
        let mut fresh = Vec::new();
        let mut reader = self.take_reader();
        let last = loop {
            let behind = now > edit_end || now == edit_end && !fresh.is_empty();
            if behind && let Some(i) = self.begins(before(now)) {
                break i;
            }
            if now >= self.buffer.len() || !whole && behind && before(now) >= self.read_to() {
                break self.blocks.len();
            }
            let text = self.cut(now);
            let block = self.kept(first + fresh.len(), now, &text, at.start).unwrap_or_else(|| {
                Arc::new(Block::read(self.format, &text, now == 0, &self.blocks[first..], &mut reader))
            });
            now += block.len;
            fresh.push(block);
        };
        self.reader = Some(reader);
        self.exchange(first..last, fresh);
    }

    /// An edit in the part still to be read may move the end of the last block read; in the first part it may make or
    /// break the front matter.
    fn unread_tail(&mut self) {
        let keep = if self.read_to() < FRONT { 0 } else { self.blocks.len() - 1 };
        self.exchange(keep..self.blocks.len(), Vec::new());
    }

    /// The block that begins at a byte of the text before the edit. The first one does not count: front matter is what
    /// it is because it comes first.
    fn begins(&self, before: usize) -> Option<usize> {
        let i = self.starts.binary_search(&before).ok()?;
        (i > 0 && i < self.blocks.len()).then_some(i)
    }

    fn first_touched(&self, offset: usize) -> usize {
        let fence = offset < FRONT && matches!(self.buffer.window(0, 1).trim_end(), "---" | "+++");
        if fence && self.blocks.first().is_some_and(|b| self.cut(0).len() != b.len) {
            return 0;
        }
        self.block_at(offset).saturating_sub(1)
    }

    /// The old block, where an edit behind it did not move its end.
    fn kept(&self, i: usize, now: usize, text: &str, edit: usize) -> Option<Arc<Block>> {
        let same = |old: &&Arc<Block>| self.starts[i] == now && now + old.len <= edit && old.len == text.len();
        self.blocks.get(i).filter(same).cloned()
    }

    /// The text of the block that begins at byte `at`.
    fn cut(&self, at: usize) -> String {
        let mut bytes = if at == 0 { FRONT + GLANCE } else { GLANCE };
        loop {
            let mut window = self.buffer.window(at, bytes);
            let end = self.format.block_end(&window, at == 0);
            if end < window.len() || at + window.len() == self.buffer.len() {
                window.truncate(end);
                return window;
            }
            bytes = bytes.saturating_mul(4);
        }
    }

    fn take_reader(&mut self) -> Reader {
        self.reader.take().unwrap_or_else(|| Reader::of(Arc::clone(&self.verbs)))
    }

    /// Puts blocks in the place of others. What stands before them keeps its numbers, what stands behind is counted on.
    fn exchange(&mut self, gone: Range<usize>, fresh: Vec<Arc<Block>>) {
        if let Some((i, _)) = self.headline {
            let (block, place) = self.passages[i];
            self.readings[i] = Arc::clone(&self.blocks[block].readings[place]);
        }
        let begins = |block: usize| self.passages.partition_point(|(b, _)| *b < block);
        let passages = begins(gone.start)..begins(gone.end);
        let places = |(block, b): (&Arc<Block>, usize)| (0..block.passages.len()).map(move |place| (b, place));
        let places: Vec<_> = fresh.iter().zip(gone.start..).flat_map(places).collect();
        let behind = passages.start + places.len();
        self.readings.splice(passages.clone(), fresh.iter().flat_map(|block| &block.readings).cloned());
        self.passages.splice(passages, places);
        self.passages[behind..].iter_mut().for_each(|(block, _)| *block = *block + fresh.len() - gone.len());
        let (start, before) = (self.starts[gone.start], self.starts[gone.end]);
        let ends = fresh.iter().scan(start, |at, block| {
            *at += block.len;
            Some(*at)
        });
        self.starts.splice(gone.start + 1..=gone.end, ends.collect::<Vec<_>>());
        let behind = gone.start + fresh.len();
        let now = start + fresh.iter().map(|block| block.len).sum::<usize>();
        self.starts[behind + 1..].iter_mut().for_each(|at| *at = *at + now - before);
        self.blocks.splice(gone, fresh);
        self.find_headline();
    }

    fn find_headline(&mut self) {
        let first = (0..self.passages.len()).find(|i| self.passage(*i).role != Role::Note);
        self.headline = first.filter(|i| self.passage(*i).role == Role::Heading).map(|i| {
            let text = &self.passage(i).text;
            let known = self.headline.as_ref().filter(|(_, reading)| reading.text == *text);
            (i, known.map_or_else(|| self.read_headline(i), |(_, reading)| reading.clone()))
        });
        if let Some((i, reading)) = &self.headline {
            self.readings[*i] = Arc::clone(reading);
        }
    }

    fn read_headline(&self, i: usize) -> Arc<Reading> {
        let mut passage = self.passage(i).clone();
        promote_headline(&mut passage);
        Arc::new(Reader::of(self.verbs.clone()).read(&passage))
    }
}

/// The bytes of `old` that differ from `new`, and what stands there now.
fn difference<'n>(old: &str, new: &'n str) -> (Span<InSource>, &'n str) {
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let tails = old[start..].chars().rev().zip(new[start..].chars().rev());
    let tail: usize = tails.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    (Span::new(start, old.len() - tail), &new[start..new.len() - tail])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_stands_for_a_tag_is_not_as_typed() {
        let draft = Draft::new(Format::Html, "<p><q>No,</q> she said &amp; left.</p>", 0);
        let spot = |from: usize, to: usize| Spot { passage: 0, span: Span::new(from, to) };
        let text = draft.passage(0).text.clone();
        let entity = text.find('&').unwrap();
        assert!(draft.is_as_typed(spot("“".len(), "“No,".len())));
        assert!(draft.is_as_typed(spot("“No,".len(), "“No,".len())));
        assert!(!draft.is_as_typed(spot(0, "“".len())));
        assert!(!draft.is_as_typed(spot(entity, entity + 1)));
    }
}
