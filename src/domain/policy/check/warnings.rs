//! What a policy may say but somebody should look at.
//!
//! The best total that falls across a band's edge rewards waiting: the warning gives the numbers
//! for a debt of R$ 1,000 at 2 % fine and 1 % a month. (For chronic payers the engine keeps the
//! dearer total anyway.)

use super::super::policy::{Band, Policy, Rung, When};
use crate::domain::money::{Money, Rate, Rounding};
use crate::domain::problem::{Problem, Source};

const SAMPLE: Money = Money::reais(1000);

/// Every warning of a policy without problems.
pub(super) fn find(source: &Source, policy: &Policy) -> Vec<Problem> {
    let mut warnings: Vec<Problem> =
        policy.bands.iter().filter_map(|band| edge(source, policy, band)).collect();
    warnings.extend(policy.bands.iter().flat_map(|band| ladders(source, policy, band)));
    warnings
}

fn edge(source: &Source, policy: &Policy, band: &Band) -> Option<Problem> {
    let day = band.when.days_overdue.to?;
    let next = policy.bands.iter().find(|next| follows(&band.when, &next.when, day + 1))?;
    let (before, after) = (best(policy, band, day), best(policy, next, day + 1));
    if after >= before {
        return None;
    }
    let problem = place(source, next).with("band", &band.name).with("next", &next.name);
    let problem = problem.with("day", day).with("next_day", day + 1).with("debt", reais(SAMPLE));
    Some(problem.with("before", reais(before)).with("after", reais(after)))
}

/// A sum as the words of problems have it: `1.000,00`.
fn reais(sum: Money) -> String {
    let plain = sum.to_string();
    let (whole, centavos) = plain.split_once('.').unwrap_or((&plain, "00"));
    let mut told = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            told.push('.');
        }
        told.push(digit);
    }
    format!("{told},{centavos}")
}

/// A warning about a band, on the line of its name.
fn place(source: &Source, band: &Band) -> Problem {
    let code = "policy-waiting-pays";
    let quoted = format!("\"{}\"", band.name);
    match source.text.find(&quoted) {
        Some(start) => source.problem_at(code, start..start + quoted.len()),
        None => source.problem(code),
    }
}

/// True where a case of one band is a day later a case of the other.
fn follows(when: &When, next: &When, day: u32) -> bool {
    let own = When { days_overdue: next.days_overdue, ..when.clone() };
    next.days_overdue.hold(day) && (own == *next || next.is_open())
}

fn best(policy: &Policy, band: &Band, days: u32) -> Money {
    let reach = usize::try_from(policy.negotiating.concessions).unwrap_or(usize::MAX);
    let rungs = band.cash.ladder.rungs();
    let rung = rungs.get(reach.min(rungs.len().saturating_sub(1))).copied().unwrap_or_default();
    let fine = Rate::whole_percent(2).of(SAMPLE, Rounding::Down);
    let monthly = Rate::whole_percent(1).as_fraction() * rust_decimal::Decimal::from(days);
    let interest = Rate::fraction(monthly / rust_decimal::Decimal::from(30));
    let interest = interest.of(SAMPLE, Rounding::Down);
    let asked = |sum: Money, waived: Rate| sum - waived.of(sum, Rounding::Down);
    let Rung { charges, principal } = rung;
    asked(fine, charges) + asked(interest, charges) + asked(SAMPLE, principal)
}

fn ladders(source: &Source, policy: &Policy, band: &Band) -> Vec<Problem> {
    let longest = usize::try_from(policy.negotiating.concessions).unwrap_or(usize::MAX);
    let plan = band.plan.as_ref().map(|plan| ("plan", &plan.ladder));
    let families = [Some(("cash", &band.cash.ladder)), plan];
    let mut found = Vec::new();
    for (family, ladder) in families.into_iter().flatten() {
        let rungs = ladder.rungs();
        let at = |code| Problem { code, ..place(source, band) }.with("band", &band.name);
        if rungs.len() > longest.saturating_add(1) {
            let problem = at("policy-floor-out-of-reach").with("family", family);
            let problem = problem.with("rungs", rungs.len());
            found.push(problem.with("concessions", policy.negotiating.concessions));
        }
        if rungs.iter().zip(rungs.iter().skip(1)).any(|(rung, next)| rung == next) {
            found.push(at("policy-rung-repeats").with("family", family));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_stand_as_they_are_written_in_brazil() {
        for (centavos, told) in [(50, "0,50"), (99_999, "999,99"), (123_456_789, "1.234.567,89")] {
            assert_eq!(reais(Money::centavos(centavos)), told);
        }
    }
}
