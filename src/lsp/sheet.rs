//! A page of text for the editor: Markdown or plain, as it can show.

use serde::Serialize;

/// A sheet of paper: lines for an editor's hover, or one by one for a panel beside the draft.
#[derive(Default)]
pub struct Sheet(Vec<Line>);

/// One line of it, in the words of drafts and records as they are.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it is there for.
    pub kind: Kind,
    /// What it says.
    pub words: String,
    /// The place it leads to: a URI, with `#L` and the line from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// What a line is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What the sheet is about: words that stand out.
    Head,
    /// What is said of that, on the same line.
    About,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
}

impl Sheet {
    /// A new paragraph whose first words stand out.
    pub fn head(&mut self, strong: &str, rest: &str) {
        self.add(Kind::Head, strong, None);
        if !rest.is_empty() {
            self.add(Kind::About, rest, None);
        }
    }

    /// More of what is said of the head, and the place it leads to.
    pub fn about(&mut self, words: &str, to: Option<&str>) {
        self.add(Kind::About, words, to);
    }

    /// A new paragraph.
    pub fn paragraph(&mut self, words: &str) {
        self.add(Kind::Paragraph, words, None);
    }

    /// An item of a list that leads to a place.
    pub fn link(&mut self, words: &str, to: Option<&str>) {
        self.add(Kind::Item, words, to);
    }

    /// What stands on it.
    pub fn lines(self) -> Vec<Line> {
        self.0
    }

    /// The same as Markdown or as plain text. Words are escaped: they can neither break the page nor make a link.
    pub fn text(&self, markdown: bool) -> String {
        let mut text = String::new();
        let mut before = None;
        for line in &self.0 {
            text.push_str(match (before, line.kind) {
                (None, _) | (_, Kind::About) => "",
                (Some(Kind::Item), Kind::Item) => "\n",
                _ => "\n\n",
            });
            text.push_str(&line.text(markdown));
            before = Some(line.kind);
        }
        text
    }

    fn add(&mut self, kind: Kind, words: &str, to: Option<&str>) {
        self.0.push(Line { kind, words: words.to_owned(), to: to.map(str::to_owned) });
    }
}

impl Line {
    fn text(&self, markdown: bool) -> String {
        let words = escaped(&self.words, markdown);
        match (self.kind, &self.to) {
            (Kind::Head, _) if markdown => format!("**{words}**"),
            (Kind::Item, Some(to)) if markdown => format!("- [{words}](<{to}>)"),
            (Kind::About, Some(to)) if markdown => format!("[{words}](<{to}>)"),
            (Kind::Item, _) => format!("- {words}"),
            _ => words,
        }
    }
}

/// Words on one line; in Markdown without a mark that means something. No more than that: Neovim shows each
/// backslash. Round brackets and `!` mean nothing without square ones, a colon nothing before a blank or in a time.
fn escaped(words: &str, markdown: bool) -> String {
    let mut escaped = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            ':' if chars.peek().is_none_or(|next| next.is_whitespace()) => escaped.push(':'),
            ':' if escaped.ends_with(is_digit) && chars.peek().is_some_and(|next| is_digit(*next)) => escaped.push(':'),
            c if c.is_control() => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#' | ':' if markdown => {
                escaped.push('\\');
                escaped.push(char);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

const fn is_digit(char: char) -> bool {
    char.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_record_make_no_link_and_no_line() {
        let mut sheet = Sheet::default();
        sheet.head("a [b](command:x)", "");
        sheet.link("<command:y> `z`\n# no", None);
        assert_eq!(sheet.text(true), "**a \\[b\\](command\\:x)**\n\n- \\<command\\:y\\> \\`z\\` \\# no");
    }

    #[test]
    fn a_time_in_a_recording_is_shown_as_it_is() {
        let mut sheet = Sheet::default();
        sheet.head("lund.vtt, 00:01:10.000", "");
        assert_eq!(sheet.text(true), "**lund.vtt, 00:01:10.000**");
    }

    #[test]
    fn what_is_said_of_the_head_may_lead_somewhere() {
        let mut sheet = Sheet::default();
        sheet.head("Ana Lund", ", ");
        sheet.about("mayor (2026)", Some("file:///x#L3"));
        assert_eq!(sheet.text(true), "**Ana Lund**, [mayor (2026)](<file:///x#L3>)");
        assert_eq!(sheet.text(false), "Ana Lund, mayor (2026)");
    }

    #[test]
    fn plain_text_has_no_marks() {
        let mut sheet = Sheet::default();
        sheet.head("Ana *Lund*", ", mayor");
        sheet.link("one", None);
        sheet.link("two", Some("file:///x"));
        assert_eq!(sheet.text(false), "Ana *Lund*, mayor\n\n- one\n- two");
    }
}
