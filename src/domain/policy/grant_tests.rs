//! What people of ours may grant: nobody ever more than their authority of the day.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::policy::{Band, Extra};
use super::properties::{CASES, wishing_case};
use super::scope::EASED;
use super::testing::{Case, case, day, money, standard};
use super::*;
use crate::domain::money::{Money, Rate, Rounding};

prop_compose! {
    /// Terms as anybody could post them, sensible or not.
    fn any_terms()(
        total in prop::option::of(-1_000_i64..900_000),
        down in prop::option::of(-1_000_i64..200_000),
        instalment in prop::option::of(-1_000_i64..90_000),
        count in prop::option::of(0_u32..80),
        first in prop::option::of(0_u64..200),
        due_day in prop::option::of(0_u32..40),
    ) -> (Counter, Option<u64>) {
        let sum = |sum: Option<i64>| sum.map(Money::centavos);
        let (total, down_payment, instalment) = (sum(total), sum(down), sum(instalment));
        let terms = Counter { total, down_payment, instalment, count, due_day, ..Counter::default() };
        (terms, first)
    }
}

/// The terms with their first day, from a month before the day of the case on.
fn on(case: &Case, (mut terms, first): (Counter, Option<u64>)) -> Counter {
    terms.first_date =
        first.and_then(|days| (case.as_of - Days::new(30)).checked_add_days(Days::new(days)));
    terms
}

/// The band of an offer, and what its authority adds, read from the policy's table alone.
fn table(offer: &Offer) -> (&'static Band, Option<Extra>) {
    let policy = standard();
    let name = offer.band.trim_end_matches(EASED);
    let band = policy.bands.iter().find(|band| band.name == name).expect("a band of the policy");
    let extra = match offer.authority {
        Authority::Bot => None,
        Authority::Agent => Some(policy.agent),
        Authority::Supervisor => Some(policy.supervisor),
    };
    (band, extra)
}

