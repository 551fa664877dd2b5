//! Records that lie inside other files, a wire's or an archive's: an editor opens a copy, made for reading.

use super::convert;
use crate::corpus::Corpora;
use crate::files;
use crate::finding::Citation;
use crate::text::stable;
use tower_lsp::ls_types::{Location, Position, Range, Uri};

/// Letters of a record's own name that its copy keeps.
const NAMED: usize = 48;

/// Where to read on: in the record's own file, or in its copy.
pub fn location(corpus: Option<&Corpora>, citation: &Citation) -> Option<Location> {
    let story = corpus.and_then(|corpus| corpus.story(citation));
    let copy = story.and_then(|paragraphs| copy(citation, &paragraphs));
    copy.or_else(|| convert::location(citation))
}

fn copy(citation: &Citation, paragraphs: &[String]) -> Option<Location> {
    let head = head(citation);
    let words = citation.quote.trim();
    let cited = paragraphs.iter().position(|paragraph| !words.is_empty() && paragraph.contains(words));
    let page = format!("{head}\n{}\n", paragraphs.join("\n\n"));
    let path = files::keep_copy(&name(citation), &page).ok()?;
    let before: usize =
        paragraphs[..cited.unwrap_or(0)].iter().map(|paragraph| paragraph.matches('\n').count() + 2).sum();
    let line = cited.map_or(0, |_| head.matches('\n').count() + 1 + before);
    let start = Position { line: u32::try_from(line).unwrap_or(0), character: 0 };
    Some(Location { uri: Uri::from_file_path(path)?, range: Range { start, end: start } })
}

/// What is known of the record, and where it really stands.
fn head(citation: &Citation) -> String {
    let title = citation.headline.as_deref().unwrap_or(citation.name());
    let told = [citation.outlet.as_deref(), citation.date.as_deref(), citation.status.map(|s| s.name())];
    let told: Vec<_> = told.into_iter().flatten().chain(citation.url.as_deref()).collect();
    let told = if told.is_empty() { String::new() } else { format!("{}\n\n", told.join(" · ")) };
    let one_line = title.split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "# {one_line}\n\n{told}> A copy for reading. The record stands in {}, line {}.\n",
        citation.path, citation.line
    )
}

/// Letters and figures of the record's name, and a number that only it has: names may hold anything, even paths.
fn name(citation: &Citation) -> String {
    let letters = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
    let name: String =
        citation.article.rsplit('/').next().unwrap_or_default().chars().map(letters).take(NAMED).collect();
    let date = citation.date.as_deref().unwrap_or_default();
    format!("{name}-{:08x}", stable::hash(&format!("{}\n{}\n{date}", citation.path, citation.article)) as u32)
}
