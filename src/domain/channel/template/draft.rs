//! The catalogue as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Button, Category, Slot, Template, places};
use crate::domain::problem::{Problem, Source};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    template: Vec<Draft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    name: String,
    #[serde(default = "portuguese")]
    language: String,
    category: DraftCategory,
    text: Vec<String>,
    header: Option<String>,
    body: String,
    footer: Option<String>,
    #[serde(default)]
    buttons: Vec<DraftButton>,
    #[serde(default)]
    values: BTreeMap<String, DraftSlot>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum DraftCategory {
    Utility,
    Marketing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftSlot {
    from: String,
    sample: String,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
enum DraftButton {
    Reply { label: String, choice: String },
    Page { label: String, url: String },
    Call { label: String, phone: String },
    Pix,
    Boleto,
}

fn portuguese() -> String {
    "pt_BR".to_owned()
}

/// Reads the file; a value that is declared and not named comes last, for the check to tell.
pub(super) fn read(source: &Source) -> Result<Vec<Template>, Vec<Problem>> {
    let file: File = toml::from_str(&source.text).map_err(|error| {
        let detail = error.message().to_owned();
        let problem = match error.span() {
            Some(span) => source.problem_at("template-unreadable", span),
            None => source.problem("template-unreadable"),
        };
        vec![problem.with("detail", detail)]
    })?;
    Ok(file.template.into_iter().map(template).collect())
}

fn template(draft: Draft) -> Template {
    let mut declared = draft.values;
    let mut values: Vec<Slot> = Vec::new();
    for (name, ..) in places(&draft.body) {
        if values.iter().any(|slot| slot.name == name) {
            continue;
        }
        let DraftSlot { from, sample } = declared
            .remove(name)
            .unwrap_or(DraftSlot { from: String::new(), sample: String::new() });
        values.push(Slot { name: name.to_owned(), from, sample });
    }
    values.extend(declared.into_iter().map(|(name, DraftSlot { from, sample })| Slot {
        name,
        from,
        sample,
    }));
    let body = draft.body.trim().to_owned();
    Template {
        name: draft.name,
        language: draft.language,
        category: match draft.category {
            DraftCategory::Utility => Category::Utility,
            DraftCategory::Marketing => Category::Marketing,
        },
        texts: draft.text,
        header: draft.header,
        body,
        footer: draft.footer,
        buttons: draft.buttons.into_iter().map(button).collect(),
        values,
    }
}

fn button(draft: DraftButton) -> Button {
    match draft {
        DraftButton::Reply { label, choice } => Button::Reply { label, choice },
        DraftButton::Page { label, url } => Button::Page { label, url },
        DraftButton::Call { label, phone } => Button::Call { label, phone },
        DraftButton::Pix => Button::Pix,
        DraftButton::Boleto => Button::Boleto,
    }
}
