//! The least payable by days overdue, drawn as lines; a table tells the same.
//!
//! All in whole pixels. What serves is a whole line, the draft a dashed one; days on which waiting
//! pays are marked on the line that would serve next.

use std::collections::BTreeSet;

use crate::domain::dialogue::text::{Args, Value};
use crate::domain::money::Money;
use crate::domain::policy::curve::{Edge, Point, edges};
use crate::web::texts::Texts;

/// The drawing's width.
const WIDTH: i64 = 760;
/// The drawing's height.
const HEIGHT: i64 = 300;
/// What the sums beside the lines take.
const LEFT: i64 = 90;
/// What the days below the lines take.
const BELOW: i64 = 34;
/// Around the rest.
const AROUND: i64 = 14;
/// From one day of the table to the next, beside those on which something changes.
const EVERY: u32 = 30;

/// Everything that is drawn.
#[derive(Default)]
pub(super) struct Graph {
    pub width: i64,
    pub height: i64,
    pub charts: Vec<Chart>,
    pub rows: Vec<Row>,
    pub edges: Vec<String>,
    pub has_draft: bool,
}

/// The lines of one way to pay.
pub(super) struct Chart {
    pub id: &'static str,
    pub name: String,
    pub told: String,
    pub days: Vec<(i64, String)>,
    pub sums: Vec<(i64, String)>,
    pub live: String,
    pub draft: String,
    pub marks: Vec<(i64, i64)>,
    pub bottom: i64,
    pub left: i64,
    pub right: i64,
}

/// A day of the table.
pub(super) struct Row {
    pub days: u32,
    pub owed: String,
    pub cash: String,
    pub plan: String,
    pub draft_cash: String,
    pub draft_plan: String,
    pub is_edge: bool,
}

type Least = fn(&Point) -> Option<Money>;

impl Graph {
    /// Draws what serves, and a draft where there is one.
    pub fn draw(t: &Texts, (live, draft): (&[Point], Option<&[Point]>)) -> Self {
        let next = draft.unwrap_or(live);
        let falls = edges(next);
        let all = [("avista", (|it| it.cash) as Least), ("parcelado", |it| it.plan)];
        Self {
            width: WIDTH,
            height: HEIGHT,
            charts: all.into_iter().map(|(id, least)| chart(t, id, least, (live, draft))).collect(),
            rows: rows(t, (live, draft), &falls),
            edges: falls.iter().map(|edge| told(t, *edge)).collect(),
            has_draft: draft.is_some(),
        }
    }
}

fn told(t: &Texts, edge: Edge) -> String {
    let values = [
        ("days", Value::Count(edge.days.into())),
        ("before", Value::Money(edge.before)),
        ("after", Value::Money(edge.after)),
    ];
    t.tell("web-tuning-policy-edge", &Args::from(values.map(|(name, it)| (name.to_owned(), it))))
}

fn sum(t: &Texts, sum: Option<Money>) -> String {
    let told = |sum| Args::from([("value".to_owned(), Value::Money(sum))]);
    sum.map_or_else(|| "–".to_owned(), |sum| t.tell("web-tuning-policy-value", &told(sum)))
}

/// Where days and sums come to lie.
struct Scale {
    longest: i64,
    most: i64,
}

impl Scale {
    fn of(points: &[&[Point]]) -> Self {
        let all = points.iter().flat_map(|points| points.iter());
        let longest = all.clone().map(|it| i64::from(it.days)).max().unwrap_or_default().max(1);
        let most = all.map(|it| it.owed.in_centavos()).max().unwrap_or_default().max(1);
        Self { longest, most }
    }

    fn x(&self, days: i64) -> i64 {
        LEFT + days * (WIDTH - LEFT - AROUND) / self.longest
    }

    fn y(&self, sum: Money) -> i64 {
        let high = HEIGHT - BELOW - AROUND;
        AROUND + high - sum.in_centavos() * high / self.most
    }

