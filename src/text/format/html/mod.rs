//! HTML. The library splits a page into tags and text and says where each stood; this directory decides what is prose.
//!
//! A page is one block: what surrounds a paragraph (a menu, a block quote, the article among teasers) decides what it is.

mod body;
pub mod head;
mod markup;

use super::allow;
use crate::text::format::Meta;
use crate::text::passage::{Passage, Role};
use crate::text::span::{InSource, Span};
use body::Placed;
use head::Head;
use markup::{Piece, Tag};

/// Stands for inline code: something is there, but no words.
const OBJECT: &str = "\u{FFFC}";

/// The story's paragraphs, and what the page says about it. A checker's sheet is no story.
pub fn read(source: &str) -> (Option<Meta>, Vec<Passage>) {
    let mut reader = Reader { source, ..Reader::default() };
    markup::walk(source, |piece| reader.take(&piece));
    reader.close();
    let done = if reader.head.is_sheet() { Vec::new() } else { reader.done };
    (reader.head.meta(), body::choose(done))
}

/// Elements that hold no prose. A `<footer>` is none, but under a block quote it says who spoke.
const NO_PROSE: [&str; 30] = [
    "address", "aside", "audio", "button", "canvas", "code", "datalist", "del", "dialog", "form", "head", "iframe",
    "kbd", "math", "nav", "noscript", "object", "pre", "rp", "rt", "samp", "script", "select", "style", "svg", "table",
    "template", "textarea", "title", "video",
];
/// Of these, what stands in a sentence like a word.
const LIKE_A_WORD: [&str; 4] = ["code", "kbd", "math", "samp"];
/// Elements that a paragraph does not reach across.
const BLOCKS: [&str; 33] = [
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "ul",
    "pre",
];
/// What a writer may have typed before the name under a block quote.
const DASHES: [char; 5] = ['—', '–', '―', '-', '~'];
/// Marks that a writer may have typed inside `<q>` as well.
const MARKS: [char; 10] = ['"', '\'', '“', '”', '„', '‘', '‚', '«', '»', '‹'];

/// The page as far as it is read.
#[derive(Default)]
struct Reader<'t> {
    source: &'t str,
    head: Head,
    done: Vec<Placed>,
    open: Option<Passage>,
    skipped: Option<Skipped>,
    depth: Depth,
    heading: Option<Role>,
    /// `<q>`s around, each with the tag whose mark is still to be written, or whether one was.
    q: Vec<Mark>,
    /// The `<cite>` or `<footer>` of a block quote whose dash is still to be written.
    credit: Option<Span<InSource>>,
    in_paragraph: bool,
    /// Inside `<a>`, and bytes of the open passage that are.
    in_link: bool,
    linked: usize,
}

/// How many of each are around.
#[derive(Default)]
struct Depth {
    article: usize,
    articles_seen: usize,
    main: usize,
    header: usize,
    blockquote: usize,
    list: usize,
}

/// An element that holds no prose, while we are in it.
struct Skipped {
    name: String,
    /// Elements of the same name around.
    depth: usize,
    start: usize,
    kept: Kept,
    text: String,
}

/// What its text is kept for.
#[derive(PartialEq)]
enum Kept {
    Nothing,
    /// It stands in the sentence like a word.
    Object,
    JsonLd,
    Byline,
}

/// The opening mark of a `<q>`.
enum Mark {
    Due(Span<InSource>),
    Written,
    /// The writer's own marks stand inside.
    Typed,
}

