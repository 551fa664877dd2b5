//! What a fresh `copydesk.toml` holds: every key, explained, none set.

use super::key::{KEYS, Key, OVERRIDES, TABLES};

/// Columns of a line.
const WIDTH: usize = 100;

/// The file, from the table of keys.
pub fn template() -> String {
    let mut file = String::from(
        "# What the desk has decided. copydesk reads this file from the editor, the command line and CI alike.
# Paths are relative to this file and stay inside its folder. `copydesk config` shows what holds.\n",
    );
    for (table, about) in TABLES {
        let keys: Vec<&Key> = KEYS.iter().filter(|key| in_table(key, table)).collect();
        if table.is_empty() {
            keys.iter().for_each(|key| file += &format!("\n{}#\n# {}\n", comment(key.about), key.example));
        } else if !keys.is_empty() {
            file += &format!("\n{}#\n{}", comment(about), tables(&keys));
        }
    }
    file
}

/// Whether a key stands in a table of the file; the empty name is the top.
pub fn in_table(key: &Key, table: &str) -> bool {
    let top = !key.at.contains('.');
    if table.is_empty() { top } else { !top && key.table() == table }
}

fn tables(keys: &[&Key]) -> String {
    let mut out = String::new();
    let mut open = "";
    for key in keys {
        let (name, _) = key.example.split_once(" = ").unwrap_or_default();
        let table = name.rsplit_once('.').map_or("", |(table, _)| table);
        if table != open {
            let header = if table == OVERRIDES { format!("[[{table}]]") } else { format!("[{table}]") };
            out += &format!("# {header}\n");
            open = table;
        }
        let line = &key.example[table.len() + 1..];
        out += &format!("#\n{}# {line}\n", indented(&comment(key.about)));
    }
    out
}

/// An explanation is told from a line that can be uncommented by its indent.
fn indented(comment: &str) -> String {
    comment.lines().map(|line| format!("#   {}\n", line.trim_start_matches("# "))).collect()
}

fn comment(text: &str) -> String {
    let (mut out, mut line) = (String::new(), String::from("#"));
    for word in text.split(' ') {
        if line.len() + word.len() >= WIDTH {
            out += &(std::mem::replace(&mut line, String::from("#")) + "\n");
        }
        line = line + " " + word;
    }
    out + &line + "\n"
}
