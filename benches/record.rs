//! The record at size: `cargo bench --bench record [-- [DIR] STORIES | FILE.jsonl]...`.
//!
//! Builds an index of made-up stories (10,000 unless told), or of a file, and prints how fast and how large it is, how
//! long an unchanged archive takes, how soon the first question is answered, and the median and the 99th percentile of
//! looking up quotations that are on record with a word changed, ones that are not, and the cards of names. A folder
//! named before a file keeps the file's index for the next time.

use copydesk::corpus::article::Rank;
use copydesk::corpus::question::{Answer, Question};
use copydesk::corpus::{Collection, Corpus};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const QUESTIONS: usize = 1_000;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let args = if args.is_empty() { vec!["10000".to_owned()] } else { args };
    let mut kept = None;
    for what in args {
        if Path::new(&what).is_dir() {
            kept = Some(PathBuf::from(&what));
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder for the index");
        let archive = match what.parse() {
            Ok(stories) => write_stories(folder.path(), stories),
            Err(_) => PathBuf::from(&what),
        };
        let index = kept.take().unwrap_or_else(|| folder.path().to_owned()).join("index");
        measure(&archive.canonicalize().expect("the archive is there"), &index);
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
        let times = asked.map(|(_, words)| timed(|| corpus.find(words, 10)).1).collect();
        tell(if on_record { "a word changed" } else { "not on record" }, times);
    }
    let names = names(archive, &corpus);
    tell("card of a name", names.into_iter().map(|name| timed(|| corpus.ask(&[Question::Name(name)])).1).collect());
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
    println!("  {what:15} median {:>8.1?}   p99 {:>8.1?}   longest {:>8.1?}", at(0.5), at(0.99), at(0.9999));
}

/// Names that are on record, as a reader meets them, so that common ones are common: two words with capitals, and of every
/// third name the last one alone.
fn names(archive: &Path, corpus: &Corpus) -> Vec<String> {
    let text = std::fs::read_to_string(archive).expect("text");
    let words: Vec<_> = text.split(|c: char| c.is_whitespace() || c == '"').collect();
    let is_name = |word: &str| {
        let word = word.trim_end_matches([',', '.']);
        word.len() > 2 && word.starts_with(|c: char| c.is_uppercase()) && word.chars().skip(1).all(char::is_lowercase)
    };
    let pairs: Vec<_> = words.windows(2).filter(|pair| is_name(pair[0]) && is_name(pair[1])).collect();
    let plain = |word: &str| word.trim_end_matches([',', '.']).to_owned();
    let written =
        pairs.iter().step_by((pairs.len() / (4 * QUESTIONS)).max(1)).enumerate().map(|(i, pair)| match i % 3 {
            0 => plain(pair[1]),
            _ => format!("{} {}", pair[0], plain(pair[1])),
        });
    let on_record = |name: &String| match corpus.ask(&[Question::Name(name.clone())]).as_slice() {
        [Answer::Name(card)] => card.count > 0,
        _ => false,
    };
    written.filter(on_record).take(QUESTIONS).collect()
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
    // As many surnames as there are stories in ten, and a few given names: most people have namesakes.
    let people = |rank: usize| {
        let name = |rank: usize| {
            let word = [rank % 16, rank / 16 % 16, rank / 256 % 16].map(|i| syllables[i]).concat();
            word[..1].to_uppercase() + &word[1..]
        };
        format!("{} {}", name(rank * 7 % 100), name(rank / 2))
    };
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
                3 => {
                    let speaker = people(throw(stories / 5 + 1).min(throw(stories / 5 + 1)));
                    write!(text, "\\\"{sentence_text},\\\" {speaker} said.\\n\\n")
                }
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
