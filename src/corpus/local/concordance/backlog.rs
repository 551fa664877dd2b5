//! What was read and is not yet written. Threads that read are held while it is much: the library counts what waits for
//! it in pieces, not in bytes, and where the machine is busy with other things a writing thread may fall far behind.

use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

/// Bytes that may wait to be written.
const MUCH: usize = 24 << 20;
/// Whoever waits longer goes on, to be told by the library what is wrong.
const LONG: Duration = Duration::from_secs(2);

/// Bytes that wait to be written.
#[derive(Default)]
pub struct Backlog {
    bytes: Mutex<usize>,
    fewer: Condvar,
}

/// A share of it, until it is dropped.
pub struct Share {
    backlog: Arc<Backlog>,
    bytes: usize,
}

impl Backlog {
    /// Counts so many bytes more.
    pub fn share(self: &Arc<Self>, bytes: usize) -> Share {
        *self.bytes() += bytes;
        Share { backlog: self.clone(), bytes }
    }

    /// Returns when it is not much, or has not become less for long.
    pub fn wait(&self) {
        let mut bytes = self.bytes();
        while *bytes > MUCH {
            let before = *bytes;
            let waited = self.fewer.wait_timeout(bytes, LONG).unwrap_or_else(|poisoned| poisoned.into_inner());
            bytes = waited.0;
            if waited.1.timed_out() && *bytes >= before {
                return;
            }
        }
    }

    fn bytes(&self) -> MutexGuard<'_, usize> {
        self.bytes.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut bytes = self.backlog.bytes();
        let was_much = *bytes > MUCH;
        *bytes -= self.bytes;
        if was_much && *bytes <= MUCH {
            self.backlog.fewer.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_more_waits_until_enough_is_written() {
        let backlog = Arc::new(Backlog::default());
        let (first, second) = (backlog.share(MUCH), backlog.share(1));
        std::thread::scope(|threads| {
            let waiting = threads.spawn(|| backlog.wait());
            drop(second);
            waiting.join().unwrap();
        });
        drop(first);
        assert_eq!(*backlog.bytes(), 0);
        backlog.wait();
    }
}
