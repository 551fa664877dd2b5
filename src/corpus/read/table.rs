//! Tables with a story a row, as researchers and libraries pass archives on. The first row names the columns, by the
//! names that other exports use too.

use super::stream::Stream;
use super::{FieldMap, Form, Raw, fields};
use crate::error::Problem;
use csv::{ReaderBuilder, StringRecord};
use std::io::BufRead;

/// A longer row is no story but a quotation mark that never closes.
const LONGEST_ROW: usize = 32 << 20;

/// Splits a table into its rows.
pub fn split(file: impl BufRead, named: &FieldMap, take: &mut dyn FnMut(Raw)) -> std::io::Result<Vec<Problem>> {
    let mut stream = Stream::new(file, LONGEST_ROW);
    let delimiter = delimiter(stream.fill_buf()?);
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(stream);
    let columns = match reader.headers() {
        Ok(row) => row.iter().map(|name| name.trim().to_lowercase()).collect::<Vec<_>>(),
        Err(e) => return broken(e, 1).map(|problem| vec![problem]),
    };
    let is_text = |name: &String| fields::TEXT.contains(&name.as_str()) || named.theirs(&fields::TEXT) == Some(name);
    if !columns.iter().any(is_text) {
        let why = format!("left out: no column is called “text”, “body” or “content” (it has {})", columns.join(", "));
        return Ok(vec![Problem::new("", why).on_line(1)]);
    }
    let mut problems = Vec::new();
    let mut row = StringRecord::new();
    loop {
        reader.get_mut().renew();
        let line = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
        match reader.read_record(&mut row) {
            Ok(false) => return Ok(problems),
            Ok(true) => match story(&columns, &row, start(&row).unwrap_or(line), named) {
                Ok(raw) => take(raw),
                Err(why) => problems
                    .push(Problem::new("", format!("record left out: {why}")).on_line(start(&row).unwrap_or(line))),
            },
            Err(e) => {
                problems.push(broken(e, line)?);
                return Ok(problems);
            }
        }
    }
}

/// Line of a row's first character.
fn start(row: &StringRecord) -> Option<usize> {
    usize::try_from(row.position()?.line()).ok()
}

fn broken(error: csv::Error, line: usize) -> std::io::Result<Problem> {
    match error.into_kind() {
        csv::ErrorKind::Io(e) if e.kind() != std::io::ErrorKind::Other => Err(e),
        csv::ErrorKind::Io(e) => {
            let why = format!("the rest of the file is left out: a quotation mark in this row never closes ({e})");
            Ok(Problem::new("", why).on_line(line))
        }
        other => Ok(Problem::new("", format!("the rest of the file is left out: {other:?}")).on_line(line)),
    }
}

fn story(columns: &[String], row: &StringRecord, line: usize, named: &FieldMap) -> Result<Raw, String> {
    if row.len() != columns.len() {
        return Err(format!("it has {} fields, and the first row {}", row.len(), columns.len()));
    }
    let one = |keys: &[&str]| {
        let field = |key: &str| row.get(columns.iter().position(|name| name == key)?).map(str::trim);
        named
            .theirs(keys)
            .iter()
            .chain(keys)
            .filter_map(|key| field(key))
            .find(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let text = one(&fields::TEXT).ok_or("no text in it")?;
    if let Some(why) = fields::unpublished(one) {
        return Err(why);
    }
    let authors = one(&fields::AUTHORS).map(|list| authors(&list)).unwrap_or_default();
    let form = Form::Field(fields::form(&text));
    Ok(Raw { head: fields::head(one, authors, line), text, form, offset: None })
}

/// `Ida Lund; Per Holm`, or a list as Python prints it. A comma may stand inside a name.
fn authors(list: &str) -> Vec<String> {
    let names: Vec<&str> = match list.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => list.split("',").flat_map(|name| name.split("\",")).collect(),
        None => list.split([';', '|']).collect(),
    };
    let names = names.into_iter().map(|name| name.trim().trim_matches(['\'', '"']).to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

/// What stands most between the names of the columns.
fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |delimiter: &u8| line.iter().filter(|b| *b == delimiter).count();
    [b'|', b';', b'\t', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &str) -> (Vec<Raw>, Vec<String>) {
        let mut rows = Vec::new();
        let problems = split(table.as_bytes(), &FieldMap::default(), &mut |raw| rows.push(raw)).unwrap();
        (rows, problems.iter().map(Problem::to_string).collect())
    }

    #[test]
    fn columns_are_found_by_name_and_a_delimiter_by_count() {
        let (rows, problems) =
            read("ID;Author;Content\n1;Ida Lund; Per Holm;x\n2;Ida Lund;\"It sails; she said.\nAnd on.\"\n3;;z\n");
        let seen: Vec<_> = rows.iter().map(|r| (r.head.id.as_str(), r.text.as_str(), r.head.line)).collect();
        assert_eq!(seen, [("2", "It sails; she said.\nAnd on.", 3), ("3", "z", 5)]);
        assert_eq!(problems, ["record left out: it has 4 fields, and the first row 3"]);
    }

    #[test]
    fn a_table_without_text_is_told() {
        assert!(read("a,b\n1,2\n").1[0].contains("(it has a, b)"));
        assert!(read("").1[0].contains("no column"));
    }

    #[test]
    fn authors_in_lists_of_two_makes() {
        assert_eq!(authors("Ida Lund; Per Holm"), ["Ida Lund", "Per Holm"]);
        assert_eq!(authors("['Ida Lund', \"Per O'Hara\"]"), ["Ida Lund", "Per O'Hara"]);
        assert_eq!(authors("Lund, Ida"), ["Lund, Ida"]);
    }

    #[test]
    fn a_mark_that_never_closes_is_told_with_its_row() {
        let endless = "text\nfine\n\"".to_owned() + &"word\n".repeat(7 << 20);
        let (rows, problems) = read(&endless);
        assert_eq!(rows.len(), 1);
        assert!(problems[0].contains("never closes"), "{problems:?}");
    }
}
