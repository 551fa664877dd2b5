//! Where the time of a keystroke goes: `cargo bench --bench keystroke [-- WORDS [FILE]]`.
//!
//! Opens a draft of that many words a few times, and types single letters in its narration, quotations and names, spread over
//! all of it; prints the median and the 95th percentile of each step in microseconds. The first opening is cold: it builds
//! every list and pattern that is built when first looked at. The text is that of `tests/articles`, over and over, or the
//! file's. The largest draft, of 10 MB, has no bar but that a key must not be felt.

use copydesk::corpus::question::Reach;
use copydesk::desk::Desk;
use copydesk::settings::Style;
use copydesk::text::format::Format;
use copydesk::text::span::Span;
use std::time::{Duration, Instant};

const KEYS: usize = 200;
/// Bytes of a draft that is opened once only.
const LARGE: usize = 2_000_000;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let sizes =
        args.first().map_or(vec![1_000, 10_000, 100_000, 1_600_000], |n| vec![n.parse().expect("a number of words")]);
    for words in sizes {
        let file = args.get(1).map(String::as_str);
        let format = file.and_then(|file| Format::of_path(file.as_ref())).unwrap_or(Format::Markdown);
        measure(words, format, &draft(words, file));
    }
}

fn measure(words: usize, format: Format, text: &str) {
    let mut desk = Desk::new(Style::default(), Reach::Absent);
    println!("{words} words, {} bytes", text.len());
    for time in ["first", "second", "third"].into_iter().take(if text.len() > LARGE { 1 } else { 3 }) {
        let mut steps: [Vec<Duration>; 4] = Default::default();
        timed(&mut steps[0], || desk.open("draft", format, text, 0));
        timed(&mut steps[1], || desk.look_unless("draft", &|| false));
        timed(&mut steps[2], || desk.draft("draft").expect("open").story().quotations.len());
        timed(&mut steps[3], || desk.check_typing("draft").expect("open").findings.len());
        let [read, noticed, story, check] = steps.map(|step| step[0].as_micros());
        println!(
            "  opened the {time} time: read {read} µs, paragraph rules {noticed} µs, story {story} µs, check {check} µs"
        );
    }
    for (place, spots) in places(&desk, text).into_iter().filter(|(_, spots)| !spots.is_empty()) {
        let mut steps: [Vec<Duration>; 3] = Default::default();
        for key in 0..KEYS {
            let at = text.floor_char_boundary(spots[key * spots.len() / KEYS]);
            timed(&mut steps[0], || desk.edit("draft", Span::new(at, at), "e", key as i32));
            timed(&mut steps[1], || desk.draft("draft").expect("open").story().quotations.len());
            timed(&mut steps[2], || desk.check_typing("draft").expect("open").findings.len());
            desk.edit("draft", Span::new(at, at + 1), "", key as i32);
            desk.check_typing("draft");
        }
        for (name, mut times) in ["edit", "story", "check"].into_iter().zip(steps) {
            times.sort();
            let (median, p95) = (times[KEYS / 2].as_micros(), times[KEYS * 95 / 100].as_micros());
            println!("  {place:10} {name:6} {median:>8} µs   p95 {p95:>8} µs");
        }
    }
}

/// Where to type, in bytes: anywhere, behind the first letter of a quotation, of a name.
fn places(desk: &Desk, text: &str) -> [(&'static str, Vec<usize>); 3] {
    let draft = desk.draft("draft").expect("open");
    let story = draft.story();
    let anywhere = (0..KEYS).map(|i| (i * 104_729 + 7) * 7919 % text.len()).collect();
    let quoted = story.quotations.iter().map(|q| draft.to_source(q.words).start + 1).collect();
    let named = story.cast.mentions.iter().map(|m| draft.to_source(m.at).start + 1).collect();
    [("anywhere", anywhere), ("quotations", quoted), ("names", named)]
}

fn timed<T>(times: &mut Vec<Duration>, step: impl FnOnce() -> T) {
    let begun = Instant::now();
    std::hint::black_box(step());
    times.push(begun.elapsed());
}

fn draft(words: usize, file: Option<&str>) -> String {
    let articles: String = match file {
        Some(file) => std::fs::read_to_string(file).expect("the file can be read"),
        None => {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles");
            let files = std::fs::read_dir(folder).expect("the folder is there").flatten().map(|f| f.path());
            let mut files: Vec<_> = files.filter(|f| f.extension().is_some_and(|e| e == "md" || e == "txt")).collect();
            files.sort();
            files.iter().map(|f| body(&std::fs::read_to_string(f).expect("it can be read"))).collect()
        }
    };
    let per_turn = articles.split_whitespace().count().max(1);
    "# A long draft\n\n".to_owned() + &articles.repeat(words.div_ceil(per_turn).max(1))
}

/// A story without its front matter.
fn body(text: &str) -> String {
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body);
    format!("{}\n\n", body.trim())
}
