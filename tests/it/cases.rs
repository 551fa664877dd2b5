//! Every case of `tests/cases/<rule>/` and every rule's own examples.
//!
//! A case is one text file: a sentence that says what it proves, then files after `-- PATH --` lines. Under a line of the
//! draft, `^^^^ code: part of the message` marks the words that a finding must have; findings and carets match one to one.
//! A case's own rule is on, even if it is off by default; a `copydesk.toml` among the files is the house's style, and the
//! house lists that it names are among the files too.
//! `UPDATE=1 cargo test` writes the carets that copydesk finds; read the diff.

use copydesk::checks::rule::Rule;
use copydesk::checks::{self, RULES};
use copydesk::corpus::article::Rank;
use copydesk::corpus::question::Reach;
use copydesk::corpus::{Collection, Corpus};
use copydesk::desk::Desk;
use copydesk::finding::Finding;
use copydesk::settings::{self, Settings, Stylebook, Trust};
use copydesk::text::buffer::Buffer;
use copydesk::text::format::Format;
use copydesk::text::position::{Encoding, Lines};
use copydesk::text::span::Span;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Cases in `not-yet.txt` describe what copydesk should do and does not yet: one that holds must leave the list.
#[test]
fn every_case_holds_but_those_that_wait() {
    let paths = case_files();
    assert!(paths.len() > 50, "the cases were not found");
    let list = std::fs::read_to_string(root().join("not-yet.txt")).unwrap_or_default();
    let (waiting, held): (Vec<_>, Vec<_>) =
        paths.into_iter().partition(|path| list.lines().any(|line| path.ends_with(line)));
    let update = std::env::var_os("UPDATE").is_some();
    let halves = std::thread::scope(|scope| {
        let run = |part: usize| held.iter().skip(part).step_by(2).filter_map(|path| run_case(path, update)).collect();
        let hands: Vec<_> = (0..2).map(|part| scope.spawn(move || -> Vec<String> { run(part) })).collect();
        hands.into_iter().flat_map(|hand| hand.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(halves.is_empty(), "{} cases fail:\n\n{}", halves.len(), halves.join("\n"));
    assert_eq!(waiting.len(), list.lines().count(), "not-yet.txt names a case that is not there");
    let hold: Vec<_> = waiting.iter().filter(|path| run_case(path, false).is_none()).collect();
    assert!(hold.is_empty(), "these hold now, take them out of not-yet.txt: {hold:#?}");
}

#[test]
fn every_rule_finds_its_wrong_example_and_leaves_its_right_one() {
    for rule in RULES {
        let (wrong, right) = (found_in_example(rule, rule.wrong), found_in_example(rule, rule.right));
        let codes: Vec<_> = wrong.iter().map(|f| f.code).collect();
        assert_eq!(codes, [rule.code], "{}: wrong example: {wrong:#?}", rule.code);
        assert!(right.is_empty(), "{}: right example: {right:#?}", rule.code);
    }
}

/// What the examples of rules that need a list go by; their pages say so.
const EXAMPLE_LISTS: [(&str, &str); 4] = [
    ("lists.misquotes", "the sea owes us nothing but herring -> she said \"owes us nothing\""),
    ("lists.words", "ferry boat -> ferry"),
    ("lists.translated", "Ilse Brandt -> German"),
    ("lists.protected", "Ida Falkenrath"),
];

fn found_in_example(rule: &Rule, story: &str) -> Vec<Finding> {
    let folder = tempfile::tempdir().unwrap();
    let mut members = vec![];
    if !rule.on_record.is_empty() {
        members.push(Member { path: "archive/on-record.txt".to_owned(), text: rule.on_record.to_owned() });
    }
    let corpus = corpus(folder.path(), &members);
    let mut settings = Settings::default();
    let list =
        |(key, text): &(&'static str, &str)| settings::List { key, path: String::new(), text: (*text).to_owned() };
    settings.lists = EXAMPLE_LISTS.iter().map(list).collect();
    assert_eq!(settings.supply(), []);
    findings(Format::Plain, story, corpus.as_ref(), &settings.book.asking(&[rule.code.to_owned()]))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

pub fn case_files() -> Vec<PathBuf> {
    let list =
        |folder: &Path| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let mut files: Vec<_> = list(&root()).iter().filter(|path| path.is_dir()).flat_map(|folder| list(folder)).collect();
    files.sort();
    files
}

/// One file of a case.
#[derive(Clone)]
pub struct Member {
    pub path: String,
    pub text: String,
}

/// What a case file holds.
pub struct Case {
    /// What it proves.
    purpose: String,
    /// Everything on record.
    pub corpus: Vec<Member>,
    /// The house's own files: settings and lists.
    pub house: Vec<Member>,
    settings: Settings,
    /// The draft without carets.
    pub draft: Member,
    carets: Vec<Caret>,
}

/// A finding that must be, or is: on one line, columns in code points from 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Caret {
    line: usize,
    from: usize,
    to: usize,
    code: String,
    /// A part of the message.
    message: String,
}

impl Case {
    pub fn read(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut purpose = String::new();
        for line in text.split_inclusive('\n') {
            let path = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
            match (path, parts.last_mut()) {
                (Some(path), _) => parts.push(Member { path: path.to_owned(), text: String::new() }),
                (None, Some(Member { text, .. })) => text.push_str(line),
                (None, None) => purpose.push_str(line),
            }
        }
        let (drafts, parts): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.path.starts_with("draft."));
        let file = parts.iter().find(|part| part.path == "copydesk.toml").map_or("", |part| &part.text);
        let (mut settings, problems) = settings::read(file, &checks::codes(), Trust::Repository);
        assert_eq!(problems, [], "{purpose}");
        let is_list = |path: &str| settings.lists.iter().any(|list| list.path == path);
        let (house, corpus): (Vec<_>, Vec<_>) =
            parts.into_iter().partition(|part| part.path == "copydesk.toml" || is_list(&part.path));
        for list in &mut settings.lists {
            let member = house.iter().find(|part| part.path == list.path).expect("a list is among the files");
            list.text.clone_from(&member.text);
        }
        assert_eq!(settings.supply(), [], "{purpose}");
        let [draft] = drafts.try_into().unwrap_or_else(|_| panic!("a case has one draft"));
        let (text, carets) = without_carets(&draft.text);
        Self { purpose, corpus, house, settings, draft: Member { path: draft.path, text }, carets }
    }

    fn book(&self, rule: &str) -> Stylebook {
        self.settings.book.clone().asking(&[rule.to_owned()])
    }

    /// The file again, with these carets.
    fn write(&self, carets: &[Caret]) -> String {
        let mut out = self.purpose.clone();
        for Member { path, text } in self.house.iter().chain(&self.corpus) {
            write!(out, "-- {path} --\n{text}").unwrap();
        }
        writeln!(out, "-- {} --", self.draft.path).unwrap();
        for (number, line) in self.draft.text.split_inclusive('\n').enumerate() {
            out.push_str(line);
            for caret in carets.iter().filter(|caret| caret.line == number) {
                let message = if caret.message.is_empty() { String::new() } else { format!(": {}", caret.message) };
                let marks = "^".repeat((caret.to - caret.from).max(1));
                writeln!(out, "{}{marks} {}{message}", " ".repeat(caret.from), caret.code).unwrap();
            }
        }
        out
    }
}

fn without_carets(text: &str) -> (String, Vec<Caret>) {
    let (mut draft, mut carets, mut number) = (String::new(), Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        if !line.trim_start().starts_with('^') {
            draft.push_str(line);
            number += 1;
            continue;
        }
        let from = line.chars().take_while(|c| *c == ' ').count();
        let marks = line.chars().skip(from).take_while(|c| *c == '^').count();
        let says: String = line.trim().trim_start_matches('^').trim().to_owned();
        let (code, message) = says.split_once(": ").unwrap_or((&says, ""));
        let caret =
            Caret { line: number - 1, from, to: from + marks, code: code.to_owned(), message: message.to_owned() };
        carets.push(caret);
    }
    (draft, carets)
}

/// What is wrong with a case, if anything.
fn run_case(path: &Path, update: bool) -> Option<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let case = Case::read(&text);
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus(folder.path(), &case.corpus);
    let format = Format::of_path(Path::new(&case.draft.path)).expect("a draft that copydesk reads");
    let folder_name = path.parent().and_then(Path::file_name).unwrap().to_string_lossy();
    let book = case.book(&folder_name);
    let found = findings(format, &case.draft.text, corpus.as_ref(), &book);
    let carets: Vec<_> = found.iter().map(|finding| caret(&case.draft.text, finding)).collect();
    if update {
        std::fs::write(path, case.write(&as_said(&carets, &case.carets))).unwrap();
        return None;
    }
    let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display();
    if !agree(&carets, &case.carets) {
        let shown = |carets: &[Caret]| case.write(carets).split_off(case.purpose.len());
        return Some(format!("{name}: {}expected\n{}found\n{}", case.purpose, shown(&case.carets), shown(&carets)));
    }
    another_way(format, &case.draft.text, &found, corpus.as_ref(), &book).map(|what| format!("{name}: {what}\n"))
}

/// The same draft in three other ways; what differs.
fn another_way(
    format: Format,
    draft: &str,
    found: &[Finding],
    corpus: Option<&Corpus>,
    book: &Stylebook,
) -> Option<String> {
    let here: Vec<_> = found.iter().map(|f| caret(draft, f)).collect();
    let windows = draft.replace('\n', "\r\n");
    let there: Vec<_> = findings(format, &windows, corpus, book).iter().map(|f| caret(&windows, f)).collect();
    if here != there {
        return Some(format!("with CRLF line ends it finds\n{there:#?}\nnot\n{here:#?}"));
    }
    let typed = typed(format, draft, corpus, book);
    if typed != found {
        return Some(format!("typed in, it finds\n{typed:#?}\nnot\n{found:#?}"));
    }
    found.iter().find(|f| !survives_the_wire(draft, f)).map(|f| format!("an editor would mark other words: {f:#?}"))
}

/// What is found in a draft that was typed in pieces, with slips that were taken back.
fn typed(format: Format, draft: &str, corpus: Option<&Corpus>, book: &Stylebook) -> Vec<Finding> {
    let reach = if corpus.is_some() { Reach::Reached } else { Reach::Absent };
    let mut desk = Desk::new(book.clone(), reach);
    let mut dice = Dice(draft.bytes().fold(1, |seed, byte| seed * 31 % 1_000_003 + u64::from(byte)));
    desk.open("draft", format, "", 0);
    let mut length = 0;
    while length < draft.len() {
        let end = next_boundary(draft, length + 1 + dice.below(12));
        desk.edit("draft", Span::new(length, length), &draft[length..end], 1);
        length = end;
        let at = next_boundary(draft, dice.below(length)).min(length);
        let slip = SLIPS[dice.below(SLIPS.len())];
        desk.edit("draft", Span::new(at, at), slip, 2);
        if dice.below(4) == 0 {
            desk.check_typing("draft");
        }
        desk.edit("draft", Span::new(at, at + slip.len()), "", 3);
    }
    desk.rest("draft");
    asked(&mut desk, corpus)
}

/// What a typist may hit on the way.
const SLIPS: [&str; 8] = ["\"", "x", "\n\n", "\n> ", " said Ana ", "“", "<!-- ", "\n```\n"];

/// The same throws for the same seed: a failure can be seen again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

fn next_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len())
}

