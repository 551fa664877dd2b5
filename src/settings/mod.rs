//! `copydesk.toml`: what the desk has decided, as plain data.

pub mod amend;
mod holding;
pub mod key;
mod names;
pub mod profile;
mod read;
mod schema;
mod style;
mod stylebook;
pub(crate) mod template;
pub mod value;
pub mod words;

use crate::error::Problem;
use value::Said;

pub use holding::Holding;
pub use key::{KINDS, OFF};
pub use names::Names;
pub use read::{nearest, read};
pub use schema::schema;
pub use style::{Courtesy, HouseNames, Stops, Style, Tolerance};
pub use stylebook::Stylebook;
pub use template::template;
pub use words::Query;

/// Everything the file says.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// For rules and the desk.
    pub book: Stylebook,
    /// What the drafts are held against, in order of name.
    pub collections: Vec<Collection>,
    /// Milliseconds without typing before the editor checks.
    pub delay: Option<u64>,
    /// Drafts that `check` without paths looks at: patterns as in `.gitignore`; all that can be read if empty.
    pub include: Vec<String>,
    /// Drafts it passes over.
    pub exclude: Vec<String>,
    /// House lists to be read and handed to [`supply`](Self::supply).
    pub lists: Vec<List>,
    /// All of it as it was said, but what is in the stylebook.
    pub said: Vec<Said>,
}

/// A part of the reference corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Its name in the file.
    pub name: String,
    /// A file or folder, as written: relative to the settings file.
    pub path: String,
    /// One of [`KINDS`].
    pub kind: &'static str,
    /// Never cited in what a CI prints, nor from another workspace.
    pub confidential: bool,
    /// What its records call the things looked for: `text=story.body`.
    pub fields: Vec<String>,
}

/// A house list that the file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The key that names it: `lists.words`.
    pub key: &'static str,
    /// The file, as written: relative to the settings file.
    pub path: String,
    /// What it holds, once it is read.
    pub text: String,
}

/// Who wrote the settings. A repository's file is somebody else's word: it can come with a pull request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Found beside the drafts: names files of its own folder only.
    Repository,
    /// Named by the user on the command line or in the editor's own settings.
    User,
}

impl Settings {
    /// Takes up the house lists whose texts have been read.
    pub fn supply(&mut self) -> Vec<Problem> {
        let texts = |key: &str| -> Vec<(String, String)> {
            let lists = self.lists.iter().filter(|list| list.key == key);
            lists.map(|list| (list.path.clone(), list.text.clone())).collect()
        };
        let (words, mut problems) = words::read(&texts("lists.words"));
        let (translated, more) = words::read(&texts("lists.translated"));
        problems.extend(more);
        let (misquotes, wrong) = words::read(&texts("lists.misquotes"));
        problems.extend(wrong);
        let protected = Names::read(texts("lists.protected").iter().map(|(_, text)| text.as_str()));
        self.book = std::mem::take(&mut self.book).with(|style| {
            style.words = words.into();
            style.translated = translated.into();
            style.protected = protected.into();
            style.misquotes = misquotes.into();
        });
        problems
    }

    fn list(&mut self, said: &Said) {
        let lists = said.value.texts().into_iter();
        self.lists.extend(lists.map(|path| List { key: said.key.at, path, text: String::new() }));
    }
}
