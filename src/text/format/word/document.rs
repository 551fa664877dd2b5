//! From the XML of a Word file to its view. Names of elements are those of WordprocessingML (ECMA-376, part 1, 17).

use super::{REFERS, mark};
use crate::error::Problem;
use crate::text::format::{Meta, allow, date};
use crate::text::passage::Role;
use crate::text::xml::{self, Element, Piece};
use std::collections::HashMap;
use std::fmt::Write;

/// The members of the archive that matter, unpacked; empty where the archive has none.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// `word/document.xml`
    pub document: String,
    /// `word/styles.xml`
    pub styles: String,
    /// `word/comments.xml`
    pub comments: String,
    /// `docProps/core.xml`
    pub properties: String,
}

/// The view, what the file says about itself, and what could not be read. Deletions that are tracked are gone,
/// insertions are there; comments, footnotes, tables, pictures and text boxes are no running text. A comment that says
/// `copydesk: allow CODE reason` stands behind its paragraph.
pub fn view(parts: &Parts) -> (String, Meta, Vec<Problem>) {
    let roles = styles(&parts.styles);
    let mut writer = Writer { roles, allows: comments(&parts.comments), ..Writer::default() };
    let end = xml::walk(&parts.document, |piece| writer.take(piece));
    writer.end_paragraph();
    let problem = end.err().map(|(_, why)| {
        let read = writer.view.lines().count();
        Problem::new("", format!("the Word file breaks off after {read} paragraphs ({why}); these are read"))
    });
    (writer.view, properties(&parts.properties), problem.into_iter().collect())
}

/// What holds no running text, whatever is in it. `moveFrom` and `del` are where tracked changes keep the old words;
/// `Fallback` repeats what stands beside it.
const NO_PROSE: [&str; 11] = [
    "del",
    "moveFrom",
    "pPrChange",
    "rPrChange",
    "tbl",
    "drawing",
    "pict",
    "object",
    "Fallback",
    "txbxContent",
    "instrText",
];

/// The view as far as it is written.
#[derive(Default)]
struct Writer {
    view: String,
    roles: HashMap<String, Role>,
    /// Permissions by the comment's id.
    allows: HashMap<String, String>,
    /// The element without prose that we are in, and how many of its name.
    skipped: Option<(String, usize)>,
    in_properties: bool,
    in_text: bool,
    /// The run's text is not shown.
    hidden: bool,
    paragraph: Paragraph,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    notes: String,
    role: Option<Role>,
    is_item: bool,
    /// Its end was deleted: the next paragraph goes on.
    runs_on: bool,
    /// Words of it link to the web, or a footnote or endnote hangs on it.
    refers: bool,
}

