//! Frames on standard input and output. The transport gives up for good at the first frame that it cannot read, so
//! frames are looked at here first: a broken one is answered with a parse error and the next one is read.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Read, Write};
use std::pin::Pin;
use std::sync::{Arc, mpsc};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::jsonrpc::{Error, Id};

const LENGTH: &str = "Content-Length:";
/// No message is longer, in bytes: a draft of this size is no draft.
const LONGEST: usize = 256 << 20;
/// No header line is longer, in bytes.
const LONGEST_LINE: u64 = 8 << 10;

/// Starts a reader and a writer thread on standard input and output. `ended` is told when the input ends.
pub fn open(ended: Arc<Notify>) -> (Input, Output, Written) {
    let (frames_in, frames) = unbounded_channel();
    let (bytes_in, bytes) = mpsc::channel();
    let (done_in, done) = mpsc::channel();
    let errors = bytes_in.clone();
    std::thread::spawn(move || {
        forward(&mut std::io::stdin().lock(), &frames_in, &errors);
        drop(frames_in);
        ended.notify_one();
    });
    std::thread::spawn(move || {
        write(&bytes);
        let _ = done_in.send(());
    });
    (Input { frames, frame: Vec::new(), at: 0 }, Output(bytes_in), Written(done))
}

/// Whole frames from the editor.
pub struct Input {
    frames: UnboundedReceiver<Vec<u8>>,
    frame: Vec<u8>,
    at: usize,
}

impl AsyncRead for Input {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> {
        if self.at == self.frame.len() {
            let Some(frame) = ready!(self.frames.poll_recv(cx)) else { return Poll::Ready(Ok(())) };
            (self.frame, self.at) = (frame, 0);
        }
        let end = self.frame.len().min(self.at + buf.remaining());
        buf.put_slice(&self.frame[self.at..end]);
        self.at = end;
        Poll::Ready(Ok(()))
    }
}

/// Bytes for the editor; `None` is the last word, since the reader keeps a sender for as long as the input is open.
type Bytes = Option<Vec<u8>>;

/// Bytes for the editor. Never waits: an editor that does not read must not keep us from reading.
pub struct Output(mpsc::Sender<Bytes>);

impl Output {
    /// A way past the transport.
    pub fn aside(&self) -> Aside {
        Aside(self.0.clone())
    }
}

/// Messages that go past the transport, between its frames. It would make a tree of each before it writes it, and hand it
/// from task to task: a draft's findings go out at every key.
#[derive(Clone)]
pub struct Aside(mpsc::Sender<Bytes>);

impl Aside {
    /// Sends a notification.
    pub fn notify(&self, method: &str, params: &impl Serialize) {
        #[derive(Serialize)]
        struct Message<'m, P> {
            jsonrpc: &'m str,
            method: &'m str,
            params: &'m P,
        }
        self.send(&Message { jsonrpc: "2.0", method, params });
    }

    /// Sends a reply.
    pub fn reply(&self, id: &Id, outcome: Result<impl Serialize, Error>) {
        #[derive(Serialize)]
        struct Message<'m, R> {
            jsonrpc: &'m str,
            id: &'m Id,
            #[serde(flatten)]
            outcome: Outcome<R>,
        }
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        enum Outcome<R> {
            Result(R),
            Error(Error),
        }
        let outcome = outcome.map_or_else(Outcome::Error, Outcome::Result);
        self.send(&Message { jsonrpc: "2.0", id, outcome });
    }

    fn send(&self, message: &impl Serialize) {
        if let Ok(body) = serde_json::to_vec(message) {
            let _ = self.0.send(Some(framed(&body)));
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        let _ = self.0.send(None);
    }
}

