//! A name put on the house list from the draft: into `copydesk.toml`, where the desk looks for it.

use super::commands::command;
use super::newsroom::Newsroom;
use crate::prose::name::Kind;
use crate::settings::Style;
use serde_json::json;
use tower_lsp::ls_types::{Command, Range, Uri};

/// Puts a name on the house list: draft, key of the list, name.
pub const LIST: &str = "copydesk.list";

impl Newsroom {
    /// The command for the name where the cursor is, if the house has not listed it yet and has a file to keep it in.
    pub fn listing(&self, uri: &Uri, range: Range) -> Option<Command> {
        let room = &self.rooms[self.open.get(uri.as_str())?.room];
        room.house.workspace.root.as_ref()?;
        let draft = room.desk.draft(uri.as_str())?;
        let story = draft.story();
        let cursor = super::convert::offset(draft.buffer(), range.start, self.abilities.encoding);
        let under = |m: &&crate::prose::cast::Mention| {
            let at = draft.to_source(m.at);
            at.start <= cursor && cursor <= at.end
        };
        let mention = story.cast.mentions.iter().find(under)?;
        let member = story.cast.member(mention);
        let key = match member.kind {
            Kind::Person => "people",
            Kind::Place => "places",
            Kind::Organisation if member.canonical.chars().all(|c| c.is_ascii_uppercase()) => "initials",
            _ => return None,
        };
        let name = &*member.canonical;
        let listed = list(&room.house.settings.book.style("", None), key).iter().any(|listed| listed == name);
        (!listed).then(|| command(format!("Add {name} to the house list"), LIST, json!([uri, key, name])))
    }
}

fn list<'s>(style: &'s Style, key: &str) -> &'s [String] {
    match key {
        "people" => &style.names.people,
        "places" => &style.names.places,
        _ => &style.names.initials,
    }
}
