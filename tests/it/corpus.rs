//! What is on record: the index built from files as newsrooms have them, kept up to date, and asked.

use copydesk::corpus::article::Rank;
use copydesk::corpus::question::{Answer, Card, Level, Match, Question};
use copydesk::corpus::{Collection, Corpus, FieldMap, Report};
use copydesk::finding::Status;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A newsroom on disk and its index.
struct Newsroom {
    folder: TempDir,
}

impl Newsroom {
    fn new(files: &[(&str, &str)]) -> Self {
        let room = Self { folder: TempDir::new().unwrap() };
        for (path, text) in files {
            room.write(path, text.as_bytes());
        }
        room
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn index(&self) -> PathBuf {
        self.path("index")
    }

    fn collections(&self) -> Vec<Collection> {
        let named = [("notes", Rank::Notes), ("archive", Rank::Archive), ("wires", Rank::Wires)];
        let all = named.map(|(name, rank)| Collection::new(name, self.path(name), rank));
        all.into_iter().filter(|c| c.path.exists()).collect()
    }

    fn update(&self) -> (Corpus, Report) {
        Corpus::update(&self.index(), &self.collections(), &mut |_| {}).unwrap()
    }
}

fn matches(corpus: &Corpus, words: &str) -> Vec<Match> {
    match corpus.ask(&[Question::Quotation(words.to_owned())]).remove(0) {
        Answer::Quotation(matches) => matches,
        other => panic!("{other:?}"),
    }
}

fn card(corpus: &Corpus, name: &str) -> Card {
    match corpus.ask(&[Question::Name(name.to_owned())]).remove(0) {
        Answer::Name(card) => *card,
        other => panic!("{other:?}"),
    }
}

const FERRY: &str = "---\ntitle: Night ferry stays\ndate: 2026-03-07\noutlet: Halvard Courier\n---\n\nThe council met on Monday.\n\n\"We will not close the night ferry this winter,\" Ana Ruiz told members.\n";

#[test]
fn a_story_is_cited_with_its_headline_day_place_and_words() {
    let room = Newsroom::new(&[("archive/ferry.md", FERRY)]);
    let (corpus, report) = room.update();
    assert_eq!((report.articles, report.added, report.rejected), (1, 1, vec![]));
    let found = matches(&corpus, "We will not close the night ferry this winter");
    let [only] = &found[..] else { panic!("{found:?}") };
    assert_eq!((only.level, only.rank), (Level::Same, Rank::Archive));
    let cited = &only.citation;
    assert_eq!(cited.headline.as_deref(), Some("Night ferry stays"));
    assert_eq!(cited.date.as_deref(), Some("2026-03-07"));
    assert_eq!(cited.outlet.as_deref(), Some("Halvard Courier"));
    assert_eq!((Path::new(&cited.path), cited.line), (room.path("archive/ferry.md").as_path(), 9));
    assert_eq!(cited.quote.trim_end_matches(','), "We will not close the night ferry this winter");
}

#[test]
fn a_changed_word_is_altered_and_named() {
    let room = Newsroom::new(&[("archive/ferry.md", FERRY)]);
    let words = "We will never close the night ferry this winter";
    let found = matches(&room.update().0, words);
    assert_eq!(found[0].level, Level::Altered);
    let change = &found[0].changes[0];
    assert_eq!((&words[change.here.clone()], change.there.as_str()), ("never", "not"));
}

#[test]
fn notes_come_before_the_archive_and_need_no_marks() {
    let room = Newsroom::new(&[
        ("archive/ferry.md", FERRY),
        (
            "notes/2026-03-06-council.txt",
            "RUIZ: We will not close the night ferry this winter. Not while I sit here.\n\nLUND: I have heard that before.\n",
        ),
    ]);
    let (corpus, _) = room.update();
    let found = matches(&corpus, "We will not close the night ferry this winter. Not while I sit here");
    let first = &found[0];
    assert_eq!((first.level, first.rank), (Level::Same, Rank::Notes));
    assert_eq!(first.speaker.as_ref().map(|(name, _)| name.as_str()), Some("Ruiz"));
    assert_eq!(first.citation.date.as_deref(), Some("2026-03-06"));
    let short = matches(&corpus, "I have heard that before");
    assert_eq!(short[0].citation.line, 3);
    assert_eq!(short[0].citation.quote, "I have heard that before.");
}

#[test]
fn captions_join_what_the_screen_cut_and_keep_the_time() {
    let room = Newsroom::new(&[(
        "notes/duarte.vtt",
        "WEBVTT\n\n00:01:10.000 --> 00:01:13.000\n<v Inês Duarte>We looked. The outer wall moved in January and\n\n00:01:13.000 --> 00:01:17.000\n<v Inês Duarte>it has not stopped moving since.\n",
    )]);
    let found = matches(&room.update().0, "The outer wall moved in January and it has not stopped moving since");
    assert_eq!(found[0].level, Level::Same);
    assert_eq!(found[0].citation.time.as_deref(), Some("00:01:10.000"));
    assert_eq!(found[0].citation.speaker.as_deref(), Some("Inês Duarte"));
    assert_eq!(found[0].citation.quote, "The outer wall moved in January and it has not stopped moving since.");
}

#[test]
fn unlabelled_notes_are_on_record_sentence_by_sentence() {
    let room = Newsroom::new(&[(
        "notes/quay.txt",
        "On the quay, late. The company never wrote to us and we read about the sale in the Courier. Rain.\n",
    )]);
    let found = matches(&room.update().0, "The company never wrote to us and we read about the sale in the Courier");
    assert_eq!((found[0].level, found[0].speaker.clone()), (Level::Same, None));
}

#[test]
fn what_is_like_nothing_on_record_has_no_match() {
    let room = Newsroom::new(&[("archive/ferry.md", FERRY)]);
    let (corpus, _) = room.update();
    assert!(matches(&corpus, "The survey of the outer wall begins when the ice is gone").is_empty());
    assert!(matches(&corpus, "").is_empty());
    assert!(matches(&corpus, &"word ".repeat(100_000)).is_empty());
}

#[test]
fn only_what_changed_is_read_again_and_what_is_gone_is_taken_out() {
    let room = Newsroom::new(&[
        ("archive/ferry.md", FERRY),
        ("archive/b.txt", "\"It was the wrong boat all along,\" Per Dahl said.\n"),
    ]);
    room.update();
    let (_, report) = room.update();
    assert_eq!((report.added, report.removed, report.unchanged), (0, 0, 2));
    room.write("archive/b.txt", "\"It was the wrong quay all along,\" Per Dahl said.\n".as_bytes());
    let (corpus, report) = room.update();
    assert_eq!((report.added, report.removed, report.unchanged), (1, 1, 1));
    assert_eq!(matches(&corpus, "It was the wrong quay all along")[0].level, Level::Same);
    assert!(matches(&corpus, "It was the wrong boat all along").iter().all(|m| m.level >= Level::Altered));
    std::fs::remove_file(room.path("archive/b.txt")).unwrap();
    let (corpus, report) = room.update();
    assert_eq!((report.added, report.removed, report.unchanged, report.articles), (0, 1, 1, 1));
    assert!(matches(&corpus, "It was the wrong quay all along").is_empty());
}

#[test]
fn a_line_of_a_wire_is_changed_without_reading_the_others_again() {
    let line = |id: &str, word: &str| {
        format!(
            "{{\"id\":\"{id}\",\"title\":\"T {id}\",\"date\":\"2026-09-17\",\"source\":\"Meridian\",\"text\":\"\\\"They counted the {word} twice before noon,\\\" Ida Lund said.\"}}\n"
        )
    };
    let room = Newsroom::new(&[("wires", "")]);
    std::fs::remove_file(room.path("wires")).unwrap();
    room.write("wires/a.jsonl", (line("w1", "boats") + &line("w2", "nets") + "{broken\n").as_bytes());
    let (_, report) = room.update();
    assert_eq!((report.added, report.articles), (2, 2));
    assert_eq!((report.rejected.len(), report.rejected[0].line), (1, Some(3)));
    assert!(report.rejected[0].path.ends_with("a.jsonl"), "{}", report.rejected[0].path);
    room.write("wires/a.jsonl", (line("w1", "boats") + &line("w2", "crates") + &line("w3", "ropes")).as_bytes());
    let (corpus, report) = room.update();
    assert_eq!((report.added, report.removed, report.unchanged, report.articles), (2, 1, 1, 3));
    let found = matches(&corpus, "They counted the crates twice before noon");
    assert_eq!((found[0].citation.article.as_str(), found[0].citation.line), ("w2", 2));
}

#[test]
fn a_reader_sees_the_old_state_until_it_looks_again() {
    let room = Newsroom::new(&[("archive/ferry.md", FERRY)]);
    room.update();
    let mut reader = Corpus::open(&room.index()).unwrap().expect("an index");
    let before = reader.generation();
    room.write("archive/b.txt", "\"It was the wrong boat all along,\" Per Dahl said.\n".as_bytes());
    room.update();
    assert!(matches(&reader, "It was the wrong boat all along").is_empty());
    assert!(reader.reload().unwrap());
    assert_ne!(reader.generation(), before);
    assert!(!matches(&reader, "It was the wrong boat all along").is_empty());
    assert!(!reader.reload().unwrap());
}

#[test]
fn a_folder_of_other_files_is_never_used_as_an_index() {
    let room = Newsroom::new(&[("archive/ferry.md", FERRY)]);
    let refused = Corpus::update(&room.path("archive"), &room.collections(), &mut |_| {}).err().unwrap().to_string();
    assert!(refused.contains("other files") && refused.contains("Name an empty or a new folder"), "{refused}");
    assert!(Corpus::open(&room.path("nowhere")).unwrap().is_none());
}

#[test]
fn the_index_keeps_itself_out_of_version_control_and_to_its_owner() {
    let room = Newsroom::new(&[("archive/ferry.md", FERRY)]);
    room.update();
    assert_eq!(std::fs::read_to_string(room.path("index/.gitignore")).unwrap(), "*\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(room.index()).unwrap().permissions().mode() & 0o077, 0);
    }
}

#[test]
fn files_that_are_no_stories_are_told_and_stop_nothing() {
    let room = Newsroom::new(&[("archive/ferry.md", FERRY), ("archive/plan.pdf", "%PDF-1.7")]);
    room.write("archive/photo.txt", &[0, 1, 2, 3, 0xff]);
    room.write("archive/windows.txt", b"\x93We open the pier in the month of May,\x94 In\xEAs Duarte said.\r\n");
    room.write("archive/empty.txt", b"");
    room.write("archive/list.json", b"{\"posts\": [{\"id\": \"p1\", \"text\": \"Text.\"}, 7]}");
    room.write("archive/cut.json", b"{\"posts\": [{\"id\"");
    let (corpus, report) = room.update();
    let told: Vec<_> = report.rejected.iter().map(|p| p.path.rsplit('/').next().unwrap()).collect();
    assert_eq!(told.iter().filter(|p| **p == "list.json").count(), 1, "{told:?}");
    for name in ["plan.pdf", "photo.txt", "cut.json", "windows.txt"] {
        assert!(told.contains(&name), "{told:?}");
    }
    assert_eq!(matches(&corpus, "We open the pier in the month of May")[0].level, Level::Same);
}

#[test]
fn a_missing_collection_is_told_and_keeps_its_records() {
    let room = Newsroom::new(&[("archive/ferry.md", FERRY)]);
    room.update();
    let collections = room.collections();
    std::fs::rename(room.path("archive"), room.path("elsewhere")).unwrap();
    let (corpus, report) = Corpus::update(&room.index(), &collections, &mut |_| {}).unwrap();
    assert_eq!((report.articles, report.rejected.len()), (1, 1));
    assert!(!matches(&corpus, "We will not close the night ferry this winter").is_empty());
}

#[test]
fn a_card_tells_the_last_stories_newest_first() {
    let room = Newsroom::new(&[
        ("archive/a.txt", "Date: 2026-01-02\n\nThe council heard Ana Ruiz on Friday. It was the year of Ana Ruiz.\n"),
        ("archive/b.txt", "Date: 2026-02-03\n\nThe port thanked Ana Ruiz and then left.\n"),
        ("archive/c.txt", "Date: 2026-03-04\n\nThe school thanked Tomás Rojas and then left.\n"),
    ]);
    let (corpus, _) = room.update();
    let ana = card(&corpus, "Ana Ruiz");
    assert_eq!((ana.name.as_str(), ana.count), ("Ana Ruiz", 2), "{ana:?}");
    let days: Vec<_> = ana.stories.iter().filter_map(|c| c.date.as_deref()).collect();
    assert_eq!(days, ["2026-02-03", "2026-01-02"]);
    let nobody = card(&corpus, "Ludmila Okonkwo");
    assert_eq!((nobody.count, nobody.name.as_str()), (0, "Ludmila Okonkwo"));
}

#[test]
fn a_surname_alone_is_counted_for_who_bears_it_and_for_nobody_if_two_do() {
    let of_ana = ("archive/a.txt", "Date: 2026-01-02\n\nThe council heard Ana Ruiz on Friday. Ana Ruiz was late.\n");
    let alone = ("archive/b.txt", "Date: 2026-02-03\n\n\"It is late,\" Ruiz said on Monday.\n");
    let room = Newsroom::new(&[of_ana, alone]);
    let (corpus, _) = room.update();
    let ana = card(&corpus, "Ana Ruiz");
    assert_eq!((ana.count, ana.seen), (2, Some(("2026-01-02".to_owned(), "2026-02-03".to_owned()))));
    assert_eq!(card(&corpus, "Ruiz").name, "Ana Ruiz");
    room.write("archive/c.txt", b"Date: 2026-03-04\n\nThe council heard Pedro Ruiz on Friday. Pedro Ruiz was late.\n");
    let (corpus, _) = room.update();
    let (ana, either) = (card(&corpus, "Ana Ruiz"), card(&corpus, "Ruiz"));
    assert_eq!((ana.count, ana.namesakes), (1, vec!["Pedro Ruiz".to_owned()]));
    assert_eq!((either.name.as_str(), either.count, either.namesakes.len()), ("Ruiz", 1, 2));
}

#[test]
fn a_firm_has_a_legal_form_or_none_and_is_no_other_of_its_trade() {
    let room = Newsroom::new(&[
        ("archive/a.txt", "Shares of Halvard Shipping Inc rose on Friday. Halvard Shipping Inc sails to Oslo.\n"),
        ("archive/b.txt", "Shares of Halvard Shipping fell on Monday. Halvard Shipping said it would sail.\n"),
        ("archive/c.txt", "Shares of Norland Shipping Inc fell on Monday. Norland Shipping Inc said it would sail.\n"),
    ]);
    let (corpus, _) = room.update();
    let firm = card(&corpus, "Halvard Shipping");
    assert_eq!((firm.count, firm.spellings.len()), (2, 2), "{firm:?}");
}

#[test]
fn the_sample_newsroom_is_read_without_complaint() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/newsroom");
    let index = TempDir::new().unwrap();
    let collection = |name: &str, path: &str, rank| Collection::new(name, sample.join(path), rank);
    let collections = [
        collection("notes", "notes", Rank::Notes),
        collection("archive", "archive", Rank::Archive),
        collection("wires", "wires.jsonl", Rank::Wires),
    ];
    let (corpus, report) = Corpus::update(index.path(), &collections, &mut |_| {}).unwrap();
    assert_eq!(report.rejected, []);
    assert_eq!(report.articles, 18 + 1);
    let found = matches(&corpus, "The night boat loses us nine thousand crowns a month in winter");
    assert_eq!((found[0].level, found[0].rank), (Level::Altered, Rank::Notes));
    assert_eq!(found[0].changes[0].there, "week");
    let found = matches(&corpus, "A boat that nobody can afford is a boat that nobody can catch");
    assert_eq!(found[0].speaker.as_ref().map(|(name, _)| name.as_str()), Some("Lund"));
}

