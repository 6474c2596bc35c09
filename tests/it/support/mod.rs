//! An application of ours on a real database, a clock that stands still, a simulated channel.
//!
//! On SQLite each test has its own file; with `COMBINADO_TEST_POSTGRES` its own schema. When a test
//! ends well, dropping it proves that nothing was left waiting.

mod database;
mod endpoint;
pub mod logs;
mod people;

use std::sync::{Arc, LazyLock};

use chrono::{DateTime, TimeDelta, Utc};
use combinado::app::door::Door;
use combinado::app::edition::{Edition, Editions};
use combinado::app::intake::{self, Accepted, Inbound, Incoming};
use combinado::app::opening::{self, Opening};
use combinado::app::signals::Signals;
use combinado::app::tuning::played::With;
use combinado::app::{App, payment};
use combinado::clock::Clock;
use combinado::config::content;
use combinado::domain::calendar::Calendar;
use combinado::domain::channel::Catalogue;
use combinado::domain::content::TESTS;
use combinado::domain::content::release::Moves;
use combinado::domain::debt::charge::Charge;
use combinado::domain::debt::invoice::Invoice;
use combinado::domain::debt::party::{Creditor, Customer};
use combinado::domain::dialogue::facts::DeskHours;
use combinado::domain::id::Id;
use combinado::domain::money::Money;
use combinado::domain::problem::Source;
use combinado::domain::understanding::{Reader, shipped};
use combinado::jobs::{Crew, Issue, Simulator};
use combinado::payments::pix_static::brcode::{StaticCode, Txid};
use combinado::store::message::{Message, Sender};
use combinado::store::{self, Db, creditor, customer, inbox, invoice, message, outbox};

pub use database::Database;
pub use endpoint::{Does, Endpoint};
pub use people::{CREDITOR, a_creditor, a_customer, an_invoice};

static READER: LazyLock<Arc<Reader>> =
    LazyLock::new(|| Arc::new(Reader::train(&shipped()).expect("our words are good")));
static EDITION: LazyLock<Edition> = LazyLock::new(|| {
    let own = content::own();
    // Its tests are played with every release: whoever asks for them adds them.
    let files = own.only(|path| !path.starts_with(TESTS));
    let edition = Edition::compile((1, Moves::Finish), &files, &own).expect("our content is good");
    Edition { templates: Arc::default(), ..edition }
});

static LESSON: LazyLock<String> = LazyLock::new(|| EDITION.lesson());

/// A file of the project.
pub fn source(path: &str) -> Source {
    Source::new(path, std::fs::read_to_string(path).expect("the file is there"))
}

/// A Monday morning within contact hours.
pub fn monday() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-11-23T13:00:00Z").expect("a moment").to_utc()
}

/// An application under test.
pub struct TestApp {
    /// All that works the queues.
    pub crew: Crew,
    /// Its clock.
    pub clock: Clock,
    /// Its channel.
    pub simulator: Simulator,
    database: Database,
    posted: std::cell::Cell<u32>,
    quiet: bool,
}

impl TestApp {
    /// Has the release that serves hold these templates; only before anything is published.
    pub fn has_templates(&mut self, templates: Catalogue) {
        let live = self.crew.app.live();
        let edition = Edition { templates: Arc::new(templates), ..(*live).clone() };
        self.crew.app.editions = Editions::new(edition, content::own());
    }

    /// Starts on an empty database with one creditor.
    pub async fn start() -> Self {
        Self::start_at(Clock::manual(monday())).await
    }

    /// The same with a clock of one's own.
    pub async fn start_at(clock: Clock) -> Self {
        logs::read_along();
        let database = Database::create().await;
        let app = Self::on(database, clock).await;
        let db = app.crew.app.db.clone();
        db.write(|tx| Box::pin(async move { creditor::save(tx, &a_creditor()).await }))
            .await
            .expect("a creditor can be saved");
        app
    }

    async fn on(database: Database, clock: Clock) -> Self {
        let app = an_app(database.open().await, clock.clone());
        let simulator = Simulator::default();
        let crew = Crew::new(app, pix()).with("web", Arc::new(simulator.clone()));
        Self { crew, clock, simulator, database, posted: std::cell::Cell::new(0), quiet: true }
    }

    /// The application.
    pub fn app(&self) -> &App {
        &self.crew.app
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.crew.app.db
    }

    /// Where the database is, as commands are told.
    pub fn address(&self) -> String {
        self.database.address()
    }

    /// Lets the test end with entries that wait.
    pub fn may_end_with_work_left(&mut self) {
        self.quiet = false;
    }

    /// Imports a customer with invoices.
    pub async fn knows(&self, who: Customer, owes: Vec<Invoice>) {
        let rows: Vec<_> = owes
            .into_iter()
            .map(|invoice| invoice::Imported::new(&who.creditor, &who.id, invoice))
            .collect();
        self.db()
            .write(move |tx| {
                Box::pin(async move {
                    customer::import(tx, std::slice::from_ref(&who)).await?;
                    invoice::import(tx, &rows).await?;
                    Ok::<_, store::Error>(())
                })
            })
            .await
            .expect("a portfolio can be imported");
    }

