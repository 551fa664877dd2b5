//! Words that tie a quotation to a speaker: verbs of saying, "according to", a colon.

/// Whether `word` (lower case) is a verb of saying.
pub fn is_saying(word: &str) -> bool {
    matches!(word, "said" | "says" | "say" | "told" | "added" | "asked" | "wrote" | "replied" | "announced" | "warned")
}
