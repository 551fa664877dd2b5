//! Permissions in a draft: `copydesk: allow CODE[, CODE] reason`, in the comments that a format has. `<!-- … -->` is read
//! in all of them, `{/* … */}` in Markdown with components, `[copydesk: … ]` in plain text, which has no comments.

use crate::text::passage::{Allow, Scope};
use crate::text::span::{InSource, Span};
use regex::Regex;
use std::sync::LazyLock;

/// The directive, without the marks around it. A comment's words may not hold `>`, since that is where a comment ends
/// for many a program.
const DIRECTIVE: &str =
    r"copydesk:\s*(allow(?:-line|-begin|-end|-file)?)\s+([a-z][a-z-]*(?:\s*,\s*[a-z][a-z-]*)*)\b\s*([^>]*?)";

static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"<!--\s*{DIRECTIVE}\s*-->|\{{/\*\s*{DIRECTIVE}\s*\*/\}}")).expect("a constant")
});
static BRACKET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"<!--\s*{DIRECTIVE}\s*-->|\[\s*{DIRECTIVE}\s*\]")).expect("a constant"));

/// The comments of a text that hold permissions, each with its place and what it permits, as if `text` began a block.
pub fn comments(text: &str) -> Vec<(Span<InSource>, Vec<Allow>)> {
    read(text, &COMMENT)
}

/// The same for plain text: brackets are comments too.
pub fn brackets(text: &str) -> Vec<(Span<InSource>, Vec<Allow>)> {
    read(text, &BRACKET)
}

/// Every permission in a comment that stands in the block from byte `start` on.
pub fn allows(comment: &str, start: usize) -> Vec<Allow> {
    let found = comments(comment).into_iter().flat_map(|(_, allows)| allows);
    found.map(|allow| Allow { at: allow.at.shifted(start), ..allow }).collect()
}

fn read(text: &str, form: &LazyLock<Regex>) -> Vec<(Span<InSource>, Vec<Allow>)> {
    if !text.contains("copydesk") {
        return Vec::new();
    }
    let comment = |found: regex::Captures| {
        let whole = found.get(0)?;
        let at = Span::new(whole.start(), whole.end());
        let mut parts = found.iter().skip(1).flatten();
        let scope = scope(parts.next()?.as_str());
        let (codes, reason) = (parts.next()?.as_str(), parts.next()?.as_str().to_owned());
        let allow = |code: &str| Allow { code: code.trim().to_owned(), reason: reason.clone(), scope, at };
        Some((at, codes.split(',').map(allow).collect()))
    };
    form.captures_iter(text).filter_map(comment).collect()
}

fn scope(word: &str) -> Scope {
    match word {
        "allow-line" => Scope::Line,
        "allow-begin" => Scope::Begin,
        "allow-end" => Scope::End,
        "allow-file" => Scope::File,
        _ => Scope::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comment_may_allow_several_rules_and_give_a_reason() {
        let found = allows("Text <!-- copydesk: allow altered-quote, joint-quote statement of both --> more", 10);
        let codes: Vec<_> = found.iter().map(|a| a.code.as_str()).collect();
        assert_eq!(codes, ["altered-quote", "joint-quote"]);
        assert_eq!(
            (found[1].reason.as_str(), found[1].scope, found[1].at.start),
            ("statement of both", Scope::Paragraph, 15)
        );
    }

    #[test]
    fn a_permission_says_how_far_it_goes() {
        let scopes = ["allow", "allow-line", "allow-begin", "allow-end", "allow-file"]
            .map(|word| allows(&format!("<!-- copydesk: {word} joint-quote -->"), 0)[0].scope);
        assert_eq!(scopes, [Scope::Paragraph, Scope::Line, Scope::Begin, Scope::End, Scope::File]);
    }

    #[test]
    fn formats_have_comments_of_their_own() {
        assert_eq!(comments("{/* copydesk: allow joint-quote chorus */}")[0].1[0].reason, "chorus");
        assert_eq!(brackets("[copydesk: allow joint-quote chorus]")[0].1[0].reason, "chorus");
        assert!(comments("[copydesk: allow joint-quote chorus]").is_empty());
    }

    #[test]
    fn other_comments_are_not_ours() {
        assert!(comments("<!-- check this --> and <!-- copydesk: allowance -->").is_empty());
    }
}
