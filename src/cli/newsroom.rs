//! The newsrooms that drafts come from: a workspace, what it has decided, and its corpus.

use super::library::{self, Library};
use crate::checks;
use crate::corpus::Collection;
use crate::error::{Error, Problem, Result};
use crate::files::{self, Workspace};
use crate::settings::{self, Settings, Trust};
use std::path::{Path, PathBuf};

/// A workspace with its settings.
pub struct Newsroom {
    /// Where it is.
    pub workspace: Workspace,
    /// What it has decided.
    pub settings: Settings,
    /// What its settings file says that cannot be read.
    pub problems: Vec<Problem>,
}

impl Newsroom {
    /// The newsroom of a draft or folder, or the one whose settings the user names.
    pub fn of(draft: &Path, config: Option<&Path>) -> Result<Self> {
        match config {
            Some(file) => Ok(Self::read(named(file)?, Trust::User)),
            None => Ok(Self::at(files::workspace(draft))),
        }
    }

    /// The newsroom of a workspace.
    pub fn at(workspace: Workspace) -> Self {
        Self::read(workspace, Trust::Repository)
    }

    fn read(workspace: Workspace, trust: Trust) -> Self {
        let Some(file) = workspace.settings.clone() else {
            return Self { workspace, settings: Settings::default(), problems: Vec::new() };
        };
        let name = files::shown(&from_here(&file));
        let (settings, problems) = match files::read_text(&file) {
            Ok((text, note)) => {
                let (settings, problems) = settings::read(&text, &checks::codes(), trust);
                let problems = problems.into_iter().map(|p| Problem { path: name.clone(), ..p });
                (settings, note.into_iter().chain(problems).collect())
            }
            Err(problem) => (Settings::default(), vec![problem]),
        };
        Self { workspace, settings, problems }
    }

    /// What its settings name as its corpus.
    pub fn collections(&self) -> (Vec<Collection>, Vec<Problem>) {
        library::collections(&self.workspace, &self.settings)
    }

    /// Opens its corpus.
    pub fn library(&self, flags: &library::Flags) -> Result<Library> {
        Library::open(flags, &self.workspace, &self.settings)
    }
}

fn named(file: &Path) -> Result<Workspace> {
    let there = file.canonicalize().map_err(|e| Error::new("reading the settings").at(file).because(e))?;
    Ok(Workspace { root: there.parent().map(Path::to_owned), settings: Some(there) })
}

/// A path as a person here would write it.
pub fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    here.ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned)).unwrap_or(path.to_owned())
}
