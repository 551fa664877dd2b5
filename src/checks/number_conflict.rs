//! Twelve dead here, fourteen on record.

use super::rule::{Check, Rule};
use crate::corpus::question::{Question, Record, Stated};
use crate::finding::{Finding, Spot};
use crate::prose::event::{self, Count};
use crate::prose::figures::Amount;
use crate::prose::story::Story;
use crate::prose::toll::{Harm, Toll};
use crate::settings::Style;
use crate::text::format::date;

/// Records that a message shows; the finding has them all.
const SHOWN: usize = 3;

pub static RULE: Rule = Rule {
    code: "number-conflict",
    summary: "another number of dead, hurt, missing or arrested is on record for the same event",
    severity: None,
    explain: "Tolls rise, fall and are corrected, and background paragraphs keep the number of the day they were written. The record shows \
what each story counted and when; which number holds today only a call can tell.\n\n\
Off until the house asks for it. It needs an archive or wires, and it needs dates to be of much use: two stories are on one event if \
they stand within thirty days, name the same place or vessel, and tell of the same kind of thing (a fire, a bus crash); where one of \
them has no date, they must share two names.\n\n\
Left alone: the number that the newest story on record has too, a later and higher number of dead, hurt or arrested (it rose), any \
change of those missing since, numbers that the draft gives beside it (\"up from nine\"), ranges that agree (\"more than 40\" and 43, \
\"dozens\" and 41), counts without a place, quoted words.\n\n\
What to do: ask who counts, and say as of when.",
    on_record: "Date: 2026-03-08\n\nFourteen people were killed in the fire on the night ferry off Harlingen, the coast guard said.\n",
    wrong: "Date: 2026-03-09\n\nTwelve people were killed in the ferry fire off Harlingen, the harbour master said.\n",
    right: "Date: 2026-03-09\n\nFourteen people were killed in the ferry fire off Harlingen, the harbour master said.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, record: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let counts = event::counts(story);
    let conflict = |(at, toll, count): &(Spot, &Toll, Count)| {
        let same = counts.iter().filter(|(_, _, other)| other.harm == count.harm).map(|(_, toll, _)| toll.amount);
        let told = Told { at: *at, amount: toll.amount, count, beside: same.collect() };
        told.conflict(story.text(*at), record.stated(&Question::Count(count.clone())))
    };
    counts.iter().filter_map(conflict).collect()
}

/// What the rule asks.
pub fn questions(story: &Story) -> impl Iterator<Item = Question> {
    event::counts(story).into_iter().map(|(_, _, count)| Question::Count(count))
}

/// A count in the draft.
struct Told<'s> {
    at: Spot,
    amount: Amount,
    count: &'s Count,
    /// What the draft counts of that kind, this and others.
    beside: Vec<Amount>,
}

impl Told<'_> {
    /// The finding, if the newest count on record is none that the draft gives, or can have become this one.
    fn conflict(&self, words: &str, on_record: &[Stated]) -> Option<Finding<Spot>> {
        let newest = on_record.iter().map(|one| &one.citation.date).max()?;
        let newest: Vec<_> = on_record.iter().filter(|one| one.citation.date == *newest).collect();
        if newest.iter().any(|one| self.has(one)) || newest.iter().all(|one| self.moved_on(one)) {
            return None;
        }
        let others = self.others(on_record);
        let shown = others.iter().take(SHOWN).map(|one| format!("{} ({})", one.words, one.citation.place()));
        let (harm, shown) = (self.count.harm.name(), shown.collect::<Vec<_>>().join(", "));
        let message = format!("{words} {harm} here; on record: {shown}; which holds today?");
        let records = others.iter().map(|one| one.citation.clone()).collect();
        Some(Finding { records, ..RULE.finding(self.at, message) })
    }

    fn has(&self, one: &Stated) -> bool {
        self.beside.iter().any(|amount| amount.agrees(&one.amount))
    }

    /// Other counts on record; one that a story gives twice stands once.
    fn others<'r>(&self, on_record: &'r [Stated]) -> Vec<&'r Stated> {
        let mut others: Vec<&Stated> = Vec::new();
        for one in on_record.iter().filter(|one| !self.has(one)) {
            let told = |other: &&Stated| {
                let (a, b) = (&other.citation, &one.citation);
                (&other.words, &a.path, &a.article) == (&one.words, &b.path, &b.article)
            };
            if !others.iter().any(told) {
                others.push(one);
            }
        }
        others
    }

    /// Whether the draft is later, and the number may be another one by now: the dead become more, the missing are found.
    fn moved_on(&self, one: &Stated) -> bool {
        let then = one.citation.date.as_deref().and_then(date::read);
        let later = self.count.day.zip(then).is_some_and(|(today, then)| today > then);
        later && (self.count.harm == Harm::Missing || self.amount.least > one.amount.most)
    }
}
