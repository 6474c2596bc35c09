//! Money that lands in a world: what it pays, part by part, as `app::payment` has it.

use chrono::NaiveDate;

use super::World;
use crate::domain::debt::agreement::AgreementStatus;
use crate::domain::debt::charge::{Charge, ChargeStatus, Purpose};
use crate::domain::debt::invoice::{Invoice, InvoiceStatus};
use crate::domain::debt::late::owed;
use crate::domain::debt::payment::Payment;
use crate::domain::debt::promise::PromiseStatus;
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

    pub(super) fn receive(&mut self, amount: Money, on: NaiveDate, charge: Option<&Charge>) {
        self.records.payments.push((on, amount));
        let agreement = match charge.map(|charge| &charge.purpose) {
            Some(Purpose::Instalment { agreement, .. }) => Some(agreement.clone()),
            Some(Purpose::Invoices { .. }) => None,
            None => self.facts.active_agreement().map(|agreement| agreement.id.clone()),
        };
        let charge_id = charge.map(|charge| charge.id.clone());
        self.facts.payments.push(Payment { amount, on, charge: charge_id, agreement });
        match charge.map(|charge| (&charge.purpose, charge.amount)) {
            Some((Purpose::Instalment { agreement, .. }, _)) => {
                let agreement = agreement.clone();
                self.pay_agreement(Some(&agreement), amount, on);
            }
            Some((Purpose::Invoices { invoices }, asked)) if amount >= asked => {
                settle(&mut self.facts.invoices, invoices, on);
            }
            Some((Purpose::Invoices { invoices }, _)) => {
                let invoices = invoices.clone();
                self.pay_invoices(&invoices, amount);
            }
            None => self.pay_agreement(None, amount, on),
        }
        if let Some(paid) =
            self.facts.charges.iter_mut().find(|c| charge.is_some_and(|d| d.id == c.id))
        {
            paid.status = ChargeStatus::Paid { amount };
        }
        self.keep_promise(amount);
    }

    /// Pays the agreement named, or the newest that is being paid, or the open invoices.
    fn pay_agreement(&mut self, named: Option<&Id>, amount: Money, on: NaiveDate) {
        let facts = &mut self.facts;
        let mut active =
            facts.agreements.iter_mut().rev().filter(|a| a.status == AgreementStatus::Active);
        let Some(found) = active.find(|a| named.is_none_or(|id| a.id == *id)) else {
            let open = facts.invoices.iter().filter(|invoice| invoice.is_open());
            let open: Vec<String> = open.map(|invoice| invoice.id.clone()).collect();
            return self.pay_invoices(&open, amount);
        };
        let Ok((after, _)) = found.clone().receive(amount, on) else { return };
        *found = after;
        if found.status == AgreementStatus::Settled {
            let invoices = found.invoices.clone();
            settle(&mut facts.invoices, &invoices, on);
        }
    }

    /// Pays open invoices in order, their principal first.
    fn pay_invoices(&mut self, ids: &[String], amount: Money) {
        let mut rest = amount;
        let open = self.facts.invoices.iter_mut().filter(|i| i.is_open() && ids.contains(&i.id));
        for invoice in open {
            let part = rest.min(invoice.amount.less(invoice.paid));
            invoice.paid += part;
            rest -= part;
        }
    }

    /// An open promise is kept by its whole sum, and in part by less.
    fn keep_promise(&mut self, amount: Money) {
        let mut promises = self.facts.promises.iter_mut().rev();
        if let Some(open) = promises.find(|promise| promise.status == PromiseStatus::Open) {
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
