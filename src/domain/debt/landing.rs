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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::debt::agreement::Instalment;
    use crate::domain::debt::charge::ChargeStatus;
    use crate::domain::debt::invoice::InvoiceStatus;
    use crate::domain::id::Id;
    use crate::domain::money::Rate;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn agreement(name: &str, due: &str, status: AgreementStatus) -> Agreement {
        let part = |number: u32| Instalment {
            number,
            due: day(due) + chrono::Days::new(30 * u64::from(number)),
            amount: Money::reais(100),
            paid: Money::ZERO,
            paid_on: None,
        };
        Agreement {
            id: Id::derive(&[name]),
            invoices: vec![format!("F-{name}")],
            accepted_at: day("2026-11-23").and_hms_opt(12, 0, 0).expect("noon").and_utc(),
            accepted_with: "aceito".to_owned(),
            total: Money::reais(300),
            owed: Money::reais(320),
            down_payment: Money::ZERO,
            instalments: (1..=3).map(part).collect(),
            policy: "standard@1".to_owned(),
            rule: "31-60/plan/0".to_owned(),
            broken_after_days: 10,
            moved: 0,
            monthly_rate: Rate::ZERO,
            status,
        }
    }

    fn charge(purpose: Purpose) -> Charge {
        Charge {
            id: Id::derive(&["charge"]),
            purpose,
            amount: Money::reais(100),
            requested_at: day("2026-11-23").and_hms_opt(12, 0, 0).expect("noon").and_utc(),
            status: ChargeStatus::Cancelled,
        }
    }

    fn invoice(id: &str) -> Invoice {
        Invoice {
            id: id.to_owned(),
            contract: None,
            product: None,
            issued_on: None,
            sent_on: None,
            due_on: day("2026-10-09"),
            amount: Money::reais(300),
            contract_amount: None,
            boleto_line: None,
            status: InvoiceStatus::Open,
            paid: Money::ZERO,
            hold: None,
        }
    }

    fn part_of(agreement: &Agreement) -> Charge {
        charge(Purpose::Instalment { agreement: agreement.id.clone(), number: 1 })
    }

    #[test]
    fn a_code_of_an_undone_agreement_pays_what_came_back() {
        let undone = agreement("a", "2026-12-10", AgreementStatus::Cancelled);
        let known = [undone.clone()];

        let found = landing(
            Some(&part_of(&undone)),
            &known,
            &[invoice("F-x"), invoice("F-a")],
            Money::reais(100),
        );

        assert_eq!(found, Landing::Invoices { ids: vec!["F-a".to_owned()], whole: false });
    }

    #[test]
    fn a_code_of_an_undone_agreement_pays_the_one_in_its_place() {
        let undone = agreement("a", "2026-12-10", AgreementStatus::Cancelled);
        let mut after = agreement("b", "2026-12-20", AgreementStatus::Active);
        after.invoices.clone_from(&undone.invoices);
        let known = [undone.clone(), after.clone()];

        let found = landing(Some(&part_of(&undone)), &known, &[invoice("F-a")], Money::reais(100));

        assert_eq!(found, Landing::Agreement { agreement: &after, whole: false });
    }

    #[test]
    fn money_without_a_code_pays_the_part_that_is_due_first() {
        let late = agreement("a", "2026-12-20", AgreementStatus::Active);
        let soon = agreement("b", "2026-12-10", AgreementStatus::Active);
        let known = [late, soon.clone()];

        let found = landing(None, &known, &[], Money::reais(100));

        assert_eq!(found, Landing::Agreement { agreement: &soon, whole: false });
    }

    #[test]
    fn settling_before_time_leaves_out_interest_not_yet_earned() {
        let mut plan = agreement("a", "2026-12-10", AgreementStatus::Active);
        plan.monthly_rate = Rate::whole_percent(2);

        let (after, over) =
            received(&plan, true, Money::reais(300), day("2026-12-10")).expect("active");

        // The parts are due one, two and three months later: 98.03, 96.11 and 94.23.
        assert_eq!(plan.payoff(day("2026-12-10")), Money::centavos(28_837));
        assert_eq!(over, Money::centavos(1_163));
        assert_eq!(after.status, AgreementStatus::Settled);
        assert_eq!(after.received(), after.total);
    }

    #[test]
    fn a_sum_is_spread_in_order_and_settles_with_its_late_charges() {
        let invoices = [invoice("F-1"), invoice("F-2")];
        let terms = LateTerms::new(Rate::whole_percent(2), Rate::whole_percent(1), true);

        let sum = (Money::reais(400), day("2026-11-09"));
        let (shares, rest) = spread(invoices.iter(), &terms, &Calendar::brazil(), sum);

        let told: Vec<_> = shares.iter().map(|it| (it.settled, it.principal)).collect();
        assert_eq!(told.first(), Some(&(true, Money::reais(300))));
        assert!(told.get(1).is_some_and(|(settled, part)| !settled && *part < Money::reais(100)));
        assert_eq!(rest, Money::ZERO);
    }
}
