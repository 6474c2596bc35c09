//! Moments on pages, in the time of the house.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::America::Sao_Paulo;

use crate::domain::dialogue::text::{Args, Value};
use crate::web::texts::Texts;

/// Day and time of a moment, in words.
pub fn moment(texts: &Texts, at: DateTime<Utc>) -> String {
    let at = local(at);
    let values = [("day", Value::Date(at.date())), ("at", Value::Moment(at))];
    let values = values.map(|(name, value)| (name.to_owned(), value));
    texts.tell("web-desk-moment", &Args::from(values))
}

/// The time of day to the second, for who waits for it.
pub fn time(at: DateTime<Utc>) -> String {
    local(at).format("%H:%M:%S").to_string()
}

fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Sao_Paulo).naive_local()
}
