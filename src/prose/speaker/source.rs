//! Whoever could be speaking in a paragraph: names, pronouns, descriptions, groups, documents.

use super::look::Look;
use super::narration::{Narration, Word};
use super::{complement, edge, neighbour, opening};
use crate::prose::cue::Class;
use crate::prose::name::lists::Lists;
use crate::prose::name::{Kind as NameKind, Name};
use crate::text::span::{InPassage, Span};

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person's name.
    Person,
    /// An organisation's name.
    Organisation,
    /// A place's name.
    Place,
    /// Another name, or a capitalised run nobody knows.
    OtherName,
    /// he
    He,
    /// she
    She,
    /// they
    They,
    /// it
    It,
    /// who: the person before it
    Relative,
    /// I, we
    FirstPerson,
    /// him, her, them
    Object,
    /// a spokesman, residents
    Described,
    /// the company, police
    Group,
    /// the report
    Document,
    /// Another noun phrase next to a verb of saying.
    Phrase,
}

impl Kind {
    /// Whether a name stands there that is not a person's.
    pub(super) const fn is_of_no_person(self) -> bool {
        matches!(self, Self::Organisation | Self::Place | Self::OtherName)
    }

    /// Whether a pronoun stands there, to be resolved to a name.
    pub const fn is_pronoun(self) -> bool {
        matches!(self, Self::He | Self::She | Self::They | Self::It | Self::Relative | Self::FirstPerson | Self::Object)
    }
}

/// Somebody, or something, that could be speaking.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The words that name it.
    pub span: Span<InPassage>,
    /// The same with what belongs to it behind its noun: `a spokesman for the board`.
    pub whole: Span<InPassage>,
    /// What it is.
    pub kind: Kind,
    /// First and last narration word, end exclusive.
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) sentence: u16,
    pub(super) quotes: u16,
    /// What stands before and after it: a [`neighbour`].
    pub(super) before: u8,
    pub(super) after: u8,
    /// Sources of the same sentence before it.
    pub(super) rank: u8,
    /// Whether the sentence begins with it, but for its title and what comes before a comma.
    pub(super) leads: bool,
    /// The best cue it is the subject of, by index into the paragraph's cues.
    pub(super) cue: Option<u16>,
    /// `Lund quoted Ruiz as saying`: Lund only passes it on.
    pub(super) relays: bool,
    /// `a spokesman for the mayor, Ana Ruiz, said`: a name that tells whom another one speaks for.
    pub(super) is_spoken_for: bool,
}

impl Source {
    /// Whether the name at `name` is the source's own, not one inside a description (`the Lisbon mayor`).
    pub(super) fn is_named_by(&self, name: Span<InPassage>) -> bool {
        let described = matches!(self.kind, Kind::Described | Kind::Group | Kind::Document | Kind::Phrase);
        name.overlaps(&self.span) && (!described || name.end == self.span.end)
    }

    /// A description with what belongs to it; `names` are those of the paragraph from there on.
    pub(super) fn completed(self, narration: &Narration, names: &[Name]) -> Self {
        let end = complement::end(narration, names, self.from as usize, self.to as usize);
        Self { whole: self.span.cover(&narration.words[end - 1].span), ..self }
    }
}

/// Narration words to a source that is no name, about.
const WORDS_A_SOURCE: usize = 8;

/// The sources of a paragraph, in order.
pub(super) fn sources(mut found: Vec<Source>, narration: &Narration, names: &[Name]) -> Vec<Source> {
    found.reserve(narration.words.len() / WORDS_A_SOURCE + names.len());
    let mut finder = Finder { narration, names, next_name: 0, found };
    let mut i = narration.dateline();
    while let Some(worth) = finder.next_worth_a_look(i) {
        i = finder.step(worth);
    }
    let mut found = finder.found;
    rank(&mut found);
    found
}

/// Words that begin a noun phrase.
pub(super) const OPENS_A_PHRASE: Class = Class::ARTICLE.with(Class::DETERMINER);

/// Words that are not the head of a noun phrase.
pub(super) const NEVER_A_NOUN: Class = Class::PREPOSITION
    .with(Class::CONJUNCTION)
    .with(Class::AUXILIARY)
    .with(Class::ARTICLE)
    .with(Class::RELATIVE)
    .with(Class::SUBORDINATOR)
    .with(Class::ADVERB)
    .with(Class::SUBJECT)
    .with(Class::TIME);

/// Pronouns, and nouns that can speak.
const COULD_SPEAK: Class = PRONOUN.with(Class::SPEAKER).with(Class::GROUP).with(Class::DOCUMENT);
const PRONOUN: Class = Class::SUBJECT.with(Class::OBJECT).with(Class::RELATIVE);

