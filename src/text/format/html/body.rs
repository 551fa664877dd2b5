//! Which paragraphs of a page are the story. A page from a site holds teasers, credits and menus beside it; a draft is
//! mostly the story alone. Writers mark it with `<article>` or `<main>`, so nothing is guessed from classes or lengths
//! of links.

use crate::text::passage::{Passage, Role};

/// A passage and what stood around it.
pub struct Placed {
    /// The passage.
    pub passage: Passage,
    /// Which outermost `<article>`, counted from 1; 0 for none.
    pub article: usize,
    /// Inside `<main>`.
    pub main: bool,
    /// Inside a `<header>`.
    pub header: bool,
    /// Bytes of its text that are links.
    pub linked: usize,
}

/// The story's passages, in order.
pub fn choose(page: Vec<Placed>) -> Vec<Passage> {
    let place = story_place(&page);
    let has_headline = page.iter().any(|p| place.holds(p) && p.passage.role == Role::Headline);
    let mut headline_free = !has_headline;
    let mut keep = |p: &Placed| match p.passage.role {
        Role::Note => true,
        Role::Headline if !place.holds(p) => std::mem::take(&mut headline_free),
        Role::Paragraph | Role::ListItem if p.is_link() && !place.is_sure() => false,
        _ => place.holds(p),
    };
    page.into_iter().filter(|p| keep(p)).map(|p| p.passage).collect()
}

impl Placed {
    /// A menu's entry or a teaser: hardly more than the link itself.
    fn is_link(&self) -> bool {
        self.linked * 10 > self.passage.text.len() * 8
    }
}

/// Where the story stands.
enum Place {
    Article(usize),
    Articles,
    Main,
    Page,
    /// All but the page's own header: a name of a site is no paragraph.
    BelowHeader,
}

impl Place {
    /// Nothing but the story stands here.
    const fn is_sure(&self) -> bool {
        matches!(self, Self::Article(_))
    }

    fn holds(&self, p: &Placed) -> bool {
        match self {
            Self::Article(n) => p.article == *n,
            Self::Articles => p.article > 0,
            Self::Main => p.main,
            Self::Page => true,
            Self::BelowHeader => !p.header,
        }
    }
}

/// The one article that holds most; several of like length are a live page. A page whose text lies elsewhere has its
/// articles for teasers.
fn story_place(page: &[Placed]) -> Place {
    let articles = page.iter().map(|p| p.article).max().unwrap_or(0);
    let mut sizes = vec![0; articles + 1];
    page.iter().for_each(|p| sizes[p.article] += p.passage.text.len());
    let main: usize = page.iter().filter(|p| p.main).map(|p| p.passage.text.len()).sum();
    let (best, size) =
        (1..=articles).map(|n| (n, sizes[n])).max_by_key(|(n, size)| (*size, articles - n)).unwrap_or((0, 0));
    let in_articles: usize = sizes[1..].iter().sum();
    if size > 0 && size * 2 >= in_articles && size * 2 >= main && size * 4 >= sizes[0] {
        Place::Article(best)
    } else if main > 0 {
        Place::Main
    } else if in_articles > sizes[0] {
        Place::Articles
    } else if page.iter().any(|p| !p.header && p.passage.role != Role::Note) {
        Place::BelowHeader
    } else {
        Place::Page
    }
}
