//! The sample newsroom: what `EXPECTED.md` lists is found, and nothing else.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};

#[test]
fn the_planted_faults_are_found_and_nothing_else() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/newsroom");
    let folder = tempfile::tempdir().unwrap();
    copy(&source, folder.path());
    let args = ["check", "drafts", "--format", "json"];
    let output = Command::cargo_bin("copydesk").unwrap().current_dir(folder.path()).args(args).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&report["corpus"], &report["problems"]), (&"ok".into(), &Value::Array(Vec::new())));
    let expected = std::fs::read_to_string(source.join("EXPECTED.md")).unwrap();
    assert_eq!(found(&report), planted(&expected));
}

/// Drafts only: what a run leaves in the sample is not part of it.
fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let there = to.join(entry.file_name());
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.path().is_dir() {
            std::fs::create_dir_all(&there).unwrap();
            copy(&entry.path(), &there);
        } else {
            std::fs::copy(entry.path(), there).unwrap();
        }
    }
}

/// `night-boat-vote.md 12:49-54 altered-quote`, in order.
fn found(report: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for file in report["files"].as_array().unwrap() {
        let name = PathBuf::from(file["path"].as_str().unwrap()).file_name().unwrap().to_string_lossy().into_owned();
        for finding in file["findings"].as_array().unwrap() {
            let [line, column, end] = ["line", "column", "end_column"].map(|key| finding[key].as_u64().unwrap());
            found.push(format!("{name} {line}:{column}-{end} {}", finding["code"].as_str().unwrap()));
        }
    }
    found.sort();
    found
}

/// The rows of the table, as far as they name a rule.
fn planted(expected: &str) -> Vec<String> {
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let rows = expected.lines().filter(|line| line.starts_with("| ")).map(cells);
    let rows = rows.filter(|row| row.len() > 3 && row[2].contains(':') && row[2].contains('-') && row[3].contains('-'));
    let mut planted: Vec<_> = rows.map(|row| format!("{} {} {}", row[1], row[2], row[3])).collect();
    planted.retain(|row| !row.contains("---"));
    planted.sort();
    assert!(planted.len() > 3, "the table was not found");
    planted
}
