//! Tables: what a report shows, before anybody decides how.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::chart::Chart;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::money::{Money, Rate};
use crate::web::texts::Texts;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// A number of things.
    Count(i64),
    /// A sum in centavos.
    Money(i64),
    /// Minutes; none where nothing was measured.
    Minutes(Option<i64>),
    /// A part of a whole; none of nothing.
    Share(i64, i64),
}

/// A column: its words, and what its numbers are.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its head.
    pub words: String,
    /// What is counted; empty for what names a row.
    pub means: String,
}

/// A table with everything that is told of it.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its code, in addresses.
    pub code: &'static str,
    /// Its title.
    pub title: String,
    /// What is counted, and how.
    pub means: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// What all rows come to, where that says something.
    pub total: Option<Vec<Cell>>,
    /// The same as a drawing.
    pub chart: Option<Chart>,
}

/// A cell as a page shows it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its words.
    pub text: String,
    /// True where it is a number.
    pub is_number: bool,
}

impl Cell {
    /// The words of a cell.
    pub fn shown(&self, t: &Texts) -> String {
        let tell = |key: &str, name: &str, value: Value| {
            t.tell(key, &Args::from([(name.to_owned(), value)]))
        };
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(day) => tell("web-desk-report-day", "day", Value::Date(*day)),
            Self::Count(count) => count.to_string(),
            Self::Money(sum) => {
                tell("web-desk-report-money", "sum", Value::Money(Money::centavos(*sum)))
            }
            Self::Minutes(None) => t.say("web-desk-report-none"),
            Self::Minutes(Some(minutes)) => {
                let parts = [("hours", minutes / 60), ("minutes", minutes % 60)];
                let parts = parts.map(|(name, it)| (name.to_owned(), Value::Count(it)));
                t.tell("web-desk-report-minutes", &parts.into())
            }
            Self::Share(..) => match self.percent() {
                Some(percent) => {
                    let share = Value::Percent(Rate::percent(percent));
                    tell("web-desk-report-share", "share", share)
                }
                None => t.say("web-desk-report-none"),
            },
        }
    }

    /// True where it is a number.
    pub const fn is_number(&self) -> bool {
        match self {
            Self::Text(_) | Self::Day(_) => false,
            Self::Count(_) | Self::Money(_) | Self::Minutes(_) | Self::Share(..) => true,
        }
    }

    /// How much it is, for a drawing.
    pub fn size(&self) -> i64 {
        match self {
            Self::Text(_) | Self::Day(_) | Self::Share(..) => 0,
            Self::Count(count) | Self::Money(count) => *count,
            Self::Minutes(minutes) => minutes.unwrap_or(0),
        }
    }

    /// A share in percent with one decimal.
    pub fn percent(&self) -> Option<Decimal> {
        match self {
            Self::Share(part, whole) if *whole != 0 => {
                let percent = Decimal::from(*part) * Decimal::ONE_HUNDRED / Decimal::from(*whole);
                Some(percent.round_dp(1))
            }
            Self::Share(..)
            | Self::Text(_)
            | Self::Day(_)
            | Self::Count(_)
            | Self::Money(_)
            | Self::Minutes(_) => None,
        }
    }
}

impl Table {
    /// Its rows as a page shows them.
    pub fn shown(&self, t: &Texts) -> Vec<Vec<Shown>> {
        self.rows.iter().map(|row| shown(row, t)).collect()
    }

    /// Its last row as a page shows it; empty where there is none.
    pub fn totals(&self, t: &Texts) -> Vec<Shown> {
        self.total.as_ref().map(|row| shown(row, t)).unwrap_or_default()
    }

    /// The heads of its columns.
    pub fn heads(&self) -> Vec<Shown> {
        let row = self.rows.first().or(self.total.as_ref());
        let is_number =
            |place: usize| row.and_then(|row| row.get(place)).is_some_and(Cell::is_number);
        let heads = self.columns.iter().enumerate();
        heads
            .map(|(place, it)| Shown { text: it.words.clone(), is_number: is_number(place) })
            .collect()
    }
}

fn shown(row: &[Cell], t: &Texts) -> Vec<Shown> {
    row.iter().map(|cell| Shown { text: cell.shown(t), is_number: cell.is_number() }).collect()
}
