#![no_main]
//! A draft as edited is judged as the same text opened at once.

use copydesk::corpus::question::Reach;
use copydesk::desk::Desk;
use copydesk::settings::Style;
use copydesk::text::format::Format;
use copydesk::text::span::Span;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, String, Vec<(u16, u16, String)>)| {
    let (format, text, edits) = input;
    let format = [Format::Plain, Format::Markdown, Format::Html, Format::Word][usize::from(format % 4)];
    let (mut desk, mut model) = (Desk::new(Style::default(), Reach::Absent), text);
    desk.open("draft", format, &model, 0);
    for (from, to, text) in edits.into_iter().take(20) {
        let place = |at: u16| model.floor_char_boundary(usize::from(at) % (model.len() + 1));
        let (from, to) = (place(from.min(to)).min(place(from.max(to))), place(from).max(place(to)));
        model.replace_range(from..to, &text);
        desk.edit("draft", Span::new(from, to), &text, 0);
        desk.check("draft");
    }
    let mut fresh = Desk::new(Style::default(), Reach::Absent);
    fresh.open("draft", format, &model, 0);
    assert_eq!(desk.draft("draft").unwrap().buffer().text(), model);
    assert_eq!(desk.check("draft").unwrap().findings, fresh.check("draft").unwrap().findings);
});
