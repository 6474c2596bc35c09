//! The desk's checklist names tests that exist.

use std::fs;
use std::path::Path;

/// Everything that is written in the files of a folder.
fn sources(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").path()) {
        if entry.is_dir() {
            sources(&entry, all);
        } else if entry.extension().is_some_and(|it| it == "rs") {
            all.push_str(&fs::read_to_string(entry).expect("a source"));
        }
    }
}

#[test]
fn every_test_that_the_checklist_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(root.join("docs/checklist.md")).expect("the checklist");
    let mut all = String::new();
    sources(&root.join("tests/it"), &mut all);

    let rows = list.lines().filter(|line| line.starts_with("| ") && !line.contains("Shown by"));
    let cells = rows.filter_map(|row| row.rsplit('|').nth(1));
    let quoted = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let tests: Vec<_> = quoted.filter(|it| it.contains('_') && !it.contains('=')).collect();

    assert!(tests.len() > 40, "{tests:?}");
    let missing = tests.iter().filter(|name| !all.contains(&format!("fn {name}(")));
    let missing: Vec<_> = missing.collect();
    assert!(missing.is_empty(), "the checklist names no test: {missing:?}");
}
