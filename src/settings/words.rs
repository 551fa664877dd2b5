//! House lists: words that the desk asks about, each with its advice. One style editor's plain file, or the
//! find-and-query lists that a desk has kept for years: thousands of lines, so a text is looked at once for all of them.

use crate::error::Problem;
use crate::text::span::{InPassage, Span};
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use std::collections::HashMap;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// All lists together, ready to look with.
#[derive(Clone, Debug, Default)]
pub struct Words {
    queries: Vec<Query>,
    /// Queries for words, by their first word in lower case.
    by_first: HashMap<String, Vec<usize>>,
    patterns: RegexSet,
    /// The patterns themselves, with the queries they belong to.
    each: Vec<(Regex, usize)>,
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What to look for.
    pub find: Find,
    /// What the desk says to it; may be empty.
    pub advice: String,
    /// The list it stands in, as the settings name it.
    pub list: Arc<str>,
    /// Line in it, from 1.
    pub line: usize,
}

/// What to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Find {
    /// Whole words, in any case unless they have capitals themselves.
    Words(String),
    /// A regular expression.
    Pattern(String),
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.queries == other.queries
    }
}

impl Eq for Words {}

impl Words {
    /// Whether there is nothing to ask about.
    pub fn is_empty(&self) -> bool {
        self.queries.is_empty()
    }

    /// Every line, in order.
    pub fn queries(&self) -> &[Query] {
        &self.queries
    }

    /// What a text has that the desk asks about, in order of place; where two begin together, the longer one only.
    pub fn find_in<'w>(&'w self, text: &str) -> Vec<(Span<InPassage>, &'w Query)> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut found = self.words_in(text);
        for i in &self.patterns.matches(text) {
            let (pattern, query) = &self.each[i];
            let hits = pattern.find_iter(text).filter(|hit| !hit.is_empty());
            found.extend(hits.map(|hit| (Span::new(hit.start(), hit.end()), &self.queries[*query])));
        }
        found.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
        found.dedup_by_key(|(at, _)| at.start);
        found
    }

    fn words_in<'w>(&'w self, text: &str) -> Vec<(Span<InPassage>, &'w Query)> {
        let mut found = Vec::new();
        if self.by_first.is_empty() {
            return found;
        }
        let words: Vec<(usize, &str)> = text.unicode_word_indices().collect();
        for (start, word) in &words {
            for i in self.by_first.get(&first_word(word)).into_iter().flatten() {
                let Find::Words(wanted) = &self.queries[*i].find else { continue };
                if let Some(end) = end_of(&text[*start..], wanted) {
                    found.push((Span::new(*start, start + end), &self.queries[*i]));
                }
            }
        }
        found
    }
}

/// A word as the index has it: in lower case, up to its apostrophe, which has two forms.
fn first_word(word: &str) -> String {
    word.split(['\'', '’']).next().unwrap_or(word).to_lowercase()
}

/// Where `wanted` ends if `text` begins with it, as whole words; any white space stands for a blank.
fn end_of(text: &str, wanted: &str) -> Option<usize> {
    let exact = wanted.chars().any(char::is_uppercase);
    let same = |a: char, b: char| a == b || a == '’' && b == '\'' || !exact && a.to_lowercase().eq(b.to_lowercase());
    let mut rest = text.char_indices().peekable();
    for w in wanted.chars() {
        let (_, c) = rest.next()?;
        if w == ' ' {
            if !c.is_whitespace() {
                return None;
            }
            while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else if !same(c, w) {
            return None;
        }
    }
    match rest.next() {
        Some((_, next)) if next.is_alphanumeric() => None,
        Some((end, _)) => Some(end),
        None => Some(text.len()),
    }
}

/// Puts lists together. Each has its name and text; a name that ends in `.csv` or `.tsv` has columns.
pub fn read(lists: &[(String, String)]) -> (Words, Vec<Problem>) {
    let (mut queries, mut problems) = (Vec::new(), Vec::new());
    for (name, text) in lists {
        let list: Arc<str> = name.as_str().into();
        let rows = match name.rsplit('.').next() {
            Some("csv") => columns(text, b','),
            Some("tsv") => columns(text, b'\t'),
            _ => Ok(lines(text)),
        };
        let rows = rows.unwrap_or_else(|problem| {
            problems.push(Problem { path: name.clone(), ..problem });
            Vec::new()
        });
        queries.extend(rows.into_iter().map(|(line, find, advice)| Query { find, advice, list: list.clone(), line }));
    }
    indexed(queries, problems)
}

type Row = (usize, Find, String);

/// `words -> advice`, `/pattern/ -> advice`; a tab is as good as an arrow. `#` begins a comment.
fn lines(text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (find, advice) = line.split_once(" -> ").or_else(|| line.split_once('\t')).unwrap_or((line, ""));
        rows.extend(find_of(find.trim()).map(|find| (i + 1, find, advice.trim().to_owned())));
    }
    rows
}

fn find_of(written: &str) -> Option<Find> {
    let pattern = written.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
    match pattern {
        Some("") => None,
        Some(pattern) => Some(Find::Pattern(pattern.to_owned())),
        None => words_of(written),
    }
}

fn words_of(written: &str) -> Option<Find> {
    let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(Find::Words(words))
}

