//! What a file is, so that a file given alone is checked by the right loader.

use std::path::Path;

use toml::de::DeTable;

use crate::domain::content::{is_golden, is_templates};
use crate::domain::problem::Source;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A conversation flow.
    Flow,
    /// A policy of offers.
    Policy,
    /// How people are spoken to.
    Conduct,
    /// Texts.
    Texts,
    /// Words and examples that the bot learns from.
    Understanding,
    /// Templates of WhatsApp.
    Templates,
    /// An experiment.
    Experiment,
    /// A conversation that must go as it is written.
    Transcript,
    /// Creditors.
    Creditors,
    /// The settings of an installation.
    Configuration,
    /// None of these.
    Unknown,
}

/// Keys by which a file is known, whatever its name.
const SIGNS: [(Kind, &[&str]); 6] = [
    (Kind::Experiment, &["arms", "detect"]),
    (Kind::Flow, &["steps", "reflexes", "first"]),
    (Kind::Policy, &["band", "contact_above", "ceilings", "hardship"]),
    (Kind::Conduct, &["words", "texts"]),
    (Kind::Creditors, &["creditor"]),
    (Kind::Templates, &["template"]),
];

/// Parts of a path by which a file is known whose content cannot be read.
const PLACES: [(Kind, &str); 7] = [
    (Kind::Experiment, "experiments/"),
    (Kind::Understanding, "understanding"),
    (Kind::Configuration, "combinado.toml"),
    (Kind::Conduct, "conduct"),
    (Kind::Creditors, "creditors"),
    (Kind::Flow, "flow"),
    (Kind::Policy, "polic"),
];

impl Kind {
    /// What a file is, by its ending, its keys and its place.
    pub fn of(source: &Source) -> Self {
        let ending = Path::new(&source.file).extension();
        if ending.is_some_and(|it| it == "ftl") {
            return Self::Texts;
        }
        if ending.is_some_and(|it| it == "chat") {
            return Self::Transcript;
        }
        if is_golden(source) {
            return Self::Understanding;
        }
        if is_templates(source) {
            return Self::Templates;
        }
        if ending.is_none_or(|it| it != "toml") {
            return Self::Unknown;
        }
        let by_place = || PLACES.into_iter().find(|(_, part)| source.file.contains(part));
        match by_place() {
            Some((kind @ (Self::Understanding | Self::Configuration), _)) => kind,
            place => {
                let (document, _) = DeTable::parse_recoverable(&source.text);
                let has = |key: &&str| document.get_ref().contains_key(*key);
                let signed = SIGNS.into_iter().find(|(_, keys)| keys.iter().any(has));
                signed
                    .map(|(kind, _)| kind)
                    .or(place.map(|(kind, _)| kind))
                    .unwrap_or(Self::Unknown)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_keys_wherever_it_is() {
        let kind = |file: &str, text: &str| Kind::of(&Source::new(file, text));

        assert_eq!(kind("x.toml", "first = \"a\"\n[steps.a]\n"), Kind::Flow);
        assert_eq!(kind("x.toml", "contact_above = \"1\""), Kind::Policy);
        assert_eq!(kind("flows/x.toml", "= broken"), Kind::Flow);
        assert_eq!(kind("a/policies/x.toml", ""), Kind::Policy);
        assert_eq!(kind("x.ftl", ""), Kind::Texts);
        assert_eq!(kind("x.csv", "a;b"), Kind::Unknown);
        assert_eq!(kind("mine/golden.jsonl", ""), Kind::Understanding);
        assert_eq!(
            kind("locales/pt-BR/understanding/talk.toml", "first = 'x'"),
            Kind::Understanding
        );
    }
}