struct Finder<'n, 't> {
    narration: &'n Narration<'t>,
    names: &'n [Name],
    next_name: usize,
    found: Vec<Source>,
}

impl Finder<'_, '_> {
    /// The next word from `i` on that stands in a name or could be a source by its looks or its class: one of four.
    fn next_worth_a_look(&self, i: usize) -> Option<usize> {
        let name = self.names.get(self.next_name).map_or(usize::MAX, |name| name.span.start);
        let worth = |w: &Word| w.span.start >= name || w.look == Look::Capital || w.class.is(COULD_SPEAK);
        Some(i + self.narration.words.get(i..)?.iter().position(worth)?)
    }

    /// Looks at word `i`; where to look next.
    fn step(&mut self, i: usize) -> usize {
        let word = &self.narration.words[i];
        if let Some(person) = self.honoured(i) {
            return self.take(Kind::Person, person.from as usize, i + 1);
        }
        if let Some((kind, end)) = self.name_at(i) {
            let titles = if kind == Kind::Person {
                opening::owns_an_office(self.narration, self.names, end)
            } else {
                opening::titles_a_person(self.narration, self.names, end)
            };
            return if titles { end } else { self.take(kind, i, end) };
        }
        if let Some(kind) = pronoun(self.narration, i) {
            return self.take(kind, i, i + 1);
        }
        if word.look == Look::Capital && self.is_like_a_name(i) {
            let end = self.end_of_run(i);
            let kind = self.kind_of_run(end);
            let titles = kind != Kind::Person && opening::titles_a_person(self.narration, self.names, end);
            return if titles { end } else { self.take(kind, i, end) };
        }
        if let Some(kind) = described(self.narration, i) {
            let from = edge::left(self.narration, i);
            // Whom the description hangs on does not speak: `the boy's uncle`, `Norway's prime minister`, `the study's author`.
            let hung = |s: &Source| {
                let owns =
                    matches!(s.kind, Kind::Place | Kind::OtherName | Kind::Described | Kind::Group | Kind::Document);
                // `Her spokesman`
                owns || s.kind == Kind::Object && s.from as usize == from
            };
            let mut inside = self.found.split_off(self.found.partition_point(|s| (s.from as usize) < from));
            inside.retain(|s| !hung(s));
            self.found.append(&mut inside);
            let described =
                source(self.narration, kind, from, i + 1).completed(self.narration, &self.names[self.next_name..]);
            self.found.push(described);
            return i + 1;
        }
        i + 1
    }

    /// `Advocate Ana Ruiz SC said`: whoever stands right before letters that belong to the name.
    fn honoured(&mut self, i: usize) -> Option<Source> {
        let word = &self.narration.words[i];
        if word.look != Look::Capital || !word.on.is(Lists::HONOUR) {
            return None;
        }
        let beside = |s: &mut Source| s.kind == Kind::Person && s.to as usize == i && s.sentence == word.sentence;
        self.found.pop_if(beside)
    }

    fn take(&mut self, kind: Kind, from: usize, to: usize) -> usize {
        self.found.push(source(self.narration, kind, from, to));
        to
    }

    fn name_at(&mut self, i: usize) -> Option<(Kind, usize)> {
        let start = self.narration.words[i].span.start;
        while self.names.get(self.next_name).is_some_and(|n| n.span.end <= start) {
            self.next_name += 1;
        }
        let name = self.names.get(self.next_name).filter(|n| n.span.contains(start))?;
        let inside = self.narration.words[i..].iter().take_while(|w| w.span.start < name.span.end).count();
        Some((kind_of(name), i + inside))
    }

    /// `Press Secretary Ana Ruiz` is a person, as Ana Ruiz is.
    fn kind_of_run(&self, end: usize) -> Kind {
        let last = self.narration.words[end - 1].span.end;
        let name = self.names[self.next_name..].iter().take_while(|n| n.span.start < last).find(|n| n.span.end == last);
        name.map_or(Kind::OtherName, kind_of)
    }

    /// A capitalised word that is no known name: at a sentence's start only if no list knows it.
    fn is_like_a_name(&self, i: usize) -> bool {
        let word = &self.narration.words[i];
        let listed = NEVER_A_NOUN.with(Class::DETERMINER).with(Class::HEDGE).with(Class::ACCORDING);
        let opens_with_noun = word.begins && word.class.is(Class::SPEAKER.with(Class::GROUP).with(Class::DOCUMENT));
        !(opens_with_noun || word.class.is(listed) || word.begins && opening::is_a_clause(self.narration, i))
    }

