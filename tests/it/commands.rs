//! What a person sees: every session of `tests/commands/*.txt`, by the real binary.
//!
//! A session is one text file: a sentence that says what it shows, files after `-- PATH --` lines, and after
//! `-- session --` commands with what they print. `$ copydesk …` runs one, `< FILE` gives it standard input; lines that
//! begin with `! ` are standard error, `[1]` is an exit status other than 0. `UPDATE=1 cargo test` writes what is printed.

use assert_cmd::Command;
use std::path::{Path, PathBuf};

const SESSION: &str = "-- session --\n";

#[test]
fn every_session_prints_what_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let failures: Vec<_> = paths.iter().filter_map(run).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What differs, if anything.
fn run(path: &PathBuf) -> Option<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let (files, session) = text.split_once(SESSION).unwrap_or_else(|| panic!("{}: no session", path.display()));
    let folder = tempfile::tempdir().unwrap();
    lay_out(folder.path(), files);
    let commands = session.lines().filter(|line| line.starts_with("$ "));
    let printed: String = commands.map(|line| format!("{line}\n{}", print(folder.path(), line))).collect();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, format!("{files}{SESSION}{printed}")).unwrap();
        return None;
    }
    (printed != session).then(|| format!("{}:\nexpected\n{session}\nprinted\n{printed}", path.display()))
}

fn lay_out(folder: &Path, files: &str) {
    let mut at: Option<PathBuf> = None;
    for line in files.split_inclusive('\n') {
        if let Some(path) = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, "").unwrap();
            at = Some(path);
        } else if let Some(path) = &at {
            let text = std::fs::read_to_string(path).unwrap() + line;
            std::fs::write(path, text).unwrap();
        }
    }
}

fn print(folder: &Path, line: &str) -> String {
    let mut words = words(line.trim_start_matches("$ "));
    assert_eq!(words.remove(0), "copydesk", "{line}");
    let mut command = Command::cargo_bin("copydesk").unwrap();
    if let Some(at) = words.iter().position(|word| word == "<") {
        command.write_stdin(std::fs::read(folder.join(&words[at + 1])).unwrap());
        words.truncate(at);
    }
    let home = folder.join("home");
    command.current_dir(folder).env_clear().env("HOME", home).args(words);
    let output = command.output().unwrap();
    let mut printed = String::from_utf8(output.stdout).unwrap();
    for line in String::from_utf8(output.stderr).unwrap().lines() {
        printed += &format!("! {line}\n");
    }
    if let Some(status @ 1..) = output.status.code() {
        printed += &format!("[{status}]\n");
    }
    let here = folder.canonicalize().unwrap();
    let printed = printed.replace(&*here.to_string_lossy(), "HERE").replace(&*folder.to_string_lossy(), "HERE");
    let micros = regex::Regex::new(r#""micros":\d+"#).unwrap();
    micros.replace_all(&printed, r#""micros":0"#).into_owned()
}

/// Words of a command line; double quotes keep blanks.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
