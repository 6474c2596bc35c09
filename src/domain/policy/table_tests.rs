//! The shipped standard policy, row by row, against sums worked out by hand.
//!
//! The debt is R$ 1,000.00 due on Monday, 2 March 2026, at 2 % fine and 1 % a month: charges are
//! R$ 20.00 and a third of a real a day, rounded down.

use super::testing::{Case, case, day, invoice, line, money, standard};
use super::*;
use crate::domain::debt::invoice::InvoiceStatus;
use crate::domain::debt::reason::Reason;
use crate::domain::money::Money;

fn quoted(case: &Case) -> Quote {
    quote(standard(), &case.request()).expect("a quote")
}

fn refused(case: &Case) -> Refusal {
    quote(standard(), &case.request()).expect_err("a refusal")
}

fn offer(quote: &Quote, family: Family) -> Option<&Offer> {
    quote.offers.iter().find(|offer| offer.family == family)
}

/// Totals of both families at a rung; the plan's is `-` where there is none.
fn totals(case: Case, moves: u32) -> String {
    let quote = quoted(&case.after(moves));
    let total =
        |family| offer(&quote, family).map_or("-".to_owned(), |offer| offer.total.to_string());
    format!("{} {}", total(Family::Cash), total(Family::Plan))
}

/// Largest count, down payment and first instalment of the plan, for what fits any month.
fn form(mut case: Case) -> String {
    case.wishes.monthly = Some(Money::centavos(1));
    let quote = quoted(&case);
    let plan = offer(&quote, Family::Plan).expect("a plan");
    let down = plan.down_payment.map_or(Money::ZERO, |part| part.amount);
    let first = plan.instalments.first().expect("a part").due;
    format!("{}x {down} {}", plan.instalments.len(), (first - case.as_of).num_days())
}

#[test]
fn each_row_opens_and_ends_as_the_table_says() {
    let rows = [
        // days, band, opening (cash plan), last rung (cash plan)
        (1, "1-15", "1020.33 1020.33", "1010.17 1020.33"),
        (15, "1-15", "1025.00 1025.00", "1012.50 1025.00"),
        (16, "16-30", "1025.33 1025.33", "1000.00 1012.67"),
        (30, "16-30", "1030.00 1030.00", "1000.00 1015.00"),
        (31, "31-60", "1015.17 1030.33", "950.00 1000.00"),
        (60, "31-60", "1020.00 1040.00", "950.00 1000.00"),
        (61, "61-90", "1000.00 1020.17", "900.00 1000.00"),
        (90, "61-90", "1000.00 1025.00", "900.00 1000.00"),
        (91, "91-180", "900.00 1000.00", "800.00 950.00"),
        (180, "91-180", "900.00 1000.00", "800.00 950.00"),
        (181, "181-365", "800.00 950.00", "650.00 850.00"),
        (365, "181-365", "800.00 950.00", "650.00 850.00"),
        (366, "over-365", "700.00 900.00", "500.00 750.00"),
        (1825, "over-365", "700.00 900.00", "500.00 750.00"),
    ];
    for (days, band, opening, floor) in rows {
        let case = case("1000.00", days);
        assert_eq!(quoted(&case).band, band, "{days}");
        assert_eq!(totals(case.clone(), 0), opening, "{days}");
        assert_eq!(totals(case.clone(), 2), floor, "{days}");
        assert_eq!(totals(case, 99), floor, "{days}: the last rung is the last");
    }
}

#[test]
fn counts_down_payments_and_first_dates_are_the_table_s() {
    // 1,000.00 in instalments of at least 50 or 60; down payments are rounded up.
    let rows = [
        (1, "3x 0.00 10"),
        (16, "4x 0.00 15"),
        (31, "6x 0.00 20"),
        (61, "8x 102.02 25"),
        (91, "10x 100.00 30"),
        (181, "12x 95.00 30"),
        (366, "13x 90.00 30"),
    ];
    for (days, expected) in rows {
        assert_eq!(form(case("1000.00", days)), expected, "{days}");
    }
    assert_eq!(form(case("5000.00", 366)), "18x 450.00 30");
}

