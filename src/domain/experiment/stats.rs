//! The sums of experiments: intervals, the size that is needed, bounds of looks, harm, the split.
//!
//! Sources: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22
//! (1927); R. G. Newcombe, "Interval estimation for the difference between independent proportions",
//! Statistics in Medicine 17 (1998), method 10; P. C. O'Brien and T. R. Fleming, "A multiple testing
//! procedure for clinical trials", Biometrics 35 (1979), with constants as in C. Jennison and B. W.
//! Turnbull, Group Sequential Methods (2000), table 2.3; M. Lindon and A. Malek, "Anytime-valid inference
//! for multinomial count data", Advances in Neural Information Processing Systems 35 (2022), for harm.

/// How often it is looked whether an experiment is decided: after each fifth of its size.
pub const LOOKS: u32 = 5;

/// How often, of a hundred, an experiment may tell a difference where there is none.
pub const FALSE_ALARMS: f64 = 0.05;

/// What of the normal distribution 95 % lie within.
const Z95: f64 = 1.959_964;

/// How far up of the normal distribution 80 % lie: a difference that is there is seen so often.
const POWER: f64 = 0.841_621;

/// By how much looking in between makes an experiment larger.
const LOOKING: f64 = 1.03;

/// The constants of O'Brien and Fleming for five looks and 5 % over one, two and three comparisons, and
/// what of the normal distribution each leaves out on both sides.
const BOUNDS: [(f64, f64); 3] = [(2.040_07, 1.959_96), (2.303_41, 2.241_40), (2.447_81, 2.393_98)];

/// What chi-square exceeds once in a thousand, for two, three and four arms.
const SPLIT: [f64; 3] = [10.828, 13.816, 16.266];

/// How finely harm is summed up.
const STEPS: u32 = 1_000;

/// Some of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Some.
    pub some: u32,
    /// Of so many.
    pub of: u32,
}

/// A value with the ends of its interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The value.
    pub at: f64,
    /// The upper end.
    pub high: f64,
}

impl Part {
    /// The part; zero of nobody.
    pub fn rate(self) -> f64 {
        if self.of == 0 { 0.0 } else { f64::from(self.some) / f64::from(self.of) }
    }

    /// The part with its interval of 95 %, by Wilson.
    pub fn wilson(self) -> Interval {
        if self.of == 0 {
            return Interval { low: 0.0, at: 0.0, high: 1.0 };
        }
        let (n, p, zz) = (f64::from(self.of), self.rate(), Z95 * Z95);
        let middle = p + zz / (2.0 * n);
        let reach = Z95 * (p * (1.0 - p) / n + zz / (4.0 * n * n)).sqrt();
        let (low, high) = ((middle - reach) / (1.0 + zz / n), (middle + reach) / (1.0 + zz / n));
        Interval { low: low.max(0.0), at: p, high: high.min(1.0) }
    }
}

/// By how much more than in control, with its interval of 95 %, by Newcombe.
///
/// # Examples
/// ```
/// # use combinado::domain::experiment::stats::{Part, difference};
/// // The example of Newcombe (1998): 56/70 against 48/80.
/// let found = difference(Part { some: 56, of: 70 }, Part { some: 48, of: 80 });
/// assert!((found.at - 0.2).abs() < 1e-9);
/// assert!((found.low - 0.0524).abs() < 5e-5 && (found.high - 0.3339).abs() < 5e-5);
/// ```
pub fn difference(arm: Part, control: Part) -> Interval {
    let (one, other) = (arm.wilson(), control.wilson());
    let at = one.at - other.at;
    let root = |a: f64, b: f64| (a * a + b * b).sqrt();
    Interval {
        low: at - root(one.at - one.low, other.high - other.at),
        at,
        high: at + root(one.high - one.at, other.at - other.low),
    }
}

/// How many customers it takes in all to see a difference that matters four times of five.
///
/// `smallest` is the part of all that the smallest arm gets, `control` that of control.
pub fn size(
    (expect, detect): (u32, u32),
    (smallest, control): (f64, f64),
    comparisons: usize,
) -> u32 {
    let (before, after) = (f64::from(expect) / 100.0, f64::from(expect + detect) / 100.0);
    let spread = before * (1.0 - before) / control + after * (1.0 - after) / smallest;
    let (_, z) = bound(comparisons);
    let reach = (z + POWER) / (after - before);
    up(reach * reach * spread * LOOKING)
}

/// How many there are by a look, counted from one.
pub fn by_look(size: u32, look: u32) -> u32 {
    up(f64::from(size) * f64::from(look) / f64::from(LOOKS))
}

/// True where the difference at a look is beyond what chance does.
pub fn is_beyond(arm: Part, control: Part, (look, comparisons): (u32, usize)) -> bool {
    let (constant, _) = bound(comparisons);
    let limit = constant * (f64::from(LOOKS) / f64::from(look.max(1))).sqrt();
    score(arm, control).abs() >= limit
}

