//! How a paragraph introduces its names: the titles and roles beside them, and what else with a capital stands about.

use std::ops::Range;

use super::lists::Lists;
use super::role::{Gender, gender};
use super::{Kind, Name};
use crate::prose::token::{Kind as TokenKind, Token};
use crate::prose::vocabulary::Written;
use crate::text::span::{InPassage, Span};

/// Longest role after a name, in tokens: "head of the harbour authority's pilot service and a former ferry captain".
const LONGEST_ROLE: usize = 14;

/// What stands with a person's name and says who that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Introduction {
    /// The name, by index into the paragraph's names.
    pub name: usize,
    /// The title or role as written, without "the" or "a"; empty where only a gender is told (`Ms.`, "his wife").
    pub words: Span<InPassage>,
    /// What the words tell of the person's gender.
    pub gender: Option<Gender>,
}

/// Titles and roles of a paragraph's people, in order of their names, where others lay before.
pub fn introductions(
    mut found: Vec<Introduction>,
    written: &Written,
    sentences: &[Range<usize>],
    names: &[Name],
) -> Vec<Introduction> {
    found.clear();
    let paragraph = Paragraph { written, tokens: written.tokens, names };
    let tokens = written.tokens;
    for (number, name) in names.iter().enumerate().filter(|(_, name)| name.kind == Kind::Person) {
        let first = tokens.partition_point(|t| t.span().start < name.span.start);
        let last = tokens.partition_point(|t| t.span().start < name.span.end);
        let sentence = sentences.partition_point(|s| s.end <= first);
        let Some(sentence) = sentences.get(sentence) else { continue };
        let before = paragraph.before(sentence.start, first, last);
        let after = paragraph.after(last, sentence.end);
        found.extend([before, after].into_iter().flatten().flat_map(|words| paragraph.introduction(number, words)));
    }
    found
}

/// Rows of words with capitals that belong to no name, where others lay before: a name seen elsewhere in the story may stand
/// there untagged. A word that only opens the sentence is none of them: `But Ruiz`.
pub fn asides(mut asides: Vec<Span<InPassage>>, written: &Written, names: &[Name]) -> Vec<Span<InPassage>> {
    let Written { text, tokens, entries } = *written;
    asides.clear();
    let (mut next_name, mut end_of_row) = (0, 0);
    let opens = |i: usize| entries[i].on.is(Lists::OPENS);
    for (i, token) in tokens.iter().enumerate().filter(|(i, token)| token.has_capital() && !opens(*i)) {
        let span = token.span();
        while names.get(next_name).is_some_and(|name| name.span.end <= span.start) {
            next_name += 1;
        }
        let named = names.get(next_name).is_some_and(|name| name.span.overlaps(&span));
        match asides.last_mut() {
            _ if named => {}
            Some(row) if end_of_row == i && text.as_bytes()[row.end..span.start] == *b" " => row.end = span.end,
            _ => asides.push(span),
        }
        end_of_row = if named { 0 } else { i + 1 };
    }
    asides
}

struct Paragraph<'p> {
    written: &'p Written<'p>,
    tokens: &'p [Token],
    names: &'p [Name],
}

