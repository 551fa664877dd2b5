//! A story told again after a change is the story told anew: who is who, who said what, which marks stand alone.

use crate::dice::Dice;
use copydesk::prose::reader;
use copydesk::prose::reading::Reading;
use copydesk::prose::story::{self, Memory, Story, Teller};
use copydesk::text::passage::{Passage, Role};
use std::sync::Arc;

const STEPS: usize = 300;
/// Paragraphs of a story that is cut down again.
const LONG: usize = 60;

/// Paragraphs as a writer might have them from one key to the next: names whole and half typed, shared surnames, firms and
/// their initials, people who are only described, pronouns, quotations that run on, that nobody owns, that are no speech.
const PARAGRAPHS: [&str; 74] = [
    "Mayor Petra Lindqvist opened the ferry terminal in Osterby on Monday.",
    "Mayor Petra Lindqvis opened the ferry terminal in Osterby on Monday.",
    "Mayor Petra L opened the ferry terminal in Osterby on Monday.",
    "Petra Lindqvist, a former pilot, said nothing. Omar Haddad did.",
    "“The pier is safe,” Lindqvist said. “We checked it twice.”",
    "“The pier is safe,” Lindqvit said. “We checked it twice.”",
    "“The pier is safe,” she said.",
    "“The pier is safe,” he said on Tuesday. “Nobody fell.”",
    "“We will be back,” said Thomas Lindqvist, the harbour master.",
    "“It took a year,” the harbour master said.",
    "“It took a year,” the former pilot said. She smiled.",
    "“It took a year,” the ferry captain said.",
    "Jonas Brandt, a ferry captain, and Mr. Haddad watched from the quay.",
    "Ms. Brandt watched from the quay, and Brandt was not alone.",
    "Jonas Brandt, 44, and the 61-year-old pilot Omar Haddad kept the log.",
    "“It took a year,” the 44-year-old said.",
    "The author of the letter said: “Nobody asked us.”",
    "The harbour board’s report said: “It is safe.” It added: “For now.”",
    "He added: “Not once.”",
    "Neha Rao SC, for the former Vespera international, said: “No.”",
    "A harbour official spoke on condition of anonymity.",
    "“Nobody asked us,” the official said.",
    "“Nobody asked us,” a Harbour Ministry official said. He would not be named.",
    "“Nobody asked the island about any of this at all.”",
    "“Nobody asked the island about any of this at all. There were nine of us.",
    "“There was a storm and we had one coat between us.",
    "“There was a storm and we had one coat between us,” he added.",
    "“He told me ‘wait for the tide’ and left,” Haddad recalled.",
    "The Osterby Harbour Board met on Friday. The OHB rejected the plan.",
    "The O.H.B. said in a statement that it was “deeply sorry.”",
    "Norlund Ferries Ltd. raised its fares; Norlund would not say why.",
    "“Fares are fair,” Norlund Ferries said.",
    "Norlund said: “Fares are fair.”",
    "Its spokeswoman, Clara Norlund, said they “had no choice.”",
    "LINDQVIST OPENS THE TERMINAL",
    "‘We will be back’: Lindqvist",
    "The play “A Winter Crossing” opens on Sunday.",
    "They called him “the Admiral.”",
    "Haddad said.",
    "Haddad said on Friday.",
    "Haddd said on Friday.",
    "“I think,” said Haddad, who runs the yard, “that it will do.”",
    "“I thin,” said Haddad, who runs the yard, “that it will do.”",
    "\"Straight marks do as well,\" Petra van der Berg said.",
    "\"Straight marks do as well,\" Van der Berg said.",
    "\"Straight marks do as well,\" P. van der Berg said.",
    "\"Straight marks do as well",
    "do as well,\" she said.",
    "Yes.",
    "Residents said they were told late.",
    "“Too late,” residents said.",
    "“Too late,” they said.",
    "His brother, Erik Brandt, disagreed:",
    "“Then sell the boat.”",
    "— Erik Brandt",
    "Osterby won the match 3-1 in Osterby.",
    "Osterby’s council met. It will meet again.",
    "“We are done,” it said.",
    "According to the report, “two planks were missing.”",
    "Lindqvist, who was born in Osterby, told Brandt: “Go home.” Brandt went.",
    "“Go home,” she told him. “And stay there.”",
    "Lindqvist Lindqvist Lindqvist Lindqvist met Haddad and Haddad and Haddad.",
    "The former pilot met the harbour master and the harbour official.",
    "Captain Maria Holm and Captain Mario Holm spoke. Holm did not.",
    "“Aye,” Holm said.",
    "",
    "Nothing happened on Wednesday, and on Thursday it rained.",
    "It rained again.",
    "The rain stopped. “At last,” said Lindqvist; “at last,” said Haddad.",
    "Lena Haddad, his daughter, was there too.",
    "Conor O’Neil’s boat is for sale. “Make an offer,” O’Neil said.",
    "Conor O'Neil's boat is for sale. “Make an offer,” O'Neil said.",
    "“It leaks,” O'Neil told Norlund. Brandt heard it from O’Neil’s brother.",
    "On Friday a former pilot sold it to Brannick Ferries. “It floats,” the pilot said, and Brannick paid.",
];

