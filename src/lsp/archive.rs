//! The record from the editor's own search for symbols: names on record, each at its newest story.

use super::convert;
use super::inbox::Reply;
use super::newsroom::Newsroom;
use crate::corpus::Corpora;
use crate::corpus::question::{Answer, Card, Question, counted_stories};
use crate::prose::name::Kind;
use tower_lsp::ls_types::{OneOf, SymbolKind, WorkspaceSymbol, WorkspaceSymbolResponse};

/// Letters before the record is asked, and names in a list.
const SHORTEST: usize = 2;
const MOST: usize = 40;

impl Newsroom {
    /// Names on record that begin as typed.
    pub fn searched(&mut self, query: &str, reply: Reply<Option<WorkspaceSymbolResponse>>) {
        let typed = query.trim().to_owned();
        let record = self.rooms.iter().find_map(|room| room.record.as_ref());
        let Some(record) = record.filter(|_| typed.chars().count() >= SHORTEST) else {
            let _ = reply.send(Ok(None));
            return;
        };
        record.with(move |corpus| {
            let Some(corpus) = corpus.filter(|_| !reply.is_closed()) else { return };
            let symbols = cards(corpus, &typed, MOST).iter().filter_map(symbol).collect();
            let _ = reply.send(Ok(Some(WorkspaceSymbolResponse::Nested(symbols))));
        });
    }
}

/// The cards of names on record that begin as typed; the spellings of one name are one card.
pub fn cards(corpus: &Corpora, typed: &str, limit: usize) -> Vec<Card> {
    let asked: Vec<_> = corpus.names(typed, limit).into_iter().map(Question::Name).collect();
    let mut cards: Vec<Card> = Vec::new();
    for answer in corpus.ask(&asked) {
        if let Answer::Name(card) = answer
            && card.count > 0
            && !cards.iter().any(|known| known.name == card.name)
        {
            cards.push(*card);
        }
    }
    cards
}

fn symbol(card: &Card) -> Option<WorkspaceSymbol> {
    let location = convert::location(card.stories.first()?)?;
    let title = card.titles.first().map(|(title, _)| format!(", {title}")).unwrap_or_default();
    let kind = match card.kind {
        Kind::Person => SymbolKind::CLASS,
        Kind::Organisation => SymbolKind::MODULE,
        _ => SymbolKind::NAMESPACE,
    };
    Some(WorkspaceSymbol {
        name: format!("{}{title}", card.name),
        kind,
        tags: None,
        container_name: Some(format!("on record in {}", counted_stories(card.count))),
        location: OneOf::Left(location),
        data: None,
    })
}
