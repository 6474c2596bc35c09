//! Templates as Meta writes them: what is handed in, and what its own say.

use serde_json::{Value, json};

use super::api::Remote;
use crate::domain::channel::template::{Button, Parts, Template};

/// How a template of ours stands at Meta.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// It is not there.
    Missing(&'a Template),
    /// It is there as it is here.
    Same(&'a Template, &'a Remote),
    /// It is there in another category.
    Category(&'a Template, &'a Remote),
    /// It is there with other parts: their names.
    Changed(&'a Template, &'a Remote, Vec<&'static str>),
    /// It is only there.
    Foreign(&'a Remote),
}

/// Compares ours with what Meta has; ours first, in their order.
pub fn compare<'a>(ours: &'a [Template], theirs: &'a [Remote]) -> Vec<Standing<'a>> {
    let same =
        |one: &Template, other: &Remote| one.name == other.name && one.language == other.language;
    let stands = |template: &'a Template| {
        let Some(remote) = theirs.iter().find(|remote| same(template, remote)) else {
            return Standing::Missing(template);
        };
        let changed = changed(&template.parts(), &parts(&remote.components));
        if !changed.is_empty() {
            return Standing::Changed(template, remote, changed);
        }
        match &remote.category {
            Some(category) if category != template.category.code() => {
                Standing::Category(template, remote)
            }
            Some(_) | None => Standing::Same(template, remote),
        }
    };
    let foreign = theirs.iter().filter(|remote| !ours.iter().any(|one| same(one, remote)));
    ours.iter().map(stands).chain(foreign.map(Standing::Foreign)).collect()
}

/// What hands in a template.
pub fn creation(template: &Template) -> Value {
    json!({
        "name": template.name,
        "language": template.language,
        "category": template.category.code(),
        "parameter_format": "named",
        "components": components(template),
    })
}

/// What changes a template that Meta has.
pub fn change(template: &Template) -> Value {
    json!({ "components": components(template) })
}

fn components(template: &Template) -> Vec<Value> {
    let mut components = Vec::new();
    if let Some(header) = &template.header {
        components.push(json!({ "type": "HEADER", "format": "TEXT", "text": header }));
    }
    let mut body = json!({ "type": "BODY", "text": template.body });
    if !template.values.is_empty() {
        let samples: Vec<Value> = template
            .values
            .iter()
            .map(|slot| json!({ "param_name": slot.name, "example": slot.sample }))
            .collect();
        body["example"] = json!({ "body_text_named_params": samples });
    }
    components.push(body);
    if let Some(footer) = &template.footer {
        components.push(json!({ "type": "FOOTER", "text": footer }));
    }
    if !template.buttons.is_empty() {
        let buttons: Vec<Value> = template.buttons.iter().map(button).collect();
        components.push(json!({ "type": "BUTTONS", "buttons": buttons }));
    }
    components
}

fn button(button: &Button) -> Value {
    match button {
        Button::Reply { label, .. } => json!({ "type": "QUICK_REPLY", "text": label }),
        Button::Page { label, url } => json!({ "type": "URL", "text": label, "url": url }),
        Button::Call { label, phone } => {
            json!({ "type": "PHONE_NUMBER", "text": label, "phone_number": phone })
        }
        Button::Pix => json!({ "type": "PAYMENT_REQUEST", "text": "Copy Pix code" }),
        Button::Boleto => json!({ "type": "PAYMENT_REQUEST", "text": "Copy Boleto code" }),
    }
}

/// The parts of a template of Meta's.
fn parts(components: &Value) -> Parts {
    let mut parts = Parts::default();
    for component in components.as_array().into_iter().flatten() {
        let text = component.get("text").and_then(Value::as_str).map(str::to_owned);
        match component.get("type").and_then(Value::as_str).map(str::to_uppercase).as_deref() {
            Some("HEADER") => parts.header = text,
            Some("BODY") => text.unwrap_or_default().trim().clone_into(&mut parts.body),
            Some("FOOTER") => parts.footer = text,
            Some("BUTTONS") => {
                let buttons = component.get("buttons").and_then(Value::as_array);
                let labels =
                    buttons.into_iter().flatten().filter_map(|it| it.get("text")?.as_str());
                parts.labels = labels.map(str::to_owned).collect();
            }
            _ => {}
        }
    }
    parts
}

/// The names of the parts in which two differ.
fn changed(ours: &Parts, theirs: &Parts) -> Vec<&'static str> {
    [
        ("header", ours.header == theirs.header),
        ("body", ours.body == theirs.body),
        ("footer", ours.footer == theirs.footer),
        ("buttons", ours.labels == theirs.labels),
    ]
    .into_iter()
    .filter_map(|(part, same)| (!same).then_some(part))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::channel::Catalogue;
    use crate::domain::problem::Source;

    fn ours() -> Catalogue {
        let path = "locales/pt-BR/whatsapp.toml";
        let text = std::fs::read_to_string(path).expect("our templates");
        Catalogue::load(&Source::new(path, text)).expect("our templates are good")
    }

    /// A template of ours as Meta gives it back.
    fn given_back(template: &Template) -> Remote {
        Remote {
            id: "1".to_owned(),
            name: template.name.clone(),
            language: template.language.clone(),
            status: "APPROVED".to_owned(),
            category: Some("UTILITY".to_owned()),
            quality: None,
            reason: None,
            components: creation(template)["components"].clone(),
        }
    }

    #[test]
    fn what_was_handed_in_is_known_again() {
        let ours = ours();
        let ours = ours.templates();
        let mut theirs: Vec<Remote> = ours.iter().map(given_back).collect();
        assert!(compare(ours, &theirs).iter().all(|it| matches!(it, Standing::Same(..))));

        theirs[1].category = Some("MARKETING".to_owned());
        theirs[2].components[0]["text"] = json!("Outra coisa");
        theirs[3].name = "de_outro".to_owned();
        let standings = compare(ours, &theirs);

        assert!(matches!(standings[1], Standing::Category(..)));
        assert!(matches!(&standings[2], Standing::Changed(_, _, parts) if parts == &["body"]));
        assert!(matches!(standings[3], Standing::Missing(_)));
        assert!(matches!(standings.last(), Some(Standing::Foreign(_))));
    }

    #[test]
    fn each_value_is_handed_in_with_its_sample() {
        let ours = ours();
        let request = creation(&ours.templates()[0]);

        assert_eq!(request["parameter_format"], json!("named"));
        let samples = &request["components"][0]["example"]["body_text_named_params"];
        assert_eq!(samples[0], json!({ "param_name": "empresa", "example": "Lojas Aurora" }));
        let buttons = &request["components"][2]["buttons"];
        assert_eq!(buttons[0], json!({ "type": "QUICK_REPLY", "text": "Sim, sou eu" }));
    }
}
