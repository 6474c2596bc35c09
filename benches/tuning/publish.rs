//! How soon what an admin publishes on a page serves: customers begin to talk on every instance all the
//! while, and each conversation tells by its release whether it was early or late.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use combinado::app::people::CONSOLE;
use combinado::app::people::manage::{self, Draft};
use combinado::app::tuning::drafts::{self, Save};
use combinado::app::tuning::{releases, review};
use combinado::domain::access::{Role, Scope, Who};

use crate::house::{House, Server};
use crate::{TEXT, middle_and_longest, now, people};

/// The login and password of who publishes.
const LOGIN: &str = "regente";
const PASSWORD: &str = "cavalo bateria grampo";

/// How often somebody begins to talk on an instance.
const BEAT: Duration = Duration::from_millis(50);

/// For how long they do so before something is published, and after.
const BEFORE: Duration = Duration::from_millis(500);
const AFTER: Duration = Duration::from_secs(3);

/// For how long an answer is waited for.
const PATIENCE: Duration = Duration::from_mins(1);

/// What was measured.
#[derive(Debug)]
pub struct Figures {
    /// How many instances served.
    pub instances: usize,
    /// How often something was published.
    pub rounds: usize,
    /// Conversations that began meanwhile.
    pub conversations: usize,
    /// From publishing to the first conversation on the new release where nobody had published:
    /// median and longest.
    pub first: (Duration, Duration),
    /// From publishing to the last conversation that began on the release before, on any instance:
    /// median and longest.
    pub last: (Duration, Duration),
}

/// A conversation that began meanwhile.
struct Begun {
    instance: usize,
    edition: i64,
    at: DateTime<Utc>,
}

/// Publishes so many times, on the first of so many instances.
pub async fn measure(
    house: &House,
    (instances, rounds): (usize, usize),
    mut strangers: Range<u32>,
) -> Figures {
    let mut servers = Vec::new();
    for _ in 0..instances {
        servers.push(house.serve().await);
    }
    let cookie = enter(house, &servers[0].address).await;
    let (mut first, mut last, mut conversations) = (Vec::new(), Vec::new(), 0);
    for round in 0..rounds {
        let (published, begun) = once(house, &servers, (&cookie, round), &mut strangers).await;
        conversations += begun.len();
        let since = |at: DateTime<Utc>| (at - published.at).to_std().unwrap_or_default();
        let elsewhere = begun.iter().filter(|it| instances == 1 || it.instance > 0);
        let on_it = elsewhere.filter(|it| it.edition == published.number).map(|it| it.at).min();
        first.push(since(on_it.expect("somebody began on the new release")));
        let before = begun.iter().filter(|it| it.edition < published.number).map(|it| it.at).max();
        last.push(before.map(since).unwrap_or_default());
    }
    for server in &mut servers {
        server.stop().await;
    }
    let (first, last) = (middle_and_longest(first), middle_and_longest(last));
    Figures { instances, rounds, conversations, first, last }
}

/// A release that began to serve.
struct Published {
    number: i64,
    at: DateTime<Utc>,
}

/// Publishes once, while customers begin to talk.
async fn once(
    house: &House,
    servers: &[Server],
    (cookie, round): (&str, usize),
    strangers: &mut Range<u32>,
) -> (Published, Vec<Begun>) {
    let draft = format!("{:032}", round + 1);
    let version = prepare(house, &draft, round).await;
    let next = Arc::new(AtomicU32::new(strangers.start));
    let is_over = Arc::new(AtomicBool::new(false));
    let talking: Vec<_> = servers
        .iter()
        .map(|server| {
            let (next, is_over) = (next.clone(), is_over.clone());
            tokio::spawn(begin_all(server.address.clone(), next, strangers.end, is_over))
        })
        .collect();
    tokio::time::sleep(BEFORE).await;
    let form = format!("versao={version}&conversas=finish");
    let address = format!("{}/ajustes/rascunhos/{draft}/publicar", servers[0].address);
    let answer = posted(&address, cookie, form).await;
    let told = answer.headers().get("location").and_then(|it| it.to_str().ok()).map(str::to_owned);
    let is_live = told.as_ref().is_some_and(|it| it.contains("publicada"));
    assert!(is_live, "{} {told:?} {}", answer.status(), answer.text().await.unwrap_or_default());
    tokio::time::sleep(AFTER).await;
    is_over.store(true, Ordering::Relaxed);
    let mut whose = BTreeMap::new();
    for (instance, task) in talking.into_iter().enumerate() {
        let customers = task.await.expect("it ends well");
        whose.extend(customers.into_iter().map(|customer| (customer, instance)));
    }
    strangers.start = next.load(Ordering::Relaxed);
    let app = &house.crew.app;
    let listed = releases::list(app, &who("bia"), None).await.expect("releases");
    let live = listed.first().expect("one serves");
    let published = Published { number: live.number, at: live.published_at };
    let begun = begun(house, &whose).await;
    (published, begun)
}

