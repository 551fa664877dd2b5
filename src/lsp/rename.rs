//! A name spelled otherwise throughout the draft. Quoted words are not ours to change: a name in them stays, and so does
//! what is written with markup inside.

use super::convert;
use super::newsroom::Newsroom;
use crate::desk::draft::Draft;
use crate::finding::{Edit, Spot};
use crate::prose::story::Story;
use crate::text::span::{InSource, Span};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

impl Newsroom {
    /// Where the name under the cursor stands, and how it is written.
    pub fn renameable(&mut self, at: &TextDocumentPositionParams) -> Option<PrepareRenameResponse> {
        self.at(at, |draft, story, spot, encoding| {
            let name = story.cast.mention_at(spot.passage, spot.span.start).filter(|m| is_ours(draft, story, m.at))?;
            let range = convert::range(draft.buffer(), draft.to_source(name.at), encoding);
            Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: story.text(name.at).to_owned() })
        })?
    }

    /// The edits.
    pub fn renamed(&mut self, params: &RenameParams) -> Result<Option<WorkspaceEdit>> {
        let (at, new) = (&params.text_document_position, params.new_name.trim());
        if new.is_empty() || new.contains(char::is_control) {
            return Err(Error::invalid_params("a name has letters, on one line"));
        }
        let uri = at.text_document.uri.clone();
        let versioned = self.abilities.versioned_edits;
        let edit = self.at(at, |draft, story, spot, encoding| {
            let edits: Vec<_> = edits(draft, story, spot, new)?.into_iter().collect();
            let edits = edits.iter().map(|edit| convert::edit(draft.buffer(), edit, encoding)).collect();
            Some(super::actions::workspace_edit(&uri, draft.version, edits, versioned))
        });
        Ok(edit.flatten())
    }
}

/// The reporter's own words, as they were typed.
fn is_ours(draft: &Draft, story: &Story, at: Spot) -> bool {
    let quoted = story.quotations.iter().filter(|q| q.marked.passage == at.passage);
    !quoted.into_iter().any(|q| q.marked.span.overlaps(&at.span)) && draft.is_as_typed(at)
}

fn edits(draft: &Draft, story: &Story, spot: Spot, new: &str) -> Option<Vec<Edit>> {
    let name = story.cast.mention_at(spot.passage, spot.span.start).filter(|m| is_ours(draft, story, m.at))?;
    let old = story.text(name.at);
    let mentions = story.cast.mentions.iter().filter(|m| m.member == name.member && is_ours(draft, story, m.at));
    let edit = |at: Spot| {
        let (here, place): (&str, Span<InSource>) = (story.text(at), draft.to_source(at));
        let text = renamed(here, old, new)?;
        (text != here).then_some(Edit { at: place, text })
    };
    Some(mentions.filter_map(|m| edit(m.at)).collect())
}

/// A mention of the name that was `old` and is now `new`: word for word where both have as many, else the whole or the
/// surname. `None` where it is not clear what becomes of it.
fn renamed(here: &str, old: &str, new: &str) -> Option<String> {
    if here == old {
        return Some(new.to_owned());
    }
    let words = |name: &'_ str| name.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (words(old), words(new));
    if before.len() == after.len() {
        let word = |word: &String| before.iter().position(|b| b == word).map_or(word, |i| &after[i]).clone();
        return Some(words(here).iter().map(word).collect::<Vec<_>>().join(" "));
    }
    (before.last().map(String::as_str) == Some(here)).then(|| after.last().cloned())?
}

#[cfg(test)]
mod tests {
    use super::renamed;

    #[test]
    fn each_form_of_the_name_follows() {
        assert_eq!(renamed("Ana Lund", "Lund", "Lundh").as_deref(), Some("Ana Lundh"));
        assert_eq!(renamed("Lund", "Ana Lund", "Anna Lundh").as_deref(), Some("Lundh"));
        assert_eq!(renamed("Lund", "Ana Lund", "Ana Maria Lundh").as_deref(), Some("Lundh"));
        assert_eq!(renamed("Ana", "Ana Lund", "Ana Maria Lundh"), None);
    }
}
