//! A policy's numbers in words: each with its name, what changed of them, the bands as a table.

use crate::app::tuning::limits::Sheet;
use crate::domain::calendar::ContactHours;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::money::{Money, Rate};
use crate::domain::policy::Policy;
use crate::domain::policy::numbers::{Kind, Number, shown};
use crate::domain::policy::policy::{self, Bounds, Ladder, Rung};
use crate::domain::policy::shape;
use crate::web::texts::Texts;

/// A band as a row of the table.
pub(super) struct Band {
    pub when: String,
    pub only: String,
    pub cash: Vec<String>,
    pub within: String,
    pub plan: Option<Plan>,
}

/// The plan's part of a row.
pub(super) struct Plan {
    pub rungs: Vec<String>,
    pub count: u32,
    pub least: String,
    pub down: String,
    pub first: u32,
    pub rate: String,
}

/// Tells numbers in words.
pub(super) struct Teller<'t> {
    pub t: &'t Texts,
    /// The names of the bands, in their order.
    pub bands: Vec<String>,
}

/// What a policy was before, and which of its bands became which.
pub(super) struct Before<'s> {
    numbers: &'s [Number],
    /// The names of its bands, in their order.
    names: Vec<String>,
    /// For each band of today the one that it was; none for a new one.
    bands: Vec<Option<usize>>,
}

/// The band that a number stands in, with the rest of its place.
fn band_of(place: &str) -> Option<(usize, &str)> {
    let (index, rest) = place.strip_prefix("band.")?.split_once('.')?;
    Some((index.parse().ok()?, rest))
}

impl<'s> Before<'s> {
    /// What a sheet was before.
    pub fn new(t: &Texts, old: Option<&'s Sheet>, new: Option<&Sheet>) -> Self {
        let numbers = old.map_or(&[][..], |sheet| &sheet.numbers);
        let bands = |sheet: Option<&Sheet>| sheet.map(|it| it.bands.clone()).unwrap_or_default();
        Self {
            numbers,
            names: Teller::new(t, numbers).bands,
            bands: shape::same(&bands(old), &bands(new)),
        }
    }

    /// The number that stood where one stands now.
    fn number(&self, place: &str) -> Option<&Number> {
        let before = match band_of(place) {
            Some((index, rest)) => {
                let was = self.bands.get(index).copied().flatten()?;
                format!("band.{was}.{rest}")
            }
            None => place.to_owned(),
        };
        self.numbers.iter().find(|it| it.place == before)
    }

    /// True for a number of a band that is new as a whole.
    pub fn is_new(&self, place: &str) -> bool {
        band_of(place).is_some_and(|(index, _)| self.bands.get(index) == Some(&None))
    }

    /// What stood there, as it is read.
    pub fn value(&self, place: &str) -> Option<&str> {
        self.number(place)?.value.as_deref()
    }

    /// The place today of a number that stood there; none where its band is gone.
    fn now(&self, place: &str) -> Option<String> {
        let Some((index, rest)) = band_of(place) else { return Some(place.to_owned()) };
        let now = self.bands.iter().position(|was| *was == Some(index))?;
        Some(format!("band.{now}.{rest}"))
    }
}

impl<'t> Teller<'t> {
    /// For a policy of these numbers.
    pub fn new(t: &'t Texts, numbers: &[Number]) -> Self {
        let of = |place: String| {
            let found = numbers.iter().find(|number| number.place == place);
            found.and_then(|number| number.value.as_ref()?.parse::<u32>().ok())
        };
        let places = numbers.iter().filter_map(|it| it.place.strip_prefix("band."));
        let indexes = places.filter_map(|rest| rest.split('.').next()?.parse::<usize>().ok());
        let count = indexes.max().map_or(0, |last| last + 1);
        let band = |index: usize| Bounds {
            from: of(format!("band.{index}.when.days_overdue.from")),
            to: of(format!("band.{index}.when.days_overdue.to")),
        };
        let bands = (0..count).map(|index| days(t, &band(index))).collect();
        Self { t, bands }
    }

