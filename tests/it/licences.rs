//! Every dependency has a licence that `deny.toml` allows, and none is banned there.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;

/// The crates of which there is one version, so that their types and connections are one.
const SINGLE: [&str; 7] = ["axum", "chrono", "hyper", "ring", "rustls", "sqlx-core", "tokio"];

fn packages() -> Vec<Value> {
    let host =
        Command::new(env!("CARGO")).args(["-vV"]).output().expect("cargo runs, it built this test");
    let host = String::from_utf8_lossy(&host.stdout).into_owned();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).expect("cargo names it");
    let asked = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform"];
    let output = Command::new(env!("CARGO"))
        .args(asked)
        .arg(host)
        .output()
        .expect("cargo runs, it built this test");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    metadata["packages"].as_array().cloned().unwrap_or_default()
}

fn policy() -> toml::Table {
    let text = fs::read_to_string("deny.toml").expect("the policy is there");
    text.parse().expect("the policy is well formed")
}

fn allowed() -> BTreeSet<String> {
    let policy = policy();
    let list = policy["licenses"]["allow"].as_array().cloned().unwrap_or_default();
    list.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// True where some way to read the expression needs allowed licences only.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let plain = expression.replace('/', " OR ");
    let mut depth = 0_i32;
    let mut alternatives = vec![vec![String::new()]];
    for word in plain.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
        depth += i32::from(word == "(") - i32::from(word == ")");
        let last = alternatives.last_mut().expect("there is always one");
        match word {
            "OR" if depth == 0 => alternatives.push(vec![String::new()]),
            "AND" if depth == 0 => last.push(String::new()),
            _ => {
                let part = last.last_mut().expect("there is always one");
                let space = if part.is_empty() { "" } else { " " };
                part.push_str(space);
                part.push_str(word);
            }
        }
    }
    let part_is_allowed =
        |part: &String| match part.strip_prefix('(').and_then(|p| p.strip_suffix(')')) {
            Some(inside) => is_allowed(inside, allowed),
            None => allowed.contains(part),
        };
    alternatives.iter().any(|parts| parts.iter().all(part_is_allowed))
}

#[test]
fn expressions_are_read_as_written() {
    let allowed = BTreeSet::from(["MIT".to_owned(), "ISC".to_owned()]);
    for fine in ["MIT", "MIT OR GPL-3.0", "GPL-3.0/MIT", "MIT AND ISC", "(GPL-3.0 OR MIT) AND ISC"]
    {
        assert!(is_allowed(fine, &allowed), "{fine}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(GPL-3.0 OR BSD-3-Clause) AND MIT"] {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}

#[test]
fn every_licence_is_allowed() {
    let allowed = allowed();
    let mut refused = Vec::new();
    for package in packages() {
        let licence = package["license"].as_str().unwrap_or_default();
        if !is_allowed(licence, &allowed) {
            refused.push(format!("{}: {licence:?}", package["name"]));
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn no_banned_crate_comes_in() {
    let policy = policy();
    let banned = policy["bans"]["deny"].as_array().cloned().unwrap_or_default();
    let banned: Vec<&str> = banned.iter().filter_map(|ban| ban["crate"].as_str()).collect();
    assert!(banned.contains(&"openssl"));

    let names: Vec<String> =
        packages().iter().filter_map(|p| p["name"].as_str().map(str::to_owned)).collect();

    let found: Vec<&String> = names.iter().filter(|name| banned.contains(&name.as_str())).collect();
    assert!(found.is_empty(), "{found:?}");
    for single in SINGLE {
        let versions = names.iter().filter(|name| *name == single).count();
        assert!(versions <= 1, "{versions} versions of {single}");
    }
}

#[test]
fn every_dependency_comes_from_the_registry() {
    for package in packages() {
        let source = package["source"].as_str();
        let own = package["name"] == "combinado";
        let known = source == Some("registry+https://github.com/rust-lang/crates.io-index");
        assert!(own || known, "{}: {source:?}", package["name"]);
    }
}
