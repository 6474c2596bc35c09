//! Puts a message into words: each text a paragraph, each choice its label.

use std::collections::BTreeMap;

use crate::domain::channel::{Catalogue, TemplateCall};
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::dialogue::facts::Facts;
use crate::domain::dialogue::text::{Args, Message, Part, Value};
use crate::store::message::{Choice, Enclosure};
use crate::text::{Catalog, RenderError};

/// A message in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worded {
    /// The paragraphs, joined by blank lines.
    pub text: String,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// What goes with it.
    pub attachments: Vec<Enclosure>,
    /// The template that stands in for it where only one may go.
    pub template: Option<TemplateCall>,
}

/// The text that writes a value of ours inside a template.
const VALUE: &str = "template-value";

/// Puts a whole message into words.
///
/// # Errors
/// When a text is missing or cannot be written with its values.
pub fn render(words: &Catalog, message: &Message) -> Result<Worded, RenderError> {
    let choice = |choice: &crate::domain::dialogue::text::Choice| {
        Ok(Choice { id: choice.id.clone(), label: words.part(&choice.label)? })
    };
    Ok(Worded {
        text: words.compose(&message.parts)?,
        options: message.choices.iter().map(choice).collect::<Result<_, _>>()?,
        attachments: message.attachments.iter().cloned().map(Enclosure::Ours).collect(),
        template: None,
    })
}

/// The template that stands in for a message outside the 24 hours of WhatsApp, where there is one.
///
/// It is that of the first of the message's texts that has one; one whose values are not all there,
/// or whose payment buttons have no code to copy, is passed over.
pub fn stand_in(
    catalogue: &Catalogue,
    words: &Catalog,
    message: &Message,
    facts: &Facts,
) -> Option<TemplateCall> {
    message.parts.iter().find_map(|part| {
        let values = values(words, part, facts);
        let mut known = catalogue.of_text(&part.key, facts.language());
        known.find_map(|template| template.call(&values, &message.attachments))
    })
}

/// What a template may name: who writes to whom, and the values of the text it stands in for.
fn values(words: &Catalog, part: &Part, facts: &Facts) -> BTreeMap<String, String> {
    let written = |(name, value): (&String, &Value)| {
        let args: Args = BTreeMap::from([("value".to_owned(), value.clone())]);
        Some((name.clone(), words.render(VALUE, &args).ok()?))
    };
    let mut values: BTreeMap<String, String> = part.args.iter().filter_map(written).collect();
    values.extend(parties(&facts.creditor, &facts.customer));
    values
}

/// Who writes to whom, as templates name it.
pub fn parties(creditor: &Creditor, customer: &Customer) -> BTreeMap<String, String> {
    let known = [
        ("name", customer.name.first().to_owned()),
        ("creditor", creditor.trade_name.clone()),
        ("legal_name", creditor.legal_name.clone()),
        ("cnpj", creditor.cnpj.formatted()),
        ("address", creditor.address.clone()),
        ("site", creditor.site.clone()),
        ("phone", creditor.phone.formatted()),
    ];
    known.map(|(name, value)| (name.to_owned(), value)).into()
}

/// Puts into words what can be; for the case that is going to a human anyway.
pub fn render_what_can_be(words: &Catalog, message: &Message) -> Worded {
    let paragraphs: Vec<String> =
        message.parts.iter().filter_map(|part| words.part(part).ok()).collect();
    Worded { text: paragraphs.join("\n\n"), ..Worded::default() }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::app::import::example;
    use crate::domain::money::Money;
    use crate::domain::problem::Source;
    use crate::domain::simulation::case;

    fn facts() -> Facts {
        let today = "2026-11-23".parse().expect("a day");
        let portfolio = example(today).expect("the example is good");
        let creditor = portfolio.creditors.into_iter().next().expect("a creditor");
        let first = portfolio.customers.into_iter().next().expect("a customer");
        case(creditor, first.customer, Vec::new())
    }

    #[test]
    fn what_we_begin_has_a_template_that_names_who_writes_and_reveals_nothing() {
        let words = Catalog::open(Path::new("locales/pt-BR")).expect("our texts are good");
        let path = "locales/pt-BR/whatsapp.toml";
        let text = std::fs::read_to_string(path).expect("our templates");
        let templates = Catalogue::load(&Source::new(path, text)).expect("they are good");
        let facts = facts();
        let due = Value::Date("2026-11-27".parse().expect("a day"));
        let reminder = Part::new("reminder-promise")
            .debt("amount", Value::Money(Money::reais(350)))
            .debt("due", due);
        let say = |parts: Vec<Part>| Message { parts, ..Message::default() };
        let of = |message: &Message| stand_in(&templates, &words, message, &facts);

        let call = of(&say(vec![Part::new("back-hello"), reminder])).expect("a template");
        assert_eq!(call.name, "combinado_lembrete_promessa_v1");
        let values: Vec<&str> = call.values.iter().map(|(_, value)| value.as_str()).collect();
        let name = facts.customer.name.first();
        assert_eq!(values, [name, facts.creditor.trade_name.as_str(), "sexta, 27/11"]);
        assert_eq!(of(&say(vec![Part::new("reminder-promise")])), None, "no day to tell");
        assert_eq!(of(&say(vec![Part::new("back-hello")])), None);
    }
}
