//! Every problem code has words, a remedy, a file that raises it and one that does not.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use combinado::text::Catalog;

use crate::sources::files;

const FIXTURES: &str = "tests/fixtures/problems";

/// The codes that have words, without `problem-`.
fn worded(catalog: &Catalog) -> BTreeSet<String> {
    let keys = catalog.keys().filter_map(|(key, _)| key.strip_prefix("problem-"));
    keys.map(str::to_owned).collect()
}

/// The codes that our sources raise by name.
fn raised() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for file in files() {
        let text = file.text.split("#[cfg(test)]").next().unwrap_or_default();
        let calls = [".problem(", ".problem_at(", ".report(", "at_step("];
        for call in calls {
            for after in text.split(call).skip(1) {
                let quoted = after.trim_start().strip_prefix('"');
                let code = quoted.and_then(|code| code.split_once('"'));
                codes.extend(code.map(|(code, _)| code.to_owned()));
            }
        }
    }
    codes
}

fn fixtures() -> BTreeSet<String> {
    let entries = fs::read_dir(FIXTURES).expect("the fixtures are there");
    let names = entries.map(|entry| entry.expect("a readable folder").file_name());
    names.map(|name| name.to_string_lossy().into_owned()).collect()
}

fn ours() -> Catalog {
    Catalog::open(Path::new("locales/pt-BR")).expect("our texts are good")
}

#[test]
fn every_code_has_words_and_a_remedy() {
    let catalog = ours();
    let worded = worded(&catalog);

    let silent: Vec<_> = raised().difference(&worded).cloned().collect();

    assert!(silent.is_empty(), "no problem-<code> in locales/pt-BR: {silent:?}");
    let plain = |code: &&String| !catalog.has_attribute(&format!("problem-{code}"), "remedy");
    let helpless: Vec<_> = worded.iter().filter(plain).collect();
    assert!(helpless.is_empty(), "no remedy: {helpless:?}");
}

#[test]
fn every_code_has_a_fixture_that_raises_it() {
    let (worded, fixtures) = (worded(&ours()), fixtures());
    let unshown: Vec<_> = worded.difference(&fixtures).collect();
    assert!(unshown.is_empty(), "no {FIXTURES}/<code>: {unshown:?}");
    let unknown: Vec<_> = fixtures.difference(&worded).collect();
    assert!(unknown.is_empty(), "fixtures of no code: {unknown:?}");
}

#[test]
fn every_code_has_a_good_twin_or_names_one_of_ours() {
    for code in fixtures() {
        let folder = Path::new(FIXTURES).join(&code);
        if let Ok(named) = fs::read_to_string(folder.join("good.txt")) {
            assert!(Path::new(named.trim()).exists(), "{code}: good.txt names {named}");
            continue;
        }
        let good = fs::read_dir(folder.join("good")).expect(&code);
        assert!(good.count() > 0, "{code}: good is empty");
    }
}

#[test]
fn the_page_of_codes_is_the_one_that_the_command_writes() {
    let told = Command::new(env!("CARGO_BIN_EXE_combinado"))
        .args(["check", "--codes", "--examples", FIXTURES])
        .output()
        .expect("the command runs");

    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let page = String::from_utf8(told.stdout).expect("a text");
    let ours = fs::read_to_string("docs/checks.md").unwrap_or_default().replace("\r\n", "\n");
    let differs = ours.lines().zip(page.lines()).position(|(one, other)| one != other);
    assert!(
        ours == page,
        "write docs/checks.md anew: combinado check --codes --examples {FIXTURES}; line {differs:?}"
    );
}
