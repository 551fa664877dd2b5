//! What the paragraph rules found, kept with the reading they found it in: a keystroke runs them on its own paragraph.

use super::draft::Draft;
use crate::checks::RULES;
use crate::checks::paragraph::Paragraph;
use crate::checks::rule::{Check, Rule};
use crate::finding::Finding;
use crate::prose::reading::Reading;
use crate::settings::Style;
use crate::text::format::Meta;
use crate::text::span::{InPassage, Span};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A paragraph rule and what it found; `None` if it failed.
pub(super) type Remark = (&'static Rule, Option<Finding<Span<InPassage>>>);

/// What was found in each paragraph of a draft, under one head and one style.
#[derive(Default)]
pub(super) struct Noticed {
    head: Option<Meta>,
    style: Arc<Style>,
    /// By passage.
    by_passage: Vec<(Arc<Reading>, Arc<[Remark]>)>,
}

impl Noticed {
    /// Runs the rules on the paragraphs that are new.
    pub fn update(&mut self, draft: &Draft, style: &Arc<Style>) {
        let same_style = Arc::ptr_eq(&self.style, style) || self.style == *style;
        if self.head.as_ref() != draft.meta() || !same_style {
            *self = Self { head: draft.meta().cloned(), style: Arc::clone(style), ..Self::default() };
        }
        let reading = |i: usize| draft.reading(i);
        let old = &self.by_passage;
        let same = |at: usize, i: usize| Arc::ptr_eq(&old[at].0, reading(i));
        let shorter = old.len().min(draft.len());
        let head = (0..shorter).take_while(|i| same(*i, *i)).count();
        let tail = (1..=shorter - head).take_while(|i| same(old.len() - i, draft.len() - i)).count();
        let middle = head..old.len() - tail;
        let known = |i: usize| middle.clone().find(|at| same(*at, i)).map(|at| old[at].clone());
        let fresh = |i: usize| known(i).unwrap_or_else(|| (Arc::clone(reading(i)), self.look(reading(i)).into()));
        let fresh: Vec<_> = (head..draft.len() - tail).map(fresh).collect();
        self.by_passage.splice(middle, fresh);
    }

    /// What was found in a passage, as they were when last [updated](Self::update).
    pub fn of(&self, passage: usize) -> &[Remark] {
        self.by_passage.get(passage).map_or(&[], |(_, remarks)| remarks)
    }

    fn look(&self, reading: &Reading) -> Vec<Remark> {
        let meta = self.head.as_ref();
        let on = |rule: &&&'static Rule| rule.level(&self.style).is_some() && rule.speaks(meta, &self.style);
        look(RULES.iter().filter(on).copied(), &Paragraph::of(reading, meta), &self.style)
    }
}

/// A fault of ours in one rule loses that rule in that paragraph only.
fn look(rules: impl Iterator<Item = &'static Rule>, paragraph: &Paragraph, style: &Style) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for rule in rules {
        let Check::Paragraph(check) = rule.check else { continue };
        match catch_unwind(AssertUnwindSafe(|| check(paragraph, style))) {
            Ok(found) => remarks.extend(found.into_iter().map(|f| (rule, Some(f)))),
            Err(_) => remarks.push((rule, None)),
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks;
    use crate::prose::reading;
    use crate::text::passage::{Passage, Role};

    static FAULTY: Rule = Rule {
        code: "faulty",
        summary: "",
        severity: Some(crate::finding::Severity::Warning),
        explain: "",
        on_record: "",
        wrong: "",
        right: "",
        english: false,
        check: Check::Paragraph(|_, _| panic!("a fault of ours")),
    };

    #[test]
    fn a_rule_that_fails_loses_nothing_but_itself() {
        let sound = checks::rule("placeholder-left").expect("a paragraph rule");
        let reading = reading::read(&Passage::verbatim(Role::Paragraph, "The pier opens on TK.", 0));
        let paragraph = Paragraph::of(&reading, None);
        let remarks = look([&FAULTY, sound].into_iter(), &paragraph, &Style::default());
        let told: Vec<_> = remarks.iter().map(|(rule, found)| (rule.code, found.is_some())).collect();
        assert_eq!(told, [("faulty", false), ("placeholder-left", true)]);
    }
}
