//! Colour for what the snippet renderer does not draw.

use super::Look;

/// Paints words, or leaves them plain.
#[derive(Clone, Copy)]
pub struct Paint {
    colour: bool,
}

/// What a stretch of words is in a comparison.
#[derive(Clone, Copy)]
pub enum Tone {
    /// Only in the draft.
    Gone,
    /// Only on record.
    New,
}

impl Paint {
    pub const fn new(look: Look) -> Self {
        Self { colour: look.colour }
    }

    /// What a reader looks for.
    pub fn bold(self, words: &str) -> String {
        self.with("1", words)
    }

    /// What a reader needs later.
    pub fn faint(self, words: &str) -> String {
        self.with("2", words)
    }

    /// One side of a comparison.
    pub fn tone(self, tone: Tone, words: &str) -> String {
        self.with(if matches!(tone, Tone::Gone) { "31" } else { "32" }, words)
    }

    fn with(self, code: &str, words: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{words}\u{1b}[0m") } else { words.to_owned() }
    }
}
