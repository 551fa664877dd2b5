//! What does a careful reader notice?
//!
//! [`reader::read`] reads one paragraph by itself and is cached with the paragraph; [`story::tell`] joins the readings
//! into a [`story::Story`] without looking at a text again.

pub mod age;
pub mod cast;
pub mod cue;
pub mod event;
pub mod figures;
pub mod name;
pub mod quote;
pub mod reader;
pub mod reading;
mod rows;
pub mod sentence;
pub mod speaker;
pub mod story;
pub mod token;
pub mod toll;
pub mod vocabulary;
pub mod words;
