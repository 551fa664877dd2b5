//! A read-only set of hashes over the bytes of the model file: nothing is decoded when the process starts.
//!
//! Hashes lie in buckets of eight as sixteen-bit marks; what finds its bucket full lies in the next. A stranger is taken for
//! an entry about once in two thousand look-ups (a mark in 32,768, fifteen marks looked at on the way), which the weights, trained
//! without it, can bear.

/// Marks in one bucket.
const SLOTS: usize = 8;
/// Bytes of one bucket.
const WIDTH: usize = 2 * SLOTS;

/// A set of hashes; an entry's number is that of its slot.
#[derive(Clone, Copy)]
pub struct Shelf<'m> {
    buckets: &'m [[u8; WIDTH]],
}

impl<'m> Shelf<'m> {
    /// Takes a shelf of `count` buckets off the front of `bytes`; the rest comes second. `None` if they are too few.
    pub fn split_off(bytes: &'m [u8], count: usize) -> Option<(Self, &'m [u8])> {
        let (marks, rest) = bytes.split_at_checked(WIDTH.checked_mul(count)?)?;
        let (buckets, _) = marks.as_chunks();
        (!buckets.is_empty()).then_some((Self { buckets }, rest))
    }

    /// How many slots there are, empty ones too: as many values belong to the shelf.
    pub const fn slots(&self) -> usize {
        self.buckets.len() * SLOTS
    }

    /// A slot where nothing lies.
    pub fn empty(&self) -> Option<usize> {
        self.buckets.as_flattened().as_chunks().0.iter().position(|mark| *mark == [0, 0])
    }

    /// The slot of the entry with this hash.
    #[inline]
    pub fn find(&self, hash: u64) -> Option<usize> {
        let (slot, found) = self.look(hash);
        found.then_some(slot)
    }

    /// The slot of the entry with this hash, and whether there is one. Nobody can foresee that: with no branch on it, no
    /// wrong guess is made.
    #[inline]
    pub fn look(&self, hash: u64) -> (usize, bool) {
        let (at, mark) = address(hash, self.buckets.len());
        let bucket = &self.buckets[at];
        let found = matching(bucket, mark);
        if found | has_room(bucket) == 0 {
            return self.look_beyond(at, mark);
        }
        (slot(at, found), found != 0)
    }

    /// The same for a mark whose own bucket is full of others, as two of five are: out of the way of the three.
    #[cold]
    fn look_beyond(&self, full: usize, mark: u16) -> (usize, bool) {
        let mut at = full;
        // A shelf has room left, so the walk ends; the bound is for a damaged file.
        for _ in 1..self.buckets.len() {
            at = if at + 1 < self.buckets.len() { at + 1 } else { 0 };
            let bucket = &self.buckets[at];
            let found = matching(bucket, mark);
            if found | has_room(bucket) != 0 {
                return (slot(at, found), found != 0);
            }
        }
        (0, false)
    }
}

/// Lays hashes out for [`Shelf`]: its buckets, and for each slot the index in `hashes` of what lies there. Of two hashes
/// that cannot be told apart the first stays.
pub fn build(hashes: &[u64]) -> (Vec<[u8; WIDTH]>, Vec<Option<usize>>) {
    // A fifth of the slots stays empty: fuller shelves make for long walks.
    let count = (hashes.len() * 5 / 4).div_ceil(SLOTS).max(1);
    let mut buckets = vec![[0; WIDTH]; count];
    let mut slots = vec![None; count * SLOTS];
    for (number, &hash) in hashes.iter().enumerate() {
        let (mut at, mark) = address(hash, count);
        loop {
            if matching(&buckets[at], mark) != 0 {
                break;
            }
            if let Some(slot) = (0..SLOTS).find(|slot| buckets[at][2 * slot..2 * slot + 2] == [0, 0]) {
                buckets[at][2 * slot..2 * slot + 2].copy_from_slice(&mark.to_le_bytes());
                slots[at * SLOTS + slot] = Some(number);
                break;
            }
            at = (at + 1) % count;
        }
    }
    (buckets, slots)
}

/// 1 if the bucket's last slot is empty, else 0.
#[inline]
const fn has_room(bucket: &[u8; WIDTH]) -> u16 {
    let [.., low, high] = *bucket;
    let last = u16::from_le_bytes([low, high]) as u32;
    (last.wrapping_sub(1) >> 31) as u16
}

/// The slot of bucket `at` that [`matching`] found; the first one if it found none.
#[inline]
fn slot(at: usize, found: u16) -> usize {
    at * SLOTS + usize::from(found) % SLOTS
}

/// Which slot holds the mark, counted from [`SLOTS`]; nought if none does. A bucket holds no mark twice, so that a sum over
/// all slots, compared at once, is the one.
#[inline]
fn matching(bucket: &[u8; WIDTH], mark: u16) -> u16 {
    const COUNTED: [u16; SLOTS] = [8, 9, 10, 11, 12, 13, 14, 15];
    let slots = bucket.as_chunks().0.iter().zip(COUNTED);
    slots.fold(0, |found: u16, (held, slot)| {
        found.wrapping_add(if u16::from_le_bytes(*held) == mark { slot } else { 0 })
    })
}

/// Bucket and mark of a hash; the multiplication spreads FNV's weak upper bits.
#[inline]
const fn address(hash: u64, buckets: usize) -> (usize, u16) {
    let spread = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let bucket = ((spread >> 32) * buckets as u64) >> 32;
    let mark = (spread >> 16) as u16 | 1;
    (bucket as usize, mark)
}
