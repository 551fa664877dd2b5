//! Reads `copydesk.toml`. A key that is wrong is told with its line and what is allowed; the others hold.

use super::{Collection, KINDS, LONGEST_DELAY, OFF, Settings, Stops, Trust};
use crate::error::Problem;
use crate::finding::Severity;
use crate::text::position::{Encoding, Lines};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

const KEYS: [&str; 7] = ["collections", "rules", "style", "delay", "lang", "include", "exclude"];
const STYLE_KEYS: [&str; 2] = ["stops", "curled-by-build"];
const COLLECTION_KEYS: [&str; 2] = ["path", "kind"];

/// Reads settings; `codes` are the rules there are. Problems name the line, not the file.
pub fn read(text: &str, codes: &[&str], trust: Trust) -> (Settings, Vec<Problem>) {
    let (table, broken) = DeTable::parse_recoverable(text);
    let mut reader =
        Reader { lines: Lines::new(text), codes, trust, settings: Settings::default(), problems: Vec::new() };
    for error in broken {
        reader.tell(error.span().unwrap_or(0..0), format!("not TOML: {}; what can be read holds", error.message()));
    }
    reader.file(table.get_ref());
    reader.problems.sort_by_key(|p| p.line);
    (reader.settings, reader.problems)
}

type Key<'i> = Spanned<std::borrow::Cow<'i, str>>;
type Value<'i> = Spanned<DeValue<'i>>;

struct Reader<'t> {
    lines: Lines<'t>,
    codes: &'t [&'t str],
    trust: Trust,
    settings: Settings,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn file(&mut self, table: &DeTable) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "collections" => self.each(key, value, Self::collection),
                "rules" => self.each(key, value, Self::level),
                "style" => self.each(key, value, Self::style),
                "delay" => self.settings.delay = self.delay(value),
                "lang" => self.settings.lang = self.string("lang", value),
                "include" => self.settings.include = self.strings("include", value),
                "exclude" => self.settings.exclude = self.strings("exclude", value),
                _ => self.unknown("", key, &KEYS, "key"),
            }
        }
    }

    fn each(&mut self, key: &Key, value: &Value, mut entry: impl FnMut(&mut Self, &Key, &Value)) {
        match value.get_ref().as_table() {
            Some(table) => table.iter().for_each(|(key, value)| entry(self, key, value)),
            None => self.tell(value.span(), format!("{} is a table: [{}]", key.get_ref(), key.get_ref())),
        }
    }

    fn collection(&mut self, name: &Key, value: &Value) {
        let at = format!("collections.{}", name.get_ref());
        let Some(table) = value.get_ref().as_table() else {
            return self.tell(value.span(), format!("{at} is a table with `path` and `kind`"));
        };
        let (mut path, mut kind) = (None, "archive");
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "path" => path = self.path(&at, value),
                "kind" => kind = self.one_of(&format!("{at}.kind"), value, &KINDS).unwrap_or(kind),
                _ => self.unknown(&at, key, &COLLECTION_KEYS, "key"),
            }
        }
        match path {
            Some(path) => {
                self.settings.collections.push(Collection { name: name.get_ref().to_string(), path, kind });
            }
            None if !table.contains_key("path") => {
                self.tell(name.span(), format!("{at} has no `path`; it is left out"))
            }
            None => {}
        }
    }

    fn path(&mut self, at: &str, value: &Value) -> Option<String> {
        let path = self.string(&format!("{at}.path"), value)?;
        if self.trust == Trust::Repository && leads_outside(&path) {
            let hint = "name it with --corpus, or in settings of your own";
            self.tell(value.span(), format!("{at}.path leads outside the folder of this file; it is left out: {hint}"));
            return None;
        }
        Some(path)
    }

    fn level(&mut self, code: &Key, value: &Value) {
        if !self.codes.contains(&code.get_ref().as_ref()) {
            let codes = self.codes;
            return self.unknown("rules", code, codes, "rule");
        }
        let words: Vec<_> = std::iter::once(OFF).chain(Severity::ALL.iter().map(|s| s.name())).collect();
        if let Some(word) = self.one_of(&format!("rules.{}", code.get_ref()), value, &words) {
            self.settings.style.levels.insert(code.get_ref().to_string(), Severity::named(word));
        }
    }

    fn style(&mut self, key: &Key, value: &Value) {
        match key.get_ref().as_ref() {
            "stops" => {
                let words = Stops::ALL.map(Stops::name);
                let word = self.one_of("style.stops", value, &words);
                self.settings.style.stops = Stops::ALL.into_iter().find(|s| word == Some(s.name()));
            }
            "curled-by-build" => match value.get_ref().as_bool() {
                Some(curled) => self.settings.style.curled_by_build = curled,
                None => self.tell(value.span(), "style.curled-by-build is true or false".to_owned()),
            },
            _ => self.unknown("style", key, &STYLE_KEYS, "key"),
        }
    }

    fn delay(&mut self, value: &Value) -> Option<u64> {
        let number = value.get_ref().as_integer().and_then(|i| u64::from_str_radix(i.as_str(), i.radix()).ok());
        let delay = number.filter(|delay| *delay <= LONGEST_DELAY);
        if delay.is_none() {
            self.tell(value.span(), format!("delay is a number of milliseconds, 0 to {LONGEST_DELAY}"));
        }
        delay
    }

    fn string(&mut self, at: &str, value: &Value) -> Option<String> {
        let string = value.get_ref().as_str().map(str::to_owned);
        if string.is_none() {
            self.tell(value.span(), format!("{at} is text in quotation marks"));
        }
        string
    }

    fn strings(&mut self, at: &str, value: &Value) -> Vec<String> {
        let list = value.get_ref().as_array().map(|list| list.iter().map(|v| v.get_ref().as_str().map(str::to_owned)));
        let strings: Option<Vec<String>> = list.and_then(Iterator::collect);
        if strings.is_none() {
            self.tell(value.span(), format!("{at} is a list of texts: [\"…\", \"…\"]"));
        }
        strings.unwrap_or_default()
    }

    fn one_of<'w>(&mut self, at: &str, value: &Value, words: &[&'w str]) -> Option<&'w str> {
        let word = value.get_ref().as_str().and_then(|word| words.iter().copied().find(|w| *w == word));
        if word.is_none() {
            self.tell(value.span(), format!("{at} is one of {}", words.join(", ")));
        }
        word
    }

    fn unknown(&mut self, within: &str, key: &Key, known: &[&str], noun: &str) {
        let name = key.get_ref();
        let within = if within.is_empty() { String::new() } else { format!("{within}: ") };
        let message = match nearest(name, known) {
            Some(nearest) => format!("{within}there is no {noun} {name}; did you mean {nearest}?"),
            None => format!("{within}there is no {noun} {name}; there are {}", known.join(", ")),
        };
        self.tell(key.span(), message);
    }

    fn tell(&mut self, at: Range<usize>, message: String) {
        let line = self.lines.position(at.start, Encoding::Utf8).line + 1;
        self.problems.push(Problem::new("", message).on_line(line));
    }
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
mod tests {
    use super::*;