fn read(text: &str, role: Role) -> Arc<Reading> {
    Arc::new(reader::read(&Passage::verbatim(role, text, 0)))
}

fn assert_same(again: &Story, anew: &Story, step: usize) {
    let text = || again.readings.iter().map(|r| r.text.as_str()).collect::<Vec<_>>().join("\n");
    assert_eq!(again.cast, anew.cast, "step {step}:\n{}", text());
    assert_eq!(again.stray, anew.stray, "step {step}:\n{}", text());
    assert_eq!(again.quotations.len(), anew.quotations.len(), "step {step}:\n{}", text());
    for (told, fresh) in again.quotations.iter().zip(anew.quotations.iter()) {
        assert_eq!(told, fresh, "step {step}, {:?} in:\n{}", anew.text(fresh.words), text());
    }
}

fn pool() -> Vec<Arc<Reading>> {
    let mut pool: Vec<_> = PARAGRAPHS.iter().map(|text| read(text, Role::Paragraph)).collect();
    pool.extend(["“The pier is safe”", "LINDQVIST OPENS THE TERMINAL"].map(|text| read(text, Role::Headline)));
    pool.push(read("“The pier is safe,” Lindqvist says", Role::Heading));
    pool.push(read("We were nine on the boat, and a dog.", Role::BlockQuote));
    pool
}

#[test]
fn what_a_teller_remembers_of_one_story_says_nothing_in_the_next() {
    let (pool, mut dice, mut teller) = (pool(), Dice(11), Teller::default());
    for step in 0..STEPS {
        let story: Vec<_> = (0..dice.roll(LONG)).map(|_| pool[dice.roll(pool.len())].clone()).collect();
        let readings = || story.iter().map(AsRef::as_ref).collect();
        assert_same(&teller.tell(readings()), &story::tell(readings()), step);
    }
}

#[test]
fn a_story_told_again_after_any_change_is_the_story_told_anew() {
    told_again(7, STEPS);
}

pub fn told_again(seed: u64, steps: usize) {
    let pool = pool();
    let (mut dice, mut memory, mut story) = (Dice(seed), Memory::default(), Vec::<Arc<Reading>>::new());
    for step in 0..steps {
        let (at, new) = (dice.roll(story.len()), pool[dice.roll(pool.len())].clone());
        match dice.roll(14) {
            10.. if !story.is_empty() => story[at] = typed_in(&story[at], &mut dice),
            0..4 if !story.is_empty() => story[at] = new,
            4 if !story.is_empty() => drop(story.remove(at)),
            5 if story.len() > 2 => story.swap(at, 0),
            6 => drop(story.splice(at..story.len().min(at + 1), [new.clone(), new])),
            _ => story.insert(at, new),
        }
        if story.len() > LONG {
            story.drain(at..(at + LONG / 2).min(story.len()));
        }
        let again = memory.tell(&story);
        assert_same(&again, &story::tell(story.iter().map(AsRef::as_ref).collect()), step);
    }
}

/// The paragraph with a letter, a blank or a mark more or less.
fn typed_in(reading: &Reading, dice: &mut Dice) -> Arc<Reading> {
    let mut letters: Vec<char> = reading.text.chars().collect();
    let at = dice.roll(letters.len());
    match dice.roll(3) {
        0 if !letters.is_empty() => drop(letters.remove(at)),
        _ => letters.insert(at, TYPED[dice.roll(TYPED.len())]),
    }
    read(&letters.into_iter().collect::<String>(), reading.role)
}

const TYPED: [char; 12] = ['e', 't', 'a', 's', ' ', ' ', ',', '.', 'L', '’', '”', '“'];

#[test]
fn a_story_told_a_second_time_is_the_same() {
    let story: Vec<_> = PARAGRAPHS.iter().map(|text| read(text, Role::Paragraph)).collect();
    let mut memory = Memory::default();
    let once = memory.tell(&story).quotations;
    assert_eq!(memory.tell(&story).quotations, once);
}
