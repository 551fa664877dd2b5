#![no_main]
//! Every passage leads back into the file it was read from.

use copydesk::text::format::{self, Format};
use copydesk::text::span::Span;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: String| {
    let document = format::read(Format::Markdown, &source);
    for (i, (passage, _)) in document.passages.iter().enumerate() {
        for (at, c) in passage.text.char_indices() {
            let there = document.to_source(i, Span::new(at, at + c.len_utf8()));
            assert!(source.get(there.start..there.end).is_some(), "{c:?} at {at} of passage {i}: {there:?}");
        }
    }
});
