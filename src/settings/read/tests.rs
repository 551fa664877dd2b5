use super::*;

const CODES: [&str; 2] = ["altered-quote", "unattributed-quote"];

fn told(text: &str) -> Vec<(usize, String)> {
    let (_, problems) = read(text, &CODES, Trust::Repository);
    problems.into_iter().map(|p| (p.line.unwrap(), p.message)).collect()
}

#[test]
fn what_the_template_shows_holds_once_uncommented() {
    let key_lines =
        |line: &str| line.strip_prefix("# ").filter(|l| l.contains('=') || l.starts_with('[')).map(String::from);
    let (tables, plain): (Vec<_>, Vec<_>) = crate::settings::template()
        .split("\n\n")
        .map(|part| part.lines().filter_map(key_lines).collect::<Vec<_>>().join("\n"))
        .partition(|part| part.starts_with('['));
    let text = [plain, tables].concat().join("\n");
    let (settings, problems) = read(&text, &CODES, Trust::Repository);
    assert_eq!(problems, [], "{text}");
    let [notes] = &settings.collections[..] else { panic!("{:?}", settings.collections) };
    assert_eq!((notes.name.as_str(), notes.path.as_str(), notes.kind), ("notes", "notes", "notes"));
    assert_eq!(settings.delay, Some(300));
    assert_eq!(settings.book.style("", None).levels["unattributed-quote"], Some(Severity::Warning));
    assert_eq!(KEYS.len(), text.matches(" = ").count(), "{text}");
}

#[test]
fn a_slip_is_told_with_its_line_and_the_nearest_key() {
    let text = "delai = 3\n[rules]\naltered-qoute = \"off\"\nunattributed-quote = \"loud\"\n";
    assert_eq!(
        told(text),
        [
            (1, "there is no key delai; did you mean delay?".to_owned()),
            (3, "rules: there is no rule altered-qoute; did you mean altered-quote?".to_owned()),
            (4, "rules.unattributed-quote is one of off, hint, information, warning, error".to_owned()),
        ]
    );
}

#[test]
fn a_broken_line_costs_itself_only() {
    let (settings, problems) = read("delay = = 3\nlang = \"en-GB\"\n", &CODES, Trust::Repository);
    assert_eq!(settings.book.style("", None).lang.as_deref(), Some("en-GB"));
    assert_eq!(problems[0].line, Some(1));
    assert!(problems[0].message.starts_with("not TOML: "));
}

#[test]
fn a_repository_names_files_of_its_own_only() {
    for path in ["../other", "/etc", "~/notes", "a/../../b", "C:\\notes"] {
        let text = format!("[collections.x]\npath = '{path}'\n");
        let (settings, problems) = read(&text, &CODES, Trust::Repository);
        assert!(settings.collections.is_empty() && problems[0].line == Some(2), "{path}: {problems:?}");
        assert_eq!(read(&text, &CODES, Trust::User).0.collections.len(), 1);
    }
    assert_eq!(told("[collections.x]\npath = 'a/../b'\n"), []);
}

#[test]
fn no_key_of_a_repository_leads_outside() {
    let paths = KEYS.iter().filter(|key| matches!(key.takes, Takes::Path | Takes::Paths));
    for key in paths {
        let (name, value) = key.example.split_once(" = ").unwrap();
        for path in
            ["../other", "/etc/passwd", "~/notes", "a/../../b", "C:\\\\notes", "//server/share", "\\\\\\\\server"]
        {
            let value = if value.starts_with('[') { format!("[\"{path}\"]") } else { format!("\"{path}\"") };
            let text = format!("{name} = {value}\n");
            let (settings, problems) = read(&text, &CODES, Trust::Repository);
            assert!(settings.collections.is_empty() && settings.lists.is_empty(), "{text}");
            assert!(problems[0].message.contains("leads outside"), "{text}: {problems:?}");
            let (settings, problems) = read(&text, &CODES, Trust::User);
            assert_eq!((settings.collections.len() + settings.lists.len(), problems.len()), (1, 0), "{text}");
        }
    }
}

#[test]
fn of_two_that_speak_of_a_key_the_later_goes_and_the_profile_first() {
    let text = "profile = 'guardian'\nrules.altered-quote = 'hint'\n[style]\ncourtesy-titles = 'keep'
        [[overrides]]\nsections = ['Opinion']\nstyle.stops = 'american'\nrules.altered-quote = 'off'
        [[overrides]]\npaths = ['wires/']\nprofile = 'ap'\n";
    let (settings, problems) =
        read(text, &["altered-quote", "late-attribution", "orphan-word-quote"], Trust::Repository);
    assert_eq!(problems, []);
    let style = |path, section| {
        let style = settings.book.style(path, section);
        (style.stops, style.courtesy_titles, style.levels.get("altered-quote").copied().flatten())
    };
    use crate::settings::{Courtesy, Stops};
    let hint = Some(Severity::Hint);
    assert_eq!(style("a.md", None), (Some(Stops::British), Some(Courtesy::Keep), hint));
    assert_eq!(style("a.md", Some("opinion")), (Some(Stops::American), Some(Courtesy::Keep), None));
    assert_eq!(style("wires/2031/a.md", None), (Some(Stops::American), Some(Courtesy::Drop), hint));
    assert_eq!(style("/elsewhere/wires/a.md", None).0, Some(Stops::British));
}

#[test]
fn an_override_is_told_what_it_lacks_and_what_it_cannot_hold() {
    let text = "[[overrides]]\nrules.altered-quote = 'off'\n[[overrides]]\npaths = ['a']\ndelay = 3\n";
    assert_eq!(
        told(text),
        [
            (1, "an override has `paths` or `sections`; this one is left out".to_owned()),
            (
                5,
                "there is no key delay; there are profile, lang, rules, style, verbs, names, paths, sections"
                    .to_owned()
            ),
        ]
    );
}

#[test]
fn wrong_kinds_of_value_are_told() {
    let text = "delay = 'soon'\ninclude = 'x'\nrules = 3\n[collections]\na = 1\n[collections.b]\nkind = 'notes'\n[collections.c]\npath = 'c'\nkind = 'x'\n";
    let lines: Vec<_> = told(text).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [1, 2, 3, 5, 7, 10]);
}
