//! The policies that creditors name: without theirs, nobody could answer their customers.

use std::collections::BTreeSet;

use super::experiments::at;
use crate::app::tuning::experiment::ways::{POLICIES, name_in};
use crate::domain::content::{CONDUCT, Files};
use crate::domain::debt::party::Creditor;
use crate::domain::problem::{Problem, Source};

/// What these creditors would lack if the files served.
pub fn lacking(files: &Files, creditors: &[Creditor]) -> Vec<Problem> {
    let folder = Source::new(files.shown(POLICIES), "");
    unserved(files, creditors, |_| folder.problem("creditors-unknown-policy"))
}

/// The same of a file of creditors, where it names their policies.
pub fn named(source: &Source, creditors: &[Creditor], files: &Files) -> Vec<Problem> {
    unserved(files, creditors, |it| at(source, "creditors-unknown-policy", &it.policy))
}

fn unserved(
    files: &Files,
    creditors: &[Creditor],
    place: impl Fn(&Creditor) -> Problem,
) -> Vec<Problem> {
    let Some(known) = policies(files) else { return Vec::new() };
    let lacking = creditors.iter().filter(|it| !known.contains(&it.policy));
    lacking.map(|it| told(place(it), it, &known)).collect()
}

/// The names of the policies of an installation; none where one of them cannot be read, of which other
/// checks tell.
fn policies(files: &Files) -> Option<BTreeSet<String>> {
    let all = files.iter().filter(|(path, _)| path.starts_with(POLICIES) && *path != CONDUCT);
    all.map(|(_, text)| name_in(text)).collect()
}

fn told(problem: Problem, creditor: &Creditor, known: &BTreeSet<String>) -> Problem {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    problem
        .with("creditor", &creditor.trade_name)
        .with("policy", &creditor.policy)
        .with("known", known.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::import;
    use crate::config::content;

    #[test]
    fn a_policy_that_a_creditor_uses_can_neither_go_nor_be_called_otherwise() {
        let mut files = content::own();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let shop = import::example(day).expect("the example").creditors;
        let policy = files.get("policies/standard.toml").expect("our policy").to_owned();
        assert_eq!(lacking(&files, &shop), []);

        files.put("policies/standard.toml", policy.replacen("\"standard\"", "\"other\"", 1));
        let renamed = lacking(&files, &shop);
        files.put("policies/broken.toml", "name = ");
        let broken = lacking(&files, &shop);

        assert_eq!(renamed.len(), shop.len());
        assert!(renamed.iter().all(|it| it.code == "creditors-unknown-policy"));
        assert_eq!(broken, [], "what cannot be read is told of by itself");
    }
}
