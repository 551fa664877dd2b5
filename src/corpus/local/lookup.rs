//! Finding the records that may hold a quotation, without reading a text: by pairs of words first, by rare words when
//! that finds nothing good.

use super::concordance::{Concordance, Of, Run, pair_keys, spoken, word_key};
use super::name_key::PART;
use super::schema::Fields;
use super::{Doc, Shelf};
use crate::corpus::matching::{Pattern, Query};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::sync::Arc;
use tantivy::columnar::Column;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};
use xxhash_rust::xxh3::xxh3_64;

/// Records read from the lists of pairs, and from those of rare words: more hardly finds more, and costs every lookup.
const PAIR_BUDGET: u32 = 2048;
const WORD_BUDGET: u32 = 8192;
/// Rare words asked for.
const RARE_WORDS: usize = 6;
/// Candidates whose words are compared.
const COMPARED: usize = 32;
/// A best agreement under this sends the question to the rare words (measured by others on 600,000 quotations: 6 to
/// 8 of a hundred questions pay for it and lose nothing).
const GOOD: f32 = 0.78;

/// Shorter records say nothing about a longer quotation.
const LEAST_CONTAINED: usize = 8;
/// A record that holds all of the words comes first.
const BEHIND_WHOLE: f32 = 0.1;

/// One segment of the index, with what every lookup needs at hand.
pub struct Segment {
    reader: SegmentReader,
    source: Arc<InvertedIndexReader>,
    kind: Arc<InvertedIndexReader>,
    name: Arc<InvertedIndexReader>,
    said_by: Arc<InvertedIndexReader>,
    titled: Arc<InvertedIndexReader>,
    fields: Fields,
    words: Concordance,
    back: Column<u64>,
    hash: Column<u64>,
    prints: Column<u64>,
    day: Column<i64>,
}

impl Segment {
    pub fn new(reader: &SegmentReader, fields: &Fields) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        let none = || Column::build_empty_column(reader.max_doc());
        let numbers = |name: &str| Ok::<_, tantivy::TantivyError>(columns.column_opt(name)?.unwrap_or_else(none));
        let lists = |field: Field| reader.inverted_index(field);
        Ok(Self {
            source: lists(fields.source)?,
            kind: lists(fields.kind)?,
            name: lists(fields.name)?,
            said_by: lists(fields.said_by)?,
            titled: lists(fields.titled)?,
            fields: *fields,
            words: Concordance::open(reader)?,
            back: numbers("back")?,
            hash: numbers("hash")?,
            prints: numbers("prints")?,
            day: columns.column_opt("day")?.unwrap_or_else(|| Column::build_empty_column(reader.max_doc())),
            reader: reader.clone(),
        })
    }

    fn lists(&self, field: Field) -> &InvertedIndexReader {
        let fields = &self.fields;
        match field {
            f if f == fields.name => &self.name,
            f if f == fields.said_by => &self.said_by,
            f if f == fields.titled => &self.titled,
            f if f == fields.source => &self.source,
            _ => &self.kind,
        }
    }

    /// Documents of this segment that hold a term and were not taken out.
    pub fn documents(&self, term: &Term) -> Vec<Doc> {
        let lists = self.lists(term.field());
        match lists.get_term_info(term) {
            Ok(Some(info)) => self.read(lists, &info),
            _ => Vec::new(),
        }
    }

    fn read(&self, lists: &InvertedIndexReader, info: &TermInfo) -> Vec<Doc> {
        let Ok(mut list) = lists.read_postings_from_terminfo(info, IndexRecordOption::Basic) else { return Vec::new() };
        let mut out = Vec::with_capacity(list.doc_freq() as usize);
        while list.doc() != TERMINATED {
            if self.is_alive(list.doc()) {
                out.push(list.doc());
            }
            list.advance();
        }
        out
    }

    fn is_alive(&self, doc: Doc) -> bool {
        self.reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc))
    }

    /// What comes after `prefix` in every name's term that begins so, and where its [stories](Self::with_name) are.
    pub fn names_under(&self, prefix: &str, take: &mut dyn FnMut(&str, &TermInfo)) {
        let terms = self.name.terms().range().ge(prefix.as_bytes()).into_stream();
        let Ok(mut terms) = terms else { return };
        while let Some((term, info)) = terms.next() {
            if !term.starts_with(prefix.as_bytes()) {
                break;
            }
            if let Ok(name) = std::str::from_utf8(&term[prefix.len()..]) {
                take(name, info);
            }
        }
    }

    /// Stories of a name's term that were not taken out.
    pub fn with_name(&self, list: &TermInfo) -> Vec<Doc> {
        self.read(&self.name, list)
    }

    /// Hashes of all spellings of names.
    pub fn names(&self, all: &mut FxHashSet<u64>) {
        let Ok(mut terms) = self.name.terms().stream() else { return };
        while let Some((term, _)) = terms.next() {
            let spelling = term.splitn(3, |b| *b == PART as u8).nth(2).unwrap_or_default();
            all.insert(xxh3_64(spelling));
        }
    }

    pub fn back(&self, doc: Doc) -> Doc {
        self.back.first(doc).unwrap_or(0) as Doc
    }

    pub fn hash(&self, doc: Doc) -> Option<u64> {
        self.hash.first(doc)
    }

    pub fn day(&self, doc: Doc) -> Option<i64> {
        self.day.first(doc)
    }

    pub fn prints(&self, doc: Doc) -> Arc<[u64]> {
        self.prints.values_for_doc(doc).collect()
    }
}

/// A list of records with one key, in every segment.
pub struct List {
    of: Of,
    /// Records with the key, those taken out among them.
    pub length: u32,
    runs: Vec<(u32, Run)>,
}