impl AsyncWrite for Output {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<std::io::Result<usize>> {
        let sent = self.0.send(Some(bytes.to_vec()));
        Poll::Ready(sent.map(|()| bytes.len()).map_err(|_| std::io::ErrorKind::BrokenPipe.into()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// Tells when everything is written.
pub struct Written(mpsc::Receiver<()>);

impl Written {
    /// Waits until all that was sent is written, but not longer than `limit`.
    pub fn wait(&self, limit: Duration) {
        let _ = self.0.recv_timeout(limit);
    }
}

fn write(bytes: &mpsc::Receiver<Bytes>) {
    let mut stdout = std::io::stdout().lock();
    while let Ok(Some(bytes)) = bytes.recv() {
        if stdout.write_all(&bytes).and_then(|()| stdout.flush()).is_err() {
            return;
        }
    }
}

/// Passes good frames on and answers broken ones, until the input ends.
fn forward(input: &mut impl BufRead, frames: &UnboundedSender<Vec<u8>>, errors: &mpsc::Sender<Bytes>) {
    let mut input = Pushback { back: Vec::new(), input };
    while let Some(length) = next_length(&mut input) {
        let Some(body) = input.exact(length) else { return };
        match fault(&body) {
            None => drop(frames.send(framed(&body))),
            Some((code, message)) => {
                let error =
                    serde_json::json!({"jsonrpc": "2.0", "id": null, "error": {"code": code, "message": message}});
                let _ = errors.send(Some(framed(error.to_string().as_bytes())));
                // A wrong length swallows the next frame's header; what follows is read from there.
                if let Some(at) = find(&body, LENGTH.as_bytes()) {
                    input.back = [&body[at..], &input.back].concat();
                }
            }
        }
    }
}

/// The messages in what an editor sent, each with its header; broken ones left out.
pub fn messages(mut input: &[u8]) -> Vec<Vec<u8>> {
    let (frames_in, mut frames) = unbounded_channel();
    let (errors, _answers) = mpsc::channel();
    forward(&mut input, &frames_in, &errors);
    std::iter::from_fn(|| frames.try_recv().ok()).collect()
}

/// A reader that can be given bytes back.
struct Pushback<'r, R> {
    back: Vec<u8>,
    input: &'r mut R,
}

impl<R: BufRead> Pushback<'_, R> {
    /// A line with its end; empty at the end of the input.
    fn line(&mut self) -> Vec<u8> {
        let cut = self.back.iter().position(|b| *b == b'\n').map_or(self.back.len(), |i| i + 1);
        let mut line: Vec<u8> = self.back.drain(..cut).collect();
        if !line.ends_with(b"\n") {
            let _ = self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
        }
        line
    }

    fn exact(&mut self, length: usize) -> Option<Vec<u8>> {
        let mut bytes: Vec<u8> = self.back.drain(..self.back.len().min(length)).collect();
        let rest = length - bytes.len();
        let read = self.input.by_ref().take(rest as u64).read_to_end(&mut bytes).ok()?;
        (read == rest).then_some(bytes)
    }
}

/// Reads headers, and over anything that is none, up to the empty line after a content length.
fn next_length(input: &mut Pushback<impl BufRead>) -> Option<usize> {
    let mut length = None;
    loop {
        let line = input.line();
        if line.is_empty() {
            return None;
        }
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() && length.is_some() {
            return length;
        }
        if let Some(at) = text.to_ascii_lowercase().find(&LENGTH.to_ascii_lowercase()) {
            length = text[at + LENGTH.len()..].trim().parse().ok().filter(|l| *l <= LONGEST);
        }
    }
}

/// The parts of a message that the transport must be able to read.
#[derive(Deserialize)]
struct Envelope {
    jsonrpc: String,
    #[serde(default, rename = "method")]
    _method: String,
    id: Option<serde_json::Value>,
}

/// The error code and what is wrong with a message, if it is none.
fn fault(body: &[u8]) -> Option<(i32, &'static str)> {
    if std::str::from_utf8(body).is_err() || serde_json::from_slice::<IgnoredAny>(body).is_err() {
        return Some((-32700, "the message is not JSON in UTF-8; it was left out"));
    }
    let sound = serde_json::from_slice::<Envelope>(body)
        .is_ok_and(|m| m.jsonrpc == "2.0" && m.id.is_none_or(|id| id.is_string() || id.is_i64()));
    (!sound).then_some((-32600, "the message is neither a request nor a reply; it was left out"))
}

fn framed(body: &[u8]) -> Vec<u8> {
    [format!("{LENGTH} {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bodies that get through, and the codes of the errors that are answered.
    fn read(input: &[u8]) -> (Vec<String>, Vec<i64>) {
        let (frames_in, mut frames) = unbounded_channel();
        let (errors_in, errors) = mpsc::channel();
        forward(&mut std::io::BufReader::with_capacity(3, input), &frames_in, &errors_in);
        drop((frames_in, errors_in));
        let body = |frame: Vec<u8>| {
            let text = String::from_utf8(frame).unwrap();
            text.split_once("\r\n\r\n").unwrap().1.to_owned()
        };
        let code = |frame| serde_json::from_str::<serde_json::Value>(&body(frame)).unwrap()["error"]["code"].as_i64();
        let mut bodies = Vec::new();
        while let Ok(frame) = frames.try_recv() {
            bodies.push(body(frame));
        }
        (bodies, errors.into_iter().flatten().map(|e| code(e).unwrap()).collect())
    }

    const GOOD: &str = r#"{"jsonrpc":"2.0","method":"x","params":{"a":"é"}}"#;

    fn frame(body: &str) -> String {
        String::from_utf8(framed(body.as_bytes())).unwrap()
    }

    #[test]
    fn broken_json_costs_its_own_frame_only() {
        let input = frame(r#"{"nope": "#) + &frame(GOOD) + &frame("[1]") + &frame(GOOD);
        assert_eq!(read(input.as_bytes()), (vec![GOOD.to_owned(); 2], vec![-32700, -32600]));
    }

    #[test]
    fn a_wrong_length_loses_one_message() {
        let short = format!("Content-Length: {}\r\n\r\n{GOOD}", GOOD.len() - 5);
        let long = format!("Content-Length: {}\r\n\r\n{GOOD}", GOOD.len() + 30);
        assert_eq!(read((short + &frame(GOOD)).as_bytes()).0, [GOOD]);
        assert_eq!(read((long + &frame(GOOD) + &frame(GOOD)).as_bytes()).0, [GOOD, GOOD]);
    }

    #[test]
    fn garbage_and_odd_headers_are_read_over() {
        let odd = format!("content-type: x; charset=utf-8\ncontent-length:{}\n\n{GOOD}", GOOD.len());
        let input = "hello\r\n\r\nContent-Length: many\r\n\r\n".to_owned()
            + &odd
            + "Content-Length: 99999999999999999999\r\n\r\n";
        assert_eq!(read(input.as_bytes()).0, [GOOD]);
    }

    #[test]
    fn bytes_that_are_no_text_are_answered() {
        let input = [framed(b"\"\xff\""), framed(GOOD.as_bytes())].concat();
        assert_eq!(read(&input), (vec![GOOD.to_owned()], vec![-32700]));
    }
}
