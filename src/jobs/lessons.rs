//! Looks again and again, in a thread of its own, whether there is something new to learn.
//!
//! What a look does is the caller's: this knows neither files nor readers. It stops when what
//! [`start`] gave is dropped; a look that was begun is ended, but nobody waits for it.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How long to rest between two looks.
pub const REST: Duration = Duration::from_secs(2);

/// One look; it tells whoever must know by itself.
pub type Look = Box<dyn FnMut() + Send>;

/// Looking goes on as long as this lives.
#[derive(Debug)]
pub struct Looking {
    _end: mpsc::Sender<()>,
}

/// Begins to look, the first time after a rest.
///
/// # Errors
/// When the system gives no thread.
pub fn start(mut look: Look, rest: Duration) -> std::io::Result<Looking> {
    let (end, ended) = mpsc::channel();
    let turns = move || {
        while ended.recv_timeout(rest) == Err(RecvTimeoutError::Timeout) {
            look();
        }
    };
    thread::Builder::new().name("lessons".to_owned()).spawn(turns)?;
    Ok(Looking { _end: end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_looks_until_it_is_dropped() {
        let (told, heard) = mpsc::channel();
        let look = Box::new(move || told.send(()).unwrap_or_default());

        let looking = start(look, Duration::from_millis(1)).expect("a thread");
        let looks = heard.iter().take(3).count();
        drop(looking);

        assert_eq!(looks, 3);
        // This ends as soon as the thread has let go of its end of the line.
        heard.iter().for_each(drop);
    }
}
