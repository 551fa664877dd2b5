//! A page of text for the editor: Markdown or plain, as it can show.

/// A sheet of paper. Words of drafts and records are always escaped: they can neither break the page nor make a link.
pub struct Sheet {
    markdown: bool,
    text: String,
}

impl Sheet {
    /// An empty sheet.
    pub const fn new(markdown: bool) -> Self {
        Self { markdown, text: String::new() }
    }

    /// A new paragraph whose first words stand out.
    pub fn head(&mut self, strong: &str, rest: &str) {
        self.gap();
        let strong = self.escaped(strong);
        let line = if self.markdown { format!("**{strong}**") } else { strong };
        self.text.push_str(&line);
        self.text.push_str(&self.escaped(rest));
    }

    /// A new paragraph.
    pub fn paragraph(&mut self, words: &str) {
        self.gap();
        self.text.push_str(&self.escaped(words));
    }

    /// An item of a list.
    pub fn item(&mut self, words: &str) {
        let list = self.text.lines().last().is_some_and(|line| line.starts_with("- "));
        if list {
            self.text.push('\n')
        } else {
            self.gap()
        }
        self.text.push_str("- ");
        self.text.push_str(&self.escaped(words));
    }

    /// An item of a list that leads to a place.
    pub fn link(&mut self, words: &str, to: Option<&str>) {
        match to.filter(|_| self.markdown) {
            None => self.item(words),
            Some(to) => {
                self.item("");
                self.text.push_str(&format!("[{}](<{to}>)", self.escaped(words)));
            }
        }
    }

    /// What stands on it.
    pub fn text(self) -> String {
        self.text
    }

    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    /// Words on one line; in Markdown without a mark that means something. No more than that: Neovim shows each
    /// backslash. Round brackets and `!` mean nothing without square ones, a colon nothing before a blank.
    fn escaped(&self, words: &str) -> String {
        let mut escaped = String::with_capacity(words.len());
        let mut chars = words.chars().peekable();
        while let Some(char) = chars.next() {
            match char {
                ':' if chars.peek().is_none_or(|next| next.is_whitespace()) => escaped.push(':'),
                c if c.is_control() => escaped.push(' '),
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#' | ':' if self.markdown => {
                    escaped.push('\\');
                    escaped.push(char);
                }
                c => escaped.push(c),
            }
        }
        escaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_record_make_no_link_and_no_line() {
        let mut sheet = Sheet::new(true);
        sheet.head("a [b](command:x)", "");
        sheet.item("<command:y> `z`\n# no");
        assert_eq!(sheet.text(), "**a \\[b\\](command\\:x)**\n\n- \\<command\\:y\\> \\`z\\` \\# no");
    }

    #[test]
    fn plain_text_has_no_marks() {
        let mut sheet = Sheet::new(false);
        sheet.head("Ana *Lund*", ", mayor");
        sheet.item("one");
        sheet.link("two", Some("file:///x"));
        assert_eq!(sheet.text(), "Ana *Lund*, mayor\n\n- one\n- two");
    }
}
