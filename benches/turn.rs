//! One turn in the pure core, and one reading: what a message costs before any disk.
//!
//! The raw limit beside it is cloning what a turn is given and gives back: nothing that hands out
//! a new state can do less.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use combinado::app::import::example;
use combinado::domain::calendar::Calendar;
use combinado::domain::dialogue::event::Event;
use combinado::domain::dialogue::facts::Facts;
use combinado::domain::dialogue::state::State;
use combinado::domain::dialogue::{Flow, Rules, advance, match_choice};
use combinado::domain::id::Id;
use combinado::domain::policy::Policy;
use combinado::domain::problem::Source;
use combinado::domain::simulation;
use combinado::domain::understanding::{Reader, shipped};

const TALK: [&str; 6] =
    ["oi, perdi meu emprego", "sou eu", "390", "uns 80 por mês", "não, faz 12x?", "aceito"];
const ROUNDS: usize = 400;

/// Measures and prints.
#[expect(clippy::disallowed_methods, reason = "a benchmark is the stopwatch itself")]
pub fn run() {
    let now: DateTime<Utc> = "2026-11-23T13:00:00Z".parse().expect("a moment");
    let calendar = Calendar::brazil();
    let rules = rules();
    let facts = facts(now);
    let (mut turns, mut clones, mut readings) = (Vec::new(), Vec::new(), Vec::new());
    let begun = Instant::now();
    let reader = Reader::train(&shipped()).expect("our words are good");
    let training = begun.elapsed();
    for _ in 0..ROUNDS {
        let mut state = fresh(&rules);
        for text in TALK {
            let begun = Instant::now();
            let reading =
                reader.read(text, state.expectation(&rules.flow), now.date_naive(), &calendar);
            readings.push(begun.elapsed());
            let choice = match_choice(text, &[]);
            let event = Event::Said { reading, choice };

            let begun = Instant::now();
            let given = (state.clone(), facts.clone());
            clones.push(begun.elapsed());
            drop(given);

            let begun = Instant::now();
            let turn = advance(&rules, &calendar, &state, &event, &facts, now).expect("a turn");
            turns.push(begun.elapsed());
            state = turn.state;
        }
    }
    let (turn, clone) = (median(&mut turns), median(&mut clones));
    println!("core: one turn            median {turn:>9.1?}   (aim: under 50 µs)");
    println!(
        "core: cloning its inputs  median {clone:>9.1?}   the raw limit; ratio {:.1}",
        ratio(turn, clone)
    );
    println!("core: reading a message   median {:>9.1?}", median(&mut readings));
    println!("core: training the reader        {training:>9.1?}");
}

fn rules() -> Rules {
    let source = |path: &str| {
        let text = std::fs::read_to_string(Path::new(path)).expect("a shipped file");
        Source::new(path, text)
    };
    let flow = Flow::load(&source("flows/negotiation.toml")).expect("our flow is good");
    let policy = Policy::load(&source("policies/standard.toml")).expect("our policy is good");
    Rules { flow: Arc::new(flow), policy: Arc::new(policy) }
}

fn facts(now: DateTime<Utc>) -> Facts {
    let portfolio = example(now.date_naive()).expect("our example is good");
    let found = portfolio.find("A1003");
    let record = found.first().expect("the example has her");
    let creditor = portfolio.creditor(&record.customer.creditor).expect("a creditor").clone();
    simulation::case(creditor, record.customer.clone(), record.invoices.clone())
}

fn fresh(rules: &Rules) -> State {
    State::new(Id::derive(&["bench"]), rules.flow.reference(), rules.policy.reference())
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64().max(f64::EPSILON)
}
