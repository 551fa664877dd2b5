//! One line a finding, as compilers do: editors and scripts know how to read it.

use super::{Places, Report, safe};

pub fn show(report: &Report) -> String {
    let mut out = String::new();
    for page in &report.pages {
        let mut places = Places::new(&page.text);
        for finding in &page.findings {
            let place = places.of(finding.at);
            let (path, message) = (safe(&page.path), safe(&finding.message));
            let (level, code) = (finding.severity.name(), finding.code);
            out += &format!("{path}:{}:{}: {level}[{code}] {message}\n", place.line, place.column);
        }
    }
    out
}
