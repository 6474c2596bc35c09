//! The templates that stand in for our words outside the 24 hours: what each says, and for what.
//!
//! A catalogue is a file (`locales/<locale>/whatsapp.toml`), checked whole as it is loaded, by the
//! rules of the provider and of the law: a template is approved by the provider once, and then sent
//! to people of whom nobody knows yet who they are. What the provider thinks of each is no part of
//! the file; it is kept as rows. To add a kind of button: a variant of [`Button`], its place in
//! [`parts`](Template::parts), its rule in `check`.

mod check;
mod draft;
mod remote;

use std::collections::BTreeMap;

pub use remote::Parts;

use crate::domain::channel::{Behind, TemplateCall};
use crate::domain::dialogue::text::Attachment;
use crate::domain::locale::Locale;
use crate::domain::problem::{Problem, Source};
use crate::domain::words::ForbiddenWords;

/// All templates, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    templates: Vec<Template>,
}

/// One template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name at the provider.
    pub name: String,
    /// Its language, such as `pt_BR`.
    pub language: String,
    /// What it is for, as the provider distinguishes.
    pub category: Category,
    /// The keys of our texts that it stands in for.
    pub texts: Vec<String>,
    /// What stands above the words.
    pub header: Option<String>,
    /// The words, with `{{names}}` of values.
    pub body: String,
    /// What stands below the words.
    pub footer: Option<String>,
    /// Its buttons; replies before others.
    pub buttons: Vec<Button>,
    /// Its values, in the order of the words.
    pub values: Vec<Slot>,
}

/// What a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// It is about something that the customer has with us, and offers nothing.
    Utility,
    /// Anything else.
    Marketing,
}

/// A value of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its name there.
    pub name: String,
    /// The name of our value that it takes.
    pub from: String,
    /// What the provider is shown when the template is handed in.
    pub sample: String,
}

/// A button of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Button {
    /// Answers with a choice of the message that it stands in for.
    Reply {
        /// What stands on it.
        label: String,
        /// The choice's id.
        choice: String,
    },
    /// Opens a page.
    Page {
        /// What stands on it.
        label: String,
        /// The page.
        url: String,
    },
    /// Calls a number.
    Call {
        /// What stands on it.
        label: String,
        /// The number.
        phone: String,
    },
    /// Copies the Pix code that goes with the message; its label is the provider's.
    Pix,
    /// Copies the digits of the boleto that goes with the message; its label is the provider's.
    Boleto,
}

impl Catalogue {
    /// Reads and checks a catalogue.
    ///
    /// # Errors
    /// Every problem of it at once.
    pub fn load(source: &Source) -> Result<Self, Vec<Problem>> {
        let templates = draft::read(source)?;
        let problems = check::all(source, &templates);
        if problems.is_empty() { Ok(Self { templates }) } else { Err(problems) }
    }

    /// What is wrong with it beside other files: words that no text may carry.
    pub fn beside(&self, source: &Source, words: &ForbiddenWords) -> Vec<Problem> {
        check::words(source, &self.templates, words)
    }

    /// Every template.
    pub fn templates(&self) -> &[Template] {
        &self.templates
    }

    /// The templates that stand in for a text in a language, the first choice first.
    pub fn of_text<'a>(
        &'a self,
        key: &'a str,
        locale: Option<Locale>,
    ) -> impl Iterator<Item = &'a Template> {
        let names = move |template: &&Template| template.texts.iter().any(|it| it == key);
        self.speaking(locale).filter(names)
    }

    /// The templates in a language; none stands for the installation's own.
    pub fn speaking(&self, locale: Option<Locale>) -> impl Iterator<Item = &Template> {
        let locale = locale.unwrap_or(Locale::OWN);
        self.templates.iter().filter(move |it| it.language.parse() == Ok(locale))
    }

    /// These and those of another file, such as that of another language.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.templates.extend(other.templates);
        self
    }
}

impl Template {
    /// Its words with values put in, by our name; what is not known stays between its braces.
    pub fn preview(&self, values: &BTreeMap<String, String>) -> String {
        let mut text = String::with_capacity(self.body.len());
        let mut from = 0;
        for (name, begins, ends) in places(&self.body) {
            let slot = self.values.iter().find(|slot| slot.name == name);
            let value = slot.and_then(|slot| values.get(&slot.from)).map(String::as_str);
            text.push_str(self.body.get(from..begins).unwrap_or_default());
            text.push_str(value.or_else(|| self.body.get(begins..ends)).unwrap_or_default());
            from = ends;
        }
        text.push_str(self.body.get(from..).unwrap_or_default());
        text.trim().to_owned()
    }

    /// The call that sends it; none where a value is missing or a button has nothing to stand on.
    ///
    /// `values` are ours in words, by our name.
    pub fn call(
        &self,
        values: &BTreeMap<String, String>,
        attachments: &[Attachment],
    ) -> Option<TemplateCall> {
        let filled = self.values.iter().map(|slot| {
            let value = values.get(&slot.from).filter(|value| !value.trim().is_empty())?;
            Some((slot.name.clone(), value.clone()))
        });
        let mut replies = Vec::new();
        let mut links = BTreeMap::new();
        for (place, button) in self.buttons.iter().enumerate() {
            let behind = match button {
                Button::Reply { choice, .. } => {
                    replies.push(choice.clone());
                    continue;
                }
                Button::Page { .. } | Button::Call { .. } => continue,
                Button::Pix => attachments.iter().find_map(|it| match it {
                    Attachment::Pix { code, .. } => Some(Behind::Pix(code.clone())),
                    Attachment::Boleto { .. } | Attachment::File(_) => None,
                })?,
                Button::Boleto => attachments.iter().find_map(|it| match it {
                    Attachment::Boleto { line } => Some(Behind::Boleto(line.clone())),
                    Attachment::Pix { .. } | Attachment::File(_) => None,
                })?,
            };
            links.insert(u32::try_from(place).ok()?, behind);
        }
        Some(TemplateCall {
            name: self.name.clone(),
            language: self.language.clone(),
            named: true,
            values: filled.collect::<Option<_>>()?,
            replies,
            links,
        })
    }
}

impl Category {
    /// As the provider writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Utility => "UTILITY",
            Self::Marketing => "MARKETING",
        }
    }
}

/// The names between double braces, in order, and where each begins and ends.
fn places(body: &str) -> Vec<(&str, usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(from) = body.get(at..).and_then(|rest| rest.find("{{")).map(|it| it + at) {
        let Some(to) = body.get(from..).and_then(|rest| rest.find("}}")).map(|it| it + from) else {
            break;
        };
        found.push((body.get(from + 2..to).unwrap_or_default().trim(), from, to + 2));
        at = to + 2;
    }
    found
}

#[cfg(test)]
mod tests;
