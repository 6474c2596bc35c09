//! How a locale writes sums, days and rates.
//!
//! The patterns are texts too (`format-…` in `locales/<locale>/format.ftl`); this module only
//! splits values into the parts that they name. `DATE($day, style: "short")` uses the pattern
//! `format-date-short`: a new style is a new pattern, and no Rust.

use std::fmt;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_decimal::Decimal;
use unic_langid::LanguageIdentifier;

use crate::domain::dialogue::text::Value;
use crate::domain::money::{Money, Rate};

/// What every format pattern's key begins with.
pub(super) const PREFIX: &str = "format-";

/// The patterns without which no value can be written.
pub(super) const NEEDED: [&str; 12] = [
    "format-date",
    "format-date-short",
    "format-decimal-mark",
    "format-group-mark",
    "format-list-last",
    "format-list-next",
    "format-moment",
    "format-money",
    "format-money-negative",
    "format-month",
    "format-percent",
    "format-weekday",
];

/// A locale's way of writing values.
pub(super) struct Format {
    bundle: FluentBundle<Arc<FluentResource>>,
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Format")
    }
}

impl Format {
    /// Takes the patterns out of a locale's files.
    pub(super) fn new(
        locale: LanguageIdentifier,
        files: impl Iterator<Item = Arc<FluentResource>>,
    ) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        files.for_each(|file| bundle.add_resource_overriding(file));
        Self { bundle }
    }

    /// Writes a value; `None` where its pattern, or the style asked for, is missing or fails.
    pub(super) fn write(&self, value: &Value, style: Option<&str>) -> Option<String> {
        match (value, style) {
            (Value::Money(sum), None) => self.money(*sum),
            (Value::Percent(rate), None) => self.percent(*rate),
            (Value::Date(day), style) => self.date(*day, style),
            (Value::Dates(days), style) => self.dates(days, style.or(Some("short"))),
            (Value::Moment(moment), style) => self.moment(*moment, style),
            (Value::Text(text), None) => Some(text.clone()),
            (Value::Count(count), None) => Some(count.to_string()),
            (Value::Money(_) | Value::Percent(_) | Value::Text(_) | Value::Count(_), Some(_)) => {
                None
            }
        }
    }

    fn money(&self, sum: Money) -> Option<String> {
        let centavos = sum.in_centavos().unsigned_abs();
        let whole = self.grouped(&(centavos / 100).to_string())?;
        let mark = self.say("format-decimal-mark", &FluentArgs::new())?;
        let pattern = if sum.in_centavos() < 0 { "format-money-negative" } else { "format-money" };
        self.say(pattern, &args([("amount", format!("{whole}{mark}{:02}", centavos % 100).into())]))
    }

    /// Two decimals at most: what people are told, not what is computed with.
    fn percent(&self, rate: Rate) -> Option<String> {
        let percent = rate.as_percent().round_dp(2).normalize();
        let text = percent.abs().to_string();
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let mut number = self.grouped(whole)?;
        if !decimals.is_empty() {
            number += &self.say("format-decimal-mark", &FluentArgs::new())?;
            number += decimals;
        }
        let sign = if percent < Decimal::ZERO { "-" } else { "" };
        self.say("format-percent", &args([("number", format!("{sign}{number}").into())]))
    }

    fn grouped(&self, digits: &str) -> Option<String> {
        let mark = self.say("format-group-mark", &FluentArgs::new())?;
        let mut text = String::with_capacity(digits.len() * 2);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push_str(&mark);
            }
            text.push(digit);
        }
        Some(text)
    }

    fn date(&self, day: NaiveDate, style: Option<&str>) -> Option<String> {
        self.say(&styled("format-date", style), &self.parts(day)?)
    }

    fn dates(&self, days: &[NaiveDate], style: Option<&str>) -> Option<String> {
        let (last, before) = days.split_last()?;
        let last = self.date(*last, style)?;
        let Some((first, between)) = before.split_first() else { return Some(last) };
        let mut row = self.date(*first, style)?;
        for day in between {
            let item = self.date(*day, style)?;
            row = self
                .say("format-list-next", &args([("before", row.into()), ("item", item.into())]))?;
        }
        self.say("format-list-last", &args([("before", row.into()), ("item", last.into())]))
    }

    fn moment(&self, moment: NaiveDateTime, style: Option<&str>) -> Option<String> {
        let mut parts = self.parts(moment.date())?;
        parts.set("date", self.date(moment.date(), None)?);
        parts.set("hour", moment.hour());
        parts.set("minute", moment.minute());
        parts.set("minute-digits", format!("{:02}", moment.minute()));
        self.say(&styled("format-moment", style), &parts)
            .or_else(|| self.date(moment.date(), Some(style?)))
    }

    fn parts(&self, day: NaiveDate) -> Option<FluentArgs<'static>> {
        let weekday = args([("number", day.weekday().number_from_monday().into())]);
        let month = args([("number", day.month().into())]);
        Some(args([
            ("weekday", self.say("format-weekday", &weekday)?.into()),
            ("day-number", day.day().into()),
            ("day", format!("{:02}", day.day()).into()),
            ("month", format!("{:02}", day.month()).into()),
            ("month-name", self.say("format-month", &month)?.into()),
            ("year", format!("{:04}", day.year()).into()),
        ]))
    }

    fn say(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }
}

fn styled(pattern: &str, style: Option<&str>) -> String {
    style.map_or_else(|| pattern.to_owned(), |style| format!("{pattern}-{style}"))
}

fn args<const N: usize>(pairs: [(&'static str, FluentValue<'static>); N]) -> FluentArgs<'static> {
    pairs.into_iter().collect()
}
