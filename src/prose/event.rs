//! What a count was taken of: enough to tell whether two stories count the people of one event.

use super::name::Kind;
use super::reading::Reading;
use super::story::Story;
use super::toll::{Harm, Toll};
use crate::finding::Spot;
use crate::text::passage::Role;
use crate::text::span::{InPassage, Span};
use jiff::civil::Date;

/// Paragraphs that tell of the same as the first, whether they name the place again or not.
const OPENING: usize = 3;

/// Whom a story counts: what befell them, where and in what. Equal for equal counts of one event, whatever the number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Count {
    /// What befell them.
    pub harm: Harm,
    /// Where, and in what.
    pub event: Event,
    /// The day of the story, if it says one.
    pub day: Option<Date>,
}

/// Where something happened, and what it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Event {
    /// Places, ships, bodies that stand beside the count, as written, sorted.
    pub names: Vec<String>,
    /// What happened, a bit for each of [`HAPPENED`].
    happened: u32,
    /// What it happened to, a bit for each of [`STRUCK`].
    struck: u32,
}

impl Event {
    /// Whether nothing that both tell speaks against their being one, and what happened or what was struck speaks for it.
    pub fn is_like(&self, other: &Self) -> bool {
        let apart = |a: u32, b: u32| a != 0 && b != 0 && a & b == 0;
        let alike = self.happened & other.happened != 0 || self.struck & other.struck != 0;
        alike && !apart(self.happened, other.happened) && !apart(self.struck, other.struck)
    }

    /// The names that both have.
    pub fn shared<'e>(&'e self, other: &'e Self) -> impl Iterator<Item = &'e str> {
        self.names.iter().map(String::as_str).filter(|name| other.names.iter().any(|other| other == name))
    }

    /// Whether it says enough to be looked for.
    pub const fn is_told(&self) -> bool {
        !self.names.is_empty() && (self.happened | self.struck) != 0
    }

    fn add(&mut self, reading: &Reading, part: Span<InPassage>) {
        let placed = |name: &&super::name::Name| part.overlaps(&name.span) && name.kind != Kind::Person;
        self.names.extend(reading.names.iter().filter(placed).map(|name| name.span.of(&reading.text).to_owned()));
        self.names.sort();
        self.names.dedup();
        let own = reading.tokens.iter().filter(|token| part.contains(token.span().start));
        for word in own.map(|token| token.of(&reading.text).to_ascii_lowercase()) {
            self.happened |= bit(&HAPPENED, &word);
            self.struck |= bit(&STRUCK, &word);
        }
    }
}

/// Every count in a story's own paragraphs that says where it belongs, each with its place.
pub fn counts<'s>(story: &'s Story) -> Vec<(Spot, &'s Toll, Count)> {
    let day = story.meta.and_then(|meta| meta.date);
    let told = tolls(&story.readings).into_iter();
    told.map(|(spot, toll, event)| (spot, toll, Count { harm: toll.harm, event, day })).collect()
}

/// Every count in running text, with its event if that is told.
pub fn tolls<'r>(readings: &[&'r Reading]) -> Vec<(Spot, &'r Toll, Event)> {
    let body: Vec<_> = (0..readings.len()).filter(|i| readings[*i].role == Role::Paragraph).collect();
    let mut found = Vec::new();
    for (nth, passage) in body.iter().copied().enumerate() {
        for toll in &readings[passage].tolls {
            let lead = (nth < OPENING).then(|| readings[body[0]]);
            let event = event(readings[passage], toll, lead);
            if event.is_told() {
                found.push((Spot { passage, span: toll.at }, toll, event));
            }
        }
    }
    found
}

/// The event of a count: what its own sentence says, else its paragraph so far, else the story's first.
fn event(reading: &Reading, toll: &Toll, lead: Option<&Reading>) -> Event {
    let sentence = sentence(reading, toll.at);
    let mut event = Event::default();
    event.add(reading, sentence);
    if !event.is_told() {
        event.add(reading, Span::new(0, sentence.end));
    }
    let goes_with = |lead: &&Reading| event.names.is_empty() || event.names.iter().any(|name| lead.text.contains(name));
    if let Some(lead) = lead.filter(|lead| !event.is_told() && goes_with(lead)) {
        event.add(lead, Span::new(0, lead.text.len()));
    }
    event
}

