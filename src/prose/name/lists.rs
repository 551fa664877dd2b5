//! The closed lists that a word stands on by itself: a reader asks once and remembers the answer.

use super::{introduction, page, role};
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
        let on = [
            (Self::JOINS, page::may_join(word)),
            (Self::OPENS, page::is_no_name(word)),
            (Self::ARTICLE, introduction::is_article(word)),
            (Self::POSSESSIVE, introduction::is_possessive(word)),
            (Self::CLAUSE, introduction::is_clause(word)),
            (Self::STOP, introduction::is_stop(word, kind)),
            (Self::COMMA, word == ","),
            (Self::HONOUR, role::is_honour(word)),
            (Self::LY, word.ends_with("ly")),
        ];
        on.into_iter().filter(|(_, on)| *on).fold(role::lists(word), |all, (list, _)| all.with(list))
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
