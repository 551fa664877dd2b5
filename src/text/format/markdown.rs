//! Markdown. The library reads it and says where each piece of text stood; this file decides what is prose.

use super::{allow, lines_from};
use crate::text::passage::{Allow, Passage, Role};
use crate::text::span::{InSource, Span};
use pulldown_cmark::{BrokenLink, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use regex::Regex;
use std::sync::LazyLock;

/// Hugo, Jekyll/Liquid and WordPress shortcodes, and marks of footnotes that stand in another block.
static SHORTCODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{\{[<%][^}]*[>%]\}\}|\{%[^}]*%\}|\[/?(?:caption|gallery|embed)\b[^\]]*\]|\[\^[^\]\s]+\]")
        .expect("a constant")
});

/// Stands for an inline code span: something is there, but no words.
const OBJECT: &str = "\u{FFFC}";

/// A block runs to a blank line that is followed by an unindented line, outside fences and comments.
pub fn block_end(rest: &str) -> usize {
    let mut inside: Option<Inside> = None;
    let mut text_seen = false;
    let mut blank = false;
    for (start, line) in lines_from(rest, 0) {
        let trimmed = line.trim();
        if inside.is_none() && blank && text_seen && !trimmed.is_empty() && !line.starts_with([' ', '\t']) {
            return start;
        }
        blank = trimmed.is_empty();
        text_seen |= !blank;
        inside = match inside {
            None => Inside::opened_by(trimmed),
            Some(open) => (!open.closed_by(trimmed)).then_some(open),
        };
    }
    rest.len()
}

/// What keeps a blank line from ending a block.
enum Inside {
    Fence(char, usize),
    Comment,
}

impl Inside {
    fn opened_by(line: &str) -> Option<Self> {
        let mark = line.chars().next()?;
        let length = line.chars().take_while(|c| *c == mark).count();
        match mark {
            '`' if length >= 3 && !line[length..].contains('`') => Some(Self::Fence(mark, length)),
            '~' if length >= 3 => Some(Self::Fence(mark, length)),
            '<' if line.starts_with("<!--") && !line.contains("-->") => Some(Self::Comment),
            _ => None,
        }
    }

    fn closed_by(&self, line: &str) -> bool {
        match self {
            Self::Fence(mark, length) => line.len() >= *length && line.chars().all(|c| c == *mark),
            Self::Comment => line.contains("-->"),
        }
    }
}

/// The paragraphs of a block.
pub fn passages(block: &str) -> Vec<Passage> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut links = reference_links;
    let parser = Parser::new_with_broken_link_callback(block, options, Some(&mut links));
    let mut reader = Reader { block, done: Vec::new(), open: None, role: Vec::new(), skipped: 0 };
    for (event, range) in parser.into_offset_iter() {
        reader.take(event, Span::new(range.start, range.end));
    }
    reader.close();
    reader.done
}

/// `[text][ref]` is a link wherever `ref` is defined; `[text]` alone stays as it is: an editor's insertion.
fn reference_links<'i>(link: BrokenLink<'i>) -> Option<(CowStr<'i>, CowStr<'i>)> {
    let named = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
    named.then(|| (link.reference, "".into()))
}

