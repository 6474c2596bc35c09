//! The arithmetic and the reasons of a quote, as data.
//!
//! Codes and numbers only; `explain` names the texts. To add a reason, add a variant here, its
//! arm in `explain` and its text in `locales/<locale>/policy.ftl`.

use chrono::NaiveDate;
use serde::Serialize;

use super::offer::{Authority, Family, Offer};
use super::segment::Segment;
use crate::domain::debt::late::Owed;
use crate::domain::money::{Money, Rate};

/// One step of the arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// What one invoice comes to today.
    Invoice {
        /// The invoice.
        invoice: String,
        /// What is left of the sum billed.
        principal: Money,
        /// The fine (multa).
        fine: Money,
        /// The interest (juros).
        interest: Money,
        /// Days since the adjusted due date.
        days: u32,
    },
    /// What all chosen invoices come to today.
    Owed {
        /// What is left of the sums billed.
        principal: Money,
        /// The fines.
        fine: Money,
        /// The interest.
        interest: Money,
        /// All of it.
        total: Money,
    },
    /// What an offer waives.
    Waived {
        /// The offer.
        family: Family,
        /// Of the fine.
        fine: Money,
        /// Of the interest.
        interest: Money,
        /// Of the principal.
        principal: Money,
        /// What is left to be paid or financed.
        left: Money,
    },
    /// How an offer is paid.
    Payments {
        /// The offer.
        family: Family,
        /// Paid first, outside the instalments.
        down_payment: Money,
        /// How many payments follow.
        count: u32,
        /// Each of them but the last.
        instalment: Money,
        /// The last of them.
        last: Money,
        /// The day of the first payment.
        first_due: NaiveDate,
        /// The day of the last payment.
        last_due: NaiveDate,
        /// All that is paid.
        total: Money,
    },
    /// What financing costs.
    Interest {
        /// The monthly rate.
        monthly: Rate,
        /// The yearly total effective cost.
        cet: Option<Rate>,
    },
}

/// Why a quote is as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ReasonCode {
    /// The band that applies.
    Band {
        /// Its name.
        band: String,
        /// Days overdue of the oldest invoice.
        days: u32,
    },
    /// The segment that was read.
    Segment {
        /// The kind of payer.
        segment: Segment,
    },
    /// Hardship changed the band's terms.
    Hardship,
    /// Fewer rungs, larger down payment, whole principal.
    Chronic,
    /// Fewer rungs since agreements broke.
    AfterBroken {
        /// How many.
        count: u32,
    },
    /// No discount so soon after a breach.
    NoDiscountAfterBreach,
    /// Waiting did not make it cheaper.
    WaitingNeverPays {
        /// The least that could have been paid before.
        least: Money,
    },
    /// The ladder goes on where it stood.
    LadderResumed {
        /// How many concessions were made.
        moves: u32,
    },
    /// The negotiation before was forgotten.
    LadderForgotten,
    /// These offers stand as they were made.
    Frozen {
        /// The last day of the first one to end.
        until: NaiveDate,
    },
    /// The band allows no plan.
    NoPlanInBand,
    /// Too little for two instalments of the minimum.
    TooSmallForPlan {
        /// The minimum.
        minimum: Money,
    },
    /// No plan leaves the protected part of the income.
    NoPlanWithinIncome {
        /// What one payment may take of it.
        room: Money,
    },
    /// The fewest instalments that fit the month.
    FitsMonthly {
        /// What fits.
        monthly: Money,
        /// How many.
        count: u32,
    },
    /// Even the most instalments do not fit the month.
    MonthlyOutOfReach {
        /// What would fit.
        monthly: Money,
        /// How many were offered.
        count: u32,
    },
    /// Nobody said what fits, so about half of what is allowed.
    UsualCount {
        /// How many.
        count: u32,
    },
    /// The day of the month that was asked for.
    DueDay {
        /// The day used.
        day: u32,
    },
    /// The first day that was asked for.
    FirstDate {
        /// The day.
        date: NaiveDate,
    },
    /// The first day asked for lies outside the span.
    FirstDateOutOfReach {
        /// The latest day possible.
        latest: NaiveDate,
    },
    /// Somebody with more authority than the bot asks.
    Granted {
        /// Who.
        authority: Authority,
    },
}

/// The steps from the invoices to the offers.
pub(super) fn steps(per_invoice: &[(String, Owed)], owed: &Owed, offers: &[Offer]) -> Vec<Step> {
    let mut steps: Vec<Step> = per_invoice.iter().map(invoice).collect();
    steps.push(Step::Owed {
        principal: owed.principal,
        fine: owed.fine,
        interest: owed.interest,
        total: owed.total(),
    });
    for offer in offers {
        steps.push(Step::Waived {
            family: offer.family,
            fine: offer.waived.fine,
            interest: offer.waived.interest,
            principal: offer.waived.principal,
            left: offer.financed,
        });
        steps.extend(payments(offer));
        if !offer.monthly_rate.is_zero() {
            steps.push(Step::Interest { monthly: offer.monthly_rate, cet: offer.cet });
        }
    }
    steps
}

fn invoice((id, owed): &(String, Owed)) -> Step {
    Step::Invoice {
        invoice: id.clone(),
        principal: owed.principal,
        fine: owed.fine,
        interest: owed.interest,
        days: owed.days_overdue,
    }
}

fn payments(offer: &Offer) -> Option<Step> {
    let (first, last) = (offer.instalments.first()?, offer.instalments.last()?);
    Some(Step::Payments {
        family: offer.family,
        down_payment: offer.down_payment.map_or(Money::ZERO, |part| part.amount),
        count: u32::try_from(offer.instalments.len()).unwrap_or(u32::MAX),
        instalment: first.amount,
        last: last.amount,
        first_due: offer.parts().next().map_or(first.due, |part| part.due),
        last_due: last.due,
        total: offer.total,
    })
}
