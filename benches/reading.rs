//! Reading messages, beside their physical limit: hashing the same bytes, which is to see each once.
//!
//! Messages are those of our fixtures, none of them an example that the reader learnt from; each is
//! read several times in changing order, so that no cache is warmer for one than for another.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use combinado::domain::calendar::Calendar;
use combinado::domain::understanding::{Expectation, Reader, shipped};

const ROUNDS: usize = 20;
const CORPUS: &str = "tests/fixtures/understanding/corpus";

/// Measures and prints.
pub fn run() {
    let before = resident();
    let (reader, learning) = timed(|| Reader::train(&shipped()).expect("our words are good"));
    let after = resident();
    let read = |text: &str| {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        reader.read(text, Expectation::Free, day, calendar())
    };
    let messages = messages();
    let (mut times, mut raw) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (first, rest) = messages.split_at(round * messages.len() / ROUNDS);
        for text in rest.iter().chain(first) {
            times.push(timed(|| black_box(read(text))).1);
            raw.push(timed(|| black_box(hashed(text))).1);
        }
    }
    let (read_median, raw_median) = (at(&mut times, 50), at(&mut raw, 50));
    println!(
        "reading: {} messages      median {read_median:>9.1?}   (aim: under 150 µs)",
        messages.len()
    );
    println!("reading: the same            p99 {:>9.1?}   (aim: under 1 ms)", at(&mut times, 99));
    println!("reading: hashing them     median {raw_median:>9.1?}   the raw limit");
    for (name, length, aim) in
        [("4,096 characters", 4_096, "   (aim: under 5 ms)"), ("10 kB", 10_240, "")]
    {
        let long: String = messages.join(" ").chars().cycle().take(length).collect();
        let mut times: Vec<_> = (0..50).map(|_| timed(|| black_box(read(&long))).1).collect();
        let mut raw: Vec<_> = (0..50).map(|_| timed(|| black_box(hashed(&long))).1).collect();
        let (time, raw) = (at(&mut times, 50), at(&mut raw, 50));
        println!("reading: {name:<16} median {time:>9.1?}{aim}; hashing {raw:.1?}");
    }
    let (worst, name) = worst(&read);
    println!("reading: worst of the corpus     {worst:>9.1?}   {name}");
    println!("reading: learning                {learning:>9.1?}   (aim: under 2 s)");
    if let (Some(before), Some(after)) = (before, after) {
        let grown = after.saturating_sub(before);
        println!(
            "reading: memory after learning   {grown:>6} kB   (aim: under 20,000; what the process grew by)"
        );
    }
}

/// Sentences of the fixtures that no tuning has seen, and of values.
fn messages() -> Vec<String> {
    let file = fs::read_to_string("tests/fixtures/understanding/held_out.jsonl").expect("a file");
    let text = |line: &str| {
        let line: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        line["text"].as_str().unwrap_or_default().to_owned()
    };
    let mut messages: Vec<String> = file.lines().map(text).collect();
    let values = fs::read_to_string("tests/fixtures/understanding/entities.txt").expect("a file");
    let lines = values.lines().filter(|line| !line.starts_with('#'));
    messages.extend(lines.filter_map(|line| Some(line.split('|').nth(1)?.trim().to_owned())));
    messages
}

/// The slowest message of the corpus.
fn worst(read: &dyn Fn(&str) -> combinado::domain::understanding::Reading) -> (Duration, String) {
    let entries = fs::read_dir(CORPUS).expect("the corpus is there");
    let slowest = entries.map(|entry| {
        let path = entry.expect("a file").path();
        let bytes = fs::read(&path).expect("a readable file");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut times: Vec<_> = (0..20).map(|_| timed(|| black_box(read(&text))).1).collect();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        (at(&mut times, 50), name.unwrap_or_default())
    });
    slowest.max().unwrap_or_default()
}

fn calendar() -> &'static Calendar {
    static CALENDAR: std::sync::OnceLock<Calendar> = std::sync::OnceLock::new();
    CALENDAR.get_or_init(Calendar::brazil)
}

fn hashed(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The memory of this process in kB, where the system tells.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark is the stopwatch itself")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let done = work();
    (done, begun.elapsed())
}

/// The time that so many of a hundred stay under.
fn at(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times.get(times.len() * percent / 100).copied().unwrap_or_default()
}
