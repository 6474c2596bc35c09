//! What is counted while the program runs, told in the text format of Prometheus.
//!
//! Every label is a word of our source (`&'static str`), so no number, name or text of anybody can
//! become one. This module knows no queue and no channel. To count something else: a variant of
//! [`Count`] or [`Timing`] with its name and help; whoever sees it happen adds one.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Something counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Count {
    /// Webhooks by how they were answered.
    Webhooks,
    /// Things that webhooks told, new or known.
    Arrivals,
    /// Attempts to send by what came of them.
    Sends,
    /// Entries worked, by queue.
    Worked,
    /// Connections closed to make room for others.
    Evicted,
}

/// Something timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timing {
    /// From a webhook's last byte to its answer, which comes after the commit.
    Webhook,
    /// A call that sends one part of a message.
    Send,
    /// From the arrival of what a customer did to the turn taken.
    Turn,
    /// From the arrival of what a customer did to the provider's word that it took the answer.
    Reply,
}

/// The upper bounds of a timing's buckets, in microseconds.
const BOUNDS: [u64; 14] = [
    1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
    5_000_000, 10_000_000, 60_000_000,
];

/// What was counted and timed so far; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<Mutex<Figures>>);

#[derive(Debug, Default)]
struct Figures {
    counts: BTreeMap<(Count, &'static str), u64>,
    timings: BTreeMap<Timing, Histogram>,
}

#[derive(Debug, Default)]
struct Histogram {
    /// How many were at most each bound, not counting those below the one before.
    within: [u64; BOUNDS.len()],
    count: u64,
    micros: u64,
}

impl Count {
    /// Its name, the name of its label, and what it is.
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Webhooks => {
                ("combinado_webhooks_total", "answer", "Webhooks by how they were answered.")
            }
            Self::Arrivals => {
                ("combinado_arrivals_total", "kept", "Things that webhooks told, new or known.")
            }
            Self::Sends => {
                ("combinado_sends_total", "outcome", "Attempts to send by what came of them.")
            }
            Self::Worked => ("combinado_worked_total", "queue", "Entries worked, by queue."),
            Self::Evicted => (
                "combinado_connections_evicted_total",
                "why",
                "Connections closed to make room for others.",
            ),
        }
    }
}

impl Timing {
    /// Its name and what it is.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Webhook => {
                ("combinado_webhook_seconds", "From a webhook's last byte to its commit.")
            }
            Self::Send => ("combinado_send_seconds", "Calls that send one part of a message."),
            Self::Turn => {
                ("combinado_turn_seconds", "From the arrival of something to the turn taken.")
            }
            Self::Reply => (
                "combinado_reply_seconds",
                "From the arrival of something to its answer taken by the provider.",
            ),
        }
    }
}

impl Meter {
    /// Counts one.
    pub fn count(&self, what: Count, label: &'static str) {
        self.add(what, label, 1);
    }

    /// Counts several.
    pub fn add(&self, what: Count, label: &'static str, by: u64) {
        let mut figures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = figures.counts.entry((what, label)).or_default();
        *count = count.saturating_add(by);
    }

    /// Notes how long something took.
    pub fn took(&self, what: Timing, time: Duration) {
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        let mut figures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let histogram = figures.timings.entry(what).or_default();
        histogram.count += 1;
        histogram.micros = histogram.micros.saturating_add(micros);
        let place = BOUNDS.iter().position(|bound| micros <= *bound);
        if let Some(within) = place.and_then(|place| histogram.within.get_mut(place)) {
            *within += 1;
        }
    }

    /// How often something was counted so far.
    pub fn total(&self, what: Count, label: &'static str) -> u64 {
        let figures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        figures.counts.get(&(what, label)).copied().unwrap_or_default()
    }

    /// Everything, in the text format of Prometheus.
    pub fn text(&self) -> String {
        let figures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        let mut last = None;
        for ((what, label), count) in &figures.counts {
            let (name, key, help) = what.words();
            if last != Some(*what) {
                head(&mut text, name, help, "counter");
                last = Some(*what);
            }
            put(&mut text, format_args!("{name}{{{key}=\"{label}\"}} {count}"));
        }
        for (what, histogram) in &figures.timings {
            let (name, help) = what.words();
            head(&mut text, name, help, "histogram");
            let mut so_far = 0;
            for (bound, within) in BOUNDS.iter().zip(histogram.within) {
                so_far += within;
                let bound = seconds(*bound);
                put(&mut text, format_args!("{name}_bucket{{le=\"{bound}\"}} {so_far}"));
            }
            let (count, sum) = (histogram.count, seconds(histogram.micros));
            put(&mut text, format_args!("{name}_bucket{{le=\"+Inf\"}} {count}"));
            put(&mut text, format_args!("{name}_sum {sum}"));
            put(&mut text, format_args!("{name}_count {count}"));
        }
        text
    }
}

/// The lines before a figure: what it is and of which kind.
pub fn head(text: &mut String, name: &str, help: &str, kind: &str) {
    put(text, format_args!("# HELP {name} {help}"));
    put(text, format_args!("# TYPE {name} {kind}"));
}

/// One line.
pub fn put(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a text cannot fail.
    let _ = writeln!(text, "{line}");
}

/// Microseconds as seconds, without a float.
fn seconds(micros: u64) -> String {
    let text = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_count_together() {
        let meter = Meter::default();

        meter.clone().count(Count::Webhooks, "accepted");
        meter.add(Count::Webhooks, "accepted", 2);

        assert_eq!(meter.total(Count::Webhooks, "accepted"), 3);
        assert!(meter.text().contains("combinado_webhooks_total{answer=\"accepted\"} 3\n"));
    }

    #[test]
    fn buckets_hold_all_that_was_shorter() {
        let meter = Meter::default();
        for millis in [1, 3, 200, 70_000] {
            meter.took(Timing::Webhook, Duration::from_millis(millis));
        }

        let text = meter.text();

        for line in [
            "combinado_webhook_seconds_bucket{le=\"0.001\"} 1",
            "combinado_webhook_seconds_bucket{le=\"0.005\"} 2",
            "combinado_webhook_seconds_bucket{le=\"60\"} 3",
            "combinado_webhook_seconds_bucket{le=\"+Inf\"} 4",
            "combinado_webhook_seconds_sum 70.204",
            "combinado_webhook_seconds_count 4",
        ] {
            assert!(text.contains(&format!("{line}\n")), "{line} in\n{text}");
        }
        assert_eq!(text.matches("# TYPE combinado_webhook_seconds").count(), 1);
    }
}
