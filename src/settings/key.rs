//! Every key of `copydesk.toml`, once: what it takes, what it is for, what it sets. The reader, the template that `init`
//! writes, the reference page and the schema for editors are all made from this table.

use super::value::{Said, Value};
use super::{Collection, Courtesy, Settings, Stops, Style, Tolerance, profile};
use crate::finding::Severity;
use crate::prose::cue::Class;
use std::sync::Arc;

/// One key.
pub struct Key {
    /// Where it stands; `*` is a name that the desk chooses.
    pub at: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Where it may stand.
    pub place: Place,
    /// What it is for: full sentences, for the template and the manual.
    pub about: &'static str,
    /// A line of TOML that sets it, with the whole of its name.
    pub example: &'static str,
    /// What it does.
    pub sets: Sets,
}

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Text.
    Text,
    /// A list of texts.
    Texts,
    /// A file or folder, relative to the settings file.
    Path,
    /// A list of such files.
    Paths,
    /// `true` or `false`.
    Flag,
    /// A whole number, at most this.
    Number(u64),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A rule's level; the name is a rule's code.
    Level,
}

/// Where a key may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the top of the file.
    File,
    /// There, and in an `[[overrides]]`.
    Anywhere,
    /// In an `[[overrides]]` only: what it is for.
    Override,
}

/// What a key does with the value it was given.
pub enum Sets {
    /// Something that rules go by.
    Style(fn(&mut Style, &Said)),
    /// Something that the faces go by.
    Settings(fn(&mut Settings, &Said)),
    /// It is read by itself: [`PROFILE`], and what an override is for.
    Apart,
}

/// The word that switches a rule off.
pub const OFF: &str = "off";
/// The longest `delay`, in milliseconds: a check ten seconds late looks like none.
pub const LONGEST_DELAY: u64 = 10_000;
/// The kinds of collection, best first; [`crate::corpus`]'s ranks have the same names.
pub const KINDS: [&str; 4] = ["notes", "archive", "wires", "other"];
/// Stands for a profile's keys, at the place where it stands.
pub const PROFILE: &str = "profile";
/// The array of tables in which the desk says what else holds for a part of the paper.
pub const OVERRIDES: &str = "overrides";

/// What a table of the file is for, in the order of the manual. The empty name is the top of the file.
pub const TABLES: [(&str, &str); 8] = [
    ("", "Keys that stand before any table."),
    (
        "collections",
        "The reference corpus: what quotations and names are held against. Best first: notes, archive, wires, other.",
    ),
    (
        "rules",
        "Levels: \"error\", \"warning\", \"information\", \"hint\" or \"off\". `copydesk rules` lists the rules.",
    ),
    ("style", "House style, for rules that need to be told."),
    ("verbs", "The desk's own verbs of saying, beside those that copydesk knows; these go first."),
    ("names", "How the house spells its names: what stands here wins over the record and every guess."),
    ("lists", "House lists: plain text (an entry a line) or CSV, kept by whoever keeps the style."),
    (
        "overrides",
        "What else holds for a part of the paper: any of profile, rules, style and verbs, in tables below it (overrides.rules). Of two that fit, the later one goes.",
    ),
];

