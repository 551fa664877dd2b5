//! What is shown for a name or a quotation under the cursor.

use super::convert;
use super::inbox::Reply;
use super::newsroom::Newsroom;
use super::sheet::Sheet;
use crate::corpus::question::{self, Answer, Card, Level, Match, Question, Reach, counted_stories};
use crate::desk::Desk;
use crate::desk::draft::Draft;
use crate::finding::{Citation, Spot};
use crate::prose::cast::Member;
use crate::prose::speaker::Attribution;
use crate::prose::story::{Quotation, Story};
use crate::report::card;
use crate::text::span::{InSource, Span};
use std::sync::Arc;
use tower_lsp::ls_types::*;

/// What the cursor points at.
enum Subject {
    /// A name, what the draft says of it, and how it is written there.
    Name { facts: Facts, typed: String },
    /// A quotation's words, and what is said of its speaker.
    Quotation { words: String, speaker: String },
}

/// What the draft itself says of a name.
struct Facts {
    canonical: Arc<str>,
    titles: Vec<Arc<str>>,
    quoted: usize,
}

/// Records of a quotation that are shown.
const SHOWN: usize = 6;
/// Of a name: stories, quotations and other spellings that are shown.
const STORIES: usize = 3;
const QUOTATIONS: usize = 2;
const SPELLINGS: usize = 4;
/// Below this chance of being right, a speaker is shown with a word of doubt.
const SURE: f32 = 0.9;

impl Newsroom {
    /// The editor asks what is under its cursor.
    pub fn hovered(&mut self, params: &HoverParams, reply: Reply<Option<Hover>>) {
        let markdown = self.abilities.markdown;
        self.look(&params.text_document_position_params, reply, move |sheet, range| {
            let kind = if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
            let contents = HoverContents::Markup(MarkupContent { kind, value: sheet.text(markdown) });
            Hover { contents, range: Some(range) }
        });
    }

    /// What the draft and the record say of the name or quotation at `at`; the record is asked beside the loop.
    pub fn look<T: Send + 'static>(
        &mut self,
        at: &TextDocumentPositionParams,
        reply: Reply<Option<T>>,
        shown: impl FnOnce(Sheet, Range) -> T + Send + 'static,
    ) {
        let encoding = self.abilities.encoding;
        let uri = &at.text_document.uri;
        let found = self.desk_of(uri).and_then(|desk| {
            let draft = desk.draft(uri.as_str())?;
            let (subject, span) = subject(draft, convert::offset(draft.buffer(), at.position, encoding))?;
            Some((subject, convert::range(draft.buffer(), span, encoding), desk.reach(), Own::of(desk, draft)))
        });
        let Some((subject, range, reach, own)) = found else {
            let _ = reply.send(Ok(None));
            return;
        };
        let asked = question(&subject);
        let show = move |answer: Option<Answer>| {
            let mut sheet = Sheet::default();
            write(&mut sheet, &subject, answer.map(|a| own.left_out(a)).as_ref(), reach);
            Some(shown(sheet, range))
        };
        let room = self.open.get(uri.as_str()).map(|open| &self.rooms[open.room]);
        match room.and_then(|room| room.record.as_ref()).filter(|_| reach == Reach::Reached) {
            None => drop(reply.send(Ok(show(None)))),
            Some(record) => record.with(move |corpus| {
                if !reply.is_closed() {
                    let answer = corpus.and_then(|corpus| corpus.ask(&[asked]).pop());
                    let _ = reply.send(Ok(show(answer)));
                }
            }),
        }
    }
}

/// What is no evidence for the draft.
struct Own {
    path: String,
    prints: Vec<u64>,
}

impl Own {
    fn of(desk: &Desk, draft: &Draft) -> Self {
        let prints = if desk.reach() == Reach::Reached { draft.prints() } else { Vec::new() };
        Self { path: draft.path.clone(), prints }
    }

    fn left_out(&self, answer: Answer) -> Answer {
        let other =
            |m: &Match| m.citation.path != self.path && !crate::corpus::article::is_copy(&self.prints, &m.prints);
        match answer {
            Answer::Quotation(matches) => Answer::Quotation(matches.into_iter().filter(other).collect()),
            answer => answer,
        }
    }
}

