//! The record at size: `cargo bench --bench record [-- STORIES | FILE.jsonl]...`.
//!
//! Builds an index of made-up stories (10,000 unless told), or of a file, and prints how fast and how large it is, how
//! long an unchanged archive takes, how soon the first question is answered, and the median and the 99th percentile of
//! looking up quotations that are on record with a word changed, and ones that are not.

use copydesk::corpus::article::Rank;
use copydesk::corpus::{Collection, Corpus};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const QUESTIONS: usize = 1_000;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let args = if args.is_empty() { vec!["10000".to_owned()] } else { args };
    for what in args {
        let folder = tempfile::tempdir().expect("a folder for the index");
        let archive = match what.parse() {
            Ok(stories) => write_stories(folder.path(), stories),
            Err(_) => PathBuf::from(&what),
        };
        measure(&archive.canonicalize().expect("the archive is there"), &folder.path().join("index"));
    }
}

fn measure(archive: &Path, index: &Path) {
    let collections = [Collection::new("archive", archive, Rank::Archive)];
    let bytes = std::fs::metadata(archive).expect("the archive is there").len() as f64;
    let (built, took) = timed(|| Corpus::update(index, &collections, &mut |_| {}).expect("an index").1);
    let megabytes = bytes / 1e6;
    println!(
        "{} stories, {megabytes:.1} MB: built in {took:.1?}, {:.1} MB/s",
        built.articles,
        megabytes / took.as_secs_f64()
    );
    println!("  index / text {:.2}", size(index) as f64 / bytes);
    // A file written in the last seconds is read again, whatever its time says.
    std::thread::sleep(Duration::from_secs(3));
    Corpus::update(index, &collections, &mut |_| {}).expect("an index");
    let (_, again) = timed(|| Corpus::update(index, &collections, &mut |_| {}).expect("an index"));
    println!("  unchanged {again:.1?}");
    let asked = questions(archive);
    let (corpus, first) = timed(|| {
        let corpus = Corpus::open(index).expect("an index").expect("an index");
        std::hint::black_box(corpus.find(&asked[0].1, 10));
        corpus
    });
    println!("  opened, first question answered {first:.1?}");
    for on_record in [true, false] {
        let asked = asked.iter().filter(|(known, _)| *known == on_record);
        let mut times: Vec<_> = asked.map(|(_, words)| timed(|| corpus.find(words, 10)).1).collect();
        times.sort();
        let at = |share: f64| times[(times.len() as f64 * share) as usize];
        let name = if on_record { "a word changed" } else { "not on record" };
        println!("  {name:15} median {:>8.0?}   p99 {:>8.0?}", at(0.5), at(0.99));
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let done = std::hint::black_box(work());
    (done, begun.elapsed())
}

fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).expect("the index").flatten();
    entries.map(|e| if e.path().is_dir() { size(&e.path()) } else { e.metadata().map_or(0, |m| m.len()) }).sum()
}

/// Quoted stretches of the archive with their fifth word changed, and the same words in another order.
fn questions(archive: &Path) -> Vec<(bool, String)> {
    let text = std::fs::read_to_string(archive).expect("text");
    let long = |words: &Vec<&str>| (8..40).contains(&words.len());
    let quoted = text.split("\\\"").skip(1).step_by(2).map(|q| q.split_whitespace().collect::<Vec<_>>()).filter(long);
    let quoted: Vec<_> = quoted.collect();
    let step = (quoted.len() / QUESTIONS).max(1);
    let asked = quoted.iter().step_by(step).take(QUESTIONS);
    asked
        .flat_map(|words| {
            let (mut changed, mut shuffled) = (words.clone(), words.clone());
            changed[4] = "heron";
            shuffled.sort_by_key(|word| std::cmp::Reverse(word.chars().rev().collect::<String>()));
            [(true, changed.join(" ")), (false, shuffled.join(" "))]
        })
        .collect()
}

/// Made-up stories, a line each: sentences of common words, one in eight quoted.
fn write_stories(folder: &Path, stories: usize) -> PathBuf {
    let mut dice = 88_172_645_463_325_252_u64;
    let mut throw = |sides: usize| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        (dice % sides as u64) as usize
    };
    let syllables =
        ["ha", "ro", "mi", "ten", "sol", "ka", "ver", "lun", "pe", "dri", "os", "wa", "bel", "tur", "ni", "go"];
    let mut text = String::new();
    for story in 0..stories {
        write!(text, "{{\"id\":\"s{story}\",\"date\":\"2026-01-{:02}\",\"text\":\"", story % 28 + 1).expect("memory");
        for sentence in 0..16 {
            // Common words are common: the lower of three throws.
            let mut word = || {
                let rank = throw(30_000).min(throw(30_000)).min(throw(30_000));
                [rank % 16, rank / 16 % 16, rank / 256 % 16, rank / 4096].map(|i| syllables[i % 16]).concat()
            };
            let words: Vec<_> = (0..14).map(|_| word()).collect();
            let sentence_text = words.join(" ");
            match sentence % 8 {
                3 => write!(text, "\\\"{sentence_text},\\\" Ida Lund said.\\n\\n"),
                _ => write!(text, "The {sentence_text}. "),
            }
            .expect("memory");
        }
        text.push_str("\"}\n");
    }
    let file = folder.join("stories.jsonl");
    std::fs::write(&file, text).expect("room for the stories");
    file
}
