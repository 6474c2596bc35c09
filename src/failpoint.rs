//! Named places at which a drill stops the process, so that it can be killed right there.
//!
//! Nothing is armed unless the hidden `drill` command arms it; then the thread that comes by
//! reports the place and waits for the end, or panics.

use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Every place that can be armed, in the order of a message's way.
pub const PLACES: [&str; 9] = [
    "before-accept-commit",
    "after-accept",
    "after-claim",
    "in-turn",
    "before-turn-commit",
    "after-turn-commit",
    "before-send",
    "after-send",
    "after-settle",
];

/// What happens at an armed place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The thread reports the place and waits to be killed.
    Stop,
    /// The thread panics, once.
    Panic,
    /// The thread panics at every so manieth passing.
    PanicEach,
}

struct Armed {
    place: String,
    count: u32,
    passed: AtomicU32,
    action: Action,
}

static ARMED: OnceLock<Armed> = OnceLock::new();

/// Arms a place: something happens the `count`-th time it is passed.
pub fn arm(place: &str, count: u32, action: Action) {
    let place = place.to_owned();
    // Armed once a process; a second arming changes nothing.
    let _ = ARMED.set(Armed { place, count, passed: AtomicU32::new(0), action });
}

/// Passes a place.
///
/// # Panics
/// Where a drill armed it to.
pub fn pass(place: &str) {
    let Some(armed) = ARMED.get() else { return };
    if armed.place != place {
        return;
    }
    let passed = armed.passed.fetch_add(1, Ordering::SeqCst).wrapping_add(1);
    let is_due = match armed.action {
        Action::Stop | Action::Panic => passed == armed.count,
        Action::PanicEach => passed.is_multiple_of(armed.count.max(1)),
    };
    if !is_due {
        return;
    }
    let mut out = std::io::stdout();
    let _ = writeln!(out, "reached {place}");
    let _ = out.flush();
    match armed.action {
        Action::Stop => loop {
            std::thread::park();
        },
        Action::Panic | Action::PanicEach => std::panic::panic_any(format!("a drill at {place}")),
    }
}
