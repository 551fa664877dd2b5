//! Grace for the paragraph at the cursor: copy that is half typed always lacks a mark or a speaker, and a squiggle that
//! comes and goes with each key is why people switch such tools off. What was already there stays.

use super::draft::Draft;
use crate::finding::{Finding, Spot};
use crate::text::span::{InSource, Span};

/// More characters at once, in code points, are pasted, not typed; a paste is a whole.
const TYPED_AT_ONCE: usize = 40;

/// How the writer stands to a draft: where they type, and what they were last told.
#[derive(Default)]
pub(super) struct Typing {
    /// Edits so far.
    edits: u64,
    /// Edits when the draft was last judged, and what was said then: passage and rule.
    told: Option<(u64, Vec<(usize, &'static str)>)>,
    at: Option<Caret>,
}

/// A caret in a paragraph under the writer's hands.
struct Caret {
    /// Byte of the source behind the last edit.
    byte: usize,
    /// Rules that the paragraph broke before it was touched.
    had: Vec<&'static str>,
}

impl Typing {
    /// Takes note of an edit that is about to be made to `draft`.
    pub fn edited(draft: &mut Draft, at: Span<InSource>, text: &str) {
        let pasted = text.chars().nth(TYPED_AT_ONCE).is_some();
        let had = if pasted { None } else { Self::had(draft, at) };
        let had = had.map(|had| if text.contains('\n') { Vec::new() } else { had });
        draft.typing.edits += 1;
        draft.typing.at = had.map(|had| Caret { byte: at.start + text.len(), had });
    }

    /// The writer rests, or saves: no more grace.
    pub fn rested(&mut self) {
        self.at = None;
    }

    /// Whether a paragraph is under the writer's hands.
    pub const fn goes_on(&self) -> bool {
        self.at.is_some()
    }

    /// Takes out what should not be said while the paragraph is typed, and remembers what is said.
    pub fn hold_back(draft: &mut Draft, findings: &mut Vec<Finding<Spot>>) {
        if let Some((caret, passage)) = Self::passage(draft) {
            let byte = draft.spot(caret.byte).map_or(usize::MAX, |spot| spot.span.start);
            let mut old = caret.had.clone();
            let mut here: Vec<_> = findings.extract_if(.., |f| f.at.passage == passage).collect();
            // Of two findings of one rule, the one farther from the caret is the one that was there before.
            here.sort_by_key(|f| std::cmp::Reverse(f.at.span.start.abs_diff(byte)));
            here.retain(|f| old.iter().position(|code| *code == f.code).map(|i| old.remove(i)).is_some());
            findings.append(&mut here);
        }
        let told = findings.iter().map(|f| (f.at.passage, f.code)).collect();
        draft.typing.told = Some((draft.typing.edits, told));
    }

    /// The rules that the paragraph at `at` broke before it was touched, if the writer types there: the edit goes on
    /// where the last one ended or in the same paragraph, or it is the first since the draft was judged.
    fn had(draft: &mut Draft, at: Span<InSource>) -> Option<Vec<&'static str>> {
        let here = draft.passage_at(at.start);
        if let Some(caret) = &draft.typing.at {
            let joins = at.start <= caret.byte && caret.byte <= at.end;
            if joins || here.is_some() && here == draft.passage_at(caret.byte) {
                return draft.typing.at.take().map(|caret| caret.had);
            }
        }
        let (edits, told) = draft.typing.told.as_ref()?;
        let codes = told.iter().filter(|(passage, _)| Some(*passage) == here).map(|(_, code)| *code);
        (*edits == draft.typing.edits).then(|| codes.collect())
    }

    /// The caret and the passage it stands in; past a blank line it has left the passage.
    fn passage(draft: &Draft) -> Option<(&Caret, usize)> {
        let caret = draft.typing.at.as_ref()?;
        let passage = draft.passage_at(caret.byte)?;
        let end = draft.extent(passage).end.min(caret.byte);
        let between = draft.buffer().slice(Span::new(end, caret.byte));
        (between.matches('\n').count() < 2).then_some((caret, passage))
    }
}
