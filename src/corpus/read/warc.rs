//! Web archives (WARC, ISO 28500): the answers of web servers as they came, one after the other. Pages among them are
//! read; nobody is asked for anything.

use super::{Form, Raw, empty_head};
use crate::corpus::article::Head;
use crate::error::Problem;
use crate::text::decode::{Decoded, decode};
use crate::text::format::Format;
use encoding_rs::Encoding;
use flate2::read::MultiGzDecoder;
use std::io::{BufRead, Error, Read};

/// A larger answer is a film.
const LARGEST_PAGE: u64 = 32 << 20;
/// Longer heads are none.
const LONGEST_HEAD: u64 = 256 << 10;

/// Splits an archive into its pages.
pub fn split(file: impl BufRead, take: &mut dyn FnMut(Raw)) -> std::io::Result<Vec<Problem>> {
    let mut archive = Archive { file, line: 1, record: 1 };
    let mut problems = Vec::new();
    let mut others = 0;
    loop {
        let head = archive.head();
        let line = archive.record;
        let problem = |what: String| Problem::new("", what).on_line(line);
        let record = match head {
            Ok(Some(record)) => record,
            Ok(None) => break,
            Err(why) => {
                problems.push(problem(format!("the rest of the file is left out: {why}")));
                break;
            }
        };
        match archive.body(&record)? {
            Body::Page(bytes) => match page(&record, &bytes) {
                Ok((head, text)) => {
                    take(Raw { head: Head { line, ..head }, text, form: Form::Field(Format::Html), offset: None })
                }
                Err(why) => problems.push(problem(format!("record left out: {why}"))),
            },
            Body::Other => others += 1,
            Body::CutOff => {
                problems.push(problem("record left out: the file ends in the middle of it".to_owned()));
                break;
            }
        }
    }
    if others > 0 {
        let what = format!("{others} left out: requests, pictures, errors of servers and the like, no pages");
        problems.push(Problem::new("", what));
    }
    Ok(problems)
}

/// The file, with its lines counted.
struct Archive<R> {
    file: R,
    line: usize,
    /// Line where the last record began.
    record: usize,
}

/// What a record holds.
enum Body {
    /// An answer that may be a page.
    Page(Vec<u8>),
    Other,
    CutOff,
}

impl<R: BufRead> Archive<R> {
    /// The next record's head; `None` at the end.
    fn head(&mut self) -> Result<Option<Fields>, String> {
        let mut head = Vec::new();
        let mut begun = false;
        loop {
            let before = head.len();
            let mut room = Read::take(&mut self.file, LONGEST_HEAD - before as u64);
            let read = room.read_until(b'\n', &mut head).map_err(|e| e.to_string())?;
            self.line += 1;
            let blank = head[before..].trim_ascii().is_empty();
            if !begun && blank && read > 0 {
                head.clear();
            } else if blank || head.len() as u64 >= LONGEST_HEAD {
                break;
            } else if !begun {
                (begun, self.record) = (true, self.line - 1);
            }
        }
        match head.starts_with(b"WARC/") {
            true => Ok(Some(Fields::of(&head))),
            false if head.is_empty() => Ok(None),
            false => Err("no WARC record begins here".to_owned()),
        }
    }

    fn body(&mut self, head: &Fields) -> std::io::Result<Body> {
        let length: u64 = head.get("content-length").and_then(|n| n.parse().ok()).unwrap_or(0);
        let is_answer = head.get("warc-type") == Some("response") && length <= LARGEST_PAGE;
        let mut body = Vec::new();
        let mut rest = Read::take(&mut self.file, length);
        if is_answer {
            rest.read_to_end(&mut body)?;
        } else {
            self.line += lines_in(&mut rest)?;
        }
        self.line += body.iter().filter(|b| **b == b'\n').count();
        Ok(match is_answer {
            true if (body.len() as u64) < length => Body::CutOff,
            true if is_page(&body) => Body::Page(body),
            _ => Body::Other,
        })
    }
}

fn lines_in(file: &mut impl BufRead) -> std::io::Result<usize> {
    let mut lines = 0;
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() {
            return Ok(lines);
        }
        lines += bytes.iter().filter(|b| **b == b'\n').count();
        let length = bytes.len();
        file.consume(length);
    }
}

/// `Name: value` lines below a first one; names in lower case.
struct Fields {
    first: String,
    named: Vec<(String, String)>,
}

impl Fields {
    fn of(head: &[u8]) -> Self {
        let text = String::from_utf8_lossy(head);
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default().to_owned();
        let named = lines.filter_map(|line| line.split_once(':'));
        let named = named.map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned()));
        Self { first, named: named.collect() }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.named.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The server's own head, and where what it sent begins.
fn answer(body: &[u8]) -> Option<(Fields, usize)> {
    let end = body.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    Some((Fields::of(&body[..end]), end + 4))
}

/// The server said yes and sent HTML.
fn is_page(body: &[u8]) -> bool {
    let Some((head, _)) = answer(body) else { return false };
    let kind = head.get("content-type").unwrap_or_default().to_ascii_lowercase();
    head.first.split(' ').nth(1) == Some("200") && (kind.contains("text/html") || kind.contains("xhtml"))
}

