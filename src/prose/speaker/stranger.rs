//! Whoever speaks last before a pronoun and is only described: a pronoun means that one, and no name further up.

use super::description::definite;
use super::neighbour;
use super::opening::is_put_to;
use super::pronoun::{Resolver, Whom, is_brought_in, is_one, noun};
use super::source::{Kind, Source};
use super::verb::{Manner, Place, of_sentence};
use super::voices::Voices;
use crate::prose::name::role;
use crate::prose::reading::Reading;
use crate::prose::words::last_word;

/// Paragraphs and sources in which whoever speaks last before a pronoun is looked for.
const STRANGER_PARAGRAPHS: usize = 2;
const NEAREST: usize = 30;

/// Sources back from a pronoun to a spokesman who may have spoken of whom it means.
const NEAR_SPOKESMAN: usize = 6;

/// Those who speak for others: where a sentence is about them, what they say comes next.
const FOR_OTHERS: [&str; 3] = ["spokesman", "spokeswoman", "spokesperson"];
/// Those whom copy does not name: who happen to be there, who would not be named.
#[rustfmt::skip]
const NEVER_NAMED: [&str; 13] = [
    "official", "source", "insider", "witness", "eyewitness", "neighbour", "neighbor", "bystander", "onlooker", "caller",
    "aide", "staffer", "user",
];

/// Whoever the story has no name for: of one who has a name it would say `the singer`, `the 34-year-old`.
const ANYBODY: [&str; 9] = ["man", "woman", "boy", "girl", "teenager", "victim", "survivor", "pensioner", "winner"];

/// Offices that copy writes with a capital for whoever holds them, and that are no body's name.
#[rustfmt::skip]
const OFFICES: [&str; 13] = [
    "Speaker", "King", "Queen", "Prince", "Princess", "Duke", "Duchess", "Pope", "President", "Prime Minister", "Chancellor",
    "Taoiseach", "Archbishop",
];

