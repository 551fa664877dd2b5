//! The speaker's sentence without the speaker's marks.

use super::paragraph::{BLOT, Paragraph};
use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::corpus::question::Record;
use crate::finding::{Finding, Severity, Spot};
use crate::prose::reading::Reading;
use crate::prose::story::Story;
use crate::prose::token::{Kind, Token};
use crate::prose::words::last_word;
use crate::settings::Style;
use crate::text::passage::Role;
use regex::Regex;
use std::sync::LazyLock;

/// With more first-person sentences than this outside marks, the writer is in the story.
const MOST: usize = 2;

/// Sections whose writers say I.
const PERSONAL: [&str; 14] = [
    "opinion",
    "comment",
    "column",
    "columns",
    "editorial",
    "editorials",
    "letters",
    "blog",
    "essay",
    "review",
    "reviews",
    "newsletter",
    "first person",
    "travel",
];

/// The newsroom speaks of itself: `we asked`, `our reporter`.
static NEWSROOM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:we|i) (?:have |had )?(?:asked|contacted|approached|reported|spoke|met|understand|reveal|told|know|visited|saw|learned|learnt|called|see|can|are told)\b|\bour (?:reporter|correspondent|sister|coverage|story|newsletter|readers|report)",
    )
});

/// `a world of our own, thinks Lund`: reported, if freely.
static REPORTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:said|says|thinks|thought|believes|believed|argues|argued|reckons|reckoned|told|adds|added|feels|felt|according to)\b",
    )
});

pub static RULE: Rule = Rule {
    code: "unmarked-first-person",
    summary: "an I, we or our beside a quotation, outside its marks, in news copy",
    severity: Some(Severity::Warning),
    explain: "\"I have no doubt\" without marks, between two quotations, is the speaker's sentence printed as the reporter's: a mark was \
lost or closed too soon.\n\n\
Left alone: opinion, columns, reviews, newsletters and letters (by `section`), stories with more than two such sentences, whose writer \
is in them, reported thought (\"thinks Lund\"), a we inside somebody's clause, the newsroom speaking of itself (\"we asked\"), questions, World War I, sentences that do not stand beside a quotation.\n\n\
What to do: put the marks round the sentence, or report it: she had no doubt.",
    on_record: "",
    wrong: "\"The boats are ready,\" Ana Lund said. I have no doubt that we will sail. \"The crews have been paid.\"\n",
    right: "\"The boats are ready,\" Ana Lund said. \"I have no doubt that we will sail. The crews have been paid.\"\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let section = story.meta.and_then(|m| m.section.as_deref()).unwrap_or_default().to_lowercase();
    if PERSONAL.contains(&section.as_str()) {
        return Vec::new();
    }
    let mut personal = 0;
    let mut findings = Vec::new();
    for (passage, reading) in story.readings.iter().copied().enumerate() {
        if !matches!(reading.role, Role::Paragraph) || !reading.tokens.iter().any(|t| is_first_person(reading, t)) {
            continue;
        }
        let found = sentences(passage, reading);
        personal += found.len();
        findings.extend(found.into_iter().filter(|f| f.1).map(|f| f.0));
        if personal > MOST {
            return Vec::new();
        }
    }
    let message = "this is somebody's own sentence, outside the marks; put marks round it, or report it";
    findings.into_iter().map(|at| RULE.finding(at, message)).collect()
}

/// First-person sentences outside marks, and whether each stands beside a quotation as if it belonged to it.
fn sentences(passage: usize, reading: &Reading) -> Vec<(Spot, bool)> {
    let paragraph = Paragraph::of(reading, None);
    let narration = &paragraph.narration;
    let mut found = Vec::new();
    for (range, span) in reading.sentences.iter().zip(paragraph.sentences()) {
        let words = span.of(narration);
        let mut tokens = reading.tokens[range.clone()].iter();
        let outside = |t: &&Token| is_first_person(reading, t) && !t.span().of(narration).starts_with(BLOT);
        let Some(first) = tokens.find(outside) else { continue };
        let closed_before = narration[..span.start].contains(BLOT);
        let open_after = narration[span.end..].trim_start().starts_with(BLOT);
        // `the gadgets we carry` is anybody's; a speaker's own sentence says I, or begins with we.
        let word = first.of(&reading.text);
        let own_voice = word.starts_with('I') || word.eq_ignore_ascii_case("my") || first.span().start == span.start;
        let own = own_voice
            && !words.contains(BLOT)
            && !words.ends_with('?')
            && !NEWSROOM.is_match(words)
            && !REPORTED.is_match(words);
        found.push((Spot { passage, span }, own && closed_before && open_after));
    }
    found
}

fn is_first_person(reading: &Reading, token: &Token) -> bool {
    // Every word of the story comes by here at every key.
    let first = reading.text.as_bytes()[token.span().start];
    if !matches!(first, b'I' | b'W' | b'w' | b'O' | b'o' | b'M' | b'm') || token.span().len() > 6 {
        return false;
    }
    let word = token.of(&reading.text);
    if token.kind != Kind::Word {
        return false;
    }
    // `World War I`, `Elizabeth I`: a numeral.
    let after_name = word == "I" && starts_as_name(last_word(reading.text[..token.span().start].trim_end()));
    let in_a_name = word.starts_with(['M', 'O', 'W'])
        && !matches!(
            reading.text[..token.span().start].trim_end().chars().last(),
            None | Some('.' | '!' | '?' | ':' | '"' | '”' | '’' | '\'' | ',')
        );
    matches!(
        word,
        "I" | "I'm" | "I’m" | "I've" | "I’ve" | "We" | "we" | "Our" | "our" | "My" | "my" | "We're" | "We’re"
    ) && !after_name
        && !in_a_name
}

fn starts_as_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && !word.ends_with(['.', '!', '?', ','])
}
