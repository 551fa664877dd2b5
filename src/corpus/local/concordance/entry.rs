//! Documents on their way into the index. Threads that read stories write them, threads that write the index throw them
//! away by the hundred thousand, and every piece of memory that changes hands so keeps one waiting for the other: the
//! documents of a story stand on one sheet, four pieces of just its size, that goes with the last of them.

use super::Of;
use super::backlog::{Backlog, Share};
use serde::Serialize;
use std::sync::Arc;
use tantivy::schema::Field;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};

/// A document of the index: what the library keeps of it, and its words.
pub struct Entry {
    sheet: Arc<Sheet>,
    start: Place,
    end: Place,
}

/// What documents consist of, one after another.
struct Sheet {
    values: Box<[(Field, Held)]>,
    /// Those that values hold.
    bytes: Box<[u8]>,
    /// Keys of a document's words, kind after kind.
    keys: Box<[u32]>,
    spoken: Box<[u16]>,
    _share: Share,
}

/// Where on a sheet a document ends.
#[derive(Clone, Copy, Default)]
struct Place {
    values: usize,
    /// Of each kind.
    keys: [usize; Of::ALL.len()],
    spoken: usize,
}

impl Entry {
    /// Keys of one kind, in no order; some twice.
    pub fn keys(&self, of: Of) -> &[u32] {
        let start = (of as usize).checked_sub(1).map_or(self.start.last_key(), |before| self.end.keys[before]);
        &self.sheet.keys[start..self.end.keys[of as usize]]
    }

    /// Its words in order, as they are verified with.
    pub fn spoken(&self) -> &[u16] {
        &self.sheet.spoken[self.start.spoken..self.end.spoken]
    }
}

impl Place {
    const fn last_key(&self) -> usize {
        self.keys[Of::ALL.len() - 1]
    }
}

/// What documents are written on, one sheet after another: its room serves the next.
#[derive(Default)]
pub struct Blank {
    values: Vec<(Field, Held)>,
    bytes: Vec<u8>,
    keys: Vec<u32>,
    spoken: Vec<u16>,
    /// Where the document that is being written ends so far.
    here: Place,
    ends: Vec<Place>,
    seen: Seen,
    backlog: Arc<Backlog>,
}

impl Blank {
    /// For documents that count as a backlog until they are written.
    pub fn of(backlog: Arc<Backlog>) -> Self {
        Self { backlog, ..Self::default() }
    }

    /// Wipes what stands on it.
    pub fn wipe(&mut self) {
        self.values.clear();
        self.bytes.clear();
        self.keys.clear();
        self.spoken.clear();
        self.here = Place::default();
        self.ends.clear();
    }

    /// The document is complete, the next one begins. How many there are by now.
    pub fn end(&mut self) -> usize {
        self.here.values = self.values.len();
        self.here.spoken = self.spoken.len();
        self.ends.push(self.here);
        self.here.keys = [self.keys.len(); Of::ALL.len()];
        self.ends.len()
    }

    /// The documents written since it was wiped.
    pub fn entries(&self) -> Vec<Entry> {
        let words = self.keys.len() * size_of::<u32>() + self.spoken.len() * size_of::<u16>();
        let size = self.values.len() * size_of::<(Field, Held)>() + self.bytes.len() + words;
        let sheet = Arc::new(Sheet {
            _share: self.backlog.share(size),
            values: self.values.as_slice().into(),
            bytes: self.bytes.as_slice().into(),
            keys: self.keys.as_slice().into(),
            spoken: self.spoken.as_slice().into(),
        });
        let starts = std::iter::once(Place::default()).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| Entry { sheet: sheet.clone(), start, end: *end }).collect()
    }

    pub fn add_bytes(&mut self, field: Field, bytes: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        self.values.push((field, Held::Bytes(start, self.bytes.len())));
    }

    /// A value as JSON.
    pub fn add_json(&mut self, field: Field, value: &impl Serialize) {
        let start = self.bytes.len();
        if serde_json::to_writer(&mut self.bytes, value).is_err() {
            self.bytes.truncate(start);
        }
        self.values.push((field, Held::Bytes(start, self.bytes.len())));
    }

    pub fn add_u64(&mut self, field: Field, value: u64) {
        self.values.push((field, Held::U64(value)));
    }

    pub fn add_i64(&mut self, field: Field, value: i64) {
        self.values.push((field, Held::I64(value)));
    }

    /// Puts down a document's keys of one kind, most of them once; kinds in their order.
    pub fn put(&mut self, of: Of, keys: impl Iterator<Item = u32>) {
        self.seen.begin();
        self.keys.extend(keys.filter(|key| self.seen.is_new(*key)));
        self.here.keys[of as usize..].fill(self.keys.len());
    }

    /// Puts down its words in order.
    pub fn speak(&mut self, words: impl Iterator<Item = u16>) {
        self.spoken.extend(words);
    }
}

/// More than most documents have keys.
const PLACES: usize = 1 << 11;

/// Keys put down of late. Of those that share a place the last is remembered, so one may count as new twice.
struct Seen {
    places: Box<[(u32, u32); PLACES]>,
    round: u32,
}

impl Default for Seen {
    fn default() -> Self {
        Self { places: Box::new([(0, 0); PLACES]), round: 0 }
    }
}

impl Seen {
    /// Forgets all.
    const fn begin(&mut self) {
        self.round = self.round.wrapping_add(1);
    }

    fn is_new(&mut self, key: u32) -> bool {
        let now = (key, self.round);
        let place = &mut self.places[key as usize % PLACES];
        std::mem::replace(place, now) != now
    }
}

/// A value; bytes from one to another.
#[derive(Clone, Copy)]
enum Held {
    U64(u64),
    I64(i64),
    Bytes(usize, usize),
}

/// A value as the library takes it.
#[derive(Clone, Copy, Debug)]
pub enum Leaf<'e> {
    U64(u64),
    I64(i64),
    Bytes(&'e [u8]),
}

impl<'e> Value<'e> for Leaf<'e> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'e str, Self)>;

    fn as_value(&self) -> ReferenceValue<'e, Self> {
        ReferenceValue::Leaf(match *self {
            Self::U64(number) => ReferenceValueLeaf::U64(number),
            Self::I64(number) => ReferenceValueLeaf::I64(number),
            Self::Bytes(bytes) => ReferenceValueLeaf::Bytes(bytes),
        })
    }
}

/// An entry's values. How many are left is known, so that the library need not make room again and again.
pub struct Values<'e> {
    left: std::slice::Iter<'e, (Field, Held)>,
    bytes: &'e [u8],
}

impl<'e> Iterator for Values<'e> {
    type Item = (Field, Leaf<'e>);

    fn next(&mut self) -> Option<Self::Item> {
        let (field, held) = *self.left.next()?;
        let leaf = match held {
            Held::U64(number) => Leaf::U64(number),
            Held::I64(number) => Leaf::I64(number),
            Held::Bytes(start, end) => Leaf::Bytes(&self.bytes[start..end]),
        };
        Some((field, leaf))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }
}

impl Document for Entry {
    type Value<'e> = Leaf<'e>;
    type FieldsValuesIter<'e> = Values<'e>;

    fn iter_fields_and_values(&self) -> Values<'_> {
        let Self { sheet, start, end } = self;
        Values { left: sheet.values[start.values..end.values].iter(), bytes: &sheet.bytes }
    }
}
