//! Lists of documents by key. Keys in order, in boxes of a few; a table says where each box begins and, by a sign for
//! each key, which keys are surely not in it, so that a list is found with one read and mostly none is made for nothing.
//! Of a list: how far its key is from the one before, how many bytes its documents take, from 128 bytes on how many they
//! are, and how far each document is from the one before; all numbers in seven bits a byte, the lowest first.

use super::KEY_BITS;
use std::io::{Result, Write};
use std::ops::Range;
use tantivy::HasLen;
use tantivy::directory::{FileSlice, OwnedBytes};

/// Lists in a box, on average.
const BOX: usize = 8;
/// Lists of more bytes say how many documents they have: of others they are quickly counted.
const SHORT: usize = 127;
/// Bytes read at once: most boxes are shorter, and of a long list mostly only the length is wanted.
const GLANCE: usize = 512;
/// No key and length take more bytes.
const HEAD: usize = 15;

/// Bits of a table's number that say where a box begins: for a file of a terabyte. Those above are for signs.
const BEGIN_BITS: u32 = 40;

/// Where lists of one kind stand in their file, and their table in its own.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    pub start: u64,
    pub end: u64,
    pub table: u64,
    /// Numbers in the table: one more than there are boxes.
    pub length: u64,
    /// How many lists.
    pub count: u64,
}

/// Lists that were written.
pub struct Written {
    pub start: u64,
    pub end: u64,
    pub count: u64,
    /// Where each box begins, with its signs, and where the last one ends.
    pub table: Vec<u64>,
}

/// Writes lists, in the order of their keys.
pub struct ListsWriter<'w, W: Write> {
    out: &'w mut W,
    start: u64,
    at: u64,
    count: u64,
    bits: u32,
    table: Vec<u64>,
    before: u32,
    room: Vec<u8>,
}

impl<'w, W: Write> ListsWriter<'w, W> {
    /// For about so many lists, at byte `start` of the file.
    pub fn new(out: &'w mut W, start: u64, lists: usize) -> Self {
        let bits = (lists / BOX + 1).ilog2().min(KEY_BITS);
        Self { out, start, at: start, count: 0, bits, table: vec![start], before: 0, room: Vec::new() }
    }

    /// One list; documents in order. An empty one is none.
    pub fn list(&mut self, key: u32, documents: impl Iterator<Item = u32>) -> Result<()> {
        let Self { room, .. } = self;
        room.clear();
        let (mut count, mut last) = (0, 0);
        for document in documents {
            put(room, document - last);
            last = document;
            count += 1;
        }
        if count == 0 {
            return Ok(());
        }
        let this = (key >> (KEY_BITS - self.bits)) as usize;
        while self.table.len() <= this {
            self.table.push(self.at);
            self.before = (self.table.len() as u32 - 1) << (KEY_BITS - self.bits);
        }
        self.table[this] |= sign(key);
        let mut head = Vec::with_capacity(HEAD);
        put(&mut head, key - self.before);
        put(&mut head, self.room.len() as u32);
        if self.room.len() > SHORT {
            put(&mut head, count);
        }
        self.before = key;
        self.count += 1;
        self.at += (head.len() + self.room.len()) as u64;
        self.out.write_all(&head)?;
        self.out.write_all(&self.room)
    }

    /// What the table is to say.
    pub fn finish(mut self) -> Written {
        self.table.resize((1 << self.bits) + 1, self.at);
        Written { start: self.start, end: self.at, count: self.count, table: self.table }
    }
}

/// One of the bits above [`BEGIN_BITS`], by what the number of its box leaves of a key.
const fn sign(key: u32) -> u64 {
    let signs = 64 - BEGIN_BITS;
    1 << (BEGIN_BITS + (((key & 0xfff) * signs) >> 12))
}

fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// The next number; `None` at the end, or where the bytes are none of ours.
fn number(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let mut number = 0_u32;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// A list: how many documents, and where in the file.
#[derive(Clone, Debug)]
pub struct Run {
    pub count: u32,
    at: Range<usize>,
    /// Its bytes, if they came with its length.
    here: Option<OwnedBytes>,
}

/// Lists of one kind.
pub struct Lists {
    file: FileSlice,
    place: Place,
    table: OwnedBytes,
    bits: u32,
}

impl Lists {
    /// `None` if the places are not in the file of lists and that of tables.
    pub fn open(file: &FileSlice, tables: &FileSlice, place: Place) -> Option<Self> {
        let inside = place.start <= place.end && place.end <= file.len() as u64;
        let bits = place.length.checked_sub(1)?.checked_ilog2()?;
        if !inside || bits > KEY_BITS {
            return None;
        }
        let end = place.table.checked_add(place.length * 8).filter(|end| *end <= tables.len() as u64)?;
        let table = tables.read_bytes_slice(place.table as usize..end as usize).ok()?;
        Some(Self { file: file.clone(), place, table, bits })
    }

    /// How many lists.
    pub const fn count(&self) -> usize {
        self.place.count as usize
    }

    /// Where a box begins, and its signs.
    fn begins(&self, number: usize) -> Option<(usize, u64)> {
        let bytes = self.table.get(number * 8..number * 8 + 8)?;
        let entry = u64::from_le_bytes(bytes.try_into().ok()?);
        let begin = (1 << BEGIN_BITS) - 1;
        Some(((entry & begin) as usize, entry & !begin))
    }

    /// Bytes of the lists; `None` if the place is none of theirs or the file cannot be read.
    fn read(&self, at: Range<usize>) -> Option<OwnedBytes> {
        let inside = at.start <= at.end && at.end <= self.place.end as usize;
        inside.then(|| self.file.read_bytes_slice(at).ok()).flatten()
    }

    /// The list of a key.
    pub fn find(&self, key: u32) -> Option<Run> {
        let number = (key >> (KEY_BITS - self.bits)) as usize;
        let start = (number as u32) << (KEY_BITS - self.bits);
        let (at, signs) = self.begins(number)?;
        if signs & sign(key) == 0 {
            return None;
        }
        let (end, _) = self.begins(number + 1)?;
        let mut cursor = Cursor { lists: self, number, key: start, at, end, bytes: OwnedBytes::empty(), first: at };
        loop {
            let (count, at) = cursor.within()?;
            if cursor.key >= key {
                return (cursor.key == key).then(|| cursor.run(count, at)).flatten();
            }
        }
    }

    /// All lists, in the order of their keys.
    pub fn all(&self) -> impl Iterator<Item = (u32, Run)> + '_ {
        let first = self.place.start as usize;
        let bytes = self.read(first..self.place.end as usize).unwrap_or_else(OwnedBytes::empty);
        let end = self.begins(1).map_or(first, |(end, _)| end);
        let mut cursor = Cursor { lists: self, number: 0, key: 0, at: first, end, bytes, first };
        std::iter::from_fn(move || cursor.next())
    }

    /// The documents of a list, in order.
    pub fn documents(&self, run: &Run) -> impl Iterator<Item = u32> + use<> {
        let bytes = run.here.clone().or_else(|| self.read(run.at.clone())).unwrap_or_else(OwnedBytes::empty);
        let (mut at, mut document) = (0, 0_u32);
        std::iter::from_fn(move || {
            document = document.checked_add(number(&bytes, &mut at)?)?;
            Some(document)
        })
    }
}

/// A place between lists, and the bytes read around it.
struct Cursor<'l> {
    lists: &'l Lists,
    number: usize,
    key: u32,
    at: usize,
    end: usize,
    bytes: OwnedBytes,
    /// Where in the file the bytes begin.
    first: usize,
}

