//! The desk as a machine: what it thinks of a draft must not depend on how the draft came to be.

use copydesk::corpus::article::Rank;
use copydesk::corpus::question::{Answer, Level, Match, Question, Reach};
use copydesk::desk::Desk;
use copydesk::finding::{Citation, Finding};
use copydesk::settings::Style;
use copydesk::text::format::Format;
use copydesk::text::span::Span;
use proptest::prelude::*;
use std::cell::Cell;

const KEY: &str = "draft";

fn desk() -> Desk {
    Desk::new(Style::default(), Reach::Absent)
}

fn found_at_once(format: Format, text: &str) -> Vec<Finding> {
    let mut desk = desk();
    desk.open(KEY, format, text, 1);
    desk.check(KEY).expect("open").findings
}

/// What a draft is made of: every construct that can move the borders of blocks.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "\"We will mend the pier before winter,\" Ida Lund said.",
        "\"Nobody asked the island about any of this at all.\"",
        "The road is closed",
        "\n",
        "\n\n",
        "\r\n\r\n",
        "\"",
        "”",
        "“Late, as ever,",
        "---\n",
        "title: A pier\n",
        "+++\n",
        "```\n",
        "~~~\n",
        "<!-- copydesk: allow unattributed-quote song -->\n",
        "<!--",
        "-->",
        "    indented\n",
        "> quoted\n",
        "- item\n",
        "# Head\n",
        "Published: 7 March 2024\n",
        "By Ida Lund\n",
        "<p>",
        "</p>",
        " ",
        "é😀\u{301}",
        "\r",
        "A short headline",
    ];
    prop::sample::select(pieces.to_vec()).prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..30).prop_map(|pieces| pieces.concat())
}

fn format() -> impl Strategy<Value = Format> {
    prop::sample::select(vec![Format::Plain, Format::Markdown, Format::Html])
}

