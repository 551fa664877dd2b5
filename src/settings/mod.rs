//! `copydesk.toml`: what the desk has decided, as plain data.

mod read;

use crate::finding::Severity;
use std::collections::BTreeMap;

pub use read::{nearest, read};

/// What rules and the desk need of the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Level by rule code; `None` switches the rule off. Codes not named have their rule's own level.
    pub levels: BTreeMap<String, Option<Severity>>,
    /// On which side of a closing mark full stops and commas stand; `None`: nobody has said.
    pub stops: Option<Stops>,
    /// Whether straight marks are curled when the page is built (SmartyPants), so that both forms may stand in a draft.
    pub curled_by_build: bool,
}

/// On which side of a closing mark full stops and commas stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stops {
    /// Inside, always.
    American,
    /// Inside only if they belong to a whole quoted sentence.
    British,
}

impl Stops {
    /// Both.
    pub const ALL: [Self; 2] = [Self::American, Self::British];

    /// The word used in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::American => "american",
            Self::British => "british",
        }
    }
}

/// Everything the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// For rules and the desk.
    pub style: Style,
    /// What the drafts are held against, in order of name.
    pub collections: Vec<Collection>,
    /// Milliseconds without typing before the editor checks.
    pub delay: Option<u64>,
    /// Language tag of drafts that do not say theirs.
    pub lang: Option<String>,
    /// Drafts that `check` without paths looks at: patterns as in `.gitignore`; all that can be read if empty.
    pub include: Vec<String>,
    /// Drafts it passes over.
    pub exclude: Vec<String>,
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
}

/// The kinds of collection, best first; [`crate::corpus`]'s ranks have the same names.
pub const KINDS: [&str; 4] = ["notes", "archive", "wires", "other"];
/// The word that switches a rule off.
pub const OFF: &str = "off";
/// The longest `delay`, in milliseconds: a check ten seconds late looks like none.
pub const LONGEST_DELAY: u64 = 10_000;

/// Who wrote the settings. A repository's file is somebody else's word: it can come with a pull request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Found beside the drafts: names files of its own folder only.
    Repository,
    /// Named by the user on the command line or in the editor's own settings.
    User,
}

/// What a fresh `copydesk.toml` holds: every key, explained.
pub const TEMPLATE: &str = include_str!("template.toml");