/// So many stories that indexing them takes a moment.
fn long_wire(stories: usize) -> String {
    let quays = ["north", "south", "east", "west", "old", "new", "outer", "inner"];
    let line = |i: usize| {
        let quay = quays[i % 8];
        format!(
            "{{\"id\":\"w{i}\",\"text\":\"The tide was out.\\n\\n\\\"We counted {i} crates on the {quay} quay before the rain came,\\\" Ida Lund said.\"}}\n"
        )
    };
    (0..stories).map(line).collect()
}

/// Kills at moments spread over a build; `COPYDESK_KILLS=100` for a long look.
fn kills() -> usize {
    std::env::var("COPYDESK_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10)
}

#[test]
fn a_kill_at_any_moment_leaves_an_index_that_opens_and_can_be_finished() {
    let room = Newsroom::new(&[]);
    room.write("wires/a.jsonl", long_wire(1500).as_bytes());
    room.write("wires/b.jsonl", long_wire(300).replace("\"id\":\"w", "\"id\":\"v").as_bytes());
    let build = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.args(["index", "--index"]).args([room.index(), room.path("wires")]);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap()
    };
    let begun = std::time::Instant::now();
    assert!(build().wait().unwrap().success());
    let whole = begun.elapsed();
    let (undisturbed, _) = Corpus::update(&room.index(), &room.collections(), &mut |_| {}).unwrap();
    let (size, words) = (undisturbed.size(), "We counted 1234 crates on the east quay before the rain came");
    let found: Vec<_> = matches(&undisturbed, words).iter().map(|m| m.citation.clone()).collect();
    for kill in 0..kills() {
        if kill % 5 == 0 {
            std::fs::remove_dir_all(room.index()).unwrap_or_default();
        } else {
            // What one build left half done, the next takes up with other work to do.
            room.write("wires/b.jsonl", long_wire(200 + kill).replace("\"id\":\"w", "\"id\":\"v").as_bytes());
        }
        let mut child = build();
        let moment = std::time::Instant::now() + whole.mul_f64((kill as f64 * 0.618) % 1.0);
        while std::time::Instant::now() < moment && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        child.wait().unwrap();
        Corpus::open(&room.index()).expect("what a kill leaves is an index, or none");
        let damaged = Corpus::damaged(&room.index()).expect("what a kill leaves can be checked");
        assert_eq!(damaged.unwrap_or_default(), Vec::<PathBuf>::new(), "kill {kill}");
    }
    room.write("wires/b.jsonl", long_wire(300).replace("\"id\":\"w", "\"id\":\"v").as_bytes());
    let (corpus, report) = Corpus::update(&room.index(), &room.collections(), &mut |_| {}).unwrap();
    assert_eq!((report.articles, corpus.size()), (1800, size));
    let again: Vec<_> = matches(&corpus, words).iter().map(|m| m.citation.clone()).collect();
    assert_eq!((again.len(), &again[0]), (found.len(), &found[0]));
}

