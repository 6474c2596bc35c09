//! Where money lands: the agreement or the invoices that it pays.
//!
//! One rule for every shell that receives money. A code outlives what it was made for: money for
//! an agreement that ended goes to the one that took its place, else to the invoices behind it.
//! Writing it down is the shell's.

use chrono::NaiveDate;

use super::agreement::{Agreement, AgreementError, AgreementStatus};
use super::charge::{Charge, Purpose};
use super::invoice::Invoice;
use super::late::{LateTerms, owed};
use crate::domain::calendar::Calendar;
use crate::domain::money::Money;

/// What money pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Landing<'a> {
    /// An agreement that is being paid.
    Agreement {
        /// Which.
        agreement: &'a Agreement,
        /// True where it was meant to settle all that is left.
        whole: bool,
    },
    /// Invoices, in their order.
    Invoices {
        /// Their ids.
        ids: Vec<String>,
        /// True where it settles them, late charges included.
        whole: bool,
    },
}

impl Landing<'_> {
    /// The invoices that are paid, straight or through an agreement.
    pub fn invoices(&self) -> &[String] {
        match self {
            Self::Agreement { agreement, .. } => &agreement.invoices,
            Self::Invoices { ids, .. } => ids,
        }
    }
}

/// Finds what a sum pays: its charge's purpose, else the agreement whose part is due first, else
/// what is open.
pub fn landing<'a>(
    charge: Option<&Charge>,
    agreements: &'a [Agreement],
    invoices: &[Invoice],
    amount: Money,
) -> Landing<'a> {
    let active = || agreements.iter().filter(|a| a.status == AgreementStatus::Active);
    let over = |ids: &[String]| active().find(|a| a.invoices.iter().any(|id| ids.contains(id)));
    let through = |agreement, whole| Landing::Agreement { agreement, whole };
    match charge.map(|charge| (&charge.purpose, charge.amount)) {
        Some((Purpose::Instalment { agreement, .. } | Purpose::Payoff { agreement }, _)) => {
            let whole = matches!(charge.map(|it| &it.purpose), Some(Purpose::Payoff { .. }));
            let named = agreements.iter().find(|it| it.id == *agreement);
            if let Some(named) = named.filter(|it| it.status == AgreementStatus::Active) {
                return through(named, whole);
            }
            let ids = named.map(|it| it.invoices.clone()).unwrap_or_default();
            over(&ids).map_or_else(|| open(invoices, agreements, &ids), |it| through(it, false))
        }
        Some((Purpose::Invoices { invoices: ids }, asked)) => match over(ids) {
            Some(agreement) => through(agreement, false),
            None => Landing::Invoices { ids: ids.clone(), whole: amount >= asked },
        },
        None => {
            let next = active().min_by_key(|it| it.next_open().map(|part| part.due));
            next.map_or_else(|| open(invoices, agreements, &[]), |it| through(it, false))
        }
    }
}

/// The open ones among these invoices; where none is, all that no agreement covers.
fn open<'a>(invoices: &[Invoice], agreements: &[Agreement], ids: &[String]) -> Landing<'a> {
    let covered = |id: &String| {
        let mut active = agreements.iter().filter(|a| a.status == AgreementStatus::Active);
        active.any(|agreement| agreement.invoices.contains(id))
    };
    let open: Vec<&String> = invoices.iter().filter(|it| it.is_open()).map(|it| &it.id).collect();
    let meant: Vec<String> =
        open.iter().filter(|id| ids.contains(id)).map(|id| (*id).clone()).collect();
    let rest = || open.iter().filter(|id| !covered(id)).map(|id| (*id).clone()).collect();
    let ids = if meant.is_empty() { rest() } else { meant };
    Landing::Invoices { ids, whole: false }
}

/// The agreement after a sum, and what was too much.
///
/// # Errors
/// When it is not active.
pub fn received(
    agreement: &Agreement,
    whole: bool,
    sum: Money,
    on: NaiveDate,
) -> Result<(Agreement, Money), AgreementError> {
    let before = agreement.clone();
    if whole { before.pay_off(sum, on) } else { before.receive(sum, on) }
}

/// What one invoice gets of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The invoice's id.
    pub invoice: String,
    /// True where principal and late charges are all paid.
    pub settled: bool,
    /// What goes to the principal.
    pub principal: Money,
}

/// Parts a sum among open invoices, in their order; answers what is left over too.
///
/// An invoice is settled by all it comes to on the day, late charges included; of less, the
/// principal is paid first.
pub fn spread<'a>(
    invoices: impl Iterator<Item = &'a Invoice>,
    terms: &LateTerms,
    calendar: &Calendar,
    (sum, on): (Money, NaiveDate),
) -> (Vec<Share>, Money) {
    let mut rest = sum;
    let mut shares = Vec::new();
    for one in invoices.filter(|one| one.is_open()) {
        let whole = owed(one.amount, one.due_on, terms, calendar, on, one.paid).total();
        let taken = rest.min(whole);
        if taken.is_positive() {
            let principal = taken.min(one.amount.less(one.paid));
            shares.push(Share { invoice: one.id.clone(), settled: taken == whole, principal });
            rest -= taken;
        }
    }
    (shares, rest)
}
