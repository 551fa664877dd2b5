//! Whose name is it? The spellings on record that come near a name, and those among them that are this very person, place
//! or firm.

use super::Shelf;
use super::name_key::{self, PART};
use crate::prose::name::Kind;
use crate::prose::name::identity::{Asked, Surname, has_given_name};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use tantivy::DocAddress;
use tantivy::postings::TermInfo;
use xxhash_rust::xxh3::xxh3_64;

/// Spellings that agree less are two names.
const SAME: f32 = 0.5;
/// The same of places and firms, who have no surname to go by: `Halvard Ferries` is not `Norland Ferries`.
const SAME_FIRM: f32 = 0.75;
/// A surname alone is taken for who bears it in so many of the stories that give the full name of somebody who does.
const NEARLY_ALL: f32 = 0.75;

/// A spelling on record.
#[derive(Debug)]
pub struct Spelling {
    pub name: String,
    /// The key of its last word.
    pub last: Option<String>,
    /// Stories that have it, by what they take it for; those taken out since the last merge among them.
    kinds: Vec<(Kind, u32)>,
    lists: Vec<(u32, TermInfo)>,
}

/// Spellings on record that sound like a name.
pub struct Bearer {
    /// Those of who is asked for, of most stories first.
    pub own: Vec<Spelling>,
    /// The others, likewise.
    pub others: Vec<Spelling>,
    pub kind: Kind,
}

impl Bearer {
    /// Who bears a name, as typed.
    pub fn of(shelf: &Shelf, asked: &str) -> Self {
        let asked = asked.trim();
        let near = Near { asked, spellings: shelf.spellings(asked) };
        let kind = near.kind();
        let own = if kind == Kind::Person { near.person() } else { near.firm() };
        let mut own = own.into_iter();
        let (own, others) = near.spellings.into_iter().partition(|_| own.next().unwrap_or_default());
        Self { own, others, kind }
    }
}

impl Spelling {
    /// Whether it has more than a surname, with or without a title.
    pub fn is_full(&self) -> bool {
        self.name.contains(' ') && has_given_name(&self.name)
    }

    /// Whether it is a person's full name.
    pub fn is_bearer(&self) -> bool {
        self.kind() == Kind::Person && self.is_full()
    }

    /// Stories that have it, those taken out since the last merge among them.
    pub fn count(&self) -> u32 {
        self.kinds.iter().map(|(_, count)| count).sum()
    }

    /// What most stories take it for.
    pub fn kind(&self) -> Kind {
        self.kinds
            .iter()
            .max_by_key(|(kind, count)| (*count, *kind == Kind::Person))
            .map_or(Kind::Other, |(kind, _)| *kind)
    }

    /// The stories that have it, in order.
    pub fn stories(&self, shelf: &Shelf) -> Vec<DocAddress> {
        let mut stories: Vec<DocAddress> = Vec::with_capacity(self.count() as usize);
        for (ord, list) in &self.lists {
            let documents = shelf.segments[*ord as usize].with_name(list);
            stories.extend(documents.into_iter().map(|doc| DocAddress::new(*ord, doc)));
        }
        stories.sort_unstable();
        stories
    }
}

impl Shelf {
    /// All spellings whose last word sounds like that of the name asked for, of most stories first.
    fn spellings(&self, asked: &str) -> Vec<Spelling> {
        let Some(prefix) = name_key::asked(asked) else { return Vec::new() };
        let mut places: FxHashMap<u64, usize> = FxHashMap::default();
        let mut found: Vec<Spelling> = Vec::new();
        for (segment, ord) in self.segments.iter().zip(0..) {
            segment.names_under(&prefix, &mut |term, list| {
                let mut parts = term.split(PART);
                let (Some(last), Some(name), Some(tag)) = (parts.next(), parts.next(), parts.next()) else { return };
                let at = *places.entry(xxh3_64(name.as_bytes())).or_insert(found.len());
                if at == found.len() {
                    let (name, last) = (name.to_owned(), Some(last.to_owned()));
                    found.push(Spelling { name, last, kinds: Vec::new(), lists: Vec::new() });
                }
                found[at].kinds.push((kind(tag), list.doc_freq));
                found[at].lists.push((ord, list.clone()));
            });
        }
        found.sort_by_cached_key(|spelling| Reverse(spelling.count()));
        found
    }
}