#[test]
fn a_second_writer_is_told_to_wait_and_readers_go_on() {
    let room = Newsroom::new(&[("archive/ferry.md", FERRY)]);
    room.update();
    room.write("archive/b.txt", "\"It was the wrong boat all along,\" Per Dahl said.\n".as_bytes());
    let mut told = None;
    let mut second = |_| {
        told = Corpus::update(&room.index(), &room.collections(), &mut |_| {}).err().map(|e| e.to_string());
        assert_eq!(Corpus::open(&room.index()).unwrap().unwrap().size().articles, 1);
    };
    Corpus::update(&room.index(), &room.collections(), &mut second).unwrap();
    let told = told.expect("the second writer was refused");
    assert!(told.contains("another copydesk is writing to it") && told.contains("Wait"), "{told}");
}

#[test]
fn a_place_that_cannot_be_written_gets_a_clear_word() {
    let room = Newsroom::new(&[("archive/ferry.md", FERRY)]);
    let inside_a_file = room.path("archive/ferry.md/index");
    let told = Corpus::update(&inside_a_file, &room.collections(), &mut |_| {}).err().unwrap().to_string();
    assert!(told.starts_with("making the index folder") && told.contains("ferry.md"), "{told}");
}

#[test]
fn a_damaged_index_is_an_error_and_no_panic() {
    let room = Newsroom::new(&[("archive/ferry.md", FERRY)]);
    room.update();
    for folder in std::fs::read_dir(room.index()).unwrap().flatten().filter(|e| e.path().is_dir()) {
        for file in std::fs::read_dir(folder.path()).unwrap().flatten() {
            std::fs::write(file.path(), b"{not what was here").unwrap();
        }
    }
    let told = Corpus::open(&room.index()).err().expect("an error").to_string();
    assert!(told.starts_with("opening the index in"), "{told}");
}

