//! A name's words brought to one alphabet and one way of spelling.

use super::word::Word;

/// A name taken apart for comparison.
#[derive(Clone, Debug)]
pub struct Words {
    /// Each word in ASCII and lower case, in order, without titles, particles and suffixes; an initial is one letter.
    pub words: Vec<Word>,
    /// All words run together, particles too: `Ter Borch` is also written `Terborch`.
    pub together: Word,
    /// The number that tells a ruler, or a son, from a namesake: `John Paul II`, `Napoleon 1er`, `Haddad Jr.`
    pub ordinal: Option<u8>,
}

/// Takes a name apart: `Ruiz, A.M.` is `a m ruiz`, `Dr. Omar al-Amin` is `omar amin`. Given names in brackets after their
/// initials, `J. (Jaap) Smit`, take the initials' place.
pub fn words(name: &str) -> Words {
    let ascii = any_ascii::any_ascii(&unscrambled(name));
    let (outside, bracketed) = brackets(&ascii);
    let ordered = surname_last(&outside);
    let together: String =
        ordered.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let (ordered, ordinal) = without_ordinal(&ordered);
    let mut words = split(&ordered);
    let spelt: Vec<String> = split(&bracketed).into_iter().filter(|w| w.len() > 1).collect();
    let initials = words.iter().take_while(|w| w.len() == 1).count();
    if !spelt.is_empty() && (initials > 0 || words.len() == 1) {
        words.splice(0..initials, spelt);
    }
    Words { words: words.into_iter().map(Word::from).collect(), together: together.into(), ordinal }
}

/// Whether a name is more than a surname: `Lord Hartwell` and `van der Meulen` are not.
pub fn has_given_name(name: &str) -> bool {
    let Some((before, _)) = name.trim().rsplit_once([' ', '-']) else { return false };
    let words =
        before.split([' ', '-', '.']).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    words.into_iter().any(|word| !word.is_empty() && !is_left_out(&word) && !is_title(&word))
}

/// Undoes the commonest damage to accents: UTF-8 that was read as Latin-1, `CaillÃ©`.
fn unscrambled(name: &str) -> std::borrow::Cow<'_, str> {
    let bytes: Option<Vec<u8>> = name.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    match bytes.filter(|_| !name.is_ascii()).map(String::from_utf8) {
        Some(Ok(read)) => read.into(),
        _ => name.into(),
    }
}

/// How a word sounds across ways of writing it in Latin letters: doubled letters, `kh`, `ou` and the like made one.
pub fn skeleton(word: &str) -> String {
    let (mut rest, mut sound) = opening(word);
    while let Some(letter) = rest.chars().next() {
        let (from, to) = opening_sound(rest).unwrap_or_default();
        let (from, to) = if is_long_o(word, rest) { ("oh", "o") } else { (from, to) };
        let (taken, to) =
            if from.is_empty() { (letter.len_utf8(), &rest[..letter.len_utf8()]) } else { (from.len(), to) };
        for letter in to.chars() {
            if !sound.ends_with(letter) {
                sound.push(letter);
            }
        }
        rest = &rest[taken..];
    }
    sound
}

/// The spelling of a sound that a word opens with, and what it is one with. Most letters open none, which their first byte
/// tells.
fn opening_sound(word: &str) -> Option<(&'static str, &'static str)> {
    let first = word.bytes().next();
    SOUNDS.iter().find(|(from, _)| from.bytes().next() == first && word.starts_with(from)).copied()
}

/// The h that only makes an o long: `Yohji`, `Satoh`. In a name as short as John it is all that tells it from Jon.
fn is_long_o(word: &str, rest: &str) -> bool {
    word.len() > 4 && rest.strip_prefix("oh").is_some_and(|after| !after.starts_with(is_vowel))
}

/// `Julia`, `Yulia` and `Iulia` begin alike, and so do `Yelena` and `Elena`.
fn opening(word: &str) -> (&str, String) {
    match word.strip_prefix(['j', 'y', 'i']) {
        Some(rest) if rest.len() > 3 && rest.starts_with('e') => (rest, String::new()),
        Some(rest) if rest.len() > 2 && rest.starts_with(is_vowel) => (rest, "j".to_owned()),
        _ => (word, String::with_capacity(word.len())),
    }
}

/// A skeleton without its vowels, and with the letters that change most between alphabets made one.
pub fn consonants(skeleton: &str) -> String {
    let mut kept = String::new();
    for letter in skeleton.replace("ch", "s").chars().filter(|c| !is_vowel(*c)) {
        let letter = match letter {
            'g' => 'k',
            'z' => 's',
            'v' | 'b' => 'f',
            'd' => 't',
            other => other,
        };
        if !kept.ends_with(letter) {
            kept.push(letter);
        }
    }
    kept
}

