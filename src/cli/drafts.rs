//! Which drafts to check, and reading them.

use crate::error::{Problem, Result};
use crate::files::{self, Named, Source};
use crate::house::House;
use crate::text::format::Format;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Path, PathBuf};

/// The drafts that were named, as far as they could be read.
#[derive(Default)]
pub struct Drafts {
    /// In order of what was named.
    pub sources: Vec<Source>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// False if something that was named by itself could not be read.
    pub complete: bool,
}

/// Reads what the user named; without a name, the workspace's own drafts.
pub fn read(paths: &[PathBuf], stdin_filename: Option<&str>) -> Result<Drafts> {
    let (named, problems) = if paths.is_empty() { of_the_workspace()? } else { files::walk(paths, is_draft) };
    let mut drafts = Drafts { problems, complete: true, ..Drafts::default() };
    let folders = if paths.is_empty() { &[PathBuf::from(".")] } else { paths };
    drafts.problems.extend(folders.iter().filter(|folder| is_bare(folder, &named)).map(|folder| no_draft(folder)));
    for file in named {
        match source(&file, stdin_filename) {
            Ok((source, note)) => {
                drafts.problems.extend(note);
                drafts.sources.push(source);
            }
            Err(problem) => {
                drafts.complete &= !file.by_itself;
                drafts.problems.push(problem);
            }
        }
    }
    Ok(drafts)
}

fn is_draft(path: &Path) -> bool {
    Format::of_path(path).is_some()
}

/// Whether a folder gave no draft: whoever named it should not think that it was looked at.
fn is_bare(folder: &Path, named: &[Named]) -> bool {
    let within = |file: &Named| folder == Path::new(".") || file.path.starts_with(folder);
    folder.is_dir() && !named.iter().any(within)
}

fn no_draft(folder: &Path) -> Problem {
    Problem::new(files::shown(folder), format!("no drafts in it {KINDS}; nothing was checked"))
}

/// The files that are drafts.
const KINDS: &str = "(.md, .txt, .html, .docx)";

/// Everything here and below that can be read, by the settings' `include` and `exclude`, without the corpus itself.
fn of_the_workspace() -> Result<(Vec<Named>, Vec<Problem>)> {
    let here = Path::new(".");
    let House { workspace, settings, .. } = House::of(here, None)?;
    let (mut named, mut problems) = files::walk(&[here.to_owned()], is_draft);
    for file in &mut named {
        file.path = file.path.strip_prefix(here).unwrap_or(&file.path).to_owned();
    }
    if let Some(root) = workspace.root {
        let corpus: Vec<_> =
            settings.collections.iter().map(|c| format!("/{}", c.path.trim_start_matches("./"))).collect();
        let [include, exclude, corpus] =
            [&settings.include, &settings.exclude, &corpus].map(|patterns| matcher(&root, patterns, &mut problems));
        named.retain(|file| {
            let Ok(path) = file.path.canonicalize() else { return true };
            let hit = |list: &Gitignore| list.matched_path_or_any_parents(&path, false).is_ignore();
            path.starts_with(&root) && (include.is_empty() || hit(&include)) && !hit(&exclude) && !hit(&corpus)
        });
    }
    Ok((named, problems))
}

fn matcher(root: &Path, patterns: &[String], problems: &mut Vec<Problem>) -> Gitignore {
    let mut builder = GitignoreBuilder::new(root);
    for pattern in patterns {
        if let Err(e) = builder.add_line(None, pattern) {
            problems.push(Problem::new(files::SETTINGS, format!("{pattern}: {e}; the pattern is left out")));
        }
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// Reads one draft.
fn source(file: &Named, stdin_filename: Option<&str>) -> std::result::Result<(Source, Option<Problem>), Problem> {
    let stdin = file.path.as_os_str() == files::STDIN;
    let path = if stdin { stdin_filename.unwrap_or(files::STDIN).to_owned() } else { files::shown(&file.path) };
    let format = Format::of_path(Path::new(&path)).or(stdin.then_some(Format::Plain));
    let Some(format) = format.or_else(|| unknown_type_is_missing(&file.path)) else {
        return Err(Problem::new(path, format!("not a kind of file that copydesk checks {KINDS}; passed over")));
    };
    let (text, note) = if stdin { files::read_stdin(&path)? } else { files::read_text(&file.path)? };
    Ok((Source { path, format, text }, note))
}

/// A file that is not there is told as such, whatever its name ends in.
fn unknown_type_is_missing(path: &Path) -> Option<Format> {
    (!path.exists()).then_some(Format::Plain)
}