#[test]
fn words_nested_in_a_quotation_are_not_the_outer_speakers() {
    let room = Newsroom::new(&[(
        "archive/a.txt",
        "\"The mayor stood here and said \u{2018}we will not close the night ferry this winter\u{2019}, and in June it was gone,\" Goran Lund said.\n",
    )]);
    let found = matches(&room.update().0, "we will not close the night ferry this winter");
    assert!(found.iter().all(|m| m.speaker.as_ref().is_none_or(|(name, _)| !name.contains("Lund"))), "{found:?}");
}

#[test]
fn words_that_a_story_prints_without_marks_are_found_and_accuse_nobody() {
    let story = "The council met late. A fare of two crowns would fill the morning boats with schoolchildren again by spring, officials believe.\n\nIt rained.\n";
    let wire = format!("{{\"id\":\"w1\",\"text\":{}}}\n", serde_json::Value::from(story));
    for (path, bytes) in [("archive/a.md", story.as_bytes()), ("archive/a.jsonl", wire.as_bytes())] {
        let room = Newsroom::new(&[]);
        room.write(path, bytes);
        let (corpus, _) = room.update();
        let found =
            matches(&corpus, "A fare of two crowns would fill the morning boats with schoolchildren again by spring");
        assert_eq!((found[0].spoken, found[0].speaker.clone()), (false, None), "{path}: {found:?}");
        assert!(found[0].level <= Level::Shortened && found[0].citation.quote.ends_with("officials believe."));
        let changed =
            matches(&corpus, "A fare of two crowns would fill the morning boats with pensioners again by spring");
        assert!(changed.iter().all(|m| m.level == Level::Possible), "{changed:?}");
        let others = "A fare of two crowns would never pay for the boats, and the schoolchildren know it by now";
        assert!(matches(&corpus, others).is_empty());
        room.write(path, b"{\"id\":\"w1\",\"text\":\"Nothing at all.\"}\n");
        let words = "A fare of two crowns would fill the morning boats with schoolchildren again by spring";
        assert!(matches(&corpus, words).is_empty(), "what is cited stands in the file as it is");
    }
}