/// A name before the quotation it stands in: it is the smaller thing.
fn subject(draft: &Draft, offset: usize) -> Option<(Subject, Span<InSource>)> {
    let Spot { passage, span } = draft.spot(offset).or_else(|| draft.spot(offset.checked_sub(1)?))?;
    let story = draft.story();
    if let Some(mention) = story.cast.mention_at(passage, span.start) {
        let facts = facts(&story, story.cast.member(mention), mention.member);
        let typed = story.text(mention.at).to_owned();
        return Some((Subject::Name { facts, typed }, draft.to_source(mention.at)));
    }
    let quotation = story.quotation_at(passage, span.start)?;
    let words = story.text(quotation.words).to_owned();
    let speaker = speaker(&story, quotation);
    Some((Subject::Quotation { words, speaker }, draft.to_source(quotation.marked)))
}

fn facts(story: &Story, member: &Member, index: usize) -> Facts {
    let says = |q: &&Quotation| q.attribution.speaker().is_some_and(|s| s.member == Some(index));
    Facts {
        canonical: member.canonical.clone(),
        titles: member.titles.clone(),
        quoted: story.quotations.iter().filter(says).count(),
    }
}

/// Who spoke, by which words, and how sure.
pub fn speaker(story: &Story, quotation: &Quotation) -> String {
    match &quotation.attribution {
        Attribution::None => "Nobody is named as saying this".to_owned(),
        Attribution::Unsure => "Somebody says this; not sure who".to_owned(),
        Attribution::Found(speaker) => {
            let name = speaker.canonical.as_deref().unwrap_or_else(|| story.text(speaker.mention)).to_owned();
            let cue = speaker.cue.map(|cue| format!(" ({})", story.text(cue))).unwrap_or_default();
            let doubt = if speaker.confidence < SURE { ", probably" } else { "" };
            format!("{name}{cue}{doubt}")
        }
    }
}

fn question(subject: &Subject) -> Question {
    match subject {
        Subject::Name { facts, .. } => Question::Name(facts.canonical.to_string()),
        Subject::Quotation { words, .. } => Question::Quotation(words.clone()),
    }
}

fn write(sheet: &mut Sheet, subject: &Subject, answer: Option<&Answer>, reach: Reach) {
    match subject {
        Subject::Name { facts, typed } => write_name(sheet, facts, typed, answer),
        Subject::Quotation { words, speaker } => {
            sheet.head(speaker, &in_short(answer));
            if let Some(Answer::Quotation(matches)) = answer {
                write_matches(sheet, words, matches);
            }
        }
    }
    if reach == Reach::Unreached || matches!(answer, Some(Answer::Unreached(_))) {
        sheet.paragraph("The record could not be reached");
    }
}

/// What an editor that shows one line only (eglot) should show of a quotation's record.
fn in_short(answer: Option<&Answer>) -> String {
    let Some(Answer::Quotation(matches)) = answer else { return String::new() };
    let words = |level| match level {
        Level::Same => "on record",
        Level::Shortened => "on record, longer",
        Level::Altered => "on record with other words",
        Level::Possible => "something like it on record",
    };
    matches
        .first()
        .map_or("; nowhere on record".to_owned(), |best| format!("; {}: {}", words(best.level), best.citation.origin()))
}

fn write_name(sheet: &mut Sheet, facts: &Facts, typed: &str, answer: Option<&Answer>) {
    let card = match answer {
        Some(Answer::Name(card)) => Some(card.as_ref()),
        _ => None,
    };
    let titles = facts.titles.first().map(|title| format!(", {title}")).unwrap_or_default();
    match card.filter(|card| card.count > 0) {
        Some(card) => write_card(sheet, card, typed, facts.quoted),
        None => {
            sheet.head(&facts.canonical, &titles);
            if facts.quoted > 0 {
                sheet.paragraph(&format!("In this draft: {}", counted(facts.quoted, "quotation")));
            }
        }
    }
    if let Some(card) = card.filter(|card| card.count == 0) {
        sheet.paragraph("Not on record");
        if !card.nearest.is_empty() {
            sheet.paragraph(&format!("Near it: {}", card.nearest.join(", ")));
        }
    }
}

