//! Words into a page.

/// A text with everything that means something in HTML made plain, in text and in attributes with quotation marks.
/// Control characters, which could hide or turn around what follows, are shown as one.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => out.push('\u{FFFD}'),
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// A link, if there is somewhere to go.
pub fn linked(words: &str, to: Option<String>) -> String {
    match to {
        Some(to) => format!("<a href=\"{}\">{}</a>", escaped(&to), escaped(words)),
        None => escaped(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_words() {
        assert_eq!(
            escaped("<script>\"a\" & 'b'</script>"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;"
        );
        assert_eq!(escaped("a\u{202E}b\u{7}c\n"), "a\u{FFFD}b\u{FFFD}c\n");
    }
}