#[test]
fn running_text_inside_a_compressed_file_is_kept_with_the_index() {
    let room = Newsroom::new(&[]);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let line = "{\"id\":\"w1\",\"text\":\"A fare of two crowns would fill the morning boats with schoolchildren again by spring.\"}\n";
    std::io::Write::write_all(&mut packed, line.as_bytes()).unwrap();
    room.write("wires/a.jsonl.gz", &packed.finish().unwrap());
    let found = matches(&room.update().0, "A fare of two crowns would fill the morning boats with schoolchildren");
    assert_eq!((found[0].spoken, found[0].citation.article.as_str()), (false, "w1"), "{found:?}");
}

#[test]
fn what_became_of_a_record_is_said_wherever_it_is_cited() {
    let said = "\"We will not close the night ferry this winter,\" Ana Ruiz said.\n";
    let room = Newsroom::new(&[
        ("archive/a.md", &format!("---\ntitle: A\nstatus: Retracted\n---\n\n{said}")),
        ("archive/b.txt", &format!("Status: corrected\nBy Ida Lund\n\n{said}")),
        (
            "archive/c.jsonl",
            "{\"id\":\"c\",\"status\":\"embargoed\",\"text\":\"\\\"We will not close the night ferry this winter,\\\" Ana Ruiz said.\"}",
        ),
        (
            "archive/d.html",
            "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"D\",\"correction\":\"A name was wrong.\"}</script><article><p>\"We will not close the night ferry this winter,\" Ana Ruiz said.</p></article>",
        ),
    ]);
    let mut collections = room.collections();
    let status = |corpus: &Corpus| {
        let found = matches(corpus, "We will not close the night ferry this winter");
        let mut status: Vec<_> = found
            .iter()
            .map(|m| {
                format!(
                    "{} {}",
                    m.citation.path.rsplit('/').next().unwrap(),
                    m.citation.status.map_or("-", Status::name)
                )
            })
            .collect();
        status.sort();
        status
    };
    let (corpus, _) = room.update();
    assert_eq!(status(&corpus), ["a.md retracted", "b.txt corrected", "c.jsonl embargoed", "d.html corrected"]);
    collections[0].confidential = true;
    let (corpus, report) = Corpus::update(&room.index(), &collections, &mut |_| {}).unwrap();
    assert_eq!(report.added, 0);
    assert!(status(&corpus).iter().all(|told| told.ends_with("confidential")), "{:?}", status(&corpus));
}

