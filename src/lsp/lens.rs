//! A line above a quotation that is on record: by how many sources that do not copy each other. Off unless asked for.

use super::convert;
use super::newsroom::Newsroom;
use crate::corpus::question::{Level, Match, sources};
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
            let same: Vec<Match> = matches.iter().filter(|m| m.level <= Level::Shortened).cloned().collect();
            let sources = sources(&same).len();
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
