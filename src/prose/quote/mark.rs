//! Each mark and what stands around it: does it look like one that opens, one that closes, or no quotation mark at all?

use crate::prose::token::{self, Kind, Token};
use crate::text::passage::Role;
use crate::text::span::{InPassage, Span};

/// A mark with what speaks against each use of it. Costs are in one unit; 0 is "nothing against it".
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub span: Span<InPassage>,
    /// Two single marks count as one double.
    pub double: bool,
    /// Against its opening a quotation.
    pub open: f32,
    /// Against its closing one.
    pub close: f32,
    /// Against its being an apostrophe, a prime or inches.
    pub other: f32,
    /// Whether a sentence ends before it and a new one begins after it: where a running quotation may open again.
    pub between_sentences: bool,
    /// Against single marks as the main ones here: copy uses them so in headlines.
    pub single_main: f32,
}

/// A mark that points the wrong way for its use. Seen about once in 150 marks of curly copy.
const WRONG_WAY: f32 = 2.5;

/// Finds the marks of a paragraph; those in tags and after an equals sign are no prose.
pub(super) fn marks(found: &mut Vec<Mark>, text: &str, tokens: &[Token], role: Role) {
    found.clear();
    let Some(first) = tokens.iter().position(|t| t.kind == Kind::Mark) else { return };
    let shapes = Shapes::of(text, &tokens[first..]);
    let single_main = if matches!(role, Role::Headline | Role::Heading) { 0.0 } else { 1.2 };
    let mut tag_end = 0;
    let mut attribute = false;
    for (i, token) in tokens.iter().enumerate() {
        if token.kind == Kind::Punctuation && text.as_bytes()[token.span().start] == b'<' {
            tag_end = tag_end.max(end_of_tag(text, token.span().start));
        }
        if token.kind != Kind::Mark || token.span().start < tag_end {
            continue;
        }
        let value_begins = text[..token.span().start].ends_with('=');
        if attribute || value_begins {
            attribute = value_begins && !attribute;
            continue;
        }
        for span in split(text, tokens, i) {
            found.push(weigh(text, span, shapes, single_main));
        }
    }
}

/// Conventions that change what a shape means, decided for the whole paragraph.
#[derive(Clone, Copy)]
struct Shapes {
    /// „low“ opens, so “ closes.
    german: bool,
    /// »inward« angle marks.
    inward: bool,
}

impl Shapes {
    fn of(text: &str, tokens: &[Token]) -> Self {
        let mut marks = tokens.iter().filter(|t| t.kind == Kind::Mark).map(|t| t.of(text));
        Self {
            german: marks.clone().any(|m| matches!(m, "„" | "‚")),
            inward: marks.find(|m| matches!(*m, "«" | "»" | "‹" | "›")).is_some_and(|m| matches!(m, "»" | "›")),
        }
    }
}

/// Where the tag that begins at byte `at` ends; `at` itself if none does. Tags are short.
fn end_of_tag(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at + 1..text.len().min(at + 600)];
    let named = rest.first().is_some_and(|b| b.is_ascii_lowercase() || *b == b'/' || *b == b'!');
    let end = rest.iter().position(|b| matches!(b, b'>' | b'<')).filter(|&i| rest[i] == b'>');
    end.filter(|_| named).map_or(at, |i| at + 1 + i)
}

/// A run of three single marks is a double and a single: the single one is the inner.
fn split(text: &str, tokens: &[Token], i: usize) -> impl Iterator<Item = Span<InPassage>> {
    let span = tokens[i].span();
    let is_pair = |t: &Token| t.kind == Kind::Mark && t.of(text).chars().count() == 2;
    let lone = |t: &Token| t.kind == Kind::Mark && !is_pair(t) && !t.spaced && span_is_single(text, t.span());
    let triple = |pair: &Token, next: &Token| is_pair(pair) && lone(next) && pair.of(text).starts_with(next.of(text));
    let closing = i > 0 && !tokens[i].spaced;
    let shift = |span: Span<InPassage>, by: usize| Span::new(span.start + by, span.end + by);
    let unit = span.len() / 2;
    let swapped = if closing && tokens.get(i + 1).is_some_and(|next| triple(&tokens[i], next)) {
        [Span::new(span.start, span.start + unit), shift(span, unit)]
    } else if i > 1 && triple(&tokens[i - 1], &tokens[i]) && !tokens[i - 1].spaced {
        [Span::new(0, 0); 2]
    } else {
        [span, Span::new(0, 0)]
    };
    swapped.into_iter().filter(|s| !s.is_empty())
}

fn span_is_single(text: &str, span: Span<InPassage>) -> bool {
    span.of(text).chars().next().is_some_and(token::is_single_mark)
}

fn weigh(text: &str, span: Span<InPassage>, shapes: Shapes, single_main: f32) -> Mark {
    let mark = span.of(text);
    let double = mark.chars().count() == 2 || !span_is_single(text, span);
    let around = Around::of(text, span);
    let (shape_open, shape_close) = shape_costs(mark, shapes);
    Mark {
        span,
        double,
        open: around.against_opening() + shape_open,
        close: around.against_closing() + shape_close,
        other: if double { around.against_inches() } else { around.against_apostrophe(text, span) },
        between_sentences: around.between_sentences(text, span),
        single_main,
    }
}

