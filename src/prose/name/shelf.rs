//! A read-only set of hashes over the bytes of the model file: nothing is decoded when the process starts.
//!
//! The upper bits of a hash choose a bucket, sixteen more tell its entries apart. A stranger is taken for an entry about
//! once in eight thousand look-ups, which weights trained with the same table can bear.

const BITS: u32 = 14;
const BUCKETS: usize = 1 << BITS;
/// Bytes of the bucket table that stands before the entries.
const HEAD: usize = 4 * (BUCKETS + 1);

/// Hashes laid out as `bucket starts (u32), marks (u16)`, little-endian; an entry's number is its place among the marks.
#[derive(Clone, Copy)]
pub struct Shelf<'m> {
    starts: &'m [u8],
    marks: &'m [u8],
}

impl<'m> Shelf<'m> {
    /// Takes a shelf of `count` entries off the front of `bytes`; the rest comes second. `None` if they are too few.
    pub fn split_off(bytes: &'m [u8], count: usize) -> Option<(Self, &'m [u8])> {
        let (starts, rest) = bytes.split_at_checked(HEAD)?;
        let (marks, rest) = rest.split_at_checked(2 * count)?;
        Some((Self { starts, marks }, rest))
    }

    /// The number of the entry with this hash.
    #[inline]
    pub fn find(&self, hash: u64) -> Option<usize> {
        let (bucket, mark) = address(hash);
        let (from, to) = (self.start(bucket), self.start(bucket + 1));
        let marks = self.marks.get(2 * from..2 * to)?;
        let at = marks.chunks_exact(2).position(|m| u16::from_le_bytes([m[0], m[1]]) == mark)?;
        Some(from + at)
    }

    #[inline]
    fn start(&self, bucket: usize) -> usize {
        let at = 4 * bucket;
        self.starts[at..at + 4].try_into().map_or(0, u32::from_le_bytes) as usize
    }
}

/// Lays hashes out for [`Shelf`]: its bytes, and for each entry the index in `hashes` of the one that took the place.
/// Of two hashes that cannot be told apart the first stays.
pub fn build(hashes: &[u64]) -> (Vec<u8>, Vec<usize>) {
    let mut order: Vec<usize> = (0..hashes.len()).collect();
    order.sort_by_key(|&i| (address(hashes[i]), i));
    order.dedup_by_key(|i| address(hashes[*i]));
    let mut bytes = Vec::with_capacity(HEAD + 2 * order.len());
    for bucket in 0..=BUCKETS {
        let start = order.partition_point(|&i| address(hashes[i]).0 < bucket);
        bytes.extend(u32::try_from(start).unwrap_or(u32::MAX).to_le_bytes());
    }
    for &i in &order {
        bytes.extend(address(hashes[i]).1.to_le_bytes());
    }
    (bytes, order)
}

/// Bucket and mark of a hash. The multiplication spreads FNV's weak upper bits.
#[inline]
const fn address(hash: u64) -> (usize, u16) {
    let spread = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((spread >> (64 - BITS)) as usize, (spread >> (64 - BITS - 16)) as u16)
}
