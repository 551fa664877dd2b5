//! The draft as it stands and what we think of it: a pure machine. Edits and answers go in, findings and questions
//! come out; the faces do all the waiting.

mod answers;
mod anywhere;
mod block;
pub mod draft;
mod fence;
mod leave;
mod noticed;
mod own;
mod typing;

use crate::checks::rule::Check;
use crate::checks::{self, RULES};
use crate::corpus::question::{Answer, Match, Question, Reach, Record};
use crate::error::Problem;
use crate::finding::{Allowed, Finding, Spot};
use crate::prose::story::Story;
use crate::settings::{Style, Stylebook};
use crate::text::format::Format;
use crate::text::span::{InSource, Span};
use answers::Answers;
use draft::Draft;
use leave::Leave;
use noticed::Noticed;
use own::Own;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use typing::Typing;

/// All open drafts, and what the corpus has answered so far.
#[derive(Default)]
pub struct Desk {
    book: Stylebook,
    reach: Reach,
    drafts: HashMap<String, Draft>,
    answers: Answers,
}

/// What the desk thinks of a draft at one version.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// The version that was judged.
    pub version: i32,
    /// In order of place, then code.
    pub findings: Vec<Finding>,
    /// What the draft gives leave for, in the same order.
    pub allowed: Vec<(Finding, Allowed)>,
    /// What could not be read or checked.
    pub problems: Vec<Problem>,
    /// What the corpus should be asked; until answered, rules go by the last answer, or keep silent.
    pub questions: Vec<Question>,
}

impl Desk {
    /// A desk with the house's style; `reach` says whether there is a corpus to ask.
    pub fn new(book: impl Into<Stylebook>, reach: Reach) -> Self {
        Self { book: book.into(), reach, ..Self::default() }
    }

    /// The house changed its style.
    pub fn restyle(&mut self, book: impl Into<Stylebook>) {
        self.book = book.into();
        let style = self.book.style("", None);
        self.drafts.values_mut().for_each(|draft| draft.speak(&style.verbs));
    }

    /// The corpus can be asked, or no longer; `generation` is its index's: with another one, answers are asked for again.
    pub fn reaches(&mut self, reach: Reach, generation: u64) {
        self.reach = reach;
        self.answers.outdate(generation);
    }

    /// Takes a draft on the desk, or replaces it.
    pub fn open(&mut self, key: &str, format: Format, text: &str, version: i32) {
        self.receive(key, format, text, version);
        self.read_on(key, usize::MAX);
        self.lies_at(key, key.to_owned());
    }

    /// Takes a draft on the desk that is read later, in steps: see [`read_on`](Self::read_on).
    pub fn receive(&mut self, key: &str, format: Format, text: &str, version: i32) {
        let mut draft = Draft::unread(format, text, version);
        draft.speak(&self.book.style("", None).verbs);
        self.drafts.insert(key.to_owned(), draft);
    }

    /// Reads about `bytes` more of a draft; true once all is read.
    pub fn read_on(&mut self, key: &str, bytes: usize) -> bool {
        self.drafts.get_mut(key).is_none_or(|draft| draft.read_on(bytes))
    }

    /// Tells where a draft lies on disk, as the corpus would cite it: what stands there is no evidence for it.
    pub fn lies_at(&mut self, key: &str, path: String) {
        if let Some(draft) = self.drafts.get_mut(key) {
            draft.path = path;
        }
    }

    /// Tells where a draft lies in its workspace, with `/` between the parts: the house may have another style there.
    pub fn belongs(&mut self, key: &str, place: String) {
        if let Some(draft) = self.drafts.get_mut(key) {
            draft.place = place;
        }
    }

    /// Tells what a draft rests on, by paths as the corpus cites them: there its quotations must be.
    pub fn rests_on(&mut self, key: &str, sources: Vec<String>) {
        if let Some(draft) = self.drafts.get_mut(key) {
            draft.sources = sources;
        }
    }

    /// What is on record for a quotation, as far as answered, without the draft's own copies.
    pub fn matches(&self, key: &str, words: &str) -> Option<Arc<[Match]>> {
        let (matches, _) = self.answers.get(words)?;
        Some(Own::of(self.drafts.get(key)?).left_out(matches))
    }

    /// Puts `text` in the place of the bytes `at` of a draft.
    pub fn edit(&mut self, key: &str, at: Span<InSource>, text: &str, version: i32) {
        if let Some(draft) = self.drafts.get_mut(key) {
            Typing::edited(draft, at, text);
            draft.edit(at, text);
            draft.version = version;
        }
    }

    /// Replaces the whole text of a draft.
    pub fn replace(&mut self, key: &str, text: &str, version: i32) {
        if let Some(draft) = self.drafts.get_mut(key) {
            draft.typing.rested();
            draft.replace(text);
            draft.version = version;
        }
    }

