//! What the writer may be about to type: a name of the draft or the record, or who said what has just been quoted.

use super::archive;
use super::attribution;
use super::convert;
use super::inbox::Reply;
use super::newsroom::Newsroom;
use crate::corpus::question::{Card, Reach};
use crate::desk::draft::Draft;
use crate::finding::Spot;
use crate::prose::cast::Member;
use crate::prose::name::Kind;
use crate::prose::quote;
use crate::prose::story::Story;
use crate::prose::words::last_word;
use crate::text::span::{InSource, Span};
use tower_lsp::ls_types::*;

/// Names of the draft that are offered as speakers, and names of the record.
const SPEAKERS: usize = 6;
const ON_RECORD: usize = 8;
/// Letters of a name before the record is asked.
const SHORTEST: usize = 3;

impl Newsroom {
    /// The editor asks what may come next; the record is asked beside the loop.
    pub fn completed(&mut self, params: &CompletionParams, reply: Reply<Option<CompletionResponse>>) {
        let at = &params.text_document_position;
        let (uri, encoding) = (&at.text_document.uri, self.abilities.encoding);
        let Some((desk, draft)) = self.desk_of(uri).and_then(|desk| Some((desk, desk.draft(uri.as_str())?))) else {
            let _ = reply.send(Ok(None));
            return;
        };
        let offset = convert::offset(draft.buffer(), at.position, encoding);
        let story = draft.story();
        if let Some((words, gap)) = just_quoted(draft, &story, offset) {
            let matches = desk.matches(uri.as_str(), &words).unwrap_or_default();
            let items = attributions(&story, gap, attribution::on_record(&matches));
            let _ = reply.send(Ok(Some(CompletionResponse::Array(items))));
            return;
        }
        let Some((typed, span)) = being_typed(draft, offset) else {
            let _ = reply.send(Ok(None));
            return;
        };
        let range = convert::range(draft.buffer(), span, encoding);
        let items = of_the_draft(draft, &story, &typed, span, range);
        let known: Vec<String> = items.iter().map(|item| item.label.clone()).collect();
        let reach = desk.reach();
        let room = self.open.get(uri.as_str()).map(|open| &self.rooms[open.room]);
        let asks = reach == Reach::Reached && typed.chars().count() >= SHORTEST;
        match room.and_then(|room| room.record.as_ref()).filter(|_| asks) {
            None => drop(reply.send(Ok(Some(CompletionResponse::Array(items))))),
            Some(record) => record.with(move |corpus| {
                let cards = corpus.map(|corpus| archive::cards(corpus, &typed, ON_RECORD)).unwrap_or_default();
                let record = cards.iter().filter(|card| !known.contains(&card.name));
                let record = record.map(|card| of_the_record(card, range));
                let all = items.into_iter().chain(record).collect();
                let _ = reply.send(Ok(Some(CompletionResponse::Array(all))));
            }),
        }
    }
}

/// The words of the speech that ends just before `offset`, if nothing but a blank stands between, and that blank.
fn just_quoted(draft: &Draft, story: &Story, offset: usize) -> Option<(String, bool)> {
    let line = draft.buffer().line_start(offset);
    let before = draft.buffer().slice(Span::new(line, offset));
    let gap = before.len() - before.trim_end_matches(' ').len();
    let end = offset - gap;
    let ends_here = |q: &&crate::prose::story::Quotation| {
        q.inside.is_none() && q.kind != quote::Kind::NonSpeech && draft.to_source(q.marked).end == end
    };
    let quotation = story.quotations.iter().rev().filter(|q| !q.words.span.is_empty()).find(ends_here)?;
    Some((story.text(quotation.words).to_owned(), gap > 0))
}

