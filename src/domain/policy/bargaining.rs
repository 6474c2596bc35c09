//! A greedy bargainer who tries every order, splitting and repeating of what can be asked.

use proptest::prelude::*;

use super::properties::{CASES, any_case, at_a_rate, sound, wishing_case};
use super::scope::Facts;
use super::testing::{Case, standard};
use super::*;
use crate::domain::money::Money;

/// One thing that a bargainer does.
#[derive(Clone, Debug)]
enum Move {
    Ask,
    Refuse,
    Return,
    Wait(u64),
    Offer(Counter),
}

prop_compose! {
    fn any_counter()(
        total in prop::option::of(1_i64..900_000),
        down in prop::option::weighted(0.2, 0_i64..200_000),
        instalment in prop::option::of(1_i64..90_000),
        count in prop::option::of(0_u32..40),
        first in prop::option::weighted(0.2, 0_u64..60),
        due_day in prop::option::weighted(0.2, 0_u32..34),
    ) -> (Counter, Option<u64>) {
        let counter = Counter {
            total: total.map(Money::centavos),
            down_payment: down.map(Money::centavos),
            instalment: instalment.map(Money::centavos),
            count,
            first_date: None,
            due_day,
            invoices: None,
        };
        (counter, first)
    }
}

fn any_move() -> impl Strategy<Value = Move> {
    prop_oneof![
        2 => Just(Move::Ask),
        2 => Just(Move::Refuse),
        1 => Just(Move::Return),
        1 => (0_u64..4).prop_map(Move::Wait),
        4 => any_counter().prop_map(|(counter, _)| Move::Offer(counter)),
    ]
}

/// The last rung of the authority on a day, per family.
fn last_rung(case: &Case, family: Family) -> Money {
    let request = case.request();
    let facts = Facts::gather(standard(), &request).expect("a debt that is late");
    let scope = facts.scope();
    scope.price(family, scope.last_reachable()).financed
}

/// Does one thing; gives the offers that came of it and keeps the memory.
fn act(case: &mut Case, doing: &Move) -> Vec<Offer> {
    let (offers, memory) = match doing {
        Move::Wait(days) => {
            *case = case.clone().later(*days);
            return Vec::new();
        }
        Move::Return => match quote(standard(), &case.request()) {
            Ok(quote) => (quote.offers, quote.negotiation),
            Err(_) => return Vec::new(),
        },
        Move::Ask | Move::Refuse => match concede(standard(), &case.request()) {
            Ok(Concession::Moved(quote)) => (quote.offers, quote.negotiation),
            Ok(Concession::Exhausted { standing, negotiation, .. }) => (standing, negotiation),
            Err(_) => return Vec::new(),
        },
        Move::Offer(asked) => match counter(standard(), &case.request(), asked) {
            Ok(judged) => {
                (judged.verdict.offer().into_iter().cloned().collect(), judged.negotiation)
            }
            Err(_) => return Vec::new(),
        },
    };
    case.negotiation = memory;
    offers
}

