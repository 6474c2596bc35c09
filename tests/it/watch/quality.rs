//! Judgements: drawn by chance that can be thrown again, given, seen, disputed, settled.

use std::collections::{BTreeMap, BTreeSet};

use combinado::app::watch::Error;
use combinado::app::watch::quality::{self, Draw};
use combinado::app::watch::reports::Asked;
use combinado::domain::access::{Right, Role};
use combinado::domain::id::Id;
use combinado::domain::quality::{Card, Criterion, NotFair, Score, Status};
use combinado::store::audit;

use super::{a_world, of_creditor, of_sector, sol};
use crate::seed::{AGENTS, CREDITORS, SECTORS, somebody};
use crate::support::{TestApp, monday};

fn card(points: u8) -> Card {
    let score = Score { points, comment: "porque sim".to_owned() };
    let scores: BTreeMap<Criterion, Score> =
        Criterion::ALL.map(|criterion| (criterion, score.clone())).into();
    Card::new(scores).expect("a whole card")
}

fn of(word: &str) -> Draw {
    let lately = Asked::lately(monday());
    let days = (lately.days.1 - chrono::Days::new(99), lately.days.1);
    Draw { days, creditor: None, agent: None, word: word.to_owned(), each: 2 }
}

/// A case of Ana's that can be judged, with its creditor.
async fn a_case(app: &TestApp) -> (String, Id) {
    let drawn = quality::draw(app.app(), &sol(), &of("a")).await.expect("a sample");
    let case = drawn.into_iter().find(|it| it.case.agent.as_deref() == Some("ana"));
    let case = case.expect("a case of Ana's");
    (case.creditor, Id::stored(case.case.handoff))
}

#[tokio::test]
async fn a_sample_can_be_drawn_again_and_holds_nothing_out_of_sight() {
    let app = a_world(500, 8).await;

    let first = quality::draw(app.app(), &sol(), &of("novembro")).await.expect("a sample");
    let again = quality::draw(app.app(), &sol(), &of("novembro")).await.expect("a sample");
    let other = quality::draw(app.app(), &sol(), &of("outubro")).await.expect("a sample");

    assert_eq!(first, again);
    assert_ne!(first, other);
    let agents: BTreeSet<_> = first.iter().filter_map(|it| it.case.agent.as_deref()).collect();
    assert_eq!(agents, BTreeSet::from(AGENTS));
    let mut groups: BTreeMap<_, usize> = BTreeMap::new();
    for it in &first {
        let group = (it.creditor.clone(), it.case.agent.clone(), it.case.outcome.clone());
        *groups.entry(group).or_default() += 1;
    }
    assert!(groups.values().all(|count| *count <= 2));

    let bosque = of_creditor(CREDITORS[1]);
    let own = quality::draw(app.app(), &bosque, &of("novembro")).await.expect("a sample");
    assert!(!own.is_empty() && own.iter().all(|it| it.creditor == CREDITORS[1]));
    let legal = quality::draw(app.app(), &of_sector(SECTORS[1]), &of("novembro")).await;
    let legal = legal.expect("a sample");
    assert!(!legal.is_empty() && legal.iter().all(|it| it.case.sector == SECTORS[1]));
    let ana = quality::draw(app.app(), &somebody("ana", Role::Supervisor), &of("x")).await;
    let ana = ana.expect("a sample");
    assert!(!ana.is_empty() && ana.iter().all(|it| it.case.agent.as_deref() != Some("ana")));
}

