//! What the whole story says of each string that is a name somewhere in it: its kind, and where it stands.

use super::form::{self, plain};
use super::notes::Notes;
use super::roll::{Key, Number, Person, Roll};
use crate::prose::name::role::Gender;
use crate::prose::name::{Kind, Name};
use crate::prose::reading::Reading;
use crate::text::span::{InPassage, Span};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;

/// The most that one mention may say against a kind, in the model's units: no paragraph outvotes the story.
const LOUDEST: i32 = 200;
/// How often a mention's own paragraph counts when its kind is settled; every other counts once.
const AT_HOME: i32 = 2;
/// What a full name says for its bare surname being a person too.
const SURNAME: i32 = 600;
/// Names of nearly any paragraph at most: room is kept for them.
const MOST_CALLS: usize = 256;
/// Bytes of the shortest string that is found again where no paragraph shows a name: a surname, or anything else.
const SHORTEST_REPEAT: [usize; 2] = [3, 4];

/// The names of one paragraph and what may be one, in order of place, by their numbers on the roll. It depends on the
/// paragraph alone.
#[derive(Default)]
pub struct Page {
    calls: Vec<Call>,
    introduced: Vec<Introduced>,
}

/// One place where a name stands, or may stand.
struct Call {
    at: Span<InPassage>,
    words: Number,
    /// What the paragraph says; `None` where only the story can show that it is a name.
    voice: Option<Voice>,
    /// What is said beside it.
    introduced: Range<u32>,
}

/// What a mention says for each kind, and which one the paragraph took it for.
struct Voice {
    votes: Votes,
    kind: Kind,
}

/// A title as it stands beside a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Introduced {
    /// Its number on the roll; `None` where only a gender is told.
    pub title: Option<Number>,
    /// What the words tell of the person's gender.
    pub gender: Option<Gender>,
}

/// A name where it stands.
#[derive(Clone, Copy)]
pub struct Entry<'p> {
    /// The paragraph's index in the story.
    pub passage: usize,
    /// Its bytes.
    pub at: Span<InPassage>,
    /// The words as written, white space and apostrophes made plain.
    pub words: Number,
    /// What it names, by the whole story.
    pub kind: Kind,
    /// Titles that stand with it.
    pub introduced: &'p [Introduced],
}

/// Said for each kind.
type Votes = [i32; 4];

impl Page {
    /// Enters a paragraph's names on the roll, and what may be one.
    pub fn of(reading: &Reading, roll: &mut Roll) -> Self {
        let mut page = Self::default();
        page.take_names(reading, roll, std::iter::repeat(None));
        page.look_aside(reading, |at| Some(roll.aside(&may_be_a_name(reading, at)?)));
        page
    }

    /// Enters a paragraph's names on the roll, and nothing else on the page. Some may be [found](Roll::find_names) there already.
    pub fn take_names(&mut self, reading: &Reading, roll: &mut Roll, found: impl Iterator<Item = Option<Number>>) {
        let Self { calls, introduced } = self;
        introduced.clear();
        calls.clear();
        calls.shrink_to(MOST_CALLS);
        calls.reserve(reading.names.len());
        let mut introductions = reading.introductions.iter().peekable();
        for ((number, name), found) in reading.names.iter().enumerate().zip(found) {
            let from = introduced.len() as u32;
            let words = found.unwrap_or_else(|| roll.aside(&plain(name.span.of(&reading.text))));
            let gender = roll.line(words).addressed.filter(|_| name.kind == Kind::Person);
            introduced.extend(gender.map(|gender| Introduced { title: None, gender: Some(gender) }));
            while let Some(introduction) = introductions.next_if(|i| i.name == number) {
                let title = plain(introduction.words.of(&reading.text));
                let title = (!title.is_empty()).then(|| roll.number(&title));
                introduced.push(Introduced { title, gender: introduction.gender });
            }
            let voice = Some(Voice { votes: voice(name), kind: name.kind });
            calls.push(Call { at: name.span, words, voice, introduced: from..introduced.len() as u32 });
        }
    }

    /// Adds what may be a name if the story shows it elsewhere, where `number` has a number for it.
    pub fn look_aside(&mut self, reading: &Reading, mut number: impl FnMut(Span<InPassage>) -> Option<Number>) {
        let calls = reading.asides.iter().filter_map(|&at| Some((at, number(at)?)));
        self.calls.extend(calls.map(|(at, words)| Call { at, words, voice: None, introduced: 0..0 }));
        self.calls.sort_by_key(|call| call.at);
    }

