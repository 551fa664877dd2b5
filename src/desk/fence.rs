//! Rules run behind a fence: a fault of ours in one loses that rule only, and is told once.

use crate::checks::rule::Rule;
use crate::error::Problem;
use crate::finding::{Finding, Severity};
use crate::settings::Style;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A rule and what it found; `None` if it failed.
pub(super) type Remark<At> = (&'static Rule, Option<Finding<At>>);

/// What a rule finds.
pub(super) fn remarks<At>(rule: &'static Rule, look: impl FnOnce() -> Vec<Finding<At>>) -> Vec<Remark<At>> {
    match catch_unwind(AssertUnwindSafe(look)) {
        Ok(found) => found.into_iter().map(|finding| (rule, Some(finding))).collect(),
        Err(_) => vec![(rule, None)],
    }
}

/// The findings at the levels of a style; rules that failed become problems, each once.
pub(super) fn findings<At>(remarks: Vec<Remark<At>>, style: &Style, problems: &mut Vec<Problem>) -> Vec<Finding<At>> {
    let mut findings = Vec::new();
    for (rule, found) in remarks {
        match found {
            Some(found) => findings.extend(rule.level(style).map(|level| settle(found, rule.severity, level))),
            None if !problems.contains(&failed(rule)) => problems.push(failed(rule)),
            None => {}
        }
    }
    findings
}

/// Settings move a rule's findings as a whole: one made weaker than its rule stays no louder than it was made.
pub(super) fn settle<At>(mut finding: Finding<At>, default: Option<Severity>, level: Severity) -> Finding<At> {
    let weaker = default.is_some_and(|default| finding.severity < default);
    finding.severity = if weaker { finding.severity.min(level) } else { level };
    finding
}

fn failed(rule: &Rule) -> Problem {
    let code = rule.code;
    Problem::new("", format!("the rule {code} failed on this draft and was left out; this is a fault of copydesk"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks;

    #[test]
    fn a_rule_that_fails_in_two_paragraphs_loses_nothing_but_itself_and_is_told_once() {
        let faulty = checks::rule("joint-quote").expect("a rule");
        let sound = checks::rule("placeholder-left").expect("a rule");
        let found = [
            remarks(faulty, || vec![faulty.finding(1, "before the fault")]),
            remarks(faulty, || panic!("a fault of ours")),
            remarks(sound, || vec![sound.finding(2, "TK")]),
            remarks(faulty, || panic!("the same again")),
        ];
        let mut problems = Vec::new();
        let style = Style { levels: [("joint-quote".to_owned(), Some(Severity::Hint))].into(), ..Style::default() };
        let findings = findings(found.into_iter().flatten().collect(), &style, &mut problems);
        assert_eq!(
            findings.iter().map(|f| (f.code, f.at)).collect::<Vec<_>>(),
            [("joint-quote", 1), ("placeholder-left", 2)]
        );
        assert_eq!(findings[0].severity, Severity::Hint);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].message.contains("joint-quote"), "{problems:?}");
    }
}
