//! Sending: once, in order, at a pace, and with every failure's own consequence.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use combinado::app::{notices, receipts};
use combinado::channels::Delivery;
use combinado::domain::channel::{
    Failure, Notice, OrderStatus, Outgoing, Reached, Receipt, Sent, TemplateCall, Trouble,
};
use combinado::domain::id::Id;
use combinado::jobs::outbox as sender;
use combinado::jobs::runner;
use combinado::store::consent::{self, How};
use combinado::store::contact::Account;
use combinado::store::message::{Message, Sender};
use combinado::store::outbox::{self, Errand, New, aside};
use combinado::store::{Db, Tx, account, alert, message};
use futures_util::future::BoxFuture;

use crate::support::{CREDITOR, TestApp, a_customer, monday};

const LANE: &str = "whatsapp/200";

/// A provider that answers as it was told to, and keeps what it took.
#[derive(Default)]
struct Provider {
    answers: Mutex<VecDeque<Failure>>,
    always: Mutex<Option<Failure>>,
    took: Mutex<Vec<Took>>,
    parts: u32,
    slow: Option<Duration>,
    paid: Mutex<Vec<String>>,
}

/// A part of a message that came to a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Took {
    opaque: String,
    text: String,
    part: u32,
    address: String,
    template: Option<String>,
}

impl Provider {
    fn new() -> Arc<Self> {
        Arc::new(Self { parts: 1, ..Self::default() })
    }

    fn answers(&self, failures: impl IntoIterator<Item = Failure>) {
        self.answers.lock().expect("nobody panics").extend(failures);
    }

    fn always(&self, failure: Option<Failure>) {
        *self.always.lock().expect("nobody panics") = failure;
    }

    /// What came, also what was answered with a failure.
    fn took(&self) -> Vec<Took> {
        self.took.lock().expect("nobody panics").clone()
    }

    /// The text and the number of every part that came.
    fn parts(&self) -> Vec<(&'static str, u32)> {
        let word = |text: &str| ["um", "dois"].into_iter().find(|word| *word == text);
        let took = self.took();
        took.iter().map(|took| (word(&took.text).expect("one of two"), took.part)).collect()
    }

    fn texts(&self) -> Vec<String> {
        self.took().into_iter().map(|took| took.text).collect()
    }
}

impl Delivery for Provider {
    fn parts(&self, _: &Outgoing) -> u32 {
        self.parts
    }

    fn shows_payment(&self, outgoing: &Outgoing) -> bool {
        outgoing.payment.is_some()
    }

    fn tell_paid<'a>(&'a self, order: &'a OrderStatus) -> BoxFuture<'a, Result<Sent, Failure>> {
        self.paid.lock().expect("nobody panics").push(order.reference.clone());
        Box::pin(async { Ok(Sent::default()) })
    }

    fn deliver<'a>(&'a self, outgoing: &'a Outgoing) -> BoxFuture<'a, Result<Sent, Failure>> {
        Box::pin(async move {
            self.took.lock().expect("nobody panics").push(Took {
                opaque: outgoing.opaque(),
                text: outgoing.text.clone(),
                part: outgoing.part,
                address: outgoing.to.address.clone(),
                template: outgoing.template.as_ref().map(|call| call.name.clone()),
            });
            if let Some(time) = self.slow {
                tokio::time::sleep(time).await;
            }
            let next = self.answers.lock().expect("nobody panics").pop_front();
            if let Some(failure) =
                next.or_else(|| self.always.lock().expect("nobody panics").clone())
            {
                return Err(failure);
            }
            let provider_id = Some(format!("wamid.{}", outgoing.opaque()));
            Ok(Sent { provider_id, address: None })
        })
    }
}

fn code() -> String {
    "some".to_owned()
}

fn later() -> Failure {
    Failure::Later { code: code() }
}

fn unknown() -> Failure {
    Failure::Ambiguous { code: code() }
}

/// An application with one WhatsApp number, and customers who wrote to it just now.
struct Stage {
    app: TestApp,
    provider: Arc<Provider>,
    lines: Vec<Id>,
}

impl Stage {
    async fn new(people: usize) -> Self {
        Self::with(people, Provider::new()).await
    }

    async fn with(people: usize, provider: Arc<Provider>) -> Self {
        let mut app = TestApp::start().await;
        app.may_end_with_work_left();
        app.crew = app.crew.clone().with(LANE, provider.clone());
        let mut lines = Vec::new();
        for number in 0..people {
            let name = format!("c{number}");
            app.knows(a_customer(&name), vec![]).await;
            let conversation = app.opens(&name).await;
            on_whatsapp(app.db(), LANE, &name, &conversation).await;
            lines.push(conversation);
        }
        Self { app, provider, lines }
    }

    fn db(&self) -> &Db {
        self.app.db()
    }

    /// Decides to say something in a conversation; its message's id.
    async fn says(&self, line: usize, text: &str) -> Id {
        self.decides(line, text, (false, None)).await
    }

