//! The shipped flow, and files that are wrong in one way each.

use std::fs;

use super::Flow;
use crate::domain::problem::{Problem, Source};

fn load(path: &str) -> Result<Flow, Vec<Problem>> {
    let text = fs::read_to_string(path).expect("the fixture is there");
    Flow::load(&Source::new(path, text))
}

fn shown(problems: &[Problem]) -> String {
    let line = |p: &Problem| format!("{}:{} {:?}\n", p.line.unwrap_or(0), p.code, p.values);
    problems.iter().map(line).collect()
}

#[test]
fn the_shipped_flow_has_no_problem() {
    let problems = load("flows/negotiation.toml").err().unwrap_or_default();
    assert!(problems.is_empty(), "{}", shown(&problems));
}

#[test]
fn the_sample_flow_has_no_problem() {
    let problems = load("tests/fixtures/flows/sample.toml").err().unwrap_or_default();
    assert!(problems.is_empty(), "{}", shown(&problems));
}

#[test]
fn each_problem_is_raised_by_its_fixture_and_comes_alone() {
    let folders = fs::read_dir("tests/fixtures/problems").expect("the fixtures are there");
    let mut seen = 0;
    for folder in folders {
        let folder = folder.expect("a readable folder").path();
        let code = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let file = folder.join("flow.toml");
        if !file.exists() {
            continue;
        }
        seen += 1;

        let problems = load(&file.to_string_lossy()).expect_err(&code);

        assert!(problems.iter().all(|p| p.code == code), "{code}: {}", shown(&problems));
        assert!(problems.iter().all(|p| p.line.is_some()), "{code}: no line");
    }
    assert_eq!(seen, 15);
}

#[test]
fn all_problems_of_a_file_come_at_once() {
    let text = fs::read_to_string("tests/fixtures/flows/sample.toml").expect("the sample");
    let text = text
        .replace("otherwise = \"done\"", "otherwise = \"doen\"")
        .replace("queue = \"general\"", "line = \"general\"")
        .replace("distress = { go = \"human\" }\n", "");

    let problems = Flow::load(&Source::new("sample.toml", text)).expect_err("three mistakes");

    let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let expected =
        ["flow-missing-key", "flow-missing-reflex", "flow-unknown-key", "flow-unknown-step"];
    assert_eq!(codes, expected);
    assert!(problems.iter().any(|p| p.values.get("nearest").is_some_and(|near| near == "done")));
}
