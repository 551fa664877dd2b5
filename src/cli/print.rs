//! Standard output and standard error: the only place that writes to them.

use crate::error::{Error, Problem, Result};
use crate::report::Look;
use clap::ValueEnum;
use std::io::{ErrorKind, Write};

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
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => Err(Error::new("writing to standard output").because(e)),
        _ => Ok(()),
    }
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

/// Writes one row of JSON Lines.
pub fn row(row: &impl serde::Serialize) -> Result<()> {
    let mut line = serde_json::to_string(row).map_err(|e| Error::new("writing a row").because(e))?;
    line.push('\n');
    out(&line)
}
