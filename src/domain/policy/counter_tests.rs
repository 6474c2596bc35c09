//! Counter-offers against the shipped policy, case by case.
//!
//! Most cases owe R$ 1,000.00 for 95 days: at once 900, 850, 800; in parts 1,000 or 950, with a
//! tenth down, at most ten instalments of at least R$ 60.00, the first within thirty days.

use super::testing::{Case, case, day, invoice, line, money, standard};
use super::*;
use crate::domain::debt::reason::Reason;

/// The case with its opening made, so that a counter has something to answer.
fn opened(mut case: Case) -> Case {
    let quote = quote(standard(), &case.request()).expect("a quote");
    case.negotiation = quote.negotiation;
    case
}

fn judge(case: &Case, counter: &Counter) -> Judgement {
    super::counter(standard(), &case.request(), counter).expect("a judgement")
}

fn debt() -> Case {
    opened(case("1000.00", 95))
}

fn asks() -> Counter {
    Counter::default()
}

fn nearest(judged: &Judgement) -> (&Offer, Limit) {
    match &judged.verdict {
        Verdict::Nearest { offer, limit } => (offer, *limit),
        other => unreachable!("not the nearest: {other:?}"),
    }
}

fn accepted(judged: &Judgement) -> &Offer {
    match &judged.verdict {
        Verdict::Accepted(offer) => offer,
        other => unreachable!("not accepted: {other:?}"),
    }
}

#[test]
fn a_sum_within_the_next_rung_is_taken_as_it_is() {
    let judged = judge(&debt(), &Counter { total: Some(money("870.00")), ..asks() });

    assert_eq!(line(accepted(&judged)), "870.00 on 2026-06-08");
    assert_eq!(judged.rung, 1);
}

#[test]
fn a_sum_under_the_next_rung_meets_that_rung_and_never_the_floor() {
    let judged = judge(&debt(), &Counter { total: Some(money("500.00")), ..asks() });

    let (offer, limit) = nearest(&judged);
    assert_eq!((offer.total, limit), (money("850.00"), Limit::Total));
    assert_eq!(judged.concessions_left, 1);
}

#[test]
fn more_than_what_stands_is_taken_at_what_stands() {
    let judged = judge(&debt(), &Counter { total: Some(money("950.00")), ..asks() });

    assert_eq!(judged.verdict.offer().map(|offer| offer.total), Some(money("900.00")));
    assert!(matches!(judged.verdict, Verdict::Better(_)));
    assert_eq!(judged.rung, 0);
}

#[test]
fn another_count_alone_moves_no_ladder() {
    let judged = judge(&debt(), &Counter { count: Some(10), ..asks() });

    let offer = accepted(&judged);
    assert_eq!((offer.total, offer.instalments.len()), (money("1000.00"), 10));
    assert_eq!(judged.rung, 0);
}

#[test]
fn too_many_instalments_meet_the_most_that_are_allowed() {
    let judged = judge(&debt(), &Counter { count: Some(24), ..asks() });

    let (offer, limit) = nearest(&judged);
    assert_eq!((offer.instalments.len(), limit), (10, Limit::Count));
    // An agent may go to fourteen, and a supervisor to twenty-two.
    assert_eq!(judged.escalation, None);
    let escalated = judge(&debt(), &Counter { count: Some(14), ..asks() }).escalation;
    assert_eq!(escalated.map(|request| request.authority), Some(Authority::Agent));
}

#[test]
fn what_an_agent_could_grant_is_asked_for_at_the_sum_that_was_named() {
    let judged = judge(&debt(), &Counter { total: Some(money("760.00")), ..asks() });

    let request = judged.escalation.expect("an agent may grant 750.00");
    assert_eq!((request.authority, request.offer.total), (Authority::Agent, money("760.00")));
    let judged = judge(&debt(), &Counter { total: Some(money("700.00")), ..asks() });
    let request = judged.escalation.expect("a supervisor may grant 650.00");
    assert_eq!(request.authority, Authority::Supervisor);
    let judged = judge(&debt(), &Counter { total: Some(money("640.00")), ..asks() });
    assert_eq!(judged.escalation, None);
}

#[test]
fn what_fits_a_month_finds_the_fewest_instalments() {
    let judged = judge(&debt(), &Counter { instalment: Some(money("120.00")), ..asks() });

    // 900.00 after the down payment: eight parts of 112.50.
    let offer = accepted(&judged);
    assert_eq!((offer.instalments.len(), offer.total), (8, money("1000.00")));
    assert_eq!(judged.rung, 0);
}

