//! The cheapest reading of a paragraph's marks.
//!
//! Strict alternation lets one slip turn the rest of a paragraph inside out. Here every mark may open, close, open again
//! (a running quotation whose paragraph break was lost), be nested, or be no quotation mark at all, each at a cost that
//! its surroundings set ([`super::mark`]); the cheapest chain of uses over the paragraph wins.

use super::mark::Mark;
use super::{Kind, Marks, Quoted};
use crate::text::span::{InPassage, Span};

/// Where a reader is between two marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// The reporter's own words.
    Outside,
    /// In double marks.
    Double,
    /// In single marks within double ones.
    SingleInDouble,
    /// In double marks within double ones.
    DoubleInDouble,
    /// In single marks that are the main ones.
    Single,
    /// In double marks within single ones.
    DoubleInSingle,
}

use At::{Double, DoubleInDouble, DoubleInSingle, Outside, Single, SingleInDouble};

const PLACES: [At; 6] = [Outside, Double, SingleInDouble, DoubleInDouble, Single, DoubleInSingle];

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Open,
    /// Closes the quotation, and an inner one left open in it.
    Close,
    /// Opens again without a close: a running quotation.
    Reopen,
    OpenInner,
    CloseInner,
    /// Closes what the paragraph before opened.
    CloseUnopened,
    /// Apostrophe, inches.
    Other,
    /// A double mark that fits nowhere.
    Stray,
}

/// What speaks against each use apart from the mark's own surroundings.
const STRAY: f32 = 6.0;
const UNOPENED: f32 = 5.0;
const REOPENED: f32 = 0.8;
const REOPENED_IN_SENTENCE: f32 = 4.0;
const SAME_INSIDE: f32 = 1.8;
const INNER: f32 = 0.3;
const INNER_LEFT_OPEN: f32 = 2.0;
const ONLY_A_FIGURE_INSIDE: f32 = 1.8;

/// Against ending the paragraph there.
fn at_end(at: At) -> f32 {
    match at {
        Outside => 0.0,
        Double => 3.0,
        SingleInDouble => 5.0,
        DoubleInDouble => 6.5,
        Single => 6.0,
        DoubleInSingle => 9.0,
    }
}

/// The uses a mark can have at a place, where each leads and what it costs.
fn uses(at: At, mark: &Mark, first: bool) -> [Option<(Use, At, f32)>; 5] {
    let other = Some((Use::Other, at, mark.other + if at == Outside { 0.0 } else { ONLY_A_FIGURE_INSIDE }));
    let apostrophe = Some((Use::Other, at, mark.other));
    let stray = Some((Use::Stray, at, STRAY));
    let stray_inside = Some((Use::Stray, at, STRAY + 0.5));
    let open = |to, more: f32| Some((Use::Open, to, mark.open + more));
    let inner = |to, more: f32| Some((Use::OpenInner, to, mark.open + more));
    let close_inner = |to| Some((Use::CloseInner, to, mark.close));
    let close = |more: f32| Some((Use::Close, Outside, mark.close + more));
    let again = if mark.between_sentences { REOPENED } else { REOPENED_IN_SENTENCE };
    match (at, mark.double) {
        (Outside, true) => {
            let unopened = first.then_some((Use::CloseUnopened, Outside, mark.close + UNOPENED));
            [open(Double, 0.0), unopened, other, stray, None]
        }
        (Outside, false) => [open(Single, mark.single_main), apostrophe, None, None, None],
        (Double, true) => {
            let reopen = Some((Use::Reopen, Double, mark.open + again));
            [close(0.0), reopen, inner(DoubleInDouble, SAME_INSIDE), other, stray_inside]
        }
        (Double, false) => [inner(SingleInDouble, INNER), apostrophe, None, None, None],
        (SingleInDouble, true) => [close(INNER_LEFT_OPEN), other, stray, None, None],
        (SingleInDouble, false) => [close_inner(Double), apostrophe, None, None, None],
        (DoubleInDouble, true) => [close_inner(Double), other, None, None, None],
        (DoubleInDouble, false) => [apostrophe, None, None, None, None],
        (Single, true) => [inner(DoubleInSingle, INNER), other, stray, None, None],
        (Single, false) => [close(0.0), apostrophe, None, None, None],
        (DoubleInSingle, true) => [close_inner(Single), other, None, None, None],
        (DoubleInSingle, false) => [apostrophe, None, None, None, None],
    }
}

