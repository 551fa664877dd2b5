//! Nothing leaves the machine: `check` and `lsp` run where the kernel kills whoever opens a socket to a network.

use crate::editor::{frame, uri};
use serde_json::json;
use std::io::Write;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A program that asks for a socket of these families is killed.
const NETWORKS: [i32; 3] = [libc::AF_INET, libc::AF_INET6, libc::AF_PACKET];

/// Where system calls and their arguments stand in what the kernel shows a filter: the call's number, the low half of its
/// first argument (`struct seccomp_data`; x86-64 and 64-bit ARM store the low half first).
const CALL: u32 = 0;
const FIRST_ARGUMENT: u32 = 16;

const fn load(at: u32) -> libc::sock_filter {
    libc::sock_filter { code: (libc::BPF_LD | libc::BPF_W | libc::BPF_ABS) as u16, jt: 0, jf: 0, k: at }
}

const fn skip_unless(value: u32, skip: u8) -> libc::sock_filter {
    libc::sock_filter { code: (libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K) as u16, jt: 0, jf: skip, k: value }
}

const fn then(verdict: u32) -> libc::sock_filter {
    libc::sock_filter { code: (libc::BPF_RET | libc::BPF_K) as u16, jt: 0, jf: 0, k: verdict }
}

/// Runs a program without a network, and what it starts too.
fn cut_off(command: &mut Command) -> &mut Command {
    let mut filter =
        vec![load(CALL), skip_unless(libc::SYS_socket as u32, 1 + 2 * NETWORKS.len() as u8), load(FIRST_ARGUMENT)];
    for family in NETWORKS {
        filter.extend([skip_unless(family as u32, 1), then(libc::SECCOMP_RET_KILL_PROCESS)]);
    }
    filter.push(then(libc::SECCOMP_RET_ALLOW));
    let install = move || {
        let program = libc::sock_fprog { len: filter.len() as u16, filter: filter.as_ptr().cast_mut() };
        // SAFETY: the two calls take plain numbers and a pointer to the filter, which outlives them.
        let done = unsafe {
            libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
                && libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_FILTER, &raw const program) == 0
        };
        if done { Ok(()) } else { Err(std::io::Error::last_os_error()) }
    };
    // SAFETY: between fork and exec only system calls are made, on what was made before.
    unsafe { command.pre_exec(install) }
}

fn newsroom() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("copydesk.toml", "[collections.notes]\npath = \"notes\"\nkind = \"notes\"\n"),
        ("notes/ruiz.txt", "RUIZ: We will not sell the pier to anyone while I am mayor.\n"),
        ("drafts/pier.md", "\"We will not lease the pier to anyone while I am mayor,\" Ana Ruiz said.\n"),
    ];
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn copydesk(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("copydesk"));
    command.args(args).current_dir(folder).env("XDG_CACHE_HOME", folder.join(".cache"));
    command
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn whoever_opens_a_socket_is_killed_here() {
    let mut bash = Command::new("bash");
    let output = cut_off(bash.args(["-c", "exec 3<>/dev/udp/127.0.0.1/9"])).output().unwrap();
    assert_eq!(output.status.signal(), Some(libc::SIGSYS), "the filter does not bite: {output:?}");
}

#[test]
fn a_check_opens_no_socket() {
    let folder = newsroom();
    let output = cut_off(&mut copydesk(folder.path(), &["check", "--format", "concise"])).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(text(&output).contains("altered-quote"), "{}", text(&output));
}

#[test]
fn the_server_opens_no_socket() {
    let folder = newsroom();
    let mut server = copydesk(folder.path(), &["lsp"]);
    let mut server = cut_off(&mut server).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let draft = folder.path().join("drafts/pier.md");
    let item = json!({"uri": uri(&draft), "languageId": "markdown", "version": 1, "text": std::fs::read_to_string(&draft).unwrap()});
    let at = json!({"textDocument": {"uri": uri(&draft)}, "position": {"line": 0, "character": 10}});
    let words = [
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": null, "rootUri": uri(folder.path()), "capabilities": {}}}),
        json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}}),
        json!({"jsonrpc": "2.0", "id": 2, "method": "textDocument/hover", "params": at}),
        json!({"jsonrpc": "2.0", "id": 3, "method": "shutdown"}),
        json!({"jsonrpc": "2.0", "method": "exit"}),
    ];
    let mut input = server.stdin.take().unwrap();
    words.iter().for_each(|word| input.write_all(&frame(word)).unwrap());
    let output = server.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(text(&output).contains("\"id\":3"), "{}", text(&output));
}
