//! What there is to tick: each quotation and each name, with what is on record.

use super::html::{escaped, linked};
use super::{Entry, Sheet, finding};
use crate::corpus::question::{Card, Level, Match, Reach, counted_stories};
use crate::finding::{Citation, Finding};
use crate::prose::name::Kind;
use crate::prose::speaker::{Attribution, Tie};
use std::fmt::Write;

/// Records shown of a quotation.
const SHOWN: usize = 6;

/// Every quotation.
pub fn quotations(sheet: &Sheet, entries: &[Entry]) -> String {
    let mut out =
        "<section id=\"quotations\" aria-labelledby=\"quotations-h\">\n<h2 id=\"quotations-h\">Quotations</h2>\n"
            .to_owned();
    if entries.is_empty() {
        out += "<p>There are none.</p>\n";
    }
    for entry in entries {
        out += &quotation(sheet, entry);
    }
    out + "</section>\n"
}

fn quotation(sheet: &Sheet, entry: &Entry) -> String {
    let (n, speaker) = (entry.number, sheet.speaker(entry));
    let queries: String = queries(sheet, entry).into_iter().map(finding).collect();
    let queries = if queries.is_empty() { queries } else { format!("<ul class=\"queries\">{queries}</ul>\n") };
    let words = entry.words.lines().map(|line| format!("<p>{}</p>", escaped(line))).collect::<String>();
    format!(
        "<article class=\"entry\" id=\"q{n}\" data-key=\"{key}\" aria-labelledby=\"q{n}-h\" tabindex=\"-1\">\n\
<h3 id=\"q{n}-h\"><a class=\"number\" href=\"#s{n}\" aria-label=\"Quotation {n}, to its place in the story\">{n}</a> {speaker}</h3>\n\
<p class=\"tie\">{tie}</p>\n<blockquote>{words}</blockquote>\n{queries}{record}{ticks}</article>\n",
        key = entry.key(),
        speaker = escaped(&speaker),
        tie = tie(sheet, entry),
        record = record(sheet, entry),
        ticks = ticks(&format!("q{n}"), &[("words", "Words"), ("speaker", "Speaker"), ("sense", "Context")]),
    )
}

/// What the rules say of the words or the speaker.
pub fn queries<'s>(sheet: &'s Sheet, entry: &Entry) -> Vec<&'s Finding> {
    let mut found: Vec<&Finding> = entry.parts.iter().flat_map(|part| sheet.findings_at(part.marked)).collect();
    if let Some(speaker) = entry.parts[0].attribution.speaker() {
        found.extend(sheet.findings_at(speaker.mention));
    }
    found.sort_by_key(|f| (f.at, f.code));
    found.dedup();
    found
}

/// How the speaker is known, so that a person can weigh it.
fn tie(sheet: &Sheet, entry: &Entry) -> String {
    let quotation = entry.parts[0];
    let kind = quotation.kind.name();
    let Attribution::Found(speaker) = &quotation.attribution else { return format!("{kind} quotation") };
    let cue = speaker.cue.map(|cue| format!(" (“{}”)", escaped(sheet.story.text(cue)))).unwrap_or_default();
    let how = match speaker.tie {
        Tie::Explicit => format!("the sentence says so{cue}"),
        Tie::Introduced => format!("introduced by the sentence before{cue}"),
        Tie::Carried => "carried on from the quotation before".to_owned(),
        Tie::Context => "inferred; nothing ties it".to_owned(),
    };
    let named = escaped(sheet.story.text(speaker.mention));
    format!("{kind} quotation · in the story “{named}”, {how}")
}

