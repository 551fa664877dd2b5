//! An editor that dies without a word leaves its servers behind; some keep the pipe open while they do.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// How often we look whether the editor lives.
const LOOK: Duration = Duration::from_secs(2);

/// Tells `ended` when the process `id` is gone. Where that cannot be asked, the end of the input has to do.
pub async fn watch(id: u32, ended: Arc<Notify>) {
    while lives(id) {
        tokio::time::sleep(LOOK).await;
    }
    ended.notify_one();
}

#[cfg(unix)]
fn lives(id: u32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) else { return true };
    test_kill_process(pid) != Err(rustix::io::Errno::SRCH)
}

#[cfg(not(unix))]
fn lives(_: u32) -> bool {
    true
}
