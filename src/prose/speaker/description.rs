//! Whom a description means: the name beside it, the bearer of the title, the firm that the story is about.
//!
//! A wrong name is worse than a description left as it stands: an office goes to whoever the story gives that office, and
//! only what anybody may be (`the 34-year-old`) to whoever is spoken of.

use super::neighbour;
use super::pronoun::{Resolver, Whom, gender, is_brought_in, is_one};
use super::source::{Kind, Source};
use super::trail::PARAGRAPHS;
use crate::prose::age;
use crate::prose::cast::{Member, Mention};
use crate::prose::name::{self, Kind as NameKind, role};
use crate::prose::words::{first_word, last_word};
use crate::text::passage::Role;
use rustc_hash::FxHashMap;
use std::cell::LazyCell;
use std::sync::LazyLock;

/// Words of a description that says all by itself.
const FULL: usize = 4;
/// Words of the shortest description that may be another's: `the official`.
const BARE: usize = 2;

/// Paragraphs in which the age is looked for that a description goes by; a story tells it where it first has the name.
pub(super) const AGED_PARAGRAPHS: usize = 40;

/// Sources behind a description among which its name is looked for: `who gave his name to reporters as`.
const CALLED: usize = 4;

/// Sources of one paragraph among which a fuller description is looked for: more than any paragraph of news has.
const NEAREST: usize = 200;