/// A record that may hold the words, how many edits away, and how many votes it had.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    pub at: DocAddress,
    /// Share of the words that need no edit, by a first look; of the record's words if they are fewer.
    pub worth: f32,
    /// Where in the record's words the agreement ends, if the words asked for are one part.
    pub end: Option<usize>,
    /// Words of the record.
    length: usize,
    votes: f32,
}

impl Query {
    /// Keys of the speaker's words that carry sense.
    pub fn sense(&self) -> Vec<u32> {
        let words = self.words.iter().filter(|word| word.content && !word.editors);
        let mut keys: Vec<_> = words.map(|word| word_key(word.hash)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

impl Shelf {
    /// The records that come nearest, best first.
    pub fn candidates(&self, query: &Query) -> Vec<Candidate> {
        let parts = query.parts();
        let mut found = self.compare(&parts, self.vote(&self.pair_lists(&parts), PAIR_BUDGET));
        if found.first().is_none_or(|best| best.worth < GOOD) {
            let mut more = self.vote(&self.word_lists(query), WORD_BUDGET);
            more.retain(|(at, _)| found.iter().all(|known| known.at != *at));
            found.extend(self.compare(&parts, more));
            found.sort_by_key(|c| c.at);
            sort(&mut found);
        }
        found
    }

    fn pair_lists(&self, parts: &[Vec<u32>]) -> Vec<List> {
        let mut keys: Vec<_> = parts.iter().flat_map(|part| pair_keys(part)).collect();
        keys.sort_unstable();
        keys.dedup();
        self.lists(Of::Pair, &keys)
    }

    fn word_lists(&self, query: &Query) -> Vec<List> {
        let mut lists = self.lists(Of::Word, &query.sense());
        lists.truncate(RARE_WORDS);
        lists
    }

    /// Shortest first; keys that are nowhere have none.
    pub fn lists(&self, of: Of, keys: &[u32]) -> Vec<List> {
        let list = |key: &u32| {
            let run = |(segment, ord): (&Segment, u32)| Some((ord, segment.words.find(of, *key)?));
            let runs: Vec<_> = self.segments.iter().zip(0..).filter_map(run).collect();
            List { of, length: runs.iter().map(|(_, run)| run.count).sum(), runs }
        };
        let mut lists: Vec<_> = keys.iter().map(list).filter(|list| list.length > 0).collect();
        lists.sort_by_key(|list| list.length);
        lists
    }

    /// Reads the shortest lists until the budget is spent; a record's votes weigh by how rare their lists are.
    fn vote(&self, lists: &[List], budget: u32) -> Vec<(DocAddress, f32)> {
        let mut votes: FxHashMap<DocAddress, f32> = FxHashMap::with_capacity_and_hasher(budget as usize, FxBuildHasher);
        let all = self.searcher.num_docs().max(2) as f32;
        let mut spent = 0;
        for list in lists {
            spent += list.length;
            if spent > budget && !votes.is_empty() {
                break;
            }
            let weight = (all / list.length as f32).ln().max(0.1);
            self.records(list).take(budget as usize).for_each(|record| *votes.entry(record).or_default() += weight);
        }
        let mut votes: Vec<_> = votes.into_iter().collect();
        if votes.len() > COMPARED {
            votes.select_nth_unstable_by(COMPARED, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            votes.truncate(COMPARED);
        }
        votes
    }

    /// Records of a list, in order.
    pub fn records<'s>(&'s self, list: &'s List) -> impl Iterator<Item = DocAddress> + 's {
        list.runs.iter().flat_map(|(ord, run)| {
            let segment = &self.segments[*ord as usize];
            let docs = segment.words.documents(list.of, run).filter(|doc| segment.is_alive(*doc));
            docs.map(|doc| DocAddress::new(*ord, doc))
        })
    }

    /// Compares the words themselves, still without touching a text.
    fn compare(&self, parts: &[Vec<u32>], votes: Vec<(DocAddress, f32)>) -> Vec<Candidate> {
        let short = |part: &Vec<u32>| Pattern::new(part.iter().map(|word| u32::from(spoken(*word))));
        let patterns: Vec<_> = parts.iter().map(short).collect();
        let all: usize = patterns.iter().map(Pattern::len).sum();
        let mut words: Vec<u32> = Vec::new();
        let mut out: Vec<_> = votes
            .into_iter()
            .map(|(at, votes)| {
                words.clear();
                words.extend(self.segment(at).words.spoken(at.doc_id).map(u32::from));
                let found: Vec<_> = patterns.iter().map(|part| part.distance(words.iter().copied())).collect();
                let edits: u32 = found.iter().map(|(edits, _)| edits).sum();
                let end = if let [(_, end)] = found[..] { Some(end) } else { None };
                let worth = (1.0 - edits as f32 / all.max(1) as f32).max(contained(&words, parts));
                Candidate { at, worth, end, length: words.len(), votes }
            })
            .collect();
        sort(&mut out);
        out
    }
}

/// Worth of a record that holds one sentence of several: how much of it stands in the words asked for.
fn contained(record: &[u32], parts: &[Vec<u32>]) -> f32 {
    match parts {
        [asked] if (LEAST_CONTAINED..asked.len()).contains(&record.len()) => {
            let asked = asked.iter().map(|word| u32::from(spoken(*word)));
            let (edits, _) = Pattern::new(record.iter().copied()).distance(asked);
            1.0 - edits as f32 / record.len().min(64) as f32 - BEHIND_WHOLE
        }
        _ => 0.0,
    }
}

fn sort(candidates: &mut [Candidate]) {
    candidates
        .sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.length.cmp(&b.length)).then(b.votes.total_cmp(&a.votes)));
}
