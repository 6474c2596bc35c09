//! The drawing of a flow and its outline, with what became of customers, counted again by loops.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use chrono::TimeDelta;
use combinado::app::tuning::funnel::{self, Asked, Count, Funnel};
use combinado::app::tuning::replay::{self, Case, Draft, Sum, What};
use combinado::config::content;
use combinado::domain::access::{Role, Scope, Who};
use combinado::domain::dialogue::Flow;
use combinado::domain::dialogue::event::Event;
use combinado::domain::id::Id;
use combinado::store::turn;

use crate::access::Desk;
use crate::support::{CREDITOR, a_customer, an_invoice};
use crate::support::{TestApp, source};

/// What customers say; each list is one customer.
const TALKS: [&[&str]; 5] = [
    &["oi", "sou eu", "390", "esqueci", "1", "sim", "sim"],
    &["oi", "sou eu", "390", "fiquei sem dinheiro"],
    &["oi", "quero falar com uma pessoa"],
    &["oi", "não sou"],
    &["oi"],
];

fn flow() -> Flow {
    Flow::load(&source("flows/negotiation.toml")).expect("our flow is good")
}

fn sol() -> Who {
    let (creditors, sectors) = (Scope::All, Scope::All);
    Who { id: "sol".into(), name: "Sol".into(), role: Role::Supervisor, creditors, sectors }
}

fn asked(app: &TestApp) -> Asked {
    let today = app.clock.now().date_naive();
    let days = (today - TimeDelta::days(30), today);
    Asked { days, creditor: None, release: None, channel: None }
}

async fn counted(app: &TestApp, asked: &Asked) -> Funnel {
    funnel::funnel(app.app(), &sol(), &flow(), asked).await.expect("it is counted")
}

/// An application where customers talked; two of them twice, days apart.
async fn a_world() -> (TestApp, Vec<Id>) {
    let app = TestApp::start().await;
    let mut talks = Vec::new();
    for (number, said) in TALKS.iter().enumerate() {
        let id = format!("C{number}");
        app.knows(a_customer(&id), vec![an_invoice(&format!("F{number}"), "2026-10-09")]).await;
        let talk = app.opens(&id).await;
        app.talks(&talk, said).await;
        talks.push(talk);
    }
    app.passes(TimeDelta::days(4)).await;
    app.talks(&talks[1], &["oi"]).await;
    (app, talks)
}

/// entered, answered, left, waiting, handed off
type Five = [u64; 5];

fn five(count: &Count) -> Five {
    [count.entered, count.answered, count.left, count.waiting, count.handed_off]
}

/// The same counted by looking at the whole log as one list of marks.
async fn naively(app: &TestApp, talks: &[Id]) -> BTreeMap<String, Five> {
    let flow = flow();
    let mut steps: BTreeMap<String, Five> = BTreeMap::new();
    for talk in talks {
        let log = turn::of(app.db(), CREDITOR, talk).await.expect("a log");
        let theirs = |turn: &&turn::Logged| turn.event.as_ref().is_some_and(Event::is_theirs);
        let came = |turn: &&turn::Logged| turn.trace.iter().any(|mark| mark.kind == "step");
        let last = log.iter().filter(|turn| theirs(turn) || came(turn)).map(|turn| turn.at);
        let last = last.max().expect("a turn");
        let marks: Vec<(String, String)> = log
            .iter()
            .flat_map(|turn| turn.trace.iter())
            .filter(|mark| ["step", "handoff"].contains(&mark.kind.as_str()))
            .map(|mark| (mark.kind.clone(), mark.detail.clone()))
            .collect();
        for (place, (kind, step)) in marks.iter().enumerate() {
            if kind != "step" {
                continue;
            }
            let five = steps.entry(step.clone()).or_default();
            five[0] += 1;
            let silent = app.clock.now() - last > TimeDelta::days(3);
            let is_end = flow.step(step).expect("a step").kind.name() == "end";
            let end = match marks.get(place + 1).map(|(kind, _)| kind.as_str()) {
                Some("handoff") => 4,
                Some(_) => 1,
                None if is_end => 1,
                None if silent => 2,
                None => 3,
            };
            five[end] += 1;
        }
    }
    steps
}

#[tokio::test]
async fn what_became_of_those_who_came_to_a_step_always_adds_up() {
    let (app, talks) = a_world().await;

    let funnel = counted(&app, &asked(&app)).await;

    assert_eq!(funnel.conversations, TALKS.len());
    let told: BTreeMap<String, Five> =
        funnel.steps.iter().map(|(step, count)| (step.clone(), five(count))).collect();
    assert_eq!(told, naively(&app, &talks).await);
    for (step, count) in &funnel.steps {
        let ends = count.answered + count.left + count.waiting + count.handed_off;
        assert_eq!(count.entered, ends, "{step}");
    }
    let total = funnel.total();
    assert!(
        total.left > 0 && total.waiting > 0 && total.handed_off > 0 && total.answered > 0,
        "{total:?}"
    );
    assert!(total.agreed.is_positive(), "an agreement was made: {total:?}");
}