impl Resolver<'_> {
    /// Whom a described person or body means, if the story says so.
    pub(super) fn named(&self, passage: usize, index: usize) -> Option<Whom> {
        let source = &self.readings[passage].voices.sources[index];
        self.apposed(passage, index).or_else(|| match source.kind {
            Kind::Group => self.body(passage, index),
            _ => self.titled(passage, index).or_else(|| self.first_described(passage, index)),
        })
    }

    /// `a resident, Hugh Penhallow, said`, `said Petra Lund, a nurse.`: the name on the other side of the comma, which
    /// another stop closes off. In `it was the mayor, Ana Ruiz said` nothing does.
    fn apposed(&self, passage: usize, index: usize) -> Option<Whom> {
        let sources = &self.readings[passage].voices.sources;
        let source = &sources[index];
        let named =
            |i: usize| self.member(passage, i).filter(|(_, member)| suits(source, member)).map(|(whom, _)| whom);
        let beside =
            |a: &Source, b: &Source| a.after == neighbour::COMMA && a.to + 1 == b.from && a.sentence == b.sentence;
        let closed = |s: &Source| neighbour::closes(s.after) || s.after == neighbour::WHO;
        let next = sources.get(index + 1).filter(|next| beside(source, next) && closed(next));
        let before = || index.checked_sub(1).filter(|&i| beside(&sources[i], source) && closed(source));
        let other = next.map(|_| index + 1).or_else(|| self.called_by(passage, index)).or_else(before)?;
        named(other).filter(|_| source.kind != Kind::Described || is_one(self.words(passage, index)))
    }

    /// `a man called Obed Crane`, `a driver, who gave his name only as Obed`: the name that somebody goes by.
    fn called_by(&self, passage: usize, index: usize) -> Option<usize> {
        let reading = self.readings[passage];
        let sources = &reading.voices.sources;
        let behind = &reading.text[sources[index].span.end..];
        if !GOES_BY.iter().any(|goes_by| behind.starts_with(goes_by)) {
            return None;
        }
        let between = |next: &Source| reading.text.get(sources[index].span.end..next.span.start);
        let near = sources.iter().enumerate().skip(index + 1).take(CALLED);
        let mut named =
            near.filter(|(_, next)| next.sentence == sources[index].sentence && next.kind <= Kind::OtherName);
        named.find(|(_, next)| between(next).is_some_and(ends_before_a_name)).map(|(i, _)| i)
    }

    fn member(&self, passage: usize, index: usize) -> Option<(Whom, &Member)> {
        let whom = self.tally.member(passage, index)?;
        Some((Whom::Member(whom), &self.cast.members[whom]))
    }

    /// `the harbour master`: whoever of the people lately spoken of has that title, if there is one such.
    fn titled(&self, passage: usize, index: usize) -> Option<Whom> {
        let words = self.words(passage, index);
        // A headline leaves articles out: `Minister: 'No one will go hungry'`.
        let short = matches!(self.readings[passage].role, Role::Headline | Role::Heading).then_some(words);
        let words = definite(words).or(short).filter(|words| is_one(words))?;
        let (gender, office) = (gender(words), LazyCell::new(|| Office::of(words)));
        let years = age::of_so_many_years(first_word(words));
        let told = if years.is_some() { self.ages(passage) } else { Vec::new() };
        let mut as_old = told.iter().filter(|(_, told)| Some(*told) == years).map(|(member, _)| *member);
        if let Some(first) = as_old.next() {
            return as_old.all(|other| other == first).then_some(Whom::Member(first));
        }
        let fits = |whom: Whom| match whom {
            Whom::Member(number) => {
                let member = &self.cast.members[number];
                let other = gender.is_some() && member.gender.is_some() && member.gender != gender;
                member.kind == NameKind::Person
                    && !other
                    && !told.iter().any(|(other, _)| *other == number)
                    && (member.titles.iter().any(|title| office.is_held(title)) || is_anybody(words))
            }
            Whom::Described(there, i) => is_anybody(words) && is_brought_in(self.words(there, i)),
        };
        self.likeliest(passage, index, fits).or_else(|| self.only_holder(words))
    }

    /// The one member of the cast who has a title with all of these words.
    fn only_holder(&self, words: &str) -> Option<Whom> {
        let holds = |member: &Member| member.titles.iter().any(|title| has_whole(title, words));
        let mut holders = self.cast.members.iter().enumerate().filter(|(_, member)| holds(member));
        let (holder, _) = holders.next()?;
        holders.next().is_none().then_some(Whom::Member(holder))
    }

    /// Who is said to be how old in the paragraph and those above.
    fn ages(&self, passage: usize) -> Vec<(usize, i16)> {
        let near = (passage + 1).saturating_sub(AGED_PARAGRAPHS)..=passage;
        let mentions = near.flat_map(|there| self.cast.mentions_in(there));
        let people = mentions.filter(|mention| self.cast.member(mention).kind == NameKind::Person);
        let age =
            |m: &Mention| age::beside(&self.readings[m.at.passage].text, m.at.span).map(|years| (m.member, years));
        people.filter_map(age).collect()
    }

    /// `the Dane said`: whoever is spoken of. `the Taoiseach said`: whoever has that office.
    pub(super) fn of_a_people(&self, passage: usize, index: usize) -> Option<Whom> {
        let reading = self.readings[passage];
        let source = &reading.voices.sources[index];
        let before = reading.text[..source.span.start].trim_end();
        // `the 27-year-old Dane`
        let aged = before.rsplit_once(' ').filter(|(_, age)| is_age(age));
        let before = aged.map_or(before, |(before, _)| before);
        let definite = before.ends_with("the") || before.ends_with("The");
        let words = self.words(passage, index);
        if definite && source.cue.is_some() && role::is_role(last_word(words)) {
            return self.only_holder(words);
        }
        let people = definite && source.cue.is_some() && name::is_demonym(self.words(passage, index));
        let person = |whom: Whom| match whom {
            Whom::Member(member) => self.cast.members[member].kind == NameKind::Person,
            Whom::Described(..) => false,
        };
        if people { self.likeliest(passage, index, person) } else { None }
    }

    /// `the official`: the `Farm Ministry official` of the paragraphs above.
    fn first_described(&self, passage: usize, index: usize) -> Option<Whom> {
        let words = self.words(passage, index);
        let noun = definite(words)?;
        let noun = Some(last_word(noun)).filter(|noun| words.split(' ').count() < FULL && is_one(noun))?;
        (0..PARAGRAPHS.min(passage + 1)).find_map(|back| {
            let there = passage - back;
            let sources = &self.readings[there].voices.sources;
            let end = if back == 0 { index } else { sources.len() };
            let same = |i: &usize| {
                let fuller = self.words(there, *i);
                sources[*i].kind == Kind::Described && is_brought_in(fuller) && is_fuller(fuller, noun, words)
            };
            let found = (0..end).rev().take(NEAREST).find(same)?;
            Some(self.whom(there, found).unwrap_or(Whom::Described(there, found)))
        })
    }

    /// `the company`, `the ministry`: the firm spoken of, or the body whose name says the same.
    fn body(&self, passage: usize, index: usize) -> Option<Whom> {
        let words = self.words(passage, index);
        let noun = definite(words).filter(|_| words.split(' ').count() == BARE)?;
        let fits = |whom: Whom| match whom {
            Whom::Member(member) => {
                let member = &self.cast.members[member];
                let says_so = member.canonical.split(' ').any(|word| word.eq_ignore_ascii_case(noun));
                member.kind == NameKind::Organisation && (says_so || is_any_firm(noun))
            }
            Whom::Described(..) => false,
        };
        // A firm that only stands behind a preposition is somebody's employer, or where the shares fell.
        let whom = self.likeliest(passage, index, fits)?;
        self.is_told_of(passage, whom).then_some(whom)
    }

    /// Whether one of the paragraphs above begins a sentence with it or lets it speak.
    fn is_told_of(&self, passage: usize, whom: Whom) -> bool {
        (0..PARAGRAPHS.min(passage + 1)).any(|back| {
            let sources = &self.readings[passage - back].voices.sources;
            let told = |s: &Source| s.leads || s.cue.is_some();
            sources
                .iter()
                .enumerate()
                .any(|(i, s)| told(s) && self.member(passage - back, i).is_some_and(|(member, _)| member == whom))
        })
    }
}

