//! What is on record about a name.

use super::Shelf;
use super::bearer::{Bearer, Spelling};
use super::name_key::{self, PART};
use super::schema::QuotationData;
use crate::corpus::question::Card;
use crate::finding::Citation;
use crate::prose::name::Kind;
use jiff::ToSpan;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tantivy::schema::Field;
use tantivy::{DocAddress, Term};

/// Titles, stories, quotations and other names shown.
const SHOWN: usize = 5;
/// Stories looked through for titles, newest first.
const TITLED: usize = 24;
/// Spellings this like are worth a hint.
const NEAR: f64 = 0.8;

/// The card of a name, as typed.
pub fn card(shelf: &Shelf, name: &str) -> Card {
    let asked = name.trim();
    let Bearer { own, others, kind } = Bearer::of(shelf, asked);
    let own = counted(shelf, own);
    let mut stories: Vec<_> = own.iter().flat_map(|(_, stories)| stories.iter().copied()).collect();
    stories.sort_unstable();
    stories.dedup();
    let count = stories.len();
    let seen = seen(shelf, &stories);
    let on_record = count > 0;
    let stories = newest(stories, SHOWN, |story| shelf.day(*story));
    Card {
        name: preferred(&own, kind).unwrap_or(asked).to_owned(),
        kind,
        count,
        seen,
        titles: titles(shelf, &own),
        said: said(shelf, &own),
        namesakes: if on_record { namesakes(shelf, asked, &others) } else { Vec::new() },
        nearest: if on_record { Vec::new() } else { nearest(shelf, asked, &others) },
        spellings: own.iter().map(|(s, stories)| (s.name.clone(), stories.len())).collect(),
        stories: stories.into_iter().filter_map(|at| Some(shelf.printed(at)?.citation)).collect(),
    }
}

/// The spellings on record of the name that is asked for.
pub fn own_spellings(shelf: &Shelf, asked: &str) -> Vec<String> {
    counted(shelf, Bearer::of(shelf, asked).own).into_iter().map(|(s, _)| s.name).collect()
}

/// Stories that have one of the spellings of the name that is asked for, newest first.
pub fn stories_of(shelf: &Shelf, asked: &str) -> Vec<DocAddress> {
    let mut stories: Vec<_> = Bearer::of(shelf, asked).own.iter().flat_map(|s| s.stories(shelf)).collect();
    stories.sort_by_cached_key(|story| (Reverse(shelf.day(*story)), *story));
    stories.dedup();
    stories
}

impl Shelf {
    /// Names whose last word begins as the last one typed, the others as theirs: those of most stories first.
    pub fn names(&self, typed: &str, limit: usize) -> Vec<String> {
        let Some(key) = name_key::last(typed) else { return Vec::new() };
        let typed = typed.to_lowercase();
        let begins = |name: &str| {
            let words: Vec<_> = name.split([' ', '-']).map(str::to_lowercase).collect();
            typed.split([' ', '-']).all(|typed| words.iter().any(|word| word.starts_with(typed)))
        };
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        let begun = name_key::begun(&key);
        for (segment, prefix) in self.segments.iter().flat_map(|segment| begun.iter().map(move |key| (segment, key))) {
            segment.names_under(prefix, &mut |term, list| {
                let mut parts = term.split(PART).skip(1);
                let (Some(last), Some(name)) = (parts.next(), parts.next()) else { return };
                let stories = if last.starts_with(&key) && begins(name) { segment.with_name(list).len() } else { 0 };
                if stories > 0 {
                    *found.entry(name.to_owned()).or_default() += stories;
                }
            });
        }
        let mut names: Vec<_> = found.into_iter().collect();
        names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        names.into_iter().take(limit).map(|(name, _)| name).collect()
    }
}

/// A spelling and the stories that have it.
type Counted = (Spelling, Vec<DocAddress>);

/// Of most stories first; of two as common, the one with accents: they are left out by accident, never put in by one.
fn counted(shelf: &Shelf, spellings: Vec<Spelling>) -> Vec<Counted> {
    let stories = |spelling: Spelling| {
        let stories = spelling.stories(shelf);
        (spelling, stories)
    };
    let mut counted: Vec<_> = spellings.into_iter().map(stories).filter(|(_, stories)| !stories.is_empty()).collect();
    let accents = |name: &str| name.chars().filter(|c| !c.is_ascii()).count();
    let newest = |stories: &[DocAddress]| stories.iter().filter_map(|at| shelf.day(*at)).max();
    counted.sort_by(|(a, in_a), (b, in_b)| {
        let by_count = (in_b.len(), accents(&b.name)).cmp(&(in_a.len(), accents(&a.name)));
        by_count.then_with(|| newest(in_b).cmp(&newest(in_a))).then_with(|| a.name.cmp(&b.name))
    });
    counted
}

