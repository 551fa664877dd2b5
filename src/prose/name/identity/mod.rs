//! Whether two spellings name one person, place or organisation.
//!
//! Similar letters are never enough. Two names are one only if every word of the shorter has its partner in the longer and
//! neither has a given name that the other contradicts: one surname with two given names is two people, however alike.

mod given;
mod place;
mod spelling;
mod word;

pub use spelling::has_given_name;
use spelling::{Words, consonants, is_vowel, opens_alike};
use word::Word;

/// How sure it is, 0 to 1, that `a` and `b` are one name; .5 is the decision point.
pub fn same_name(a: &str, b: &str) -> f32 {
    if a.trim() == b.trim() { 1.0 } else { Asked::of(a).same(b) }
}

/// A name that is compared with many: what can be known of it alone is found once.
pub struct Asked<'a> {
    name: &'a str,
    openings: u32,
    first: String,
    place: Option<usize>,
    apart: Words,
}

impl<'a> Asked<'a> {
    /// Of a name as written.
    pub fn of(name: &'a str) -> Self {
        let name = name.trim();
        let (place, apart) = (place::group(name), spelling::words(name));
        Self { name, openings: openings(name), first: first_word(name), place, apart }
    }

    /// Whether [the rest](Self::same) is worth asking of two people: some word before the last may sound like one of the
    /// other's, or both open with forms of one given name (`Bill`, `William`).
    pub fn may_be(&self, other: &str) -> bool {
        self.openings & openings(other) != 0 || given::are_forms(&self.first, &first_word(other))
    }

    /// How sure it is, 0 to 1, that this is the other's name too; .5 is the decision point.
    pub fn same(&self, other: &str) -> f32 {
        if self.name == other.trim() {
            return 1.0;
        }
        if let (Some(one), Some(other)) = (self.place, place::group(other)) {
            return if one == other { 0.98 } else { 0.02 };
        }
        if is_acronym_of(self.name, other) || is_acronym_of(other, self.name) {
            return 0.8;
        }
        one_name(&self.apart, &spelling::words(other))
    }
}

/// How sure it is that two names, taken apart, are one.
fn one_name(a: &Words, b: &Words) -> f32 {
    let numbered = a.ordinal.is_some() && b.ordinal.is_some();
    if numbered && a.ordinal != b.ordinal {
        return 0.02;
    }
    // Letters run together across a blank: `Paula Amin` sounds like `Paul al-Amin` does.
    let one_opening = a.words.first() == b.words.first();
    let heard_together = || one_opening && a.together.skeleton() == b.together.skeleton();
    if !a.together.is_empty() && (a.together == b.together || heard_together()) {
        return 0.99;
    }
    let (short, long) = if a.words.len() <= b.words.len() { (&a.words, &b.words) } else { (&b.words, &a.words) };
    let score = compare(short, long);
    if score < 0.5 && (numbered && is_ruler(short, long) || is_heard_alike(short, long)) { 0.6 } else { score }
}

/// Whether one common given name stands with two surnames that are both families' own: `John Clark`, `John Clarke`. By their
/// letters they may be one person misspelt, and [`same_name`] says so; newspapers have both of them all the same, so that more
/// than letters must speak for it.
pub fn may_be_two(a: &str, b: &str) -> bool {
    let (a, b) = (spelling::words(a).words, spelling::words(b).words);
    let ([given, a], [other, b]) = (a.as_slice(), b.as_slice()) else { return false };
    given == other && a != b && [given, a, b].into_iter().all(Word::is_known)
}

/// A surname that is compared with many, in small letters without accents.
pub struct Surname(Word);

impl Surname {
    pub fn of(surname: String) -> Self {
        Self(Word::from(surname))
    }

    /// Whether the other may be this in another spelling: `beisenov`, `beysenov`. Of two that families bear each is its own,
    /// though they sound alike: `john`, `jean`.
    pub fn may_be(&self, other: &str) -> bool {
        self.0.likeness(&Word::from(other.to_owned()), true) > 0.0
    }
}

/// How the words before the last may open, a bit for each class of sounds; of a single word anyhow.
fn openings(name: &str) -> u32 {
    let mut words = name.split([' ', '-']).filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let Some(mut before) = words.next() else { return u32::MAX };
    let mut classes = 0;
    for first in words {
        classes |= sounds(before);
        before = first;
    }
    if classes == 0 { u32::MAX } else { classes }
}

