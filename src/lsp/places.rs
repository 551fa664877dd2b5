//! Where things stand: definitions, mentions, the list of who said what.

use super::convert;
use super::copies;
use super::hover;
use super::inbox::Reply;
use super::newsroom::Newsroom;
use crate::corpus::question::{Answer, Question, Reach};
use crate::desk::draft::Draft;
use crate::finding::Spot;
use crate::prose::quote::Kind;
use crate::prose::story::{Quotation, Story};
use crate::text::position::Encoding;
use crate::text::span::{InSource, Span};
use tower_lsp::ls_types::*;

/// Words of a quotation shown in a list.
const SHOWN_WORDS: usize = 8;

impl Newsroom {
    /// From a quotation to its places on record; from a name to where the draft names it in full, and from there to its
    /// newest story on record.
    pub fn defined(&mut self, params: &GotoDefinitionParams, reply: Reply<Option<GotoDefinitionResponse>>) {
        let at = &params.text_document_position_params;
        let uri = &at.text_document.uri;
        let full = self.at(at, |draft, story, spot, encoding| {
            Some(convert::range(draft.buffer(), full_elsewhere(draft, story, spot)?, encoding))
        });
        if let Some(range) = full.flatten() {
            let _ = reply.send(Ok(Some(GotoDefinitionResponse::Scalar(Location { uri: uri.clone(), range }))));
            return;
        }
        let subject = self.at(at, |_, story, spot, _| subject(story, spot)).flatten();
        let most = if matches!(subject, Some(Question::Name(_))) { 1 } else { usize::MAX };
        self.on_record(uri, subject, move |mut places| {
            places.truncate(most);
            let _ = reply.send(Ok((!places.is_empty()).then_some(GotoDefinitionResponse::Array(places))));
        });
    }

    /// All mentions in the draft of what is named under the cursor, then its last stories on record; of a quotation all its
    /// places on record.
    pub fn referred(&mut self, at: &TextDocumentPositionParams, reply: Reply<Option<Vec<Location>>>) {
        let uri = at.text_document.uri.clone();
        let subject = self.at(at, |_, story, spot, _| subject(story, spot)).flatten();
        let mentions = self.mentions(at).unwrap_or_default();
        let mut all: Vec<_> = mentions.into_iter().map(|range| Location { uri: uri.clone(), range }).collect();
        self.on_record(&uri, subject, move |places| {
            all.extend(places);
            let _ = reply.send(Ok((!all.is_empty()).then_some(all)));
        });
    }

    /// Where the record has it, beside the editor's other questions: a quotation's places, without the draft's own copies as
    /// far as those are known, or a name's last stories. A record that lies inside another file is copied for reading.
    fn on_record(&mut self, uri: &Uri, asked: Option<Question>, tell: impl FnOnce(Vec<Location>) + Send + 'static) {
        let known = match &asked {
            Some(Question::Quotation(words)) => self.desk_of(uri).and_then(|desk| desk.matches(uri.as_str(), words)),
            _ => None,
        };
        let room = self.open.get(uri.as_str()).map(|open| &self.rooms[open.room]);
        let record = room.filter(|room| room.desk.reach() == Reach::Reached).and_then(|room| room.record.as_ref());
        let (Some(question), Some(record)) = (asked, record) else {
            tell(Vec::new());
            return;
        };
        record.with(move |corpus| {
            let corpus = corpus.as_deref();
            let answer = || corpus.and_then(|corpus| corpus.ask(&[question]).pop());
            let cited: Vec<_> = match known.map(|matches| Answer::Quotation(matches.to_vec())).or_else(answer) {
                Some(Answer::Name(card)) => card.stories,
                Some(Answer::Quotation(matches)) => matches.into_iter().map(|m| m.citation).collect(),
                _ => Vec::new(),
            };
            tell(cited.iter().filter_map(|cited| copies::location(corpus, cited)).collect());
        });
    }

    /// All mentions of the person, place or organisation under the cursor.
    pub fn mentions(&mut self, at: &TextDocumentPositionParams) -> Option<Vec<Range>> {
        self.at(at, |draft, story, spot, encoding| {
            let member = story.cast.mention_at(spot.passage, spot.span.start)?.member;
            let same = story.cast.mentions.iter().filter(|m| m.member == member);
            Some(same.map(|m| convert::range(draft.buffer(), draft.to_source(m.at), encoding)).collect())
        })?
    }

