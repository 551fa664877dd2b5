//! What was typed, and where?

pub mod buffer;
pub mod decode;
pub mod format;
pub mod passage;
pub mod position;
pub mod span;
pub mod xml;
pub mod stable;
