//! Humans of ours in conversations: who has one, what goes out, what is never doubled.

mod pages;
mod silence;
mod words;

use std::collections::BTreeSet;

use combinado::app::desk::say::{self, Said, Words};
use combinado::app::desk::{Error, Place, Refused, take};
use combinado::app::replay::{self, Replayed};
use combinado::domain::access::{Role, Scope, Who};
use combinado::domain::dialogue::state::{Owner, State};
use combinado::domain::id::Id;
use combinado::store::conversation;
use combinado::store::handoff::{self, CaseStatus};
use combinado::store::message::{Message, Sender};

use crate::support::{CREDITOR, TestApp, a_customer, an_invoice};

/// Where the conversation of the first customer stands once they asked for a human.
const ASKS: [&str; 5] = ["oi", "sou eu", "390", "esqueci de pagar", "quero falar com uma pessoa"];

pub fn somebody(name: &str, role: Role) -> Who {
    Who {
        id: format!("p-{}", name.to_lowercase()),
        name: name.to_owned(),
        role,
        creditors: Scope::All,
        sectors: Scope::All,
    }
}

pub fn words(id: &str, text: &str) -> Words {
    Words { id: id.to_owned(), text: text.to_owned(), ..Words::default() }
}

pub async fn one_customer() -> (TestApp, Id, Place) {
    let app = TestApp::start().await;
    app.knows(a_customer("c1"), vec![an_invoice("i1", "2026-10-13")]).await;
    let id = app.opens("c1").await;
    let at = Place { creditor: CREDITOR.to_owned(), conversation: id.clone() };
    (app, id, at)
}

async fn state(app: &TestApp, id: &Id) -> State {
    let found = conversation::find(app.db(), CREDITOR, id).await.expect("read");
    found.expect("it is there").state
}

/// What was said last, and by whom.
async fn last(app: &TestApp, id: &Id) -> Message {
    app.messages(id).await.pop().expect("a message")
}

async fn replays(app: &TestApp, id: &Id) {
    let replayed = replay::conversation(app.app(), CREDITOR, id, None).await.expect("a replay");
    assert!(matches!(replayed, Replayed::Same { .. }), "{replayed:?}");
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> Refused {
    match answer {
        Err(Error::Refused(refused)) => refused,
        other => panic!("it is refused: {other:?}"),
    }
}

#[tokio::test]
async fn whoever_takes_a_case_has_it_and_the_bot_keeps_still() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let bia = somebody("Bia", Role::Agent);

    let taken = take::take(app.app(), &bia, &at, ("1", None)).await.expect("it is taken");

    assert_eq!(taken.under_way, 0);
    let found = state(&app, &id).await;
    assert_eq!(found.agent.as_ref().map(|agent| agent.person.as_str()), Some("p-bia"));
    let case = handoff::of(app.db(), CREDITOR, &id).await.expect("cases").remove(0);
    assert_eq!((case.status, case.taken_by.as_deref()), (CaseStatus::Taken, Some("Bia")));
    assert!(app.says(&id, "alguém aí?").await.is_empty());
    replays(&app, &id).await;
}

#[tokio::test]
async fn a_case_at_the_desk_stands_beside_its_conversation_with_what_is_at_stake() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let row = "select count(*) from conversation
               where handoff is not null and sector is not null and at_stake > 0 and rank >= at_stake";

    assert_eq!(app.count(row).await, 1);
    let bia = somebody("Bia", Role::Agent);
    take::take(app.app(), &bia, &at, ("1", None)).await.expect("it is taken");
    let mine = "select count(*) from conversation where agent = 'p-bia' and taken_turn > 0";
    assert_eq!(app.count(mine).await, 1);
    take::give_back(app.app(), &bia, &at, "2").await.expect("it is given back");
    app.drain().await;
    let none = "select count(*) from conversation
                where agent is null and handoff is null and rank is null and at_stake is null";
    assert_eq!(app.count(none).await, 1);
}

#[tokio::test]
async fn a_conversation_that_nobody_escalated_becomes_a_case_when_it_is_taken() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &["oi", "sou eu", "390"]).await;
    let bia = somebody("Bia", Role::Agent);

    take::take(app.app(), &bia, &at, ("1", None)).await.expect("it is taken");

    let case = handoff::of(app.db(), CREDITOR, &id).await.expect("cases").remove(0);
    assert_eq!((case.status, case.packet.reason.as_str()), (CaseStatus::Taken, "taken"));
    assert_eq!(case.packet.debts.len(), 1);
    assert!(app.says(&id, "quanto eu devo?").await.is_empty());
    replays(&app, &id).await;
}

#[tokio::test]
async fn writing_takes_the_conversation_with_the_same_write() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let bia = somebody("Bia", Role::Agent);

    say::say(app.app(), &bia, &at, words("a", "Oi, aqui é a Bia.")).await.expect("it is said");
    app.drain().await;

    let said = last(&app, &id).await;
    assert_eq!((said.from, said.author.as_deref()), (Sender::Agent, Some("Bia")));
    assert!(said.sent_at.is_some());
    assert_eq!(state(&app, &id).await.agent.map(|agent| agent.person), Some("p-bia".to_owned()));
    replays(&app, &id).await;
}

#[tokio::test]
async fn the_same_click_sends_once_however_often_it_comes() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let bia = somebody("Bia", Role::Agent);
    let before = app.messages(&id).await.len();

    let clicks = (0..6).map(|_| {
        let (app, bia, at) = (app.app().clone(), bia.clone(), at.clone());
        tokio::spawn(async move { say::say(&app, &bia, &at, words("a", "Oi!")).await })
    });
    let mut answers = Vec::new();
    for click in clicks.collect::<Vec<_>>() {
        answers.push(click.await.expect("it ends").expect("it is said"));
    }
    app.drain().await;

    let new = answers.iter().filter(|said| matches!(said, Said::New(_))).count();
    assert_eq!((new, answers.len()), (1, 6));
    assert_eq!(app.messages(&id).await.len(), before + 1);
}