#[tokio::test]
async fn a_period_a_channel_and_a_scope_leave_out_the_rest() {
    let (app, _) = a_world().await;
    let all = asked(&app);

    let elsewhere = Asked { channel: Some("whatsapp".into()), ..all.clone() };
    assert_eq!(counted(&app, &elsewhere).await.total(), Count::default());
    let live = Asked { release: Some(1), ..all.clone() };
    assert_eq!(counted(&app, &live).await, counted(&app, &all).await);
    let other = counted(&app, &Asked { release: Some(9), ..all.clone() }).await;
    assert_eq!(other.total(), Count::default());
    assert_eq!(other.releases, [1].into(), "it can be asked for");
    let today = Asked { days: (all.days.1, all.days.1), ..all.clone() };
    let (few, many) = (counted(&app, &today).await.total(), counted(&app, &all).await.total());
    assert!(few.entered < many.entered, "{few:?} {many:?}");
    let nobody = Who { creditors: Scope::Only([].into()), ..sol() };
    let seen = funnel::funnel(app.app(), &nobody, &flow(), &all).await.expect("it is counted");
    assert_eq!(seen, Funnel::default());
    let agent = Who { role: Role::Agent, ..sol() };
    assert!(funnel::funnel(app.app(), &agent, &flow(), &all).await.is_err());
}

#[tokio::test]
async fn the_drawing_and_the_outline_show_every_step_as_a_link() {
    let desk = Desk::open().await;
    let cookie = desk.enter(Role::Auditor).await;
    let count = flow().steps.len();

    let list = desk.get("/ajustes/fluxos", &cookie).await;
    let page = desk.get("/ajustes/fluxos/negotiation?busca=oferta", &cookie).await;

    assert!(list.body.contains("/ajustes/fluxos/negotiation"), "{}", list.body);
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let (drawing, outline) = page.body.split_once("class=\"outline\"").expect("an outline");
    assert_eq!(drawing.matches("class=\"step heat-").count(), count);
    assert_eq!(outline.matches("<li").count(), count);
    assert!(!page.body.contains("style="), "no style is written into a page");
    for step in ["hello", "offers", "human"] {
        let address = format!("/ajustes/fluxos/negotiation/{step}");
        assert!(drawing.contains(&format!("href=\"{address}\"")), "{step}");
        let page = desk.get(&address, &cookie).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    }
    let missing = desk.get("/ajustes/fluxos/negotiation/nowhere", &cookie).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    let bad = desk.get("/ajustes/fluxos/negotiation?de=ontem", &cookie).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// The shipped content with a change to one file.
fn changed(path: &str, from: &str, to: &str) -> Draft {
    let mut files = content::own();
    let text = files.get(path).expect("a file of ours");
    assert!(text.contains(from), "{path} has no {from:?}");
    let text = text.replacen(from, to, 1);
    files.put(path, text);
    Draft::of(&files).expect("a good draft")
}

async fn taken_again(app: &TestApp, talks: &[Id], draft: &Draft) -> (Vec<Case>, Sum) {
    let (mut cases, mut sum) = (Vec::new(), Sum::default());
    for talk in talks {
        let case = replay::one(app.app(), draft, (CREDITOR, talk), &mut sum).await;
        cases.extend(case.expect("it is taken again"));
    }
    (cases, sum)
}

#[tokio::test]
async fn real_conversations_tell_what_a_draft_would_change() {
    let (app, talks) = a_world().await;

    let same = Draft::of(&content::own()).expect("our content is good");
    let (cases, sum) = taken_again(&app, &talks, &same).await;
    assert_eq!(cases, []);
    assert_eq!((sum.conversations, sum.same), (5, 5));
    assert_eq!(sum.agreements.before, sum.agreements.after);
    assert!(sum.handoffs.before > 0 && sum.turns > 10, "{sum:?}");

    let text = "locales/pt-BR/conversation.ftl";
    let softer = changed(text, "Oi!", "Bom dia!");
    let (cases, sum) = taken_again(&app, &talks, &softer).await;
    assert_eq!(sum.changed.get(&What::Words), Some(&5), "{sum:?}");
    assert!(cases.iter().all(|case| case.turn == 1 && case.after.contains("Bom dia!")));
    assert!(cases.iter().all(|case| case.before.contains("•••") && !case.before.contains("Maria")));

    let human = "ask_human    = { go = \"human\" }";
    let stubborn = changed("flows/negotiation.toml", human, "ask_human    = { go = \"hello\" }");
    let (cases, sum) = taken_again(&app, &talks, &stubborn).await;
    assert_eq!(cases.len(), 1, "{cases:?}");
    assert!(cases[0].what.contains(&What::Handoff) && cases[0].what.contains(&What::Step));
    assert_eq!(sum.handoffs.after + 1, sum.handoffs.before);
}
