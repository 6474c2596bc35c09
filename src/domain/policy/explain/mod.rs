//! Says why a quote or a judgement is as it is: keys of texts with their values.
//!
//! A customer hears little and never a floor, a rung or a segment; an agent sees the whole
//! arithmetic, every reason and the facts behind the segment. The words are in
//! `locales/<locale>/policy.ftl`; [`KEYS`] lists every key with its variables. To explain
//! something new: a line in [`lines`], its key in [`KEYS`], its text.

mod keys;
mod lines;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::counter::{Bounds, Judgement, Limit, Verdict};
use super::due_date::{Moved, Unmoved};
use super::offer::Offer;
use super::quote::Quote;
use super::request::Refusal;
use super::steps::ReasonCode;
use crate::domain::debt::late::Owed;
use crate::domain::money::{Money, Rate};

pub use keys::KEYS;

/// For whom it is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Short, and nothing that would teach how to bargain.
    Customer,
    /// Whole.
    Agent,
}

/// A value of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Argument {
    /// A sum.
    Money(Money),
    /// A day.
    Date(NaiveDate),
    /// A percentage.
    Percent(Rate),
    /// A number of things.
    Count(i64),
    /// A code or a name that comes from data.
    Text(String),
}

/// One text: its key and its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The Fluent key.
    pub key: &'static str,
    /// Its values.
    pub args: BTreeMap<&'static str, Argument>,
}

/// Something that can be explained.
pub trait Explain {
    /// The lines, in order.
    fn explain(&self, audience: Audience) -> Vec<Line>;
}

/// The lines that explain a quote, a judgement or a refusal.
pub fn explain(what: &impl Explain, audience: Audience) -> Vec<Line> {
    what.explain(audience)
}

impl Line {
    fn new(key: &'static str) -> Self {
        Self { key, args: BTreeMap::new() }
    }

    fn money(mut self, name: &'static str, sum: Money) -> Self {
        self.args.insert(name, Argument::Money(sum));
        self
    }

    fn date(mut self, name: &'static str, day: NaiveDate) -> Self {
        self.args.insert(name, Argument::Date(day));
        self
    }

    fn percent(mut self, name: &'static str, rate: Rate) -> Self {
        self.args.insert(name, Argument::Percent(rate));
        self
    }

    fn count(mut self, name: &'static str, count: impl Into<i64>) -> Self {
        self.args.insert(name, Argument::Count(count.into()));
        self
    }

    fn text(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.args.insert(name, Argument::Text(text.into()));
        self
    }
}

impl Explain for Quote {
    fn explain(&self, audience: Audience) -> Vec<Line> {
        match audience {
            Audience::Customer => {
                let mut lines = vec![owed(&self.owed)];
                lines.extend(for_customer(&self.reasons));
                lines.extend(self.offers.iter().filter_map(saved));
                lines
            }
            Audience::Agent => {
                let mut lines = vec![lines::under(&self.policy, &self.band, self.rung)];
                lines.extend(self.steps.iter().map(lines::step));
                lines.extend(self.reasons.iter().map(lines::reason));
                lines.extend(self.segment.facts.iter().copied().map(lines::fact));
                lines.push(lines::left(self.concessions_left));
                lines.push(lines::valid(self.valid_until));
                lines
            }
        }
    }
}

impl Explain for Judgement {
    fn explain(&self, audience: Audience) -> Vec<Line> {
        let verdict = verdict(&self.verdict, &self.bounds);
        match audience {
            Audience::Customer => {
                let mut lines = vec![verdict];
                lines.extend(self.verdict.offer().and_then(saved));
                lines
            }
            Audience::Agent => {
                let mut lines = vec![lines::under(&self.policy, &self.band, self.rung), verdict];
                lines.extend(self.steps.iter().map(lines::step));
                lines.extend(self.reasons.iter().map(lines::reason));
                lines.extend(self.segment.facts.iter().copied().map(lines::fact));
                lines.push(lines::left(self.concessions_left));
                lines.extend(self.escalation.iter().map(lines::escalation));
                lines
            }
        }
    }
}

impl Explain for Refusal {
    fn explain(&self, _: Audience) -> Vec<Line> {
        let line = match self {
            Self::NothingOwed => Line::new("explain-refusal-nothing-owed"),
            Self::NotOverdue => Line::new("explain-refusal-not-overdue"),
            Self::Prescribed { invoice, since } => Line::new("explain-refusal-prescribed")
                .text("invoice", invoice)
                .date("since", *since),
            Self::Unaffordable { protected, pause_days, .. } => {
                Line::new("explain-refusal-unaffordable")
                    .money("protected", *protected)
                    .count("days", *pause_days)
            }
        };
        vec![line]
    }
}

