//! Content that nobody wrote in good faith: the checks end, tell what is wrong, and never panic.

use std::fmt::Write;
use std::sync::mpsc;
use std::time::Duration;

use combinado::app::tuning::checks::{Report, quick};
use combinado::domain::content::Files;

/// Longer than this nobody waits, in a build without any optimising.
const PATIENCE: Duration = Duration::from_secs(90);

/// What the checks say of one file, in bounded time.
fn checked(path: &str, text: String) -> Report {
    let mut files = Files::default();
    files.put(path, text);
    looked(files)
}

/// What the checks say of one file beside texts, in bounded time.
fn checked_with(path: &str, text: String, texts: &str) -> Report {
    let mut files = Files::default();
    files.put(path, text);
    files.put("locales/pt-BR/conversation.ftl", texts);
    looked(files)
}

fn looked(files: Files) -> Report {
    let (tell, told) = mpsc::channel();
    // The stack is that of the threads on which the program looks at what is pasted.
    let work = std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(move || {
        let _ = tell.send(quick(&files));
    });
    let work = work.expect("a thread");
    let report = told.recv_timeout(PATIENCE).expect("the checks end, and without a panic");
    work.join().expect("no panic");
    report
}

fn has(report: &Report, code: &str) -> bool {
    report.problems.iter().any(|it| it.code == code)
}

fn texts(text: String) -> Report {
    checked("locales/pt-BR/conversation.ftl", text)
}

fn flow(text: String) -> Report {
    checked("flows/negotiation.toml", text)
}

#[test]
fn braces_within_braces_without_end_are_told() {
    for (open, close) in [("{ ", " }"), ("{ F(", ") }"), ("{ $x ->\n *[a] ", "\n }")] {
        let (open, close) = (open.repeat(50_000), close.repeat(50_000));

        let report = texts(format!("hello = {open}$x{close}\n"));

        let deep = has(&report, "text-too-deep") || has(&report, "check-too-large");
        assert!(deep, "{:?}", report.problems.first());
    }
}

#[test]
fn texts_that_name_each_other_in_circles_are_told() {
    let report = texts("a = { b }\nb = { c }\nc = { a }\nd = { d }\n".to_owned());
    assert_eq!(report.problems.iter().filter(|it| it.code == "text-circle").count(), 4);

    let mut ring = String::new();
    for n in 0..10_000 {
        let _ = writeln!(ring, "text-{n} = {{ text-{} }}", (n + 1) % 10_000);
    }
    let report = texts(ring);
    assert!(has(&report, "text-circle") && has(&report, "check-more"));
    assert!(report.problems.len() < 1_000, "{} problems", report.problems.len());
}

#[test]
fn texts_of_texts_of_texts_do_not_double_without_end() {
    let mut laughs = "ha-0 = ha\n".to_owned();
    for n in 1..40 {
        let of = format!("{{ ha-{} }}", n - 1).repeat(10);
        let _ = writeln!(laughs, "ha-{n} = {of}");
    }

    let report = texts(laughs);

    assert!(!has(&report, "text-circle"), "{:?}", report.problems.first());
}

#[test]
fn choices_that_multiply_are_each_looked_at_and_no_more() {
    let choice = "{ $x ->\n [0] a\n [1] b\n [2] c\n *[3] d\n } ";

    let report = texts(format!("hello = {}{{ nothing }}\n", choice.repeat(2_000)));

    assert!(has(&report, "text-unknown-reference"));
}

#[test]
fn functions_that_do_not_exist_reach_nothing() {
    let calls = ["SYSTEM(\"ls\")", "READ(\"/etc/passwd\")", "EVAL($x)", "ENV(\"HOME\")"];
    for call in calls {
        let report = texts(format!("hello = {{ {call} }}\n"));
        assert!(has(&report, "text-unknown-function"), "{call}");
    }
}