/// The bytes of the sentence that holds a place.
pub fn sentence(reading: &Reading, at: Span<InPassage>) -> Span<InPassage> {
    let place = |i: usize| reading.tokens[i].span();
    let bytes = reading.sentences.iter().map(|s| place(s.start).cover(&place(s.end - 1)));
    bytes.into_iter().find(|sentence| sentence.overlaps(&at)).unwrap_or(at)
}

fn bit(table: &[&[&str]], word: &str) -> u32 {
    table.iter().position(|words| words.contains(&word)).map_or(0, |i| 1 << i)
}

/// Words of one line tell of one thing.
const HAPPENED: [&[&str]; 14] = [
    &["fire", "fires", "blaze", "blazes", "inferno", "burned", "burnt", "flames"],
    &[
        "blast",
        "blasts",
        "explosion",
        "explosions",
        "exploded",
        "exploding",
        "bomb",
        "bombs",
        "bombing",
        "bombings",
        "bomber",
    ],
    &["crash", "crashes", "crashed", "crashing", "collision", "collided", "derailed", "derailment"],
    &["earthquake", "earthquakes", "quake", "quakes", "tremor", "tremors", "aftershock", "aftershocks"],
    &["flood", "floods", "flooding", "flooded", "tsunami"],
    &["storm", "storms", "hurricane", "typhoon", "cyclone", "tornado", "tornadoes", "gales"],
    &["landslide", "landslides", "mudslide", "mudslides", "avalanche", "avalanches"],
    &["shooting", "shootings", "shot", "gunman", "gunmen", "gunfire"],
    &["attack", "attacks", "attacked", "raid", "raids", "raided", "ambush", "ambushed", "shelling", "shelled"],
    &["riot", "riots", "rioting", "clash", "clashes", "clashed", "protest", "protests", "demonstration", "unrest"],
    &["collapse", "collapsed", "collapsing"],
    &["sank", "sinking", "sunk", "capsized", "capsizing", "capsize"],
    &["outbreak", "epidemic", "virus", "cholera", "flu", "influenza", "poisoning"],
    &["stampede", "crush", "crushed"],
];

/// What is struck: a train and a bus are two events.
const STRUCK: [&[&str]; 12] = [
    &["plane", "aircraft", "jet", "airliner", "helicopter"],
    &["ferry", "boat", "ship", "vessel", "trawler", "tanker"],
    &["train", "trains", "railway", "tram"],
    &["bus", "coach", "minibus"],
    &["lorry", "truck"],
    &["mine", "pit", "colliery"],
    &["stadium"],
    &["hotel", "nightclub", "club"],
    &["school", "college", "university"],
    &["hospital"],
    &["prison", "jail"],
    &["embassy", "barracks", "checkpoint"],
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::reader;
    use crate::text::passage::Passage;

    fn event(paragraphs: &[&str]) -> Event {
        let read = |text: &&str| reader::read(&Passage::verbatim(Role::Paragraph, text, 0));
        let readings: Vec<_> = paragraphs.iter().map(read).collect();
        tolls(&readings.iter().collect::<Vec<_>>()).remove(0).2
    }

    #[test]
    fn words_for_one_thing_are_one_event() {
        let fire = event(&["Twelve people were killed when fire broke out on a ferry off Harlingen on Monday."]);
        let blaze = event(&["The blaze on the ship near Harlingen killed nine."]);
        let bus = event(&["A bus crash outside Harlingen killed nine."]);
        assert!(fire.is_like(&blaze) && !fire.is_like(&bus));
        assert_eq!(fire.shared(&blaze).collect::<Vec<_>>(), ["Harlingen"]);
    }

    #[test]
    fn a_count_without_a_place_belongs_to_the_first_paragraph() {
        let told = event(&["A ferry sank off Harlingen on Monday.", "At least nine people were killed, police said."]);
        assert_eq!(told.names, ["Harlingen"]);
    }
}