/// Letters at the start of a word that other alphabets put for each other.
pub fn opens_alike(a: &str, b: &str) -> bool {
    let class = |word: &str| match word.chars().next() {
        Some('k' | 'g' | 'h' | 'q') => 'k',
        Some('s' | 'z' | 'c') => 's',
        Some('v' | 'b' | 'f' | 'w') => 'f',
        Some('d' | 't') => 't',
        Some('j' | 'y' | 'i') => 'j',
        Some('a' | 'e' | 'o' | 'u') => 'a',
        other => other.unwrap_or(' '),
    };
    class(a) == class(b)
}

/// Vowels as they are left in a [`skeleton`].
pub const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'i' | 'o' | 'u' | 'e' | 'y')
}

/// Longest patterns first. Facts of romanisation, English, French and German ways.
#[rustfmt::skip]
const SOUNDS: &[(&str, &str)] = &[
    ("shch", "s"), ("tsch", "ch"), ("sch", "s"), ("tch", "ch"), ("dzh", "j"), ("chr", "kr"), ("tj", "ch"), ("dj", "j"),
    ("sh", "s"), ("kh", "h"), ("gh", "g"), ("zh", "j"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("ts", "s"),
    ("tz", "s"), ("cz", "ch"), ("ks", "x"), ("cs", "x"), ("ch", "ch"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"),
    ("aj", "ai"), ("ej", "i"), ("oj", "oi"), ("uj", "ui"), ("ou", "u"), ("oo", "u"), ("oe", "u"), ("w", "v"), ("ee", "i"), ("ie", "i"), ("ij", "i"), ("uy", "ui"), ("ey", "i"),
    ("ei", "i"), ("ay", "ai"), ("ae", "a"), ("y", "i"), ("q", "k"), ("aa", "a"),
];

/// Takes the number off: the last word that is one, unless it opens the name or is followed by another name.
fn without_ordinal(name: &str) -> (String, Option<u8>) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let counts = |at: usize| {
        let goes_on = words.get(at + 1).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_uppercase()));
        (at > 0 && !(goes_on && words[at].len() < 2)).then(|| ordinal(words[at])).flatten()
    };
    match (0..words.len()).rev().find_map(|at| Some((at, counts(at)?))) {
        Some((at, number)) => ([&words[..at], &words[at + 1..]].concat().join(" "), Some(number)),
        None => (name.to_owned(), None),
    }
}

/// Roman and Arabic numbers as they stand after names; father and son count as one and two.
fn ordinal(word: &str) -> Option<u8> {
    let ends = ["er", "st", "nd", "rd", "th", "ma", "-se", "e"];
    let bare = word.trim_matches(['.', ',']);
    let number = ends.iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    const ROMAN: [&str; 16] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"];
    let is_initial = word.len() == 2 && word.ends_with('.');
    match number {
        "Sr" | "sr" => Some(1),
        "Jr" | "jr" => Some(2),
        _ if is_initial && !number.starts_with(|c: char| c.is_ascii_digit()) => None,
        _ => ROMAN.iter().zip(1..).find(|(roman, _)| **roman == number).map(|(_, n)| n).or_else(|| number.parse().ok()),
    }
}

fn brackets(name: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0);
    for letter in name.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            other if depth > 0 => inside.push(other),
            other => outside.push(other),
        }
    }
    (outside, inside)
}

/// `Ruiz, Ana` and `Ruiz, A.` as `Ana Ruiz`; `Ruiz, Jr.` keeps its order.
fn surname_last(name: &str) -> String {
    match name.split_once(',') {
        Some((surname, given)) if !given.contains(',') && !split(given).is_empty() => format!("{given} {surname}"),
        _ => name.replace(',', " "),
    }
}

/// The words of a name; a shortened one keeps its stop, an initial does not.
fn split(name: &str) -> Vec<String> {
    let spaced = name.replace('.', ". ");
    let mut words: Vec<String> = Vec::new();
    for piece in spaced.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '"' | '_')) {
        let piece = without_article(piece);
        let word: String = piece.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        if word.is_empty() || is_left_out(&word) {
            continue;
        }
        if words.last().is_some_and(|before| is_title(before.trim_end_matches('.'))) {
            words.pop();
        }
        let shortened = piece.ends_with('.') && (2..=5).contains(&word.len());
        let word = if shortened { format!("{word}.") } else { arabic(word) };
        match words.last_mut() {
            Some(before) if before == SERVANT || is_faith(&word) && before.len() > 2 => before.push_str(&word),
            _ => words.push(word),
        }
    }
    words
}

