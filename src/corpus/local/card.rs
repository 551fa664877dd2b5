//! What is on record about a name.

use super::schema::QuotationData;
use super::{Shelf, name_key};
use crate::corpus::question::Card;
use crate::corpus::words;
use crate::finding::Citation;
use crate::prose::name::Kind;
use crate::prose::name::identity::same_name;
use std::collections::BTreeMap;
use tantivy::{DocAddress, Term};

/// Spellings that agree less are two names.
const SAME: f32 = 0.5;
/// Stories and quotations shown.
const SHOWN: usize = 5;
/// Stories looked through for titles, newest first.
const TITLED: usize = 60;
/// Names shown that are not this one.
const OTHERS: usize = 8;
/// Spellings this like are worth a hint.
const NEAR: f64 = 0.8;

/// A spelling on record.
struct Spelling {
    name: String,
    kind: Kind,
    stories: Vec<DocAddress>,
}

/// The card of a name, as typed.
pub fn card(shelf: &Shelf, name: &str) -> Card {
    let asked = name.trim();
    let on_record = spellings(shelf, asked);
    let person = main_form(asked, &on_record);
    let (own, others): (Vec<_>, Vec<_>) =
        on_record.into_iter().partition(|s| person.as_ref().is_some_and(|p| same_name(p, &s.name) >= SAME));
    let mut own = own;
    // Of two as common, the one with accents: they are left out by accident, never put in by one.
    let accents = |s: &Spelling| s.name.chars().filter(|c| !c.is_ascii()).count();
    own.sort_by_key(|s| std::cmp::Reverse((s.stories.len(), accents(s), newest(shelf, s))));
    let preferred = preferred(&own);
    let mut stories: Vec<_> = own.iter().flat_map(|s| s.stories.iter().copied()).collect();
    stories.sort_unstable();
    stories.dedup();
    stories.sort_by_key(|at| std::cmp::Reverse(shelf.day(*at)));
    let names = |spellings: &[Spelling]| spellings.iter().take(OTHERS).map(|s| s.name.clone()).collect();
    let nearest = if own.is_empty() { nearest(asked, &others) } else { Vec::new() };
    Card {
        name: preferred.map_or(asked, |s| &s.name).to_owned(),
        kind: own.first().map_or(Kind::Person, |s| s.kind),
        count: stories.len(),
        titles: titles(shelf, &own, &stories),
        said: said(shelf, &own),
        namesakes: if own.is_empty() { Vec::new() } else { names(&namesakes(asked, others)) },
        spellings: own.iter().map(|s| (s.name.clone(), s.stories.len())).collect(),
        stories: stories.iter().take(SHOWN).filter_map(|at| Some(shelf.printed(*at)?.citation)).collect(),
        nearest,
    }
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
        for segment in &self.segments {
            segment.names_under(&key, &mut |term, docs| {
                let name = term.split('\t').nth(1).unwrap_or_default();
                let stories = if begins(name) { docs().len() } else { 0 };
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

/// All spellings whose last word, or its bones, are those of the name asked for.
/// The spellings on record of the name that is asked for.
pub fn own_spellings(shelf: &Shelf, asked: &str) -> Vec<String> {
    let on_record = spellings(shelf, asked);
    let Some(person) = main_form(asked, &on_record) else { return Vec::new() };
    on_record.into_iter().filter(|s| same_name(&person, &s.name) >= SAME).map(|s| s.name).collect()
}

/// Stories that have this spelling.
pub fn stories_of(shelf: &Shelf, spelling: &str) -> Vec<DocAddress> {
    let same = spellings(shelf, spelling).into_iter().filter(|s| s.name == spelling);
    same.flat_map(|s| s.stories).collect()
}

fn spellings(shelf: &Shelf, asked: &str) -> Vec<Spelling> {
    let mut found: BTreeMap<String, Spelling> = BTreeMap::new();
    let keys = [name_key::last(asked), name_key::bones_key(asked)];
    for key in keys.into_iter().flatten() {
        let prefix = format!("{key}\t");
        for (segment, ord) in shelf.segments.iter().zip(0..) {
            segment.names_under(&prefix, &mut |term, docs| {
                let Some((name, tag)) = term.rsplit_once('\t') else { return };
                if !may_be(asked, name) {
                    return;
                }
                let entry = found.entry(name.to_owned()).or_insert_with(|| Spelling {
                    name: name.to_owned(),
                    kind: kind(tag),
                    stories: Vec::new(),
                });
                entry.stories.extend(docs().into_iter().map(|doc| DocAddress::new(ord, doc)));
            });
        }
    }
    let mut found: Vec<_> = found.into_values().collect();
    for spelling in &mut found {
        spelling.stories.sort_unstable();
        spelling.stories.dedup();
    }
    found.retain(|s| !s.stories.is_empty());
    found.sort_by_key(|s| std::cmp::Reverse(s.stories.len()));
    found
}

/// Whether names under one key need a second look. Thousands of firms share `Inc` as their last word; those of one name also
/// share the first.
fn may_be(asked: &str, name: &str) -> bool {
    let first = |name: &str| words::folded(name.split([' ', '-']).next().unwrap_or_default());
    !name_key::last(asked).is_some_and(|last| name_key::is_legal_form(&last)) || first(asked) == first(name)
}

/// The name whose card it is: the one asked for, or for a surname the full name most stories have.
fn main_form(asked: &str, on_record: &[Spelling]) -> Option<String> {
    let fits = |s: &&Spelling| same_name(asked, &s.name) >= SAME;
    if asked.contains(' ') {
        return on_record.iter().find(fits).map(|_| asked.to_owned());
    }
    let full = on_record.iter().filter(|s| s.name.contains(' ')).find(fits);
    full.or_else(|| on_record.iter().find(fits)).map(|s| s.name.clone())
}

/// A surname alone is no spelling of a full name: the fullest of the usual forms is ours.
fn preferred(own: &[Spelling]) -> Option<&Spelling> {
    own.iter().find(|s| s.name.contains(' ')).or(own.first())
}

fn newest(shelf: &Shelf, spelling: &Spelling) -> Option<i64> {
    spelling.stories.iter().filter_map(|at| shelf.day(*at)).max()
}

fn namesakes(asked: &str, others: Vec<Spelling>) -> Vec<Spelling> {
    let last = name_key::last(asked);
    let same = |s: &Spelling| s.name.contains(' ') && s.kind == Kind::Person && name_key::last(&s.name) == last;
    others.into_iter().filter(same).collect()
}

fn nearest(asked: &str, others: &[Spelling]) -> Vec<String> {
    let likeness = |s: &Spelling| strsim::jaro_winkler(&asked.to_lowercase(), &s.name.to_lowercase());
    let mut near: Vec<_> = others.iter().map(|s| (likeness(s), s)).filter(|(like, _)| *like >= NEAR).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.into_iter().take(SHOWN).map(|(_, s)| s.name.clone()).collect()
}

fn titles(shelf: &Shelf, own: &[Spelling], stories: &[DocAddress]) -> Vec<(String, Citation)> {
    let mut titles: Vec<(String, Citation)> = Vec::new();
    for at in stories.iter().take(TITLED) {
        let Some(printed) = shelf.printed(*at) else { continue };
        let given = printed.data.titles.iter().filter(|(name, _)| own.iter().any(|s| s.name == *name));
        for title in given.flat_map(|(_, titles)| titles) {
            if !titles.iter().any(|(known, _)| known.eq_ignore_ascii_case(title)) {
                titles.push((title.clone(), printed.citation.clone()));
            }
        }
    }
    titles
}

fn said(shelf: &Shelf, own: &[Spelling]) -> Vec<Citation> {
    let term = |s: &Spelling| Term::from_field_bytes(shelf.fields.said_by, s.name.as_bytes());
    let mut quotations: Vec<_> = own.iter().flat_map(|s| shelf.documents(term(s))).collect();
    quotations.sort_by_key(|at| (std::cmp::Reverse(shelf.day(shelf.article_of(*at))), *at));
    let cited = |at: &DocAddress| {
        let record: QuotationData = shelf.data(*at)?;
        let (_, line, time) = record.places.first().cloned().unwrap_or_default();
        let citation = shelf.printed(shelf.article_of(*at))?.citation;
        Some(Citation { quote: record.text, speaker: record.speaker, line, time, ..citation })
    };
    quotations.iter().filter_map(cited).take(SHOWN).collect()
}

fn kind(tag: &str) -> Kind {
    let all = [Kind::Person, Kind::Place, Kind::Organisation];
    all.into_iter().find(|k| k.tag() == tag).unwrap_or(Kind::Other)
}
