//! Word files (.docx). Their bytes are a zip archive that nobody edits by hand, so a Word draft is read as a *view*: its
//! text, one paragraph a line, empty paragraphs left out. Line 12 of the view is the twelfth paragraph that a person
//! counts in the file. `# ` or `## ` stands before a heading, `> ` before a quotation, `- ` before a list's item, and `[^]`
//! behind a paragraph with a footnote or a link; nothing else in the view is markup.

mod document;

use super::{lines_from, plain};
use crate::text::passage::{Passage, Role};
use crate::text::span::Span;

pub use document::{Parts, view};

/// Stands behind a paragraph that leads to its source.
const REFERS: &str = " [^]";

/// A block is a paragraph: a line.
pub fn block_end(rest: &str) -> usize {
    lines_from(rest, 0).next().map_or(rest.len(), |(_, line)| line.len())
}

/// The paragraph of a block.
pub fn passages(block: &str) -> Vec<Passage> {
    let (role, mark) = match block {
        _ if block.starts_with("# ") => (Some(Role::Headline), 2),
        _ if block.starts_with("## ") => (Some(Role::Heading), 3),
        _ if block.starts_with("> ") => (Some(Role::BlockQuote), 2),
        _ if block.starts_with("- ") => (Some(Role::ListItem), 2),
        _ => (None, 0),
    };
    let mut passages = plain::passages(block);
    for passage in &mut passages {
        passage.cut(Span::new(0, mark));
        if let Some(end) = passage.text.trim_end().strip_suffix(REFERS).map(str::len) {
            passage.cut(Span::new(end, end + REFERS.len()));
            passage.refers = true;
        }
        passage.role = role.filter(|_| passage.role != Role::Note).unwrap_or(passage.role);
    }
    passages
}

/// The mark before a paragraph of the view.
const fn mark(role: Role) -> &'static str {
    match role {
        Role::Headline => "# ",
        Role::Heading => "## ",
        Role::BlockQuote => "> ",
        Role::ListItem => "- ",
        Role::Paragraph | Role::Note => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_may_lead_to_its_source() {
        let source = "He told the Gazette. [^] <!-- copydesk: allow second-hand-quote old -->\nHe left.\n";
        let document = crate::text::format::read(crate::text::format::Format::Word, source);
        let read: Vec<_> = document.passages.iter().map(|(p, _)| (p.text.trim(), p.refers, p.allows.len())).collect();
        assert_eq!(read, [("He told the Gazette.", true, 1), ("He left.", false, 0)]);
    }

    #[test]
    fn each_line_of_the_view_is_a_paragraph_with_its_role() {
        let source = "# Ferry stops\nIt stopped *at* noon.\n> The sea is our road. <!-- copydesk: allow unattributed-quote chant -->\n";
        let document = crate::text::format::read(crate::text::format::Format::Word, source);
        let read: Vec<_> = document.passages.iter().map(|(p, _)| (p.role, p.text.trim())).collect();
        assert_eq!(
            read,
            [
                (Role::Headline, "Ferry stops"),
                (Role::Paragraph, "It stopped *at* noon."),
                (Role::BlockQuote, "The sea is our road.")
            ]
        );
        assert_eq!(document.to_source(0, Span::new(0, 5)).of(source), "Ferry");
        assert_eq!(document.to_source(2, Span::new(4, 7)).of(source), "sea");
        assert_eq!(document.passages[2].0.allows[0].code, "unattributed-quote");
    }
}