#[test]
fn files_of_megabytes_are_told_as_such() {
    for (path, line) in [
        ("locales/pt-BR/conversation.ftl", "hello = Olá, tudo bem com você por aí hoje?\n"),
        ("flows/negotiation.toml", "# uma linha que não diz nada a ninguém, e ainda assim\n"),
        ("policies/standard.toml", "[[band]]\nname = \"a\"\n"),
        ("locales/pt-BR/understanding/talk.toml", "greet = '''oi'''\n"),
        ("locales/pt-BR/understanding/golden.jsonl", "{\"text\": \"oi\", \"intent\": \"greet\"}\n"),
    ] {
        let report = checked(path, line.repeat(5 * 1024 * 1024 / line.len()));
        assert!(has(&report, "check-too-large"), "{path}: {:?}", report.problems.first());
    }
    let report = flow("\n".repeat(100_000));
    assert!(has(&report, "check-too-large"));
    let report = texts(format!("hello = {}\n", "a".repeat(1024 * 1024)));
    assert!(has(&report, "channel-text"), "{:?}", report.problems.first());
}

#[test]
fn a_flow_that_explodes_is_told_and_comes_to_an_end() {
    let head = std::fs::read_to_string("tests/fixtures/flows/sample.toml").expect("the sample");
    let mut ring = head.clone();
    for n in 0..5_000 {
        let next = (n + 1) % 5_000;
        let _ =
            write!(ring, "[steps.s{n}]\nkind = \"say\"\nsay = \"end-polite\"\ngo = \"s{next}\"\n");
    }
    let report = flow(ring);
    for code in ["flow-endless-step", "flow-restless-cycle", "flow-unreachable-step", "check-more"]
    {
        assert!(has(&report, code), "{code}");
    }

    let branch = "{ when = { hardship = true }, go = \"done\" }, ".repeat(20_000);
    let wide = head.replace("branches = [ ", &format!("branches = [ {branch}"));
    assert!(!has(&flow(wide), "flow-broken-toml"));
}

#[test]
fn tables_within_tables_without_end_are_told() {
    for text in [
        format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("a = {}", "{ a = ".repeat(100_000)),
        format!("[{}]", "a.".repeat(100_000)),
        "[[".repeat(20_000),
    ] {
        let report = flow(text.clone());
        assert!(has(&report, "flow-broken-toml") || has(&report, "flow-unknown-key"));
        assert!(!checked("policies/standard.toml", text.clone()).is_clean());
        assert!(!checked("policies/conduct.toml", text.clone()).is_clean());
        assert!(!checked("locales/pt-BR/understanding/talk.toml", text).is_clean());
    }
}

#[test]
fn a_policy_of_thousands_of_bands_comes_to_an_end() {
    let small = std::fs::read_to_string("tests/fixtures/policies/small.toml").expect("a policy");
    let mut many = small.clone();
    let band = small.split("[[band]]").last().expect("a band");
    for n in 0..800 {
        let _ = write!(many, "\n[[band]]{}", band.replace("\"rest\"", &format!("\"rest-{n}\"")));
    }

    let report = checked("policies/standard.toml", many);

    assert!(has(&report, "policy-unreachable-band"), "{:?}", report.problems.first());
}

#[test]
fn a_list_of_tens_of_thousands_of_words_comes_to_an_end() {
    let mut words = String::new();
    for n in 0..60_000 {
        let _ = write!(words, "\"palavra{n} feia\", \"p{n}*\", ");
    }
    let twice = format!("[words]\nforbidden = [{words} \"p7*\"]\n");
    let mut texts = String::new();
    for n in 0..300 {
        let _ = writeln!(texts, "t{n} = a palavra{n} feia de p{n}z");
    }

    let report = checked_with("policies/conduct.toml", twice, &texts);
    assert_eq!(report.problems.iter().filter(|it| it.code == "words-twice").count(), 1);

    let report =
        checked_with("policies/conduct.toml", format!("[words]\nforbidden = [{words}]\n"), &texts);
    assert!(has(&report, "text-forbidden-word"), "{:?}", report.problems.first());
}

#[test]
fn any_bytes_are_looked_at_without_panic() {
    let odd = ["\u{feff}", "\0", "é = x", "🙂", "\r\n\r\n", "a = \"\\u{110000}\"", "\u{202e}a = b"];
    for text in odd {
        for path in [
            "locales/pt-BR/conversation.ftl",
            "locales/pt-BR/whatsapp.toml",
            "locales/pt-BR/understanding/words.toml",
            "locales/pt-BR/understanding/golden.jsonl",
            "flows/negotiation.toml",
            "policies/standard.toml",
            "policies/conduct.toml",
        ] {
            let _ = checked(path, text.to_owned());
        }
    }
}
