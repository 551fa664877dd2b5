//! What is on record?
//!
//! Everybody above asks in batches of [`question::Question`] and gets [`question::Answer`]s; only this module knows how
//! stories are stored.

pub mod article;
pub mod question;