    /// The writer rests or saves: the paragraph at the cursor has no more grace. Whether it had any.
    pub fn rest(&mut self, key: &str) -> bool {
        let Some(draft) = self.drafts.get_mut(key) else { return false };
        let typed = draft.typing.goes_on();
        draft.typing.rested();
        typed
    }

    /// Takes a draft off the desk.
    pub fn close(&mut self, key: &str) {
        self.drafts.remove(key);
    }

    /// A draft on the desk.
    pub fn draft(&self, key: &str) -> Option<&Draft> {
        self.drafts.get(key)
    }

    /// The keys of the drafts on the desk.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.drafts.keys().map(String::as_str)
    }

    /// Whether there is a corpus to ask.
    pub const fn reach(&self) -> Reach {
        self.reach
    }

    /// Puts down what the corpus answered.
    pub fn answered(&mut self, answers: impl IntoIterator<Item = (Question, Answer)>) {
        for (question, answer) in answers {
            match (question, answer) {
                (Question::Quotation(words), Answer::Quotation(matches)) => self.answers.note(words, matches),
                (Question::Name(name), Answer::Name(card)) => self.answers.note_card(name, *card),
                (question, Answer::Stated(stated)) => self.answers.note_stated(question, stated),
                (_, Answer::Unreached(_)) => self.reach = Reach::Unreached,
                _ => {}
            }
        }
    }

    /// Reads and judges a draft; ask the questions, then judge again.
    pub fn check(&self, key: &str) -> Option<Verdict> {
        let draft = self.drafts.get(key)?;
        let (style, mut noticed) = (self.style(draft), Noticed::default());
        noticed.update(draft, &style, &|| false);
        Some(self.judge(draft, &style, &noticed, &|| false)?.verdict(draft))
    }

    /// The same while somebody types in it: the paragraph at the cursor has grace until they type elsewhere or
    /// [`rest`](Self::rest).
    pub fn check_typing(&mut self, key: &str) -> Option<Verdict> {
        self.check_unless(key, &|| false)
    }

    /// Has the rules look at the paragraphs that are new, and at nothing else; false if it was given up between two of them
    /// because `superseded` said so. What was found up to there is kept for the next check.
    pub fn look_unless(&mut self, key: &str, superseded: &dyn Fn() -> bool) -> bool {
        let Some(draft) = self.drafts.get_mut(key) else { return true };
        let mut noticed = std::mem::take(&mut draft.noticed);
        let draft = &self.drafts[key];
        let looked = noticed.update(draft, &self.style(draft), superseded);
        if let Some(draft) = self.drafts.get_mut(key) {
            draft.noticed = noticed;
        }
        looked
    }

    /// The same, given up between two paragraphs or rules once `superseded` says that a newer text waits: `None` then. What
    /// was found in paragraphs up to there is kept.
    pub fn check_unless(&mut self, key: &str, superseded: &dyn Fn() -> bool) -> Option<Verdict> {
        if self.look_unless(key, superseded) { self.tell_unless(key, superseded) } else { None }
    }

    /// The same of a draft whose paragraphs were all [looked at](Self::look_unless).
    pub fn tell_unless(&mut self, key: &str, superseded: &dyn Fn() -> bool) -> Option<Verdict> {
        let draft = self.drafts.get(key)?;
        let mut judged = self.judge(draft, &self.style(draft), &draft.noticed, superseded)?;
        let draft = self.drafts.get_mut(key)?;
        Typing::hold_back(draft, &mut judged.findings);
        Some(judged.verdict(draft))
    }

    fn judge(&self, draft: &Draft, style: &Style, noticed: &Noticed, superseded: &dyn Fn() -> bool) -> Option<Judged> {
        if superseded() {
            return None;
        }
        let mut problems: Vec<_> = draft.problems().cloned().collect();
        let Ok(story) = catch_unwind(AssertUnwindSafe(|| draft.story())) else {
            problems.push(Problem::new("", "the story could not be put together; this is a fault of copydesk"));
            return Some(Judged { problems, ..Judged::default() });
        };
        let (record, questions) = self.record(draft, &story, style);
        let mut remarks = Vec::new();
        for rule in RULES.iter().filter(|rule| matches!(rule.check, Check::Story(_)) && rule.level(style).is_some()) {
            if superseded() {
                return None;
            }
            remarks.extend(fence::remarks(rule, || rule.run(&story, &record, style)));
        }
        for passage in 0..draft.len() {
            let spot = |span| Spot { passage, span };
            let found = noticed.of(passage).iter().map(|(rule, found)| (*rule, found.clone().map(|f| f.map(spot))));
            remarks.extend(found);
        }
        let mut findings = fence::findings(remarks, style, &mut problems);
        let mut leave = Leave::of(draft);
        let mut allowed = Vec::new();
        findings.retain(|finding| {
            let leave = leave.allows(finding, draft.to_source(finding.at));
            leave.map(|leave| allowed.push((place(draft, finding.clone()), leave))).is_none()
        });
        let mut outside = self.unused(draft, style, &leave, questions.is_empty());
        match catch_unwind(AssertUnwindSafe(|| anywhere::found(draft, style))) {
            Ok(found) => outside.extend(found),
            Err(_) => problems
                .push(Problem::new("", "a list could not be held against this draft; this is a fault of copydesk")),
        }
        Some(Judged { findings, outside, allowed, problems, questions })
    }

    /// Permissions that nothing needs, as far as that can be known: a rule that did not look, or waits for the corpus
    /// (`answered`: nothing is to be asked), may still find what they are for.
    fn unused(&self, draft: &Draft, style: &Style, leave: &Leave, answered: bool) -> Vec<Finding> {
        let looked = |code: &str| {
            let Some(rule) = checks::rule(code) else { return true };
            let waits = rule.asks() && !(self.reach == Reach::Reached && answered);
            rule.level(style).is_some() && rule.speaks(draft.meta(), style) && !waits
        };
        let permits: Vec<_> = leave.unused().filter(|permit| looked(&permit.allow.code)).collect();
        let mut unused = Vec::new();
        for (rule, level) in RULES.iter().filter_map(|rule| Some((rule, rule.level(style)?))) {
            let Check::Permission(check) = rule.check else { continue };
            let found = permits.iter().filter_map(|permit| check(&leave.permission(permit)));
            unused.extend(found.map(|finding| fence::settle(finding, rule.severity, level)));
        }
        unused
    }

    /// The style for a draft, by where it lies and by the section it names.
    fn style(&self, draft: &Draft) -> Arc<Style> {
        self.book.style(&draft.place, draft.meta().and_then(|meta| meta.section.as_deref()))
    }

    /// What is on record for the story's quotations, without the draft's own copies, what rules ask beside that, and what
    /// is still to be asked. Names take most of the record's time and counts are read from stories again, so only rules
    /// that are on may ask.
    fn record(&self, draft: &Draft, story: &Story, style: &Style) -> (Record, Vec<Question>) {
        let mut record = Record::new(self.reach);
        if self.reach == Reach::Absent {
            return (record, Vec::new());
        }
        record.rest_on(&draft.sources);
        let mut own = Own::of(draft);
        // Nearly every quotation was asked about before: its words are copied only if it was not.
        let quotations = story.quotations.iter().map(|q| story.text(q.words));
        let new = quotations.filter(|words| !self.recall_words(words, &mut own, &mut record)).map(str::to_owned);
        let new: Vec<_> = new.map(Question::Quotation).collect();
        // A rule that fails here asks nothing, and is told where it runs.
        let asked = catch_unwind(AssertUnwindSafe(|| checks::questions(story, style))).unwrap_or_default();
        let open: Vec<_> = asked.into_iter().filter(|q| !self.recall(q, &mut own, &mut record)).collect();
        (record, new.into_iter().chain(open).collect())
    }

    /// Puts the last answer to a question on the record; whether there is one that still holds.
    fn recall(&self, question: &Question, own: &mut Own, record: &mut Record) -> bool {
        let holds = match question {
            Question::Quotation(words) => return self.recall_words(words, own, record),
            Question::Name(name) => self.answers.card(name).map(|(card, holds)| {
                record.put_card(name.clone(), card.clone());
                holds
            }),
            _ => self.answers.stated(question).map(|(stated, holds)| {
                record.put_stated(question.clone(), own.left_out(stated));
                holds
            }),
        };
        holds.unwrap_or(false)
    }

    /// The same of a quotation's words.
    fn recall_words(&self, words: &str, own: &mut Own, record: &mut Record) -> bool {
        let Some((words, matches, holds)) = self.answers.about(words) else { return false };
        record.put(Arc::clone(words), own.left_out(matches));
        holds
    }
}

/// What was found, in places of the story.
#[derive(Default)]
struct Judged {
    findings: Vec<Finding<Spot>>,
    /// Permissions that nothing needs, and what stands anywhere in the draft, in a passage or not.
    outside: Vec<Finding>,
    allowed: Vec<(Finding, Allowed)>,
    problems: Vec<Problem>,
    questions: Vec<Question>,
}

impl Judged {
    fn verdict(self, draft: &Draft) -> Verdict {
        let mut findings: Vec<_> = self.findings.into_iter().map(|f| place(draft, f)).collect();
        findings.extend(self.outside);
        findings.sort_by(|a, b| (a.at, a.code).cmp(&(b.at, b.code)));
        let mut allowed = self.allowed;
        allowed.sort_by(|(a, _), (b, _)| (a.at, a.code).cmp(&(b.at, b.code)));
        Verdict { version: draft.version, findings, allowed, problems: self.problems, questions: self.questions }
    }
}

/// From passages to the source. A fix that would replace markup is no fix.
fn place(draft: &Draft, mut finding: Finding<Spot>) -> Finding {
    finding.fixes.retain(|fix| fix.edits.iter().all(|edit| draft.is_as_typed(edit.at)));
    finding.map(|at| draft.to_source(at))
}