/// Columns by name: `word` or `pattern` for what to look for, `advice` for what is said; without such names the first
/// two columns, words and advice.
fn columns(text: &str, delimiter: u8) -> Result<Vec<Row>, Problem> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    let records: Vec<_> = reader.records().collect::<Result<_, _>>().map_err(|e| {
        let problem = Problem::new("", "not CSV: its quotation marks do not pair; the list is left out");
        problem.on_line(e.position().map_or(1, |at| at.line() as usize))
    })?;
    let header: Vec<String> = records
        .first()
        .map(|record| record.iter().map(|cell| cell.trim().to_lowercase()).collect())
        .unwrap_or_default();
    let column = |names: &[&str]| header.iter().position(|cell| names.contains(&cell.as_str()));
    let word = column(&["word", "words", "find", "say", "term"]);
    let pattern = column(&["pattern", "regex", "regexp"]);
    let advice = column(&["advice", "query", "message", "use", "suggestion", "replace", "replacement"]);
    let named = word.is_some() || pattern.is_some();
    let (word, advice) = if named { (word, advice) } else { (Some(0), Some(1)) };
    let mut rows = Vec::new();
    for record in records.iter().skip(usize::from(named)) {
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).map(str::trim).filter(|cell| !cell.is_empty());
        let find = cell(pattern)
            .map(|p| Find::Pattern(p.to_owned()))
            .or_else(|| cell(word).and_then(|words| if named { words_of(words) } else { find_of(words) }));
        let line = record.position().map_or(1, |at| at.line() as usize);
        rows.extend(find.map(|find| (line, find, cell(advice).unwrap_or_default().to_owned())));
    }
    Ok(rows)
}

/// Bytes that one pattern may take once compiled: a list comes with a pull request, and memory is the desk's.
const PATTERN_SIZE: usize = 1 << 20;
/// The same for all patterns of a desk together.
const PATTERNS_SIZE: usize = 256 << 20;

fn indexed(queries: Vec<Query>, mut problems: Vec<Problem>) -> (Words, Vec<Problem>) {
    let mut words = Words::default();
    for query in queries {
        match &query.find {
            Find::Words(wanted) => {
                let first = wanted.unicode_words().next().unwrap_or(wanted);
                words.by_first.entry(first_word(first)).or_default().push(words.queries.len());
            }
            Find::Pattern(pattern) => match RegexBuilder::new(pattern).size_limit(PATTERN_SIZE).build() {
                Ok(regex) => words.each.push((regex, words.queries.len())),
                Err(e) => {
                    problems.push(Problem::new(&*query.list, bad(pattern, &e)).on_line(query.line));
                    continue;
                }
            },
        }
        words.queries.push(query);
    }
    let patterns = words.each.iter().map(|(regex, _)| regex.as_str());
    match RegexSetBuilder::new(patterns).size_limit(PATTERNS_SIZE).build() {
        Ok(set) => words.patterns = set,
        Err(_) => {
            problems.push(Problem::new("", "the patterns of the lists are too many or too large; they are left out"))
        }
    }
    (words, problems)
}

fn bad(pattern: &str, error: &regex::Error) -> String {
    let why = match error {
        regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
        // The last line says what is wrong, those before it point at where.
        other => other.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned(),
    };
    format!("the pattern {pattern} is left out: {why}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lists: &[(&str, &str)], text: &str) -> Vec<(String, String)> {
        let lists: Vec<_> = lists.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let (words, problems) = read(&lists);
        assert_eq!(problems, []);
        words.find_in(text).into_iter().map(|(at, query)| (at.of(text).to_owned(), query.advice.clone())).collect()
    }

    fn pair(words: &str, advice: &str) -> (String, String) {
        (words.to_owned(), advice.to_owned())
    }

    #[test]
    fn a_plain_list_has_words_patterns_and_comments() {
        let list = "# the desk's\nferry boat -> ferry\n/\\bvery \\w+/ -> say how much\nThe Quay\tthe quay\n";
        let text = "The Ferry  boat was very late at the quay.";
        assert_eq!(found(&[("w.txt", list)], text), [pair("Ferry  boat", "ferry"), pair("very late", "say how much")]);
        assert_eq!(found(&[("w.txt", list)], "At The Quay."), [pair("The Quay", "the quay")]);
        assert_eq!(found(&[("w.txt", list)], "Ferry boats."), []);
    }

    #[test]
    fn columns_go_by_their_names() {
        let csv = "advice,pattern,word\n\"say, how much\",very \\w+,\nferry,,ferry boat\n";
        assert_eq!(
            found(&[("w.csv", csv)], "very late ferry boat"),
            [pair("very late", "say, how much"), pair("ferry boat", "ferry")]
        );
        assert_eq!(found(&[("w.tsv", "ferry boat\tferry\n")], "A ferry boat."), [pair("ferry boat", "ferry")]);
    }

    #[test]
    fn of_two_that_begin_together_the_longer_is_told() {
        let list = "ferry -> boat\nferry terminal -> quay\n";
        assert_eq!(found(&[("w.txt", list)], "the ferry terminal"), [pair("ferry terminal", "quay")]);
    }

    #[test]
    fn a_pattern_that_cannot_be_read_is_told_and_the_others_hold() {
        let list = "/(open/ -> shut\n/x{1000}{1000}/ -> no\nferry -> boat\n".to_owned();
        let (words, problems) = read(&[("w.txt".to_owned(), list)]);
        assert_eq!(words.find_in("ferry").len(), 1);
        let told: Vec<_> = problems.iter().map(|p| (p.line, p.message.as_str())).collect();
        assert_eq!(told[0], (Some(1), "the pattern (open is left out: unclosed group"));
        assert_eq!(told[1], (Some(2), "the pattern x{1000}{1000} is left out: it is too large"));
    }

    #[test]
    fn a_curly_apostrophe_is_an_apostrophe() {
        assert_eq!(found(&[("w.txt", "skipper's mate -> mate\n")], "the skipper’s mate").len(), 1);
    }
}
