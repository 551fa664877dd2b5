//! What should the writer look at again? One rule a file; adding one touches that file and [`RULES`].

mod altered_quote;
mod cited;
mod conflicting_attribution;
pub mod paragraph;
pub mod rule;
mod unattributed_quote;
mod unbalanced_quote_marks;

use rule::Rule;

/// Every rule, in the order of the manual.
pub static RULES: [&Rule; 4] =
    [&unattributed_quote::RULE, &unbalanced_quote_marks::RULE, &altered_quote::RULE, &conflicting_attribution::RULE];

/// The rule of that code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}

/// The codes of all rules.
pub fn codes() -> [&'static str; RULES.len()] {
    RULES.map(|rule| rule.code)
}
