//! What applies to one request: the facts, the band, and its ladders and limits for this payer.
//!
//! Here the band's table meets segment, hardship, broken agreements and authority. The order is
//! fixed and each step only narrows or only widens:
//!
//! 1. rungs are taken off the end for a chronic payer and after a broken agreement;
//! 2. within days of a breach the ladder stays at its opening and no principal is waived;
//! 3. the authority's own rungs come after what is left;
//! 4. hardship waives its charges from the opening on;
//! 5. a chronic payer is waived no principal, whoever asks;
//! 6. the ceilings stand above all of it.
//!
//! Hardship changes the band that applies, unless that band was written for a reason. In hardship
//! the down payment is hardship's own, for chronic payers too: their segment decides what is
//! waived, not what they can pay. To add a rule, add its step here and its fact to [`Facts`].

use chrono::{Days, NaiveDate};

use super::negotiation::{Asking, Negotiation};
use super::offer::{Authority, Family, Offer};
use super::policy::{Band, Extra, Policy, Rung};
use super::request::{Refusal, Request};
use super::segment::{self, Conduct, Segment, SegmentReading};
use crate::domain::calendar::add_months;
use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::late::{Owed, owed};
use crate::domain::debt::reason::Reason;
use crate::domain::money::{Money, Rate, Rounding};

/// What the name of a band ends with where hardship changed its terms.
pub(super) const EASED: &str = "+hardship";

/// The facts of a request, worked out once.
pub(super) struct Facts<'a> {
    pub request: &'a Request<'a>,
    pub policy: &'a Policy,
    pub segment: SegmentReading,
    pub hardship: bool,
    pub per_invoice: Vec<(String, Owed)>,
    pub owed: Owed,
    /// The least that a chronic payer pays, so that waiting never brought a better total.
    pub least: Money,
    invoices: Vec<&'a Invoice>,
}

/// The band that applies on a day, seen with the facts.
pub(super) struct Scope<'a> {
    pub facts: &'a Facts<'a>,
    pub band: &'a Band,
    /// True where hardship's modifiers apply to this band.
    pub eased: bool,
    /// Agreements broken by the day.
    pub broken: u32,
    /// True where a breach is so recent that no discount is offered.
    pub blocked: bool,
}

/// The limits of a plan, for this payer and authority.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub largest_count: u32,
    pub min_instalment: Money,
    pub down_payment: Rate,
    pub down_payment_min: Money,
    pub monthly_rate: Rate,
    pub first_due_days: u32,
    /// The most that one payment may be, where an income was declared.
    pub room: Option<Money>,
}

impl<'a> Facts<'a> {
    /// Gathers the facts, or says why there can be no offer.
    pub fn gather(policy: &'a Policy, request: &'a Request<'a>) -> Result<Self, Refusal> {
        Self::of_chosen(policy, request, |_| true)
    }

    /// The same for some of the request's invoices.
    pub fn of_chosen(
        policy: &'a Policy,
        request: &'a Request<'a>,
        chosen: impl Fn(&Invoice) -> bool,
    ) -> Result<Self, Refusal> {
        let open = |invoice: &&Invoice| invoice.is_open() && chosen(invoice);
        let invoices: Vec<&Invoice> = request.invoices.iter().filter(open).collect();
        let per_invoice: Vec<(String, Owed)> = invoices
            .iter()
            .map(|invoice| (invoice.id.clone(), owed_on(request, invoice, request.as_of)))
            .filter(|(_, owed)| owed.principal.is_positive())
            .collect();
        let owed = Owed::merged(request.as_of, per_invoice.iter().map(|(_, owed)| *owed));
        if !owed.principal.is_positive() {
            return Err(Refusal::NothingOwed);
        }
        if let Some((invoice, since)) = prescribed(policy, request, &invoices) {
            return Err(Refusal::Prescribed { invoice, since });
        }
        if owed.days_overdue == 0 {
            return Err(Refusal::NotOverdue);
        }
        let conduct = Conduct {
            late_12m: request.customer.late_12m,
            broken: broken_by(request, request.as_of),
            seeking: request.history.seeking,
            reason: request.reason,
        };
        let segment = segment::read(&policy.segments, &conduct);
        let hardship = request.reason.is_some_and(Reason::is_hardship);
        let least = Money::ZERO;
        let mut facts =
            Self { request, policy, segment, hardship, per_invoice, owed, least, invoices };
        facts.least = facts.waiting_floor();
        Ok(facts)
    }

