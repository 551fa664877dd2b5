//! Numbers as copy writes them: figures, words, and what stands before them.

use crate::prose::reading::Reading;
use crate::prose::token::Kind;

/// What a stated number leaves room for, both ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    pub least: f64,
    pub most: f64,
}

impl Amount {
    /// Whether one count can be both.
    pub fn agrees(&self, other: &Self) -> bool {
        self.least <= other.most && other.least <= self.most
    }
}

/// The number that begins at token `i`: `12`, `1,200`, `twelve`, `two hundred`, `40 to 50`, `half a dozen`, `dozens`.
pub fn number(reading: &Reading, i: usize) -> Option<Amount> {
    let scales = |i: usize| is_scale(&lower(reading, i)) && alone(reading, i - 1).is_some();
    if i > 0 && (scales(i) || ends_a_range(reading, i)) {
        return None;
    }
    let first = scaled(reading, i)?;
    match range_end(reading, i) {
        Some(second) if second.least > first.least => Some(Amount { most: second.most, ..first }),
        _ => Some(first),
    }
}

/// The number at token `i` with the words before it that loosen it: `more than 40` is 40 and up.
pub fn amount(reading: &Reading, i: usize) -> Option<Amount> {
    let exact = number(reading, i)?;
    let before: Vec<String> = (i.saturating_sub(3)..i).map(|j| lower(reading, j)).collect();
    let before = before.join(" ");
    let ends = |words: &[&str]| words.iter().any(|w| before == *w || before.ends_with(&format!(" {w}")));
    if ends(&["no more than", "at most", "up to", "fewer than", "less than", "as many as", "under", "nearly", "almost"])
    {
        let near = ends(&["nearly", "almost"]);
        return Some(Amount { least: if near { exact.least * NEARLY } else { 0.0 }, ..exact });
    }
    if ends(&["at least", "more than", "over", "upwards of", "least", "no fewer than", "no less than", "exceeding"]) {
        return Some(Amount { most: f64::INFINITY, ..exact });
    }
    if ends(&["about", "some", "around", "roughly", "approximately", "an estimated", "estimated", "or", "perhaps"]) {
        return Some(Amount { least: exact.least * 0.8, most: exact.most * 1.2 });
    }
    Some(exact)
}

/// `nearly 50` is not 20.
const NEARLY: f64 = 0.85;

fn lower(reading: &Reading, i: usize) -> String {
    reading.tokens[i].of(&reading.text).to_ascii_lowercase()
}

/// The number that one token tells.
fn alone(reading: &Reading, i: usize) -> Option<Amount> {
    let token = reading.tokens.get(i)?;
    let word = lower(reading, i);
    let exactly = |n: f64| Amount { least: n, most: n };
    if token.kind == Kind::Number {
        let plain = word.replace(',', "");
        let range = plain.split_once(['-', '–']).and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        let range = range.filter(|(least, most): &(f64, f64)| least < most).map(|(least, most)| Amount { least, most });
        return range.or_else(|| plain.parse().ok().map(exactly));
    }
    let several = SEVERAL.iter().find(|(name, ..)| *name == word).map(|&(_, least, most)| Amount { least, most });
    several.or_else(|| spelt(&word).map(exactly))
}

/// With the scale behind it: `two hundred`, `1.2 million`, `hundreds of thousands`; with the half before a dozen.
fn scaled(reading: &Reading, i: usize) -> Option<Amount> {
    let by = |j: usize| (j < reading.tokens.len()).then(|| lower(reading, j)).and_then(|w| scale(&w));
    let times = |a: Amount, n: f64| Amount { least: a.least * n, most: a.most * n };
    let word = lower(reading, i);
    if let (Some(n), true) = (scale(&word), i > 0) {
        let before = lower(reading, i - 1);
        let half = before == "a" && i > 1 && lower(reading, i - 2) == "half";
        return matches!(&*before, "a" | "an")
            .then_some(times(Amount { least: n, most: n }, if half { 0.5 } else { 1.0 }));
    }
    let first = alone(reading, i)?;
    let of = reading.tokens.get(i + 1).is_some_and(|_| lower(reading, i + 1) == "of");
    let plural = |j: usize| reading.tokens.get(j).map(|_| lower(reading, j)).filter(|w| w.ends_with('s'));
    if let Some(n) = plural(i + 2).filter(|_| of && word.ends_with('s')).and_then(|w| scale(w.trim_end_matches('s'))) {
        return Some(times(first, n));
    }
    Some(by(i + 1).map_or(first, |n| times(first, n)))
}

