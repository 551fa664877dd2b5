//! Whether the server grows while somebody types for days: `cargo bench --bench soak [-- EDITS]`.
//!
//! Types letters, words, paragraphs and their deletion into a draft of the real server and prints its resident memory (KiB,
//! from `/proc`, so on Linux only) as it goes. Ends with status 1 if the second half of the run grew by more than a tenth.

#[allow(dead_code, reason = "the tests' editor can do more than type")]
#[path = "../tests/it/editor.rs"]
mod editor;

use editor::{Editor, uri};
use serde_json::json;

const EDITS: i32 = 100_000;
/// Edits between two looks.
const LOOK: i32 = 5_000;
const TYPED: [&str; 8] = [
    "e",
    " ",
    "Ida Lund ",
    "“We will mend the pier,” ",
    "\n\n",
    "said ",
    "\"Nobody asked us about it at all.\"\n\n",
    "1,200 boats ",
];

fn main() {
    let edits = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(EDITS);
    let folder = tempfile::tempdir().expect("a folder");
    let (mut editor, _) = Editor::greet(folder.path(), json!({}), json!({"delay": 0}));
    let uri = uri(&folder.path().join("draft.md"));
    editor.open(&uri, "markdown", &"The pier is closed, Mayor Ida Lund said on Monday.\n\n".repeat(100));
    editor.published(&uri, 1);
    let mut sizes = Vec::new();
    for version in 2..=edits {
        // Three keys in four write near the top, the fourth takes away more lines than they make: the draft stays short.
        let line = (version as usize * 7919) % 150;
        match version % 4 {
            0 => editor.change(&uri, version, [line, 0, line + 2, 0], ""),
            _ => editor.change(&uri, version, [line, 3, line, 3], TYPED[(version as usize / 4) % TYPED.len()]),
        }
        if version % 50 == 0 {
            editor.published(&uri, version);
            editor.forget();
        }
        if version % LOOK == 0 {
            sizes.push(editor.resident());
            println!("{version:>8} edits {:>8} KiB", sizes[sizes.len() - 1]);
        }
    }
    let (half, last) = (sizes[sizes.len() / 2], sizes[sizes.len() - 1]);
    let grew = last > half + half / 10;
    println!("{}", if grew { "it grows" } else { "steady" });
    std::process::exit(i32::from(grew));
}
