//! The server as editors meet it.

use crate::editor::{Editor, change, frame, uri};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

/// A sentence of speech that nobody owns, then one of the reporter's.
const LOOSE: &str = "\"We will rebuild the pier before the winter storms.\" The road is closed.\n";

fn now() -> Value {
    json!({"delay": 0})
}

fn pulling() -> Value {
    json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}})
}

fn greet(capabilities: Value) -> (Editor, TempDir) {
    let folder = TempDir::new().expect("a folder");
    let (editor, _) = Editor::greet(folder.path(), capabilities, now());
    (editor, folder)
}

fn draft(folder: &Path) -> String {
    uri(&folder.join("draft.md"))
}

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|d| d["code"].as_str().expect("a code")).collect()
}

#[test]
fn a_quotation_that_nobody_owns_is_published_with_its_version() {
    let (mut editor, folder) = greet(json!({}));
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", LOOSE);
    let diagnostics = editor.published(&uri, 1);
    assert_eq!(codes(&diagnostics), ["unattributed-quote"]);
    assert_eq!(diagnostics[0]["source"], "copydesk");
    assert_eq!(diagnostics[0]["severity"], 2);
    assert_eq!(diagnostics[0]["range"]["start"], json!({"line": 0, "character": 0}));
    assert!(editor.leave().success());
}

#[test]
fn an_editor_that_pulls_is_never_pushed_to() {
    let (mut editor, folder) = greet(pulling());
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", LOOSE);
    assert_eq!(codes(&editor.pulled(&uri)), ["unattributed-quote"]);
    editor.change(&uri, 2, [0, 0, 0, 52], "");
    assert!(editor.pulled(&uri).is_empty());
    assert!(editor.kept().iter().all(|m| m["method"] != "textDocument/publishDiagnostics"));
}

/// Neovim 0.10 and 0.11 pull, but cannot be told to pull again when the record has answered or the writer rests.
#[test]
fn an_editor_that_would_miss_late_answers_is_pushed_to() {
    let (mut editor, folder) = greet(json!({"textDocument": {"diagnostic": {}}}));
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", LOOSE);
    assert_eq!(codes(&editor.published(&uri, 1)), ["unattributed-quote"]);
}

#[test]
fn columns_count_what_was_agreed() {
    for (encoding, column) in [("utf-8", 5), ("utf-16", 3), ("utf-32", 2)] {
        let folder = TempDir::new().expect("a folder");
        let offer = json!({"general": {"positionEncodings": [encoding]}});
        let (mut editor, result) = Editor::greet(folder.path(), offer, now());
        assert_eq!(result["capabilities"]["positionEncoding"], encoding);
        let uri = draft(folder.path());
        editor.open(&uri, "markdown", &format!("😀 {LOOSE}"));
        assert_eq!(editor.published(&uri, 1)[0]["range"]["start"]["character"], column, "{encoding}");
    }
}

#[test]
fn without_an_offer_columns_are_utf_16_and_bytes_are_taken_where_offered() {
    let folder = TempDir::new().expect("a folder");
    let encoding =
        |offer: Value| Editor::greet(folder.path(), offer, now()).1["capabilities"]["positionEncoding"].clone();
    assert_eq!(encoding(json!({})), "utf-16");
    assert_eq!(encoding(json!({"general": {"positionEncodings": ["utf-32", "utf-16"]}})), "utf-32");
    assert_eq!(encoding(json!({"general": {"positionEncodings": ["utf-16", "utf-8"]}})), "utf-8");
}

#[test]
fn a_broken_frame_is_answered_and_the_next_is_read() {
    let (mut editor, folder) = greet(json!({}));
    editor.raw(b"Content-Length: 9\r\n\r\n{\"nope\": ");
    let error = editor.wait("an error", |m| m["error"]["code"] == json!(-32700));
    assert!(error["id"].is_null());
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", LOOSE);
    assert_eq!(editor.published(&uri, 1).len(), 1);
}

