//! Who and what a story is about: its names, linked.
//!
//! The pass walks the readings' names and never looks at running text: it settles each string's kind by what the whole
//! story says of it, gives bare surnames and acronyms to the full names they stand for, and finds names again where a
//! paragraph by itself did not show one.

mod family;
pub mod form;
mod ledger;
mod notes;
mod roll;

use super::name::Kind;
use super::reading::Reading;
use super::rows::Rows;
use crate::finding::Spot;
use family::{Counted, Family};
use ledger::{Entry, Introduced, Ledger};
use roll::{Key, Number, Roll};
use std::sync::Arc;

pub use super::name::role::Gender;
pub use ledger::Page;

/// A name where it stands, and the member of the cast it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub at: Spot,
    /// Index into [`Cast::members`].
    pub member: usize,
}

/// A person, place or organisation of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The fullest form of the name in the story, without title.
    pub canonical: Arc<str>,
    /// What it is.
    pub kind: Kind,
    /// Titles and roles given with the name, in order of appearance.
    pub titles: Vec<Arc<str>>,
    /// Where the story or the given name tells.
    pub gender: Option<Gender>,
}

/// The story's names, in order, and whom they name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// In order of first appearance.
    pub members: Vec<Member>,
    /// In order of place.
    pub mentions: Vec<Mention>,
    /// By passage, the mentions before it; one more for all.
    starts: Vec<u32>,
}

impl Cast {
    /// The mention that covers byte `offset` of a passage.
    pub fn mention_at(&self, passage: usize, offset: usize) -> Option<&Mention> {
        let after = self.mentions.partition_point(|m| (m.at.passage, m.at.span.end) <= (passage, offset));
        self.mentions.get(after).filter(|m| m.at.passage == passage && m.at.span.contains(offset))
    }

