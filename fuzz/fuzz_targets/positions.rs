#![no_main]
//! Line and column in each unit lead back to the place they were made from.

use copydesk::text::buffer::Buffer;
use copydesk::text::position::{Encoding, Lines, Position};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (String, u16, usize, usize)| {
    let (text, at, line, column) = input;
    let at = text.floor_char_boundary(usize::from(at) % (text.len() + 1));
    let (buffer, lines) = (Buffer::new(&text), Lines::new(&text));
    let in_line_end = text[..at].ends_with('\r') && text[at..].starts_with('\n');
    for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
        let position = buffer.position(at, encoding);
        assert_eq!(position, lines.position(at, encoding));
        if !in_line_end {
            assert_eq!(buffer.offset(position, encoding), at);
        }
        let anywhere = buffer.offset(Position { line, column }, encoding);
        assert!(text.is_char_boundary(anywhere));
    }
});
