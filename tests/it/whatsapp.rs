//! A number of ours and WhatsApp: what the customer sees of being heard, and of having paid.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use combinado::app::arrivals;
use combinado::app::desk::{Place, say};
use combinado::channels::whatsapp::{WhatsApp, templates};
use combinado::config::channels;
use combinado::config::hints::Secret;
use combinado::domain::channel::{
    Alias, Arrival, Body, Catalogue, Heard, WHATSAPP, What, Who, token,
};
use combinado::domain::id::Id;
use combinado::fake::ledger::Attempt;
use combinado::fake::whatsapp::{Fake, Settings};
use combinado::store::contact::Account;
use combinado::store::message::Sender;
use combinado::store::{charge, conversation};
use serde_json::{Value as Json, json};

use crate::support::{CREDITOR, TestApp, a_customer, an_invoice, static_pix};

const NUMBER: &str = "200000000000002";

/// Maria, who talks with our number at a fake of WhatsApp.
struct Talk {
    app: TestApp,
    fake: Fake,
}

impl Talk {
    async fn begin() -> Self {
        let mut app = TestApp::start().await;
        app.knows(a_customer("c1"), vec![an_invoice("i1", "2026-10-13")]).await;
        let fake = Fake::start(Settings::default(), app.clock.clone()).await.expect("a port");
        let settings = channels::WhatsApp {
            creditor: CREDITOR.to_owned(),
            phone_number_id: NUMBER.to_owned(),
            business_account_id: None,
            token: Secret::new("dev-token"),
            app_secret: Secret::new("dev-app-secret"),
            verify_token: Secret::new("dev-verify-token"),
            base_url: fake.base(),
            version: channels::WhatsApp::VERSION.to_owned(),
            per_second: channels::WhatsApp::PER_SECOND,
            payments: true,
        };
        let number = WhatsApp::new(&settings, "Ver opções").expect("the settings are good");
        app.crew.deliveries.insert(format!("{WHATSAPP}/{NUMBER}"), Arc::new(number));
        app.crew.issue = Arc::new(static_pix);
        Self { app, fake }
    }

    /// Maria does something and it is worked; the id of her message.
    async fn does(&self, what: What) -> String {
        self.app.clock.pass(TimeDelta::seconds(10));
        let count = self.app.count("select count(*) from inbox").await;
        let id = format!("wamid.M{count}");
        let who = Who {
            aliases: vec![Alias::Phone("551187654321".to_owned())],
            address: "+5511987654321".to_owned(),
            name: Some("Maria".to_owned()),
            username: None,
        };
        let at = self.app.clock.now();
        let heard = Heard { who, at, what, quoted: None, reference: Some(id.clone()) };
        let account = Account {
            creditor: CREDITOR.to_owned(),
            channel: WHATSAPP.to_owned(),
            account: NUMBER.to_owned(),
        };
        let body = Body::Heard(Box::new(heard));
        let arrival = Arrival { account: NUMBER.to_owned(), id: id.clone(), body };
        arrivals::accept(self.app.app(), vec![(account, arrival)]).await.expect("it is kept");
        self.app.drain().await;
        self.app.passes(TimeDelta::seconds(10)).await;
        id
    }

    async fn says(&self, text: &str) -> String {
        self.does(What::Text { text: text.to_owned() }).await
    }

    async fn conversation(&self) -> Id {
        let all = conversation::of(self.app.db(), CREDITOR, "c1").await.expect("they can be read");
        all.first().expect("there is one").id.clone()
    }

    /// Maria taps the first button of what she was told last.
    async fn taps_first(&self) -> String {
        let told = self.app.messages(&self.conversation().await).await;
        let last = told.into_iter().rfind(|message| message.from == Sender::Bot).expect("a word");
        let first = last.options.first().expect("it has buttons");
        self.does(What::Tapped { token: token::token(&last.id, &first.id), label: None }).await
    }

