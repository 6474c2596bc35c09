//! The policies that creditors name: without theirs, nobody could answer their customers.

use std::collections::BTreeSet;

use crate::domain::content::{CONDUCT, Files};
use crate::domain::debt::party::Creditor;
use crate::domain::problem::{Problem, Source};

/// The folder of policies.
const FOLDER: &str = "policies/";

/// The names of the policies of an installation; none where one of them cannot be read, of which other
/// checks tell.
fn policies(files: &Files) -> Option<BTreeSet<String>> {
    let all = files.iter().filter(|(path, _)| path.starts_with(FOLDER) && *path != CONDUCT);
    all.map(|(_, text)| {
        let table: toml::Table = text.parse().ok()?;
        table.get("name")?.as_str().map(str::to_owned)
    })
    .collect()
}

/// What these creditors would lack if the files served.
pub fn lacking(files: &Files, creditors: &[Creditor]) -> Vec<Problem> {
    let place = Source::new(files.shown(FOLDER), "");
    let Some(known) = policies(files) else { return Vec::new() };
    let unserved = creditors.iter().filter(|it| !known.contains(&it.policy));
    unserved.map(|it| told(place.problem("creditors-unknown-policy"), it, &known)).collect()
}

/// The same of a file of creditors, where it names its policies.
pub fn named(source: &Source, creditors: &[Creditor], files: &Files) -> Vec<Problem> {
    let Some(known) = policies(files) else { return Vec::new() };
    let unserved = creditors.iter().filter(|it| !known.contains(&it.policy));
    let at = |it: &Creditor| match source.text.find(&format!("\"{}\"", it.policy)) {
        Some(start) => {
            source.problem_at("creditors-unknown-policy", start..start + it.policy.len() + 2)
        }
        None => source.problem("creditors-unknown-policy"),
    };
    unserved.map(|it| told(at(it), it, &known)).collect()
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
        let shop = import::example(chrono::NaiveDate::default()).expect("the example").creditors;
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
