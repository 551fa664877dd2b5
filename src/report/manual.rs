//! The pages of the manual that are made from what the program knows: a rule's page, and the two references.

use crate::checks::RULES;
use crate::checks::rule::Rule;
use crate::finding::Severity;
use crate::settings::key::{KEYS, Key, OVERRIDES, Place, TABLES, Takes};
use crate::settings::template::in_table;
use crate::settings::{OFF, profile};

/// A rule's page, in Markdown, its heading at `depth`.
pub fn rule(rule: &Rule, depth: usize) -> String {
    let level = rule.severity.map_or(OFF, Severity::name);
    let (mark, code) = ("#".repeat(depth), rule.code);
    let mut page = format!("{mark} {code}\n\n{}. Level: {level}.\n\n{}\n", sentence(rule.summary), rule.explain);
    for (title, example) in [("On record", rule.on_record), ("Found", rule.wrong), ("Left alone", rule.right)] {
        if !example.is_empty() {
            page += &format!("\n{mark}# {title}\n\n{}", indented(example));
        }
    }
    page
}

/// Every rule, a row each; its code leads to its heading on `page`, this one if empty.
pub fn table(page: &str) -> String {
    let mut table = String::from("| rule | level | what it finds |\n| --- | --- | --- |\n");
    for rule in RULES {
        let (code, level) = (rule.code, rule.severity.map_or(OFF, Severity::name));
        table += &format!("| [`{code}`]({page}#{code}) | {level} | {} |\n", rule.summary.replace('|', "\\|"));
    }
    table
}

/// The reference of rules.
pub fn rules() -> String {
    let mut page = String::from(
        "# Rules\n\nMade from the rules themselves: `copydesk explain CODE` shows the same pages. Errors and warnings end `check` with
exit status 1; information and hints do not. `off` waits until `copydesk.toml` or `--select` asks for it.\n\n",
    );
    page += &table("");
    RULES.iter().for_each(|one| page += &format!("\n{}", rule(one, 2)));
    page
}

/// The reference of settings.
pub fn settings() -> String {
    let mut page = String::from(
        "# Settings: `copydesk.toml`\n\nMade from the table of keys. The file is looked for from each draft upward; the nearest one holds, for the editor, the
command line and CI alike. `copydesk config PATH` shows what holds for a draft and who says so, `copydesk init` writes a
file in which every key is explained, and `copydesk config --schema` prints a JSON schema for editors that complete by one:
write it beside the file and let the file begin with `#:schema ./copydesk.schema.json`.

What goes before what, the later before the earlier: the rules' own levels; the writer's editor; the profile; the file; its
overrides in order; `--select` and `--ignore`. A key that is not known is told with the nearest one there is, a wrong value
with its line and what is allowed; the others hold.

A file found beside the drafts may have come with a pull request: it names files of its own folder only, links followed.
Nothing in it can name a program or an address. What lies elsewhere is named by the user: with `--corpus`, `--notes` or
`--config` on the command line, or in the editor's own settings.\n",
    );
    for (table, about) in TABLES {
        let keys: Vec<&Key> = KEYS.iter().filter(|key| in_table(key, table)).collect();
        let title = match table {
            "" => "Top of the file".to_owned(),
            OVERRIDES => format!("`[[{OVERRIDES}]]`"),
            table => format!("`[{table}]`"),
        };
        page += &format!("\n## {title}\n\n{about}\n");
        keys.iter().for_each(|key| page += &entry(key));
    }
    page + &profiles()
}

fn entry(key: &Key) -> String {
    let takes = match key.takes {
        Takes::Text => "text".to_owned(),
        Takes::Texts => "a list of texts".to_owned(),
        Takes::Path => "a file or folder, relative to the settings file".to_owned(),
        Takes::Paths => "a list of files, relative to the settings file".to_owned(),
        Takes::Flag => "`true` or `false`".to_owned(),
        Takes::Number(most) => format!("a whole number, at most {most}"),
        Takes::OneOf(words) => words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", "),
        Takes::Level => "a level, or `\"off\"`".to_owned(),
    };
    let place = if key.place == Place::Anywhere { " Also in an override." } else { "" };
    let at = key.full_name("NAME");
    format!("\n### `{at}`\n\n{}\n\nTakes {takes}.{place}\n\n    {}\n", key.about, key.example)
}

fn profiles() -> String {
    let mut page = String::from("\n## Profiles\n\nWhat `profile` stands for, and where it is from.\n");
    for (name, text) in profile::NAMES.iter().filter_map(|name| profile::text(name)) {
        page += &format!("\n### `{name}`\n\n```toml\n{text}```\n");
    }
    page
}

fn sentence(summary: &str) -> String {
    let mut letters = summary.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn indented(example: &str) -> String {
    example.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}
