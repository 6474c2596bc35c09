//! What is always true of quotes and counters, in ten thousand cases each.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::testing::{Case, STANDARD, case, day, invoice, load, standard};
use super::*;
use crate::domain::calendar::add_months;
use crate::domain::debt::late::owed;
use crate::domain::debt::reason::Reason;
use crate::domain::debt::schedule::price;
use crate::domain::money::{Money, Rate, Rounding};

/// Cases of each property.
pub(super) const CASES: u32 = 10_000;

/// What varies of a payer.
#[derive(Clone, Debug)]
pub(super) struct Person {
    late: Option<u32>,
    broken: u32,
    breaches: Vec<u64>,
    seeking: u32,
    reason: Option<Reason>,
}

prop_compose! {
    fn person()(
        late in prop::option::of(0_u32..6),
        broken in 0_u32..3,
        breaches in prop::collection::vec(0_u64..400, 0..3),
        seeking in 0_u32..3,
        reason in prop::option::of(prop::sample::select(Reason::ALL.to_vec())),
    ) -> Person {
        Person { late, broken, breaches, seeking, reason }
    }
}

prop_compose! {
    fn wishes()(
        monthly in prop::option::of(0_i64..60_000),
        due_day in prop::option::of(0_u32..40),
        first in prop::option::of(0_u64..80),
        income in prop::option::of(0_i64..400_000),
    ) -> (Option<i64>, Option<u32>, Option<u64>, Option<i64>) {
        (monthly, due_day, first, income)
    }
}

prop_compose! {
    /// Any payer with one to three debts, on any day until prescription.
    pub(super) fn any_case()(
        centavos in prop::collection::vec(100_i64..800_000, 1..4),
        days in 1_u64..1_800,
        apart in 0_u64..100,
        paid in prop::option::of(0_i64..50_000),
        person in person(),
        moves in 0_u32..5,
        authority in prop::sample::select(vec![Authority::Bot, Authority::Agent, Authority::Supervisor]),
    ) -> Case {
        let mut case = case("1.00", days).after(moves).asked_by(authority);
        let oldest = day("2026-03-02");
        case.invoices = (0_u64..).zip(&centavos).map(|(k, sum)| {
            let due = oldest + Days::new(k * apart);
            invoice(&format!("F-{k}"), &Money::centavos(*sum).to_string(), due)
        }).collect();
        if let (Some(first), Some(paid)) = (case.invoices.first_mut(), paid) {
            first.paid = Money::centavos(paid);
        }
        case.customer.late_12m = person.late;
        case.customer.broken_agreements = person.broken;
        case.history.broken_on = person.breaches.iter().map(|ago| case.as_of - Days::new(*ago)).collect();
        case.history.seeking = person.seeking;
        case.reason = person.reason;
        case
    }
}

prop_compose! {
    pub(super) fn wishing_case()(case in any_case(), wishes in wishes()) -> Case {
        let (monthly, due_day, first, income) = wishes;
        let mut case = case;
        case.wishes = Wishes {
            monthly: monthly.map(Money::centavos),
            due_day,
            first_date: first.map(|days| case.as_of - Days::new(5) + Days::new(days)),
            income: income.map(Money::centavos),
        };
        case
    }
}

/// The band of an offer, by its name.
fn band<'a>(policy: &'a Policy, offer: &Offer) -> &'a policy::Band {
    let name = offer.band.trim_end_matches("+hardship");
    policy.bands().iter().find(|band| band.name == name).expect("a band of the policy")
}

/// The least that an authority may ever ask for, worked out from the table alone.
fn floor(policy: &Policy, offer: &Offer) -> Money {
    let band = band(policy, offer);
    let ladder = match (offer.family, &band.plan) {
        (Family::Plan, Some(plan)) => &plan.ladder,
        (Family::Plan, None) | (Family::Cash, _) => &band.cash.ladder,
    };
    let points = match offer.authority {
        Authority::Bot => 0,
        Authority::Agent => 5,
        Authority::Supervisor => 15,
    };
    let most = ladder.floor().principal.as_percent() + rust_decimal::Decimal::from(points);
    let waived = Rate::percent(most).of(offer.owed.principal, Rounding::Down);
    offer.owed.principal - waived
}

