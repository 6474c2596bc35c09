//! Templates: created, reviewed, listed, used.
//!
//! The review is immediate: what is well formed is approved, and what persuades is moved to
//! marketing whatever it was said to be.

use std::sync::Mutex;

use serde_json::{Value, json};

use super::check::each;
use super::problem::Refusal;
use crate::fake::held;

/// Words that make a template marketing.
const PERSUASION: [&str; 8] =
    ["desconto", "oferta", "promo", "negocie", "imperd", "aproveite", "especiais", "% off"];

/// One template in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its number.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its language, such as `pt_BR`.
    pub language: String,
    /// What it is billed under.
    pub category: String,
    /// Whether it may be used.
    pub status: String,
    /// What it is made of.
    pub components: Value,
    /// True where its variables have names.
    pub named: bool,
}

impl Template {
    /// As lists show it.
    pub fn shown(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "language": self.language,
            "category": self.category,
            "status": self.status,
            "components": self.components,
            "parameter_format": if self.named { "NAMED" } else { "POSITIONAL" },
            "quality_score": {"score": "GREEN"},
        })
    }
}

/// The templates of the account.
#[derive(Debug, Default)]
pub struct Templates(Mutex<Vec<Template>>);

impl Templates {
    /// Every template, as they were created.
    pub fn all(&self) -> Vec<Template> {
        held(&self.0).clone()
    }

    /// The template of a number.
    pub fn of(&self, id: &str) -> Option<Template> {
        held(&self.0).iter().find(|template| template.id == id).cloned()
    }

    /// Creates one; its review is over when this returns.
    ///
    /// # Errors
    /// When it is not well formed, or there already is one.
    pub fn create(&self, id: String, asked: &Value) -> Result<Template, Refusal> {
        let text = |name: &str| asked.get(name).and_then(Value::as_str).unwrap_or_default();
        let (name, language) = (text("name").to_owned(), text("language").to_owned());
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if name.is_empty() || name.len() > 512 || !name.chars().all(good) || language.is_empty() {
            return Err(Refusal::new(100, "Template name or language is not valid."));
        }
        let known = self.all().iter().any(|one| one.name == name && one.language == language);
        if known {
            return Err(Refusal::new(100, "Content in this language already exists").sub(2_388_024));
        }
        let category = text("category").to_uppercase();
        if !["UTILITY", "MARKETING", "AUTHENTICATION"].contains(&category.as_str()) {
            return Err(Refusal::new(
                100,
                "Param category must be UTILITY, MARKETING or AUTHENTICATION.",
            ));
        }
        let components = asked.get("components").cloned().unwrap_or_else(|| json!([]));
        form::well_formed(&components)?;
        let template = Template {
            id,
            name,
            language,
            category: reviewed(&category, &components),
            status: "APPROVED".to_owned(),
            named: text("parameter_format").eq_ignore_ascii_case("NAMED"),
            components,
        };
        held(&self.0).push(template.clone());
        Ok(template)
    }

    /// Edits one.
    ///
    /// # Errors
    /// When there is none of that number, or it would not be well formed.
    pub fn edit(&self, id: &str, asked: &Value) -> Result<Template, Refusal> {
        if let Some(components) = asked.get("components") {
            form::well_formed(components)?;
        }
        let mut all = held(&self.0);
        let Some(template) = all.iter_mut().find(|template| template.id == id) else {
            return Err(Refusal::new(100, "There is no template of this id.").sub(33));
        };
        if let Some(components) = asked.get("components") {
            template.components = components.clone();
        }
        if let Some(category) = asked.get("category").and_then(Value::as_str) {
            template.category = category.to_uppercase();
        }
        template.category = reviewed(&template.category, &template.components);
        "APPROVED".clone_into(&mut template.status);
        Ok(template.clone())
    }

    /// Changes the status of the templates of a name; those that changed.
    pub fn becomes(&self, name: &str, status: &str) -> Vec<Template> {
        let mut all = held(&self.0);
        let own = all.iter_mut().filter(|template| template.name == name);
        own.map(|template| {
            status.clone_into(&mut template.status);
            template.clone()
        })
        .collect()
    }

