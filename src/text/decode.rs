//! From a file's bytes to text: newsroom files come in UTF-8, in what Windows wrote, and in UTF-16.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// A file's bytes, as far as they are text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decoded {
    /// Text, without byte order mark.
    Text {
        /// The text; line ends as found.
        text: String,
        /// For people, if the bytes were not plain UTF-8: how they were read.
        note: Option<String>,
    },
    /// No text; the reason, for people.
    NotText(String),
}

/// First bytes of files that people take for text, and what to do instead.
const FAMILIAR: [(&[u8], &str); 5] = [
    (b"%PDF-", "a PDF, which copydesk does not read; export it as text"),
    (b"\xD0\xCF\x11\xE0", "an old Word document, which copydesk does not read; export it as text"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"\x1F\x8B", "compressed; unpack it first"),
];
/// `<meta charset="...">` and `<?xml encoding="..."?>`.
static DECLARATION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)(?:charset|encoding)\s*=\s*["']?([a-z0-9_:.-]+)"#).expect("a constant"));
/// The HTML standard has browsers look at as many bytes for a declaration.
const DECLARED_WITHIN: usize = 1024;
/// Bytes looked at to tell text from other files.
const SAMPLE: usize = 8192;

/// Reads bytes as text: a byte order mark decides, then valid UTF-8, then the likeliest of the old encodings.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some((_, what)) = FAMILIAR.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Decoded::NotText((*what).to_owned());
    }
    match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
            noted(text.into_owned(), broken.then(|| format!("broken {} shown as \u{FFFD}", encoding.name())))
        }
        Some((_, mark)) => utf8_or_older(bytes[mark..].to_vec()),
        None if is_binary(&bytes) => Decoded::NotText("not text: it holds binary data".to_owned()),
        None => utf8_or_older(bytes),
    }
}

/// The encoding of a file by its first bytes: a byte order mark, valid UTF-8, a declaration, then what is likeliest.
pub fn encoding(sample: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(sample) {
        return encoding;
    }
    let is_utf8 = match std::str::from_utf8(sample) {
        Ok(_) => true,
        Err(cut) => cut.error_len().is_none() || is_mostly_utf8(sample),
    };
    match declared(sample) {
        Some(declared) if !is_utf8 || sample.is_ascii() => declared,
        _ if is_utf8 => UTF_8,
        _ => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(sample, true);
            detector.guess(None, chardetng::Utf8Detection::Deny)
        }
    }
}

fn noted(text: String, note: Option<String>) -> Decoded {
    Decoded::Text { text, note }
}

fn utf8_or_older(bytes: Vec<u8>) -> Decoded {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return noted(text, None),
        Err(e) => e.into_bytes(),
    };
    if is_mostly_utf8(&bytes) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return noted(text, Some("broken UTF-8: some letters are lost and shown as \u{FFFD}".to_owned()));
    }
    let encoding = encoding(&bytes);
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    let is_guess = encoding != UTF_8 && declared(&bytes).is_none();
    let note = is_guess.then(|| format!("not UTF-8; read as {}", encoding.name()));
    noted(text.into_owned(), note)
}

/// The encoding that a page or an XML file names at its beginning.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let is_markup = head.trim_ascii_start().starts_with(b"<");
    let label = DECLARATION.captures(head).filter(|_| is_markup)?;
    Encoding::for_label(&label[1]).filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible())
}

/// Text has no NUL and hardly a control character.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control = |b: &&u8| b.is_ascii_control() && !b.is_ascii_whitespace() && **b != 0x1B && **b != 0x0B;
    sample.contains(&0) || sample.iter().filter(control).count() * 50 > sample.len()
}

/// A UTF-8 file with a few broken bytes, rather than one of an older encoding: more letters beyond ASCII read well than badly.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, bool) {
        match decode(bytes.to_vec()) {
            Decoded::Text { text, note } => (text, note.is_some()),
            Decoded::NotText(why) => panic!("{why}"),
        }
    }

    #[test]
    fn utf8_with_and_without_a_mark() {
        assert_eq!(text("“Né”".as_bytes()), ("“Né”".to_owned(), false));
        assert_eq!(text("\u{FEFF}“Né”".as_bytes()), ("“Né”".to_owned(), false));
    }

    #[test]
    fn what_windows_wrote() {
        assert_eq!(
            text(b"\x93We open in May,\x94 In\xEAs Duarte said."),
            ("“We open in May,” Inês Duarte said.".to_owned(), true)
        );
    }

    #[test]
    fn what_a_page_declares() {
        let (read, noted) = text(b"<meta charset=\"windows-1250\"><p>\x8Aimi\xE6</p>");
        assert!(read.contains("Šimić") && !noted, "{read}");
        let (read, _) = text(b"<?xml version='1.0' encoding='iso-8859-5'?><p>\xB4\xD0</p>");
        assert!(read.contains("Да"), "{read}");
    }

    #[test]
    fn utf16_with_a_mark() {
        let le: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("«Oui» 😀".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let be: Vec<u8> =
            [0xFE, 0xFF].into_iter().chain("«Oui» 😀".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(text(&le), ("«Oui» 😀".to_owned(), false));
        assert_eq!(text(&be), ("«Oui» 😀".to_owned(), false));
    }

    #[test]
    fn one_broken_letter_does_not_spoil_the_others() {
        let mut bytes = "Inês, José and Łukasz ".as_bytes().to_vec();
        bytes.push(0xC3);
        assert_eq!(text(&bytes), ("Inês, José and Łukasz \u{FFFD}".to_owned(), true));
    }

    #[test]
    fn other_files_are_told_apart() {
        assert!(matches!(decode(b"%PDF-1.7 text".to_vec()), Decoded::NotText(why) if why.contains("PDF")));
        assert!(matches!(decode(vec![0, 1, 2, 3]), Decoded::NotText(_)));
        assert_eq!(text(b""), (String::new(), false));
    }
}
