use super::super::testing::{case, money, standard};
use super::super::{Counter, counter, quote};
use super::*;
use crate::domain::debt::reason::Reason;

const TEXTS: &str = include_str!("../../../../locales/pt-BR/policy.ftl");

fn keys(lines: &[Line]) -> Vec<&'static str> {
    lines.iter().map(|line| line.key).collect()
}

fn known(lines: &[Line]) {
    for line in lines {
        let (_, variables) = KEYS.iter().find(|(key, _)| *key == line.key).expect("a listed key");
        for name in line.args.keys() {
            assert!(variables.contains(name), "{}: {name}", line.key);
        }
    }
}

#[test]
fn every_key_has_its_text_and_only_its_variables() {
    let mut written: BTreeMap<&str, String> = BTreeMap::new();
    let mut at = None;
    for line in TEXTS.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once(" =").filter(|(key, _)| key.starts_with("explain-"))
        {
            at = Some(key);
        }
        if let Some(key) = at {
            written.entry(key).or_default().push_str(line);
        }
    }
    for (key, variables) in KEYS {
        let text = written.remove(key).expect(key);
        for used in text.split('$').skip(1) {
            let name: String =
                used.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            assert!(variables.contains(&name.as_str()), "{key}: ${name}");
        }
    }
    assert!(written.is_empty(), "texts nobody uses: {:?}", written.keys());
}

#[test]
fn a_customer_hears_what_is_owed_and_saved_and_no_rung_or_segment() {
    let case = case("1000.00", 61);
    let quote = quote(standard(), &case.request()).expect("a quote");

    let lines = explain(&quote, Audience::Customer);

    known(&lines);
    assert_eq!(
        keys(&lines),
        ["explain-customer-owed", "explain-customer-saved-cash", "explain-customer-saved-plan"]
    );
}

#[test]
fn an_agent_sees_arithmetic_reasons_and_facts() {
    let case = case("1000.00", 95).because(Reason::Illness).chronic();
    let quote = quote(standard(), &case.request()).expect("a quote");

    let lines = explain(&quote, Audience::Agent);

    known(&lines);
    let keys = keys(&lines);
    for key in [
        "explain-step-invoice",
        "explain-step-waived",
        "explain-step-payments",
        "explain-reason-hardship",
        "explain-reason-chronic",
        "explain-fact-late",
        "explain-fact-reason",
    ] {
        assert!(keys.contains(&key), "{key}");
    }
}

#[test]
fn a_limit_is_explained_without_the_floor() {
    let case = case("1000.00", 95);
    let low = Counter { total: Some(money("100.00")), ..Counter::default() };
    let judged = counter(standard(), &case.request(), &low).expect("a judgement");

    let lines = explain(&judged, Audience::Customer);

    known(&lines);
    let limit = lines.first().expect("a line");
    assert_eq!(limit.key, "explain-limit-total");
    assert!(limit.args.is_empty());
}

#[test]
fn a_refusal_says_why_and_for_how_long() {
    let mut case = case("5000.00", 95).because(Reason::Unemployment);
    case.wishes.income = Some(money("610.00"));
    let refusal = quote(standard(), &case.request()).expect_err("nothing fits");

    let lines = explain(&refusal, Audience::Customer);

    known(&lines);
    assert_eq!(keys(&lines), ["explain-refusal-unaffordable"]);
    assert_eq!(lines.first().and_then(|line| line.args.get("days")), Some(&Argument::Count(60)));
}
