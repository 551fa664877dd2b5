//! Under what a name may be looked up: its last word, and the bones of it, which survive most ways of spelling it (Beisenov and Beysenov, Krüger and Krueger).

use crate::corpus::words::folded;

/// Marks a key made of bones.
const BONES: char = '~';

/// The keys of a name.
pub fn keys(name: &str) -> Vec<String> {
    last(name).into_iter().chain(bones_key(name)).collect()
}

/// The key of a name's last word.
pub fn last(name: &str) -> Option<String> {
    words(name).last()
}

/// The key of the bones of a name's last word.
pub fn bones_key(name: &str) -> Option<String> {
    let bones = bones(&last(name)?);
    (bones.len() >= 2).then(|| format!("{BONES}{bones}"))
}

/// Whether a key is what thousands of firms end in.
#[rustfmt::skip]
pub fn is_legal_form(key: &str) -> bool {
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

fn words(name: &str) -> impl Iterator<Item = String> + '_ {
    name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | ',' | '.'))
        .map(folded)
        .filter(|word| word.chars().nth(1).is_some())
}

/// Consonants by how they sound, first letter kept, doubles and vowels gone.
fn bones(word: &str) -> String {
    let sounds = SOUNDS.iter().fold(word.to_owned(), |word, (spelled, sound)| word.replace(spelled, sound));
    let mut bones = String::new();
    for (i, c) in sounds.chars().enumerate() {
        let vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' | 'w');
        if (i == 0 || !vowel) && !bones.ends_with(c) {
            bones.push(if i == 0 && vowel { 'a' } else { c });
        }
    }
    bones
}

/// Spellings of one sound, longest first.
const SOUNDS: [(&str, &str); 16] = [
    ("shch", "s"),
    ("sch", "s"),
    ("tch", "c"),
    ("sh", "s"),
    ("ch", "c"),
    ("zh", "z"),
    ("kh", "k"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("cz", "c"),
    ("sz", "s"),
    ("ks", "x"),
    ("q", "k"),
    ("w", "v"),
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
    fn labels_are_printed_like_names() {
        assert_eq!(from_label("Ó DÁLAIGH"), "Ó Dálaigh");
        assert_eq!(from_label("MOKOENA-REED"), "Mokoena-Reed");
        assert_eq!(from_label("Ana Ruiz"), "Ana Ruiz");
    }
}
