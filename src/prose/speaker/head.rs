//! Which of the sources that stand side by side at a verb of saying is its subject.

use super::look::Look;
use super::narration::{Narration, Word};
use super::neighbour;
use super::source::{self, Kind as SourceKind, Source};
use crate::prose::cue::Class;
use crate::prose::name::lists::Lists;

/// `a spokesman for the ministry`, `Lund at the Harbour Institute`, `the ministers of Veldria and Lorne`: whoever stands before
/// the preposition speaks.
pub(super) fn head_of(narration: &Narration, sources: &[Source], found: usize) -> usize {
    let mut first = found;
    while let Some(before) = first.checked_sub(1).filter(|&b| touch(&sources[b], &sources[first])) {
        match joint(narration, &sources[before], &sources[first]) {
            Some(Joint::Held) => return head_of(narration, sources, before),
            Some(Joint::Listed) if sources[first].kind < SourceKind::He => first = before,
            Some(Joint::Owned) => first = before,
            _ => break,
        }
    }
    found
}

/// `a report by Lund said`, `a man who lives near Osterby said`: what a preposition governs does not speak, if something
/// before it can.
pub(super) fn ungoverned(narration: &Narration, sources: &[Source], found: usize) -> usize {
    let governed = |s: &Source| {
        let before = (s.from as usize).checked_sub(1).map(|i| narration.words[i].class);
        before.is_some_and(|class| class.is(Class::PREPOSITION) && !class.is(Class::SUBORDINATOR))
    };
    // `Commissioner of Police Ana Ruiz`
    let runs_on = |b: usize| sources[b].to + 1 == sources[found].from && is_office(narration, &sources[b]);
    if sources[found].kind == SourceKind::Person && found.checked_sub(1).is_some_and(runs_on) {
        return found;
    }
    let here = |s: &Source| s.sentence == sources[found].sentence && s.quotes == sources[found].quotes;
    let could = |s: &Source| !governed(s) && !matches!(s.kind, SourceKind::Relative | SourceKind::Object);
    let mut before = (0..found).rev().take_while(|&b| here(&sources[b]));
    let free = if governed(&sources[found]) { before.find(|&b| could(&sources[b])) } else { None };
    free.unwrap_or(found)
}

/// How a source hangs on the one before it.
enum Joint {
    /// of, for, at
    Held,
    /// a comma, and
    Listed,
    /// `the ministry's Office of Tides`
    Owned,
}

fn touch(before: &Source, next: &Source) -> bool {
    before.sentence == next.sentence && before.quotes == next.quotes && before.to <= next.from
}

fn joint(narration: &Narration, before: &Source, next: &Source) -> Option<Joint> {
    let between = &narration.words[before.to as usize..next.from as usize];
    let (word, rest) = between.split_first()?;
    // `at the harbour`, `at First Harbour`, `for the charity Safe Harbour`; the spokeswoman for women Ana Ruiz is Ruiz.
    let people = if next.kind == SourceKind::Person { Class::NONE } else { Class::SPEAKER };
    let calls = Class::ARTICLE.with(Class::GROUP).with(people);
    let opens = |w: &Word| w.class.is(calls) || w.look == Look::Capital;
    if rest.len() > 3 || !rest.iter().all(opens) {
        return None;
    }
    // `Leader of Majority Ana Ruiz`: the office runs on into the name.
    let of = word.span.of(narration.text) == "of";
    if of && next.kind == SourceKind::Person && is_office(narration, before) {
        return None;
    }
    let body = matches!(next.kind, SourceKind::Organisation | SourceKind::Place);
    if word.look == Look::Possessive && rest.is_empty() && body {
        return Some(Joint::Owned);
    }
    let holds = matches!(word.span.of(narration.text), "of" | "for" | "at" | "from" | "in" | "with");
    let lists = word.look == Look::Comma || word.class.is(Class::CONJUNCTION);
    if holds { Some(Joint::Held) } else { lists.then_some(Joint::Listed) }
}

/// Whether a title with a capital and without an article ends there.
fn is_office(narration: &Narration, source: &Source) -> bool {
    let last = source.to as usize - 1;
    let plain = source.before != neighbour::ARTICLE && narration.words[last].look == Look::Capital;
    plain && source.kind != SourceKind::Person && narration.words[last].on.is(Lists::ROLE)
}

/// `The Bishop of Osterby, Tom Lund, said`: an office that stands for its holder, though it reads as a body's name.
fn is_office_alone(narration: &Narration, source: &Source) -> bool {
    let of = |at: usize| at < source.to as usize && narration.of_word(at) == "of";
    let from = source.from as usize;
    source.kind == SourceKind::Organisation && narration.words[from].on.is(Lists::ROLE) && of(from + 1)
}

