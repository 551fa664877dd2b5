//! Reads the evaluation kit's training texts, lists and clusters.

use std::collections::BTreeMap;
use std::path::Path;

use copydesk::prose::name::Kind;
use copydesk::prose::name::hash;
use copydesk::prose::name::lexicon::{list, pack, phrase};
use serde_json::Value;

/// A text with the names it holds.
pub struct Text {
    pub text: String,
    pub names: Vec<Gold>,
}

/// A name in a text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gold {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

/// One training file of the kit.
pub fn texts(path: &Path) -> Result<Vec<Text>, String> {
    let content = std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    content.lines().map(|line| text(line).ok_or(format!("{}: not a record: {line:.60}", path.display()))).collect()
}

fn text(line: &str) -> Option<Text> {
    let record: Value = serde_json::from_str(line).ok()?;
    let text = record["text"].as_str()?.to_owned();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place = |value: &Value| bytes.get(usize::try_from(value.as_u64()?).ok()?).copied();
    let names = record["entities"].as_array()?.iter().filter_map(|name| {
        Some(Gold { start: place(&name["start"])?, end: place(&name["end"])?, kind: kind(name["type"].as_str()?)? })
    });
    let names = names.collect();
    Some(Text { text, names })
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "PER" => Kind::Person,
        "ORG" => Kind::Organisation,
        "LOC" => Kind::Place,
        "MISC" => Kind::Other,
        _ => return None,
    })
}

/// Every list of the kit, as list bits by hash.
pub fn lists(folder: &Path) -> Result<Vec<(u64, u16)>, String> {
    let mut entries = BTreeMap::new();
    for (file, bit) in [
        ("first", list::GIVEN),
        ("first_kantrowitz", list::GIVEN),
        ("last", list::CENSUS),
        ("city", list::CITY),
        ("cityalt", list::CITY_ALSO),
        ("country", list::COUNTRY),
        ("state", list::REGION),
        ("county", list::REGION),
        ("demonym", list::DEMONYM),
    ] {
        for line in read(&folder.join(format!("{file}.txt")))?.lines() {
            enter(&mut entries, line, bit);
        }
    }
    for (file, bit) in [("forenames", list::GIVEN), ("surnames", list::SURNAME)] {
        let table = read(&folder.join(format!("popular_names_cc0/common-{file}-by-country.csv")))?;
        let mut rows = table.lines();
        let heads: Vec<&str> = rows.next().unwrap_or_default().split(',').collect();
        let column = |head: &str| heads.iter().position(|h| *h == head);
        let name_column = column("Romanized Name").ok_or("popular_names_cc0 has no column `Romanized Name`")?;
        for row in rows {
            let cells: Vec<&str> = row.split(',').collect();
            let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
            let gender = match column("Gender").map(cell) {
                Some("F") => list::FEMALE,
                Some("M") => list::MALE,
                _ => 0,
            };
            enter(&mut entries, cell(name_column), bit | gender);
        }
    }
    Ok(entries.into_iter().collect())
}

/// The lines of a list.
pub fn lines(path: &Path) -> Result<Vec<String>, String> {
    Ok(read(path)?.lines().map(str::to_owned).collect())
}

fn enter(entries: &mut BTreeMap<u64, u16>, line: &str, bit: u16) {
    let words: Vec<u64> = line.split_whitespace().map(hash::lower).collect();
    match words[..] {
        [] => {}
        [word] => *entries.entry(word).or_default() |= bit,
        [first, ..] => {
            *entries.entry(first).or_default() |= list::OPENS;
            *entries.entry(words.into_iter().fold(hash::SEED, phrase)).or_default() |= bit;
        }
    }
}

/// The clusters of every word, by hash: `word, cluster of 64, of 256, of 1,024` a line.
pub fn clusters(kit: &Path) -> Result<Vec<(u64, [u8; 3])>, String> {
    let mut words = Vec::new();
    let path = kit.join("clusters.tsv");
    let table = if path.exists() { read(&path)? } else { unpacked(&kit.join("clusters.tsv.gz"))? };
    for line in table.lines() {
        let mut fields = line.split('\t');
        let word = hash::word(fields.next().unwrap_or_default());
        let numbers: Vec<u16> = fields.filter_map(|n| n.parse().ok()).collect();
        let [a, b, c] = numbers[..] else { return Err(format!("clusters: not a row: {line}")) };
        words.push((word, pack([a, b, c])));
    }
    Ok(words)
}

fn unpacked(path: &Path) -> Result<String, String> {
    let failed = |e: &dyn std::fmt::Display| format!("cannot unpack {} with gzip: {e}", path.display());
    let output = std::process::Command::new("gzip").arg("-dc").arg(path).output().map_err(|e| failed(&e))?;
    if !output.status.success() {
        return Err(failed(&String::from_utf8_lossy(&output.stderr)));
    }
    String::from_utf8(output.stdout).map_err(|e| failed(&e))
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}