/// The page's text as its server sent it.
fn page(record: &Fields, body: &[u8]) -> Result<(Head, String), String> {
    let (head, start) = answer(body).ok_or("no answer in it")?;
    let chunked = head.get("transfer-encoding").is_some_and(|t| t.eq_ignore_ascii_case("chunked"));
    let sent = chunked.then(|| unchunked(&body[start..])).flatten().unwrap_or_else(|| body[start..].to_vec());
    let bytes = match head.get("content-encoding").unwrap_or("identity") {
        "gzip" | "x-gzip" if sent.starts_with(&[0x1F, 0x8B]) => unzipped(&sent).map_err(|e| e.to_string())?,
        "identity" | "" | "gzip" | "x-gzip" => sent,
        other => return Err(format!("it is compressed by “{other}”")),
    };
    let address = record.get("warc-target-uri").unwrap_or_default().trim_matches(['<', '>']).to_owned();
    let text = text(bytes, head.get("content-type"))?;
    Ok((Head { id: address.clone(), url: Some(address).filter(|a| !a.is_empty()), ..empty_head() }, text))
}

/// What the server declares counts where the page is not UTF-8.
fn text(bytes: Vec<u8>, kind: Option<&str>) -> Result<String, String> {
    let label = kind.and_then(|kind| kind.split("charset=").nth(1)).map(|label| label.trim_matches(['"', '\'', ' ']));
    let declared = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    match declared.filter(|_| std::str::from_utf8(&bytes).is_err()) {
        Some(encoding) => Ok(encoding.decode(&bytes).0.into_owned()),
        None => match decode(bytes) {
            Decoded::Text { text, .. } => Ok(text),
            Decoded::NotText(why) => Err(why),
        },
    }
}

fn unzipped(sent: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Read::take(MultiGzDecoder::new(sent), LARGEST_PAGE + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > LARGEST_PAGE {
        true => Err(Error::other(format!("it unpacks to more than {} MB", LARGEST_PAGE >> 20))),
        false => Ok(bytes),
    }
}

/// HTTP/1.1's chunks joined (RFC 9112, 7.1); `None` if these are none: some crawlers store them joined already.
fn unchunked(mut sent: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = sent.windows(2).take(20).position(|bytes| bytes == b"\r\n")?;
        let size = std::str::from_utf8(&sent[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        let from = end + 2;
        whole.extend_from_slice(sent.get(from..from.checked_add(size)?)?);
        sent = sent.get(from + size + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn record(kind: &str, http: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://coast.example/a\r\nContent-Length: {}\r\n\r\n",
            http.len()
        );
        [head.as_bytes(), http, b"\r\n\r\n"].concat()
    }

    fn response(headers: &str, body: &[u8]) -> Vec<u8> {
        record("response", &[format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(), body].concat())
    }

    fn read(archive: &[u8]) -> (Vec<(String, usize)>, Vec<String>) {
        let mut pages = Vec::new();
        let problems = split(archive, &mut |raw| pages.push((raw.text, raw.head.line))).unwrap();
        (pages, problems.iter().map(|p| p.message.clone()).collect())
    }

    #[test]
    fn pages_are_read_however_they_were_sent() {
        let mut zipped = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        zipped.write_all(b"<p>Zipped.").unwrap();
        let archive = [
            record("warcinfo", b"software: x\r\n"),
            response("Content-Type: text/html", b"<p>Plain."),
            response(
                "Content-Type: text/html\r\nTransfer-Encoding: chunked",
                b"4\r\n<p>C\r\n7;x=y\r\nhunked.\r\n0\r\n\r\n",
            ),
            response("Content-Type: text/html\r\nContent-Encoding: gzip", &zipped.finish().unwrap()),
            response("Content-Type: text/html; charset=windows-1252", b"<p>In\xEAs"),
            response("Content-Type: image/png", b"\x89PNG"),
        ];
        let (pages, problems) = read(&archive.concat());
        let texts: Vec<_> = pages.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["<p>Plain.", "<p>Chunked.", "<p>Zipped.", "<p>Inês"]);
        assert!(problems[0].starts_with("2 left out"), "{problems:?}");
        assert_eq!(pages[0].1, 9);
    }

    #[test]
    fn an_archive_that_ends_or_goes_wrong_is_told() {
        let whole = response("Content-Type: text/html", b"<p>Plain.");
        assert!(read(&whole[..whole.len() - 8]).1[0].contains("ends in the middle"));
        let (pages, problems) = read(&[whole.as_slice(), b"garbage\r\n\r\n"].concat());
        assert_eq!(pages.len(), 1);
        assert!(problems[0].contains("no WARC record"), "{problems:?}");
        let endless = [b"WARC/1.0\r\n".as_slice(), &vec![b'x'; 1 << 20]].concat();
        assert!(read(&endless).0.is_empty());
    }

    #[test]
    fn a_page_that_says_it_is_endless_is_stepped_over() {
        let archive = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\nshort";
        assert_eq!(read(archive).1, ["1 left out: requests, pictures, errors of servers and the like, no pages"]);
    }
}
