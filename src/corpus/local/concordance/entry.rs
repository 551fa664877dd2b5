//! A document on its way into the index. Threads that read stories write them, threads that write the index throw them away
//! by the hundred thousand, and every piece of memory that changes hands so keeps one waiting for the other: an entry is
//! four pieces of just its size.

use super::Of;
use serde::Serialize;
use tantivy::schema::Field;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};

/// A document of the index: what the library keeps of it, and its words.
pub struct Entry {
    values: Box<[(Field, Held)]>,
    /// Those that values hold.
    bytes: Box<[u8]>,
    /// Keys of its words, each once, kind after kind.
    keys: Box<[u32]>,
    /// Where each kind's keys end.
    ends: [usize; Of::ALL.len()],
    spoken: Box<[u16]>,
}

impl Entry {
    /// Keys of one kind, in order.
    pub fn keys(&self, of: Of) -> &[u32] {
        let start = (of as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.keys[start..self.ends[of as usize]]
    }

    /// Its words in order, as they are verified with.
    pub fn spoken(&self) -> &[u16] {
        &self.spoken
    }
}

/// What entries are written on, one after another: its room serves the next.
#[derive(Default)]
pub struct Blank {
    values: Vec<(Field, Held)>,
    bytes: Vec<u8>,
    keys: [Vec<u32>; Of::ALL.len()],
    spoken: Vec<u16>,
}

impl Blank {
    /// Wipes what stands on it.
    pub fn wipe(&mut self) {
        self.values.clear();
        self.bytes.clear();
        self.keys.iter_mut().for_each(Vec::clear);
        self.spoken.clear();
    }

    /// What was written since it was wiped.
    pub fn entry(&self) -> Entry {
        let mut end = 0;
        let ends = self.keys.each_ref().map(|keys| {
            end += keys.len();
            end
        });
        Entry {
            values: self.values.as_slice().into(),
            bytes: self.bytes.as_slice().into(),
            keys: self.keys.concat().into(),
            ends,
            spoken: self.spoken.as_slice().into(),
        }
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

    /// Puts down keys of one kind.
    pub fn put(&mut self, of: Of, keys: impl Iterator<Item = u32>) {
        let list = &mut self.keys[of as usize];
        list.extend(keys);
        list.sort_unstable();
        list.dedup();
    }

    /// Puts down its words in order.
    pub fn speak(&mut self, words: impl Iterator<Item = u16>) {
        self.spoken.extend(words);
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
        Values { left: self.values.iter(), bytes: &self.bytes }
    }
}
