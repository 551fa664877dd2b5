//! Lists of documents by key. Keys in order, in boxes of a few; a table says where each box begins, so that a key is found
//! with two reads. Of a list: how far its key is from the one before, how many bytes its documents take, from 128 bytes on
//! how many they are, and how far each document is from the one before; all numbers in seven bits a byte, the lowest
//! first.

use super::KEY_BITS;
use std::io::{Result, Write};
use std::ops::Range;
use tantivy::directory::OwnedBytes;

/// Lists in a box, on average.
const BOX: usize = 8;
/// Lists of more bytes say how many documents they have: of others they are quickly counted.
const SHORT: usize = 127;

/// Where lists of one kind stand in their file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    pub lists: u64,
    pub table: u64,
    pub end: u64,
    /// How many lists.
    pub count: u64,
}

/// Writes lists, in the order of their keys.
pub struct ListsWriter<'w, W: Write> {
    out: &'w mut W,
    start: u64,
    at: u64,
    count: u64,
    bits: u32,
    /// Where each box begins.
    table: Vec<u64>,
    before: u32,
    room: Vec<u8>,
}

impl<'w, W: Write> ListsWriter<'w, W> {
    /// For so many lists, or fewer, at byte `start` of the file.
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
        let mut head = Vec::with_capacity(16);
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

    /// Writes the table.
    pub fn finish(mut self) -> Result<Place> {
        self.table.resize((1 << self.bits) + 1, self.at);
        for at in &self.table {
            self.out.write_all(&at.to_le_bytes())?;
        }
        let end = self.at + 8 * self.table.len() as u64;
        Ok(Place { lists: self.start, table: self.at, end, count: self.count })
    }
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
}

/// Lists of one kind.
pub struct Lists {
    file: OwnedBytes,
    place: Place,
    bits: u32,
}

impl Lists {
    /// `None` if the place is not in the file.
    pub fn open(file: &OwnedBytes, place: Place) -> Option<Self> {
        let boxes = place.end.checked_sub(place.table)? / 8;
        let inside = place.lists <= place.table && place.end <= file.len() as u64;
        let bits = boxes.checked_sub(1)?.checked_ilog2()?;
        (inside && bits <= KEY_BITS).then(|| Self { file: file.clone(), place, bits })
    }

    /// How many lists.
    pub const fn count(&self) -> usize {
        self.place.count as usize
    }

    fn begins(&self, number: usize) -> Option<usize> {
        let at = self.place.table as usize + number * 8;
        let bytes = self.file.get(at..at + 8)?;
        Some(u64::from_le_bytes(bytes.try_into().ok()?) as usize)
    }

    /// The list of a key.
    pub fn find(&self, key: u32) -> Option<Run> {
        let number = (key >> (KEY_BITS - self.bits)) as usize;
        let start = (number as u32) << (KEY_BITS - self.bits);
        let mut cursor =
            Cursor { lists: self, number, key: start, at: self.begins(number)?, end: self.begins(number + 1)? };
        loop {
            let at = cursor.within()?;
            if cursor.key >= key {
                return (cursor.key == key).then(|| self.run(at)).flatten();
            }
        }
    }

    /// A list, from the bytes behind its key and its length.
    fn run(&self, (count, at): (Option<u32>, Range<usize>)) -> Option<Run> {
        let bytes = self.file.get(at.clone())?;
        let count = count.unwrap_or_else(|| bytes.iter().filter(|byte| **byte < 0x80).count() as u32);
        Some(Run { count, at })
    }

    /// All lists, in the order of their keys.
    pub fn all(&self) -> impl Iterator<Item = (u32, Run)> + '_ {
        let start = self.place.lists as usize;
        let mut cursor = Cursor { lists: self, number: 0, key: 0, at: start, end: self.begins(1).unwrap_or(start) };
        std::iter::from_fn(move || cursor.next())
    }

    /// The documents of a list, in order.
    pub fn documents(&self, run: &Run) -> impl Iterator<Item = u32> + '_ {
        let bytes = self.file.get(run.at.clone()).unwrap_or_default();
        let (mut at, mut document) = (0, 0_u32);
        std::iter::from_fn(move || {
            document = document.checked_add(number(bytes, &mut at)?)?;
            Some(document)
        })
    }
}

