//! What came along with the paste.

use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Finding, Spot};
use crate::prose::reading::Reading;
use crate::prose::story::Story;
use crate::settings::Style;
use crate::text::passage::Role;
use crate::text::span::Span;

/// A whole paragraph of a web page, or its beginning where a colon or more words follow.
const FURNITURE: [&str; 24] = [
    "like this",
    "read more",
    "read also",
    "also read",
    "related",
    "related articles",
    "related stories",
    "share this",
    "share this article",
    "advertisement",
    "advertising",
    "sign up for our newsletter",
    "sign up to our newsletter",
    "subscribe to our newsletter",
    "follow us on twitter",
    "follow us on facebook",
    "click here",
    "click to share",
    "continue reading",
    "story continues below",
    "loading...",
    "comments",
    "leave a comment",
    "you may also like",
];
/// Furniture is short; a paragraph longer than this is somebody's sentence.
const LONGEST: usize = 80;

pub static RULE: Rule = Rule {
    code: "pasted-boilerplate",
    summary: "web furniture that came with a paste: Read more, Like this, the headline again",
    severity: None,
    explain: "Text copied from a page brings its buttons along, and its headline twice. Readers see at once that nobody read the copy.\n\n\
Off until the house asks for it.\n\n\
Left alone: headings, the same words inside a sentence, quoted words.\n\n\
What to do: delete the paragraph.",
    on_record: "",
    wrong: "The bridge opens in May.\n\nRead more: why the bridge opens a year late.\n\nIt carries 4,000 cars a day.\n",
    right: "The bridge opens in May.\n\nIt carries 4,000 cars a day.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let headline = story.readings.iter().find(|r| r.role == Role::Headline).map(|r| r.text.trim());
    let paragraphs = story.readings.iter().copied().enumerate().filter(|(_, r)| r.role == Role::Paragraph);
    let short = paragraphs.filter(|(_, r)| r.text.len() <= LONGEST.max(headline.map_or(0, str::len)));
    let finding = |(passage, reading): (usize, &Reading)| {
        let text = reading.text.trim();
        let again = headline.is_some_and(|h| h.eq_ignore_ascii_case(text.trim_end_matches('.')) && !text.is_empty());
        let message = match again {
            true => "the headline again; one is enough",
            false if is_furniture(text) => "this came from a web page, not from the story; delete it",
            false => return None,
        };
        Some(RULE.finding(Spot { passage, span: Span::new(0, reading.text.len()) }, message))
    };
    short.filter_map(finding).collect()
}

fn is_furniture(text: &str) -> bool {
    let plain = text.to_lowercase();
    FURNITURE.iter().any(|words| {
        plain.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '»', '→', '>']))
    })
}