/// `Ruiz said`: who is on record with these words, then the people of the draft, the last named first.
fn attributions(story: &Story, gap: bool, on_record: Option<&str>) -> Vec<CompletionItem> {
    let people = story.cast.mentions.iter().rev().filter(|m| story.cast.member(m).kind == Kind::Person);
    let mut names: Vec<(String, &str)> =
        on_record.map(|name| (name.to_owned(), "on record with these words")).into_iter().collect();
    for mention in people {
        let surname = last_word(&story.cast.member(mention).canonical).to_owned();
        if names.len() <= SPEAKERS && !names.iter().any(|(name, _)| name.ends_with(&surname)) {
            names.push((surname, "named in this draft"));
        }
    }
    let item = |(i, (name, from)): (usize, (String, &str))| CompletionItem {
        label: format!("{name} said"),
        kind: Some(CompletionItemKind::REFERENCE),
        detail: Some(from.to_owned()),
        sort_text: Some(format!("{i:02}")),
        insert_text: Some(format!("{}{name} said", if gap { "" } else { " " })),
        ..CompletionItem::default()
    };
    names.into_iter().enumerate().map(item).collect()
}

/// The word with a capital that ends at `offset`.
fn being_typed(draft: &Draft, offset: usize) -> Option<(String, Span<InSource>)> {
    let line = draft.buffer().line_start(offset);
    let before = draft.buffer().slice(Span::new(line, offset));
    let word = before.rsplit(|c: char| !c.is_alphabetic() && !matches!(c, '-' | '’' | '\'')).next()?;
    let is_name = word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some();
    is_name.then(|| (word.to_owned(), Span::new(offset - word.len(), offset)))
}

/// Names of the draft of which a word begins as typed: in full with the title at first, by surname from then on.
fn of_the_draft(draft: &Draft, story: &Story, typed: &str, at: Span<InSource>, range: Range) -> Vec<CompletionItem> {
    let here = |spot: Spot| draft.to_source(spot).overlaps(&at);
    let named_before = |member: usize| {
        let mut mentions = story.cast.mentions.iter().filter(|m| m.member == member);
        mentions.any(|m| !here(m.at) && draft.to_source(m.at).start < at.start)
    };
    let mentioned = |member: usize| story.cast.mentions.iter().any(|m| m.member == member && !here(m.at));
    let members = story.cast.members.iter().enumerate().filter(|(i, m)| begins(&m.canonical, typed) && mentioned(*i));
    let items = members.flat_map(|(i, member)| {
        let mut items = vec![item(&member.canonical, &in_full(member), "named in this draft", range)];
        if named_before(i)
            && member.kind == Kind::Person
            && let Some((_, surname)) = member.canonical.rsplit_once(' ')
        {
            items.insert(0, item(surname, surname, &member.canonical, range));
        }
        items
    });
    items.collect()
}

fn begins(name: &str, typed: &str) -> bool {
    let typed = typed.to_lowercase();
    name.split([' ', '-']).any(|word| word.to_lowercase().starts_with(&typed))
}

/// `Mayor Ana Lund`; a title that is a description follows the name and is left to the writer.
fn in_full(member: &Member) -> String {
    let title = member.titles.first().filter(|title| title.starts_with(char::is_uppercase));
    title.map_or_else(|| member.canonical.to_string(), |title| format!("{title} {}", member.canonical))
}

/// A name that the draft does not have yet: so this is where its title belongs. The newest one may be old: its day is
/// shown, and whether to take it is the writer's to say.
fn of_the_record(card: &Card, range: Range) -> CompletionItem {
    let title = card.titles.first().map(|(title, from)| (title, from.date.as_deref().unwrap_or("no date")));
    let detail = title.map(|(title, date)| format!("{title} ({date})")).unwrap_or_default();
    let text = match title {
        Some((title, _)) if title.starts_with(char::is_uppercase) => format!("{title} {}", card.name),
        _ => card.name.clone(),
    };
    item(&card.name, &text, &format!("on record: {detail}"), range)
}

fn item(label: &str, text: &str, detail: &str, range: Range) -> CompletionItem {
    CompletionItem {
        label: label.to_owned(),
        kind: Some(CompletionItemKind::REFERENCE),
        detail: Some(detail.to_owned()),
        filter_text: Some(label.to_owned()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: text.to_owned() })),
        ..CompletionItem::default()
    }
}