    fn sent(&self, kind: &str) -> Vec<Json> {
        let all = self.fake.ledger().since(0).into_iter();
        let taken = all.filter(|call| call.id().is_some()).map(|call: Attempt| call.json());
        taken.filter(|body| body["interactive"]["type"] == kind).collect()
    }

    /// Waits until a courtesy, which nobody waits for, has been shown.
    async fn is_read(&self, id: &str) -> bool {
        for _ in 0..400 {
            if self.fake.reads().iter().any(|read| read == id) {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        false
    }
}

#[tokio::test]
async fn what_a_customer_wrote_is_marked_as_read() {
    let talk = Talk::begin().await;

    let first = talk.says("oi").await;
    let second = talk.says("sou eu").await;

    assert!(talk.is_read(&first).await);
    assert!(talk.is_read(&second).await);
    assert_eq!(talk.fake.reads().len(), 2, "each once, and nothing else");
}

#[tokio::test]
async fn who_paid_is_told_so_once_where_the_payment_was_shown() {
    let talk = Talk::begin().await;
    for text in ["oi", "sou eu", "390", "esqueci de pagar"] {
        talk.says(text).await;
    }
    talk.taps_first().await;
    talk.taps_first().await;
    let shown = talk.sent("order_details");
    let reference = &shown.first().expect("a payment is shown")["interactive"]["action"]["parameters"]
        ["reference_id"];
    assert_eq!(talk.sent("order_status"), [json!(null); 0]);

    let (id,): (String,) =
        talk.app.db().sql("select id from charge").one(talk.app.db()).await.expect("one charge");
    let found = charge::find(talk.app.db(), CREDITOR, &Id::stored(id)).await.expect("a read");
    let charge = found.expect("it is there").charge;
    talk.app.pays(&charge.id, charge.amount, "p1").await;
    talk.app.pays(&charge.id, charge.amount, "p1").await;
    talk.app.passes(TimeDelta::seconds(60)).await;

    let told = talk.sent("order_status");
    assert_eq!(told.len(), 1, "the same money twice is told once");
    let parameters = &told[0]["interactive"]["action"]["parameters"];
    assert_eq!(&parameters["reference_id"], reference);
    assert_eq!(parameters["payment"]["status"], json!("captured"));
}

#[tokio::test]
async fn who_paid_days_later_is_told_in_words_and_no_order_is_touched() {
    let talk = Talk::begin().await;
    for text in ["oi", "sou eu", "390", "esqueci de pagar"] {
        talk.says(text).await;
    }
    talk.taps_first().await;
    talk.taps_first().await;
    let (id,): (String,) =
        talk.app.db().sql("select id from charge").one(talk.app.db()).await.expect("one charge");
    let found = charge::find(talk.app.db(), CREDITOR, &Id::stored(id)).await.expect("a read");
    let charge = found.expect("it is there").charge;
    talk.app.clock.pass(TimeDelta::hours(25));

    talk.app.pays(&charge.id, charge.amount, "p1").await;
    talk.app.passes(TimeDelta::seconds(60)).await;

    assert_eq!(talk.sent("order_status"), [json!(null); 0], "the window is closed");
}

/// Who answers Maria here.
fn bia() -> combinado::domain::access::Who {
    crate::desk::somebody("Bia", combinado::domain::access::Role::Agent)
}

impl Talk {
    /// Where the desk finds it.
    async fn place(&self) -> Place {
        Place { creditor: CREDITOR.to_owned(), conversation: self.conversation().await }
    }

    /// What was sent of a kind, once all is sent.
    async fn went(&self, kind: &str) -> Vec<Json> {
        self.app.drain().await;
        self.app.passes(TimeDelta::seconds(10)).await;
        let all = self.fake.ledger().since(0).into_iter().filter(|call| call.id().is_some());
        all.map(|call: Attempt| call.json()).filter(|body| body["type"] == kind).collect()
    }
}

#[tokio::test]
async fn a_file_of_an_agents_is_uploaded_and_sent_with_its_words() {
    let talk = Talk::begin().await;
    for text in ["oi", "sou eu", "390", "quero falar com uma pessoa"] {
        talk.says(text).await;
    }
    let at = talk.place().await;
    let carried = |name: &str, bytes: &'static [u8]| say::Carried {
        name: name.to_owned(),
        bytes: bytes.into(),
    };
    let sends = |id: &str, text: &str, file: say::Carried| say::Words {
        file: Some(file),
        ..crate::desk::words(id, text)
    };

    let pdf = sends("1", "Segue o recibo.", carried("recibo.exe", b"%PDF-1.4 x"));
    say::say(talk.app.app(), &bia(), &at, pdf).await.expect("it is said");
    let png = sends("2", "", carried("foto.png", b"\x89PNG\r\n\x1a\nx"));
    say::say(talk.app.app(), &bia(), &at, png).await.expect("it is said");

    let documents = talk.went("document").await;
    let [document] = documents.as_slice() else { panic!("one document: {documents:?}") };
    assert_eq!(document["document"]["filename"], "recibo.exe.pdf");
    assert_eq!(document["document"]["caption"], "Segue o recibo.");
    assert!(document["document"]["id"].is_string(), "the fake knows no file that was not uploaded");
    let pictures = talk.went("image").await;
    assert_eq!(pictures.len(), 1);
    assert!(pictures[0]["image"]["caption"].is_null());
    let told = talk.app.messages(&at.conversation).await;
    assert!(told.iter().filter(|it| it.from == Sender::Agent).all(|it| it.sent_at.is_some()));
}

#[tokio::test]
async fn once_the_window_is_closed_a_template_is_picked_and_free_words_are_refused() {
    let mut talk = Talk::begin().await;
    let catalogue = Catalogue::load(&crate::support::source("locales/pt-BR/whatsapp.toml"));
    let catalogue = catalogue.expect("our templates are good");
    for one in catalogue.templates() {
        talk.fake.template(&templates::creation(one)).unwrap_or_else(|_| panic!("{}", one.name));
    }
    talk.app.crew.app.templates = Arc::new(catalogue);
    for text in ["oi", "sou eu", "390", "quero falar com uma pessoa"] {
        talk.says(text).await;
    }
    let at = talk.place().await;
    let (end, ended) = tokio::sync::watch::channel(false);
    let access = combinado::web::desk::Access::default();
    let site = combinado::web::site::Site::new(talk.app.app().clone(), ended).with_desk(access);
    let desk =
        crate::access::Desk::around(&talk.app, combinado::web::router::router(site), end).await;
    let cookie = desk.enter().await;
    let path = format!("/conversas/{CREDITOR}/{}", at.conversation);
    let open = desk.get(&path, &cookie).await;
    assert!(open.body.contains("data-mode=\"free\""), "{}", open.body);

    // Tuesday afternoon: in contact hours, and a day after Maria's last word.
    talk.app.clock.pass(TimeDelta::hours(26));
    let cookie = desk.enter().await;
    let page = desk.get(&path, &cookie).await;
    assert!(page.body.contains("data-mode=\"template\""), "{}", page.body);
    let (_, rest) = page.body.split_once("name=\"modelo\" value=\"").expect("a template to pick");
    let name = rest.split('"').next().expect("its end").to_owned();
    let before = talk.went("text").await.len();
    let free = desk.post(&format!("{path}/responder"), &cookie, "id=1&texto=Oi%21").await;
    assert_eq!(free.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY);
    assert!(free.body.contains("só vai um modelo aprovado"), "{}", free.body);
    assert_eq!(talk.went("text").await.len(), before);
    let form = format!("id=2&modelo={name}");
    let sent = desk.post(&format!("{path}/modelo"), &cookie, &form).await;
    assert_eq!(sent.status, axum::http::StatusCode::SEE_OTHER, "{}", sent.body);

    let went = talk.went("template").await;
    let names: Vec<&Json> = went.iter().map(|it| &it["template"]["name"]).collect();
    assert_eq!(names, [&json!(name)]);
}
