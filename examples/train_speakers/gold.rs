//! Labelled documents: which candidate is right.

use super::stress;
use copydesk::prose::cast::{self, Cast};
use copydesk::prose::reader;
use copydesk::prose::reading::Reading;
use copydesk::prose::speaker::{self, Candidate, Heard, Question};
use copydesk::text::format::{self, Format};
use serde_json::Value;
use std::ops::Range;
use std::path::Path;

/// What is right for one quotation.
pub enum Label {
    /// Any of these candidates.
    Sources(Vec<Candidate>),
    /// Nothing ties it to anybody.
    Nobody,
    /// No speech.
    NoSpeech,
    /// Not labelled, or the right one is not among the candidates.
    Unknown,
}

impl Label {
    pub fn accepts(&self, _: usize, candidate: Candidate) -> bool {
        match self {
            Self::Sources(right) => right.contains(&candidate),
            Self::Nobody => candidate == Candidate::Nobody,
            Self::NoSpeech => candidate == Candidate::NoSpeech,
            Self::Unknown => false,
        }
    }
}

/// A labelled quotation, in bytes of the document.
#[derive(Clone)]
pub struct Unit {
    pub span: Range<usize>,
    /// Where the speaker is named, and the words.
    pub speaker: Option<(Vec<Range<usize>>, String)>,
    /// Where the words of saying are.
    pub cue: Option<Range<usize>>,
    pub speech: bool,
    /// How much it counts.
    pub weight: f32,
}

/// A document as read, with its labels.
pub struct Document {
    /// The story it tells; what is made from it tells the same.
    pub story: String,
    document: format::Document,
    readings: Vec<Reading>,
    cast: Cast,
    units: Vec<Unit>,
}

/// Labels of one's own, made by reading as a copy desk reads, count for more than those of the larger set.
const FILES: [(&str, f32); 3] = [("train.jsonl", 1.0), ("news_train.jsonl", 1.5), ("train.ablate.jsonl", 1.0)];
/// Of the documents of stress sets only the quotations whose attribution was taken out teach anything new.
const UNTOUCHED: f32 = 0.0;
/// Annotators missed about six in a hundred attributions, so "nobody" is weak evidence there.
const UNLABELLED_SPEAKER: f32 = 0.3;

/// Most longer spans said to be no speech are attributions that were missed.
const LONG_NO_SPEECH: usize = 40;

/// Loads the three sets.
pub fn load(kit: &Path) -> Result<Vec<Document>, String> {
    let mut documents = Vec::new();
    for (name, weight) in FILES {
        let path = kit.join(name);
        let text = std::fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        for line in text.lines() {
            let value: Value = serde_json::from_str(line).map_err(|e| format!("{name}: {e}"))?;
            let (text, units) = labelled(&value, name, weight);
            let story = value["doc"].as_str().unwrap_or_default();
            if name != "train.ablate.jsonl" {
                let made = [stress::stranded(&text, &units), stress::stops_outside(&text, &units)];
                documents.extend(made.into_iter().flatten().map(|(t, u)| Document::new(story, &t, u)));
            }
            documents.push(Document::new(story, &text, units));
        }
    }
    Ok(documents)
}

impl Document {
    fn new(story: &str, text: &str, units: Vec<Unit>) -> Self {
        let document = format::read(Format::Plain, text);
        let readings: Vec<Reading> = document.passages.iter().map(|(p, _)| reader::read(p)).collect();
        let cast = cast::link(&readings.iter().collect::<Vec<_>>());
        Self { story: story.to_owned(), document, readings, cast, units }
    }

    /// Puts every quotation with its label and weight to `decide`.
    pub fn walk(&self, mut decide: impl FnMut(&Question, Label, f32) -> Heard) {
        let readings: Vec<&Reading> = self.readings.iter().collect();
        speaker::walk(&readings, &self.cast, |question| {
            let span = self.readings[question.passage].marks.quoted[question.quoted].words;
            let span = self.document.to_source(question.passage, span).range();
            let unit = self.units.iter().find(|u| overlap(&u.span, &span) >= 0.5);
            let (label, weight) = unit.map_or((Label::Unknown, 0.0), |u| (self.label(u, question), u.weight));
            decide(question, label, weight)
        });
    }