    /// Who said what, in order.
    pub fn symbols(&mut self, uri: &Uri) -> Option<DocumentSymbolResponse> {
        let (nested, encoding) = (self.abilities.nested_symbols, self.abilities.encoding);
        let desk = self.desk_of(uri)?;
        let draft = desk.draft(uri.as_str())?;
        let story = draft.story();
        let quotations = story.quotations.iter().filter(|q| is_speech(q));
        if nested {
            let symbols = quotations.map(|q| symbol(draft, &story, q, encoding));
            return Some(DocumentSymbolResponse::Nested(symbols.collect()));
        }
        let flat = quotations.map(|q| {
            let symbol = symbol(draft, &story, q, encoding);
            #[allow(deprecated, reason = "the protocol's type still has the field")]
            SymbolInformation {
                name: format!("{}: {}", symbol.name, symbol.detail.unwrap_or_default()),
                kind: symbol.kind,
                tags: None,
                deprecated: None,
                location: Location { uri: uri.clone(), range: symbol.range },
                container_name: None,
            }
        });
        Some(DocumentSymbolResponse::Flat(flat.collect()))
    }

    /// Each quotation's speaker, behind its closing mark, if the writer wants to see them.
    pub fn hints(&mut self, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
        if !self.options.hints {
            return None;
        }
        let (uri, encoding) = (&params.text_document.uri, self.abilities.encoding);
        let draft = self.desk_of(uri)?.draft(uri.as_str())?;
        let shown = convert::span(draft.buffer(), params.range, encoding);
        let story = draft.story();
        let hint = |q: &Quotation| {
            let at = draft.to_source(q.marked);
            let name = q.attribution.speaker()?.canonical.as_deref()?.to_owned();
            at.overlaps(&shown).then(|| InlayHint {
                position: convert::position(draft.buffer(), at.end, encoding),
                label: InlayHintLabel::String(name),
                kind: None,
                text_edits: None,
                tooltip: None,
                padding_left: Some(true),
                padding_right: None,
                data: None,
            })
        };
        Some(story.quotations.iter().filter(|q| is_speech(q)).filter_map(hint).collect())
    }

    /// Looks at the story where the cursor is; at a word's end, at the word.
    pub(super) fn at<T>(
        &mut self,
        at: &TextDocumentPositionParams,
        look: impl FnOnce(&Draft, &Story, Spot, Encoding) -> T,
    ) -> Option<T> {
        let encoding = self.abilities.encoding;
        let uri = &at.text_document.uri;
        let draft = self.desk_of(uri)?.draft(uri.as_str())?;
        let offset = convert::offset(draft.buffer(), at.position, encoding);
        let spot = draft.spot(offset).or_else(|| draft.spot(offset.checked_sub(1)?))?;
        Some(look(draft, &draft.story(), spot, encoding))
    }
}

/// What the record can be asked about there: a name, or a quotation.
fn subject(story: &Story, spot: Spot) -> Option<Question> {
    if let Some(mention) = story.cast.mention_at(spot.passage, spot.span.start) {
        return Some(Question::Name(story.cast.member(mention).canonical.to_string()));
    }
    let quotation = story.quotation_at(spot.passage, spot.span.start)?;
    Some(Question::Quotation(story.text(quotation.words).to_owned()))
}

/// Where the draft first names in full, or at all, what is named there; nothing if that is the very place.
fn full_elsewhere(draft: &Draft, story: &Story, spot: Spot) -> Option<Span<InSource>> {
    let mention = story.cast.mention_at(spot.passage, spot.span.start)?;
    let canonical = &story.cast.member(mention).canonical;
    let mut same = story.cast.mentions.iter().filter(|m| m.member == mention.member);
    let first = same.clone().find(|m| *story.text(m.at) == **canonical).or(same.next())?;
    (first.at != mention.at).then(|| draft.to_source(first.at))
}

const fn is_speech(quotation: &Quotation) -> bool {
    !matches!(quotation.kind, Kind::NonSpeech | Kind::Nested)
}

fn symbol(draft: &Draft, story: &Story, quotation: &Quotation, encoding: Encoding) -> DocumentSymbol {
    let words = story.text(quotation.words);
    let mut detail = words.split_whitespace().take(SHOWN_WORDS).collect::<Vec<_>>().join(" ");
    if words.split_whitespace().nth(SHOWN_WORDS).is_some() {
        detail.push('…');
    }
    #[allow(deprecated, reason = "the protocol's type still has the field")]
    DocumentSymbol {
        name: hover::speaker(story, quotation),
        detail: Some(format!("“{detail}”")),
        kind: SymbolKind::STRING,
        tags: None,
        deprecated: None,
        range: convert::range(draft.buffer(), draft.to_source(quotation.marked), encoding),
        selection_range: convert::range(draft.buffer(), draft.to_source(quotation.words), encoding),
        children: None,
    }
}
