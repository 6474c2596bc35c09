//! One line for each step, reason and fact.

use chrono::NaiveDate;

use super::super::counter::Escalation;
use super::super::offer::{Authority, Family};
use super::super::segment::SegmentFact;
use super::super::steps::{ReasonCode, Step};
use super::Line;
use crate::domain::money::Rate;

pub(super) fn under(policy: &str, band: &str, rung: u32) -> Line {
    Line::new("explain-under").text("policy", policy).text("band", band).count("rung", rung)
}

pub(super) fn left(concessions: u32) -> Line {
    Line::new("explain-concessions-left").count("count", concessions)
}

pub(super) fn valid(until: NaiveDate) -> Line {
    Line::new("explain-valid-until").date("until", until)
}

pub(super) fn escalation(escalation: &Escalation) -> Line {
    Line::new("explain-escalation")
        .text("authority", authority(escalation.authority))
        .money("total", escalation.offer.total)
}

fn authority(authority: Authority) -> &'static str {
    match authority {
        Authority::Bot => "bot",
        Authority::Agent => "agent",
        Authority::Supervisor => "supervisor",
    }
}

fn family(family: Family) -> &'static str {
    match family {
        Family::Cash => "cash",
        Family::Plan => "plan",
    }
}

pub(super) fn step(step: &Step) -> Line {
    match step {
        Step::Invoice { invoice, principal, fine, interest, days } => {
            Line::new("explain-step-invoice")
                .text("invoice", invoice)
                .money("principal", *principal)
                .money("fine", *fine)
                .money("interest", *interest)
                .count("days", *days)
        }
        Step::Owed { principal, fine, interest, total } => Line::new("explain-step-owed")
            .money("principal", *principal)
            .money("fine", *fine)
            .money("interest", *interest)
            .money("total", *total),
        Step::Waived { family: of, fine, interest, principal, left } => {
            Line::new("explain-step-waived")
                .text("family", family(*of))
                .money("fine", *fine)
                .money("interest", *interest)
                .money("principal", *principal)
                .money("left", *left)
        }
        Step::Payments { family: of, .. } => payments(step, family(*of)),
        Step::Interest { monthly, cet } => Line::new("explain-step-interest")
            .percent("monthly", *monthly)
            .percent("cet", cet.unwrap_or(Rate::ZERO)),
    }
}

fn payments(step: &Step, family: &'static str) -> Line {
    let line = Line::new("explain-step-payments").text("family", family);
    let Step::Payments {
        down_payment, count, instalment, last, first_due, last_due, total, ..
    } = step
    else {
        return line;
    };
    line.money("down", *down_payment)
        .text("has-down", if down_payment.is_positive() { "yes" } else { "no" })
        .count("count", *count)
        .money("instalment", *instalment)
        .money("last", *last)
        .date("first-due", *first_due)
        .date("last-due", *last_due)
        .money("total", *total)
}

pub(super) fn reason(reason: &ReasonCode) -> Line {
    match reason {
        ReasonCode::Band { band, days } => {
            Line::new("explain-reason-band").text("band", band).count("days", *days)
        }
        ReasonCode::Segment { segment } => {
            Line::new("explain-reason-segment").text("segment", segment.as_str())
        }
        ReasonCode::Hardship => Line::new("explain-reason-hardship"),
        ReasonCode::Chronic => Line::new("explain-reason-chronic"),
        ReasonCode::AfterBroken { count } => {
            Line::new("explain-reason-after-broken").count("count", *count)
        }
        ReasonCode::NoDiscountAfterBreach => Line::new("explain-reason-no-discount"),
        ReasonCode::WaitingNeverPays { least } => {
            Line::new("explain-reason-waiting").money("least", *least)
        }
        ReasonCode::LadderResumed { moves } => {
            Line::new("explain-reason-resumed").count("moves", *moves)
        }
        ReasonCode::LadderForgotten => Line::new("explain-reason-forgotten"),
        ReasonCode::Frozen { until } => Line::new("explain-reason-frozen").date("until", *until),
        ReasonCode::NoPlanInBand => Line::new("explain-reason-no-plan"),
        ReasonCode::TooSmallForPlan { minimum } => {
            Line::new("explain-reason-too-small").money("minimum", *minimum)
        }
        ReasonCode::NoPlanWithinIncome { room } => {
            Line::new("explain-reason-income").money("room", *room)
        }
        ReasonCode::FitsMonthly { monthly, count } => Line::new("explain-reason-fits-monthly")
            .money("monthly", *monthly)
            .count("count", *count),
        ReasonCode::MonthlyOutOfReach { monthly, count } => {
            Line::new("explain-reason-monthly-out-of-reach")
                .money("monthly", *monthly)
                .count("count", *count)
        }
        ReasonCode::UsualCount { count } => {
            Line::new("explain-reason-usual-count").count("count", *count)
        }
        ReasonCode::DueDay { day } => Line::new("explain-reason-due-day").count("day", *day),
        ReasonCode::FirstDate { date } => {
            Line::new("explain-reason-first-date").date("date", *date)
        }
        ReasonCode::FirstDateOutOfReach { latest } => {
            Line::new("explain-reason-first-date-out-of-reach").date("latest", *latest)
        }
        ReasonCode::Granted { authority: who } => {
            Line::new("explain-reason-granted").text("authority", authority(*who))
        }
    }
}

/// The same reasons in words for a customer, where those differ.
pub(super) fn reason_for_customer(code: &ReasonCode) -> Line {
    let mut line = reason(code);
    line.key = match line.key {
        "explain-reason-hardship" => "explain-customer-hardship",
        "explain-reason-fits-monthly" => "explain-customer-fits-monthly",
        "explain-reason-monthly-out-of-reach" => "explain-customer-monthly-out-of-reach",
        "explain-reason-due-day" => "explain-customer-due-day",
        "explain-reason-first-date" => "explain-customer-first-date",
        "explain-reason-first-date-out-of-reach" => "explain-customer-first-date-out-of-reach",
        "explain-reason-too-small" => "explain-customer-too-small",
        "explain-reason-frozen" => "explain-customer-frozen",
        other => other,
    };
    line
}

pub(super) fn fact(fact: SegmentFact) -> Line {
    match fact {
        SegmentFact::LateIn12Months(count) => Line::new("explain-fact-late").count("count", count),
        SegmentFact::LatenessUnknown => Line::new("explain-fact-late-unknown"),
        SegmentFact::BrokenAgreements(count) => {
            Line::new("explain-fact-broken").count("count", count)
        }
        SegmentFact::Seeking(count) => Line::new("explain-fact-seeking").count("count", count),
        SegmentFact::ReasonTold(reason) => {
            Line::new("explain-fact-reason").text("reason", reason.as_str())
        }
    }
}
