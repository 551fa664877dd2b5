//! Recordings with captions: WebVTT and SubRip. Both are cues, each a line of times and lines of words, between blank
//! lines; what else there is (a header, notes, styles, numbers) names no time.

use super::{labelled, push_turn};
use crate::corpus::article::Turn;

/// The cues as turns, in order.
pub fn turns(text: &str) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut time: Option<String> = None;
    let mut voice = None;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            (time, voice) = (None, None);
        } else if let Some((start, _)) = line.split_once("-->") {
            time = Some(start.trim().to_owned());
        } else if time.is_some() {
            let (named, words) = spoken(line);
            voice = named.or(voice);
            push_turn(&mut turns, Turn { speaker: voice.clone(), time: time.clone(), text: words, line: number + 1 });
        }
    }
    turns
}

/// The speaker, if the line names one, and the words without tags.
fn spoken(line: &str) -> (Option<String>, String) {
    let voice = line.split_once("<v").and_then(|(_, rest)| {
        let name = rest.split_once('>')?.0;
        Some(name.split_once(' ')?.1.trim().to_owned())
    });
    let words = unescaped(&without_tags(line));
    let words = words.trim_start_matches(['-', '–', '>']).trim();
    match labelled::label(words) {
        Some(label) if voice.is_none() => (label.speaker.map(str::to_owned), label.words.to_owned()),
        _ => (voice.filter(|name| !name.is_empty()), words.to_owned()),
    }
}

fn without_tags(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, tagged)) = rest.split_once('<') {
        words.push_str(before);
        let Some((_, after)) = tagged.split_once('>') else {
            words.push('<');
            rest = tagged;
            break;
        };
        rest = after;
    }
    words.push_str(rest);
    words
}

/// The escapes that WebVTT names.
fn unescaped(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&lrm;", ""), ("&rlm;", ""), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (escape, sign)| text.replace(escape, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(Option<String>, Option<String>, String, usize)> {
        turns(text).into_iter().map(|t| (t.speaker, t.time, t.text, t.line)).collect()
    }

    fn turn(speaker: &str, time: &str, text: &str, line: usize) -> (Option<String>, Option<String>, String, usize) {
        (Some(speaker.to_owned()), Some(time.to_owned()), text.to_owned(), line)
    }

    #[test]
    fn webvtt_names_its_voices() {
        let text = "WEBVTT - council\n\nNOTE\nmy recording\n\n1\n00:01.000 --> 00:02.000\n<v Ana Ruiz>The <i>wall</i> &amp;\nthe pier\n\n00:03.000 --> 00:04.000 align:left\n<v.loud Per Dahl>No.</v>\n";
        assert_eq!(
            told(text),
            [
                turn("Ana Ruiz", "00:01.000", "The wall &", 8),
                turn("Ana Ruiz", "00:01.000", "the pier", 9),
                turn("Per Dahl", "00:03.000", "No.", 12)
            ]
        );
    }

    #[test]
    fn subrip_labels_its_speakers() {
        let text = "1\r\n00:00:04,000 --> 00:00:09,500\r\nRUIZ: We will not\r\nsell it.\r\n";
        assert_eq!(
            told(text),
            [turn("RUIZ", "00:00:04,000", "We will not", 3), turn("RUIZ", "00:00:04,000", "sell it.", 4)]
        );
    }

    #[test]
    fn what_is_no_caption_says_nothing() {
        assert!(turns("Just a text about --> arrows").is_empty());
        assert!(turns("00:00 --> \n").is_empty());
    }
}