#[test]
fn the_middle_rung_lies_between() {
    assert_eq!(totals(case("1000.00", 16), 1), "1012.67 1012.67");
    assert_eq!(totals(case("1000.00", 31), 1), "1000.00 1015.17");
    assert_eq!(totals(case("1000.00", 366), 1), "600.00 820.00");
}

#[test]
fn five_years_end_every_offer() {
    assert_eq!(quoted(&case("1000.00", 1825)).band, "over-365");
    let since = day("2031-03-02");
    let prescribed = Refusal::Prescribed { invoice: "F-1".to_owned(), since };
    assert_eq!(refused(&case("1000.00", 1826)), prescribed);

    let mut two = case("1000.00", 1826);
    two.invoices.push(invoice("F-2", "50.00", day("2030-12-02")));
    assert_eq!(refused(&two), prescribed, "one old invoice is enough");
}

#[test]
fn what_is_not_late_or_not_open_gets_no_offer() {
    assert_eq!(refused(&case("1000.00", 0)), Refusal::NotOverdue);
    let mut paid = case("1000.00", 40);
    paid.invoices[0].status = InvoiceStatus::Paid { on: None };
    assert_eq!(refused(&paid), Refusal::NothingOwed);
    let mut settled = case("1000.00", 40);
    settled.invoices[0].paid = money("1000.00");
    assert_eq!(refused(&settled), Refusal::NothingOwed);
    let mut none = case("1000.00", 40);
    none.invoices.clear();
    assert_eq!(refused(&none), Refusal::NothingOwed);
}

#[test]
fn a_worked_example_of_both_offers() {
    let mut case = case("350.00", 95);
    case.wishes.due_day = Some(5);

    let quote = quoted(&case);

    // 5 June 2026: multa 7.00, juros 350 × 1 % × 95 / 30 = 11.08.
    assert_eq!(case.as_of, day("2026-06-05"));
    assert_eq!((quote.owed.fine, quote.owed.interest), (money("7.00"), money("11.08")));
    assert_eq!(quote.owed.total(), money("368.08"));
    // Cash: charges 100 %, principal 10 %; due in three days, on Monday.
    let once = offer(&quote, Family::Cash).expect("cash");
    assert_eq!(line(once), "315.00 on 2026-06-08");
    assert_eq!(once.valid_until, day("2026-06-08"));
    // Plan: charges 100 %; 10 % down; 315.00 in five parts of at least 60; Sunday, 5 July, moves.
    let plan = offer(&quote, Family::Plan).expect("a plan");
    assert_eq!(
        line(plan),
        "35.00 on 2026-06-08 + 63.00 on 2026-07-03, 63.00 on 2026-08-05, \
         63.00 on 2026-09-08, 63.00 on 2026-10-05, 63.00 on 2026-11-05"
    );
    assert_eq!((plan.tolerance_days, plan.broken_after_days), (3, 10));
    assert_eq!(quote.concessions_left, 2);
}

#[test]
fn what_was_paid_counts_first() {
    let mut case = case("1000.00", 95);
    case.invoices[0].paid = money("400.00");

    let quote = quoted(&case);

    assert_eq!(quote.owed.principal, money("600.00"));
    assert_eq!(offer(&quote, Family::Cash).map(|cash| cash.total), Some(money("540.00")));
}

#[test]
fn several_invoices_take_the_band_of_the_oldest() {
    let mut case = case("1000.00", 95);
    case.invoices.push(invoice("F-2", "500.00", day("2026-05-25")));

    let quote = quoted(&case);

    assert_eq!(quote.band, "91-180");
    assert_eq!(quote.owed.principal, money("1500.00"));
    assert_eq!(quote.per_invoice.len(), 2);
    assert_eq!(offer(&quote, Family::Cash).map(|cash| cash.total), Some(money("1350.00")));
}

#[test]
fn too_little_for_two_instalments_is_offered_at_once_only() {
    assert_eq!(totals(case("97.00", 20), 0), "99.58 -");
    assert_eq!(totals(case("98.00", 20), 0), "100.61 100.61");
    let reasons = quoted(&case("97.00", 20)).reasons;
    assert!(reasons.contains(&ReasonCode::TooSmallForPlan { minimum: money("50.00") }));
}

