//! What a given name tells of who bears it, by lists of names from many countries (see `docs/models/names.md`).

use super::role::Gender;

const FEMALE: &str = include_str!("gender/female.txt");
const MALE: &str = include_str!("gender/male.txt");

/// The gender that a person's given name tells, where the countries that list it are of one mind. One name alone may be a
/// surname, and tells nothing.
pub fn of(full_name: &str) -> Option<Gender> {
    let given = full_name.split_once(' ')?.0.to_lowercase();
    let lists = [(FEMALE, Gender::Female), (MALE, Gender::Male)];
    lists.into_iter().find(|(list, _)| is_in(list, &given)).map(|(_, gender)| gender)
}

/// Whether `name` is a line of a list that goes by the order of its bytes.
fn is_in(list: &str, name: &str) -> bool {
    let (list, name) = (list.as_bytes(), name.as_bytes());
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let is_end = |byte: &u8| *byte == b'\n';
        let start = list[low..middle].iter().rposition(is_end).map_or(low, |end| low + end + 1);
        let end = list[middle..high].iter().position(is_end).map_or(high, |end| middle + end);
        match list[start..end].cmp(name) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_list_is_found_in_it_and_in_no_other() {
        for (own, other) in [(FEMALE, MALE), (MALE, FEMALE)] {
            assert!(own.lines().all(|name| is_in(own, name) && !is_in(other, name)));
        }
    }

    #[test]
    fn what_stands_between_two_names_or_beyond_them_is_in_no_list() {
        assert!(!["", "a", "anna\nanne", "ann ", "zzz", "\u{10ffff}"].iter().any(|name| is_in(FEMALE, name)));
    }

    #[test]
    fn a_given_name_tells_only_where_all_agree() {
        let told = ["Karen Oord", "Nigel Oord", "Solveig Oord", "Robin Oord", "Karen"].map(of);
        assert_eq!(told, [Some(Gender::Female), Some(Gender::Male), Some(Gender::Female), None, None]);
    }
}