/// What sounds a letter may stand for at the start of a word, in any alphabet's way.
fn sounds(letter: char) -> u32 {
    const K: u32 = 1;
    const S: u32 = 2;
    const F: u32 = 4;
    const T: u32 = 8;
    const J: u32 = 16;
    const A: u32 = 32;
    let ascii = any_ascii::any_ascii_char(letter).bytes().next().unwrap_or_default().to_ascii_lowercase();
    match ascii {
        b'k' | b'q' => K,
        b'g' => K | J,
        b'h' => K | A,
        b'c' => K | S | T,
        b'x' => K | S,
        b's' => S,
        b'z' => S | J,
        b't' => T | S,
        b'd' => T | J,
        b'v' | b'b' | b'f' => F,
        b'w' => F | A,
        b'p' => F | 64,
        b'j' => J | S,
        b'y' | b'i' | b'e' => J | A,
        b'a' | b'o' | b'u' => A,
        b'l' => 128,
        b'm' => 256,
        b'n' => 512,
        b'r' => 1024,
        _ => 2048,
    }
}

fn first_word(name: &str) -> String {
    name.split([' ', '-']).next().unwrap_or_default().to_lowercase()
}

/// Whether one of two names with the same number is the ruler's own name, and the other adds the realm: `Carl XVI of Sweden`.
fn is_ruler(short: &[Word], long: &[Word]) -> bool {
    short.len() == 1 && short[0].likeness(&long[0], false) >= 0.85
}

/// Per cent of the letters that may differ between the rests of two names: much where another name agrees besides the
/// surname, or all consonants; less where the surname is all that agrees.
const FAR: usize = 60;
const FAIRLY_NEAR: usize = 45;
const NEAR: usize = 34;

/// Whether two names sound alike once the words they share are put aside, wherever each writes its blanks: `Nur Jehan
/// Tapa`, `Noor-Jehaan Tappa`. Two listed names that are not each other stay two.
fn is_heard_alike(short: &[Word], long: &[Word]) -> bool {
    let agreed = |&&(i, j): &&(usize, usize)| {
        let surnames = i + 1 == short.len() && j + 1 == long.len();
        short[i].len() > 1 && long[j].len() > 1 && short[i].likeness(&long[j], surnames) >= 0.85
    };
    let (pairs, _) = align(short, long);
    let shared: Vec<_> = pairs.iter().filter(agreed).copied().collect();
    let a = rest(short, |at| shared.iter().any(|(i, _)| *i == at));
    let b = rest(long, |at| shared.iter().any(|(_, j)| *j == at));
    if a.is_empty() || b.is_empty() || a.len() == b.len() && a.iter().zip(&b).any(|(a, b)| are_two(a, b)) {
        return false;
    }
    let sound = |words: &[&Word]| words.iter().map(|word| word.skeleton()).collect::<String>();
    let (x, y) = (sound(&a), sound(&b));
    let length = x.len().max(y.len());
    let common: usize = shared.iter().map(|(i, _)| short[*i].len()).sum();
    if length < 4 || length + common < 8 {
        return false;
    }
    let bones = consonants(&x);
    let same_bones = bones.len() > 2 && bones == consonants(&y);
    let surname_agrees = shared.contains(&(short.len() - 1, long.len() - 1));
    let may_differ = match (shared.len(), opens_alike(&x, &y)) {
        (2.., true) => FAR,
        (_, true) if same_bones => FAR,
        (_, true) if surname_agrees => NEAR,
        (_, true) => FAIRLY_NEAR,
        (_, false) if surname_agrees => 0,
        (_, false) => NEAR,
    };
    strsim::damerau_levenshtein(&x, &y) * 100 <= length * may_differ
}

/// The words of a name that are not shared.
fn rest(words: &[Word], is_shared: impl Fn(usize) -> bool) -> Vec<&Word> {
    words.iter().enumerate().filter(|(at, _)| !is_shared(*at)).map(|(_, word)| word).collect()
}

/// Whether both words are names in their own right, and not one in two spellings.
fn are_two(a: &Word, b: &Word) -> bool {
    let both_known = || a.is_known() && b.is_known();
    let listed = given::is_one(a, b);
    let is_one = || listed.unwrap_or_else(|| both_known() && a.skeleton() == b.skeleton());
    a.len() == 1 || b.len() == 1 || (listed.is_some() || both_known()) && !is_one()
}

/// Initials of three letters or more: fewer would make everybody with a first and a last name an acronym.
fn is_acronym_of(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|&c| c != '.').collect();
    let initials = long.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase());
    letters.len() > 2 && letters.chars().all(char::is_uppercase) && initials.eq(letters.chars())
}

