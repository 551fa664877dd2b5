//! What the editor can do, read once from what it announces.

use super::newer;
use crate::text::position::Encoding;
use tower_lsp::ls_types::{ClientCapabilities, InitializeParams, MarkupKind, PositionEncodingKind};

/// What the editor can do.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is one ability of the protocol")]
pub struct Abilities {
    /// What columns count.
    pub encoding: Encoding,
    /// It pulls diagnostics, and again when told that answers changed; they are not pushed then. Pulling alone is not
    /// enough: the record answers late, and Neovim up to 0.11 would show yesterday's answer until the next key.
    pub pulls: bool,
    /// Hovers may be Markdown.
    pub markdown: bool,
    /// Diagnostics may point to other places.
    pub related: bool,
    /// Symbols may be nested.
    pub nested_symbols: bool,
    /// Code actions may carry edits.
    pub literal_actions: bool,
    /// Edits may have places to fill in.
    pub snippets: bool,
    /// Edits may name the version they are for.
    pub versioned_edits: bool,
    /// It asks for lenses again when told to.
    pub refreshes_lenses: bool,
    /// It asks for inlay hints again when told to.
    pub refreshes_hints: bool,
    /// It shows progress.
    pub progress: bool,
    /// It can be asked to watch files.
    pub watches: bool,
    /// It answers questions about its settings.
    pub configuration: bool,
    /// It can be asked to tell when they change.
    pub told_of_settings: bool,
}

impl Abilities {
    /// Reads the announcement.
    pub fn of(params: &InitializeParams) -> Self {
        let all = &params.capabilities;
        let text = all.text_document.as_ref();
        let workspace = all.workspace.as_ref();
        let hover = text.and_then(|t| t.hover.as_ref()).and_then(|h| h.content_format.as_ref());
        Self {
            encoding: encoding(all),
            pulls: text.is_some_and(|t| t.diagnostic.is_some())
                && workspace.and_then(|w| w.diagnostics.as_ref()?.refresh_support) == Some(true),
            markdown: hover.and_then(|formats| formats.first()) == Some(&MarkupKind::Markdown),
            related: text.and_then(|t| t.publish_diagnostics.as_ref()).and_then(|p| p.related_information)
                == Some(true),
            nested_symbols: text.and_then(|t| t.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                == Some(true),
            literal_actions: text.and_then(|t| t.code_action.as_ref()?.code_action_literal_support.as_ref()).is_some(),
            snippets: newer::takes_snippets(all),
            versioned_edits: workspace.and_then(|w| w.workspace_edit.as_ref()?.document_changes) == Some(true),
            refreshes_lenses: workspace.and_then(|w| w.code_lens.as_ref()?.refresh_support) == Some(true),
            refreshes_hints: workspace.and_then(|w| w.inlay_hint.as_ref()?.refresh_support) == Some(true),
            progress: all.window.as_ref().and_then(|w| w.work_done_progress) == Some(true),
            watches: workspace.and_then(|w| w.did_change_watched_files?.dynamic_registration) == Some(true),
            configuration: workspace.and_then(|w| w.configuration) == Some(true),
            told_of_settings: workspace.and_then(|w| w.did_change_configuration?.dynamic_registration) == Some(true),
        }
    }
}

/// Bytes if the editor can count them: they are what the desk counts, so nothing is converted. Otherwise the first of
/// the editor's own list (it knows what it counts in itself), and UTF-16 where it says nothing, as the protocol wants.
fn encoding(all: &ClientCapabilities) -> Encoding {
    let offered = all.general.as_ref().and_then(|g| g.position_encodings.as_deref()).unwrap_or_default();
    let known = |kind: &PositionEncodingKind| match kind.as_str() {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    };
    let mut offered: Vec<_> = offered.iter().filter_map(known).collect();
    offered.sort_by_key(|encoding| *encoding != Encoding::Utf8);
    offered.first().copied().unwrap_or(Encoding::Utf16)
}

/// The protocol's word for an encoding.
pub const fn encoding_kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}
