//! The server in whole workspaces: drafts that nobody has open, several folders, buffers without a file, settings and
//! files that change under it.

use crate::editor::{Editor, uri};
use crate::lsp::{LOOSE, codes};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

const QUIET: &str = "The road is closed.\n";

fn pulling() -> Value {
    json!({"textDocument": {"diagnostic": {}}, "workspace": {
        "diagnostics": {"refreshSupport": true}, "didChangeWatchedFiles": {"dynamicRegistration": true}}})
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let file = folder.join(name);
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    std::fs::write(&file, text).expect("written");
    uri(&file)
}

/// A folder with a record of its own and two drafts, one of them with something to look at.
fn workspace() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    write(folder.path(), "copydesk.toml", "[collections.archive]\npath = \"archive\"\n");
    write(folder.path(), "archive/pier.md", LOOSE);
    write(folder.path(), "drafts/loose.md", LOOSE);
    write(folder.path(), "drafts/quiet.txt", QUIET);
    folder
}

fn all_drafts() -> Value {
    json!({"delay": 0, "allDrafts": true})
}

/// A question about the whole workspace by an editor that has these editions.
fn ask(editor: &mut Editor, has: &[(String, Value)]) -> i64 {
    let has: Vec<_> = has.iter().map(|(uri, value)| json!({"uri": uri, "value": value})).collect();
    editor.ask("workspace/diagnostic", json!({"previousResultIds": has}))
}

/// A draft by its file name, with the codes of its findings.
type Told = (String, Vec<String>);

/// The reports of a reply by draft, and the editions that the editor has now.
fn told(reply: &Value) -> (Vec<Told>, Vec<(String, Value)>) {
    let items = reply["result"]["items"].as_array().unwrap_or_else(|| panic!("no items in {reply}"));
    let name = |item: &Value| item["uri"].as_str().expect("a uri").to_owned();
    let full = items.iter().filter(|item| item["kind"] == "full");
    let found =
        |item: &Value| codes(item["items"].as_array().expect("a list")).into_iter().map(str::to_owned).collect();
    let mut told: Vec<_> = full.map(|item| (name(item).rsplit('/').next().unwrap().to_owned(), found(item))).collect();
    told.sort();
    let editions = items.iter().filter(|item| !item["resultId"].is_null());
    (told, editions.map(|item| (name(item), item["resultId"].clone())).collect())
}

fn one(name: &str, codes: &[&str]) -> Told {
    (name.to_owned(), codes.iter().map(|code| (*code).to_owned()).collect())
}

#[test]
fn drafts_that_nobody_has_open_are_told_where_that_is_wanted() {
    let folder = workspace();
    let (mut editor, result) = Editor::greet(folder.path(), pulling(), all_drafts());
    assert_eq!(result["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"], true);
    let asked = ask(&mut editor, &[]);
    let (found, _) = told(&editor.reply(asked));
    assert_eq!(found, [one("loose.md", &["unattributed-quote"]), one("quiet.txt", &[])]);
}

#[test]
fn unless_wanted_only_drafts_that_are_open_are_told() {
    let folder = workspace();
    let (mut editor, _) = Editor::greet(folder.path(), pulling(), json!({"delay": 0}));
    let open = uri(&folder.path().join("drafts/loose.md"));
    editor.open(&open, "markdown", LOOSE);
    assert_eq!(editor.pulled(&open).len(), 1);
    let asked = ask(&mut editor, &[]);
    let reply = editor.reply(asked);
    assert_eq!(told(&reply).0, [one("loose.md", &["unattributed-quote"])]);
    assert_eq!(reply["result"]["items"][0]["version"], 1);
}

#[test]
fn a_second_question_waits_until_there_is_something_new_and_then_has_that_alone() {
    let folder = workspace();
    let (mut editor, _) = Editor::greet(folder.path(), pulling(), all_drafts());
    let asked = ask(&mut editor, &[]);
    let (_, has) = told(&editor.reply(asked));
    let waits = ask(&mut editor, &has);
    let quiet = write(folder.path(), "drafts/quiet.txt", LOOSE);
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": quiet, "type": 2}]}));
    let reply = editor.reply(waits);
    let (found, has) = told(&reply);
    assert_eq!(found, [one("quiet.txt", &["unattributed-quote"])]);
    assert_eq!(has.len(), 2, "the other is told to be as it was: {reply}");
    std::fs::remove_file(folder.path().join("drafts/loose.md")).expect("removed");
    let gone = uri(&folder.path().join("drafts/loose.md"));
    let waits = ask(&mut editor, &has);
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": gone, "type": 3}]}));
    assert_eq!(told(&editor.reply(waits)).0, [one("loose.md", &[])]);
}

#[test]
fn new_settings_are_held_against_drafts_that_nobody_has_open() {
    let folder = workspace();
    let (mut editor, _) = Editor::greet(folder.path(), pulling(), all_drafts());
    let asked = ask(&mut editor, &[]);
    let (_, has) = told(&editor.reply(asked));
    let waits = ask(&mut editor, &has);
    let settings = write(
        folder.path(),
        "copydesk.toml",
        "[collections.archive]\npath = \"archive\"\n[rules]\nunattributed-quote = \"off\"\n",
    );
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": settings, "type": 2}]}));
    assert_eq!(told(&editor.reply(waits)).0, [one("loose.md", &[])]);
}

#[test]
fn a_newer_question_about_the_workspace_drops_the_older_and_nothing_is_ever_pushed() {
    let folder = workspace();
    let (mut editor, _) = Editor::greet(folder.path(), pulling(), all_drafts());
    let asked = ask(&mut editor, &[]);
    let (_, has) = told(&editor.reply(asked));
    let first = ask(&mut editor, &has);
    let second = ask(&mut editor, &has);
    assert_eq!(editor.reply(first)["error"]["code"], -32802);
    editor.notify("$/cancelRequest", json!({"id": second}));
    assert_eq!(editor.reply(second)["error"]["code"], -32800);
    assert!(editor.kept().iter().all(|m| m["method"] != "textDocument/publishDiagnostics"));
}