#[test]
fn hardship_drops_charges_and_softens_the_plan() {
    for reason in [Reason::Unemployment, Reason::Illness, Reason::OverIndebted, Reason::Hardship] {
        let case = case("1000.00", 16).because(reason);
        assert_eq!(totals(case.clone(), 0), "1000.00 1000.00");
        assert_eq!(quoted(&case).band, "16-30+hardship");
        assert_eq!(form(case), "8x 0.00 43", "45 days end on a Saturday after a holiday");
    }
    assert_eq!(form(case("1000.00", 95).because(Reason::Illness)), "20x 0.00 45");
    assert_eq!(form(case("100.00", 95).because(Reason::Illness)), "3x 0.00 45");
    assert_eq!(standard().pause_days_max(true), 60);
}

#[test]
fn a_plan_never_leaves_less_than_the_protected_income() {
    let mut case = case("1200.00", 31).because(Reason::Unemployment);
    case.wishes.income = Some(money("700.00"));

    // 1,200.00 over at most 12: a hundred each, all that is over 600.00.
    let quote = quoted(&case);
    let plan = offer(&quote, Family::Plan).expect("a plan");
    assert_eq!(plan.instalments.len(), 12);
    assert_eq!(plan.instalments.iter().map(|part| part.amount).max(), Some(money("100.00")));

    case.wishes.income = Some(money("699.99"));
    let refusal = refused(&case);
    assert_eq!(refusal.code(), "unaffordable");
    let Refusal::Unaffordable { protected, pause_days, .. } = refusal else { return };
    assert_eq!((protected, pause_days), (money("600.00"), 60));
}

#[test]
fn nothing_a_month_in_hardship_is_a_pause() {
    let mut case = case("1200.00", 31).because(Reason::Illness);
    case.wishes.monthly = Some(Money::ZERO);

    assert_eq!(refused(&case).code(), "unaffordable");
}

#[test]
fn a_chronic_payer_has_a_rung_fewer_a_fifth_down_and_pays_the_principal() {
    let chronic = |days| case("1000.00", days).chronic();
    // 16-30 days: opening 0/0, then 50/0 only; 1,012.67 is under what day 15 asked for: 1,025.00.
    assert_eq!(totals(chronic(16), 0), "1025.33 1025.33");
    assert_eq!(totals(chronic(16), 9), "1025.00 1025.33");
    assert_eq!(form(chronic(1)), "3x 204.07 10");
    // Old debts: the whole principal, and no less than waiting ever cost.
    assert_eq!(totals(chronic(400), 9), "1025.00 1025.00");
    assert!(quoted(&chronic(400)).reasons.contains(&ReasonCode::Chronic));
    let down = |quote: &Quote| offer(quote, Family::Plan).and_then(|plan| plan.down_payment);
    assert_eq!(down(&quoted(&chronic(400))).map(|part| part.amount), Some(money("205.00")));
}

#[test]
fn agent_and_supervisor_go_beyond_the_floor() {
    let by = |authority, days| totals(case("1000.00", days).asked_by(authority), 99);
    assert_eq!(by(Authority::Agent, 1), "950.00 950.00");
    assert_eq!(by(Authority::Supervisor, 1), "850.00 850.00");
    assert_eq!(by(Authority::Agent, 181), "600.00 800.00");
    assert_eq!(by(Authority::Supervisor, 181), "500.00 700.00");
    assert_eq!(by(Authority::Supervisor, 366), "350.00 600.00");
    let most = |authority| form(case("9000.00", 31).asked_by(authority));
    assert_eq!(most(Authority::Agent), "10x 0.00 20");
    assert_eq!(most(Authority::Supervisor), "18x 0.00 20");
}

#[test]
fn a_fresh_breach_leaves_the_opening_and_the_whole_principal() {
    let mut case = case("1000.00", 181);
    case.history.broken_on = vec![case.as_of - chrono::Days::new(30)];
    assert_eq!(totals(case.clone(), 99), "1000.00 1000.00");

    // Ninety days later the discount is back, with a rung fewer.
    let later = case.clone().later(60);
    assert_eq!(totals(later, 99), "720.00 900.00");
    assert!(quoted(&case).reasons.contains(&ReasonCode::NoDiscountAfterBreach));
}

