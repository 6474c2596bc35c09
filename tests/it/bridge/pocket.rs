//! The pocket desk: a case is a topic, agents answer from the group under the same rules.

use std::sync::Arc;
use std::time::Duration;

use combinado::app::bridge;
use combinado::app::bridge::people;
use combinado::app::desk::take;
use combinado::config::desks::Pocket;
use combinado::config::hints::Secret;
use combinado::desks::telegram::{Way, parse};
use combinado::domain::access::Role;
use combinado::domain::bridge::Desk;
use combinado::domain::id::Id;
use combinado::fake::faults::{Fault, Plan};
use combinado::fake::telegram::{Act, Fake, Settings};
use combinado::jobs::bridge::Worker;
use combinado::store::bridge::case::{self, Standing};
use combinado::store::message::Sender;
use combinado::store::person;

use super::{ASKS, place};
use crate::desk::somebody;
use crate::support::{TestApp, a_customer, an_invoice};

const GROUP: i64 = -1_001_234;
const BIA: i64 = 31;

struct Group {
    app: TestApp,
    fake: Fake,
    way: Arc<Way>,
    worker: Worker,
    next: std::cell::Cell<Option<i64>>,
}

impl Group {
    async fn start() -> Self {
        let mut app = TestApp::start().await;
        app.may_end_with_work_left();
        let fake = Fake::start(Settings::default(), app.clock.clone()).await.expect("it starts");
        let settings = Pocket {
            token: Secret::new("7770001:dev-token"),
            webhook_secret: Secret::new(""),
            group: GROUP,
            creditors: Vec::new(),
            base_url: fake.base(),
            polling: true,
        };
        let way =
            Arc::new(Way::new(&settings, "(pode estar repetida) ".to_owned()).expect("a way"));
        let worker = Worker::new(app.app().clone(), way.clone(), None);
        let group = Self { app, fake, way, worker, next: std::cell::Cell::new(None) };
        let (who, now) = (somebody("Bia", Role::Agent), group.app.clock.now());
        let hired = group
            .app
            .db()
            .write(move |tx| Box::pin(async move { person::add(tx, &who, "bia", now).await }));
        hired.await.expect("somebody can be hired");
        group.work().await;
        group
    }

    /// Works until nothing more happens.
    async fn work(&self) {
        for _ in 0..2 {
            let updates = self.way.api().updates(self.next.get(), Duration::ZERO).await;
            for update in updates.expect("updates") {
                let number = update.get("update_id").and_then(serde_json::Value::as_i64);
                self.next.set(number.map(|number| number + 1));
                if let Some(came) = parse::update(self.way.settings(), &update) {
                    bridge::accept(self.app.app(), Desk::Telegram, came).await.expect("kept");
                }
            }
            while self.worker.tick().await.expect("a tick").worked > 0 {}
            self.app.drain().await;
        }
    }

    async fn asks(&self) -> (Id, i64) {
        self.app.knows(a_customer("c1"), vec![an_invoice("i1", "2026-10-13")]).await;
        let id = self.app.opens("c1").await;
        self.app.talks(&id, &ASKS).await;
        self.work().await;
        (id, self.fake.topics(GROUP).pop().expect("a topic"))
    }

    async fn writes(&self, from: i64, topic: i64, text: &str) {
        let act = Act { group: Some(GROUP), topic: Some(topic), ..Act::text(from, text) };
        self.fake.act(&act).expect("they write");
        self.work().await;
    }

    async fn enters(&self) {
        let code = people::give_code(self.app.app(), "p-bia").await.expect("a code");
        self.fake.act(&Act::text(BIA, &format!("/entrar {code}"))).expect("they write");
        self.work().await;
    }

    async fn said(&self, id: &Id) -> Vec<String> {
        let all = self.app.messages(id).await.into_iter();
        all.filter(|it| it.from == Sender::Agent).map(|it| it.text).collect()
    }

    fn shown(&self, topic: i64) -> Vec<String> {
        self.fake.said_in(GROUP, topic)
    }
}

#[tokio::test]
async fn a_case_is_a_topic_that_begins_with_its_packet_and_names_no_document() {
    let group = Group::start().await;
    let (id, topic) = group.asks().await;
    group.app.talks(&id, &["meu cpf: 390.533.447-05"]).await;
    group.work().await;

    let (name, closed) = group.fake.topic(GROUP, topic).expect("a topic");
    assert_eq!((name.as_str(), closed), ("Maria S.: pediu uma pessoa", false));
    let shown = group.shown(topic);
    assert!(shown.first().is_some_and(|it| it.contains("pediu para falar com alguém")));
    assert!(shown.iter().any(|it| it == "👤 quero falar com uma pessoa"), "{shown:?}");
    let all = shown.join("\n");
    assert!(!all.contains("390.533") && !all.contains("Souza") && all.contains("***.***.***-**"));
}

