//! The server as somebody meets it who writes: names offered and changed, speakers added, findings set aside for good.

use crate::editor::{Editor, uri};
use crate::lsp::{LOOSE, asked_at, codes, draft, greet, newsroom, now, open_draft, place, rich};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

const STORY: &str =
    "Mayor Ida Lund opened the pier on Monday. Lund had waited a year.\n\n\"Lund was late,\" Omar Haddad said.\n\n";

fn completed(editor: &mut Editor, uri: &str, text: &str, behind: &str) -> Vec<Value> {
    let mut at = place(text, behind);
    at["character"] = json!(at["character"].as_u64().unwrap() + behind.chars().count() as u64);
    let reply = editor.request("textDocument/completion", asked_at(uri, &at));
    reply["result"].as_array().unwrap_or_else(|| panic!("no list in {reply}")).clone()
}

fn labels(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["label"].as_str().expect("a label")).collect()
}

#[test]
fn a_name_of_the_draft_is_offered_by_surname_once_it_has_been_given_in_full() {
    let (mut editor, folder) = greet(json!({"general": {"positionEncodings": ["utf-32"]}}));
    let (uri, text) = (draft(folder.path()), format!("{STORY}The crowd cheered Lun"));
    editor.open(&uri, "markdown", &text);
    let items = completed(&mut editor, &uri, &text, "cheered Lun");
    assert_eq!(labels(&items), ["Lund", "Ida Lund"]);
    assert_eq!(items[1]["textEdit"]["newText"], "Mayor Ida Lund");
}

#[test]
fn who_said_it_is_offered_behind_a_quotation_the_last_named_first() {
    let (mut editor, folder) = greet(json!({"general": {"positionEncodings": ["utf-32"]}}));
    let (uri, text) = (draft(folder.path()), format!("{STORY}\"We will mend it before winter,\" "));
    editor.open(&uri, "markdown", &text);
    let items = completed(&mut editor, &uri, &text, "before winter,\" ");
    assert_eq!(labels(&items), ["Haddad said", "Lund said"]);
}

#[test]
fn a_name_on_record_is_offered_with_its_title_and_found_by_the_editors_search() {
    let folder = newsroom();
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    open_draft(&mut editor, folder.path(), "altered-quote");
    let fresh = uri(&folder.path().join("drafts/new.md"));
    editor.open(&fresh, "markdown", "The port director, Duar");
    let items = completed(&mut editor, &fresh, "The port director, Duar", "Duar");
    assert_eq!(labels(&items), ["Inês Duarte"]);
    assert!(items[0]["detail"].as_str().is_some_and(|d| d.starts_with("on record")), "{items:?}");
    let found = editor.request("workspace/symbol", json!({"query": "duarte"}));
    assert!(found["result"][0]["name"].as_str().is_some_and(|n| n.starts_with("Inês Duarte")), "{found}");
    assert!(found["result"][0]["location"]["uri"].as_str().is_some_and(|u| u.starts_with("file://")), "{found}");
}

#[test]
fn renaming_leaves_quoted_words_alone() {
    let (mut editor, folder) = greet(json!({"general": {"positionEncodings": ["utf-32"]}}));
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", STORY);
    let at = place(STORY, "Lund had waited");
    let offered = editor.request("textDocument/prepareRename", asked_at(&uri, &at));
    assert_eq!(offered["result"]["placeholder"], "Lund");
    let mut params = asked_at(&uri, &at);
    params["newName"] = json!("Lundh");
    let edits = editor.request("textDocument/rename", params)["result"]["changes"][&uri].clone();
    let texts: Vec<_> = edits.as_array().expect("edits").iter().map(|e| e["newText"].as_str().unwrap()).collect();
    assert_eq!(texts, ["Ida Lundh", "Lundh"]);
    let quoted = editor.request("textDocument/prepareRename", asked_at(&uri, &place(STORY, "Lund was late")));
    assert_eq!(quoted["result"], Value::Null);
}

