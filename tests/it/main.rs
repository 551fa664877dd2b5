//! All integration tests, one binary: linking once is most of the time they take.

mod cases;
mod cli;
mod commands;
mod corpus;
mod desk;
mod editor;
mod fixes;
mod formats;
mod lsp;
mod lsp_writing;
mod manual;
mod model;
mod names;
mod newsroom;
mod quotes;
mod tidy;
