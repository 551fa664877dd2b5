//! Quotation marks as rules move them: which ones a quotation has, of which family and form.

use crate::finding::Edit;
use crate::prose::quote::Quoted;
use crate::prose::token::{is_double_mark, is_mark};
use crate::text::span::{InPassage, Span};

/// Single or double; two single marks count as a double one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Double,
    Single,
}

/// How a mark is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `"` `'`
    Straight,
    /// `“ ”` `‘ ’`
    Curly,
    /// Guillemets, low and doubled single marks: another language's or machine's business.
    Other,
}

/// The opening and the closing mark, where the quotation has them.
pub fn of(text: &str, quoted: &Quoted) -> [Option<Span<InPassage>>; 2] {
    let (marked, words) = (quoted.marked, quoted.words);
    let open = text.get(marked.start..words.start).map_or(0, |lead| lead.trim_end().len());
    let close = text.get(words.end..marked.end).map_or(0, |tail| tail.trim_start().len());
    let span = |start, end| (start < end).then(|| Span::new(start, end));
    [span(marked.start, marked.start + open), span(marked.end - close, marked.end)]
}

/// The family of a mark.
pub fn family(mark: &str) -> Family {
    let double = mark.chars().count() > 1 || mark.starts_with(is_double_mark);
    if double { Family::Double } else { Family::Single }
}

/// The form of a mark.
pub fn form(mark: &str) -> Form {
    match mark {
        "\"" | "'" => Form::Straight,
        "“" | "”" | "‘" | "’" => Form::Curly,
        _ => Form::Other,
    }
}

/// The mark of that family and form that opens, or closes; of another form, none.
pub const fn drawn(family: Family, form: Form, opens: bool) -> Option<&'static str> {
    Some(match (family, form, opens) {
        (Family::Double, Form::Straight, _) => "\"",
        (Family::Single, Form::Straight, _) => "'",
        (Family::Double, Form::Curly, true) => "“",
        (Family::Double, Form::Curly, false) => "”",
        (Family::Single, Form::Curly, true) => "‘",
        (Family::Single, Form::Curly, false) => "’",
        (_, Form::Other, _) => return None,
    })
}

/// A stop moved over a closing mark; `stop` and `close` are neighbours.
pub fn swapped(text: &str, stop: Span<InPassage>, close: Span<InPassage>) -> Vec<Edit<Span<InPassage>>> {
    let both = stop.cover(&close);
    let (first, second) = if stop.start < close.start { (close, stop) } else { (stop, close) };
    vec![Edit { at: both, text: format!("{}{}", first.of(text), second.of(text)) }]
}

/// Whether a mark stands at the end of `words`: a nested quotation ends there too.
pub fn ends_in_mark(words: &str) -> bool {
    words.ends_with(is_mark)
}
