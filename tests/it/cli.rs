//! The command line, by the real binary.

use assert_cmd::Command;
use quick_xml::events::Event;
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
fn a_folder_without_drafts_is_told() {
    let folder = folder(&[("photos/pier.jpg", b"x"), ("drafts/fine.md", b"The pier is shut.\n")]);
    let told = |paths: &[&str]| {
        let output = copydesk(folder.path()).arg("check").args(paths).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "there is nothing to look at");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(told(&["drafts", "photos"]).starts_with("copydesk: photos: no drafts in it (.md, .txt, .html, .docx)"));
    assert_eq!(told(&["drafts"]), "");
    assert_eq!(told(&[]), "", "there is one below");
    std::fs::remove_file(folder.path().join("drafts/fine.md")).unwrap();
    assert!(told(&[]).starts_with("copydesk: .: no drafts in it"));
}

#[test]
fn an_unknown_rule_is_told_with_the_nearest() {
    let folder = folder(&[]);
    let output = copydesk(folder.path()).args(["explain", "unatributed"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("Did you mean unattributed-quote?"));
}

#[test]
fn sarif_names_rules_places_records_and_fingerprints() {
    let folder = folder(&[
        ("a story.md", "😀 \"We will not lease the pier to anyone while I am mayor,\" Ana Ruiz said.\n".as_bytes()),
        ("notes/ruiz.txt", b"RUIZ: We will not sell the pier to anyone while I am mayor.\n"),
    ]);
    let (text, code) =
        stdout(copydesk(folder.path()).args(["check", "--format", "sarif", "--notes", "notes", "a story.md"]));
    assert_eq!(code, 1);
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let run = &log["runs"][0];
    let result = &run["results"][0];
    let rule = result["ruleIndex"].as_u64().unwrap() as usize;
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], "altered-quote");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20story.md");
    assert_eq!((&place["region"]["startColumn"], &place["region"]["charLength"]), (&16.into(), &5.into()), "{place}");
    assert_eq!(result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"], "notes/ruiz.txt");
    assert_eq!(result["partialFingerprints"]["copydesk/v1"].as_str().unwrap().len(), 16);
}

/// The shape that Jenkins, GitLab and the others read: suites of cases, their numbers right, each failure with type and
/// message, text that XML can hold.
#[test]
fn junit_has_the_shape_that_ci_reads() {
    let draft = "The <pier> & all \u{1b}[31m.\n\n\"Nobody \u{7}tells us > anything.\"\n\nTK and TK\n";
    let folder =
        folder(&[("a \"b\" & c.md", draft.as_bytes()), ("fine.md", b"All is well.\n"), ("x.docx", b"PK\x03\x04 cut")]);
    let (told, _) = stdout(copydesk(folder.path()).args(["check", "--no-corpus", "--format", "junit", "."]));
    assert!(told.chars().all(|c| c == '\n' || !c.is_control()), "{told:?}");
    let mut reader = quick_xml::Reader::from_str(&told);
    reader.config_mut().check_end_names = true;
    // Suites, cases and failures: as the attributes say, and as they stand there.
    let (mut open, mut said, mut there) = (Vec::new(), [0, 0], [0, 0]);
    loop {
        let event = reader.read_event().unwrap();
        let ends_at_once = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let value = |key: &str| {
                    let attribute = tag.try_get_attribute(key).unwrap();
                    let value = attribute.unwrap_or_else(|| panic!("{name} has no {key}: {told}"));
                    value.value.into_owned()
                };
                let wanted: (&str, &[&str]) = match name.as_str() {
                    "testsuites" => ("", &["tests", "failures"]),
                    "testsuite" => ("testsuites", &["name", "tests", "failures"]),
                    "testcase" => ("testsuite", &["name", "classname"]),
                    "failure" => ("testcase", &["type", "message"]),
                    "system-err" => ("testsuite", &[]),
                    other => panic!("{other} is nothing that CI reads"),
                };
                assert_eq!(open.last().map_or("", String::as_str), wanted.0, "{name} stands in the wrong place");
                wanted.1.iter().for_each(|key| assert!(!value(key).is_empty(), "{name} has an empty {key}"));
                if name == "testsuite" {
                    said = [
                        said[0] + value("tests").parse::<usize>().unwrap(),
                        said[1] + value("failures").parse::<usize>().unwrap(),
                    ];
                }
                there = [there[0] + usize::from(name == "testcase"), there[1] + usize::from(name == "failure")];
                if !ends_at_once {
                    open.push(name);
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((said, open.len()), (there, 0), "{told}");
    assert!(
        there[1] >= 3
            && told.contains("system-err")
            && told.contains(&format!("tests=\"{}\" failures=\"{}\"", there[0], there[1]))
    );
}

#[test]
fn only_changed_lines_are_told_against_a_revision() {
    let folder = folder(&[("old.md", LOOSE), ("mixed.md", LOOSE)]);
    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "init.defaultBranch=main"];
        let mut command = std::process::Command::new("git");
        let done = command.current_dir(folder.path()).args(identity).args(args).output().expect("git is there");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "before"]);
    let told = || stdout(copydesk(folder.path()).args(["check", "--format", "concise", "--changed-since", "HEAD"]));
    assert_eq!(told(), (String::new(), 0), "nothing changed");
    let more = [LOOSE, b"\n\"Not even the time of the last boat.\"\n"].concat();
    std::fs::write(folder.path().join("mixed.md"), more).unwrap();
    std::fs::write(folder.path().join("new.md"), LOOSE).unwrap();
    let (text, code) = told();
    let places: Vec<_> = text.lines().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!((places, code), (vec!["mixed.md:5:1", "new.md:3:1"], 1));
    let unknown = copydesk(folder.path()).args(["check", "--changed-since", "no-such-rev"]).output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("there is no revision no-such-rev"));
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let folder = folder(&[("loose.md", LOOSE)]);
    let binary = assert_cmd::cargo::cargo_bin("copydesk");
    let mut child = std::process::Command::new(binary)
        .current_dir(folder.path())
        .args(["check", "loose.md"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(1), String::new()));
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let folder = folder(&[("loose.md", LOOSE)]);
    let (text, _) = stdout(copydesk(folder.path()).args(["check", "loose.md"]));
    assert!(!text.contains('\u{1b}'));
    let (text, _) = stdout(copydesk(folder.path()).args(["check", "loose.md", "--color", "always"]));
    assert!(text.contains('\u{1b}'));
}