/// `His Royal Highness`
fn is_address(narration: &Narration, source: &Source) -> bool {
    let style = narration.of_word(source.to as usize - 1);
    let high =
        matches!(style, "Highness" | "Majesty" | "Excellency" | "Eminence" | "Holiness" | "Worship" | "Lordship");
    source.kind.is_of_no_person() && high
}

/// `said the Osterby team doctor Ana Ruiz`, `said Vespera's Ruiz`, `said Bank of Vespera economist Ana Ruiz`: whoever stands
/// before a person's title does not speak.
pub(super) fn titled(narration: &Narration, sources: &[Source], found: usize) -> usize {
    let first = &sources[found];
    let near = sources[found + 1..].iter().take(TITLE_SOURCES).take_while(|next| touch(first, next));
    let Some(ahead) = near.clone().position(|next| next.kind == SourceKind::Person) else { return found };
    let person = &sources[found + 1 + ahead];
    let between = &narration.words[first.to as usize..person.from as usize];
    let title = |w: &Word| {
        let word = matches!(w.look, Look::Lower | Look::Capital | Look::Possessive);
        let of = first.kind.is_of_no_person() && w.span.of(narration.text) == "of";
        word && (of || !w.class.is(source::NEVER_A_NOUN))
    };
    let office = |w: &Word| w.class.is(Class::SPEAKER) || w.on.is(Lists::ROLE);
    // `said Ruiz spokesman Tom Lund`: only a title tells that the first of two people does not speak.
    let owned = matches!(between, [w] if w.look == Look::Possessive);
    let told = between.last().is_some_and(office) || ahead == 0 && (owned || first.kind.is_of_no_person());
    let whole = between.len() <= TITLE_WORDS && between.iter().all(title);
    if told && whole { found + 1 + ahead } else { found }
}

/// Words of a title before a name, and sources among them.
const TITLE_WORDS: usize = 7;
const TITLE_SOURCES: usize = 3;

/// `the coach, Ana Ruiz, said`, `said his wife, the late Ana`: of a description and the name behind it the name is given
/// the words.
pub(super) fn by_name(narration: &Narration, sources: &[Source], found: usize) -> usize {
    let source = &sources[found];
    // `the lead author, Ana Ruiz of the Tidal Institute.`
    let at_home = |s: &Source| {
        let next = narration.in_sentence(s.to as usize, s.sentence).filter(|w| w.quotes == s.quotes);
        next.is_some_and(|_| matches!(narration.of_word(s.to as usize), "of" | "from" | "at"))
    };
    let closed = |s: &Source| neighbour::closes(s.after) || at_home(s);
    let described = is_doer(narration, source);
    // `His Royal Highness, Eze Ogbu II, said`: what no list knows is a name there.
    let addressed = is_address(narration, source);
    let unlisted = |next: &Source| (described || addressed) && next.kind == SourceKind::OtherName;
    let is_name = |next: &Source| next.kind == SourceKind::Person || unlisted(next);
    let named = |next: &Source| is_name(next) && beside(narration, source, next) && closed(next);
    if !(described || addressed || is_office_alone(narration, source)) {
        return found;
    }
    if sources.get(found + 1).is_some_and(named) {
        return found + 1;
    }
    // `Ana Ruiz, an oil analyst said: "…"`; in `Ruiz, an analyst said, is late` it is the analyst.
    let first = source.from as usize;
    let comma = source.to as usize + 1;
    let goes_on =
        |w: &Word| narration.text[w.span.end..].chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    let breaks_in = narration.words.get(comma).is_some_and(|w| w.look == Look::Comma && goes_on(w));
    let one = matches!(narration.of_word(first), "a" | "an") && !breaks_in;
    let bare = one || !narration.words[first].class.is(source::OPENS_A_PHRASE);
    // `But Ana Ruiz`
    let but = |s: &Source| {
        let before = (s.from as usize).checked_sub(1).map(|i| &narration.words[i]);
        before.is_some_and(|w| w.begins && w.class.is(Class::CONJUNCTION))
    };
    let apposed = |b: &usize| {
        let name = &sources[*b];
        name.kind == SourceKind::Person && (name.leads || but(name)) && beside(narration, name, source)
    };
    found.checked_sub(1).filter(|_| bare).filter(apposed).unwrap_or(found)
}

/// `The Archbishop of Osterby, the Most Reverend Tom Lund,`: whether a comma sets a person's name off from an office.
pub(super) fn names_office(narration: &Narration, sources: &[Source], name: usize) -> bool {
    let office = |s: &Source| s.kind.is_of_no_person() || matches!(s.kind, SourceKind::Described | SourceKind::Group);
    let before = name.checked_sub(1).map(|b| &sources[b]).filter(|s| office(s));
    let free = sources[name].kind == SourceKind::Person && !sources[name].is_spoken_for;
    free && before.is_some_and(|b| beside(narration, b, &sources[name]))
}

