//! The talk itself: silence, callbacks, corrections, meanings asked back, who speaks.

use chrono::TimeDelta;

use super::tests::{agreed, choose, invoice, said, verified};
use super::{Outgoing, Said, World};
use crate::domain::debt::reason::Reason;
use crate::domain::dialogue::event::{Event, Media, Timer};
use crate::domain::dialogue::state::{Collection, Identity, Owner};
use crate::domain::understanding::{Answer, DayPart, Intent, Reading, Value};

/// The same message, changed in some way.
fn changed(event: Event, change: impl FnOnce(&mut Reading)) -> Event {
    match event {
        Event::Said { mut reading, choice } => {
            change(&mut reading);
            Event::Said { reading, choice }
        }
        other => other,
    }
}

fn yes() -> Event {
    changed(said(Intent::Affirm, &[]), |reading| {
        reading.text = "sim".into();
        reading.answer = Some(Answer::BindingYes);
    })
}

fn day(text: &str) -> Value {
    let on = text.parse().expect("a day");
    Value::Date { on, bound: None, vague: false, alternative: None }
}

fn hour(hour: u32) -> Value {
    Value::Time { hour: Some(hour), minute: 0, part: None, bound: None }
}

fn a_talk() -> World {
    verified(vec![invoice("F1", "2026-10-09")])
}

/// At the recap of terms, waiting for an explicit yes.
fn a_recap() -> World {
    let mut world = a_talk();
    choose(&mut world, "forgot");
    let offer = world.choices().first().map(|choice| choice.id.clone()).expect("an offer");
    choose(&mut world, &offer);
    world
}

fn keys(out: &[Outgoing]) -> Vec<String> {
    let bot = |outgoing: &Outgoing| match &outgoing.said {
        Said::Bot(message) => message.parts.iter().map(|part| part.key.clone()).collect(),
        Said::Agent(_) => Vec::new(),
    };
    out.iter().flat_map(bot).collect()
}

fn callback(world: &World) -> String {
    let at = world.state().talk.callback.expect("a callback").at;
    at.with_timezone(&world.zone()).format("%Y-%m-%d %H:%M").to_string()
}

#[test]
fn a_silence_is_broken_once_and_never_answered_for() {
    let mut world = a_recap();

    let out = world.pass(TimeDelta::days(20));

    assert_eq!(keys(&out), ["nudge"]);
    assert!(world.facts().agreements.is_empty());
    assert_eq!(world.state().collection, Collection::Active);
}

#[test]
fn a_week_has_two_words_into_silences_at_most() {
    let mut world = a_talk();
    let mut nudges = 0;

    for _ in 0..6 {
        world.take(said(Intent::Greet, &[]));
        let out = world.pass(TimeDelta::hours(20));
        nudges += keys(&out).iter().filter(|key| *key == "nudge").count();
    }

    assert_eq!(nudges, 2);
}

#[test]
fn nothing_is_recalled_where_nothing_was_asked() {
    let mut world = agreed(vec![invoice("F1", "2026-10-09")]);
    world.take(said(Intent::Thanks, &[]));

    assert!(!world.facts().timers.contains_key(&Timer::Silence), "{:?}", world.state().step);
}

#[test]
fn a_yes_to_the_word_into_a_silence_binds_nothing() {
    let mut world = a_recap();
    world.pass(TimeDelta::hours(5));

    world.take(yes());

    assert!(world.facts().agreements.is_empty());
    assert_eq!(world.state().step.as_deref(), Some("confirm"));
}

#[test]
fn a_late_yes_is_asked_again() {
    let mut world = a_recap();
    world.take(said(Intent::WhoAreYou, &[]));
    world.pass(TimeDelta::hours(5));
    choose(&mut world, "not-now");
    world.pass(TimeDelta::hours(24));

    let out = world.take(yes());

    assert!(world.facts().agreements.is_empty(), "{:?}", keys(&out));
    world.take(yes());
    assert_eq!(world.facts().agreements.len(), 1);
}

#[test]
fn a_callback_comes_at_the_moment_named() {
    let mut world = a_talk();
    world.take(said(Intent::BusyNow, &[hour(15)]));
    assert_eq!(callback(&world), "2026-11-23 15:00");

    let early = world.pass(TimeDelta::hours(4));
    let out = world.pass(TimeDelta::hours(2));

    assert!(early.is_empty());
    assert_eq!(keys(&out), ["callback-now"]);
}

#[test]
fn a_callback_keeps_to_contact_hours() {
    let morning = Value::Time { hour: None, minute: 0, part: Some(DayPart::Morning), bound: None };
    for (values, at) in [
        (vec![], "2026-11-24 10:00"),
        (vec![hour(20)], "2026-11-23 17:30"),
        (vec![hour(7)], "2026-11-23 17:30"),
        (vec![hour(9)], "2026-11-24 09:00"),
        (vec![day("2026-11-28")], "2026-11-30 10:00"),
        (vec![day("2026-11-28"), hour(15)], "2026-11-30 15:00"),
        (vec![day("2026-11-24"), morning], "2026-11-24 10:00"),
        (vec![day("2026-12-25")], "2026-12-08 10:00"),
        (vec![day("2027-11-24")], "2026-12-08 10:00"),
    ] {
        let mut world = a_talk();

        world.take(said(Intent::BusyNow, &values));

        assert_eq!(callback(&world), at, "{values:?}");
    }
}

