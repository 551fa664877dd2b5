//! Made-up tables of results, as agencies send them: the kit's texts have none, and there a town is its team.

use std::path::Path;

use copydesk::prose::name::Kind;

use crate::dice::Dice;
use crate::kit::{Gold, Text, lines};

/// What the tables are filled from.
struct Stock {
    towns: Vec<String>,
    countries: Vec<String>,
    given: Vec<String>,
    surnames: Vec<String>,
}

/// `count` tables of a few rows each.
pub fn tables(lists: &Path, count: usize, dice: &mut Dice) -> Result<Vec<Text>, String> {
    let stock = Stock {
        towns: capitalised(&lists.join("city.txt"), dice)?,
        countries: capitalised(&lists.join("country.txt"), dice)?,
        given: capitalised(&lists.join("first.txt"), dice)?,
        surnames: capitalised(&lists.join("last.txt"), dice)?,
    };
    Ok((0..count).map(|_| table(&stock, dice)).collect())
}

fn capitalised(path: &Path, dice: &mut Dice) -> Result<Vec<String>, String> {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    let mut names: Vec<String> = lines(path)?
        .iter()
        .map(|line| line.split_whitespace().map(capital).collect::<Vec<_>>().join(" "))
        .filter(|name| name.len() > 3 && name.split(' ').count() <= 2)
        .collect();
    dice.shuffle(&mut names);
    Ok(names)
}

fn table(stock: &Stock, dice: &mut Dice) -> Text {
    let mut text = Text { text: String::new(), names: Vec::new() };
    let (form, abroad, shouted) = (dice.below(12), dice.below(5) == 0, dice.below(4) == 0);
    for _ in 0..4 + dice.below(6) {
        row(form, abroad, stock, dice, &mut text);
        text.text.push('\n');
    }
    if shouted {
        text.text.make_ascii_uppercase();
    }
    text
}

/// One row: results, standings, fixtures, finishers, batsmen, scorers. A club has the town's name and is an organisation, a
/// country's team keeps the country's.
fn row(form: usize, abroad: bool, stock: &Stock, dice: &mut Dice, text: &mut Text) {
    let pattern = match form {
        0 => "SIDE # SIDE #",
        1 => "SIDE # SIDE # (halftime #-#)",
        2 => "SIDE # # # # # # #",
        3 => "SIDE ## ## .### #",
        4 => "SIDE at SIDE",
        5 => "SIDE v SIDE",
        6 => "@p (@c) beat @p (@c) #-# #-#",
        7 => "#. @p (@c) # minutes ##.## seconds",
        8 => "## @p ## ##",
        9 => "@i c @s b @s ##",
        10 => "# - @p (@c) beat # - @p (@c) #-# #-#",
        _ => "SIDE: # - @s (##), # - @s (##)",
    };
    let mut blank = false;
    for letter in pattern.replace("SIDE", if abroad { "@c" } else { "@t" }).chars() {
        match letter {
            '@' => blank = true,
            '#' => text.text.push(char::from(b'0' + dice.below(10) as u8)),
            what if blank => {
                let (name, kind) = filler(what, stock, dice);
                let start = text.text.len();
                text.text.push_str(&name);
                text.names.push(Gold { start, end: text.text.len(), kind });
                blank = false;
            }
            other => text.text.push(other),
        }
    }
}

fn filler(what: char, stock: &Stock, dice: &mut Dice) -> (String, Kind) {
    match what {
        'c' => (dice.pick(&stock.countries).clone(), Kind::Place),
        's' => (dice.pick(&stock.surnames).clone(), Kind::Person),
        'i' => {
            let initial = char::from(b'A' + dice.below(26) as u8);
            (format!("{initial}. {}", dice.pick(&stock.surnames)), Kind::Person)
        }
        'p' => (format!("{} {}", dice.pick(&stock.given), dice.pick(&stock.surnames)), Kind::Person),
        _ => {
            let town: &String = dice.pick(&stock.towns);
            (club(town, dice), Kind::Organisation)
        }
    }
}

fn club(town: &str, dice: &mut Dice) -> String {
    match dice.below(10) {
        0 => format!("{town} United"),
        1 => format!("{town} City"),
        2 => format!("FC {town}"),
        3 => format!("Dynamo {town}"),
        _ => town.to_owned(),
    }
}