#[test]
fn a_collection_may_call_its_fields_what_it_likes() {
    let words = "We will not close the night ferry this winter";
    let room = Newsroom::new(&[
        (
            "wires/a.jsonl",
            "{\"nr\":\"w7\",\"story\":{\"copy\":\"\\\"We will not close the night ferry this winter,\\\" Ana Ruiz said.\"},\"hed\":\"Ferry stays\",\"day\":\"2026-03-07\"}\n",
        ),
        (
            "wires/b.csv",
            "nr,story.copy,hed,day\nw8,\"\"\"We will not close the night ferry this winter,\"\" Ana Ruiz said.\",Ferry stays,2026-03-07\n",
        ),
    ]);
    let mut collections = room.collections();
    let (_, report) = room.update();
    assert_eq!((report.articles, report.rejected.len()), (0, 2));
    let map = [("text", "story.copy"), ("id", "nr"), ("title", "hed"), ("date", "day")];
    collections[0].fields = FieldMap(map.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec());
    let (corpus, report) = Corpus::update(&room.index(), &collections, &mut |_| {}).unwrap();
    assert_eq!((report.articles, report.rejected.len()), (2, 0), "a new map is reason to read again");
    let found = matches(&corpus, words);
    let mut told: Vec<_> = found
        .iter()
        .map(|m| (m.citation.article.as_str(), m.citation.headline.as_deref(), m.citation.date.as_deref()))
        .collect();
    told.sort();
    assert_eq!(
        told,
        [("w7", Some("Ferry stays"), Some("2026-03-07")), ("w8", Some("Ferry stays"), Some("2026-03-07"))]
    );
}

