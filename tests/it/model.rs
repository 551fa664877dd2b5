//! The draft against a plain string: ten thousand random edits, placed by line and column in each of the three units.

use crate::dice::Dice;
use copydesk::corpus::question::Reach;
use copydesk::desk::Desk;
use copydesk::settings::Style;
use copydesk::text::format::Format;
use copydesk::text::position::{Encoding, Position};
use copydesk::text::span::Span;

const KEY: &str = "draft";
const STEPS: usize = 10_000;
/// Steps between two looks at the findings; the text is held against the model after each step.
const LOOK: usize = 250;
/// Bytes of a draft that is cut down again.
const LONG: usize = 3_000;

const TYPED: [&str; 16] = [
    "e",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "“",
    "”",
    "\"",
    "Ida Lund said.",
    "😀",
    "é",
    "\u{301}",
    "> ",
    "- ",
    "<p>",
    "\"We will mend it,\" Lund said.\n\n",
];

#[test]
fn ten_thousand_edits_leave_the_text_that_a_plain_string_has() {
    let encodings = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];
    for (format, seed) in [(Format::Markdown, 7), (Format::Plain, 11), (Format::Html, 13)] {
        let (mut dice, mut model) = (Dice(seed), String::from("A pier.\r\n\r\n“We 😀 wait,” Ida Lund said.\n"));
        let mut desk = Desk::new(Style::default(), Reach::Absent);
        desk.open(KEY, format, &model, 0);
        for step in 1..=STEPS / 3 {
            let encoding = encodings[dice.roll(3)];
            let (a, b) = (place(&mut dice, &model), place(&mut dice, &model));
            let narrow = dice.roll(4) > 0 && model.len() < LONG;
            let (a, b) = if narrow { (a, a) } else { (a.min(b), a.max(b)) };
            let text = TYPED[dice.roll(TYPED.len())];
            let buffer = desk.draft(KEY).expect("open").buffer();
            let [from, to] = [a, b].map(|at| buffer.offset(position(&model, at, encoding), encoding));
            assert_eq!([from, to], [a, b], "{format:?} step {step} {encoding:?} in {model:?}");
            model.replace_range(a..b, text);
            desk.edit(KEY, Span::new(a, b), text, step as i32);
            let draft = desk.draft(KEY).expect("open");
            assert_eq!((draft.buffer().text(), draft.version), (model.clone(), step as i32));
            if step % LOOK == 0 {
                let mut fresh = Desk::new(Style::default(), Reach::Absent);
                fresh.open(KEY, format, &model, 0);
                let at_once = fresh.check(KEY).expect("open").findings;
                assert_eq!(desk.check(KEY).expect("open").findings, at_once, "{format:?} step {step}: {model:?}");
            }
        }
    }
}

/// A place between two characters, and not between the two of a line's end.
fn place(dice: &mut Dice, text: &str) -> usize {
    let at = text.floor_char_boundary(dice.roll(text.len() + 1));
    if text[..at].ends_with('\r') && text[at..].starts_with('\n') { at - 1 } else { at }
}

/// Counted by hand, the slow way.
fn position(text: &str, at: usize, encoding: Encoding) -> Position {
    let (mut line, mut start) = (0, 0);
    for (i, c) in text[..at].char_indices() {
        let ends = c == '\n' || c == '\r' && text.as_bytes().get(i + 1) != Some(&b'\n');
        if ends {
            (line, start) = (line + 1, i + 1);
        }
    }
    let column = text[start..at].chars().map(|c| match encoding {
        Encoding::Utf8 => c.len_utf8(),
        Encoding::Utf16 => c.len_utf16(),
        Encoding::Utf32 => 1,
    });
    Position { line, column: column.sum() }
}