    /// Opens the web conversation of a customer.
    pub async fn opens(&self, customer: &str) -> Id {
        let opening = Opening {
            creditor: CREDITOR.to_owned(),
            customer: customer.to_owned(),
            channel: "web".to_owned(),
            address: format!("web/{customer}"),
        };
        opening::open(self.app(), opening).await.expect("a conversation can be opened")
    }

    /// Accepts something of the customer's, without working it.
    pub async fn posts(&self, conversation: &Id, external_id: &str, body: Incoming) -> Accepted {
        let inbound = Inbound {
            creditor: CREDITOR.to_owned(),
            channel: "web".to_owned(),
            external_id: external_id.to_owned(),
            line: conversation.clone(),
            body,
        };
        intake::accept(self.app(), inbound).await.expect("anything can be accepted")
    }

    /// The customer writes, everything is worked; answers what was said to it.
    pub async fn says(&self, conversation: &Id, text: &str) -> Vec<Message> {
        let before = self.messages(conversation).await.len();
        let number = self.posted.get() + 1;
        self.posted.set(number);
        let body = Incoming::Text { text: text.to_owned() };
        self.posts(conversation, &format!("m{number}"), body).await;
        self.drain().await;
        let heard = self.messages(conversation).await.split_off(before);
        heard.into_iter().filter(|message| message.from != Sender::Customer).collect()
    }

    /// The customer writes several things, one after another; answers the last answers.
    pub async fn talks(&self, conversation: &Id, texts: &[&str]) -> Vec<Message> {
        let mut last = Vec::new();
        for text in texts {
            last = self.says(conversation, text).await;
        }
        last
    }

    /// Time passes; what comes due is worked.
    pub async fn passes(&self, time: TimeDelta) {
        self.clock.pass(time);
        self.drain().await;
    }

    /// Works everything.
    pub async fn drain(&self) {
        self.crew.drain().await.expect("the queues can be worked");
    }

    /// Money comes in for a charge.
    pub async fn pays(&self, charge: &Id, amount: Money, external_id: &str) -> Accepted {
        let received = payment::Received {
            creditor: CREDITOR.to_owned(),
            external_id: external_id.to_owned(),
            towards: payment::Towards::Charge(charge.clone()),
            amount,
            on: self.clock.now().date_naive(),
        };
        let accepted = payment::receive(self.app(), received).await.expect("money can be received");
        self.drain().await;
        accepted
    }

    /// Everything said so far.
    pub async fn messages(&self, conversation: &Id) -> Vec<Message> {
        message::since(self.db(), CREDITOR, conversation, 0).await.expect("messages can be read")
    }

    /// How many rows a table has.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let (count,): (i64,) = self.db().sql(sql).one(self.db()).await.expect("a count");
        count
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            logs::assert_nobody_is_named();
        }
        if self.quiet && !std::thread::panicking() {
            let (came, goes) = self.database.left();
            assert_eq!((came, goes), (0, 0), "entries wait in inbox and outbox");
        }
    }
}

/// An application on a database.
pub fn an_app(db: Db, clock: Clock) -> App {
    let editions = Editions::new(EDITION.clone(), content::own());
    editions.learnt(LESSON.clone(), READER.clone());
    App {
        db,
        clock,
        calendar: Arc::new(Calendar::brazil()),
        reader: READER.clone().into(),
        editions,
        desk: DeskHours::default(),
        signals: Signals::default(),
        door: Door::default(),
        meter: combinado::meter::Meter::default(),
        simulating: combinado::app::tuning::impact::Turns::default(),
    }
}

/// A static code of the creditor's key, as it is issued without a provider.
pub fn static_pix(charge: &Charge, creditor: &Creditor) -> Result<String, String> {
    let code = StaticCode {
        key: &creditor.pix_key,
        name: &creditor.legal_name,
        city: &creditor.city,
        amount: Some(charge.amount),
        txid: Some(Txid::static_from(charge.id.as_str())),
        info: None,
    };
    code.write().map_err(|why| why.to_string())
}

/// With what the tests of a release are played.
pub const WITH: With = With { issue: static_pix, tell: combinado::cli::issue::told };

/// Issues a code that names its charge.
pub fn pix() -> Issue {
    Arc::new(|charge, creditor| Ok(format!("PIX {} {} {}", creditor.id, charge.id, charge.amount)))
}

/// How many entries wait in both queues.
async fn waiting(db: &Db) -> (i64, i64) {
    let (came, _) = inbox::count(db).await.expect("a count");
    let (goes, _) = outbox::count(db).await.expect("a count");
    (came, goes)
}
