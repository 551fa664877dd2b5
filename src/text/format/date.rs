//! Dates as newsrooms write them.

use jiff::civil::Date;

/// Forms seen in front matter, header lines and exports; the day is all that is kept.
const FORMS: [&str; 14] = [
    "%Y-%m-%d",
    "%A, %B %d, %Y",
    "%a, %B %d, %Y",
    "%a, %d %b %Y",
    "%A, %d %B %Y",
    "%A %d %B %Y",
    "%B %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%b %d, %Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%Y%m%d",
    "%d-%b-%Y",
];

/// The day that `text` names, whatever stands after it (a time, a zone).
pub fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    FORMS.iter().find_map(|form| {
        let (time, _) = jiff::fmt::strtime::BrokenDownTime::parse_prefix(form, text).ok()?;
        time.to_date().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_that_newsrooms_use() {
        let day = Some(Date::constant(2024, 3, 7));
        for text in [
            "2024-03-07",
            "2024-03-07T10:00:00Z",
            "Thu, March 7, 2024",
            "7 March 2024",
            "March 7, 2024",
            "Thursday 7 March 2024",
        ] {
            assert_eq!(read(text), day, "{text}");
        }
        assert_eq!(read("last week"), None);
    }
}