impl Writer {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Start(tag) if self.skipped.is_some() => self.deepen(&tag.name, true),
            Piece::End(name) if self.skipped.is_some() => self.deepen(&name, false),
            Piece::Start(tag) => self.start(&tag),
            Piece::End(name) => self.end(&name),
            Piece::Text(text) if self.in_text && !self.hidden && self.skipped.is_none() => {
                self.paragraph.text.push_str(&text);
            }
            Piece::Text(_) => {}
        }
    }

    fn deepen(&mut self, name: &str, start: bool) {
        let Some((skipped, depth)) = &mut self.skipped else { return };
        if skipped == name {
            *depth = if start { *depth + 1 } else { *depth - 1 };
            if *depth == 0 {
                self.skipped = None;
            }
        }
    }

    fn start(&mut self, tag: &Element) {
        let value = || tag.get("val").unwrap_or_default();
        let on = || !matches!(tag.get("val"), Some("0" | "false" | "off"));
        match tag.name.as_str() {
            "pPr" | "rPr" => self.in_properties = true,
            "del" | "moveFrom" if self.in_properties => self.paragraph.runs_on = true,
            name if NO_PROSE.contains(&name) => self.skipped = Some((name.to_owned(), 1)),
            "pStyle" => self.paragraph.role = self.roles.get(value()).copied(),
            "numPr" => self.paragraph.is_item = true,
            "vanish" if self.in_properties => self.hidden = on(),
            "r" => self.hidden = false,
            "t" => self.in_text = true,
            "tab" | "br" | "cr" if !self.in_properties => self.paragraph.text.push(' '),
            "noBreakHyphen" => self.paragraph.text.push('-'),
            "footnoteReference" | "endnoteReference" => self.paragraph.refers = true,
            // One with an anchor instead leads to another place of the file.
            "hyperlink" => self.paragraph.refers |= tag.get("id").is_some(),
            "commentReference" => self.note(tag.get("id").unwrap_or_default()),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "pPr" | "rPr" => self.in_properties = false,
            "t" => self.in_text = false,
            "p" if !self.paragraph.runs_on => self.end_paragraph(),
            "p" => self.paragraph.runs_on = false,
            _ => {}
        }
    }

    fn note(&mut self, id: &str) {
        if let Some(allow) = self.allows.get(id) {
            let _ = write!(self.paragraph.notes, " <!-- {allow} -->");
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let text = paragraph.text.split(['\n', '\r']).collect::<Vec<_>>().join(" ");
        if text.trim().is_empty() {
            return;
        }
        let role = paragraph.role.unwrap_or(if paragraph.is_item { Role::ListItem } else { Role::Paragraph });
        let refers = if paragraph.refers { REFERS } else { "" };
        let _ = writeln!(self.view, "{}{}{refers}{}", mark(role), text.trim(), paragraph.notes);
    }
}

/// Roles by style id. Ids are in the language of the program that made them, names of built-in styles are not.
fn styles(source: &str) -> HashMap<String, Role> {
    let mut roles = HashMap::new();
    let mut id = String::new();
    let _ = xml::walk(source, |piece| {
        let Piece::Start(tag) = piece else { return };
        match tag.name.as_str() {
            "style" => id = tag.get("styleId").unwrap_or_default().to_owned(),
            "name" => {
                if let Some(role) = style_role(tag.get("val").unwrap_or_default()) {
                    roles.insert(id.clone(), role);
                }
            }
            _ => {}
        }
    });
    roles
}

fn style_role(name: &str) -> Option<Role> {
    match name.to_ascii_lowercase().as_str() {
        "title" | "heading 1" => Some(Role::Headline),
        "quote" | "intense quote" | "block text" => Some(Role::BlockQuote),
        "subtitle" => Some(Role::Heading),
        name if name.starts_with("heading ") => Some(Role::Heading),
        name if name.starts_with("list") => Some(Role::ListItem),
        _ => None,
    }
}

/// Comments that give permissions, by id.
fn comments(source: &str) -> HashMap<String, String> {
    let mut allows = HashMap::new();
    let (mut id, mut text) = (String::new(), String::new());
    let _ = xml::walk(source, |piece| match piece {
        Piece::Start(tag) if tag.name == "comment" => {
            (id, text) = (tag.get("id").unwrap_or_default().to_owned(), String::new());
        }
        Piece::Text(more) => text.push_str(&more),
        Piece::End(name) if name == "comment" => {
            let said = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !allow::comments(&format!("<!-- {said} -->")).is_empty() {
                allows.insert(std::mem::take(&mut id), said);
            }
        }
        _ => {}
    });
    allows
}

