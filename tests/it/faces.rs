//! The command line and the server find the same in the same bytes: every case, in a workspace of its own, by both.

use crate::cases::{Case, case_files};
use crate::editor::{Editor, uri};
use assert_cmd::Command;
use copydesk::checks;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Code, level, and where: line and column in code points from 0, for start and end.
type Told = (String, u64, [u64; 4]);

#[test]
fn the_server_and_the_command_line_find_the_same_in_every_case() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().canonicalize().unwrap();
    let drafts = lay_out(&folder);
    let expected = checked(&folder);
    let capabilities = json!({"general": {"positionEncodings": ["utf-32"]}});
    let (mut editor, _) = Editor::greet(&folder, capabilities, json!({"delay": 0}));
    let mut seen = 0;
    for (path, text) in &drafts {
        let uri = uri(&folder.join(path));
        let language = if path.ends_with(".md") { "markdown" } else { "plaintext" };
        editor.open(&uri, language, text);
        let wanted = &expected[path];
        // Before the record has answered, what needs it is not told; the last word is the one that counts.
        editor.wait(&format!("{path} as the command line has it: {wanted:#?}"), |message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == json!(uri)
                && of_server(params) == *wanted
        });
        editor.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
        seen += wanted.len();
    }
    assert!(drafts.len() > 300 && seen > 150, "{} drafts, {seen} findings", drafts.len());
}

/// Each case as a workspace: its files, and settings that name its record and switch its rule on.
fn lay_out(folder: &Path) -> Vec<(String, String)> {
    let mut drafts = Vec::new();
    for (number, file) in case_files().into_iter().enumerate() {
        let case = Case::read(&std::fs::read_to_string(&file).unwrap());
        let code = file.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        let own = case.house.iter().find(|member| member.path == "copydesk.toml");
        let mut settings = own.map(|own| own.text.clone()).unwrap_or_default();
        if own.is_none() && checks::rule(&code).is_some_and(|rule| rule.severity.is_none()) {
            settings += &format!("rules.{code} = \"hint\"\n");
        }
        let room = folder.join(number.to_string());
        for kind in ["notes", "archive", "wires"] {
            let path = case
                .corpus
                .iter()
                .find_map(|member| member.path.starts_with(kind).then(|| member.path.split('/').next())?);
            if let Some(path) = path {
                settings += &format!("[collections.{kind}]\npath = \"{path}\"\nkind = \"{kind}\"\n");
            }
        }
        let lists = case.house.iter().filter(|member| member.path != "copydesk.toml");
        for member in case.corpus.iter().chain(lists) {
            write(&room.join(&member.path), &member.text);
        }
        write(&room.join("copydesk.toml"), &settings);
        write(&room.join(&case.draft.path), &case.draft.text);
        drafts.push((format!("{number}/{}", case.draft.path), case.draft.text));
    }
    drafts
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// What the command line finds, by draft.
fn checked(folder: &Path) -> BTreeMap<String, Vec<Told>> {
    let mut command = Command::cargo_bin("copydesk").unwrap();
    let drafts: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .flat_map(|room| std::fs::read_dir(room.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path().strip_prefix(folder).unwrap().to_string_lossy().into_owned())
        .filter(|path| path.contains("/draft."))
        .collect();
    let output = command.current_dir(folder).args(["check", "--format", "json"]).args(drafts).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let files = report["files"].as_array().unwrap().iter();
    files.map(|file| (file["path"].as_str().unwrap().to_owned(), of_report(file))).collect()
}

fn of_report(file: &Value) -> Vec<Told> {
    let told = |finding: &Value| {
        let level = ["error", "warning", "information", "hint"].iter().position(|level| finding["severity"] == *level);
        let at = ["line", "column", "end_line", "end_column"].map(|key| finding[key].as_u64().unwrap() - 1);
        (finding["code"].as_str().unwrap().to_owned(), level.unwrap() as u64 + 1, at)
    };
    sorted(file["findings"].as_array().unwrap().iter().map(told).collect())
}

fn of_server(params: &Value) -> Vec<Told> {
    let told = |diagnostic: &Value| {
        let (start, end) = (&diagnostic["range"]["start"], &diagnostic["range"]["end"]);
        let at = [&start["line"], &start["character"], &end["line"], &end["character"]].map(|n| n.as_u64().unwrap());
        (diagnostic["code"].as_str().unwrap().to_owned(), diagnostic["severity"].as_u64().unwrap(), at)
    };
    sorted(params["diagnostics"].as_array().unwrap().iter().map(told).collect())
}

fn sorted(mut told: Vec<Told>) -> Vec<Told> {
    told.sort();
    told
}
