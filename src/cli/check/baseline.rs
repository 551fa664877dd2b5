//! `--baseline FILE`: findings that are known are not told again; old nits do not fail today's build.
//!
//! The file is for review: a line a finding, its fingerprint, rule, path and words. Only the fingerprint counts.

use crate::error::{Error, Result};
use crate::files;
use crate::report::{Page, Report, fingerprint};
use std::collections::HashMap;
use std::path::Path;

const HEADING: &str = "# Findings that are known: `copydesk check --baseline` does not tell them again.
# Written by --write-baseline. Only the first word of a line counts; take a line out and its finding is told.
";
/// Words of a finding shown in the file.
const SHOWN_WORDS: usize = 8;

/// Leaves the findings that the file does not know.
pub fn keep_new(report: &mut Report, file: &Path) -> Result<()> {
    let text = std::fs::read_to_string(file).map_err(|e| {
        Error::new("reading the baseline")
            .at(file)
            .because(files::plain(&e))
            .next("Write it first, with --write-baseline")
    })?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let mut known: HashMap<&str, usize> = HashMap::new();
    for print in lines.filter_map(|line| line.split_whitespace().next()) {
        *known.entry(print).or_default() += 1;
    }
    for page in &mut report.pages {
        let prints = fingerprint::of(page);
        let mut prints = prints.iter();
        page.findings.retain(|_| {
            let left = prints.next().and_then(|print| known.get_mut(print.as_str())).filter(|left| **left > 0);
            left.map(|left| *left -= 1).is_none()
        });
    }
    Ok(())
}

/// Writes all findings down as known.
pub fn write(report: &Report, file: &Path) -> Result<()> {
    let mut lines: Vec<_> = report.pages.iter().flat_map(lines).collect();
    lines.sort_by_cached_key(|line| line.split_once(' ').map(|(_, rest)| rest.to_owned()));
    let text = HEADING.to_owned() + &lines.concat();
    std::fs::write(file, text).map_err(|e| Error::new("writing the baseline").at(file).because(files::plain(&e)))
}

fn lines(page: &Page) -> Vec<String> {
    let prints = fingerprint::of(page);
    let line = |(finding, print): (&crate::finding::Finding, String)| {
        let words: Vec<_> = finding.at.of(&page.text).split_whitespace().take(SHOWN_WORDS).collect();
        format!("{print} {} {} {}\n", finding.code, page.path, words.join(" "))
    };
    page.findings.iter().zip(prints).map(line).collect()
}