impl Paragraph<'_> {
    fn word(&self, i: usize) -> &str {
        self.written.of(i)
    }

    fn is(&self, i: usize, lists: Lists) -> bool {
        self.written.entries[i].on.is(lists)
    }

    fn introduction(&self, name: usize, words: Range<usize>) -> Option<Introduction> {
        let first = words.clone().find(|&i| !self.is(i, Lists::ARTICLE))?;
        let span = self.tokens[first].span().cover(&self.tokens[words.end - 1].span());
        // The last word of a title tells more than its first: "the king's sister".
        let gender = words.clone().rev().find_map(|i| gender(self.word(i)));
        let says_nothing =
            words.clone().any(|i| self.is(i, Lists::KIN)) || words.clone().all(|i| is_courtesy(self.word(i)));
        let words = if says_nothing { Span::new(span.start, span.start) } else { span };
        (!words.is_empty() || gender.is_some()).then_some(Introduction { name, words, gender })
    }

    /// The tokens of the title or role before the name of the tokens `name..after`.
    fn before(&self, sentence: usize, name: usize, after: usize) -> Option<Range<usize>> {
        let last = name.checked_sub(1).filter(|&i| i >= sentence)?;
        if self.is(last, Lists::COMMA) {
            return self.phrase_before_comma(sentence, last, after);
        }
        if !self.is_title(last) {
            return None;
        }
        let mut start = last;
        while start > sentence && self.leads_into_title(start - 1, sentence) {
            start -= 1;
        }
        Some(self.with_article_phrase(sentence, start)..name)
    }

    /// "The mayor of Osterby, Ana Ruiz," or "met his sister, Ana Ruiz.": back from the comma to the article or possessive.
    /// The name must be closed off too: in "It was the mayor, Ana Ruiz said" she is not the mayor.
    fn phrase_before_comma(&self, sentence: usize, comma: usize, after: usize) -> Option<Range<usize>> {
        let honoured = self.tokens.get(after).is_some_and(|_| self.is(after, Lists::HONOUR));
        let after = after + usize::from(honoured);
        if self.tokens.get(after).is_some_and(|_| !self.is(after, Lists::STOP)) {
            return None;
        }
        let reach = sentence.max(comma.saturating_sub(LONGEST_ROLE));
        let within = (reach..comma).rev().take_while(|&i| !self.is(i, STOP_OR_CLAUSE));
        let opens = Lists::ARTICLE.with(Lists::POSSESSIVE).with(Lists::MODIFIER);
        within
            .filter(|&i| self.is(i, opens))
            .map(|start| start..comma)
            .filter(|words| self.names_role_early(words))
            .last()
    }

    /// "Ana Ruiz, mayor of Osterby," or "Ana Ruiz, 47, a nurse": from token `from` on.
    fn after(&self, from: usize, sentence_end: usize) -> Option<Range<usize>> {
        let mut start = from;
        if start >= sentence_end || !self.is(start, Lists::COMMA) {
            return None;
        }
        start += 1;
        if start + 1 < sentence_end && self.tokens[start].kind == TokenKind::Number && self.is(start + 1, Lists::COMMA)
        {
            start += 2;
        }
        let end = (start..sentence_end).find(|&i| self.is(i, STOP_OR_CLAUSE)).unwrap_or(sentence_end);
        let words = start..end;
        // `Asked by Ana Ruiz, the minister said`: nothing closes it off, so it is somebody else.
        let runs_on = end < sentence_end && is_finite(self.word(end)) && matches!(self.word(start), "the" | "The");
        let runs_on = runs_on || self.does_something(&words);
        let fits = !words.is_empty() && !runs_on && words.len() <= LONGEST_ROLE && self.names_role_early(&words);
        // "Ana Ruiz, mayor Tom Lund and ...": a list of people, not a role.
        (fits && !self.has_person(&words)).then_some(words)
    }

    /// A role or a word of kinship among the first words, before any "of".
    fn names_role_early(&self, words: &Range<usize>) -> bool {
        words
            .clone()
            .take(7)
            .take_while(|&i| !matches!(self.word(i), "of" | "for" | "in" | "at" | "who"))
            .any(|i| self.is(i, Lists::ROLE.with(Lists::KIN)))
    }

    /// `Ana Ruiz, 46, lost her husband`: what stands before a second phrase is a verb, so it is no role. `Ana Ruiz, 46, now the
    /// mayor`, `Ana Ruiz, like her mother a nurse`.
    fn does_something(&self, words: &Range<usize>) -> bool {
        let role = words.clone().find(|&i| self.is(i, Lists::ROLE.with(Lists::KIN))).unwrap_or(words.end);
        let opens = |i: &usize| self.is(*i, Lists::ARTICLE.with(Lists::POSSESSIVE));
        let inner = (words.start + 1..role).rfind(opens);
        let small = |i: usize| self.is(i, Lists::MODIFIER.with(Lists::LY)) || may_open_a_role(self.word(i));
        inner.is_some_and(|inner| !small(inner - 1) && !opens(&words.start))
    }

    fn has_person(&self, words: &Range<usize>) -> bool {
        let span = self.tokens[words.start].span().cover(&self.tokens[words.end - 1].span());
        let behind = self.names.partition_point(|name| name.span.end <= span.start);
        let mut here = self.names[behind..].iter().take_while(|name| name.span.start < span.end);
        here.any(|name| name.kind == Kind::Person)
    }

    fn is_title(&self, i: usize) -> bool {
        self.is(i, Lists::ROLE.with(Lists::KIN)) || self.is(i, Lists::HONORIFIC) && self.tokens[i].has_capital()
    }

    /// Whether token `i` belongs to the title that goes on after it: `Deputy` or `Harbour` before `Commissioner`.
    fn leads_into_title(&self, i: usize, sentence: usize) -> bool {
        let token = &self.tokens[i];
        let modifies = self.is(i, Lists::MODIFIER);
        let capital = token.has_capital() && (i > sentence || modifies) && !self.is_person(token.span());
        token.kind == TokenKind::Word && (modifies || self.is_title(i) || capital || self.is(i, Lists::POSSESSIVE))
    }

    /// "the ferry company director": back to the article, if only plain words stand between.
    fn with_article_phrase(&self, sentence: usize, start: usize) -> usize {
        let reach = sentence.max(start.saturating_sub(4));
        let plain = |i: &usize| {
            self.tokens[*i].kind == TokenKind::Word && !self.is(*i, Lists::CLAUSE) && !is_joint(self.word(*i))
        };
        let opens = Lists::ARTICLE.with(Lists::POSSESSIVE);
        let first = (reach..start).rev().take_while(plain).find(|&i| self.is(i, opens));
        first.unwrap_or(start)
    }

    fn is_person(&self, span: Span<InPassage>) -> bool {
        let behind = self.names.partition_point(|name| name.span.end <= span.start);
        let mut here = self.names[behind..].iter().take_while(|name| name.span.start < span.end);
        here.any(|name| name.kind == Kind::Person)
    }
}

