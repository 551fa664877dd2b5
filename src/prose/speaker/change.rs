//! What became of a story's paragraphs and of its cast between two tellings.

use super::ballot::Tally;
use super::bond::heft;
use super::rank;
use crate::prose::cast::Linked;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Paragraphs took the place of others; those above and below are what they were.
#[derive(Clone, Debug)]
pub struct Change {
    /// The paragraphs between the first that changed and the last, before and now.
    gone: Range<usize>,
    fresh: Range<usize>,
    /// Where as many stand there as before, which of them stayed; else empty.
    stayed: Vec<bool>,
}

impl Change {
    /// A story of so many paragraphs that was not told before.
    pub const fn anew(paragraphs: usize) -> Self {
        Self { gone: 0..0, fresh: 0..paragraphs, stayed: Vec::new() }
    }

    /// What changed between two stories; `same` compares a paragraph of the first with one of the second.
    pub fn between(was: usize, is: usize, same: impl Fn(usize, usize) -> bool) -> Self {
        let shorter = was.min(is);
        let head = (0..shorter).take_while(|i| same(*i, *i)).count();
        let tail = (1..=shorter - head).take_while(|i| same(was - i, is - i)).count();
        let fresh = head..is - tail;
        let stayed = if was == is { fresh.clone().map(|i| same(i, i)).collect() } else { Vec::new() };
        Self { gone: head..was - tail, fresh, stayed }
    }

    /// Whether nothing changed.
    pub fn is_none(&self) -> bool {
        self.gone.is_empty() && self.fresh.is_empty()
    }

    /// Whether a paragraph is new.
    pub fn is_fresh(&self, passage: usize) -> bool {
        self.fresh.contains(&passage) && !self.stayed.get(passage - self.fresh.start).is_some_and(|stayed| *stayed)
    }

    /// Puts something new in the place of what belongs to paragraphs that are gone.
    pub fn replace<T>(&self, rows: &mut Vec<T>, mut new: impl FnMut(usize) -> T) {
        if self.stayed.is_empty() {
            rows.splice(self.gone.clone(), self.fresh.clone().map(new));
            return;
        }
        for passage in self.fresh.clone().filter(|passage| self.is_fresh(*passage)) {
            rows[passage] = new(passage);
        }
    }

    /// The paragraphs that are new, if each stands where another one stood.
    pub fn exchanged(&self) -> Option<impl Iterator<Item = usize>> {
        let kept_places = self.gone.len() == self.fresh.len() && !self.stayed.is_empty();
        kept_places.then(|| self.fresh.clone().filter(|passage| self.is_fresh(*passage)))
    }

    /// Where a paragraph stands now.
    pub fn now(&self, before: usize) -> Option<usize> {
        match self.gone.contains(&before) {
            true => (!self.stayed.is_empty() && !self.is_fresh(before)).then_some(before),
            false if before < self.gone.start => Some(before),
            false => Some(before - self.gone.end + self.fresh.end),
        }
    }

    /// Where a paragraph stood before.
    pub fn before(&self, now: usize) -> Option<usize> {
        match self.fresh.contains(&now) {
            true => (!self.is_fresh(now)).then_some(now),
            false if now < self.fresh.start => Some(now),
            false => Some(now - self.fresh.end + self.gone.end),
        }
    }

    /// Whether a paragraph stands elsewhere than before, or somewhere above it others do.
    pub const fn shifts(&self, passage: usize) -> bool {
        passage >= self.fresh.end && self.fresh.end != self.gone.end
    }

    /// Whether a paragraph that looks at so many above and below it sees another one there than before.
    pub fn is_seen_from(&self, passage: usize, above: usize, below: usize) -> bool {
        let near = passage + below >= self.fresh.start && passage < self.fresh.end + above;
        near && (self.stayed.is_empty() || (passage.saturating_sub(above)..=passage + below).any(|p| self.is_fresh(p)))
    }

    /// Where a paragraph stands now that stood behind all that changed.
    pub fn now_behind(&self, before: usize) -> Option<usize> {
        before.checked_sub(self.gone.end).map(|behind| behind + self.fresh.end)
    }
}

/// What became of a cast's members.
pub(super) struct Recast {
    /// By a member's number before: its number now.
    now: Vec<Option<u32>>,
    /// Whether all have the numbers they had.
    pub same_numbers: bool,
    /// By its number now: whether something is told of the member, or it is told so often, that a choice may turn on it.
    stirred: Vec<bool>,
    /// Whether any is.
    pub any_stirred: bool,
    /// Whether somebody has another title.
    pub retitled: bool,
}

impl Recast {
    /// A cast in which nobody changed.
    pub fn same(linked: &Linked) -> Self {
        let members = linked.ids.len();
        let now = (0..members as u32).map(Some).collect();
        Self { now, same_numbers: true, stirred: vec![false; members], any_stirred: false, retitled: false }
    }

    /// Who is who.
    pub fn of(old: &Linked, new: &Linked) -> Self {
        let same_numbers = old.ids == new.ids;
        let now: Vec<Option<u32>> = if same_numbers {
            (0..old.ids.len() as u32).map(Some).collect()
        } else if old.ids.is_empty() {
            Vec::new()
        } else {
            let numbers: FxHashMap<_, u32> = new.ids.iter().zip(0..).collect();
            old.ids.iter().map(|id| numbers.get(id).copied()).collect()
        };
        let stirred = vec![false; new.ids.len()];
        let mut recast = Self { now, same_numbers, stirred, any_stirred: false, retitled: false };
        let titled = |linked: &Linked| linked.cast.members.iter().filter(|m| !m.titles.is_empty()).count();
        recast.retitled = titled(old) != titled(new);
        for (before, member) in old.cast.members.iter().enumerate() {
            let now = recast.now(before).map(|now| (now, &new.cast.members[now]));
            recast.retitled |= !member.titles.is_empty() && now.is_none_or(|(_, now)| now.titles != member.titles);
            if let Some((number, _)) = now.filter(|(_, now)| now.gender != member.gender) {
                recast.stir(number);
            }
        }
        recast
    }

    /// Whether everybody has the number they had, and nothing turns on anybody.
    pub const fn is_quiet(&self) -> bool {
        self.same_numbers && !self.any_stirred && !self.retitled
    }

    /// A member's number now.
    pub fn now(&self, before: usize) -> Option<usize> {
        self.now[before].map(|now| now as usize)
    }

    /// Whether something may turn on a member, by its number now.
    pub fn is_stirred(&self, member: usize) -> bool {
        self.stirred[member]
    }

    /// Marks those who are named or speak so much more or less often that it may tell.
    pub fn count(&mut self, old: &Tally, new: &Tally) {
        for before in 0..self.now.len() {
            if let Some(now) = self.now(before) {
                let weight = |tally: &Tally, member| weight(tally.spoke_of(member), tally.named_of(member));
                if weight(old, before) != weight(new, now) {
                    self.stir(now);
                }
            }
        }
    }

    /// Marks somebody who is named as often as before if they speak so much more or less often that it may tell.
    pub fn recount(&mut self, member: usize, (before, now): (u32, u32), named: u32) {
        if before != now && weight(before, named) != weight(now, named) {
            self.stir(member);
        }
    }

    fn stir(&mut self, member: usize) {
        self.stirred[member] = true;
        self.any_stirred = true;
    }
}

/// All that a choice may turn on of how often somebody speaks and is named.
fn weight(spoke: u32, named: u32) -> ([u8; 2], f32) {
    (rank(spoke, named), heft(named))
}