/// Everything that must hold of any offer of the policy.
pub(super) fn sound(policy: &Policy, case: &Case, offer: &Offer) {
    let sum: Money = offer.parts().map(|part| part.amount).sum();
    assert_eq!(sum, offer.total, "the parts add up");
    assert_eq!(offer.owed.total() - offer.waived.total(), offer.financed);
    assert!(offer.parts().all(|part| part.amount.is_positive()), "{offer:?}");
    assert!(offer.financed >= floor(policy, offer), "{offer:?}");
    assert!(offer.waived.fine <= offer.owed.fine && offer.waived.interest <= offer.owed.interest);
    let most = policy.ceilings().principal.of(offer.owed.principal, Rounding::Down);
    assert!(offer.waived.principal <= most);
    assert!(offer.owed.fine.in_centavos() * 50 <= offer.owed.principal.in_centavos());
    let days: Vec<NaiveDate> = offer.parts().map(|part| part.due).collect();
    assert!(days.iter().zip(days.iter().skip(1)).all(|(one, next)| one < next), "{days:?}");
    assert!(days.iter().all(|day| case.calendar.is_banking_day(*day) && *day >= case.as_of));
    assert!(offer.valid_until >= offer.made_on);
    match offer.family {
        Family::Cash => assert_eq!(offer.total, offer.financed),
        Family::Plan => plan_is_sound(policy, case, offer),
    }
}

fn plan_is_sound(policy: &Policy, case: &Case, offer: &Offer) {
    let band = band(policy, offer);
    let plan = band.plan.as_ref().expect("a plan's band has plans");
    let eased = offer.band.ends_with("+hardship");
    let count = u32::try_from(offer.instalments.len()).expect("few");
    let times = if eased { policy.hardship.count_times } else { 1 };
    let extra = match offer.authority {
        Authority::Bot => 0,
        Authority::Agent => 4,
        Authority::Supervisor => 12,
    };
    assert!(count <= plan.largest_count * times + extra);
    let least = if eased { policy.hardship.min_instalment } else { plan.min_instalment };
    assert!(offer.instalments.iter().all(|part| part.amount >= least), "{offer:?}");
    let down = offer.down_payment.map_or(Money::ZERO, |part| part.amount);
    if !eased {
        assert!(down >= plan.down_payment.of(offer.financed, Rounding::Up));
    }
    let span = if eased { plan.first_due_days.max(45) } else { plan.first_due_days };
    let first = offer.parts().next().expect("a part").due;
    assert!(first <= case.calendar.next_banking_day(case.as_of + Days::new(span.into())));
    if let Some(income) = case.wishes.income {
        let room = income.less(policy.protected_income());
        assert!(offer.parts().all(|part| part.amount <= room), "{offer:?}");
    }
    if offer.monthly_rate.is_zero() {
        assert!(offer.total <= offer.owed.total());
    } else {
        let rows = price(offer.financed - down, offer.monthly_rate, count).expect("a table");
        let table: Money = rows.iter().map(|row| row.payment).sum();
        assert_eq!(offer.total, down + table);
        assert!(offer.cet.is_some());
    }
}

/// The standard policy with plans at 2 % a month.
pub(super) fn at_a_rate() -> Policy {
    load(&STANDARD.replace("largest_count", "monthly_rate = \"2\"\nlargest_count"))
}

fn best(case: &Case) -> Option<Money> {
    let quote = quote(standard(), &case.clone().after(9).request()).ok()?;
    quote.offers.iter().map(|offer| offer.total).min()
}