/// Compares the words of two names, the one with fewer words first.
fn compare(short: &[Word], long: &[Word]) -> f32 {
    if short.is_empty() {
        return 0.0;
    }
    let (pairs, quality) = align(short, long);
    if pairs.len() < short.len() {
        if is_same_but_for_language(short, long, &pairs) || is_same_but_for_a_letter(short, long) {
            return 0.55;
        }
        return 0.4 * quality * pairs.len() as f32 / short.len() as f32;
    }
    let whole = |&&(i, j): &&(usize, usize)| short[i].len() > 1 && long[j].len() > 1;
    let ends = |&&(i, j): &&(usize, usize)| i + 1 == short.len() || j + 1 == long.len();
    if !pairs.iter().filter(whole).any(|pair| ends(&pair)) {
        return 0.3 * quality;
    }
    let extra = long.len() - short.len();
    if short.len() == 1 && extra > 0 {
        // A bare surname contradicts nobody who bears it; a bare given name is anybody's unless it is a rare one.
        let is_surname = pairs[0].1 + 1 == long.len() || !super::is_popular_given(&short[0]);
        return if is_surname { 0.6 } else { 0.45 } * quality;
    }
    (quality - 0.03 * extra as f32).clamp(0.0, 0.99)
}

/// Whether all agrees but the first given name, which differs no more than between languages, where the surname is too rare
/// for two or another given name agrees as well: `Petrus` and `Pieter`, but not `Daniel` and `Danielle`.
fn is_same_but_for_language(short: &[Word], long: &[Word], pairs: &[(usize, usize)]) -> bool {
    let (last, longs_last) = (short.len() - 1, long.len() - 1);
    let agreed = |i: usize, j: usize| short[i].likeness(&long[j], i == last) >= 0.85;
    if !pairs.contains(&(last, longs_last))
        || pairs.len() + 1 < short.len()
        || !pairs.iter().all(|&(i, j)| agreed(i, j))
    {
        return false;
    }
    let surnames = [&short[last], &long[longs_last]];
    let is_rare = |is_listed: fn(&Word) -> bool| pairs.len() > 1 || !surnames.iter().any(|surname| is_listed(surname));
    // It must be the first given name on both sides: "Jan" is not the third name of another.
    let is_alone = !pairs.iter().any(|&(i, j)| i == 0 || j == 0);
    is_alone
        && long.len() - short.len() < 2
        && (is_rare(|word| super::is_popular_surname(word)) && given::is_translated(&short[0], &long[0])
            || is_rare(Word::is_known) && is_near(&short[0], &long[0]))
}

/// Whether two long names, two words of them the same, differ by one letter of the surname: a slip.
fn is_same_but_for_a_letter(short: &[Word], long: &[Word]) -> bool {
    let (Some((a, given)), Some((b, other))) = (short.split_last(), long.split_last()) else { return false };
    let same = given.iter().zip(other).filter(|(x, y)| x == y && x.len() > 2).count();
    let agree = |(x, y): (&Word, &Word)| x == y || x.is_short_for(y) || y.is_short_for(x);
    let told = same > 1 && given.len() == other.len() && given.iter().zip(other).all(agree);
    told && a.len().min(b.len()) > 5 && strsim::damerau_levenshtein(a, b) == 1
}

/// Whether two given names, one of them on no list, begin and end alike and are near each other between. Of two listed ones
/// each is a name of its own: `Mario`, `Maria`.
fn is_near(a: &Word, b: &Word) -> bool {
    let (x, y) = (a.skeleton(), b.skeleton());
    // A shortened one is no name of its own, and how it ends nobody knows: `Nic.`
    let shortened = a.is_shortened() || b.is_shortened();
    let whole = x.len() > 2 && y.len() > 2 && (shortened || !(a.is_known() && b.is_known()));
    let near = opens_alike(x, y) && (shortened || x.ends_with(is_vowel) == y.ends_with(is_vowel));
    whole && near && strsim::jaro_winkler(x, y) > 0.7 && given::is_one(a, b) != Some(false)
}

/// Pairs the words of two names, best first; the pairs, and how good they are on the whole.
fn align(short: &[Word], long: &[Word]) -> (Vec<(usize, usize)>, f32) {
    let mut likely: Vec<(f32, usize, usize)> = Vec::new();
    for (i, a) in short.iter().enumerate() {
        for (j, b) in long.iter().enumerate() {
            let surnames = i + 1 == short.len() && j + 1 == long.len();
            // `Lindqvist Anna`, and elsewhere `Anna Lindkvist`.
            let turned = short.len() == 2 && long.len() == 2 && i != j && short[1 - i] == long[1 - j];
            let alike = a.likeness(b, surnames || turned);
            // Words in the same place, counted from the end, go together first.
            let place = if short.len() - i == long.len() - j { 0.01 } else { 0.0 };
            if alike > 0.0 {
                likely.push((alike + place, i, j));
            }
        }
    }
    likely.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut sum = 0.0;
    for (alike, i, j) in likely {
        if pairs.iter().all(|&(x, y)| x != i && y != j) {
            pairs.push((i, j));
            sum += alike.min(1.0);
        }
    }
    let quality = if pairs.is_empty() { 0.0 } else { sum / pairs.len() as f32 };
    (pairs, quality)
}
