//! GitHub's workflow commands, and a summary: the site shows ten annotations of a level and drops the rest.

use super::{Places, Report, counted, safe};
use crate::finding::Severity;

pub fn show(report: &Report) -> String {
    let mut out = String::new();
    for problem in &report.problems {
        let line = problem.line.map(|line| format!(",line={line}")).unwrap_or_default();
        let file =
            if problem.path.is_empty() { String::new() } else { format!(" file={}{line}", property(&problem.path)) };
        out += &format!("::warning{file}::{}\n", data(&problem.message));
    }
    for page in &report.pages {
        let (mut places, path) = (Places::new(&page.text), property(&page.path));
        for finding in &page.findings {
            let place = places.of(finding.at);
            let level = level(finding.severity);
            // A column range is only understood on one line.
            let columns = if place.line == place.end_line {
                format!(",col={},endColumn={}", place.column, place.end_column)
            } else {
                String::new()
            };
            out += &format!(
                "::{level} file={path},line={},endLine={}{columns},title={}::{}\n",
                place.line,
                place.end_line,
                finding.code,
                data(&finding.message)
            );
        }
    }
    out
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    }
}

/// All findings as a Markdown table, for the page of the workflow's run.
pub fn summary(report: &Report) -> String {
    let count = report.findings().count();
    let drafts = counted(report.pages.len(), "draft");
    if count == 0 {
        return format!("### copydesk\n\nNothing to look at in {drafts}.\n");
    }
    let mut out = format!("### copydesk\n\n{} in {drafts}.\n\n", counted(count, "finding"));
    out += "| where | level | rule | |\n| --- | --- | --- | --- |\n";
    for page in &report.pages {
        let mut places = Places::new(&page.text);
        for finding in &page.findings {
            let line = places.of(finding.at).line;
            let (level, code) = (finding.severity.name(), finding.code);
            out += &format!("| {}:{line} | {level} | {code} | {} |\n", cell(&page.path), cell(&finding.message));
        }
    }
    out
}

/// Text of a draft is shown in a table, never read as markup.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A command's message: the runner undoes these three.
fn data(text: &str) -> String {
    safe(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

/// A command's property: a colon or comma would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
