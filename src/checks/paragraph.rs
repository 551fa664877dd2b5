//! One paragraph as a rule sees it.

use crate::prose::quote::Quoted;
use crate::prose::reading::Reading;
use crate::text::format::Meta;
use crate::text::span::{InPassage, Span};

/// Stands for every byte of a quotation in [`Paragraph::narration`]; no one types it.
pub const BLOT: char = '\u{1}';

/// One paragraph, and the reporter's own words in it.
pub struct Paragraph<'r> {
    /// The paragraph as read.
    pub reading: &'r Reading,
    /// What the story says about itself.
    pub meta: Option<&'r Meta>,
    /// The text with quotations and their marks blotted out byte for byte: a place in it is the place in the paragraph.
    /// Only quote checks look inside marks; all others read this.
    pub narration: String,
}

impl<'r> Paragraph<'r> {
    /// A paragraph of a story whose head is `meta`.
    pub fn of(reading: &'r Reading, meta: Option<&'r Meta>) -> Self {
        Self { reading, meta, narration: blotted(reading) }
    }

    /// The whole text.
    pub fn text(&self) -> &'r str {
        &self.reading.text
    }

    /// The quotations that stand in no other, in order.
    pub fn outer(&self) -> impl Iterator<Item = &'r Quoted> {
        let mut end = 0;
        self.reading.marks.quoted.iter().filter(move |q| {
            let outer = q.marked.start >= end;
            end = end.max(q.marked.end);
            outer
        })
    }

    /// The bytes of each sentence.
    pub fn sentences(&self) -> impl Iterator<Item = Span<InPassage>> {
        let tokens = &self.reading.tokens;
        self.reading.sentences.iter().map(|s| Span::new(tokens[s.start].span().start, tokens[s.end - 1].span().end))
    }
}

fn blotted(reading: &Reading) -> String {
    let mut narration = String::with_capacity(reading.text.len());
    for quoted in &reading.marks.quoted {
        if quoted.marked.end <= narration.len() {
            continue;
        }
        let from = narration.len();
        narration.push_str(reading.text.get(from..quoted.marked.start).unwrap_or_default());
        let blots = quoted.marked.end - narration.len();
        narration.extend(std::iter::repeat_n(BLOT, blots));
    }
    narration.push_str(reading.text.get(narration.len()..).unwrap_or_default());
    narration
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::reader;
    use crate::text::passage::{Passage, Role};

    #[test]
    fn quotations_are_blotted_out_in_place() {
        let text = "Lund said: “Nej – it’s done,” and left.";
        let reading = reader::read(&Passage::verbatim(Role::Paragraph, text, 0));
        let paragraph = Paragraph::of(&reading, None);
        assert_eq!(paragraph.narration.len(), text.len());
        assert_eq!(paragraph.narration.replace(BLOT, ""), "Lund said:  and left.");
    }
}