    async fn decides(
        &self,
        line: usize,
        text: &str,
        (proactive, template): (bool, Option<TemplateCall>),
    ) -> Id {
        let conversation = self.lines[line].clone();
        let before = self.app.messages(&conversation).await.len();
        let seq = i64::try_from(before).expect("small") + 1;
        let id = Id::derive(&["said", conversation.as_str(), &seq.to_string()]);
        let said = Message {
            id: id.clone(),
            seq,
            from: Sender::Bot,
            author: None,
            turn: 1,
            at: self.app.clock.now(),
            text: text.to_owned(),
            options: Vec::new(),
            attachments: Vec::new(),
            sent_at: None,
            failure: None,
        };
        let new = New {
            creditor: CREDITOR.to_owned(),
            id: id.clone(),
            conversation: conversation.clone(),
            position: seq,
            proactive,
            errand: Errand::Say { seq, template, first: false, answers: None, language: None },
        };
        let now = self.app.clock.now();
        write(self.db(), move |tx| {
            Box::pin(async move {
                message::add(tx, CREDITOR, &conversation, said).await?;
                outbox::add(tx, new, now).await
            })
        })
        .await;
        id
    }

    /// Works the queue of what goes out until nothing more goes now.
    async fn sends(&self) {
        while sender::tick(&self.app.crew).await.expect("it can be worked").worked > 0 {}
    }

    async fn passes(&self, time: TimeDelta) {
        self.app.clock.pass(time);
        self.sends().await;
    }

    async fn told(&self, id: &Id, reached: Reached) -> u64 {
        self.told_as(id, reached, "1").await
    }

    async fn told_as(&self, id: &Id, reached: Reached, name: &str) -> u64 {
        let receipt = Receipt {
            provider_id: format!("wamid.{name}"),
            opaque: Some(format!("{CREDITOR}/{id}/0")),
            reached,
            at: self.app.clock.now(),
        };
        let now = self.app.clock.now();
        let all = vec![(number(), receipt)];
        self.db()
            .write(move |tx| Box::pin(async move { receipts::apply(tx, &all, now).await }))
            .await
            .expect("receipts can be taken")
    }

    /// Writes down that the customer of a line agreed to be written to first on a channel.
    async fn agreed(&self, line: usize, channel: &'static str) {
        let customer = format!("c{line}");
        write(self.db(), move |tx| {
            Box::pin(async move {
                let new = consent::New {
                    creditor: CREDITOR,
                    customer: &customer,
                    channel,
                    how: How::Told,
                    evidence: "a test",
                    at: monday(),
                };
                consent::add(tx, new).await
            })
        })
        .await;
    }

    async fn why(&self, id: &Id) -> Option<String> {
        let (why,): (Option<String>,) = self
            .db()
            .sql("select why from outbox where id = $1")
            .bind(id.to_string())
            .one(self.db())
            .await
            .expect("it is there");
        why
    }

    async fn status(&self, id: &Id) -> String {
        let (status,): (String,) = self
            .db()
            .sql("select status from outbox where id = $1")
            .bind(id.to_string())
            .one(self.db())
            .await
            .expect("it is there");
        status
    }

    async fn alerts(&self) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> = alert::open(self.db())
            .await
            .expect("alerts")
            .into_iter()
            .map(|alert| (alert.kind, alert.detail))
            .collect();
        all.sort();
        all
    }
}

async fn write<T: Send + 'static>(
    db: &Db,
    work: impl for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, combinado::store::Error>>
    + Send
    + 'static,
) -> T {
    db.write(work).await.expect("it can be written")
}

fn number() -> Account {
    Account { creditor: CREDITOR.to_owned(), channel: "whatsapp".into(), account: "200".into() }
}

/// Puts a conversation on a line of WhatsApp's whose customer wrote just now.
async fn on_whatsapp(db: &Db, number: &str, name: &str, conversation: &Id) {
    let (channel, account) = number.split_once('/').expect("channel/account");
    let values = (channel.to_owned(), account.to_owned(), format!("+55{name}"));
    let (line, conversation) = (Id::derive(&["line", name]), conversation.to_string());
    write(db, move |tx| {
        Box::pin(async move {
            tx.sql(
                "insert into contact (creditor, line, channel, account, address, conversation,
                                      heard_at, began_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $7)",
            )
            .bind(CREDITOR.to_owned())
            .bind(line.to_string())
            .bind(values.0)
            .bind(values.1)
            .bind(values.2)
            .bind(conversation)
            .bind(monday())
            .run(tx)
            .await
        })
    })
    .await;
}

#[tokio::test]
async fn a_message_goes_once_with_all_that_it_needs() {
    let stage = Stage::new(1).await;
    let id = stage.says(0, "oi").await;

    stage.sends().await;
    stage.passes(TimeDelta::hours(1)).await;

    let expected = Took {
        opaque: format!("{CREDITOR}/{id}/0"),
        text: "oi".to_owned(),
        part: 0,
        address: "+55c0".to_owned(),
        template: None,
    };
    assert_eq!(stage.provider.took(), [expected]);
    assert_eq!(stage.status(&id).await, "done");
    let said = stage.app.messages(&stage.lines[0]).await.pop().expect("it was said");
    assert_eq!(said.sent_at, Some(monday()));
}