    /// How many names stand there, or may stand there.
    pub const fn count(&self) -> usize {
        self.calls.len()
    }

    fn introduced(&self, call: &Call) -> &[Introduced] {
        &self.introduced[call.introduced.start as usize..call.introduced.end as usize]
    }
}

/// What the story says of each string that it names.
#[derive(Default)]
pub struct Ledger {
    said: Notes<Key, Said>,
    /// The kinds that its mentions have.
    met: Notes<Number, [bool; 4]>,
    /// The people and the firms among them; kept for their room.
    people: Vec<Number>,
    firms: Vec<Number>,
}

/// What the story says of a string as it is compared.
#[derive(Clone, Copy, Default)]
struct Said {
    /// `None` for what it nowhere names.
    votes: Option<Votes>,
    /// Whether it is short for somebody's name.
    called: bool,
    /// Whether it is what a firm is called without its trade.
    house: bool,
}

impl Ledger {
    /// Counts anew what the pages of a story say.
    pub fn count(&mut self, pages: &[Page], roll: &mut Roll) {
        self.said.wipe();
        for (words, voice) in named(pages) {
            add(self.votes_on(roll.line(words).key), &voice.votes, 1);
        }
        self.count_shorts(named(pages), roll);
    }

    /// Whether a string that is compared so may be a name of the story where no paragraph takes it for one.
    pub fn names(&self, key: Key) -> bool {
        let said = self.said.of(key);
        said.votes.is_some() || said.called
    }

    /// Takes up pages (as they were, as they are) that changed, of all `pages` as they are. False if some name is another one
    /// by it or of another kind, here or elsewhere in the story: then all is to be counted anew. While somebody types, hardly
    /// any key makes it so.
    pub fn takes_up(&mut self, changed: &[(Page, &Page)], pages: &[Page], roll: &Roll) -> bool {
        let mut before: FxHashMap<Key, Votes> = FxHashMap::default();
        let was = changed.iter().flat_map(|(was, _)| named(std::slice::from_ref(was))).map(|named| (named, -1));
        let is = changed.iter().flat_map(|(_, is)| named(std::slice::from_ref(*is))).map(|named| (named, 1));
        for ((words, voice), times) in was.chain(is) {
            let key = roll.line(words).key;
            let Some(votes) = self.said.of(key).votes else { return false };
            before.entry(key).or_insert(votes);
            add(self.votes_on(key), &voice.votes, times);
        }
        before.retain(|key, votes| self.said.of(*key).votes != Some(*votes));
        if before.keys().any(|key| self.said.of(*key).house) {
            return false;
        }
        let old = |call: &Call| {
            let key = roll.line(call.words).key;
            self.kind(call, before.get(&key).copied().or_else(|| self.said.of(key).votes), roll)
        };
        let new = |call: &Call| self.kind(call, self.said.of(roll.line(call.words).key).votes, roll);
        let same_names = changed.iter().all(|(was, is)| {
            let told = |call: &Call, kind| (call.words, call.voice.is_some(), kind);
            let was = was.calls.iter().filter_map(|call| Some((told(call, old(call)?), was.introduced(call))));
            was.eq(is.calls.iter().filter_map(|call| Some((told(call, new(call)?), is.introduced(call)))))
        });
        let turns_on = |call: &&Call| before.contains_key(&roll.line(call.words).key);
        let calls = || pages.iter().flat_map(|page| &page.calls);
        same_names && (before.is_empty() || calls().filter(turns_on).all(|call| old(call) == new(call)))
    }

