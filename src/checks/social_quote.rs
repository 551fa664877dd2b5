//! Lifted from a post.

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

const NETWORK: &str = "(?:X|Twitter|Facebook|Instagram|Threads|TikTok|Bluesky|Mastodon|Truth Social|Telegram|LinkedIn|Reddit|YouTube|Weibo|VK|Snapchat)";

/// Words that bring a quotation from a post.
static POSTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:(?:re)?tweet(?:ed|s|ing)\b|(?:wrote|writes|said|posted|posting|commented|replied|announced) (?:\w+ ){{0,3}}?(?:on|via|to) (?:the )?(?:social media|{NETWORK}\b)|(?i:in|on) (?:a|an|one|another|his|her|their) (?:\w+ )?(?:tweet|{NETWORK} (?:post|page|account|story|thread)|social media post)\b)"
    ))
});

/// The reader can find the post, or is told that somebody has checked whose it is.
static CHECKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)@\w|https?://|\bwww\.|\b(?:confirmed|verified|authenticated|archived|screenshot|told the|told reporters|whose account|spokes(?:man|woman|person))\b",
    )
});

pub static RULE: Rule = Rule {
    code: "social-quote",
    summary: "a quotation from a post, without handle, link or a word that it was checked",
    severity: None,
    explain: "Never lift a quotation from a profile without making sure who is behind it (AP, social media guidelines): names are free \
there, and posts are changed and taken down.\n\n\
Off until the house asks for it.\n\n\
Left alone: paragraphs with a handle, an address or a word that somebody confirmed it; embeds; headings.\n\n\
What to do: ring the person, then link the post or give the handle, and keep a copy.",
    on_record: "",
    wrong: "\"The quay is ours,\" Ana Lund tweeted on Monday.\n",
    right: "\"The quay is ours,\" Ana Lund (@analund_quay) tweeted on Monday.\n",
    english: true,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let speech = |q: &&Quoted| !matches!(q.kind, Kind::NonSpeech | Kind::Nested | Kind::Fragment);
    let body = matches!(paragraph.reading.role, Role::Paragraph | Role::ListItem);
    if !body || !paragraph.outer().any(|q| speech(&q)) || CHECKED.is_match(paragraph.text()) {
        return Vec::new();
    }
    let message = "from a post: was the person asked? Give the handle or a link, and say that it was checked";
    let posted = |m: regex::Match| {
        let sentence = paragraph.sentences().find(|s| s.contains(m.start()))?;
        let quotes = sentence.of(&paragraph.narration).contains(BLOT);
        quotes.then(|| RULE.finding(Span::new(m.start(), m.end()), message))
    };
    POSTED.find_iter(&paragraph.narration).filter_map(posted).take(1).collect()
}
