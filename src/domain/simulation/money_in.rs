//! Money that lands in a world: what it pays, part by part, as `app::payment` has it.

use chrono::NaiveDate;

use super::World;
use crate::domain::debt::agreement::{Agreement, AgreementStatus};
use crate::domain::debt::charge::{Charge, ChargeStatus};
use crate::domain::debt::invoice::{Invoice, InvoiceStatus};
use crate::domain::debt::landing::{Landing, landing, received, spread};
use crate::domain::debt::late::owed;
use crate::domain::debt::payment::Payment;
use crate::domain::debt::promise::{PromiseStatus, kept_by};
use crate::domain::id::Id;
use crate::domain::money::Money;

impl World {
    /// What a customer who pays without thinking pays: the charge, the part, the promise, the debt.
    pub(super) fn due(&self) -> Money {
        let facts = &self.facts;
        let charge = facts.open_charge().map(|charge| charge.amount);
        let part = || Some(facts.active_agreement()?.next_open()?.left());
        let promise = || facts.open_promise().map(|promise| promise.amount);
        charge.or_else(part).or_else(promise).unwrap_or_else(|| self.owed_today())
    }

    /// Everything that is open, with its charges, as of today.
    pub fn owed_today(&self) -> Money {
        let (today, terms) = (self.today(), &self.facts.creditor.late_terms);
        let open = self.facts.invoices.iter().filter(|invoice| invoice.is_open());
        open.map(|i| owed(i.amount, i.due_on, terms, self.calendar(), today, i.paid).total()).sum()
    }

    /// Puts money where it lands; answers the agreement it went to and what was too much.
    pub(super) fn receive(
        &mut self,
        amount: Money,
        on: NaiveDate,
        charge: Option<&Charge>,
    ) -> (Option<Id>, Money) {
        self.records.payments.push((on, amount));
        let facts = &self.facts;
        let landing = landing(charge, &facts.agreements, &facts.invoices, amount);
        let paid = landing.invoices().to_vec();
        let went = match landing {
            Landing::Agreement { agreement, whole } => {
                let after = received(agreement, whole, amount, on);
                after.map_or((None, amount), |(after, unused)| self.keep(after, unused, on))
            }
            Landing::Invoices { ids, whole: true } => {
                settle(&mut self.facts.invoices, &ids, on);
                (None, Money::ZERO)
            }
            Landing::Invoices { ids, whole: false } => (None, self.pay_invoices(&ids, amount, on)),
        };
        if let Some(known) =
            self.facts.charges.iter_mut().find(|c| charge.is_some_and(|d| d.id == c.id))
        {
            known.status = ChargeStatus::Paid { amount };
        }
        let charge = charge.map(|charge| charge.id.clone());
        self.facts.payments.push(Payment { amount, on, charge, agreement: went.0.clone() });
        self.keep_promise(&paid, amount);
        went
    }

    /// Keeps an agreement as it is after money came in.
    fn keep(&mut self, after: Agreement, unused: Money, on: NaiveDate) -> (Option<Id>, Money) {
        if after.status == AgreementStatus::Settled {
            settle(&mut self.facts.invoices, &after.invoices, on);
        }
        let id = after.id.clone();
        if let Some(known) = self.facts.agreements.iter_mut().find(|known| known.id == id) {
            *known = after;
        }
        (Some(id), unused)
    }

    /// Pays open invoices in order; answers what is left over.
    fn pay_invoices(&mut self, ids: &[String], amount: Money, on: NaiveDate) -> Money {
        let meant = self.facts.invoices.iter().filter(|one| ids.contains(&one.id));
        let terms = &self.facts.creditor.late_terms;
        let (shares, rest) = spread(meant, terms, self.calendar(), (amount, on));
        for share in shares {
            if share.settled {
                settle(&mut self.facts.invoices, std::slice::from_ref(&share.invoice), on);
            } else if let Some(one) =
                self.facts.invoices.iter_mut().find(|one| one.id == share.invoice)
            {
                one.paid += share.principal;
            }
        }
        rest
    }

    /// An open promise is kept by its whole sum, and in part by less.
    fn keep_promise(&mut self, paid: &[String], amount: Money) {
        let kept = kept_by(&self.facts.promises, paid).map(|promise| promise.id.clone());
        let mut promises = self.facts.promises.iter_mut();
        if let Some(open) = promises.find(|promise| Some(&promise.id) == kept.as_ref()) {
            let whole = amount >= open.amount;
            open.status = if whole { PromiseStatus::Kept } else { PromiseStatus::Partial };
        }
    }
}

fn settle(invoices: &mut [Invoice], ids: &[String], on: NaiveDate) {
    for invoice in invoices.iter_mut().filter(|invoice| ids.contains(&invoice.id)) {
        match invoice.status {
            InvoiceStatus::Open | InvoiceStatus::Disputed => {
                invoice.status = InvoiceStatus::Paid { on: Some(on) };
                invoice.paid = invoice.amount;
            }
            InvoiceStatus::Paid { .. } | InvoiceStatus::Cancelled => {}
        }
    }
}
