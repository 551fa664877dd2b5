//! What makes a finding the same one tomorrow, after edits elsewhere and after the file has moved.

use super::Page;
use crate::finding::Finding;
use crate::text::stable;
use std::collections::HashMap;

/// Words on either side that belong to a finding: without them all stray marks of a draft would be one.
const WORDS_AROUND: usize = 4;

/// A fingerprint for each finding of a page, in order. Made of the rule, the words marked and a few around them, never of
/// the place; the second finding that looks the same has another than the first.
pub fn of(page: &Page) -> Vec<String> {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut one = |finding: &Finding| {
        let base = stable::hash(&words(&page.text, finding));
        let nth = seen.entry(base).or_default();
        *nth += 1;
        format!("{:016x}", stable::hash(&format!("{base:016x} {nth}")))
    };
    page.findings.iter().map(&mut one).collect()
}

fn words(text: &str, finding: &Finding) -> String {
    let before = text.get(..finding.at.start).unwrap_or_default();
    let before = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let after = text.get(finding.at.end..).unwrap_or_default().lines().next().unwrap_or_default();
    let mut around: Vec<_> = before.split_whitespace().rev().take(WORDS_AROUND).collect();
    around.reverse();
    around.extend(finding.at.of(text).split_whitespace());
    around.extend(after.split_whitespace().take(WORDS_AROUND));
    format!("{}\n{}", finding.code, around.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::text::span::Span;

    fn page(path: &str, text: &str, marked: &str) -> Page {
        let findings = text.match_indices(marked).map(|(at, _)| Finding {
            code: "unattributed-quote",
            severity: Severity::Warning,
            message: String::new(),
            at: Span::new(at, at + marked.len()),
            records: Vec::new(),
            fixes: Vec::new(),
        });
        Page { path: path.to_owned(), text: text.to_owned(), findings: findings.collect(), allowed: Vec::new() }
    }

    #[test]
    fn moving_and_editing_elsewhere_change_nothing() {
        let before = of(&page("a.md", "One.\n\n\"Nobody knows.\"\n", "\"Nobody knows.\""));
        let after =
            of(&page("old/b.md", "A new top.\r\n\r\nOne, edited.\r\n\r\n\"Nobody  knows.\"\r\n", "\"Nobody  knows.\""));
        assert_eq!(before, after);
    }

    #[test]
    fn two_of_a_kind_are_two() {
        let found = of(&page("a.md", "\"Nobody knows.\"\n\n\"Nobody knows.\"\n", "\"Nobody knows.\""));
        assert_ne!(found[0], found[1]);
    }

    #[test]
    fn stray_marks_are_told_apart_by_their_neighbours() {
        let found = of(&page("a.md", "We \" open in May.\nThe pier \" is shut.\n", "\""));
        let alone = of(&page("a.md", "The pier \" is shut.\n", "\""));
        assert_eq!(found[1], alone[0]);
    }
}
