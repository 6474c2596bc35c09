//! Two sets of rules met by the same customers: what differs, and how sure that is.
//!
//! Customer by customer the same seed draws the same person and the same debt, so what is compared
//! are differences within pairs. The interval is that of the mean of paired differences, by the
//! normal approximation (NIST/SEMATECH e-Handbook of Statistical Methods, 7.3.1.1), 1.96 standard
//! errors to each side, in whole numbers throughout.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::people::Kind;
use super::{Tally, World};
use crate::domain::money::Money;
use crate::domain::policy::policy::Rung;
use crate::domain::policy::{Family, Offer, Policy};

/// Pairs below which the normal approximation is not to be trusted.
pub const FEWEST: u64 = 30;

/// In hundredths, how many standard errors an interval reaches to each side.
const REACH: i128 = 196;

/// What is measured of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// They agreed.
    Agreed,
    /// What they agreed to pay.
    AgreedTotal,
    /// What agreements ask less than was owed.
    Discount,
    /// They paid the first part.
    PaidFirst,
    /// What came in.
    Recovered,
    /// Their agreement broke.
    Broken,
    /// They went to a human.
    HandedOff,
    /// In hardship: they agreed.
    HardAgreed,
    /// In hardship: they were left in peace until a day.
    HardPaused,
    /// In hardship: they went to a human.
    HardHandedOff,
    /// In hardship: their agreement broke.
    HardBroken,
}

/// What a measure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Customers.
    Customers,
    /// Centavos.
    Sum,
}

/// One measure over all pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// How many pairs.
    pub pairs: u64,
    /// The sum on the first side, in customers or centavos.
    pub before: i128,
    /// The sum on the second side.
    pub after: i128,
    /// The squares of the differences, summed.
    squares: i128,
}

/// A difference with its interval, in hundredths of a customer or of a centavo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The difference of the sums.
    pub middle: i128,
    /// Its lower end.
    pub low: i128,
    /// Its upper end.
    pub high: i128,
}

/// What an interval tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// All of it lies above zero.
    More,
    /// All of it lies below zero.
    Less,
    /// Zero lies within: nobody can say.
    Unsure,
    /// No pair differs at all.
    Same,
}

/// Everything measured over pairs of cases; adding is all that is done with it, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    measures: BTreeMap<Measure, Compared>,
    /// Offers and agreements under what the policy's bands allow, on both sides: never any.
    pub below_floor: (u64, u64),
}

impl Measure {
    /// Every measure, in the order of tables.
    pub const ALL: [Self; 11] = [
        Self::Agreed,
        Self::AgreedTotal,
        Self::Discount,
        Self::PaidFirst,
        Self::Recovered,
        Self::Broken,
        Self::HandedOff,
        Self::HardAgreed,
        Self::HardPaused,
        Self::HardHandedOff,
        Self::HardBroken,
    ];

    /// The code of texts and answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::AgreedTotal => "agreed-total",
            Self::Discount => "discount",
            Self::PaidFirst => "paid-first",
            Self::Recovered => "recovered",
            Self::Broken => "broken",
            Self::HandedOff => "handed-off",
            Self::HardAgreed => "hardship-agreed",
            Self::HardPaused => "hardship-paused",
            Self::HardHandedOff => "hardship-handed-off",
            Self::HardBroken => "hardship-broken",
        }
    }

    /// What it counts.
    pub const fn unit(self) -> Unit {
        match self {
            Self::AgreedTotal | Self::Discount | Self::Recovered => Unit::Sum,
            Self::Agreed
            | Self::PaidFirst
            | Self::Broken
            | Self::HandedOff
            | Self::HardAgreed
            | Self::HardPaused
            | Self::HardHandedOff
            | Self::HardBroken => Unit::Customers,
        }
    }

    /// True where only customers in hardship are looked at.
    pub const fn is_of_hardship(self) -> bool {
        match self {
            Self::HardAgreed | Self::HardPaused | Self::HardHandedOff | Self::HardBroken => true,
            Self::Agreed
            | Self::AgreedTotal
            | Self::Discount
            | Self::PaidFirst
            | Self::Recovered
            | Self::Broken
            | Self::HandedOff => false,
        }
    }

    fn of(self, tally: &Tally) -> i128 {
        let count = match self {
            Self::AgreedTotal => return tally.agreed_total.in_centavos().into(),
            Self::Discount => return tally.discount.in_centavos().into(),
            Self::Recovered => return tally.recovered.in_centavos().into(),
            Self::Agreed | Self::HardAgreed => tally.agreed,
            Self::PaidFirst => tally.paid_first,
            Self::Broken | Self::HardBroken => tally.broken,
            Self::HandedOff | Self::HardHandedOff => tally.handed_off,
            Self::HardPaused => tally.paused,
        };
        count.into()
    }
}

impl Compared {
    fn count(&mut self, (before, after): (i128, i128)) {
        self.pairs += 1;
        self.before += before;
        self.after += after;
        self.squares += (after - before) * (after - before);
    }

    fn add(&mut self, other: &Self) {
        self.pairs += other.pairs;
        self.before += other.before;
        self.after += other.after;
        self.squares += other.squares;
    }

    /// The difference of the sums with its 95 % interval; none with fewer than [`FEWEST`] pairs.
    pub fn interval(&self) -> Option<Interval> {
        if self.pairs < FEWEST {
            return None;
        }
        let (pairs, sum) = (i128::from(self.pairs), self.after - self.before);
        // n times the variance of a difference is the variance of their sum.
        let variance = pairs * self.squares - sum * sum;
        let half = (variance * REACH * REACH / (pairs - 1)).max(0).isqrt();
        let middle = sum * 100;
        Some(Interval { middle, low: middle - half, high: middle + half })
    }

