//! `copydesk.toml`: what the desk has decided, as plain data.

use crate::finding::Severity;
use std::collections::BTreeMap;

/// What rules and the desk need of the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Level by rule code; `None` switches the rule off. Codes not named have their rule's own level.
    pub levels: BTreeMap<String, Option<Severity>>,
}
