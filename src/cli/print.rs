//! Standard output and standard error: the only place that writes to them.

use crate::error::{Error, Problem, Result};
use crate::report::Look;
use clap::ValueEnum;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Even into a file or a pipe
    Always,
    /// Plain text
    Never,
}

/// Columns of output that is not shown on a terminal.
const PAGE_WIDTH: usize = 120;
/// A snippet needs room for its line numbers.
const NARROWEST: usize = 40;
/// Long lines are hard to read even on a wide screen.
const WIDEST: usize = 160;

impl Colour {
    /// How standard output wants to look.
    pub fn look(self) -> Look {
        let colour = match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
        };
        let width = match terminal_size::terminal_size_of(std::io::stdout()) {
            Some((columns, _)) => usize::from(columns.0).clamp(NARROWEST, WIDEST),
            None => PAGE_WIDTH,
        };
        Look { colour, width }
    }
}

/// Writes to standard output. A reader who has seen enough (`| head`) is no error.
pub fn out(text: &str) -> Result<()> {
    write(text.as_bytes())
}

fn write(bytes: &[u8]) -> Result<()> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => Err(Error::new("writing to standard output").because(e)),
        _ => Ok(()),
    }
}

/// Adds to the end of a file.
pub fn append(file: &Path, text: &str) -> Result<()> {
    let opened = std::fs::OpenOptions::new().append(true).create(true).open(file);
    let written = opened.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|e| Error::new("writing").at(file).because(e))
}

/// Tells problems on standard error, one a line.
pub fn problems(problems: &[Problem]) {
    let mut stderr = std::io::stderr().lock();
    for problem in problems {
        let line: String = problem.to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        // Nobody is left to tell if standard error is closed.
        let _ = writeln!(stderr, "copydesk: {line}");
    }
}

/// A row of JSON Lines, without the line's end.
pub fn json(row: &impl serde::Serialize) -> Result<Vec<u8>> {
    let mut line = Vec::with_capacity(ROW);
    serde_json::to_writer(&mut line, row).map_err(|e| Error::new("writing a row").because(e))?;
    Ok(line)
}

/// Rows of output for another program, written in large pieces.
pub struct Rows {
    waiting: Vec<u8>,
}

/// Bytes of most rows.
const ROW: usize = 1 << 12;
/// Bytes that are written at once.
const PIECE: usize = 1 << 16;

impl Rows {
    pub const fn new() -> Self {
        Self { waiting: Vec::new() }
    }

    /// Adds one row of JSON Lines.
    pub fn row(&mut self, row: &impl serde::Serialize) -> Result<()> {
        self.line(&json(row)?)
    }

    /// Adds one line.
    pub fn line(&mut self, line: &[u8]) -> Result<()> {
        self.waiting.extend_from_slice(line);
        self.waiting.push(b'\n');
        if self.waiting.len() >= PIECE { self.flush() } else { Ok(()) }
    }

    /// Hands on what is waiting.
    pub fn flush(&mut self) -> Result<()> {
        let written = write(&self.waiting);
        self.waiting.clear();
        written
    }
}

/// A line of input that is no row; the library counts lines of its own input, which is always one.
pub fn bad_row(path: &str, number: usize, error: &serde_json::Error) -> Problem {
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or_default();
    Problem::new(path, format!("not a row: {what}; the line was passed over")).on_line(number)
}
