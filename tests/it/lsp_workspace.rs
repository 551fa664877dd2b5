//! The server in whole workspaces: drafts that nobody has open, several folders, buffers without a file, settings and
//! files that change under it.

use crate::editor::{Editor, uri};
use crate::lsp::{LOOSE, codes, now};
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

const OFF: &str = "[rules]\nunattributed-quote = \"off\"\n";

/// Opens a draft; what is said of it.
fn said(editor: &mut Editor, uri: &str) -> usize {
    editor.open(uri, "markdown", LOOSE);
    editor.published(uri, 1).len()
}

/// Says which files have changed, as an editor does that watches them.
fn changed(editor: &mut Editor, uris: &[&str]) {
    let changes: Vec<_> = uris.iter().map(|uri| json!({"uri": uri, "type": 2})).collect();
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
}

/// Waits until so many things are said of a draft.
fn until(editor: &mut Editor, uri: &str, count: usize) {
    editor.wait("diagnostics", |m| {
        m["method"] == "textDocument/publishDiagnostics"
            && m["params"]["uri"] == uri
            && m["params"]["diagnostics"].as_array().is_some_and(|all| all.len() == count)
    });
}

#[test]
fn of_two_folders_each_goes_by_its_own_settings() {
    let (quiet, loud, late) = (workspace(), workspace(), workspace());
    for folder in [&quiet, &late] {
        write(folder.path(), "copydesk.toml", OFF);
    }
    let folder = |folder: &TempDir| json!({"uri": uri(folder.path()), "name": "a folder"});
    let mut editor = Editor::start(quiet.path());
    let params = json!({"capabilities": {"workspace": {"workspaceFolders": true}}, "initializationOptions": now(),
        "workspaceFolders": [folder(&quiet), folder(&loud)]});
    let result = editor.request("initialize", params);
    let folders = &result["result"]["capabilities"]["workspace"]["workspaceFolders"];
    assert_eq!(*folders, json!({"supported": true, "changeNotifications": true}));
    editor.notify("initialized", json!({}));
    let draft = |folder: &TempDir| uri(&folder.path().join("drafts/new.md"));
    assert_eq!(said(&mut editor, &draft(&quiet)), 0);
    assert_eq!(said(&mut editor, &draft(&loud)), 1);
    let event = json!({"added": [folder(&late)], "removed": [folder(&loud)]});
    editor.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    assert_eq!(said(&mut editor, &draft(&late)), 0);
}

#[test]
fn a_buffer_without_a_file_belongs_to_the_first_folder_and_a_file_elsewhere_to_none() {
    let (folder, elsewhere) = (workspace(), TempDir::new().expect("a folder"));
    write(folder.path(), "copydesk.toml", OFF);
    let (mut editor, _) = Editor::greet(folder.path(), json!({}), now());
    assert_eq!(said(&mut editor, "untitled:Untitled-1"), 0);
    assert_eq!(said(&mut editor, &uri(&elsewhere.path().join("draft.md"))), 1);
}

#[test]
fn a_draft_moves_into_a_workspace_that_is_founded_around_it() {
    let folder = TempDir::new().expect("a folder");
    let (mut editor, _) = Editor::greet(folder.path(), json!({}), now());
    let draft = uri(&folder.path().join("draft.md"));
    assert_eq!(said(&mut editor, &draft), 1);
    let settings = write(folder.path(), "copydesk.toml", OFF);
    changed(&mut editor, &[&settings]);
    until(&mut editor, &draft, 0);
    std::fs::remove_file(folder.path().join("copydesk.toml")).expect("removed");
    changed(&mut editor, &[&settings]);
    until(&mut editor, &draft, 1);
}

