//! What a call is given: JSON, a form, a query or parts, all read to the same.

use axum::http::{HeaderMap, header};
use bytes::Bytes;
use serde_json::{Map, Value};

use super::problem::Refusal;
use crate::multipart::{self, Part};

/// What a call is given.
#[derive(Clone, Debug, Default)]
pub struct Params {
    /// The fields; in forms, what looks like JSON is read as such.
    fields: Map<String, Value>,
    /// The files.
    files: Vec<Part>,
}

impl Params {
    /// Reads a call.
    ///
    /// # Errors
    /// When a body is not what its type says.
    pub fn read(headers: &HeaderMap, query: &str, body: &Bytes) -> Result<Self, Refusal> {
        let mut params = Self { fields: form(query), files: Vec::new() };
        let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let kind = kind.unwrap_or_default();
        if let Some(boundary) = multipart::boundary(kind) {
            let parts = multipart::parts(body, &boundary);
            let parts = parts.ok_or_else(|| Refusal::bad("can't parse multipart form data"))?;
            for part in parts {
                if part.filename.is_some() {
                    params.files.push(part);
                } else {
                    params.fields.insert(part.name.clone(), loose(&part.text()));
                }
            }
        } else if kind.starts_with("application/json") && !body.is_empty() {
            let read: Result<Map<String, Value>, _> = serde_json::from_slice(body);
            params.fields.extend(read.map_err(|_| Refusal::bad("can't parse JSON object"))?);
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            params.fields.extend(form(&String::from_utf8_lossy(body)));
        }
        Ok(params)
    }

    /// A field, whatever it is.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    /// A field as text.
    pub fn text(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    }

    /// A field as a number, even where it came as text.
    pub fn number(&self, name: &str) -> Option<i64> {
        match self.get(name)? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.parse().ok(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// A field as a yes or no.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.text(name).as_deref(), Some("true" | "1"))
    }

    /// A field that holds JSON, even where that came as text.
    pub fn json(&self, name: &str) -> Option<Value> {
        match self.get(name)? {
            Value::String(text) => serde_json::from_str(text).ok(),
            other => Some(other.clone()),
        }
    }

    /// A file that a field holds, or points at with `attach://`.
    pub fn file(&self, name: &str) -> Option<&Part> {
        let pointed =
            self.text(name).and_then(|text| text.strip_prefix("attach://").map(str::to_owned));
        let wanted = pointed.unwrap_or_else(|| name.to_owned());
        self.files.iter().find(|part| part.name == wanted)
    }

    /// Everything but the files, for the ledger.
    pub fn shown(&self) -> Value {
        Value::Object(self.fields.clone())
    }
}

/// The fields of a query or a form.
fn form(text: &str) -> Map<String, Value> {
    let url = format!("http://x/?{text}");
    let Ok(url) = reqwest::Url::parse(&url) else { return Map::new() };
    url.query_pairs().map(|(name, value)| (name.into_owned(), loose(&value))).collect()
}

/// Objects and lists stand in forms as JSON; everything else is text.
fn loose(text: &str) -> Value {
    if text.starts_with(['{', '[']) {
        return serde_json::from_str(text).unwrap_or_else(|_| text.into());
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_reads_as_json_does() {
        let mut headers = HeaderMap::new();
        let kind = "application/x-www-form-urlencoded".parse().expect("it is a header");
        headers.insert(header::CONTENT_TYPE, kind);
        let body = Bytes::from("chat_id=5&reply_markup=%7B%22a%22%3A1%7D&text=%5Bx");

        let params = Params::read(&headers, "offset=7", &body).expect("it is well formed");

        assert_eq!(params.number("chat_id"), Some(5));
        assert_eq!(params.number("offset"), Some(7));
        assert_eq!(params.json("reply_markup"), Some(serde_json::json!({"a": 1})));
        assert_eq!(params.text("text").as_deref(), Some("[x"));
    }
}