#[test]
fn too_little_a_month_meets_the_smallest_instalment_there_is() {
    let judged = judge(&debt(), &Counter { instalment: Some(money("40.00")), ..asks() });

    // One rung further: 950.00, 95.00 down, ten parts of 85.50.
    let (offer, limit) = nearest(&judged);
    assert_eq!(limit, Limit::Count);
    assert_eq!((offer.instalments.len(), offer.total), (10, money("950.00")));
}

#[test]
fn count_and_instalment_that_come_to_enough_are_taken() {
    // 9 × 97.00 and the down payment of 100.00 are 973.00: between 950.00 and 1,000.00.
    let asked = Counter { count: Some(9), instalment: Some(money("97.00")), ..asks() };

    let judged = judge(&debt(), &asked);

    let offer = accepted(&judged);
    assert_eq!(offer.total, money("973.00"));
    assert!(offer.instalments.iter().all(|part| part.amount == money("97.00")));
}

#[test]
fn count_and_instalment_that_come_to_little_keep_the_instalment() {
    let asked = Counter { count: Some(5), instalment: Some(money("100.00")), ..asks() };

    let judged = judge(&debt(), &asked);

    // 950.00, 95.00 down: nine parts of 95.00 are the fewest of at most 100.00.
    let (offer, limit) = nearest(&judged);
    assert_eq!(limit, Limit::Total);
    assert_eq!((offer.instalments.len(), offer.total), (9, money("950.00")));
}

#[test]
fn a_small_down_payment_meets_the_least_and_keeps_the_rest() {
    let asked = Counter { down_payment: Some(money("20.00")), count: Some(6), ..asks() };

    let judged = judge(&debt(), &asked);

    let (offer, limit) = nearest(&judged);
    assert_eq!(limit, Limit::DownPayment);
    assert_eq!(offer.down_payment.map(|part| part.amount), Some(money("100.00")));
    assert_eq!((offer.instalments.len(), offer.total), (6, money("1000.00")));
}

#[test]
fn a_large_down_payment_is_taken_as_it_is() {
    let asked = Counter { down_payment: Some(money("400.00")), count: Some(4), ..asks() };

    let judged = judge(&debt(), &asked);

    let offer = accepted(&judged);
    assert_eq!(offer.down_payment.map(|part| part.amount), Some(money("400.00")));
    assert!(offer.instalments.iter().all(|part| part.amount == money("150.00")));
}

#[test]
fn a_day_too_far_off_meets_the_last_one_and_keeps_the_rest() {
    let asked = Counter { count: Some(6), first_date: Some(day("2026-08-10")), ..asks() };

    let judged = judge(&debt(), &asked);

    // Thirty days after 5 June are Sunday, 5 July; Friday is the 3rd.
    let (offer, limit) = nearest(&judged);
    assert_eq!(limit, Limit::FirstDate);
    assert_eq!(offer.down_payment.map(|part| part.due), Some(day("2026-07-03")));
    assert_eq!(offer.instalments.len(), 6);
    assert_eq!(judged.rung, 0);
}

#[test]
fn a_day_in_the_past_meets_today() {
    let asked =
        Counter { total: Some(money("900.00")), first_date: Some(day("2026-06-01")), ..asks() };

    let (offer, limit) = {
        let judged = judge(&debt(), &asked);
        let (offer, limit) = nearest(&judged);
        (offer.clone(), limit)
    };

    assert_eq!((line(&offer), limit), ("900.00 on 2026-06-05".to_owned(), Limit::FirstDate));
}

#[test]
fn the_standing_offer_itself_answers_where_nothing_is_left_to_concede() {
    let mut case = debt();
    for total in ["500.00", "530.00", "560.00"] {
        case.negotiation =
            judge(&case, &Counter { total: Some(money(total)), ..asks() }).negotiation;
    }
    let made = case.negotiation.made.len();

    let judged = judge(&case, &Counter { total: Some(money("590.00")), ..asks() });

    let (offer, _) = nearest(&judged);
    assert_eq!((offer.total, judged.concessions_left), (money("800.00"), 0));
    assert_eq!(judged.negotiation.made.len(), made, "nothing is offered twice as if new");
}

#[test]
fn the_same_counter_again_moves_nothing() {
    let mut case = debt();
    let asked = Counter { total: Some(money("500.00")), ..asks() };
    case.negotiation = judge(&case, &asked).negotiation;

    let again = judge(&case, &asked);

    assert_eq!((nearest(&again).0.total, again.rung), (money("850.00"), 1));
}