    /// A number's name: what it limits, and in a ladder which step of it.
    pub fn name(&self, place: &str) -> String {
        let mut step = 0;
        let mut parts = Vec::new();
        for part in place.split('.') {
            match part.parse::<i64>() {
                Ok(index) => step = index + 1,
                Err(_) => parts.push(part.replace('_', "-")),
            }
        }
        let values = Args::from([
            ("place".to_owned(), Value::Text(parts.join("-"))),
            ("step".to_owned(), Value::Count(step)),
        ]);
        self.t.tell("web-tuning-policy-number", &values)
    }

    /// The room of the page that a number stands in, and the room's name.
    pub fn room(&self, place: &str) -> (String, String) {
        let mut parts = place.split('.');
        let first = parts.next().unwrap_or_default();
        let second = parts.next();
        let index = second.filter(|_| first == "band").and_then(|it| it.parse::<usize>().ok());
        match (index.and_then(|index| self.bands.get(index)), index, second) {
            (Some(band), Some(index), _) => (format!("faixa-{index}"), band.clone()),
            (_, _, None) => {
                ("geral".to_owned(), self.t.say_of("web-tuning-policy-room", "room", "general"))
            }
            (_, _, Some(_)) => {
                let room = first.replace('_', "-");
                let name = self.t.say_of("web-tuning-policy-room", "room", &room);
                (room, name)
            }
        }
    }

    /// A number as it is read.
    pub fn value(&self, kind: Kind, value: Option<&str>) -> String {
        let Some(value) = value else { return self.t.say("web-tuning-policy-none") };
        let value = match kind {
            Kind::Percent => value.parse::<Rate>().ok().map(Value::Percent),
            Kind::Money => value.parse::<Money>().ok().map(Value::Money),
            Kind::Count => value.parse().ok().map(Value::Count),
            Kind::Flag => return self.t.say_of("web-tuning-policy-flag", "value", value),
        };
        value.map(|value| self.told(value)).unwrap_or_default()
    }

    fn told(&self, value: Value) -> String {
        self.t.tell("web-tuning-policy-value", &Args::from([("value".to_owned(), value)]))
    }

    /// What changed, in words: bands that came and went, then numbers in the order of the page.
    pub fn changes(&self, before: &Before<'_>, new: &[Number]) -> Vec<String> {
        let whole = |key: &str, name: &String| self.t.say_of(key, "band", name);
        let came = self.bands.iter().zip(&before.bands).filter(|(_, was)| was.is_none());
        let came = came.map(|(name, _)| whole("web-tuning-policy-came", name));
        let gone = before.names.iter().enumerate();
        let gone = gone.filter(|(index, _)| !before.bands.contains(&Some(*index)));
        let gone = gone.map(|(_, name)| whole("web-tuning-policy-gone", name));
        let changed = new.iter().filter(|number| !before.is_new(&number.place));
        let changed = changed.filter_map(|number| {
            let (was, now) = (before.value(&number.place), number.value.as_deref());
            (was != now).then(|| self.change((&number.place, number.kind), (was, now)))
        });
        let left = before.numbers.iter().filter_map(|number| {
            let place = before.now(&number.place)?;
            let is_there = new.iter().any(|it| it.place == place);
            let was = number.value.as_deref().filter(|_| !is_there)?;
            Some(self.change((&place, number.kind), (Some(was), None)))
        });
        came.chain(gone).chain(changed).chain(left).collect()
    }

    fn change(
        &self,
        (place, kind): (&str, Kind),
        (before, after): (Option<&str>, Option<&str>),
    ) -> String {
        let values = [
            ("room", self.room(place).1),
            ("name", self.name(place)),
            ("before", self.value(kind, before)),
            ("after", self.value(kind, after)),
        ];
        let values = values.map(|(name, text)| (name.to_owned(), Value::Text(text)));
        self.t.tell("web-tuning-policy-change", &Args::from(values))
    }

    /// The bands as rows.
    pub fn bands(&self, policy: &Policy) -> Vec<Band> {
        policy.bands().iter().map(|band| self.band(band)).collect()
    }

