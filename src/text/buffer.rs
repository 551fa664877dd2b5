//! The text under the writer's hands: the only file that names the rope.

use super::position::{Encoding, Position, width};
use super::span::{InSource, Span};
use ropey::Rope;

/// A text that costs the same to change wherever it is changed. Its spans are bytes.
#[derive(Clone, Default)]
pub struct Buffer {
    rope: Rope,
}

impl Buffer {
    /// A buffer that holds `text`.
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.rope.to_string()
    }

    /// The text at `at`, as far as there is any; a cut character counts as outside.
    pub fn slice(&self, at: Span<InSource>) -> String {
        let chars = self.char_floor(at.start)..self.char_floor(at.end);
        self.rope.slice(chars).to_string()
    }

    /// Whether the text at `at` is `text`.
    pub fn holds(&self, at: Span<InSource>, text: &str) -> bool {
        let leaf = self.rope.get_chunk_at_byte(at.start).filter(|(leaf, from, ..)| at.end <= from + leaf.len());
        match leaf {
            Some((leaf, from, ..)) => leaf.get(at.start - from..at.end - from) == Some(text),
            None => self.slice(at) == text,
        }
    }

    /// At least `bytes` bytes from `from` on, up to the end of a line; less if the text ends before.
    pub fn window(&self, from: usize, bytes: usize) -> String {
        let mut end = self.len().min(from.saturating_add(bytes));
        let mut line = self.rope.byte_to_line(end);
        while end < self.len() && self.rope.byte(end - 1) != b'\n' {
            line += 1;
            end = self.rope.line_to_byte(line);
        }
        self.slice(Span::new(from, end))
    }

    /// Puts `text` in the place of `at`; returns the bytes that were replaced, which are `at` unless that was out of range.
    pub fn replace(&mut self, at: Span<InSource>, text: &str) -> Span<InSource> {
        let (start, end) = (self.char_floor(at.start), self.char_floor(at.end));
        let replaced = Span::new(self.rope.char_to_byte(start), self.rope.char_to_byte(end));
        self.rope.remove(start..end);
        self.rope.insert(start, text);
        replaced
    }

    /// The byte at a position. A column past its line's end is that end, a line past the last is the text's end, and the
    /// middle of a character is its start: editors send such positions when they are out of step.
    pub fn offset(&self, at: Position, encoding: Encoding) -> usize {
        if at.line >= self.rope.len_lines() {
            return self.len();
        }
        let (start, end) = self.line_chars(at.line);
        let char = match encoding {
            Encoding::Utf32 => start.saturating_add(at.column),
            Encoding::Utf16 => {
                let unit = self.rope.char_to_utf16_cu(start).saturating_add(at.column);
                self.rope.utf16_cu_to_char(unit.min(self.rope.len_utf16_cu()))
            }
            Encoding::Utf8 => self.char_floor(self.rope.char_to_byte(start).saturating_add(at.column)),
        };
        self.rope.char_to_byte(char.min(end))
    }

    /// The position of a byte; past the end it is the end's.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        self.near_position(offset, encoding).unwrap_or_else(|| self.far_position(offset, encoding))
    }

    /// The position of a byte whose line begins in the same leaf of the rope or in the one before it: found from there, without
    /// going down the tree for each number.
    fn near_position(&self, offset: usize, encoding: Encoding) -> Option<Position> {
        let (leaf, leaf_at, _, leaf_line) = self.rope.get_chunk_at_byte(offset.min(self.len()))?;
        let before = &leaf[..leaf.floor_char_boundary(offset.min(self.len()) - leaf_at)];
        let bytes = leaf.as_bytes();
        let ends = |i: &usize| bytes[*i] == b'\n' || bytes[*i] == b'\r' && bytes.get(i + 1) != Some(&b'\n');
        // Nearly every text ends its lines in one way, and then neither takes a look at each byte by itself.
        let count = |end: u8| before.bytes().filter(|b| *b == end).count();
        let (last, lines) = match count(b'\r') {
            0 => (before.rfind('\n'), count(b'\n')),
            _ => ((0..before.len()).rev().find(ends), (0..before.len()).filter(ends).count()),
        };
        if let Some(last) = last {
            return Some(Position { line: leaf_line + lines, column: width(&before[last + 1..], encoding) });
        }
        let start = self.rope.line_to_byte(leaf_line);
        let above = if start < leaf_at {
            let (above, above_at, ..) = self.rope.get_chunk_at_byte(start)?;
            (above_at + above.len() == leaf_at).then(|| width(&above[start - above_at..], encoding))?
        } else {
            0
        };
        Some(Position { line: leaf_line, column: above + width(before, encoding) })
    }

    fn far_position(&self, offset: usize, encoding: Encoding) -> Position {
        let char = self.char_floor(offset);
        let line = self.rope.char_to_line(char);
        let start = self.rope.line_to_char(line);
        let column = match encoding {
            Encoding::Utf32 => char - start,
            Encoding::Utf16 => self.rope.char_to_utf16_cu(char) - self.rope.char_to_utf16_cu(start),
            Encoding::Utf8 => self.rope.char_to_byte(char) - self.rope.char_to_byte(start),
        };
        Position { line, column }
    }

    /// The start of the line that holds a byte.
    pub fn line_start(&self, offset: usize) -> usize {
        let line = self.rope.byte_to_line(offset.min(self.len()));
        self.rope.line_to_byte(line)
    }

    /// The start of the line below the one that holds a byte, or the end of the text.
    pub fn line_end(&self, offset: usize) -> usize {
        let line = self.rope.byte_to_line(offset.min(self.len())) + 1;
        self.rope.try_line_to_byte(line).unwrap_or(self.len())
    }

    fn char_floor(&self, byte: usize) -> usize {
        self.rope.byte_to_char(byte.min(self.len()))
    }

    /// First char of a line, and the char where its text ends.
    fn line_chars(&self, line: usize) -> (usize, usize) {
        let start = self.rope.line_to_char(line);
        let text = self.rope.line(line);
        let ends = text.chars_at(text.len_chars()).reversed().take_while(|c| matches!(c, '\n' | '\r')).take(2);
        let ends = match ends.collect::<Vec<_>>().as_slice() {
            ['\n', '\r'] => 2,
            [_, ..] => 1,
            [] => 0,
        };
        (start, start + text.len_chars() - ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::position::Lines;
    use proptest::prelude::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn at(line: usize, column: usize) -> Position {
        Position { line, column }
    }

    #[test]
    fn a_column_past_the_line_is_its_end() {
        let buffer = Buffer::new("one\r\ntwo\n");
        for encoding in ENCODINGS {
            assert_eq!(buffer.offset(at(0, 99), encoding), 3);
            assert_eq!(buffer.offset(at(99, 0), encoding), 9);
            assert_eq!(buffer.offset(at(1, usize::MAX), encoding), 8);
        }
    }

    #[test]
    fn half_a_character_is_its_start() {
        let buffer = Buffer::new("a😀b");
        assert_eq!(buffer.offset(at(0, 2), Encoding::Utf16), 1);
        assert_eq!(buffer.offset(at(0, 3), Encoding::Utf8), 1);
    }

    #[test]
    fn positions_in_lines_longer_than_a_leaf_agree_with_a_plain_reading() {
        let line = |letters: usize| "Ané “😀” ".repeat(letters / 8);
        let ends = ["\n", "\r\n", "\r", "\n\n"];
        let text: String = (0..24).map(|i| line(i * 97 % 1_900) + ends[i % 4]).collect();
        let (buffer, lines) = (Buffer::new(&text), Lines::new(&text));
        for byte in (0..=text.len()).filter(|byte| text.is_char_boundary(*byte)) {
            for encoding in ENCODINGS {
                assert_eq!(buffer.position(byte, encoding), lines.position(byte, encoding), "byte {byte}");
            }
        }
    }

    #[test]
    fn it_holds_what_stands_there_and_nothing_else() {
        let text = "one “two” three ".repeat(300);
        let buffer = Buffer::new(&text);
        for at in (0..text.len() - 30).filter(|at| text.is_char_boundary(*at) && text.is_char_boundary(at + 22)) {
            let span = Span::new(at, at + 22);
            assert!(buffer.holds(span, &text[at..at + 22]));
            assert!(!buffer.holds(span, &text[at..at + 22].replace('e', "a")));
        }
    }

    #[test]
    fn a_window_ends_with_its_line() {
        let buffer = Buffer::new("one\ntwo\rthree\nfour");
        assert_eq!(buffer.window(0, 2), "one\n");
        assert_eq!(buffer.window(4, 1), "two\rthree\n");
        assert_eq!(buffer.window(14, 1), "four");
        assert_eq!(buffer.window(0, 99), "one\ntwo\rthree\nfour");
    }

    proptest! {
        #[test]
        fn positions_agree_with_a_plain_reading(text in "[ab \"“é😀\u{301}\r\n]{0,40}", byte in 0usize..80) {
            let buffer = Buffer::new(&text);
            let lines = Lines::new(&text);
            let byte = (0..=byte.min(text.len())).rev().find(|b| text.is_char_boundary(*b)).unwrap_or(0);
            for encoding in ENCODINGS {
                let position = lines.position(byte, encoding);
                prop_assert_eq!(buffer.position(byte, encoding), position);
                let inside_line_end = text[..byte].ends_with('\r') && text[byte..].starts_with('\n');
                if !inside_line_end {
                    prop_assert_eq!(buffer.offset(position, encoding), byte);
                }
            }
        }

        #[test]
        fn edits_agree_with_a_plain_string(
            start in "[aé😀\n]{0,20}",
            edits in prop::collection::vec((0usize..6, 0usize..12, 0usize..6, 0usize..12, "[xé😀\r\n]{0,3}"), 0..40),
        ) {
            for encoding in ENCODINGS {
                let (mut buffer, mut model) = (Buffer::new(&start), start.clone());
                for (line, column, line2, column2, text) in &edits {
                    let (a, b) = (at(*line, *column).min(at(*line2, *column2)), at(*line, *column).max(at(*line2, *column2)));
                    let (from, to) = (buffer.offset(a, encoding), buffer.offset(b, encoding));
                    model.replace_range(from..to, text);
                    prop_assert_eq!(buffer.replace(Span::new(from, to), text), Span::new(from, to));
                    prop_assert_eq!(buffer.text(), model.as_str());
                }
            }
        }
    }
}
