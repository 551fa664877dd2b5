//! What has been decided where a draft belongs: its workspace's settings, house lists and collections, read once for
//! every face.

use crate::checks;
use crate::corpus::article::Rank;
use crate::corpus::{Collection, FieldMap};
use crate::error::{Error, Problem, Result};
use crate::files::{self, Workspace};
use crate::settings::{self, Settings, Trust};
use crate::text::format::Format;
use std::path::{Path, PathBuf};

/// A workspace with its settings.
pub struct House {
    /// Where it is.
    pub workspace: Workspace,
    /// What it has decided.
    pub settings: Settings,
    /// What its settings file and house lists say that cannot be read.
    pub problems: Vec<Problem>,
    trust: Trust,
}

impl House {
    /// The house of a draft or folder, or the one whose settings the user names.
    pub fn of(draft: &Path, config: Option<&Path>) -> Result<Self> {
        match config {
            Some(file) => Ok(Self::read(named(file)?, Trust::User)),
            None => Ok(Self::at(files::workspace(draft))),
        }
    }

    /// The house of a workspace.
    pub fn at(workspace: Workspace) -> Self {
        Self::read(workspace, Trust::Repository)
    }

    /// A file of the desk's own, beside its settings; `None` without a workspace. What is not there is empty.
    pub fn own_file(&self, name: &str) -> Option<(PathBuf, String)> {
        let file = self.workspace.root.as_ref()?.join(name);
        let text = files::read_text(&file).map(|(text, _)| text).unwrap_or_default();
        Some((file, text))
    }

    fn read(workspace: Workspace, trust: Trust) -> Self {
        let mut house = Self { workspace, settings: Settings::default(), problems: Vec::new(), trust };
        let Some(file) = house.workspace.settings.clone() else { return house };
        match files::read_text(&file) {
            Ok((text, note)) => {
                let (settings, problems) = settings::read(&text, &checks::codes(), trust);
                house.settings = settings;
                house.problems.extend(note);
                house.problems.extend(problems.into_iter().map(|p| Problem { path: files::from_here(&file), ..p }));
                house.read_lists(&file);
            }
            Err(problem) => house.problems.push(Problem { path: files::from_here(&file), ..problem }),
        }
        house
    }

    fn read_lists(&mut self, file: &Path) {
        let mut lists = std::mem::take(&mut self.settings.lists);
        for list in &mut lists {
            let read = self.place(&list.path).map_err(str::to_owned).and_then(|path| {
                let (text, note) = files::read_text(&path).map_err(|problem| problem.message)?;
                self.problems.extend(note.map(|note| Problem { path: list.path.clone(), ..note }));
                Ok(text)
            });
            match read {
                Ok(text) => list.text = text,
                Err(what) => self.problems.push(left_out(file, list.key, &list.path, &what)),
            }
        }
        self.settings.lists = lists;
        let root = self.workspace.root.clone().unwrap_or_default();
        let problems = self.settings.supply();
        let named = |p: Problem| Problem { path: files::from_here(&root.join(&p.path)), ..p };
        self.problems.extend(problems.into_iter().map(named));
    }

    /// What its settings name as its corpus, and what of that is not there.
    pub fn collections(&self) -> (Vec<Collection>, Vec<Problem>) {
        let (mut collections, mut problems) = (Vec::new(), Vec::new());
        let Some(file) = &self.workspace.settings else { return (collections, problems) };
        for settings::Collection { name, path, kind, confidential, fields } in &self.settings.collections {
            match self.place(path) {
                Ok(path) => {
                    let rank = Rank::named(kind).unwrap_or(Rank::Other);
                    let (fields, wrong) = FieldMap::read(fields);
                    let told =
                        |field| Problem::new(files::from_here(file), format!("collections.{name}.fields: {field}"));
                    problems.extend(wrong.into_iter().map(told));
                    let collection = Collection::new(name, path, rank);
                    collections.push(Collection { confidential: *confidential, fields, ..collection });
                }
                Err(what) => problems.push(left_out(file, &format!("collections.{name}"), path, what)),
            }
        }
        (collections, problems)
    }

    /// The files that decide for it: its settings, there or not, and its lists.
    pub fn deciding(&self) -> Vec<PathBuf> {
        let settings = self.workspace.root.iter().map(|root| root.join(files::SETTINGS));
        settings.chain(self.settings.lists.iter().filter_map(|list| self.place(&list.path).ok())).collect()
    }

    /// Whether a file is one of its lists.
    pub fn has_list(&self, file: &Path) -> bool {
        self.settings.lists.iter().any(|list| self.place(&list.path).is_ok_and(|place| place == file))
    }

    /// Where a draft lies under the workspace, with `/` between the parts, as settings by path have it; empty if nowhere.
    pub fn place_of(&self, draft: &Path) -> String {
        let real = draft.canonicalize().unwrap_or_else(|_| draft.to_owned());
        let under = self.workspace.root.as_ref().and_then(|root| real.strip_prefix(root).ok());
        under.map(|place| files::shown(place).replace('\\', "/")).unwrap_or_default()
    }

    /// The notes and transcripts that a draft rests on: files and folders that its front matter names, relative to it or
    /// else to the workspace, and the folder beside it that has its name and `.sources`. A draft is somebody's word: all
    /// of it lies inside the workspace, or, without one, in the draft's own folder.
    pub fn sources_of(&self, draft: &Path, format: Format, text: &str) -> (Vec<PathBuf>, Vec<Problem>) {
        let folder = draft.parent().unwrap_or(Path::new("")).to_owned();
        let folder = Path::new(".").join(folder).canonicalize().unwrap_or_default();
        let root = self.workspace.root.clone().unwrap_or_else(|| folder.clone());
        let written = format.front(text).map(|meta| meta.sources).unwrap_or_default();
        let (mut sources, mut problems) = (Vec::new(), Vec::new());
        for source in written {
            let real = [&folder, &root].iter().find_map(|base| base.join(&source).canonicalize().ok());
            match real.filter(|real| real.starts_with(&root)) {
                Some(real) => sources.push(real),
                None => {
                    let message = format!("the source {source} is not there, or not in this workspace; left out");
                    problems.push(Problem::new(files::shown(draft), message));
                }
            }
        }
        let beside = draft.file_stem().map(|stem| folder.join(format!("{}.sources", stem.to_string_lossy())));
        sources.extend(beside.filter(|beside| beside.is_dir()));
        (sources, problems)
    }

    /// A file or folder that the settings name: relative to their file and, unless the user named that file, inside its
    /// folder once links are followed.
    fn place(&self, path: &str) -> std::result::Result<PathBuf, &'static str> {
        let root = self.workspace.root.as_deref().unwrap_or(Path::new("."));
        let Ok(real) = root.join(path).canonicalize() else { return Err("is not there") };
        match self.trust == Trust::User || real.starts_with(root) {
            true => Ok(real),
            false => Err("is a link that leads outside the workspace"),
        }
    }
}

fn left_out(file: &Path, key: &str, path: &str, what: &str) -> Problem {
    Problem::new(files::from_here(file), format!("{key}: {path} {what}; left out"))
}

fn named(file: &Path) -> Result<Workspace> {
    let there = file.canonicalize().map_err(|e| Error::new("reading the settings").at(file).because(e))?;
    Ok(Workspace { root: there.parent().map(Path::to_owned), settings: Some(there) })
}
