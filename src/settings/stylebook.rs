//! The stylebook: what rules go by, and where a part of the paper goes by something else.

use super::Style;
use super::key::Sets;
use super::value::{By, Said};
use ignore::gitignore::Gitignore;
use std::sync::Arc;

/// What the desk has decided for rules, in the order in which it holds: of two that speak of one key, the later one goes.
#[derive(Clone, Debug, Default)]
pub struct Stylebook {
    /// What no override changes, worked out.
    plain: Arc<Style>,
    /// What the command line says, and the lists: under all parts alike.
    base: Style,
    said: Vec<Said>,
    overrides: Vec<Override>,
}

/// What else holds for a part of the paper.
#[derive(Clone, Debug)]
pub struct Override {
    /// Patterns for paths under the workspace; all if there are none.
    pub paths: Option<Gitignore>,
    /// Sections, in lower case; all if there are none.
    pub sections: Vec<String>,
    /// What it says.
    pub said: Vec<Said>,
}

impl Override {
    /// `path` is relative to the workspace, with `/` between the parts.
    fn fits(&self, path: &str, section: Option<&str>) -> bool {
        let path = path.trim_start_matches("./");
        let under = |paths: &Gitignore| {
            let inside = !path.is_empty() && !path.starts_with(['/', '\\']) && path.as_bytes().get(1) != Some(&b':');
            inside && paths.matched_path_or_any_parents(path, false).is_ignore()
        };
        let section = section.map(str::to_lowercase);
        self.paths.as_ref().is_none_or(under)
            && (self.sections.is_empty() || section.is_some_and(|section| self.sections.contains(&section)))
    }
}

impl Stylebook {
    pub(super) fn new(said: Vec<Said>, overrides: Vec<Override>) -> Self {
        Self { said, overrides, ..Self::default() }.settled()
    }

    /// The style for a draft: `path` relative to the workspace with `/` between the parts (empty if it lies nowhere),
    /// `section` as the draft names its own.
    pub fn style(&self, path: &str, section: Option<&str>) -> Arc<Style> {
        if !self.overrides.iter().any(|part| part.fits(path, section)) {
            return Arc::clone(&self.plain);
        }
        Arc::new(self.worked_out(self.said(path, section)))
    }

    /// Everything that is said of such a draft; of two that speak of one key, the later one goes.
    pub fn said<'b>(&'b self, path: &'b str, section: Option<&'b str>) -> impl Iterator<Item = &'b Said> {
        let parts = self.overrides.iter().filter(move |part| part.fits(path, section));
        self.said.iter().chain(parts.flat_map(|part| &part.said))
    }

    /// The same over the writer's own taste: what the project says goes before it, since editor and CI must not differ.
    pub fn over(mut self, taste: &Self) -> Self {
        let own = taste.said.iter().map(|said| Said { by: By::Editor, ..said.clone() });
        self.said.splice(0..0, own.collect::<Vec<_>>());
        self.settled()
    }

    /// Only the rules of `select` (all if it is empty), without those of `ignore`: for one run, whatever the file says.
    pub fn only(mut self, codes: &[&str], select: &[String], ignore: &[String]) -> Self {
        let is = |list: &[String], code: &str| list.iter().any(|listed| listed == code);
        let hushed = |code: &&&str| is(ignore, code) || !select.is_empty() && !is(select, code);
        self.base.hushed = codes.iter().filter(hushed).map(|code| (*code).to_owned()).collect();
        self.asking(select)
    }

    /// With rules that speak even where they are off.
    pub fn asking(mut self, codes: &[String]) -> Self {
        self.base.asked = codes.iter().cloned().collect();
        self.settled()
    }

    /// With what holds for every part of the paper changed.
    pub(super) fn with(mut self, change: impl FnOnce(&mut Style)) -> Self {
        change(&mut self.base);
        self.settled()
    }

    fn settled(mut self) -> Self {
        self.plain = Arc::new(self.worked_out(self.said.iter()));
        self
    }

    fn worked_out<'s>(&self, said: impl Iterator<Item = &'s Said>) -> Style {
        let mut style = self.base.clone();
        for said in said {
            if let Sets::Style(set) = &said.key.sets {
                set(&mut style, said);
            }
        }
        style
    }
}

/// One style for everything.
impl From<Style> for Stylebook {
    fn from(style: Style) -> Self {
        Self { base: style, ..Self::default() }.settled()
    }
}