    fn label(&self, unit: &Unit, question: &Question) -> Label {
        let Some((places, words)) = unit.speaker.as_ref().filter(|_| unit.speech) else {
            return if unit.speech { Label::Nobody } else { Label::NoSpeech };
        };
        let place = |c: &Candidate| self.place(*c);
        let at = |c: &&Candidate| place(c).is_some_and(|p| places.iter().any(|q| p.start < q.end && q.start < p.end));
        let overlapping: Vec<Candidate> = question.candidates.iter().filter(at).copied().collect();
        if !overlapping.is_empty() {
            return Label::Sources(overlapping);
        }
        let surname = last_name(words);
        let same = |c: &&Candidate| surname.is_some() && last_name(self.words(**c)) == surname;
        let named: Vec<Candidate> = question.candidates.iter().filter(same).copied().collect();
        if named.is_empty() { Label::Unknown } else { Label::Sources(named) }
    }

    fn place(&self, candidate: Candidate) -> Option<Range<usize>> {
        let Candidate::Source { passage, index } = candidate else { return None };
        let span = self.readings[passage].voices.sources[index].span;
        Some(self.document.to_source(passage, span).range())
    }

    fn words(&self, candidate: Candidate) -> &str {
        let Candidate::Source { passage, index } = candidate else { return "" };
        self.readings[passage].voices.sources[index].span.of(&self.readings[passage].text)
    }
}

fn labelled(value: &Value, file: &str, weight: f32) -> (String, Vec<Unit>) {
    let text = value["text"].as_str().unwrap_or_default();
    let bytes: Vec<usize> = text.char_indices().map(|c| c.0).chain([text.len()]).collect();
    let units = |key: &str, speech| {
        let values = value[key].as_array().cloned().unwrap_or_default();
        values.iter().map(|q| unit(q, &bytes, speech, file, weight)).collect::<Vec<_>>()
    };
    let all = [units("quotes", true), units("nonquotes", false)].concat();
    (text.to_owned(), all)
}

fn unit(value: &Value, bytes: &[usize], speech: bool, file: &str, weight: f32) -> Unit {
    let at = |n: &Value| bytes[(n.as_u64().unwrap_or(0) as usize).min(bytes.len() - 1)];
    let range = |v: &Value| at(&v["start"])..at(&v["end"]);
    let speaker = value["speaker"].as_object().map(|s| {
        let pieces = s.get("spans").and_then(Value::as_array).cloned().unwrap_or_default();
        let mut places: Vec<_> = pieces.iter().map(|p| at(&p[0])..at(&p[1])).collect();
        if places.is_empty() {
            places.push(range(&value["speaker"]));
        }
        (places, s["text"].as_str().unwrap_or_default().to_owned())
    });
    let cue = value["cue"].is_object().then(|| range(&value["cue"]));
    let span = range(value);
    let ablated = value["ablated"].as_bool().unwrap_or(false);
    let weight = match (file, speech, speaker.is_none()) {
        ("train.ablate.jsonl", ..) if !ablated => UNTOUCHED,
        ("train.jsonl", true, true) => UNLABELLED_SPEAKER,
        ("train.jsonl", false, _) if span.len() > LONG_NO_SPEECH && !is_titled(value) => UNLABELLED_SPEAKER,
        _ => weight,
    };
    Unit { span, speaker, cue, speech, weight }
}

/// Whether most longer words have a capital: a title, which annotators do not miss.
fn is_titled(value: &Value) -> bool {
    let words = value["text"].as_str().unwrap_or_default().split_whitespace().filter(|w| w.len() > 3);
    words.clone().filter(|w| w.contains(char::is_uppercase)).count() * 10 > words.count() * 7
}

/// Intersection over union.
fn overlap(a: &Range<usize>, b: &Range<usize>) -> f64 {
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let either = a.end.max(b.end) - a.start.min(b.start);
    both as f64 / either.max(1) as f64
}

/// The last capitalised word.
fn last_name(words: &str) -> Option<&str> {
    let head = words.split([',', '(']).next()?;
    let mut names = head.split_whitespace().filter(|w| w.starts_with(char::is_uppercase) && w.len() > 2);
    names.next_back().map(|w| w.trim_end_matches("'s").trim_end_matches("’s"))
}
