//! The checker's sheet, as text: what must stand on it, and what must not run. `editors/tests/sheet.sh` opens it in a
//! browser.

use base64::Engine;
use copydesk::report::sheet::{SCRIPT_HASH, STYLE_HASH};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_copydesk")).current_dir(folder).args(args).output().unwrap()
}

/// The page of a draft held against the sample newsroom or a folder of its own.
fn page(draft: &str, archive: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("draft.md"), draft).unwrap();
    std::fs::create_dir(folder.path().join("archive")).unwrap();
    for (name, text) in archive {
        std::fs::write(folder.path().join("archive").join(name), text).unwrap();
    }
    let index = folder.path().join("index");
    let out = run(
        folder.path(),
        &["sheet", "draft.md", "-o", "sheet.html", "--corpus", "archive", "--index", index.to_str().unwrap()],
    );
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    std::fs::read_to_string(folder.path().join("sheet.html")).unwrap()
}

const ARCHIVE: [(&str, &str); 1] = [(
    "2024-03-07-quay.md",
    "---\ntitle: Quay stays\ndate: 2024-03-07\n---\n\"We will never sell the old quay to anybody,\" Ana Ruiz told the council.\n",
)];
const DRAFT: &str = "---\ntitle: Ruiz speaks\ndate: 2024-05-01\n---\n\"We will not sell the old quay to anybody,\" Mayor Ana Ruiz said.\n\n\
\"The crews have been paid,\" Nils Dahl said.\n";

#[test]
fn a_sheet_that_lies_among_the_drafts_is_neither_draft_nor_record() {
    let sheet = page(DRAFT, &ARCHIVE);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("sheet.html"), sheet).unwrap();
    let quotes = run(folder.path(), &["extract", "quotes", "sheet.html"]);
    assert!(quotes.status.success());
    assert_eq!(String::from_utf8_lossy(&quotes.stdout), "{\"doc\":\"sheet.html\",\"quotes\":[]}\n");
    let found = run(folder.path(), &["find", "--corpus", ".", "We will never sell the old quay to anybody"]);
    assert!(String::from_utf8_lossy(&found.stdout).contains("Not on record"), "{found:?}");
}

#[test]
fn a_quotation_stands_with_its_speaker_the_record_and_boxes_to_tick() {
    let page = page(DRAFT, &ARCHIVE);
    for part in [
        "<mark id=\"s1\">",
        "href=\"#q1\"",
        "id=\"q2\"",
        "</a> Ana Ruiz</h3>",
        "On record in other words",
        "<del><span class=\"sr\">draft: </span>not</del><ins><span class=\"sr\">record: </span>never</ins>",
        "<time datetime=\"2024-03-07\">",
        "href=\"./archive/2024-03-07-quay.md\"",
        "Not on record.",
        "data-tick=\"words\"",
        "<li class=\"own\">this draft</li>",
        "Who is quoted how much",
        "<th scope=\"row\">Nils Dahl</th>",
    ] {
        assert!(page.contains(part), "{part} is not on\n{page}");
    }
}

#[test]
fn words_of_drafts_and_records_are_shown_and_never_run() {
    let evil = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    let draft = format!(
        "---\ntitle: 'Ruiz <script>alert(0)</script>'\nauthor: '\"><script>alert(9)</script>'\n---\n`{evil}` \"We will not sell the old quay <b onclick=x> to anybody,\" Ana Ruiz said.\n\n\
\"See {{{{ constructor }}}} </style></script><script>alert(3)</script>,\" said Ana O\"><svg onload=alert(4)>.\n"
    );
    let record = format!(
        "---\ntitle: 'Quay {evil}'\noutlet: '{evil}'\n---\n\"We will never sell the old quay </script><script>alert(5)</script> to anybody,\" Ana Ruiz told the council.\n"
    );
    let page = page(&draft, &[("quay's \"best\" <b>.md", &record)]);
    assert_eq!(page.matches("<script").count(), 1, "one script, ours");
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("</style").count(), 1);
    assert!(!page.contains("<img") && !page.contains("<b onclick") && !page.contains("<svg onload"));
    assert!(page.contains("&lt;script&gt;alert(0)&lt;/script&gt;"), "shown");
}

#[test]
fn the_page_allows_only_its_own_script_and_style() {
    let page = page(DRAFT, &ARCHIVE);
    let inside =
        |from: &str, to: &str| page.split(from).nth(1).and_then(|rest| rest.split(to).next()).unwrap().to_owned();
    let hash = |text: &str| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
    assert_eq!(SCRIPT_HASH, hash(&inside("<script>", "</script>")), "put this into src/report/sheet/mod.rs");
    assert_eq!(STYLE_HASH, hash(&inside("<style>", "</style>")), "put this into src/report/sheet/mod.rs");
    assert!(page.contains("default-src 'none'"));
    assert!(!page.contains(" style=\"") && !page.contains(" onclick") && !page.contains("http://"));
}

#[test]
fn every_number_leads_somewhere_and_no_id_stands_twice() {
    let newsroom = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/newsroom");
    for draft in ["night-boat-vote.md", "second-storm.txt", "lamp-keeper.md"] {
        let out = run(&newsroom, &["sheet", &format!("drafts/{draft}"), "--no-corpus"]);
        let page = String::from_utf8(out.stdout).unwrap();
        let values = |attribute: &str| -> Vec<String> {
            page.split(&format!(" {attribute}=\""))
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .collect()
        };
        let ids = values("id");
        let mut once = ids.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "{draft}");
        for to in values("href").iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(ids.iter().any(|id| id == to), "{draft}: #{to} leads nowhere");
        }
    }
}

#[test]
fn a_draft_without_quotations_has_a_sheet_too() {
    let page = page("Nothing was said.\n", &[]);
    assert!(page.contains("There are none.") && page.contains("0 of 0 quotations checked"));
}

#[test]
fn the_sheet_never_replaces_its_draft() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("draft.md"), DRAFT).unwrap();
    let out = run(folder.path(), &["sheet", "draft.md", "-o", "./draft.md", "--no-corpus"]);
    assert_eq!(out.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(folder.path().join("draft.md")).unwrap(), DRAFT);
}