#[tokio::test]
async fn the_parts_of_a_message_go_one_after_another_before_the_next_message() {
    let stage = Stage::with(1, Arc::new(Provider { parts: 3, ..Provider::default() })).await;
    stage.says(0, "um").await;
    stage.says(0, "dois").await;
    stage.provider.answers([later()]);

    stage.sends().await;
    stage.passes(TimeDelta::seconds(5)).await;

    let took: Vec<(String, u32)> =
        stage.provider.took().into_iter().map(|took| (took.text, took.part)).collect();
    let expected =
        [("um", 0), ("um", 0), ("um", 1), ("um", 2), ("dois", 0), ("dois", 1), ("dois", 2)];
    assert_eq!(took, expected.map(|(text, part)| (text.to_owned(), part)));
}

#[tokio::test]
async fn what_may_have_gone_is_not_sent_again_and_holds_its_line_for_a_minute() {
    let stage = Stage::new(2).await;
    stage.provider.answers([unknown()]);
    let first = stage.says(0, "um").await;
    stage.sends().await;
    stage.says(0, "dois").await;
    stage.says(1, "outro").await;

    stage.sends().await;
    assert_eq!(stage.provider.texts(), ["um", "outro"], "only its own line waits");
    stage.passes(TimeDelta::seconds(59)).await;
    assert_eq!(stage.provider.texts(), ["um", "outro"]);
    stage.passes(TimeDelta::seconds(1)).await;
    stage.passes(TimeDelta::hours(30)).await;

    assert_eq!(stage.provider.texts(), ["um", "outro", "dois"]);
    assert_eq!(stage.status(&first).await, "unknown");
    assert_eq!(stage.alerts().await, [("ambiguous".to_owned(), "say".to_owned())]);
    let said = stage.app.messages(&stage.lines[0]).await;
    assert_eq!(said[0].failure.as_deref(), Some("ambiguous"));
}

#[tokio::test]
async fn a_receipt_tells_of_what_nobody_knew_and_the_line_goes_on() {
    let stage = Stage::new(1).await;
    stage.provider.answers([unknown()]);
    let first = stage.says(0, "um").await;
    stage.says(0, "dois").await;
    stage.sends().await;

    assert_eq!(stage.told(&first, Reached::Sent).await, 1);
    assert_eq!(stage.told(&first, Reached::Sent).await, 0, "the same again changes nothing");
    stage.sends().await;
    stage.passes(TimeDelta::hours(1)).await;

    assert_eq!(stage.provider.texts(), ["um", "dois"]);
    assert_eq!(stage.status(&first).await, "done");
    assert_eq!(stage.alerts().await, []);
}

#[tokio::test]
async fn a_part_never_follows_what_came_later_in_its_conversation() {
    let stage = Stage::with(1, Arc::new(Provider { parts: 2, ..Provider::default() })).await;
    stage.provider.answers([unknown()]);
    let first = stage.says(0, "um").await;
    stage.says(0, "dois").await;
    stage.sends().await;
    stage.passes(TimeDelta::seconds(61)).await;

    stage.told(&first, Reached::Sent).await;
    stage.told(&first, Reached::Delivered).await;
    stage.passes(TimeDelta::hours(1)).await;

    assert_eq!(stage.provider.parts(), [("um", 0), ("dois", 0), ("dois", 1)]);
    assert_eq!(stage.status(&first).await, "dead");
    let alerts = [("ambiguous", "say"), ("dead-letter", "overtaken")];
    assert_eq!(stage.alerts().await, alerts.map(|(kind, why)| (kind.into(), why.into())));
}

#[tokio::test]
async fn a_part_follows_late_where_nothing_came_later() {
    let stage = Stage::with(1, Arc::new(Provider { parts: 2, ..Provider::default() })).await;
    stage.provider.answers([unknown()]);
    let first = stage.says(0, "um").await;
    stage.sends().await;
    stage.passes(TimeDelta::seconds(61)).await;
    stage.says(0, "dois").await;

    stage.told(&first, Reached::Sent).await;
    stage.sends().await;

    assert_eq!(stage.provider.parts(), [("um", 0), ("um", 1), ("dois", 0), ("dois", 1)]);
    assert_eq!(stage.status(&first).await, "done");
}

#[tokio::test]
async fn a_late_receipt_settles_what_was_given_up() {
    let stage = Stage::new(1).await;
    stage.provider.answers([unknown()]);
    let id = stage.says(0, "um").await;
    stage.sends().await;
    stage.passes(TimeDelta::minutes(2)).await;

    stage.told(&id, Reached::Delivered).await;

    assert_eq!(stage.status(&id).await, "done");
    let said = stage.app.messages(&stage.lines[0]).await.pop().expect("it was said");
    assert_eq!((said.failure, said.sent_at.is_some()), (None, true));
}

#[tokio::test]
async fn a_receipt_of_a_failure_has_its_consequence_once() {
    let stage = Stage::new(1).await;
    stage.provider.answers([unknown()]);
    let id = stage.says(0, "um").await;
    stage.sends().await;
    let failed = || Reached::Failed { failure: later() };

    stage.told(&id, failed()).await;
    stage.told(&id, failed()).await;
    stage.passes(TimeDelta::seconds(5)).await;
    assert_eq!(stage.provider.texts(), ["um", "um"]);
    // The same told late, and the word that the failed one was sent, mean the first sending.
    stage.told(&id, failed()).await;
    stage.told(&id, Reached::Sent).await;
    stage.passes(TimeDelta::hours(10)).await;

    assert_eq!(stage.provider.texts(), ["um", "um"]);
    assert_eq!(stage.status(&id).await, "done");
}

