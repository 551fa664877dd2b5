//! What the paragraph rules found, kept with the reading they found it in: a keystroke runs them on its own paragraph.

use super::draft::Draft;
use super::fence;
use crate::checks::RULES;
use crate::checks::paragraph::Paragraph;
use crate::checks::rule::{Check, Rule};
use crate::prose::reading::Reading;
use crate::settings::Style;
use crate::text::format::Meta;
use crate::text::span::{InPassage, Span};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What a rule found in a paragraph.
type Remark = fence::Remark<Span<InPassage>>;

/// What was found in each paragraph of a draft, under one head and one style.
#[derive(Default)]
pub(super) struct Noticed {
    head: Option<Meta>,
    style: Arc<Style>,
    /// By passage.
    by_passage: Vec<(Arc<Reading>, Arc<[Remark]>)>,
}

impl Noticed {
    /// Runs the rules on the paragraphs that are new; false if a newer text waits, and then the rest is left for later.
    pub fn update(&mut self, draft: &Draft, style: &Arc<Style>, superseded: &dyn Fn() -> bool) -> bool {
        let same_style = Arc::ptr_eq(&self.style, style) || self.style == *style;
        if self.head.as_ref() != draft.meta() || !same_style {
            *self = Self { head: draft.meta().cloned(), style: Arc::clone(style), ..Self::default() };
        }
        let (old, new) = (&self.by_passage, draft.readings());
        let same = |at: usize, i: usize| Arc::ptr_eq(&old[at].0, &new[i]);
        let shorter = old.len().min(new.len());
        let head = (0..shorter).take_while(|i| same(*i, *i)).count();
        let tail = (1..=shorter - head).take_while(|i| same(old.len() - i, new.len() - i)).count();
        let middle = head..old.len() - tail;
        let known: FxHashMap<_, _> =
            old[middle.clone()].iter().map(|(reading, seen)| (Arc::as_ptr(reading), seen)).collect();
        let new = &new[head..new.len() - tail];
        let look = |reading: &Arc<Reading>| {
            let seen =
                known.get(&Arc::as_ptr(reading)).map_or_else(|| self.look(reading).into(), |seen| Arc::clone(seen));
            (Arc::clone(reading), seen)
        };
        let fresh: Vec<_> = new.iter().take_while(|_| !superseded()).map(look).collect();
        let done = fresh.len() == new.len();
        self.by_passage.splice(middle, fresh);
        done
    }

    /// What was found in a passage, as they were when last [updated](Self::update).
    pub fn of(&self, passage: usize) -> &[Remark] {
        self.by_passage.get(passage).map_or(&[], |(_, remarks)| remarks)
    }

    fn look(&self, reading: &Reading) -> Vec<Remark> {
        let meta = self.head.as_ref();
        let on = |rule: &&&'static Rule| rule.level(&self.style).is_some() && rule.speaks(meta, &self.style);
        let rules = RULES.iter().filter(on).filter_map(|rule| match rule.check {
            Check::Paragraph(check) => Some((*rule, check)),
            _ => None,
        });
        let paragraph = Paragraph::of(reading, meta);
        rules.flat_map(|(rule, check)| fence::remarks(rule, || check(&paragraph, &self.style))).collect()
    }
}