#[test]
fn a_draft_cannot_reach_the_terminal() {
    let folder = folder(&[("loose.md", b"\"Nobody \x1b]0;owned\x07 tells us anything about the last boat, or about the one before it, or the one after.\"\n")]);
    for format in ["full", "concise", "github", "junit"] {
        let (text, _) = stdout(copydesk(folder.path()).args(["check", "loose.md", "--format", format]));
        assert!(text.contains("loose.md") && !text.contains(['\u{1b}', '\u{7}']), "{format}: {text:?}");
    }
}

#[test]
fn the_workspaces_drafts_are_checked_without_a_path() {
    let settings =
        b"exclude = [\"old\"]\nlists.words = [\"style/words.txt\"]\nlists.protected = [\"style/names.txt\"]\n\
        [collections.archive]\npath = \"archive\"\n";
    let folder = folder(&[
        ("copydesk.toml", settings),
        ("drafts/a.md", LOOSE),
        ("old/b.md", LOOSE),
        ("archive/c.md", LOOSE),
        ("hidden.md", LOOSE),
        ("style/words.txt", b"ferry boat -> ferry\n"),
        ("style/names.txt", b"Ida Falkenrath\n"),
        ("known.txt", LOOSE),
        (".gitignore", b"hidden.md\n"),
    ]);
    let (text, _) = stdout(copydesk(folder.path()).args(["check", "--format", "concise", "--baseline", "known.txt"]));
    let places: Vec<_> = text.lines().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(places, ["drafts/a.md:3:1"]);
    assert!(folder.path().join(".copydesk/.gitignore").is_file(), "the index lies in the workspace");
}

#[test]
fn completions_know_every_command() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let (script, _) = stdout(copydesk(folder.path()).args(["completions", shell]));
        assert!(["check", "find", "index", "write-baseline"].iter().all(|word| script.contains(word)), "{shell}");
    }
}

#[test]
fn no_report_repeats_a_protected_name() {
    let folder = folder(&[
        ("copydesk.toml", b"lists.protected = [\"protected.txt\"]\n"),
        ("protected.txt", "Åsa Lindqvist\n".as_bytes()),
        ("draft.md", "Åsa Lindqvist saw the books.\n".as_bytes()),
    ]);
    for format in ["full", "concise", "json", "sarif", "github", "junit"] {
        let (text, _) = stdout(copydesk(folder.path()).args(["check", "draft.md", "--format", format]));
        assert!(text.contains("protected-name") && !text.contains("Lindqvist"), "{format}: {text}");
    }
}