impl Resolver<'_> {
    /// `The author of the email said: "…" He added:` whoever speaks last before the pronoun, if the story only describes
    /// him: nobody's name is put under his words.
    pub(super) fn stranger(
        &self,
        (passage, index): (usize, usize),
        pronoun: Kind,
        asked_of: &[(usize, usize)],
    ) -> Option<Whom> {
        let near = (0..STRANGER_PARAGRAPHS.min(passage + 1)).map(|back| passage - back);
        let before = near.flat_map(|there| {
            let sources = &self.readings[there].voices.sources;
            let end = if there == passage { index } else { sources.len() };
            (0..end).rev().map(move |i| (there, i))
        });
        let is_spoken_for = |(there, i): (usize, usize)| self.readings[there].voices.sources[i].is_spoken_for;
        let before = before.filter(|at| !asked_of.contains(at) && !is_spoken_for(*at));
        let of_person = matches!(pronoun, Kind::He | Kind::She);
        for (there, i) in before.take(NEAREST) {
            let voices = &self.readings[there].voices;
            let source = &voices.sources[i];
            let subject = speaks(voices, source)
                && (stands_first(voices, source) || pronoun == Kind::They && self.stands_last(there, i));
            let paper = pronoun == Kind::It && self.is_paper_shown((there, i), (passage, index));
            // A place or a body that only stands there is not what speaks.
            if !(subject || source.leads || of_person || paper) {
                continue;
            }
            let (whom, one) = (self.whom(there, i), Whom::Described(there, i));
            match whom {
                Some(Whom::Described(..)) if subject && source.kind == pronoun => return whom,
                Some(whom) if self.fits(pronoun, whom) && !self.is_only_mentioned((there, i), pronoun) => return None,
                _ if of_person && self.fits(pronoun, one) && self.is_the_one((there, i), (passage, index)) => {
                    return Some(one);
                }
                None if subject && self.fits(pronoun, one) => return self.is_never_named(there, i).then_some(one),
                None if paper => return Some(one),
                // `The minister's spokesman declined to comment.` `My father taught at Alder.`
                None if source.leads && self.fits(pronoun, one) && self.is_shown(there, i) => return Some(one),
                // `The Unionists have promised a cut. They say`
                None if source.leads && pronoun == Kind::They && there == passage && self.is_a_party((there, i)) => {
                    return Some(one);
                }
                // `A spokesman for the yard said it was shut. It would open in May, it said.`
                None if subject && pronoun == Kind::It && self.speaks_for_nobody_known(there, i) => return Some(one),
                _ => {}
            }
        }
        None
    }

    /// `A spokesman criticised Mr Hanley's record. He said`: whether the sentence is about somebody without a name, who is shown
    /// there and whom the pronoun fits, and only speaks of this one.
    fn is_only_mentioned(&self, (passage, index): (usize, usize), pronoun: Kind) -> bool {
        let sources = &self.readings[passage].voices.sources;
        let source = &sources[index];
        let shown = |i: usize| {
            let one = self.whom(passage, i).is_none().then_some(Whom::Described(passage, i));
            one.is_some_and(|one| self.fits(pronoun, one)) && self.is_shown(passage, i)
        };
        let mut here = of_sentence(sources, source.sentence);
        source.cue.is_none() && !source.leads && here.any(|(i, other)| other.leads && shown(i))
    }

    /// Whether a description is of somebody whom copy does not name: an office may be anybody's who was named above.
    fn is_never_named(&self, passage: usize, index: usize) -> bool {
        let reading = self.readings[passage];
        let source = &reading.voices.sources[index];
        let words = self.words(passage, index);
        let noun = noun(words);
        let kin = role::is_kin(noun) && (words.contains("'s ") || words.contains("’s "));
        // `The author` may be whose book it is, `the author of the letter` did not sign it.
        let author = noun == "author" && reading.text[source.span.end..].starts_with(" of ");
        let of_no_person = matches!(source.kind, Kind::Group | Kind::Document) || !is_one(words);
        of_no_person || kin || author || NEVER_NAMED.contains(&noun) || FOR_OTHERS.contains(&noun)
    }

    /// `The limpets came home, the authors write. "They have a map," they conclude.`
    fn stands_last(&self, passage: usize, index: usize) -> bool {
        let Reading { text, voices, .. } = self.readings[passage];
        let source = &voices.sources[index];
        let ends = |cue: u16| text[voices.cues[usize::from(cue)].span.end..].starts_with('.');
        source.before == neighbour::COMMA && source.cue.is_some_and(ends)
    }

    /// `The woman thanked a passer-by. "She held my hand," she said.`, `The Speaker called for order.`: the one person that the
    /// sentence before is about, whoever that is.
    fn is_the_one(&self, (there, i): (usize, usize), (passage, index): (usize, usize)) -> bool {
        let Reading { text, voices, .. } = self.readings[there];
        let source = &voices.sources[i];
        let last = there + 1 == passage && source.sentence + 1 == voices.sentences;
        let near = if there == passage {
            source.sentence + 1 >= self.readings[passage].voices.sources[index].sentence
        } else {
            last
        };
        let before = text[..source.span.start].trim_end();
        let joined = ["And", "But", "So"].iter().any(|joins| before.ends_with(joins));
        let office = || source.kind.is_of_no_person() && before.ends_with("The") && self.is_an_office((there, i));
        let anybody = |words: &str| ANYBODY.contains(&noun(words));
        let described = || source.kind == Kind::Described && definite(self.words(there, i)).is_some_and(anybody);
        // `The postman came by, and a retired pilot who lives across the bay rang. "It was quiet," he said.`
        let clause = source.leads || [", and", ", but"].iter().any(|joins| before.ends_with(joins));
        let above = there != passage || source.sentence < self.readings[passage].voices.sources[index].sentence;
        let introduced = || above && source.after == neighbour::WHO && is_brought_in(self.words(there, i));
        near && (clause && introduced() || (source.leads || joined) && (described() || office()))
    }

    /// `The Speaker`, where nobody is called so by name: `King Fahd` is the King.
    pub(super) fn is_an_office(&self, (passage, index): (usize, usize)) -> bool {
        let words = self.words(passage, index);
        let called =
            || self.cast.members.iter().any(|m| m.canonical.len() > words.len() && m.canonical.starts_with(words));
        OFFICES.contains(&words) && !called()
    }

    fn speaks_for_others(&self, passage: usize, index: usize) -> bool {
        FOR_OTHERS.contains(&noun(self.words(passage, index)))
    }

    /// Whether a sentence about somebody tells that what comes next is theirs.
    fn is_shown(&self, passage: usize, index: usize) -> bool {
        self.speaks_for_others(passage, index) || self.is_alone(passage, index)
    }

    /// Whether somebody speaks for others, and the story does not say for whom.
    fn speaks_for_nobody_known(&self, passage: usize, index: usize) -> bool {
        let sources = &self.readings[passage].voices.sources;
        let for_them = |next: &Source| next.sentence == sources[index].sentence && neighbour::governs(next.before);
        let known = sources.get(index + 1).is_some_and(for_them)
            && self.whom(passage, index + 1).is_some_and(|whom| self.fits(Kind::It, whom));
        self.speaks_for_others(passage, index) && !known
    }

    /// `A note lay on the step. "She is well," it said.`: a paper that the sentence before brings in, and in which no body is
    /// what the sentence is about.
    fn is_paper_shown(&self, (there, i): (usize, usize), (passage, index): (usize, usize)) -> bool {
        let voices = &self.readings[there].voices;
        let sources = &voices.sources;
        let (paper, pronoun) = (&sources[i], &self.readings[passage].voices.sources[index]);
        let last = there != passage && paper.leads && pronoun.sentence == 0 && paper.sentence + 1 == voices.sentences;
        let near = last || there == passage && paper.sentence + 1 == pronoun.sentence;
        let acts = |s: &Source| s.leads || speaks(voices, s);
        let body = |s: &Source| acts(s) && matches!(s.kind, Kind::Organisation | Kind::Place | Kind::Group);
        paper.kind == Kind::Document
            && pronoun.cue.is_some()
            && near
            && is_brought_in(self.words(there, i))
            && !of_sentence(sources, paper.sentence).any(|(_, s)| body(s))
    }

    /// Those whom the pronoun at `index` does not mean, since it is asked of them or by them.
    pub(super) fn asked_of(&self, passage: usize, index: usize) -> Vec<(usize, usize)> {
        let asked = self.asked_about(passage, index).into_iter().chain(self.asker(passage, index));
        asked.chain(self.spoken_for_by(passage, index)).collect()
    }

    /// `Her spokesman, Ari Lund, said she would`: she is whom he speaks for.
    fn spoken_for_by(&self, passage: usize, index: usize) -> Vec<(usize, usize)> {
        let sources = &self.readings[passage].voices.sources;
        let pronoun = &sources[index];
        let whose = match pronoun.kind {
            Kind::She => "her ",
            Kind::He => "his ",
            _ => return Vec::new(),
        };
        let owned = |words: &str| words.get(..whose.len()).is_some_and(|first| first.eq_ignore_ascii_case(whose));
        let is_theirs = |i: &usize| {
            let described = sources[*i].kind == Kind::Described && owned(self.words(passage, *i));
            described && self.speaks_for_others(passage, *i)
        };
        // Who says something in the next sentence may be the spokesman.
        let says = speaks(&self.readings[passage].voices, pronoun);
        let from = pronoun.sentence.saturating_sub(u16::from(!says));
        let mut before = (0..index).rev().take(NEAR_SPOKESMAN).take_while(|i| sources[*i].sentence >= from);
        let Some(spokesman) = before.find(is_theirs) else { return Vec::new() };
        let named = sources[spokesman].after == neighbour::COMMA && spokesman + 1 < index;
        (spokesman..=spokesman + usize::from(named)).map(|i| (passage, i)).collect()
    }

    /// `Ruiz asked her to sit down. "I would rather stand," she said.`: whoever is asked answers, and not Ruiz.
    fn asker(&self, passage: usize, index: usize) -> Option<(usize, usize)> {
        let object = match self.readings[passage].voices.sources[index].kind {
            Kind::He => "him",
            Kind::She => "her",
            _ => return None,
        };
        let (there, asker, asked) = self.question_above(passage, index)?;
        let is_put_to =
            |i: &usize| self.readings[there].voices.sources[*i].kind == Kind::Object && self.words(there, *i) == object;
        asked.filter(is_put_to).map(|_| (there, asker))
    }

    /// `One asked the coxswain if she was ever scared. "No," she told him.`: whoever is asked, where the asker is nobody whom
    /// the pronoun is known to fit.
    pub(super) fn asked(&self, (passage, index): (usize, usize), pronoun: Kind) -> Option<Whom> {
        self.readings[passage].voices.sources[index].cue?;
        let (there, asker, asked) = self.question_above(passage, index)?;
        let asked = asked.filter(|&i| self.readings[there].voices.sources[i].kind == Kind::Described)?;
        let other = self.whom(there, asker).filter(|other| self.fits(pronoun, *other));
        let whom = self.whom(there, asked).unwrap_or(Whom::Described(there, asked));
        Some(whom).filter(|whom| other.is_none() && self.fits(pronoun, *whom))
    }

    /// `When one pupil asked Ruiz why, she said`: whoever only puts a question to somebody is not spoken of from there on.
    pub(super) fn asks_another(&self, passage: usize, index: usize) -> bool {
        let Reading { text, voices, .. } = self.readings[passage];
        let Some(cue) = voices.sources[index].cue.map(|cue| &voices.cues[usize::from(cue)]) else { return false };
        let asked = |next: &Source| next.sentence == cue.sentence && (cue.at + 1..=cue.at + 2).contains(&next.from);
        matches!(cue.span.of(text), "asked" | "asks") && voices.sources.iter().skip(index + 1).take(2).any(asked)
    }

    /// The passage of the sentence before a pronoun's, and in it who asks, and who stands behind the verb.
    fn question_above(&self, passage: usize, index: usize) -> Option<(usize, usize, Option<usize>)> {
        let pronoun = &self.readings[passage].voices.sources[index];
        let there = if pronoun.sentence > 0 { passage } else { passage.checked_sub(1)? };
        let Reading { text, voices, .. } = self.readings[there];
        let last = if there == passage { pronoun.sentence } else { voices.sentences };
        let mut here = of_sentence(&voices.sources, last.checked_sub(1)?);
        let (asker, source) = here.clone().find(|(_, s)| s.cue.is_some())?;
        let cue = &voices.cues[usize::from(source.cue?)];
        let asked = here.find(|(_, s)| s.from == cue.at + 1);
        (cue.span.of(text) == "asked").then_some((there, asker, asked.map(|(i, _)| i)))
    }

    /// `Asked if Ruiz would resign, he said`: he is whoever is asked, and not Ruiz.
    fn asked_about(&self, passage: usize, index: usize) -> Vec<(usize, usize)> {
        let reading = self.readings[passage];
        let sources = &reading.voices.sources;
        let pronoun = &sources[index];
        if pronoun.rank == 0 || !pronoun.leads {
            return Vec::new();
        }
        let sentence = reading
            .sentences
            .partition_point(|s| reading.tokens.get(s.end).is_some_and(|next| next.span().start <= pronoun.span.start));
        let first = reading.sentences.get(sentence).and_then(|s| reading.tokens.get(s.start));
        let asked = first.is_some_and(|first| is_put_to(first.of(&reading.text)));
        let others = of_sentence(sources, pronoun.sentence).filter(|(_, s)| asked && !s.kind.is_pronoun());
        others.map(|(i, _)| (passage, i)).take_while(|(_, i)| *i < index).collect()
    }

    /// `Maas said: "…" Tern nodded. "…" he said.`: whether the sentence before shows another than `whom`, who fits as well.
    pub(super) fn is_crossed(&self, (passage, index): (usize, usize), pronoun: Kind, whom: Whom) -> bool {
        let sources = &self.readings[passage].voices.sources;
        let Some(before) = sources[index].sentence.checked_sub(1) else { return false };
        let mut shown =
            of_sentence(sources, before).filter_map(|(i, s)| self.person(passage, i).map(|other| (s, other)));
        let first = shown.next().filter(|(s, _)| s.leads && s.kind == Kind::Person && s.cue.is_none());
        first.is_some_and(|(_, other)| other != whom && self.fits(pronoun, other))
            && !shown.any(|(_, other)| other == whom)
    }

    /// `As for Ruiz, she`
    pub(super) fn topic(&self, passage: usize, index: usize) -> Option<Whom> {
        let reading = self.readings[passage];
        let source = &reading.voices.sources[index];
        let before = index.checked_sub(1).filter(|_| source.rank == 1 && source.leads)?;
        let opening = &reading.text[..reading.voices.sources[before].span.start];
        if opening.ends_with("As for ") { self.person(passage, before) } else { None }
    }
}

