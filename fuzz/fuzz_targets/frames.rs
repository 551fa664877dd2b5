#![no_main]
//! Whatever an editor sends is read to its end; what gets through is a message.

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    for message in copydesk::lsp::messages(input) {
        assert!(std::str::from_utf8(&message).is_ok());
    }
});