/// A chain of uses, and the cheapest steps to each place from mark to mark.
#[derive(Default)]
pub(super) struct Chain {
    uses: Vec<Use>,
    steps: Vec<[(Use, u8); PLACES.len()]>,
}

/// Pairs the marks of a paragraph; `read` is empty.
pub(super) fn pair(read: &mut Marks, text: &str, marks: &[Mark], chain: &mut Chain) {
    if !marks.is_empty() {
        chain.take_cheapest(marks);
        build(read, text, marks, &chain.uses);
    }
}

impl Chain {
    fn take_cheapest(&mut self, marks: &[Mark]) {
        let mut costs = [f32::INFINITY; PLACES.len()];
        costs[0] = 0.0;
        self.steps.clear();
        for (i, mark) in marks.iter().enumerate() {
            let mut next = [f32::INFINITY; PLACES.len()];
            let mut step = [(Use::Stray, 0); PLACES.len()];
            for (from, &at) in PLACES.iter().enumerate().filter(|(from, _)| costs[*from].is_finite()) {
                for (used, to, cost) in uses(at, mark, i == 0).into_iter().flatten() {
                    let total = costs[from] + cost;
                    if total < next[to as usize] {
                        next[to as usize] = total;
                        step[to as usize] = (used, from as u8);
                    }
                }
            }
            costs = next;
            self.steps.push(step);
        }
        self.trace(costs);
    }

    fn trace(&mut self, costs: [f32; PLACES.len()]) {
        let total = |at: &At| costs[*at as usize] + at_end(*at);
        let last = PLACES.into_iter().min_by(|a, b| total(a).total_cmp(&total(b))).unwrap_or(Outside);
        let mut at = last as usize;
        self.uses.clear();
        for step in self.steps.iter().rev() {
            let (used, from) = step[at];
            self.uses.push(used);
            at = from as usize;
        }
        self.uses.reverse();
    }
}

/// Quotations from the uses. Only double marks are called stray: a lone single one may be an apostrophe.
fn build(read: &mut Marks, text: &str, marks: &[Mark], chain: &[Use]) {
    let mut outer: Option<usize> = None;
    let mut inner: Option<usize> = None;
    for (mark, used) in marks.iter().zip(chain) {
        match used {
            Use::Other => {}
            Use::Stray => read.stray.push(mark.span),
            Use::Open => outer = Some(begin(read, mark, Kind::Partial)),
            Use::OpenInner => inner = Some(begin(read, mark, Kind::Nested)),
            Use::CloseInner => end(text, read, inner.take(), mark),
            Use::Close => {
                end(text, read, outer.take(), mark);
                forget(read, inner.take());
            }
            Use::Reopen => {
                leave_open(text, read, outer.take(), mark.span.start);
                outer = Some(begin(read, mark, Kind::Partial));
            }
            Use::CloseUnopened => {
                let words = trimmed(text, 0, mark.span.start);
                let marked = Span::new(words.start, mark.span.end);
                read.quoted.push(Quoted { words, marked, kind: Kind::Partial, open: false, unopened: true });
            }
        }
    }
    forget(read, inner);
    leave_open(text, read, outer, text.len());
    read.quoted.retain(|q| !q.words.is_empty());
}

fn begin(read: &mut Marks, mark: &Mark, kind: Kind) -> usize {
    let words = Span::new(mark.span.end, mark.span.end);
    read.quoted.push(Quoted { words, marked: mark.span, kind, open: true, unopened: false });
    read.quoted.len() - 1
}

fn end(text: &str, read: &mut Marks, which: Option<usize>, mark: &Mark) {
    if let Some(quoted) = which.and_then(|i| read.quoted.get_mut(i)) {
        quoted.words = trimmed(text, quoted.words.start, mark.span.start);
        quoted.marked = quoted.marked.cover(&mark.span);
        quoted.open = false;
    }
}

/// An inner quotation that nothing closes was an apostrophe, or cannot be told.
fn forget(read: &mut Marks, which: Option<usize>) {
    if let Some(quoted) = which.and_then(|i| read.quoted.get_mut(i)) {
        quoted.words = Span::new(quoted.words.start, quoted.words.start);
    }
}

fn leave_open(text: &str, read: &mut Marks, which: Option<usize>, end: usize) {
    if let Some(quoted) = which.and_then(|i| read.quoted.get_mut(i)) {
        quoted.words = trimmed(text, quoted.words.start, end);
        quoted.marked = quoted.marked.cover(&quoted.words);
    }
}

fn trimmed(text: &str, start: usize, end: usize) -> Span<InPassage> {
    let words = &text[start..end];
    let start = start + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}