#[tokio::test]
async fn a_case_is_judged_once_by_somebody_else_who_sees_it() {
    let app = a_world(300, 8).await;
    let (creditor, case) = a_case(&app).await;
    let at = (creditor.as_str(), &case);

    let ana = somebody("ana", Role::Supervisor);
    let own = quality::judge(app.app(), &ana, at, (card(4), "")).await;
    assert!(matches!(own, Err(Error::NotFair(NotFair::OwnCase))), "{own:?}");
    let agent = quality::judge(app.app(), &somebody("bia", Role::Agent), at, (card(4), "")).await;
    assert!(matches!(agent, Err(Error::Forbidden(Right::Review))), "{agent:?}");
    let blind = CREDITORS.iter().find(|it| **it != creditor).expect("another");
    let blind = quality::judge(app.app(), &of_creditor(blind), at, (card(4), "")).await;
    assert!(matches!(blind, Err(Error::NotFound)), "{blind:?}");
    let none =
        quality::judge(app.app(), &sol(), (&creditor, &Id::stored("x")), (card(4), "")).await;
    assert!(matches!(none, Err(Error::NotFound)), "{none:?}");
    assert_eq!(app.count("select count(*) from review").await, 0);

    let given = quality::judge(app.app(), &sol(), at, (card(3), " bom ")).await.expect("a review");
    let again = quality::judge(app.app(), &sol(), at, (card(3), "bom")).await.expect("the same");
    let other = quality::judge(app.app(), &sol(), at, (card(1), "")).await;

    assert_eq!((given.comment.as_str(), given.card.points()), ("bom", 15));
    assert_eq!(given.id, again.id);
    assert!(matches!(other, Err(Error::Overtaken)), "{other:?}");
    assert_eq!(app.count("select count(*) from review").await, 1);
    let rows = audit::after(app.db(), 0).await.expect("rows");
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((row.action.as_str(), row.who.as_str()), ("review", "sol"));
    assert!(row.detail.contains("agent=ana") && !row.detail.contains("bom"), "{}", row.detail);
}

#[tokio::test]
async fn who_was_judged_sees_it_disputes_it_and_hears_back() {
    let app = a_world(300, 8).await;
    let (creditor, case) = a_case(&app).await;
    let (ana, bia) = (somebody("ana", Role::Agent), somebody("bia", Role::Agent));
    let given = quality::judge(app.app(), &sol(), (&creditor, &case), (card(2), "")).await;
    let given = given.expect("a review");
    let at = (creditor.as_str(), &given.id);

    let seen = quality::case(app.app(), &ana, &creditor, &case).await.expect("her own case");
    assert_eq!(seen.review.map(|it| it.card), Some(card(2)));
    assert!(seen.said.iter().all(|it| it.at >= seen.closed.opened_at));
    assert_eq!(quality::mine(app.app(), &ana).await.expect("hers").len(), 1);
    assert!(quality::mine(app.app(), &bia).await.expect("hers").is_empty());
    let peeked = quality::case(app.app(), &bia, &creditor, &case).await;
    assert!(matches!(peeked, Err(Error::NotFound)), "{peeked:?}");

    let foreign = quality::dispute(app.app(), &bia, at, "não").await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
    let early = quality::settle(app.app(), &sol(), at, (None, "fica")).await;
    assert!(matches!(early, Err(Error::NotFair(NotFair::Stands(Status::Given)))), "{early:?}");
    let wordless = quality::dispute(app.app(), &ana, at, "  ").await;
    assert!(matches!(wordless, Err(Error::NotFair(NotFair::Wordless))), "{wordless:?}");

    let disputed = quality::dispute(app.app(), &ana, at, "fui clara").await.expect("hers");
    assert_eq!(disputed.status, Status::Disputed);
    let changed = quality::settle(app.app(), &sol(), at, (Some(card(4)), "tem razão")).await;
    let changed = changed.expect("it may be changed");
    assert_eq!((changed.status, changed.card.points()), (Status::Changed, 20));
    let stored = quality::case(app.app(), &ana, &creditor, &case).await.expect("her own case");
    let stored = stored.review.expect("a review");
    assert_eq!((stored.answer.as_str(), stored.reply.as_str()), ("fui clara", "tem razão"));
    let again = quality::dispute(app.app(), &ana, at, "ainda não").await;
    assert!(matches!(again, Err(Error::NotFair(NotFair::Stands(Status::Changed)))), "{again:?}");
    let actions: Vec<String> =
        audit::after(app.db(), 0).await.expect("rows").into_iter().map(|it| it.action).collect();
    assert_eq!(actions, ["review", "review-dispute", "review-settle"]);
}
