//! What is wrong with a message, as far as that shows without asking anybody.
//!
//! The shape comes from a schema, kind by kind; what no schema can say (sums, names that must
//! differ, rows in total) follows in code.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Value, json};

use super::problem::Refusal;

const SCHEMA: &str = include_str!("outbound.schema.json");

/// Rows of a list, over all its sections.
const ROWS: usize = 10;

/// How far ahead an order expires at least, in seconds.
const ORDER_LASTS: i64 = 300;

/// Checks messages, kind by kind.
#[derive(Debug)]
pub struct Checker {
    kinds: HashMap<String, Validator>,
}

impl Checker {
    /// One that knows every kind of the schema.
    pub fn new() -> Self {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap_or_default();
        let definitions = schema.get("$defs").cloned().unwrap_or_default();
        let branches = schema.get("oneOf").and_then(Value::as_array).cloned().unwrap_or_default();
        let kinds = branches.into_iter().filter_map(|mut branch| {
            let kind = branch.pointer("/properties/type/const").and_then(Value::as_str);
            let kind = kind.unwrap_or("status").to_owned();
            branch.as_object_mut()?.insert("$defs".to_owned(), definitions.clone());
            Some((kind, jsonschema::validator_for(&branch).ok()?))
        });
        Self { kinds: kinds.collect() }
    }

    /// Checks one message.
    ///
    /// # Errors
    /// The provider's refusal.
    pub fn check(&self, body: &Value, now: DateTime<Utc>) -> Result<(), Refusal> {
        let Some(message) = body.as_object() else {
            return Err(Refusal::new(100, "The body is no JSON object."));
        };
        if message.get("messaging_product") != Some(&json!("whatsapp")) {
            return Err(Refusal::new(100, "The parameter messaging_product is required."));
        }
        let kind = match message.get("type") {
            Some(kind) => kind.as_str().unwrap_or_default(),
            None if message.contains_key("status") => "status",
            // A message without a type is a text.
            None if message.contains_key("text") => {
                let mut typed = body.clone();
                if let Some(typed) = typed.as_object_mut() {
                    typed.insert("type".to_owned(), "text".into());
                }
                return self.check(&typed, now);
            }
            None => return Err(Refusal::new(131_008, "type is required.")),
        };
        let Some(validator) = self.kinds.get(kind) else {
            return Err(Refusal::new(131_009, format!("Unexpected type {kind:?}.")));
        };
        if let Some(error) = validator.iter_errors(body).next() {
            return Err(refusal(&error));
        }
        match kind {
            "interactive" => interactive(body.get("interactive").unwrap_or(&Value::Null), now),
            "template" => template(body.get("template").unwrap_or(&Value::Null), now),
            _ => Ok(()),
        }
    }
}

fn refusal(error: &jsonschema::ValidationError<'_>) -> Refusal {
    let place = error.instance_path().to_string().replace('/', ".");
    let (code, what) = match error.kind() {
        ValidationErrorKind::Required { .. } => (131_008, error.to_string()),
        ValidationErrorKind::AdditionalProperties { .. } => (100, error.to_string()),
        ValidationErrorKind::AnyOf { .. } => (131_008, "to or recipient is required".to_owned()),
        // The value itself is not repeated: it may be a person's.
        other => (131_009, format!("not valid ({})", other.keyword())),
    };
    Refusal::new(code, format!("Parameter {}: {what}", place.trim_start_matches('.')))
}

fn interactive(interactive: &Value, now: DateTime<Utc>) -> Result<(), Refusal> {
    let action = interactive.get("action").unwrap_or(&Value::Null);
    match interactive.get("type").and_then(Value::as_str) {
        Some("button") => buttons(action),
        Some("list") => list(action),
        Some("order_details") => order(action.get("parameters").unwrap_or(&Value::Null), now),
        Some(_) | None => Ok(()),
    }
}

fn buttons(action: &Value) -> Result<(), Refusal> {
    let buttons = each(action, "buttons");
    for field in ["/reply/title", "/reply/id"] {
        let values = buttons.iter().filter_map(|button| button.pointer(field)?.as_str());
        differ(values, "Button titles and ids must be unique.")?;
    }
    Ok(())
}

fn list(action: &Value) -> Result<(), Refusal> {
    let sections = each(action, "sections");
    let rows: Vec<&Value> = sections.iter().flat_map(|section| each(section, "rows")).collect();
    if rows.len() > ROWS {
        return Err(Refusal::new(131_009, "Total row count exceed max allowed count: 10"));
    }
    if sections.len() > 1 && sections.iter().any(|section| section.get("title").is_none()) {
        return Err(Refusal::new(131_009, "Section title is required with more than one section."));
    }
    let ids = rows.iter().filter_map(|row| row.get("id")?.as_str());
    differ(ids, "Row ids must be unique.")
}

