//! Full, partial or fragment, as far as the paragraph tells. What is no speech is told with the speaker.

use super::{Kind, Quoted};
use crate::prose::cue::{self, Class};
use crate::prose::sentence;
use crate::prose::token::Token;

/// Up to this many words are a fragment.
const FRAGMENT_WORDS: usize = 3;

/// Words before a sentence in marks among which a verb of saying is looked for: `asked the crowd "Who is next?"`.
const NEAR_VERB: usize = 3;

/// Sets the kind of every quotation that is neither nested nor a block.
pub(super) fn judge(text: &str, tokens: &[Token], quoted: &mut [Quoted]) {
    let mut last: Option<usize> = None;
    for i in 0..quoted.len() {
        if quoted[i].kind == Kind::Partial {
            let split = || last.is_some_and(|last| is_split(text, tokens, &quoted[last], &quoted[i]));
            quoted[i].kind = of(text, &quoted[i], split);
        }
        last = if quoted[i].kind == Kind::Nested { last } else { Some(i) };
    }
}

fn of(text: &str, quote: &Quoted, split: impl Fn() -> bool) -> Kind {
    let words = quote.words.of(text);
    if is_sentence(text, quote, words) || ends(text, quote, words) && split() {
        Kind::Full
    } else if is_long(words) {
        Kind::Partial
    } else {
        Kind::Fragment
    }
}

/// Whether it is more than a fragment.
fn is_long(words: &str) -> bool {
    words.split_whitespace().nth(FRAGMENT_WORDS).is_some()
}

/// Begins where a sentence may and like one, and ends like one, if only for the comma of an attribution.
fn is_sentence(text: &str, quote: &Quoted, words: &str) -> bool {
    let before = text[..quote.marked.start].trim_end();
    let stopped = || words.ends_with(['.', '!', '?']) && is_long(words);
    let free = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '[' | '/'));
    let begins = words.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let first = || before.is_empty() && stopped();
    let told = || begins && stopped() && is_told(before);
    (if free { begins || first() } else { told() }) && ends(text, quote, words)
}

/// Ends like a sentence, inside its marks or right behind them.
fn ends(text: &str, quote: &Quoted, words: &str) -> bool {
    let after = text[quote.marked.end..].trim_start();
    let inside = words.ends_with(['.', '!', '?', ',', '…', '—', '–', '-', '\'', '’']);
    let outside = after.is_empty() || after.starts_with(['.', ',', '!', '?', '"', '“', '«']);
    inside || outside && words.contains(' ') || quote.open || quote.unopened
}

/// `a postcard that said "…"`, `asked him "…"`: a verb of saying lets a sentence follow without any stop.
fn is_told(before: &str) -> bool {
    let mut near = before.rsplit(|c: char| !c.is_alphanumeric()).take(NEAR_VERB);
    near.any(cue::is_saying)
}

/// `"It rained," Ruiz said, "and nobody came."`: the words of saying break in upon one sentence of hers.
fn is_split(text: &str, tokens: &[Token], first: &Quoted, second: &Quoted) -> bool {
    let (from, to) = (first.marked.end, second.marked.start);
    let goes_on = text[..to].trim_end().ends_with(',');
    if first.kind != Kind::Full || first.words.of(text).ends_with('.') || !goes_on {
        return false;
    }
    let from = tokens.partition_point(|token| token.span().start < from);
    let between = &tokens[from..tokens.partition_point(|token| token.span().start < to)];
    let says = |token: &Token| cue::class(token.of(text)).is(Class::CUE);
    between.iter().any(says) && sentence::sentences(text, between).len() == 1
}