    fn end_of_run(&self, i: usize) -> usize {
        let sentence = self.narration.words[i].sentence;
        let quotes = self.narration.words[i].quotes;
        let run = self.narration.words[i..].iter();
        i + run.take_while(|w| w.look == Look::Capital && w.sentence == sentence && w.quotes == quotes).count().max(1)
    }
}

const fn kind_of(name: &Name) -> Kind {
    match name.kind {
        NameKind::Person => Kind::Person,
        NameKind::Organisation => Kind::Organisation,
        NameKind::Place => Kind::Place,
        NameKind::Other => Kind::OtherName,
    }
}

fn pronoun(narration: &Narration, i: usize) -> Option<Kind> {
    if !narration.words[i].class.is(PRONOUN) {
        return None;
    }
    let word = narration.of_word(i);
    PRONOUNS.iter().find(|(pronoun, _)| word.eq_ignore_ascii_case(pronoun)).map(|(_, kind)| *kind)
}

const PRONOUNS: [(&str, Kind); 10] = [
    ("he", Kind::He),
    ("she", Kind::She),
    ("they", Kind::They),
    ("it", Kind::It),
    ("who", Kind::Relative),
    ("i", Kind::FirstPerson),
    ("we", Kind::FirstPerson),
    ("him", Kind::Object),
    ("her", Kind::Object),
    ("them", Kind::Object),
];

/// A noun that can speak, in small letters or at a sentence's start, with nothing after it that it only modifies.
fn described(narration: &Narration, i: usize) -> Option<Kind> {
    let word = &narration.words[i];
    let plain = word.look == Look::Lower || word.look == Look::Capital && word.begins;
    let class = word.class;
    let kind = if class.is(Class::SPEAKER) || is_capped(narration, i) {
        Kind::Described
    } else if class.is(Class::GROUP) {
        Kind::Group
    } else if class.is(Class::DOCUMENT) {
        Kind::Document
    } else {
        return None;
    };
    let modifies = narration.in_sentence(i + 1, word.sentence).is_some_and(|next| {
        next.look == Look::Capital && next.quotes == word.quotes || next.class.is(Class::SPEAKER.with(Class::GROUP))
    });
    let may_count = class.is(Class::DETERMINER) || narration.of_word(i) == AGE;
    let counts = may_count && !ends_phrase(narration, i);
    (plain && !modifies && !counts && !is_verb_here(narration, i)).then_some(kind)
}

/// `the former Vespera international`, `the Senegalese forward`: who plays for a country; `a Vespera international airport` is
/// none.
fn is_capped(narration: &Narration, i: usize) -> bool {
    let country = i.checked_sub(1).map(|before| &narration.words[before]);
    matches!(narration.of_word(i), "international" | "forward")
        && country.is_some_and(|w| w.look == Look::Capital && !w.class.is(OPENS_A_PHRASE))
        && ends_phrase(narration, i)
}

/// What ends `the 34-year-old`.
const AGE: &str = "year-old";

/// Whether a word like `one` or `many` stands by itself: no noun follows.
fn ends_phrase(narration: &Narration, i: usize) -> bool {
    let next = narration.in_sentence(i + 1, narration.words[i].sentence);
    next.is_none_or(|w| w.look != Look::Lower || w.class.is(NEVER_A_NOUN.with(Class::CUE)))
}

/// `he notes`, `they review`: a listed noun that stands where a verb does.
fn is_verb_here(narration: &Narration, i: usize) -> bool {
    let before = i.checked_sub(1).map(|j| &narration.words[j]);
    narration.words[i].class.is(Class::CUE)
        && before.is_some_and(|w| {
            w.class.is(Class::SUBJECT.with(Class::RELATIVE))
                || w.look == Look::Capital && !w.class.is(Class::ARTICLE.with(Class::DETERMINER))
        })
}

pub(super) fn source(narration: &Narration, kind: Kind, from: usize, to: usize) -> Source {
    let words = &narration.words;
    let span = words[from].span.cover(&words[to - 1].span);
    Source {
        span,
        whole: span,
        kind,
        from: from as u32,
        to: to as u32,
        sentence: words[from].sentence,
        quotes: words[from].quotes,
        before: neighbour::before(narration, from),
        after: neighbour::after(narration, to, words[from].sentence, words[from].quotes),
        rank: 0,
        leads: opening::leads(narration, from, to),
        cue: None,
        relays: false,
        is_spoken_for: false,
    }
}

pub(super) fn rank(found: &mut [Source]) {
    let mut sentence = u16::MAX;
    let mut rank = 0u8;
    for source in found {
        rank = if source.sentence == sentence { rank.saturating_add(1) } else { 0 };
        sentence = source.sentence;
        source.rank = rank;
    }
}
