//! Refusals in the shape of the Graph API.
//!
//! Only `code` is contractual; the wording is near to the provider's. Clients are to look at the
//! code, never at the HTTP status.

use axum::Json;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Why the provider refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The provider's number.
    pub code: u32,
    /// A closer number, for some.
    pub subcode: Option<u32>,
    /// What exactly is wrong.
    pub details: String,
}

/// Number, HTTP status and title of what is refused.
const TABLE: [(u32, u16, &str); 51] = [
    (0, 401, "AuthException"),
    (1, 400, "API Unknown"),
    (2, 503, "An unexpected error has occurred. Please retry your request later."),
    (3, 500, "API Method"),
    (4, 400, "Application request limit reached"),
    (10, 403, "Permission Denied"),
    (33, 400, "Parameter value is not valid"),
    (100, 400, "Invalid parameter"),
    (190, 401, "Error validating access token: Session has expired"),
    (200, 403, "Permissions error"),
    (368, 403, "Temporarily blocked for policies violations"),
    (2040, 400, "This order details message is not supported for the user"),
    (2046, 400, "Invalid order status transition"),
    (2047, 400, "Order can not be cancelled"),
    (80007, 400, "Rate limit issues"),
    (130_429, 429, "Rate limit hit"),
    (130_472, 400, "User's number is part of an experiment"),
    (130_497, 403, "Business account is restricted from messaging users in this country"),
    (131_000, 500, "Something went wrong"),
    (131_005, 403, "Access denied"),
    (131_008, 400, "Required parameter is missing"),
    (131_009, 400, "Parameter value is not valid"),
    (131_016, 500, "Service unavailable"),
    (131_021, 400, "Recipient cannot be sender"),
    (131_026, 400, "Message undeliverable"),
    (131_030, 400, "Recipient phone number not in allowed list"),
    (131_031, 403, "Account has been locked"),
    (131_037, 400, "Display name is not approved"),
    (131_042, 400, "Business eligibility payment issue"),
    (131_045, 500, "Incorrect certificate"),
    (131_047, 400, "Re-engagement message"),
    (131_048, 400, "Spam rate limit hit"),
    (131_049, 400, "This message was not delivered to maintain healthy ecosystem engagement"),
    (131_050, 400, "User has stopped marketing messages"),
    (131_051, 400, "Unsupported message type"),
    (131_053, 400, "Media upload error"),
    (131_056, 400, "(Business Account, Consumer Account) pair rate limit hit"),
    (131_057, 500, "Account in maintenance mode"),
    (131_062, 400, "Business-scoped user ID recipients are not supported for this message"),
    (131_064, 400, "Messaging limit reached"),
    (132_000, 400, "Number of parameters does not match the expected number of params"),
    (132_001, 404, "Template name does not exist in the translation"),
    (132_005, 400, "Translated text too long"),
    (132_007, 400, "Format character policy violated"),
    (132_008, 400, "Parameter value is not valid"),
    (132_012, 400, "Parameter format does not match format in the created template"),
    (132_015, 400, "Template is paused"),
    (132_016, 400, "Template is disabled"),
    (133_004, 503, "Server temporarily unavailable"),
    (133_010, 400, "Account not registered"),
    (135_000, 400, "Generic user error"),
];

/// The HTTP status and the title of a number.
pub fn entry(code: u32) -> (u16, &'static str) {
    let found = TABLE.iter().find(|(of, _, _)| *of == code);
    found.map_or((400, "Error"), |(_, http, title)| (*http, title))
}

impl Refusal {
    /// A refusal of a number.
    pub fn new(code: u32, details: impl Into<String>) -> Self {
        Self { code, subcode: None, details: details.into() }
    }

    /// The same with a closer number.
    #[must_use]
    pub const fn sub(mut self, subcode: u32) -> Self {
        self.subcode = Some(subcode);
        self
    }

    /// The status it is answered with.
    pub fn status(&self) -> u16 {
        entry(self.code).0
    }

    /// The answer's body.
    pub fn body(&self) -> Value {
        let (_, title) = entry(self.code);
        let message = match self.code {
            0 | 2 | 190 => title.to_owned(),
            code => format!("(#{code}) {title}"),
        };
        let mut error = json!({
            "message": message,
            "type": "OAuthException",
            "code": self.code,
            "fbtrace_id": "Az8or2yhqkZfEZ-_4Qn_Bam",
        });
        if let Some(error) = error.as_object_mut() {
            if let Some(subcode) = self.subcode {
                error.insert("error_subcode".to_owned(), subcode.into());
            }
            if matches!(self.code, 2 | 4 | 131_016) {
                error.insert("is_transient".to_owned(), true.into());
            }
            if !self.details.is_empty() {
                let data = json!({"messaging_product": "whatsapp", "details": self.details});
                error.insert("error_data".to_owned(), data);
            }
        }
        json!({"error": error})
    }

    /// How a webhook tells of it: in a failed status.
    pub fn in_status(&self) -> Value {
        let (_, title) = entry(self.code);
        json!({
            "code": self.code,
            "title": title,
            "message": title,
            "error_data": {"details": self.details},
            "href": "/documentation/business-messaging/whatsapp/support/error-codes",
        })
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response = (status, Json(self.body())).into_response();
        if matches!(self.code, 130_429 | 80007) {
            let usage = r#"{"100000000000001": [{"type": "whatsapp", "call_count": 100, "total_cputime": 100, "total_time": 100, "estimated_time_to_regain_access": 1}]}"#;
            let name = "x-business-use-case-usage";
            response.headers_mut().insert(name, HeaderValue::from_static(usage));
        }
        response
    }
}