impl Reader<'_> {
    fn take(&mut self, piece: &Piece) {
        if self.skipped.is_some() {
            return self.skip(piece);
        }
        match piece {
            Piece::Start(tag) => self.start(tag),
            Piece::End(name, at) => self.end(name, *at),
            Piece::Text(at) => self.text(*at),
            Piece::Comment(at) => self.comment(*at),
        }
    }

    fn start(&mut self, tag: &Tag) {
        self.head.tag(tag);
        let name = tag.name.as_str();
        if BLOCKS.contains(&name) {
            self.close();
        }
        self.open.iter_mut().for_each(|open| open.refers |= name == "a" && is_note_mark(tag));
        if let Some(kept) = self.no_prose(tag) {
            if !tag.self_closing || !matches!(name, "svg" | "math") {
                let (name, start) = (name.to_owned(), tag.at.0);
                self.skipped = Some(Skipped { name, depth: 1, start, kept, text: String::new() });
            }
            return;
        }
        match name {
            "article" => {
                self.depth.articles_seen += usize::from(self.depth.article == 0);
                self.depth.article += 1;
            }
            "main" => self.depth.main += 1,
            "header" => self.depth.header += 1,
            "blockquote" => self.depth.blockquote += 1,
            "ul" | "ol" | "dl" => self.depth.list += 1,
            "h1" => self.heading = Some(Role::Headline),
            "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = Some(Role::Heading),
            "br" => self.line_break(tag.span()),
            "q" => self.q.push(Mark::Due(tag.span())),
            "a" => self.in_link = true,
            "p" => self.in_paragraph = true,
            "cite" | "footer" if self.depth.blockquote > 0 && !self.in_paragraph => {
                self.close();
                self.credit = Some(tag.span());
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, at: Span<InSource>) {
        if BLOCKS.contains(&name) {
            self.close();
        }
        let depth = &mut self.depth;
        match name {
            "article" => depth.article = depth.article.saturating_sub(1),
            "main" => depth.main = depth.main.saturating_sub(1),
            "header" => depth.header = depth.header.saturating_sub(1),
            "blockquote" => depth.blockquote = depth.blockquote.saturating_sub(1),
            "ul" | "ol" | "dl" => depth.list = depth.list.saturating_sub(1),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
            "q" => self.end_quotation(at),
            "a" => self.in_link = false,
            _ => {}
        }
    }

    /// Whether the element holds no prose, and what its text is kept for.
    fn no_prose(&self, tag: &Tag) -> Option<Kept> {
        let name = tag.name.as_str();
        let hidden = tag.get("hidden").is_some() && !matches!(name, "br" | "hr" | "img" | "input" | "meta" | "link");
        let byline =
            || tag.has_class("byline") || tag.get("rel") == Some("author") || tag.get("itemprop") == Some("author");
        let outside = self.depth.article + self.depth.main + self.depth.blockquote == 0;
        match name {
            "script" if tag.get("type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) => {
                Some(Kept::JsonLd)
            }
            _ if LIKE_A_WORD.contains(&name) => Some(Kept::Object),
            _ if NO_PROSE.contains(&name) || hidden => Some(Kept::Nothing),
            "footer" if self.depth.blockquote == 0 => Some(Kept::Nothing),
            "header" if outside && tag.get("role") == Some("banner") => Some(Kept::Nothing),
            "a" if is_note_mark(tag) => Some(Kept::Nothing),
            "a" | "div" | "p" | "span" if self.open.is_none() && byline() => Some(Kept::Byline),
            _ => None,
        }
    }

    /// Goes through an element that holds no prose, to its end.
    fn skip(&mut self, piece: &Piece) {
        let Some(skipped) = &mut self.skipped else { return };
        match piece {
            Piece::Start(tag) => {
                skipped.depth += usize::from(tag.name == skipped.name && !tag.self_closing);
                self.head.tag(tag);
                if skipped.name == "head" && tag.name == "script" && self.no_prose(tag) == Some(Kept::JsonLd) {
                    self.skipped = None;
                    self.start(tag);
                }
            }
            Piece::End(name, at) if *name == skipped.name => {
                skipped.depth -= 1;
                if skipped.depth == 0 {
                    self.end_skipped(at.end);
                }
            }
            Piece::Text(at) if matches!(skipped.kept, Kept::JsonLd) => skipped.text.push_str(at.of(self.source)),
            Piece::Text(at) if matches!(skipped.kept, Kept::Byline) => {
                skipped.text.push_str(&markup::decoded(at.of(self.source)));
            }
            Piece::End(..) | Piece::Text(_) | Piece::Comment(_) => {}
        }
    }

    fn end_skipped(&mut self, end: usize) {
        let Some(skipped) = self.skipped.take() else { return };
        match skipped.kept {
            Kept::JsonLd => self.head.json_ld(&skipped.text),
            Kept::Byline => self.head.byline(&skipped.text),
            Kept::Object => self.word(OBJECT, Span::new(skipped.start, end)),
            Kept::Nothing => {}
        }
    }

    /// Text, as many words at a time as have one space between them: white space is one space, however it is typed.
    fn text(&mut self, at: Span<InSource>) {
        let mut from = at.start;
        while from < at.end {
            let rest = &self.source[from..at.end];
            let space = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
            if space > 0 {
                self.space(Span::new(from, from + space));
                from += space;
                continue;
            }
            let piece = Span::new(from, from + markup::stretch(rest));
            if rest.starts_with('&') {
                self.entity(piece)
            } else {
                self.word(piece.of(self.source), piece)
            }
            from = piece.end;
        }
    }

    fn space(&mut self, at: Span<InSource>) {
        if let Some(open) = &mut self.open
            && !open.text.ends_with([' ', '\n'])
            && !matches!(self.q.last(), Some(Mark::Due(_)))
        {
            open.push(" ", at);
        }
    }

    /// Text that begins with `&`: the entity stands for its whole source, what follows for itself.
    fn entity(&mut self, at: Span<InSource>) {
        let typed = at.of(self.source);
        let said = markup::decoded(typed);
        let first = said.chars().next().map_or(0, char::len_utf8);
        let same = said[first..].bytes().rev().zip(typed.bytes().rev()).take_while(|(a, b)| a == b).count();
        let cut = (said.len() - same..=said.len()).find(|i| said.is_char_boundary(*i)).unwrap_or(said.len());
        let source_cut = Span::new(at.end - (said.len() - cut), at.end);
        self.word(&said[..cut], Span::new(at.start, source_cut.start));
        self.word(&said[cut..], source_cut);
    }

    fn word(&mut self, text: &str, at: Span<InSource>) {
        if text.is_empty() {
            return;
        }
        let role = self.role();
        let credit = self.credit.take().filter(|_| self.open.is_none() && !text.starts_with(DASHES));
        let open = self.open.get_or_insert_with(|| Passage::new(role));
        if let Some(tag) = credit {
            open.push("— ", tag);
        }
        let due = self.q.iter().rposition(|mark| !matches!(mark, Mark::Due(_))).map_or(0, |last| last + 1);
        for (depth, mark) in self.q.iter_mut().enumerate().skip(due) {
            if let Mark::Due(tag) = *mark {
                let typed = text.starts_with(MARKS);
                if !typed {
                    open.push(if depth.is_multiple_of(2) { "“" } else { "‘" }, tag);
                }
                *mark = if typed { Mark::Typed } else { Mark::Written };
            }
        }
        open.refers |= self.in_link;
        self.linked += if self.in_link { text.bytes().filter(|b| *b != b' ').count() } else { 0 };
        open.push(text, at);
    }

    fn end_quotation(&mut self, at: Span<InSource>) {
        if let (Some(Mark::Written), Some(open)) = (self.q.pop(), &mut self.open) {
            open.push(if self.q.len().is_multiple_of(2) { "”" } else { "’" }, at);
        }
    }

    /// One `<br>` is a line's end; old systems wrote two for a paragraph's.
    fn line_break(&mut self, at: Span<InSource>) {
        match &mut self.open {
            Some(open) if open.text.rfind('\n').is_some_and(|last| open.text[last..].trim().is_empty()) => self.close(),
            Some(_) => self.word("\n", at),
            None => {}
        }
    }

    fn comment(&mut self, at: Span<InSource>) {
        let allows = allow::allows(at.of(self.source), at.start);
        if allows.is_empty() {
            return;
        }
        match &mut self.open {
            Some(passage) => passage.allows.extend(allows),
            None => self.put(Passage::note(allows), 0),
        }
    }

    fn role(&self) -> Role {
        match self.heading {
            Some(heading) => heading,
            None if self.depth.blockquote > 0 => Role::BlockQuote,
            None if self.depth.list > 0 => Role::ListItem,
            None => Role::Paragraph,
        }
    }

    fn close(&mut self) {
        self.q.clear();
        self.in_paragraph = false;
        let linked = std::mem::take(&mut self.linked);
        let Some(mut passage) = self.open.take() else { return };
        let end = passage.text.len();
        let words = passage.text.trim_end().len();
        if words < end {
            passage.cut(Span::new(words, end));
        }
        if passage.text.is_empty() {
            passage.role = Role::Note;
        }
        if passage.role != Role::Note || !passage.allows.is_empty() {
            self.put(passage, linked);
        }
    }

    fn put(&mut self, passage: Passage, linked: usize) {
        let article = if self.depth.article > 0 { self.depth.articles_seen } else { 0 };
        let Depth { main, header, .. } = self.depth;
        self.done.push(Placed { passage, article, main: main > 0, header: header > 0, linked });
    }
}

/// The small number that leads to a footnote.
fn is_note_mark(tag: &Tag) -> bool {
    tag.get("role") == Some("doc-noteref")
        || tag.has_class("footnote-ref")
        || tag.get("href").is_some_and(|href| href.starts_with("#fn") || href.starts_with("#_ftn"))
}

#[cfg(test)]
mod tests;
