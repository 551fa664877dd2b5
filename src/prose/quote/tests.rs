use super::*;
use crate::prose::token::tokens;

fn read(text: &str) -> Marks {
    pair(text, &tokens(text), Role::Paragraph)
}

fn words(text: &str) -> Vec<&str> {
    read(text).quoted.iter().map(|q| q.words.of(text)).collect()
}

fn outer(text: &str) -> Vec<&str> {
    read(text).quoted.iter().filter(|q| q.kind != Kind::Nested).map(|q| q.words.of(text)).collect()
}

#[test]
fn marks_of_every_shape_pair() {
    assert_eq!(words("\"We open,\" she said."), ["We open,"]);
    assert_eq!(words("“We open,” she said."), ["We open,"]);
    assert_eq!(words("''We open,'' she said."), ["We open,"]);
    assert_eq!(words("``We open,'' she said."), ["We open,"]);
    assert_eq!(words("«We open», she said."), ["We open"]);
    assert_eq!(words("»We open«, she said."), ["We open"]);
    assert_eq!(words("„We open“, she said."), ["We open"]);
}

#[test]
fn straight_and_curly_may_pair_and_a_closer_may_point_the_wrong_way() {
    assert_eq!(words("\"We open,” she said. “They do not,“ he said."), ["We open,", "They do not,"]);
    assert!(read("\"We open,” she said. “They do not,“ he said.").stray.is_empty());
}

#[test]
fn apostrophes_and_inches_are_no_marks() {
    let text = "The dockers' hall was 12\" deep, rock 'n' roll in the '70s, shut 'til four, 6'2\" tall.";
    assert_eq!(read(text), Marks::default());
    assert_eq!(words("\"The water stood 12\" above the step,\" she said."), ["The water stood 12\" above the step,"]);
}

#[test]
fn the_same_marks_inside_are_nested() {
    let text = "\"It was called the \"fair\" deal, and it was not,\" he said.";
    assert_eq!(words(text), ["It was called the \"fair\" deal, and it was not,", "fair"]);
    assert!(read(text).stray.is_empty());
}

#[test]
fn single_marks_inside_are_nested_and_may_end_together() {
    let text = "\"She told me 'mind the lamp.'\"";
    assert_eq!(words(text), ["She told me 'mind the lamp.'", "mind the lamp."]);
    assert_eq!(outer("''I said, 'the lamp is lit,''' he recalled."), ["I said, 'the lamp is lit,'"]);
}

#[test]
fn a_running_quotation_whose_breaks_were_lost_opens_again() {
    let text = "\"It rained,\" she said. \"We waited. \"Nobody came. \"Then it stopped.\" The quay is shut.";
    assert_eq!(words(text), ["It rained,", "We waited.", "Nobody came.", "Then it stopped."]);
    assert!(read(text).stray.is_empty());
    assert!(read(text).quoted[1].open && !read(text).quoted[3].open);
}

#[test]
fn where_no_mark_may_be_there_is_none() {
    let apostrophes = ["Ruiz's boat didn't sail", "It’s late — the crew’s tired…", "£5 or 5 €", ""];
    assert!(apostrophes.iter().all(|text| !may_be_in(text)));
    let marks =
        ["\"No\"", "“No”", "«Non»", "the crews' boats", "the 1960's", "rock'n'roll", "„Nein“", "＂No＂", "''No''"];
    assert!(marks.iter().all(|text| may_be_in(text)));
    let each = (0..0x1_0000).filter_map(char::from_u32);
    assert!(each.filter(|c| token::is_mark(*c)).all(|c| may_be_in(&format!("It rained {c}"))));
}

#[test]
fn an_open_paragraph_is_open_not_stray() {
    let read = read("\"It rained,\" she said. \"We waited.");
    assert!(read.quoted[1].open && read.stray.is_empty());
}

#[test]
fn a_stray_mark_costs_no_other_quotation() {
    let text = "The fare is “fair,” she said.”";
    assert_eq!(words(text), ["fair,"]);
    assert_eq!(read(text).stray.len(), 1);
}

