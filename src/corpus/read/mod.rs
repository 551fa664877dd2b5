//! From files to articles, one file per format. Reading is cut in two: *splitting* a file into raw records is cheap and
//! done in order; *reading* a record into an [`Article`] is not, and is done by whoever has time.

mod captions;
mod compressed;
mod fields;
mod json;
mod labelled;
mod stream;
mod table;
mod wacz;
mod warc;
mod xml;

use super::article::{Article, Body, Head, Rank, Turn};
use crate::error::Problem;
use crate::finding::Status;
use crate::text::decode::Decoded;
use crate::text::format::{self, Document, Format, Meta};
use crate::text::passage::{Passage, Role};
use crate::unpack;
pub use fields::FieldMap;
use jiff::civil::Date;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// A larger file that is one story is no story.
const LARGEST_STORY: u64 = 64 << 20;

/// One record of a file, not yet read.
#[derive(Clone, Debug)]
pub struct Raw {
    /// What the file says about the record apart from its text; `id`, `path` and `rank` are the caller's to fill in.
    pub head: Head,
    text: String,
    form: Form,
    /// Byte of the file where the record can be [read again](again) by itself; `None` for those inside other things.
    pub offset: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A whole file: its own lines count.
    File(Format),
    /// A field of a record: all of it stands on the record's line.
    Field(Format),
    Captions,
}

/// Whether a file of this name is read at all.
pub fn is_read(path: &Path) -> bool {
    form(path).is_some()
}

/// Whether a file of this name is one story: an editor can open it where it is cited.
pub fn is_one_story(path: &Path) -> bool {
    matches!(form(path), Some(Kind::One(_)))
}

/// What kind of file a name promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    One(Form),
    Lines,
    Json,
    Table,
    Xml,
    Warc,
    Wacz,
    /// Of something that is read: `archive.jsonl.gz`.
    Compressed,
}

fn form(path: &Path) -> Option<Kind> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "vtt" | "srt" => Some(Kind::One(Form::Captions)),
        "jsonl" | "ndjson" => Some(Kind::Lines),
        "json" => Some(Kind::Json),
        "csv" | "tsv" => Some(Kind::Table),
        "warc" => Some(Kind::Warc),
        "wacz" => Some(Kind::Wacz),
        "xml" | "rss" | "atom" | "rdf" | "nitf" | "wxr" => Some(Kind::Xml),
        "gz" | "zst" => {
            let inner = form(Path::new(path.file_stem()?))?;
            (!matches!(inner, Kind::Compressed | Kind::Wacz)).then_some(Kind::Compressed)
        }
        _ => Format::of_path(path).map(|format| Kind::One(Form::File(format))),
    }
}

/// Splits a file into its records, in order. What cannot be read is told (line and reason, without a path) and stepped
/// over; only the machine's refusal to read on is an error.
pub fn split(
    path: &Path,
    size: u64,
    file: impl BufRead,
    named: &FieldMap,
    take: &mut dyn FnMut(Raw),
) -> std::io::Result<Vec<Problem>> {
    match form(path) {
        Some(Kind::Compressed) => compressed::split(path, size, file, named, take),
        Some(Kind::One(form)) => whole(size, file, form, take),
        Some(Kind::Lines) => json::lines(file, named, take),
        Some(Kind::Json) => json::whole(size, file, named, take),
        Some(Kind::Table) => table::split(file, named, take),
        Some(Kind::Xml) => xml::split(file, take),
        Some(Kind::Warc) => warc::split(file, take),
        Some(Kind::Wacz) => wacz::split(path, named, take),
        None => Ok(vec![Problem::new("", "not a kind of file that copydesk reads")]),
    }
}

/// Reads one record again, by the [`offset`](Raw::offset) it had and its line; `None` if it is not there any more.
/// Whoever asks compares the [`hash`](Raw::hash): the file may have changed.
pub fn again(path: &Path, offset: u64, line: usize, named: &FieldMap) -> Option<Raw> {
    let mut file = std::fs::File::open(path).ok()?;
    match form(path)? {
        Kind::Lines => {
            file.seek(SeekFrom::Start(offset)).ok()?;
            json::line(BufReader::new(file), line, named).map(|raw| Raw { offset: Some(offset), ..raw })
        }
        Kind::One(form) => {
            let mut found = None;
            whole(file.metadata().ok()?.len(), BufReader::new(file), form, &mut |raw| found = Some(raw)).ok()?;
            found
        }
        _ => None,
    }
}

