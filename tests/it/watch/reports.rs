//! Reports: each number equals what the rows say, for whatever is asked and whoever asks.

use chrono::Days;
use combinado::app::watch::reports::{self, Asked, By, Report};
use combinado::app::watch::{Error, tally::Sums};
use combinado::domain::access::{Right, Role, Who};
use combinado::store::audit;
use combinado::store::views::reports::funnel::Stage;

use super::naive::{Counted, World};
use super::{a_world, of_creditor, of_sector, sol};
use crate::seed::{AGENTS, CREDITORS, Dice, FLOWS, SECTORS, somebody};
use crate::support::{TestApp, monday};

/// A report in the shape of what was counted again.
fn shaped(report: Report) -> Counted {
    Counted {
        funnel: Stage::ALL.map(|stage| report.funnel.reached(stage)).into(),
        reasons: report.reasons,
        handoffs: report.handoffs,
        outcomes: report.outcomes,
        groups: report.groups,
        total: report.total,
    }
}

async fn told(app: &TestApp, who: &Who, asked: &Asked) -> Report {
    reports::report(app.app(), who, asked).await.expect("a report")
}

/// The last hundred days, of everything.
fn everything() -> Asked {
    let lately = Asked::lately(monday());
    Asked { days: (lately.days.1 - Days::new(99), lately.days.1), ..lately }
}

#[tokio::test]
async fn every_number_of_a_report_is_what_the_rows_say() {
    let app = a_world(500, 7).await;
    let world = World::read(app.db()).await;
    let mut dice = Dice::new(1, 0);

    for round in 0..40_usize {
        let last = monday().date_naive() - Days::new(dice.below(60));
        let maybe =
            |dice: &mut Dice, of: &[&str]| (dice.below(2) == 0).then(|| (*dice.one(of)).to_owned());
        let who = match dice.below(4) {
            0 => of_creditor(CREDITORS[1]),
            1 => of_sector(SECTORS[1]),
            _ => sol(),
        };
        let creditor = if who == sol() { maybe(&mut dice, &CREDITORS) } else { None };
        let asked = Asked {
            days: (last - Days::new(dice.below(45)), last),
            creditor,
            agent: maybe(&mut dice, &AGENTS).filter(|_| round % 3 == 0),
            flow: maybe(&mut dice, &FLOWS),
            by: By::ALL[round % By::ALL.len()],
        };

        let report = told(&app, &who, &asked).await;

        assert_eq!(shaped(report), world.count(&who, &asked), "{asked:?} {who:?}");
    }
}

#[tokio::test]
async fn a_report_of_everything_has_something_of_everything() {
    let app = a_world(500, 7).await;

    let report = told(&app, &sol(), &everything()).await;

    let Sums { cases, answered, closed, deals, discount, payments, complaints, silences, .. } =
        report.total.clone();
    for (name, count) in [
        ("cases", cases),
        ("answered", answered),
        ("closed", closed),
        ("deals", deals),
        ("discount", discount),
        ("payments", payments),
        ("complaints", complaints),
        ("silences", silences),
        ("paid", report.funnel.reached(Stage::Paid)),
    ] {
        assert!(count > 0, "{name}");
    }
    assert!(answered < cases && report.total.median < report.total.ninth);
    let reached = Stage::ALL.map(|stage| report.funnel.reached(stage));
    assert!(reached.is_sorted_by(|before, after| before >= after), "{reached:?}");
    assert!(report.reasons.len() > 3 && report.handoffs.len() > 3 && report.outcomes.len() > 3);
}

#[tokio::test]
async fn groups_add_up_to_the_whole() {
    let app = a_world(300, 3).await;
    for by in By::ALL {
        let report = told(&app, &sol(), &Asked { by, ..everything() }).await;

        let sum = |read: fn(&Sums) -> i64| report.groups.values().map(read).sum::<i64>();
        let read: [fn(&Sums) -> i64; 11] = [
            |it| it.cases,
            |it| it.answered,
            |it| it.closed,
            |it| it.deals,
            |it| it.owed,
            |it| it.agreed,
            |it| it.discount,
            |it| it.payments,
            |it| it.recovered,
            |it| it.complaints,
            |it| it.silences,
        ];
        for (place, read) in read.into_iter().enumerate() {
            assert_eq!(sum(read), read(&report.total), "{by:?} {place}");
        }
        assert!(report.groups.len() > 1, "{by:?}");
    }
}

#[tokio::test]
async fn whoever_leads_one_creditor_sees_that_ones_numbers_only() {
    let app = a_world(300, 5).await;
    let (all, theirs) = (everything(), of_creditor(CREDITORS[1]));

    let own = told(&app, &theirs, &all).await;
    let one = Asked { creditor: Some(CREDITORS[1].to_owned()), ..all.clone() };
    let whole = told(&app, &sol(), &all).await;

    assert_eq!(own, told(&app, &sol(), &one).await);
    assert!(own.total.cases > 0 && own.total.cases < whole.total.cases);
    let others = Asked { creditor: Some(CREDITORS[0].to_owned()), ..all };
    let refused = reports::report(app.app(), &theirs, &others).await;
    assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
}

#[tokio::test]
async fn an_agent_reads_no_report_and_an_admin_takes_none_out() {
    let app = TestApp::start().await;
    let asked = everything();

    let agent = somebody("ana", Role::Agent);
    let refused = reports::report(app.app(), &agent, &asked).await;
    assert!(matches!(refused, Err(Error::Forbidden(Right::ReadReports))), "{refused:?}");

    let admin = somebody("davi", Role::Admin);
    assert!(reports::report(app.app(), &admin, &asked).await.is_ok());
    let refused = reports::export(app.app(), &admin, &asked, "funil").await;
    assert!(matches!(refused, Err(Error::Forbidden(Right::Export))), "{refused:?}");
    assert_eq!(audit::after(app.db(), 0).await.expect("rows").len(), 0);
}

#[tokio::test]
async fn who_takes_a_report_out_is_written_down() {
    let app = TestApp::start().await;
    let asked = Asked { agent: Some("ana".to_owned()), ..everything() };

    reports::export(app.app(), &sol(), &asked, "dinheiro").await.expect("it may");

    let rows = audit::after(app.db(), 0).await.expect("rows");
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((row.who.as_str(), row.action.as_str()), ("sol", "export"));
    assert_eq!(row.subject, "report/dinheiro");
    assert!(row.detail.ends_with("by=day;agent=ana"), "{}", row.detail);
}