    fn line(&self, points: &[Point], least: Least) -> String {
        let spots = points.iter().filter_map(|point| {
            let sum = least(point)?;
            Some(format!("{},{}", self.x(point.days.into()), self.y(sum)))
        });
        spots.collect::<Vec<_>>().join(" ")
    }
}

fn chart(
    t: &Texts,
    id: &'static str,
    least: Least,
    (live, draft): (&[Point], Option<&[Point]>),
) -> Chart {
    let scale = Scale::of(&[live, draft.unwrap_or_default()]);
    let next = draft.unwrap_or(live);
    let pairs = next.iter().zip(next.iter().skip(1));
    let falls = pairs.filter_map(|(one, next)| {
        let (before, after) = least(one).zip(least(next))?;
        (after < before).then(|| (scale.x(next.days.into()), scale.y(after)))
    });
    let part = |quarters: i64| Money::centavos(scale.most * quarters / 4);
    let day = |days: i64| (scale.x(days), days.to_string());
    Chart {
        id,
        name: t.say_of("web-tuning-policy-chart", "family", id),
        told: t.say_of("web-tuning-policy-chart-told", "family", id),
        days: (0..=scale.longest / 50).map(|step| day(step * 50)).collect(),
        sums: (0..=4).map(|it| (scale.y(part(it)), sum(t, Some(part(it))))).collect(),
        live: scale.line(live, least),
        draft: draft.map(|draft| scale.line(draft, least)).unwrap_or_default(),
        marks: falls.collect(),
        bottom: HEIGHT - BELOW,
        left: LEFT,
        right: WIDTH - AROUND,
    }
}

/// The days that tell all there is to tell: either side of every fall, and every thirtieth.
fn rows(t: &Texts, (live, draft): (&[Point], Option<&[Point]>), falls: &[Edge]) -> Vec<Row> {
    let next = draft.unwrap_or(live);
    let (first, last) = (next.first().map(|it| it.days), next.last().map(|it| it.days));
    let around = |points: &[Point]| {
        let falls = edges(points).into_iter();
        falls.flat_map(|edge| [edge.days.saturating_sub(1), edge.days]).collect::<Vec<_>>()
    };
    let mut days: BTreeSet<u32> = around(live).into_iter().chain(around(next)).collect();
    days.extend(first.into_iter().chain(last));
    days.extend(next.iter().map(|it| it.days).filter(|days| days.is_multiple_of(EVERY)));
    let of = |points: &[Point], days: u32| points.iter().find(|it| it.days == days).cloned();
    let row = |days: u32| {
        let (now, then) = (of(live, days), draft.and_then(|draft| of(draft, days)));
        Row {
            days,
            owed: sum(t, now.as_ref().or(then.as_ref()).map(|it| it.owed)),
            cash: sum(t, now.as_ref().and_then(|it| it.cash)),
            plan: sum(t, now.as_ref().and_then(|it| it.plan)),
            draft_cash: sum(t, then.as_ref().and_then(|it| it.cash)),
            draft_plan: sum(t, then.as_ref().and_then(|it| it.plan)),
            is_edge: falls.iter().any(|edge| edge.days == days),
        }
    };
    days.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(days: u32, owed: i64, cash: i64) -> Point {
        let (owed, cash) = (Money::reais(owed), Some(Money::reais(cash)));
        Point { days, band: "b".to_owned(), owed, cash, plan: None }
    }

    #[test]
    fn lines_lie_where_days_and_sums_are() {
        let points = [point(1, 1000, 1000), point(200, 1000, 500), point(400, 1000, 0)];
        let scale = Scale::of(&[&points]);

        let line = scale.line(&points, |it| it.cash);

        assert_eq!(line, format!("{},14 {},140 {},266", LEFT + 1, LEFT + 328, WIDTH - AROUND));
        assert_eq!(scale.line(&points, |it| it.plan), "");
    }
}