/// Amounts of an order add up; it expires no sooner than in five minutes.
fn order(parameters: &Value, now: DateTime<Utc>) -> Result<(), Refusal> {
    let Some(order) = parameters.get("order") else { return Ok(()) };
    let sum = |value: &Value, name: &str| {
        value.get(name).and_then(|amount| amount.get("value")?.as_i64())
    };
    let items = each(order, "items");
    let subtotal: i64 = items
        .iter()
        .map(|item| {
            let amount = sum(item, "sale_amount").or_else(|| sum(item, "amount")).unwrap_or(0);
            amount * item.get("quantity").and_then(Value::as_i64).unwrap_or(0)
        })
        .sum();
    if sum(order, "subtotal") != Some(subtotal) {
        return Err(Refusal::new(131_009, "Subtotal is not the sum of the items."));
    }
    let part = |name: &str| sum(order, name).unwrap_or(0);
    let total = subtotal + part("tax") + part("shipping") - part("discount");
    if sum(parameters, "total_amount") != Some(total) {
        return Err(Refusal::new(
            131_009,
            "Total amount is not subtotal plus tax plus shipping minus discount.",
        ));
    }
    let expires = order.pointer("/expiration/timestamp").and_then(Value::as_str);
    match expires.map(str::parse::<i64>) {
        Some(Ok(at)) if at >= now.timestamp() + ORDER_LASTS => Ok(()),
        None => Ok(()),
        Some(_) => Err(Refusal::new(131_009, "Expiration must be at least 300 seconds ahead.")),
    }
}

fn template(template: &Value, now: DateTime<Utc>) -> Result<(), Refusal> {
    for component in each(template, "components") {
        for parameter in each(component, "parameters") {
            if let Some(text) = parameter.get("text").and_then(Value::as_str)
                && (text.contains(['\n', '\t']) || text.contains("    "))
            {
                return Err(Refusal::new(
                    132_012,
                    "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
                ));
            }
            if let Some(details) = parameter.pointer("/action/order_details") {
                order(details, now)?;
            }
        }
    }
    Ok(())
}

/// The values of an array of a name; none where there is no array.
pub fn each<'a>(value: &'a Value, name: &str) -> Vec<&'a Value> {
    value.get(name).and_then(Value::as_array).map(|all| all.iter().collect()).unwrap_or_default()
}

fn differ<'a>(values: impl Iterator<Item = &'a str>, why: &str) -> Result<(), Refusal> {
    let mut seen = HashSet::new();
    for value in values {
        if !seen.insert(value) {
            return Err(Refusal::new(131_009, why));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(body: &Value) -> Option<u32> {
        Checker::new().check(body, DateTime::UNIX_EPOCH).err().map(|refusal| refusal.code)
    }

    fn buttons_of(titles: &[&str]) -> Value {
        let buttons: Vec<Value> = titles
            .iter()
            .enumerate()
            .map(|(at, title)| json!({"type": "reply", "reply": {"id": format!("b{at}"), "title": title}}))
            .collect();
        json!({"messaging_product": "whatsapp", "to": "+5511987654321", "type": "interactive",
            "interactive": {"type": "button", "body": {"text": "?"}, "action": {"buttons": buttons}}})
    }

    #[test]
    fn what_may_be_sent_passes() {
        let files = std::fs::read_dir("tests/fixtures/whatsapp/outbound").expect("it is there");
        let mut passed = 0;
        for file in files.flatten() {
            let text = std::fs::read_to_string(file.path()).expect("it is text");
            let body: Value = serde_json::from_str(&text).expect("it is JSON");

            assert_eq!(code(&body), None, "{:?}", file.path());
            passed += 1;
        }
        assert!(passed > 20);
    }

    #[test]
    fn three_short_buttons_pass_and_four_do_not() {
        assert_eq!(code(&buttons_of(&["a", "b", "c"])), None);
        assert_eq!(code(&buttons_of(&["a", "b", "c", "d"])), Some(131_009));
        assert_eq!(code(&buttons_of(&["a", "a"])), Some(131_009));
        assert_eq!(code(&buttons_of(&["a title of twenty-one"])), Some(131_009));
    }

    #[test]
    fn a_message_needs_somebody_to_go_to() {
        let body = json!({"messaging_product": "whatsapp", "type": "text", "text": {"body": "oi"}});

        assert_eq!(code(&body), Some(131_008));
        assert_eq!(code(&json!({"type": "text"})), Some(100));
        assert_eq!(code(&json!([])), Some(100));
    }

    #[test]
    fn rows_count_over_all_sections() {
        let rows = |from: u8| -> Vec<Value> {
            (from..from + 6).map(|at| json!({"id": format!("r{at}"), "title": "x"})).collect()
        };
        let body = json!({"messaging_product": "whatsapp", "to": "+5511987654321",
            "type": "interactive", "interactive": {"type": "list", "body": {"text": "?"},
            "action": {"button": "ver", "sections": [
                {"title": "a", "rows": rows(0)}, {"title": "b", "rows": rows(6)}]}}});

        assert_eq!(code(&body), Some(131_009));
    }
}
