//! Whom the desk meets in these tests: the example portfolio, and what was said with them.

use chrono::TimeDelta;
use combinado::app::arrivals;
use combinado::app::desk::{Place, say};
use combinado::app::import::{self, Keep};
use combinado::app::people::manage;
use combinado::domain::access::Who;
use combinado::domain::channel::Who as Someone;
use combinado::domain::channel::{Alias, Arrival, Body, Heard, What};
use combinado::domain::id::Id;
use combinado::store::contact::Account;

use super::stand::Stand;
use crate::support::{CREDITOR, TestApp, monday};

/// A person of the desk, by login.
pub async fn person(app: &TestApp, login: &str) -> Who {
    let found = manage::by_login(app.app(), login).await.expect("read");
    found.expect("they are there").who
}

/// A conversation as the desk's use cases name it.
pub fn place(id: &Id) -> Place {
    Place { creditor: CREDITOR.to_owned(), conversation: id.clone() }
}

/// Where a conversation stands at the desk.
pub fn path(id: &Id) -> String {
    format!("/conversas/{CREDITOR}/{id}")
}

/// Words of an agent.
pub fn words(id: &str, text: &str) -> say::Words {
    say::Words { id: id.to_owned(), text: text.to_owned(), ..say::Words::default() }
}

/// The example portfolio.
pub async fn portfolio(app: &TestApp) {
    let portfolio = import::example(monday().date_naive()).expect("it is good");
    import::save(app.db(), portfolio, Keep::Written, &mut |_| {}).await.expect("it is kept");
}

/// João asks for a human and is waited for.
pub async fn joao(app: &TestApp) -> Id {
    portfolio(app).await;
    let id = app.opens("A1002").await;
    app.talks(&id, &["oi", "sou eu", "529", "perdi o boleto", "quero falar com um atendente"])
        .await;
    id
}

/// The same, and Ana has the case.
pub async fn joao_with_ana(app: &TestApp) -> Id {
    let id = joao(app).await;
    let ana = person(app, "ana").await;
    let first = words("first", "Oi, João! Aqui é a Ana.");
    say::say(app.app(), &ana, &place(&id), first).await.expect("it is said");
    app.drain().await;
    id
}

/// Ana Lima on WhatsApp, who asks for a human; her conversation.
pub async fn on_whatsapp(app: &TestApp) -> Id {
    portfolio(app).await;
    for text in ["oi", "sou eu", "390", "quero falar com um atendente"] {
        app.clock.pass(TimeDelta::seconds(10));
        hears(app, text).await;
        app.drain().await;
    }
    let (id,): (String,) = app
        .db()
        .sql("select id from conversation where channel = 'whatsapp'")
        .one(app.db())
        .await
        .expect("a conversation");
    Id::stored(&id)
}

/// Something comes by WhatsApp.
pub async fn hears(app: &TestApp, text: &str) {
    let count = app.count("select count(*) from inbox").await;
    let account = Account {
        creditor: CREDITOR.into(),
        channel: "whatsapp".into(),
        account: "200000000000002".into(),
    };
    let who = Someone {
        aliases: vec![Alias::User("BR.3".into()), Alias::Phone("551900001003".into())],
        address: "551900001003".into(),
        name: Some("Ana".into()),
        username: None,
    };
    let what = What::Text { text: text.to_owned() };
    let heard = Heard { who, at: app.clock.now(), what, quoted: None, reference: None };
    let body = Body::Heard(Box::new(heard));
    let arrival = Arrival { account: account.account.clone(), id: format!("w{count}"), body };
    arrivals::accept(app.app(), vec![(account, arrival)]).await.expect("it is kept");
}

impl Stand {
    /// The customer writes; the jobs of the stand work it.
    pub async fn hears(&self, id: &Id, name: &str, text: &str) {
        let body = combinado::app::intake::Incoming::Text { text: text.to_owned() };
        self.app.posts(id, name, body).await;
    }
}
