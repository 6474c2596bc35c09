//! Nothing of the bot's goes out once a human took the conversation, however the two meet.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use combinado::app::desk::{say, take};
use combinado::app::intake::Incoming;
use combinado::channels::Delivery;
use combinado::domain::access::Role;
use combinado::domain::channel::{Failure, Outgoing, Sent};
use combinado::jobs::{inbox, outbox};
use combinado::store::message::Sender;
use futures_util::future::BoxFuture;

use super::{one_customer, somebody, words};

/// A provider that takes its time, and notes the order in which things are with the customer.
#[derive(Clone, Default)]
struct Slow {
    order: Arc<AtomicU64>,
    came: Arc<Mutex<Vec<(u64, String)>>>,
    pause: Arc<AtomicU64>,
    fails: Arc<AtomicU64>,
}

impl Slow {
    fn tick(&self) -> u64 {
        self.order.fetch_add(1, Ordering::SeqCst)
    }

    fn came(&self) -> Vec<(u64, String)> {
        self.came.lock().expect("no test panics within").clone()
    }
}

impl Delivery for Slow {
    fn deliver<'a>(&'a self, outgoing: &'a Outgoing) -> BoxFuture<'a, Result<Sent, Failure>> {
        Box::pin(async move {
            tokio::time::sleep(Duration::from_micros(self.pause.load(Ordering::SeqCst))).await;
            if self.fails.load(Ordering::SeqCst) > 0 {
                self.fails.fetch_sub(1, Ordering::SeqCst);
                return Err(Failure::Later { code: "busy".to_owned() });
            }
            let came = (self.tick(), outgoing.id.to_string());
            self.came.lock().expect("no test panics within").push(came);
            Ok(Sent::default())
        })
    }
}

/// Numbers that differ from run to run; the seed is told where a test fails.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

#[tokio::test]
async fn nothing_of_the_bots_comes_after_a_human_took_it_in_a_hundred_interleavings() {
    let (mut app, id, at) = one_customer().await;
    let slow = Slow::default();
    app.crew = app.crew.clone().with("web", Arc::new(slow.clone()));
    app.may_end_with_work_left();
    let seed = RandomState::new().hash_one(1) | 1;
    let mut dice = Dice(seed);
    let bia = somebody("Bia", Role::Agent);
    app.talks(&id, &["oi", "sou eu", "390"]).await;

    for round in 0..100_u64 {
        slow.pause.store(dice.below(9000), Ordering::SeqCst);
        slow.fails.store(dice.below(4) / 3, Ordering::SeqCst);
        for number in 0..=dice.below(3) {
            let body = Incoming::Text { text: "quanto eu devo?".to_owned() };
            app.posts(&id, &format!("r{round}/{number}"), body).await;
        }
        let (crew, head) = (app.crew.clone(), dice.below(12_000));
        let bot = tokio::spawn(async move {
            for _ in 0..4 {
                inbox::tick(&crew).await.expect("it is worked");
                outbox::tick(&crew).await.expect("it is sent");
            }
        });
        tokio::time::sleep(Duration::from_micros(head)).await;
        let taken = if dice.below(2) == 0 {
            let name = format!("t{round}");
            let taken = take::take(app.app(), &bia, &at, (&name, None)).await;
            assert_eq!(taken.expect("it is taken").under_way, 0, "seed {seed} round {round}");
            slow.tick()
        } else {
            let name = format!("s{round}");
            let said = say::say(app.app(), &bia, &at, words(&name, "Oi, aqui é a Bia.")).await;
            let say::Said::New(said) = said.expect("it is said") else { panic!("it is new") };
            bot.await.expect("it ends");
            // What was put off by a failure goes now; nothing fails any more.
            slow.fails.store(0, Ordering::SeqCst);
            app.clock.pass(chrono::TimeDelta::minutes(1));
            app.drain().await;
            let came = slow.came().into_iter().find(|(_, message)| *message == said.to_string());
            nothing_after(&app, &slow, (&id, came.expect("it came").0), (seed, round)).await;
            give_back(&app, (&at, &bia), round).await;
            continue;
        };
        bot.await.expect("it ends");
        // What was put off by a failure goes now; nothing fails any more.
        slow.fails.store(0, Ordering::SeqCst);
        app.clock.pass(chrono::TimeDelta::minutes(1));
        app.drain().await;
        nothing_after(&app, &slow, (&id, taken), (seed, round)).await;
        give_back(&app, (&at, &bia), round).await;
    }
    super::replays(&app, &id).await;
}

async fn give_back(
    app: &crate::support::TestApp,
    (at, who): (&combinado::app::desk::Place, &combinado::domain::access::Who),
    round: u64,
) {
    take::give_back(app.app(), who, at, &format!("b{round}")).await.expect("given back");
    app.drain().await;
}

async fn nothing_after(
    app: &crate::support::TestApp,
    slow: &Slow,
    (id, since): (&combinado::domain::id::Id, u64),
    (seed, round): (u64, u64),
) {
    let said = app.messages(id).await;
    let is_bots = |id: &str| said.iter().any(|m| m.from == Sender::Bot && m.id.to_string() == id);
    let late: Vec<_> =
        slow.came().into_iter().filter(|(at, id)| *at > since && is_bots(id)).collect();
    assert!(late.is_empty(), "seed {seed} round {round}: {late:?}");
    let went = slow.came();
    for message in said.iter().filter(|m| m.failure.as_deref() == Some("taken-over")) {
        let went = went.iter().any(|(_, id)| *id == message.id.to_string());
        assert!(!went, "seed {seed} round {round}: what is told as unsent went");
    }
}

#[tokio::test]
async fn what_waits_when_a_human_takes_it_is_told_as_unsent() {
    let (app, id, at) = one_customer().await;
    let body = Incoming::Text { text: "oi".to_owned() };
    app.posts(&id, "m1", body).await;
    inbox::tick(&app.crew).await.expect("it is worked");

    let bia = somebody("Bia", Role::Agent);
    take::take(app.app(), &bia, &at, ("1", None)).await.expect("it is taken");
    app.drain().await;

    let bots = app.messages(&id).await.into_iter().filter(|m| m.from == Sender::Bot);
    let bots: Vec<_> = bots.collect();
    assert!(!bots.is_empty());
    for message in bots {
        assert_eq!((message.sent_at, message.failure.as_deref()), (None, Some("taken-over")));
    }
    assert_eq!(app.count("select count(*) from alert").await, 0);
}
