//! A policy: the bands, ladders and limits by which offers are made.
//!
//! Only a checked policy exists: [`Policy::load`] gives one or every problem of its file. It never
//! changes afterwards; publishing makes another version. To add a rule, give it a field here, a
//! key in `draft`, its contradictions in `check`, and its effect in `scope`.

use crate::domain::debt::reason::Reason;
use crate::domain::money::{Money, Rate};
use crate::domain::policy::check;
use crate::domain::policy::segment::Segment;
use crate::domain::problem::{Problem, Source};

/// What may be offered to whom; immutable and free of contradictions.
#[derive(Clone, Debug)]
pub struct Policy {
    pub(super) name: String,
    pub(super) version: u32,
    pub(super) reference: String,
    pub(super) contact_above: Money,
    pub(super) prescribed_after_years: u32,
    pub(super) negotiating: Negotiating,
    pub(super) keeping: Keeping,
    pub(super) promise: PromiseLimits,
    pub(super) pause: Pause,
    pub(super) due_date: DueDateLimits,
    pub(super) silence: Option<Silence>,
    pub(super) ceilings: Ceilings,
    pub(super) agent: Extra,
    pub(super) supervisor: Extra,
    pub(super) segments: SegmentRules,
    pub(super) chronic: ChronicRules,
    pub(super) after_broken: BrokenRules,
    pub(super) hardship: HardshipRules,
    pub(super) bands: Vec<Band>,
    pub(super) warnings: Vec<Problem>,
}

/// How a negotiation moves and how long it is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Negotiating {
    /// How many times the bot concedes.
    pub concessions: u32,
    /// Days without a move after which a negotiation is forgotten.
    pub remembered_days: u32,
    /// Days an offer stands, counted from the day it is made.
    pub valid_days: u32,
}

/// When an agreement is late and when it is broken, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// Days late that are forgiven.
    pub tolerance_days: u32,
    /// Days late after which it is broken.
    pub broken_after_days: u32,
}

/// What a promise may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromiseLimits {
    /// The furthest day, counted from today.
    pub max_days: u32,
    /// How many may be made in a period.
    pub per_period: u32,
    /// The period, in days.
    pub period_days: u32,
    /// How many reminders go out for one.
    pub reminders: u32,
}

/// How long collection may rest, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// For anybody.
    pub max_days: u32,
    /// In hardship.
    pub hardship_max_days: u32,
}

/// How the due dates of a running agreement may be moved; by default not at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DueDateLimits {
    /// How many times in an agreement's life.
    pub times: u32,
    /// Days later than it was that the next instalment may fall.
    pub max_days: u32,
    /// The same for one payment at once, whose discount was for paying soon.
    pub cash_days: u32,
    /// True where the day of the month may change for all that is left.
    pub day_of_month: bool,
}

/// When an unanswered question may be recalled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// Hours without an answer after which we write once; it is moved into contact hours.
    pub after_hours: u32,
    /// How often that may happen in seven days.
    pub per_week: u32,
}

/// What stands above every band and every authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ceilings {
    /// The most of fine and interest that is ever waived.
    pub charges: Rate,
    /// The most of the principal that is ever waived.
    pub principal: Rate,
    /// The most instalments that are ever granted.
    pub count: u32,
}

/// What an authority may beyond the bot's last rung.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    /// At least so much of the charges is waived on the extra rung.
    pub charges: Rate,
    /// Percentage points of the principal added to the last rung's.
    pub principal: Rate,
    /// Instalments more.
    pub count: u32,
}

/// From which facts a segment follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentRules {
    /// Late payments in twelve months that still pass as temporary.
    pub temporary_late_at_most: u32,
    /// Reasons that pass as temporary.
    pub temporary_reasons: Vec<Reason>,
    /// Late payments in twelve months from which a payer is chronic.
    pub chronic_late_from: u32,
    /// Broken agreements from which a payer is chronic.
    pub chronic_broken_from: u32,
    /// Negotiations run out of rungs from which a payer is chronic.
    pub chronic_seeking_from: u32,
}

/// What changes for a chronic payer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChronicRules {
    /// Rungs taken off the ladder's end.
    pub rungs_fewer: u32,
    /// The least down payment of a plan.
    pub down_payment: Rate,
    /// True where principal may be waived all the same.
    pub waives_principal: bool,
}

/// What changes after a broken agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenRules {
    /// Rungs taken off the ladder's end.
    pub rungs_fewer: u32,
    /// Days after the breach in which no discount of the principal is offered.
    pub no_discount_days: u32,
}

/// What changes in hardship, whatever the band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HardshipRules {
    /// At least so much of the charges is waived at once.
    pub charges: Rate,
    /// The largest count, so many times over.
    pub count_times: u32,
    /// The least instalment, where it is under the band's.
    pub min_instalment: Money,
    /// The least down payment, in place of every other.
    pub down_payment: Rate,
    /// The span to the first payment, where it is over the band's.
    pub first_due_days: u32,
    /// True where a plan bears no interest, whatever the band's rate.
    pub interest_frozen: bool,
    /// What every plan leaves of a declared income; it holds outside hardship too.
    pub protected_income: Money,
    /// True where the income is asked for when nobody knows what fits a month.
    pub ask_income: bool,
}

/// One band: whom it is for and what it allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Its name in records, such as `31-60`.
    pub name: String,
    /// The conditions that must all hold.
    pub when: When,
    /// Days an offer stands.
    pub valid_days: u32,
    /// One payment.
    pub cash: Cash,
    /// Several payments; none where the band allows none.
    pub plan: Option<Plan>,
}

/// One payment within some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cash {
    /// Days until it is due, from the day it is offered.
    pub within_days: u32,
    /// What is waived, rung by rung.
    pub ladder: Ladder,
}

