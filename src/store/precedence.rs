//! Who writes first on the one connection that writes: what comes in, while much of it does.
//!
//! Somebody out there waits for each message to be kept, and gives up after some seconds; an answer
//! can wait a little. So while much comes in, everybody else lets it go first, but never for long:
//! each of their writes waits so much at most, and answers go on at a part of their usual speed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// For so long after much came in, more of it is thought to be on its way.
const SOON: Duration = Duration::from_millis(6);

/// How often in a row a write gives way.
const MOST: u32 = 5;

/// Whether much comes in.
#[derive(Debug, Default)]
pub struct Precedence {
    is_much: AtomicBool,
    /// How many are writing, or wait to.
    inside: AtomicU64,
    /// How many have been.
    count: AtomicU64,
}

/// Somebody who goes first, until dropped.
#[derive(Debug)]
pub struct First(Arc<Precedence>);

impl Drop for First {
    fn drop(&mut self) {
        self.0.count.fetch_add(1, Ordering::Relaxed);
        self.0.inside.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Precedence {
    /// Somebody goes first, if what they bring is much.
    pub fn take(self: &Arc<Self>, is_much: bool) -> Option<First> {
        is_much.then(|| {
            self.inside.fetch_add(1, Ordering::Relaxed);
            self.is_much.store(true, Ordering::Relaxed);
            First(self.clone())
        })
    }

    /// Waits while much comes in, but not for long.
    pub async fn give_way(&self) {
        for _ in 0..MOST {
            if !self.is_much.load(Ordering::Relaxed) {
                return;
            }
            let before = self.count.load(Ordering::Relaxed);
            tokio::time::sleep(SOON).await;
            let is_inside = self.inside.load(Ordering::Relaxed) > 0;
            if !is_inside && self.count.load(Ordering::Relaxed) == before {
                self.is_much.store(false, Ordering::Relaxed);
                return;
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
