//! The report for programs, version 1. Offsets are code points into the decoded text without byte order mark; lines and
//! columns count from 1, columns in code points; ends are exclusive.

use super::{Page, Places, Report};
use crate::finding::{Citation, Finding, Fix, Status};
use serde::Serialize;

#[derive(Serialize)]
struct Sheet<'r> {
    version: u32,
    corpus: &'static str,
    problems: Vec<Trouble<'r>>,
    files: Vec<File<'r>>,
}

#[derive(Serialize)]
struct Trouble<'r> {
    path: &'r str,
    line: Option<usize>,
    message: &'r str,
}

#[derive(Serialize)]
struct File<'r> {
    path: &'r str,
    findings: Vec<Entry<'r>>,
}

#[derive(Serialize)]
struct Entry<'r> {
    code: &'static str,
    severity: &'static str,
    message: &'r str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    records: Vec<Record<'r>>,
    fixes: Vec<Change<'r>>,
}

#[derive(Serialize)]
struct Record<'r> {
    article: &'r str,
    date: Option<&'r str>,
    outlet: Option<&'r str>,
    speaker: Option<&'r str>,
    quote: &'r str,
    path: &'r str,
    line: usize,
    time: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
}

#[derive(Serialize)]
struct Change<'r> {
    title: &'r str,
    edits: Vec<Edit<'r>>,
}

#[derive(Serialize)]
struct Edit<'r> {
    start: usize,
    end: usize,
    text: &'r str,
}

pub fn show(report: &Report) -> String {
    let problems = report.problems.iter();
    let sheet = Sheet {
        version: 1,
        corpus: report.reach.name(),
        problems: problems.map(|p| Trouble { path: &p.path, line: p.line, message: &p.message }).collect(),
        files: report.pages.iter().map(file).collect(),
    };
    serde_json::to_string(&sheet).expect("strings and numbers") + "\n"
}

fn file(page: &Page) -> File<'_> {
    let mut places = Places::new(&page.text);
    File { path: &page.path, findings: page.findings.iter().map(|f| entry(f, &mut places)).collect() }
}

fn entry<'r>(finding: &'r Finding, places: &mut Places) -> Entry<'r> {
    let place = places.of(finding.at);
    Entry {
        code: finding.code,
        severity: finding.severity.name(),
        message: &finding.message,
        start: place.start,
        end: place.end,
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        records: finding.records.iter().map(record).collect(),
        fixes: finding.fixes.iter().map(|f| change(f, places)).collect(),
    }
}

fn record(citation: &Citation) -> Record<'_> {
    Record {
        article: &citation.article,
        date: citation.date.as_deref(),
        outlet: citation.outlet.as_deref(),
        speaker: citation.speaker.as_deref(),
        quote: &citation.quote,
        path: &citation.path,
        line: citation.line,
        time: citation.time.as_deref(),
        status: citation.status.map(Status::name),
    }
}

fn change<'r>(fix: &'r Fix, places: &mut Places) -> Change<'r> {
    let edits = fix.edits.iter().map(|edit| {
        let place = places.of(edit.at);
        Edit { start: place.start, end: place.end, text: &edit.text }
    });
    Change { title: &fix.title, edits: edits.collect() }
}
