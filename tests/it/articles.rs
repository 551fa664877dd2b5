//! Whole stories, well edited, and what a copy editor finds in them: `tests/articles/README` says how it is written down.
//!
//! A line of `not-yet.txt` (`NAME: line`) is what copydesk should say of a quotation and does not yet: one that holds must
//! leave the list.

use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles");

/// A story: its name, its lines on quotations and on findings.
struct Story {
    name: String,
    path: PathBuf,
    quotations: Vec<String>,
    findings: Vec<String>,
}

fn stories() -> Vec<Story> {
    let files = std::fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "quotes")).collect();
    files.sort();
    files.iter().map(|file| story(file)).collect()
}

fn story(file: &Path) -> Story {
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty()).map(str::to_owned);
    let (findings, quotations) = lines.partition(|line| line.starts_with("finding: "));
    let path = ["md", "txt"].map(|end| file.with_extension(end)).into_iter().find(|path| path.exists()).unwrap();
    Story { name: file.file_stem().unwrap().to_string_lossy().into_owned(), path, quotations, findings }
}

#[test]
fn who_said_what_in_whole_stories_is_what_an_editor_reads_but_for_what_waits() {
    let list = std::fs::read_to_string(Path::new(FOLDER).join("not-yet.txt")).unwrap_or_default();
    let mut waiting: Vec<&str> = list.lines().collect();
    let mut wrong = String::new();
    for Story { name, path, quotations, .. } in stories() {
        let said = said(&path);
        let words = |line: &String| line.split(" | ").next().unwrap_or_default().to_owned();
        let (told, found): (Vec<_>, Vec<_>) =
            (quotations.iter().map(words).collect(), said.iter().map(words).collect());
        assert_eq!(told, found, "{name}: the quotations themselves");
        for (told, found) in quotations.iter().zip(&said) {
            if told == found {
                continue;
            }
            match waiting.iter().position(|line| *line == format!("{name}: {told}")) {
                Some(waits) => drop(waiting.remove(waits)),
                None => writeln!(wrong, "{name}: {told}\n  but copydesk says: {found}").unwrap(),
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(waiting.is_empty(), "these hold now, take them out of not-yet.txt: {waiting:#?}");
}

#[test]
fn a_well_edited_story_is_left_alone_but_for_what_it_deserves() {
    for Story { name, path, findings, .. } in stories() {
        let text = std::fs::read_to_string(&path).unwrap();
        let told: Vec<(String, String)> = found(&path).into_iter().map(|f| (code(&f), from(&text, &f))).collect();
        assert_eq!(told.len(), findings.len(), "{name}: {told:?}");
        for ((code, words), line) in told.iter().zip(&findings) {
            let (due, rest) = line["finding: ".len()..].split_once(' ').unwrap();
            assert!(code == due && words.starts_with(rest.trim_matches('"')), "{name}: {line}, but {code} at {words}");
        }
    }
}

/// The lines of a story's quotations as copydesk reads them.
fn said(path: &Path) -> Vec<String> {
    let row = printed(&["extract", "quotes", "--all"], path);
    row["quotes"].as_array().unwrap().iter().map(line).collect()
}

fn line(quotation: &Value) -> String {
    let words: Vec<&str> = quotation["text"].as_str().unwrap().split_whitespace().collect();
    let opening = words[..words.len().min(3)].join(" ");
    let more = if words.len() > 3 { " ..." } else { "" };
    let speaker = &quotation["speaker"];
    let who = speaker["canonical"].as_str().or(speaker["text"].as_str()).unwrap_or("-");
    format!("\"{opening}{more}\" | {who} | {}", quotation["kind"].as_str().unwrap())
}

fn found(path: &Path) -> Vec<Value> {
    let report = printed(&["check", "--format", "json"], path);
    report["files"][0]["findings"].as_array().unwrap().clone()
}

fn code(finding: &Value) -> String {
    finding["code"].as_str().unwrap().to_owned()
}

/// The story from where a finding begins, in code points, without an opening mark.
fn from(text: &str, finding: &Value) -> String {
    let start = usize::try_from(finding["start"].as_u64().unwrap()).unwrap();
    let from: String = text.chars().skip(start).collect();
    from.trim_start_matches(['"', '“']).to_owned()
}

fn printed(arguments: &[&str], path: &Path) -> Value {
    let program = env!("CARGO_BIN_EXE_copydesk");
    let output = Command::new(program).args(arguments).arg(path).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}
