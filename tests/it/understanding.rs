//! The reader as it is measured: the page that tells how well it reads tells the truth.

use std::fs;
use std::process::Command;

const PAGE: &str = "docs/understanding.md";
const HELD_OUT: &str = "tests/fixtures/understanding/held_out.jsonl";

fn understand(arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_combinado"));
    command.arg("understand").args(arguments).output().expect("it starts")
}

#[test]
fn the_figures_on_the_page_are_those_of_the_reader() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("page.md");
    fs::copy(PAGE, &copy).expect("the page is there");

    let report = copy.display().to_string();
    let output = understand(&["--evaluate", HELD_OUT, "--report", &report]);

    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (page, fresh) = (fs::read_to_string(PAGE), fs::read_to_string(&copy));
    assert!(
        page.expect("a page") == fresh.expect("a page"),
        "write it again: combinado understand --evaluate {HELD_OUT} --report {PAGE}"
    );
}

#[test]
fn a_line_that_is_no_labelled_sentence_is_told_with_its_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("set.jsonl");
    fs::write(&file, "{\"text\":\"oi\",\"intent\":\"greet\"}\nnada\n").expect("a file");

    let output = understand(&["--evaluate", &file.display().to_string()]);

    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("linha 2"), "{told}");
}

#[test]
fn figures_are_given_to_machines_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("set.jsonl");
    let text = "{\"text\":\"quero falar com um atendente\",\"intent\":\"ask_human\"}\n";
    fs::write(&file, text).expect("a file");

    let output = understand(&["--evaluate", &file.display().to_string(), "--json"]);

    let figures: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(figures["accuracy"]["right"], 1);
    assert_eq!(figures["safety"]["ask_human"]["of"], 1);
}
