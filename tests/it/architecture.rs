//! Who may import whom, and what may stand where: `docs/ARCHITECTURE.md`, executable.
//!
//! Each rule is a function from a file to the places where it is broken, so that a test can show
//! that the rule bites, and another that our own sources keep it.

use std::collections::BTreeSet;
use std::fs;

use crate::sources::{File, file, files};

/// What each top-level module may import of ours; a path's beginning stands for all below it.
const MAY_IMPORT: [(&str, &[&str]); 20] = [
    ("domain", &["domain"]),
    ("clock", &["clock"]),
    ("meter", &["meter"]),
    ("failpoint", &["failpoint"]),
    ("config", &["config", "domain"]),
    ("telemetry", &["telemetry", "config"]),
    ("text", &["text", "domain"]),
    ("store", &["store", "domain"]),
    ("app", &["app", "domain", "store", "text", "clock", "failpoint", "meter"]),
    ("channels", &["channels", "domain", "config"]),
    ("desks", &["desks", "channels", "domain", "config"]),
    ("payments", &["payments", "domain", "config"]),
    ("multipart", &["multipart"]),
    ("fake", &["fake", "domain", "clock", "multipart"]),
    ("hints", &["hints", "domain", "config", "clock"]),
    ("sso", &["sso", "config", "clock"]),
    (
        "jobs",
        &[
            "jobs",
            "app",
            "store",
            "channels",
            "desks",
            "payments",
            "hints",
            "clock",
            "domain",
            "failpoint",
            "meter",
        ],
    ),
    (
        "web",
        &[
            "web",
            "app",
            "store::views",
            "text",
            "domain",
            "channels",
            "desks",
            "payments",
            "sso",
            "clock",
            "config",
            "meter",
            "multipart",
        ],
    ),
    ("cli", &[""]),
    ("", &[""]),
];

/// What is closed to a module although the table above opens what is around it.
const NEVER: [(&str, &str); 1] = [("web", "domain::dialogue::engine")];

/// The crates that only some modules may name; the others are open to all but `domain`.
const ONLY_IN: [(&str, &[&str]); 15] = [
    ("sqlx", &["store"]),
    ("fluent_bundle", &["text"]),
    ("fluent_syntax", &["text"]),
    ("intl_memoizer", &["text"]),
    ("unic_langid", &["text"]),
    ("annotate_snippets", &["text"]),
    ("reqwest", &["hints", "channels", "desks", "payments", "fake", "sso"]),
    ("axum", &["web", "cli", "fake"]),
    ("askama", &["web"]),
    ("tower_http", &["web"]),
    ("anyhow", &["cli", ""]),
    ("clap", &["cli", ""]),
    ("rustyline", &["cli"]),
    ("indicatif", &["cli"]),
    ("tracing_subscriber", &["telemetry"]),
];

/// The crates that the core may name.
const IN_DOMAIN: [&str; 8] = [
    "chrono",
    "chrono_tz",
    "rust_decimal",
    "serde",
    "sha2",
    "thiserror",
    "toml",
    "unicode_normalization",
];

/// Where floats are at home: the classifier of what people write, the statistics of experiments.
const FLOATS: [&str; 2] = ["domain/understanding/", "domain/experiment/"];

/// The letters that only prose in Portuguese needs.
const ACCENTED: &str = "áàâãéêíóôõúüçÁÀÂÃÉÊÍÓÔÕÚÜÇ";

/// The most lines of a file, without its tests.
const LONGEST: usize = 400;

/// A place where a rule is broken.
type Breach = String;

fn imports(file: &File) -> Vec<Breach> {
    let own = file.modules.first().map_or("", String::as_str);
    let Some((_, open)) = MAY_IMPORT.iter().find(|(module, _)| *module == own) else {
        return vec![format!("{}: give the module `{own}` a row in MAY_IMPORT", file.path)];
    };
    let mut breaches = Vec::new();
    for (line, path) in file.paths() {
        let Some(path) = path.strip_prefix(&["crate".to_owned()]) else { continue };
        let path = path.join("::");
        let begins = |start: &str| {
            start.is_empty() || path == start || path.starts_with(&format!("{start}::"))
        };
        let closed = NEVER.iter().any(|(module, never)| *module == own && begins(never));
        if closed || !open.iter().any(|open| begins(open)) {
            breaches.push(format!("{}:{line}: `{own}` may not import `{path}`", file.path));
        }
    }
    breaches
}

/// Inside the core, modules import only what `domain/mod.rs` declares before them.
fn siblings(file: &File, order: &[String]) -> Vec<Breach> {
    let [first, own, ..] = file.modules.as_slice() else { return Vec::new() };
    let place = |name: &str| order.iter().position(|module| module == name);
    if first != "domain" {
        return Vec::new();
    }
    let mut breaches = Vec::new();
    for (line, path) in file.paths() {
        let [root, domain, other, ..] = path.as_slice() else { continue };
        if root == "crate" && domain == "domain" && place(other) > place(own) {
            breaches.push(format!("{}:{line}: `{other}` comes after `{own}`", file.path));
        }
    }
    breaches
}

