use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::super::policy::Policy;
use crate::domain::problem::{Problem, Source};

const SMALL: &str = include_str!("../../../../tests/fixtures/policies/small.toml");
const TEXTS: &str = include_str!("../../../../locales/pt-BR/errors-policy.ftl");

/// Every problem and warning of a text.
fn found(text: &str) -> Vec<Problem> {
    match Policy::load(&Source::new("policy.toml", text)) {
        Ok(policy) => policy.warnings().to_vec(),
        Err(problems) => problems,
    }
}

fn codes(text: &str) -> Vec<&'static str> {
    found(text).iter().map(|problem| problem.code).collect()
}

/// The small policy with one piece of its text exchanged.
fn with(piece: &str, other: &str) -> String {
    assert!(SMALL.contains(piece), "{piece}");
    SMALL.replacen(piece, other, 1)
}

#[test]
fn a_sound_policy_has_neither_problems_nor_warnings() {
    assert_eq!(codes(SMALL), Vec::<&str>::new());
}

#[test]
fn each_code_has_a_fixture_that_raises_it_on_its_line() {
    let written: BTreeSet<&str> = TEXTS
        .lines()
        .filter_map(|line| line.strip_prefix("problem-")?.split_once(" =").map(|(code, _)| code))
        .collect();
    for code in &written {
        let path = Path::new("tests/fixtures/problems").join(code).join("policy.toml");
        let text = fs::read_to_string(&path).expect(code);
        let problems = found(&text);
        let problem = problems.iter().find(|problem| problem.code == *code).expect(code);
        assert!(problem.line.is_some(), "{code}");
        let others: Vec<&str> = problems
            .iter()
            .map(|problem| problem.code)
            .filter(|other| other != code && !written.contains(other))
            .collect();
        assert!(others.is_empty(), "{code}: without a text: {others:?}");
        let good = path.with_file_name("good").join("policy.toml");
        let good = found(&fs::read_to_string(&good).expect(code));
        assert!(good.iter().all(|problem| problem.code != *code), "{code}: {good:?}");
    }
}

#[test]
fn each_text_names_only_values_that_its_problem_carries() {
    for block in TEXTS.split("\nproblem-").skip(1) {
        let (code, text) = block.split_once(" =").expect("a text");
        assert!(text.contains(".remedy"), "{code}");
        let path = Path::new("tests/fixtures/problems").join(code).join("policy.toml");
        let problems = found(&fs::read_to_string(&path).expect(code));
        let problem = problems.iter().find(|problem| problem.code == code).expect(code);
        for used in text.split("{ $").skip(1) {
            let name: String =
                used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            assert!(problem.values.contains_key(name.as_str()), "{code}: ${name}");
        }
    }
}

#[test]
fn every_problem_comes_at_once_in_the_order_of_the_file() {
    let text = SMALL
        .replace("version = 1", "version = \"um\"")
        .replace("valid_days = 3", "valid_days = 0")
        .replace("down_payment = \"20\"", "down_payment = 101")
        .replace("largest_count = 12", "largest_count = 0")
        .replace("[pause]", "[pausa]");

    let problems = found(&text);

    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    for code in [
        "policy-wrong-value",
        "policy-validity-too-short",
        "policy-percent-range",
        "policy-count-too-small",
        "policy-missing-key",
        "policy-unknown-key",
    ] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    let lines: Vec<usize> = problems.iter().filter_map(|problem| problem.line).collect();
    assert!(lines.is_sorted(), "{lines:?}");
}

#[test]
fn an_empty_file_says_all_that_is_missing() {
    let missing = codes("").iter().filter(|code| **code == "policy-missing-key").count();

    assert_eq!(missing, 14);
    assert!(codes("").contains(&"policy-no-bands"));
}

#[test]
fn several_breaks_of_the_notation_are_all_told() {
    let text = "name = \nversion = = 1\n[negotiation\n";

    assert!(codes(text).iter().filter(|code| **code == "policy-broken-toml").count() >= 2);
}

#[test]
fn numbers_may_be_written_with_or_without_quotes_and_stay_exact() {
    let quoted = with("min_instalment = \"50.00\"", "min_instalment = 50");
    assert_eq!(codes(&quoted), Vec::<&str>::new());
    let halves = with("down_payment = \"20\"", "down_payment = 12.5");
    let policy = Policy::load(&Source::new("policy.toml", halves)).expect("a policy");
    assert_eq!(policy.chronic.down_payment.to_string(), "12.5");
}

#[test]
fn negative_and_hostile_values_are_told_and_never_panic() {
    for value in ["-1", "\"-5.00\"", "nan", "inf", "[]", "{}", "true", "\"\"", "0x10"] {
        let text = with("min_instalment = \"50.00\"", &format!("min_instalment = {value}"));
        assert!(!codes(&text).is_empty(), "{value}");
    }
    for value in ["99999999999999999999", "-3", "\"tres\"", "2.5"] {
        let text = with("largest_count = 4", &format!("largest_count = {value}"));
        assert!(!codes(&text).is_empty(), "{value}");
    }
    let huge = with("min_instalment = \"50.00\"", "min_instalment = \"9999999999999.99\"");
    assert_eq!(codes(&huge), Vec::<&str>::new());
    assert!(codes("\u{0}").contains(&"policy-broken-toml"));
    assert!(!codes("band = 3").is_empty());
    assert!(!codes("band = [1, 2]").is_empty());
    assert!(!codes("[[band]]\n[[band]]").is_empty());
}

#[test]
fn a_narrower_exception_before_a_wider_band_is_no_overlap() {
    let exception = "[[band]]\nname = \"phones\"\nwhen.product = [\"celular\"]\n\
        [band.cash]\nwithin_days = 3\nladder = [{ charges = \"100\", principal = \"10\" }]\n\n\
        [[band]]\nname = \"young\"";

    assert_eq!(codes(&with("[[band]]\nname = \"young\"", exception)), Vec::<&str>::new());
}

#[test]
fn a_band_after_one_without_conditions_is_unreachable() {
    let open = with("when.days_overdue = { from = 1, to = 30 }\n", "");

    assert!(codes(&open).contains(&"policy-unreachable-band"));
}

#[test]
fn hardship_and_supervisor_together_may_not_cross_the_ceiling_of_counts() {
    assert!(codes(&with("count = 40", "count = 35")).contains(&"policy-ceiling-crossed"));
    assert_eq!(codes(&with("count = 40", "count = 36")), Vec::<&str>::new());
}