#[tokio::test]
async fn who_showed_their_code_answers_and_nobody_else() {
    let group = Group::start().await;
    let (id, topic) = group.asks().await;

    group.writes(BIA, topic, "Oi, sou a Bia").await;
    assert!(group.said(&id).await.is_empty());
    assert!(group.shown(topic).last().is_some_and(|it| it.contains("/entrar CÓDIGO")));
    group.enters().await;
    group.writes(BIA, topic, "Oi, sou a Bia").await;
    group.writes(99, topic, "e eu sou outro").await;
    group.writes(99, topic, "/encerrar recusa").await;

    assert_eq!(group.said(&id).await, ["Oi, sou a Bia"]);
    let case = case::at(group.app.db(), Desk::Telegram, &topic.to_string()).await.expect("read");
    assert_eq!(case.expect("there").standing, Standing::Open);
}

#[tokio::test]
async fn a_code_is_good_once_and_for_minutes() {
    let group = Group::start().await;
    let app = group.app.app();
    let hand = |id: &str| combinado::domain::bridge::Hand { id: id.to_owned(), email: None };

    let code = people::give_code(app, "p-bia").await.expect("a code");
    let typed = format!(" {} ", code.to_lowercase());
    let first = people::enter(app, Desk::Telegram, &hand("1"), &typed).await.expect("asked");
    let second = people::enter(app, Desk::Telegram, &hand("2"), &code).await.expect("asked");
    let late = people::give_code(app, "p-bia").await.expect("a code");
    group.app.clock.pass(chrono::TimeDelta::minutes(16));
    let third = people::enter(app, Desk::Telegram, &hand("3"), &late).await.expect("asked");

    assert_eq!(first.map(|who| who.id).as_deref(), Some("p-bia"));
    assert!(second.is_none() && third.is_none());
}

#[tokio::test]
async fn what_begins_with_two_strokes_stays_in_the_house() {
    let group = Group::start().await;
    let (id, topic) = group.asks().await;
    group.enters().await;

    group.writes(BIA, topic, "// parece nervosa").await;

    assert!(group.said(&id).await.is_empty());
    assert_eq!(group.app.count("select count(*) from case_note").await, 1);
}

#[tokio::test]
async fn commands_take_give_back_and_close_with_an_outcome() {
    let group = Group::start().await;
    let (id, topic) = group.asks().await;
    group.enters().await;

    group.writes(BIA, topic, "/assumir").await;
    assert!(group.shown(topic).iter().any(|it| it.contains("está com Bia")));
    group.writes(BIA, topic, "/encerrar").await;
    assert!(group.shown(topic).last().is_some_and(|it| it.contains("Diga o resultado")));
    group.writes(BIA, topic, "/encerrar recusa").await;

    assert!(group.fake.topic(GROUP, topic).is_some_and(|(_, closed)| closed));
    assert_eq!(group.app.count("select count(*) from handoff where outcome = 'refused'").await, 1);
    group.writes(BIA, topic, "mais uma coisa").await;
    assert!(group.said(&id).await.is_empty());
}

#[tokio::test]
async fn a_colleague_at_our_own_desk_keeps_others_from_answering() {
    let group = Group::start().await;
    let (id, topic) = group.asks().await;
    group.enters().await;
    let ana = somebody("Ana", Role::Agent);
    take::take(group.app.app(), &ana, &place(&id), ("1", None)).await.expect("it is taken");

    group.writes(BIA, topic, "Oi").await;

    assert!(group.said(&id).await.is_empty());
    assert!(group.shown(topic).iter().any(|it| it.contains("está com Ana")));
}

#[tokio::test]
async fn a_line_whose_answer_was_lost_comes_again_and_says_so() {
    let group = Group::start().await;
    let (id, topic) = group.asks().await;
    let plan = Plan { on: Some("sendMessage".to_owned()), ..Plan::next(Fault::ResetAfter, 1) };
    group.fake.faults().order(plan);

    group.app.talks(&id, &["alguém?"]).await;
    group.work().await;
    group.app.clock.pass(chrono::TimeDelta::minutes(1));
    group.work().await;

    let shown = group.shown(topic);
    let lines: Vec<&String> = shown.iter().filter(|it| it.contains("alguém?")).collect();
    assert_eq!(lines, ["👤 alguém?", "(pode estar repetida) 👤 alguém?"]);
}