#[tokio::test]
async fn a_failure_that_comes_too_late_is_not_made_good_out_of_order() {
    let stage = Stage::new(1).await;
    let first = stage.says(0, "um").await;
    stage.says(0, "dois").await;
    stage.sends().await;

    stage.told(&first, Reached::Failed { failure: later() }).await;
    stage.passes(TimeDelta::hours(10)).await;

    assert_eq!(stage.provider.texts(), ["um", "dois"]);
    assert_eq!(stage.status(&first).await, "dead");
    assert_eq!(stage.alerts().await, [("dead-letter".to_owned(), code())]);
}

#[tokio::test]
async fn receipts_go_only_forward_whatever_their_order() {
    let stage = Stage::new(1).await;
    let id = stage.says(0, "um").await;
    stage.sends().await;
    for reached in [Reached::Read, Reached::Delivered, Reached::Sent] {
        stage.app.clock.pass(TimeDelta::seconds(1));
        stage.told(&id, reached).await;
    }

    let (delivered, read): (Option<DateTime<Utc>>, Option<DateTime<Utc>>) = stage
        .db()
        .sql("select delivered_at, read_at from message where id = $1")
        .bind(id.to_string())
        .one(stage.db())
        .await
        .expect("it is there");

    let at = monday() + TimeDelta::seconds(1);
    assert_eq!((delivered, read), (Some(at), Some(at)), "read says that it was delivered");
}

#[tokio::test]
async fn a_receipt_without_our_word_is_known_by_the_providers_id() {
    let stage = Stage::new(1).await;
    let id = stage.says(0, "um").await;
    stage.sends().await;
    let receipt = Receipt {
        provider_id: format!("wamid.{CREDITOR}/{id}/0"),
        opaque: Some("somebody else's".to_owned()),
        reached: Reached::Read,
        at: monday(),
    };

    let all = vec![(number(), receipt)];
    let further = stage
        .db()
        .write(move |tx| Box::pin(async move { receipts::apply(tx, &all, monday()).await }))
        .await
        .expect("taken");

    assert_eq!(further, 1);
}

#[tokio::test]
async fn what_a_lost_process_had_claimed_is_unknown_and_not_sent() {
    let stage = Stage::new(1).await;
    let id = stage.says(0, "um").await;
    let hanging = Provider { slow: Some(Duration::from_mins(10)), parts: 1, ..Provider::default() };
    let lost = stage.app.crew.clone().with(LANE, Arc::new(hanging));
    let task = tokio::spawn(async move { sender::tick(&lost).await });
    while stage.app.count("select count(*) from outbox where claim is not null").await == 0 {
        tokio::task::yield_now().await;
    }
    task.abort();

    stage.sends().await;
    assert_eq!(stage.status(&id).await, "waiting", "its claim stands");
    stage.passes(TimeDelta::seconds(60)).await;
    assert_eq!(stage.status(&id).await, "unknown");
    stage.passes(TimeDelta::hours(2)).await;

    assert_eq!(stage.provider.texts(), [""; 0]);
    assert_eq!(stage.alerts().await, [("ambiguous".to_owned(), "say".to_owned())]);
}

#[tokio::test]
async fn a_file_that_is_opened_again_sends_nothing_twice() {
    let stage = Stage::new(1).await;
    if let Db::Pg(_) = stage.db() {
        return;
    }
    let id = stage.says(0, "um").await;
    let hanging = Provider { slow: Some(Duration::from_mins(10)), parts: 1, ..Provider::default() };
    let lost = stage.app.crew.clone().with(LANE, Arc::new(hanging));
    let task = tokio::spawn(async move { sender::tick(&lost).await });
    while stage.app.count("select count(*) from outbox where claim is not null").await == 0 {
        tokio::task::yield_now().await;
    }
    task.abort();

    runner::recover(&stage.app.crew).await.expect("it recovers");
    stage.sends().await;

    assert_eq!(stage.status(&id).await, "unknown");
    assert_eq!(stage.provider.texts(), [""; 0]);
}

#[tokio::test]
async fn a_throttled_account_waits_to_the_second_and_others_go_on() {
    let mut stage = Stage::new(2).await;
    let other = Provider::new();
    stage.app.crew = stage.app.crew.clone().with("whatsapp/300", other.clone());
    stage.app.knows(a_customer("d"), vec![]).await;
    let conversation = stage.app.opens("d").await;
    on_whatsapp(stage.db(), "whatsapp/300", "d", &conversation).await;
    stage.lines.push(conversation);
    let throttled = Failure::Throttled { code: code(), after: Some(14), alert: false };
    stage.provider.answers([throttled]);
    stage.says(0, "um").await;
    stage.sends().await;
    stage.says(1, "dois").await;
    stage.says(2, "outro").await;

    stage.passes(TimeDelta::milliseconds(13_999)).await;
    assert_eq!(stage.provider.texts(), ["um"], "one try, then rest");
    assert_eq!(other.texts(), ["outro"]);
    stage.passes(TimeDelta::milliseconds(1)).await;

    let mut texts = stage.provider.texts();
    texts.sort();
    assert_eq!(texts, ["dois", "um", "um"]);
}