#[test]
fn the_protocols_own_errors() {
    let folder = TempDir::new().expect("a folder");
    let mut editor = Editor::start(folder.path());
    let hover = json!({"textDocument": {"uri": "file:///x.md"}, "position": {"line": 0, "character": 0}});
    assert_eq!(editor.request("textDocument/hover", hover.clone())["error"]["code"], -32002);
    editor.request("initialize", json!({"capabilities": {}}));
    assert_eq!(editor.request("copydesk/nothing", json!({}))["error"]["code"], -32601);
    editor.request("shutdown", Value::Null);
    assert_eq!(editor.request("textDocument/hover", hover)["error"]["code"], -32600);
}

#[test]
fn the_exit_status_tells_whether_leave_was_taken() {
    let (editor, _folder) = greet(json!({}));
    assert_eq!(editor.leave().code(), Some(0));
    let (mut editor, _folder) = greet(json!({}));
    editor.notify("exit", Value::Null);
    assert_eq!(editor.ended().code(), Some(1));
    let (mut editor, _folder) = greet(json!({}));
    editor.hang_up();
    assert_eq!(editor.ended().code(), Some(1));
}

#[test]
fn a_server_does_not_outlive_its_editor() {
    let folder = TempDir::new().expect("a folder");
    let mut parent = std::process::Command::new("sleep").arg("600").spawn().expect("a process");
    let mut editor = Editor::start(folder.path());
    editor.request("initialize", json!({"processId": parent.id(), "capabilities": {}}));
    editor.notify("initialized", json!({}));
    parent.kill().and_then(|()| parent.wait()).expect("it ends");
    assert_eq!(editor.ended().code(), Some(1));
}

#[test]
fn four_hundred_edits_while_the_editor_answers_nothing() {
    let (mut editor, folder) = greet(json!({"workspace": {"configuration": true}}));
    editor.answers = false;
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", LOOSE);
    let flood = (2..402).flat_map(|version| {
        let params = change(&uri, version, [0, 1, 0, 1], "e");
        frame(&json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params}))
    });
    editor.raw(&flood.collect::<Vec<_>>());
    assert_eq!(editor.request("copydesk/nothing", json!({}))["error"]["code"], -32601);
    let text = &editor.published(&uri, 401)[0]["message"];
    assert!(text.as_str().unwrap().contains("eeeee"), "{text}");
}

#[test]
fn versions_come_in_order_and_the_last_is_the_latest() {
    let (mut editor, folder) = greet(json!({}));
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", LOOSE);
    for version in 2..60 {
        editor.change(&uri, version, [0, 1, 0, 1], "e");
    }
    editor.published(&uri, 59);
    let published = editor.kept().iter().filter_map(|m| m["params"]["version"].as_i64()).collect::<Vec<_>>();
    assert!(published.is_sorted(), "{published:?}");
}

#[test]
fn closing_clears_and_an_untitled_buffer_is_a_draft() {
    let (mut editor, _folder) = greet(json!({}));
    let uri = "untitled:Untitled-1";
    editor.open(uri, "plaintext", LOOSE);
    assert_eq!(editor.published(uri, 1).len(), 1);
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    assert_eq!(editor.hear("textDocument/publishDiagnostics")["params"]["diagnostics"], json!([]));
}

#[test]
fn edits_out_of_range_or_out_of_place_hurt_nobody() {
    let (mut editor, folder) = greet(json!({}));
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", "😀😀 one line.\n");
    editor.change(&uri, 2, [90, 4, 99, 9], "x");
    editor.change(&uri, 3, [0, 1, 0, 3], "y");
    editor.change(&uri, 4, [0, 9, 0, 2], "");
    editor.change("file:///never/opened.md", 2, [0, 0, 0, 0], "x");
    editor.change(&uri, 5, [0, 0, 99, 0], LOOSE);
    assert_eq!(codes(&editor.published(&uri, 5)), ["unattributed-quote"]);
}

#[test]
fn a_whole_text_in_one_change_is_taken_too() {
    let (mut editor, folder) = greet(json!({}));
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", "Nothing.\n");
    let params = json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": LOOSE}]});
    editor.notify("textDocument/didChange", params);
    assert_eq!(editor.published(&uri, 2).len(), 1);
}