/// Several payments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What is waived, rung by rung.
    pub ladder: Ladder,
    /// The most instalments.
    pub largest_count: u32,
    /// The least sum of an instalment.
    pub min_instalment: Money,
    /// The least down payment, of what is financed.
    pub down_payment: Rate,
    /// The least down payment, as a sum.
    pub down_payment_min: Money,
    /// Monthly rate; zero means equal parts.
    pub monthly_rate: Rate,
    /// The longest span to the first payment, in days.
    pub first_due_days: u32,
    /// Days of the month on which instalments may fall; empty means any.
    pub due_days: Vec<u32>,
    /// When it is late and when broken.
    pub keeping: Keeping,
}

/// What may be waived, opening first, floor last; never empty, never conceding less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder(pub(super) Vec<Rung>);

/// One step of a ladder: what is waived of charges and of principal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rung {
    /// Of fine and interest.
    pub charges: Rate,
    /// Of the principal.
    pub principal: Rate,
}

/// Conditions of a band; what is not set always holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// Days overdue of the oldest invoice.
    pub days_overdue: Bounds<u32>,
    /// Open principal, before charges, so that a night's interest moves nobody to another band.
    pub balance: Bounds<Money>,
    /// Agreements broken before.
    pub broken_agreements: Bounds<u32>,
    /// Offers already made in this negotiation.
    pub prior_offers: Bounds<u32>,
    /// Products; every chosen invoice must be of one of them.
    pub products: Option<Vec<String>>,
    /// Creditors' ids.
    pub creditors: Option<Vec<String>>,
    /// Segments.
    pub segments: Option<Vec<Segment>>,
    /// Reasons of the delay.
    pub reasons: Option<Vec<Reason>>,
}

/// A range, both ends included; an absent end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds<T> {
    /// The least value.
    pub from: Option<T>,
    /// The greatest value.
    pub to: Option<T>,
}

impl Policy {
    /// Checks a policy file whole and gives the policy.
    ///
    /// # Errors
    /// Every problem of the file at once.
    ///
    /// # Examples
    /// ```
    /// use combinado::domain::policy::Policy;
    /// use combinado::domain::problem::Source;
    /// let problems = Policy::load(&Source::new("empty.toml", "")).expect_err("nothing in it");
    /// assert!(problems.iter().any(|problem| problem.code == "policy-no-bands"));
    /// ```
    pub fn load(source: &Source) -> Result<Self, Vec<Problem>> {
        check::load(source)
    }

    /// The name that creditors refer to.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version, from 1.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Name and version, such as `standard@1`.
    pub fn reference(&self) -> String {
        self.reference.clone()
    }

    /// What deserves a look but is no mistake, with numbers.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// The balance under which nobody is contacted.
    pub fn tolerance(&self) -> Money {
        self.contact_above
    }

    /// Days without a move after which a negotiation is forgotten.
    pub fn remembered_days(&self) -> u32 {
        self.negotiating.remembered_days
    }

    /// Years after which a debt may not be collected.
    pub fn prescribed_after_years(&self) -> u32 {
        self.prescribed_after_years
    }

    /// The longest pause, in days.
    pub fn pause_days_max(&self, hardship: bool) -> u32 {
        if hardship { self.pause.hardship_max_days } else { self.pause.max_days }
    }

    /// When an unanswered question may be recalled; none where it never may.
    pub fn silence(&self) -> Option<Silence> {
        self.silence
    }

    /// What a promise may be.
    pub fn promise(&self) -> &PromiseLimits {
        &self.promise
    }

    /// How the due dates of a running agreement may be moved.
    pub fn due_date(&self) -> &DueDateLimits {
        &self.due_date
    }

    /// True where the income is asked for in hardship, when nobody knows what fits a month.
    pub fn asks_income(&self) -> bool {
        self.hardship.ask_income
    }

    /// The bands, in the order in which they are tried.
    pub fn bands(&self) -> &[Band] {
        &self.bands
    }

    /// What stands above every band and authority.
    pub fn ceilings(&self) -> Ceilings {
        self.ceilings
    }

    /// What changes in hardship, whatever the band.
    pub fn hardship(&self) -> HardshipRules {
        self.hardship
    }

    /// What every plan leaves of a declared income.
    pub fn protected_income(&self) -> Money {
        self.hardship.protected_income
    }
}

impl Ladder {
    /// The rungs, opening first.
    pub fn rungs(&self) -> &[Rung] {
        &self.0
    }

    /// Where it begins.
    pub fn opening(&self) -> Rung {
        self.0.first().copied().unwrap_or_default()
    }

    /// Where it ends for the bot.
    pub fn floor(&self) -> Rung {
        self.0.last().copied().unwrap_or_default()
    }
}

impl Rung {
    /// True where this rung waives at least as much of both.
    pub fn covers(self, other: Self) -> bool {
        self.charges >= other.charges && self.principal >= other.principal
    }
}

impl<T: PartialOrd + Copy> Bounds<T> {
    /// True where the value lies inside.
    pub fn hold(&self, value: T) -> bool {
        self.from.is_none_or(|from| value >= from) && self.to.is_none_or(|to| value <= to)
    }

    /// True where neither end is set.
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// True where every value of the other lies inside.
    pub fn contains(&self, other: &Self) -> bool {
        let from = self.from.is_none_or(|from| other.from.is_some_and(|theirs| theirs >= from));
        let to = self.to.is_none_or(|to| other.to.is_some_and(|theirs| theirs <= to));
        from && to
    }

    /// True where some value lies in both.
    pub fn meets(&self, other: &Self) -> bool {
        let below =
            |to: Option<T>, from: Option<T>| matches!((to, from), (Some(t), Some(f)) if t < f);
        !below(self.to, other.from) && !below(other.to, self.from)
    }
}