fn record(sheet: &Sheet, entry: &Entry) -> String {
    if sheet.reach != Reach::Reached {
        return "<p class=\"verdict none\">Record: not asked</p>\n".to_owned();
    }
    let matches = &entry.matches;
    let Some(best) = matches.first() else {
        return "<p class=\"verdict none\"><b>Not on record.</b> That is no proof: ring, or look for the recording.</p>\n".to_owned();
    };
    let crossed = queries(sheet, entry).iter().any(|f| f.code == "conflicting-attribution");
    let (class, verdict) = match best.level {
        Level::Same | Level::Shortened if crossed => ("other", "On record from another speaker"),
        Level::Same => ("same", "On record, the same words"),
        Level::Shortened => ("same", "On record, shortened"),
        Level::Altered => ("other", "On record in other words"),
        Level::Possible => ("maybe", "Perhaps on record"),
    };
    let mut out = format!("<p class=\"verdict {class}\"><b>{verdict}.</b></p>\n<ol class=\"records\">\n");
    for found in matches.iter().take(SHOWN) {
        out += &one(sheet, entry, found);
    }
    out += "</ol>\n";
    if matches.len() > SHOWN {
        let _ = writeln!(out, "<p class=\"tie\">and {} more</p>", matches.len() - SHOWN);
    }
    out
}

fn one(sheet: &Sheet, entry: &Entry, found: &Match) -> String {
    let citation = &found.citation;
    let differs = !found.changes.is_empty() && found.level != Level::Possible;
    let diff = entry.parts.iter().map(|part| sheet.story.text(part.words)).find(|words| fits(words, found));
    let diff = diff.filter(|_| differs).map(|words| format!("<p class=\"diff\">{}</p>", compared(words, found)));
    let speaker = citation.speaker.as_deref().unwrap_or("nobody named");
    format!(
        "<li><p class=\"said\">“{}” <span class=\"by\">{}</span></p>{}<p class=\"source\">{}</p></li>\n",
        escaped(citation.quote.trim_end_matches(',')),
        escaped(speaker),
        diff.unwrap_or_default(),
        source(sheet, citation),
    )
}

fn fits(words: &str, found: &Match) -> bool {
    found.changes.iter().all(|change| words.get(change.here.clone()).is_some())
}

/// The draft's words, with what stands on record beside each stretch that differs.
fn compared(words: &str, found: &Match) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for change in &found.changes {
        let (Some(before), Some(here)) = (words.get(at..change.here.start), words.get(change.here.clone())) else {
            continue;
        };
        out += &escaped(before);
        if !here.is_empty() {
            let _ = write!(out, "<del><span class=\"sr\">draft: </span>{}</del>", escaped(here));
        }
        if !change.there.is_empty() {
            let _ = write!(out, "<ins><span class=\"sr\">record: </span>{}</ins>", escaped(&change.there));
        }
        at = change.here.end;
    }
    out + &escaped(words.get(at..).unwrap_or_default())
}

/// `2026-04-14 · Halvard Courier · Headline · 00:12:31 · story.md, line 12`.
pub fn source(sheet: &Sheet, citation: &Citation) -> String {
    let date = citation.date.as_deref().map(|date| format!("<time datetime=\"{0}\">{0}</time>", escaped(date)));
    let name = citation.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let place = linked(&format!("{name}, line {}", citation.line), (sheet.link)(citation));
    let known =
        [&citation.outlet, &citation.headline, &citation.time].into_iter().flatten().map(|known| escaped(known));
    date.into_iter().chain(known).chain([place]).collect::<Vec<_>>().join(" · ")
}

fn ticks(of: &str, what: &[(&str, &str)]) -> String {
    let boxes = what.iter().map(|(key, label)| {
        format!("<label><input type=\"checkbox\" id=\"{of}-{key}\" data-tick=\"{key}\"> {label}</label>")
    });
    format!(
        "<fieldset class=\"ticks\"><legend class=\"sr\">Checked</legend>{}<label class=\"note\"><span>Against</span> \
<input type=\"text\" id=\"{of}-note\" data-tick=\"note\" autocomplete=\"off\"></label></fieldset>\n",
        boxes.collect::<String>()
    )
}

/// Whether a member of the cast is worth a check: people and bodies.
pub fn is_listed(sheet: &Sheet, member: usize) -> bool {
    matches!(sheet.story.cast.members[member].kind, Kind::Person | Kind::Organisation | Kind::Place)
}

