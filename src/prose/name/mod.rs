//! Names of people, places and organisations in one passage.
//!
//! A linear sequence model: each token that may be part of a name is scored for seventeen labels by the features in
//! [`feature`], and [`label::Ways::decode`] picks the best lawful sequence. Names that need the rest of the story to be
//! understood (a bare surname, an acronym) are the cast's business, see [`super::cast`].

pub mod facts;
pub mod feature;
pub mod gender;
pub mod hash;
pub mod identity;
pub mod introduction;
pub mod label;
pub mod lexicon;
pub mod lists;
pub mod memory;
pub mod model;
mod overlooked;
pub mod page;
pub mod role;
pub mod seal;
pub mod shelf;
pub mod trim;

use memchr::memchr;
use std::ops::Range;
use std::sync::LazyLock;

use self::label::{OUTSIDE, Place, Scores};
use self::lexicon::list;
use self::memory::{Memory, Worth};
use self::model::{Model, Sum};
use self::overlooked::Overlooked;
use self::page::{Page, Stretch};
use self::trim::{courtesy, trimmed, without_courtesy, without_honours};
use super::token::Token;
use super::vocabulary::{Vocabulary, Written};
use crate::text::span::{InPassage, Span};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// A place or a state.
    Place,
    /// An organisation.
    Organisation,
    /// Something else with a name: a work, an event, a people.
    Other,
}

impl Kind {
    /// Every kind, in the order of the model's labels.
    pub const ALL: [Self; 4] = [Self::Person, Self::Place, Self::Organisation, Self::Other];

    /// The tag used in output: PER, LOC, ORG, MISC.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Place => "LOC",
            Self::Organisation => "ORG",
            Self::Other => "MISC",
        }
    }
}

/// A name where it stands in a paragraph, without title, possessive or leading "the".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// Its bytes.
    pub span: Span<InPassage>,
    /// What it names, as far as the paragraph tells.
    pub kind: Kind,
    /// How much speaks for each of [`Kind::ALL`], in the model's own units; "no name at all" stands at nought.
    pub lean: [i32; 4],
}

/// Makes a paragraph ready for tagging, as the given page of the memory; `sentences` are ranges of its tokens. A memory serves
/// one model and one vocabulary only.
pub fn prepare(
    page: usize,
    written: &Written,
    sentences: &[Range<usize>],
    vocabulary: &mut Vocabulary,
    memory: &mut Memory,
) {
    let Memory { words, pages, .. } = memory;
    if page >= pages.len() {
        pages.resize_with(page + 1, Page::default);
    }
    pages[page].read(written, sentences, &MODEL.lexicon, vocabulary, words);
}

/// Finds the names of the paragraph on a page, where others lay before.
pub fn tag(mut names: Vec<Name>, page: usize, written: &Written, memory: &mut Memory) -> Vec<Name> {
    let Written { text, tokens, .. } = *written;
    names.clear();
    let model = &*MODEL;
    let Memory { words, worth, pages, scores, path } = memory;
    let page = &pages[page];
    for &stretch in &page.stretches {
        scores.clear();
        for row in page.rows(stretch) {
            for i in row.tokens() {
                let mut weighed = Weighed { model, worth: &mut *worth, sum: Sum::default() };
                feature::Near::of(page, words, row, i).hand_over(&mut weighed);
                scores.push(model::widen(&weighed.sum));
            }
        }
        model.ways.decode(scores, path);
        let path = &mut path.labels;
        Overlooked { written, page, words, stretch }.put_right(path);
        collect(text, tokens, stretch, scores, path, &mut names);
    }
    overlooked::take_kin_for_people(&mut names, written);
    if let Some(town) = dateline(text) {
        names.retain(|name| !name.span.overlaps(&town));
        names.insert(0, Name { span: town, kind: Kind::Place, lean: DATELINE });
    }
    names
}

/// What a dateline says for each of [`Kind::ALL`].
const DATELINE: [i32; 4] = [0, 400, 0, 0];
/// Bytes of the longest dateline before its agency.
const LONGEST_DATELINE: usize = 60;