    /// What may be said of the difference; [`Sure::Unsure`] with too few pairs.
    pub fn sure(&self) -> Sure {
        if self.squares == 0 {
            return Sure::Same;
        }
        match self.interval() {
            Some(interval) if interval.low > 0 => Sure::More,
            Some(interval) if interval.high < 0 => Sure::Less,
            Some(_) | None => Sure::Unsure,
        }
    }
}

impl Pairs {
    /// Counts the two cases of one customer.
    pub fn count(&mut self, kind: Kind, [before, after]: [&Met; 2]) {
        for measure in Measure::ALL {
            if !measure.is_of_hardship() || kind == Kind::Hardship {
                let pair = (measure.of(&before.tally), measure.of(&after.tally));
                self.measures.entry(measure).or_default().count(pair);
            }
        }
        self.below_floor.0 += before.below_floor;
        self.below_floor.1 += after.below_floor;
    }

    /// Adds another's counts.
    pub fn add(&mut self, other: &Self) {
        for (measure, compared) in &other.measures {
            self.measures.entry(*measure).or_default().add(compared);
        }
        self.below_floor.0 += other.below_floor.0;
        self.below_floor.1 += other.below_floor.1;
    }

    /// One measure.
    pub fn of(&self, measure: Measure) -> Compared {
        self.measures.get(&measure).copied().unwrap_or_default()
    }
}

/// What came of a case under some rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// Its counts.
    pub tally: Tally,
    /// Offers under what the policy's bands allow.
    pub below_floor: u64,
}

impl Met {
    /// Counts a case, and looks its offers over.
    pub fn of(tally: Tally, world: &World) -> Self {
        let made = &world.state().negotiation.made;
        let low = made.iter().filter(|offer| is_below(&world.rules().policy, offer)).count();
        Self { tally, below_floor: u64::try_from(low).unwrap_or(u64::MAX) }
    }
}

/// True where an offer asks for less than any rung of its band allows.
///
/// Worked out from the file's percentages and what was owed, without the engine that makes offers.
fn is_below(policy: &Policy, offer: &Offer) -> bool {
    let (name, is_eased) = match offer.band.strip_suffix("+hardship") {
        Some(name) => (name, true),
        None => (offer.band.as_str(), false),
    };
    let Some(band) = policy.bands().iter().find(|band| band.name == name) else { return true };
    let rungs = match (offer.family, &band.plan) {
        (Family::Cash, _) => band.cash.ladder.rungs(),
        (Family::Plan, Some(plan)) => plan.ladder.rungs(),
        (Family::Plan, None) => return true,
    };
    let most = |part: fn(&Rung) -> Decimal| rungs.iter().map(part).max().unwrap_or_default();
    let mut charges = most(|rung| rung.charges.as_percent());
    if is_eased {
        charges = charges.max(policy.hardship().charges.as_percent());
    }
    let charges = charges.min(policy.ceilings().charges.as_percent());
    let principal = most(|rung| rung.principal.as_percent());
    let principal = principal.min(policy.ceilings().principal.as_percent());
    let kept = |sum: Money, waived: Decimal| sum.as_decimal() * (Decimal::ONE_HUNDRED - waived);
    let least = kept(offer.owed.principal, principal)
        + kept(offer.owed.fine, charges)
        + kept(offer.owed.interest, charges);
    offer.total.as_decimal() * Decimal::ONE_HUNDRED < least
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(pairs: &[(i128, i128)]) -> Compared {
        let mut all = Compared::default();
        for pair in pairs {
            all.count(*pair);
        }
        all
    }

    #[test]
    fn the_interval_is_the_one_worked_out_by_hand() {
        // 100 pairs: 20 times one more, 80 times the same. The mean is 0.2, the variance of a
        // difference 100/99 × 0.16, so 1.96 standard errors of the sum are 1.96 × √(100 × 0.161616).
        let pairs: Vec<_> = (0..100).map(|n| (0, i128::from(n < 20))).collect();

        let interval = compared(&pairs).interval().expect("enough");

        assert_eq!(interval, Interval { middle: 2000, low: 2000 - 787, high: 2000 + 787 });
        assert_eq!(compared(&pairs).sure(), Sure::More);
    }

    #[test]
    fn what_cancels_out_is_unsure_and_what_is_the_same_is_the_same() {
        let pairs: Vec<_> = (0..100).map(|n| (n % 2, (n + 1) % 2)).collect();
        assert_eq!(compared(&pairs).sure(), Sure::Unsure);
        let same: Vec<_> = (0..100).map(|n| (n, n)).collect();
        assert_eq!(compared(&same).sure(), Sure::Same);
        let less: Vec<_> = (0..100).map(|n| (n, n - 3)).collect();
        assert_eq!(compared(&less).sure(), Sure::Less);
    }

    #[test]
    fn few_pairs_tell_nothing() {
        let pairs = vec![(0, 1_000); 29];
        assert_eq!(compared(&pairs).interval(), None);
        assert_eq!(compared(&pairs).sure(), Sure::Unsure);
    }

    #[test]
    fn halves_added_are_the_whole() {
        let all: Vec<_> = (0..60).map(|n| (n * 7 % 13, n * 5 % 11)).collect();
        let (one, other) = all.split_at(25);
        let mut sum = compared(one);
        sum.add(&compared(other));

        assert_eq!(sum, compared(&all));
    }
}
