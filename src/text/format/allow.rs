//! Permissions in a draft: `<!-- copydesk: allow CODE[, CODE] reason -->`.

use crate::text::passage::Allow;
use crate::text::span::{InPassage, Span};
use regex::Regex;
use std::sync::LazyLock;

static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<!--\s*copydesk:\s*allow\s+([a-z][a-z-]*(?:\s*,\s*[a-z][a-z-]*)*)\s*([^>]*?)\s*-->")
        .expect("a constant")
});

/// Every permission in `text`.
pub fn allows(text: &str) -> Vec<Allow> {
    if !text.contains("copydesk") {
        return Vec::new();
    }
    let list = COMMENT.captures_iter(text).flat_map(|found| {
        let reason = found[2].to_owned();
        let codes: Vec<_> = found[1].split(',').map(|code| code.trim().to_owned()).collect();
        codes.into_iter().map(move |code| Allow { code, reason: reason.clone() })
    });
    list.collect()
}

/// Where the comments stand that hold the permissions, in bytes.
pub fn comments(text: &str) -> Vec<Span<InPassage>> {
    if !text.contains("copydesk") {
        return Vec::new();
    }
    COMMENT.find_iter(text).map(|found| Span::new(found.start(), found.end())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comment_may_allow_several_rules_and_give_a_reason() {
        let found = allows("Text <!-- copydesk: allow altered-quote, joint-quote statement of both --> more");
        let codes: Vec<_> = found.iter().map(|a| a.code.as_str()).collect();
        assert_eq!(codes, ["altered-quote", "joint-quote"]);
        assert_eq!(found[1].reason, "statement of both");
    }

    #[test]
    fn other_comments_are_not_ours() {
        assert!(allows("<!-- check this --> and <!-- copydesk: allowance -->").is_empty());
    }
}