#[test]
fn a_small_debt_has_no_plan_so_cash_is_the_nearest() {
    let judged = judge(&opened(case("80.00", 20)), &Counter { count: Some(4), ..asks() });

    let (offer, limit) = nearest(&judged);
    assert_eq!((offer.family, limit), (Family::Cash, Limit::Instalment));
}

#[test]
fn an_income_that_must_be_protected_stops_a_counter() {
    let mut case = opened(case("1200.00", 31).because(Reason::Unemployment));
    case.wishes.income = Some(money("720.00"));

    let judged = judge(&case, &Counter { count: Some(6), ..asks() });

    // 200.00 a month would leave 520.00; ten parts of 120.00 leave 600.00.
    let (offer, limit) = nearest(&judged);
    assert_eq!((offer.instalments.len(), limit), (10, Limit::Income));
}

#[test]
fn a_counter_may_choose_invoices() {
    let mut case = case("1000.00", 95);
    case.invoices.push(invoice("F-2", "500.00", day("2026-05-25")));
    let case = opened(case);
    let only = |id: &str| Counter { count: Some(1), invoices: Some(vec![id.to_owned()]), ..asks() };

    // F-2 alone is eleven days late: 500.00 + 10.00 + 1.83, nothing waived at the opening.
    let judged = judge(&case, &only("F-2"));
    assert_eq!(accepted(&judged).total, money("511.83"));
    assert_eq!(accepted(&judged).invoices, ["F-2"]);
    let unknown = judge(&case, &only("F-9"));
    assert_eq!(unknown.verdict, Verdict::Refused { limit: Limit::Invoices });
    assert_eq!(judge(&case, &asks()).verdict, Verdict::Refused { limit: Limit::Nothing });
}

#[test]
fn odd_numbers_are_judged_and_never_panic() {
    let case = debt();
    for total in ["0.00", "-5.00", "0.01", "9999999999999.99"] {
        for count in [None, Some(0), Some(1), Some(2), Some(u32::MAX)] {
            for down in [None, Some("0.00"), Some("-1.00"), Some("9999999999999.99")] {
                let asked = Counter {
                    total: Some(money(total)),
                    count,
                    down_payment: down.map(money),
                    instalment: count.map(|_| money(total)),
                    due_day: Some(u32::MAX),
                    first_date: Some(chrono::NaiveDate::MAX),
                    ..asks()
                };
                if let Some(offer) = judge(&case, &asked).verdict.offer() {
                    assert!(offer.total >= money("800.00"), "{asked:?}");
                }
            }
        }
    }
}

#[test]
fn a_due_day_is_kept_in_a_counter() {
    let judged = judge(&debt(), &Counter { count: Some(3), due_day: Some(20), ..asks() });

    let days: Vec<String> =
        accepted(&judged).instalments.iter().map(|part| part.due.to_string()).collect();
    assert_eq!(days, ["2026-06-22", "2026-07-20", "2026-08-20"]);
}

#[test]
fn another_debt_begins_at_its_own_opening() {
    let mut case = debt();
    let moved = match concede(standard(), &case.request()) {
        Ok(Concession::Moved(quote)) => quote.negotiation,
        other => unreachable!("no concession: {other:?}"),
    };
    case.negotiation = moved;
    case.invoices = vec![invoice("F-9", "1000.00", day("2026-03-02"))];

    let quoted = quote(standard(), &case.request()).expect("a quote");

    assert_eq!((quoted.rung, quoted.offers[0].total), (0, money("900.00")));
}

#[test]
fn a_debt_talked_about_again_goes_on_where_its_ladder_stood() {
    let mut case = debt();
    let first = case.invoices.clone();
    if let Ok(Concession::Moved(quote)) = concede(standard(), &case.request()) {
        case.negotiation = quote.negotiation;
    }
    case.invoices = vec![invoice("F-9", "1000.00", day("2026-03-02"))];
    case.negotiation = quote(standard(), &case.request()).expect("a quote").negotiation;
    case.invoices = first;

    assert_eq!(quote(standard(), &case.request()).expect("a quote").rung, 1);
}

#[test]
fn a_hair_more_or_less_is_the_same_asking() {
    let mut case = debt();
    for total in ["500.00", "501.00", "510.00", "400.00"] {
        case.negotiation =
            judge(&case, &Counter { total: Some(money(total)), ..asks() }).negotiation;
    }

    assert_eq!(case.negotiation.moves, 1);
}