/// A draft in a project of its own, open with one finding; the light bulb's offers.
fn offers(folder: &Path) -> (Editor, String, Vec<Value>) {
    let actions =
        json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}});
    let (mut editor, _) = Editor::greet(folder, actions, json!({"delay": 0, "initials": "IL"}));
    let uri = draft(folder);
    editor.open(&uri, "markdown", LOOSE);
    assert_eq!(codes(&editor.published(&uri, 1)), ["unattributed-quote"]);
    let at = json!({"start": {"line": 0, "character": 3}, "end": {"line": 0, "character": 3}});
    let params = json!({"textDocument": {"uri": uri}, "range": at, "context": {"diagnostics": []}});
    let offers = editor.request("textDocument/codeAction", params)["result"].as_array().expect("offers").clone();
    (editor, uri, offers)
}

fn project() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    std::fs::write(folder.path().join("copydesk.toml"), "# ours\nlang = \"en\"\n").expect("written");
    std::fs::write(folder.path().join("draft.md"), LOOSE).expect("written");
    folder
}

fn offer<'o>(offers: &'o [Value], words: &str) -> &'o Value {
    let titles = || offers.iter().map(|o| o["title"].to_string()).collect::<Vec<_>>();
    let is_it = |o: &&Value| o["title"].as_str().is_some_and(|title| title.contains(words));
    offers.iter().find(is_it).unwrap_or_else(|| panic!("{words} is not among {:?}", titles()))
}

fn execute(editor: &mut Editor, offer: &Value) {
    let command = &offer["command"];
    let params = json!({"command": command["command"], "arguments": command["arguments"]});
    editor.request("workspace/executeCommand", params);
}

fn checked(folder: &Path) -> Option<i32> {
    let mut check = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("copydesk"));
    check.current_dir(folder).args(["check", "draft.md"]).output().expect("it runs").status.code()
}

#[test]
fn a_speaker_is_added_after_the_first_sentence_and_the_quoted_words_stay() {
    let folder = project();
    let (_editor, uri, offers) = offers(folder.path());
    let edits = &offer(&offers, "after the first sentence")["edit"]["changes"][&uri];
    assert_eq!(edits[0]["newText"], ",\" TK said.", "{edits}");
    assert_eq!(edits[0]["range"]["start"], json!({"line": 0, "character": 50}));
}