/// Out to an editor's line and column in each encoding, and back.
fn survives_the_wire(draft: &str, finding: &Finding) -> bool {
    let buffer = Buffer::new(draft);
    let same = |at: usize, encoding| buffer.offset(buffer.position(at, encoding), encoding) == at;
    let encodings = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];
    encodings.iter().all(|encoding| [finding.at.start, finding.at.end].iter().all(|at| same(*at, *encoding)))
}

/// The corpus in the members' folders: `notes/` are notes, anything else is archive.
fn corpus(folder: &Path, members: &[Member]) -> Option<Corpus> {
    if members.is_empty() {
        return None;
    }
    for Member { path, text } in members {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let collection = |(name, rank): (&str, Rank)| Collection::new(name, folder.join(name), rank);
    let tops =
        [("notes", Rank::Notes), ("archive", Rank::Archive), ("wires", Rank::Wires), ("wires.jsonl", Rank::Wires)];
    let collections: Vec<_> = tops.into_iter().map(collection).filter(|c| c.path.exists()).collect();
    let (corpus, report) = Corpus::update(&folder.join("index"), &collections, &mut |_| {}).unwrap();
    assert_eq!(report.rejected, []);
    Some(corpus)
}

fn findings(format: Format, text: &str, corpus: Option<&Corpus>, book: &Stylebook) -> Vec<Finding> {
    let reach = if corpus.is_some() { Reach::Reached } else { Reach::Absent };
    let mut desk = Desk::new(book.clone(), reach);
    desk.open("draft", format, text, 0);
    asked(&mut desk, corpus)
}

/// What is found once the corpus has answered.
fn asked(desk: &mut Desk, corpus: Option<&Corpus>) -> Vec<Finding> {
    let sources = desk.draft("draft").and_then(|draft| draft.meta()).map(|meta| meta.sources.clone());
    desk.rests_on("draft", sources.unwrap_or_default());
    let verdict = desk.check("draft").unwrap();
    let Some(corpus) = corpus else { return verdict.findings };
    let answers = corpus.ask(&verdict.questions);
    desk.answered(verdict.questions.into_iter().zip(answers));
    desk.check("draft").unwrap().findings
}

/// A finding as a caret line shows it; one over several lines ends with its first.
fn caret(text: &str, finding: &Finding) -> Caret {
    let lines = Lines::new(text);
    let [from, to] = [finding.at.start, finding.at.end].map(|at| lines.position(at, Encoding::Utf32));
    let line = text.lines().nth(from.line).unwrap_or_default();
    let to = if to.line == from.line { to.column } else { line.chars().count() };
    let (code, message) = (finding.code.to_owned(), finding.message.clone());
    Caret { line: from.line, from: from.column, to, code, message }
}

fn agree(found: &[Caret], expected: &[Caret]) -> bool {
    let same = |(f, e): (&Caret, &Caret)| {
        (f.line, f.from, f.to, &f.code) == (e.line, e.from, e.to, &e.code) && f.message.contains(&e.message)
    };
    found.len() == expected.len() && found.iter().zip(expected).all(same)
}

/// Carets to write: what the case said of the message is kept where it still holds.
fn as_said(found: &[Caret], expected: &[Caret]) -> Vec<Caret> {
    let said = |f: &Caret| expected.iter().find(|e| e.code == f.code && f.message.contains(&e.message)).cloned();
    let brief = |f: &Caret| f.message.split([';', '(']).next().unwrap_or_default().trim().to_owned();
    found.iter().map(|f| Caret { message: said(f).map_or_else(|| brief(f), |e| e.message), ..f.clone() }).collect()
}
