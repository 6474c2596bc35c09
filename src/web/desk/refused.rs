//! Why something at the desk was not done, in words and as a status.

use axum::http::StatusCode;

use crate::app::desk::Refused;
use crate::domain::dialogue::text::{Args, Value};
use crate::web::texts::Texts;

/// The status and the words of a refusal.
pub fn told(t: &Texts, why: &Refused) -> (StatusCode, String) {
    let key = format!("web-desk-refused-{}", why.as_str());
    (status(why), t.tell(&key, &values(why)))
}

fn status(why: &Refused) -> StatusCode {
    match why {
        Refused::Unknown => StatusCode::NOT_FOUND,
        Refused::Right => StatusCode::FORBIDDEN,
        Refused::Owned { .. } | Refused::NotYours => StatusCode::CONFLICT,
        _other => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn values(why: &Refused) -> Args {
    let one = |name: &str, value: Value| Args::from([(name.to_owned(), value)]);
    match why {
        Refused::Owned { by } => one("by", Value::Text(by.clone())),
        Refused::TooLong { most } => {
            one("most", Value::Count(i64::try_from(*most).unwrap_or(i64::MAX)))
        }
        _other => Args::new(),
    }
}
