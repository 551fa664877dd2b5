//! How old copy says that somebody is.

use super::name::Kind;
use super::name::role::{is_modifier, is_role};
use super::reading::Reading;
use crate::text::span::{InPassage, Span};

/// Nobody was older (122 years and 164 days is the record).
const OLDEST: i16 = 122;

/// An age beside a full name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    /// The name.
    pub name: Span<InPassage>,
    /// Years.
    pub years: i16,
    /// The number.
    pub at: Span<InPassage>,
}

/// Every age in a paragraph that stands right behind a person's full name, between commas, in brackets or before a stop:
/// `Ana Lund, 43, runs the yard`.
pub fn ages(reading: &Reading) -> Vec<Age> {
    let people = reading.names.iter().filter(|name| name.kind == Kind::Person);
    people.filter_map(|name| age(&reading.text, name.span)).collect()
}

/// How old a person is said to be right beside the name: `Ana Lund, 43, runs`, `the 43-year-old pilot Ana Lund`.
pub fn beside(text: &str, name: Span<InPassage>) -> Option<i16> {
    let before = || {
        let words = text[..name.start].rsplit(' ').skip(1).take(TITLE_WORDS);
        let of_title = |w: &&str| is_role(w) || is_modifier(w) || w.starts_with(char::is_uppercase);
        let mut words = words.skip_while(of_title);
        words.next().and_then(of_so_many_years)
    };
    behind(text, name).map(|(years, _)| years).or_else(before)
}

/// The years of `43-year-old`.
pub fn of_so_many_years(word: &str) -> Option<i16> {
    let years = word.strip_suffix("-year-old")?.parse().ok()?;
    (1..=OLDEST).contains(&years).then_some(years)
}

/// Words between an age and a name at most: `the 43-year-old former Osterby pilot Ana Lund`.
const TITLE_WORDS: usize = 5;

fn age(text: &str, name: Span<InPassage>) -> Option<Age> {
    let full = name.of(text).contains(' ');
    let (years, at) = behind(text, name).filter(|_| full)?;
    Some(Age { name, years, at })
}

/// The age right behind a name, and where it stands.
fn behind(text: &str, name: Span<InPassage>) -> Option<(i16, Span<InPassage>)> {
    let behind = &text[name.end..];
    let number = behind.strip_prefix(", ").or_else(|| behind.strip_prefix(" ("))?;
    let number = number.strip_prefix("aged ").unwrap_or(number);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let after = &number[digits..];
    let is_closed = after.starts_with([',', ')', ';']) || after.starts_with('.') && !is_decimal(after);
    let start = text.len() - number.len();
    let years = number[..digits].parse().ok().filter(|years| is_closed && (1..=OLDEST).contains(years))?;
    Some((years, Span::new(start, start + digits)))
}

/// `, 3.5 metres away`.
fn is_decimal(after: &str) -> bool {
    after.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::reader;
    use crate::text::passage::{Passage, Role};

    fn told(text: &str) -> Vec<i16> {
        ages(&reader::read(&Passage::verbatim(Role::Paragraph, text, 0))).iter().map(|age| age.years).collect()
    }

    #[test]
    fn an_age_stands_right_behind_the_full_name() {
        assert_eq!(told("Maria Keller, 43, met Thomas Brandt (aged 51) on Monday."), [43, 51]);
    }

    #[test]
    fn an_age_stands_beside_a_name_on_either_side() {
        let years = |text: &str, name: &str| {
            let start = text.find(name).expect("it is there");
            beside(text, Span::new(start, start + name.len()))
        };
        assert_eq!(years("Keller, 43, left.", "Keller"), Some(43));
        assert_eq!(years("The 43-year-old former pilot Keller left.", "Keller"), Some(43));
        assert_eq!(years("She met a 43-year-old. Keller left.", "Keller"), None);
        assert_eq!(years("A 43-year-old man accused Keller.", "Keller"), None);
    }

    #[test]
    fn other_numbers_are_no_ages() {
        let told = told("Maria Keller, 200 metres up, met Keller, 43, and Thomas Brandt, 3.5 miles on.");
        assert!(told.is_empty(), "{told:?}");
    }
}