#[test]
fn the_smallest_count_that_fits_the_month_is_offered() {
    let mut case = case("1000.00", 40);
    case.wishes.monthly = Some(money("300.00"));

    let quote = quoted(&case);

    let plan = offer(&quote, Family::Plan).expect("a plan");
    // 1,033.33 in four parts of 258.33; three would be 344.44.
    assert_eq!(plan.instalments.len(), 4);
    let fits = ReasonCode::FitsMonthly { monthly: money("300.00"), count: 4 };
    assert!(quote.reasons.contains(&fits));
}

#[test]
fn the_ladder_moves_twice_and_then_stands() {
    let mut case = case("1000.00", 31);
    let mut totals = Vec::new();
    let opening = quoted(&case);
    case.negotiation = opening.negotiation;
    for _ in 0..2 {
        let Ok(Concession::Moved(quote)) = concede(standard(), &case.request()) else { break };
        totals.push(offer(&quote, Family::Cash).map(|cash| cash.total.to_string()));
        case.negotiation = quote.negotiation;
    }
    assert_eq!(totals, [Some("1000.00".to_owned()), Some("950.00".to_owned())]);

    let last = concede(standard(), &case.request());
    let Ok(Concession::Exhausted { standing, valid_until, .. }) = last else {
        unreachable!("two concessions are all there are")
    };
    assert_eq!(standing.len(), 2);
    assert_eq!(valid_until, Some(day("2026-04-05")));
}

#[test]
fn an_unchanged_family_keeps_its_offer_when_the_other_moves() {
    // 1-15 days: the plan has one rung, so only the cash offer is news.
    let mut case = case("1000.00", 10);
    let opening = quoted(&case);
    let plan = offer(&opening, Family::Plan).cloned();
    case.negotiation = opening.negotiation;

    let Ok(Concession::Moved(quote)) = concede(standard(), &case.request()) else {
        unreachable!("there is one rung")
    };

    assert_eq!(offer(&quote, Family::Plan).cloned(), plan);
    assert_eq!(quote.concessions_left, 0);
}

#[test]
fn leaving_and_coming_back_resumes_the_ladder_until_it_is_forgotten() {
    let mut case = case("1000.00", 31);
    case.negotiation = quoted(&case).negotiation;
    let Ok(Concession::Moved(quote)) = concede(standard(), &case.request()) else {
        unreachable!("there are two rungs")
    };
    case.negotiation = quote.negotiation;

    let back = quoted(&case.clone().later(10));
    assert_eq!((back.rung, back.concessions_left), (1, 1));
    let forgotten = quoted(&case.later(31));
    assert_eq!(forgotten.rung, 0);
    assert!(forgotten.reasons.contains(&ReasonCode::LadderForgotten));
}

#[test]
fn a_payment_ends_an_offer_made_before_it() {
    let mut case = case("1000.00", 95);
    case.negotiation = quoted(&case).negotiation;
    case.invoices[0].paid = money("500.00");

    let quote = quoted(&case);

    assert_eq!(offer(&quote, Family::Cash).map(|cash| cash.total), Some(money("450.00")));
}

#[test]
fn a_quote_prints_sums_as_text_and_days_as_iso() {
    let quote = quoted(&case("1000.00", 95));

    let json = serde_json::to_value(&quote).expect("JSON");

    assert_eq!(json["owed"]["principal"], "1000.00");
    assert_eq!(json["offers"][0]["instalments"][0]["due"], "2026-06-08");
    assert_eq!(json["segment"]["segment"], "undefined");
    assert_eq!(json["steps"][0]["step"], "invoice");
    assert_eq!(json["reasons"][0]["code"], "band");
}

#[test]
fn the_shipped_policy_warns_where_waiting_pays() {
    let edges: Vec<&str> = standard()
        .warnings()
        .iter()
        .filter(|warning| warning.code == "policy-waiting-pays")
        .filter_map(|warning| warning.values.get("day").map(String::as_str))
        .collect();

    assert_eq!(edges, ["15", "30", "60", "90", "180", "365"]);
    assert_eq!(standard().warnings().len(), 6);
}