/// Nothing of an offer is beyond the table: what is waived, the count, the least sums, the days.
fn is_within_the_table(case: &Case, offer: &Offer) -> Result<(), TestCaseError> {
    let policy = standard();
    let (band, extra) = table(offer);
    let eased = offer.band.ends_with(EASED);
    let plan = band.plan.as_ref();
    let ladder = match offer.family {
        Family::Cash => &band.cash.ladder,
        Family::Plan => &plan.expect("a plan only where the band has one").ladder,
    };
    let more = extra.map_or(Rate::ZERO, |extra| extra.principal);
    let share = ladder.floor().principal.as_fraction() + more.as_fraction();
    let share = Rate::fraction(share).min(policy.ceilings.principal);
    let most = share.of(offer.owed.principal, Rounding::Down);
    prop_assert!(offer.waived.principal <= most, "{} waived of {most}", offer.waived.principal);
    prop_assert!(offer.waived.fine <= offer.owed.fine);
    prop_assert!(offer.waived.interest <= offer.owed.interest);
    prop_assert_eq!(offer.financed, offer.owed.total() - offer.waived.total());
    let parts: Money = offer.parts().map(|part| part.amount).sum();
    prop_assert_eq!(parts, offer.total);
    let last = |days: u32| case.calendar.next_banking_day(case.as_of + Days::new(u64::from(days)));
    let first = offer.parts().next().map(|part| part.due);
    let first: NaiveDate = first.expect("an offer is paid at least once");
    prop_assert!(first >= case.as_of);
    let Some(plan) = plan.filter(|_| offer.family == Family::Plan) else {
        prop_assert!(first <= last(band.cash.within_days));
        return Ok(());
    };
    let hardship = &policy.hardship;
    let times = if eased { hardship.count_times } else { 1 };
    let count = plan.largest_count * times + extra.map_or(0, |extra| extra.count);
    prop_assert!(
        offer.instalments.len()
            <= usize::try_from(count.min(policy.ceilings.count)).expect("it is small")
    );
    let smallest =
        if eased { plan.min_instalment.min(hardship.min_instalment) } else { plan.min_instalment };
    prop_assert!(offer.instalments.iter().all(|part| part.amount >= smallest));
    if !eased {
        let down = plan.down_payment.of(offer.financed, Rounding::Up).max(plan.down_payment_min);
        prop_assert!(offer.down_payment.map_or(Money::ZERO, |part| part.amount) >= down);
    }
    let span =
        if eased { plan.first_due_days.max(hardship.first_due_days) } else { plan.first_due_days };
    prop_assert!(first <= last(span));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn nobody_is_shown_or_granted_more_than_their_authority(case in wishing_case(), terms in any_terms()) {
        let terms = on(&case, terms);
        let (policy, request) = (standard(), case.request());
        let Ok(judged) = grant(policy, &request, &terms) else { return Ok(()) };
        let room = room(policy, &request).expect("what can be judged has room");
        if let Some(offer) = judged.verdict.offer() {
            prop_assert!(offer.authority <= case.authority);
            is_within_the_table(&case, offer)?;
            let range = match offer.family {
                Family::Cash => room.cash,
                Family::Plan => room.plan.expect("a plan only where there is room for one"),
            };
            prop_assert!(range.least <= offer.financed && offer.financed <= range.most);
        }
        if let Some(beyond) = &judged.escalation {
            prop_assert!(beyond.authority > case.authority);
            is_within_the_table(&case, &beyond.offer)?;
        }
    }

    #[test]
    fn what_waits_for_a_higher_authority_is_granted_by_it_as_it_was_frozen(
        case in wishing_case(),
        terms in any_terms(),
    ) {
        let terms = on(&case, terms);
        let policy = standard();
        let Ok(judged) = grant(policy, &case.request(), &terms) else { return Ok(()) };
        let Some(beyond) = judged.escalation else { return Ok(()) };
        let higher = case.clone().asked_by(beyond.authority);

        let again = grant(policy, &higher.request(), &terms).expect("it can be judged");

        let offer = again.verdict.offer();
        prop_assert!(offer.is_some_and(|offer| offer.same_terms(&beyond.offer)), "{offer:?}");
    }

    #[test]
    fn more_authority_never_has_less_room(case in wishing_case()) {
        let policy = standard();
        let room = |authority| room(policy, &case.clone().asked_by(authority).request());
        let (Ok(agent), Ok(supervisor)) = (room(Authority::Agent), room(Authority::Supervisor)) else {
            return Ok(());
        };

        prop_assert!(supervisor.cash.least <= agent.cash.least);
        prop_assert!(supervisor.bounds.largest_count >= agent.bounds.largest_count);
    }
}

#[test]
fn an_agent_may_go_to_their_last_rung_at_once_and_no_further() {
    let case = case("1000.00", 44).asked_by(Authority::Agent);
    let room = room(standard(), &case.request()).expect("there is room");
    let asked = |total| Counter { total: Some(total), ..Counter::default() };
    let judge =
        |total| grant(standard(), &case.request(), &asked(total)).expect("it can be judged");

    let least = judge(room.cash.least).verdict;
    let under = judge(room.cash.least - Money::centavos(1));

    assert!(
        matches!(&least, Verdict::Accepted(offer) if offer.total == room.cash.least),
        "{least:?}"
    );
    assert!(matches!(under.verdict, Verdict::Nearest { limit: Limit::Total, .. }));
    assert_eq!(under.escalation.map(|it| it.authority), Some(Authority::Supervisor));
}

#[test]
fn what_an_agent_offers_is_no_concession_of_the_bots() {
    let case = case("1000.00", 44).asked_by(Authority::Agent);
    let terms = Counter { total: Some(money("930.00")), ..Counter::default() };

    let judged = grant(standard(), &case.request(), &terms).expect("it can be judged");

    assert!(matches!(judged.verdict, Verdict::Accepted(_)), "{:?}", judged.verdict);
    assert_eq!(judged.negotiation, case.negotiation);
    assert_eq!(case.as_of, day("2026-04-15"));
}
