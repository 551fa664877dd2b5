//! What a word or a stop looks like by itself.

use crate::prose::token::{Kind, Token};

/// What a narration word looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::prose) enum Look {
    Lower,
    Capital,
    Number,
    Possessive,
    Comma,
    /// `.` `!` `?` `…`
    Stop,
    Colon,
    Dash,
    Opening,
    Closing,
    #[default]
    Other,
}

impl Look {
    /// The look of a token of a text.
    pub fn of(token: &Token, text: &str) -> Self {
        match token.kind {
            Kind::Word if token.has_capital() => Self::Capital,
            Kind::Word => Self::Lower,
            Kind::Number => Self::Number,
            Kind::Possessive => Self::Possessive,
            Kind::Mark => Self::Other,
            Kind::Punctuation => match token.of(text).chars().next() {
                Some(',' | ';') => Self::Comma,
                Some('.' | '!' | '?' | '…') => Self::Stop,
                Some(':') => Self::Colon,
                Some('—' | '–' | '-') => Self::Dash,
                Some('(' | '[') => Self::Opening,
                Some(')' | ']') => Self::Closing,
                _ => Self::Other,
            },
        }
    }
}
