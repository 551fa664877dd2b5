//! The people before a source, as far as a pronoun may look back: each is made out once, however many pronouns come after.

use super::pronoun::Whom;
use super::source::Source;
use super::voices::Voices;

/// Paragraphs and sources looked back.
pub(super) const PARAGRAPHS: usize = 5;
pub(super) const SOURCES: usize = 30;

/// The people passed on the way to a source.
#[derive(Default)]
pub(super) struct Trail {
    /// The last one last.
    steps: Vec<Step>,
    /// The paragraph it has come to.
    pub passage: usize,
    /// Sources passed so far, and narration sentences of the paragraphs passed.
    pub sources: usize,
    pub sentences: usize,
}

/// Somebody, where he is named or meant.
pub(super) struct Step {
    pub whom: Whom,
    pub passage: usize,
    pub index: usize,
    /// Sources and narration sentences passed before it.
    sources: usize,
    pub sentences: usize,
    /// How many steps back the same one was passed before; 0 if that is out of reach.
    pub same: u8,
}

impl Trail {
    /// Begins anew at a paragraph.
    pub fn begin_at(&mut self, passage: usize) {
        self.steps.clear();
        *self = Self { steps: std::mem::take(&mut self.steps), passage, ..Self::default() };
    }

    /// Passes a source, which may be somebody.
    pub fn pass(&mut self, index: usize, source: &Source, whom: Option<Whom>) {
        if let Some(whom) = whom {
            if self.steps.len() == 2 * SOURCES {
                self.steps.drain(..SOURCES);
            }
            let sentences = self.sentences + usize::from(source.sentence);
            let same = self.steps.iter().rev().take(SOURCES).position(|step| step.whom == whom);
            let same = same.map_or(0, |between| between as u8 + 1);
            self.steps.push(Step { whom, passage: self.passage, index, sources: self.sources, sentences, same });
        }
        self.sources += 1;
    }

    /// Comes to the next paragraph.
    pub fn end_paragraph(&mut self, voices: &Voices) {
        self.sentences += usize::from(voices.sentences);
        self.passage += 1;
    }

    /// The steps that the next source may go back to, the last one last; at most [`SOURCES`].
    pub fn back(&self) -> &[Step] {
        let near = |step: &&Step| self.sources - step.sources <= SOURCES && self.passage - step.passage < PARAGRAPHS;
        let count = self.steps.iter().rev().take_while(near).count();
        &self.steps[self.steps.len() - count..]
    }
}
