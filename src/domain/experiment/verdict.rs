//! What came of an experiment, and whether it may be told already.
//!
//! Whether an arm has more people pay is asked five times at most: when each fifth of the customers that
//! it takes had their days to pay. Which customers those are does not depend on when somebody looks, so
//! that looking often finds nothing that is not there. Harm is asked always.

use super::stats::{self, Interval, LOOKS, Part};
use super::{Experiment, Guard};

/// What became of a customer who takes part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is told of a customer, and none of another"
)]
pub struct Fate {
    /// The place of their arm; control is the first.
    pub arm: usize,
    /// True where their days to pay are over, and money had the time to come in.
    pub is_ready: bool,
    /// True where they agreed on something.
    pub agreed: bool,
    /// True where they paid its first instalment.
    pub paid: bool,
    /// True where they complained.
    pub complained: bool,
    /// True where they asked not to be written to.
    pub opted_out: bool,
    /// True where their case went to a human.
    pub handed_off: bool,
}

/// What is counted of an arm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many customers are in it.
    pub all: u32,
    /// How many of them had their days to pay.
    pub ready: u32,
    /// How many of these paid the first instalment.
    pub paid: u32,
    /// How many of all agreed on something.
    pub agreed: u32,
    /// How many of all complained.
    pub complaints: u32,
    /// How many of all asked not to be written to.
    pub opt_outs: u32,
    /// How many of all went to a human.
    pub handoffs: u32,
}

/// What must not get worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// Complaints.
    Complaints,
    /// Customers who ask not to be written to.
    OptOuts,
    /// Cases that go to a human.
    Handoffs,
}

/// What may be told of whether an arm has more people pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is too early.
    Early,
    /// More people paid.
    Better,
    /// Fewer people paid.
    Worse,
    /// All who were needed took part, and no difference shows.
    Even,
}

/// What may be told of an arm beside control.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The arm's place.
    pub arm: usize,
    /// By how much more people paid, as it looks now.
    pub more: Interval,
    /// Whether that may be believed.
    pub outcome: Outcome,
    /// What it harms beyond its bound.
    pub harms: Vec<Harm>,
}

/// What came of an experiment.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// What is counted, arm by arm.
    pub counts: Vec<Count>,
    /// What may be told, arm by arm but control.
    pub told: Vec<Told>,
    /// True where customers were not split as they should have been: nothing else may be believed.
    pub is_skewed: bool,
    /// How many customers it takes.
    pub size: u32,
    /// How many of them had their days to pay.
    pub ready: u32,
    /// How many there must be for the next look; none where all were taken.
    pub next: Option<u32>,
}

impl Harm {
    /// All, in the order of pages.
    pub const ALL: [Self; 3] = [Self::Complaints, Self::OptOuts, Self::Handoffs];

    /// The code of texts and rows.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Complaints => "complaints",
            Self::OptOuts => "opt_outs",
            Self::Handoffs => "handoffs",
        }
    }

    /// How often it happened in an arm.
    pub const fn of(self, count: &Count) -> u32 {
        match self {
            Self::Complaints => count.complaints,
            Self::OptOuts => count.opt_outs,
            Self::Handoffs => count.handoffs,
        }
    }

    /// By how many percent more often it may happen.
    pub const fn bound(self, guard: &Guard) -> u32 {
        match self {
            Self::Complaints => guard.complaints,
            Self::OptOuts => guard.opt_outs,
            Self::Handoffs => guard.handoffs,
        }
    }
}

impl Verdict {
    /// True where somebody should stop the experiment.
    pub fn harms(&self) -> bool {
        self.told.iter().any(|told| !told.harms.is_empty())
    }
}

impl Experiment {
    /// How many customers it takes in all.
    pub fn size(&self) -> u32 {
        let parts: f64 = self.arms.iter().map(|arm| f64::from(arm.weight)).sum();
        let part = |weight: u32| f64::from(weight) / parts.max(1.0);
        let control = self.arms.first().map_or(1, |arm| arm.weight);
        let smallest = self.arms.iter().skip(1).map(|arm| arm.weight).min().unwrap_or(1);
        let comparisons = self.arms.len().saturating_sub(1);
        stats::size((self.expect, self.detect), (part(smallest), part(control)), comparisons)
    }