/// `the mayor`, `his publisher`, `the quarry operator`: what a person or a firm may be called, and no council.
fn is_doer(narration: &Narration, source: &Source) -> bool {
    let noun = narration.of_word(source.to as usize - 1);
    source.kind == SourceKind::Described
        || source.kind == SourceKind::Group && (noun.ends_with("er") || noun.ends_with("or"))
}

/// `read to the court by prosecutor Ana Ruiz`: whether a preposition stands before a person's title.
pub(super) fn is_titled_under(narration: &Narration, source: &Source) -> bool {
    let from = source.from as usize;
    let title = (0..from).rev().take_while(|&i| narration.words[i].sentence == source.sentence);
    let title =
        title.take_while(|&i| narration.words[i].look == Look::Lower && narration.words[i].class.is(Class::SPEAKER));
    let titles = title.take(TITLE_WORDS).count();
    let before = from.checked_sub(titles + 1).and_then(|i| narration.in_sentence(i, source.sentence));
    source.kind == SourceKind::Person
        && titles > 0
        && before.is_some_and(|w| w.class.is(Class::PREPOSITION) && !w.class.is(Class::SUBORDINATOR))
}

/// Whether a name set off behind a description tells who that is, and not who speaks: `a spokesman for the mayor, Ana Ruiz,`,
/// `a spokesman for the quarry operator, Brackwell Stone,`. `A spokesman for the council, Ana Ruiz,` is Ruiz: nobody is called
/// a council; and nobody is `the residents`.
pub(super) fn is_spoken_for(narration: &Narration, sources: &[Source], name: usize) -> bool {
    let Some(before) = name.checked_sub(1).filter(|_| sources[name].before == neighbour::COMMA) else { return false };
    let (person, other) = (&sources[name], &sources[before]);
    let noun = narration.of_word(other.to as usize - 1);
    is_doer(narration, other)
        && person.kind == SourceKind::Person
        && !noun.ends_with('s')
        && other.to + 1 == person.from
        && neighbour::closes(person.after)
        && sources[head_of(narration, sources, before)].kind == SourceKind::Described
        && head_of(narration, sources, before) != before
}

/// Whether nothing but a comma and a word or two, `the late`, stands between two sources.
fn beside(narration: &Narration, a: &Source, b: &Source) -> bool {
    let between = narration.words.get(a.to as usize..b.from as usize).filter(|_| touch(a, b));
    let late = |w: &Word| {
        let word = matches!(w.look, Look::Lower | Look::Capital);
        w.class.is(Class::ARTICLE) || word && !w.class.is(source::NEVER_A_NOUN)
    };
    between.is_some_and(|between| {
        between.len() <= 3 && between.split_first().is_some_and(|(c, l)| c.look == Look::Comma && l.iter().all(late))
    })
}

/// `After the wall went she rang Ruiz and said`: the clause that opens the sentence ends where a pronoun begins the next one.
pub(super) fn main_subject(narration: &Narration, sources: &[Source], first: usize, i: usize) -> Option<usize> {
    let mut inside = sources[first + 1..].iter().take_while(|s| s.to as usize <= i);
    let begins = |s: &Source| {
        let before = s.from as usize - 1;
        let word = narration.words[before];
        matches!(s.kind, SourceKind::He | SourceKind::She | SourceKind::They)
            && word.look == Look::Lower
            && (!word.class.is(Class::CUE) || narration.of_word(before) == "went")
            && !word.class.is(Class::SUBORDINATOR.with(Class::CONJUNCTION).with(Class::RELATIVE))
            && narration.of_word(before) != "that"
    };
    inside.position(begins).map(|ahead| first + 1 + ahead)
}

/// `Ana Ruiz (Osterby North) said`: where the brackets that end before word `at` begin.
pub(super) fn before_brackets(narration: &Narration, at: usize) -> Option<usize> {
    let closing = at.checked_sub(1).filter(|&i| narration.words[i].look == Look::Closing)?;
    let opening =
        (closing.saturating_sub(BRACKETED)..closing).rev().find(|&i| narration.words[i].look == Look::Opening)?;
    (narration.words[opening].sentence == narration.words[closing].sentence).then_some(opening)
}

/// Words in brackets behind a name: a party, an age, what a short name stands for.
const BRACKETED: usize = 8;

/// `the court, which ruled`: the word behind whatever `which` goes back to.
pub(super) fn before_which(narration: &Narration, at: usize) -> Option<usize> {
    let which = at.checked_sub(1).filter(|&i| narration.of_word(i) == "which")?;
    let stop = which.checked_sub(1)?;
    let apart = matches!(narration.words[stop].look, Look::Comma | Look::Dash);
    Some(if apart { stop } else { which })
}
