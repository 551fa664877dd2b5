//! The closed lists that a word stands on by itself: a reader asks once and remembers the answer.

use super::role;
use crate::prose::token::Kind;

/// A set of lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lists(u16);

macro_rules! lists {
    ($($name:ident = $bit:literal $what:literal;)*) => {
        impl Lists {
            $(#[doc = $what] pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

lists! {
    JOINS = 0 "May stand inside a name: `of`, `al`, `&`.";
    OPENS = 1 "Has a capital because it opens a sentence: `However`.";
    ARTICLE = 2 "An article.";
    POSSESSIVE = 3 "A possessive pronoun.";
    CLAUSE = 4 "Ends a role and begins a clause.";
    STOP = 5 "A mark or stop that no title reaches over.";
    COMMA = 6 "A comma.";
    ROLE = 7 "An office, a trade or a part.";
    MODIFIER = 8 "Stands before a role and belongs to it.";
    KIN = 9 "Kinship.";
    HONORIFIC = 10 "A title that is no office.";
    HONOUR = 11 "Letters behind a name.";
    LY = 12 "Ends as most adverbs do.";
}

impl Lists {
    /// The lists of a token as written.
    pub fn of(word: &str, kind: Kind) -> Self {
        let [role, modifier, kin, honorific] = role::kinds(word);
        let on = [
            (Self::JOINS, may_join(word)),
            (Self::OPENS, is_no_name(word)),
            (Self::ARTICLE, is_article(word)),
            (Self::POSSESSIVE, is_possessive(word)),
            (Self::CLAUSE, is_clause(word)),
            (Self::STOP, is_stop(word, kind)),
            (Self::COMMA, word == ","),
            (Self::ROLE, role),
            (Self::MODIFIER, modifier),
            (Self::KIN, kin),
            (Self::HONORIFIC, honorific),
            (Self::HONOUR, role::is_honour(word)),
            (Self::LY, word.ends_with("ly")),
        ];
        on.into_iter().filter(|(_, on)| *on).fold(Self::default(), |all, (list, _)| all.with(list))
    }

    /// Whether it is any of those of `other`.
    #[inline]
    pub const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Small words and marks that stand inside names: "Bank of the Isles", "Hall & Sons", "Abu al-Rashid".
#[rustfmt::skip]
fn may_join(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and" | "for" | "de" | "la" | "van" | "von" | "der" | "den" | "bin" | "bint" | "ibn" | "al" | "el" | "du"
            | "da" | "dos" | "di" | "del" | "to" | "in" | "on" | "&" | "-" | "'s" | "’s" | "'" | "’" | "." | "y" | "e"
            | "ul" | "at" | "from" | "with" | "a" | "d'" | "le" | "les" | "des" | "do" | "das" | "ben" | "as" | "ter"
            | "zu" | "und" | "an" | "pro" | "anti" | "s" | "/" | "," | ":" | "against" | "without" | "over"
            | "\""
            | "“" | "”" | "al-" | "el-" | "abu" | "um" | "ould" | "o'" | "by" | "or" | "st" | "af" | "te" | "ten" | "het"
            | "‘" | "!" | "–"
    )
}

/// Words with a capital because they open a sentence: alone they are no name, and they are a fifth of all candidates.
#[rustfmt::skip]
fn is_no_name(word: &str) -> bool {
    matches!(
        word,
        "The" | "A" | "An" | "I" | "He" | "She" | "It" | "They" | "We" | "You" | "His" | "Her" | "Its" | "Their" | "Our" | "My"
            | "This" | "That" | "These" | "Those" | "There" | "Here" | "In" | "On" | "At" | "By" | "For" | "From" | "To" | "With"
            | "Of" | "As" | "If" | "When" | "While" | "After" | "Before" | "Since" | "Until" | "But" | "And" | "Or" | "So" | "Yet"
            | "However" | "Although" | "Because" | "Some" | "Many" | "Most" | "All" | "Both" | "Several" | "No" | "Not" | "What"
            | "Who" | "Why" | "How" | "Where" | "Which" | "Now" | "Then" | "Also" | "Still" | "Under" | "Over" | "During" | "About"
            | "One" | "Two" | "Three" | "Four" | "Five" | "Another" | "Other" | "Others" | "Earlier" | "Meanwhile" | "Officials"
    )
}

/// An article.
fn is_article(word: &str) -> bool {
    matches!(word, "the" | "The" | "a" | "A" | "an" | "An")
}

/// A possessive pronoun.
#[rustfmt::skip]
fn is_possessive(word: &str) -> bool {
    matches!(word, "his" | "her" | "their" | "its" | "His" | "Her" | "Their" | "Its" | "my" | "My" | "our" | "Our")
}

/// Words at which a role ends and a clause begins.
#[rustfmt::skip]
fn is_clause(word: &str) -> bool {
    matches!(
        word,
        "who" | "whose" | "which" | "that" | "said" | "says" | "told" | "has" | "had" | "have" | "was" | "is" | "were"
            | "are" | "will" | "would" | "did" | "asked" | "added" | "when" | "where" | "while" | "as" | "but"
            | "because" | "after"
    )
}

/// Marks and stops: no title or role reaches over them.
fn is_stop(word: &str, kind: Kind) -> bool {
    kind == Kind::Mark || matches!(word, "," | "." | ";" | ":" | "(" | ")" | "—" | "–" | "?" | "!" | "...")
}
