//! Orders to pay: each reference once, and no way back from an end.

use std::collections::HashMap;
use std::sync::Mutex;

use serde_json::Value;

use super::problem::Refusal;
use crate::fake::held;

/// The orders that were shown, with their status.
#[derive(Debug, Default)]
pub struct Orders(Mutex<HashMap<String, String>>);

impl Orders {
    /// Takes what a message says of orders.
    ///
    /// # Errors
    /// When a reference is used again, or a status does not follow the last.
    pub fn check(&self, message: &Value) -> Result<(), Refusal> {
        let parameters = message.pointer("/interactive/action/parameters");
        let kind = message.pointer("/interactive/type").and_then(Value::as_str);
        match (kind, parameters) {
            (Some("order_details"), Some(parameters)) => self.show(parameters),
            (Some("order_status"), Some(parameters)) => self.advance(parameters),
            _ => self.shown_by_template(message),
        }
    }

    fn shown_by_template(&self, message: &Value) -> Result<(), Refusal> {
        let components = message.pointer("/template/components").and_then(Value::as_array);
        let details = components
            .into_iter()
            .flatten()
            .find_map(|component| component.pointer("/parameters/0/action/order_details"));
        details.map_or(Ok(()), |details| self.show(details))
    }

    fn show(&self, parameters: &Value) -> Result<(), Refusal> {
        let mut orders = held(&self.0);
        if orders.contains_key(reference(parameters)) {
            return Err(Refusal::new(131_009, "reference_id must be unique for every order."));
        }
        orders.insert(reference(parameters).to_owned(), "pending".to_owned());
        Ok(())
    }

    fn advance(&self, parameters: &Value) -> Result<(), Refusal> {
        let mut orders = held(&self.0);
        let status = parameters.pointer("/order/status").and_then(Value::as_str);
        let status = status.unwrap_or_default();
        let paid = parameters.pointer("/payment/status").and_then(Value::as_str);
        let last = orders.get(reference(parameters)).map(String::as_str);
        match (last, status) {
            (Some("completed"), "canceled") => {
                return Err(Refusal::new(2047, "The order is paid."));
            }
            (Some("completed" | "canceled"), _) => {
                return Err(Refusal::new(2046, "The order has ended."));
            }
            (Some(_) | None, _) => {}
        }
        let status = if paid == Some("captured") { "completed" } else { status };
        orders.insert(reference(parameters).to_owned(), status.to_owned());
        Ok(())
    }
}

fn reference(parameters: &Value) -> &str {
    parameters.get("reference_id").and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn message(kind: &str, status: &str) -> Value {
        json!({"interactive": {"type": kind, "action": {"parameters":
            {"reference_id": "a1", "order": {"status": status}}}}})
    }

    #[test]
    fn a_reference_is_used_once() {
        let orders = Orders::default();

        assert!(orders.check(&message("order_details", "pending")).is_ok());
        assert!(orders.check(&message("order_details", "pending")).is_err());
    }

    #[test]
    fn a_paid_order_is_not_cancelled() {
        let orders = Orders::default();
        let code = |message: &Value| orders.check(message).err().map(|refusal| refusal.code);

        assert_eq!(code(&message("order_status", "completed")), None);
        assert_eq!(code(&message("order_status", "canceled")), Some(2047));
        assert_eq!(code(&message("order_status", "processing")), Some(2046));
    }
}
