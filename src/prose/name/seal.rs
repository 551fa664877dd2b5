//! What the tagger's features come to on a few lines of copy. The model file carries the seal it was trained under: when
//! tokens, lists or features change and the model does not, the seals differ, and a test says so.

use super::feature::{Add, Near, Seat, Sink};
use super::lexicon::Lexicon;
use super::memory::Words;
use super::page::Page;
use crate::prose::vocabulary::{Vocabulary, Written};
use crate::prose::{sentence, token};

/// Copy with everything that features look at: titles, particles, initials, listed phrases, numbers, a table, capitals.
const COPY: &str = "OSTERBY, Norlund (NPA) - Mayor Maria Keller-Ruiz, 52, flew from New York to São Tomé on Friday.\n\n\
\"We won't wait,\" Abu Omar al-Amin of the Bank of the Isles Ltd. told reporters; J.R. O'Hara and Pieter van der Berg's men said no.\n\n\
Norlund City 2 Osterby United 1\nA. Lindgren (Sweden) beat P. Novak 6-4 7-6\nMINISTER SEES NO RISE IN U.S. FARES\n";

/// The seal of today's features over these lists. The order in which features are handed over does not matter.
pub fn seal(lexicon: &Lexicon) -> u64 {
    let (tokens, mut entries, mut vocabulary) = (token::tokens(COPY), Vec::new(), Vocabulary::default());
    vocabulary.look_up(COPY, &tokens, &mut entries);
    let written = Written { text: COPY, tokens: &tokens, entries: &entries };
    let (mut words, mut page) = (Words::default(), Page::default());
    page.read(&written, &sentence::sentences(COPY, &tokens), lexicon, &mut vocabulary, &mut words);
    let mut sum = Sum(0);
    for &stretch in &page.stretches {
        for row in page.rows(stretch) {
            row.tokens().for_each(|i| Near::of(&page, &words, row, i).hand_over(&mut sum));
        }
    }
    sum.0
}

struct Sum(u64);

impl Sink for Sum {
    fn seated(&mut self, _seat: Seat, _word: Option<u32>, features: impl FnOnce(Add)) {
        features(&mut |feature| self.0 = self.0.wrapping_add(feature));
    }

    fn together(&mut self, _key: u64, features: impl FnOnce(Add)) {
        features(&mut |feature| self.0 = self.0.wrapping_add(feature));
    }
}