/// Only an editor that announces it gets an edit with places to fill in: to others they would be letters.
#[test]
fn an_editor_with_snippets_lets_the_writer_fill_in_speaker_and_verb() {
    let folder = project();
    let mut capabilities = rich();
    capabilities["workspace"]["workspaceEdit"]["snippetEditSupport"] = json!(true);
    let (mut editor, _) = Editor::greet(folder.path(), capabilities, now());
    let uri = draft(folder.path());
    let text = "“The $5 toll stays. Nobody {sic} will pay it.” The road is closed.\n";
    editor.open(&uri, "markdown", text);
    let loose = editor.published(&uri, 1).remove(0);
    let params = json!({"textDocument": {"uri": uri}, "range": loose["range"], "context": {"diagnostics": []}});
    let offers = editor.request("textDocument/codeAction", params)["result"].as_array().expect("offers").clone();
    let edit = &offer(&offers, "after the first sentence")["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["snippet"], json!({"kind": "snippet", "value": ",” ${1:TK} ${2:said}. “$0"}), "{edit}");
    assert_eq!(edit["range"]["start"], place(text, ". Nobody"));
    assert!(edit["newText"].is_null(), "{edit}");
    let plain = &offer(&offers, "quote here")["edit"]["documentChanges"][0]["edits"][0];
    assert!(plain["newText"].is_string(), "{plain}");
}

#[test]
fn what_somebody_has_seen_is_told_to_nobody_again() {
    let folder = project();
    assert_eq!(checked(folder.path()), Some(1));
    let (mut editor, uri, offers) = offers(folder.path());
    execute(&mut editor, offer(&offers, "Seen, fine"));
    assert!(editor.published(&uri, 1).is_empty());
    let marks = std::fs::read_to_string(folder.path().join("copydesk.seen")).expect("written");
    let mark: Vec<_> = marks.lines().last().expect("a mark").split(' ').collect();
    assert_eq!((mark[0], mark[2], mark.len()), ("unattributed-quote", "IL", 4), "{marks}");
    assert_eq!(checked(folder.path()), Some(0));
}

#[test]
fn a_rule_is_switched_off_for_the_project_and_the_file_keeps_its_comments() {
    let folder = project();
    let (mut editor, uri, offers) = offers(folder.path());
    execute(&mut editor, offer(&offers, "in this project"));
    assert!(editor.published(&uri, 1).is_empty());
    let settings = std::fs::read_to_string(folder.path().join("copydesk.toml")).expect("there");
    assert_eq!(settings, "# ours\nlang = \"en\"\n\n[rules]\nunattributed-quote = \"off\"\n");
    assert_eq!(checked(folder.path()), Some(0));
}

#[test]
fn a_name_is_put_on_the_house_list_and_the_file_keeps_its_comments() {
    let folder = project();
    let uri = draft(folder.path());
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    editor.open(&uri, "markdown", STORY);
    let asked = |at: Value| json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
    let offers = editor.request("textDocument/codeAction", asked(place(STORY, "Lund had")))["result"].clone();
    execute(&mut editor, offer(offers.as_array().expect("offers"), "Add Ida Lund to the house list"));
    let settings = std::fs::read_to_string(folder.path().join("copydesk.toml")).expect("there");
    assert_eq!(settings, "# ours\nlang = \"en\"\n\n[names]\npeople = [\"Ida Lund\"]\n");
    let offers = editor.request("textDocument/codeAction", asked(place(STORY, "Lund had")))["result"].clone();
    assert!(!offers.to_string().contains("house list"), "{offers}");
}

#[test]
fn leave_is_offered_here_and_for_the_whole_draft() {
    let folder = project();
    let (_editor, uri, offers) = offers(folder.path());
    let text = |words| offer(&offers, words)["edit"]["changes"][&uri][0]["newText"].clone();
    assert_eq!(text("quote here"), "<!-- copydesk: allow unattributed-quote -->\n");
    assert_eq!(text("in this file"), "<!-- copydesk: allow-file unattributed-quote -->\n");
}

#[test]
fn lines_above_quotations_come_only_where_they_are_wanted() {
    let folder = newsroom();
    let (mut editor, _) = Editor::greet(folder.path(), rich(), json!({"delay": 0, "codeLens": true}));
    let (uri, ..) = open_draft(&mut editor, folder.path(), "altered-quote");
    let lenses = editor.request("textDocument/codeLens", json!({"textDocument": {"uri": uri}}));
    let titles = lenses["result"].as_array().expect("a list").iter().map(|l| l["command"]["title"].as_str().unwrap());
    assert!(titles.clone().all(|title| title.contains("independent source")), "{lenses}");
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    let (uri, ..) = open_draft(&mut editor, folder.path(), "altered-quote");
    assert_eq!(editor.request("textDocument/codeLens", json!({"textDocument": {"uri": uri}}))["result"], Value::Null);
}

/// Editors ask for lenses and hints when a draft is opened or edited, and else only when told to.
#[test]
fn lines_and_speakers_are_asked_for_again_when_they_are_wanted_or_the_record_has_answered() {
    let folder = newsroom();
    let mut capabilities = rich();
    capabilities["workspace"]["codeLens"] = json!({"refreshSupport": true});
    capabilities["workspace"]["inlayHint"] = json!({"refreshSupport": true});
    let (mut editor, _) = Editor::greet(folder.path(), capabilities, now());
    let (uri, ..) = open_draft(&mut editor, folder.path(), "altered-quote");
    let refreshes =
        |editor: &Editor| editor.kept().iter().filter(|m| m["method"] == "workspace/codeLens/refresh").count();
    assert_eq!(refreshes(&editor), 0, "nobody wants any");
    let wanted = json!({"settings": {"copydesk": {"codeLens": true, "inlayHints": true}}});
    editor.notify("workspace/didChangeConfiguration", wanted);
    editor.hear("workspace/codeLens/refresh");
    editor.hear("workspace/inlayHint/refresh");
    editor.change(&uri, 2, [0, 0, 0, 0], "\"The lamp on the mole is the last one of its kind,\" Ruiz said.\n\n");
    editor.hear("workspace/codeLens/refresh");
}

#[test]
fn an_edit_of_an_older_version_is_left_out() {
    let (mut editor, folder) = greet(json!({}));
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", LOOSE);
    editor.change(&uri, 5, [0, 1, 0, 1], "Now ");
    editor.change(&uri, 4, [0, 0, 0, 60], "");
    editor.change(&uri, 6, [0, 1, 0, 1], "And ");
    let told = editor.published(&uri, 6);
    assert!(told[0]["message"].as_str().is_some_and(|m| m.contains("And Now We will rebuild")), "{told:?}");
}
