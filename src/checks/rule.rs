//! What a rule is.

use crate::corpus::question::Record;
use crate::finding::{Finding, Severity, Spot};
use crate::prose::story::Story;
use crate::settings::Style;

/// One check. A static per file; listed once, in [`RULES`](super::RULES).
pub struct Rule {
    /// Its name everywhere: settings, reports, allow comments. Kebab case.
    pub code: &'static str,
    /// One line: what it catches.
    pub summary: &'static str,
    /// Its level unless settings say otherwise; `None` if it is off until asked for.
    pub severity: Option<Severity>,
    /// The page: why newsrooms care (with source), what it leaves alone, what to do. Markdown.
    pub explain: &'static str,
    /// A plain-text story on record before the examples are read; empty if the rule needs none.
    pub on_record: &'static str,
    /// Copy that it catches; a whole plain-text story.
    pub wrong: &'static str,
    /// The same copy put right: silence.
    pub right: &'static str,
    /// A pure function of the story, what is on record, and the desk's style.
    pub check: fn(&Story, &Record, &Style) -> Vec<Finding<Spot>>,
}

impl Rule {
    /// A finding of this rule at its default level, without records or fixes.
    pub fn finding(&self, at: Spot, message: impl Into<String>) -> Finding<Spot> {
        Finding {
            code: self.code,
            severity: self.severity.unwrap_or(Severity::Hint),
            message: message.into(),
            at,
            records: Vec::new(),
            fixes: Vec::new(),
        }
    }
}