fn whole(case: &Case, centavos: i64) -> Money {
    let owed = case.invoices.iter().map(|invoice| invoice.amount).sum::<Money>();
    Money::centavos(centavos.min(owed.in_centavos() * 2).max(1))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_messages_gets_under_the_last_rung(
        case in any_case(), moves in prop::collection::vec(any_move(), 1..8),
    ) {
        let mut case = case.after(0);
        for doing in &moves {
            for offer in act(&mut case, doing) {
                if offer.made_on == case.as_of {
                    sound(standard(), &case, &offer);
                    prop_assert!(offer.financed >= last_rung(&case, offer.family), "{doing:?} {offer:?}");
                }
                prop_assert!(offer.valid_until >= case.as_of);
            }
        }
    }

    #[test]
    fn clever_asking_gets_no_more_than_plain_asking_as_often(
        case in any_case(), moves in prop::collection::vec(any_move(), 1..6),
    ) {
        let mut clever = case.after(0).asked_by(Authority::Bot);
        let mut plain = clever.clone();
        act(&mut clever, &Move::Return);
        act(&mut plain, &Move::Return);
        for doing in moves.iter().filter(|doing| !matches!(doing, Move::Wait(_))) {
            let got = act(&mut clever, doing);
            act(&mut plain, &Move::Ask);
            prop_assert!(clever.negotiation.moves <= plain.negotiation.moves.max(1)
                || plain.negotiation.moves == 0);
            let request = plain.request();
            let Ok(facts) = Facts::gather(standard(), &request) else { continue };
            let scope = facts.scope();
            for offer in got {
                let rung = scope.price(offer.family, clever.negotiation.moves).financed;
                prop_assert!(offer.financed >= rung);
            }
        }
    }

    #[test]
    fn no_plan_undercuts_one_payment_offered_the_same_day(
        case in any_case(), moves in prop::collection::vec(any_move(), 1..8),
    ) {
        let mut case = case.after(0).asked_by(Authority::Bot);
        for doing in moves.iter().filter(|doing| !matches!(doing, Move::Wait(_))) {
            act(&mut case, doing);
            let of = |family| case.negotiation.standing.iter().find(|offer| offer.family == family);
            if let (Some(cash), Some(plan)) = (of(Family::Cash), of(Family::Plan)) {
                prop_assert!(cash.financed <= plan.financed, "{doing:?} {cash:?} {plan:?}");
            }
        }
    }

    #[test]
    fn asking_before_an_offer_was_made_moves_no_ladder(case in any_case(), asked in any_counter()) {
        let mut case = case.after(0).asked_by(Authority::Bot);
        act(&mut case, &Move::Offer(asked.0));
        prop_assert_eq!(case.negotiation.moves, 0);
    }

    #[test]
    fn the_same_counter_again_gets_nothing_more(case in any_case(), asked in any_counter()) {
        let mut case = case.after(0);
        act(&mut case, &Move::Return);
        let once = act(&mut case, &Move::Offer(asked.0.clone()));
        let moves = case.negotiation.moves;
        let twice = act(&mut case, &Move::Offer(asked.0.clone()));
        prop_assert_eq!(case.negotiation.moves, moves);
        if let (Some(once), Some(twice)) = (once.first(), twice.first()) {
            prop_assert!(twice.financed >= once.financed, "{once:?} {twice:?}");
        }
    }

    #[test]
    fn a_counter_in_two_messages_gets_no_more_than_in_one(
        case in any_case(), asked in any_counter(), mask in 0_u32..64, swap: bool,
    ) {
        let asked = asked.0;
        let half = |keep: bool| {
            let has = |bit: u32| (mask >> bit & 1 == 1) == keep;
            Counter {
                total: asked.total.filter(|_| has(0)),
                down_payment: asked.down_payment.filter(|_| has(1)),
                instalment: asked.instalment.filter(|_| has(2)),
                count: asked.count.filter(|_| has(3)),
                due_day: asked.due_day.filter(|_| has(4)),
                ..Counter::default()
            }
        };
        let mut one = case.after(0);
        act(&mut one, &Move::Return);
        let mut two = one.clone();
        let whole = act(&mut one, &Move::Offer(asked.clone()));
        act(&mut two, &Move::Offer(half(swap)));
        let halves = act(&mut two, &Move::Offer(half(!swap)));
        // Three sums that contradict each other are no asking that could be split.
        let coherent = asked.total.and(asked.instalment).and(asked.count).is_none();
        prop_assert!(!coherent || two.negotiation.moves <= 1);
        if let (Some(whole), Some(halves)) = (whole.first(), halves.first())
            && coherent
            && whole.family == halves.family
            && half(!swap).count == asked.count
            && half(!swap).down_payment == asked.down_payment
        {
            prop_assert!(
                halves.financed >= whole.financed || one.negotiation.moves < two.negotiation.moves,
                "{whole:?} {halves:?}"
            );
        }
    }

    #[test]
    fn what_is_accepted_is_never_worse_than_what_was_asked(
        case in wishing_case(), asked in any_counter(),
    ) {
        let (mut asked, first) = asked;
        asked.first_date = first.map(|days| case.as_of + chrono::Days::new(days));
        asked.total = asked.total.map(|total| whole(&case, total.in_centavos()));
        let case = case.after(0);
        let Ok(judged) = counter(standard(), &case.request(), &asked) else { return Ok(()) };
        if let Some(offer) = judged.verdict.offer() {
            sound(standard(), &case, offer);
        }
        if let Some(request) = &judged.escalation {
            sound(standard(), &case, &request.offer);
        }
        if let Verdict::Accepted(offer) | Verdict::Better(offer) = &judged.verdict {
            let count = u32::try_from(offer.instalments.len()).expect("few");
            let down = offer.down_payment.map_or(Money::ZERO, |part| part.amount);
            prop_assert!(asked.total.is_none_or(|total| offer.total <= total));
            prop_assert!(asked.count.is_none_or(|asked| count == asked.max(1)));
            prop_assert!(asked.down_payment.is_none_or(|asked| asked == down || offer.family == Family::Cash));
            let first = offer.parts().next().expect("a part").due;
            prop_assert!(asked.first_date.is_none_or(|day| case.calendar.next_banking_day(day) == first));
            if let (Some(each), Some(count), Family::Plan) = (asked.instalment, asked.count, offer.family) {
                let parts: Money = offer.instalments.iter().map(|part| part.amount).sum();
                prop_assert!(parts <= each.times(count.max(1).into()));
            }
        }
    }
}

proptest! {
    // Price tables are dear to reckon; the limits themselves are proved above.
    #![proptest_config(ProptestConfig { cases: CASES / 5, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_counter_at_a_rate_is_never_worsened_either(case in wishing_case(), asked in any_counter()) {
        static POLICY: std::sync::LazyLock<Policy> = std::sync::LazyLock::new(at_a_rate);
        let (mut asked, first) = asked;
        asked.first_date = first.map(|days| case.as_of + chrono::Days::new(days));
        asked.total = asked.total.map(|total| whole(&case, total.in_centavos()));
        let case = case.after(0);
        let Ok(judged) = counter(&POLICY, &case.request(), &asked) else { return Ok(()) };
        if let Some(offer) = judged.verdict.offer() {
            sound(&POLICY, &case, offer);
        }
        if let Verdict::Accepted(offer) | Verdict::Better(offer) = &judged.verdict {
            let count = u32::try_from(offer.instalments.len()).expect("few");
            prop_assert!(asked.total.is_none_or(|total| offer.total <= total));
            prop_assert!(asked.count.is_none_or(|asked| count == asked.max(1)));
        }
    }
}