/// The town in capitals that opens an agency's copy: `OSTERBY, Norlund (NPA) -`.
fn dateline(text: &str) -> Option<Span<InPassage>> {
    let start = text.len() - text.trim_start().len();
    let end = text.len().min(start + LONGEST_DATELINE);
    let open = start + memchr(b'(', &text.as_bytes()[start..end])?;
    let (agency, after) = text[open + 1..].split_once(')')?;
    let is_agency =
        agency.len() < 12 && agency.starts_with(char::is_uppercase) && agency.chars().all(char::is_alphabetic);
    if !is_agency || !after.trim_start().starts_with(['-', '–', '—', '_']) {
        return None;
    }
    let before = &text[start..open];
    let town = before.split(',').next().unwrap_or(before).trim_end();
    let letters = town.chars().filter(|c| c.is_alphabetic());
    let in_capitals = letters.clone().count() > 2 && letters.clone().all(char::is_uppercase);
    (in_capitals && town.split(' ').count() < 5).then(|| Span::new(start, start + town.len()))
}

/// Whether a word is on the lists of given names, places or peoples.
pub fn is_listed(word: &str) -> bool {
    let lists = list::GIVEN | list::CITY | list::CITY_ALSO | list::COUNTRY | list::REGION | list::DEMONYM;
    MODEL.lexicon.lists(hash::lower(word)) & lists != 0
}

/// Whether a word is what one of a people is called: `Dane`, `Brazilian`.
pub fn is_demonym(word: &str) -> bool {
    MODEL.lexicon.lists(hash::lower(word)) & list::DEMONYM != 0
}

/// Whether a word, in lower case, is on the lists of given names or surnames.
fn is_listed_person(word: &str) -> bool {
    MODEL.lexicon.lists(hash::lower(word)) & (list::GIVEN | list::CENSUS | list::SURNAME) != 0
}

/// Whether a word, in lower case, is a popular given name of some country.
fn is_popular_given(word: &str) -> bool {
    MODEL.lexicon.lists(hash::lower(word)) & (list::FEMALE | list::MALE) != 0
}

/// Whether a word, in lower case, is a common surname of some country.
fn is_popular_surname(word: &str) -> bool {
    MODEL.lexicon.lists(hash::lower(word)) & list::SURNAME != 0
}

/// Bytes that bring the model file's first shelf to a multiple of sixteen.
const LEAD: usize = model::HEAD.next_multiple_of(16) - model::HEAD;

/// The model file, laid so that what it holds in sixteen bytes lies within one line of the machine's memory.
#[repr(C, align(64))]
struct Laid<const BYTES: usize> {
    _lead: [u8; LEAD],
    bytes: [u8; BYTES],
}

static BYTES: Laid<{ include_bytes!("names.model").len() }> =
    Laid { _lead: [0; LEAD], bytes: *include_bytes!("names.model") };

/// The model shipped with the program. A test proves that it reads.
static MODEL: LazyLock<Model<'static>> = LazyLock::new(|| match Model::read(&BYTES.bytes) {
    Some(model) => model,
    None => unreachable!("the model file is part of the program"),
});

/// What a token's features are worth.
struct Weighed<'t> {
    model: &'t Model<'t>,
    worth: &'t mut Worth,
    sum: Sum,
}

impl Weighed<'_> {
    #[inline]
    fn add(&mut self, more: Sum) {
        // As whole rows, which the machine adds at once; cell by cell in place it does not.
        self.sum = std::array::from_fn(|label| self.sum[label] + more[label]);
    }
}

impl feature::Sink for Weighed<'_> {
    #[inline]
    fn seated(&mut self, seat: feature::Seat, word: Option<u32>, features: impl FnOnce(feature::Add)) {
        let sum = *self.worth.seated(seat, word, || summed(self.model, features));
        self.add(sum);
    }

    #[inline]
    fn together(&mut self, key: u64, features: impl FnOnce(feature::Add)) {
        let sum = *self.worth.together(key, || summed(self.model, features));
        self.add(sum);
    }
}

#[cold]
fn summed(model: &Model, features: impl FnOnce(feature::Add)) -> Sum {
    let mut tally = model.tally();
    features(&mut |feature| tally.feature(feature));
    tally.sum()
}

