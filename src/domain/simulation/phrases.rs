//! How simulated customers talk: phrases by what they are for, from a TOML file.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::chance::Chance;
use crate::domain::problem::{Problem, Source};

/// The words of simulated customers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// First names.
    pub first_names: Vec<String>,
    /// Family names.
    pub last_names: Vec<String>,
    /// What they bought.
    pub products: Vec<String>,
    #[serde(rename = "phrases")]
    by_purpose: BTreeMap<String, Vec<String>>,
}

impl Phrases {
    /// Reads the words of simulated customers.
    ///
    /// # Errors
    /// Where the file is no such list.
    pub fn load(source: &Source) -> Result<Self, Vec<Problem>> {
        toml::from_str(&source.text).map_err(|error: toml::de::Error| {
            let span = error.span().unwrap_or_default();
            vec![source.problem_at("simulation-phrases", span).with("detail", error.message())]
        })
    }

    /// One phrase for a purpose, its places filled; the purpose itself where there is none.
    pub fn say(&self, chance: &mut Chance, purpose: &str, places: &[(&str, String)]) -> String {
        let phrases = self.by_purpose.get(purpose).map(Vec::as_slice).unwrap_or_default();
        let phrase = chance.pick(phrases).map_or(purpose, String::as_str).to_owned();
        places.iter().fold(phrase, |text, (name, value)| text.replace(name, value))
    }
}
