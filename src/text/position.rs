//! Lines and columns: the only place where they exist. Everything else speaks of bytes.

/// What a column counts. Editors negotiate it; reports use code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units.
    Utf16,
    /// Unicode code points.
    Utf32,
}

/// A line and a column, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Lines end at `\n`, `\r\n` or `\r`.
    pub line: usize,
    /// In the units of an [`Encoding`].
    pub column: usize,
}

/// Where the lines of one text begin.
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of `text`, once.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let ends =
            bytes.iter().enumerate().filter(|&(i, &b)| b == b'\n' || b == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|(i, _)| i + 1)).collect();
        Self { text, starts }
    }

    /// The line and column of byte `offset`.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = self.text.get(self.starts[line]..offset).unwrap_or_default();
        Position { line, column: width(before, encoding) }
    }
}

/// How many units of `encoding` the text takes.
pub fn width(text: &str, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => text.len(),
        Encoding::Utf16 if text.is_ascii() => text.len(),
        Encoding::Utf16 => text.encode_utf16().count(),
        Encoding::Utf32 => text.chars().count(),
    }
}

/// Turns byte offsets into code points, for offsets that are asked near one another.
pub struct CodePoints<'t> {
    text: &'t str,
    byte: usize,
    points: usize,
}

impl<'t> CodePoints<'t> {
    /// Begins at the start of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, byte: 0, points: 0 }
    }

    /// Code points before byte `offset`. Only those from the last one asked to this one are counted.
    pub fn at(&mut self, offset: usize) -> usize {
        let count = |from: usize, to: usize| self.text.get(from..to).map_or(0, |t| t.chars().count());
        self.points = if offset < self.byte {
            self.points.saturating_sub(count(offset, self.byte))
        } else {
            self.points + count(self.byte, offset)
        };
        self.byte = offset;
        self.points
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_in_three_units() {
        let text = "ab\r\n😀é x";
        let lines = Lines::new(text);
        let at = text.find('x').unwrap();
        assert_eq!(lines.position(at, Encoding::Utf8), Position { line: 1, column: 7 });
        assert_eq!(lines.position(at, Encoding::Utf16), Position { line: 1, column: 4 });
        assert_eq!(lines.position(at, Encoding::Utf32), Position { line: 1, column: 3 });
        assert_eq!(CodePoints::new(text).at(at), 7);
    }

    #[test]
    fn code_points_are_counted_forward_and_back() {
        let text = "“No,” said Åse 😀";
        let mut points = CodePoints::new(text);
        for word in ["said", "No", "😀", "Åse"] {
            let at = text.find(word).unwrap();
            assert_eq!(points.at(at), text[..at].chars().count(), "{word}");
        }
    }

    #[test]
    fn a_lone_carriage_return_ends_a_line() {
        assert_eq!(Lines::new("a\rb").position(2, Encoding::Utf8), Position { line: 1, column: 0 });
    }
}
