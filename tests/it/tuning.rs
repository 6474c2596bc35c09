//! The tuning room: drafts, reviews and releases, and what conversations meet of them.

use combinado::app::edition::{Edition, Editions};
use combinado::app::intake::Incoming;
use combinado::app::replay::{self, Replayed};
use combinado::app::tuning::drafts::{self, Save, Side};
use combinado::app::tuning::publish::{self, Publishing};
use combinado::app::tuning::{Error, Refused, releases, review};
use combinado::domain::access::{Role, Scope, Who};
use combinado::domain::content::diff::How;
use combinado::domain::content::release::{Moves, Status};
use combinado::domain::dialogue::text::Args;
use combinado::domain::id::Id;
use combinado::jobs::Crew;
use combinado::jobs::runner::{self, Duties};
use combinado::store::message::Sender;
use combinado::store::{audit, conversation};

use crate::support::{CREDITOR, TestApp, WITH, a_customer, an_app, an_invoice, pix};

const TEXTS: &str = "locales/pt-BR/conversation.ftl";
const FLOW: &str = "flows/negotiation.toml";
const POLICY: &str = "policies/standard.toml";

fn who(id: &str, role: Role) -> Who {
    let (creditors, sectors) = (Scope::All, Scope::All);
    Who { id: id.to_owned(), name: id.to_owned(), role, creditors, sectors }
}

fn ana() -> Who {
    who("ana", Role::Supervisor)
}

fn bia() -> Who {
    who("bia", Role::Admin)
}

async fn a_room() -> TestApp {
    let app = TestApp::start().await;
    assert_eq!(publish::start(app.app()).await.expect("it starts"), 1);
    app
}

/// What the refusal of something was.
fn refused<T: std::fmt::Debug>(done: Result<T, Error>) -> Refused {
    match done.expect_err("it is refused") {
        Error::Refused(refused) => refused,
        Error::App(error) => panic!("{error}"),
    }
}

/// The opening with a word of its own.
fn with_word(app: &TestApp, word: &str) -> String {
    let text = app.app().live().files.get(TEXTS).expect("our texts").to_owned();
    let at = text.find("identify-noted = ").expect("a text of ours");
    format!("{}identify-noted = {word}. {}", &text[..at], &text[at + "identify-noted = ".len()..])
}

/// The greeting with a word of its own.
fn greeting(app: &TestApp, word: &str) -> String {
    let text = app.app().live().files.get(TEXTS).expect("our texts").to_owned();
    assert!(text.contains("open-greeting = Oi!"));
    text.replace("open-greeting = Oi!", &format!("open-greeting = {word}. Oi!"))
}

async fn save(app: &TestApp, by: &Who, draft: &str, (path, text, over): (&str, String, i64)) {
    let save = Save { path: path.to_owned(), text: Some(text), over };
    drafts::save(app.app(), by, draft, save).await.expect("it is saved");
}

async fn version(app: &TestApp, draft: &str) -> i64 {
    drafts::read(app.app(), &bia(), draft).await.expect("a draft").draft.version
}

/// A draft of one change, which somebody else let pass.
async fn passed(app: &TestApp, id: &str, (path, text): (&str, String)) {
    drafts::open(app.app(), &who("dora", Role::Admin), (id, id)).await.expect("a draft");
    save(app, &who("dora", Role::Admin), id, (path, text, 0)).await;
    let asked = (id, version(app, id).await, "porque sim");
    review::ask(app.app(), &who("dora", Role::Admin), asked).await.expect("asked");
    review::approve(app.app(), &bia(), (id, version(app, id).await)).await.expect("it passes");
}

async fn published(app: &TestApp, id: &str, moves: Moves) -> i64 {
    let of = Publishing { draft: id, version: version(app, id).await, moves };
    publish::publish(app.app(), &bia(), of, WITH).await.expect("it serves")
}

fn text(said: &str) -> Incoming {
    Incoming::Text { text: said.to_owned() }
}

