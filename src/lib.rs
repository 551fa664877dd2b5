//! copydesk: a copy desk inside a journalist's editor.

pub mod checks;
pub mod corpus;
pub mod desk;
pub mod error;
pub mod finding;
pub mod prose;
pub mod settings;
pub mod text;
