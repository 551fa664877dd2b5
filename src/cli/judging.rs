//! Judging drafts: each is opened, asked about and closed, on all cores.

use crate::cli::library::Library;
use crate::desk::Desk;
use crate::error::Problem;
use crate::files::Source;
use crate::house::House;
use crate::report::Page;
use crate::settings::Stylebook;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A draft with its findings, and what of it could not be read.
pub type Judged = (Page, Vec<Problem>);

/// Judges drafts, each core with a desk of its own; in order.
pub fn all(
    sources: &[Source],
    rests: &[Vec<String>],
    book: &Stylebook,
    house: &House,
    library: &Library,
) -> Vec<Judged> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut desk = Desk::new(book.clone(), library.reach);
        let mut done = Vec::new();
        while let Some((i, source)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, sources.get(i)?)))
        {
            done.push((i, judge(&mut desk, source, rests.get(i).cloned().unwrap_or_default(), house, library)));
        }
        done
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(sources.len());
    let mut judged: Vec<_> = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        hands
            .into_iter()
            .flat_map(|hand| hand.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    judged.sort_by_key(|(i, _)| *i);
    judged.into_iter().map(|(_, judged)| judged).collect()
}

/// Judges one draft and takes it off the desk.
fn judge(desk: &mut Desk, source: &Source, rests: Vec<String>, house: &House, library: &Library) -> Judged {
    let Source { path, format, text } = source;
    desk.open(path, *format, text, 0);
    desk.rests_on(path, rests);
    desk.belongs(path, house.place_of(Path::new(path)));
    let mut verdict = desk.check(path).unwrap_or_default();
    if !verdict.questions.is_empty() {
        let answers = library.ask(&verdict.questions);
        desk.answered(verdict.questions.into_iter().zip(answers));
        verdict = desk.check(path).unwrap_or_default();
    }
    desk.close(path);
    let problems = verdict.problems.into_iter().map(|p| Problem { path: path.clone(), ..p }).collect();
    (Page { path: path.clone(), text: text.clone(), findings: verdict.findings, allowed: verdict.allowed }, problems)
}