#[tokio::test]
async fn the_second_agent_is_refused_and_hears_who_has_it() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let (bia, caio) = (somebody("Bia", Role::Agent), somebody("Caio", Role::Agent));
    take::take(app.app(), &bia, &at, ("1", None)).await.expect("it is taken");
    let before = app.messages(&id).await.len();

    let by = || Refused::Owned { by: "Bia".to_owned() };
    let said = say::say(app.app(), &caio, &at, words("a", "Oi!")).await;
    assert_eq!(refusal(said), by());
    assert_eq!(refusal(take::take(app.app(), &caio, &at, ("1", Some("pressa"))).await), by());
    assert_eq!(refusal(take::give_back(app.app(), &caio, &at, "2").await), by());
    assert_eq!(refusal(take::pass_on(app.app(), &caio, &at, ("3", None)).await), by());

    app.drain().await;
    assert_eq!(app.messages(&id).await.len(), before);
}

#[tokio::test]
async fn of_many_who_take_at_once_one_has_it() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;

    let all = ["Ana", "Bia", "Caio", "Davi", "Eva"].map(|name| {
        let (app, at, who) = (app.app().clone(), at.clone(), somebody(name, Role::Agent));
        tokio::spawn(async move { say::say(&app, &who, &at, words("a", "Oi!")).await })
    });
    let (mut said, mut refused) = (0, BTreeSet::new());
    for one in all {
        match one.await.expect("it ends") {
            Ok(_) => said += 1,
            Err(Error::Refused(Refused::Owned { by })) => assert!(refused.insert(by) || said == 1),
            Err(other) => panic!("{other:?}"),
        }
    }
    app.drain().await;

    assert_eq!((said, refused.len()), (1, 1));
    let agents = app.messages(&id).await.into_iter().filter(|m| m.from == Sender::Agent);
    assert_eq!(agents.count(), 1);
}

#[tokio::test]
async fn who_may_reassign_takes_a_colleagues_case_with_a_reason() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let (bia, dora) = (somebody("Bia", Role::Agent), somebody("Dora", Role::Supervisor));
    take::take(app.app(), &bia, &at, ("1", None)).await.expect("it is taken");

    let bare = take::take(app.app(), &dora, &at, ("1", Some("  "))).await;
    assert_eq!(refusal(bare), Refused::NoReason);
    take::take(app.app(), &dora, &at, ("2", Some("cliente antigo"))).await.expect("it is taken");

    assert_eq!(state(&app, &id).await.agent.map(|agent| agent.name), Some("Dora".to_owned()));
    let said = say::say(app.app(), &bia, &at, words("a", "Oi!")).await;
    assert_eq!(refusal(said), Refused::Owned { by: "Dora".to_owned() });
}

#[tokio::test]
async fn given_back_the_bot_goes_on_with_what_is_known() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let bia = somebody("Bia", Role::Agent);
    say::say(app.app(), &bia, &at, words("a", "Oi, aqui é a Bia.")).await.expect("it is said");
    take::give_back(app.app(), &bia, &at, "b").await.expect("it is given back");
    take::give_back(app.app(), &bia, &at, "b").await.expect("twice is once");
    app.drain().await;

    let found = state(&app, &id).await;
    assert_eq!((found.owner, found.agent, found.handoff), (Owner::Bot, None, None));
    let case = handoff::of(app.db(), CREDITOR, &id).await.expect("cases").remove(0);
    assert_eq!(case.status, CaseStatus::Returned);
    assert!(!app.says(&id, "quanto eu devo?").await.is_empty());
    let late = say::say(app.app(), &bia, &at, words("a", "Oi, aqui é a Bia.")).await;
    assert_eq!(late.expect("it went"), Said::Before);
    replays(&app, &id).await;
}

#[tokio::test]
async fn a_case_that_is_let_go_waits_again_and_the_customer_hears_so() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let bia = somebody("Bia", Role::Agent);
    take::take(app.app(), &bia, &at, ("1", None)).await.expect("it is taken");

    take::pass_on(app.app(), &bia, &at, ("2", Some("legal"))).await.expect("it is passed on");

    let found = state(&app, &id).await;
    assert_eq!((found.owner, found.agent), (Owner::Human, None));
    assert_eq!(found.handoff.map(|handoff| handoff.queue), Some("legal".to_owned()));
    let case = handoff::of(app.db(), CREDITOR, &id).await.expect("cases").remove(0);
    assert_eq!((case.status, case.taken_by), (CaseStatus::Waiting, None));
    assert_eq!(app.says(&id, "alguém aí?").await.len(), 1);
    replays(&app, &id).await;
}

#[tokio::test]
async fn what_somebody_does_not_see_is_not_there_for_them() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let none = || Scope::Only(BTreeSet::from(["other".to_owned()]));
    let far = Who { creditors: none(), ..somebody("Eva", Role::Agent) };
    let aside = Who { sectors: none(), ..somebody("Fábio", Role::Agent) };
    let reads = somebody("Gil", Role::Auditor);

    for who in [&far, &aside] {
        let said = say::say(app.app(), who, &at, words("a", "Oi!")).await;
        assert_eq!(refusal(said), Refused::Unknown);
    }
    let said = say::say(app.app(), &reads, &at, words("a", "Oi!")).await;
    assert_eq!(refusal(said), Refused::Right);
    let lost = Place { conversation: Id::stored("none"), ..at.clone() };
    assert_eq!(refusal(take::take(app.app(), &far, &lost, ("1", None)).await), Refused::Unknown);
}