fn cut(text: &str, share: f64) -> usize {
    let wanted = (text.len() as f64 * share) as usize;
    (0..=wanted.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// A newer text comes in when it has been asked after `times` times.
fn after(times: usize) -> impl Fn() -> bool {
    let left = Cell::new(times);
    move || left.replace(left.get().saturating_sub(1)) == 0
}

#[test]
fn a_check_is_given_up_when_a_newer_text_waits_and_the_next_one_is_whole() {
    let text = "\"Nobody asked the island about any of this.\"\n\nIt opens on TK.\n\n".repeat(3);
    let mut desk = desk();
    desk.open(KEY, Format::Markdown, &text, 1);
    let whole = found_at_once(Format::Markdown, &text);
    assert!(!whole.is_empty());
    let tries = (0..).find_map(|times| desk.check_unless(KEY, &after(times)).map(|verdict| (times, verdict.findings)));
    let (times, findings) = tries.expect("it comes to an end");
    assert!(times > 6, "asked only {times} times, for six paragraphs and the rules");
    assert_eq!(findings, whole);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_draft_typed_in_is_the_draft_read_at_once(
        format in format(),
        start in text(),
        edits in prop::collection::vec((0.0..1.0f64, 0.0..0.2f64, piece()), 1..25),
        steps in 1usize..400,
    ) {
        let mut desk = desk();
        desk.receive(KEY, format, &start, 1);
        let mut model = start;
        for (version, (at, share, new)) in edits.iter().enumerate() {
            let from = cut(&model, *at);
            let to = cut(&model, at + share).max(from);
            model.replace_range(from..to, new);
            desk.edit(KEY, Span::new(from, to), new, version as i32 + 2);
            if version % 3 == 0 {
                desk.read_on(KEY, steps);
            }
            desk.check_unless(KEY, &after(version * steps % 40));
        }
        while !desk.read_on(KEY, steps) {}
        let typed = desk.draft(KEY).expect("open");
        let mut fresh = self::desk();
        fresh.open(KEY, format, &model, 1);
        let fresh = fresh.draft(KEY).expect("open");
        prop_assert_eq!(typed.buffer().text(), model.as_str());
        prop_assert_eq!(typed.len(), fresh.len());
        for i in 0..typed.len() {
            prop_assert_eq!(typed.extent(i), fresh.extent(i));
            prop_assert_eq!(&typed.passage(i).text, &fresh.passage(i).text);
            prop_assert_eq!(typed.readings()[i].role, fresh.readings()[i].role);
        }
        prop_assert_eq!(&typed.story().cast, &fresh.story().cast);
        prop_assert_eq!(&typed.story().quotations, &fresh.story().quotations);
        prop_assert_eq!(&typed.story().stray, &fresh.story().stray);
        prop_assert_eq!(desk.check(KEY).expect("open").findings, found_at_once(format, &model));
    }

    #[test]
    fn a_whole_new_text_is_read_as_such(format in format(), old in text(), new in text()) {
        let mut desk = desk();
        desk.open(KEY, format, &old, 1);
        desk.replace(KEY, &new, 2);
        prop_assert_eq!(desk.check(KEY).expect("open").findings, found_at_once(format, &new));
    }
}

/// Types `keys` letter by letter at the end of a draft, checked after each; the codes that were ever shown.
fn shown_while_typing(desk: &mut Desk, keys: &str) -> Vec<&'static str> {
    let mut shown = Vec::new();
    for (version, key) in keys.chars().enumerate() {
        let end = desk.draft(KEY).expect("open").buffer().len();
        desk.edit(KEY, Span::new(end, end), key.encode_utf8(&mut [0; 4]), version as i32 + 2);
        shown.extend(desk.check_typing(KEY).expect("open").findings.iter().map(|f| f.code));
    }
    shown
}

fn opened(text: &str) -> Desk {
    let mut desk = desk();
    desk.open(KEY, Format::Markdown, text, 1);
    desk.check_typing(KEY);
    desk
}

#[test]
fn no_squiggle_flickers_while_a_quotation_is_typed() {
    let mut desk = opened("The pier was closed on Monday.\n\n");
    let typed = "\"We will mend the pier before winter. Nobody asked us,\" Ida Lund said.\n\n“So we did,” she said.";
    assert_eq!(shown_while_typing(&mut desk, typed), [""; 0]);
}

#[test]
fn a_loose_quotation_is_told_once_the_writer_goes_on_to_the_next_paragraph() {
    let mut desk = opened("");
    assert_eq!(shown_while_typing(&mut desk, "\"Nobody asked the island about any of this.\""), [""; 0]);
    assert!(shown_while_typing(&mut desk, "\n\nThe").contains(&"unattributed-quote"));
}

#[test]
fn a_loose_quotation_is_told_when_the_writer_rests() {
    let mut desk = opened("");
    shown_while_typing(&mut desk, "\"Nobody asked the island about any of this.\"");
    assert!(desk.rest(KEY));
    assert_eq!(desk.check_typing(KEY).expect("open").findings.len(), 1);
    assert!(!desk.rest(KEY));
}

#[test]
fn what_was_there_before_stays_while_its_paragraph_is_typed_in() {
    let mut desk = opened("\"Nobody asked the island about any of this.\"");
    let at = Span::new(7, 7);
    desk.edit(KEY, at, "x", 2);
    assert_eq!(desk.check_typing(KEY).expect("open").findings.len(), 1);
}

#[test]
fn a_paste_has_no_grace() {
    let mut desk = opened("");
    desk.edit(KEY, Span::new(0, 0), "\"Nobody asked the island about any of this.\"\n", 2);
    assert_eq!(desk.check_typing(KEY).expect("open").findings.len(), 1);
}

fn on_record(path: &str, speaker: &str) -> Match {
    let citation = Citation { path: path.to_owned(), speaker: Some(speaker.to_owned()), ..Citation::default() };
    Match {
        level: Level::Same,
        score: 1.0,
        changes: Vec::new(),
        citation,
        speaker: Some((speaker.to_owned(), 1.0)),
        spoken: true,
        rank: Rank::Archive,
        prints: Vec::new().into(),
    }
}

#[test]
fn what_lies_at_the_drafts_own_path_is_no_evidence() {
    let words = "We will mend the pier before the winter storms come.";
    let draft = format!("\"{words}\" Ida Lund said.\n");
    let mut desk = Desk::new(Style::default(), Reach::Reached);
    desk.open("archive/pier.md", Format::Markdown, &draft, 0);
    let asked = desk.check("archive/pier.md").expect("open").questions;
    assert!(
        matches!(&asked[0], Question::Quotation(asked) if asked.trim_end_matches('.') == words.trim_end_matches('.'))
    );
    let Question::Quotation(asked) = asked[0].clone() else { panic!("a quotation") };
    let matches = vec![on_record("archive/pier.md", "Per Holm"), on_record("archive/other.md", "Per Holm")];
    desk.answered([(Question::Quotation(asked.clone()), Answer::Quotation(matches))]);
    let left = desk.matches("archive/pier.md", &asked).expect("answered");
    assert_eq!(left.iter().map(|m| m.citation.path.as_str()).collect::<Vec<_>>(), ["archive/other.md"]);
}

#[test]
fn a_new_index_is_asked_again_and_the_last_answer_holds_until_then() {
    let mut desk = Desk::new(Style::default(), Reach::Reached);
    desk.open(KEY, Format::Markdown, "\"We will mend the pier before winter,\" Lund said.\n", 0);
    let questions = desk.check(KEY).expect("open").questions;
    assert_eq!(questions.len(), 1);
    let answer = Answer::Quotation(vec![on_record("archive/other.md", "Ida Lund")]);
    desk.answered([(questions[0].clone(), answer)]);
    assert!(desk.check(KEY).expect("open").questions.is_empty());
    desk.reaches(Reach::Reached, 7);
    assert_eq!(desk.check(KEY).expect("open").questions, questions);
    let Question::Quotation(words) = &questions[0] else { panic!("a quotation") };
    assert_eq!(desk.matches(KEY, words).expect("the last answer").len(), 1);
}
