//! The story, with its quotations and names numbered.

use super::html::escaped;
use super::{Entry, Sheet};
use crate::prose::reading::Reading;
use crate::text::passage::Role;
use std::fmt::Write;

/// Something that is marked in a paragraph.
struct Marked {
    from: usize,
    to: usize,
    open: String,
    close: String,
}

/// The whole story.
pub fn story(sheet: &Sheet, entries: &[Entry]) -> String {
    let mut out = "<section id=\"story\" aria-labelledby=\"story-h\">\n<h2 id=\"story-h\">The story</h2>\n".to_owned();
    for (passage, reading) in sheet.story.readings.iter().enumerate() {
        // The page is headed by the title; here it stands only for a quotation in it.
        let quoted = entries.iter().any(|e| e.parts.iter().any(|part| part.marked.passage == passage));
        let (open, close) = match reading.role {
            Role::Headline if !quoted => continue,
            Role::Note => continue,
            Role::Headline | Role::Heading => ("<h3>", "</h3>"),
            Role::BlockQuote => ("<blockquote><p>", "</p></blockquote>"),
            Role::ListItem => ("<p class=\"item\">", "</p>"),
            Role::Paragraph => ("<p>", "</p>"),
        };
        let _ = writeln!(out, "{open}{}{close}", marked(reading, &marks(sheet, entries, passage)));
    }
    out + "</section>\n"
}

/// Quotations, then the names that stand whole inside or outside of them, in order; an outer one before an inner.
fn marks(sheet: &Sheet, entries: &[Entry], passage: usize) -> Vec<Marked> {
    let mut marks = Vec::new();
    for entry in entries {
        for (i, part) in entry.parts.iter().enumerate().filter(|(_, part)| part.marked.passage == passage) {
            let n = entry.number;
            let id = if i == 0 { format!(" id=\"s{n}\"") } else { String::new() };
            let more = if i == 0 { "" } else { ", continued" };
            marks.push(Marked {
                from: part.marked.span.start,
                to: part.marked.span.end,
                open: format!("<mark{id}>"),
                close: format!("<a class=\"ref\" href=\"#q{n}\" aria-label=\"Quotation {n}{more}\">{n}</a></mark>"),
            });
        }
    }
    let quoted = marks.len();
    let mut seen: Vec<usize> = Vec::new();
    for mention in &sheet.story.cast.mentions {
        let first = !seen.contains(&mention.member);
        if first {
            seen.push(mention.member);
        }
        let (from, to) = (mention.at.span.start, mention.at.span.end);
        let whole = marks[..quoted].iter().all(|m| to <= m.from || from >= m.to || from >= m.from && to <= m.to);
        if mention.at.passage != passage || !whole || marks[quoted..].iter().any(|m| from < m.to) {
            continue;
        }
        let n = mention.member + 1;
        let close = match first && super::entry::is_listed(sheet, mention.member) {
            true => format!("</span><a class=\"ref name\" href=\"#n{n}\" aria-label=\"Name {n}\">N{n}</a>"),
            false => "</span>".to_owned(),
        };
        marks.push(Marked { from, to, open: "<span class=\"who\">".to_owned(), close });
    }
    marks.sort_by_key(|m| (m.from, std::cmp::Reverse(m.to)));
    marks
}

fn marked(reading: &Reading, marks: &[Marked]) -> String {
    let text = &reading.text;
    let (mut out, mut at) = (String::new(), 0);
    let mut open: Vec<&Marked> = Vec::new();
    let upto = |out: &mut String, at: &mut usize, to: usize| {
        out.push_str(&escaped(text.get(*at..to).unwrap_or_default()));
        *at = to.max(*at);
    };
    for mark in marks {
        while let Some(last) = open.pop_if(|last| last.to <= mark.from) {
            upto(&mut out, &mut at, last.to);
            out.push_str(&last.close);
        }
        upto(&mut out, &mut at, mark.from);
        out.push_str(&mark.open);
        open.push(mark);
    }
    while let Some(last) = open.pop() {
        upto(&mut out, &mut at, last.to);
        out.push_str(&last.close);
    }
    upto(&mut out, &mut at, text.len());
    out
}
