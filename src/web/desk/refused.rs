//! Why something at the desk was not done, in words and as a status.

use axum::http::StatusCode;
use chrono_tz::America::Sao_Paulo;

use crate::app::desk::Refused;
use crate::domain::dialogue::text::{Args, Value};
use crate::web::texts::Texts;

/// The status and the words of a refusal.
pub fn told(t: &Texts, why: &Refused) -> (StatusCode, String) {
    (status(why), t.tell(key(why), &values(why)))
}

fn status(why: &Refused) -> StatusCode {
    match why {
        Refused::Unknown => StatusCode::NOT_FOUND,
        Refused::Right => StatusCode::FORBIDDEN,
        Refused::Owned { .. } | Refused::NotYours => StatusCode::CONFLICT,
        Refused::Stopped { .. }
        | Refused::NoReason
        | Refused::NotThem
        | Refused::Words { .. }
        | Refused::Threat { .. }
        | Refused::Unproved
        | Refused::WindowClosed
        | Refused::NoTemplate
        | Refused::OptedOut
        | Refused::NotActive
        | Refused::OutOfHours { .. }
        | Refused::Past
        | Refused::TooFar
        | Refused::NotFailed
        | Refused::FileKind
        | Refused::FileTooLarge
        | Refused::Empty
        | Refused::TooLong { .. } => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

const fn key(why: &Refused) -> &'static str {
    match why {
        Refused::Unknown => "web-desk-refused-unknown",
        Refused::Right => "web-desk-refused-right",
        Refused::Owned { .. } => "web-desk-refused-owned",
        Refused::Stopped { .. } => "web-desk-refused-stopped",
        Refused::NotYours => "web-desk-refused-not-yours",
        Refused::NoReason => "web-desk-refused-no-reason",
        Refused::NotThem => "web-desk-refused-not-them",
        Refused::Words { .. } => "web-desk-refused-words",
        Refused::Threat { .. } => "web-desk-refused-threat",
        Refused::Unproved => "web-desk-refused-unproved",
        Refused::WindowClosed => "web-desk-refused-window-closed",
        Refused::NoTemplate => "web-desk-refused-no-template",
        Refused::OptedOut => "web-desk-refused-opted-out",
        Refused::NotActive => "web-desk-refused-not-active",
        Refused::OutOfHours { .. } => "web-desk-refused-out-of-hours",
        Refused::Past => "web-desk-refused-past",
        Refused::TooFar => "web-desk-refused-too-far",
        Refused::NotFailed => "web-desk-refused-not-failed",
        Refused::FileKind => "web-desk-refused-file-kind",
        Refused::FileTooLarge => "web-desk-refused-file-too-large",
        Refused::Empty => "web-desk-refused-empty",
        Refused::TooLong { .. } => "web-desk-refused-too-long",
    }
}

fn values(why: &Refused) -> Args {
    let one = |name: &str, value: Value| Args::from([(name.to_owned(), value)]);
    match why {
        Refused::Owned { by } => one("by", Value::Text(by.clone())),
        Refused::Stopped { why } => one("why", Value::Text(why.clone())),
        Refused::Words { entry } | Refused::Threat { entry } => {
            one("entry", Value::Text(entry.clone()))
        }
        Refused::OutOfHours { next } => {
            let at = next.with_timezone(&Sao_Paulo).naive_local();
            let values = [("at", Value::Moment(at)), ("day", Value::Date(at.date()))];
            values.map(|(name, value)| (name.to_owned(), value)).into()
        }
        Refused::TooLong { most } => {
            one("most", Value::Count(i64::try_from(*most).unwrap_or(i64::MAX)))
        }
        Refused::Unknown
        | Refused::Right
        | Refused::NotYours
        | Refused::NoReason
        | Refused::NotThem
        | Refused::Unproved
        | Refused::WindowClosed
        | Refused::NoTemplate
        | Refused::OptedOut
        | Refused::NotActive
        | Refused::Past
        | Refused::TooFar
        | Refused::NotFailed
        | Refused::FileKind
        | Refused::FileTooLarge
        | Refused::Empty => Args::new(),
    }
}