async fn edition(app: &TestApp, id: &Id) -> i64 {
    let found = conversation::find(app.db(), CREDITOR, id).await.expect("read");
    found.expect("there").edition
}

async fn somebody(app: &TestApp, name: &str) -> Id {
    app.knows(a_customer(name), vec![an_invoice(&format!("i-{name}"), "2026-10-13")]).await;
    app.opens(name).await
}

async fn actions(app: &TestApp) -> Vec<String> {
    let rows = audit::after(app.db(), 0).await.expect("rows");
    rows.into_iter().map(|row| row.action).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_becomes_a_release_by_other_eyes_than_its_authors() {
    let app = a_room().await;
    drafts::open(app.app(), &ana(), ("d1", "Mais calmo")).await.expect("a draft");
    save(&app, &ana(), "d1", (TEXTS, with_word(&app, "Obrigado"), 0)).await;
    let opened = drafts::read(app.app(), &ana(), "d1").await.expect("a draft");
    assert_eq!(opened.changes.files.len(), 1);
    let item = &opened.changes.files[0].items[0];
    assert_eq!((item.name.as_str(), item.how()), ("identify-noted", How::Changed));
    let early = Publishing { draft: "d1", version: opened.draft.version, moves: Moves::Finish };
    assert_eq!(refused(publish::publish(app.app(), &bia(), early, WITH).await), Refused::Status);

    let asking = |reason| ("d1", opened.draft.version, reason);
    assert_eq!(refused(review::ask(app.app(), &ana(), asking("")).await), Refused::NoReason);
    review::ask(app.app(), &ana(), asking("clientes reclamaram")).await.expect("asked");
    let seen = version(&app, "d1").await;
    let stale = review::approve(app.app(), &bia(), ("d1", seen - 1)).await;
    assert_eq!(refused(stale), Refused::Stale);
    let own = review::approve(app.app(), &ana(), ("d1", seen)).await;
    assert_eq!(refused(own), Refused::Right);
    let promoted = who("ana", Role::Admin);
    let own = review::approve(app.app(), &promoted, ("d1", seen)).await;
    assert_eq!(refused(own), Refused::OwnWork);
    review::approve(app.app(), &bia(), ("d1", seen)).await.expect("it passes");
    assert_eq!(published(&app, "d1", Moves::Finish).await, 2);

    let (release, files) = releases::read(app.app(), &bia(), 2).await.expect("a release");
    assert_eq!((release.author.as_str(), release.reviewer.as_deref()), ("ana", Some("bia")));
    assert_eq!((release.base, release.checks.problems), (Some(1), 0));
    assert_eq!(files.hash(), release.hash);
    let after = drafts::read(app.app(), &ana(), "d1").await.expect("a draft").draft;
    assert_eq!((after.status, after.published), (Status::Published, Some(2)));
    let wanted = ["draft-open", "draft-save", "draft-ask", "refused", "refused", "draft-approve"];
    assert_eq!(actions(&app).await, [&wanted[..], &["publish"]].concat());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_under_way_finishes_on_theirs_and_rolling_back_is_one_act() {
    let app = a_room().await;
    let old = somebody(&app, "c1").await;
    app.says(&old, "oi").await;
    passed(&app, "d1", (TEXTS, with_word(&app, "Palavra nova"))).await;
    published(&app, "d1", Moves::Finish).await;
    let new = somebody(&app, "c2").await;

    app.says(&old, "sou eu").await;
    app.says(&new, "oi").await;

    assert_eq!((edition(&app, &old).await, edition(&app, &new).await), (1, 2));
    let of = app.app().editions.of(app.db(), 1).await.expect("the first");
    let say = |words: &combinado::text::Catalog| {
        words.render("identify-noted", &Args::new()).expect("a text")
    };
    assert!(!say(&of.words).contains("Palavra nova"));
    assert!(say(&app.app().words()).contains("Palavra nova"));

    let back = (1, "pior que antes", Moves::Finish);
    assert_eq!(publish::roll_back(app.app(), &bia(), back).await.expect("back"), 3);
    assert!(!say(&app.app().words()).contains("Palavra nova"));
    let third = somebody(&app, "c3").await;
    assert_eq!(edition(&app, &third).await, 3);
    let (release, _) = releases::read(app.app(), &bia(), 3).await.expect("a release");
    assert_eq!((release.restores, release.base), (Some(1), Some(2)));
    let not = publish::roll_back(app.app(), &ana(), (2, "x", Moves::Finish)).await;
    assert_eq!(refused(not), Refused::Right);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_over_does_so_at_a_safe_step_and_replays_exactly() {
    let app = a_room().await;
    let id = somebody(&app, "c1").await;
    app.talks(&id, &["oi", "sou eu"]).await;
    let text = app.app().live().files.get(FLOW).expect("our flow").to_owned();
    passed(&app, "d1", (FLOW, text.replace("version = 1", "version = 2"))).await;
    let under_way = publish::under_way(app.app(), &app.app().live()).await.expect("a count");
    assert_eq!((under_way.all, under_way.may_move), (1, 1));
    published(&app, "d1", Moves::Safe).await;

    app.talks(&id, &["390", "não posso pagar tudo"]).await;

    let found = conversation::find(app.db(), CREDITOR, &id).await.expect("read").expect("there");
    assert_eq!((found.edition, found.flow.reference.as_str()), (2, "negotiation@2"));
    assert_eq!(found.state.flow, "negotiation@2");
    let again = replay::conversation(app.app(), CREDITOR, &id, None).await.expect("a replay");
    assert!(matches!(again, Replayed::Same { turns: 4 }), "{again:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_save_one_is_told_and_nothing_is_lost() {
    let app = a_room().await;
    drafts::open(app.app(), &ana(), ("d1", "x")).await.expect("a draft");
    save(&app, &ana(), "d1", (TEXTS, with_word(&app, "Um"), 0)).await;

    let text = Some(with_word(&app, "Dois"));
    let other = Save { path: TEXTS.to_owned(), text: text.clone(), over: 0 };
    let told = drafts::save(app.app(), &bia(), "d1", other).await;

    assert_eq!(refused(told), Refused::Stale);
    let opened = drafts::read(app.app(), &ana(), "d1").await.expect("a draft");
    assert!(opened.files.get(TEXTS).is_some_and(|text| text.contains("= Um.")));
    assert_eq!(opened.hands, ["ana"], "who was refused had no hand in it");
    let over = Save { path: TEXTS.to_owned(), text, over: opened.changed[0].version };
    drafts::save(app.app(), &bia(), "d1", over).await.expect("it is saved");
    let outside = Save { path: "flows/../x.toml".to_owned(), text: None, over: 0 };
    assert_eq!(refused(drafts::save(app.app(), &bia(), "d1", outside).await), Refused::Path);
    let limits = Save { path: POLICY.to_owned(), text: Some(String::new()), over: 0 };
    assert_eq!(refused(drafts::save(app.app(), &ana(), "d1", limits).await), Refused::Right);
    let large = Save { path: FLOW.to_owned(), text: Some("x".repeat(5 << 20)), over: 0 };
    assert_eq!(refused(drafts::save(app.app(), &bia(), "d1", large).await), Refused::TooLarge);
    let some = Who { creditors: Scope::Only([CREDITOR.to_owned()].into()), ..bia() };
    assert_eq!(refused(drafts::open(app.app(), &some, ("d2", "x")).await), Refused::Right);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_broken_does_not_serve_and_is_told_with_its_line() {
    let app = a_room().await;
    for (id, path, text) in [
        ("d1", FLOW, "name = = \"x\"\n".to_owned()),
        ("d2", TEXTS, "identify-noted = { $x\n".to_owned()),
    ] {
        passed(&app, id, (path, text)).await;
        let of = Publishing { draft: id, version: version(&app, id).await, moves: Moves::Finish };

        let told = refused(publish::publish(app.app(), &bia(), of, WITH).await);

        let Refused::Problems { problems } = told else { panic!("{told:?}") };
        assert!(problems.iter().any(|it| it.file == path && it.line.is_some()), "{problems:?}");
    }
    assert_eq!(app.app().live().number, 1);
    let id = somebody(&app, "c1").await;
    assert!(!app.says(&id, "oi").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_on_an_older_release_is_brought_over_first() {
    let app = a_room().await;
    let one = with_word(&app, "Um");
    passed(&app, "d1", (TEXTS, one)).await;
    passed(&app, "d2", (TEXTS, with_word(&app, "Dois"))).await;
    let flow =
        app.app().live().files.get(FLOW).expect("our flow").replace("version = 1", "version = 9");
    passed(&app, "d3", (FLOW, flow)).await;
    published(&app, "d1", Moves::Finish).await;

    let of = Publishing { draft: "d2", version: version(&app, "d2").await, moves: Moves::Finish };
    assert_eq!(refused(publish::publish(app.app(), &bia(), of, WITH).await), Refused::Base);
    let told = refused(drafts::rebase(app.app(), &bia(), "d2", Vec::new()).await);
    assert_eq!(told, Refused::Conflicts { paths: vec![TEXTS.to_owned()] });
    let mine = vec![(TEXTS.to_owned(), Side::Mine)];
    drafts::rebase(app.app(), &bia(), "d2", mine).await.expect("it is brought over");
    drafts::rebase(app.app(), &bia(), "d3", Vec::new()).await.expect("nothing in its way");

    let d2 = drafts::read(app.app(), &ana(), "d2").await.expect("a draft");
    assert_eq!((d2.draft.base, d2.draft.status), (2, Status::Open));
    assert!(d2.files.get(TEXTS).is_some_and(|text| text.contains("= Dois.")));
    let d3 = drafts::read(app.app(), &ana(), "d3").await.expect("a draft");
    assert!(d3.files.get(TEXTS).is_some_and(|text| text.contains("= Um.")));
    assert_eq!(d3.changes.files.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_under_way_stay_on_theirs_and_nobody_waits_while_it_is_published() {
    let app = a_room().await;
    let mut old = Vec::new();
    for n in 0..50 {
        old.push(somebody(&app, &format!("c{n}")).await);
    }
    passed(&app, "d1", (TEXTS, greeting(&app, "Palavra nova"))).await;
    for id in &old {
        app.posts(id, &format!("oi-{id}"), text("oi")).await;
    }

    let worked = async {
        app.drain().await;
        for id in &old {
            app.posts(id, &format!("eu-{id}"), text("sou eu")).await;
        }
        app.drain().await;
    };
    let (number, ()) = tokio::join!(published(&app, "d1", Moves::Finish), worked);

    assert_eq!((number, app.app().live().number), (2, 2));
    for id in &old {
        let said = app.messages(id).await;
        assert!(said.iter().any(|it| it.text.contains("Oi! Aqui é")), "{id} was not greeted");
        let ours: Vec<&str> =
            said.iter().filter(|it| it.from == Sender::Bot).map(|it| it.text.as_str()).collect();
        assert!(ours.len() >= 2, "nobody answered {id}");
        assert!(ours.iter().all(|text| !text.contains("Palavra nova")));
        assert_eq!(edition(&app, id).await, 1);
        let again = replay::conversation(app.app(), CREDITOR, id, None).await.expect("a replay");
        assert!(matches!(again, Replayed::Same { turns } if turns >= 2), "{again:?}");
    }
    let new = somebody(&app, "new").await;
    app.talks(&new, &["oi", "sou eu"]).await;
    let said = app.messages(&new).await;
    assert!(said.iter().any(|it| it.text.contains("Palavra nova")));
    let counted = publish::under_way(app.app(), &app.app().live()).await.expect("a count");
    assert_eq!((counted.all, counted.may_move), (51, 51));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_instance_serves_it_within_two_seconds_by_itself() {
    let app = a_room().await;
    let other = an_app(app.db().clone(), app.clock.clone());
    let (end, ended) = tokio::sync::watch::channel(false);
    let none = Duties { inbox: false, outbox: false, timers: false };
    let crew = Crew::new(other.clone(), pix());
    let jobs = tokio::spawn(runner::run_some(crew, none, ended));
    passed(&app, "d1", (TEXTS, with_word(&app, "Aqui e lá"))).await;

    published(&app, "d1", Moves::Finish).await;
    let mut told = other.editions.listen();
    let serves = told.wait_for(|live| live.number == 2);
    // Built for tests, compiling a release alone takes seconds, while others are tested beside.
    let limit = if cfg!(debug_assertions) { 60 } else { 2 };
    let seen = tokio::time::timeout(std::time::Duration::from_secs(limit), serves).await;

    assert!(seen.is_ok_and(|seen| seen.is_ok()), "it serves {}", other.live().number);
    end.send_replace(true);
    jobs.await.expect("it ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_worked_on_serves_at_the_next_start() {
    let app = a_room().await;
    let old = somebody(&app, "c1").await;
    let live = app.app().live();
    assert_eq!(publish::develop(app.app(), &live).await.expect("nothing new"), 1);
    let mut files = live.files.clone();
    files.put(TEXTS, with_word(&app, "Da pasta"));
    let folder = Edition::compile((1, Moves::Finish), &files, app.app().editions.own());
    let folder = folder.expect("it is good");

    assert_eq!(publish::develop(app.app(), &folder).await.expect("it serves"), 2);

    let (release, kept) = releases::read(app.app(), &bia(), 2).await.expect("a release");
    assert_eq!((release.author.as_str(), kept.hash()), ("console", files.hash()));
    assert_eq!(edition(&app, &old).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_before_a_file_went_back_is_stale() {
    let app = a_room().await;
    drafts::open(app.app(), &ana(), ("d1", "x")).await.expect("a draft");
    save(&app, &ana(), "d1", (TEXTS, with_word(&app, "Um"), 0)).await;
    let read = drafts::read(app.app(), &ana(), "d1").await.expect("a draft").changed[0].version;
    let base = app.app().live().files.get(TEXTS).expect("our texts").to_owned();
    save(&app, &ana(), "d1", (TEXTS, base, read)).await;
    save(&app, &ana(), "d1", (TEXTS, with_word(&app, "Dois"), 0)).await;

    let late = Save { path: TEXTS.to_owned(), text: Some(with_word(&app, "Três")), over: read };
    let told = drafts::save(app.app(), &bia(), "d1", late).await;

    assert_eq!(refused(told), Refused::Stale);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_program_serves_the_release_of_the_database_and_not_its_own_content() {
    let app = a_room().await;
    let written = app.app().live().files.clone();
    let mut newer = an_app(app.db().clone(), app.clock.clone());
    let mut files = written.clone();
    files.put(TEXTS, with_word(&app, "Do programa novo"));
    let own = newer.editions.own().clone();
    let brought = Edition::compile((1, Moves::Finish), &files, &own).expect("it is good");
    newer.editions = Editions::new(brought, own);

    publish::start(&newer).await.expect("it starts");

    assert_eq!(newer.live().files.hash(), written.hash());
    assert!(!publish::follow(&newer).await.expect("it looks"), "it is asked once");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_instance_serves_what_was_published_here() {
    let app = a_room().await;
    let other = an_app(app.db().clone(), app.clock.clone());
    publish::follow(&other).await.expect("it looks");
    passed(&app, "d1", (TEXTS, with_word(&app, "Aqui e lá"))).await;
    published(&app, "d1", Moves::Finish).await;

    assert_eq!(other.live().number, 1);
    assert!(publish::follow(&other).await.expect("it looks"));
    assert!(!publish::follow(&other).await.expect("it looks"));

    assert_eq!(other.live().number, 2);
    let said = other.words().render("identify-noted", &Args::new()).expect("a text");
    assert!(said.contains("Aqui e lá"));
}
