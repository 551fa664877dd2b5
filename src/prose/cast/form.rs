//! One name taken apart: the same string in capitals, a surname with its particle, an acronym.

use crate::prose::name::{self, role};
use crate::prose::words::{first_word, last_word};
use std::borrow::Cow;

/// A name as it is compared: white space as single blanks, curly apostrophes straight.
pub fn plain(name: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c != '\n' && c != '\u{a0}' && !matches!(c, '’' | '‘' | 'ʼ');
    let doubled = || name.as_bytes().windows(2).any(|two| two == b"  ");
    if is_short_and_plain(name.as_bytes()) || name.chars().all(is_plain) && !doubled() {
        return Cow::Borrowed(name);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    Cow::Owned(words.join(" ").replace(['’', '‘', 'ʼ'], "'"))
}

/// Bytes of nearly any name at most.
const SHORT: usize = 32;

/// Whether a name is plain as it stands: nearly all are, and every name of a story is asked, so all bytes are looked at together.
fn is_short_and_plain(name: &[u8]) -> bool {
    let mut room = [b'.'; SHORT + 1];
    let Some(own) = room[..SHORT].get_mut(..name.len()) else { return false };
    own.copy_from_slice(name);
    let pairs = room[..SHORT].iter().zip(&room[1..]);
    let odd = |(byte, next): (&u8, &u8)| !byte.is_ascii() | (*byte == b'\n') | (*byte == b' ') & (*next == b' ');
    !pairs.map(odd).fold(false, |odd, here| odd | here)
}

/// Whether a name is in capitals throughout, as in a headline: `RUIZ`, but not `UN`.
pub fn is_shouted(name: &str) -> bool {
    if name.bytes().any(|b| b.is_ascii_lowercase()) {
        return false;
    }
    let letters = name.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 3 && letters.clone().all(char::is_uppercase)
}

/// The surname of a full personal name, particles and all (`van Dyk`, `al-Amin`), without `Jr.` or `III`; `None` for a
/// name of one word.
pub fn surname(full: &str) -> Option<&str> {
    let body = without_suffix(full);
    let mut start = body.rfind(' ')? + 1;
    while let Some(end) = body[..start].trim_end().rfind(' ') {
        let word = body[end + 1..start].trim_end();
        if !is_particle(word) {
            break;
        }
        start = end + 1;
    }
    Some(&body[start..])
}

/// The first word of a full personal name, if it is more than an initial.
pub fn given(full: &str) -> Option<&str> {
    let (first, _) = full.split_once(' ')?;
    (first.chars().count() > 2 && !first.ends_with('.')).then_some(first)
}

/// Whether an initial comes first: `M. Keller`.
pub fn has_initial(words: &str) -> bool {
    first_word(words).trim_end_matches('.').chars().count() == 1
}

/// How full a form of a name is: more words and more letters make it fuller; capitals throughout do not.
pub fn fullness(words: &str) -> (bool, usize, usize) {
    let spelt = words.split(' ').filter(|w| w.trim_end_matches('.').chars().count() > 1).count();
    (!is_shouted(words), spelt, words.len())
}

/// A full name less the titles that stand before it in one row of capitals: `Dr Thandeka Mabuza`, `Datuk Seri Hafiz Rahmani`.
pub fn without_honorific(full: &str) -> &str {
    let mut name = full;
    while let Some((first, rest)) = name.split_once(' ').filter(|(first, _)| role::is_honorific(first)) {
        let given_too = role::is_given_too(first) && !rest.contains(' ');
        name = if given_too { break } else { rest };
    }
    name
}

/// The same of whoever is shortened to a title and a given name: `Sheikh Hamdan` for Hamdan bin Rashid.
pub fn untitled(full: &str) -> &str {
    let sheikh = ["Sheikh ", "Sheik ", "Shaikh ", "Sheikha "].iter().find_map(|title| full.strip_prefix(title));
    without_honorific(sheikh.unwrap_or(full))
}

/// A full name less what stands in it in marks: `Walter "Skip" Hansen`.
pub fn without_nickname(full: &str) -> Cow<'_, str> {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘');
    let Some(opens) = full.find(is_mark).filter(|&at| at > 0) else { return Cow::Borrowed(full) };
    let Some(closes) = full.rfind(|c| is_mark(c) || c == '’').filter(|&at| at > opens) else {
        return Cow::Borrowed(full);
    };
    let behind = full[closes..].trim_start_matches(|c| is_mark(c) || c == '’').trim_start();
    if behind.is_empty() { Cow::Borrowed(full) } else { Cow::Owned(format!("{} {behind}", full[..opens].trim_end())) }
}

/// What a name of three words or more is shortened to where surnames do not come last, or there are two of them: every row
/// of its words. `Bustamante` or `Bustamante Quiroga` for Aurelio Bustamante Quiroga, `Myo Zaw` for Myo Zaw Htun.
pub fn parts(full: &str) -> Vec<&str> {
    let starts: Vec<usize> = std::iter::once(0).chain(full.match_indices(' ').map(|(at, _)| at + 1)).collect();
    if !(3..=MOST_WORDS).contains(&starts.len()) {
        return Vec::new();
    }
    let ends: Vec<usize> = full.match_indices(' ').map(|(at, _)| at).chain([full.len()]).collect();
    let rows = starts.iter().enumerate().flat_map(|(i, &from)| ends[i..].iter().map(move |&to| (from, to)));
    let rows = rows.map(|(from, to)| &full[from..to]).filter(|row| row.len() < full.len() && row.len() > 2);
    rows.filter(|row| row.starts_with(char::is_uppercase) && !row.ends_with('.') && !is_particle(row)).collect()
}

