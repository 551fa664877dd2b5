//! The cast after a keystroke that touched no name: the same names, some of them at other places.

use super::Cast;
use crate::finding::Spot;
use crate::prose::reading::Reading;
use crate::text::span::{InPassage, Span};

/// Moves the mentions of paragraphs that changed (with the readings they had) to where they stand now. False if the
/// cast is to be linked anew: something that [`link`](super::link) goes by is no longer what it was.
pub fn moved(cast: &mut Cast, old: &[(usize, &Reading)], readings: &[&Reading]) -> bool {
    if !old.iter().all(|(passage, old)| same_names(old, readings[*passage])) {
        return false;
    }
    for (passage, old) in old {
        let places = places(old).zip(places(readings[*passage]));
        let places: Vec<_> = places.filter(|(before, now)| before != now).collect();
        let from = cast.mentions.partition_point(|m| m.at.passage < *passage);
        let here = cast.mentions[from..].iter_mut().take_while(|m| m.at.passage == *passage);
        for mention in here {
            if let Some((_, now)) = places.iter().find(|(before, _)| *before == mention.at.span) {
                mention.at = Spot { passage: *passage, span: *now };
            }
        }
    }
    true
}

/// Names, then what may be one.
fn places(reading: &Reading) -> impl Iterator<Item = Span<InPassage>> {
    reading.names.iter().map(|name| name.span).chain(reading.asides.iter().copied())
}

fn same_names(old: &Reading, new: &Reading) -> bool {
    let names = old.names.len() == new.names.len()
        && old
            .names
            .iter()
            .zip(&new.names)
            .all(|(a, b)| (a.kind, a.lean) == (b.kind, b.lean) && a.span.of(&old.text) == b.span.of(&new.text));
    let asides = old.asides.len() == new.asides.len()
        && old.asides.iter().zip(&new.asides).all(|(a, b)| a.of(&old.text) == b.of(&new.text));
    let introductions =
        old.introductions.len() == new.introductions.len()
            && old.introductions.iter().zip(&new.introductions).all(|(a, b)| {
                (a.name, a.gender) == (b.name, b.gender) && a.words.of(&old.text) == b.words.of(&new.text)
            });
    old.role == new.role && names && asides && introductions && order(old) == order(new)
}

/// Where each name and aside comes among the others.
fn order(reading: &Reading) -> Vec<usize> {
    let places: Vec<_> = places(reading).collect();
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|i| places[*i]);
    order
}
