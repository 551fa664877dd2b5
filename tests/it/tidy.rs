//! The laws of `src/lib.rs`, proved by reading the source.

use copydesk::checks::{self, RULES};
use copydesk::corpus::article::Rank;
use copydesk::settings::{self, Trust};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A module may import what stands before its row, never its own row.
const LAYERS: [&[&str]; 9] = [
    &["error"],
    &["text"],
    &["finding", "unpack"],
    &["prose"],
    &["corpus", "settings", "files"],
    &["checks"],
    &["house"],
    &["desk", "report"],
    &["cli", "lsp"],
];
/// No file, network, clock, environment, print or async in here.
const CORE: [&str; 7] = ["text", "prose", "checks", "desk", "report", "settings", "finding"];
/// What the core must not name.
const OUTSIDE: [&str; 17] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::time",
    "Instant::now",
    "SystemTime",
    "Zoned::now",
    "Timestamp::now",
    "println!",
    "print!(",
    "dbg!",
    "async ",
    ".await",
    "tokio",
    "std::io",
];
/// Longer files ask for a reason, given here.
const LONGEST_FILE: usize = 400;
const LONG_FOR_A_REASON: [(&str, &str); 0] = [];

/// A source file: its path under `src`, and its text without comments and unit tests.
struct File {
    path: String,
    code: String,
    lines: usize,
}

impl File {
    /// The room it is in: `text` for `text/span.rs`.
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }
}

fn sources() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    assert!(files.len() > 20, "the sources were not found");
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let lines = text.lines().count();
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
            let code = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
            let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push(File { path, code, lines });
        }
    }
}

/// The rooms that code names: `crate::text::span` is of `text`, `use crate::{error, finding}` of both.
fn rooms_named(code: &str) -> BTreeSet<&str> {
    let word = |text: &'_ str| text.len() - text.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').len();
    let mut rooms = BTreeSet::new();
    for named in code.split("crate::").skip(1) {
        let list = named.strip_prefix('{').and_then(|group| group.split('}').next()).unwrap_or(named);
        let items = if named.starts_with('{') { list.split(',').collect() } else { vec![list] };
        rooms.extend(items.into_iter().map(str::trim).map(|item| &item[..word(item)]).filter(|room| !room.is_empty()));
    }
    rooms
}

fn layer(room: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&room))
}

#[test]
fn imports_point_downward() {
    for file in sources().iter().filter(|file| !matches!(file.room(), "lib" | "main")) {
        let own = layer(file.room()).unwrap_or_else(|| panic!("src/{}: a new room needs a row in LAYERS", file.path));
        for room in rooms_named(&file.code).into_iter().filter(|room| *room != file.room()) {
            let below = layer(room).is_some_and(|row| row < own);
            assert!(below, "src/{}: {} must not import {room}", file.path, file.room());
        }
    }
}

#[test]
fn checks_desk_and_report_see_of_the_corpus_its_words_only() {
    for file in sources().iter().filter(|file| matches!(file.room(), "checks" | "desk" | "report")) {
        for used in file.code.split("corpus::").skip(1) {
            let plain = used.starts_with("article") || used.starts_with("question");
            assert!(plain, "src/{}: corpus::{}", file.path, used.lines().next().unwrap());
        }
    }
}

#[test]
fn the_core_does_no_input_or_output() {
    for file in sources().iter().filter(|file| CORE.contains(&file.room())) {
        for outside in OUTSIDE {
            assert!(!file.code.contains(outside), "src/{}: the core must not use {outside}", file.path);
        }
    }
}

#[test]
fn libraries_stay_in_their_rooms() {
    for file in sources() {
        let only = |library: &str, room: &str| {
            assert!(
                !file.code.contains(library) || file.path.starts_with(room),
                "src/{}: {library} is for {room}",
                file.path
            );
        };
        only("ropey", "text/buffer");
        only("tower_lsp", "lsp/");
        only("tantivy", "corpus/");
        only("clap", if file.path == "main.rs" { "main" } else { "cli/" });
    }
}

#[test]
fn no_state_is_global() {
    for file in sources() {
        for line in file.code.lines().map(str::trim_start) {
            let shared = ["Mutex<", "RwLock<", "Cell<", "Atomic", "OnceLock<"].iter().any(|kind| line.contains(kind));
            let global = line.starts_with("static ") || line.starts_with("pub static ");
            let mutable = line.starts_with("static mut") || line.contains("thread_local!") || global && shared;
            assert!(!mutable, "src/{}: {line}", file.path);
        }
    }
}

#[test]
fn a_long_file_has_a_reason() {
    for file in sources().iter().filter(|file| file.lines > LONGEST_FILE) {
        let reason = LONG_FOR_A_REASON.iter().find(|(path, _)| *path == file.path);
        assert!(reason.is_some(), "src/{} has {} lines: split it, or give a reason in tidy.rs", file.path, file.lines);
    }
}

#[test]
fn every_rule_is_documented() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let codes: BTreeSet<_> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), RULES.len(), "two rules share a code");
    for rule in RULES {
        let code = rule.code;
        assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{code} is not kebab case");
        assert!(
            folder.join(format!("src/checks/{}.rs", code.replace('-', "_"))).is_file(),
            "{code} has no file of its name"
        );
        assert!(
            !rule.summary.ends_with('.') && !rule.summary.starts_with(char::is_uppercase),
            "{code}: {}",
            rule.summary
        );
        for heading in ["Left alone: ", "What to do: "] {
            assert!(rule.explain.contains(heading), "{code}: its page has no \"{heading}\"");
        }
        assert!(!rule.wrong.is_empty() && !rule.right.is_empty(), "{code} has no examples");
        assert!(folder.join("tests/cases").join(code).is_dir(), "{code} has no cases");
    }
}

#[test]
fn settings_know_the_ranks_by_name() {
    assert_eq!(settings::KINDS, Rank::ALL.map(Rank::name));
}

#[test]
fn every_profile_speaks_of_keys_and_rules_there_are() {
    for name in settings::profile::NAMES {
        let (_, text) = settings::profile::text(name).expect("a profile has a file");
        let (_, problems) = settings::read(text, &checks::codes(), Trust::Repository);
        assert_eq!(problems, [], "{name}");
    }
}