/// A surname alone is no spelling of a person's full name: the fullest of the usual forms is ours.
fn preferred(own: &[Counted], kind: Kind) -> Option<&str> {
    let full = own.iter().find(|(s, _)| kind == Kind::Person && s.is_full());
    full.or(own.first()).map(|(s, _)| s.name.as_str())
}

/// Those of the newest, newest first; without a day last.
fn newest(all: Vec<DocAddress>, limit: usize, day: impl Fn(&DocAddress) -> Option<i64>) -> Vec<DocAddress> {
    let mut all: Vec<_> = all.into_iter().map(|at| (Reverse(day(&at)), at)).collect();
    if all.len() > limit {
        all.select_nth_unstable(limit);
        all.truncate(limit);
    }
    all.sort_unstable();
    all.into_iter().map(|(_, at)| at).collect()
}

fn seen(shelf: &Shelf, stories: &[DocAddress]) -> Option<(String, String)> {
    let days = stories.iter().filter_map(|story| shelf.day(*story));
    let (first, last) = days.fold((i64::MAX, i64::MIN), |(first, last), day| (first.min(day), last.max(day)));
    let date = |day: i64| Date::constant(1970, 1, 1).checked_add(day.days()).ok().map(|date| date.to_string());
    if first > last { None } else { Some((date(first)?, date(last)?)) }
}

fn namesakes(shelf: &Shelf, asked: &str, others: &[Spelling]) -> Vec<String> {
    let last = name_key::last(asked);
    let same = |s: &&Spelling| s.last == last && s.is_bearer();
    let mut same: Vec<_> = others.iter().filter(same).collect();
    same.sort_by_key(|s| (Reverse(s.count()), &s.name));
    let on_record = same.into_iter().filter(|s| !s.stories(shelf).is_empty());
    on_record.take(SHOWN).map(|s| s.name.clone()).collect()
}

fn nearest(shelf: &Shelf, asked: &str, others: &[Spelling]) -> Vec<String> {
    let asked = asked.to_lowercase();
    let likeness = |s: &Spelling| strsim::jaro_winkler(&asked, &s.name.to_lowercase());
    let mut near: Vec<_> = others.iter().map(|s| (likeness(s), s)).filter(|(like, _)| *like >= NEAR).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
    let on_record = near.into_iter().filter(|(_, s)| !s.stories(shelf).is_empty());
    on_record.take(SHOWN).map(|(_, s)| s.name.clone()).collect()
}

/// Documents with one of the spellings in a field.
fn with(shelf: &Shelf, field: Field, own: &[Counted]) -> Vec<DocAddress> {
    let term = |name: &str| Term::from_field_bytes(field, name.as_bytes());
    let mut all: Vec<_> = own.iter().flat_map(|(s, _)| shelf.documents(term(&s.name))).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn titles(shelf: &Shelf, own: &[Counted]) -> Vec<(String, Citation)> {
    let stories = with(shelf, shelf.fields.titled, own);
    let mut titles: Vec<(String, Citation)> = Vec::new();
    for at in newest(stories, TITLED, |story| shelf.day(*story)) {
        let Some(printed) = shelf.printed(at) else { continue };
        let given = printed.data.titles.iter().filter(|(name, _)| own.iter().any(|(s, _)| s.name == *name));
        for title in given.flat_map(|(_, titles)| titles) {
            if !titles.iter().any(|(known, _)| known.eq_ignore_ascii_case(title)) {
                titles.push((title.clone(), printed.citation.clone()));
            }
        }
        if titles.len() >= SHOWN {
            break;
        }
    }
    titles.truncate(SHOWN);
    titles
}

fn said(shelf: &Shelf, own: &[Counted]) -> Vec<Citation> {
    let quotations = with(shelf, shelf.fields.said_by, own);
    let cited = |at: DocAddress| {
        let record: QuotationData = shelf.data(at)?;
        let (_, line, time) = record.places.first().cloned().unwrap_or_default();
        let citation = shelf.printed(shelf.article_of(at))?.citation;
        Some(Citation { quote: record.text, speaker: record.speaker, line, time, ..citation })
    };
    let last = newest(quotations, SHOWN, |quotation| shelf.day(shelf.article_of(*quotation)));
    last.into_iter().filter_map(cited).collect()
}
