//! A headline that quotes what nobody says below it.

use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Finding, Severity, Spot};
use crate::prose::reading::Reading;
use crate::prose::story::{Quotation, Story};
use crate::prose::token::Kind as Token;
use crate::settings::Style;
use crate::text::passage::Role;

pub static RULE: Rule = Rule {
    code: "headline-quote-unsupported",
    summary: "words in the headline's quotation marks that are nowhere in the story",
    severity: Some(Severity::Error),
    explain: "Marks in a headline say: somebody said these words. If the story does not have them, either they were not said, or the \
story was cut after the headline was written. (Needless marks do harm too: BBC.)\n\n\
Left alone: words that the story has anywhere, in marks or not, whole or with other words between them in one sentence; headlines \
without marks; a draft that has no story yet.\n\n\
What to do: quote what the story quotes, or take the marks off.",
    on_record: "",
    wrong: "Title: Harbour plan \"a disgrace\"\n\nThe plan for the harbour is \"a great pity\", Ana Lund said on Monday.\n",
    right: "Title: Harbour plan \"a great pity\"\n\nThe plan for the harbour is \"a great pity\", Ana Lund said on Monday.\n",
    english: false,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let body: Vec<&Reading> = story.readings.iter().copied().filter(|r| is_body(r.role)).collect();
    let unsupported = |q: &&Quotation| {
        let words: Vec<String> = words(story.readings[q.words.passage], q.words).collect();
        !words.is_empty() && !body.iter().any(|reading| has(reading, &words))
    };
    let quoted = story.quotations.iter().filter(|q| story.role(q.words) == Role::Headline && q.inside.is_none());
    if body.iter().map(|r| r.tokens.len()).sum::<usize>() < SHORTEST {
        return Vec::new();
    }
    quoted.filter(unsupported).map(|q| finding(story, &body, q)).collect()
}

/// British headlines put a claim in single marks in words of their own; where the story does say that, it is house style
/// and no error.
fn finding(story: &Story, body: &[&Reading], quotation: &Quotation) -> Finding<Spot> {
    let (at, passage) = (quotation.marked, quotation.words.passage);
    let words: Vec<String> = words(story.readings[passage], quotation.words).filter(|w| w.len() > 3).collect();
    let said = |reading: &&Reading| {
        let here = |w: &&String| reading.tokens.iter().any(|t| is_akin(w, t.of(&reading.text)));
        !words.is_empty() && words.iter().filter(here).count() * 2 >= words.len()
    };
    // `Bats "count" their neighbours`: one word is a term more often than somebody's.
    let in_other_words = story.text(at).starts_with(['\'', '‘']) || words.len() == 1;
    if in_other_words && body.iter().any(said) {
        let message =
            "the headline puts a claim in marks that the story makes in other words; quote it, or take the marks off";
        return Finding { severity: Severity::Information, ..RULE.finding(at, message) };
    }
    RULE.finding(
        at,
        "the headline puts these words in marks, but the story does not have them; quote it as it stands there",
    )
}

/// `fail` and `failed`, `class` and `classroom`.
fn is_akin(plain: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    let stem = plain.char_indices().nth(5).map_or(plain, |(at, _)| &plain[..at]);
    word.starts_with(stem)
}

/// Tokens of a story that has begun.
const SHORTEST: usize = 8;

const fn is_body(role: Role) -> bool {
    matches!(role, Role::Paragraph | Role::BlockQuote | Role::ListItem)
}

/// The words at a spot in small letters, apostrophes in one form.
fn words(reading: &Reading, at: Spot) -> impl Iterator<Item = String> {
    let inside = move |t: &&crate::prose::token::Token| at.span.overlaps(&t.span());
    reading.tokens.iter().filter(inside).filter(|t| is_word(t.kind)).map(|t| plain(t.of(&reading.text)))
}

const fn is_word(kind: Token) -> bool {
    matches!(kind, Token::Word | Token::Number)
}

/// A plural in a headline is no other word.
fn plain(word: &str) -> String {
    word.trim_end_matches(['.', 's']).to_lowercase().replace('’', "'")
}

/// Whether one sentence of the paragraph has all the words in their order.
fn has(reading: &Reading, words: &[String]) -> bool {
    reading.sentences.iter().any(|sentence| {
        let mut wanted = words.iter().peekable();
        for token in &reading.tokens[sentence.clone()] {
            let here = token.of(&reading.text);
            // Lengths first: nearly every word of a long story is passed over without being copied.
            wanted.next_if(|w| w.len().abs_diff(here.len()) <= 3 && is_word(token.kind) && **w == plain(here));
        }
        wanted.peek().is_none()
    })
}
