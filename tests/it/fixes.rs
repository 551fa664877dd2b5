//! The first law of the house: no fix changes, adds or removes a letter or digit inside quotation marks.

use copydesk::checks::RULES;
use copydesk::corpus::question::Reach;
use copydesk::desk::Desk;
use copydesk::finding::{Finding, Severity};
use copydesk::settings::{Stops, Style};
use copydesk::text::format::{self, Format};
use proptest::prelude::*;
use std::ops::Range;
use std::path::Path;

#[test]
fn no_fix_of_any_case_or_example_touches_quoted_words() {
    let mut fixes = 0;
    for story in cases().iter().map(String::as_str).chain(RULES.iter().flat_map(|rule| [rule.wrong, rule.right])) {
        for format in [Format::Markdown, Format::Plain] {
            fixes += styles().iter().map(|style| hold_to_the_law(format, story, style)).sum::<usize>();
        }
    }
    assert!(fixes > 100, "only {fixes} fixes were tried: the law was not put to the test");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_fix_of_any_story_touches_quoted_words(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..40)) {
        let story = pieces.concat();
        for style in styles() {
            hold_to_the_law(Format::Markdown, &story, &style);
        }
    }
}

/// What stories are made of, and what goes wrong in them.
const PIECES: &[&str] = &[
    "\"",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "''",
    "«",
    "»",
    "\n\n",
    "\n\n# ",
    "\n> ",
    " ",
    ", ",
    ". ",
    "...",
    " … ",
    "..",
    "?",
    "!",
    ": ",
    "(the owners)",
    "[the quay]",
    "We open in May",
    "the boats are ready",
    "Ana Lund said",
    "she admitted",
    "he smiled",
    "Nils Dahl claimed",
    "it's",
    "6\"",
    "TK",
    "Friday, 12 March 2024",
    "experts say",
    "a source said",
    "pleased",
    "I have no doubt",
    "Twelve people were killed",
    "é",
    "⛴",
    "and of the",
];

/// The fixes of every rule, each applied by itself. How many there were.
fn hold_to_the_law(format: Format, story: &str, style: &Style) -> usize {
    let mut desk = Desk::new(style.clone(), Reach::Absent);
    desk.open("draft", format, story, 0);
    let findings = desk.check("draft").unwrap().findings;
    let before = quoted(format, story);
    let fixes: Vec<_> =
        findings.iter().flat_map(|finding| finding.fixes.iter().map(move |fix| (finding, fix))).collect();
    for (finding, fix) in &fixes {
        let mut after = story.to_owned();
        for edit in fix.edits.iter().rev() {
            let replaced = &after[edit.at.range()];
            // An insertion at the very edge of the words stands beside them.
            let touched = |w: &Range<usize>| edit.at.start < w.end && w.start < edit.at.end;
            let inserted = |w: &Range<usize>| edit.at.is_empty() && w.start < edit.at.start && edit.at.start < w.end;
            if before.iter().any(|w| touched(w) || inserted(w)) {
                assert_eq!(said(replaced), said(&edit.text), "{}: {}\n{story}", finding.code, fix.title);
            }
            after.replace_range(edit.at.range(), &edit.text);
        }
        assert_order(finding, &fix.edits.iter().map(|e| e.at.range()).collect::<Vec<_>>());
    }
    fixes.len()
}

/// Edits of a fix are in order and do not overlap.
fn assert_order(finding: &Finding, edits: &[Range<usize>]) {
    assert!(edits.windows(2).all(|two| two[0].end <= two[1].start), "{}: {edits:?}", finding.code);
}

/// The letters and digits of a text.
fn said(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Where the words of the outermost quotations stand in the source.
fn quoted(format: Format, story: &str) -> Vec<Range<usize>> {
    let document = format::read(format, story);
    let mut all = Vec::new();
    for (i, (passage, _)) in document.passages.iter().enumerate() {
        let reading = copydesk::prose::reader::read(passage);
        all.extend(reading.marks.quoted.iter().map(|q| document.to_source(i, q.words).range()));
    }
    all
}

/// Every rule on, in each of the houses there are.
fn styles() -> Vec<Style> {
    let levels = RULES.iter().map(|rule| (rule.code.to_owned(), Some(Severity::Hint))).collect();
    let style = Style { levels, ..Style::default() };
    [None, Some(Stops::American), Some(Stops::British)].map(|stops| Style { stops, ..style.clone() }).to_vec()
}

/// The drafts of all cases, carets and all: a stray line of carets is one more thing a draft may hold.
fn cases() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let folders = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    files
        .map(|path| {
            std::fs::read_to_string(path)
                .unwrap()
                .split_once("-- draft.md --\n")
                .map_or(String::new(), |(_, draft)| draft.to_owned())
        })
        .collect()
}
