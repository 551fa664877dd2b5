//! Web archives in a zip (WACZ, the form in which browsers' collections are kept): the WARC files of its `archive` folder,
//! one after the other. Its lists of pages and its indexes say nothing that these do not.

use super::{FieldMap, Raw};
use crate::error::Problem;
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Error};
use std::path::Path;
use zip::ZipArchive;

/// Splits what is in the archive as if it lay there by itself. A member that cannot be unpacked costs itself.
pub fn split(path: &Path, named: &FieldMap, take: &mut dyn FnMut(Raw)) -> std::io::Result<Vec<Problem>> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(Error::other)?;
    let mut problems = Vec::new();
    let mut found = false;
    for number in 0..archive.len() {
        let member = match archive.by_index(number) {
            Ok(member) => member,
            Err(e) => {
                problems.push(Problem::new("", format!("a member left out: it cannot be unpacked ({e})")));
                continue;
            }
        };
        let Some(name) = member.name().ok().map(Cow::into_owned).filter(|name| is_warc(name)) else { continue };
        found = true;
        let size = member.compressed_size();
        let file = BufReader::new(super::compressed::bounded(member, size));
        let inside = super::split(Path::new(&name), size, file, named, take);
        let told = inside.unwrap_or_else(|e| vec![Problem::new("", format!("left out: {e}"))]);
        problems.extend(told.into_iter().map(|p| Problem { message: format!("{name}: {}", p.message), ..p }));
    }
    if !found {
        problems.push(Problem::new("", "left out: there is no WARC file in it"));
    }
    Ok(problems)
}

fn is_warc(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".warc") || name.ends_with(".warc.gz")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn packed(members: &[(&str, &[u8])]) -> tempfile::NamedTempFile {
        let mut file = tempfile::Builder::new().suffix(".wacz").tempfile().unwrap();
        let mut archive = zip::ZipWriter::new(file.as_file_mut());
        for (name, bytes) in members {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap();
        file
    }

    fn read(file: &Path) -> (Vec<String>, Vec<String>) {
        let mut pages = Vec::new();
        let problems = split(file, &FieldMap::default(), &mut |raw| pages.push(raw.text)).unwrap();
        (pages, problems.into_iter().map(|p| p.message).collect())
    }

    #[test]
    fn the_pages_of_each_warc_file_are_read_and_nothing_else() {
        let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The quay is closed.";
        let warc = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://coast.example/a\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        );
        let mut zipped = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        zipped.write_all(warc.as_bytes()).unwrap();
        let members: [(&str, &[u8]); 4] = [
            ("archive/data.warc.gz", &zipped.finish().unwrap()),
            ("pages/pages.jsonl", b"{\"text\":\"A list of the same pages.\"}"),
            ("archive/rest.warc", warc.as_bytes()),
            ("archive/cut.warc.gz", b"no gzip"),
        ];
        let (pages, problems) = read(packed(&members).path());
        assert_eq!(pages, ["<p>The quay is closed."; 2]);
        assert!(matches!(&problems[..], [cut] if cut.starts_with("archive/cut.warc.gz: ")), "{problems:?}");
        let (none, problems) = read(packed(&[("pages/pages.jsonl", b"{}")]).path());
        assert_eq!((none.len(), problems), (0, vec!["left out: there is no WARC file in it".to_owned()]));
    }
}