    /// Every name of one page, in order of place, with its kind settled.
    pub fn entries<'p>(&self, passage: usize, page: &'p Page, roll: &Roll) -> impl Iterator<Item = Entry<'p>> {
        page.calls.iter().filter_map(move |call| {
            let kind = self.kind(call, self.said.of(roll.line(call.words).key).votes, roll)?;
            Some(Entry { passage, at: call.at, words: call.words, kind, introduced: page.introduced(call) })
        })
    }

    /// Counts what names are short for others, each string once for each kind that its mentions have.
    fn count_shorts<'p>(&mut self, named: impl Iterator<Item = (Number, &'p Voice)>, roll: &mut Roll) {
        self.met.wipe();
        for (words, voice) in named {
            let kind = settled(self.said.of(roll.line(words).key).votes, voice);
            if !std::mem::replace(&mut self.met.on(words)[kind as usize], true) {
                roll.take_apart(words, kind);
                match kind {
                    Kind::Person => self.people.push(words),
                    Kind::Organisation => self.firms.push(words),
                    Kind::Place | Kind::Other => {}
                }
            }
        }
        let (mut people, mut firms) = (std::mem::take(&mut self.people), std::mem::take(&mut self.firms));
        people.drain(..).filter_map(|words| roll.person(words)).for_each(|person| self.count_person(person));
        firms.drain(..).filter_map(|words| roll.body(words)?.house).for_each(|house| self.count_firm(house));
        (self.people, self.firms) = (people, firms);
    }

    /// A bare surname, or one's particle-less last word, names a person where the story has the full name.
    fn count_person(&mut self, person: &Person) {
        person.called().for_each(|short| self.said.on(short).called = true);
        for bare in person.bare.into_iter().flatten() {
            self.votes_on(bare)[Kind::Person as usize] += SURNAME;
        }
    }

    /// A firm's name without its trade names the firm, though alone it looks like somebody's surname.
    fn count_firm(&mut self, house: Key) {
        let said = self.said.on(house);
        said.house = true;
        if let Some(votes) = said.votes.as_mut().filter(|votes| most(votes) == Some(Kind::Person)) {
            votes[Kind::Organisation as usize] += SURNAME;
        }
    }

    fn votes_on(&mut self, key: Key) -> &mut Votes {
        self.said.on(key).votes.get_or_insert_default()
    }

    /// The kind of what is called, where `votes` are cast on it; `None` if it is no name.
    fn kind(&self, call: &Call, votes: Option<Votes>, roll: &Roll) -> Option<Kind> {
        match &call.voice {
            Some(voice) => Some(settled(votes, voice)),
            None => self.repeated(votes, call.words, roll),
        }
    }

    /// The kind of a row of capitals that is a name elsewhere, or short for one.
    fn repeated(&self, votes: Option<Votes>, words: Number, roll: &Roll) -> Option<Kind> {
        let line = roll.line(words);
        let called = || self.said.of(line.key).called.then_some(Kind::Person);
        let kind = votes.as_ref().and_then(most).or_else(called)?;
        (line.words.len() >= SHORTEST_REPEAT[usize::from(kind != Kind::Person)]).then_some(kind)
    }
}

/// A row of capitals, made plain, if it may be a name.
pub fn may_be_a_name(reading: &Reading, at: Span<InPassage>) -> Option<Cow<'_, str>> {
    let words = plain(at.of(&reading.text));
    (words.len() >= SHORTEST_REPEAT[0] && !form::is_shouted(&words)).then_some(words)
}

/// What paragraphs by themselves take for names.
fn named(pages: &[Page]) -> impl Iterator<Item = (Number, &Voice)> {
    pages.iter().flat_map(|page| &page.calls).filter_map(|call| Some((call.words, call.voice.as_ref()?)))
}

fn settled(votes: Option<Votes>, voice: &Voice) -> Kind {
    let mut votes = votes.unwrap_or_default();
    add(&mut votes, &voice.votes, AT_HOME - 1);
    most(&votes).unwrap_or(voice.kind)
}

/// What a mention says for each kind: nought for the best, less for the others.
fn voice(name: &Name) -> Votes {
    let best = name.lean.into_iter().max().unwrap_or_default();
    name.lean.map(|lean| (lean - best).max(-LOUDEST))
}

fn add(votes: &mut Votes, voice: &Votes, times: i32) {
    for (vote, said) in votes.iter_mut().zip(voice) {
        *vote += times * said;
    }
}

/// The kind with the most votes, if it stands alone.
fn most(votes: &Votes) -> Option<Kind> {
    let best = votes.iter().copied().fold(i32::MIN, i32::max);
    let leading = votes.iter().enumerate().fold(0_u32, |all, (kind, vote)| all | u32::from(*vote == best) << kind);
    leading.is_power_of_two().then(|| Kind::ALL[leading.trailing_zeros() as usize])
}