#[test]
fn many_small_files_read_anew_side_by_side_all_stay_on_record() {
    let stories: Vec<_> =
        (0..100).map(|n| (format!("archive/{n}.txt"), format!("Story {n}\n\nA ferry left.\n"))).collect();
    let files: Vec<_> = stories.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let room = Newsroom::new(&files);
    room.update();
    let mut collections = room.collections();
    for rank in [Rank::Wires, Rank::Other, Rank::Notes, Rank::Archive] {
        collections[0].rank = rank;
        let (_, report) = Corpus::update(&room.index(), &collections, &mut |_| {}).unwrap();
        assert_eq!((report.articles, report.removed), (100, 100), "{rank:?}");
    }
}

/// Whether the bytes stand in some file of a folder, as they are.
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().flatten().any(|entry| {
        if entry.path().is_dir() {
            return holds(&entry.path(), bytes);
        }
        std::fs::read(entry.path()).unwrap().windows(bytes.len()).any(|window| window == bytes)
    })
}

#[test]
fn what_is_forgotten_is_gone_from_the_bytes_and_stays_away() {
    let wire = "{\"id\":\"w1\",\"text\":\"\\\"The zeppelin landed on the customs house at noon,\\\" Ida Lund said.\"}\n{\"id\":\"w2\",\"text\":\"\\\"Nobody saw a boat that day,\\\" Ida Lund said.\"}\n";
    let room = Newsroom::new(&[("archive/ferry.md", FERRY), ("wires/a.jsonl", wire)]);
    room.update();
    assert!(holds(&room.index(), b"zeppelin"));
    assert_eq!(Corpus::forget(&room.index(), "nothing of that name", &mut |_| {}).unwrap(), None);
    let forgotten = Corpus::forget(&room.index(), "w1", &mut |_| {}).unwrap().expect("a story");
    assert_eq!((forgotten.stories.len(), forgotten.spellings.len()), (1, 0));
    assert!(!holds(&room.index(), b"zeppelin"));
    let corpus = Corpus::open(&room.index()).unwrap().unwrap();
    assert!(matches(&corpus, "The zeppelin landed on the customs house at noon").is_empty());
    assert_eq!(matches(&corpus, "Nobody saw a boat that day")[0].level, Level::Same);
    room.write("wires/a.jsonl", (wire.to_owned() + "{\"id\":\"w3\",\"text\":\"More.\"}\n").as_bytes());
    assert!(matches(&room.update().0, "The zeppelin landed on the customs house at noon").is_empty());
}

