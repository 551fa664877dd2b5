//! Plain text. News systems put a paragraph on a line; people who type in a terminal wrap by hand. A block, the text
//! between blank lines, is taken as wrapped when no line could have held the next one's first word.

use super::{allow, lines_from};
use crate::text::passage::{Allow, Passage, Role};
use crate::text::span::Span;
use memchr::memchr;

/// Lines longer than this many characters were not wrapped by hand.
const WIDEST_WRAP: usize = 100;
/// Wrapped text has at least one line this long.
const NARROWEST_WRAP: usize = 50;
/// A line with more words is no heading.
const HEADING_WORDS: usize = 16;

/// A block runs to the end of the blank lines after its text.
pub fn block_end(rest: &str) -> usize {
    let mut at = blanks(rest);
    while let Some(line) = memchr(b'\n', &rest.as_bytes()[at..]) {
        at += line + 1;
        let text = at + blanks(&rest[at..]);
        let blank_line = rest[at..text].rfind('\n').filter(|_| text < rest.len());
        if let Some(end) = blank_line {
            return at + end + 1;
        }
        at = text;
    }
    rest.len()
}

/// Bytes of white space that a text begins with.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The paragraphs of a block.
pub fn passages(block: &str) -> Vec<Passage> {
    let mut passages = Vec::new();
    read(block, &mut Vec::new(), |passage| passages.push(passage));
    passages
}

/// Hands each paragraph of a block to `each`; it lies where a spent one lay, if there is one.
pub fn read(block: &str, spent: &mut Vec<Passage>, mut each: impl FnMut(Passage)) {
    let mut lines = lines_from(block, 0).filter_map(Line::new);
    let Some(first) = lines.next() else { return };
    let Some(second) = lines.next() else { return each(paragraph(&[first], spent)) };
    let lines: Vec<Line> = [first, second].into_iter().chain(lines).collect();
    if is_wrapped(&lines) {
        return each(paragraph(&lines, spent));
    }
    lines.chunks(1).for_each(|line| each(paragraph(line, spent)));
}

/// A line without its indent and line end, and where it begins.
struct Line<'t> {
    start: usize,
    text: &'t str,
    /// Bytes of the line end.
    end: Span<crate::text::span::InSource>,
}

impl<'t> Line<'t> {
    fn new((start, line): (usize, &'t str)) -> Option<Self> {
        let text = line.trim();
        let indent = blanks(line);
        let stop = start + indent + text.len();
        let end = Span::new(stop, start + line.len());
        (!text.is_empty()).then_some(Self { start: start + indent, text, end })
    }

    fn width(&self) -> usize {
        self.text.chars().count()
    }
}

fn is_wrapped(lines: &[Line]) -> bool {
    // A character takes four bytes at most.
    if lines.len() < 2 || lines.iter().any(|line| line.text.len() > 4 * WIDEST_WRAP) {
        return false;
    }
    let width = lines.iter().map(Line::width).max().unwrap_or(0);
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) {
        return false;
    }
    lines.windows(2).all(|pair| {
        let next_word = pair[1].text.split_whitespace().next().unwrap_or_default();
        pair[0].width() + 1 + next_word.chars().count() > width
    })
}

fn paragraph(lines: &[Line], spent: &mut Vec<Passage>) -> Passage {
    let mut passage = spent.pop().unwrap_or_else(|| Passage::new(Role::Paragraph)).anew(Role::Paragraph);
    for (i, line) in lines.iter().enumerate() {
        passage.push(line.text, Span::new(line.start, line.start + line.text.len()));
        if i + 1 < lines.len() {
            passage.push("\n", line.end);
        }
    }
    for (comment, allows) in allow::brackets(&passage.text).into_iter().rev() {
        let comment = Span::new(comment.start, comment.end);
        let at = passage.to_source(comment);
        passage.allows.extend(allows.into_iter().map(|allow| Allow { at, ..allow }));
        passage.cut(comment);
    }
    passage.role = match passage.text.trim() {
        "" => Role::Note,
        text if lines.len() == 1 && is_heading(text) => Role::Heading,
        _ => Role::Paragraph,
    };
    passage
}

/// A short line that begins like one and does not end like a sentence.
fn is_heading(text: &str) -> bool {
    let closes = text.ends_with(['.', '!', '?', ':', ';', ',', '"', '”', '»', '…', '…', ')', '-', '—']);
    if closes || text.starts_with(['-', '•', '*', '"', '“']) {
        return false;
    }
    let words = text.split_whitespace().take(HEADING_WORDS + 1).count();
    let opens = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric());
    (2..=HEADING_WORDS).contains(&words) && opens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(block: &str) -> Vec<String> {
        passages(block).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(texts("One here.\nTwo there.\n"), ["One here.", "Two there."]);
    }

    #[test]
    fn lines_wrapped_by_hand_are_one_paragraph() {
        let block = "The ferry company said on Monday that it would cut the\r\nnight service to the islands, and the mayor objected at\r\nonce.\r\n";
        let read = passages(block);
        assert_eq!(read.len(), 1);
        let at = read[0].text.find("night").unwrap();
        assert_eq!(read[0].to_source(Span::new(at, at + 5)).of(block), "night");
    }

    #[test]
    fn a_block_ends_after_its_blank_lines() {
        let source = "One.\n\n\nTwo.\n";
        assert_eq!(block_end(source), 7);
        assert_eq!(block_end(&source[7..]), source.len() - 7);
    }

    #[test]
    fn a_short_line_without_a_stop_is_a_heading() {
        let roles: Vec<_> = passages("Harbour 'a death trap', says union\nIt rained.").iter().map(|p| p.role).collect();
        assert_eq!(roles, [Role::Heading, Role::Paragraph]);
    }
}
