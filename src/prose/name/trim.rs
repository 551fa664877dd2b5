//! What stands with a name and is no part of it: titles, letters of honour, marks, an article.

use super::role;
use crate::text::span::{InPassage, Span};

/// `Ms` is no part of a person's name.
pub fn without_courtesy(text: &str, span: Span<InPassage>) -> Span<InPassage> {
    Span::new(span.start + courtesy(text, span).map_or(0, str::len), span.end)
}

/// Nor are the letters behind it: `Neha Rao SC`.
pub fn without_honours(text: &str, mut span: Span<InPassage>) -> Span<InPassage> {
    while let Some((name, last)) = span.of(text).rsplit_once(' ')
        && role::is_honour(last)
    {
        span.end = span.start + name.trim_end_matches([' ', ',']).len();
    }
    span
}

/// `Ms `, where a name begins with it.
pub fn courtesy(text: &str, span: Span<InPassage>) -> Option<&'static str> {
    let name = span.of(text);
    let titles = ["Mr ", "Mrs ", "Ms ", "Miss ", "Mr. ", "Mrs. ", "Ms. "];
    titles.into_iter().filter(|_| name.starts_with('M')).find(|title| name.starts_with(title))
}

/// The name without what belongs to the sentence: marks around it, a leading "the", a final "'s".
pub fn trimmed(text: &str, span: Span<InPassage>) -> Span<InPassage> {
    let name = &text[span.range()];
    let name_start = name.trim_start_matches(may_open);
    let mut start = span.end - name_start.len();
    if name_start.len() > 4 && name_start.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the ")) {
        start += 4;
    }
    let rest = &text[start..span.end];
    let rest = rest.trim_end_matches(may_close);
    let rest = rest.strip_suffix("'s").or_else(|| rest.strip_suffix("’s")).unwrap_or(rest);
    Span::new(start, start + rest.len())
}

/// Blanks and marks that may stand before a name.
const fn may_open(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '"' | '“' | '”' | '\'' | '‘' | '`' | '«')
}

/// Blanks and marks that may stand behind one.
const fn may_close(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '"' | '“' | '”' | '`' | '»')
}
