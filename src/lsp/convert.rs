//! From the desk's bytes to the editor's lines and columns and back: the only place where they meet.

use crate::finding::{Citation, Edit, Finding, Severity};
use crate::lsp::abilities::Abilities;
use crate::text::buffer::Buffer;
use crate::text::position::{Encoding, Position as Place};
use crate::text::span::{InSource, Span};
use std::collections::HashMap;
use std::path::Path;
use tower_lsp::ls_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position, Range, TextEdit,
    Uri,
};

/// The editor's position of a byte.
pub fn position(buffer: &Buffer, offset: usize, encoding: Encoding) -> Position {
    let Place { line, column } = buffer.position(offset, encoding);
    Position { line: u32::try_from(line).unwrap_or(u32::MAX), character: u32::try_from(column).unwrap_or(u32::MAX) }
}

/// The byte at the editor's position.
pub fn offset(buffer: &Buffer, position: Position, encoding: Encoding) -> usize {
    buffer.offset(Place { line: position.line as usize, column: position.character as usize }, encoding)
}

/// The editor's range of a span.
pub fn range(buffer: &Buffer, span: Span<InSource>, encoding: Encoding) -> Range {
    Range { start: position(buffer, span.start, encoding), end: position(buffer, span.end, encoding) }
}

/// The span of an editor's range; one turned round is put right.
pub fn span(buffer: &Buffer, range: Range, encoding: Encoding) -> Span<InSource> {
    let (a, b) = (offset(buffer, range.start, encoding), offset(buffer, range.end, encoding));
    Span::new(a.min(b), a.max(b))
}

/// A change as the editor makes it.
pub fn edit(buffer: &Buffer, edit: &Edit, encoding: Encoding) -> TextEdit {
    TextEdit { range: range(buffer, edit.at, encoding), new_text: edit.text.clone() }
}

/// Findings as the editor shows them.
pub fn diagnostics<'f>(
    buffer: &Buffer,
    findings: impl IntoIterator<Item = &'f Finding>,
    abilities: &Abilities,
) -> impl Iterator<Item = Diagnostic> {
    let mut sources = Sources::default();
    findings.into_iter().map(move |finding| diagnostic(buffer, finding, abilities, &mut sources))
}

/// Files that were looked for on the disk: the findings of one answer cite one archive many times.
type Sources<'f> = HashMap<&'f str, Option<Uri>>;

fn diagnostic<'f>(
    buffer: &Buffer,
    finding: &'f Finding,
    abilities: &Abilities,
    sources: &mut Sources<'f>,
) -> Diagnostic {
    let cited = finding.records.iter().filter(|_| abilities.related);
    let related: Vec<_> = cited.filter_map(|citation| related(citation, sources)).collect();
    Diagnostic {
        range: range(buffer, finding.at, abilities.encoding),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.to_owned())),
        source: Some("copydesk".to_owned()),
        message: finding.message.clone(),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

/// Where something is on record, as a place to go to: the start of its line.
pub fn location(citation: &Citation) -> Option<Location> {
    Some(line_of(citation, source(&citation.path)?))
}

fn source(path: &str) -> Option<Uri> {
    let path = Path::new(path);
    path.exists().then(|| Uri::from_file_path(path)).flatten()
}

fn line_of(citation: &Citation, uri: Uri) -> Location {
    let line = u32::try_from(citation.line.saturating_sub(1)).unwrap_or(u32::MAX);
    let start = Position { line, character: 0 };
    Location { uri, range: Range { start, end: start } }
}

const fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

fn related<'f>(citation: &'f Citation, sources: &mut Sources<'f>) -> Option<DiagnosticRelatedInformation> {
    let uri = sources.entry(&citation.path).or_insert_with(|| source(&citation.path)).clone()?;
    let speaker = citation.speaker.as_deref().map(|speaker| format!(", {speaker}")).unwrap_or_default();
    let message = format!("on record ({}{speaker}): “{}”", citation.origin(), citation.quote);
    Some(DiagnosticRelatedInformation { location: line_of(citation, uri), message })
}
