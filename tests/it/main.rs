//! All integration tests, one binary: linking once is most of the time they take.

mod articles;
mod cases;
mod ci;
mod cli;
mod commands;
mod corpus;
mod desk;
mod dice;
#[cfg(target_os = "linux")]
mod disk;
mod editor;
mod faces;
mod fixes;
mod formats;
mod lsp;
mod lsp_workspace;
mod lsp_writing;
mod manual;
mod model;
mod names;
mod newsroom;
#[cfg(target_os = "linux")]
mod privacy;
mod quotes;
mod sheet;
mod telling;
mod tidy;
