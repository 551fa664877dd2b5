//! What the index holds. Four kinds of documents: one for each article, its text where that cannot be read again from its
//! file, one for each quotation of it (all right behind it, `back` counts the steps), one for each file that was read.
//! Their words are in the [`concordance`](super::concordance).

use serde::{Deserialize, Serialize};
use tantivy::schema::{BytesOptions, FAST, Field, NumericOptions, STORED, Schema};
use xxhash_rust::xxh3::xxh3_64;

/// The fields, by what they are for.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// [`Kind`] of every document.
    pub kind: Field,
    /// [`article_key`] of articles and quotations: to take one record out.
    pub article: Field,
    /// [`file_key`] of articles and quotations: to take a file's records out.
    pub source: Field,
    /// [`file_key`] of files.
    pub file: Field,
    /// Hash of an article as its file gives it.
    pub hash: Field,
    /// Quotations: how many documents back their article stands; articles: 0.
    pub back: Field,
    /// Articles: days since 1970, if known.
    pub day: Field,
    /// Articles: prints of the sentences.
    pub prints: Field,
    /// Articles: a [term](super::name_key::term) for every name.
    pub name: Field,
    /// Articles: spellings of names that a title is given with.
    pub titled: Field,
    /// Quotations: the speaker's resolved name.
    pub said_by: Field,
    /// The rest, as JSON.
    pub data: Field,
}

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Article,
    Quotation,
    Text,
    File,
}

impl Kind {
    pub const fn term(self) -> &'static [u8] {
        match self {
            Self::Article => b"a",
            Self::Quotation => b"q",
            Self::Text => b"t",
            Self::File => b"f",
        }
    }
}

/// The schema and its fields.
pub fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let term = || BytesOptions::default().set_indexed();
    // Not the library's `INDEXED`, which also keeps how long each document's text is.
    let key = || NumericOptions::default().set_indexed();
    let fields = Fields {
        kind: schema.add_bytes_field("kind", term()),
        article: schema.add_u64_field("article", key()),
        source: schema.add_u64_field("source", key()),
        file: schema.add_u64_field("file", key()),
        hash: schema.add_u64_field("hash", FAST),
        back: schema.add_u64_field("back", FAST),
        day: schema.add_i64_field("day", FAST),
        prints: schema.add_u64_field("prints", FAST),
        name: schema.add_bytes_field("name", term()),
        titled: schema.add_bytes_field("titled", term()),
        said_by: schema.add_bytes_field("said_by", term()),
        data: schema.add_bytes_field("data", STORED),
    };
    (schema.build(), fields)
}

/// Names a file for good: its collection and its path in it.
pub fn file_key(collection: &str, path: &str) -> u64 {
    xxh3_64(format!("{collection}\0{path}").as_bytes())
}

/// Names one state of one record of a file.
pub fn article_key(file: u64, hash: u64) -> u64 {
    xxh3_64(&[file.to_le_bytes(), hash.to_le_bytes()].concat())
}

/// [`Fields::data`] of an article.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ArticleData {
    /// Empty for a file that is one story: its path names it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    pub collection: String,
    /// Path in the collection; empty if the collection is a file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    pub line: usize,
    /// Byte of its file where it can be read again; without one, its text is the next document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// A [`Status`](crate::finding::Status), by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Titles given with a name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<(String, Vec<String>)>,
}

/// [`Fields::data`] of a quotation.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct QuotationData {
    pub text: String,
    /// The speaker as named there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The speaker's resolved name and how sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<(String, f32)>,
    /// Lines and times: each holds from its byte of the text on.
    pub places: Vec<(usize, usize, Option<String>)>,
    /// Bytes of the text that the speaker quotes from somebody else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nested: Vec<(usize, usize)>,
}

/// [`Fields::data`] of a text.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TextData {
    /// Paragraphs, each with its line.
    pub passages: Vec<(String, usize)>,
}

/// [`Fields::data`] of a file: how it was when it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileData {
    pub collection: String,
    pub path: String,
    pub size: u64,
    /// Nanoseconds since 1970; 0 if it was written so late that a later change could look the same.
    pub modified: u64,
    pub hash: u64,
    pub articles: usize,
    pub rank: String,
    /// Hash of the collection's own names of fields; 0 for none.
    pub fields: u64,
}