fn shape_costs(mark: &str, shapes: Shapes) -> (f32, f32) {
    let opens = (0.0, WRONG_WAY);
    let closes = (WRONG_WAY, 0.0);
    match mark.chars().next().unwrap_or('"') {
        '“' | '‘' if shapes.german => (0.5, 0.0),
        '“' | '‘' | '‟' | '‛' | '`' => opens,
        '”' | '’' => closes,
        '„' | '‚' => (0.0, 6.0),
        '«' | '‹' if shapes.inward => closes,
        '«' | '‹' => opens,
        '»' | '›' if shapes.inward => opens,
        '»' | '›' => closes,
        _ => (0.0, 0.0),
    }
}

/// The characters on both sides; `None` for white space and the paragraph's ends.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    fn of(text: &str, span: Span<InPassage>) -> Self {
        let solid = |c: &char| !c.is_whitespace();
        Self {
            before: text[..span.start].chars().next_back().filter(solid),
            after: text[span.end..].chars().next().filter(solid),
        }
    }

    fn against_opening(self) -> f32 {
        let before = match self.before {
            None | Some('(' | '[' | '{' | '—' | '–' | '/') => 0.0,
            Some('-') => 0.4,
            Some(c) if token::is_mark(c) => 0.3,
            Some(',' | ':' | ';') => 1.0,
            Some('.' | '!' | '?' | '…' | ')' | ']') => 2.0,
            Some(_) => 3.0,
        };
        let after = match self.after {
            None => 2.5,
            Some(c) if c.is_alphanumeric() || token::is_mark(c) => 0.0,
            Some('.' | '…' | '[' | '(' | '@' | '#' | '$' | '£' | '€' | '—' | '–' | '-' | '*' | '¿' | '¡') => {
                0.5
            }
            Some(',' | ';' | ':' | '!' | '?' | ')' | ']') => 3.0,
            Some(_) => 0.3,
        };
        before + after
    }

    fn against_closing(self) -> f32 {
        let before = if self.before.is_none() { 2.5 } else { 0.0 };
        let after = match (self.after, self.before) {
            (None, _) => 0.0,
            (Some(c), Some('.' | ',' | '!' | '?' | '…')) if c.is_alphanumeric() => 1.0,
            (Some(c), _) if c.is_alphanumeric() => 2.0,
            (Some(c), _) if token::is_mark(c) => 0.2,
            (Some('(' | '[' | '$' | '£' | '€'), _) => 1.0,
            _ => 0.0,
        };
        before + after
    }

    /// A mark right after a figure may be inches, feet, seconds or minutes.
    fn against_inches(self) -> f32 {
        let measured = self.before.is_some_and(|c| c.is_ascii_digit()) && !self.after.is_some_and(char::is_alphabetic);
        if measured { 0.7 } else { 9.0 }
    }

    fn against_apostrophe(self, text: &str, span: Span<InPassage>) -> f32 {
        match (self.before, self.after) {
            (Some(b), Some(a)) if b.is_alphanumeric() && a.is_alphanumeric() => 0.0,
            (Some(b), _) if b.is_ascii_digit() => 0.1,
            (Some('s' | 'S' | 'z' | 'x'), _) => 0.4,
            (Some(_), _) if ends_with_elision(&text[..span.start]) => 0.1,
            (Some('n' | 'N'), _) if text[..span.start].ends_with("in") => 0.6,
            (Some(b), _) if b.is_alphabetic() => 1.2,
            (_, Some(a)) if a.is_ascii_digit() => 0.2,
            (_, Some(a)) if a.is_alphabetic() && begins_with_elision(&text[span.end..]) => 0.1,
            (None, None) => 1.0,
            _ => 2.0,
        }
    }

    fn between_sentences(self, text: &str, span: Span<InPassage>) -> bool {
        let before = text[..span.start].trim_end();
        let ended = before.ends_with(['.', '!', '?', '…', ':', ']']) || before.is_empty();
        let begins = self.after.is_some_and(|c| !c.is_lowercase() && !matches!(c, ',' | '.' | ';' | ')'));
        self.before.is_none() && ended && begins
    }
}

/// Words that have lost their end.
fn ends_with_elision(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    ["n", "an", "o", "ol", "th", "wi"].iter().any(|e| word.eq_ignore_ascii_case(e))
}

/// Words that have lost their beginning: an apostrophe stands there.
fn begins_with_elision(rest: &str) -> bool {
    const ELISIONS: [&str; 15] = [
        "til", "tis", "twas", "twere", "em", "n", "cause", "bout", "round", "cos", "cuz", "im", "ere", "appen", "nuff",
    ];
    let word = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    ELISIONS.iter().any(|e| word.eq_ignore_ascii_case(e))
}
