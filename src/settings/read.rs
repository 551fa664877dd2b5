//! Reads `copydesk.toml`. A key that is wrong is told with its line and what is allowed; the others hold.

use super::key::{KEYS, Key, OFF, OVERRIDES, PROFILE, Place, Sets, Takes};
use super::stylebook::{Override, Stylebook};
use super::value::{By, Said, Value};
use super::{Settings, Trust, profile};
use crate::error::Problem;
use crate::finding::Severity;
use crate::text::position::{Encoding, Lines};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads settings; `codes` are the rules there are. Problems name the line, not the file.
pub fn read(text: &str, codes: &[&str], trust: Trust) -> (Settings, Vec<Problem>) {
    let (table, broken) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(text, codes, trust);
    for error in broken {
        reader.tell(error.span().unwrap_or(0..0), format!("not TOML: {}; what can be read holds", error.message()));
    }
    let overrides = table.get_ref().iter().filter(|(key, _)| key.get_ref() == OVERRIDES);
    let overrides: Vec<_> = overrides.flat_map(|(_, value)| reader.overrides(value)).collect();
    let said = reader.said(table.get_ref(), Place::File);
    reader.settings(said, overrides)
}

type Name<'i> = Spanned<std::borrow::Cow<'i, str>>;
type Written<'i> = Spanned<DeValue<'i>>;

