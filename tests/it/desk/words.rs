//! What humans of ours may write, when, and what becomes of what they planned.

use chrono::TimeDelta;
use combinado::app::desk::say::{self, Said, Words};
use combinado::app::desk::{Refused, draft, note, presence, retry, schedule, take};
use combinado::domain::access::{Role, Who};
use combinado::jobs;
use combinado::store::message::Sender;
use combinado::store::outbox::silence;
use combinado::store::{case_note, person, scheduled};

use super::{ASKS, last, one_customer, refusal, somebody, state, words};
use crate::support::TestApp;

async fn hires(app: &TestApp, who: &Who) {
    let (who, now) = (who.clone(), app.clock.now());
    app.db()
        .write(move |tx| Box::pin(async move { person::add(tx, &who, &who.id, now).await }))
        .await
        .expect("a colleague can be added");
}

#[tokio::test]
async fn a_forbidden_word_goes_only_where_it_is_insisted_on_and_a_threat_never() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let bia = somebody("Bia", Role::Agent);
    let insisting = |id: &str, text: &str| Words { insists: true, ..words(id, text) };

    let warned = say::say(app.app(), &bia, &at, words("a", "É urgente, por favor.")).await;
    assert_eq!(refusal(warned), Refused::Words { entry: "urgente".to_owned() });
    let said = say::say(app.app(), &bia, &at, insisting("a", "É urgente, por favor.")).await;
    assert!(matches!(said, Ok(Said::New(_))), "{said:?}");
    let threat = say::say(app.app(), &bia, &at, insisting("b", "Você VAI PRÊSO!")).await;
    assert_eq!(refusal(threat), Refused::Threat { entry: "vai preso".to_owned() });

    app.drain().await;
    let insisted = "select count(*) from audit where action = 'insist' and who = 'p-bia'";
    assert_eq!(app.count(insisted).await, 1);
    assert_eq!(app.count("select count(*) from audit where action = 'refused'").await, 1);
}

#[tokio::test]
async fn no_sum_is_named_before_it_is_known_who_is_there() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &["quero falar com uma pessoa"]).await;
    let bia = somebody("Bia", Role::Agent);

    let sum = say::say(app.app(), &bia, &at, words("a", "A dívida é de R$ 350,00.")).await;
    assert_eq!(refusal(sum), Refused::Unproved);
    say::say(app.app(), &bia, &at, words("b", "Oi! Com quem eu falo?")).await.expect("it is said");
    app.drain().await;
}

#[tokio::test]
async fn who_opted_out_is_written_to_only_after_they_wrote_again() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &["oi", "sou eu", "390", "pare de me mandar mensagem"]).await;
    assert!(state(&app, &id).await.opted_out);
    let bia = somebody("Bia", Role::Agent);

    let said = say::say(app.app(), &bia, &at, words("a", "Oi, aqui é a Bia.")).await;
    assert_eq!(refusal(said), Refused::OptedOut);
    assert_eq!(state(&app, &id).await.agent, None);
    app.clock.pass(TimeDelta::minutes(5));
    app.says(&id, "quero falar com uma pessoa").await;
    say::say(app.app(), &bia, &at, words("b", "Oi, aqui é a Bia.")).await.expect("it is said");
    app.drain().await;
    assert!(last(&app, &id).await.sent_at.is_some());
}

#[tokio::test]
async fn an_answer_may_come_late_and_what_begins_keeps_to_contact_hours() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let bia = somebody("Bia", Role::Agent);

    app.clock.pass(TimeDelta::hours(60));
    say::say(app.app(), &bia, &at, words("a", "Oi, aqui é a Bia.")).await.expect("it answers");
    let again = say::say(app.app(), &bia, &at, words("b", "Ainda está aí?")).await;
    assert!(matches!(refusal(again), Refused::OutOfHours { .. }));
    app.drain().await;
}