#[test]
fn a_mark_never_opened_is_told_as_such() {
    let marks = read("We open in May,\" she said.");
    assert!(marks.quoted[0].unopened && marks.quoted[0].words == Span::new(0, 15));
}

#[test]
fn attributes_of_tags_are_no_prose() {
    assert_eq!(words("See <a href=\"x\" title=\"y\">this</a> \"new\" line."), ["new"]);
}

#[test]
fn single_marks_are_the_main_ones_in_headlines_and_british_books() {
    let text = "Ruiz: 'We won't sell the dockers' hall'";
    let marks = pair(text, &tokens(text), Role::Headline);
    assert_eq!(marks.quoted[0].words.of(text), "We won't sell the dockers' hall");
    assert_eq!(words("He called it 'a death trap' on Monday."), ["a death trap"]);
}

#[test]
fn a_closing_mark_before_the_stop_is_full_all_the_same() {
    let kinds: Vec<_> = read("\"We waited all night\". \"Nobody came\".").quoted.iter().map(|q| q.kind).collect();
    assert_eq!(kinds, [Kind::Full, Kind::Full]);
}

#[test]
fn kinds_follow_the_sentence_they_stand_in() {
    let kind = |text: &str| read(text).quoted[0].kind;
    assert_eq!(kind("\"We waited all night,\" she said."), Kind::Full);
    assert_eq!(kind("She called it \"slow and badly underfunded\"."), Kind::Partial);
    assert_eq!(kind("She called it \"slow\"."), Kind::Fragment);
}

#[test]
fn a_quotation_that_its_cue_breaks_in_upon_is_a_sentence_on_both_sides() {
    let kinds = |text: &str| read(text).quoted.iter().map(|q| q.kind).collect::<Vec<_>>();
    let split = [Kind::Full, Kind::Full];
    assert_eq!(kinds("\"It was dark,\" Ruiz said, \"but the driver had a lamp.\""), split);
    assert_eq!(kinds("'It was dark', says the driver, Tom Lund of Osterby, 'and cold'."), split);
    let part = [Kind::Full, Kind::Partial];
    assert_eq!(kinds("\"It was dark,\" Ruiz said. The driver, she said, \"had no lamp to hand\"."), part);
    assert_eq!(kinds("\"It was dark,\" Ruiz said, calling the driver \"a fool without a lamp\"."), part);
    assert_eq!(kinds("\"It was dark.\" The driver, Ruiz said, \"had no lamp to hand\"."), part);
}

#[test]
fn a_sentence_right_behind_a_verb_of_saying_needs_no_stop_before_it() {
    let kind = |text: &str| read(text).quoted[0].kind;
    assert_eq!(kind("I heard somebody ask him \"Where is the lamp?\" and a door shut."), Kind::Full);
    assert_eq!(kind("One man sent a card that said \"Please, not the lamp again.\""), Kind::Full);
    assert_eq!(kind("She said \"Operation Lamp was a mistake\" and left."), Kind::Partial);
    assert_eq!(kind("She stood under a banner, \"Lamps For The North.\""), Kind::Full);
    assert_eq!(kind("She spoke on the theme \"Lamps For The North.\""), Kind::Partial);
}

#[test]
fn a_block_quote_is_one_quotation_less_its_signature() {
    let text = "The roof will be mended.\n— Rosa Lund";
    let marks = pair(text, &tokens(text), Role::BlockQuote);
    assert_eq!(marks.quoted[0].words.of(text), "The roof will be mended.");
    assert_eq!(marks.quoted[0].kind, Kind::Block);
}

#[test]
fn three_single_marks_of_two_kinds_are_no_triple() {
    for text in ["..''‘", "a ..''’", "“It’s ''’late’''"] {
        let tokens = tokens(text);
        let _ = pair(text, &tokens, Role::Paragraph);
    }
}