/// How it goes on behind somebody whose name comes next.
const GOES_BY: [&str; 8] = [
    " called ",
    " named ",
    " known as ",
    " identified as ",
    ", who gave ",
    ", who only gave ",
    ", who identified ",
    ", who simply identified ",
];

/// ` called `, `, who gave his name only as `
fn ends_before_a_name(between: &str) -> bool {
    [" as ", " called ", " named "].iter().any(|end| between.ends_with(end))
}

/// A person for a person, a body for a body.
fn suits(source: &Source, member: &Member) -> bool {
    match source.kind {
        Kind::Group => member.kind == NameKind::Organisation,
        _ => member.kind == NameKind::Person,
    }
}

/// The description without its article; `None` if it has not that one.
pub(super) fn definite(words: &str) -> Option<&str> {
    words.strip_prefix("the ").or_else(|| words.strip_prefix("The "))
}

fn has_whole(title: &str, words: &str) -> bool {
    title.len() >= words.len()
        && is_its_office(title, words)
        && title.as_bytes().windows(words.len()).any(|w| w.eq_ignore_ascii_case(words.as_bytes()))
}

/// `the chief` is no chief executive: what may only modify an office must end its title, or the part before `of`.
fn is_its_office(title: &str, words: &str) -> bool {
    let office = || title.split(" of ").next().map(last_word);
    !role::is_modifier(words) || office().is_some_and(|last| last.eq_ignore_ascii_case(words))
}

/// A description as it may tell of somebody's office.
struct Office<'w> {
    words: &'w str,
    /// The words that tell it, each with which of the lists of words for an office have it.
    told: Vec<(&'w str, u32)>,
}

impl<'w> Office<'w> {
    fn of(words: &'w str) -> Self {
        let bare = words.split([' ', '-']).map(|w| w.trim_end_matches("'s").trim_end_matches("’s"));
        let told = bare.filter(|word| !SAYS_NO_OFFICE.contains(word));
        Self { words, told: told.map(|word| (word, alike(word))).collect() }
    }

    /// Whether a title says all that the description does, if in other words.
    fn is_held(&self, title: &str) -> bool {
        is_style_of(title, self.words) || self.is_said_by(title)
    }

    fn is_said_by(&self, title: &str) -> bool {
        let says = |(word, alike): &(&str, u32)| {
            title.split([' ', '-', '/']).map(|t| t.trim_end_matches('.')).any(|t| is_same(t, word, *alike))
        };
        !self.told.is_empty() && self.told.iter().all(says) && is_its_office(title, self.words)
    }
}

