//! Who takes part in which experiment, and in which arm: told by hashes, the same everywhere and always.
//!
//! A customer is in one experiment at most: the oldest that takes them. Whoever needs particular care
//! is in none.

use chrono::NaiveDate;

use super::{Arm, Experiment};
use crate::domain::debt::invoice::InvoiceStatus;
use crate::domain::debt::reason::Reason;
use crate::domain::dialogue::facts::Facts;
use crate::domain::dialogue::state::{Collection, State};
use crate::domain::id::Id;
use crate::domain::locale::Locale;

/// Somebody whose conversation begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest<'a> {
    /// The creditor's id.
    pub creditor: &'a str,
    /// The customer's id.
    pub customer: &'a str,
    /// The name of the creditor's policy.
    pub policy: &'a str,
    /// The language they are spoken to in.
    pub locale: Locale,
    /// True where something was offered before: a ladder that was begun keeps its policy.
    pub was_offered: bool,
    /// The day.
    pub today: NaiveDate,
}

/// The experiment and the arm of somebody, where they are in one.
pub fn arm<'e>(
    experiments: impl IntoIterator<Item = &'e Experiment>,
    guest: &Guest<'_>,
) -> Option<(&'e Experiment, &'e Arm)> {
    let mut open: Vec<&Experiment> = experiments.into_iter().collect();
    // The oldest first: one that begins later takes nobody away from one that runs.
    open.sort_by(|a, b| (a.since, &a.name).cmp(&(b.since, &b.name)));
    let found = open.into_iter().find(|it| it.runs_on(guest.today) && takes(it, guest))?;
    Some((found, drawn(found, guest)?))
}

fn takes(experiment: &Experiment, guest: &Guest<'_>) -> bool {
    let spoken = experiment.locales().is_none_or(|all| all.contains(&guest.locale));
    let policies = experiment.policies();
    let priced = policies.is_none_or(|all| all.contains(guest.policy) && !guest.was_offered);
    let lot = lot("share", experiment, guest) % 100;
    spoken && priced && lot < u64::from(experiment.share)
}

fn drawn<'e>(experiment: &'e Experiment, guest: &Guest<'_>) -> Option<&'e Arm> {
    let parts: u64 = experiment.arms.iter().map(|arm| u64::from(arm.weight)).sum();
    let mut left = lot("arm", experiment, guest) % parts.max(1);
    experiment.arms.iter().find(|arm| {
        let weight = u64::from(arm.weight);
        let hit = left < weight;
        left = left.saturating_sub(weight);
        hit
    })
}

/// A number drawn by lot, from what does not change.
fn lot(what: &str, experiment: &Experiment, guest: &Guest<'_>) -> u64 {
    let id = Id::derive(&["experiment", what, &experiment.name, guest.creditor, guest.customer]);
    let digits = id.as_str().get(..15).unwrap_or_default();
    u64::from_str_radix(digits, 16).unwrap_or_default()
}

/// True for whoever takes part in no experiment, by what is known as their conversation begins: a hold,
/// collecting that stopped or rests, hardship, a debt that is contested, a request about their data, a
/// human who has or had the case, who asked for silence.
pub fn is_protected(facts: &Facts, own: &State) -> bool {
    let states = [Some(own), facts.elsewhere.as_ref().map(|elsewhere| &elsewhere.state)];
    facts.customer.hold.is_some()
        || facts.customer.opted_out
        || facts.invoices.iter().any(|invoice| invoice.status == InvoiceStatus::Disputed)
        || states.into_iter().flatten().any(needs_care)
}

fn needs_care(state: &State) -> bool {
    state.opted_out
        || state.reason.is_some_and(Reason::is_hardship)
        || state.handoff.is_some()
        || state.agent.is_some()
        || state.matter.is_some()
        || !state.requests.is_empty()
        || state.collection != Collection::Active
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::testing::two_ways;
    use super::*;

    fn guest(customer: &str) -> Guest<'_> {
        Guest {
            creditor: "acme",
            customer,
            policy: "standard",
            locale: Locale::OWN,
            was_offered: false,
            today: "2026-11-20".parse().expect("a day"),
        }
    }

    #[test]
    fn the_split_is_even_within_three_sigma_over_ten_thousand() {
        let experiment = two_ways();
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for number in 0..10_000 {
            let id = format!("c-{number}");
            let (_, arm) = arm([&experiment], &guest(&id)).expect("everybody takes part");
            *counts.entry(arm.name.as_str()).or_default() += 1;
        }

        // Three times the root of n·p·q is 150.
        let direct = counts.get("direct").copied().unwrap_or_default();
        assert!(direct.abs_diff(5_000) < 150, "{counts:?}");
    }

    #[test]
    fn a_share_takes_its_part_and_keeps_whom_it_took_as_it_grows() {
        let mut small = two_ways();
        small.share = 10;
        let big = Experiment { share: 60, ..small.clone() };
        let mut taken = 0_u32;
        for number in 0..10_000 {
            let id = format!("c-{number}");
            if let Some((_, first)) = arm([&small], &guest(&id)) {
                taken += 1;
                let (_, later) = arm([&big], &guest(&id)).expect("whom it took, it keeps");
                assert_eq!(first.name, later.name);
            }
        }

        assert!(taken.abs_diff(1_000) < 90, "{taken}");
        assert_eq!(small.plan(), big.plan());
    }

    #[test]
    fn nobody_is_in_two_experiments_and_the_older_one_keeps_its_own() {
        let old = Experiment { share: 50, ..two_ways() };
        let new = Experiment {
            name: "other".to_owned(),
            since: "2026-11-10".parse().expect("a day"),
            ..old.clone()
        };
        for number in 0..1_000 {
            let id = format!("c-{number}");
            let alone = arm([&old], &guest(&id));
            let beside = arm([&new, &old], &guest(&id));
            if alone.is_some() {
                assert_eq!(alone, beside);
            } else {
                assert!(beside.is_none_or(|(found, _)| found.name == "other"));
            }
        }
    }

    #[test]
    fn who_is_spoken_to_in_another_language_or_was_offered_something_is_left_out() {
        let words = two_ways();
        let other = Guest { locale: "es".parse().expect("a tag"), ..guest("c-1") };
        assert!(arm([&words], &guest("c-1")).is_some());
        assert_eq!(arm([&words], &other), None);

        let mut ladder = two_ways();
        for arm in ladder.arms.iter_mut().skip(1) {
            arm.texts.clear();
            arm.policies.insert("standard".to_owned(), "softer".to_owned());
        }
        assert!(arm([&ladder], &guest("c-1")).is_some());
        assert_eq!(arm([&ladder], &Guest { was_offered: true, ..guest("c-1") }), None);
        assert_eq!(arm([&ladder], &Guest { policy: "other", ..guest("c-1") }), None);
        let past = Guest { today: "2027-02-01".parse().expect("a day"), ..guest("c-1") };
        assert_eq!(arm([&words], &past), None);
    }
}