#[test]
fn who_writes_before_is_not_called_back() {
    let mut world = a_talk();
    world.take(said(Intent::BusyNow, &[day("2026-11-26")]));
    assert!(matches!(world.state().collection, Collection::Paused { .. }));
    world.take(said(Intent::Thanks, &[]));
    assert!(world.state().talk.callback.is_some(), "thanks end nothing");

    world.take(said(Intent::Greet, &[]));

    assert!(world.state().talk.callback.is_none());
    assert!(!world.facts().timers.contains_key(&Timer::Callback));
    assert_eq!(world.state().collection, Collection::Active);
    assert_eq!(world.state().step.as_deref(), Some("ask_reason"));
}

#[test]
fn a_reason_taken_back_is_replaced_and_its_road_taken() {
    let mut world = a_talk();
    choose(&mut world, "forgot");

    let hardship = changed(said(Intent::Hardship, &[]), |reading| reading.corrects = true);
    let out = world.take(hardship);

    assert_eq!(world.state().reason.map(Reason::is_hardship), Some(true));
    assert_eq!(keys(&out).first().map(String::as_str), Some("corrected"));
    assert_eq!(world.records().reasons.len(), 2);
}

#[test]
fn a_misreading_is_taken_back_with_what_followed_from_it() {
    let mut world = a_talk();
    choose(&mut world, "forgot");

    let misread = changed(said(Intent::Deny, &[]), |reading| reading.corrects = true);
    let out = world.take(misread);

    assert_eq!(world.state().reason, None);
    assert_eq!(world.state().step.as_deref(), Some("ask_reason"));
    assert!(keys(&out).contains(&"misread".to_owned()));
}

#[test]
fn a_doubtful_message_is_asked_back_and_kept() {
    let mut world = a_talk();
    choose(&mut world, "forgot");
    let doubtful = changed(said(Intent::AskReceipt, &[]), |reading| {
        reading.text = "o papel".into();
        reading.confidence = 420;
        reading.alternatives = vec![(Intent::AskDetails, 300), (Intent::Greet, 200)];
    });

    let out = world.take(doubtful);

    assert_eq!(keys(&out).first().map(String::as_str), Some("did-you-mean"));
    let ids: Vec<&str> = world.choices().iter().map(|choice| choice.id.as_str()).collect();
    assert_eq!(ids, ["meant:ask_receipt", "meant:ask_details", "go-on"]);
    let out = choose(&mut world, "meant:ask_details");
    assert!(keys(&out).contains(&"debt-card".to_owned()), "{:?}", keys(&out));
}

#[test]
fn a_yes_to_one_meaning_takes_it() {
    let mut world = a_talk();
    choose(&mut world, "forgot");
    let doubtful = changed(said(Intent::AskDetails, &[]), |reading| {
        reading.text = "a conta".into();
        reading.confidence = 420;
    });
    world.take(doubtful);

    let out = world.take(yes());

    assert!(keys(&out).contains(&"debt-card".to_owned()), "{:?}", keys(&out));
}

#[test]
fn a_yes_to_a_human_calls_one_and_agrees_to_nothing() {
    let mut world = a_recap();
    let nonsense = || {
        changed(said(Intent::OutOfScope, &[]), |reading| {
            reading.text = "blorg".into();
            reading.confidence = 100;
        })
    };
    world.take(nonsense());
    world.take(nonsense());

    world.take(yes());

    assert!(world.facts().agreements.is_empty());
    assert_eq!(world.state().owner, Owner::Human);
}

#[test]
fn what_was_proved_falls_when_somebody_else_speaks() {
    let mut world = a_recap();

    world.take(said(Intent::ThirdParty, &[]));

    assert_eq!(world.state().identity, Identity::Unknown);
    assert!(world.state().proposal.is_none());
    let out = world.take(said(Intent::Repeat, &[]));
    let told =
        out.iter().any(|it| matches!(&it.said, Said::Bot(message) if message.is_sensitive()));
    assert!(!told && !out.is_empty());
}

#[test]
fn a_voice_message_accepts_nothing() {
    let mut world = a_recap();

    let out = world.take(Event::Media { media: Media::Audio, words: None });

    assert_eq!(keys(&out).first().map(String::as_str), Some("media-consent"));
    assert!(world.facts().agreements.is_empty());
}

#[test]
fn the_first_insult_with_a_request_is_answered() {
    let mut world = a_talk();
    let rude =
        || changed(said(Intent::Abusive, &[]), |reading| reading.also = vec![Intent::AskDetails]);

    let first = world.take(rude());
    world.take(rude());

    assert!(keys(&first).contains(&"abuse-calm".to_owned()));
    assert!(keys(&first).contains(&"debt-card".to_owned()), "{:?}", keys(&first));
    assert_eq!(world.state().owner, Owner::Human);
}

#[test]
fn who_waits_for_a_human_is_answered_at_most_once_an_hour() {
    let mut world = a_talk();
    world.take(said(Intent::AskHuman, &[]));
    let mut answers = 0;

    for _ in 0..12 {
        world.pass(TimeDelta::minutes(10));
        answers += world.take(said(Intent::AskDiscount, &[])).len();
    }

    assert_eq!(answers, 2);
    assert_eq!(world.state().owner, Owner::Human);
}
