//! Moments and days as the conversations of the desk show them, in the time of the house.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::America::Sao_Paulo;

use crate::domain::dialogue::text::{Args, Value};
use crate::web::texts::Texts;

/// The hour of today, the day of any other.
pub fn brief(t: &Texts, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let is_today = local(at).date() == local(now).date();
    told(t, if is_today { "web-desk-time" } else { "web-desk-day-brief" }, at)
}

/// The hour.
pub fn hour(t: &Texts, at: DateTime<Utc>) -> String {
    told(t, "web-desk-time", at)
}

/// The day in words.
pub fn day(t: &Texts, at: DateTime<Utc>) -> String {
    told(t, "web-desk-day", at)
}

/// The day and the hour.
pub fn whole(t: &Texts, at: DateTime<Utc>) -> String {
    told(t, "web-desk-day-and-time", at)
}

fn told(t: &Texts, key: &str, at: DateTime<Utc>) -> String {
    let at = local(at);
    let values = [("at", Value::Moment(at)), ("day", Value::Date(at.date()))];
    t.tell(key, &Args::from(values.map(|(name, value)| (name.to_owned(), value))))
}

fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Sao_Paulo).naive_local()
}