struct Reader<'t> {
    lines: Lines<'t>,
    codes: &'t [&'t str],
    trust: Trust,
    /// The profile that is being read, which has no lines to tell.
    profile: Option<&'static str>,
    /// Keys whose values were told to be wrong.
    refused: Vec<String>,
    problems: Vec<Problem>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, codes: &'t [&'t str], trust: Trust) -> Self {
        Self { lines: Lines::new(text), codes, trust, profile: None, refused: Vec::new(), problems: Vec::new() }
    }

    /// What stands at the top of the file, or of an override: a profile first, since the rest goes before it.
    fn said(&mut self, table: &DeTable, place: Place) -> Vec<Said> {
        let mut said = Vec::new();
        self.table(table, "", "", place, &mut said);
        let profiles = said.iter().filter(|said| said.key.at == PROFILE);
        let mut all: Vec<_> = profiles.flat_map(|said| profile_said(&said.value.text(), self.codes)).collect();
        all.append(&mut said);
        all
    }

    /// The keys of a table that stands at `at`; `name` is what stands for the `*` in it.
    fn table(&mut self, table: &DeTable, at: &str, name: &str, place: Place, said: &mut Vec<Said>) {
        for (key, value) in table {
            let word = key.get_ref().as_ref();
            let (own, any) = (join(at, word), join(at, "*"));
            let known = |at: &str| KEYS.iter().any(|key| may_stand(key, place) && is_at(key, at));
            let (at, name) = match () {
                () if known(&own) => (own, name),
                () if known(&any) => (any, word),
                () if place == Place::File && own == OVERRIDES => continue,
                () => {
                    self.unknown(at, key, &names(at, place), "key");
                    continue;
                }
            };
            match KEYS.iter().find(|key| may_stand(key, place) && own_name(key) == at) {
                Some(known) if known.takes == Takes::Level && !self.codes.contains(&name) => {
                    let codes = self.codes;
                    self.unknown(known.table(), key, codes, "rule");
                }
                Some(known) => match self.value(known, name, value) {
                    Some(value) => said.push(Said { key: known, name: name.to_owned(), value, by: self.by(key) }),
                    None => self.refused.push(known.full_name(name)),
                },
                None => match value.get_ref().as_table() {
                    Some(table) => self.table(table, &at, name, place, said),
                    None => {
                        let at = at.replace('*', name);
                        self.tell(value.span(), format!("{at} is a table: [{at}]"));
                    }
                },
            }
        }
    }

    fn by(&self, key: &Name) -> By {
        self.profile.map_or_else(|| By::File(self.line(key.span().start)), By::Profile)
    }

    /// The value, if it is of the kind that the key takes; what is wrong with it is told.
    fn value(&mut self, key: &Key, name: &str, written: &Written) -> Option<Value> {
        let at = key.full_name(name);
        match key.takes {
            Takes::Text => self.text(&at, written).map(Value::Text),
            Takes::Path => {
                let path = self.text(&at, written)?;
                self.stays_inside(&at, written.span(), &path).then_some(Value::Text(path))
            }
            Takes::Texts => self.texts(&at, written).map(Value::Texts),
            Takes::Paths => {
                let mut paths = self.texts(&at, written)?;
                paths.retain(|path| self.stays_inside(&at, written.span(), path));
                Some(Value::Texts(paths))
            }
            Takes::OneOf(words) => self.one_of(&at, written, words),
            Takes::Level => {
                let words: Vec<_> = std::iter::once(OFF).chain(Severity::ALL.iter().map(|s| s.name())).collect();
                self.one_of(&at, written, &words)
            }
            Takes::Flag => {
                let flag = written.get_ref().as_bool().map(Value::Flag);
                self.or_tell(flag, written, || format!("{at} is true or false"))
            }
            Takes::Number(most) => {
                let number =
                    written.get_ref().as_integer().and_then(|i| u64::from_str_radix(i.as_str(), i.radix()).ok());
                let number = number.filter(|number| *number <= most).map(Value::Number);
                self.or_tell(number, written, || format!("{at} is a whole number, 0 to {most}"))
            }
        }
    }

    fn text(&mut self, at: &str, written: &Written) -> Option<String> {
        let text = written.get_ref().as_str().map(str::to_owned);
        self.or_tell(text, written, || format!("{at} is text in quotation marks"))
    }

    fn texts(&mut self, at: &str, written: &Written) -> Option<Vec<String>> {
        let list =
            written.get_ref().as_array().map(|list| list.iter().map(|v| v.get_ref().as_str().map(str::to_owned)));
        let texts = list.and_then(Iterator::collect);
        self.or_tell(texts, written, || format!("{at} is a list of texts: [\"…\", \"…\"]"))
    }

    fn one_of(&mut self, at: &str, written: &Written, words: &[&str]) -> Option<Value> {
        let word = written.get_ref().as_str().filter(|word| words.contains(word));
        let word = word.map(|word| Value::Text(word.to_owned()));
        self.or_tell(word, written, || format!("{at} is one of {}", words.join(", ")))
    }

    /// A repository's file is somebody else's word: what it names lies in its own folder.
    fn stays_inside(&mut self, at: &str, span: Range<usize>, path: &str) -> bool {
        let outside = self.trust == Trust::Repository && leads_outside(path);
        if outside {
            let hint = "name it on the command line, or in settings of your own";
            self.tell(span, format!("{at} leads outside the folder of this file; it is left out: {hint}"));
        }
        !outside
    }

    fn overrides(&mut self, written: &Written) -> Vec<Override> {
        let Some(parts) = written.get_ref().as_array() else {
            self.tell(written.span(), format!("{OVERRIDES} are tables: [[{OVERRIDES}]]"));
            return Vec::new();
        };
        let mut overrides = Vec::new();
        for part in parts {
            match part.get_ref().as_table() {
                Some(table) => overrides.extend(self.part(part, table)),
                None => self.tell(part.span(), format!("{OVERRIDES} are tables: [[{OVERRIDES}]]")),
            }
        }
        overrides
    }

    fn part(&mut self, written: &Written, table: &DeTable) -> Option<Override> {
        let said = self.said(table, Place::Override);
        let all = |at: &str| said.iter().filter(|s| s.key.at == at).flat_map(|s| s.value.texts()).collect::<Vec<_>>();
        let (paths, sections) = (all("overrides.paths"), all("overrides.sections"));
        if paths.is_empty() && sections.is_empty() {
            self.tell(written.span(), "an override has `paths` or `sections`; this one is left out".to_owned());
            return None;
        }
        let paths = (!paths.is_empty()).then(|| self.patterns(written.span(), &paths));
        let sections = sections.iter().map(|section| section.to_lowercase()).collect();
        let said = said.into_iter().filter(|said| said.key.place == Place::Anywhere).collect();
        Some(Override { paths, sections, said })
    }

    fn patterns(&mut self, at: Range<usize>, patterns: &[String]) -> Gitignore {
        let mut builder = GitignoreBuilder::new("");
        for pattern in patterns {
            if let Err(e) = builder.add_line(None, pattern) {
                self.tell(at.clone(), format!("overrides.paths: {pattern}: {e}; the pattern is left out"));
            }
        }
        builder.build().unwrap_or_else(|_| Gitignore::empty())
    }

    fn settings(mut self, said: Vec<Said>, overrides: Vec<Override>) -> (Settings, Vec<Problem>) {
        let mut settings = Settings::default();
        for said in &said {
            if let Sets::Settings(set) = said.key.sets {
                set(&mut settings, said);
            }
        }
        settings.collections.sort_by(|a, b| a.name.cmp(&b.name));
        let (whole, without): (Vec<_>, Vec<_>) = settings.collections.into_iter().partition(|c| !c.path.is_empty());
        settings.collections = whole;
        for collection in without {
            let at = format!("collections.{}", collection.name);
            let line =
                said.iter().find(|s| s.key.table() == "collections" && s.name == collection.name).and_then(Said::line);
            if !self.refused.contains(&format!("{at}.path")) {
                let message = format!("{at} has no `path`; it is left out");
                self.problems.push(Problem { line, ..Problem::new("", message) });
            }
        }
        self.problems.sort_by_key(|p| p.line);
        settings.said = said.iter().filter(|said| said.key.place == Place::File).cloned().collect();
        let said = said.into_iter().filter(|said| said.key.place == Place::Anywhere).collect();
        settings.book = Stylebook::new(said, overrides);
        (settings, self.problems)
    }

    fn or_tell<T>(&mut self, value: Option<T>, written: &Written, message: impl FnOnce() -> String) -> Option<T> {
        if value.is_none() {
            self.tell(written.span(), message());
        }
        value
    }

    fn unknown(&mut self, within: &str, key: &Name, known: &[&str], noun: &str) {
        let name = key.get_ref();
        let within = if within.is_empty() { String::new() } else { format!("{}: ", within.trim_end_matches(".*")) };
        let message = match nearest(name, known) {
            Some(nearest) => format!("{within}there is no {noun} {name}; did you mean {nearest}?"),
            None => format!("{within}there is no {noun} {name}; there are {}", known.join(", ")),
        };
        self.tell(key.span(), message);
    }

    fn line(&self, at: usize) -> usize {
        self.lines.position(at, Encoding::Utf8).line + 1
    }

    fn tell(&mut self, at: Range<usize>, message: String) {
        let line = self.line(at.start);
        self.problems.push(Problem::new("", message).on_line(line));
    }
}

