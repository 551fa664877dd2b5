//! Ten, two and three of fourteen.

use super::paragraph::{BLOT, Paragraph};
use super::rule::{Check, Rule};
use crate::finding::Finding;
use crate::prose::figures;
use crate::prose::reading::Reading;
use crate::settings::Style;
use crate::text::span::{InPassage, Span};
use std::ops::Range;

/// Words between a number and how it voted: `ten members voted in favour`.
const REACH: usize = 5;

pub static RULE: Rule = Rule {
    code: "number-sum",
    summary: "votes for, against and abstaining that add up to more than there are voters",
    severity: None,
    explain: "Readers add up. A vote of ten, two and three in a council of fourteen was miscounted, or one of the numbers was mistyped.\n\n\
Off until the house asks for it.\n\n\
Left alone: votes that leave some out (absent members), sentences that do not say how many could vote, loose numbers (\"about ten\"), \
quoted words.\n\n\
What to do: count again.",
    on_record: "",
    wrong: "In the 14-member council ten voted in favour, two against and three abstained.\n",
    right: "In the 15-member council ten voted in favour, two against and three abstained.\n",
    english: true,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    paragraph.reading.sentences.iter().filter_map(|sentence| overfull(paragraph, sentence.clone())).collect()
}

fn overfull(paragraph: &Paragraph, sentence: Range<usize>) -> Option<Finding<Span<InPassage>>> {
    let reading = paragraph.reading;
    let own = |i: &usize| !reading.tokens[*i].span().of(&paragraph.narration).starts_with(BLOT);
    let whole = sentence.clone().filter(own).find_map(|i| voters(reading, i))?;
    let mut parts: Vec<(&str, f64, usize)> = Vec::new();
    for i in sentence.filter(own) {
        let Some((side, votes)) = votes(reading, i) else { continue };
        if parts.iter().all(|(known, ..)| *known != side) {
            parts.push((side, votes, i));
        }
    }
    let sum: f64 = parts.iter().map(|(_, votes, _)| votes).sum();
    let (first, last) = (parts.first()?.2, parts.last()?.2);
    let at = reading.tokens[first].span().cover(&reading.tokens[last].span());
    let message = format!("these votes make {sum}, but there are {whole} to cast; count again");
    (parts.len() > 1 && sum > whole).then(|| RULE.finding(at, message))
}

fn word(reading: &Reading, i: usize) -> String {
    reading.tokens.get(i).map_or(String::new(), |t| t.of(&reading.text).to_lowercase())
}

/// How many can vote: `the 14-member council`, `the 14 members`.
fn voters(reading: &Reading, i: usize) -> Option<f64> {
    let body = ["member", "seat", "nation", "strong", "judge"];
    let (here, next) = (word(reading, i), word(reading, i + 1));
    let joined = here.split_once('-').filter(|(_, what)| body.contains(what)).and_then(|(n, _)| n.parse().ok());
    let hyphened = next == "-" && body.contains(&word(reading, i + 2).as_str());
    let all = i > 0 && ["the", "all", "of"].contains(&word(reading, i - 1).as_str());
    let apart = all && ["members", "councillors", "delegates", "senators", "judges", "voters"].contains(&next.as_str());
    let exact = figures::number(reading, i).filter(|n| n.least == n.most).map(|n| n.least);
    joined.or(exact.filter(|_| hyphened || apart))
}

/// An exact number and the side it took.
fn votes(reading: &Reading, i: usize) -> Option<(&'static str, f64)> {
    let votes = figures::amount(reading, i).filter(|a| a.least == a.most)?.least;
    for j in i + 1..i + 1 + REACH {
        match word(reading, j).as_str() {
            "for" | "favour" | "favor" | "yes" | "aye" => return Some(("for", votes)),
            "against" | "no" | "nay" | "opposed" => return Some(("against", votes)),
            "abstained" | "abstaining" | "abstentions" | "abstention" => return Some(("abstained", votes)),
            "voted" | "in" | "were" | "was" | "members" | "votes" | "councillors" | "of" | "them" => {}
            _ => return None,
        }
    }
    None
}
