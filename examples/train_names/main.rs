//! Trains the tagger of names: `cargo run --release --example train_names -- KIT [--check]`.
//!
//! KIT is the folder of the names evaluation kit (`train/`, `gazetteers/`, `clusters.tsv.gz`, unpacked by `gunzip -k` or
//! read as `clusters.tsv`). The same kit gives the same bytes: `--check` writes nothing and says whether they are those of
//! the file that is shipped. What goes in, and how good what comes out is, stands in `docs/models/names.md`.

mod dice;
mod field;
mod kit;
mod tables;

use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;

use copydesk::prose::name::feature::{Add, Near, Seat, Sink};
use copydesk::prose::name::label::{LABELS, OUTSIDE, Place, is_open, label, step};
use copydesk::prose::name::memory::Words;
use copydesk::prose::name::model::{Draft, Model};
use copydesk::prose::name::page::{Page, Stretch};
use copydesk::prose::name::seal::seal;
use copydesk::prose::sentence::sentences;
use copydesk::prose::token::{Token, tokens};
use copydesk::prose::vocabulary::{Vocabulary, Written};

use dice::Dice;
use field::{Example, Pace, Weights};
use kit::Text;

/// Texts labelled by people, and one labelled by a machine.
const TEXTS: [&str; 10] = [
    "gmb_silver",
    "wikigold",
    "crossner_politics",
    "crossner_literature",
    "crossner_music",
    "crossner_science",
    "uner_ewt_dev",
    "uner_pud",
    "btc",
    "wnut17_train",
];
/// Made-up tables of results.
const TABLES: usize = 400;
/// Features kept: some 18 bytes each in the file.
const KEPT: usize = 75_000;
/// Which features to keep is found by a first, short course; their weights by a committee.
const FIRST: Pace = Pace { rounds: 4, dropout: 0.5, rate: 0.05 };
const SECOND: Pace = Pace { rounds: 9, dropout: 0.6, rate: 0.05 };
const COMMITTEE: [u64; 8] = [12_345, 20_264, 28_183, 36_102, 44_021, 51_940, 59_859, 67_778];
/// Steps of a weight in the file, for each nat.
const SCALE: f32 = 40.0;

/// The file that is shipped.
const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/prose/name/names.model");

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    let (kit, check) = match &args[..] {
        [kit] => (kit, false),
        [kit, check] if check == "--check" => (kit, true),
        _ => {
            eprintln!(
                "usage: train_names KIT [--check]\nKIT is the folder of the names evaluation kit; it is not part of this project."
            );
            return ExitCode::from(2);
        }
    };
    match train(Path::new(kit)).and_then(|bytes| if check { checked(&bytes) } else { written(&bytes) }) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("train_names: {problem}");
            ExitCode::from(2)
        }
    }
}

fn written(bytes: &[u8]) -> Result<String, String> {
    std::fs::write(SHIPPED, bytes).map_err(|e| format!("cannot write {SHIPPED}: {e}"))?;
    Ok(format!("{SHIPPED}: {} bytes", bytes.len()))
}

fn checked(bytes: &[u8]) -> Result<String, String> {
    let shipped = std::fs::read(SHIPPED).map_err(|e| format!("cannot read {SHIPPED}: {e}"))?;
    match shipped == bytes {
        true => Ok(format!("{SHIPPED} is what this kit makes, byte for byte")),
        false => Err(format!("{SHIPPED} is not what this kit makes")),
    }
}

fn train(kit: &Path) -> Result<Vec<u8>, String> {
    if !kit.join("train").is_dir() {
        return Err(format!("{} is not the names evaluation kit: it has no folder `train`", kit.display()));
    }
    let texts = texts(kit)?;
    let mut draft = Draft::of(kit::clusters(kit)?, kit::lists(&kit.join("gazetteers"))?);
    let lists = draft.write();
    let bare = Model::read(&lists).ok_or("the lists cannot be read back")?;
    draft.seal = seal(&bare.lexicon);
    let pages: Vec<Read> = texts.iter().map(|text| Read::of(text, &bare)).collect();
    let known = Known::of(&pages);
    let first = field::committee(&examples(&texts, &pages, &known), known.hashes.len(), FIRST, &COMMITTEE[..1]);
    let kept = known.best(&first, KEPT);
    let weights = field::committee(&examples(&texts, &pages, &kept), kept.hashes.len(), SECOND, &COMMITTEE);
    draft.features = kept.hashes.iter().zip(&weights.rows).map(|(&hash, row)| (hash, rounded(row))).collect();
    draft.transitions = weights.steps.map(|weight| (weight * SCALE).round() as i32);
    Ok(draft.write())
}

fn texts(kit: &Path) -> Result<Vec<Text>, String> {
    let mut texts = Vec::new();
    for name in TEXTS {
        texts.extend(kit::texts(&kit.join(format!("train/{name}.jsonl")))?);
    }
    texts.extend(tables::tables(&kit.join("gazetteers"), TABLES, &mut Dice(7))?);
    Ok(texts)
}

fn rounded(row: &field::Row) -> [i8; LABELS] {
    std::array::from_fn(|label| (row[label] * SCALE).round().clamp(-127.0, 127.0) as i8)
}

