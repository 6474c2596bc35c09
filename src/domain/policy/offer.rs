//! What an offer is: full numbers, frozen until its validity, with the arithmetic behind them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::debt::late::Owed;
use crate::domain::money::{Money, Rate};

/// How an offer is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// One payment within a few days.
    Cash,
    /// Several payments.
    Plan,
}

/// Who grants an offer; each may grant at least what the one before may.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// The bot.
    #[default]
    Bot,
    /// A human agent.
    Agent,
    /// A supervisor.
    Supervisor,
}

/// What is not asked of the customer, component by component.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waived {
    /// Of the fine (multa).
    pub fine: Money,
    /// Of the interest (juros).
    pub interest: Money,
    /// Of the principal.
    pub principal: Money,
}

impl Waived {
    /// All that is waived.
    pub fn total(self) -> Money {
        self.fine + self.interest + self.principal
    }
}

/// One payment of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// A banking day.
    pub due: NaiveDate,
    /// The sum.
    pub amount: Money,
}

/// Terms that may be accepted as they stand, until their validity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Short id, unique in a negotiation and derived from its terms.
    pub id: String,
    /// One payment or several.
    pub family: Family,
    /// The invoices it settles.
    pub invoices: Vec<String>,
    /// The policy and its version, such as `standard@1`.
    pub policy: String,
    /// The band, such as `31-60` or `hardship`.
    pub band: String,
    /// The rung of the ladder, from 0.
    pub rung: u32,
    /// Who grants it.
    pub authority: Authority,
    /// What was owed on the day it was made.
    pub owed: Owed,
    /// What is not asked.
    pub waived: Waived,
    /// Owed less waived: what is financed.
    pub financed: Money,
    /// All that is to be paid: down payment and instalments, interest of the plan included.
    pub total: Money,
    /// Paid first; none where there is none.
    pub down_payment: Option<Part>,
    /// The payments after it, in order; a cash offer has exactly one.
    pub instalments: Vec<Part>,
    /// The monthly rate of the plan; zero means equal parts.
    pub monthly_rate: Rate,
    /// Total effective cost a year (CET); none where nothing is financed at a rate.
    pub cet: Option<Rate>,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// The last day it may be accepted.
    pub valid_until: NaiveDate,
    /// Days late that are forgiven.
    pub tolerance_days: u32,
    /// Days late after which it is broken.
    pub broken_after_days: u32,
}

impl Offer {
    /// Every payment, the down payment first.
    pub fn parts(&self) -> impl Iterator<Item = Part> + '_ {
        self.down_payment.into_iter().chain(self.instalments.iter().copied())
    }

    /// The rule that allowed it, for records: band, family and rung.
    pub fn rule(&self) -> String {
        let family = match self.family {
            Family::Cash => "cash",
            Family::Plan => "plan",
        };
        format!("{}/{family}/{}", self.band, self.rung)
    }

    /// True where the other asks for the very same payments.
    pub fn same_terms(&self, other: &Self) -> bool {
        self.invoices == other.invoices && self.parts().eq(other.parts())
    }
}
