//! What editors say that the transport's types do not take: edits with places to fill in, which the protocol has since 3.18,
//! and abilities announced in a form that it does not have. Messages are turned at the door, so that the rest of the house
//! knows of no second way.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tower_lsp::jsonrpc::Request;
use tower_lsp::ls_types::ClientCapabilities;

/// What code actions are asked for by behind the door: their edits may be of the newer kind.
pub const CODE_ACTION: &str = "copydesk/codeAction";

/// The newer announcement, where the types keep what they do not know.
const SNIPPETS: &str = "copydesk/snippetEdits";

/// A message as the house takes it.
pub fn inward(request: Request) -> Request {
    match request.method() {
        "initialize" => turned(request, |method, params| (method, announced(params))),
        "textDocument/codeAction" => turned(request, |_, params| (CODE_ACTION.to_owned(), params)),
        _ => request,
    }
}

/// Whether edits may have places to fill in.
pub fn takes_snippets(capabilities: &ClientCapabilities) -> bool {
    capabilities.experimental.as_ref().and_then(|all| all.get(SNIPPETS)) == Some(&Value::Bool(true))
}

/// An edit in the newer form.
pub fn snippet_edit(range: &Value, snippet: &str) -> Value {
    json!({"range": range, "snippet": {"kind": "snippet", "value": snippet}})
}

fn turned(request: Request, turn: impl FnOnce(String, Value) -> (String, Value)) -> Request {
    let (method, id, params) = request.into_parts();
    let (method, params) = turn(method.into_owned(), params.unwrap_or_default());
    let turned = Request::build(method).params(params);
    match id {
        Some(id) => turned.id(id).finish(),
        None => turned.finish(),
    }
}

fn announced(mut params: Value) -> Value {
    let said = params.pointer("/capabilities/workspace/workspaceEdit/snippetEditSupport") == Some(&Value::Bool(true));
    let Some(all) = params.get_mut("capabilities").and_then(Value::as_object_mut) else { return params };
    if said {
        let experimental = all.entry("experimental").or_insert_with(|| Value::Object(Map::new()));
        if let Some(experimental) = experimental.as_object_mut() {
            experimental.insert(SNIPPETS.to_owned(), Value::Bool(true));
        }
    }
    leave_out_unreadable(all);
    params
}

/// One ability announced wrongly must not cost the editor all the others.
fn leave_out_unreadable(all: &mut Map<String, Value>) {
    let reads = |all: Value| ClientCapabilities::deserialize(all).is_ok();
    if reads(Value::Object(all.clone())) {
        return;
    }
    for (section, abilities) in all.iter_mut() {
        if let Some(abilities) = abilities.as_object_mut() {
            abilities.retain(|ability, announced| reads(json!({section: {ability: announced}})));
        }
    }
    all.retain(|section, abilities| reads(json!({section: abilities})));
}
