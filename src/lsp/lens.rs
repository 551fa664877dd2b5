//! A line above a quotation that is on record: by how many sources that do not copy each other. Off unless asked for.

use super::convert;
use super::newsroom::Newsroom;
use crate::corpus::article;
use crate::corpus::question::{Level, Match};
use crate::report::counted;
use tower_lsp::ls_types::{CodeLens, Command, Uri};

impl Newsroom {
    /// One for each quotation that is on record.
    pub fn lenses(&mut self, uri: &Uri) -> Option<Vec<CodeLens>> {
        if !self.options.lenses {
            return None;
        }
        let encoding = self.abilities.encoding;
        let desk = self.desk_of(uri)?;
        let draft = desk.draft(uri.as_str())?;
        let story = draft.story();
        let lenses = story.quotations.iter().filter(|q| q.inside.is_none()).filter_map(|quotation| {
            let matches = desk.matches(uri.as_str(), story.text(quotation.words))?;
            let sources = independent(&matches);
            let title = counted(sources, "independent source");
            (sources > 0).then(|| CodeLens {
                range: convert::range(draft.buffer(), draft.to_source(quotation.marked), encoding),
                command: Some(Command { title, command: String::new(), arguments: None }),
                data: None,
            })
        });
        Some(lenses.collect())
    }
}

/// Stories with the same words; printings of one story are one.
fn independent(matches: &[Match]) -> usize {
    let mut sources: Vec<&Match> = Vec::new();
    for found in matches.iter().filter(|m| m.level <= Level::Shortened) {
        let same = |other: &&Match| {
            other.citation.path == found.citation.path && other.citation.article == found.citation.article
                || article::is_copy(&other.prints, &found.prints)
        };
        if !sources.iter().any(same) {
            sources.push(found);
        }
    }
    sources.len()
}
