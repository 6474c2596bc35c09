//! Refusals in the shape of the Bot API.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Why the provider refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The number, which is the HTTP status, too.
    pub code: u16,
    /// What is wrong, in the words that clients look at.
    pub description: String,
    /// The seconds to wait, where it is a matter of waiting.
    pub retry_after: Option<u32>,
}

impl Refusal {
    /// A refusal of a number.
    pub fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), retry_after: None }
    }

    /// Something about the request is wrong.
    pub fn bad(what: &str) -> Self {
        Self::new(400, format!("Bad Request: {what}"))
    }

    /// Too much at once.
    pub fn too_many(seconds: Option<u32>) -> Self {
        let description = match seconds {
            Some(seconds) => format!("Too Many Requests: retry after {seconds}"),
            None => "Too Many Requests".to_owned(),
        };
        Self { code: 429, description, retry_after: seconds }
    }

    /// The usual words of a number.
    pub fn of(code: u16) -> Self {
        match code {
            401 => Self::new(401, "Unauthorized"),
            403 => Self::new(403, "Forbidden: bot was blocked by the user"),
            404 => Self::new(404, "Not Found"),
            409 => Self::new(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot \
                 instance is running",
            ),
            500 => Self::new(500, "Internal Server Error"),
            code => Self::new(if code < 400 { 400 } else { code }, "Bad Request: chat not found"),
        }
    }

    /// The answer's body.
    pub fn body(&self) -> Value {
        let mut body =
            json!({"ok": false, "error_code": self.code, "description": self.description});
        if let (Some(seconds), Some(body)) = (self.retry_after, body.as_object_mut()) {
            body.insert("parameters".to_owned(), json!({"retry_after": seconds}));
        }
        body
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.code).unwrap_or(StatusCode::BAD_REQUEST);
        (status, Json(self.body())).into_response()
    }
}