/// Every name.
pub fn names(sheet: &Sheet) -> String {
    let members = &sheet.story.cast.members;
    let rows: String = (0..members.len()).filter(|m| is_listed(sheet, *m)).map(|m| name(sheet, m)).collect();
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "<section id=\"names\" aria-labelledby=\"names-h\">\n<h2 id=\"names-h\">Names</h2>\n<table>\n<thead><tr><th scope=\"col\">No.</th>\
<th scope=\"col\">As we have it</th><th scope=\"col\">On record</th><th scope=\"col\">Checked</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</section>\n"
    )
}

fn name(sheet: &Sheet, index: usize) -> String {
    let member = &sheet.story.cast.members[index];
    let n = index + 1;
    let mentions = sheet.story.cast.mentions.iter().filter(|m| m.member == index).count();
    let kind = match member.kind {
        Kind::Person => "person",
        Kind::Organisation => "organisation",
        Kind::Place => "place",
        Kind::Other => "name",
    };
    let titles = member.titles.join("; ");
    let titles = if titles.is_empty() { titles } else { format!("<br>{}", escaped(&titles)) };
    let card = sheet.cards.iter().find(|(of, _)| *of == index).map(|(_, card)| card);
    let key = xxhash_rust::xxh3::xxh3_64(member.canonical.as_bytes());
    format!(
        "<tr id=\"n{n}\" data-key=\"n{key:016x}\"><td>N{n}</td><th scope=\"row\">{}{titles}<br><small>{kind}, {}</small></th><td>{}</td>\
<td><label><input type=\"checkbox\" id=\"n{n}-name\" data-tick=\"name\"><span class=\"sr\"> {} checked</span></label></td></tr>\n",
        escaped(&member.canonical),
        super::super::counted(mentions, "mention"),
        on_record(sheet, card),
        escaped(&member.canonical),
    )
}

fn on_record(sheet: &Sheet, card: Option<&Card>) -> String {
    let Some(card) = card.filter(|_| sheet.reach == Reach::Reached) else { return "not asked".to_owned() };
    if card.count == 0 {
        let near =
            if card.nearest.is_empty() { String::new() } else { format!("; near it: {}", card.nearest.join(", ")) };
        return escaped(&format!("not on record{near}"));
    }
    let mut lines = vec![format!("<b>{}</b>, {}", escaped(&card.name), counted_stories(card.count))];
    if let Some((title, from)) = card.titles.first() {
        let date = from.date.as_deref().map(|date| format!(" (<time>{}</time>)", escaped(date))).unwrap_or_default();
        lines.push(format!("{}{date}", escaped(title)));
    }
    if card.spellings.len() > 1 {
        let others = card.spellings.iter().filter(|(name, _)| *name != card.name);
        let others: Vec<_> = others.map(|(name, count)| format!("{name} ({count})")).collect();
        lines.push(format!("also {}", escaped(&others.join(", "))));
    }
    if let Some(last) = card.stories.first() {
        lines.push(format!("<span class=\"source\">{}</span>", source(sheet, last)));
    }
    lines.join("<br>")
}

/// What the rules say of the rest of the copy.
pub fn rest(sheet: &Sheet, entries: &[Entry]) -> String {
    let told: Vec<&Finding> = entries.iter().flat_map(|entry| queries(sheet, entry)).collect();
    let rest = sheet.findings.iter().filter(|f| !told.contains(f));
    let rows: String = rest.map(finding).collect();
    let body = if rows.is_empty() {
        String::new()
    } else {
        format!(
            "<section id=\"rest\" aria-labelledby=\"rest-h\">\n<h2 id=\"rest-h\">Other queries</h2>\n<ul class=\"queries\">{rows}</ul>\n</section>\n"
        )
    };
    body + "</main>\n<footer><p>Made by copydesk on this machine. The page fetches nothing; ticks and notes stay in this browser.</p></footer>\n"
}