/// Every key there is.
pub static KEYS: &[Key] = &[
    Key {
        at: PROFILE,
        takes: Takes::OneOf(&profile::NAMES),
        place: Place::Anywhere,
        about: "Whose guide the desk goes by. A profile stands for the keys it sets; what this file says goes before it.",
        example: "profile = \"ap\"",
        sets: Sets::Apart,
    },
    Key {
        at: "include",
        takes: Takes::Texts,
        place: Place::File,
        about: "Drafts that `copydesk check` looks at without being given paths; patterns as in .gitignore.",
        example: "include = [\"drafts/\"]",
        sets: Sets::Settings(|settings, said| settings.include = said.value.texts()),
    },
    Key {
        at: "exclude",
        takes: Takes::Texts,
        place: Place::File,
        about: "Drafts that it passes over.",
        example: "exclude = [\"drafts/old/\"]",
        sets: Sets::Settings(|settings, said| settings.exclude = said.value.texts()),
    },
    Key {
        at: "lang",
        takes: Takes::Text,
        place: Place::Anywhere,
        about: "The language of drafts that do not say theirs in front matter (en-GB, es). English rules are silent on others.",
        example: "lang = \"en-GB\"",
        sets: Sets::Style(|style, said| style.lang = Some(said.value.text())),
    },
    Key {
        at: "delay",
        takes: Takes::Number(LONGEST_DELAY),
        place: Place::File,
        about: "Milliseconds without typing before the editor checks. 150 unless set: a practised typist leaves 100 to 200 between keys, so that waits out a word, not a thought, and half a word is judged less often; 0 checks at each key.",
        example: "delay = 300",
        sets: Sets::Settings(|settings, said| settings.delay = said.value.number()),
    },
    Key {
        at: "collections.*.path",
        takes: Takes::Path,
        place: Place::File,
        about: "A file or folder of the reference corpus, inside this folder.",
        example: "collections.notes.path = \"notes\"",
        sets: Sets::Settings(|settings, said| collection(settings, said).path = said.value.text()),
    },
    Key {
        at: "collections.*.kind",
        takes: Takes::OneOf(&KINDS),
        place: Place::File,
        about: "What it is: the reporter's own notes and transcripts, what the desk has published, wire copy, or other.",
        example: "collections.notes.kind = \"notes\"",
        sets: Sets::Settings(|settings, said| collection(settings, said).kind = word(&KINDS, said)),
    },
    Key {
        at: "collections.*.confidential",
        takes: Takes::Flag,
        place: Place::File,
        about: "For the desk's own eyes: never cited in what programs read, in CI, or from another workspace.",
        example: "collections.notes.confidential = true",
        sets: Sets::Settings(|settings, said| collection(settings, said).confidential = said.value.flag()),
    },
    Key {
        at: "collections.*.fields",
        takes: Takes::Texts,
        place: Place::File,
        about: "What its JSON or CSV calls text, title, date, author, outlet, url, section, lang, status and id, where that is none of the usual names; dots between levels.",
        example: "collections.notes.fields = [\"text=story.body\", \"title=hed\"]",
        sets: Sets::Settings(|settings, said| collection(settings, said).fields = said.value.texts()),
    },
    Key {
        at: "rules.*",
        takes: Takes::Level,
        place: Place::Anywhere,
        about: "How loudly a rule speaks, or that it is off.",
        example: "rules.unattributed-quote = \"warning\"",
        sets: Sets::Style(|style, said| {
            style.levels.insert(said.name.clone(), Severity::named(&said.value.text()));
        }),
    },
    Key {
        at: "style.stops",
        takes: Takes::OneOf(&Stops::NAMES),
        place: Place::Anywhere,
        about: "Full stops and commas inside the closing mark always (american), or only if they belong to a whole quoted sentence (british).",
        example: "style.stops = \"american\"",
        sets: Sets::Style(|style, said| style.stops = Stops::named(&said.value.text())),
    },
    Key {
        at: "style.curled-by-build",
        takes: Takes::Flag,
        place: Place::Anywhere,
        about: "Straight marks are curled when the page is built, so both forms may stand in a draft.",
        example: "style.curled-by-build = true",
        sets: Sets::Style(|style, said| style.curled_by_build = said.value.flag()),
    },
    Key {
        at: "style.courtesy-titles",
        takes: Takes::OneOf(&Courtesy::NAMES),
        place: Place::Anywhere,
        about: "Mr, Mrs, Ms before a surname: kept after the first mention, or dropped.",
        example: "style.courtesy-titles = \"drop\"",
        sets: Sets::Style(|style, said| style.courtesy_titles = Courtesy::named(&said.value.text())),
    },
    Key {
        at: "style.tolerance",
        takes: Takes::OneOf(&Tolerance::NAMES),
        place: Place::Anywhere,
        about: "What may be done to quoted words: nothing (exact), or ums and slips of grammar taken out (tidied).",
        example: "style.tolerance = \"tidied\"",
        sets: Sets::Style(|style, said| style.tolerance = Tolerance::named(&said.value.text()).unwrap_or_default()),
    },
    Key {
        at: "verbs.neutral",
        takes: Takes::Texts,
        place: Place::Anywhere,
        about: "Verbs that take no side; those of an override are for rules only. The base form of a regular verb, or five forms: write/writes/wrote/written/writing.",
        example: "verbs.neutral = [\"podcast\"]",
        sets: Sets::Style(|style, said| verbs(style, said, Class::NEUTRAL)),
    },
    Key {
        at: "verbs.loaded",
        takes: Takes::Texts,
        place: Place::Anywhere,
        about: "Verbs that take sides: `loaded-attribution-verb` asks for another.",
        example: "verbs.loaded = [\"quip/quips/quipped/quipped/quipping\"]",
        sets: Sets::Style(|style, said| verbs(style, said, Class::LOADED)),
    },
    Key {
        at: "verbs.no-speech",
        takes: Takes::Texts,
        place: Place::Anywhere,
        about: "Verbs that utter no words, for `non-speech-verb`.",
        example: "verbs.no-speech = [\"shrug/shrugs/shrugged/shrugged/shrugging\"]",
        sets: Sets::Style(|style, said| verbs(style, said, Class::NO_SPEECH)),
    },
    Key {
        at: "names.people",
        takes: Takes::Texts,
        place: Place::Anywhere,
        about: "People as the house spells them, in full; with one word, those who need no other. Wins over the record.",
        example: "names.people = [\"Maria Kessler\"]",
        sets: Sets::Style(|style, said| style.names.people.extend(said.value.texts())),
    },
    Key {
        at: "names.places",
        takes: Takes::Texts,
        place: Place::Anywhere,
        about: "Places as the house spells them. Wins over the record.",
        example: "names.places = [\"Halvard Sound\"]",
        sets: Sets::Style(|style, said| style.names.places.extend(said.value.texts())),
    },
    Key {
        at: "names.initials",
        takes: Takes::Texts,
        place: Place::Anywhere,
        about: "Initials that readers know, for `abbreviation-unexplained`.",
        example: "names.initials = [\"NFRA\"]",
        sets: Sets::Style(|style, said| style.names.initials.extend(said.value.texts())),
    },
    Key {
        at: "lists.words",
        takes: Takes::Paths,
        place: Place::File,
        about: "Words that the desk asks about, each with its advice, for `house-list`. Plain text: `words -> advice`, or `/pattern/ -> advice`. CSV: columns word or pattern, and advice.",
        example: "lists.words = [\"style/words.txt\"]",
        sets: Sets::Settings(|settings, said| settings.list(said)),
    },
    Key {
        at: "lists.translated",
        takes: Takes::Paths,
        place: Place::File,
        about: "People whose words reach the desk in another language, for `translated-quote`: `Name -> language`, a line each.",
        example: "lists.translated = [\"style/translated.txt\"]",
        sets: Sets::Settings(|settings, said| settings.list(said)),
    },
    Key {
        at: "lists.protected",
        takes: Takes::Paths,
        place: Place::File,
        about: "People who must not be named, for `protected-name`: a name a line. Anywhere in a draft such a name is an error.",
        example: "lists.protected = [\"style/protected.txt\"]",
        sets: Sets::Settings(|settings, said| settings.list(said)),
    },
    Key {
        at: "lists.misquotes",
        takes: Takes::Paths,
        place: Place::File,
        about: "Quotations that were corrected or are banned, each with what to print, for `known-misquote`: `wrong words -> advice`. The same forms as lists.words.",
        example: "lists.misquotes = [\"style/misquotes.txt\"]",
        sets: Sets::Settings(|settings, said| settings.list(said)),
    },
    Key {
        at: "overrides.paths",
        takes: Takes::Texts,
        place: Place::Override,
        about: "Drafts that it is for; patterns as in .gitignore.",
        example: "overrides.paths = [\"opinion/\"]",
        sets: Sets::Apart,
    },
    Key {
        at: "overrides.sections",
        takes: Takes::Texts,
        place: Place::Override,
        about: "Sections that it is for, as drafts name theirs in front matter: opinion, live, interview. With `paths`, both must fit.",
        example: "overrides.sections = [\"opinion\"]",
        sets: Sets::Apart,
    },
];

