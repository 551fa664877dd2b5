//! Trains the speaker scorer: `cargo run --release --example train_speakers -- KIT WEIGHTS`.
//!
//! KIT is a folder with `train.jsonl`, `train.ablate.jsonl` and `news_train.jsonl` (documents with labelled quotations,
//! see `docs/models/speakers.md`); WEIGHTS is the file to write. The same input gives the same bytes.
//!
//! Two halves are trained first and each judges the other: what they hear is what the final scorer learns to carry on,
//! and how often they are right is the calibration.

#[path = "train_speakers/gold.rs"]
mod gold;
#[path = "train_speakers/grow.rs"]
mod grow;
#[path = "train_speakers/stress.rs"]
mod stress;

use copydesk::prose::speaker::{Candidate, Features, Heard, Question, Trees};
use gold::{Document, Label};
use grow::{Group, Rows};
use std::path::Path;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [kit, weights, rest @ ..] = &args[..] else {
        eprintln!(
            "usage: train_speakers KIT WEIGHTS [TREES]: KIT holds train.jsonl, train.ablate.jsonl and news_train.jsonl"
        );
        std::process::exit(2);
    };
    let trees = rest.first().and_then(|n| n.parse().ok()).unwrap_or(grow::TREES);
    let documents = gold::load(Path::new(kit)).unwrap_or_else(|problem| {
        eprintln!("train_speakers: {problem}");
        std::process::exit(2);
    });
    let halves: Vec<Trees> = [0, 1]
        .map(|half| {
            let rows = rows(documents.iter().enumerate().filter(|(i, _)| i % 2 == half).map(|(_, d)| d), None);
            grow::grow(&rows, trees)
        })
        .into();
    let mut all = Rows::default();
    let mut held_out = Vec::new();
    for (i, document) in documents.iter().enumerate() {
        let judge = &halves[1 - i % 2];
        let from = all.groups.len();
        all.extend(rows([document], Some(judge)));
        held_out.extend(all.groups[from..].iter().filter_map(|g| outcome(&all, g, judge)));
    }
    let mut scorer = grow::grow(&all, trees);
    report(&held_out);
    scorer.calibration = grow::isotonic(held_out);
    let page = "# Weights of the speaker scorer; made by examples/train_speakers.rs, see docs/models/speakers.md.\n";
    std::fs::write(weights, page.to_owned() + &scorer.write()).expect("the weights file can be written");
}

/// A row for every candidate of every labelled quotation. Without a judge, quotations carry on what the labels say.
fn rows<'d>(documents: impl IntoIterator<Item = &'d Document>, judge: Option<&Trees>) -> Rows {
    let mut rows = Rows::default();
    for document in documents {
        document.walk(|question, label, weight| {
            rows.add(question.features, &right(question, &label), weight);
            match judge {
                Some(judge) => heard(question, judge),
                None => match (&label, right(question, &label).iter().position(|r| *r)) {
                    (_, Some(i)) => as_heard(question.candidates[i]),
                    _ => Heard::Nobody,
                },
            }
        });
    }
    rows
}

fn right(question: &Question, label: &Label) -> Vec<bool> {
    question.candidates.iter().enumerate().map(|(i, c)| label.accepts(i, *c)).collect()
}

fn heard(question: &Question, judge: &Trees) -> Heard {
    let best = best(question.features, judge);
    as_heard(question.candidates[best])
}

fn best(features: &[Features], judge: &Trees) -> usize {
    let scores = judge.scores(features);
    (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).expect("there are candidates")
}

const fn as_heard(candidate: Candidate) -> Heard {
    match candidate {
        Candidate::Source { passage, index } => Heard::Source(passage, index),
        Candidate::Nobody => Heard::Nobody,
        Candidate::NoSpeech => Heard::NoSpeech,
    }
}

/// The chance given to the best source and whether it was right, where a source was the best.
fn outcome(rows: &Rows, group: &Group, judge: &Trees) -> Option<(f32, bool)> {
    if group.weight < 0.5 {
        return None;
    }
    let features: Vec<Features> = group.rows.clone().map(|r| rows.features[r]).collect();
    let scores = judge.scores(&features);
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = scores.iter().map(|s| (s - highest).exp()).sum();
    let best = best(&features, judge);
    let is_source = features[best][0] < 30;
    is_source.then(|| (1.0 / sum, rows.right[group.rows.start + best]))
}

fn report(held_out: &[(f32, bool)]) {
    let right = held_out.iter().filter(|o| o.1).count();
    eprintln!("held out: {} named, {:.1} % right", held_out.len(), 100.0 * right as f32 / held_out.len() as f32);
}
