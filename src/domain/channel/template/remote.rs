//! A template as the provider has it: what is handed in, and how its own differs from ours.

use std::collections::BTreeMap;

use super::{Button, Template, places};

/// One part of a template, in plain values, as both sides can be told apart by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// What stands above the words.
    pub header: Option<String>,
    /// The words.
    pub body: String,
    /// What stands below the words.
    pub footer: Option<String>,
    /// What stands on the buttons.
    pub labels: Vec<String>,
}

impl Template {
    /// Its parts, to be compared with those at the provider.
    pub fn parts(&self) -> Parts {
        let label = |button: &Button| match button {
            Button::Reply { label, .. }
            | Button::Page { label, .. }
            | Button::Call { label, .. } => label.clone(),
            Button::Pix => "Copy Pix code".to_owned(),
            Button::Boleto => "Copy Boleto code".to_owned(),
        };
        Parts {
            header: self.header.clone(),
            body: self.body.clone(),
            footer: self.footer.clone(),
            labels: self.buttons.iter().map(label).collect(),
        }
    }

    /// The words with the samples in them, as the provider shows them.
    pub fn sample(&self) -> String {
        let samples: BTreeMap<&str, &str> =
            self.values.iter().map(|slot| (slot.name.as_str(), slot.sample.as_str())).collect();
        let (mut text, mut at) = (String::new(), 0);
        for (name, from, to) in places(&self.body) {
            text.push_str(self.body.get(at..from).unwrap_or_default());
            text.push_str(samples.get(name).copied().unwrap_or_default());
            at = to;
        }
        text.push_str(self.body.get(at..).unwrap_or_default());
        text
    }
}
