//! Under what a name may be looked up: the bones of its last word, which survive most ways of spelling it (Beisenov and
//! Beysenov, Krüger and Krueger), or, of words that have hardly any (Lee), that word itself.

use crate::corpus::words::folded;

/// Marks a key made of bones.
const BONES: char = '~';

/// Parts the pieces of a name's term.
pub const PART: char = '\t';

/// A name's term: its key, its last word, its spelling and what it is the name of.
pub fn term(name: &str, kind: &str) -> Option<String> {
    let last = last(name)?;
    let key = key_of_bones(&last);
    let key = key.as_deref().unwrap_or(&last);
    Some(format!("{key}{PART}{last}{PART}{name}{PART}{kind}"))
}

/// What the terms of a name begin with.
pub fn asked(name: &str) -> Option<String> {
    let mut key = last(name).map(|last| key_of_bones(&last).unwrap_or(last))?;
    key.push(PART);
    Some(key)
}

/// What the terms of names begin with whose last word begins so: among them are others.
pub fn begun(last: &str) -> Vec<String> {
    let mut keys = bones(last, true);
    keys.push(last.to_owned());
    keys
}

/// The key of a name's last word; of a firm the last before its legal form, which thousands share and papers leave out; of
/// initials all of them: `U.S.`
pub fn last(name: &str) -> Option<String> {
    let word = words(name).rfind(|word| !is_legal_form(word)).or_else(|| words(name).next_back());
    word.or_else(|| Some(folded(name)).filter(|initials| initials.len() > 1))
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
    let key = bones(word, false).pop()?;
    (key.len() > BONES.len_utf8() + 1).then_some(key)
}

/// The bones of a word; if it may `go_on`, all that they may begin with: after `c`, an `h` or a `k` makes another sound.
fn bones(word: &str, go_on: bool) -> Vec<String> {
    let mut key = String::with_capacity(word.len() + 1);
    key.push(BONES);
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let spelled = if SPELL_SOUNDS.contains(&c) { &SOUNDS[..] } else { &[] };
        let sound = spelled.iter().find(|(spelled, _)| rest.starts_with(spelled));
        let (length, c) = sound.map_or((c.len_utf8(), c), |(spelled, sound)| (spelled.len(), *sound));
        if go_on && spelled.iter().any(|(spelled, _)| spelled.len() > rest.len() && spelled.starts_with(rest)) {
            let longer = spelled.iter().filter(|(spelled, _)| spelled.starts_with(rest)).map(|(_, sound)| *sound);
            return with_each(&key, longer.chain([c]).collect());
        }
        let begins = rest.len() == word.len();
        rest = &rest[length..];
        let vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' | 'w');
        let c = if vowel { 'a' } else { c };
        if (begins || !vowel) && !key.ends_with(c) {
            key.push(c);
        }
    }
    vec![key]
}

/// A key that goes on with one of these; one it ends with already adds nothing, and leaves it open.
fn with_each(key: &str, mut letters: Vec<char>) -> Vec<String> {
    if key.ends_with(&letters[..]) {
        return vec![key.to_owned()];
    }
    letters.sort_unstable();
    letters.dedup();
    letters.into_iter().map(|letter| format!("{key}{letter}")).collect()
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
            assert_eq!(asked(a), asked(b), "{a}, {b}");
        }
        assert_ne!(asked("Ana Ruiz"), asked("Ana Rossi"));
        assert_eq!(term("Petra van der Meulen", "PER").as_deref(), Some("~mln\tmeulen\tPetra van der Meulen\tPER"));
        assert_eq!(term("Ida Lee", "PER").as_deref(), Some("lee\tlee\tIda Lee\tPER"));
    }

    #[test]
    fn a_name_is_found_at_each_letter_of_its_last_word() {
        for name in
            ["Shchedrin", "Krüger", "Mackenzie", "Aksakov", "Schmidt", "Tchaikov", "Lee", "Wright", "Phan", "Óskarsson"]
        {
            let last = last(name).unwrap();
            let term = term(name, "PER").unwrap();
            for (end, _) in last.char_indices().skip(1) {
                let begun = begun(&last[..end]);
                let found = begun.iter().filter(|key| term.starts_with(*key)).count();
                assert_eq!(found, 1, "{name}: {} {begun:?}", &last[..end]);
            }
        }
    }

    #[test]
    fn a_firm_is_looked_up_with_or_without_its_legal_form() {
        assert_eq!(asked("Halvard Shipping Holdings Inc."), asked("Halvard Shipping"));
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
