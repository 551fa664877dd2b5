//! What the light bulb does on disk: marks a finding as seen, switches a rule off for the project, lists a name. The server writes the
//! file itself: an editor that only opens it, changed and unsaved, makes an "ignore" that does not stick.

use super::listing::{self, LIST};
use super::newsroom::Newsroom;
use crate::checks;
use crate::files::{self, SETTINGS};
use crate::report::seen::{self, Mark};
use crate::report::{Page, fingerprint};
use crate::settings::{self, Trust};
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
        let new = with_rule_off(&text, code);
        let (said, _) = settings::read(&new, &checks::codes(), Trust::Repository);
        // What stands in the file may be written in a way that a line more does not fit; then it is the desk's to change.
        if said.book.style("", None).levels.get(code) != Some(&None) {
            return Err(format!("{SETTINGS} could not be changed safely; write `{code} = \"off\"` under [rules]"));
        }
        write(&file, &new)?;
        Ok(format!("{code} is off in {}", files::shown(&file)))
    }

    fn list(&self, uri: &str, key: &str, name: &str) -> Result<String, String> {
        let (file, text) = self.own_file(uri, SETTINGS)?;
        let new = listing::listed(&text, key, name);
        let new =
            new.ok_or(format!("{SETTINGS} could not be changed safely; write \"{name}\" into `{key}` under [names]"))?;
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

/// The settings with one rule off; comments and all else stay.
fn with_rule_off(text: &str, code: &str) -> String {
    let line = format!("{code} = \"off\"\n");
    let is_table = |l: &str| l.trim_start().starts_with('[');
    let Some(table) = lines(text).find(|(_, l)| l.trim() == "[rules]").map(|(at, l)| at + l.len()) else {
        let gap = if text.is_empty() || text.ends_with("\n\n") { "" } else { "\n" };
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        return format!("{text}{end}{gap}[rules]\n{line}");
    };
    let says = |l: &str| l.split_once('=').is_some_and(|(key, _)| key.trim().trim_matches(['"', '\'']) == code);
    let own = lines(&text[table..]).take_while(|(_, l)| !is_table(l)).find(|(_, l)| says(l));
    let (from, to) = own.map_or((table, table), |(at, l)| (table + at, table + at + l.len()));
    let gap = if text[..from].ends_with('\n') { "" } else { "\n" };
    format!("{}{gap}{line}{}", &text[..from], &text[to..])
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_switched_off_where_rules_stand_and_nothing_else_changes() {
        assert_eq!(with_rule_off("", "joint-quote"), "[rules]\njoint-quote = \"off\"\n");
        assert_eq!(with_rule_off("lang = \"en\"", "a-b"), "lang = \"en\"\n\n[rules]\na-b = \"off\"\n");
        let file = "# ours\n[rules]\na-b = \"hint\" # see minutes\nc-d = \"off\"\n\n[style]\nstops = \"american\"\n";
        let off = file.replace("a-b = \"hint\" # see minutes", "a-b = \"off\"");
        assert_eq!(with_rule_off(file, "a-b"), off);
        assert_eq!(with_rule_off("[rules]", "a-b"), "[rules]\na-b = \"off\"\n");
    }

    #[test]
    fn initials_of_a_name() {
        assert_eq!(initials("Ida van Lund\n"), "IvL");
        assert_eq!(initials(""), "");
    }
}