#[tokio::test]
async fn planned_words_go_in_their_hour_unless_the_customer_wrote() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let bia = somebody("Bia", Role::Agent);
    hires(&app, &bia).await;
    say::say(app.app(), &bia, &at, words("a", "Oi, aqui é a Bia.")).await.expect("it is said");
    let now = app.clock.now();

    let night =
        schedule::plan(app.app(), &bia, &at, (words("n", "Oi"), now + TimeDelta::hours(12)));
    assert!(matches!(refusal(night.await), Refused::OutOfHours { next } if next > now));
    let past = schedule::plan(app.app(), &bia, &at, (words("p", "Oi"), now)).await;
    assert_eq!(refusal(past), Refused::Past);
    for (name, hours) in [("x", 2), ("x", 2), ("y", 4)] {
        let due = now + TimeDelta::hours(hours);
        schedule::plan(app.app(), &bia, &at, (words(name, "Conseguiu ver?"), due))
            .await
            .expect("it is planned");
    }
    let keeps = |()| async {
        presence::here(app.app(), &bia, false).await.expect("seen");
        jobs::desk::tick(&app.crew).await.expect("looked");
        app.drain().await;
    };
    keeps(()).await;
    assert_eq!(last(&app, &id).await.text, "Oi, aqui é a Bia.");
    app.clock.pass(TimeDelta::hours(2));
    keeps(()).await;
    assert_eq!(last(&app, &id).await.text, "Conseguiu ver?");
    app.says(&id, "vi sim").await;
    app.clock.pass(TimeDelta::hours(2));
    keeps(()).await;

    let all = scheduled::of(app.db(), at.key()).await.expect("read");
    let ends: Vec<_> = all.iter().map(|one| (one.status.as_str(), one.why.as_deref())).collect();
    assert_eq!(ends, [("sent", None), ("cancelled", Some("answered"))]);
    super::replays(&app, &id).await;
}

#[tokio::test]
async fn what_absent_people_have_waits_for_a_colleague() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let (bia, caio) = (somebody("Bia", Role::Agent), somebody("Caio", Role::Agent));
    take::take(app.app(), &bia, &at, ("1", None)).await.expect("it is taken");

    app.clock.pass(TimeDelta::minutes(10));
    assert_eq!(presence::let_go(app.app()).await.expect("looked"), 0);
    presence::here(app.app(), &bia, false).await.expect("seen");
    app.clock.pass(TimeDelta::minutes(10));
    assert_eq!(presence::let_go(app.app()).await.expect("looked"), 0);
    app.clock.pass(TimeDelta::minutes(6));
    // Before it is let go a colleague may take it, with a reason.
    assert_eq!(refusal(take::take(app.app(), &caio, &at, ("1", None)).await), Refused::NoReason);
    assert_eq!(presence::let_go(app.app()).await.expect("looked"), 1);
    assert_eq!(presence::let_go(app.app()).await.expect("looked"), 0);

    let found = state(&app, &id).await;
    assert_eq!((found.agent, found.handoff.map(|it| it.taken)), (None, Some(false)));
    take::take(app.app(), &caio, &at, ("2", None)).await.expect("it waits for anybody");
    super::replays(&app, &id).await;
}

#[tokio::test]
async fn a_case_is_given_only_to_who_can_have_it() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let (bia, caio) = (somebody("Bia", Role::Agent), somebody("Caio", Role::Agent));
    let reads = somebody("Gil", Role::Auditor);
    hires(&app, &caio).await;
    hires(&app, &reads).await;
    take::take(app.app(), &bia, &at, ("1", None)).await.expect("it is taken");

    for nobody in ["p-gil", "p-nobody"] {
        let gives = take::transfer(app.app(), &bia, &at, ("x", nobody, "férias")).await;
        assert_eq!(refusal(gives), Refused::NotThem);
    }
    take::transfer(app.app(), &bia, &at, ("x", "p-caio", "férias")).await.expect("it is given");
    take::transfer(app.app(), &bia, &at, ("x", "p-caio", "férias")).await.expect("twice is once");

    assert_eq!(state(&app, &id).await.agent.map(|it| it.person), Some("p-caio".to_owned()));
    let notes = case_note::of(app.db(), at.key()).await.expect("read");
    assert_eq!(notes.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["férias"]);
}

