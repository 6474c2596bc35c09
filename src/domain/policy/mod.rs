//! What may be offered, exactly, and why.
//!
//! A policy file becomes a [`Policy`] only when it has no problem. From the same request the same
//! quote comes out, always. Knows no channel, no database and no clock.
//!
//! [`quote()`] opens or resumes a negotiation, [`concede()`] moves its ladder one rung, [`counter()`]
//! judges what a customer asks for, and [`explain()`] names the texts that say why. The caller
//! keeps the [`negotiation::Negotiation`] that each answer carries and gives it back next time.

pub mod offer;
pub mod negotiation;
#[expect(clippy::ref_option, reason = "a leaf that is missing is read in place like any other")]
mod reader;
#[expect(clippy::ref_option, reason = "a leaf that is missing is read in place like any other")]
mod draft;
#[expect(clippy::ref_option, reason = "a leaf that is missing is read in place like any other")]
mod check;
#[expect(
    clippy::module_inception,
    reason = "the module of the type that gives the folder its name"
)]
pub mod policy;
pub mod segment;
pub mod request;
mod scope;
mod dates;
mod arrange;
pub mod steps;
pub mod quote;
pub mod concede;
pub mod counter;
pub mod due_date;
pub mod explain;
pub mod curve;
pub mod numbers;
pub mod shape;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod bargaining;
#[cfg(test)]
mod counter_tests;
#[cfg(test)]
mod grant_tests;

pub use concede::{Concession, concede};
pub use counter::{Escalation, Judgement, Limit, Range, Room, Verdict, counter, grant, room};
pub use due_date::{DateWish, Moved, Unmoved, latest_due, move_due_date};
pub use explain::explain;
pub use negotiation::{Counter, Negotiation};
pub use offer::{Authority, Family, Offer};
pub use policy::{DueDateLimits, Policy, PromiseLimits};
pub use quote::{Quote, quote};
pub use request::{History, Refusal, Request, Wishes};
pub use segment::{Segment, SegmentFact, SegmentReading};
pub use steps::{ReasonCode, Step};
