//! What lies in an archive, in memory and within limits: an archive of a few kilobytes can hold gigabytes of nothing.

use crate::error::Problem;
use crate::text::decode::{Decoded, decode};
use crate::text::format::{Meta, word};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A longer member is no story: the text of a thick book is 2 MB, with Word's markup 20.
const LARGEST_MEMBER: u64 = 64 << 20;
/// First bytes of a zip archive, as which Word files are kept.
const ZIP: &[u8] = b"PK\x03\x04";

/// Reads bytes as text; a Word file as its view (see [`word`]).
pub fn text(bytes: Vec<u8>) -> Decoded {
    if !bytes.starts_with(ZIP) {
        return decode(bytes);
    }
    match word_view(&bytes) {
        Ok((text, _, problems)) => Decoded::Text { text, note: problems.into_iter().next().map(|p| p.message) },
        Err(why) => Decoded::NotText(why),
    }
}

/// The view of a Word file, what it says about itself, and what could not be read; or why it is none, for people.
pub fn word_view(bytes: &[u8]) -> Result<(String, Meta, Vec<Problem>), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| format!("a broken zip archive ({e})"))?;
    if archive.index_for_name("word/document.xml").is_none() {
        return Err("a zip archive that is no Word file".to_owned());
    }
    let mut member = |name: &str| member(&mut archive, name);
    let parts = word::Parts {
        document: member("word/document.xml")?,
        styles: member("word/styles.xml")?,
        comments: member("word/comments.xml")?,
        properties: member("docProps/core.xml")?,
    };
    Ok(word::view(&parts))
}

/// One member as text; empty if there is none.
fn member(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, String> {
    let Some(index) = archive.index_for_name(name) else { return Ok(String::new()) };
    let file = archive.by_index(index).map_err(|e| format!("{name} in it cannot be unpacked ({e})"))?;
    let mut bytes = Vec::new();
    let broken = file.take(LARGEST_MEMBER + 1).read_to_end(&mut bytes).err();
    if bytes.len() as u64 > LARGEST_MEMBER {
        return Err(format!("{name} in it unpacks to more than {} MB, which no story is", LARGEST_MEMBER >> 20));
    }
    match (broken, decode(bytes)) {
        (Some(e), _) => Err(format!("{name} in it cannot be unpacked ({e})")),
        (None, Decoded::Text { text, .. }) => Ok(text),
        (None, Decoded::NotText(why)) => Err(format!("{name} in it is {why}")),
    }
}