/// The key that stands at a place; `*` for a name.
pub fn key(at: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.at == at)
}

impl Key {
    /// Whether the editor's own settings may hold it too: what is a matter of taste, not of where files are.
    pub fn is_of_the_editor(&self) -> bool {
        self.place == Place::Anywhere || self.at == "delay"
    }

    /// Its name with what stands for the `*`.
    pub fn full_name(&self, name: &str) -> String {
        self.at.replace('*', name)
    }

    /// The first part of its name.
    pub fn table(&self) -> &'static str {
        self.at.split('.').next().unwrap_or_default()
    }
}

fn collection<'s>(settings: &'s mut Settings, said: &Said) -> &'s mut Collection {
    let at = settings.collections.iter().position(|c| c.name == said.name).unwrap_or_else(|| {
        settings.collections.push(Collection {
            name: said.name.clone(),
            path: String::new(),
            kind: "archive",
            confidential: false,
            fields: Vec::new(),
        });
        settings.collections.len() - 1
    });
    &mut settings.collections[at]
}

fn verbs(style: &mut Style, said: &Said, class: Class) {
    let verbs = Arc::make_mut(&mut style.verbs);
    said.value.texts().iter().for_each(|verb| verbs.add(verb, class));
}

/// The word of a list that was said; the reader let no other through.
fn word(words: &'static [&'static str], said: &Said) -> &'static str {
    words.iter().find(|word| matches!(&said.value, Value::Text(said) if said == *word)).copied().unwrap_or_default()
}
