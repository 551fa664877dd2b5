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
use rustc_hash::FxHashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A paragraph rule and what it found; `None` if it failed.
pub(super) type Remark = (&'static Rule, Option<Finding<Span<InPassage>>>);

/// What was found in each paragraph of a draft, under one head and one style.
#[derive(Default)]
pub(super) struct Noticed {
    head: Option<Meta>,
    style: Arc<Style>,
    /// By the reading's address, which the reading kept beside it holds.
    by_reading: FxHashMap<usize, (Arc<Reading>, Vec<Remark>)>,
}

impl Noticed {
    /// Runs the rules on the paragraphs that are new.
    pub fn update(&mut self, draft: &Draft, style: &Arc<Style>) {
        let same_style = Arc::ptr_eq(&self.style, style) || self.style == *style;
        if self.head.as_ref() != draft.meta() || !same_style {
            *self = Self { head: draft.meta().cloned(), style: Arc::clone(style), ..Self::default() };
        }
        let mut old = std::mem::take(&mut self.by_reading);
        for i in 0..draft.len() {
            let reading = draft.reading(i);
            let address = address(reading);
            if !self.by_reading.contains_key(&address) {
                let known = old.remove(&address);
                let remarks = known.unwrap_or_else(|| (reading.clone(), self.look(reading)));
                self.by_reading.insert(address, remarks);
            }
        }
    }

    /// What was found in a paragraph.
    pub fn of(&self, reading: &Arc<Reading>) -> &[Remark] {
        self.by_reading.get(&address(reading)).map_or(&[], |(_, remarks)| remarks)
    }

    fn look(&self, reading: &Reading) -> Vec<Remark> {
        let meta = self.head.as_ref();
        let paragraph = Paragraph::of(reading, meta);
        let on = |rule: &&&'static Rule| rule.level(&self.style).is_some() && rule.speaks(meta, &self.style);
        let mut remarks = Vec::new();
        for rule in RULES.iter().filter(on) {
            let Check::Paragraph(check) = rule.check else { continue };
            match catch_unwind(AssertUnwindSafe(|| check(&paragraph, &self.style))) {
                Ok(found) => remarks.extend(found.into_iter().map(|f| (*rule, Some(f)))),
                Err(_) => remarks.push((*rule, None)),
            }
        }
        remarks
    }
}

fn address(reading: &Arc<Reading>) -> usize {
    Arc::as_ptr(reading).addr()
}
