//! Told to somebody else.

use super::paragraph::{BLOT, Paragraph};
use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::finding::Finding;
use crate::prose::quote::{Kind, Quoted};
use crate::settings::Style;
use crate::text::passage::Role;
use crate::text::span::{InPassage, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Words that say a quotation was spoken to, or first printed by, another newsroom.
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    let known = "BBC|CNN|NPR|PBS|ABC|CBS|NBC|MSNBC|ITV|AFP|AP|Reuters|Bloomberg|Politico|Axios|Al Jazeera|Xinhua|Kyodo|Interfax|Newsweek|Forbes|Vox|Slate";
    let last = "News|Times|Post|Herald|Tribune|Gazette|Journal|Guardian|Telegraph|Chronicle|Courier|Mail|Express|Mirror|Examiner|Observer|Inquirer|Globe|Independent|Sun|Radio|Television|TV|FM|Broadcasting|Magazine|Weekly";
    let capital = r"\p{Lu}[\w’'-]*";
    let plain =
        r"(?:newspaper|magazine|broadcaster|television station|radio station|TV station|news agency|news site|podcast)";
    let outlet = format!(
        r"(?:(?:the )?(?:{capital} (?:of )?){{0,3}}?(?:{known}|{last})\b|(?:a|the|another|one|local|state)(?: [\w-]+){{0,2}} {plain}\b)"
    );
    let told = r"(?i:told|tells|telling|speaking to|spoke to|in an interview with|in a statement to|in comments to|in remarks to|wrote in)";
    let printed = r"(?:reported|reports|quoted|quotes|cited|cites)";
    let relays = r"(?:reported|quoted|cited) (?:\w+ ){0,2}?by";
    pattern(&format!(r"\b{told} {outlet}|\b{relays} {outlet}|\b{outlet} {printed}\b"))
});

/// The reader is shown the way in words.
static CREDITED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)https?://|\bwww\.|\[\d+\]"));

pub static RULE: Rule = Rule {
    code: "second-hand-quote",
    summary: "a quotation given to another newsroom, and no link to where it was published",
    severity: None,
    explain: "What somebody told another newsroom is that newsroom's work, and nobody here has heard it: credit whoever has it first, and \
let the reader go and see (AP News Values: credit other outlets; BBC: link to the source).\n\n\
Off until the house asks for it.\n\n\
Left alone: paragraphs with a link or an address; what was told to reporters, to parliament or to us; indirect speech; \
bodies that are no newsroom.\n\n\
What to do: link the other newsroom's story where you name it, or ring the speaker and hear it yourself.",
    on_record: "",
    wrong: "\"The quay is ours,\" Ana Lund told the Osterby Gazette on Monday.\n",
    right: "\"The quay is ours,\" Ana Lund told the Osterby Gazette on Monday (https://gazette.example/quay).\n",
    english: true,
    check: Check::Paragraph(check),
};

/// The first of a paragraph: one link serves them all.
fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let reading = paragraph.reading;
    let speech = |q: &Quoted| !matches!(q.kind, Kind::NonSpeech | Kind::Nested);
    let body = matches!(reading.role, Role::Paragraph | Role::ListItem);
    if !body || reading.refers || !paragraph.outer().any(speech) || CREDITED.is_match(paragraph.text()) {
        return Vec::new();
    }
    let message = "somebody else heard this; link the story it comes from, or hear it yourself";
    let told = |m: regex::Match| {
        let sentence = paragraph.sentences().find(|s| s.contains(m.start()))?;
        let quotes = sentence.of(&paragraph.narration).contains(BLOT);
        quotes.then(|| RULE.finding(Span::new(m.start(), m.end()), message))
    };
    ELSEWHERE.find_iter(&paragraph.narration).filter_map(told).take(1).collect()
}
