//! An editor for tests: talks to the real server over its standard input and output. Waits for messages, never for time;
//! the limit only turns a hang into a failure.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(30);

pub struct Editor {
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Messages that came while another was waited for.
    kept: Vec<Value>,
    last_id: i64,
    /// Replies to the server's own questions; off for an editor that is busy.
    pub answers: bool,
}

impl Editor {
    /// Starts a server in a folder, without a word said.
    pub fn start(folder: &std::path::Path) -> Self {
        let mut server = Command::new(assert_cmd::cargo::cargo_bin!("copydesk"))
            .arg("lsp")
            .current_dir(folder)
            .env("XDG_CACHE_HOME", folder.join(".cache"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let (sender, messages) = channel();
        let mut output = BufReader::new(server.stdout.take().expect("piped"));
        std::thread::spawn(move || {
            while let Some(message) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let input = server.stdin.take();
        Self { server, input, messages, kept: Vec::new(), last_id: 0, answers: true }
    }

    /// Starts a server and introduces the editor: `capabilities` and `options` as the protocol has them.
    pub fn greet(folder: &std::path::Path, capabilities: Value, options: Value) -> (Self, Value) {
        let mut editor = Self::start(folder);
        let root = uri(folder);
        let result = editor.request(
            "initialize",
            json!({"processId": std::process::id(), "rootUri": root, "capabilities": capabilities, "initializationOptions": options}),
        );
        editor.notify("initialized", json!({}));
        (editor, result["result"].clone())
    }

    /// Writes bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("still open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    pub fn send(&mut self, message: &Value) {
        self.raw(&frame(message));
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request; the reply can be waited for by the id.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}));
        self.last_id
    }

    /// Sends a request and waits for its reply.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.reply(id)
    }

    /// Waits for the reply to a request.
    pub fn reply(&mut self, id: i64) -> Value {
        self.wait("a reply", |m| m["id"] == json!(id) && m["method"].is_null())
    }

    /// Waits for a notification or question of the server.
    pub fn hear(&mut self, method: &str) -> Value {
        self.wait(method, |m| m["method"] == json!(method))
    }

    /// Waits for the first message that is wanted; others are kept for later.
    pub fn wait(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(i) = self.kept.iter().position(&wanted) {
            return self.kept.remove(i);
        }
        let end = Instant::now() + LIMIT;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let message = self.messages.recv_timeout(left).unwrap_or_else(|e| panic!("waiting for {what}: {e}"));
            if self.answers && !message["method"].is_null() && !message["id"].is_null() {
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
            }
            if wanted(&message) {
                return message;
            }
            self.kept.push(message);
        }
    }

    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        let item = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": item}));
    }

    /// One change; `range` is start line, start column, end line, end column.
    pub fn change(&mut self, uri: &str, version: i32, range: [usize; 4], text: &str) {
        let params = change(uri, version, range, text);
        self.notify("textDocument/didChange", params);
    }

    /// Waits for the diagnostics of a draft at a version or a later one.
    pub fn published(&mut self, uri: &str, version: i32) -> Vec<Value> {
        let is_it = |m: &Value| {
            m["method"] == "textDocument/publishDiagnostics"
                && m["params"]["uri"] == json!(uri)
                && m["params"]["version"].as_i64().is_some_and(|v| v >= i64::from(version))
        };
        let message = self.wait("diagnostics", is_it);
        message["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Pulls the diagnostics of a draft.
    pub fn pulled(&mut self, uri: &str) -> Vec<Value> {
        let reply = self.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
        reply["result"]["items"].as_array().unwrap_or_else(|| panic!("no items in {reply}")).clone()
    }

    /// What came without being waited for.
    pub fn kept(&self) -> &[Value] {
        &self.kept
    }

    /// Says good-bye; the exit status.
    pub fn leave(mut self) -> ExitStatus {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.ended()
    }

    /// Closes the server's input.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits until the server's process is gone: its output ends, then the status is there.
    pub fn ended(&mut self) -> ExitStatus {
        let end = Instant::now() + LIMIT;
        while let Ok(message) = self.messages.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.kept.push(message);
        }
        assert!(Instant::now() < end, "the server goes on");
        self.server.wait().expect("a child")
    }
}

#[allow(dead_code, reason = "for benches/soak.rs, which shares this file")]
impl Editor {
    /// Drops what came without being waited for.
    pub fn forget(&mut self) {
        self.kept.clear();
    }

    /// Memory of the server's process in KiB, where the system tells.
    pub fn resident(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.server.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A message as it goes over the wire.
pub fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// The parameters of a `didChange` with one change.
pub fn change(uri: &str, version: i32, [line, column, end_line, end_column]: [usize; 4], text: &str) -> Value {
    let start = json!({"line": line, "character": column});
    let end = json!({"line": end_line, "character": end_column});
    json!({
        "textDocument": {"uri": uri, "version": version},
        "contentChanges": [{"range": {"start": start, "end": end}, "text": text}],
    })
}

/// The address of a file.
pub fn uri(path: &std::path::Path) -> String {
    format!("file://{}", path.display())
}

fn read_message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(':') {
            Some((_, value)) => length = value.trim().parse().expect("a length"),
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("the server writes JSON"))
}
