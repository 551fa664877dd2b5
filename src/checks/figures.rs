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

/// The number at token `i`, if it is one: `12`, `1,200`, `twelve`, `dozens`.
pub fn number(reading: &Reading, i: usize) -> Option<Amount> {
    let token = reading.tokens.get(i)?;
    let word = token.of(&reading.text);
    let exactly = |n: f64| Amount { least: n, most: n };
    if token.kind == Kind::Number {
        return word.replace(',', "").parse().ok().map(exactly);
    }
    let word = word.to_ascii_lowercase();
    let several = SEVERAL.iter().find(|(name, ..)| *name == word).map(|&(_, least, most)| Amount { least, most });
    several.or_else(|| spelt(&word).map(exactly))
}

/// The number at token `i` with the words before it that loosen it: `more than 40` is 40 and up.
pub fn amount(reading: &Reading, i: usize) -> Option<Amount> {
    let exact = number(reading, i)?;
    let before: Vec<String> =
        (i.saturating_sub(3)..i).map(|j| reading.tokens[j].of(&reading.text).to_ascii_lowercase()).collect();
    let before = before.join(" ");
    let ends = |words: &[&str]| words.iter().any(|w| before == *w || before.ends_with(&format!(" {w}")));
    if ends(&["at least", "more than", "over", "upwards of", "least"]) {
        return Some(Amount { most: f64::INFINITY, ..exact });
    }
    if ends(&["nearly", "almost", "up to", "fewer than", "less than", "as many as", "under"]) {
        return Some(Amount { least: 0.0, ..exact });
    }
    if ends(&["about", "some", "around", "roughly", "approximately", "an estimated", "or"]) {
        return Some(Amount { least: exact.least * 0.8, most: exact.most * 1.2 });
    }
    Some(exact)
}

const SEVERAL: [(&str, f64, f64); 6] = [
    ("several", 3.0, 20.0),
    ("dozens", 20.0, 200.0),
    ("scores", 30.0, 300.0),
    ("hundreds", 100.0, 2_000.0),
    ("thousands", 1_000.0, 100_000.0),
    ("dozen", 12.0, 12.0),
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
    use crate::prose::reading;
    use crate::text::passage::{Passage, Role};

    fn first(text: &str) -> Amount {
        let reading = reading::read(&Passage::verbatim(Role::Paragraph, text, 0));
        (0..reading.tokens.len()).find_map(|i| amount(&reading, i)).unwrap()
    }

    #[test]
    fn figures_and_words_are_one() {
        let twelve = Amount { least: 12.0, most: 12.0 };
        assert_eq!([first("12 boats"), first("Twelve boats"), first("a dozen boats")], [twelve; 3]);
        assert_eq!(first("twenty-one").least, 21.0);
        assert_eq!(first("1,200 boats").most, 1200.0);
    }

    #[test]
    fn loose_numbers_leave_room() {
        assert!(first("more than 40").agrees(&first("47")) && !first("more than 40").agrees(&first("39")));
        assert!(first("nearly 50").agrees(&first("48")) && first("dozens").agrees(&first("41")));
        assert!(!first("nine").agrees(&first("11")));
    }
}
