//! Under what a name may be looked up: its last word, and the bones of it, which survive most ways of spelling it (Beisenov and Beysenov, Krüger and Krueger).

use crate::corpus::words::folded;

/// Marks a key made of bones.
const BONES: char = '~';

/// The keys of a name.
pub fn keys(name: &str) -> Vec<String> {
    let Some(last) = last(name) else { return Vec::new() };
    let bones = key_of_bones(&last);
    std::iter::once(last).chain(bones).collect()
}

/// The key of a name's last word; of a firm the last before its legal form, which thousands share and papers leave out; of
/// initials all of them: `U.S.`
pub fn last(name: &str) -> Option<String> {
    let word = words(name).rfind(|word| !is_legal_form(word)).or_else(|| words(name).next_back());
    word.or_else(|| Some(folded(name)).filter(|initials| initials.len() > 1))
}

/// The key of the bones of a name's last word.
pub fn bones_key(name: &str) -> Option<String> {
    key_of_bones(&last(name)?)
}

/// How many words a name has, without legal forms.
pub fn length(name: &str) -> usize {
    words(name).filter(|word| !is_legal_form(word)).count()
}

#[rustfmt::skip]
fn is_legal_form(key: &str) -> bool {
    matches!(
        key,
        "inc" | "corp" | "co" | "ltd" | "limited" | "plc" | "llc" | "llp" | "ag" | "sa" | "nv" | "bv" | "gmbh" | "ab" | "asa"
            | "oyj" | "spa" | "corporation" | "incorporated" | "company" | "group" | "holdings" | "cos" | "lp"
    )
}

/// A label in capitals as the paper would print it: `AL-HADID`, `Al-Hadid`.
pub fn from_label(label: &str) -> String {
    if label.chars().any(char::is_lowercase) {
        return label.to_owned();
    }
    let mut start = true;
    let mut cased = |c: char| {
        let out: String = if start { c.to_uppercase().collect() } else { c.to_lowercase().collect() };
        start = !c.is_alphanumeric();
        out
    };
    label.chars().map(&mut cased).collect()
}

fn words(name: &str) -> impl DoubleEndedIterator<Item = String> + '_ {
    name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | ',' | '.'))
        .map(folded)
        .filter(|word| word.chars().nth(1).is_some())
}

/// Consonants by how they sound, first letter kept, doubles and vowels gone.
fn key_of_bones(word: &str) -> Option<String> {
    let mut key = String::with_capacity(word.len() + 1);
    key.push(BONES);
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let sound = || SOUNDS.iter().find(|(spelled, _)| rest.starts_with(spelled));
        let sound = if SPELL_SOUNDS.contains(&c) { sound() } else { None };
        let (spelled, c) = sound.map_or((c.len_utf8(), c), |(spelled, sound)| (spelled.len(), *sound));
        let begins = rest.len() == word.len();
        rest = &rest[spelled..];
        let vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' | 'w');
        let c = if vowel { 'a' } else { c };
        if (begins || !vowel) && !key.ends_with(c) {
            key.push(c);
        }
    }
    (key.len() > BONES.len_utf8() + 1).then_some(key)
}

/// The letters that those begin with.
const SPELL_SOUNDS: [char; 9] = ['s', 't', 'c', 'z', 'k', 'g', 'p', 'q', 'w'];

/// Spellings of one sound, longest first.
#[rustfmt::skip]
const SOUNDS: [(&str, char); 16] = [
    ("shch", 's'), ("sch", 's'), ("tch", 'c'), ("sh", 's'), ("ch", 'c'), ("zh", 'z'), ("kh", 'k'), ("gh", 'g'), ("ph", 'f'),
    ("th", 't'), ("ck", 'k'), ("cz", 'c'), ("sz", 's'), ("ks", 'x'), ("q", 'k'), ("w", 'v'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (a, b) in [
            ("Nurlan Beisenov", "N. Beysenov"),
            ("Bettina Krüger", "Bettina Krueger"),
            ("Jozef Halász", "Josef Halasz"),
            ("Mikhail Qadir", "Mihail Kadir"),
        ] {
            assert_eq!(bones_key(a), bones_key(b), "{a}, {b}");
        }
        assert_ne!(bones_key("Ana Ruiz"), bones_key("Ana Rossi"));
        assert_eq!(keys("Petra van der Meulen"), ["meulen", "~mln"]);
    }

    #[test]
    fn a_firm_is_looked_up_with_or_without_its_legal_form() {
        assert_eq!(keys("Halvard Shipping Holdings Inc."), keys("Halvard Shipping"));
        assert_eq!(last("Group").as_deref(), Some("group"));
        assert_eq!((last("U.N.").as_deref(), last("?")), (Some("un"), None));
    }

    #[test]
    fn labels_are_printed_like_names() {
        assert_eq!(from_label("Ó DÁLAIGH"), "Ó Dálaigh");
        assert_eq!(from_label("MOKOENA-REED"), "Mokoena-Reed");
        assert_eq!(from_label("Ana Ruiz"), "Ana Ruiz");
    }
}
