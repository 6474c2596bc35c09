//! What an exam arranges in the process that it is going to hurt; hidden from everybody else.
//!
//! A drill stops or panics at a named place of [`failpoint`]; a clock that jumps is moved by a file.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::TimeDelta;
use clap::Args;

use crate::clock::Clock;
use crate::failpoint::{self, Action};

/// How often it is looked by how much the clock is wrong.
const LOOK: Duration = Duration::from_millis(20);

/// What is arranged.
#[derive(Clone, Debug, Default, Args)]
pub struct Arranged {
    /// Stop at the n-th passing of a place, as place:n.
    #[arg(long, hide = true, value_name = "PLACE:N")]
    stop_at: Option<String>,
    /// Panic at the n-th passing of a place, as place:n.
    #[arg(long, hide = true, value_name = "PLACE:N")]
    panic_at: Option<String>,
    /// Panic at every n-th passing of a place, as place:n.
    #[arg(long, hide = true, value_name = "PLACE:N")]
    panic_each: Option<String>,
    /// A file that holds by how many seconds the clock is wrong; it may change at any time.
    #[arg(long, hide = true, value_name = "FILE")]
    clock_off_by: Option<PathBuf>,
}

impl Arranged {
    /// Arms the place that is named.
    ///
    /// # Errors
    /// When the number of passings cannot be read.
    pub fn arm(&self) -> Result<()> {
        let places = [
            (&self.stop_at, Action::Stop),
            (&self.panic_at, Action::Panic),
            (&self.panic_each, Action::PanicEach),
        ];
        for (spec, action) in places {
            if let Some((place, count)) = spec.as_deref().and_then(|spec| spec.split_once(':')) {
                failpoint::arm(place, count.parse().context("could not read the count")?, action);
            }
        }
        Ok(())
    }

    /// The machine's clock, or one that is as wrong as the file says.
    pub fn clock(&self) -> Clock {
        let Some(path) = self.clock_off_by.clone() else { return Clock::System };
        let clock = Clock::shifted();
        let moved = clock.clone();
        let mut off_by = TimeDelta::zero();
        let mut look = move || {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            // A file that is being written is read again soon.
            if let Ok(seconds) = text.trim().parse().map(TimeDelta::seconds) {
                moved.pass(seconds - off_by);
                off_by = seconds;
            }
        };
        look();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(LOOK).await;
                look();
            }
        });
        clock
    }
}