struct Reader<'t> {
    block: &'t str,
    done: Vec<Passage>,
    open: Option<Passage>,
    /// Block quotes and list items around, outermost first.
    role: Vec<Role>,
    /// Depth of constructs that hold no prose.
    skipped: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: Event, at: Span<InSource>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Html(_) | Event::InlineHtml(_) => self.comment(at),
            _ if self.skipped > 0 => {}
            Event::Text(text) => self.text(&text, at),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.passage().push(OBJECT, at),
            Event::SoftBreak | Event::HardBreak => self.passage().push("\n", at),
            Event::Rule => self.close(),
            Event::FootnoteReference(_) => self.passage().refers = true,
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::CodeBlock(_)
            | Tag::Table(_)
            | Tag::FootnoteDefinition(_)
            | Tag::Image { .. }
            | Tag::MetadataBlock(_) => {
                self.skipped += 1;
            }
            Tag::Paragraph => self.close(),
            Tag::Heading { level, .. } => {
                self.close();
                let role = if *level == HeadingLevel::H1 { Role::Headline } else { Role::Heading };
                self.open = Some(Passage::new(role));
            }
            Tag::Link { .. } if self.skipped == 0 => self.passage().refers = true,
            Tag::BlockQuote(_) => self.role.push(Role::BlockQuote),
            Tag::Item => {
                self.close();
                self.role.push(Role::ListItem);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => {
                self.skipped -= 1;
            }
            TagEnd::Paragraph | TagEnd::Heading(_) => self.close(),
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.close();
                self.role.pop();
            }
            _ => {}
        }
    }

    fn comment(&mut self, at: Span<InSource>) {
        let allows = allow::allows(at.of(self.block), at.start);
        if allows.is_empty() {
            return;
        }
        match &mut self.open {
            Some(passage) => passage.allows.extend(allows),
            None => self.done.push(Passage::note(allows)),
        }
    }

    /// The library's text is the source's own bytes, or what an entity or escape stands for.
    fn text(&mut self, text: &str, at: Span<InSource>) {
        let source = at.of(self.block);
        let at = match source.strip_suffix(text) {
            Some(escape) if source.len() > text.len() && escape == "\\" => Span::new(at.start + 1, at.end),
            _ => at,
        };
        self.passage().push(text, at);
    }

    fn passage(&mut self) -> &mut Passage {
        let role = self.role.last().copied().unwrap_or(Role::Paragraph);
        self.open.get_or_insert_with(|| Passage::new(role))
    }

    fn close(&mut self) {
        let Some(mut passage) = self.open.take() else { return };
        if passage.text.contains(['{', '[']) {
            let codes: Vec<_> = SHORTCODE.find_iter(&passage.text).map(|m| Span::new(m.start(), m.end())).collect();
            passage.refers |= codes.iter().any(|code| code.of(&passage.text).starts_with("[^"));
            codes.into_iter().rev().for_each(|code| passage.cut(code));
        }
        for (comment, allows) in allow::comments(&passage.text).into_iter().rev() {
            let comment = Span::new(comment.start, comment.end);
            let at = passage.to_source(comment);
            passage.allows.extend(allows.into_iter().map(|allow| Allow { at, ..allow }));
            passage.cut(comment);
        }
        if passage.text.trim().is_empty() {
            passage.role = Role::Note;
        }
        if passage.role != Role::Note || !passage.allows.is_empty() {
            self.done.push(passage);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(block: &str) -> Vec<(Role, String)> {
        passages(block).into_iter().map(|p| (p.role, p.text)).collect()
    }

    #[test]
    fn markup_goes_and_words_keep_their_place() {
        let block = "The *mayor* [said](http://x.example/\"y\") \\*no\\* &amp; left.\n";
        let p = &passages(block)[0];
        assert_eq!(p.text, "The mayor said *no* & left.");
        let at = p.text.find("said").unwrap();
        assert_eq!(p.to_source(Span::new(at, at + 4)).of(block), "said");
        let at = p.text.find('&').unwrap();
        assert_eq!(p.to_source(Span::new(at, at + 1)).of(block), "&amp;");
        let at = p.text.find("left").unwrap();
        assert_eq!(p.to_source(Span::new(at, at + 4)).of(block), "left");
    }

    #[test]
    fn code_tables_images_comments_and_footnotes_are_not_prose() {
        let block = "```\n\"code\"\n```\n| \"a\" | b |\n|---|---|\n| c | d |\n\n![alt \"x\"](y.png)\n<!-- \"no\" -->\n[^1]: \"note\"\n";
        assert_eq!(texts(block), []);
        assert_eq!(texts("Type `x \"y\"` now.[^1]\n"), [(Role::Paragraph, "Type \u{FFFC} now.".into())]);
    }

    #[test]
    fn an_editors_insertion_keeps_its_brackets() {
        assert_eq!(texts("\"We told [the mayor] so.\"\n")[0].1, "\"We told [the mayor] so.\"");
        assert_eq!(texts("See [the report][r].\n")[0].1, "See the report.");
    }

    #[test]
    fn roles_follow_the_markup() {
        let read = texts("# Head\n\n> Quoted.\n\n- one\n- two\n\n## Cross-head\n");
        let roles: Vec<_> = read.iter().map(|r| r.0).collect();
        assert_eq!(roles, [Role::Headline, Role::BlockQuote, Role::ListItem, Role::ListItem, Role::Heading]);
    }

    #[test]
    fn a_comment_above_a_paragraph_is_a_note_for_it() {
        let read = passages("<!-- copydesk: allow unattributed-quote lyrics -->\n\"La la la.\"\n");
        assert_eq!(read[0].role, Role::Note);
        assert_eq!(read[0].allows[0].code, "unattributed-quote");
        assert_eq!(read[1].text, "\"La la la.\"");
    }

    #[test]
    fn a_fence_keeps_its_blank_lines() {
        let source = "```\na\n\nb\n```\n\nText.\n";
        assert_eq!(block_end(source), source.find("Text").unwrap());
    }

    #[test]
    fn shortcodes_are_cut() {
        assert_eq!(texts("Before {{< figure src=\"a\" >}} after.\n")[0].1, "Before  after.");
    }
}
