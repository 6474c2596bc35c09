//! Every code of the checks, in groups, with how grave it is.
//!
//! The codes are those that have words (`problem-<code>`); a test holds the words to what the
//! sources raise, and the warnings listed here to what the engine tells as such.

use super::Severity;
use crate::text::Catalog;

/// One code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Itself.
    pub code: String,
    /// How grave it is.
    pub severity: Severity,
}

/// The codes of one kind of file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The kind, which the text `checks-group` names.
    pub kind: &'static str,
    /// Its codes, by their names.
    pub codes: Vec<Code>,
}

/// How codes begin, by the kind of file that they are about.
const KINDS: [(&str, &[&str]); 11] = [
    ("flow", &["flow-"]),
    ("text", &["text-", "channel-"]),
    ("conduct", &["words-unreadable", "words-empty", "words-twice", "manners-"]),
    ("policy", &["policy-"]),
    ("template", &["template-"]),
    (
        "understanding",
        &["examples-", "golden-", "rule-", "understanding-", "glossary-", "words-broken"],
    ),
    ("experiment", &["experiment-"]),
    ("test", &[TEST]),
    ("import", &["import-", "creditors-"]),
    ("config", &["config-"]),
    ("file", &["check-", "content-", "simulation-"]),
];

/// How the codes of transcripts begin: a test that cannot be played keeps nothing from serving.
const TEST: &str = "test-";

/// What is told and keeps nothing from serving.
const WARNINGS: [&str; 13] = [
    "examples-alike",
    "examples-few",
    "flow-cue-unused",
    "flow-debt-before-identity",
    "flow-no-human",
    "flow-slot-unread",
    "flow-slot-unset",
    "flow-text-never-said",
    "golden-misread",
    "policy-floor-out-of-reach",
    "policy-rung-repeats",
    "policy-waiting-pays",
    "text-hard-to-read",
];

/// How grave what a code tells of is.
pub fn severity_of(code: &str) -> Severity {
    let is_warning = WARNINGS.contains(&code) || code.starts_with(TEST);
    if is_warning { Severity::Warning } else { Severity::Problem }
}

/// Every code that has words, in its group.
pub fn groups(words: &Catalog) -> Vec<Group> {
    let mut codes: Vec<&str> =
        words.keys().filter_map(|(key, _)| key.strip_prefix("problem-")).collect();
    codes.sort_unstable();
    let of = |starts: &[&str]| {
        let own = codes.iter().filter(|code| starts.iter().any(|start| code.starts_with(start)));
        own.map(|code| Code { code: (*code).to_owned(), severity: severity_of(code) }).collect()
    };
    KINDS.iter().map(|(kind, starts)| Group { kind, codes: of(starts) }).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_code_is_in_one_group_and_every_warning_is_a_code() {
        let words = Catalog::open(Path::new("locales/pt-BR")).expect("our texts are good");
        let all = words.keys().filter(|(key, _)| key.starts_with("problem-")).count();

        let groups = groups(&words);

        let codes: Vec<_> = groups.iter().flat_map(|it| &it.codes).collect();
        assert_eq!(codes.len(), all);
        assert!(groups.iter().all(|it| !it.codes.is_empty()), "{groups:?}");
        for warning in WARNINGS {
            assert!(codes.iter().any(|it| it.code == warning), "{warning}");
        }
    }
}