/// A text as the tagger reads it.
struct Read {
    tokens: Vec<Token>,
    words: Words,
    page: Page,
}

impl Read {
    fn of(text: &Text, model: &Model) -> Self {
        let tokens = tokens(&text.text);
        let (mut entries, mut vocabulary) = (Vec::new(), Vocabulary::default());
        vocabulary.look_up(&text.text, &tokens, &mut entries);
        let written = Written { text: &text.text, tokens: &tokens, entries: &entries };
        let (mut words, mut page) = (Words::default(), Page::default());
        page.read(&written, &sentences(&text.text, &tokens), &model.lexicon, &mut vocabulary, &mut words);
        Self { tokens, words, page }
    }

    fn features(&self, sink: impl FnMut(u64)) {
        let mut sink = Each(sink);
        for &stretch in &self.page.stretches {
            for row in self.page.rows(stretch) {
                row.tokens().for_each(|i| Near::of(&self.page, &self.words, row, i).hand_over(&mut sink));
            }
        }
    }
}

/// Every feature one by one.
struct Each<F>(F);

impl<F: FnMut(u64)> Sink for Each<F> {
    fn seated(&mut self, _seat: Seat, _word: Option<u32>, features: impl FnOnce(Add)) {
        features(&mut self.0);
    }

    fn together(&mut self, _key: u64, features: impl FnOnce(Add)) {
        features(&mut self.0);
    }
}

/// The features that are learnt, by number.
struct Known {
    hashes: Vec<u64>,
    counts: Vec<u32>,
    numbers: HashMap<u64, u32>,
}

impl Known {
    /// Every feature seen twice, in order of its hash: in which order the tagger asks for features must not be learnt.
    fn of(pages: &[Read]) -> Self {
        let mut seen: HashMap<u64, u32> = HashMap::new();
        for page in pages {
            page.features(|feature| *seen.entry(feature).or_default() += 1);
        }
        let mut hashes: Vec<u64> = seen.iter().filter(|(_, count)| **count > 1).map(|(hash, _)| *hash).collect();
        hashes.sort_unstable();
        let counts = hashes.iter().map(|hash| seen[hash]).collect();
        Self::numbered(hashes, counts)
    }

    fn numbered(hashes: Vec<u64>, counts: Vec<u32>) -> Self {
        let numbers = hashes.iter().zip(0..).map(|(&hash, number)| (hash, number)).collect();
        Self { hashes, counts, numbers }
    }

    /// The features that say most: weight times how often. A heavy weight on a rare feature is learnt by heart.
    fn best(&self, weights: &Weights, most: usize) -> Self {
        let says = |i: usize| weights.rows[i].iter().map(|w| w * w).sum::<f32>().sqrt() * self.counts[i] as f32;
        let mut order: Vec<usize> = (0..self.hashes.len()).collect();
        order.sort_by(|&a, &b| says(b).total_cmp(&says(a)).then(a.cmp(&b)));
        order.truncate(most);
        Self::numbered(order.iter().map(|&i| self.hashes[i]).collect(), order.iter().map(|&i| self.counts[i]).collect())
    }
}

fn examples(texts: &[Text], pages: &[Read], known: &Known) -> Vec<Example> {
    let mut examples = Vec::new();
    for (text, read) in texts.iter().zip(pages) {
        let labels = labels(text, &read.tokens);
        for &stretch in &read.page.stretches {
            let mut gold = labels[stretch.tokens()].to_vec();
            mend(&mut gold);
            let of = |row: Stretch, i: usize| {
                let mut numbers = Vec::new();
                let mut sink = Each(|feature: u64| numbers.extend(known.numbers.get(&feature)));
                Near::of(&read.page, &read.words, row, i).hand_over(&mut sink);
                numbers.sort_unstable();
                numbers
            };
            let rows = read.page.rows(stretch);
            let features =
                rows.flat_map(|row| row.tokens().map(move |i| (row, i))).map(|(row, i)| of(row, i)).collect();
            examples.push(Example { features, gold });
        }
    }
    examples
}

/// The label of every token of a text.
fn labels(text: &Text, tokens: &[Token]) -> Vec<usize> {
    let mut labels = vec![OUTSIDE; tokens.len()];
    for name in &text.names {
        let start = tokens.partition_point(|t| t.span().end <= name.start);
        let end = tokens.partition_point(|t| t.span().start < name.end);
        if start >= end || labels[start..end].iter().any(|&l| l != OUTSIDE) {
            continue;
        }
        labels[start..end].fill(label(Place::Middle, name.kind));
        labels[end - 1] = label(Place::Last, name.kind);
        labels[start] = label(if end - start == 1 { Place::Only } else { Place::First }, name.kind);
    }
    labels
}

/// A name that runs beyond its stretch cannot be learnt: the stretch then holds none.
fn mend(gold: &mut [usize]) {
    let befores = std::iter::once(OUTSIDE).chain(gold.iter().copied());
    let lawful = befores.zip(gold.iter()).all(|(before, &after)| step(before, after).is_some());
    if !lawful || gold.last().is_some_and(|&last| is_open(last)) {
        gold.fill(OUTSIDE);
    }
}