#[test]
fn what_the_editor_can_tell_of_changes_it_is_asked_to_and_nothing_else() {
    let folder = workspace();
    let watching = json!({"workspace": {"configuration": true, "didChangeConfiguration": {"dynamicRegistration": true},
        "didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let (mut editor, _) = Editor::greet(folder.path(), watching, now());
    let asked = editor.hear("client/registerCapability");
    let list = asked["params"]["registrations"].as_array().expect("a list");
    let methods: Vec<_> = list.iter().map(|r| r["method"].as_str().expect("a method")).collect();
    assert_eq!(methods, ["workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles"]);
    let watched = list[1]["registerOptions"]["watchers"].to_string();
    assert!(watched.contains("**/copydesk.toml") && watched.contains("vtt"), "{watched}");
    let (mut editor, _) = Editor::greet(folder.path(), json!({}), now());
    assert_eq!(said(&mut editor, &uri(&folder.path().join("drafts/loose.md"))), 1);
    let asks = |m: &&Value| !m["id"].is_null() && !m["method"].is_null();
    assert!(!editor.kept().iter().any(|m| asks(&m)), "{:?}", editor.kept());
}

#[test]
fn the_editors_settings_are_asked_for_once_and_again_when_it_says_that_they_changed() {
    let folder = workspace();
    let (mut editor, _) = Editor::greet(folder.path(), json!({"workspace": {"configuration": true}}), now());
    editor.answers = false;
    let reply = |editor: &mut Editor, level: &str| {
        let asked = editor.hear("workspace/configuration");
        assert_eq!(asked["params"]["items"], json!([{"section": "copydesk"}]));
        let settings = json!([{"rules": {"unattributed-quote": level}, "initials": null}]);
        editor.send(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": settings}));
    };
    reply(&mut editor, "off");
    let draft = uri(&folder.path().join("drafts/loose.md"));
    editor.open(&draft, "markdown", LOOSE);
    until(&mut editor, &draft, 0);
    editor.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    reply(&mut editor, "hint");
    until(&mut editor, &draft, 1);
}

/// Some editors watch nothing. What is written with them they tell of when it is saved.
#[test]
fn an_editor_that_watches_no_files_still_has_its_settings_and_notes_taken_up_when_they_are_saved() {
    let folder = workspace();
    write(folder.path(), "copydesk.toml", "[collections.notes]\npath = \"notes\"\nkind = \"notes\"\n");
    let mayor = "LUND: The lanterns on the mole will burn until the last boat is home.\n\nRUIZ: Good.\n\nLUND: Yes.\n";
    write(folder.path(), "notes/mayor.txt", mayor);
    let (mut editor, _) = Editor::greet(folder.path(), json!({}), now());
    let draft = uri(&folder.path().join("drafts/new.md"));
    editor.open(
        &draft,
        "markdown",
        "\"The lanterns on the pier will burn until the last boat is home,\" Ida Lund said.\n",
    );
    until(&mut editor, &draft, 1);
    let note = write(folder.path(), "notes/mayor.txt", &mayor.replace("mole", "pier"));
    editor.open(&note, "plaintext", &mayor.replace("mole", "pier"));
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": note}}));
    until(&mut editor, &draft, 0);
    let loose = uri(&folder.path().join("drafts/loose.md"));
    assert_eq!(said(&mut editor, &loose), 1);
    write(folder.path(), "copydesk.toml", OFF);
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": loose}}));
    until(&mut editor, &loose, 0);
}

/// A freelancer has no archive, but a folder of notes beside the draft.
#[test]
fn a_draft_is_held_against_its_own_sources_though_no_settings_name_them() {
    let folder = TempDir::new().expect("a folder");
    let talk = "HOLM: The old quay will outlive all of its engineers.\n\nRUIZ: Good.\n\nHOLM: So it will.\n";
    write(folder.path(), "quay.sources/talk.txt", talk);
    let quay = "\"The old quay will outlive all of its builders,\" Ida Holm said.\n\n\
                \"Nobody has paid the divers since the spring,\" Ida Holm said.\n";
    let quay = (write(folder.path(), "quay.md", quay), quay);
    let (mut editor, _) = Editor::greet(folder.path(), json!({}), now());
    editor.open(&quay.0, "markdown", quay.1);
    let both =
        |m: &Value| m["params"]["uri"] == quay.0 && m["params"]["diagnostics"].as_array().is_some_and(|d| d.len() == 2);
    let told = editor.wait("both findings", both);
    assert_eq!(codes(told["params"]["diagnostics"].as_array().unwrap()), ["altered-quote", "unverified-quote"]);

    write(folder.path(), "divers.txt", "Notes of the divers' meeting: nothing was said of money.\n");
    let divers = "\"Nobody has paid the divers since the spring,\" Ida Holm said.\n";
    let divers = (write(folder.path(), "divers.md", divers), divers);
    editor.open(&divers.0, "markdown", divers.1);
    assert_eq!(editor.published(&divers.0, 1).len(), 0);
    editor.change(&divers.0, 2, [0, 0, 0, 0], "---\ncopydesk: {sources: [divers.txt]}\n---\n");
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": divers.0}}));
    until(&mut editor, &divers.0, 1);
}
