//! What a talk remembers of itself: when it was heard, what was left open, what was guessed.
//!
//! It knows nothing of debts; a new kind of memory is a field with a default, so that states
//! written before it still load.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::state::{Promising, Slots};
use crate::domain::debt::reason::Reason;
use crate::domain::policy::offer::Offer;
use crate::domain::understanding::Reading;

/// What a talk remembers of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Talk {
    /// When the customer was last heard.
    pub heard_at: Option<DateTime<Utc>>,
    /// Days on which we broke a silence, the latest last; only those that still count.
    pub nudged_on: Vec<NaiveDate>,
    /// The question left open for a side path.
    pub left: Option<String>,
    /// The question that stood as the talk went from the bot to a human.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stood: Option<String>,
    /// A message whose meaning was asked back.
    pub unsure: Option<Box<Reading>>,
    /// What stood before the customer's last message, in case it was misread.
    pub before: Option<Box<Before>>,
    /// When the customer wants to be written to.
    pub callback: Option<Callback>,
    /// When a customer who waits for a human was last answered.
    pub reassured_at: Option<DateTime<Utc>>,
}

/// What a message may change and a correction takes back; never what binds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// The step it was said to.
    pub step: String,
    /// Why the customer was late.
    pub reason: Option<Reason>,
    /// What had been told.
    pub slots: Slots,
    /// The invoices chosen.
    pub chosen: Vec<String>,
    /// Terms waiting for a yes.
    pub proposal: Option<Box<Offer>>,
    /// A promise waiting for a yes.
    pub promising: Option<Promising>,
    /// A pause waiting for a yes.
    pub pausing: Option<NaiveDate>,
}

/// A moment at which the customer asked to be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// When.
    pub at: DateTime<Utc>,
    /// True where collection rests until then for no other reason.
    pub pauses: bool,
}
