//! Who writes next on the one connection that writes: what comes in goes first, while much of it does.
//!
//! Somebody out there waits for each message to be kept, and gives up after some seconds; an answer
//! can wait a little. So while much comes in, everybody else lets it go first: a few groups of it, and
//! after each a moment in which who was just answered brings more. Never for long, and never while
//! the connection has nothing to do: answers go on at a part of their usual speed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::watch;

/// For so long after much came in, more of it is thought to be on its way: an answer over the wire
/// and the next message back.
const SOON: Duration = Duration::from_millis(2);

/// How many groups of what comes in a write lets go first.
const MOST: u64 = 3;

/// Whether much comes in.
#[derive(Debug, Default)]
pub struct Precedence {
    is_much: AtomicBool,
    /// How many are writing, or wait to.
    inside: AtomicU64,
    /// How many have been.
    count: watch::Sender<u64>,
}

/// Somebody who goes first, until dropped.
#[derive(Debug)]
pub struct First(Arc<Precedence>);

impl Drop for First {
    fn drop(&mut self) {
        self.0.inside.fetch_sub(1, Ordering::Relaxed);
        self.0.count.send_modify(|count| *count += 1);
    }
}

impl Precedence {
    /// Somebody goes first, if what they bring is much.
    pub fn take(self: &Arc<Self>, is_much: bool) -> Option<First> {
        self.is_much.store(is_much, Ordering::Relaxed);
        is_much.then(|| {
            self.inside.fetch_add(1, Ordering::Relaxed);
            First(self.clone())
        })
    }

    /// Waits while much comes in, but not for long.
    pub async fn give_way(&self) {
        let mut count = self.count.subscribe();
        let most = *count.borrow_and_update() + MOST;
        while self.is_much.load(Ordering::Relaxed) {
            let before = *count.borrow_and_update();
            if before >= most {
                return;
            }
            if self.inside.load(Ordering::Relaxed) > 0 {
                // The other end is ours, and stays.
                let _ = count.changed().await;
                continue;
            }
            tokio::time::sleep(SOON).await;
            if self.inside.load(Ordering::Relaxed) == 0 && *count.borrow() == before {
                self.is_much.store(false, Ordering::Relaxed);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn nobody_gives_way_to_a_little() {
        let precedence = Arc::new(Precedence::default());

        let first = precedence.take(false);

        assert!(first.is_none());
        assert!(precedence.give_way().now_or_never().is_some());
    }

    #[tokio::test]
    async fn others_wait_until_it_is_quiet() {
        let precedence = Arc::new(Precedence::default());

        drop(precedence.take(true));
        let at_once = precedence.give_way().now_or_never();
        precedence.give_way().await;
        let then = precedence.give_way().now_or_never();

        assert!(at_once.is_none());
        assert!(then.is_some());
    }

    #[tokio::test]
    async fn others_wait_for_who_writes_and_go_as_soon_as_little_comes() {
        let precedence = Arc::new(Precedence::default());
        let first = precedence.take(true);
        let mut waits = std::pin::pin!(precedence.give_way());
        assert!(waits.as_mut().now_or_never().is_none());

        precedence.take(false);
        drop(first);

        assert!(waits.now_or_never().is_some());
    }

    #[tokio::test]
    async fn nobody_waits_for_ever() {
        let precedence = Arc::new(Precedence::default());
        let comes = async {
            loop {
                drop(precedence.take(true));
                tokio::task::yield_now().await;
            }
        };

        let ended = tokio::select! {
            () = comes => false,
            () = precedence.give_way() => true,
        };

        assert!(ended);
    }
}