fn crates(file: &File, dependencies: &BTreeSet<String>) -> Vec<Breach> {
    let own = file.modules.first().map_or("", String::as_str);
    let mut breaches = Vec::new();
    for (line, path) in file.paths() {
        let Some(name) = path.first().filter(|name| dependencies.contains(*name)) else { continue };
        let only = ONLY_IN.iter().find(|(only, _)| only == name).map(|(_, modules)| modules);
        let allowed = match only {
            Some(modules) => modules.contains(&own),
            None => own != "domain" || IN_DOMAIN.contains(&name.as_str()),
        };
        if !allowed {
            breaches.push(format!("{}:{line}: `{own}` may not name the crate `{name}`", file.path));
        }
    }
    breaches
}

fn input_and_output(file: &File) -> Vec<Breach> {
    let impure =
        [["std", "fs"], ["std", "io"], ["std", "net"], ["std", "process"], ["std", "thread"]];
    let is_impure =
        |path: &[String]| impure.iter().any(|bad| path.starts_with(&bad.map(str::to_owned)));
    if file.modules.first().is_none_or(|own| own != "domain") {
        return Vec::new();
    }
    let found = file.paths().into_iter().filter(|(_, path)| is_impure(path));
    found
        .map(|(line, path)| format!("{}:{line}: no {} in the core", file.path, path.join("::")))
        .collect()
}

fn clock(file: &File) -> Vec<Breach> {
    let clocks = ["Utc", "Local", "SystemTime", "Instant"];
    let reads = |path: &[String]| match path {
        [.., clock, now] => now == "now" && clocks.contains(&clock.as_str()),
        [] | [_] => false,
    };
    named(file, "clock.rs", reads, "the time is an argument")
}

fn environment(file: &File) -> Vec<Breach> {
    let reads = |path: &[String]| match path {
        [.., module, call] => {
            module == "env" && ["var", "var_os", "vars", "vars_os"].contains(&call.as_str())
        }
        [] | [_] => false,
    };
    named(file, "config/", reads, "the environment is read in config/")
}

fn named(file: &File, home: &str, bad: impl Fn(&[String]) -> bool, why: &str) -> Vec<Breach> {
    let paths = file.paths().into_iter().filter(|_| !file.path.starts_with(home));
    let found = paths.filter(|(_, path)| bad(path));
    found.map(|(line, path)| format!("{}:{line}: {}: {why}", file.path, path.join("::"))).collect()
}

fn sql(file: &File) -> Vec<Breach> {
    let verbs = [
        "select ",
        "insert into ",
        "update ",
        "delete from ",
        "create table ",
        "alter table ",
        "with ",
    ];
    let clauses = [" from ", " set ", " values", " where ", " (", "select 1"];
    let is_sql = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        verbs.iter().any(|verb| text.starts_with(verb)) && clauses.iter().any(|c| text.contains(c))
    };
    strings(
        file,
        |text| file.modules.first().is_none_or(|own| own != "store") && is_sql(text),
        "SQL belongs in store/",
    )
}

fn prose(file: &File) -> Vec<Breach> {
    strings(
        file,
        |text| text.contains(|c| ACCENTED.contains(c)),
        "words for people belong in locales/",
    )
}

fn strings(file: &File, bad: impl Fn(&str) -> bool, why: &str) -> Vec<Breach> {
    let found = file.strings.iter().filter(|(_, text)| bad(text));
    found.map(|(line, text)| format!("{}:{line}: {text:?}: {why}", file.path)).collect()
}

fn floats(file: &File) -> Vec<Breach> {
    let at_home = FLOATS.iter().any(|home| file.path.starts_with(home));
    if at_home || !file.path.starts_with("domain/") {
        return Vec::new();
    }
    let mut breaches = Vec::new();
    for (place, line) in file.code.lines().enumerate() {
        let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.');
        let is_float = |word: &str| {
            ["f32", "f64"].iter().any(|kind| word == *kind || word.ends_with(&format!("_{kind}")))
                || word.split_once('.').is_some_and(|(whole, part)| {
                    let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
                    digits(whole) && digits(part)
                })
        };
        if let Some(word) = words.find(|word| is_float(word)) {
            breaches.push(format!("{}:{}: {word}: sums are exact", file.path, place + 1));
        }
    }
    breaches
}

fn shape(file: &File) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let lines = file.code.lines().filter(|line| !line.trim().is_empty()).count();
    if lines > LONGEST {
        breaches.push(format!("{}: {lines} lines of code; split it", file.path));
    }
    if file.path != "main.rs" && !file.text.starts_with("//!") {
        breaches
            .push(format!("{}: open with `//!`: what for, and what it refuses to know", file.path));
    }
    for (place, line) in file.code.lines().enumerate() {
        if line.contains("#[allow") || line.contains("#![allow") {
            let why = "write `#[expect(lint, reason = …)]`";
            breaches.push(format!("{}:{}: {why}", file.path, place + 1));
        }
    }
    breaches
}

