//! A JUnit report: each draft a suite, each finding a failed case; a draft with nothing to look at passes.

use super::{Page, Places, Report};

pub fn show(report: &Report) -> String {
    let failures = report.findings().count();
    let tests: usize = report.pages.iter().map(|page| page.findings.len().max(1)).sum();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out += &format!("<testsuites name=\"copydesk\" tests=\"{tests}\" failures=\"{failures}\">\n");
    for page in &report.pages {
        out += &suite(page);
    }
    if !report.problems.is_empty() {
        out += "  <testsuite name=\"what could not be read\" tests=\"0\" failures=\"0\">\n    <system-err>";
        for problem in &report.problems {
            out += &(escaped(&problem.to_string()) + "\n");
        }
        out += "</system-err>\n  </testsuite>\n";
    }
    out + "</testsuites>\n"
}

fn suite(page: &Page) -> String {
    let (name, failures) = (escaped(&page.path), page.findings.len());
    let tests = failures.max(1);
    let mut out = format!("  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">\n");
    if page.findings.is_empty() {
        out += &format!("    <testcase name=\"nothing to look at\" classname=\"{name}\"/>\n");
    }
    let mut places = Places::new(&page.text);
    for finding in &page.findings {
        let place = places.of(finding.at);
        let (code, message, level) = (finding.code, escaped(&finding.message), finding.severity.name());
        let at = format!("{}:{}", place.line, place.column);
        out += &format!(
            "    <testcase name=\"{code} {at}\" classname=\"{name}\">\n      <failure type=\"{level}\" message=\"{message}\">{name}:{at}: {}</failure>\n    </testcase>\n",
            escaped(finding.at.of(&page.text)),
        );
    }
    out + "  </testsuite>\n"
}

/// XML 1.0 has no place for most control characters, even escaped.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
