//! Running quotations: every paragraph opens, only the last closes. What is open and does not run on is a slip.

use super::Quotation;
use crate::finding::Spot;
use crate::prose::quote::Quoted;
use crate::prose::reading::Reading;
use crate::prose::speaker::Attribution;
use crate::text::passage::Role;
use crate::text::span::Span;

/// Joins what runs on, shares its speaker, and tells the marks that pair with nothing.
pub(super) fn join(readings: &[&Reading], quotations: &mut [Quotation]) -> Vec<Spot> {
    let mut stray = Vec::new();
    let mut first = 0;
    let mut open: Option<usize> = None;
    for (passage, reading) in readings.iter().enumerate().filter(|(_, r)| r.role != Role::Note) {
        stray.extend(reading.marks.stray.iter().map(|&span| Spot { passage, span }));
        first =
            quotations[first..].iter().position(|q| q.words.passage >= passage).map_or(quotations.len(), |i| first + i);
        let mut begins = true;
        if reading.marks.quoted.is_empty() {
            stray.extend(open.take().map(|i| opening(&quotations[i])));
        }
        for (quoted, i) in reading.marks.quoted.iter().zip(first..) {
            if quotations[i].inside.is_some() {
                continue;
            }
            let runs_on = open.is_some_and(|o| quotations[o].words.passage == passage)
                || begins && (quoted.unopened || quoted.marked.start == indent(&reading.text));
            match open.take() {
                Some(from) if runs_on => quotations[i].continues = Some(from),
                Some(from) => stray.push(opening(&quotations[from])),
                None if quoted.unopened => stray.push(closing(passage, quoted)),
                None => {}
            }
            begins = false;
            open = runs_to_the_end(reading, quoted).then_some(i);
            if quoted.open && open.is_none() {
                stray.push(opening(&quotations[i]));
            }
        }
    }
    stray.extend(open.map(|i| opening(&quotations[i])));
    share(quotations);
    stray.sort();
    stray
}

fn indent(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Open, and no attribution was taken for speech at its end.
fn runs_to_the_end(reading: &Reading, quoted: &Quoted) -> bool {
    let rest = &reading.text[quoted.words.end..];
    quoted.open && (rest.trim().is_empty() || rest.trim_start().starts_with(crate::prose::token::is_mark))
}

fn opening(quotation: &Quotation) -> Spot {
    let start = quotation.marked.span.start;
    Spot { passage: quotation.marked.passage, span: Span::new(start, quotation.words.span.start.max(start)) }
}

fn closing(passage: usize, quoted: &Quoted) -> Spot {
    Spot { passage, span: Span::new(quoted.words.end, quoted.marked.end) }
}

/// One speaker for a running quotation: whoever is surest.
fn share(quotations: &mut [Quotation]) {
    let chains: Vec<Vec<usize>> = chains(quotations);
    for chain in chains {
        let sure = |i: &&usize| quotations[**i].attribution.speaker().map_or(0.0, |s| s.confidence);
        let Some(&best) = chain.iter().max_by(|a, b| sure(a).total_cmp(&sure(b))) else { continue };
        let speaker = quotations[best].attribution.clone();
        for i in chain.into_iter().filter(|_| speaker.speaker().is_some()) {
            if !matches!(quotations[i].attribution, Attribution::Found(_)) {
                quotations[i].attribution = speaker.clone();
            }
        }
    }
}

/// Running quotations by their entries.
fn chains(quotations: &[Quotation]) -> Vec<Vec<usize>> {
    let mut chains: Vec<Vec<usize>> = Vec::new();
    for (i, quotation) in quotations.iter().enumerate() {
        match (quotation.continues, chains.last_mut()) {
            (Some(from), Some(chain)) if chain.last() == Some(&from) => chain.push(i),
            (Some(from), _) => chains.push(vec![from, i]),
            _ => {}
        }
    }
    chains
}