/// What opens names like Abd al-Rahman: it is half a name, and the other half follows.
const SERVANT: &str = "abd";

/// Without the article written into the name: `ElHadid`, `d'Orsini`.
fn without_article(piece: &str) -> &str {
    let elided =
        ["d'", "D'", "l'", "L'", "dell'", "Dell'", "dall'"].iter().find_map(|article| piece.strip_prefix(article));
    if let Some(rest) = elided.filter(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase())) {
        return rest;
    }
    let rest = piece.strip_prefix("El").or_else(|| piece.strip_prefix("Al"));
    rest.filter(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase())).unwrap_or(piece)
}

/// Arabic names of two halves with the article between: `Abdelrahman`, `Abdurrahman` and `Abd al-Rahman` are one, and
/// `Salahuddin` and `Salah al-Din`.
fn arabic(word: String) -> String {
    if let Some(rest) = word.strip_prefix(SERVANT) {
        let vowelless = rest.strip_prefix(['a', 'e', 'i', 'o', 'u']).unwrap_or(rest);
        let mut letters = vowelless.chars();
        let (first, second) = (letters.next(), letters.next());
        let bound = first == Some('l') || first.is_some() && first == second;
        let rest = if bound && rest.len() != vowelless.len() { &vowelless[1..] } else { vowelless };
        return if rest.len() > 2 || rest.is_empty() { format!("{SERVANT}{rest}") } else { word };
    }
    for end in ["eddine", "uddine", "eddin", "uddin", "addin", "iddin", "udeen", "uddeen", "edine"] {
        if let Some(stem) = word.strip_suffix(end) {
            return format!("{stem}din");
        }
    }
    word
}

/// Second halves of such names.
fn is_faith(word: &str) -> bool {
    matches!(word, "din" | "dine" | "deen" | "allah" | "ullah")
}

/// Particles, suffixes and legal forms: they come and go between spellings.
#[rustfmt::skip]
fn is_left_out(word: &str) -> bool {
    matches!(
        word,
        "jr" | "sr" | "ii" | "iii" | "iv" | "al" | "el" | "ul" | "ad" | "ar" | "az" | "ash" | "ibn" | "bin" | "ben" | "bint"
            | "van" | "vander" | "von" | "de" | "der" | "den" | "del" | "della" | "delle" | "degli" | "dal" | "di" | "da" | "dos"
            | "das" | "du" | "la" | "le" | "les" | "ter" | "ten" | "te" | "het" | "zu" | "zum" | "zur" | "vom" | "af" | "av"
            | "the" | "of" | "and" | "und" | "inc" | "corp" | "corporation" | "ltd" | "limited" | "co" | "company" | "plc" | "llc" | "gmbh"
            | "ag" | "nv" | "bv" | "oyj" | "asa" | "brothers" | "bros" | "freres" | "fratelli" | "gebruder"
    )
}

/// Titles, which come and go as well; but a name's last word is none: Larry King is nobody's majesty.
#[rustfmt::skip]
fn is_title(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs" | "ms" | "miss" | "mw" | "dhr" | "mevr" | "mej" | "dr" | "drs" | "ir" | "prof" | "sir" | "dame" | "lord"
            | "lady" | "rev" | "hon" | "gen" | "col" | "maj" | "lt" | "capt" | "sgt" | "st" | "saint" | "sheikh" | "sheik"
            | "herr" | "frau" | "mme" | "mlle" | "comte" | "comtesse" | "comtessa" | "conde" | "condesa" | "conte" | "contessa" | "count" | "countess" | "prince"
            | "princess" | "prins" | "prinses" | "princ" | "prinz" | "prinzessin" | "furst" | "furstin" | "herzog" | "herzogin" | "hertog" | "kaiser" | "tsar" | "graf" | "king" | "queen" | "president" | "baron" | "baroness" | "barones"
            | "duke" | "duchess" | "earl" | "freiherr" | "ritter" | "jonkheer" | "jhr" | "bishop" | "archbishop" | "cardinal"
            | "monsignor" | "msgr" | "mgr" | "haji" | "hajj" | "hadji" | "sayyid" | "seyed" | "ayatollah" | "imam"
            | "mullah" | "maulana" | "pasha" | "bey" | "senator" | "judge" | "general" | "colonel"
    )
}
