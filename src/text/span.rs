//! Byte ranges that know what they are ranges of.
//!
//! A draft is read paragraph by paragraph, and the text of a paragraph as read (markup gone, entities decoded) is not the
//! text that was typed. Mixing the two up is the classic way to underline the wrong words, so the type says which it is.

use std::ops::Range;

/// Marks a span as bytes of a [`Passage`](super::passage::Passage)'s text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InPassage {}

/// Marks a span as bytes of the source: the file or buffer as typed, without byte order mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InSource {}

/// A half-open range of bytes, `start..end`, in the text that `In` names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<In> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    of: std::marker::PhantomData<In>,
}

impl<In> Span<In> {
    /// The bytes from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end, of: std::marker::PhantomData }
    }

    /// Length in bytes.
    pub const fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The span as a plain range, for slicing.
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The words under the span; empty if it does not fit the text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether the byte at `offset` lies inside.
    pub const fn contains(&self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(&self, other: &Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same length, moved right by `by` bytes.
    pub const fn shifted(&self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }
}

impl<In> std::fmt::Debug for Span<In> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