#[test]
fn a_name_is_forgotten_with_its_card_and_its_words() {
    let room = Newsroom::new(&[
        ("archive/ferry.md", FERRY),
        ("archive/b.txt", "\"It was the wrong boat all along,\" Per Dahl said. Ana Ruiz was away.\n"),
    ]);
    room.update();
    let forgotten = Corpus::forget(&room.index(), "Ana Ruiz", &mut |_| {}).unwrap().expect("a name");
    assert_eq!(forgotten.stories.len(), 2, "{forgotten:?}");
    let corpus = Corpus::open(&room.index()).unwrap().unwrap();
    assert_eq!(card(&corpus, "Ana Ruiz").count, 0);
    assert!(matches(&corpus, "We will not close the night ferry this winter").iter().all(|m| !m.spoken));
    assert_eq!(matches(&corpus, "It was the wrong boat all along")[0].level, Level::Same);
}

#[test]
fn a_flipped_byte_is_found() {
    let room = Newsroom::new(&[("archive/ferry.md", FERRY)]);
    room.update();
    assert_eq!(Corpus::damaged(&room.index()).unwrap(), Some(Vec::new()));
    let folder = std::fs::read_dir(room.index()).unwrap().flatten().find(|e| e.path().is_dir()).unwrap().path();
    let mut files = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path());
    let store = files.find(|f| f.extension().is_some_and(|e| e == "store")).unwrap();
    let mut bytes = std::fs::read(&store).unwrap();
    bytes[10] ^= 1;
    std::fs::write(&store, bytes).unwrap();
    assert_eq!(Corpus::damaged(&room.index()).unwrap().unwrap().len(), 1);
    assert_eq!(Corpus::damaged(&room.path("nowhere")).unwrap(), None);
}

/// Hostile input: each is told in a word, none hangs, and the story beside it is on record.
#[test]
fn hostile_files_cost_themselves_only() {
    let bomb = |levels: usize| {
        let entity = |i: usize| format!("<!ENTITY e{i} \"{}\">", format!("&e{};", i - 1).repeat(10));
        let entities: String = (1..levels).map(entity).collect();
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY e0 \"ha\">{entities}<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><item><title>T</title><description>&e{}; &x;</description></item></channel></rss>",
            levels - 1
        )
    };
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::copy(&mut std::io::Read::take(std::io::repeat(b' '), 400 << 20), &mut packed).unwrap();
    let room = Newsroom::new(&[("archive/ferry.md", FERRY)]);
    room.write("archive/bomb.xml", bomb(12).as_bytes());
    room.write("archive/bomb.jsonl.gz", &packed.finish().unwrap());
    room.write("archive/deep.json", ("[".repeat(200_000) + &"]".repeat(200_000)).as_bytes());
    room.write("archive/deep.xml", ("<rss>".to_owned() + &"<item>".repeat(200_000)).as_bytes());
    room.write("archive/deep.html", ("<div>".repeat(100_000) + "<p>Text.").as_bytes());
    room.write(
        "archive/line.jsonl",
        format!("{{\"text\":\"{}\"}}\n{{\"id\":\"after\",\"text\":\"After.\"}}\n", "a ".repeat(20 << 20)).as_bytes(),
    );
    room.write("archive/tricks.jsonl", b"{\"id\":\"../../../../etc/passwd\",\"url\":\"file:///etc/passwd\",\"text\":\"\\\"The tide took the lower stairs away,\\\" Per Dahl said.\"}\n");
    let (corpus, report) = room.update();
    let told = |name: &str| report.rejected.iter().any(|p| p.path.ends_with(name));
    for name in ["deep.json", "line.jsonl", "bomb.jsonl.gz"] {
        assert!(told(name), "{name}: {:?}", report.rejected);
    }
    assert_eq!(matches(&corpus, "We will not close the night ferry this winter")[0].level, Level::Same);
    let tricks = matches(&corpus, "The tide took the lower stairs away");
    assert!(tricks[0].citation.path.ends_with("archive/tricks.jsonl"), "{tricks:?}");
    assert!(!holds(&room.index(), b"root:"), "no entity is fetched");
}
