//! The README's table and the pages of `docs/` that are made from the program are of today: `UPDATE=1 cargo test` writes them.

use copydesk::checks::RULES;
use copydesk::report::manual;
use copydesk::settings;
use std::path::Path;

fn is_of_today(page: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, text).unwrap();
    } else {
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(there == text, "{page} is of another day: run UPDATE=1 cargo test");
    }
}

#[test]
fn the_rules_reference_is_of_the_rules_there_are() {
    is_of_today("docs/rules.md", &manual::rules());
}

#[test]
fn the_table_in_the_readme_is_of_the_rules_there_are() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (above, rest) = readme.split_once("<!-- rules: written by UPDATE=1 cargo test -->\n").expect("where it begins");
    let (_, below) = rest.split_once("<!-- end of rules -->").expect("where it ends");
    let table = manual::table("docs/rules.md");
    let begin = "<!-- rules: written by UPDATE=1 cargo test -->";
    is_of_today("README.md", &format!("{above}{begin}\n\n{table}\n<!-- end of rules -->{below}"));
}

#[test]
fn the_settings_reference_is_of_the_keys_there_are() {
    is_of_today("docs/settings.md", &manual::settings());
}

#[test]
fn the_schema_is_of_the_keys_and_rules_there_are() {
    let rules: Vec<_> = RULES.iter().map(|rule| (rule.code, rule.summary)).collect();
    is_of_today("docs/copydesk.schema.json", &format!("{:#}\n", settings::schema(&rules)));
}

#[test]
fn every_page_is_linked_and_every_link_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let mut pages = vec![("README.md".to_owned(), readme)];
    for entry in std::fs::read_dir(root.join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let name = format!("docs/{}", path.file_name().unwrap().to_string_lossy());
            pages.push((name, std::fs::read_to_string(path).unwrap()));
        }
    }
    let link = regex::Regex::new(r"\]\(([^)#\s]+)(?:#[^)]*)?\)").unwrap();
    let mut linked = Vec::new();
    for (name, text) in &pages {
        let folder = root.join(name).parent().unwrap().to_owned();
        for target in link.captures_iter(text).map(|found| found[1].to_owned()).filter(|to| !to.contains("://")) {
            let there = folder.join(&target);
            assert!(there.exists(), "{name} links to {target}, which is not there");
            linked.push(there.canonicalize().unwrap());
        }
    }
    for (name, _) in pages.iter().filter(|(name, _)| name != "README.md") {
        assert!(linked.contains(&root.join(name).canonicalize().unwrap()), "nothing links to {name}");
    }
}