#[tokio::test]
async fn a_suspended_account_is_a_normal_state_from_which_it_comes_back() {
    let stage = Stage::new(2).await;
    stage.provider.always(Some(Failure::Account { code: "190".to_owned() }));
    let id = stage.says(0, "um").await;
    stage.sends().await;
    stage.says(1, "dois").await;
    stage.passes(TimeDelta::minutes(4)).await;
    assert_eq!(stage.provider.texts(), ["um"]);
    assert_eq!(stage.status(&id).await, "waiting");
    assert_eq!(stage.alerts().await, [("account".to_owned(), "190".to_owned())]);

    stage.provider.always(None);
    let notice = Notice { trouble: Trouble::Restored, code: "RESTORED".to_owned(), detail: None };
    stage
        .db()
        .write(move |tx| {
            Box::pin(async move { notices::take(tx, &number(), &notice, monday()).await })
        })
        .await
        .expect("it is taken");
    stage.sends().await;

    assert_eq!(stage.provider.texts().len(), 3);
    assert_eq!(stage.status(&id).await, "done");
}

#[tokio::test]
async fn a_suspended_account_is_tried_with_one_message_after_a_while() {
    let stage = Stage::new(3).await;
    stage.provider.always(Some(Failure::Account { code: "190".to_owned() }));
    stage.says(0, "um").await;
    stage.sends().await;
    stage.says(1, "dois").await;
    stage.says(2, "três").await;
    stage.passes(TimeDelta::minutes(5)).await;
    assert_eq!(stage.provider.texts().len(), 2, "one tries");

    stage.provider.always(None);
    stage.passes(TimeDelta::minutes(15)).await;

    assert_eq!(stage.provider.texts().len(), 5);
    let health = account::find(stage.db(), CREDITOR, LANE).await.expect("read");
    assert!(!health.suspended);
}

#[tokio::test]
async fn an_account_that_fails_again_and_again_is_paused_without_harm_to_others() {
    let mut stage = Stage::new(12).await;
    let other = Provider::new();
    stage.app.crew = stage.app.crew.clone().with("whatsapp/300", other.clone());
    stage.app.knows(a_customer("d"), vec![]).await;
    let conversation = stage.app.opens("d").await;
    on_whatsapp(stage.db(), "whatsapp/300", "d", &conversation).await;
    stage.lines.push(conversation);
    stage.provider.always(Some(later()));
    for line in 0..6 {
        stage.says(line, "um").await;
        stage.sends().await;
    }
    let before = stage.provider.took().len();
    for line in 6..12 {
        stage.says(line, "dois").await;
    }
    stage.says(12, "outro").await;

    stage.sends().await;

    assert_eq!(before, 5, "it was paused after five");
    assert_eq!(stage.provider.took().len(), 5);
    assert_eq!(other.texts(), ["outro"]);
    stage.passes(TimeDelta::seconds(5)).await;
    assert_eq!(stage.provider.took().len(), 6, "one tries");
    stage.provider.always(None);
    stage.passes(TimeDelta::minutes(1)).await;
    stage.passes(TimeDelta::minutes(1)).await;
    assert_eq!(outbox::count(stage.db()).await.expect("count"), (0, 0));
}

#[tokio::test]
async fn what_fails_to_the_end_is_dead_with_its_reason_and_can_go_again() {
    let stage = Stage::new(1).await;
    stage.provider.always(Some(later()));
    let id = stage.says(0, "um").await;
    stage.sends().await;
    for _ in 0..20 {
        stage.passes(TimeDelta::hours(1)).await;
    }
    assert_eq!(stage.provider.took().len(), 8);
    let dead = aside::list(stage.db(), "dead", 10).await.expect("a list");
    assert_eq!((dead[0].id.as_str(), dead[0].why.as_deref()), (id.as_str(), Some("some")));
    assert_eq!(stage.alerts().await, [("dead-letter".to_owned(), code())]);

    stage.provider.always(None);
    let (which, now) = (id.clone(), stage.app.clock.now());
    let found =
        write(stage.db(), move |tx| Box::pin(async move { aside::again(tx, &which, now).await }))
            .await;
    stage.sends().await;

    assert!(found);
    assert_eq!(stage.status(&id).await, "done");
}

fn a_template() -> TemplateCall {
    TemplateCall {
        name: "lembrete_v1".to_owned(),
        language: "pt_BR".to_owned(),
        named: true,
        values: Vec::new(),
        replies: Vec::new(),
        links: BTreeMap::new(),
    }
}

#[tokio::test]
async fn outside_the_window_only_a_template_goes() {
    let stage = Stage::new(2).await;
    stage.app.clock.pass(TimeDelta::minutes(24 * 60 - 5));
    let plain = stage.says(0, "um").await;
    stage.decides(1, "dois", (false, Some(a_template()))).await;

    stage.sends().await;

    let took: Vec<_> = stage.provider.took().into_iter().map(|took| took.template).collect();
    assert_eq!(took, [Some("lembrete_v1".to_owned())]);
    assert_eq!(stage.status(&plain).await, "dead");
    assert_eq!(stage.alerts().await, [("dead-letter".to_owned(), "window-closed".to_owned())]);
}

