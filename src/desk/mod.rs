//! The draft as it stands and what we think of it: a pure machine. Edits and answers go in, findings and questions
//! come out; the faces do all the waiting.

pub mod draft;

use crate::checks::RULES;
use crate::corpus::question::{Answer, Match, Question, Reach, Record};
use crate::finding::{Finding, Problem, Severity, Spot};
use crate::prose::story::Story;
use crate::settings::Style;
use crate::text::format::Format;
use draft::Draft;
use std::collections::HashMap;

/// All open drafts, and what the corpus has answered so far.
#[derive(Default)]
pub struct Desk {
    style: Style,
    reach: Reach,
    drafts: HashMap<String, Draft>,
    answers: HashMap<Question, Vec<Match>>,
}

/// What the desk thinks of a draft at one version.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// The version that was judged.
    pub version: i32,
    /// In order of place, then code.
    pub findings: Vec<Finding>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// What the corpus should be asked; until answered, rules that need it keep silent.
    pub questions: Vec<Question>,
}

impl Desk {
    /// A desk with the house's style; `reach` says whether there is a corpus to ask.
    pub fn new(style: Style, reach: Reach) -> Self {
        Self { style, reach, ..Self::default() }
    }

    /// Takes a draft on the desk, or replaces it.
    pub fn open(&mut self, key: &str, format: Format, text: &str, version: i32) {
        self.drafts.insert(key.to_owned(), Draft::new(format, text, version));
    }

    /// Takes a draft off the desk.
    pub fn close(&mut self, key: &str) {
        self.drafts.remove(key);
    }

    /// A draft on the desk.
    pub fn draft(&self, key: &str) -> Option<&Draft> {
        self.drafts.get(key)
    }

    /// Puts down what the corpus answered.
    pub fn answered(&mut self, answers: impl IntoIterator<Item = (Question, Answer)>) {
        for (question, answer) in answers {
            match answer {
                Answer::Quotation(matches) => {
                    self.answers.insert(question, matches);
                }
                Answer::Unreached(_) => self.reach = Reach::Unreached,
                Answer::Name(_) => {}
            }
        }
    }

    /// Reads and judges a draft; ask the questions, then judge again.
    pub fn check(&self, key: &str) -> Option<Verdict> {
        let draft = self.drafts.get(key)?;
        let story = draft.story();
        let (record, questions) = self.record(draft, &story);
        let mut findings: Vec<_> = RULES
            .iter()
            .filter_map(|rule| Some((rule, self.level(rule.code, rule.severity)?)))
            .flat_map(|(rule, level)| {
                let found = rule.run(&story, &record, &self.style);
                found.into_iter().map(move |f| settle(f, rule.severity, level))
            })
            .filter(|f| !draft.allows(f.at.passage, f.code))
            .map(|f| place(draft, f))
            .collect();
        findings.sort_by(|a, b| (a.at, a.code).cmp(&(b.at, b.code)));
        Some(Verdict { version: draft.version, findings, problems: draft.problems().to_vec(), questions })
    }

    fn level(&self, code: &str, default: Option<Severity>) -> Option<Severity> {
        self.style.levels.get(code).copied().unwrap_or(default)
    }

    /// What is on record for the story's quotations, without the draft's own copies, and what is still to be asked.
    fn record(&self, draft: &Draft, story: &Story) -> (Record, Vec<Question>) {
        let mut record = Record::new(self.reach);
        let mut questions = Vec::new();
        if self.reach == Reach::Absent {
            return (record, questions);
        }
        for quotation in &story.quotations {
            let words = story.text(quotation.words).to_owned();
            let question = Question::Quotation(words.clone());
            match self.answers.get(&question) {
                Some(matches) => {
                    let others = matches.iter().filter(|m| !draft.is_copy_of(&m.prints)).cloned().collect();
                    record.put(words, others);
                }
                None => questions.push(question),
            }
        }
        (record, questions)
    }
}

/// Settings move a rule's findings as a whole: one made weaker than its rule stays no louder than it was made.
fn settle(mut finding: Finding<Spot>, default: Option<Severity>, level: Severity) -> Finding<Spot> {
    let weaker = default.is_some_and(|default| finding.severity < default);
    finding.severity = if weaker { finding.severity.min(level) } else { level };
    finding
}

/// From passages to the source.
fn place(draft: &Draft, finding: Finding<Spot>) -> Finding {
    finding.map(|at| draft.to_source(at))
}
