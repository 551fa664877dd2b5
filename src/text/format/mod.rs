//! From a source to passages, one file per format.
//!
//! A source is first cut into *blocks*: stretches that can be read without the rest, so that a keystroke re-reads one
//! block only. Where a block ends depends on nothing before its start. Each block is then read into passages.

mod allow;
pub mod date;
mod front_matter;
mod header_lines;
mod html;
mod markdown;
mod plain;
pub mod word;

use super::passage::{Passage, Role};
use super::span::{InSource, Span};
use crate::error::Problem;
use memchr::memchr;
use std::path::Path;

pub use front_matter::Meta;
pub use html::head::GENERATOR;

/// Front matter and header lines end within this many bytes, or there are none: an opening `---` that nothing closes
/// must not make each keystroke look through the whole draft.
pub const FRONT: usize = 64 << 10;

/// How a source is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text: paragraphs end at line ends, unless lines are wrapped by hand.
    Plain,
    /// CommonMark with tables and footnotes; YAML or TOML front matter.
    Markdown,
    /// HTML, a page or a part of one: the article's paragraphs.
    Html,
    /// A Word file, as its view: see [`word`].
    Word,
}

impl Format {
    /// The format that a file name's extension names, if copydesk reads it.
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mdx" => Some(Self::Markdown),
            "txt" | "text" => Some(Self::Plain),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "docx" => Some(Self::Word),
            _ => None,
        }
    }

    /// The format for an editor's language id; plain for those unknown.
    pub fn of_language_id(id: &str) -> Self {
        match id {
            "markdown" | "mdx" => Self::Markdown,
            "html" | "xhtml" => Self::Html,
            _ => Self::Plain,
        }
    }

    /// Where the block ends that begins `rest`, in bytes; `first` if `rest` is the whole source. Nothing after the first
    /// line of the next block is looked at, nor, for front matter, anything after [`FRONT`] bytes.
    pub fn block_end(self, rest: &str, first: bool) -> usize {
        if first && let Some(end) = self.front_end(rest) {
            return end;
        }
        match self {
            Self::Plain => plain::block_end(rest),
            Self::Markdown => markdown::block_end(rest),
            Self::Html => rest.len(),
            Self::Word => word::block_end(rest),
        }
    }

    /// Reads one block, as cut by [`block_end`](Self::block_end); `first` if it begins the source.
    pub fn read_block(self, block: &str, first: bool) -> Block {
        if first && front_matter::end(head(block)).is_some() {
            let (meta, passages, problems) = front_matter::read(block);
            return Block { meta: Some(meta), passages, problems };
        }
        if first && self.header_end(block).is_some() {
            let (meta, passages) = header_lines::read(block);
            return Block { meta: Some(meta), passages, problems: Vec::new() };
        }
        let passages = match self {
            Self::Plain => plain::passages(block),
            Self::Markdown => markdown::passages(block),
            Self::Word => word::passages(block),
            Self::Html => {
                let (meta, passages) = html::read(block);
                return Block { meta, passages, problems: Vec::new() };
            }
        };
        Block { meta: None, passages, problems: Vec::new() }
    }

    /// What a source says about itself in front of the story, without reading on.
    pub fn front(self, source: &str) -> Option<Meta> {
        let end = self.front_end(source)?;
        self.read_block(&source[..end], true).meta
    }

    fn front_end(self, source: &str) -> Option<usize> {
        front_matter::end(head(source)).or_else(|| self.header_end(source))
    }

    fn header_end(self, source: &str) -> Option<usize> {
        matches!(self, Self::Plain | Self::Word).then(|| header_lines::end(head(source))).flatten()
    }
}

/// What one block holds; positions are relative to its first byte.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// What the story says about itself, if this block is its front matter or header lines.
    pub meta: Option<Meta>,
    /// The paragraphs, in order.
    pub passages: Vec<Passage>,
    /// What could not be read; lines count from the block's first.
    pub problems: Vec<Problem>,
}

/// A whole source as read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What the story says about itself.
    pub meta: Meta,
    /// The paragraphs in order, each with the byte of the source where its block begins.
    pub passages: Vec<(Passage, usize)>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Bytes of most paragraphs, and of the blank line behind each.
const BYTES_A_PASSAGE: usize = 200;

/// Reads a whole source. The draft under an editor's hands is read block by block instead.
pub fn read(format: Format, source: &str) -> Document {
    read_in(&mut Vec::new(), format, source)
}

/// The same, with paragraphs lying where spent ones lay.
pub fn read_in(spent: &mut Vec<Passage>, format: Format, source: &str) -> Document {
    let mut document = Document::default();
    document.passages.reserve(source.len() / BYTES_A_PASSAGE);
    let mut at = 0;
    while at < source.len() {
        let end = at + format.block_end(&source[at..], at == 0);
        // Nothing but the first block is anything but paragraphs.
        if format == Format::Plain && at > 0 {
            plain::read(&source[at..end], spent, |passage| document.passages.push((passage, at)));
            at = end;
            continue;
        }
        let block = format.read_block(&source[at..end], at == 0);
        if let Some(meta) = block.meta {
            document.meta = meta;
        }
        document.passages.extend(block.passages.into_iter().map(|p| (p, at)));
        document.problems.extend(block.problems);
        at = end;
    }
    if let Some((first, _)) = document.passages.iter_mut().find(|(p, _)| p.role != Role::Note) {
        promote_headline(first);
    }
    document
}

/// A story without a front matter title is headed by its first passage, if that is a heading.
pub fn promote_headline(first: &mut Passage) {
    if first.role == Role::Heading {
        first.role = Role::Headline;
    }
}

impl Document {
    /// Where a span of passage `i` stands in the source.
    pub fn to_source(&self, i: usize, span: Span<super::span::InPassage>) -> Span<InSource> {
        let (passage, base) = &self.passages[i];
        passage.to_source(span).shifted(*base)
    }
}

/// As much of a source as may hold front matter.
fn head(source: &str) -> &str {
    &source[..source.floor_char_boundary(FRONT)]
}

/// The lines of `source` from byte `from` on, each with its first byte and including its line end.
fn lines_from(source: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = source.get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        let line = (at, &rest[..length]);
        at += length;
        Some(line)
    })
}
