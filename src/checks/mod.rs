//! What should the writer look at again? One rule a file; adding one touches that file and [`RULES`].

mod abbreviation_unexplained;
mod abutting_quotes;
mod age_date_mismatch;
mod altered_quote;
mod anonymous_opinion;
mod anonymous_source;
mod cited;
mod conflicting_attribution;
mod dangling_attribution;
mod double_attribution;
mod editorial_insertion;
mod elegant_variation;
mod ellipsis_in_quote;
mod first_reference_incomplete;
mod headline_quote_unsupported;
mod house_list;
mod introduced;
mod joint_quote;
mod known_misquote;
mod late_attribution;
mod loaded_attribution_verb;
mod marks;
mod mixed_quote_marks;
mod multi_paragraph_quote;
mod name_inconsistent;
mod name_unlike_archive;
mod nested_quote_marks;
mod non_speech_verb;
mod number_conflict;
mod number_inconsistent;
mod number_sum;
mod orphan_word_quote;
pub mod paragraph;
mod partial_runs_on;
mod pasted_boilerplate;
mod placeholder_left;
mod pronoun_attribution;
mod pronoun_without_antecedent;
mod protected_name;
mod quote_terminal_punctuation;
mod recycled_quote;
mod relative_date_stale;
mod people;
pub mod rule;
mod second_hand_quote;
mod social_quote;
mod tidied;
mod translated_quote;
mod second_reference_style;
mod title_conflict;
mod truncated_quote;
mod unattributed_quote;
mod unbalanced_quote_marks;
mod uncredited_quote;
mod unmarked_first_person;
mod unsourced_fact;
mod unused_allow;
mod unverified_quote;
mod vague_source;
pub mod verbatim_overlap;
mod weekday_date_mismatch;
mod wording;

use crate::corpus::question::Question;
use crate::prose::story::Story;
use crate::settings::Style;
use rule::Rule;

/// Every rule, in the order of the manual: speakers, wording, marks, the record, names, the rest of the copy.
pub static RULES: &[&Rule] = &[
    &unattributed_quote::RULE,
    &pronoun_attribution::RULE,
    &pronoun_without_antecedent::RULE,
    &dangling_attribution::RULE,
    &late_attribution::RULE,
    &double_attribution::RULE,
    &joint_quote::RULE,
    &abutting_quotes::RULE,
    &loaded_attribution_verb::RULE,
    &non_speech_verb::RULE,
    &anonymous_source::RULE,
    &anonymous_opinion::RULE,
    &vague_source::RULE,
    &second_hand_quote::RULE,
    &social_quote::RULE,
    &translated_quote::RULE,
    &elegant_variation::RULE,
    &truncated_quote::RULE,
    &partial_runs_on::RULE,
    &orphan_word_quote::RULE,
    &unmarked_first_person::RULE,
    &headline_quote_unsupported::RULE,
    &unbalanced_quote_marks::RULE,
    &multi_paragraph_quote::RULE,
    &nested_quote_marks::RULE,
    &mixed_quote_marks::RULE,
    &quote_terminal_punctuation::RULE,
    &ellipsis_in_quote::RULE,
    &editorial_insertion::RULE,
    &altered_quote::RULE,
    &conflicting_attribution::RULE,
    &unverified_quote::RULE,
    &known_misquote::RULE,
    &recycled_quote::RULE,
    &uncredited_quote::RULE,
    &verbatim_overlap::RULE,
    &first_reference_incomplete::RULE,
    &second_reference_style::RULE,
    &name_inconsistent::RULE,
    &name_unlike_archive::RULE,
    &title_conflict::RULE,
    &abbreviation_unexplained::RULE,
    &placeholder_left::RULE,
    &weekday_date_mismatch::RULE,
    &relative_date_stale::RULE,
    &age_date_mismatch::RULE,
    &number_inconsistent::RULE,
    &number_sum::RULE,
    &number_conflict::RULE,
    &unsourced_fact::RULE,
    &pasted_boilerplate::RULE,
    &unused_allow::RULE,
    &house_list::RULE,
    &protected_name::RULE,
];

/// The rule of that code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}

/// The codes of all rules.
pub fn codes() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.code).collect()
}

/// What rules that are on want to know of the record, beside the story's quotations.
pub fn questions(story: &Story, style: &Style) -> Vec<Question> {
    let mut questions = Vec::new();
    if verbatim_overlap::RULE.level(style).is_some() {
        questions.extend(verbatim_overlap::questions(story));
    }
    if name_unlike_archive::RULE.level(style).is_some() {
        questions.extend(name_unlike_archive::questions(story));
    }
    if number_conflict::RULE.level(style).is_some() {
        questions.extend(number_conflict::questions(story));
    }
    if age_date_mismatch::RULE.level(style).is_some() {
        questions.extend(age_date_mismatch::questions(story));
    }
    questions
}