impl Cursor<'_> {
    /// Steps over the next list of this box: how many documents it has, if it says so, and where they are.
    fn within(&mut self) -> Option<(Option<u32>, Range<usize>)> {
        if self.at >= self.end {
            return None;
        }
        let ahead = self.first + self.bytes.len();
        if ahead < self.end && self.at + HEAD > ahead {
            self.bytes = self.lists.read(self.at..self.end.min(self.at + GLANCE))?;
            self.first = self.at;
        }
        let mut at = self.at - self.first;
        self.key = self.key.checked_add(number(&self.bytes, &mut at)?)?;
        let length = number(&self.bytes, &mut at)? as usize;
        let count = if length > SHORT { Some(number(&self.bytes, &mut at)?) } else { None };
        let start = self.first + at;
        self.at = start + length;
        Some((count, start..self.at))
    }

    /// The list just stepped over.
    fn run(&self, count: Option<u32>, at: Range<usize>) -> Option<Run> {
        let (start, end) = (at.start - self.first, at.end - self.first);
        let here = (end <= self.bytes.len()).then(|| self.bytes.slice(start..end));
        let here = if count.is_none() { Some(here.or_else(|| self.lists.read(at.clone()))?) } else { here };
        let counted = |bytes: &OwnedBytes| bytes.iter().filter(|byte| **byte < 0x80).count() as u32;
        Some(Run { count: count.or_else(|| here.as_ref().map(counted))?, at, here })
    }

    /// The next list.
    fn next(&mut self) -> Option<(u32, Run)> {
        while self.at >= self.end {
            self.number += 1;
            if self.number >> self.lists.bits > 0 {
                return None;
            }
            self.key = (self.number as u32) << (KEY_BITS - self.lists.bits);
            (self.end, _) = self.lists.begins(self.number + 1)?;
        }
        let (count, at) = self.within()?;
        Some((self.key, self.run(count, at)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    use tantivy::directory::FileHandle;

    fn written(lists: &[(u32, Vec<u32>)]) -> (FileSlice, FileSlice, Place) {
        let mut bytes = b"before".to_vec();
        let mut writer = ListsWriter::new(&mut bytes, 6, lists.len());
        for (key, documents) in lists {
            writer.list(*key, documents.iter().copied()).unwrap();
        }
        let Written { start, end, count, table } = writer.finish();
        let place = Place { start, end, table: 0, length: table.len() as u64, count };
        let table: Vec<u8> = table.iter().flat_map(|number| number.to_le_bytes()).collect();
        (FileSlice::from(bytes), FileSlice::from(table), place)
    }

    fn many() -> Vec<(u32, Vec<u32>)> {
        (0..1000_u32).map(|i| (i * i * 1000 + 7, (0..i % 40).map(|d| d * 300 * i).collect::<Vec<_>>())).collect()
    }

    #[test]
    fn a_list_is_found_by_its_key_and_no_other() {
        let lists = many();
        let (file, table, place) = written(&lists);
        let read = Lists::open(&file, &table, place).unwrap();
        for (key, documents) in lists {
            let found = read.find(key);
            assert_eq!(found.is_some(), !documents.is_empty());
            let found: Vec<_> = found.iter().flat_map(|run| read.documents(run)).collect();
            assert_eq!(found, documents);
            assert!(read.find(key + 1).is_none() && read.find(key.wrapping_sub(1)).is_none());
        }
    }

    #[test]
    fn all_lists_come_in_order() {
        let mut lists = many();
        let (file, table, place) = written(&lists);
        let read = Lists::open(&file, &table, place).unwrap();
        lists.retain(|(_, documents)| !documents.is_empty());
        let all: Vec<_> = read.all().map(|(key, run)| (key, read.documents(&run).collect::<Vec<_>>())).collect();
        assert_eq!(all, lists);
        assert_eq!(read.count(), lists.len());
    }

    #[test]
    fn no_lists_are_lists_too() {
        let (file, table, place) = written(&[]);
        let read = Lists::open(&file, &table, place).unwrap();
        assert!(read.find(7).is_none());
        assert_eq!(read.all().count(), 0);
    }

    #[derive(Debug)]
    struct Counted {
        bytes: Vec<u8>,
        reads: AtomicUsize,
    }

    impl HasLen for Counted {
        fn len(&self) -> usize {
            self.bytes.len()
        }
    }

    impl FileHandle for Counted {
        fn read_bytes(&self, at: Range<usize>) -> Result<OwnedBytes> {
            self.reads.fetch_add(1, Relaxed);
            Ok(OwnedBytes::new(self.bytes[at].to_vec()))
        }
    }

    #[test]
    fn a_list_is_one_read_and_no_list_mostly_none() {
        let lists: Vec<_> = (0..1000_u32).map(|i| (i * 1_000_003, vec![i, i + 7])).collect();
        let (file, table, place) = written(&lists);
        let counted = Arc::new(Counted { bytes: file.read_bytes().unwrap().to_vec(), reads: AtomicUsize::new(0) });
        let read = Lists::open(&FileSlice::new(counted.clone()), &table, place).unwrap();
        assert!(lists.iter().all(|(key, _)| read.find(key + 500_001).is_none()));
        let reads = counted.reads.swap(0, Relaxed);
        assert!(reads < 400, "{reads} reads for 1000 lists that are not there");
        let found = read.find(lists[5].0).unwrap();
        assert_eq!(read.documents(&found).count(), lists[5].1.len());
        assert_eq!(counted.reads.load(Relaxed), 1);
    }

    #[test]
    fn damaged_bytes_are_no_lists_and_no_panic() {
        let lists = many();
        let (file, table, place) = written(&lists);
        for damage in [0xff_u8, 0x80, 0x00] {
            let mut bytes = file.read_bytes().unwrap().to_vec();
            bytes.iter_mut().skip(7).step_by(3).for_each(|byte| *byte = damage);
            let read = Lists::open(&FileSlice::from(bytes), &table, place).unwrap();
            let documents: usize = read.all().take(5000).map(|(_, run)| read.documents(&run).count()).sum();
            assert!(documents < 1 << 20);
            let found = lists.iter().filter_map(|(key, _)| read.find(*key));
            assert!(found.map(|run| read.documents(&run).count()).sum::<usize>() < 1 << 20);
        }
        let torn = Place { table: 8, ..place };
        assert!(Lists::open(&file, &table, torn).is_none());
        assert!(Lists::open(&FileSlice::from(vec![0; 9]), &table, place).is_none());
    }
}
