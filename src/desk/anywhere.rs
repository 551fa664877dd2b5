//! What must stand nowhere in a draft, front matter and comments included.

use super::draft::Draft;
use crate::checks::RULES;
use crate::checks::rule::Check;
use crate::finding::{Finding, Spot};
use crate::settings::Style;
use crate::text::span::{InSource, Span};

/// What rules find that look at the whole draft: as typed, and as read, where markup cuts a name in two.
pub(super) fn found(draft: &Draft, style: &Style) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut source = None;
    for rule in RULES {
        let (Check::Source { asked, look }, Some(level)) = (&rule.check, rule.level(style)) else { continue };
        if !asked(style) {
            continue;
        }
        let typed = look(source.get_or_insert_with(|| draft.buffer().text()), style);
        found.extend(typed.into_iter().map(|f| Finding { severity: level, ..f }));
        for (passage, reading) in draft.readings().iter().enumerate() {
            let place = |at: Span<InSource>| draft.to_source(Spot { passage, span: Span::new(at.start, at.end) });
            let read = look(&reading.text, style).into_iter().map(|f| f.map(place));
            let new = read.filter(|f| !found.iter().any(|known| known.code == f.code && known.at.overlaps(&f.at)));
            let new: Vec<_> = new.map(|f| Finding { severity: level, ..f }).collect();
            found.extend(new);
        }
    }
    found
}
