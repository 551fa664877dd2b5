use super::*;

fn shown(source: &str) -> Vec<String> {
    read(source).1.iter().map(|p| format!("{:?}: {}", p.role, p.text)).collect()
}

/// Where `words` of the first passage that holds them stand in the source.
fn typed<'s>(source: &'s str, words: &str) -> &'s str {
    let (_, passages) = read(source);
    let passage = passages.iter().find(|p| p.text.contains(words)).expect("the words are read");
    let at = passage.text.find(words).unwrap();
    passage.to_source(Span::new(at, at + words.len())).of(source)
}

#[test]
fn words_keep_their_place_between_tags_and_entities() {
    let source = "<p>The <em>mayor</em>\n  said &ldquo;no&rdquo; &amp;amp; left.&nbsp;Now&hellip;ever.</p>";
    assert_eq!(shown(source), ["Paragraph: The mayor said “no” &amp; left.\u{A0}Now…ever."]);
    assert_eq!(typed(source, "“no”"), "&ldquo;no&rdquo;");
    assert_eq!(typed(source, "mayor said"), "mayor</em>\n  said");
    assert_eq!(typed(source, "ever"), "ever");
}

#[test]
fn a_q_reads_as_marks_around_its_words() {
    let source = "<p><q>We open in <q>May</q>,</q> she said.</p>";
    assert_eq!(shown(source), ["Paragraph: “We open in ‘May’,” she said."]);
    assert_eq!(typed(source, "“We"), "<q>We");
    assert_eq!(typed(source, "‘May’"), "<q>May</q>");
    assert_eq!(shown("<p><q>“Twice marked,”</q> he said.</p>"), ["Paragraph: “Twice marked,” he said."]);
}

#[test]
fn the_name_under_a_block_quote_reads_as_a_dash_line() {
    let source = "<blockquote><p>Enough, says <cite>The Herald</cite>.</p><cite>Per Dahl</cite></blockquote>\
                  <blockquote>Never. <footer>– Ana Ruiz</footer></blockquote>";
    assert_eq!(
        shown(source),
        [
            "BlockQuote: Enough, says The Herald.",
            "BlockQuote: — Per Dahl",
            "BlockQuote: Never.",
            "BlockQuote: – Ana Ruiz"
        ]
    );
    assert_eq!(typed(source, "Per Dahl"), "Per Dahl");
}

#[test]
fn roles_follow_the_markup() {
    let source = "<h1>Head</h1><p>One<p>Two<blockquote><p>Said.</p><footer>— Ana Ruiz</footer></blockquote>\
                  <ul><li>first<li>second</ul><h2>Cross</h2>End";
    assert_eq!(
        shown(source),
        [
            "Headline: Head",
            "Paragraph: One",
            "Paragraph: Two",
            "BlockQuote: Said.",
            "BlockQuote: — Ana Ruiz",
            "ListItem: first",
            "ListItem: second",
            "Heading: Cross",
            "Paragraph: End"
        ]
    );
}

#[test]
fn what_is_not_prose_is_left_out() {
    let source = "<nav><p>Menu</p></nav><script>\"x\" <p>no</script><style>p{}</style><p>Type <code>\"y\"</code> now.<a href=\"#fn1\">1</a></p>\
                  <table><tr><td>\"cell\"</table><aside><p>Related</p></aside><footer>Imprint</footer><pre>\"z\"</pre>";
    assert_eq!(shown(source), ["Paragraph: Type \u{FFFC} now."]);
    assert_eq!(typed(source, OBJECT), "<code>\"y\"</code>");
}

#[test]
fn two_line_breaks_are_a_paragraphs_end() {
    assert_eq!(shown("One<br>\nmore<br><br/>\nTwo"), ["Paragraph: One\nmore", "Paragraph: Two"]);
}

#[test]
fn a_comment_allows_in_the_paragraph_or_below() {
    let (_, passages) =
        read("<!-- copydesk: allow joint-quote chorus --><p>Text <!-- copydesk: allow altered-quote --></p>");
    assert_eq!(passages[0].allows[0].reason, "chorus");
    assert_eq!(passages[1].allows[0].code, "altered-quote");
}

#[test]
fn a_page_gives_its_article_and_headline() {
    let source = "<body><header><p>The Coast Herald</p></header><h1>Ferry stops</h1><article><p>It stopped at noon, the company said.</p></article>\
                  <article><p>Teaser</p></article><p>© 2026</p></body>";
    assert_eq!(shown(source), ["Headline: Ferry stops", "Paragraph: It stopped at noon, the company said."]);
}

#[test]
fn data_for_search_engines_outranks_tags_and_page() {
    let source = r#"<html lang="en-GB"><head><title>Ferry stops - Coast Herald</title>
        <meta property="og:title" content="Ferry stops &amp; waits"><meta property="og:site_name" content="Coast Herald">
        <link rel="canonical" href="https://coast.example/ferry">
        <script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],"headline":"Ferry stops for good",
        "datePublished":"2026-03-07T23:30:00+01:00","author":[{"@type":"Person","name":"Ida Lund"}],"articleSection":["Coast"]}]}</script>
        </head><body><p class="byline">By Per Holm</p><p>Text.</p></body></html>"#;
    let (meta, passages) = read(source);
    let meta = meta.unwrap();
    assert_eq!(meta.title.as_deref(), Some("Ferry stops for good"));
    assert_eq!(meta.date, Some(jiff::civil::Date::constant(2026, 3, 7)));
    assert_eq!(meta.authors, ["Ida Lund"]);
    assert_eq!(meta.outlet.as_deref(), Some("Coast Herald"));
    assert_eq!(meta.url.as_deref(), Some("https://coast.example/ferry"));
    assert_eq!(meta.section.as_deref(), Some("Coast"));
    assert_eq!(meta.lang.as_deref(), Some("en-GB"));
    assert_eq!(passages.len(), 1);
}

#[test]
fn a_byline_on_the_page_is_no_prose() {
    let (meta, passages) = read("<p class=\"byline\">By Ida Lund and Per Holm</p><p>Text.</p>");
    assert_eq!(meta.unwrap().authors, ["Ida Lund", "Per Holm"]);
    assert_eq!(passages.len(), 1);
}

#[test]
fn half_typed_markup_is_read_as_far_as_it_goes() {
    assert_eq!(shown("<p>He said <"), ["Paragraph: He said <"]);
    assert_eq!(shown("<p>He said <q>no"), ["Paragraph: He said “no"]);
    assert_eq!(shown("<p>AT&T &am"), ["Paragraph: AT&T &am"]);
    assert_eq!(shown("</p></blockquote></article>Text <a href=\"x"), ["Paragraph: Text"]);
}

proptest::proptest! {
    /// Every passage is made of the source, in order, whatever the tags.
    #[test]
    fn places_never_run_backwards(source in r#"(<p>|</p>|<q>|</q>|<blockquote>|</blockquote>|<li>|<code>|</code>|<br>|<article>|</article>|é|&amp;|&ldquo;|&|<|"|\n| |a){0,60}"#) {
        for passage in read(&source).1 {
            let mut last = 0;
            for (i, c) in passage.text.char_indices() {
                let at = passage.to_source(Span::new(i, i + c.len_utf8()));
                proptest::prop_assert!(at.start >= last && source.get(at.range()).is_some(), "{source:?} {:?} {at:?}", passage.text);
                last = at.start;
            }
        }
    }
}
