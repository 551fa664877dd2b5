//! The checker's sheet: one page that a fact-checker prints or clicks through. Nothing on it comes from elsewhere, every
//! word of the draft and the record is escaped, and the page itself allows only the script and the style it was made with.

mod entry;
mod html;
mod overview;
mod text;

use crate::corpus::question::{Card, Level, Match, Reach};
use crate::finding::{Citation, Finding, Severity, Spot};
use crate::prose::quote::Kind;
use crate::prose::speaker::Attribution;
use crate::prose::story::{Quotation, Story};
use crate::text::format::GENERATOR;
use crate::text::span::{InSource, Span};
use html::escaped;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

const STYLE: &str = include_str!("sheet/sheet.css");
const SCRIPT: &str = include_str!("sheet/sheet.js");
/// SHA-256 of the script, in base 64, for the page's policy; a test holds it to the file.
pub const SCRIPT_HASH: &str = "sJtsPktDQkjAGvZjP6TIhTC8YEBHVGGIn/mgrJuZSFM=";
/// The same of the style.
pub const STYLE_HASH: &str = "AlfVTxmL2uCPEs6r5s4O45nQxcoivgJfOge6KuH2eJc=";

/// What a sheet is made of.
pub struct Sheet<'s> {
    /// The draft, as given.
    pub path: &'s str,
    /// The draft as read.
    pub story: &'s Story<'s>,
    /// Whether there was a corpus and it answered.
    pub reach: Reach,
    /// What is on record for a quotation's words, best first.
    pub matches: &'s dyn Fn(&str) -> Arc<[Match]>,
    /// What is on record of a member of the cast, by index.
    pub cards: &'s [(usize, Card)],
    /// What the rules found.
    pub findings: &'s [Finding],
    /// Where a spot stands in the draft.
    pub place: &'s dyn Fn(Spot) -> Span<InSource>,
    /// Where a record can be opened from the page: a relative address, or none.
    pub link: &'s dyn Fn(&Citation) -> Option<String>,
}

/// A quotation as the sheet counts it: a running one is one, over all its paragraphs.
struct Entry<'s> {
    number: usize,
    parts: Vec<&'s Quotation>,
    words: String,
    matches: Arc<[Match]>,
}