/// What ends a role.
const STOP_OR_CLAUSE: Lists = Lists::STOP.with(Lists::CLAUSE);

/// Titles of courtesy say how to address somebody, not what they do.
#[rustfmt::skip]
fn is_courtesy(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Mr" | "Mrs" | "Ms" | "Miss" | "Mx" | "Mme" | "Mlle" | "Herr" | "Frau" | "Señor" | "Señora"
    )
}

/// Small words before a role behind a name: `now the mayor`, `herself a nurse`.
#[rustfmt::skip]
fn may_open_a_role(word: &str) -> bool {
    matches!(
        word,
        "now" | "also" | "still" | "once" | "himself" | "herself" | "later" | "already" | "both" | "perhaps" | "not" | "then"
            | "today" | "again" | "soon" | "too" | "even" | "just" | "like" | "of" | "as" | "and" | "or"
    )
}

/// Words of a clause that ask for a subject before them.
#[rustfmt::skip]
fn is_finite(word: &str) -> bool {
    matches!(
        word,
        "said" | "says" | "told" | "has" | "had" | "have" | "was" | "is" | "were" | "are" | "will" | "would" | "did"
            | "asked" | "added"
    )
}

/// Words that join a noun to what came before: a phrase with an article does not reach back over them.
#[rustfmt::skip]
fn is_joint(word: &str) -> bool {
    matches!(word, "of" | "for" | "in" | "at" | "on" | "to" | "by" | "with" | "from" | "and" | "or" | "not")
}
