//! Other desks: what Chatwoot shows and sends back, as contract tests against a fake of it, and the
//! pocket desk in a Telegram group.

mod chatwoot;
mod hooks;
mod pocket;

use std::sync::Arc;
use std::time::Duration;

use combinado::config::accounts::Channels;
use combinado::config::desks::{Chatwoot, Desks, Inbox};
use combinado::config::hints::Secret;
use combinado::desks::chatwoot::Way;
use combinado::domain::access::{Role, Who};
use combinado::domain::bridge::Desk;
use combinado::domain::id::Id;
use combinado::fake::chatwoot::{Act, Fake, Settings, Shown};
use combinado::jobs::bridge::Worker;
use combinado::store::bridge::case::{self, Case};
use combinado::store::person;
use combinado::web::router::server;
use combinado::web::serve::serve;
use combinado::web::webhooks::Accounts;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::desk::somebody;
use crate::support::{CREDITOR, TestApp, a_customer, an_invoice};

/// Where the conversation of the first customer stands once they asked for a human.
pub const ASKS: [&str; 5] =
    ["oi", "sou eu", "390", "esqueci de pagar", "quero falar com uma pessoa"];

/// The token that must show nowhere.
pub const TOKEN: &str = "token-that-nobody-may-see";

/// Our application, a Chatwoot, and the job between them.
pub struct Bridged {
    /// Ours.
    pub app: TestApp,
    /// Theirs.
    pub fake: Fake,
    /// Between them.
    pub worker: Worker,
    /// As it is configured.
    pub settings: Chatwoot,
    served: JoinHandle<()>,
}

impl Drop for Bridged {
    fn drop(&mut self) {
        self.served.abort();
    }
}

impl Bridged {
    /// Starts everything, with Bia among our people, who is agent 7 there.
    pub async fn start() -> Self {
        let mut app = TestApp::start().await;
        app.may_end_with_work_left();
        let inboxes = vec![("Conversas".to_owned(), None)];
        let settings = Settings { inboxes, token: TOKEN.to_owned(), ..Settings::default() };
        let fake = Fake::start(settings, app.clock.clone()).await.expect("a free port is free");
        let (id, secret) = fake.inboxes().remove(0);
        let inbox =
            Inbox { channel: "web".to_owned(), id: id.to_string(), secret: Secret::new(secret) };
        let settings = Chatwoot {
            base_url: fake.base(),
            account: "1".to_owned(),
            token: Secret::new(TOKEN),
            creditors: Vec::new(),
            inboxes: vec![inbox],
        };
        let desks = Desks { chatwoot: Some(settings.clone()), ..Desks::default() };
        let accounts = Accounts::new(&Channels::default()).with(&desks);
        let router = server(app.app(), Some(accounts), (None, true));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port is free");
        let address = listener.local_addr().expect("an address");
        let meter = app.app().meter.clone();
        let served = tokio::spawn(serve(listener, router, meter, std::future::pending()));
        let hook = format!("http://{address}/webhooks/chatwoot/{id}");
        fake.aim(id, &hook).expect("on this machine");
        let way = Arc::new(Way::new(&settings).expect("a way"));
        let worker = Worker::new(app.app().clone(), way, Some("https://mesa.example".to_owned()));
        let bridged = Self { app, fake, worker, settings, served };
        bridged.hires("Bia", "agent7@example.com").await;
        bridged.work().await;
        bridged
    }

    /// Makes somebody one of our people.
    pub async fn hires(&self, name: &str, login: &'static str) -> Who {
        let who = somebody(name, Role::Agent);
        let (hired, now) = (who.clone(), self.app.clock.now());
        let added = self
            .app
            .db()
            .write(move |tx| Box::pin(async move { person::add(tx, &hired, login, now).await }));
        added.await.expect("somebody can be hired");
        who
    }

    /// A customer asks for a human; the case is shown there.
    pub async fn asks(&self, customer: &'static str) -> Id {
        self.app.knows(a_customer(customer), vec![an_invoice(customer, "2026-10-13")]).await;
        let id = self.app.opens(customer).await;
        self.app.talks(&id, &ASKS).await;
        self.work().await;
        id
    }

    /// Works until nothing more happens on either side.
    pub async fn work(&self) {
        let mut quiet = 0;
        while quiet < 3 {
            let progress = self.worker.tick().await.expect("it can be worked");
            quiet = if progress.worked == 0 { quiet + 1 } else { 0 };
            self.app.drain().await;
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }

    /// An agent there does something, and it is worked.
    pub async fn acts(&self, act: Act) -> Option<u64> {
        let id = self.fake.act(&act).expect("the agent can do it");
        self.work().await;
        id
    }

    /// An agent there writes to the customer.
    pub async fn writes(&self, conversation: u64, text: &str) -> u64 {
        let act = Act { conversation, text: Some(text.to_owned()), ..Act::default() };
        self.acts(act).await.expect("a message")
    }

    /// The messages of the only conversation there.
    pub fn shown(&self) -> Vec<Shown> {
        self.fake.messages(1)
    }

    /// How a message there stands.
    pub fn message(&self, id: u64) -> Shown {
        self.shown().into_iter().find(|it| it.id == id).expect("it is there")
    }

    /// The case of a conversation there.
    pub async fn case(&self, thread: u64) -> Case {
        let found = case::at(self.app.db(), Desk::Chatwoot, &thread.to_string()).await;
        found.expect("read").expect("it is there")
    }

    /// What our agents said to a customer.
    pub async fn said(&self, id: &Id) -> Vec<String> {
        let all = self.app.messages(id).await.into_iter();
        let agents = all.filter(|it| it.from == combinado::store::message::Sender::Agent);
        agents.map(|it| it.text).collect()
    }
}

/// A conversation of ours, as our own desk knows it.
pub fn place(id: &Id) -> combinado::app::desk::Place {
    combinado::app::desk::Place { creditor: CREDITOR.to_owned(), conversation: id.clone() }
}
