//! A name put on the house list from the draft: into `copydesk.toml`, where the desk looks for it.

use super::commands::command;
use super::newsroom::Newsroom;
use crate::checks;
use crate::prose::name::Kind;
use crate::settings::{self, Style, Trust};
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
        let name = member.canonical.as_str();
        let listed = list(&room.house.settings.book.style("", None), key).iter().any(|listed| listed == name);
        (!listed).then(|| command(format!("Add {name} to the house list"), LIST, json!([uri, key, name])))
    }
}

/// The settings with one name more on a list; comments and all else stay. `None` if the file is written in a way that this
/// does not fit.
pub fn listed(text: &str, key: &str, name: &str) -> Option<String> {
    let new = with_entry(text, key, &serde_json::Value::from(name).to_string());
    let names = |text: &str| {
        let (settings, _) = settings::read(text, &checks::codes(), Trust::Repository);
        list(&settings.book.style("", None), key).to_vec()
    };
    let (mut before, mut after) = (names(text), names(&new));
    before.push(name.to_owned());
    before.sort();
    after.sort();
    (before == after).then_some(new)
}

fn list<'s>(style: &'s Style, key: &str) -> &'s [String] {
    match key {
        "people" => &style.names.people,
        "places" => &style.names.places,
        _ => &style.names.initials,
    }
}

/// Into the list where there is one, else as a new line under `[names]`, else at the end.
fn with_entry(text: &str, key: &str, entry: &str) -> String {
    let (mut table, mut at, mut heading) = (String::new(), 0, None);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if let Some(head) = bare.strip_prefix('[') {
            table = head.trim_end_matches(']').trim().to_owned();
            heading = heading.or((table == "names").then_some(at + line.len()));
        }
        let says = bare.split_once('=').map(|(said, _)| said.trim());
        let ours = match table.as_str() {
            "names" => says == Some(key),
            "" => says.and_then(|said| said.strip_prefix("names.")) == Some(key),
            _ => false,
        };
        if let Some(open) = line.find('[').filter(|_| ours) {
            let (before, after) = text.split_at(at + open + 1);
            let comma = if after.trim_start().starts_with(']') { "" } else { ", " };
            return format!("{before}{entry}{comma}{after}");
        }
        at += line.len();
    }
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    match heading {
        Some(at) if at == text.len() => format!("{text}{end}{key} = [{entry}]\n"),
        Some(at) => format!("{}{key} = [{entry}]\n{}", &text[..at], &text[at..]),
        None if text.is_empty() => format!("[names]\n{key} = [{entry}]\n"),
        None => format!("{text}{end}\n[names]\n{key} = [{entry}]\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn a_name_is_listed_where_names_stand_and_nothing_else_changes() {
        let add = |text: &str| listed(text, "people", "Ida Lund");
        assert_eq!(add("").as_deref(), Some("[names]\npeople = [\"Ida Lund\"]\n"));
        assert_eq!(add("lang = \"en\"").as_deref(), Some("lang = \"en\"\n\n[names]\npeople = [\"Ida Lund\"]\n"));
        let file = "# ours\n[names]\npeople = [\n  \"Omar Haddad\", # the mayor\n]\n\n[rules]\njoint-quote = \"off\"\n";
        let new = file.replace("[\n  \"Omar", "[\"Ida Lund\", \n  \"Omar");
        assert_eq!(add(file), Some(new));
        assert_eq!(add("names.people = []\n").as_deref(), Some("names.people = [\"Ida Lund\"]\n"));
        assert_eq!(
            add("[names]\nplaces = [\"Osterby\"]\n").as_deref(),
            Some("[names]\npeople = [\"Ida Lund\"]\nplaces = [\"Osterby\"]\n")
        );
    }

    #[test]
    fn a_file_written_otherwise_is_left_to_the_desk() {
        assert_eq!(listed("names = { people = [\"Omar Haddad\"] }\n", "people", "Ida Lund"), None);
    }
}