fn dependencies() -> BTreeSet<String> {
    let manifest = fs::read_to_string("Cargo.toml").expect("our manifest is there");
    let manifest: toml::Table = manifest.parse().expect("our manifest is well formed");
    let tables = ["dependencies", "dev-dependencies"].into_iter();
    let tables = tables.filter_map(|table| manifest.get(table)?.as_table());
    tables.flat_map(|table| table.keys().map(|name| name.replace('-', "_"))).collect()
}

fn order() -> Vec<String> {
    let text = fs::read_to_string("src/domain/mod.rs").expect("the core is there");
    let modules = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    modules.map(str::to_owned).collect()
}

fn kept(rule: impl Fn(&File) -> Vec<Breach>) {
    let breaches: Vec<Breach> = files().iter().flat_map(rule).collect();
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

fn bites(rule: impl Fn(&File) -> Vec<Breach>, path: &str, bad: &str, good: &str) {
    assert_eq!(rule(&file(path, bad)).len(), 1, "{bad}");
    assert_eq!(rule(&file(path, good)), Vec::<Breach>::new(), "{good}");
}

#[test]
fn modules_import_downwards_only() {
    bites(imports, "domain/money.rs", "use crate::text::Catalog;", "use crate::domain::id::Id;");
    bites(imports, "domain/money.rs", "fn f() { super::super::app::go() }", "use super::id::Id;");
    bites(imports, "store/debt.rs", "use crate::{domain::id, text};", "use crate::domain;");
    bites(imports, "web/chat.rs", "use crate::store::debt;", "use crate::store::views::chat;");
    bites(
        imports,
        "web/chat.rs",
        "use crate::domain::dialogue::engine::advance;",
        "use crate::domain::dialogue::text::Part;",
    );
    bites(imports, "channels/x/api.rs", "use crate::payments;", "use crate::channels::Channel;");
    assert_eq!(imports(&file("novelty/mod.rs", "")).len(), 1);
    kept(imports);
}

#[test]
fn the_core_imports_earlier_siblings_only() {
    let example = ["id", "money", "debt"].map(str::to_owned);
    let rule = |file: &File| siblings(file, &example);
    bites(rule, "domain/money.rs", "use crate::domain::debt::Debt;", "use crate::domain::id::Id;");
    bites(rule, "domain/money.rs", "use super::debt::Debt;", "use super::money::Money;");

    let order = order();
    kept(|file| siblings(file, &order));
}

#[test]
fn each_crate_stays_where_it_belongs() {
    let dependencies = dependencies();
    let rule = |file: &File| crates(file, &dependencies);
    bites(rule, "domain/money.rs", "use tokio::spawn;", "use rust_decimal::Decimal;");
    bites(rule, "app/turn.rs", "fn f() { sqlx::query(x) }", "fn f() { tokio::spawn(x) }");
    bites(rule, "web/mod.rs", "use anyhow::Result;", "use axum::Router;");
    kept(rule);
}

#[test]
fn the_core_touches_nothing() {
    bites(input_and_output, "domain/id.rs", "use std::fs::File;", "use std::fmt::Write;");
    kept(input_and_output);
}

#[test]
fn the_time_is_read_in_one_place() {
    bites(clock, "app/turn.rs", "let now = chrono::Utc::now();", "let now = clock.now();");
    assert!(clock(&file("clock.rs", "fn now() { Utc::now() }")).is_empty());
    kept(clock);
}

#[test]
fn the_environment_is_read_in_one_place() {
    bites(environment, "app/turn.rs", "std::env::var(x)", "env!(x)");
    assert!(environment(&file("config/mod.rs", "env::var(x)")).is_empty());
    kept(environment);
}

#[test]
fn sql_is_written_in_the_store() {
    bites(sql, "app/turn.rs", "f(\"select id\n from debt\")", "f(\"select an option\")");
    assert!(sql(&file("store/debt.rs", "f(\"select id from debt\")")).is_empty());
    kept(sql);
}

#[test]
fn no_prose_stands_in_the_code() {
    bites(prose, "web/chat.rs", "f(\"Olá\")", "f(\"Ola\") // Olá");
    bites(prose, "web/chat.rs", "f(r\"não\")", "#[cfg(test)]\nmod tests { f(\"não\") }");
    kept(prose);
}

#[test]
fn sums_are_exact_everywhere_in_the_core() {
    bites(floats, "domain/money.rs", "fn f(x: f64) {}", "fn f(x: Tuple) { x.0.1; 1..2; v1.0 }");
    bites(floats, "domain/money.rs", "let x = 0.5;", "let x = \"0.5\";");
    kept(floats);
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    bites(shape, "text/a.rs", "//! A.\n#[allow(x)]\nfn f() {}", "//! A.\n#[expect(x)]\nfn f() {}");
    bites(shape, "text/a.rs", "fn f() {}", "//! For f.\nfn f() {}");
    assert_eq!(shape(&file("text/a.rs", &format!("//! A.\n{}", "f();\n".repeat(401)))).len(), 1);
    kept(shape);
}