    /// Judges what became of those who took part, in the order in which they came.
    pub fn judge(&self, fates: &[Fate]) -> Verdict {
        let counts = counted(self.arms.len(), fates);
        let size = self.size();
        let ready = fates.iter().take_while(|fate| fate.is_ready).count();
        let ready = u32::try_from(ready).unwrap_or(u32::MAX);
        let next = (1..=LOOKS).map(|look| stats::by_look(size, look)).find(|many| *many > ready);
        let split: Vec<(u32, u32)> =
            counts.iter().zip(&self.arms).map(|(count, arm)| (count.all, arm.weight)).collect();
        let told = (1..self.arms.len()).map(|arm| self.told(arm, (fates, &counts), (size, ready)));
        Verdict {
            told: told.collect(),
            is_skewed: stats::is_skewed(&split),
            counts,
            size,
            ready,
            next,
        }
    }

    fn told(
        &self,
        arm: usize,
        (fates, counts): (&[Fate], &[Count]),
        (size, ready): (u32, u32),
    ) -> Told {
        let comparisons = self.arms.len().saturating_sub(1);
        let mut outcome = Outcome::Early;
        for look in (1..=LOOKS).filter(|look| stats::by_look(size, *look) <= ready) {
            let many = usize::try_from(stats::by_look(size, look)).unwrap_or(usize::MAX);
            let then = counted(self.arms.len(), fates.get(..many).unwrap_or(fates));
            let (ours, control) = (paid(&then, arm), paid(&then, 0));
            if stats::is_beyond(ours, control, (look, comparisons)) {
                let is_more = ours.rate() > control.rate();
                outcome = if is_more { Outcome::Better } else { Outcome::Worse };
                break;
            }
            if look == LOOKS {
                outcome = Outcome::Even;
            }
        }
        Told {
            arm,
            more: stats::difference(paid(counts, arm), paid(counts, 0)),
            outcome,
            harms: self.harms(arm, counts),
        }
    }

    fn harms(&self, arm: usize, counts: &[Count]) -> Vec<Harm> {
        let weight = |place: usize| self.arms.get(place).map_or(1, |arm| arm.weight);
        let comparisons = self.arms.len().saturating_sub(1) * Harm::ALL.len();
        let questions = f64::from(u32::try_from(comparisons).unwrap_or(1));
        let (Some(ours), Some(control)) = (counts.get(arm), counts.first()) else {
            return Vec::new();
        };
        let is_harmed = |harm: &Harm| {
            let more = 1.0 + f64::from(harm.bound(&self.guard)) / 100.0;
            let counts = (harm.of(ours), harm.of(control));
            stats::harm(counts, (weight(arm), weight(0)), more) >= questions / stats::FALSE_ALARMS
        };
        Harm::ALL.into_iter().filter(is_harmed).collect()
    }
}

fn paid(counts: &[Count], arm: usize) -> Part {
    let count = counts.get(arm).copied().unwrap_or_default();
    Part { some: count.paid, of: count.ready }
}