/// Somebody new says something on an instance, beat by beat, until it is over; answers who.
async fn begin_all(
    address: String,
    next: Arc<AtomicU32>,
    end: u32,
    is_over: Arc<AtomicBool>,
) -> Vec<String> {
    let browser = reqwest::Client::new();
    let mut beat = tokio::time::interval(BEAT);
    let mut all = Vec::new();
    while !is_over.load(Ordering::Relaxed) {
        beat.tick().await;
        let number = next.fetch_add(1, Ordering::Relaxed);
        assert!(number < end, "there are customers who have not talked");
        let customer = format!("c{number}");
        let url = format!("{address}/chat/{}/{customer}/messages", people::CREDITOR);
        let body = format!("{{\"id\":\"bench-{number:08}\",\"text\":\"oi\"}}");
        let request = browser.post(url).header("content-type", "application/json").body(body);
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 202, "it is accepted");
        all.push(customer);
    }
    all
}

/// When each of these customers began to talk, and on which release, once all of them were answered.
async fn begun(house: &House, whose: &BTreeMap<String, usize>) -> Vec<Begun> {
    let db = &house.crew.app.db;
    let asked = now();
    loop {
        let rows: Vec<(String, i64, DateTime<Utc>, i64)> = db
            .sql("select customer, edition, started_at, version from conversation")
            .all(db)
            .await
            .expect("rows");
        let ours = rows.into_iter().filter(|(_, _, _, version)| *version > 0);
        let ours: Vec<_> = ours
            .filter_map(|(customer, edition, at, _)| {
                Some(Begun { instance: *whose.get(&customer)?, edition, at })
            })
            .collect();
        if ours.len() == whose.len() {
            return ours;
        }
        assert!(asked.elapsed() < PATIENCE, "no message is lost");
        tokio::time::sleep(BEAT).await;
    }
}

/// A draft that somebody else let pass, with a greeting of its own; answers its version.
async fn prepare(house: &House, draft: &str, round: usize) -> i64 {
    let app = &house.crew.app;
    combinado::app::tuning::publish::follow(app).await.expect("it looks");
    let (ana, bia) = (who("ana"), who("bia"));
    drafts::open(app, &ana, (draft, "Outra saudação")).await.expect("a draft");
    let (path, key) = TEXT;
    let text = app.live().files.get(path).expect("our texts").to_owned();
    let text = text.replace(key, &format!("{key}{}", "Olá. ".repeat(round + 1)));
    let save = Save { path: path.to_owned(), text: Some(text), over: 0 };
    drafts::save(app, &ana, draft, save).await.expect("it is saved");
    let version = || async { drafts::read(app, &bia, draft).await.expect("a draft").draft.version };
    review::ask(app, &ana, (draft, version().await, "medir")).await.expect("it is asked for");
    review::approve(app, &bia, (draft, version().await)).await.expect("it passes");
    version().await
}

fn who(id: &str) -> Who {
    let (creditors, sectors) = (Scope::All, Scope::All);
    Who { id: id.to_owned(), name: id.to_owned(), role: Role::Admin, creditors, sectors }
}

/// Makes somebody who publishes and signs them in; answers the cookie.
async fn enter(house: &House, address: &str) -> String {
    let (creditors, sectors) = (Scope::All, Scope::All);
    let draft = Draft { name: "Regente".to_owned(), role: Role::Admin, creditors, sectors };
    let made = manage::add_with(&house.crew.app, CONSOLE, (LOGIN, draft), Some(PASSWORD)).await;
    made.expect("the database answers").expect("a good person");
    let form = format!("login={LOGIN}&password={}", PASSWORD.replace(' ', "+"));
    let answer = posted(&format!("{address}/entrar"), "", form).await;
    let cookie = answer.headers().get("set-cookie").expect("a cookie").to_str().expect("a text");
    cookie.split(';').next().expect("a pair").to_owned()
}

/// Posts a form as a browser does, and follows nowhere.
async fn posted(url: &str, cookie: &str, form: String) -> reqwest::Response {
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build();
    let request = browser
        .expect("a client")
        .post(url)
        .header("accept", "text/html")
        .header("cookie", cookie)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form);
    request.send().await.expect("an answer")
}