    const CODES: [&str; 2] = ["altered-quote", "unattributed-quote"];

    fn told(text: &str) -> Vec<(usize, String)> {
        let (_, problems) = read(text, &CODES, Trust::Repository);
        problems.into_iter().map(|p| (p.line.unwrap(), p.message)).collect()
    }

    #[test]
    fn what_the_template_shows_holds_once_uncommented() {
        let key_lines =
            |line: &str| line.strip_prefix("# ").filter(|l| l.contains('=') || l.starts_with('[')).map(String::from);
        let (tables, plain): (Vec<_>, Vec<_>) = super::super::TEMPLATE
            .split("\n\n")
            .map(|part| part.lines().filter_map(key_lines).collect::<Vec<_>>().join("\n"))
            .partition(|part| part.starts_with('['));
        let text = [plain, tables].concat().join("\n");
        let (settings, problems) = read(&text, &CODES, Trust::Repository);
        assert_eq!(problems, []);
        assert_eq!(settings.collections.len(), 2);
        assert_eq!(settings.delay, Some(300));
        assert_eq!(settings.style.levels["unattributed-quote"], Some(Severity::Warning));
    }

    #[test]
    fn a_slip_is_told_with_its_line_and_the_nearest_key() {
        let text = "delai = 3\n[rules]\naltered-qoute = \"off\"\nunattributed-quote = \"loud\"\n";
        assert_eq!(
            told(text),
            [
                (1, "there is no key delai; did you mean delay?".to_owned()),
                (3, "rules: there is no rule altered-qoute; did you mean altered-quote?".to_owned()),
                (4, "rules.unattributed-quote is one of off, hint, information, warning, error".to_owned()),
            ]
        );
    }

    #[test]
    fn a_broken_line_costs_itself_only() {
        let (settings, problems) = read("delay = = 3\nlang = \"en-GB\"\n", &CODES, Trust::Repository);
        assert_eq!(settings.lang.as_deref(), Some("en-GB"));
        assert_eq!(problems[0].line, Some(1));
        assert!(problems[0].message.starts_with("not TOML: "));
    }

    #[test]
    fn a_repository_names_files_of_its_own_only() {
        for path in ["../other", "/etc", "~/notes", "a/../../b", "C:\\notes"] {
            let text = format!("[collections.x]\npath = '{path}'\n");
            let (settings, problems) = read(&text, &CODES, Trust::Repository);
            assert!(settings.collections.is_empty() && problems[0].line == Some(2), "{path}: {problems:?}");
            assert_eq!(read(&text, &CODES, Trust::User).0.collections.len(), 1);
        }
        assert_eq!(told("[collections.x]\npath = 'a/../b'\n"), []);
    }

    #[test]
    fn wrong_kinds_of_value_are_told() {
        let text = "delay = 'soon'\ninclude = 'x'\nrules = 3\n[collections]\na = 1\n[collections.b]\nkind = 'notes'\n[collections.c]\npath = 'c'\nkind = 'x'\n";
        let lines: Vec<_> = told(text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [1, 2, 3, 5, 6, 10]);
    }
}