/// `The Right Reverend Ana Ruiz`: how clergy are styled tells which office they hold.
fn is_style_of(title: &str, words: &str) -> bool {
    let styled = |style: &str| title.get(..style.len()).is_some_and(|start| start.eq_ignore_ascii_case(style));
    STYLES.iter().any(|(style, offices)| styled(style) && offices.contains(&words))
}

/// How the styles of clergy begin, and whose they are.
const STYLES: [(&str, &[&str]); 6] = [
    ("Right Rev", &["bishop"]),
    ("Rt Rev", &["bishop"]),
    ("Rt. Rev", &["bishop"]),
    ("Most Rev", &["archbishop", "bishop"]),
    ("Very Rev", &["dean", "provost"]),
    ("Venerable", &["archdeacon"]),
];

/// `the retired general`
const SAYS_NO_OFFICE: [&str; 3] = ["retired", "veteran", "embattled"];

fn is_same(a: &str, b: &str, lists: u32) -> bool {
    let same =
        if a.is_ascii() && b.is_ascii() { a.eq_ignore_ascii_case(b) } else { a.to_lowercase() == b.to_lowercase() };
    same || lists != 0 && alike(a) & lists != 0
}

/// The lists of words for an office that have this one, a bit for each.
fn alike(word: &str) -> u32 {
    let lists = |word: &str| LISTED.get(word).copied().unwrap_or_default();
    if word.bytes().any(|b| b.is_ascii_uppercase()) { lists(&word.to_ascii_lowercase()) } else { lists(word) }
}

static LISTED: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
    let mut listed = FxHashMap::default();
    let words = ALIKE.iter().enumerate().flat_map(|(i, words)| words.iter().map(move |word| (*word, 1 << i)));
    words.for_each(|(word, list)| *listed.entry(word).or_default() |= list);
    listed
});

/// One office in the words that news has for it.
const ALIKE: [&[&str]; 24] = [
    &["sen", "senator"],
    &["gov", "governor"],
    &["rep", "representative", "congressman", "congresswoman", "lawmaker"],
    &["dr", "doctor"],
    &["rev", "reverend", "pastor"],
    &["col", "colonel"],
    &["capt", "captain"],
    &["insp", "inspector"],
    &["supt", "superintendent"],
    &["judge", "justice", "magistrate"],
    &["coach", "manager", "boss", "trainer"],
    &["captain", "skipper"],
    &[
        "mp",
        "lawmaker",
        "legislator",
        "parliamentarian",
        "politician",
        "senator",
        "congressman",
        "congresswoman",
        "deputy",
    ],
    &["minister", "secretary"],
    &["lawyer", "attorney", "barrister", "solicitor", "counsel"],
    &["striker", "forward", "winger", "footballer", "player"],
    &["defender", "midfielder", "goalkeeper", "footballer", "player"],
    &["general", "gen"],
    &["chief", "ceo", "boss", "executive", "head"],
    &["president", "leader", "premier", "chancellor"],
    &["cleric", "imam", "ayatollah", "mullah"],
    &["writer", "author", "novelist"],
    &["singer", "musician", "star"],
    &["professor", "prof", "academic", "scholar"],
];

/// What tells no office: `the 34-year-old`, `the 58-year-old leftist`.
pub(super) fn is_anybody(words: &str) -> bool {
    is_age(first_word(words))
}

fn is_age(word: &str) -> bool {
    word.ends_with("-year-old")
}

fn is_any_firm(noun: &str) -> bool {
    matches!(
        noun,
        "company" | "firm" | "group" | "corporation" | "airline" | "carrier" | "maker" | "manufacturer" | "retailer"
    )
}

/// Ends with the noun and says more than `short`.
fn is_fuller(words: &str, noun: &str, short: &str) -> bool {
    let ends = last_word(words).eq_ignore_ascii_case(noun);
    ends && words.split(' ').count() > short.split(' ').count()
}