fn with_cases() -> ProptestConfig {
    ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(with_cases())]

    #[test]
    fn every_offer_keeps_every_limit(case in wishing_case()) {
        if let Ok(quote) = quote(standard(), &case.request()) {
            prop_assert!(!quote.offers.is_empty() && quote.offers.len() <= 2);
            for offer in &quote.offers {
                sound(standard(), &case, offer);
            }
        }
    }

    #[test]
    fn the_same_request_gives_the_same_quote(case in wishing_case()) {
        prop_assert_eq!(quote(standard(), &case.request()), quote(standard(), &case.request()));
    }

    #[test]
    fn chronic_payers_never_gain_by_waiting(case in any_case(), wait in 1_u64..40) {
        let case = case.chronic();
        if let (Some(today), Some(then)) = (best(&case), best(&case.clone().later(wait))) {
            prop_assert!(today <= then, "{today} {then}");
        }
    }

    #[test]
    fn within_a_band_nobody_gains_by_waiting(case in any_case()) {
        let (now, then) = (case.clone().after(9), case.clone().after(9).later(1));
        let now = quote(standard(), &now.request());
        let then = quote(standard(), &then.request());
        if let (Ok(now), Ok(then)) = (now, then)
            && now.band == then.band
            && case.history.broken_on.is_empty()
        {
            let total = |quote: &Quote| quote.offers.iter().map(|offer| offer.total).min();
            prop_assert!(total(&now) <= total(&then));
            prop_assert!(now.owed.total() <= then.owed.total());
        }
    }

    #[test]
    fn what_is_owed_grows_with_every_day_and_the_fine_stays_under_its_cap(
        centavos in 1_i64..10_000_000, days in 0_u64..1_900,
    ) {
        let case = case("1.00", days);
        let at = |as_of| {
            let terms = &case.creditor.late_terms;
            owed(Money::centavos(centavos), day("2026-03-02"), terms, &case.calendar, as_of, Money::ZERO)
        };
        let (now, then) = (at(case.as_of), at(case.as_of + Days::new(1)));
        prop_assert!(now.total() <= then.total());
        prop_assert!(now.fine.in_centavos() * 50 <= now.principal.in_centavos());
    }

    #[test]
    fn instalments_stay_on_the_chosen_day(case in any_case(), due_day in 1_u32..32) {
        let mut case = case;
        case.wishes.due_day = Some(due_day);
        let Ok(quote) = quote(standard(), &case.request()) else { return Ok(()) };
        for plan in quote.offers.iter().filter(|offer| offer.family == Family::Plan) {
            // A banking day follows its nominal day by less than a week, so it is found back.
            for part in plan.instalments.iter().skip(1) {
                let months = [add_months(part.due, 0, due_day), add_months(part.due - Days::new(6), 0, due_day)];
                let anchored = months.iter().any(|day| case.calendar.next_banking_day(*day) == part.due);
                prop_assert!(anchored, "{} is not day {due_day}", part.due);
            }
        }
    }

    #[test]
    fn more_authority_never_gets_less(case in any_case()) {
        let best = |authority| best(&case.clone().asked_by(authority));
        let (bot, agent) = (best(Authority::Bot), best(Authority::Agent));
        let supervisor = best(Authority::Supervisor);
        prop_assert!(bot >= agent && agent >= supervisor, "{bot:?} {agent:?} {supervisor:?}");
    }

    #[test]
    fn a_published_policy_changes_no_offer_in_its_validity(
        case in any_case(), wait in 0_u64..4, version in 2_u32..9,
    ) {
        let Ok(before) = quote(standard(), &case.request()) else { return Ok(()) };
        let published = &harsher()[usize::try_from(version % 2).expect("small")];
        let mut then = case.later(wait);
        then.negotiation = before.negotiation.clone();
        let alive: Vec<&Offer> =
            before.offers.iter().filter(|offer| offer.valid_until >= then.as_of).collect();
        let after = quote(published, &then.request());
        if !alive.is_empty() {
            let after = after.expect("what stands can be quoted");
            prop_assert!(alive.iter().all(|offer| after.offers.contains(offer)));
            for offer in &alive {
                let others = after.offers.iter().filter(|other| other.family == offer.family);
                prop_assert_eq!(others.count(), 1, "nothing stands beside what was frozen");
            }
        }
    }
}

/// Policies published later, harsher and kinder than the standard one.
fn harsher() -> &'static [Policy; 2] {
    static LATER: std::sync::LazyLock<[Policy; 2]> = std::sync::LazyLock::new(|| {
        let kinder = STANDARD.replace("charges = \"0\"", "charges = \"40\"");
        let harsher = STANDARD.replace("min_instalment = \"50.00\"", "min_instalment = \"90.00\"");
        [load(&kinder), load(&harsher)]
    });
    &LATER
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_at_a_rate_is_the_price_table(case in any_case()) {
        static POLICY: std::sync::LazyLock<Policy> = std::sync::LazyLock::new(at_a_rate);
        if let Ok(quote) = quote(&POLICY, &case.request()) {
            for offer in &quote.offers {
                sound(&POLICY, &case, offer);
            }
        }
    }
}