/// `40 to 50`, `between 40 and 50`: the second number, if `i` is the first.
fn range_end(reading: &Reading, i: usize) -> Option<Amount> {
    let joint = |j: usize| reading.tokens.get(j).map(|_| lower(reading, j)).unwrap_or_default();
    let between = i > 0 && lower(reading, i - 1) == "between";
    let after = if scale(&joint(i + 1)).is_some() { i + 2 } else { i + 1 };
    let joined = joint(after) == "to" || between && joint(after) == "and";
    (joined && alone(reading, i)?.least > 0.0).then(|| scaled(reading, after + 1))?
}

fn ends_a_range(reading: &Reading, i: usize) -> bool {
    let first = (2..=3).filter_map(|back| i.checked_sub(back)).find(|first| alone(reading, *first).is_some());
    first.is_some_and(|first| {
        let end = if scale(&lower(reading, first + 1)).is_some() { first + 3 } else { first + 2 };
        let rises = |s: Amount| scaled(reading, first).is_some_and(|f| s.least > f.least);
        end == i && range_end(reading, first).is_some_and(rises)
    })
}

fn is_scale(word: &str) -> bool {
    scale(word).is_some()
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" | "mln" => 1e6,
        "billion" | "bln" => 1e9,
        _ => return None,
    })
}

const SEVERAL: [(&str, f64, f64); 7] = [
    ("several", 3.0, 20.0),
    ("dozens", 20.0, 200.0),
    ("scores", 30.0, 300.0),
    ("hundreds", 100.0, 2_000.0),
    ("thousands", 1_000.0, 100_000.0),
    ("tens", 10.0, 100.0),
    ("millions", 1e6, 1e9),
];

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn spelt(word: &str) -> Option<f64> {
    let unit = |w: &str| UNITS.iter().position(|u| *u == w).map(|n| n as f64);
    let ten = |w: &str| TENS.iter().position(|t| *t == w).map(|n| (n as f64 + 2.0) * 10.0);
    let joined =
        || word.split_once('-').and_then(|(t, u)| Some(ten(t)? + unit(u).filter(|u| (1.0..10.0).contains(u))?));
    unit(word).or_else(|| ten(word)).or_else(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::reader;
    use crate::text::passage::{Passage, Role};

    fn read(text: &str) -> Reading {
        reader::read(&Passage::verbatim(Role::Paragraph, text, 0))
    }

    fn first(text: &str) -> Amount {
        let reading = read(text);
        (0..reading.tokens.len()).find_map(|i| amount(&reading, i)).unwrap()
    }

    #[test]
    fn figures_and_words_are_one() {
        let twelve = Amount { least: 12.0, most: 12.0 };
        assert_eq!([first("12 boats"), first("Twelve boats"), first("a dozen boats")], [twelve; 3]);
        assert_eq!(
            [first("two hundred").least, first("1.2 million").most, first("half a dozen").least],
            [200.0, 1.2e6, 6.0]
        );
        assert_eq!(first("twenty-one").least, 21.0);
        assert_eq!(first("1,200 boats").most, 1200.0);
    }

    #[test]
    fn loose_numbers_leave_room() {
        assert!(first("more than 40").agrees(&first("47")) && !first("more than 40").agrees(&first("39")));
        assert!(first("nearly 50").agrees(&first("48")) && first("dozens").agrees(&first("41")));
        assert!(!first("nine").agrees(&first("11")));
        assert!(!first("nearly 50").agrees(&first("20")) && first("some 40").agrees(&first("43")));
        assert!(first("scores of boats").agrees(&first("about 60")));
        assert!(first("hundreds of thousands").agrees(&first("300,000")));
    }

    #[test]
    fn ranges_are_one_number() {
        let (to, between) = (first("40 to 50 boats"), first("between 40 and 50 boats"));
        assert_eq!([to, between, first("40-50 boats")], [Amount { least: 40.0, most: 50.0 }; 3]);
        let reading = read("40 to 50 boats");
        assert_eq!((0..4).filter_map(|i| number(&reading, i)).count(), 1);
    }
}
