//! Whole stories, for those who want to read on: of records that lie inside other files.

use super::schema::file_key;
use super::{Printed, Shelf};
use crate::corpus::matching::Query;
use crate::corpus::read;
use crate::finding::Citation;
use std::path::Path;
use tantivy::{DocAddress, Term};

impl Shelf {
    /// The paragraphs of a cited story that lies inside another file; `None` if it has its own, or if its file is not as
    /// it was read.
    pub fn story(&self, citation: &Citation) -> Option<Vec<String>> {
        if read::is_one_story(Path::new(&citation.path)) {
            return None;
        }
        let (story, printed) = self.by_words(citation).or_else(|| self.by_place(citation))?;
        let passages = self.passages(story, &printed);
        (!passages.is_empty()).then(|| passages.into_iter().map(|(text, _)| text).collect())
    }

    /// The words that are cited lead to their story at once.
    fn by_words(&self, citation: &Citation) -> Option<(DocAddress, Printed)> {
        let candidates = self.candidates(&Query::new(&citation.quote));
        candidates.iter().find_map(|candidate| self.if_cited(self.article_of(candidate.at), citation))
    }

    /// All stories of the file, one by one.
    fn by_place(&self, citation: &Citation) -> Option<(DocAddress, Printed)> {
        let path = Path::new(&citation.path);
        let inside =
            |c: &crate::corpus::Collection| Some((c.name.clone(), path.strip_prefix(&c.path).ok()?.to_owned()));
        self.collections.iter().filter_map(inside).find_map(|(collection, inner)| {
            let key = file_key(&collection, &inner.to_string_lossy());
            let stories = self.documents(Term::from_field_u64(self.fields.source, key));
            let mut articles = stories.filter(|at| self.segment(*at).hash(at.doc_id).is_some());
            articles.find_map(|article| self.if_cited(article, citation))
        })
    }

    fn if_cited(&self, article: DocAddress, citation: &Citation) -> Option<(DocAddress, Printed)> {
        let printed = self.printed(article)?;
        let named = |c: &Citation| (c.path.clone(), c.article.clone(), c.date.clone());
        (named(&printed.citation) == named(citation)).then_some((article, printed))
    }
}