/// What is on record of a name; `typed`: as the draft has it. Under 15 lines with the blank ones, as a hover has room for.
pub fn write_card(sheet: &mut Sheet, card: &Card, typed: &str, quoted_here: usize) {
    match card.titles.first() {
        None => sheet.head(&card.name, ""),
        Some((title, from)) => {
            sheet.head(&card.name, ", ");
            sheet.about(&format!("{title} ({})", from.origin()), target(from).as_deref());
        }
    }
    sheet.paragraph(&on_record(card, typed, quoted_here));
    for story in card.stories.iter().take(STORIES) {
        let told = [Some(story.origin()), story.headline.clone()];
        sheet.link(&told.into_iter().flatten().collect::<Vec<_>>().join(" "), target(story).as_deref());
    }
    if !card.said.is_empty() {
        sheet.paragraph("Last quoted");
        for said in card.said.iter().take(QUOTATIONS) {
            sheet.link(&format!("{} “{}”", said.origin(), said.quote), target(said).as_deref());
        }
    }
    if !card.namesakes.is_empty() {
        sheet.paragraph(&format!("Not to be confused with {}", card.namesakes.join(", ")));
    }
}

/// `On record in 12 stories, 2024-01-05 to 2026-03-07; also A. Ruiz (2). In this draft: 2 quotations`.
fn on_record(card: &Card, typed: &str, quoted_here: usize) -> String {
    let mut told = format!("On record in {}{}", counted_stories(card.count), card::days(card));
    let others: Vec<_> = card.spellings.iter().filter(|(spelling, _)| *spelling != card.name).collect();
    if !others.is_empty() {
        let first = others.iter().take(SPELLINGS).map(|(spelling, count)| format!("{spelling} ({count})"));
        told += &format!("; also {}", first.collect::<Vec<_>>().join(", "));
    }
    if others.len() > SPELLINGS {
        told += &format!(" and {} more", others.len() - SPELLINGS);
    }
    if !card.spellings.iter().any(|(s, _)| s == typed || s.ends_with(&format!(" {typed}"))) {
        told += &format!(". Here as “{typed}”, which is not on record");
    }
    if quoted_here > 0 {
        told += &format!(". In this draft: {}", counted(quoted_here, "quotation"));
    }
    told
}

/// Oldest first: who had it first matters.
pub fn write_matches(sheet: &mut Sheet, words: &str, matches: &[Match]) {
    if matches.is_empty() {
        sheet.paragraph("Nowhere on record");
        return;
    }
    let seen = seen(matches);
    let mut matches: Vec<_> = matches.iter().collect();
    matches.sort_by(|a, b| dated(a).cmp(&dated(b)));
    sheet.paragraph(&seen);
    for found in matches.iter().take(SHOWN) {
        let who = found.speaker.as_ref().map(|(name, _)| name.as_str()).or(found.citation.speaker.as_deref());
        let who = who.map(|who| format!(", {who}")).unwrap_or_default();
        let words = difference(words, found);
        let marks = if found.spoken { "" } else { ", without marks" };
        sheet.link(&format!("{}{who}: {words}{marks}", found.citation.origin()), target(&found.citation).as_deref());
    }
    if matches.len() > SHOWN {
        sheet.paragraph(&format!("and {} more", matches.len() - SHOWN));
    }
}

/// `On record in 5 stories, 2 independent`: ten papers that ran one agency's story are one source.
fn seen(matches: &[Match]) -> String {
    let (stories, sources) = (question::stories(matches), question::sources(matches).len());
    match stories {
        1 => "On record".to_owned(),
        _ if sources < stories => format!("On record in {stories} stories, {sources} independent"),
        _ => format!("On record in {stories} stories"),
    }
}

/// Records without a date come last.
fn dated(found: &Match) -> (bool, &Option<String>, &str) {
    (found.citation.date.is_none(), &found.citation.date, &found.citation.path)
}

/// How the record's words differ from the draft's.
fn difference(words: &str, found: &Match) -> String {
    let change = |change: &crate::corpus::question::Change| {
        let here = words.get(change.here.clone()).unwrap_or_default().trim();
        match (here, change.there.as_str()) {
            ("", there) => format!("with “{there}”"),
            (here, "") => format!("without “{here}”"),
            (here, there) => format!("“{there}” for “{here}”"),
        }
    };
    match (found.level, found.changes.is_empty()) {
        (Level::Same, _) => "the same words".to_owned(),
        (Level::Shortened, _) => "the same, longer".to_owned(),
        (_, true) => format!("“{}”", found.citation.quote),
        _ => found.changes.iter().map(change).collect::<Vec<_>>().join("; "),
    }
}

fn target(citation: &Citation) -> Option<String> {
    let location = convert::location(citation)?;
    Some(format!("{}#L{}", location.uri.as_str(), location.range.start.line + 1))
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
