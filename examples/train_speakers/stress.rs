//! What labelled news has too little of, made from it: quotations stranded without their attribution, and stops set
//! outside the marks.

use super::gold::Unit;
use copydesk::prose::cue;
use std::ops::Range;

/// A stretch of the text and what stands there instead.
type Edit = (Range<usize>, &'static str);

/// Longest attribution clause that is taken out.
const CLAUSE: usize = 90;
/// One in so many eligible quotations is stranded.
const EVERY: usize = 2;
/// Sets made from others teach less than the others.
const STOPS_OUTSIDE: f32 = 0.3;

/// Quotations that stand after the reporter's own sentence, or alone, and lose the `, Ruiz said` behind them. The same
/// speaker's next quotation in the paragraph is stranded with them.
pub fn stranded(text: &str, units: &[Unit]) -> Option<(String, Vec<Unit>)> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut lost = vec![false; units.len()];
    for (i, unit) in units.iter().enumerate().filter(|(i, _)| (i + units.len()).is_multiple_of(EVERY)) {
        let Some(clause) = clause(text, unit) else { continue };
        if saying_before(text, unit.span.start) {
            continue;
        }
        let ends = unit.span.end - usize::from(text[..unit.span.end].ends_with(','));
        edits.push((ends..unit.span.end, "."));
        edits.push((clause.clone(), ""));
        lost[i] = true;
        let mut end = clause.end;
        for (j, next) in units.iter().enumerate().skip(i + 1) {
            let near = next.span.start.saturating_sub(end) <= 5 && !text[end..next.span.start.max(end)].contains('\n');
            if !near || next.speaker.as_ref().map(|s| &s.0) != unit.speaker.as_ref().map(|s| &s.0) {
                break;
            }
            lost[j] = true;
            end = next.span.end;
        }
    }
    (!edits.is_empty()).then(|| {
        let mut units = units.to_vec();
        for (unit, lost) in units.iter_mut().zip(lost) {
            unit.weight = if lost { 1.0 } else { 0.0 };
            unit.speaker = unit.speaker.take().filter(|_| !lost);
        }
        edited(text, units, edits)
    })
}

/// The same text with its stops and commas after the closing marks, as some copy has them.
pub fn stops_outside(text: &str, units: &[Unit]) -> Option<(String, Vec<Unit>)> {
    let mut edits: Vec<Edit> = Vec::new();
    for unit in units.iter().filter(|u| u.span.len() > 2) {
        let stop = match text[..unit.span.end].chars().next_back() {
            Some('.') => ".",
            Some(',') => ",",
            _ => continue,
        };
        let mark = text[unit.span.end..]
            .chars()
            .take_while(|c| matches!(c, '"' | '”' | '\''))
            .map(char::len_utf8)
            .sum::<usize>();
        if mark > 0 {
            edits.push((unit.span.end - 1..unit.span.end, ""));
            edits.push((unit.span.end + mark..unit.span.end + mark, stop));
        }
    }
    (!edits.is_empty()).then(|| {
        let mut units = units.to_vec();
        units.iter_mut().for_each(|u| u.weight *= STOPS_OUTSIDE);
        edited(text, units, edits)
    })
}

/// The words between the closing mark and the full stop, if they are nothing but an attribution.
fn clause(text: &str, unit: &Unit) -> Option<Range<usize>> {
    let (speaker, cue) = (unit.speaker.as_ref()?.0.first()?, unit.cue.as_ref()?);
    let ended = text[..unit.span.end].ends_with([',', '?', '!']);
    let from = unit.span.end + text[unit.span.end..].find(|c: char| !matches!(c, '"' | '”' | '\''))?;
    let end = speaker.end.max(cue.end);
    let after = speaker.start >= from && cue.start >= from && end - from <= CLAUSE;
    let plain = after && !text[from..end].contains(['"', '“', '”', '\n']) && text[end..].starts_with('.');
    (ended && plain && from > unit.span.end).then(|| from..end + 1)
}

/// Whether the sentence before, in the paragraph, tells that somebody spoke.
fn saying_before(text: &str, at: usize) -> bool {
    let paragraph = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let before = &text[paragraph..at];
    let last: Vec<&str> = before.split_whitespace().rev().take(45).collect();
    last.iter().any(|w| {
        let class = cue::class(w.trim_matches(|c: char| !c.is_alphanumeric()));
        class.is(cue::Class::SAYING.with(cue::Class::STATEMENT)) || w.contains(['"', '“', '”'])
    })
}

fn edited(text: &str, mut units: Vec<Unit>, mut edits: Vec<Edit>) -> (String, Vec<Unit>) {
    edits.sort_by_key(|e| (e.0.start, e.0.end));
    let (mut out, mut at) = (String::new(), 0);
    let mut moves: Vec<(usize, isize)> = Vec::new();
    for (range, new) in edits {
        if range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(new);
        moves.push((range.end, new.len() as isize - range.len() as isize));
        at = range.end;
    }
    out.push_str(&text[at..]);
    let moved = |place: usize| {
        let by: isize = moves.iter().take_while(|m| m.0 <= place).map(|m| m.1).sum();
        (place as isize + by).max(0) as usize
    };
    for unit in &mut units {
        unit.span = moved(unit.span.start)..moved(unit.span.end);
        if let Some((places, _)) = &mut unit.speaker {
            places.iter_mut().for_each(|p| *p = moved(p.start)..moved(p.end).max(moved(p.start)));
        }
    }
    (out, units)
}
