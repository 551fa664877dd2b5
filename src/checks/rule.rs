//! What a rule is.

use super::paragraph::Paragraph;
use crate::corpus::question::Record;
use crate::finding::{Finding, Severity, Spot};
use crate::prose::story::Story;
use crate::settings::Style;
use crate::text::format::Meta;
use crate::text::span::{InPassage, InSource, Span};

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
    /// Whether it goes by English words: then it is silent on copy that says it is in another language.
    pub english: bool,
    /// What looks.
    pub check: Check,
}

/// How far a rule must look, and the pure function that does.
pub enum Check {
    /// At one paragraph by itself: what it finds holds until the paragraph, the story's head or the style changes.
    Paragraph(fn(&Paragraph, &Style) -> Vec<Finding<Span<InPassage>>>),
    /// At the whole story and what is on record for it. Runs after every keystroke: it walks quotations and names, and
    /// looks at a text only where one of them points.
    Story(fn(&Story, &Record, &Style) -> Vec<Finding<Spot>>),
    /// At a permission in the draft that allows nothing, told where it is written.
    Permission(fn(&Permission) -> Option<Finding<Span<InSource>>>),
    /// At the draft as typed, front matter, comments and all, and then at each paragraph as read: for what must stand
    /// nowhere in it. It runs over the whole draft after every keystroke, so only where the desk has `asked`.
    Source { asked: fn(&Style) -> bool, look: fn(&str, &Style) -> Vec<Finding<Span<InSource>>> },
}

/// A permission to break a rule, as the draft gives it.
pub struct Permission<'p> {
    /// The rule, as written.
    pub code: &'p str,
    /// Where its comment stands.
    pub at: Span<InSource>,
    /// Whether the comment is for this rule alone, so that it can go as a whole.
    pub alone: bool,
}

impl Rule {
    /// Everything the rule has to say of a story; of the draft as typed, [`Check::Source`] speaks by itself.
    pub fn run(&self, story: &Story, record: &Record, style: &Style) -> Vec<Finding<Spot>> {
        if !self.speaks(story.meta, style) {
            return Vec::new();
        }
        match self.check {
            Check::Story(check) => check(story, record, style),
            Check::Permission(_) => Vec::new(),
            Check::Paragraph(check) => {
                let found = |(passage, reading)| {
                    let found = check(&Paragraph::of(reading, story.meta), style);
                    found.into_iter().map(move |f| f.map(|span| Spot { passage, span }))
                };
                story.readings.iter().copied().enumerate().flat_map(found).collect()
            }
            Check::Source { .. } => Vec::new(),
        }
    }

    /// Whether it has anything to say of copy with this head, in a house with this style.
    pub fn speaks(&self, meta: Option<&Meta>, style: &Style) -> bool {
        let lang = meta.and_then(|meta| meta.lang.as_ref()).or(style.lang.as_ref());
        !self.english || lang.is_none_or(|lang| is_english(lang))
    }

    /// Whether it goes by what is on record.
    pub const fn asks(&self) -> bool {
        !self.on_record.is_empty()
    }

    /// Its level in a style; `None` if it is off.
    pub fn level(&self, style: &Style) -> Option<Severity> {
        style.level(self.code, self.severity)
    }

    /// A finding of this rule at its default level, without records or fixes.
    pub fn finding<At>(&self, at: At, message: impl Into<String>) -> Finding<At> {
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

fn is_english(lang: &str) -> bool {
    lang.get(..2).is_some_and(|lang| lang.eq_ignore_ascii_case("en"))
}
