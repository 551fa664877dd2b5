//! Trains the speaker scorer: `cargo run --release --example train_speakers -- KIT WEIGHTS`.
//!
//! KIT is a folder with `train.jsonl`, `train.ablate.jsonl` and `news_train.jsonl` (documents with labelled quotations,
//! see `docs/models/speakers.md`); WEIGHTS is the file to write. The same input gives the same bytes.
//!
//! Two halves are trained first and each judges the other: what they hear is what the final scorer learns to carry on,
//! and how often they are right is the calibration. A story is in one half with all that was made from it.

#[path = "train_speakers/gold.rs"]
mod gold;
#[path = "train_speakers/grow.rs"]
mod grow;
#[path = "train_speakers/stress.rs"]
mod stress;

use copydesk::prose::speaker::{Candidate, Features, Heard, NAMES, Question, Trees};
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
            let rows = rows(documents.iter().filter(|d| half_of(d) == half), None);
            grow::grow(&rows, trees)
        })
        .into();
    let mut all = Rows::default();
    let mut held_out = Vec::new();
    let mut silent = Vec::new();
    for document in &documents {
        let judge = &halves[1 - half_of(document)];
        let from = all.groups.len();
        all.extend(rows([document], Some(judge)));
        held_out.extend(all.groups[from..].iter().filter_map(|g| outcome(&all, g, judge)));
        silent.extend(all.groups[from..].iter().filter_map(|g| no_speech(&all, g, judge)));
    }
    let mut scorer = grow::grow(&all, trees);
    report(&held_out);
    report_no_speech(&silent);
    scorer.calibration = grow::isotonic(held_out);
    let page = "# Weights of the speaker scorer; made by examples/train_speakers.rs, see docs/models/speakers.md.\n";
    std::fs::write(weights, page.to_owned() + &scorer.write()).expect("the weights file can be written");
}

fn half_of(document: &Document) -> usize {
    document.story.bytes().map(usize::from).sum::<usize>() % 2
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

/// A judge's chances of a group's candidates.
fn chances(rows: &Rows, group: &Group, judge: &Trees) -> Vec<f32> {
    let mut chances = judge.scores(&rows.features[group.rows.clone()]);
    let highest = chances.iter().copied().fold(f32::MIN, f32::max);
    chances.iter_mut().for_each(|s| *s = (*s - highest).exp());
    let sum: f32 = chances.iter().sum();
    chances.iter_mut().for_each(|s| *s /= sum);
    chances
}

/// The chance given to the best source and whether it was right, where a source was the best.
fn outcome(rows: &Rows, group: &Group, judge: &Trees) -> Option<(f32, bool)> {
    let chances = chances(rows, group, judge);
    let best = (0..chances.len()).max_by(|a, b| chances[*a].total_cmp(&chances[*b]))?;
    let row = group.rows.start + best;
    let is_source = rows.features[row][0] < 30;
    (group.weight >= 0.5 && is_source).then(|| (chances[best], rows.right[row]))
}

/// The chance given to no speech, whether it was none, and the quotation's kind.
fn no_speech(rows: &Rows, group: &Group, judge: &Trees) -> Option<(f32, bool, u8)> {
    let at = group.rows.clone().position(|r| rows.features[r][0] == NO_SPEECH)?;
    let kind = NAMES.iter().position(|n| *n == "kind").map(|f| rows.features[group.rows.start][f])?;
    let row = group.rows.start + at;
    (group.weight >= 0.5).then(|| (chances(rows, group, judge)[at], rows.right[row], kind))
}

/// The first feature of the candidate "no speech".
const NO_SPEECH: u8 = 31;

fn report(held_out: &[(f32, bool)]) {
    let right = |of: &[&(f32, bool)]| 100.0 * of.iter().filter(|o| o.1).count() as f32 / of.len().max(1) as f32;
    eprintln!("held out: {} named, {:.1} % right", held_out.len(), right(&held_out.iter().collect::<Vec<_>>()));
    for from in [0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99] {
        let these: Vec<_> = held_out.iter().filter(|o| o.0 >= from).collect();
        eprintln!("  raw chance from {from:.2}: {} named, {:.1} % right", these.len(), right(&these));
    }
}

fn report_no_speech(held_out: &[(f32, bool, u8)]) {
    for (kind, name) in [(0, "full"), (1, "partial"), (2, "fragment")] {
        for from in [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5] {
            let share = |silent: bool| {
                let these = held_out.iter().filter(|o| o.2 == kind && o.1 == silent);
                let taken = these.clone().filter(|o| o.0 >= from).count();
                format!("{taken} of {}", these.count())
            };
            eprintln!("{name}, no speech from {from:.2}: caught {}, speech lost {}", share(true), share(false));
        }
    }
}