impl Explain for Moved {
    fn explain(&self, audience: Audience) -> Vec<Line> {
        let from = Line::new("explain-due-date-moved").date("from", self.from).date("to", self.to);
        let day = self.day.map(|day| Line::new("explain-due-date-day").count("day", day));
        let mut lines: Vec<Line> = [Some(from), day].into_iter().flatten().collect();
        if audience == Audience::Agent {
            let used = Line::new("explain-due-date-times").count("used", self.agreement.moved);
            lines.push(used.count("times", self.times));
        }
        lines
    }
}

impl Explain for Unmoved {
    fn explain(&self, _: Audience) -> Vec<Line> {
        let line = match self {
            Self::NotActive => Line::new("explain-due-date-not-active"),
            Self::Times { times } => Line::new("explain-due-date-often").count("times", *times),
            Self::Past => Line::new("explain-due-date-past"),
            Self::TooFar { latest } => {
                Line::new("explain-due-date-too-far").date("latest", *latest)
            }
            Self::DayOfMonth => Line::new("explain-due-date-no-day"),
            Self::Same => Line::new("explain-due-date-same"),
        };
        vec![line]
    }
}

fn owed(owed: &Owed) -> Line {
    Line::new("explain-customer-owed")
        .money("principal", owed.principal)
        .money("fine", owed.fine)
        .money("interest", owed.interest)
        .money("total", owed.total())
        .count("days", owed.days_overdue)
}

/// What an offer leaves out, where it leaves out anything.
fn saved(offer: &Offer) -> Option<Line> {
    let waived = offer.waived.total();
    let key = match offer.family {
        super::offer::Family::Cash => "explain-customer-saved-cash",
        super::offer::Family::Plan => "explain-customer-saved-plan",
    };
    waived.is_positive().then(|| Line::new(key).money("sum", waived))
}

/// The reasons that help a customer to choose.
fn for_customer(reasons: &[ReasonCode]) -> Vec<Line> {
    let helps = |reason: &&ReasonCode| {
        matches!(
            reason,
            ReasonCode::Hardship
                | ReasonCode::FitsMonthly { .. }
                | ReasonCode::MonthlyOutOfReach { .. }
                | ReasonCode::DueDay { .. }
                | ReasonCode::FirstDate { .. }
                | ReasonCode::FirstDateOutOfReach { .. }
                | ReasonCode::TooSmallForPlan { .. }
                | ReasonCode::Frozen { .. }
        )
    };
    reasons.iter().filter(helps).map(lines::reason_for_customer).collect()
}

fn verdict(verdict: &Verdict, bounds: &Bounds) -> Line {
    match verdict {
        Verdict::Accepted(_) => Line::new("explain-accepted"),
        Verdict::Better(offer) => Line::new("explain-better").money("total", offer.total),
        Verdict::Nearest { limit, .. } | Verdict::Refused { limit } => limited(*limit, bounds),
    }
}

/// What a limit says, with its number where the number is no floor.
fn limited(limit: Limit, bounds: &Bounds) -> Line {
    let money = |line: Line, sum: Option<Money>| line.money("sum", sum.unwrap_or(Money::ZERO));
    match limit {
        Limit::FirstDate => {
            let latest = bounds.latest_first.max(bounds.cash_due);
            let cash = bounds.cash_due.or(latest);
            let line = Line::new("explain-limit-first-date");
            let line = latest.into_iter().fold(line, |line, day| line.date("latest", day));
            cash.into_iter().fold(line, |line, day| line.date("cash", day))
        }
        Limit::DueDay => Line::new("explain-limit-due-day"),
        Limit::Count => {
            Line::new("explain-limit-count").count("count", bounds.largest_count.unwrap_or(1))
        }
        Limit::DownPayment => money(Line::new("explain-limit-down-payment"), bounds.least_down),
        Limit::Instalment => money(Line::new("explain-limit-instalment"), bounds.min_instalment),
        Limit::Total => Line::new("explain-limit-total"),
        Limit::Income => {
            Line::new("explain-limit-income").money("protected", bounds.protected_income)
        }
        Limit::Invoices => Line::new("explain-limit-invoices"),
        Limit::Nothing => Line::new("explain-limit-nothing"),
    }
}

#[cfg(test)]
mod tests;