#[tokio::test]
async fn a_draft_stays_until_its_words_are_sent() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let (bia, caio) = (somebody("Bia", Role::Agent), somebody("Caio", Role::Agent));
    let of = async |who: &Who| draft::of(app.app(), who, &at, draft::Kind::Reply).await;
    let text = "Oi, <b>Maria</b>";
    draft::keep(app.app(), &bia, &at, (draft::Kind::Reply, text)).await.expect("kept");

    assert_eq!(of(&bia).await.expect("read").as_deref(), Some(text));
    assert_eq!(of(&caio).await.expect("read"), None);
    say::say(app.app(), &bia, &at, words("a", text)).await.expect("it is said");
    assert_eq!(of(&bia).await.expect("read"), None);
    app.drain().await;
}

#[tokio::test]
async fn notes_about_the_law_are_for_few_and_only_who_leads_whispers() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let (bia, caio) = (somebody("Bia", Role::Agent), somebody("Caio", Role::Agent));
    let dora = somebody("Dora", Role::Supervisor);

    let whisper = note::add(app.app(), &bia, &at, ("w", note::Kind::Whisper, "calma")).await;
    assert_eq!(refusal(whisper), Refused::Right);
    for _ in 0..2 {
        note::add(app.app(), &bia, &at, ("l", note::Kind::Legal, "PROCON")).await.expect("noted");
    }
    note::add(app.app(), &dora, &at, ("w", note::Kind::Whisper, "calma")).await.expect("noted");

    let notes = case_note::of(app.db(), at.key()).await.expect("read");
    let seen = |who: &Who| notes.iter().filter(|one| note::shows(who, one)).count();
    assert_eq!((notes.len(), seen(&bia), seen(&caio), seen(&dora)), (2, 2, 1, 2));
}

#[tokio::test]
async fn a_message_that_failed_goes_again_once_and_one_that_went_never() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let bia = somebody("Bia", Role::Agent);
    say::say(app.app(), &bia, &at, words("a", "Oi, aqui é a Bia.")).await.expect("it is said");
    app.drain().await;
    let said = last(&app, &id).await;

    let went = retry::retry(app.app(), &bia, &at, said.seq).await;
    assert_eq!(refusal(went), Refused::NotFailed);
    let sql = "update outbox set status = 'dead', why = 'x' where status = 'done' and kind = 'say'
               and id = (select id from message where sender = 'agent')";
    app.db()
        .write(move |tx| Box::pin(async move { tx.sql(sql).run(tx).await }))
        .await
        .expect("as if it had failed");
    let again = retry::retry(app.app(), &bia, &at, said.seq).await.expect("it goes again");
    assert_eq!(again, said.id);
    assert_eq!(refusal(retry::retry(app.app(), &bia, &at, said.seq).await), Refused::NotFailed);
    app.drain().await;

    let agents = app.messages(&id).await.into_iter().filter(|m| m.from == Sender::Agent);
    assert_eq!(agents.count(), 1);
    assert_eq!(silence::under_way(app.db(), at.key(), u32::MAX).await.expect("read"), 0);
}

#[tokio::test]
async fn who_looks_is_seen_by_the_others_for_a_while() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let (bia, caio) = (somebody("Bia", Role::Agent), somebody("Caio", Role::Agent));

    presence::look(app.app(), &bia, &at, (presence::Look::Stays, 3)).await.expect("seen");
    presence::look(app.app(), &bia, &at, (presence::Look::Stays, 2)).await.expect("seen");
    let seen = presence::others(app.app(), &caio, &at).await.expect("read");
    assert_eq!(seen.iter().map(|it| (it.name.as_str(), it.seq)).collect::<Vec<_>>(), [("Bia", 3)]);
    assert!(presence::others(app.app(), &bia, &at).await.expect("read").is_empty());
    app.clock.pass(TimeDelta::minutes(1));
    assert!(presence::others(app.app(), &caio, &at).await.expect("read").is_empty());
}