/// A place between lists.
struct Cursor<'l> {
    lists: &'l Lists,
    number: usize,
    key: u32,
    at: usize,
    end: usize,
}

impl Cursor<'_> {
    /// Steps over the next list of this box: how many documents it has, if it says so, and where they are.
    fn within(&mut self) -> Option<(Option<u32>, Range<usize>)> {
        if self.at >= self.end {
            return None;
        }
        let bytes = self.lists.file.get(..self.end)?;
        self.key = self.key.checked_add(number(bytes, &mut self.at)?)?;
        let length = number(bytes, &mut self.at)? as usize;
        let count = if length > SHORT { Some(number(bytes, &mut self.at)?) } else { None };
        let start = self.at;
        self.at += length;
        Some((count, start..self.at))
    }

    /// The next list.
    fn next(&mut self) -> Option<(u32, Run)> {
        while self.at >= self.end {
            self.number += 1;
            if self.number >> self.lists.bits > 0 {
                return None;
            }
            self.key = (self.number as u32) << (KEY_BITS - self.lists.bits);
            self.end = self.lists.begins(self.number + 1)?;
        }
        let at = self.within()?;
        Some((self.key, self.lists.run(at)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(lists: &[(u32, Vec<u32>)]) -> (OwnedBytes, Place) {
        let mut bytes = b"before".to_vec();
        let mut writer = ListsWriter::new(&mut bytes, 6, lists.len());
        for (key, documents) in lists {
            writer.list(*key, documents.iter().copied()).unwrap();
        }
        let place = writer.finish().unwrap();
        (OwnedBytes::new(bytes), place)
    }

    fn many() -> Vec<(u32, Vec<u32>)> {
        (0..1000_u32).map(|i| (i * i * 1000 + 7, (0..i % 40).map(|d| d * 300 * i).collect::<Vec<_>>())).collect()
    }

    #[test]
    fn a_list_is_found_by_its_key_and_no_other() {
        let lists = many();
        let (file, place) = written(&lists);
        let read = Lists::open(&file, place).unwrap();
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
        let (file, place) = written(&lists);
        let read = Lists::open(&file, place).unwrap();
        lists.retain(|(_, documents)| !documents.is_empty());
        let all: Vec<_> = read.all().map(|(key, run)| (key, read.documents(&run).collect::<Vec<_>>())).collect();
        assert_eq!(all, lists);
        assert_eq!(read.count(), lists.len());
    }

    #[test]
    fn no_lists_are_lists_too() {
        let (file, place) = written(&[]);
        let read = Lists::open(&file, place).unwrap();
        assert!(read.find(7).is_none());
        assert_eq!(read.all().count(), 0);
    }

    #[test]
    fn damaged_bytes_are_no_lists_and_no_panic() {
        let lists = many();
        let (file, place) = written(&lists);
        for damage in [0xff_u8, 0x80, 0x00] {
            let mut bytes = file.to_vec();
            bytes.iter_mut().skip(7).step_by(3).for_each(|byte| *byte = damage);
            let read = Lists::open(&OwnedBytes::new(bytes), place).unwrap();
            let documents: usize = read.all().take(5000).map(|(_, run)| read.documents(&run).count()).sum();
            assert!(documents < 1 << 20);
            let found = lists.iter().filter_map(|(key, _)| read.find(*key));
            assert!(found.map(|run| read.documents(&run).count()).sum::<usize>() < 1 << 20);
        }
        assert!(Lists::open(&OwnedBytes::new(vec![0; 9]), place).is_none());
    }
}