impl Sheet<'_> {
    /// The page.
    pub fn page(&self) -> String {
        let entries = self.entries();
        let title = self.title();
        let body = [
            self.head(&title, &entries),
            text::story(self, &entries),
            entry::quotations(self, &entries),
            entry::names(self),
            overview::timeline(self, &entries),
            overview::shares(self, &entries),
            entry::rest(self, &entries),
        ]
        .concat();
        let policy = format!(
            "default-src 'none'; script-src 'sha256-{SCRIPT_HASH}'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'"
        );
        let lang = self.story.meta.and_then(|m| m.lang.as_deref()).unwrap_or("en");
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"{GENERATOR}\">\n<title>{}: checker’s sheet</title>\n<style>{STYLE}</style>\n</head>\n\
<body data-sheet=\"{:016x}\">\n<a class=\"skip\" href=\"#quotations\">Skip to the quotations</a>\n{body}<script>{SCRIPT}</script>\n</body>\n</html>\n",
            escaped(lang),
            escaped(&title),
            xxh3_64(self.path.as_bytes()),
        )
    }

    fn title(&self) -> String {
        let head = self.story.readings.iter().find(|r| r.role == crate::text::passage::Role::Headline);
        let meta = self.story.meta.and_then(|m| m.title.clone());
        meta.or_else(|| head.map(|r| r.text.clone())).unwrap_or_else(|| self.path.to_owned())
    }

    fn head(&self, title: &str, entries: &[Entry]) -> String {
        let meta = self.story.meta;
        let date =
            meta.and_then(|m| m.date).map(|d| format!("<time datetime=\"{d}\">{}</time>", d.strftime("%-d %B %Y")));
        let authors = meta.map(|m| m.authors.join(", ")).filter(|a| !a.is_empty()).map(|a| escaped(&a));
        let facts: Vec<String> =
            [authors, date, Some(format!("<code>{}</code>", escaped(self.path)))].into_iter().flatten().collect();
        let on_record = entries.iter().filter(|e| e.is_on_record()).count();
        let record = match self.reach {
            Reach::Absent => "no corpus was asked".to_owned(),
            Reach::Unreached => "the corpus was not reached".to_owned(),
            Reach::Reached => format!("{on_record} on record"),
        };
        let count = entries.len();
        format!(
            "<header class=\"top\">\n<p class=\"kind\">Checker’s sheet</p>\n<h1>{}</h1>\n<p class=\"facts\">{}</p>\n\
<p class=\"facts\">{}, {record}; {}.</p>\n<div class=\"bar\"><p id=\"progress\" role=\"status\">0 of {count} quotations checked</p>\
<progress aria-labelledby=\"progress\" max=\"{}\" value=\"0\"></progress>\n<div class=\"tools\" hidden>\
<button type=\"button\" data-do=\"next\">Next unchecked <kbd>n</kbd></button><button type=\"button\" data-do=\"filter\" aria-pressed=\"false\">Unchecked only</button>\
<button type=\"button\" data-do=\"print\">Print</button><button type=\"button\" data-do=\"clear\">Clear ticks</button></div>\n\
<p class=\"paper\">Checked by <span class=\"line\"></span> on <span class=\"line\"></span></p></div>\n</header>\n<main>\n",
            escaped(title),
            facts.join(" · "),
            super::counted(count, "quotation"),
            super::counted(self.findings.len(), "query").replace("querys", "queries"),
            count.max(1),
        )
    }

    /// Quotations in order; what carries on another is a part of it. What is no speech, or stands inside another, is no
    /// entry of its own.
    fn entries(&self) -> Vec<Entry<'_>> {
        let all = &self.story.quotations;
        let mut entries: Vec<Entry> = Vec::new();
        let mut of_quotation: Vec<Option<usize>> = Vec::with_capacity(all.len());
        for quotation in all.iter() {
            let carried = quotation.continues.and_then(|before| of_quotation.get(before).copied().flatten());
            let counted = quotation.inside.is_none() && !matches!(quotation.kind, Kind::NonSpeech | Kind::Nested);
            let at = match carried {
                Some(at) => {
                    entries[at].parts.push(quotation);
                    Some(at)
                }
                None if counted => {
                    let number = entries.len() + 1;
                    entries.push(Entry { number, parts: vec![quotation], words: String::new(), matches: Arc::new([]) });
                    Some(number - 1)
                }
                None => None,
            };
            of_quotation.push(at);
        }
        for entry in &mut entries {
            let words: Vec<&str> = entry.parts.iter().map(|part| self.story.text(part.words)).collect();
            entry.words = words.join("\n");
            let mut records: Vec<Match> = words.iter().flat_map(|words| (self.matches)(words).to_vec()).collect();
            // What may be the same is worth a look only where nothing surely is.
            if records.iter().any(|m| m.level < Level::Possible) {
                records.retain(|m| m.level < Level::Possible);
            }
            entry.matches = records.into();
        }
        entries
    }

    /// What the rules say of a place.
    fn findings_at(&self, spot: Spot) -> Vec<&Finding> {
        let place = (self.place)(spot);
        self.findings.iter().filter(|f| f.at.overlaps(&place)).collect()
    }

    fn speaker(&self, entry: &Entry) -> String {
        match &entry.parts[0].attribution {
            Attribution::Found(speaker) => {
                speaker.canonical.as_deref().unwrap_or_else(|| self.story.text(speaker.mention)).to_owned()
            }
            Attribution::Unsure => "Somebody: not sure who".to_owned(),
            Attribution::None => "Nobody named".to_owned(),
        }
    }
}

impl Entry<'_> {
    fn is_on_record(&self) -> bool {
        self.matches.iter().any(|m| m.level <= Level::Altered)
    }

    /// Names the entry for as long as its words stand, so that ticks outlive edits elsewhere.
    fn key(&self) -> String {
        format!("q{:016x}", xxh3_64(self.words.as_bytes()))
    }

    fn count_words(&self) -> usize {
        self.words.split_whitespace().count()
    }
}

fn finding(finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Information => "Note",
        Severity::Hint => "Hint",
    };
    format!("<li class=\"query\"><b>{level}</b> {} <code>{}</code></li>\n", escaped(&finding.message), finding.code)
}