fn counted(arms: usize, fates: &[Fate]) -> Vec<Count> {
    let mut counts = vec![Count::default(); arms];
    for fate in fates {
        let Some(count) = counts.get_mut(fate.arm) else { continue };
        count.all += 1;
        count.ready += u32::from(fate.is_ready);
        count.paid += u32::from(fate.is_ready && fate.paid);
        count.agreed += u32::from(fate.agreed);
        count.complaints += u32::from(fate.complained);
        count.opt_outs += u32::from(fate.opted_out);
        count.handoffs += u32::from(fate.handed_off);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::super::testing::two_ways;
    use super::*;

    /// Numbers that look drawn by chance, the same each time.
    struct Lots(u64);

    impl Lots {
        fn below(&mut self, percent: u64) -> bool {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.0;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (mixed ^ (mixed >> 31)) % 1_000 < percent * 10
        }
    }

    /// A whole experiment: how many of a hundred pay and complain, in control and in the other arm.
    fn whole(seed: u64, many: u32, pay: [u64; 2], complain: [u64; 2]) -> Vec<Fate> {
        let mut lots = Lots(seed.wrapping_mul(0x1234_5678_9abc_def1));
        let fate = |_| {
            let arm = usize::from(lots.below(50));
            Fate {
                arm,
                is_ready: true,
                paid: lots.below(pay[arm]),
                complained: lots.below(complain[arm]),
                ..Fate::default()
            }
        };
        (0..many).map(fate).collect()
    }

    /// What is told of the other arm when somebody looks after every tenth of the customers.
    fn watched(fates: &[Fate]) -> (Vec<Outcome>, bool) {
        let experiment = two_ways();
        let step = fates.len().div_ceil(10).max(1);
        let mut outcomes = Vec::new();
        let mut harmed = false;
        for many in (1..=10).map(|tenth| fates.len().min(tenth * step)) {
            let verdict = experiment.judge(&fates[..many]);
            outcomes.push(verdict.told[0].outcome);
            harmed |= verdict.harms();
        }
        (outcomes, harmed)
    }

    #[test]
    fn where_nothing_differs_looking_often_finds_something_once_in_twenty_at_most() {
        let size = two_ways().size();
        let (mut told, mut harmed) = (0, 0);
        for seed in 1..=1_000 {
            let (outcomes, harm) = watched(&whole(seed, size, [20, 20], [5, 5]));
            let is_told = |it: &Outcome| matches!(it, Outcome::Better | Outcome::Worse);
            told += u32::from(outcomes.iter().any(is_told));
            harmed += u32::from(harm);
        }

        // Fifty of a thousand, and three times what chance does to that.
        assert!(told <= 50 + 21, "{told} of 1000");
        assert!(harmed <= 50 + 21, "{harmed} of 1000");
        assert!(told > 20, "a rule that never tells anything is none: {told}");
    }

    #[test]
    fn a_difference_that_matters_is_seen_four_times_of_five_and_never_unsaid() {
        let size = two_ways().size();
        let mut seen = 0;
        for seed in 1..=400 {
            let (outcomes, _) = watched(&whole(seed, size, [20, 30], [5, 5]));
            let first = outcomes.iter().position(|it| *it == Outcome::Better);
            seen += u32::from(first.is_some());
            if let Some(first) = first {
                assert!(outcomes[first..].iter().all(|it| *it == Outcome::Better));
            }
        }

        assert!(seen > 400 * 3 / 4, "{seen} of 400");
    }

    #[test]
    fn harm_is_told_before_the_experiment_is_through() {
        let size = two_ways().size();
        let mut seen = 0;
        for seed in 1..=100 {
            let (outcomes, harmed) = watched(&whole(seed, size / 2, [20, 20], [5, 25]));
            assert!(outcomes.iter().all(|it| *it != Outcome::Even));
            seen += u32::from(harmed);
        }

        assert!(seen > 80, "{seen} of 100");
    }

    #[test]
    fn who_has_days_left_to_pay_is_counted_and_not_judged() {
        let mut fates = whole(7, 400, [20, 90], [0, 0]);
        for fate in fates.iter_mut().skip(100) {
            fate.is_ready = false;
        }
        let verdict = two_ways().judge(&fates);

        assert_eq!(verdict.ready, 100);
        assert_eq!(verdict.counts.iter().map(|it| it.all).sum::<u32>(), 400);
        assert_eq!(verdict.counts.iter().map(|it| it.ready).sum::<u32>(), 100);
        assert_eq!(verdict.told[0].outcome, Outcome::Early, "the first look is not reached");
        assert_eq!(verdict.next, Some(stats::by_look(verdict.size, 1)));
    }

    #[test]
    fn a_split_gone_wrong_is_told() {
        let mut fates = whole(3, 500, [20, 20], [5, 5]);
        fates.retain(|fate| fate.arm == 0 || fate.paid);
        assert!(two_ways().judge(&fates).is_skewed);
        assert!(!two_ways().judge(&whole(3, 500, [20, 20], [5, 5])).is_skewed);
    }
}