    /// The mentions in a passage, in order.
    pub fn mentions_in(&self, passage: usize) -> &[Mention] {
        match self.starts.get(passage..).unwrap_or_default() {
            [from, to, ..] => &self.mentions[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// The member that a mention names.
    pub fn member(&self, mention: &Mention) -> &Member {
        &self.members[mention.member]
    }
}

/// Links the names of all readings, in order. Two people of one surname stay two, and the bare surname is then a third
/// entry: who is meant is not known.
pub fn link(readings: &[&Reading]) -> Cast {
    Arc::unwrap_or_clone(Linker::default().story(readings).cast)
}

/// Links the names of stories, or of one again and again: what it knows of strings it met makes it faster, and nothing else.
#[derive(Default)]
pub struct Linker {
    roll: Roll,
    ledger: Ledger,
    family: Family,
    /// The members of the story; before they are known, its names.
    members: Counted,
    /// Pages of stories that were told, kept for their room.
    spent: Rows<Page>,
    found: Found,
}

/// Which of a story's strings are on the roll before it is linked, in order; kept for its room.
#[derive(Default)]
struct Found {
    names: Vec<Option<Number>>,
    keys: Vec<Option<Key>>,
}

/// Strings known from one story to the next, at most; some 100 bytes each.
const MOST_STRINGS: usize = 1 << 16;

/// A cast, and what its members go by from one linking to the next.
#[derive(Default)]
pub struct Linked {
    /// The cast.
    pub cast: Arc<Cast>,
    /// By member: the name as one [`Linker`] compares it, and its kind.
    pub ids: Vec<(Key, Kind)>,
}

impl Linker {
    /// How many strings it knows.
    pub fn known(&self) -> usize {
        self.roll.count()
    }

    /// Links the names of one story after another; what it knew before may be forgotten.
    pub fn story(&mut self, readings: &[&Reading]) -> Linked {
        if self.known() > MOST_STRINGS {
            *self = Self::default();
        }
        let mut spent = std::mem::take(&mut self.spent);
        spent.fit(readings.len());
        let pages = &mut spent[..];
        self.take_up(readings, pages);
        let linked = self.link_counted(pages);
        self.spent = spent;
        linked
    }

    /// Takes up the names of a story's paragraphs, and what may be one.
    fn take_up(&mut self, readings: &[&Reading], pages: &mut [Page]) {
        let Self { roll, ledger, found, .. } = self;
        let names = readings.iter().flat_map(|r| r.names.iter().map(|name| form::plain(name.span.of(&r.text))));
        roll.find_names(names, &mut found.names);
        let mut names = found.names.drain(..);
        pages.iter_mut().zip(readings).for_each(|(page, reading)| page.take_names(reading, roll, &mut names));
        ledger.count(pages, roll);
        // Most rows of capitals are no name anywhere, and never come again.
        let rows = readings.iter().flat_map(|r| r.asides.iter().map(|at| ledger::may_be_a_name(r, *at)));
        roll.find_keys(rows, &mut found.keys);
        let mut keys = found.keys.drain(..);
        for (page, reading) in pages.iter_mut().zip(readings) {
            page.look_aside(reading, |at| {
                let is_one = keys.next().flatten().is_some_and(|key| ledger.names(key));
                is_one.then(|| roll.aside(&form::plain(at.of(&reading.text))))
            });
        }
    }

    /// Takes up a paragraph's names.
    pub fn read(&mut self, reading: &Reading) -> Page {
        Page::of(reading, &mut self.roll)
    }

    /// Takes up paragraphs of the story that was linked last, by their index: their pages as they were, and all pages as they
    /// are. If every name there stands for whom it stood for and nobody else's is touched, `linked` is told where the names
    /// stand now; false if all is to be linked anew.
    pub fn link_again(&mut self, changed: Vec<(usize, Page)>, pages: &[Page], linked: &mut Linked) -> bool {
        let passages: Vec<usize> = changed.iter().map(|(passage, _)| *passage).collect();
        let changed: Vec<_> = changed.into_iter().map(|(passage, was)| (was, &pages[passage])).collect();
        if !self.ledger.takes_up(&changed, pages, &self.roll) {
            return false;
        }
        let cast = Arc::make_mut(&mut linked.cast);
        for passage in passages {
            let from = cast.starts[passage] as usize;
            let entries = self.ledger.entries(passage, &pages[passage], &self.roll);
            cast.mentions[from..].iter_mut().zip(entries).for_each(|(mention, entry)| mention.at.span = entry.at);
        }
        true
    }

    /// Links the names of a story's paragraphs, in order.
    pub fn link(&mut self, pages: &[Page]) -> Linked {
        self.ledger.count(pages, &mut self.roll);
        self.link_counted(pages)
    }

    fn link_counted(&mut self, pages: &[Page]) -> Linked {
        let calls = pages.iter().map(Page::count).sum();
        let (mut entries, mut starts) = (Vec::<Entry>::with_capacity(calls), Vec::with_capacity(pages.len() + 1));
        for (passage, page) in pages.iter().enumerate() {
            starts.push(entries.len() as u32);
            entries.extend(self.ledger.entries(passage, page, &self.roll));
        }
        if !pages.is_empty() {
            starts.push(entries.len() as u32);
        }
        self.family.update(&entries, &mut self.roll, &mut self.members);
        self.members.wipe();
        let mut known = Vec::<Known>::with_capacity(entries.len());
        let mut mentions = Vec::with_capacity(entries.len());
        for entry in &entries {
            let (whom, kind) = self.family.whom(entry, &self.roll).unwrap_or((entry.words, entry.kind));
            let line = self.roll.line(whom);
            let member = &mut self.members.on(line.key)[kind as usize];
            if *member == 0 {
                known.push(Known { id: (line.key, kind), canonical: whom, titles: Vec::new(), gender: None });
                *member = known.len() as u32;
            }
            let number = *member as usize - 1;
            let at = Spot { passage: entry.passage, span: entry.at };
            mentions.push(Mention { at, member: number });
            let member = &mut known[number];
            if !line.shouted && self.roll.line(member.canonical).shouted {
                member.canonical = whom;
            }
            if kind == Kind::Person {
                entry.introduced.iter().for_each(|introduced| member.introduce(*introduced, &self.roll));
            }
        }
        let ids = known.iter().map(|known| known.id).collect();
        let members = known.into_iter().map(|known| known.told(&mut self.roll)).collect();
        Linked { cast: Arc::new(Cast { members, mentions, starts }), ids }
    }
}

/// A member of the cast in numbers.
struct Known {
    id: (Key, Kind),
    canonical: Number,
    titles: Vec<Arc<str>>,
    gender: Option<Gender>,
}

impl Known {
    /// Notes what a paragraph says of the person beside a mention.
    fn introduce(&mut self, introduced: Introduced, roll: &Roll) {
        let title = introduced.title.map(|title| &roll.line(title).words);
        let new = title.filter(|title| !self.titles.iter().any(|known| Arc::ptr_eq(known, title)));
        self.titles.extend(new.map(Arc::clone));
        self.gender = self.gender.or(introduced.gender);
    }

    fn told(self, roll: &mut Roll) -> Member {
        let (_, kind) = self.id;
        let (canonical, given) = match kind {
            Kind::Person => roll.called(self.canonical),
            _ => (Arc::clone(&roll.line(self.canonical).words), None),
        };
        Member { canonical, kind, titles: self.titles, gender: self.gender.or(given) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::reader;
    use crate::text::passage::{Passage, Role};

    fn cast(paragraphs: &[&str]) -> (Cast, Vec<String>) {
        let read = |text: &&str| reader::read(&Passage::verbatim(Role::Paragraph, text, 0));
        let readings: Vec<Reading> = paragraphs.iter().map(read).collect();
        let cast = link(&readings.iter().collect::<Vec<_>>());
        let told =
            |m: &Mention| format!("{} = {}", m.at.span.of(&readings[m.at.passage].text), cast.member(m).canonical);
        let mentions = cast.mentions.iter().map(told).collect();
        (cast, mentions)
    }

    fn person<'c>(cast: &'c Cast, name: &str) -> &'c Member {
        cast.members.iter().find(|m| *m.canonical == *name).expect(name)
    }

    fn titles<'c>(cast: &'c Cast, name: &str) -> Vec<&'c str> {
        person(cast, name).titles.iter().map(|title| &**title).collect()
    }

    #[test]
    fn a_surname_stands_for_the_full_name() {
        let (_, mentions) = cast(&["Mayor Maria Keller opened the school in Lisbon.", "\"It is late,\" Keller said."]);
        assert_eq!(mentions, ["Maria Keller = Maria Keller", "Lisbon = Lisbon", "Keller = Maria Keller"]);
    }

    #[test]
    fn a_surname_with_its_particle_in_capitals_is_no_given_name() {
        let (_, mentions) = cast(&["Mayor Petra van der Berg met Omar Haddad.", "\"It is late,\" Van der Berg said."]);
        assert_eq!(mentions.last().map(String::as_str), Some("Van der Berg = Petra van der Berg"));
    }

    #[test]
    fn two_people_of_one_surname_stay_two() {
        let (_, mentions) =
            cast(&["Maria Keller met Thomas Keller in Lisbon.", "Keller did not comment, officials said."]);
        assert_eq!(
            mentions,
            ["Maria Keller = Maria Keller", "Thomas Keller = Thomas Keller", "Lisbon = Lisbon", "Keller = Keller"]
        );
    }

    #[test]
    fn an_acronym_stands_for_its_expansion() {
        let (_, mentions) =
            cast(&["The National Ferry Association met on Friday.", "The NFA rejected the plan, he said."]);
        assert_eq!(
            mentions,
            ["National Ferry Association = National Ferry Association", "NFA = National Ferry Association"]
        );
    }

    #[test]
    fn a_firm_is_called_by_its_own_name_without_the_trade() {
        let (_, mentions) =
            cast(&["Brannick Ferries raised its fares on Monday.", "Officials said Brannick would appeal."]);
        assert_eq!(mentions, ["Brannick Ferries = Brannick Ferries", "Brannick = Brannick Ferries"]);
    }

    #[test]
    fn titles_and_roles_are_kept_in_order_of_appearance() {
        let (cast, _) = cast(&[
            "Deputy Prime Minister Peter Novak resigned on Monday, officials said.",
            "Peter Novak, a former ferry captain, said he was tired.",
            "The head of the harbour board, Helen Carter, disagreed.",
        ]);
        assert_eq!(titles(&cast, "Peter Novak"), ["Deputy Prime Minister", "former ferry captain"]);
        assert_eq!(titles(&cast, "Helen Carter"), ["head of the harbour board"]);
    }

    #[test]
    fn a_title_or_kinship_tells_the_gender_and_courtesy_is_no_title() {
        let (cast, _) =
            cast(&["Mr. Peter Novak and his wife, Helen Novak, left. Spokeswoman Maria Keller confirmed it."]);
        assert_eq!(person(&cast, "Peter Novak").gender, Some(Gender::Male));
        assert_eq!(person(&cast, "Helen Novak").gender, Some(Gender::Female));
        assert_eq!(person(&cast, "Maria Keller").gender, Some(Gender::Female));
        assert!(person(&cast, "Peter Novak").titles.is_empty());
        assert!(person(&cast, "Helen Novak").titles.is_empty());
    }

    #[test]
    fn an_initial_is_the_one_it_can_stand_for() {
        let (_, mentions) =
            cast(&["Maria Keller spoke first, in Lisbon.", "The letter to M. Keller was signed by Peter Novak."]);
        assert_eq!(mentions[2], "M. Keller = Maria Keller");
    }
}