    /// Deletes the templates of a name; true where there were any.
    pub fn delete(&self, name: &str) -> bool {
        let mut all = held(&self.0);
        let before = all.len();
        all.retain(|template| template.name != name);
        all.len() < before
    }

    /// The category under which a call of a template is billed.
    ///
    /// # Errors
    /// When it may not be used, or its parameters do not fit.
    pub fn call(&self, call: &Value) -> Result<String, Refusal> {
        let name = call.get("name").and_then(Value::as_str).unwrap_or_default();
        let language = call.pointer("/language/code").and_then(Value::as_str).unwrap_or_default();
        let all = held(&self.0);
        let found = all.iter().find(|one| one.name == name && one.language == language);
        let Some(template) = found else {
            let details = format!("template name ({name}) does not exist in {language}");
            return Err(Refusal::new(132_001, details));
        };
        match template.status.as_str() {
            "APPROVED" => {}
            "PAUSED" => {
                return Err(Refusal::new(132_015, "Template is paused due to low quality."));
            }
            "DISABLED" => return Err(Refusal::new(132_016, "Template is disabled.")),
            _ => return Err(Refusal::new(132_001, "The template is not approved.")),
        }
        form::fits(template, call)?;
        Ok(template.category.to_lowercase())
    }
}

/// The category after review.
fn reviewed(category: &str, components: &Value) -> String {
    let words = components.to_string().to_lowercase();
    let persuades = PERSUASION.iter().any(|word| words.contains(word));
    if category == "UTILITY" && persuades { "MARKETING".to_owned() } else { category.to_owned() }
}

/// What a template and a call of it must look like.
mod form {
    use std::collections::BTreeSet;

    use super::{Refusal, Template, Value, each};

    /// Quick replies, links, phones and codes that a template may have, with the most of each.
    const BUTTONS: [(&str, usize); 4] =
        [("QUICK_REPLY", 10), ("URL", 2), ("PHONE_NUMBER", 1), ("COPY_CODE", 1)];

    pub(super) fn well_formed(components: &Value) -> Result<(), Refusal> {
        let all: Vec<&Value> = components.as_array().into_iter().flatten().collect();
        let of = |kind: &str| all.iter().copied().find(|one| is(one, kind));
        let Some(body) = of("BODY") else {
            return Err(Refusal::new(100, "A template needs a body."));
        };
        let text = text(body);
        if text.is_empty() || text.chars().count() > 1024 {
            return Err(Refusal::new(100, "Body text must have 1 to 1024 characters."));
        }
        let trimmed = text.trim();
        if trimmed.starts_with("{{") || trimmed.ends_with("}}") {
            let details = "Variables can't be at the start or end of the template.";
            return Err(Refusal::new(100, details).sub(2_388_299));
        }
        if !variables(text).is_empty() && body.get("example").is_none() {
            let details = "A template with variables needs an example of each.";
            return Err(Refusal::new(100, details).sub(2_388_043));
        }
        for (kind, most) in [("HEADER", 60), ("FOOTER", 60)] {
            let long = of(kind).is_some_and(|one| super::form::text(one).chars().count() > most);
            if long {
                return Err(Refusal::new(100, format!("{kind} text is too long.")));
            }
        }
        of("BUTTONS").map_or(Ok(()), buttons)
    }

    fn buttons(component: &Value) -> Result<(), Refusal> {
        let buttons = each(component, "buttons");
        if buttons.len() > 10 {
            return Err(Refusal::new(100, "A template has at most 10 buttons."));
        }
        for (kind, most) in BUTTONS {
            if buttons.iter().filter(|button| is(button, kind)).count() > most {
                return Err(Refusal::new(100, format!("Too many buttons of type {kind}.")));
            }
        }
        let quick: Vec<bool> = buttons.iter().map(|button| is(button, "QUICK_REPLY")).collect();
        if quick.windows(2).filter(|pair| matches!(pair, [a, b] if a != b)).count() > 1 {
            return Err(Refusal::new(100, "Quick replies must stand together."));
        }
        let long = |button: &&Value| text(button).chars().count() > 25;
        if buttons.iter().any(long) {
            return Err(Refusal::new(100, "Button text must have at most 25 characters."));
        }
        Ok(())
    }

