//! What rules go by, as plain data.

use super::names::Names;
use super::words::Words;
use crate::finding::Severity;
use crate::prose::cue::Verbs;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What rules and the desk need of the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Level by rule code; `None` switches the rule off. Codes not named have their rule's own level.
    pub levels: BTreeMap<String, Option<Severity>>,
    /// Rules that were asked for by name for one run: they speak even where they are off.
    pub asked: BTreeSet<String>,
    /// Rules that are not wanted in one run, whatever their level.
    pub hushed: BTreeSet<String>,
    /// Language tag of drafts that do not say theirs.
    pub lang: Option<String>,
    /// On which side of a closing mark full stops and commas stand; `None`: nobody has said.
    pub stops: Option<Stops>,
    /// Whether straight marks are curled when the page is built (SmartyPants), so that both forms may stand in a draft.
    pub curled_by_build: bool,
    /// What becomes of Mr and Ms after the first mention; `None`: nobody has said.
    pub courtesy_titles: Option<Courtesy>,
    /// What may be done to quoted words.
    pub tolerance: Tolerance,
    /// The desk's own verbs of saying. A draft is read by those that hold for the whole paper.
    pub verbs: Arc<Verbs>,
    /// How the house spells its names.
    pub names: HouseNames,
    /// Words that the desk asks about.
    pub words: Arc<Words>,
    /// People whose words reach the desk in another language; the advice is the language.
    pub translated: Arc<Words>,
    /// People who must not be named.
    pub protected: Arc<Names>,
    /// Quotations that the desk knows to be wrong.
    pub misquotes: Arc<Words>,
}

impl Style {
    /// A rule's level; `default` is the rule's own.
    pub fn level(&self, code: &str, default: Option<Severity>) -> Option<Severity> {
        if self.hushed.contains(code) {
            return None;
        }
        let level = self.levels.get(code).copied().unwrap_or(default);
        let asked = self.asked.contains(code).then(|| default.unwrap_or(Severity::Information));
        level.or(asked)
    }
}

/// Gives an enum of the settings its words.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),* }) => {
        impl $type {
            /// The words used in settings.
            pub const NAMES: [&str; 0 $(+ { let _ = $word; 1 })*] = [$($word),*];

            /// What a word of the settings names.
            pub fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

/// On which side of a closing mark full stops and commas stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stops {
    /// Inside, always.
    American,
    /// Inside only if they belong to a whole quoted sentence.
    British,
}
words!(Stops { American = "american", British = "british" });

/// What becomes of Mr, Mrs and Ms after the first mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Courtesy {
    /// Mr Holm said.
    Keep,
    /// Holm said.
    Drop,
}
words!(Courtesy { Keep = "keep", Drop = "drop" });

/// What may be done to quoted words: the guides disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tolerance {
    /// Nothing, not even to minor grammar (AP, Reuters).
    #[default]
    Exact,
    /// Ums may go and bad grammar may be improved (Guardian).
    Tidied,
}
words!(Tolerance { Exact = "exact", Tidied = "tidied" });

/// How the house spells its names: what stands here wins over every guess.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HouseNames {
    /// People, as they are printed: in full, or with one word where one is enough.
    pub people: Vec<String>,
    /// Places, as they are printed.
    pub places: Vec<String>,
    /// Initials that need no words.
    pub initials: Vec<String>,
}