#[tokio::test]
async fn a_window_that_the_provider_calls_closed_is_answered_with_the_template() {
    let stage = Stage::new(2).await;
    stage.provider.answers([Failure::WindowClosed]);
    let id = stage.decides(0, "um", (false, Some(a_template()))).await;
    stage.sends().await;
    stage.provider.answers([Failure::Template { code: "132015".to_owned() }]);
    stage.app.clock.pass(TimeDelta::hours(25));
    let off = stage.decides(1, "dois", (false, Some(a_template()))).await;

    stage.sends().await;

    let took: Vec<_> = stage.provider.took().into_iter().map(|took| took.template).collect();
    let call = || Some("lembrete_v1".to_owned());
    assert_eq!(took, [None, call(), call()], "a template that is off is not tried again");
    assert_eq!(stage.status(&id).await, "done");
    assert_eq!(stage.status(&off).await, "dead");
    let kinds: Vec<String> = stage.alerts().await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["dead-letter", "template"]);
}

#[tokio::test]
async fn outside_the_window_we_begin_only_with_who_agreed_to_it() {
    let stage = Stage::new(4).await;
    stage.agreed(0, "*").await;
    stage.agreed(1, "whatsapp").await;
    stage.agreed(2, "telegram").await;
    stage.app.clock.pass(TimeDelta::hours(25));
    let mut begun = Vec::new();
    for line in 0..4 {
        begun.push(stage.decides(line, "lembrete", (true, Some(a_template()))).await);
    }

    stage.sends().await;

    let to: Vec<String> = stage.provider.took().into_iter().map(|took| took.address).collect();
    assert_eq!(to, ["+55c0", "+55c1"]);
    for id in &begun[2..] {
        let (status, why) = (stage.status(id).await, stage.why(id).await);
        assert_eq!((status.as_str(), why.as_deref()), ("dead", Some("no-consent")));
    }
    assert_eq!(stage.alerts().await, [("dead-letter".to_owned(), "no-consent".to_owned())]);
    let said = stage.app.messages(&stage.lines[2]).await.pop().expect("it was decided");
    assert_eq!(said.failure.as_deref(), Some("no-consent"));
}

#[tokio::test]
async fn within_the_window_and_for_answers_nobody_needs_to_have_agreed() {
    let stage = Stage::new(2).await;
    stage.decides(0, "lembrete", (true, Some(a_template()))).await;
    stage.sends().await;
    stage.app.clock.pass(TimeDelta::hours(25));
    stage.decides(1, "resposta", (false, Some(a_template()))).await;

    stage.sends().await;

    let took: Vec<_> = stage.provider.took().into_iter().map(|took| took.template).collect();
    assert_eq!(took, [None, Some("lembrete_v1".to_owned())]);
}

#[tokio::test]
async fn where_the_provider_calls_the_window_closed_what_we_begin_needs_an_agreement() {
    let stage = Stage::new(1).await;
    stage.provider.answers([Failure::WindowClosed]);
    let id = stage.decides(0, "lembrete", (true, Some(a_template()))).await;

    stage.sends().await;
    stage.passes(TimeDelta::hours(1)).await;

    assert_eq!(stage.provider.took().len(), 1, "the template did not follow");
    assert_eq!(stage.why(&id).await.as_deref(), Some("no-consent"));
}

#[tokio::test]
async fn with_a_bot_of_telegrams_only_people_begin() {
    let mut stage = Stage::new(0).await;
    let bot = Provider::new();
    stage.app.crew = stage.app.crew.clone().with("telegram/7", bot.clone());
    for name in ["c0", "c1"] {
        stage.app.knows(a_customer(name), vec![]).await;
        let conversation = stage.app.opens(name).await;
        on_whatsapp(stage.db(), "telegram/7", name, &conversation).await;
        stage.lines.push(conversation);
    }
    write(stage.db(), |tx| {
        Box::pin(async move {
            tx.sql("update contact set heard_at = null where address = '+55c1'").run(tx).await
        })
    })
    .await;
    stage.decides(0, "lembrete", (true, None)).await;
    let begun = stage.decides(1, "lembrete", (true, None)).await;

    stage.sends().await;

    let to: Vec<String> = bot.took().into_iter().map(|took| took.address).collect();
    assert_eq!(to, ["+55c0"]);
    assert_eq!(stage.why(&begun).await.as_deref(), Some("not-started"));
}

#[tokio::test]
async fn what_no_account_sends_waits_and_a_human_is_told_once() {
    let stage = Stage::new(1).await;
    stage.app.knows(a_customer("d"), vec![]).await;
    let conversation = stage.app.opens("d").await;
    on_whatsapp(stage.db(), "whatsapp/300", "d", &conversation).await;
    let mut stage = stage;
    stage.lines.push(conversation);
    let id = stage.says(1, "um").await;

    stage.sends().await;
    assert_eq!(stage.status(&id).await, "waiting");
    assert_eq!(stage.alerts().await, [("account".to_owned(), "not-set-up".to_owned())]);
    let back = Provider::new();
    stage.app.crew = stage.app.crew.clone().with("whatsapp/300", back.clone());
    stage.sends().await;

    assert_eq!(back.texts(), ["um"], "set up again, it goes");
}