fn collect(text: &str, tokens: &[Token], stretch: Stretch, scores: &[Scores], path: &[usize], names: &mut Vec<Name>) {
    let mut start = 0;
    for (at, &found) in path.iter().enumerate() {
        if found == OUTSIDE {
            continue;
        }
        let (place, kind) = label::meaning(found);
        if matches!(place, Place::First | Place::Only) {
            start = at;
        }
        if matches!(place, Place::Last | Place::Only) {
            let whole = tokens[stretch.start + start].span().cover(&tokens[stretch.start + at].span());
            let span = trimmed(text, whole);
            let is_firm = at > start && role::is_organisation(tokens[stretch.start + at].of(text));
            // `Brannick Ferries` is nobody's name, `Mr Cable` nothing else's.
            let told = match kind {
                Kind::Person if is_firm => Kind::Organisation,
                kind if is_firm || courtesy(text, span).is_none() => kind,
                _ => Kind::Person,
            };
            let mut lean = lean(&scores[start..=at]);
            lean.swap(kind as usize, told as usize);
            let span = if told == Kind::Person { without_honours(text, without_courtesy(text, span)) } else { span };
            let is_office = told == Kind::Person && at == start && is_office(text, tokens, stretch.start + at);
            if !span.is_empty() && !is_office {
                names.push(Name { span, kind: told, lean });
            }
        }
    }
}

/// `the Taoiseach` is who holds the office, and nobody's name.
fn is_office(text: &str, tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| tokens[before].of(text));
    matches!(before, Some("the" | "The")) && role::is_role(tokens[at].of(text))
}

/// What the tokens of one name say for each kind.
fn lean(scores: &[Scores]) -> [i32; 4] {
    let last = scores.len() - 1;
    Kind::ALL.map(|kind| {
        let place = |i: usize| match i {
            _ if last == 0 => Place::Only,
            0 => Place::First,
            _ if i == last => Place::Last,
            _ => Place::Middle,
        };
        scores.iter().enumerate().map(|(i, token)| token[label::label(place(i), kind)]).sum()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::vocabulary::Vocabulary;
    use crate::prose::{sentence, token};

    fn names(text: &str) -> Vec<(&str, &str)> {
        let tokens = token::tokens(text);
        let sentences = sentence::sentences(text, &tokens);
        let (mut entries, mut vocabulary) = (Vec::new(), Vocabulary::default());
        vocabulary.look_up(text, &tokens, &mut entries);
        let written = Written { text, tokens: &tokens, entries: &entries };
        let mut memory = Memory::default();
        prepare(0, &written, &sentences, &mut vocabulary, &mut memory);
        tag(Vec::new(), 0, &written, &mut memory).iter().map(|name| (name.span.of(text), name.kind.tag())).collect()
    }

    #[test]
    fn the_model_was_trained_on_the_features_of_today() {
        let now = seal::seal(&MODEL.lexicon);
        assert_eq!(MODEL.seal, now, "train the model anew: cargo run --release --example train_names -- KIT");
    }

    #[test]
    fn people_places_and_organisations_are_told_apart() {
        assert_eq!(
            names("Maria Keller, a spokeswoman for the Ministry of Transport, flew to Lisbon on Friday."),
            [("Maria Keller", "PER"), ("Ministry of Transport", "ORG"), ("Lisbon", "LOC")]
        );
    }

    #[test]
    fn the_town_of_a_dateline_is_a_place() {
        assert_eq!(names("OSTERBYHAVN, Norlund (NPA) - Nobody was hurt.")[0], ("OSTERBYHAVN", "LOC"));
        assert_eq!(names("SAN QUELO (NPA) _ Nobody was hurt.")[0], ("SAN QUELO", "LOC"));
        assert!(!names("NO DEAL (yet) - it will come.").contains(&("NO DEAL", "LOC")));
    }

    #[test]
    fn letters_behind_a_persons_name_stay_outside() {
        assert_eq!(names("Advocate Neha Rao SC told the court a story."), [("Neha Rao", "PER")]);
    }

    #[test]
    fn an_office_is_nobodys_name() {
        assert_eq!(names("In Dublin, the Taoiseach, Niamh Corrigan, saw it.")[1..], [("Niamh Corrigan", "PER")]);
    }

    #[test]
    fn possessives_articles_and_marks_stay_outside() {
        assert_eq!(names("Police questioned Peter Novak’s brother."), [("Peter Novak", "PER")]);
    }
}
