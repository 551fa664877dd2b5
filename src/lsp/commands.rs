//! What the light bulb does on disk: marks a finding as seen, switches a rule off for the project, lists a name. The server writes the
//! file itself: an editor that only opens it, changed and unsaved, makes an "ignore" that does not stick.

use super::listing::LIST;
use super::newsroom::Newsroom;
use crate::files::{self, SETTINGS};
use crate::report::seen::{self, Mark};
use crate::report::{Page, fingerprint};
use crate::settings::amend;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use tower_lsp::ls_types::{Command, ExecuteCommandParams, MessageType, Uri};

/// Marks a finding as seen: draft, rule, fingerprint.
const SEEN: &str = "copydesk.seen";
/// Switches a rule off in the draft's project: draft, rule.
const OFF: &str = "copydesk.off";

/// All commands.
pub const COMMANDS: [&str; 3] = [SEEN, OFF, LIST];

impl Newsroom {
    /// Commands for the `nth` finding of a draft, if it has a workspace to keep them in.
    pub fn offers(&self, uri: &Uri, nth: usize) -> Vec<Command> {
        let Some(open) = self.open.get(uri.as_str()) else { return Vec::new() };
        let room = &self.rooms[open.room];
        let draft = room.desk.draft(uri.as_str());
        let (Some(draft), Some((_, found)), Some(_)) = (draft, &open.found, &room.house.workspace.root) else {
            return Vec::new();
        };
        let page =
            Page { path: String::new(), text: draft.buffer().text(), findings: found.clone(), allowed: Vec::new() };
        let (code, print) = (found[nth].code, fingerprint::of(&page).swap_remove(nth));
        let seen = command(format!("Seen, fine: do not tell this {code} again"), SEEN, json!([uri, code, print]));
        let off = command(format!("Switch {code} off in this project"), OFF, json!([uri, code]));
        vec![seen, off]
    }

    /// Does one.
    pub fn executed(&mut self, params: &ExecuteCommandParams) {
        let words: Vec<&str> = params.arguments.iter().filter_map(Value::as_str).collect();
        let done = match (params.command.as_str(), words.as_slice()) {
            (SEEN, [uri, code, print]) => self.mark(uri, code, print),
            (OFF, [uri, code]) => self.switch_off(uri, code),
            (LIST, [uri, key, name]) => self.list(uri, key, name),
            _ => return,
        };
        match done {
            Ok(done) => self.outbox.log(MessageType::INFO, done),
            Err(why) => self.outbox.show(MessageType::ERROR, format!("copydesk: {why}")),
        }
        self.settle_all();
    }

    fn mark(&self, uri: &str, code: &str, print: &str) -> Result<String, String> {
        let (file, text) = self.own_file(uri, seen::FILE)?;
        let mark = Mark {
            code: code.to_owned(),
            print: print.to_owned(),
            initials: self.initials(&file),
            date: jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date(),
            note: String::new(),
        };
        let head = if text.is_empty() { seen::HEADING } else { text.as_str() };
        let gap = if head.ends_with('\n') { "" } else { "\n" };
        write(&file, &format!("{head}{gap}{mark}\n"))?;
        Ok(format!("{code} marked as seen in {}", seen::FILE))
    }

    fn switch_off(&self, uri: &str, code: &str) -> Result<String, String> {
        let (file, text) = self.own_file(uri, SETTINGS)?;
        let new = amend::switched_off(&text, code);
        let new = new.ok_or(format!("{SETTINGS} cannot be read; write `{code} = \"off\"` under [rules]"))?;
        write(&file, &new)?;
        Ok(format!("{code} is off in {}", files::shown(&file)))
    }

    fn list(&self, uri: &str, key: &str, name: &str) -> Result<String, String> {
        let (file, text) = self.own_file(uri, SETTINGS)?;
        let new = amend::listed(&text, key, name);
        let new = new.ok_or(format!("{SETTINGS} cannot be read; write \"{name}\" into `{key}` under [names]"))?;
        write(&file, &new)?;
        Ok(format!("{name} is on the house list in {}", files::shown(&file)))
    }

    fn own_file(&self, uri: &str, name: &str) -> Result<(std::path::PathBuf, String), String> {
        let room = self.open.get(uri).map(|open| &self.rooms[open.room]);
        let file = room.and_then(|room| room.house.own_file(name));
        file.ok_or_else(|| format!("the draft has no workspace: a folder with {SETTINGS}, or under git, keeps {name}"))
    }

    /// What the writer's settings say, else of whom git says that they work here.
    fn initials(&self, file: &Path) -> String {
        let git = || {
            let folder = file.parent()?;
            let name =
                std::process::Command::new("git").args(["config", "user.name"]).current_dir(folder).output().ok()?;
            let initials = initials(&String::from_utf8_lossy(&name.stdout));
            (!initials.is_empty()).then_some(initials)
        };
        let said = self.options.initials.clone();
        said.or_else(git).unwrap_or_else(|| "?".to_owned())
    }
}

/// A command as the editor sends it back.
pub(super) fn command(title: String, name: &str, arguments: Value) -> Command {
    Command { title, command: name.to_owned(), arguments: arguments.as_array().cloned() }
}

fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).collect()
}

/// Whole or not at all.
fn write(file: &Path, text: &str) -> Result<(), String> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let written = tempfile::NamedTempFile::new_in(folder).and_then(|mut new| {
        new.write_all(text.as_bytes())?;
        if let Ok(old) = std::fs::metadata(file) {
            new.as_file().set_permissions(old.permissions())?;
        }
        new.persist(file).map_err(|e| e.error)
    });
    written.map(drop).map_err(|e| format!("writing {}: {}", files::shown(file), files::plain(&e)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_a_name() {
        assert_eq!(initials("Ida van Lund\n"), "IvL");
        assert_eq!(initials(""), "");
    }
}
