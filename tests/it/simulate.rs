//! Simulated customers: the same seed, the same result; and every path ends.

use std::path::Path;
use std::sync::Arc;

use combinado::app::import::{creditors, demo_portfolio};
use combinado::domain::calendar::Calendar;
use combinado::domain::dialogue::{Flow, Rules};
use combinado::domain::policy::Policy;
use combinado::domain::problem::Source;
use combinado::domain::simulation::{Phrases, Report, World, draw, live};
use combinado::domain::understanding::{Reader, shipped};

fn source(path: &str) -> Source {
    Source::new(path, std::fs::read_to_string(path).expect("a file of ours"))
}

fn simulate(seed: u64, customers: u64) -> Report {
    let start: chrono::DateTime<chrono::Utc> = "2026-11-23T12:00:00Z".parse().expect("a moment");
    let rules = Rules {
        flow: Arc::new(Flow::load(&source("flows/negotiation.toml")).expect("a good flow")),
        policy: Arc::new(Policy::load(&source("policies/standard.toml")).expect("a policy")),
    };
    let phrases = Phrases::load(&source("examples/customers.toml")).expect("good phrases");
    let reader = Reader::train(&shipped()).expect("our words are good");
    let (toml, _) = demo_portfolio(start.date_naive());
    let known = creditors(&Source::new("creditors.toml", toml)).expect("good creditors");
    let calendar = Arc::new(Calendar::brazil());
    let mut report = Report::default();
    for place in 0..customers {
        let today = start.date_naive();
        let (mut person, facts) = draw(&phrases, &known[0], (seed, place), today);
        let issuer = Box::new(|_: &_, _: &_| Ok("code".to_owned()));
        let mut world = World::new(calendar.clone(), rules.clone(), facts, start, issuer);
        let story = live(&mut person, &mut world, (&reader, &phrases), 120);
        report.count(person.kind, &story, &world);
    }
    report
}

#[test]
fn the_same_seed_gives_the_same_result_and_another_another() {
    let first = simulate(1, 150);

    assert_eq!(first, simulate(1, 150));
    assert_ne!(first, simulate(2, 150));
}

#[test]
fn the_funnel_narrows_and_every_kind_gets_somewhere() {
    let report = simulate(7, 400);
    let all = &report.all;

    assert_eq!(all.customers, 400);
    assert!(all.contacted < all.customers, "the gate holds some back");
    for pair in [
        [all.contacted, all.replied],
        [all.replied, all.verified],
        [all.verified, all.offered],
        [all.offered, all.agreed],
        [all.agreed, all.paid_first],
        [all.paid_first, all.settled],
    ] {
        assert!(pair[0] >= pair[1] && pair[1] > 0, "{all:?}");
    }
    assert_eq!(all.broken_turns, 0);
    assert!(all.recovered <= all.owed, "nobody pays more than was owed: {all:?}");
    assert!(
        !all.handoffs.contains_key(&combinado::domain::dialogue::effect::HandoffReason::LoopGuard)
    );
    assert_eq!(report.kinds.len(), 14);
}

#[test]
fn phrases_that_are_none_are_a_problem_with_its_line() {
    let path = "tests/fixtures/problems/simulation-phrases/customers.toml";

    let problems = Phrases::load(&source(path)).expect_err("no list");

    assert_eq!(problems.first().map(|each| each.code), Some("simulation-phrases"));
    assert!(Path::new(path).exists());
}
