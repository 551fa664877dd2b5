//! From an article to what is kept of it.

use super::concordance::{Backlog, Blank, Entry, Of, pair_keys, spoken, word_key};
use super::forgotten::List;
use super::name_key;
use super::running::is_text;
use super::schema::{ArticleData, Fields, Kind, QuotationData, TextData};
use crate::corpus::article::{Article, Body, Rank, Turn, prints_of};
use crate::corpus::words::{Ear, Heard};
use crate::prose::cast::Cast;
use crate::prose::quote;
use crate::prose::reader::Reader;
use crate::prose::reading::Reading;
use crate::prose::story::{Quotation, Story, Teller};
use crate::text::passage::{Passage, Role};
use std::sync::Arc;

/// Fewer words are nobody's: they would match half the archive.
const FEWEST_WORDS: usize = 3;
/// Running text longer than this many words is cut, at a sentence if there is one.
const LONGEST_RUN: usize = 400;
/// A label names the speaker as surely as anything does.
const LABEL_IS_SURE: f32 = 0.95;
/// Words that room is kept for: nearly every story's.
const MOST_HEARD: usize = 1 << 14;
/// Longer names are none.
const LONGEST_NAME: usize = 120;

/// Where an article belongs.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub collection: &'a str,
    /// Path in the collection.
    pub path: &'a str,
    /// [`file_key`](super::schema::file_key).
    pub file: u64,
    /// [`article_key`](super::schema::article_key).
    pub article: u64,
    /// The record as its file gives it.
    pub hash: u64,
    /// Byte of the file where the record can be read again.
    pub offset: Option<u64>,
    /// What shall not be on record.
    pub forgotten: &'a List,
}

/// Puts one article after another into documents: what it remembers, and the room it keeps, make it faster.
pub struct Clerk {
    teller: Teller,
    ear: Ear,
    /// Room for the words of a story, paragraph after paragraph.
    room: Vec<Heard>,
    blank: Blank,
}

impl Clerk {
    /// One whose documents count as a backlog until they are written.
    pub fn new(backlog: Arc<Backlog>) -> Self {
        Self { teller: Teller::default(), ear: Ear::with_memory(), room: Vec::new(), blank: Blank::of(backlog) }
    }

    /// The documents of an article: itself, then its quotations. To be added as one group, so that they stay together.
    pub fn documents(&mut self, fields: &Fields, place: Place, article: &Article) -> Vec<Entry> {
        let Self { teller, ear, room, blank } = self;
        let (readings, lines) = read(&mut teller.reader, &article.body);
        let heard = hear(&readings, ear, room);
        let story = teller.tell(readings.iter().collect());
        let mut records = match &article.body {
            Body::Story(_) => quotations(&story, &lines),
            Body::Transcript(turns) => spoken_turns(turns),
        };
        if article.head.rank == Rank::Notes && matches!(article.body, Body::Story(_)) {
            records.extend(running_text(&readings, &lines));
        }
        records.retain(|record| record.name.as_ref().is_none_or(|(name, _)| !place.forgotten.has_name(name)));
        blank.wipe();
        write_article(blank, fields, place, article, &story.cast, &records);
        let prints = prints_of(readings.iter().zip(heard.iter().copied()));
        prints.into_iter().for_each(|print| blank.add_u64(fields.prints, print));
        if is_printed(article) {
            let text = readings.iter().zip(&heard).filter(|(reading, _)| is_text(reading.role));
            blank.put(Of::Running, text.flat_map(|(_, heard)| content(heard)));
        }
        let mut documents = blank.end();
        if is_printed(article) && place.offset.is_none() {
            write_text(blank, fields, place, &readings, &lines);
            documents = blank.end();
        }
        for record in records {
            room.clear();
            ear.hear(&record.text, room);
            if room.len() >= FEWEST_WORDS {
                write_quotation(blank, fields, place, documents as u64, &record, room);
                documents = blank.end();
            }
        }
        teller.reader.take_back(readings);
        blank.entries()
    }
}

/// What is heard in each paragraph.
fn hear<'h>(readings: &[Reading], ear: &mut Ear, room: &'h mut Vec<Heard>) -> Vec<&'h [Heard]> {
    room.clear();
    room.shrink_to(MOST_HEARD);
    let mut hear = |reading: &Reading| {
        ear.hear(&reading.text, room);
        room.len()
    };
    let ends: Vec<_> = readings.iter().map(&mut hear).collect();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(&ends).map(|(start, end)| &room[start..*end]).collect()
}

