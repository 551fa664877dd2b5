//! What each format reads as. A file under `tests/formats/` has its reading beside it, in words; `UPDATE=1 cargo test`
//! rewrites the readings.

use copydesk::corpus::article::Body;
use copydesk::corpus::read;
use copydesk::text::decode::Decoded;
use copydesk::text::format::{self, Document, Format};
use copydesk::text::passage::Passage;
use copydesk::unpack;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

#[test]
fn drafts_read_as_their_readings_say() {
    for path in fixtures("html") {
        let source = std::fs::read_to_string(&path).unwrap();
        let document = format::read(Format::of_path(&path).unwrap(), &source);
        hold(&path, &reading(&document, &source));
    }
}

#[test]
fn word_files_read_as_their_readings_say() {
    for path in fixtures("word") {
        let archive = packed(&[("word/document.xml", &std::fs::read(&path).unwrap())]);
        let (view, _, problems) = unpack::word_view(&archive).unwrap();
        assert_eq!(problems, []);
        let document = format::read(Format::Word, &view);
        hold(&path, &format!("{view}---\n{}", reading(&document, &view)));
    }
}

/// What lies in a corpus: each record as an article, and what was left out and why.
#[test]
fn exports_read_as_their_readings_say() {
    for path in fixtures("corpus") {
        hold(&path, &articles(&path));
    }
}

/// A finding in a Word file names the line of its view: the paragraph.
#[test]
fn a_word_draft_is_checked_by_paragraph() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("ferry.docx");
    let path = fixtures("word").remove(0);
    std::fs::write(&draft, packed(&[("word/document.xml", &std::fs::read(path).unwrap())])).unwrap();
    let output = assert_cmd::cargo::cargo_bin_cmd!("copydesk")
        .args(["check", "--format", "concise", "--select", "unbalanced-quote-marks"])
        .arg(&draft)
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("ferry.docx:5:"), "{told}");
}

#[test]
fn a_footnote_or_a_link_in_a_word_draft_credits_who_heard_it_first() {
    let told = "&#8220;The quay is ours,&#8221; Maria Keller told the Osterby Gazette.";
    let paragraph = |more: &str| format!("<w:p><w:r><w:t>{told}</w:t></w:r>{more}</w:p>");
    let body = paragraph("")
        + &paragraph("<w:r><w:footnoteReference w:id=\"1\"/></w:r>")
        + &paragraph("<w:hyperlink r:id=\"rId7\"><w:r><w:t> Read on.</w:t></w:r></w:hyperlink>");
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("quay.docx");
    std::fs::write(&draft, packed(&[("word/document.xml", document.as_bytes())])).unwrap();
    let output = assert_cmd::cargo::cargo_bin_cmd!("copydesk")
        .args(["check", "--format", "concise", "--select", "second-hand-quote"])
        .arg(&draft)
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let places: Vec<_> = told.lines().filter_map(|line| line.split("quay.docx:").nth(1)).collect();
    assert!(places.len() == 1 && places[0].starts_with("1:"), "{told}");
}

#[test]
fn archives_that_mean_harm_or_are_broken_are_refused_with_a_word() {
    let whole = packed(&[("word/document.xml", b"<w:document/>")]);
    let bomb = packed(&[("word/document.xml", &vec![b' '; 80 << 20])]);
    assert!(bomb.len() < 200_000);
    for (archive, word) in [
        (bomb, "unpacks to more than 64 MB"),
        (whole[..whole.len() / 2].to_vec(), "broken zip archive"),
        (packed(&[("other.xml", b"<a/>")]), "no Word file"),
        (packed(&[("word/document.xml", &[0, 1, 2, 3])]), "binary"),
    ] {
        match unpack::text(archive) {
            Decoded::NotText(why) => assert!(why.contains(word), "{why}"),
            Decoded::Text { text, .. } => panic!("read as {text:.80}"),
        }
    }
}

#[test]
fn a_word_file_of_endless_depth_or_with_entities_is_read_as_far_as_it_goes() {
    let deep = format!("<w:document>{}<w:p><w:r><w:t>deep", "<w:sdt>".repeat(500_000));
    let entities = "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><d><p><r><t>said &b;</t></r></p></d>";
    for (document, view) in [(deep.as_str(), "deep\n"), (entities, "said\n")] {
        let archive = packed(&[("word/document.xml", document.as_bytes())]);
        assert_eq!(unpack::word_view(&archive).unwrap().0, view);
    }
}

