//! The documents that `extract` reads: drafts, and the records of a `.jsonl` file one by one.

use super::print;
use crate::error::{Problem, Result};
use crate::files;
use crate::text::format::Format;
use serde::Deserialize;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// One document.
pub struct Document {
    /// Its `doc` or `id` key, else its path as given.
    pub doc: Value,
    /// How it is written.
    pub format: Format,
    /// Decoded, without byte order mark.
    pub text: String,
}

/// A record of a `.jsonl` file, as far as it matters here.
#[derive(Deserialize)]
struct Row {
    doc: Option<Value>,
    id: Option<Value>,
    text: String,
}

/// Reads every document under `paths` and hands it to `each`. `false` if a path that was named could not be read; what
/// was wrong has been told.
pub fn read(paths: &[PathBuf], each: &mut dyn FnMut(Document) -> Result<()>) -> Result<bool> {
    let (files, problems) = files::walk(paths, |path| Format::of_path(path).is_some() || is_rows(path));
    print::problems(&problems);
    let mut complete = true;
    for file in files {
        let read = if is_rows(&file.path) { rows(&file.path, each)? } else { whole(&file.path, each)? };
        if let Err(problem) = read {
            complete &= !file.by_itself;
            print::problems(&[problem]);
        }
    }
    Ok(complete)
}

fn is_rows(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "jsonl")
}

/// What could not be read, if anything; the outer result is of the work on it.
type Read = Result<std::result::Result<(), Problem>>;

fn whole(path: &Path, each: &mut dyn FnMut(Document) -> Result<()>) -> Read {
    let name = files::shown(path);
    let read = if name == files::STDIN { files::read_stdin(&name) } else { files::read_text(path) };
    let (text, note) = match read {
        Ok(read) => read,
        Err(problem) => return Ok(Err(problem)),
    };
    print::problems(note.as_slice());
    let format = Format::of_path(path).unwrap_or(Format::Plain);
    each(Document { doc: Value::String(name), format, text })?;
    Ok(Ok(()))
}

/// Streams, so that an archive of any size fits; a bad line is told and stepped over.
fn rows(path: &Path, each: &mut dyn FnMut(Document) -> Result<()>) -> Read {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(e) => return Ok(Err(Problem::new(files::shown(path), e.to_string()))),
    };
    let mut lines = BufReader::with_capacity(1 << 16, file);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        match lines.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) if line.trim_ascii().is_empty() => {}
            Ok(_) => match serde_json::from_slice::<Row>(&line) {
                Ok(row) => row.hand_to(path, number, each)?,
                Err(e) => print::problems(&[print::bad_row(&files::shown(path), number, &e)]),
            },
            Err(e) => return Ok(Err(Problem::new(files::shown(path), e.to_string()))),
        }
    }
    Ok(Ok(()))
}

impl Row {
    fn hand_to(self, path: &Path, number: usize, each: &mut dyn FnMut(Document) -> Result<()>) -> Result<()> {
        let doc = self.doc.or(self.id).unwrap_or_else(|| format!("{}:{number}", files::shown(path)).into());
        each(Document { doc, format: Format::Plain, text: self.text })
    }
}