/// Of what was printed, the words outside quotation marks are on record too; of notes, each sentence is by itself.
fn is_printed(article: &Article) -> bool {
    article.head.rank != Rank::Notes && matches!(article.body, Body::Story(_))
}

/// Keys of the words that carry sense.
fn content(heard: &[Heard]) -> impl Iterator<Item = u32> + '_ {
    heard.iter().filter(|word| word.content).map(|word| word_key(word.hash))
}

fn write_text(blank: &mut Blank, fields: &Fields, place: Place, readings: &[Reading], lines: &[usize]) {
    let passages = readings.iter().zip(lines).filter(|(r, _)| is_text(r.role));
    let data = TextData { passages: passages.map(|(r, line)| (r.text.clone(), *line)).collect() };
    write(blank, fields, Kind::Text, place, 1, &data);
}

fn read(reader: &mut Reader, body: &Body) -> (Vec<Reading>, Vec<usize>) {
    match body {
        Body::Story(passages) => {
            (reader.story(passages.iter().map(|(p, _)| p)), passages.iter().map(|(_, line)| *line).collect())
        }
        Body::Transcript(turns) => {
            let passages: Vec<_> = turns.iter().map(|t| Passage::verbatim(Role::Paragraph, &t.text, 0)).collect();
            (reader.story(&passages), turns.iter().map(|turn| turn.line).collect())
        }
    }
}

fn write_article(
    blank: &mut Blank,
    fields: &Fields,
    place: Place,
    article: &Article,
    cast: &Cast,
    records: &[QuotationData],
) {
    let head = &article.head;
    let titled = cast.members.iter().filter(|m| !m.titles.is_empty() && !place.forgotten.has_name(&m.canonical));
    let titles: Vec<_> =
        titled.map(|m| (m.canonical.to_string(), m.titles.iter().map(ToString::to_string).collect())).collect();
    let data = ArticleData {
        id: head.id.clone(),
        headline: head.headline.clone(),
        outlet: head.outlet.clone(),
        date: head.date.map(|d| d.to_string()),
        collection: place.collection.to_owned(),
        path: place.path.to_owned(),
        line: head.line,
        offset: place.offset,
        status: head.status.map(|s| s.name().to_owned()),
        url: head.url.clone(),
        titles,
    };
    write(blank, fields, Kind::Article, place, 0, &data);
    blank.add_u64(fields.hash, place.hash);
    if let Some(date) = head.date {
        blank.add_i64(fields.day, super::day(date));
    }
    for (name, _) in &data.titles {
        blank.add_bytes(fields.titled, name.as_bytes());
    }
    for (name, kind) in names(cast, records, place.forgotten) {
        if let Some(term) = name_key::term(name, kind) {
            blank.add_bytes(fields.name, term.as_bytes());
        }
    }
}

fn write_quotation(
    blank: &mut Blank,
    fields: &Fields,
    place: Place,
    back: u64,
    record: &QuotationData,
    heard: &[Heard],
) {
    write(blank, fields, Kind::Quotation, place, back, record);
    let hashes: Vec<u32> = heard.iter().map(|w| w.hash).collect();
    blank.put(Of::Pair, pair_keys(&hashes));
    blank.put(Of::Word, content(heard));
    blank.speak(hashes.into_iter().map(spoken));
    if let Some((name, _)) = &record.name {
        blank.add_bytes(fields.said_by, name.as_bytes());
    }
}

fn write(blank: &mut Blank, fields: &Fields, kind: Kind, place: Place, back: u64, data: &impl serde::Serialize) {
    blank.add_bytes(fields.kind, kind.term());
    blank.add_u64(fields.article, place.article);
    blank.add_u64(fields.source, place.file);
    blank.add_u64(fields.back, back);
    blank.add_json(fields.data, data);
}

