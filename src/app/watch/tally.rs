//! Sums and medians of what happened, for a whole period or for a part of it.

/// What happened, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Cases that went to a human.
    pub cases: i64,
    /// Those of them that a human answered.
    pub answered: i64,
    /// How many minutes of desk hours half of those waited at most.
    pub median: Option<i64>,
    /// How many nine in ten of them waited at most.
    pub ninth: Option<i64>,
    /// Cases that were closed with an outcome.
    pub closed: i64,
    /// Agreements made.
    pub deals: i64,
    /// What was owed by them, in centavos.
    pub owed: i64,
    /// What is to be paid by them, in centavos.
    pub agreed: i64,
    /// What was given away: owed and not to be paid, in centavos.
    pub discount: i64,
    /// Payments that came in.
    pub payments: i64,
    /// Their sum, in centavos.
    pub recovered: i64,
    /// Cases closed as a complaint.
    pub complaints: i64,
    /// Customers who asked for silence.
    pub silences: i64,
}

/// Sums on their way: the waits are kept until all are known.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    sums: Sums,
    waits: Vec<i64>,
}

impl Tally {
    /// Counts a case, with the minutes of desk hours it waited where it was answered.
    pub fn case(&mut self, waited: Option<i64>) {
        self.sums.cases += 1;
        if let Some(minutes) = waited {
            self.sums.answered += 1;
            self.waits.push(minutes);
        }
    }

    /// Counts a closed case.
    pub fn end(&mut self, is_complaint: bool) {
        self.sums.closed += 1;
        self.sums.complaints += i64::from(is_complaint);
    }

    /// Counts an agreement: what was owed, and what is to be paid.
    pub fn deal(&mut self, owed: i64, total: i64) {
        self.sums.deals += 1;
        self.sums.owed += owed;
        self.sums.agreed += total;
        // A plan may cost more than what is owed: that is no discount taken back.
        self.sums.discount += (owed - total).max(0);
    }

    /// Counts a payment.
    pub fn receipt(&mut self, amount: i64) {
        self.sums.payments += 1;
        self.sums.recovered += amount;
    }

    /// Counts a customer who asked for silence.
    pub fn silence(&mut self) {
        self.sums.silences += 1;
    }

    /// The sums.
    pub fn done(mut self) -> Sums {
        self.waits.sort_unstable();
        self.sums.median = at_most(&self.waits, 5);
        self.sums.ninth = at_most(&self.waits, 9);
        self.sums
    }
}

/// The smallest value that so many tenths are not above, as nearest rank has it.
fn at_most(sorted: &[i64], tenths: usize) -> Option<i64> {
    let rank = (sorted.len() * tenths).div_ceil(10);
    sorted.get(rank.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_a_wait_that_happened() {
        assert_eq!(at_most(&[], 5), None);
        assert_eq!(at_most(&[7], 5), Some(7));
        assert_eq!(at_most(&[1, 9], 5), Some(1));
        assert_eq!(at_most(&[1, 2, 9], 5), Some(2));
        assert_eq!(at_most(&(1..=10).collect::<Vec<_>>(), 9), Some(9));
        assert_eq!(at_most(&(1..=11).collect::<Vec<_>>(), 9), Some(10));
    }

    #[test]
    fn a_plan_that_costs_more_gives_nothing_away() {
        let mut tally = Tally::default();
        tally.deal(1000, 900);
        tally.deal(1000, 1200);

        let sums = tally.done();

        assert_eq!((sums.owed, sums.agreed, sums.discount), (2000, 2100, 100));
    }
}