/// How many standard errors the arm is from control, were both one.
fn score(arm: Part, control: Part) -> f64 {
    let all = Part { some: arm.some + control.some, of: arm.of + control.of };
    let p = all.rate();
    if arm.of == 0 || control.of == 0 {
        return 0.0;
    }
    let error = (p * (1.0 - p) * (1.0 / f64::from(arm.of) + 1.0 / f64::from(control.of))).sqrt();
    if error > 0.0 { (arm.rate() - control.rate()) / error } else { 0.0 }
}

fn bound(comparisons: usize) -> (f64, f64) {
    let last = BOUNDS.len() - 1;
    BOUNDS.get(comparisons.saturating_sub(1).min(last)).copied().unwrap_or((2.447_81, 2.393_98))
}

/// How strongly counts speak for an arm's doing more harm than `more` times control's, whenever one looks:
/// where it does not, this ever comes to `1 / a` with a chance of at most `a`.
///
/// Of all to whom it happened, the part that is the arm's must be the arm's part of all, were both alike;
/// this weighs every larger part alike against that.
pub fn harm((arm, control): (u32, u32), (weight, others): (u32, u32), more: f64) -> f64 {
    let ours = f64::from(weight) * more;
    let fair = ours / (ours + f64::from(others));
    let (x, y) = (f64::from(arm), f64::from(control));
    let width = (1.0 - fair) / f64::from(STEPS);
    let mut sum = 0.0;
    for step in 0..STEPS {
        let part = fair + width * (f64::from(step) + 0.5);
        sum += (x * (part / fair).ln() + y * ((1.0 - part) / (1.0 - fair)).ln()).exp();
    }
    sum / f64::from(STEPS)
}

/// True where customers were not split as they should have been: by chance once in a thousand.
pub fn is_skewed(counts: &[(u32, u32)]) -> bool {
    let all: f64 = counts.iter().map(|(count, _)| f64::from(*count)).sum();
    let parts: f64 = counts.iter().map(|(_, weight)| f64::from(*weight)).sum();
    if all == 0.0 || parts == 0.0 || counts.len() < 2 {
        return false;
    }
    let square = counts.iter().map(|(count, weight)| {
        let fair = all * f64::from(*weight) / parts;
        (f64::from(*count) - fair).powi(2) / fair
    });
    let limit = SPLIT.get(counts.len() - 2).copied().unwrap_or(16.266);
    square.sum::<f64>() > limit
}

/// The next whole number.
fn up(number: f64) -> u32 {
    // Digits are read, for a cast may lose some; what is no number of people is the most there may be.
    format!("{:.0}", number.ceil()).parse().unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64, by: f64) -> bool {
        (a - b).abs() < by
    }

    #[test]
    fn the_interval_is_wilsons() {
        // Newcombe (1998), table I: 81 of 263, and 0 of 20.
        let found = Part { some: 81, of: 263 }.wilson();
        assert!(near(found.low, 0.2553, 5e-5) && near(found.high, 0.3662, 5e-5), "{found:?}");
        let found = Part { some: 0, of: 20 }.wilson();
        assert!(near(found.low, 0.0, 1e-9) && near(found.high, 0.1611, 5e-5), "{found:?}");
    }

    #[test]
    fn the_size_is_that_of_the_textbook_and_grows_with_less_to_see() {
        // 20 % against 30 %, two equal arms: (1.96 + 0.84)² · (0.16 + 0.21) / 0.1² = 291 each, and 3 % more.
        let found = size((20, 10), (0.5, 0.5), 1);
        assert!(found.abs_diff(598) < 4, "{found}");
        assert!(size((20, 5), (0.5, 0.5), 1) > 3 * found);
        assert!(size((20, 10), (1.0 / 3.0, 1.0 / 3.0), 2) > found);
    }

    #[test]
    fn early_looks_want_more_than_late_ones() {
        let (arm, control) = (Part { some: 80, of: 300 }, Part { some: 52, of: 300 });
        assert!(!is_beyond(arm, control, (1, 1)), "2.8 standard errors are little at first");
        assert!(is_beyond(arm, control, (4, 1)));
        assert!(!is_beyond(Part::default(), Part::default(), (5, 1)));
    }

    #[test]
    fn harm_is_seen_soon_where_it_is_and_not_where_it_is_not() {
        assert!(harm((30, 10), (1, 1), 1.0) > 60.0);
        assert!(harm((20, 20), (1, 1), 1.0) < 1.0);
        assert!(harm((10, 30), (1, 1), 1.0) < 1.0, "less harm is no harm");
        assert!(harm((30, 10), (1, 1), 2.0) < 20.0, "twice as much was said to be fine");
        assert!(harm((30, 10), (3, 1), 1.0) < 1.0, "three of four are the arm's");
        assert!(near(harm((0, 0), (1, 1), 1.0), 1.0, 1e-9));
        assert!(harm((60_000, 60_100), (1, 1), 1.0) < 1.0);
    }

    #[test]
    fn a_split_that_is_not_as_it_should_be_is_seen() {
        assert!(!is_skewed(&[(5_000, 1), (5_100, 1)]));
        assert!(is_skewed(&[(5_000, 1), (5_500, 1)]));
        assert!(!is_skewed(&[(1_000, 1), (2_950, 3)]));
        assert!(!is_skewed(&[(0, 1), (0, 1)]));
    }
}