/// Names, each once, with a kind. Speakers of a transcript are named by its labels, whether the words name them or not.
fn names<'a>(cast: &'a Cast, records: &'a [QuotationData], forgotten: &List) -> Vec<(&'a str, &'static str)> {
    let speakers = records.iter().filter_map(|r| Some((r.name.as_ref()?.0.as_str(), "PER")));
    let members = cast.members.iter().map(|m| (&*m.canonical, m.kind.tag()));
    let mut names: Vec<_> = members
        .chain(speakers)
        .filter(|(name, _)| !forgotten.has_name(name))
        .filter(|(name, _)| name.len() <= LONGEST_NAME && !name.contains([name_key::PART, '\n']))
        .collect();
    names.sort_unstable();
    names.dedup_by_key(|(name, _)| *name);
    names
}

/// Quotations with what is nested in them; a nested one is no record of its own, its words are the outer one's too.
fn quotations(story: &Story, lines: &[usize]) -> Vec<QuotationData> {
    let kept = |(_, q): &(usize, &Quotation)| q.kind != quote::Kind::Nested;
    let record = |(i, q): (usize, &Quotation)| {
        let speaker = q.attribution.speaker();
        QuotationData {
            text: story.text(q.words).to_owned(),
            speaker: speaker.map(|s| story.text(s.mention).to_owned()),
            name: speaker.and_then(|s| Some((story.cast.members[s.member?].canonical.to_string(), s.confidence))),
            places: vec![(0, lines[q.words.passage], None)],
            nested: nested(story, i),
        }
    };
    story.quotations.iter().enumerate().filter(kept).map(record).collect()
}

/// Bytes of an outer quotation's words that are nested in it.
fn nested(story: &Story, outer: usize) -> Vec<(usize, usize)> {
    let words = story.quotations[outer].words;
    let after = story.quotations[outer + 1..].iter().take_while(|q| q.words.passage == words.passage);
    let inner = after.filter(|q| q.inside == Some(outer)).map(|q| q.words.span);
    inner.map(|span| (span.start.saturating_sub(words.span.start), span.end.saturating_sub(words.span.start))).collect()
}

/// In a reporter's notes every sentence is on record, marks or none; nobody knows whose it is.
fn running_text(readings: &[Reading], lines: &[usize]) -> Vec<QuotationData> {
    let spoken = readings.iter().zip(lines).filter(|(r, _)| r.role != Role::Note);
    spoken.flat_map(|(r, line)| runs(None, &[(r.text.as_str(), *line, None)])).collect()
}

/// What one person says without a break is one run: captions cut sentences where the screen ends.
fn spoken_turns(turns: &[Turn]) -> Vec<QuotationData> {
    let same = |a: &Turn, b: &Turn| a.speaker == b.speaker;
    turns
        .chunk_by(same)
        .flat_map(|said| {
            let pieces: Vec<_> = said.iter().map(|t| (t.text.as_str(), t.line, t.time.clone())).collect();
            runs(said[0].speaker.as_deref(), &pieces)
        })
        .collect()
}

fn runs(speaker: Option<&str>, pieces: &[(&str, usize, Option<String>)]) -> Vec<QuotationData> {
    let name = speaker.map(|label| (name_key::from_label(label), LABEL_IS_SURE));
    let empty =
        || QuotationData { speaker: speaker.map(str::to_owned), name: name.clone(), ..QuotationData::default() };
    let mut out = vec![empty()];
    let mut length = 0;
    for (text, line, time) in pieces {
        for sentence in sentences(text) {
            length += sentence.split_whitespace().count();
            if length > LONGEST_RUN {
                out.push(empty());
                length = sentence.split_whitespace().count();
            }
            let Some(run) = out.last_mut() else { continue };
            if !run.text.is_empty() {
                run.text.push(' ');
            }
            run.places.push((run.text.len(), *line, time.clone()));
            run.text.push_str(sentence);
        }
    }
    out.retain(|run| !run.text.is_empty());
    out
}

/// Sentences, or what of a longer stretch fits into a run.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut words = 0;
        let mut before = ' ';
        for (i, c) in rest.char_indices() {
            words += usize::from(c.is_whitespace() && !before.is_whitespace());
            let ends = c.is_whitespace() && (matches!(before, '.' | '!' | '?') || words >= LONGEST_RUN);
            if ends {
                let (sentence, after) = rest.split_at(i);
                rest = after;
                return Some(sentence);
            }
            before = c;
        }
        (!rest.is_empty()).then(|| std::mem::take(&mut rest))
    })
    .map(str::trim)
    .filter(|s| !s.is_empty())
}
