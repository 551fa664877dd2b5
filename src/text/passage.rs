//! One paragraph as a reader reads it, and the way back to what was typed.

use super::span::{InPassage, InSource, Span};

/// What a passage is in the story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The story's own headline: a front matter title or the first top-level heading.
    Headline,
    /// A heading inside the story (cross-head).
    Heading,
    /// Running text.
    #[default]
    Paragraph,
    /// A block quote: a quotation that needs no marks.
    BlockQuote,
    /// One item of a list.
    ListItem,
    /// No prose: only carries [`Passage::allows`] for the passage after it.
    Note,
}

/// How far a permission goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// `allow`: its paragraph, or the one below if it stands alone.
    Paragraph,
    /// `allow-line`: its line, or the one below if it stands alone.
    Line,
    /// `allow-begin`: from here to the `allow-end` of the same rule, or to the end.
    Begin,
    /// `allow-end`.
    End,
    /// `allow-file`, or front matter: the whole draft.
    File,
}

/// A permission written into the draft: `<!-- copydesk: allow CODE reason -->`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Allow {
    /// The rule that may be broken here.
    pub code: String,
    /// The writer's reason, as written; may be empty.
    pub reason: String,
    /// How far it goes.
    pub scope: Scope,
    /// Where it is written, in bytes from the block's start.
    pub at: Span<InSource>,
}

/// Spent paragraphs, or readings of them, that are kept: more than nearly any story has.
const MOST_SPENT: usize = 256;
/// Bytes of the longest of them.
const MOST_ROOM: usize = 1 << 14;

/// Keeps paragraphs, or readings of them, that nobody needs any more: their room serves the next.
pub fn keep<T>(kept: &mut Vec<T>, spent: impl IntoIterator<Item = T>, text: impl Fn(&T) -> &str) {
    let free = MOST_SPENT.saturating_sub(kept.len());
    kept.extend(spent.into_iter().filter(|one| text(one).len() <= MOST_ROOM).take(free));
}

/// One paragraph as read. Positions in the source are relative to the block it was read from,
/// so that typing in one block leaves every other block's passages as they are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Passage {
    /// What the passage is.
    pub role: Role,
    /// The text as read: markup dropped, entities decoded, soft line breaks kept as one `\n`.
    pub text: String,
    /// Permissions that hold for this passage.
    pub allows: Vec<Allow>,
    /// Whether words of it link somewhere, or a note hangs on it: the writer shows where it is from.
    pub refers: bool,
    runs: Vec<Run>,
}

/// `len` bytes of the passage that stand for `source_len` bytes of the block. Equal lengths mean the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Run {
    at: usize,
    len: usize,
    source: usize,
    source_len: usize,
}

impl Passage {
    /// An empty passage, to be filled from left to right.
    pub fn new(role: Role) -> Self {
        Self { role, text: String::new(), allows: Vec::new(), refers: false, runs: Vec::new() }
    }

    /// An empty passage where another lay.
    pub fn anew(mut self, role: Role) -> Self {
        self.text.clear();
        self.allows.clear();
        self.runs.clear();
        Self { role, refers: false, ..self }
    }

    /// No prose, only permissions for the passage after it.
    pub fn note(allows: Vec<Allow>) -> Self {
        Self { allows, ..Self::new(Role::Note) }
    }

    /// A passage whose text stands in the block as it is, from byte `source` on.
    pub fn verbatim(role: Role, text: &str, source: usize) -> Self {
        let mut passage = Self::new(role);
        passage.push(text, Span::new(source, source + text.len()));
        passage
    }

    /// Adds `text`, which stands for the bytes `source` of the block.
    pub fn push(&mut self, text: &str, source: Span<InSource>) {
        if text.is_empty() {
            return;
        }
        let at = self.text.len();
        self.text.push_str(text);
        if let Some(last) = self.runs.last_mut()
            && last.len == last.source_len
            && text.len() == source.len()
            && last.source + last.source_len == source.start
        {
            last.len += text.len();
            last.source_len += source.len();
            return;
        }
        // Most passages stand in their source in one piece.
        if self.runs.is_empty() {
            self.runs.reserve_exact(1);
        }
        self.runs.push(Run { at, len: text.len(), source: source.start, source_len: source.len() });
    }

