//! The server as editors meet it.

use crate::editor::{Editor, change, frame, uri};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

/// A sentence of speech that nobody owns, then one of the reporter's.
pub const LOOSE: &str = "\"We will rebuild the pier before the winter storms.\" The road is closed.\n";

pub fn now() -> Value {
    json!({"delay": 0})
}

fn pulling() -> Value {
    json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}})
}

pub fn greet(capabilities: Value) -> (Editor, TempDir) {
    let folder = TempDir::new().expect("a folder");
    let (editor, _) = Editor::greet(folder.path(), capabilities, now());
    (editor, folder)
}

pub fn draft(folder: &Path) -> String {
    uri(&folder.join("draft.md"))
}

pub fn codes(diagnostics: &[Value]) -> Vec<&str> {
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

#[test]
fn an_ability_announced_wrongly_costs_the_editor_no_other() {
    let mut wrong = pulling();
    wrong["textDocument"]["codeAction"] = json!({"codeActionLiteralSupport": {}});
    wrong["window"] = json!("all of it");
    let (mut editor, folder) = greet(wrong);
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", LOOSE);
    assert_eq!(codes(&editor.pulled(&uri)), ["unattributed-quote"]);
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

/// Half a second is kept for replies on their way; without any, an editor that restarts us must not wait for it.
#[test]
fn leaving_takes_no_last_words_when_there_are_none() {
    let quick = (0..5).any(|_| {
        let (editor, _folder) = greet(json!({}));
        let begun = std::time::Instant::now();
        editor.leave();
        begun.elapsed() < std::time::Duration::from_millis(450)
    });
    assert!(quick, "five times in five it took too long");
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

/// A copy of the sample newsroom, to index and to change.
pub fn newsroom() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/newsroom"), folder.path());
    folder
}

pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        if entry.file_name() == ".copydesk" {
            continue;
        }
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

/// Opens a draft of the newsroom and waits until what is on record is told too.
pub fn open_draft(editor: &mut Editor, folder: &Path, code: &str) -> (String, String, Vec<Value>) {
    let path = folder.join("drafts/night-boat-vote.md");
    let (uri, text) = (uri(&path), std::fs::read_to_string(&path).expect("the draft"));
    editor.open(&uri, "markdown", &text);
    let told = editor.wait("the record", |m| {
        m["method"] == "textDocument/publishDiagnostics"
            && m["params"]["diagnostics"].as_array().is_some_and(|all| all.iter().any(|d| d["code"] == code))
    });
    (uri, text, told["params"]["diagnostics"].as_array().expect("a list").clone())
}

pub fn rich() -> Value {
    json!({
        "window": {"workDoneProgress": true},
        "general": {"positionEncodings": ["utf-8"]},
        "textDocument": {
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "publishDiagnostics": {"relatedInformation": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        },
        "workspace": {
            "workspaceEdit": {"documentChanges": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
    })
}

/// Line and column (UTF-8) of the first `words` of a text.
pub fn place(text: &str, words: &str) -> Value {
    let at = text.find(words).expect("the words");
    let line = text[..at].matches('\n').count();
    let column = at - text[..at].rfind('\n').map_or(0, |i| i + 1);
    json!({"line": line, "character": column})
}

pub fn asked_at(uri: &str, position: &Value) -> Value {
    json!({"textDocument": {"uri": uri}, "position": position})
}

#[test]
fn a_draft_is_held_against_the_notes_which_are_indexed_on_first_use() {
    let folder = newsroom();
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    let (_, text, told) = open_draft(&mut editor, folder.path(), "altered-quote");
    let altered = told.iter().find(|d| d["code"] == "altered-quote").expect("it is there");
    assert_eq!(altered["range"]["start"], place(&text, "month in winter"));
    let related = &altered["relatedInformation"][0];
    let notes = folder.path().canonicalize().unwrap().join("notes/2026-11-10-van-der-meulen.vtt");
    assert_eq!(related["location"]["uri"], uri(&notes), "{related}");
}

#[test]
fn a_hover_on_a_quotation_shows_speaker_and_record() {
    let folder = newsroom();
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    let (uri, text, _) = open_draft(&mut editor, folder.path(), "altered-quote");
    let hover = editor.request("textDocument/hover", asked_at(&uri, &place(&text, "loses us nine")));
    let shown = hover["result"]["contents"]["value"].as_str().expect("a page").to_owned();
    assert_eq!(hover["result"]["contents"]["kind"], "markdown");
    assert!(shown.contains("Meulen"), "{shown}");
    assert!(shown.contains("“week” for “month”"), "{shown}");
    assert!(shown.contains("2026-11-10-van-der-meulen.vtt#L"), "{shown}");
    // The recording by its name, and the time in it: one says nothing without the other.
    assert!(shown.contains("2026-11-10-van-der-meulen.vtt, 00"), "{shown}");
}

#[test]
fn a_hover_on_a_name_shows_what_is_on_record_and_plain_text_where_the_editor_wants_it() {
    let folder = newsroom();
    let (mut editor, _) = Editor::greet(folder.path(), json!({"general": {"positionEncodings": ["utf-8"]}}), now());
    let (uri, text, _) = open_draft(&mut editor, folder.path(), "altered-quote");
    let hover = editor.request("textDocument/hover", asked_at(&uri, &place(&text, "Duarte, the port")));
    let shown = hover["result"]["contents"]["value"].as_str().expect("a page").to_owned();
    assert_eq!(hover["result"]["contents"]["kind"], "plaintext");
    assert!(shown.contains("Inês Duarte"), "{shown}");
    assert!(shown.contains("On record in ") && !shown.contains("**"), "{shown}");
}

#[test]
fn a_panel_is_given_line_by_line_what_a_hover_shows() {
    let folder = newsroom();
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    let (uri, text, _) = open_draft(&mut editor, folder.path(), "altered-quote");
    let shown = editor.request("copydesk/record", asked_at(&uri, &place(&text, "loses us nine")));
    let lines = shown["result"]["lines"].as_array().expect("lines");
    assert_eq!(lines[0]["kind"], "head");
    assert!(lines[0]["words"].as_str().is_some_and(|words| words.contains("Meulen")), "{lines:?}");
    let record = lines.iter().find(|line| line["kind"] == "item").expect("a record");
    assert!(record["words"].as_str().is_some_and(|words| words.ends_with("“week” for “month”")), "{record}");
    assert!(record["to"].as_str().is_some_and(|to| to.ends_with("2026-11-10-van-der-meulen.vtt#L13")), "{record}");
    let nothing = editor.request("copydesk/record", asked_at(&uri, &json!({"line": 0, "character": 0})));
    assert_eq!(nothing["result"], Value::Null);
}

#[test]
fn words_from_anywhere_are_looked_up_as_a_name_or_as_a_quotation() {
    let folder = newsroom();
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    let (uri, _, _) = open_draft(&mut editor, folder.path(), "altered-quote");
    let mut heads = |words: &str| {
        let mut params = asked_at(&uri, &json!({"line": 0, "character": 0}));
        params["words"] = json!(words);
        let shown = editor.request("copydesk/record", params);
        let lines = shown["result"]["lines"].as_array().expect("lines").clone();
        (lines[0]["words"].as_str().expect("words").to_owned(), lines.iter().any(|line| line["to"].is_string()))
    };
    assert_eq!(heads("Duarte"), ("Inês Duarte".to_owned(), true));
    assert!(heads("nine thousand crowns a week in winter").1);
    assert_eq!(heads("nobody ever said these very words"), ("“nobody ever said these very words”".to_owned(), false));
}

#[test]
fn a_status_line_can_tell_how_much_is_on_record() {
    let folder = newsroom();
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    let (uri, _, _) = open_draft(&mut editor, folder.path(), "altered-quote");
    let status = editor.request("copydesk/status", json!({"textDocument": {"uri": uri}}));
    assert_eq!(status["result"]["record"], "reached");
    assert!(status["result"]["stories"].as_u64().is_some_and(|stories| stories > 10), "{status}");
    let alone = TempDir::new().expect("a folder");
    let (mut editor, _) = Editor::greet(alone.path(), rich(), now());
    let uri = draft(alone.path());
    editor.open(&uri, "markdown", "Nothing is on record here.\n");
    let status = editor.request("copydesk/status", json!({"textDocument": {"uri": uri}}));
    assert_eq!(status["result"], json!({"record": "none"}));
}

#[test]
fn a_definition_leads_from_a_quotation_to_its_record_and_from_a_surname_to_the_full_name() {
    let folder = newsroom();
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    let (uri, text, _) = open_draft(&mut editor, folder.path(), "altered-quote");
    let record = editor.request("textDocument/definition", asked_at(&uri, &place(&text, "one winter out of")));
    let target = record["result"][0]["uri"].as_str().unwrap_or_else(|| panic!("{record}"));
    assert!(target.ends_with("notes/2026-11-12-council.txt"), "{target}");
    let text = "Ida Lund left on Monday.\n\nThe boat was late, Lund said.\n";
    let draft = draft(folder.path());
    editor.open(&draft, "markdown", text);
    let full = editor.request("textDocument/definition", asked_at(&draft, &place(text, "Lund said")));
    assert_eq!(full["result"]["range"]["start"], place(text, "Ida Lund"), "{full}");
    let all = editor.request("textDocument/documentHighlight", asked_at(&draft, &place(text, "Lund said")));
    assert_eq!(all["result"].as_array().map(Vec::len), Some(2), "{all}");
}

#[test]
fn references_are_the_mentions_in_the_draft_and_then_the_record() {
    let folder = newsroom();
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    let (uri, text, _) = open_draft(&mut editor, folder.path(), "altered-quote");
    let refer = |editor: &mut Editor, words: &str| {
        let mut params = asked_at(&uri, &place(&text, words));
        params["context"] = json!({"includeDeclaration": true});
        let reply = editor.request("textDocument/references", params);
        let all = reply["result"].as_array().unwrap_or_else(|| panic!("{reply}")).clone();
        all.iter().map(|l| l["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let quotation = refer(&mut editor, "one winter out of");
    assert_eq!(quotation.first().map(String::as_str), Some("2026-11-12-council.txt"), "{quotation:?}");
    let name = refer(&mut editor, "Van der Meulen told");
    let own = uri.rsplit('/').next().unwrap();
    assert!(name.iter().filter(|file| *file == own).count() > 1, "{name:?}");
    assert!(name.last().is_some_and(|file| file != own), "{name:?}");
}

#[test]
fn a_record_inside_another_file_is_opened_as_a_copy_for_reading() {
    let folder = TempDir::new().expect("a folder");
    let text =
        "The tide was out.\\n\\n\\\"We counted nine crates on the outer quay before the rain came,\\\" Ida Lund said.";
    let wire = format!("{{\"id\":\"../w1\",\"title\":\"Crates\",\"date\":\"2026-01-10\",\"text\":\"{text}\"}}\n");
    std::fs::write(folder.path().join("wire.jsonl"), wire).unwrap();
    let settings = "[collections.wire]\npath = \"wire.jsonl\"\nkind = \"wires\"\n";
    std::fs::write(folder.path().join("copydesk.toml"), settings).unwrap();
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    let (uri, words) = (draft(folder.path()), "We counted ten crates on the outer quay before the rain came");
    let typed = format!("\"{words},\" Ida Lund said.\n");
    editor.open(&uri, "markdown", &typed);
    while !codes(&editor.published(&uri, 1)).contains(&"altered-quote") {}
    let record = editor.request("textDocument/definition", asked_at(&uri, &place(&typed, "ten crates")));
    let target = record["result"][0]["uri"].as_str().unwrap_or_else(|| panic!("{record}"));
    let copy = Path::new(target.strip_prefix("file://").expect("a file"));
    assert!(copy.starts_with(folder.path().join(".cache/copydesk/records")), "{target}");
    let page = std::fs::read_to_string(copy).unwrap();
    assert!(page.starts_with("# Crates\n\n2026-01-10\n\n> A copy for reading."), "{page}");
    let line = record["result"][0]["range"]["start"]["line"].as_u64().unwrap() as usize;
    assert!(page.lines().nth(line).unwrap().contains("nine crates"), "{page}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(copy), mode(copy.parent().unwrap())), (0o400, 0o700));
    }
    let mut forget = std::process::Command::new(assert_cmd::cargo::cargo_bin!("copydesk"));
    forget.args(["forget", "../w1"]).current_dir(folder.path()).env("XDG_CACHE_HOME", folder.path().join(".cache"));
    assert!(forget.output().unwrap().status.success());
    assert!(!copy.exists(), "what is forgotten is in no cache");
}

#[test]
fn the_outline_tells_who_said_what() {
    let folder = newsroom();
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    let (uri, _, _) = open_draft(&mut editor, folder.path(), "unattributed-quote");
    let symbols = editor.request("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}));
    let list = symbols["result"].as_array().expect("a list");
    let said = |who: &str, what: &str| {
        list.iter().any(|s| s["name"].as_str().unwrap().contains(who) && s["detail"].as_str().unwrap().contains(what))
    };
    assert!(said("Nobody", "I have slept"), "{symbols}");
    assert!(said("Ruiz", "The night boat sails"), "{symbols}");
}

#[test]
fn leave_to_break_a_rule_is_one_action_away() {
    for (language, ending, gap) in [("markdown", "md", "\n"), ("plaintext", "txt", "\n\n")] {
        let (mut editor, folder) = greet(rich());
        let uri = uri(&folder.path().join("draft").with_extension(ending));
        editor.open(&uri, language, &format!("The pier is closed.\n\n{LOOSE}"));
        let loose = editor.published(&uri, 1).remove(0);
        let context = json!({"diagnostics": [loose]});
        let params = json!({"textDocument": {"uri": uri}, "range": loose["range"], "context": context});
        let actions = editor.request("textDocument/codeAction", params);
        let offered = actions["result"].as_array().expect("actions").iter();
        let allow = offered.clone().find(|a| a["title"] == "Allow unattributed-quote here").expect("an offer");
        let change = &allow["edit"]["documentChanges"][0];
        assert_eq!(change["textDocument"]["version"], 1);
        let edit = &change["edits"][0];
        assert_eq!(edit["range"]["start"], json!({"line": 2, "character": 0}));
        assert_eq!(edit["newText"], format!("<!-- copydesk: allow unattributed-quote -->{gap}"));
        editor.change(&uri, 2, [2, 0, 2, 0], edit["newText"].as_str().unwrap());
        assert!(editor.published(&uri, 2).is_empty(), "{language}");
    }
}

#[test]
fn a_house_list_in_the_editor_is_no_draft() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path().canonicalize().unwrap();
    std::fs::write(folder.join("copydesk.toml"), "lists.words = [\"words.txt\"]\n").unwrap();
    std::fs::write(folder.join("words.txt"), "ferry boat -> ferry\n").unwrap();
    let (mut editor, _) = Editor::greet(&folder, json!({}), now());
    let (list, draft) = (uri(&folder.join("words.txt")), draft(&folder));
    editor.open(&draft, "markdown", "The ferry boat is late.\n");
    editor.open(&list, "plaintext", "ferry boat -> ferry\n");
    assert_eq!(codes(&editor.published(&draft, 1)), ["house-list"]);
    assert_eq!(codes(&editor.published(&list, 1)), [""; 0]);
}

#[test]
fn new_settings_are_taken_up_when_the_file_changes() {
    let folder = newsroom();
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    open_draft(&mut editor, folder.path(), "unattributed-quote");
    let file = folder.path().join("copydesk.toml");
    let settings = std::fs::read_to_string(&file).expect("settings");
    std::fs::write(&file, settings + "\n[rules]\nunattributed-quote = \"off\"\n").expect("written");
    let changes = json!({"changes": [{"uri": uri(&file), "type": 2}]});
    editor.notify("workspace/didChangeWatchedFiles", changes);
    editor.wait("silence", |m| {
        m["method"] == "textDocument/publishDiagnostics"
            && !codes(m["params"]["diagnostics"].as_array().unwrap()).contains(&"unattributed-quote")
    });
}

#[test]
fn a_new_note_is_on_record_when_the_editor_tells_of_it() {
    let folder = newsroom();
    let (mut editor, _) = Editor::greet(folder.path(), rich(), now());
    open_draft(&mut editor, folder.path(), "altered-quote");
    let uri2 = uri(&folder.path().join("drafts/new.md"));
    editor.open(
        &uri2,
        "markdown",
        "\"The lanterns on the mole will burn until the last boat is home,\" Ana Ruiz said.\n",
    );
    assert!(editor.published(&uri2, 1).is_empty());
    let note = folder.path().join("notes/2026-11-14-ruiz.txt");
    std::fs::write(
        &note,
        "RUIZ: The lanterns on the pier will burn until the last boat is home.\n\nLUND: Good.\n\nRUIZ: Yes.\n",
    )
    .expect("written");
    let changes = json!({"changes": [{"uri": uri(&note), "type": 1}]});
    editor.notify("workspace/didChangeWatchedFiles", changes);
    editor.wait("the new record", |m| {
        m["params"]["uri"] == uri2.as_str()
            && m["params"]["diagnostics"].as_array().is_some_and(|all| all.iter().any(|d| d["code"] == "altered-quote"))
    });
}

#[test]
fn what_a_settings_file_says_wrongly_is_told() {
    let folder = TempDir::new().expect("a folder");
    std::fs::write(folder.path().join("copydesk.toml"), "[rules]\nunatributed-quote = \"off\"\n").expect("written");
    let (mut editor, _) = Editor::greet(folder.path(), json!({}), now());
    editor.open(&draft(folder.path()), "markdown", "Nothing.\n");
    let told = editor.hear("window/showMessage");
    assert!(told["params"]["message"].as_str().unwrap().contains("unattributed-quote"), "{told}");
}

#[test]
fn settings_come_with_the_greeting_or_when_asked_for() {
    let folder = TempDir::new().expect("a folder");
    let options = json!({"delay": 0, "rules": {"unattributed-quote": "off"}});
    let (mut editor, _) = Editor::greet(folder.path(), json!({}), options);
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", LOOSE);
    assert!(editor.published(&uri, 1).is_empty());
    let settings = json!({"settings": {"copydesk": {"rules": {"unattributed-quote": "hint"}}}});
    editor.notify("workspace/didChangeConfiguration", settings);
    let told = editor.wait("a hint", |m| m["params"]["diagnostics"].as_array().is_some_and(|d| d.len() == 1));
    assert_eq!(told["params"]["diagnostics"][0]["severity"], 4);
}

#[test]
fn a_pull_of_what_the_editor_has_is_answered_in_a_word() {
    let (mut editor, folder) = greet(pulling());
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", LOOSE);
    let first = editor.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
    let edition = first["result"]["resultId"].clone();
    editor.change(&uri, 2, [0, 60, 0, 60], "x");
    let again = json!({"textDocument": {"uri": uri}, "previousResultId": edition});
    let second = editor.request("textDocument/diagnostic", again.clone());
    assert_eq!(second["result"], json!({"kind": "unchanged", "resultId": edition}));
    editor.change(&uri, 3, [0, 1, 0, 1], "x");
    assert_eq!(editor.request("textDocument/diagnostic", again)["result"]["kind"], "full");
}

#[test]
fn a_server_does_not_take_the_results_of_the_one_before_it_for_its_own() {
    let result = || {
        let (mut editor, folder) = greet(pulling());
        let uri = draft(folder.path());
        editor.open(&uri, "markdown", LOOSE);
        let reply = editor.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
        reply["result"]["resultId"].clone()
    };
    assert_ne!(result(), result());
}

#[test]
fn an_editor_that_pulls_before_it_opens_is_told_to_pull_again() {
    let (mut editor, folder) = greet(pulling());
    let uri = draft(folder.path());
    assert!(editor.pulled(&uri).is_empty());
    editor.open(&uri, "markdown", LOOSE);
    editor.hear("workspace/diagnostic/refresh");
    assert_eq!(codes(&editor.pulled(&uri)), ["unattributed-quote"]);
}

#[test]
fn a_pull_for_a_draft_that_is_closed_meanwhile_finds_nothing() {
    let folder = TempDir::new().expect("a folder");
    let (mut editor, _) = Editor::greet(folder.path(), pulling(), json!({"delay": 10_000}));
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", LOOSE);
    editor.change(&uri, 2, [0, 1, 0, 1], "e");
    let asked = editor.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    assert_eq!(editor.reply(asked)["result"]["items"], json!([]));
}

#[test]
fn a_newer_pull_drops_the_older_and_a_cancelled_one_is_answered_as_such() {
    let folder = TempDir::new().expect("a folder");
    let (mut editor, _) = Editor::greet(folder.path(), pulling(), json!({"delay": 10_000}));
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", LOOSE);
    editor.change(&uri, 2, [0, 1, 0, 1], "e");
    let params = json!({"textDocument": {"uri": uri}});
    let first = editor.ask("textDocument/diagnostic", params.clone());
    let second = editor.ask("textDocument/diagnostic", params);
    assert_eq!(editor.reply(first)["error"]["code"], -32802);
    editor.notify("$/cancelRequest", json!({"id": second}));
    assert_eq!(editor.reply(second)["error"]["code"], -32800);
}

#[test]
fn a_pull_is_answered_once_whatever_its_number_and_though_it_is_cancelled_too_late() {
    let (mut editor, folder) = greet(pulling());
    let uri = draft(folder.path());
    editor.open(&uri, "markdown", LOOSE);
    let params = json!({"textDocument": {"uri": uri}});
    let numbered = |m: &Value| m["id"] == json!("seven");
    editor.send(&json!({"jsonrpc": "2.0", "id": "seven", "method": "textDocument/diagnostic", "params": params}));
    assert_eq!(editor.wait("a reply", numbered)["result"]["items"].as_array().map(Vec::len), Some(1));
    editor.notify("$/cancelRequest", json!({"id": "seven"}));
    editor.send(&json!({"jsonrpc": "2.0", "id": 7, "method": "textDocument/diagnostic", "params": {"uri": uri}}));
    assert_eq!(editor.reply(7)["error"]["code"], -32602, "what is no question is told to be none");
    assert_eq!(editor.pulled(&uri).len(), 1);
    assert!(!editor.kept().iter().any(numbered), "it was answered twice");
}

/// An editor's own copy of the draft is a plain string: after thousands of edits, stale ones among them, what is told is what
/// is told of that string opened fresh.
#[test]
fn the_last_edit_counts_when_positions_mean_different_things() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let folder = TempDir::new().expect("a folder");
        let capabilities = json!({"general": {"positionEncodings": [encoding]}, "textDocument": {"diagnostic": {}},
            "workspace": {"diagnostics": {"refreshSupport": true}}});
        let (mut editor, _) = Editor::greet(folder.path(), capabilities, now());
        let uri = draft(folder.path());
        let width = |text: &str| match encoding {
            "utf-8" => text.len(),
            "utf-16" => text.encode_utf16().count(),
            _ => text.chars().count(),
        };
        let place = |model: &str, at: usize| {
            let start = model[..at].rfind('\n').map_or(0, |i| i + 1);
            [model[..at].matches('\n').count(), width(&model[start..at])]
        };
        let border = |model: &str, at: usize| {
            let at = model.floor_char_boundary(at);
            if model[..at].ends_with('\r') { at - 1 } else { at }
        };
        let mut model = format!("😀 Il était une fois.\r\n\r\n{LOOSE}");
        editor.open(&uri, "markdown", &model);
        let typed = [
            "é",
            "😀",
            "“",
            "\n",
            "x",
            "𝒳",
            "\r\n",
            "\"",
            "Ida Lund said. ",
            "\n\n\"Nobody asked us about it at all.\"\n\n",
        ];
        for step in 0..1_000 {
            let from = border(&model, (step * 7919) % (model.len() + 1));
            let to = border(&model, from + [0, 0, 3, 17][step % 4] * usize::from(model.len() > 300)).max(from);
            let ([line, column], [end_line, end_column]) = (place(&model, from), place(&model, to));
            let version = 3 * step as i32 + 2;
            editor.change(&uri, version, [line, column, end_line, end_column], typed[step % typed.len()]);
            model.replace_range(from..to, typed[step % typed.len()]);
            if step % 5 == 0 {
                editor.change(&uri, version - 2, [0, 0, 2, 0], "an edit that came too late");
            }
        }
        let said = editor.pulled(&uri);
        let other = uri.replace("draft", "fresh");
        editor.open(&other, "markdown", &model);
        assert_eq!(said, editor.pulled(&other), "{encoding}: {model:?}");
        assert!(!said.is_empty());
    }
}

#[test]
fn the_light_bulb_is_there_behind_emoji_too() {
    let (mut editor, folder) = greet(rich());
    let offers = ["", "😀😀😀😀😀😀😀😀 "].map(|before| {
        let uri = uri(&folder.path().join(format!("draft-{}.md", before.len())));
        editor.open(&uri, "markdown", &format!("{before}{LOOSE}"));
        let loose = editor.published(&uri, 1).remove(0);
        let context = json!({"diagnostics": [loose]});
        let params = json!({"textDocument": {"uri": uri}, "range": loose["range"], "context": context});
        editor.request("textDocument/codeAction", params)["result"].as_array().expect("offers").len()
    });
    assert!(offers[0] > 0 && offers[0] == offers[1], "{offers:?}");
}