/// What a profile stands for.
fn profile_said(name: &str, codes: &[&str]) -> Vec<Said> {
    let Some((name, text)) = profile::text(name) else { return Vec::new() };
    let mut reader = Reader { profile: Some(name), ..Reader::new(text, codes, Trust::Repository) };
    let (table, _) = DeTable::parse_recoverable(text);
    reader.said(table.get_ref(), Place::Anywhere)
}

fn may_stand(key: &Key, place: Place) -> bool {
    key.place == Place::Anywhere || key.place == place
}

/// Whether a key stands at `at` or under it. What an override is for stands at its top.
fn is_at(key: &Key, at: &str) -> bool {
    let own = own_name(key);
    own == at || own.strip_prefix(at).is_some_and(|rest| rest.starts_with('.'))
}

/// A key's name as its table has it: `paths` for `overrides.paths`.
fn own_name(key: &Key) -> &'static str {
    if key.place == Place::Override { key.at.trim_start_matches(OVERRIDES).trim_start_matches('.') } else { key.at }
}

/// The names that may stand in the table at `at`.
fn names(at: &str, place: Place) -> Vec<&'static str> {
    let own = KEYS.iter().filter(|key| may_stand(key, place)).map(own_name);
    let under = own.filter_map(|own| if at.is_empty() { Some(own) } else { own.strip_prefix(at)?.strip_prefix('.') });
    let mut names: Vec<_> = under.filter_map(|rest| rest.split('.').next()).collect();
    if at.is_empty() && place == Place::File {
        names.push(OVERRIDES);
    }
    names.dedup();
    names
}

fn join(at: &str, word: &str) -> String {
    if at.is_empty() { word.to_owned() } else { format!("{at}.{word}") }
}

/// Names alike at least this much are taken for a slip (Jaro-Winkler, 0 to 1).
const A_SLIP: f64 = 0.8;

/// The known word that `word` is a slip of, if one is near enough.
pub fn nearest<'w>(word: &str, known: &[&'w str]) -> Option<&'w str> {
    let alike = |known: &&str| strsim::jaro_winkler(known, word);
    let best = known.iter().copied().max_by(|a, b| alike(a).total_cmp(&alike(b)))?;
    (alike(&best) >= A_SLIP).then_some(best)
}

/// By its letters alone; links are looked at where files are opened.
fn leads_outside(path: &str) -> bool {
    let mut depth = 0_i32;
    let rooted = path.starts_with(['/', '\\', '~']) || path.as_bytes().get(1) == Some(&b':');
    rooted
        || path.split(['/', '\\']).any(|part| {
            depth += match part {
                ".." => -1,
                "" | "." => 0,
                _ => 1,
            };
            depth < 0
        })
}

#[cfg(test)]
mod tests;