    /// Takes out bytes that turned out not to be prose (a shortcode); the rest keeps its places.
    pub fn cut(&mut self, span: Span<InPassage>) {
        let old = std::mem::replace(self, Self::new(self.role));
        self.allows = old.allows;
        self.refers = old.refers;
        for run in &old.runs {
            for (from, to) in [(run.at, span.start.min(run.at + run.len)), (span.end.max(run.at), run.at + run.len)] {
                if from >= to {
                    continue;
                }
                let source = match run.len == run.source_len {
                    true => Span::new(run.source + from - run.at, run.source + to - run.at),
                    false => Span::new(run.source, run.source + run.source_len),
                };
                self.push(&old.text[from..to], source);
            }
        }
    }

    /// Where the words of `span` stand in the block, in bytes from the block's start.
    pub fn to_source(&self, span: Span<InPassage>) -> Span<InSource> {
        let start = self.offset_to_source(span.start, false);
        let end = if span.is_empty() { start } else { self.offset_to_source(span.end, true) };
        Span::new(start, end.max(start))
    }

    /// The byte of the passage that was read from byte `offset` of the block, if any was.
    pub fn to_passage(&self, offset: usize) -> Option<usize> {
        let i = self.runs.partition_point(|r| r.source + r.source_len <= offset);
        let run = self.runs.get(i).filter(|r| r.source <= offset)?;
        let inside = if run.len == run.source_len { offset - run.source } else { 0 };
        Some(run.at + inside)
    }

    /// The bytes of the block from the passage's first to its last.
    pub fn extent(&self) -> Span<InSource> {
        match (self.runs.first(), self.runs.last()) {
            (Some(first), Some(last)) => Span::new(first.source, last.source + last.source_len),
            _ => Span::new(0, 0),
        }
    }

    /// A start belongs to the run that begins there, an end to the run that ends there.
    fn offset_to_source(&self, offset: usize, is_end: bool) -> usize {
        let i = self.runs.partition_point(|r| if is_end { r.at + r.len < offset } else { r.at + r.len <= offset });
        match self.runs.get(i).or(self.runs.last()) {
            None => 0,
            Some(run) if run.len == run.source_len => run.source + offset.saturating_sub(run.at).min(run.len),
            Some(run) if is_end || offset >= run.at + run.len => run.source + run.source_len,
            Some(run) => run.source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_of_the_passage_that_lay_there_before() {
        let mut spent = Passage::verbatim(Role::Heading, "Harbour 'a death trap'", 7);
        spent.refers = true;
        let (code, reason) = ("vague-source".to_owned(), String::new());
        spent.allows.push(Allow { code, reason, scope: Scope::Line, at: Span::new(0, 7) });
        assert_eq!(spent.anew(Role::ListItem), Passage::new(Role::ListItem));
    }

    #[test]
    fn a_decoded_entity_maps_to_its_whole_source() {
        let mut p = Passage::new(Role::Paragraph);
        p.push("AT", Span::new(10, 12));
        p.push("&", Span::new(12, 17));
        p.push("T", Span::new(17, 18));
        assert_eq!(p.text, "AT&T");
        assert_eq!(p.to_source(Span::new(2, 3)), Span::new(12, 17));
        assert_eq!(p.to_source(Span::new(0, 4)), Span::new(10, 18));
        assert_eq!(p.to_passage(14), Some(2));
        assert_eq!(p.to_passage(17), Some(3));
        assert_eq!(p.to_passage(9), None);
    }

    #[test]
    fn a_shortcode_is_cut_out_and_the_rest_keeps_its_place() {
        let mut p = Passage::verbatim(Role::Paragraph, "before {{< x >}} after", 7);
        p.cut(Span::new(7, 16));
        assert_eq!(p.text, "before  after");
        assert_eq!(p.to_source(Span::new(8, 13)), Span::new(24, 29));
    }

    #[test]
    fn dropped_markup_is_stepped_over() {
        let mut p = Passage::new(Role::Paragraph);
        p.push("a ", Span::new(0, 2));
        p.push("bold", Span::new(4, 8));
        p.push(" word", Span::new(10, 15));
        assert_eq!(p.to_source(Span::new(2, 6)), Span::new(4, 8));
        assert_eq!(p.to_source(Span::new(0, 11)), Span::new(0, 15));
        assert_eq!(p.to_passage(3), None);
    }
}