    /// The ids of the invoices, as offers carry them.
    pub fn ids(&self) -> Vec<String> {
        self.per_invoice.iter().map(|(id, _)| id.clone()).collect()
    }

    pub fn chronic(&self) -> bool {
        self.segment.segment == Segment::Chronic
    }

    /// The band and its surroundings today.
    pub fn scope(&'a self) -> Scope<'a> {
        self.scope_on(self.request.as_of, &self.owed)
    }

    fn scope_on(&'a self, day: NaiveDate, owed: &Owed) -> Scope<'a> {
        let broken = broken_by(self.request, day);
        let applies = |band: &&Band| self.applies(band, owed, broken);
        let last = self.policy.bands.last();
        let band = self.policy.bands.iter().find(applies).or(last);
        let band = band.expect("a checked policy ends with a band that applies to everyone");
        let span = Days::new(self.policy.after_broken.no_discount_days.into());
        let fresh =
            |on: &NaiveDate| *on <= day && on.checked_add_days(span).is_none_or(|end| day < end);
        Scope {
            facts: self,
            band,
            eased: self.hardship && band.when.reasons.is_none(),
            broken,
            blocked: self.request.history.broken_on.iter().any(fresh),
        }
    }

    fn applies(&self, band: &Band, owed: &Owed, broken: u32) -> bool {
        let when = &band.when;
        let made = u32::try_from(self.request.negotiation.made.len()).unwrap_or(u32::MAX);
        let product = |products: &Vec<String>| {
            let listed = |invoice: &&Invoice| {
                invoice.product.as_ref().is_some_and(|product| products.contains(product))
            };
            self.invoices.iter().all(listed)
        };
        when.days_overdue.hold(owed.days_overdue)
            && when.balance.hold(owed.principal)
            && when.broken_agreements.hold(broken)
            && when.prior_offers.hold(made)
            && when.products.as_ref().is_none_or(product)
            && when.creditors.as_ref().is_none_or(|ids| ids.contains(&self.request.creditor.id))
            && when.segments.as_ref().is_none_or(|all| all.contains(&self.segment.segment))
            && when.reasons.as_ref().is_none_or(|reasons| {
                self.request.reason.is_some_and(|reason| reasons.contains(&reason))
            })
    }

    /// The best total of every earlier day, at most what is owed now.
    ///
    /// Within a band the best total only grows from day to day, so the days that count are the
    /// last ones before something changed: a band's edge, a breach, or the end of its term.
    fn waiting_floor(&self) -> Money {
        if !self.chronic() {
            return Money::ZERO;
        }
        let as_of = self.request.as_of;
        let days = self.owed.days_overdue;
        let span = self.policy.after_broken.no_discount_days;
        let edges = self.policy.bands.iter().flat_map(|band| {
            let opens = band.when.days_overdue.from.and_then(|from| from.checked_sub(1));
            [band.when.days_overdue.to, opens].into_iter().flatten()
        });
        let edges = edges.filter_map(|edge| days.checked_sub(edge)).map(|ago| (as_of, ago));
        let breaches = self.request.history.broken_on.iter().flat_map(|on| {
            let end = on.checked_add_days(Days::new(span.into())).unwrap_or(NaiveDate::MAX);
            [(*on, 1), (end, 1)]
        });
        edges
            .chain(breaches)
            .filter_map(|(day, ago)| day.checked_sub_days(Days::new(ago.into())))
            .filter(|day| *day < as_of)
            .map(|day| self.best_on(day))
            .max()
            .unwrap_or(Money::ZERO)
    }

    /// What the last reachable rung asked at once on an earlier day.
    fn best_on(&self, day: NaiveDate) -> Money {
        let owed = Owed::merged(
            day,
            self.invoices.iter().map(|invoice| owed_on(self.request, invoice, day)),
        );
        if owed.days_overdue == 0 {
            return Money::ZERO;
        }
        let scope = self.scope_on(day, &owed);
        let rung = scope.rung(Family::Cash, scope.last_reachable());
        owed.total() - waived(&owed, rung).total()
    }
}

/// What is waived of each component, rounded down so that no ceiling is crossed.
pub(super) fn waived(owed: &Owed, rung: Rung) -> super::offer::Waived {
    super::offer::Waived {
        fine: rung.charges.of(owed.fine, Rounding::Down),
        interest: rung.charges.of(owed.interest, Rounding::Down),
        principal: rung.principal.of(owed.principal, Rounding::Down),
    }
}

fn owed_on(request: &Request<'_>, invoice: &Invoice, day: NaiveDate) -> Owed {
    let terms = &request.creditor.late_terms;
    owed(invoice.amount, invoice.due_on, terms, request.calendar, day, invoice.paid)
}

fn broken_by(request: &Request<'_>, day: NaiveDate) -> u32 {
    let ours = request.history.broken_on.iter().filter(|on| **on <= day).count();
    request.customer.broken_agreements.max(u32::try_from(ours).unwrap_or(u32::MAX))
}

fn prescribed(
    policy: &Policy,
    request: &Request<'_>,
    invoices: &[&Invoice],
) -> Option<(String, NaiveDate)> {
    use chrono::Datelike;
    let months = policy.prescribed_after_years.saturating_mul(12);
    let since = |invoice: &&&Invoice| add_months(invoice.due_on, months, invoice.due_on.day());
    let oldest = invoices.iter().min_by_key(|invoice| invoice.due_on)?;
    let since = since(&oldest);
    (request.as_of >= since).then(|| (oldest.id.clone(), since))
}

impl Scope<'_> {
    /// The policy, for short.
    pub fn policy(&self) -> &Policy {
        self.facts.policy
    }

    fn extras(&self) -> impl Iterator<Item = Extra> {
        let (agent, supervisor) = (self.facts.policy.agent, self.facts.policy.supervisor);
        let granted = match self.facts.request.authority {
            Authority::Bot => [None, None],
            Authority::Agent => [Some(agent), None],
            Authority::Supervisor => [Some(agent), Some(supervisor)],
        };
        granted.into_iter().flatten()
    }

    /// How many rungs of the band's own ladder are left, always at least the opening.
    fn own_rungs(&self, all: usize) -> usize {
        let policy = self.facts.policy;
        let chronic = if self.facts.chronic() { policy.chronic.rungs_fewer } else { 0 };
        let broken = if self.broken > 0 { policy.after_broken.rungs_fewer } else { 0 };
        let fewer = usize::try_from(chronic.saturating_add(broken)).unwrap_or(usize::MAX);
        if self.blocked { 1 } else { all.saturating_sub(fewer).max(1) }
    }

    /// How many own rungs the longer of both ladders has left.
    fn longest(&self) -> usize {
        let plan = self.band.plan.as_ref().map_or(0, |plan| plan.ladder.rungs().len());
        let cash = self.band.cash.ladder.rungs().len();
        self.own_rungs(cash).max(if plan == 0 { 0 } else { self.own_rungs(plan) })
    }

    fn table(&self, family: Family) -> &[Rung] {
        match (family, &self.band.plan) {
            (Family::Plan, Some(plan)) => plan.ladder.rungs(),
            (Family::Plan, None) | (Family::Cash, _) => self.band.cash.ladder.rungs(),
        }
    }

    /// The rung at an index, the last one where the ladder is shorter.
    pub fn rung(&self, family: Family, index: u32) -> Rung {
        let table = self.table(family);
        let own = self.own_rungs(table.len());
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        let mut rung = table.get(index.min(own - 1)).copied().unwrap_or_default();
        if self.blocked {
            rung.principal = Rate::ZERO;
        }
        let beyond = index.saturating_sub(self.longest() - 1);
        if let Some(extra) = self.extras().take(beyond).last() {
            let more = rung.principal.as_fraction() + extra.principal.as_fraction();
            let charges = rung.charges.max(extra.charges);
            rung = Rung { charges, principal: Rate::fraction(more) };
        }
        self.adjusted(rung)
    }

    fn adjusted(&self, mut rung: Rung) -> Rung {
        let policy = self.facts.policy;
        if self.eased {
            rung.charges = rung.charges.max(policy.hardship.charges);
        }
        if self.facts.chronic() && !policy.chronic.waives_principal {
            rung.principal = Rate::ZERO;
        }
        rung.charges = rung.charges.min(policy.ceilings.charges);
        rung.principal = rung.principal.min(policy.ceilings.principal);
        rung
    }

    /// The last index that this authority may reach; the bot is bound by its concessions too.
    pub fn last_reachable(&self) -> u32 {
        let last = self.longest() - 1 + self.extras().count();
        let last = u32::try_from(last).unwrap_or(u32::MAX);
        match self.facts.request.authority {
            Authority::Bot => last.min(self.facts.policy.negotiating.concessions),
            Authority::Agent | Authority::Supervisor => last,
        }
    }

    /// How many different steps are left after an index.
    pub fn steps_left(&self, from: u32) -> u32 {
        let pair = |index| (self.rung(Family::Cash, index), self.rung(Family::Plan, index));
        let differs = |index: &u32| pair(*index) != pair(index.saturating_sub(1));
        let steps = (from.saturating_add(1)..=self.last_reachable()).filter(differs).count();
        u32::try_from(steps).unwrap_or(u32::MAX)
    }

    /// The limits of a plan; none where the band allows none.
    pub fn limits(&self) -> Option<Limits> {
        let plan = self.band.plan.as_ref()?;
        let policy = self.facts.policy;
        let hardship = &policy.hardship;
        let times = if self.eased { hardship.count_times } else { 1 };
        let extra = self.extras().last().map_or(0, |extra| extra.count);
        let count = plan.largest_count.saturating_mul(times).saturating_add(extra);
        let mut limits = Limits {
            largest_count: count.min(policy.ceilings.count),
            min_instalment: plan.min_instalment,
            down_payment: plan.down_payment,
            down_payment_min: plan.down_payment_min,
            monthly_rate: plan.monthly_rate,
            first_due_days: plan.first_due_days,
            room: self.room(),
        };
        if self.facts.chronic() {
            limits.down_payment = limits.down_payment.max(policy.chronic.down_payment);
        }
        if self.eased {
            limits.min_instalment = limits.min_instalment.min(hardship.min_instalment);
            limits.down_payment = hardship.down_payment;
            limits.down_payment_min = Money::ZERO;
            limits.first_due_days = limits.first_due_days.max(hardship.first_due_days);
            if hardship.interest_frozen {
                limits.monthly_rate = Rate::ZERO;
            }
        }
        Some(limits)
    }

    /// What one payment may take from a declared income.
    pub fn room(&self) -> Option<Money> {
        let income = self.facts.request.wishes.income?;
        Some(income.less(self.facts.policy.hardship.protected_income))
    }

    /// The band's name in records; hardship's is marked.
    pub fn band_name(&self) -> String {
        if self.eased { format!("{}{EASED}", self.band.name) } else { self.band.name.clone() }
    }
}

/// The memory that still counts: forgotten after the policy's days without a move.
pub(super) fn remembered(policy: &Policy, request: &Request<'_>) -> (Negotiation, bool) {
    let days = Days::new(policy.negotiating.remembered_days.into());
    let forgotten = request
        .negotiation
        .last_on
        .and_then(|last| last.checked_add_days(days))
        .is_some_and(|end| end < request.as_of);
    let memory = if forgotten { Negotiation::default() } else { request.negotiation.clone() };
    (memory.about(request), forgotten)
}

impl Negotiation {
    /// The memory as far as it is about the request's invoices: each debt has its own ladder.
    fn about(mut self, request: &Request<'_>) -> Self {
        let asked = |id: &String| request.invoices.iter().any(|invoice| invoice.id == *id);
        let about = |offer: &&Offer| offer.invoices.iter().any(asked);
        if self.made.iter().all(|offer| about(&offer)) {
            return self;
        }
        self.moves = self.made.iter().filter(about).map(|offer| offer.rung).max().unwrap_or(0);
        self.standing.retain(|offer| about(&offer));
        self.asking = Asking::default();
        self
    }

    /// True where something was offered for one of the invoices.
    pub(super) fn was_offered(&self, invoices: &[Invoice]) -> bool {
        let asked = |id: &String| invoices.iter().any(|invoice| invoice.id == *id);
        self.made.iter().any(|offer| offer.invoices.iter().any(asked))
    }
}
