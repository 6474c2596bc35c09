//! Simulated customers: the same seed, the same result; and every path ends.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use combinado::app::import::{creditors, demo_portfolio};
use combinado::config::content;
use combinado::domain::calendar::Calendar;
use combinado::domain::dialogue::{Flow, Rules};
use combinado::domain::policy::Policy;
use combinado::domain::problem::Source;
use combinado::domain::simulation::{Phrases, Report, World, draw, live};
use combinado::domain::understanding::{Reader, shipped};
use serde_json::{Value as Json, json};

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

/// A folder of our content with another text in the place of its policy's.
fn a_folder(change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in content::own().iter() {
        let text = if path == POLICY { change(text) } else { text.to_owned() };
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

const POLICY: &str = "policies/standard.toml";

/// What `combinado simulate` says and how it ends; nothing of the machine's is read.
fn simulates(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_combinado"));
    command.arg("simulate").args(arguments).current_dir(std::env::temp_dir());
    command.output().expect("it runs")
}

#[test]
fn two_folders_are_met_by_the_same_customers_and_told_as_a_table_and_as_json() {
    let same = a_folder(str::to_owned);
    let other = a_folder(|text| {
        text.replace(
            "{ charges = \"0\", principal = \"0\" }",
            "{ charges = \"100\", principal = \"0\" }",
        )
        .replace(
            "{ charges = \"50\", principal = \"0\" }",
            "{ charges = \"100\", principal = \"0\" }",
        )
    });
    let path = |folder: &tempfile::TempDir| folder.path().display().to_string();
    let few = ["--customers", "40", "--days", "60", "--seed", "3"];

    let table = simulates(&[&["--against", &path(&same)], &few[..]].concat());

    let told = String::from_utf8_lossy(&table.stderr).into_owned();
    assert_eq!((table.status.code(), table.stdout.len()), (Some(0), 0), "{told}");
    let lines: Vec<&str> = told.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 1 + 11 + 1, "a head, each measure, the floor: {told}");
    assert!(lines[0].starts_with("Medida") && lines[1].starts_with("Fecharam acordo"), "{told}");
    assert!(lines[1..12].iter().all(|line| line.ends_with("não muda")), "{told}");
    assert_eq!(lines[12], "Propostas abaixo do piso: 0 antes, 0 depois");

    let both = ["--content", &path(&same), "--against", &path(&other), "--json"];
    let asked = [&both, &few[..]].concat();
    let first = simulates(&asked);
    assert_eq!(first.status.code(), Some(0), "{}", String::from_utf8_lossy(&first.stderr));
    let found: Json = serde_json::from_slice(&first.stdout).expect("JSON");
    assert_eq!(
        (&found["customers"], &found["seed"], &found["days"]),
        (&json!(40), &json!(3), &json!(60))
    );
    assert_eq!(found["before"], json!({ "flow": found["after"]["flow"], "policy": "standard@1" }));
    let discount = &found["measures"]["discount"];
    assert_eq!((&discount["pairs"], &discount["verdict"]), (&json!(40), &json!("more")));
    let sum = |key: &str| discount[key].as_str().expect("a sum").parse::<f64>().expect("a number");
    assert!(sum("after") > sum("before") && sum("low") <= sum("difference"), "{discount}");
    assert_eq!(found["below_floor"], json!({ "before": 0, "after": 0 }));
    assert_eq!(simulates(&asked).stdout, first.stdout, "the same seed, the same bytes");
}

#[test]
fn a_folder_that_cannot_be_met_is_told_whole_and_ends_as_wrong_input() {
    let broken =
        a_folder(|text| text.replace("valid_days = 3", "valid_days = \"três\"") + "\nname =\n");
    let path = broken.path().display().to_string();
    let wrong = simulates(&["--customers", "3", "--against", &path]);
    let told = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert_eq!((wrong.status.code(), wrong.stdout.len()), (Some(2), 0), "{told}");
    assert!(told.contains("standard.toml") && !told.contains("panicked"), "{told}");

    let nowhere = simulates(&["--customers", "3", "--against", "/nowhere/at/all"]);
    assert_eq!(nowhere.status.code(), Some(2), "{}", String::from_utf8_lossy(&nowhere.stderr));
    let other = a_folder(|text| text.replacen("name = \"standard\"", "name = \"other\"", 1));
    let other = other.path().display().to_string();
    let missing = simulates(&["--customers", "3", "--against", &other]);
    let told = String::from_utf8_lossy(&missing.stderr).into_owned();
    assert_eq!(missing.status.code(), Some(2), "{told}");
    assert!(told.contains("policies/standard.toml"), "{told}");
    for odd in [
        &["--content", "/tmp"][..],
        &["--against", "/tmp", "--policy", "x.toml"],
        &["--against", "/tmp", "--customers", "0"],
        &["--against", "/tmp", "--days", "0"],
    ] {
        let odd_one = simulates(odd);
        assert_eq!(odd_one.status.code(), Some(2), "{odd:?}");
        assert!(odd_one.stdout.is_empty());
    }
}