    fn band(&self, band: &policy::Band) -> Band {
        let plan = band.plan.as_ref().map(|plan| Plan {
            rungs: self.rungs(&plan.ladder),
            count: plan.largest_count,
            least: self.told(Value::Money(plan.min_instalment)),
            down: self.down(plan),
            first: plan.first_due_days,
            rate: if plan.monthly_rate.is_zero() {
                self.t.say("web-tuning-policy-no-rate")
            } else {
                self.told(Value::Percent(plan.monthly_rate))
            },
        });
        let by_days = policy::When { days_overdue: band.when.days_overdue, ..Default::default() };
        Band {
            when: days(self.t, &band.when.days_overdue),
            only: if band.when == by_days {
                String::new()
            } else {
                self.t.say_of("web-tuning-policy-only", "name", &band.name)
            },
            cash: self.rungs(&band.cash.ladder),
            within: self.t.tell(
                "web-tuning-policy-within",
                &Args::from([("days".to_owned(), Value::Count(band.cash.within_days.into()))]),
            ),
            plan,
        }
    }

    fn down(&self, plan: &policy::Plan) -> String {
        if plan.down_payment.is_zero() && plan.down_payment_min.is_zero() {
            return self.t.say("web-tuning-policy-no-down");
        }
        self.told(Value::Percent(plan.down_payment))
    }

    fn rungs(&self, ladder: &Ladder) -> Vec<String> {
        ladder.rungs().iter().map(|rung| self.rung(*rung)).collect()
    }

    /// What a rung waives.
    pub fn rung(&self, rung: Rung) -> String {
        let kind = match (rung.charges.is_zero(), rung.principal.is_zero()) {
            (true, true) => "nothing",
            (false, true) => "charges",
            (true, false) => "principal",
            (false, false) => "both",
        };
        let values = [
            ("kind", Value::Text(kind.to_owned())),
            ("charges", Value::Percent(rung.charges)),
            ("principal", Value::Percent(rung.principal)),
        ];
        let values = values.map(|(name, value)| (name.to_owned(), value));
        self.t.tell("web-tuning-policy-rung", &Args::from(values))
    }

    /// How people may be spoken to: what the program holds whatever a policy says, and its silence.
    pub fn conduct(&self, policy: Option<&Policy>) -> Vec<String> {
        let hours = ContactHours::default();
        let hour = |time: chrono::NaiveTime| Value::Text(time.format("%H:%M").to_string());
        let hours = Args::from([
            ("opens".to_owned(), hour(hours.opens())),
            ("closes".to_owned(), hour(hours.closes())),
        ]);
        let mut told = vec![self.t.tell("web-tuning-policy-hours", &hours)];
        match policy.map(Policy::silence) {
            Some(Some(silence)) => {
                let values = Args::from([
                    ("hours".to_owned(), Value::Count(silence.after_hours.into())),
                    ("times".to_owned(), Value::Count(silence.per_week.into())),
                ]);
                told.push(self.t.tell("web-tuning-policy-silence", &values));
            }
            Some(None) => told.push(self.t.say("web-tuning-policy-no-silence")),
            None => {}
        }
        told.extend(["web-tuning-policy-first", "web-tuning-policy-stop"].map(|it| self.t.say(it)));
        told
    }
}

/// A sum as it is typed.
pub(super) fn plain_sum(sum: Money) -> String {
    let text = sum.to_string();
    shown(text.strip_suffix(".00").unwrap_or(&text))
}

/// Days overdue, from and to.
fn days(t: &Texts, bounds: &Bounds<u32>) -> String {
    let kind = match (bounds.from, bounds.to) {
        (Some(_), Some(_)) => "both",
        (Some(_), None) => "from",
        (None, Some(_)) => "to",
        (None, None) => "all",
    };
    let values = [
        ("kind", Value::Text(kind.to_owned())),
        ("from", Value::Count(bounds.from.unwrap_or_default().into())),
        ("to", Value::Count(bounds.to.unwrap_or_default().into())),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value));
    t.tell("web-tuning-policy-days", &Args::from(values))
}