fn whole(size: u64, mut file: impl BufRead, form: Form, take: &mut dyn FnMut(Raw)) -> std::io::Result<Vec<Problem>> {
    let mut bytes = Vec::with_capacity(size.min(LARGEST_STORY) as usize);
    Read::take(&mut file, LARGEST_STORY + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_STORY {
        return Ok(vec![Problem::new("", format!("left out: more than {} MB in one story", LARGEST_STORY >> 20))]);
    }
    let mut head = empty_head();
    if form == Form::File(Format::Word) {
        head.date = unpack::word_view(&bytes).ok().and_then(|(_, meta, _)| meta.date);
    }
    Ok(match unpack::text(bytes) {
        Decoded::Text { text, note } => {
            take(Raw { head, text, form, offset: Some(0) });
            note.map(|note| Problem::new("", note)).into_iter().collect()
        }
        Decoded::NotText(why) => vec![Problem::new("", format!("left out: {why}"))],
    })
}

impl Raw {
    /// Bytes of its text.
    pub const fn size(&self) -> usize {
        self.text.len()
    }

    /// A hash of all that the file says of the record, and where: equal records need no second reading.
    pub fn hash(&self) -> u64 {
        let head = &self.head;
        let place = (head.line, self.offset, head.status);
        let told = (&head.id, &head.headline, &head.outlet, head.date, &head.authors, &head.url, place);
        let mut hash = xxhash_rust::xxh3::Xxh3::new();
        hash.update(format!("{told:?}").as_bytes());
        hash.update(self.text.as_bytes());
        hash.digest()
    }

    /// Reads the record.
    pub fn read(self) -> Article {
        match self.form {
            Form::Field(format) => field(self.head, format, &self.text),
            Form::File(format) => file(self.head, format, &self.text),
            Form::Captions => {
                let mut head = self.head;
                head.date = head.date.or_else(|| date_of_path(&head.path));
                Article { head, body: Body::Transcript(captions::turns(&self.text)) }
            }
        }
    }
}

/// A story that stands in a field: its headline is a passage like one in a file.
fn field(mut head: Head, format: Format, text: &str) -> Article {
    let document = format::read(format, text);
    adopt_missing(&mut head, document.meta);
    let has_headline = document.passages.iter().any(|(p, _)| p.role == Role::Headline);
    let headline = head.headline.as_deref().filter(|_| !has_headline);
    let headline = headline.map(|h| Passage::verbatim(Role::Headline, h, 0));
    let passages = headline.into_iter().chain(document.passages.into_iter().map(|(p, _)| p));
    let body = Body::Story(passages.map(|p| (p, head.line)).collect());
    Article { head, body }
}

fn file(mut head: Head, format: Format, text: &str) -> Article {
    let document = format::read(format, text);
    adopt(&mut head, &document);
    let starts = line_starts(text);
    let line = |at: usize| starts.partition_point(|&start| start <= at);
    let lines: Vec<_> = document.passages.iter().map(|(p, base)| line(base + p.extent().start)).collect();
    let turns =
        matches!(format, Format::Plain | Format::Word).then(|| labelled::turns(&document, &lines, head.rank)).flatten();
    if let Some(turns) = turns {
        return Article { head, body: Body::Transcript(turns) };
    }
    let passages = document.passages.into_iter().map(|(p, _)| p).zip(lines).collect();
    Article { head, body: Body::Story(passages) }
}

/// A page in a field says more about itself than the record around it.
fn adopt_missing(head: &mut Head, meta: Meta) {
    head.headline = head.headline.take().or(meta.title);
    head.outlet = head.outlet.take().or(meta.outlet);
    head.date = head.date.or(meta.date);
    head.url = head.url.take().or(meta.url);
    head.section = head.section.take().or(meta.section);
    head.lang = head.lang.take().or(meta.lang);
    head.status = head.status.or(meta.status.as_deref().and_then(Status::named));
    if head.authors.is_empty() {
        head.authors = meta.authors;
    }
}

/// What the story says about itself; its name may tell the day.
fn adopt(head: &mut Head, document: &Document) {
    let meta = &document.meta;
    let heading = document.passages.iter().map(|(p, _)| p).find(|p| p.role == Role::Headline);
    head.headline = meta.title.clone().or_else(|| heading.map(|p| p.text.clone()));
    head.outlet = meta.outlet.clone();
    head.date = meta.date.or_else(|| date_of_path(&head.path)).or(head.date);
    head.authors = meta.authors.clone();
    head.url = meta.url.clone();
    head.section = meta.section.clone();
    head.lang = meta.lang.clone();
    head.status = meta.status.as_deref().and_then(Status::named);
}

/// Newsrooms put the day first: `2026-11-12-council.txt`.
fn date_of_path(path: &str) -> Option<Date> {
    let name = Path::new(path).file_name()?.to_str()?;
    let day = name.get(..10).filter(|day| day.bytes().filter(|b| *b == b'-' || *b == b'_').count() == 2)?;
    format::date::read(&day.replace('_', "-"))
}

/// A headline that may be HTML inside its XML or JSON: feeds write `Fares &#8216;go up&#8217;`.
fn unmarked(text: String) -> String {
    if !text.contains(['&', '<']) {
        return text;
    }
    let passages = format::read(Format::Html, &text).passages;
    passages.iter().map(|(p, _)| p.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect()
}

fn empty_head() -> Head {
    Head {
        id: String::new(),
        headline: None,
        outlet: None,
        date: None,
        authors: Vec::new(),
        url: None,
        section: None,
        lang: None,
        path: String::new(),
        line: 1,
        rank: Rank::Other,
        status: None,
    }
}

/// A turn's text starts a new record only when somebody else speaks; captions cut sentences where the screen ends.
fn push_turn(turns: &mut Vec<Turn>, turn: Turn) {
    if !turn.text.trim().is_empty() {
        turns.push(turn);
    }
}