/// A zip archive of these members.
fn packed(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Files that mean harm or were cut off: a page of any make is read as far as it goes. They are so large that a reader
/// whose work grows with their square would never end, which the limit on the whole run tells; a clock here would tell
/// how busy the machine is.
#[test]
fn hostile_pages_are_read_to_their_end() {
    let deep = "<div><blockquote><q>".repeat(20_000);
    let pages = [
        format!("{deep}{}", "words ".repeat(20_000)),
        format!("{}words", "<aside>".repeat(50_000)),
        format!("<p>{}</p>", "word ".repeat(300_000)),
        format!("<p>{}</p>", "&lt;&amp;&ldquo;".repeat(20_000)),
        format!("<p {}>words</p>", "a=b ".repeat(50_000)),
        format!("<script type=application/ld+json>{}</script><p>words", "[".repeat(300_000)),
        "<p>words <script>no end \"".repeat(10),
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><p>&b;</p>".to_owned(),
    ];
    for page in pages {
        let document = format::read(Format::Html, &page);
        assert!(document.passages.iter().map(|(p, _)| p.text.len()).sum::<usize>() <= page.len());
    }
}

fn fixtures(format: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(format);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "reading"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// What the story says about itself, then each passage; where the words typed are others, these too.
fn reading(document: &Document, source: &str) -> String {
    let mut text = about(&document.meta);
    for (i, (passage, base)) in document.passages.iter().enumerate() {
        let all = copydesk::text::span::Span::new(0, passage.text.len());
        let typed = document.to_source(i, all).of(source);
        let line = source[..passage.extent().start + base].matches('\n').count() + 1;
        told(&mut text, passage, line);
        if typed != passage.text && !passage.text.is_empty() {
            writeln!(text, "    typed: {}", typed.replace('\n', "⏎")).unwrap();
        }
    }
    for problem in &document.problems {
        writeln!(text, "problem: {problem}").unwrap();
    }
    text
}

fn about(meta: &format::Meta) -> String {
    let mut text = String::new();
    let mut tell =
        |key: &str, value: Option<String>| value.into_iter().for_each(|v| writeln!(text, "{key}: {v}").unwrap());
    tell("title", meta.title.clone());
    tell("date", meta.date.map(|d| d.to_string()));
    tell("authors", Some(meta.authors.join("; ")).filter(|a| !a.is_empty()));
    tell("outlet", meta.outlet.clone());
    tell("section", meta.section.clone());
    tell("language", meta.lang.clone());
    tell("url", meta.url.clone());
    text
}

fn told(text: &mut String, passage: &Passage, line: usize) {
    writeln!(text, "{line} {:?}: {}", passage.role, passage.text.replace('\n', "⏎")).unwrap();
    for allow in &passage.allows {
        writeln!(text, "    allows {}: {}", allow.code, allow.reason).unwrap();
    }
}

fn articles(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    let mut text = String::new();
    let mut take = |raw: read::Raw| {
        let article = raw.read();
        let head = &article.head;
        let known = format::Meta {
            title: head.headline.clone(),
            date: head.date,
            authors: head.authors.clone(),
            lang: head.lang.clone(),
            outlet: head.outlet.clone(),
            url: head.url.clone(),
            section: head.section.clone(),
            status: head.status.map(|s| s.name().to_owned()),
            sources: Vec::new(),
            ..format::Meta::default()
        };
        writeln!(text, "== {} (line {})\n{}", head.id, head.line, about(&known)).unwrap();
        match article.body {
            Body::Story(passages) => passages.iter().for_each(|(passage, line)| told(&mut text, passage, *line)),
            Body::Transcript(turns) => turns.iter().for_each(|turn| writeln!(text, "{turn:?}").unwrap()),
        }
    };
    let problems = read::split(path, bytes.len() as u64, &bytes[..], &Default::default(), &mut take).unwrap();
    problems.iter().for_each(|problem| writeln!(text, "problem: {problem} (line {:?})", problem.line).unwrap());
    text
}

/// The reading beside `path` is `found`; with `UPDATE=1` it becomes so.
fn hold(path: &Path, found: &str) {
    let beside = path.with_added_extension("reading");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&beside, found).unwrap();
    }
    let expected = std::fs::read_to_string(&beside).unwrap_or_default();
    assert_eq!(found, expected, "{}", path.display());
}