/// Words of a person's name at most; longer rows are several names.
const MOST_WORDS: usize = 6;

/// A surname without its Arabic article: `Rashidi` for al-Rashidi.
pub fn without_article(surname: &str) -> Option<&str> {
    let (article, rest) = surname.split_once('-')?;
    let is_article =
        matches!(article.to_lowercase().as_str(), "al" | "el" | "ad" | "an" | "ar" | "as" | "ash" | "at" | "ul");
    (is_article && rest.starts_with(char::is_uppercase)).then_some(rest)
}

/// `Jr.`, `Sr.`, `III`, with or without a comma: not the surname.
fn without_suffix(full: &str) -> &str {
    let Some((body, last)) = full.rsplit_once(' ') else { return full };
    let is_suffix =
        matches!(last.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "MP" | "QC" | "KC" | "PhD");
    if is_suffix { body.trim_end_matches(',') } else { full }
}

/// Words before a surname that belong to it.
#[rustfmt::skip]
pub fn is_particle(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "van" | "von" | "der" | "den" | "de" | "del" | "della" | "di" | "da" | "dos" | "das" | "du" | "la" | "le"
            | "al" | "el" | "bin" | "ibn" | "bint" | "ben" | "abu" | "ter" | "ten" | "te" | "zu" | "af" | "st."
            | "mac" | "o"
    )
}

/// The initials of an organisation's words with capitals: `Osterby Harbour Board` gives `OHB`; `None` for one word.
pub fn initials(name: &str) -> Option<String> {
    let words = name.split([' ', '-']).filter(|w| w.starts_with(char::is_uppercase));
    let initials: String = words.filter_map(|w| w.chars().next()).collect();
    (initials.chars().count() > 1).then_some(initials)
}

/// An acronym without its stops: `O.H.B.` gives `OHB`; `None` if it is not one.
pub fn acronym(name: &str) -> Option<String> {
    if name.len() > 16 || !name.chars().all(|c| c == '.' || c.is_uppercase()) {
        return None;
    }
    let letters: String = name.chars().filter(|&c| c != '.').collect();
    (2..=8).contains(&letters.chars().count()).then_some(letters)
}

/// A company without its legal form: `Norlund Ferries Ltd.` gives `Norlund Ferries`.
#[rustfmt::skip]
pub fn without_legal_form(name: &str) -> &str {
    let Some((body, last)) = name.rsplit_once(' ') else { return name };
    let legal = matches!(
        last.trim_end_matches('.'),
        "Inc" | "Corp" | "Co" | "Ltd" | "Limited" | "PLC" | "Plc" | "plc" | "LLC" | "LLP" | "AG" | "SA" | "NV"
            | "GmbH" | "AB" | "ASA" | "Oyj" | "SpA" | "Cos" | "Corporation" | "Incorporated" | "Company" | "Group"
            | "Holdings"
    );
    if legal { body.trim_end_matches(',') } else { name }
}

/// What a firm is called for short, its trade left out: `Brannick Ferries`, `Brannick`. A town's or a person's name is more than
/// the firm's.
pub fn house_name(words: &str) -> Option<String> {
    let first = first_word(words);
    let proper = role::is_organisation(last_word(words))
        && first.chars().nth(3).is_some()
        && first.starts_with(char::is_uppercase)
        && !is_shouted(first);
    (proper && !name::is_listed(first)).then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_belong_to_the_surname_and_suffixes_do_not() {
        assert_eq!(surname("Pieter van der Berg"), Some("van der Berg"));
        assert_eq!(surname("Omar Haddad Jr."), Some("Haddad"));
        assert_eq!(surname("Leila al-Amin"), Some("al-Amin"));
        assert_eq!(surname("Ruiz"), None);
    }

    #[test]
    fn titles_before_a_name_are_left_out() {
        assert_eq!(without_honorific("Datuk Seri Hafiz Rahmani"), "Hafiz Rahmani");
        assert_eq!(without_honorific("Dr Mabuza"), "Mabuza");
        assert_eq!(without_honorific("Thandeka Mabuza"), "Thandeka Mabuza");
    }

    #[test]
    fn a_nickname_is_no_part_of_the_name() {
        assert_eq!(without_nickname("Walter \"Skip\" Hansen"), "Walter Hansen");
        assert_eq!(without_nickname("Maria ‘the Anchor’ Lindqvist"), "Maria Lindqvist");
        assert_eq!(without_nickname("Sean O’Hara"), "Sean O’Hara");
        assert_eq!(without_nickname("Walter \"Skip\""), "Walter \"Skip\"");
    }

    #[test]
    fn a_long_name_has_many_short_forms() {
        assert!(parts("Aurelio Bustamante Quiroga").contains(&"Bustamante"));
        assert!(parts("Hamad bin Nasser al-Qadiri").iter().all(|part| !part.starts_with("bin")));
        assert!(parts("Ana Ruiz").is_empty());
        assert_eq!(without_article("al-Rashidi"), Some("Rashidi"));
    }

    #[test]
    fn initials_skip_the_small_words() {
        assert_eq!(initials("Union of Harbour Pilots").as_deref(), Some("UHP"));
        assert_eq!(acronym("U.H.P.").as_deref(), Some("UHP"));
        assert_eq!(acronym("Ruiz"), None);
    }

    #[test]
    fn only_long_words_in_capitals_are_shouted() {
        assert!(is_shouted("RUIZ"));
        assert!(!is_shouted("UN"));
    }
}