/// The day the file was made. Its title and author are left: they are the template's as often as the story's.
fn properties(source: &str) -> Meta {
    let mut created = None;
    let mut inside = false;
    let _ = xml::walk(source, |piece| match piece {
        Piece::Start(tag) => inside = tag.name == "created",
        Piece::Text(text) if inside => created = created.or_else(|| date::read(&text)),
        Piece::Text(_) | Piece::End(_) => {}
    });
    Meta { date: created, ..Meta::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="Citat"><w:name w:val="Quote"/></w:style></w:styles>"#;

    fn read(body: &str) -> String {
        let document = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        let comments = r#"<w:comments><w:comment w:id="4"><w:p><w:r><w:t>copydesk: allow joint-quote chorus</w:t></w:r></w:p></w:comment>
            <w:comment w:id="5"><w:p><w:r><w:t>check this</w:t></w:r></w:p></w:comment></w:comments>"#;
        let parts = Parts { document, styles: STYLES.into(), comments: comments.into(), ..Parts::default() };
        let (view, _, problems) = view(&parts);
        assert!(problems.is_empty(), "{problems:?}");
        view
    }

    fn paragraph(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    #[test]
    fn a_paragraph_is_a_line_and_empty_ones_are_left_out() {
        let body = paragraph("One &amp; &#8220;two&#8221;.") + "<w:p/>" + &paragraph("Three.");
        assert_eq!(read(&body), "One & “two”.\nThree.\n");
    }

    #[test]
    fn tracked_deletions_are_gone_and_insertions_are_there() {
        let body = "<w:p><w:r><w:t xml:space=\"preserve\">We will </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del>\
                    <w:ins><w:r><w:t>never </w:t></w:r></w:ins><w:moveFrom><w:r><w:t>soon </w:t></w:r></w:moveFrom><w:r><w:t>sell.</w:t></w:r></w:p>";
        assert_eq!(read(body), "We will never sell.\n");
    }

    #[test]
    fn a_deleted_paragraph_end_joins_two() {
        let body = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>One, </w:t></w:r></w:p>".to_owned()
            + &paragraph("and on.");
        assert_eq!(read(&body), "One, and on.\n");
    }

    #[test]
    fn styles_make_roles_in_any_language() {
        let body = "<w:p><w:pPr><w:pStyle w:val=\"Rubrik1\"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>\
                    <w:p><w:pPr><w:pStyle w:val=\"Citat\"/></w:pPr><w:r><w:t>Said.</w:t></w:r></w:p>\
                    <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Item</w:t></w:r></w:p>";
        assert_eq!(read(body), "# Head\n> Said.\n- Item\n");
    }

    #[test]
    fn what_is_no_running_text_is_left_out() {
        let body = "<w:tbl><w:tr><w:tc>".to_owned()
            + &paragraph("cell")
            + "</w:tc></w:tr></w:tbl><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r><w:r><w:t>Shown</w:t><w:tab/><w:t>here.</w:t>\
               </w:r><w:r><w:instrText>HYPERLINK</w:instrText></w:r></w:p>";
        assert_eq!(read(&body), "Shown here.\n");
    }

    #[test]
    fn footnotes_and_links_are_marked_behind_the_paragraph() {
        let link = |how: &str| format!("<w:p><w:hyperlink {how}><w:r><w:t>There.</w:t></w:r></w:hyperlink></w:p>");
        let note = "<w:p><w:r><w:t>Said.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
        let body = note.to_owned() + &link("r:id=\"rId4\"") + &link("w:anchor=\"above\"");
        assert_eq!(read(&body), "Said. [^]\nThere. [^]\nThere.\n");
    }

    #[test]
    fn a_comment_may_give_a_permission() {
        let body = "<w:p><w:r><w:t>\"La la.\"</w:t></w:r><w:r><w:commentReference w:id=\"4\"/></w:r><w:r><w:commentReference w:id=\"5\"/></w:r></w:p>";
        assert_eq!(read(body), "\"La la.\" <!-- copydesk: allow joint-quote chorus -->\n");
    }

    #[test]
    fn a_file_that_breaks_off_is_read_so_far() {
        let document = "<w:document><w:body>".to_owned() + &paragraph("One.") + "<w:p><w:r><w:t>Two</w:";
        let (view, _, problems) = view(&Parts { document, ..Parts::default() });
        assert_eq!(view, "One.\nTwo\n");
        assert!(problems[0].message.contains("after 2 paragraphs"), "{}", problems[0].message);
    }
}
