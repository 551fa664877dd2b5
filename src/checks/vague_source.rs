//! Experts, critics, some.

use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use super::wording::{pattern, span};
use crate::finding::{Finding, Severity};
use crate::prose::name::Kind;
use crate::prose::words::first_word;
use crate::settings::Style;
use crate::text::passage::Role;
use crate::text::span::{InPassage, Span};
use regex::Regex;
use std::sync::LazyLock;

static VAGUE: LazyLock<Regex> = LazyLock::new(|| {
    let before = r"(?:^|[.!?][”’)\u{1}]* |[,;—–] |\b(?:but|and|while|although|as|that|what) )";
    let people = "(?:(?:some|many|most|several|other|various|a few|leading) )?\
(?:experts|critics|observers|commentators|pundits|skeptics|sceptics)|some|many";
    let reports = "(?:media|press|news|newspaper|local|unconfirmed|published) reports|(?:the )?rumou?rs";
    let adverb = "(?:(?:have|has|had|also|now|still|already|often|widely) )?";
    let says = "(?:say|says|said|believed?|argued?|warn|warned|claim|claimed|suggest|suggested|fear|feared|contend|contended|\
maintain|maintained|point out|pointed out)";
    pattern(&format!(r"{before}(?P<vague>(?i:{people}|{reports}) {adverb}{says})\b"))
});

/// `studies such as`, `including`: names follow.
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bsuch as\b|\bincluding\b|\bamong them\b|\bnamed\b|\bfor example\b"));

/// `Traders were split; some said`: some of those just named.
static PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:\w{3,}(?:ers|ors|ists|ysts|ians|ants|ees|men|women)|officials|executives|residents|captains|crews|students|doctors|delegates|members|people|parents|children|companies|banks|countries|states)\b",
    )
});

pub static RULE: Rule = Rule {
    code: "vague-source",
    summary: "experts, critics, some: a source that nobody could ring",
    severity: Some(Severity::Information),
    explain: "\"Media reports\" or \"sources say\" is not good enough (NPR, Attribution). A reader cannot weigh what nobody in particular \
said, and often nobody did.\n\n\
Left alone: a sentence or paragraph that goes on to name somebody, indirect questions, some of the people just spoken of, analysts and traders in market reports, quoted \
words.\n\n\
What to do: name one, link the study, or take the sentence out.",
    on_record: "",
    wrong: "The bridge is unsafe, experts say.\n",
    right: "The bridge is unsafe, say Ida Böll and Nils Dahl, who inspected it.\n",
    english: true,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    if paragraph.reading.role != Role::Paragraph {
        return Vec::new();
    }
    let found = VAGUE.captures_iter(&paragraph.narration).filter_map(|c| c.name("vague")).map(span);
    let finding = |at: Span<InPassage>| {
        let who = at.of(paragraph.text()).rsplit_once(' ').map_or("", |(who, _)| who);
        RULE.finding(at, format!("who? Name one of them, or say how you know ({who})"))
    };
    found.filter(|at| !names_follow(paragraph, *at) && !is_some_of_them(paragraph, *at)).map(finding).collect()
}

/// A bare some or many, after people it can be some of.
fn is_some_of_them(paragraph: &Paragraph, at: Span<InPassage>) -> bool {
    let who = first_word(at.of(paragraph.text()));
    let bare = at.of(paragraph.text()).split(' ').count() == 2 && matches!(who, "some" | "Some" | "many" | "Many");
    bare && PEOPLE.is_match(&paragraph.narration[..at.start])
}

/// Somebody, or a body, is named in the rest of the paragraph.
fn names_follow(paragraph: &Paragraph, at: Span<InPassage>) -> bool {
    let named =
        |n: &crate::prose::name::Name| matches!(n.kind, Kind::Person | Kind::Organisation) && n.span.start >= at.end;
    paragraph.reading.names.iter().any(named) || NAMED.is_match(&paragraph.narration[at.end..])
}