/// A name and the spellings that sound like it.
struct Near<'a> {
    asked: &'a str,
    spellings: Vec<Spelling>,
}

impl Near<'_> {
    /// What the name is for most stories: by its own spelling, else by the most usual one that is like it.
    fn kind(&self) -> Kind {
        let itself = self.spellings.iter().find(|s| s.name == self.asked);
        let like = || {
            let asked = Asked::of(self.asked);
            self.spellings.iter().find(|s| asked.may_be(&s.name) && asked.same(&s.name) >= SAME)
        };
        itself.or_else(like).map_or(Kind::Person, Spelling::kind)
    }

    /// Which spellings are those of a place or a firm: words more or less make another one, a legal form does not.
    fn firm(&self) -> Vec<bool> {
        let opening = |name: &str| name.chars().next().map(|c| any_ascii::any_ascii_char(c).to_ascii_lowercase());
        let (opens, length) = (opening(self.asked), name_key::length(self.asked));
        let asked = Asked::of(self.asked);
        let is_own = |s: &Spelling| {
            let even = opening(&s.name) == opens && name_key::length(&s.name) == length;
            even && asked.same(&s.name) >= SAME_FIRM
        };
        self.spellings.iter().map(is_own).collect()
    }

    /// Which spellings are those of a person: full names that are like, and their surnames alone where nobody else bears
    /// them. A surname that is only like one of theirs is another family's.
    fn person(&self) -> Vec<bool> {
        let surname = name_key::last(self.asked);
        let of_that_name = self.spellings.iter().filter(|s| s.last == surname && s.is_bearer());
        let full = match of_that_name.min_by_key(|s| (Reverse(s.count()), &s.name)) {
            Some(usual) if !has_given_name(self.asked) => &usual.name,
            _ => self.asked,
        };
        let mut own = self.people_like(full);
        // Stories with a full name of each surname, and those of them that have one of these.
        let mut stories: FxHashMap<&Option<String>, (u32, u32)> = FxHashMap::default();
        for (s, own) in self.spellings.iter().zip(&own).filter(|(s, _)| s.is_bearer()) {
            let (all, theirs) = stories.entry(&s.last).or_default();
            *all += s.count();
            *theirs += if *own { s.count() } else { 0 };
        }
        let is_borne = |last: &Option<String>| match stories.get(last) {
            Some((all, theirs)) => *theirs as f32 >= NEARLY_ALL * *all as f32,
            None => *last == surname,
        };
        if !has_given_name(self.asked) && !is_borne(&surname) {
            return self.spellings.iter().map(|s| !s.is_full() && s.last == surname).collect();
        }
        let bare = |(s, own_name): (&Spelling, &bool)| !own_name && !s.is_full() && is_borne(&s.last);
        let bare: Vec<_> = self.spellings.iter().zip(&own).map(bare).collect();
        own.iter_mut().zip(bare).for_each(|(own, bare)| *own |= bare);
        own
    }

    /// Which spellings are full names that are one with this one. Most that sound like its surname are of other families, and
    /// each surname is looked at once.
    fn people_like(&self, full: &str) -> Vec<bool> {
        let (asked, surname) = (Asked::of(full), Surname::of(name_key::last(full).unwrap_or_default()));
        let mut families: FxHashMap<&str, bool> = FxHashMap::default();
        let is_like = |s: &Spelling| asked.may_be(&s.name) && s.is_full() && asked.same(&s.name) >= SAME;
        let mut own = Vec::with_capacity(self.spellings.len());
        for spelling in &self.spellings {
            let last = spelling.last.as_deref().unwrap_or_default();
            let of_family = *families.entry(last).or_insert_with(|| surname.may_be(last));
            own.push(of_family && is_like(spelling));
        }
        own
    }
}

fn kind(tag: &str) -> Kind {
    Kind::ALL.into_iter().find(|kind| kind.tag() == tag).unwrap_or(Kind::Other)
}