/// `My father`: nobody else is called that.
pub(super) fn is_of_the_teller(words: &str) -> bool {
    let own = words.split_once(' ').filter(|(first, _)| ["my", "our"].iter().any(|w| first.eq_ignore_ascii_case(w)));
    own.is_some_and(|(_, who)| role::is_kin(last_word(who)) && is_one(who))
}

/// `A man was found asleep.`
pub(super) fn is_nobody_in_particular(words: &str) -> bool {
    ["A man", "A woman", "A boy", "A girl", "A teenager", "A caller", "A survivor"].contains(&words)
}

/// `quoted him as saying`, `according to her`, `Her answer: "…"`
pub(super) fn speaks_as_object(voices: &Voices, source: &Source) -> bool {
    let Some(cue) = source.cue.map(|cue| &voices.cues[usize::from(cue)]) else { return false };
    let according = cue.manner == Manner::According && neighbour::closes(source.after);
    let own = cue.manner == Manner::Noun && cue.at == source.to;
    source.after == neighbour::AS || according || own
}

/// `The official said`, `said the official`; in `Ruiz said the official had told her` it is Ruiz who speaks.
fn stands_first(voices: &Voices, source: &Source) -> bool {
    source.leads || source.cue.is_some_and(|c| voices.cues[c as usize].place == Place::Inverted)
}

/// Whether a source says something there, and not as the second of two things it does (`Ruiz sighed and said`).
pub(super) fn speaks(voices: &Voices, source: &Source) -> bool {
    let cue = source.cue.map(|c| &voices.cues[c as usize]);
    cue.is_some_and(|c| c.manner <= Manner::Loaded && c.place != Place::Chained)
}
