//! All integration tests, one binary: linking once is most of the time they take.

mod corpus;
mod cli;
mod formats;
mod tidy;
