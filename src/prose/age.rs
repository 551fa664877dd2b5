//! How old copy says that somebody is.

use super::name::Kind;
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

fn age(text: &str, name: Span<InPassage>) -> Option<Age> {
    let behind = &text[name.end..];
    let number = behind.strip_prefix(", ").or_else(|| behind.strip_prefix(" ("))?;
    let number = number.strip_prefix("aged ").unwrap_or(number);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let after = &number[digits..];
    let is_closed = after.starts_with([',', ')', ';']) || after.starts_with('.') && !is_decimal(after);
    let start = text.len() - number.len();
    let years = number[..digits].parse().ok().filter(|years| (1..=OLDEST).contains(years))?;
    let full = name.of(text).contains(' ');
    (is_closed && full).then_some(Age { name, years, at: Span::new(start, start + digits) })
}

/// `, 3.5 metres away`.
fn is_decimal(after: &str) -> bool {
    after.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::reading;
    use crate::text::passage::{Passage, Role};

    fn told(text: &str) -> Vec<i16> {
        ages(&reading::read(&Passage::verbatim(Role::Paragraph, text, 0))).iter().map(|age| age.years).collect()
    }

    #[test]
    fn an_age_stands_right_behind_the_full_name() {
        assert_eq!(told("Maria Keller, 43, met Thomas Brandt (aged 51) on Monday."), [43, 51]);
    }

    #[test]
    fn other_numbers_are_no_ages() {
        let told = told("Maria Keller, 200 metres up, met Keller, 43, and Thomas Brandt, 3.5 miles on.");
        assert!(told.is_empty(), "{told:?}");
    }
}
