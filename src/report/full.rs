//! For people: the line, the words marked, what is on record, and a count at the end.

use super::found::said;
use super::{Look, Page, Report, counted, safe};
use crate::finding::{Citation, Finding, Severity, Status};
use crate::text::position::{Encoding, Lines};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

/// Records shown with a finding; the others are counted.
const SHOWN_RECORDS: usize = 3;
/// Code points of a quotation shown from a record.
const SHOWN_QUOTE: usize = 160;

pub fn show(report: &Report, look: Look) -> String {
    let renderer = if look.colour { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(look.width);
    let mut out = String::new();
    for page in &report.pages {
        let lines = Lines::new(&page.text);
        for finding in &page.findings {
            out += &one(page, &lines, finding, &renderer);
            out += "\n\n";
        }
    }
    out + &summary(report)
}

fn one(page: &Page, lines: &Lines, finding: &Finding, renderer: &Renderer) -> String {
    let excerpt = Excerpt::around(page, lines, finding);
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.first_line)
        .path(safe(&page.path))
        .annotation(AnnotationKind::Primary.span(excerpt.marked));
    let title = level(finding.severity).secondary_title(safe(&finding.message)).id(finding.code);
    let group = title.element(snippet).elements(records(&finding.records));
    renderer.render(&[group])
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::HELP.with_name("hint"),
    }
}

/// The lines that a finding touches: handing over the whole draft each time would cost its square.
struct Excerpt<'p> {
    text: &'p str,
    /// From 1.
    first_line: usize,
    /// Bytes of `text`.
    marked: std::ops::Range<usize>,
}

impl<'p> Excerpt<'p> {
    fn around(page: &'p Page, lines: &Lines, finding: &Finding) -> Self {
        let text = page.text.as_str();
        let (start, end) = (finding.at.start.min(text.len()), finding.at.end.min(text.len()));
        let from = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let to = text[end..].find('\n').map_or(text.len(), |i| end + i);
        let first_line = lines.position(from, Encoding::Utf8).line + 1;
        Self { text: text[from..to].trim_end_matches('\r'), first_line, marked: start - from..end - from }
    }
}

fn records(records: &[Citation]) -> Vec<Element<'_>> {
    let mut notes: Vec<_> = records.iter().take(SHOWN_RECORDS).map(|r| note("on record", &cited(r))).collect();
    if let more @ 1.. = records.len().saturating_sub(SHOWN_RECORDS) {
        notes.push(note("on record", &format!("and {more} more")));
    }
    notes
}

fn note<'a>(name: &'static str, text: &str) -> Element<'a> {
    Level::NOTE.with_name(name).message(text.to_owned()).into()
}

/// `2026-11-10, Ana Lund, 00:01:02: “words” (path:line)`.
fn cited(record: &Citation) -> String {
    let when = [&record.date, &record.outlet, &record.speaker, &record.time];
    let when = when.into_iter().flatten().map(String::as_str);
    let when: Vec<_> = when.chain(record.status.map(Status::name)).collect();
    let whole = said(record);
    let mut quote: String = whole.chars().take(SHOWN_QUOTE).collect();
    if quote.len() < whole.len() {
        quote.push('…');
    }
    let who = if when.is_empty() { "no date or speaker".to_owned() } else { when.join(", ") };
    format!("{}\n“{quote}”\n{}:{}", safe(&who), safe(&record.path), record.line)
}

fn summary(report: &Report) -> String {
    let drafts = counted(report.pages.len(), "draft");
    if report.pages.is_empty() {
        return String::new();
    }
    let levels = Severity::ALL.into_iter().rev().filter_map(|level| {
        let count = report.findings().filter(|f| f.severity == level).count();
        (count > 0).then(|| {
            if level == Severity::Information { format!("{count} information") } else { counted(count, level.name()) }
        })
    });
    let levels: Vec<_> = levels.collect();
    if levels.is_empty() {
        return format!("Nothing to look at in {drafts}.\n");
    }
    let with = report.pages.iter().filter(|p| !p.findings.is_empty()).count();
    let of = if with == report.pages.len() { String::new() } else { format!("{with} of ") };
    format!("{} in {of}{drafts}.\n", levels.join(", "))
}
