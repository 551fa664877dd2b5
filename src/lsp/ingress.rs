//! The door: every message is begun the moment it comes in, so that the inbox sees them in wire order. The transport by
//! itself begins a handler when it next finds time, and an edit may then overtake the hover that was sent before it.

use super::inbox::Inbox;
use super::{newer, pull};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};
use tokio::sync::Notify;
use tower::Service;
use tower_lsp::jsonrpc::{Request, Response};

/// Wraps the protocol's service.
pub struct Ingress<S> {
    service: S,
    inbox: Inbox,
    manners: Arc<Manners>,
    ended: Arc<Notify>,
}

/// Whether the editor asked for `shutdown` before it left.
#[derive(Default)]
pub struct Manners(AtomicBool);

impl Manners {
    /// The protocol wants exit status 0 then, and 1 otherwise.
    pub fn took_leave(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl<S> Ingress<S> {
    /// `ended` is told when the editor sends `exit`.
    pub fn new(service: S, inbox: Inbox, ended: Arc<Notify>) -> Self {
        Self { service, inbox, manners: Arc::default(), ended }
    }

    /// To be asked at the end.
    pub fn manners(&self) -> Arc<Manners> {
        self.manners.clone()
    }
}

impl<S> Service<Request> for Ingress<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Unpin + Send + 'static,
    S::Error: Send + Unpin + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Begun<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match request.method() {
            "shutdown" => self.manners.0.store(true, Ordering::Relaxed),
            "exit" => self.ended.notify_one(),
            "$/cancelRequest" => {
                if let Some(id) = pull::cancelled(request.params()) {
                    self.inbox.tell(move |room| room.cancelled(&id));
                }
            }
            _ => {}
        }
        let request = pull::inward(newer::inward(request));
        let aside = request.method() == pull::PULL;
        Begun::new(self.service.call(request), aside)
    }
}

/// A future that has run up to its first wait.
pub enum Begun<F: Future> {
    /// It had nothing to wait for.
    Done(Option<F::Output>),
    /// It goes on when polled.
    Waiting(F),
}

impl<F: Future<Output = Result<Option<Response>, E>> + Unpin, E> Begun<F> {
    /// `aside`: the reply goes past the transport.
    fn new(mut future: F, aside: bool) -> Self {
        match Pin::new(&mut future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(output) if aside => Self::Done(Some(output.map(pull::outward))),
            Poll::Ready(output) => Self::Done(Some(output)),
            Poll::Pending => Self::Waiting(future),
        }
    }
}

impl<F: Future + Unpin> Future for Begun<F>
where
    F::Output: Unpin,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        match self.get_mut() {
            Self::Done(output) => output.take().map_or(Poll::Pending, Poll::Ready),
            Self::Waiting(future) => Pin::new(future).poll(cx),
        }
    }
}
