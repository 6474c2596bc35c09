//! The checks of all that is shipped, and a large flow drawn, beside hashing the same bytes.
//!
//! Hashing sees each byte once: nothing that reads files can do less.

use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::hint::black_box;
use std::time::{Duration, Instant};

use combinado::app::tuning::checks::{check, quick};
use combinado::config::content;
use combinado::domain::content::{CONDUCT, Files};
use combinado::domain::dialogue::Flow;
use combinado::domain::problem::Source;
use combinado::web::tuning::flow::drawing::draw;

const ROUNDS: usize = 20;
const STEPS: usize = 300;
const WORDS: usize = 50_000;

/// Measures and prints.
pub fn run() {
    let files = content::own();
    let report = quick(&files);
    assert!(report.is_clean(), "what is shipped is clean: {:?}", report.problems);
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let checks = median(|| drop(black_box(quick(&files))));
    let hashing = median(|| {
        let mut hasher = DefaultHasher::new();
        files.iter().for_each(|(_, text)| text.hash(&mut hasher));
        black_box(hasher.finish());
    });
    println!("checks: all shipped files    median {checks:>9.1?}   (aim: under 300 ms)");
    println!("checks: hashing {:>5} kB     median {hashing:>9.1?}   the raw limit", bytes / 1024);
    let whole = timed(|| drop(black_box(check(&files))));
    println!("checks: with learning          once {whole:>9.1?}");

    let listed = with_words(&files);
    let many = timed(|| drop(black_box(quick(&listed))));
    println!("checks: with {WORDS} words      once {many:>9.1?}");

    let flow = large();
    let drawing = median(|| drop(black_box(draw(&flow))));
    let steps = flow.steps.len();
    println!("checks: {steps} steps drawn     median {drawing:>9.1?}   (aim: under 300 ms)");
    let copying = median(|| drop(black_box(flow.clone())));
    println!("checks: copying the flow     median {copying:>9.1?}   the raw limit");
}

/// The same files, where the list of what is never said has many more words.
fn with_words(files: &Files) -> Files {
    let mut files = files.clone();
    let conduct = files.get(CONDUCT).expect("a list of ours").to_owned();
    let mut words = String::new();
    for n in 0..WORDS {
        write!(words, "\"palavra{n} feia\", ").expect("a text grows");
    }
    let listed = conduct.replacen("forbidden = [", &format!("forbidden = [\n{words}"), 1);
    files.put(CONDUCT, listed);
    files
}

/// A flow of many questions, each leading to the next, back, and to a human.
fn large() -> Flow {
    let sample = std::fs::read_to_string("tests/fixtures/flows/sample.toml").expect("the sample");
    let mut text = sample.replace("otherwise = \"done\"", "otherwise = \"s0\"");
    for n in 0..STEPS {
        let (next, back) = ((n + 1) % STEPS, n / 2);
        write!(
            text,
            "[steps.s{n}]\nkind = \"ask\"\nsay = \"ask-reason\"\noptions = [\n\
             {{ id = \"a\", label = \"label-yes\", go = \"s{next}\" }},\n\
             {{ id = \"b\", label = \"label-no\", go = \"s{back}\" }},\n\
             {{ id = \"c\", label = \"label-no\", go = \"human\" }},\n\
             {{ id = \"d\", label = \"label-no\", go = \"done\" }},\n]\n"
        )
        .expect("a text grows");
    }
    Flow::load(&Source::new("large.toml", text)).expect("a sound flow")
}

fn median(work: impl Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| timed(&work)).collect();
    times.sort_unstable();
    times.get(ROUNDS / 2).copied().unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark is the stopwatch itself")]
fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}
