//! copydesk: a copy desk inside a journalist's editor.

pub mod error;
pub mod finding;
pub mod prose;
pub mod text;