    /// The parameters of a call are those that the template has.
    pub(super) fn fits(template: &Template, call: &Value) -> Result<(), Refusal> {
        let given = each(call, "components");
        for kind in ["HEADER", "BODY"] {
            let created = template.components.as_array().into_iter().flatten();
            let created = created.into_iter().find(|one| is(one, kind));
            let Some(created) = created else { continue };
            let wanted = variables(text(created));
            let own = given.iter().find(|one| is(one, kind));
            let parameters = own.map(|one| each(one, "parameters")).unwrap_or_default();
            let texts: Vec<&&Value> =
                parameters.iter().filter(|one| one.get("text").is_some()).collect();
            if texts.len() != wanted.len() {
                let (kind, given, wanted) = (kind.to_lowercase(), texts.len(), wanted.len());
                return Err(Refusal::new(
                    132_000,
                    format!(
                        "{kind}: number of localizable_params ({given}) does not match the \
                         expected number of params ({wanted})"
                    ),
                ));
            }
            let named: BTreeSet<&str> =
                texts.iter().filter_map(|one| one.get("parameter_name")?.as_str()).collect();
            if template.named && !wanted.iter().all(|name| named.contains(name.as_str())) {
                return Err(Refusal::new(100, "Parameter name is missing or empty"));
            }
        }
        Ok(())
    }

    fn is(component: &Value, kind: &str) -> bool {
        let own = component.get("type").and_then(Value::as_str).unwrap_or_default();
        own.eq_ignore_ascii_case(kind)
    }

    fn text(component: &Value) -> &str {
        component.get("text").and_then(Value::as_str).unwrap_or_default()
    }

    /// The names that stand between double braces.
    fn variables(text: &str) -> BTreeSet<String> {
        let pieces = text.split("{{").skip(1);
        pieces
            .filter_map(|piece| piece.split_once("}}"))
            .map(|(name, _)| name.trim().to_owned())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(body: &str) -> Value {
        json!({"name": "lembrete_v1", "language": "pt_BR", "category": "UTILITY", "components": [
            {"type": "BODY", "text": body, "example": {"body_text": [["Maria"]]}}]})
    }

    fn call(parameters: usize) -> Value {
        let parameters = vec![json!({"type": "text", "text": "x"}); parameters];
        json!({"name": "lembrete_v1", "language": {"code": "pt_BR"},
            "components": [{"type": "body", "parameters": parameters}]})
    }

    #[test]
    fn a_template_is_called_with_as_many_parameters_as_it_has() {
        let templates = Templates::default();
        let made = templates.create("1".to_owned(), &asked("Olá {{1}}, sua fatura venceu."));

        assert_eq!(made.map(|template| template.status), Ok("APPROVED".to_owned()));
        assert_eq!(templates.call(&call(1)), Ok("utility".to_owned()));
        assert_eq!(templates.call(&call(2)).err().map(|refusal| refusal.code), Some(132_000));
    }

    #[test]
    fn persuasion_is_marketing_whatever_it_was_called() {
        let templates = Templates::default();
        let made = templates.create("1".to_owned(), &asked("Olá {{1}}, negocie com desconto!"));

        assert_eq!(made.map(|template| template.category), Ok("MARKETING".to_owned()));
    }

    #[test]
    fn a_variable_may_not_end_a_template() {
        let made = Templates::default().create("1".to_owned(), &asked("Olá {{1}}"));

        assert_eq!(made.err().and_then(|refusal| refusal.subcode), Some(2_388_299));
    }

    #[test]
    fn a_paused_template_is_refused() {
        let templates = Templates::default();
        let _ = templates.create("1".to_owned(), &asked("Olá {{1}}, bom dia."));

        templates.becomes("lembrete_v1", "PAUSED");

        assert_eq!(templates.call(&call(1)).err().map(|refusal| refusal.code), Some(132_015));
    }
}
