//! The command line, by the real binary.

use assert_cmd::Command;
use std::path::Path;

fn copydesk(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("copydesk").expect("the binary is built with its tests");
    command.current_dir(folder).env("NO_COLOR", "1");
    command
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

const LOOSE: &[u8] = b"The pier is shut.\n\n\"Nobody tells us anything.\"\n";

fn stdout(command: &mut Command) -> (String, i32) {
    let output = command.output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

#[test]
fn a_finding_ends_with_1_and_silence_with_0() {
    let folder = folder(&[("loose.md", LOOSE), ("fine.md", b"The pier is shut.\n")]);
    let (text, code) = stdout(copydesk(folder.path()).args(["check", "--format", "concise"]));
    assert_eq!(code, 1);
    assert!(text.starts_with("loose.md:3:1: warning[unattributed-quote] "), "{text}");
    assert_eq!(stdout(copydesk(folder.path()).args(["check", "--format", "concise", "fine.md"])), (String::new(), 0));
    let (_, code) = stdout(copydesk(folder.path()).args(["check", "--fail-on", "error"]));
    assert_eq!(code, 0);
    let (_, code) = stdout(copydesk(folder.path()).args(["check", "--ignore", "unattributed-quote"]));
    assert_eq!(code, 0);
}

#[test]
fn columns_are_code_points() {
    let folder = folder(&[("a.md", "😀é. \"Nobody tells us anything.\"\n".as_bytes())]);
    let (text, _) = stdout(copydesk(folder.path()).args(["check", "--format", "json", "a.md"]));
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    let finding = &report["files"][0]["findings"][0];
    assert_eq!((&finding["start"], &finding["column"]), (&4.into(), &5.into()), "{report}");
}

#[test]
fn standard_input_takes_its_format_from_a_name() {
    let folder = folder(&[]);
    let mut command = copydesk(folder.path());
    command.args(["check", "-", "--stdin-filename", "x.md", "--format", "concise"]).write_stdin(LOOSE);
    let (text, code) = stdout(&mut command);
    assert_eq!(code, 1);
    assert!(text.starts_with("x.md:3:1: "), "{text}");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_done() {
    let folder = folder(&[("loose.md", LOOSE), ("photo.txt", b"\x89PNG\r\n\x1a\n\0\0"), ("sheet.xlsx", b"PK")]);
    let (text, code) = stdout(copydesk(folder.path()).args(["check", ".", "--format", "json"]));
    assert_eq!(code, 1, "a file found on the way does not fail the work");
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["problems"][0]["path"], "./photo.txt");
    assert_eq!(report["problems"][0]["message"], "a picture");
    assert_eq!(report["files"].as_array().unwrap().len(), 1);
    let named = ["check", "loose.md", "photo.txt", "sheet.xlsx", "nowhere.md"];
    let output = copydesk(folder.path()).args(named).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "what was named and not read is work not done");
    let told = String::from_utf8(output.stderr).unwrap();
    for line in ["photo.txt: a picture", "sheet.xlsx: not a kind of file", "nowhere.md: there is no such file"] {
        assert!(told.contains(line), "{told}");
    }
    assert!(String::from_utf8(output.stdout).unwrap().contains("loose.md:3:1"));
}

#[test]
fn an_unknown_rule_is_told_with_the_nearest() {
    let folder = folder(&[]);
    let output = copydesk(folder.path()).args(["explain", "unatributed"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("Did you mean unattributed-quote?"));
}