#[tokio::test]
async fn a_server_tells_of_what_no_account_sends_once_however_often_it_looks() {
    let mut stage = Stage::new(0).await;
    stage.app.knows(a_customer("d"), vec![]).await;
    let conversation = stage.app.opens("d").await;
    on_whatsapp(stage.db(), "whatsapp/300", "d", &conversation).await;
    stage.lines.push(conversation);
    stage.says(0, "um").await;
    stage.app.crew.pace.rest = Duration::from_millis(5);
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let crew = stage.app.crew.clone();
    let runner = tokio::spawn(async move { sender::run(&crew, stopped).await });
    while stage.app.count("select count(*) from alert").await == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }

    tokio::time::sleep(Duration::from_millis(100)).await;
    stop.send(true).expect("it listens");
    runner.await.expect("it ends well");

    let all = alert::open(stage.db()).await.expect("alerts");
    assert_eq!(all.iter().map(|alert| alert.count).collect::<Vec<_>>(), [1]);
    assert_eq!(all[0].subject, "whatsapp/300");
}

#[tokio::test]
async fn what_can_reach_nobody_any_more_does_not_wait_for_ever() {
    let stage = Stage::new(1).await;
    write(stage.db(), |tx| {
        Box::pin(async move {
            tx.sql("update conversation set channel = 'whatsapp'").run(&mut *tx).await?;
            // The number has another owner: nobody is there any more.
            tx.sql("update contact set conversation = null").run(tx).await
        })
    })
    .await;
    let id = stage.says(0, "lembrete").await;

    stage.sends().await;

    assert_eq!(stage.why(&id).await.as_deref(), Some("unbound"));
    assert_eq!(stage.provider.took().len(), 0);
}

#[tokio::test]
async fn how_long_an_answer_takes_is_timed_from_what_it_answers() {
    let stage = Stage::new(2).await;
    let arrived = monday() - TimeDelta::seconds(2);
    for (line, answers) in [(0, Some(arrived)), (1, None)] {
        let id = Id::derive(&["welcome", &line.to_string()]);
        let errand =
            Errand::Welcome { text: "Olá".into(), options: vec![], asks_phone: false, answers };
        let new = New {
            creditor: CREDITOR.to_owned(),
            id,
            conversation: Id::derive(&["line", &format!("c{line}")]),
            position: 1,
            proactive: false,
            errand,
        };
        write(stage.db(), move |tx| Box::pin(outbox::add(tx, new, monday()))).await;
    }
    stage.provider.answers([later()]);

    stage.sends().await;
    stage.passes(TimeDelta::seconds(5)).await;

    let text = stage.app.app().meter.text();
    assert_eq!(stage.provider.took().len(), 3, "one of them twice");
    assert!(text.contains("combinado_reply_seconds_count 1\n"), "{text}");
}

#[tokio::test]
async fn one_person_gets_twenty_at_once_and_then_one_in_six_seconds() {
    let mut stage = Stage::new(2).await;
    stage.app.crew = stage.app.crew.clone().paced(LANE, 1_000);
    for number in 0..23 {
        stage.says(0, &number.to_string()).await;
    }

    stage.sends().await;
    stage.says(1, "outra pessoa").await;
    stage.sends().await;
    assert_eq!(stage.provider.took().len(), 21, "only one waits, others do not");
    for more in [22, 23, 24] {
        stage.passes(TimeDelta::milliseconds(5_900)).await;
        assert_eq!(stage.provider.took().len(), more - 1);
        stage.passes(TimeDelta::milliseconds(102)).await;
        assert_eq!(stage.provider.took().len(), more);
    }

    let own: Vec<String> =
        stage.provider.texts().into_iter().filter(|text| text != "outra pessoa").collect();
    assert_eq!(own, (0..23).map(|number| number.to_string()).collect::<Vec<_>>());
}

#[tokio::test]
async fn two_instances_together_keep_the_rate_of_a_number() {
    let mut stage = Stage::new(60).await;
    stage.app.crew = stage.app.crew.clone().paced(LANE, 10);
    let other = stage.app.crew.clone();
    for line in 0..60 {
        stage.says(line, "oi").await;
    }

    let mut sent = Vec::new();
    for _ in 0..60 {
        let (one, two) = tokio::join!(sender::tick(&stage.app.crew), sender::tick(&other));
        one.and(two).expect("both can be worked");
        sent.push(stage.provider.took().len());
        stage.app.clock.pass(TimeDelta::milliseconds(50));
    }

    for (start, before) in sent.iter().enumerate() {
        let within = sent.get(start + 19).map_or(0, |after| after - before);
        assert!(within <= 10, "{within} in a second: {sent:?}");
    }
    let last = *sent.last().expect("some");
    assert!((23..=27).contains(&last), "{last} in three seconds");
}

#[tokio::test]
async fn what_comes_in_counts_too() {
    let mut stage = Stage::new(12).await;
    stage.app.crew = stage.app.crew.clone().paced(LANE, 10);
    for line in 0..12 {
        stage.says(line, "oi").await;
    }
    write(stage.db(), |tx| {
        Box::pin(async move { combinado::store::pace::came_in(tx, &[(&number(), 9)]).await })
    })
    .await;

    stage.sends().await;
    assert_eq!(stage.provider.took().len(), 0);
    stage.passes(TimeDelta::milliseconds(1_050)).await;

    assert_eq!(stage.provider.took().len(), 2, "as many as may go at once");
}

