//! What was typed, and where?

pub mod format;
pub mod passage;
pub mod position;
pub mod span;
