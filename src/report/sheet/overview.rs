//! Who said it when, and who is quoted how much.

use super::entry::source;
use super::html::escaped;
use super::{Entry, Sheet};
use crate::corpus::question::{Level, Match};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What is on record, by date; the draft's own day among them.
pub fn timeline(sheet: &Sheet, entries: &[Entry]) -> String {
    let mut days: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in entries {
        for found in entry.matches.iter().filter(|m| m.level <= Level::Altered) {
            if let Some(date) = &found.citation.date {
                days.entry(date.clone()).or_default().push(event(sheet, entry, found));
            }
        }
    }
    if days.is_empty() {
        return String::new();
    }
    if let Some(written) = sheet.story.meta.and_then(|m| m.date) {
        days.entry(written.to_string()).or_default().push("<li class=\"own\">this draft</li>\n".to_owned());
    }
    let mut out = "<section id=\"timeline\" aria-labelledby=\"timeline-h\">\n<h2 id=\"timeline-h\">Who said it when</h2>\n<ol class=\"timeline\">\n".to_owned();
    for (day, mut events) in days {
        events.dedup();
        let _ =
            writeln!(out, "<li><time datetime=\"{0}\">{0}</time><ul>\n{1}</ul></li>", escaped(&day), events.concat());
    }
    out + "</ol>\n</section>\n"
}

fn event(sheet: &Sheet, entry: &Entry, found: &Match) -> String {
    let n = entry.number;
    let who = found.citation.speaker.as_deref().unwrap_or("nobody named");
    let other = if found.level == Level::Altered { ", in other words" } else { "" };
    format!(
        "<li><b>{}</b>{other} <a class=\"ref\" href=\"#q{n}\" aria-label=\"Quotation {n}\">{n}</a><br><span class=\"source\">{}</span></li>\n",
        escaped(who),
        source(sheet, &found.citation)
    )
}

/// One row a speaker: quotations, words, a bar.
pub fn shares(sheet: &Sheet, entries: &[Entry]) -> String {
    let mut rows: Vec<(String, usize, usize)> = Vec::new();
    for entry in entries {
        let (speaker, words) = (sheet.speaker(entry), entry.count_words());
        match rows.iter_mut().find(|(name, ..)| *name == speaker) {
            Some(row) => (row.1, row.2) = (row.1 + 1, row.2 + words),
            None => rows.push((speaker, 1, words)),
        }
    }
    rows.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    let all: usize = rows.iter().map(|row| row.2).sum();
    let most = rows.first().map_or(1, |row| row.2).max(1);
    if rows.is_empty() {
        return String::new();
    }
    let row = |(speaker, quotations, words): &(String, usize, usize)| {
        format!(
            "<tr><th scope=\"row\">{}</th><td class=\"count\">{quotations}</td><td class=\"count\">{words}</td><td class=\"count\">{} %</td><td class=\"share\">\
<svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" role=\"presentation\"><rect width=\"{}\" height=\"8\" rx=\"1\"></rect></svg></td></tr>\n",
            escaped(speaker),
            words * 100 / all.max(1),
            words * 100 / most,
        )
    };
    format!(
        "<section id=\"shares\" aria-labelledby=\"shares-h\">\n<h2 id=\"shares-h\">Who is quoted how much</h2>\n<table class=\"shares\">\n<thead><tr>\
<th scope=\"col\">Speaker</th><th scope=\"col\">Quotations</th><th scope=\"col\">Words</th><th scope=\"col\">Share</th><td></td></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n</section>\n",
        rows.iter().map(row).collect::<String>()
    )
}