#[tokio::test]
async fn answers_go_before_what_we_begin() {
    let mut stage = Stage::new(6).await;
    stage.app.crew = stage.app.crew.clone().paced(LANE, 1);
    for line in 0..5 {
        stage.decides(line, "campanha", (true, None)).await;
    }
    stage.app.clock.pass(TimeDelta::milliseconds(1));
    stage.says(5, "resposta").await;

    stage.sends().await;

    assert_eq!(stage.provider.texts(), ["resposta"]);
}

#[tokio::test]
async fn nothing_begins_outside_the_hours() {
    let stage = Stage::new(1).await;
    let evening = "2026-11-23T22:00:00Z".parse::<DateTime<Utc>>().expect("a time");
    stage.app.clock.pass(evening - monday());
    stage.decides(0, "lembrete", (true, None)).await;

    stage.sends().await;
    stage.passes(TimeDelta::hours(13)).await;
    assert_eq!(stage.provider.took().len(), 0, "10:59 in UTC is before nine in São Paulo");
    stage.passes(TimeDelta::hours(1)).await;

    assert_eq!(stage.provider.took().len(), 1);
}

#[tokio::test]
async fn nothing_reaches_one_who_blocked_us_but_an_answer_is_tried() {
    let stage = Stage::new(1).await;
    stage.provider.answers([Failure::Never { code: "131026".to_owned(), gone: true }]);
    stage.says(0, "um").await;
    stage.sends().await;
    let begun = stage.decides(0, "lembrete", (true, None)).await;

    stage.sends().await;

    assert_eq!(stage.provider.texts(), ["um"]);
    assert_eq!(stage.status(&begun).await, "dead");
    let blocked = stage.app.count("select count(*) from contact where status = 'blocked'").await;
    assert_eq!(blocked, 1);
}

#[tokio::test]
async fn an_address_that_may_be_anothers_now_is_unbound_until_it_is_proved_anew() {
    let stage = Stage::new(1).await;
    let known = "update contact set customer = 'c0', proof = 'strong'";
    write(stage.db(), move |tx| Box::pin(async move { tx.sql(known).run(tx).await })).await;
    let bound = "select count(*) from contact where customer is not null";
    assert_eq!(stage.app.count(bound).await, 1);
    stage.provider.answers([Failure::Changed { code: "137000".to_owned() }]);
    let told = stage.says(0, "um").await;
    let waits = stage.says(0, "dois").await;

    stage.sends().await;
    stage.passes(TimeDelta::hours(1)).await;

    assert_eq!(stage.provider.texts(), ["um"], "nothing more goes to whoever is there");
    assert_eq!(stage.status(&told).await, "dead");
    assert_eq!(stage.status(&waits).await, "dead");
    assert_eq!(stage.app.count(bound).await, 0);
    let alert = ("contact".to_owned(), "identity-changed".to_owned());
    assert!(stage.alerts().await.contains(&alert), "{:?}", stage.alerts().await);
}

#[tokio::test]
async fn somebody_without_a_conversation_is_answered_on_their_line() {
    let stage = Stage::new(1).await;
    let line = Id::derive(&["line", "c0"]);
    let new = New {
        creditor: CREDITOR.to_owned(),
        id: Id::derive(&["welcome"]),
        conversation: line,
        position: 1,
        proactive: false,
        errand: Errand::Welcome {
            text: "Olá".into(),
            options: vec![],
            asks_phone: true,
            answers: None,
        },
    };
    write(stage.db(), move |tx| Box::pin(outbox::add(tx, new, monday()))).await;

    stage.sends().await;

    let took = stage.provider.took();
    assert_eq!((took[0].text.as_str(), took[0].address.as_str()), ("Olá", "+55c0"));
}

#[tokio::test]
async fn a_slow_account_holds_up_nobody_and_a_clean_end_leaves_nothing_unknown() {
    let mut stage = Stage::new(3).await;
    let slow = Arc::new(Provider {
        parts: 1,
        slow: Some(Duration::from_millis(700)),
        ..Provider::default()
    });
    stage.app.crew = stage.app.crew.clone().with("whatsapp/300", slow.clone());
    stage.app.crew.pace.rest = Duration::from_millis(10);
    stage.app.knows(a_customer("d"), vec![]).await;
    let conversation = stage.app.opens("d").await;
    on_whatsapp(stage.db(), "whatsapp/300", "d", &conversation).await;
    stage.lines.push(conversation);
    let held = stage.says(3, "devagar").await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let crew = stage.app.crew.clone();
    let runner = tokio::spawn(async move { sender::run(&crew, stopped).await });
    while slow.took().is_empty() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }

    for line in 0..3 {
        stage.says(line, "rápido").await;
        stage.app.app().signals.outbox.notify_one();
    }
    let mut rounds = 0;
    while stage.provider.took().len() < 3 {
        tokio::time::sleep(Duration::from_millis(1)).await;
        rounds += 1;
        assert!(rounds < 600, "nobody waits for the slow one");
    }
    stop.send(true).expect("it listens");
    runner.await.expect("it ends well");

    assert_eq!(stage.status(&held).await, "done");
    assert_eq!(stage.app.count("select count(*) from outbox where status <> 'done'").await, 0);
}
