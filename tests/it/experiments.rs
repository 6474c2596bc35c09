//! Experiments: who is given which arm, what they hear, what is counted, and the way out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};
use combinado::app::edition::Edition;
use combinado::app::opening::{self, Opening};
use combinado::app::replay::{self, Replayed};
use combinado::app::tuning::experiment::change::{self, Words};
use combinado::app::tuning::experiment::make::{self, Plan, Terms, Way};
use combinado::app::tuning::experiment::{self, Stage, ways};
use combinado::app::tuning::{Error, Refused, drafts, limits, look, publish, steps, texts};
use combinado::domain::access::{Role, Scope, Who};
use combinado::domain::content::Files;
use combinado::domain::content::release::Moves;
use combinado::domain::debt::party::Customer;
use combinado::domain::experiment::Experiment;
use combinado::domain::experiment::assign::{self, Guest};
use combinado::domain::experiment::verdict::{Harm, Outcome};
use combinado::domain::id::Id;
use combinado::domain::locale::Locale;
use combinado::domain::money::Money;
use combinado::domain::policy::numbers::{self, Wanted};
use combinado::domain::problem::Source;
use combinado::store::conversation::{self, Conversation};
use combinado::store::message::{Enclosure, Sender};
use combinado::store::{audit, turn};

use crate::access::Desk;
use crate::support::{CREDITOR, TestApp, a_customer, an_app, an_invoice};

const GREETING: &str = "why = 'Um bom dia ajuda?'\nsince = 2026-11-01\nuntil = 2027-12-31\n\
    share = 100\ndays = 14\nexpect = 20\ndetect = 30\n[arms.control]\nweight = 1\n\
    [arms.bom-dia]\nweight = 1\n[arms.bom-dia.texts]\npt-BR = 'open-greeting = Bom dia! \
    Aqui é o assistente virtual da { $creditor }, um atendimento automático.'\n";

/// What the other arm hears.
const OTHER: &str = "Bom dia! Aqui é";

fn who(id: &str, role: Role) -> Who {
    let (creditors, sectors) = (Scope::All, Scope::All);
    Who { id: id.to_owned(), name: id.to_owned(), role, creditors, sectors }
}

fn bia() -> Who {
    who("bia", Role::Admin)
}

/// Has the release that serves hold these files, too.
async fn serves(app: &TestApp, files: &[(&str, &str)]) {
    let live = app.app().live();
    let mut all = live.files.clone();
    for (path, text) in files {
        all.put(*path, *text);
    }
    let next = Edition::compile((live.number + 1, Moves::Finish), &all, app.app().editions.own());
    let next = next.unwrap_or_else(|problems| panic!("{problems:?}"));
    publish::develop(app.app(), &next).await.expect("it serves");
}

/// An application whose release has an experiment.
async fn a_room() -> TestApp {
    let app = TestApp::start().await;
    publish::start(app.app()).await.expect("it starts");
    serves(&app, &[("experiments/greeting.toml", GREETING)]).await;
    app
}

async fn somebody(app: &TestApp, customer: Customer) -> Id {
    let id = customer.id.clone();
    app.knows(customer, vec![an_invoice(&format!("i-{id}"), "2026-10-13")]).await;
    app.opens(&id).await
}

async fn stands(app: &TestApp, id: &Id) -> Conversation {
    conversation::find(app.db(), CREDITOR, id).await.expect("read").expect("there")
}

async fn heard(app: &TestApp, id: &Id) -> String {
    let all = app.messages(id).await;
    let ours = all.into_iter().filter(|message| message.from == Sender::Bot);
    ours.map(|message| message.text).collect::<Vec<_>>().join("\n")
}

/// Many customers who wrote; each with the arm of their conversation.
async fn many(app: &TestApp, count: usize) -> Vec<(Id, Option<String>)> {
    let mut all = Vec::new();
    for number in 0..count {
        let id = somebody(app, a_customer(&format!("c{number}"))).await;
        app.says(&id, "oi").await;
        let arm = stands(app, &id).await.arm;
        all.push((id, arm));
    }
    all
}

fn is_in(arm: Option<&String>, name: &str) -> bool {
    arm.is_some_and(|arm| arm == &format!("greeting/{name}"))
}

fn refused<T: std::fmt::Debug>(done: Result<T, Error>) -> Refused {
    match done.expect_err("it is refused") {
        Error::Refused(refused) => refused,
        Error::App(error) => panic!("{error}"),
    }
}

#[test]
fn ten_thousand_customers_are_split_within_three_sigma_and_each_keeps_their_arm() {
    let experiment = Experiment::load(&Source::new("experiments/greeting.toml", GREETING));
    let experiment = experiment.expect("a good one");
    let arm = |number: u32, day: &str| {
        let customer = format!("c{number}");
        let guest = Guest {
            creditor: CREDITOR,
            customer: &customer,
            policy: "standard",
            locale: Locale::OWN,
            was_offered: false,
            today: day.parse().expect("a day"),
        };
        let (_, arm) = assign::arm([&experiment], &guest).expect("everybody takes part");
        arm.name.clone()
    };

    let arms: Vec<String> = (0..10_000).map(|number| arm(number, "2026-11-23")).collect();

    let other = arms.iter().filter(|arm| *arm == "bom-dia").count();
    assert!(other.abs_diff(5_000) < 150, "{other} of 10000");
    let later = (0..10_000).map(|number| arm(number, "2027-12-31"));
    assert!(later.eq(arms), "whoever comes back has the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_arm_is_heard_kept_on_every_line_and_replayed_exactly() {
    let app = a_room().await;
    let all = many(&app, 12).await;

    for (id, arm) in &all {
        assert_eq!(
            heard(&app, id).await.contains(OTHER),
            is_in(arm.as_ref(), "bom-dia"),
            "{arm:?}"
        );
        let log = turn::of(app.db(), CREDITOR, id).await.expect("a log");
        let told = log[0].trace.iter().find(|mark| mark.kind == "experiment");
        assert_eq!(told.map(|mark| &mark.detail), arm.as_ref());
        app.says(id, "sou eu").await;
        let again = replay::conversation(app.app(), CREDITOR, id, None).await.expect("a replay");
        assert!(matches!(again, Replayed::Same { turns: 2 }), "{again:?}");
    }
    let arms: BTreeSet<_> = all.iter().map(|(_, arm)| arm.clone().expect("an arm")).collect();
    assert_eq!(arms.len(), 2, "both are given");
    for (number, (_, arm)) in all.iter().enumerate().take(4) {
        let opening = Opening {
            creditor: CREDITOR.to_owned(),
            customer: format!("c{number}"),
            channel: "web".to_owned(),
            address: format!("web/other-{number}"),
        };
        let second = opening::open(app.app(), opening).await.expect("it opens");
        app.says(&second, "oi").await;
        assert_eq!(stands(&app, &second).await.arm, *arm, "on another line it is the same");
    }
    assert_eq!(app.count("select count(*) from experiment_arm").await, 12, "each counts once");
    let (listed, verdict) = experiment::read(app.app(), &bia(), "greeting").await.expect("read");
    assert_eq!(listed.stage, Stage::Running);
    let given = all.iter().filter(|(_, arm)| is_in(arm.as_ref(), "bom-dia")).count();
    let all_in: Vec<u32> = verdict.counts.iter().map(|it| it.all).collect();
    let given = u32::try_from(given).expect("a few");
    assert_eq!(all_in, [12 - given, given]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_needs_care_is_in_no_arm_and_hears_what_everybody_heard() {
    let app = a_room().await;
    let mut held = a_customer("held");
    held.hold = Some("lawsuit".to_owned());
    let mut quiet = a_customer("quiet");
    quiet.opted_out = true;
    for customer in [held, quiet] {
        let id = somebody(&app, customer).await;
        app.says(&id, "oi").await;
        assert_eq!(stands(&app, &id).await.arm, None);
        assert!(!heard(&app, &id).await.contains(OTHER));
    }
    // What was told before, on whatever line.
    let told: [&[&str]; 3] = [
        &["oi", "sou eu", "390", "perdi meu emprego"],
        &["oi", "quero falar com uma pessoa"],
        &["oi", "sou eu", "390", "vou procurar o procon"],
    ];
    for (number, talk) in told.into_iter().enumerate() {
        let name = format!("told-{number}");
        let first = somebody(&app, a_customer(&name)).await;
        app.talks(&first, talk).await;
        let opening = Opening {
            creditor: CREDITOR.to_owned(),
            customer: name.clone(),
            channel: "web".to_owned(),
            address: format!("web/second-{number}"),
        };
        let second = opening::open(app.app(), opening).await.expect("it opens");
        app.says(&second, "oi").await;
        assert_eq!(stands(&app, &second).await.arm, None, "{talk:?}");
        assert!(!heard(&app, &second).await.contains(OTHER), "{talk:?}");
    }
    let nothing = a_customer("nothing");
    app.knows(nothing, vec![]).await;
    let id = app.opens("nothing").await;
    app.says(&id, "oi").await;
    assert_eq!(stands(&app, &id).await.arm, None, "who owes nothing has nothing to pay");
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_it_ends_for_everybody_at_once_and_is_written_down() {
    let app = a_room().await;
    let all = many(&app, 8).await;
    let (in_it, _) = all.iter().find(|(_, arm)| is_in(arm.as_ref(), "bom-dia")).expect("one");
    assert!(app.says(in_it, "recomeçar").await.len() < 3);
    let other = an_app(app.db().clone(), app.clock.clone());
    other.editions.refresh(app.db()).await.expect("another instance serves it");

    let ana = who("ana", Role::Supervisor);
    assert_eq!(refused(experiment::stop(app.app(), &ana, "greeting", "x").await), Refused::Right);
    let none = experiment::stop(app.app(), &bia(), "greeting", " ").await;
    assert_eq!(refused(none), Refused::NoReason);
    let unknown = experiment::stop(app.app(), &bia(), "nothing", "x").await;
    assert_eq!(refused(unknown), Refused::Unknown);
    let plan = app.app().live().trials[0].plan.clone();
    assert!(!app.app().editions.is_stopped(&plan));
    experiment::stop(app.app(), &bia(), "greeting", "reclamações").await.expect("it stops");
    experiment::stop(app.app(), &bia(), "greeting", "de novo").await.expect("once is enough");

    let before = other.editions.is_stopped(&plan);
    publish::follow(&other).await.expect("another instance looks");
    assert!(!before && other.editions.is_stopped(&plan));
    let of = app.app().editions.in_arm(app.app().live(), Some("greeting/bom-dia"));
    assert!(Arc::ptr_eq(&of, &app.app().live()), "their next words are everybody's");
    let late = somebody(&app, a_customer("late")).await;
    app.says(&late, "oi").await;
    assert_eq!(stands(&app, &late).await.arm, None);
    let (listed, _) = experiment::read(app.app(), &bia(), "greeting").await.expect("read");
    assert_eq!(listed.stage, Stage::Stopped);
    assert_eq!(
        listed.stop.map(|stop| (stop.who, stop.why)),
        Some(("bia".into(), "reclamações".into()))
    );
    let rows = audit::after(app.db(), 0).await.expect("rows");
    let stops = rows.iter().filter(|row| row.action == "experiment-stop").count();
    let tried = rows.iter().filter(|row| row.action == "refused").count();
    assert_eq!((stops, tried), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_of_it_is_counted_as_it_happened() {
    let app = a_room().await;
    let all = many(&app, 10).await;
    let place = |arm: &Option<String>| usize::from(is_in(arm.as_ref(), "bom-dia"));
    let (mut agreed, mut paid, mut quiet, mut human) = ([0; 2], [0; 2], [0; 2], [0; 2]);
    for (number, (id, arm)) in all.iter().enumerate() {
        match number % 5 {
            0 | 1 => {
                let last = app.talks(id, &["sou eu", "390", "esqueci", "1", "sim", "sim"]).await;
                let all = app.messages(id).await;
                let code = all.iter().flat_map(|it| &it.attachments).find_map(code_of);
                agreed[place(arm)] += 1;
                if number % 5 == 0 {
                    let (charge, sum) = code.unwrap_or_else(|| panic!("a code: {last:?}"));
                    app.pays(&charge, sum, &format!("p{number}")).await;
                    paid[place(arm)] += 1;
                }
            }
            2 => {
                app.talks(id, &["sou eu", "não me mande mais mensagens"]).await;
                quiet[place(arm)] += 1;
            }
            3 => {
                app.says(id, "quero falar com uma pessoa").await;
                human[place(arm)] += 1;
            }
            _ => {}
        }
    }

    let (_, early) = experiment::read(app.app(), &bia(), "greeting").await.expect("read");
    assert_eq!((early.ready, early.counts.iter().map(|it| it.ready).sum::<u32>()), (0, 0));
    app.passes(TimeDelta::days(18)).await;
    let (_, verdict) = experiment::read(app.app(), &bia(), "greeting").await.expect("read");

    for arm in 0..2 {
        let count = verdict.counts[arm];
        let found = (count.agreed, count.paid, count.opt_outs, count.handoffs);
        assert_eq!(found, (agreed[arm], paid[arm], quiet[arm], human[arm]), "arm {arm}");
        assert_eq!(count.ready, count.all);
    }
    assert_eq!((verdict.ready, paid.iter().sum::<u32>()), (10, 2));
    assert_eq!(verdict.told[0].outcome, Outcome::Early);
    assert!(!verdict.is_skewed && !verdict.harms());
}

/// The charge and the sum of a code.
fn code_of(enclosure: &Enclosure) -> Option<(Id, Money)> {
    let text = format!("{enclosure:?}");
    let (_, rest) = text.split_once("PIX ")?;
    let mut parts = rest.split(' ');
    let charge = parts.nth(1)?;
    let sum: String =
        parts.next()?.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    Some((Id::stored(charge), sum.parse().ok()?))
}

#[tokio::test(flavor = "multi_thread")]
async fn another_flow_and_another_policy_are_run_and_replayed_and_left_when_stopped() {
    let app = TestApp::start().await;
    publish::start(app.app()).await.expect("it starts");
    let live = app.app().live();
    let flow = live.files.get("flows/negotiation.toml").expect("our flow");
    let flow = flow.replacen("\"negotiation\"", "\"shorter\"", 1);
    let policy = live.files.get("policies/standard.toml").expect("our policy");
    let policy = policy.replacen("name = \"standard\"", "name = \"softer\"", 1);
    let ways = GREETING.split("[arms.bom-dia.texts]").next().expect("a beginning");
    let ways = format!("{ways}flow = 'shorter'\n[arms.bom-dia.policies]\nstandard = 'softer'\n");
    let files = [
        ("flows/shorter.toml", flow.as_str()),
        ("policies/softer.toml", policy.as_str()),
        ("experiments/greeting.toml", ways.as_str()),
    ];
    serves(&app, &files).await;
    let all = many(&app, 8).await;

    for (id, arm) in &all {
        let found = stands(&app, id).await;
        let wanted = if is_in(arm.as_ref(), "bom-dia") {
            ("shorter@", "softer@")
        } else {
            ("negotiation@", "standard@")
        };
        assert!(found.flow.reference.starts_with(wanted.0), "{arm:?} {:?}", found.flow);
        assert!(found.policy.reference.starts_with(wanted.1), "{arm:?} {:?}", found.policy);
        app.says(id, "sou eu").await;
    }
    experiment::stop(app.app(), &bia(), "greeting", "chega").await.expect("it stops");
    for (id, _) in &all {
        app.says(id, "390").await;
        let found = stands(&app, id).await;
        assert!(found.flow.reference.starts_with("negotiation@"), "{:?}", found.flow);
        assert!(found.policy.reference.starts_with("standard@"), "{:?}", found.policy);
        let again = replay::conversation(app.app(), CREDITOR, id, None).await.expect("a replay");
        assert!(matches!(again, Replayed::Same { turns: 3 }), "{again:?}");
    }
}

fn a_plan() -> Plan {
    let source = "identify-noted = Obrigado por \"responder\".\r\n    .v1 = Obrigado.".to_owned();
    Plan { name: "obrigado".to_owned(), terms: terms(), way: saying(&source) }
}

fn terms() -> Terms {
    Terms {
        why: "Agradecer ajuda?".to_owned(),
        since: day("2026-11-23"),
        until: day("2027-01-31"),
        numbers: [50, 14, 20, 5],
        guard: [0, 5, 10],
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A way that says something else.
fn saying(text: &str) -> Way {
    let texts = Some((Locale::OWN, text.to_owned()));
    Way { name: "outro".to_owned(), texts, ..Way::default() }
}

async fn drafted(app: &TestApp) -> drafts::Opened {
    drafts::read(app.app(), &bia(), "d1").await.expect("a draft")
}

/// An application with an empty draft.
async fn a_draft() -> TestApp {
    let app = TestApp::start().await;
    publish::start(app.app()).await.expect("it starts");
    drafts::open(app.app(), &bia(), ("d1", "x")).await.expect("a draft");
    app
}

/// The draft's experiment, with what tells its text from any other.
fn planned(opened: &drafts::Opened) -> (String, Experiment) {
    let path = "experiments/obrigado.toml";
    let text = opened.files.get(path).expect("an experiment");
    (Files::hash_of(text), Experiment::load(&Source::new(path, text)).expect("a good one"))
}

/// The draft compiled; nothing is wrong with it.
async fn compiled(app: &TestApp) -> Edition {
    let opened = drafted(app).await;
    let report = look::report(app.app(), &opened.files).await.expect("looked");
    assert!(report.is_clean(), "{:?}", report.problems);
    let own = app.app().editions.own();
    Edition::compile((2, Moves::Finish), &opened.files, own).expect("it compiles")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wording_becomes_an_experiment_of_a_draft_and_leaves_it_again() {
    let app = a_draft().await;
    let good = a_plan();
    let said = |text: &str| Plan { way: saying(text), ..good.clone() };
    let under = |terms: Terms| Plan { terms, ..good.clone() };
    let live = app.app().live().files.clone();
    let path = "locales/pt-BR/conversation.ftl";
    let same = texts::one(&live, path, "identify-noted").expect("a text of ours").source;
    let plain = Way { name: "outro".to_owned(), ..Way::default() };
    let control = Way { name: "control".to_owned(), ..good.way.clone() };
    for (plan, why) in [
        (Plan { name: "../x".to_owned(), ..good.clone() }, Refused::Path),
        (said("no-such-text = x"), Refused::Unknown),
        (said("identify-noted = {"), Refused::Nothing),
        (said("identify-noted = Oi.\nsem nome nenhum"), Refused::Nothing),
        (said(&same), Refused::Nothing),
        (under(Terms { until: day("2026-01-01"), ..terms() }), Refused::Nothing),
        (under(Terms { numbers: [0, 14, 20, 5], ..terms() }), Refused::Nothing),
        (under(Terms { guard: [0, 0, 101], ..terms() }), Refused::Nothing),
        (Plan { way: control, ..good.clone() }, Refused::Path),
        (Plan { way: plain, ..good.clone() }, Refused::Nothing),
    ] {
        assert_eq!(refused(make::begin(app.app(), &bia(), "d1", &plan).await), why, "{plan:?}");
    }

    make::begin(app.app(), &bia(), "d1", &good).await.expect("it is made");

    let again = make::begin(app.app(), &bia(), "d1", &good).await;
    assert_eq!(refused(again), Refused::Stale);
    let edition = compiled(&app).await;
    let experiment = &edition.trials[0].experiment;
    assert_eq!((experiment.arms[1].name.as_str(), experiment.guard.opt_outs), ("outro", 5));
    change::end(app.app(), &bia(), "d1", ("obrigado", None)).await.expect("it is taken out");
    assert!(drafted(&app).await.changed.is_empty());
    let none = change::end(app.app(), &bia(), "d1", ("obrigado", None)).await;
    assert_eq!(refused(none), Refused::Unknown);
}

#[tokio::test(flavor = "multi_thread")]
async fn ways_with_a_flow_and_a_policy_of_their_own_begin_as_copies_and_are_told_by_what_differs() {
    let app = a_draft().await;
    let way = |name: &str| Way { name: name.to_owned(), flow: true, ..Way::default() };
    let plan = Plan { way: way("curto"), ..a_plan() };
    make::begin(app.app(), &bia(), "d1", &plan).await.expect("it is made");
    let policy = Some("policies/standard.toml".to_owned());
    let soft = Way { policy, ..way("suave") };
    let ana = who("ana", Role::Supervisor);
    let (hash, _) = planned(&drafted(&app).await);
    let at = ("d1", "obrigado");
    let denied = make::add(app.app(), &ana, at, (&hash, &soft)).await;
    assert_eq!(refused(denied), Refused::Right, "limits are an admin's");

    make::add(app.app(), &bia(), at, (&hash, &soft)).await.expect("one more");

    let late = make::add(app.app(), &bia(), at, (&hash, &way("tarde"))).await;
    assert_eq!(refused(late), Refused::Stale, "somebody changed it since");
    let opened = drafted(&app).await;
    let (hash, experiment) = planned(&opened);
    let twice = make::add(app.app(), &bia(), at, (&hash, &way("curto"))).await;
    assert_eq!(refused(twice), Refused::Stale);
    let named: Vec<_> = experiment.arms.iter().map(|arm| arm.name.as_str()).collect();
    assert_eq!(named, ["control", "curto", "suave"]);
    assert!(experiment.arms.iter().all(|arm| ways::differs(&opened.files, arm).files.is_empty()));
    let soft = experiment.arm("suave").expect("a way");
    let own = "policies/obrigado-suave.toml";
    assert_eq!(ways::policies_of(&opened.files, soft), [own]);
    let usual = ways::usual_of(&opened.files, own);
    assert_eq!(usual.as_deref(), Some("policies/standard.toml"));
    assert_eq!(compiled(&app).await.trials[0].experiment.arms.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_that_won_becomes_everybody_s() {
    let app = a_draft().await;
    let usual = "policies/standard.toml";
    let policy = Some(usual.to_owned());
    let way = Way { name: "suave".to_owned(), flow: true, policy, texts: None };
    make::begin(app.app(), &bia(), "d1", &Plan { way, ..a_plan() }).await.expect("it is made");
    let own = "policies/obrigado-suave.toml";
    let files = drafted(&app).await.files;
    let (place, read, typed) = ("silence.per_week", "2", "1");
    let wanted = [Wanted { place: place.into(), read: read.into(), typed: typed.into() }];
    let places = numbers::places(files.get(own).expect("a policy"));
    let saved = limits::save(app.app(), &bia(), ("d1", own), (&places, &wanted)).await;
    assert_eq!(saved.expect("it is saved"), Ok(()));
    let at = ("obrigado-suave", "choose");
    let step = BTreeMap::from([("given_up".to_owned(), "human".to_owned())]);
    let sheet = steps::sheet(&files, at).expect("a step").read();
    let saved = steps::save(app.app(), &bia(), ("d1", at), (&sheet, &step)).await;
    saved.expect("the way's own step");
    let opened = drafted(&app).await;
    let (_, experiment) = planned(&opened);
    let told = ways::differs(&opened.files, &experiment.arms[1]);
    let items = told.files.iter().flat_map(|it| &it.items).map(|it| it.name.as_str());
    assert_eq!(items.collect::<Vec<_>>(), ["choose", "silence.per_week"]);
    let main = "flows/negotiation.toml";
    assert_eq!(opened.files.get(main), app.app().live().files.get(main), "everybody's stays");

    let ana = who("ana", Role::Supervisor);
    let won = change::end(app.app(), &ana, "d1", ("obrigado", Some("suave"))).await;
    assert_eq!(refused(won), Refused::Right, "its policy is an admin's to keep");
    let nobody = change::end(app.app(), &bia(), "d1", ("obrigado", Some("nada"))).await;
    assert_eq!(refused(nobody), Refused::Unknown);
    change::end(app.app(), &bia(), "d1", ("obrigado", Some("suave"))).await.expect("it won");

    let opened = drafted(&app).await;
    let paths: Vec<_> = opened.changes.files.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, [main, usual], "what only the way had is gone");
    let text = opened.files.get(usual).expect("a policy");
    assert!(text.contains("per_week = 1") && text.contains("name = \"standard\""), "{text}");
    assert!(compiled(&app).await.trials.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_s_words_are_written_over_what_was_read_of_them() {
    let app = a_draft().await;
    make::begin(app.app(), &bia(), "d1", &a_plan()).await.expect("it is made");
    let words = |opened: &drafts::Opened| planned(opened).1.arms[1].texts[&Locale::OWN].clone();
    let before = words(&drafted(&app).await);
    let read = Files::hash_of(&before);
    let at = Words { draft: "d1", name: "obrigado", arm: "outro", locale: Locale::OWN };
    let new = "identify-noted = Muito obrigado.\nopen-greeting = Bom dia, { $creditor }!\n";

    change::word(app.app(), &bia(), at, (&read, new)).await.expect("it is written");

    assert_eq!(words(&drafted(&app).await), new);
    let stale = change::word(app.app(), &bia(), at, (&read, &before)).await;
    assert_eq!(refused(stale), Refused::Stale);
    let read = Files::hash_of(new);
    for (source, why) in [
        ("identify-noted = {", Refused::Nothing),
        ("", Refused::Nothing),
        (new, Refused::Nothing),
        ("nothing-of-ours = Oi", Refused::Unknown),
    ] {
        let done = change::word(app.app(), &bia(), at, (&read, source)).await;
        assert_eq!(refused(done), why, "{source}");
    }
    let quoted = "identify-noted = Obrigado, '''amigo'''.\n";
    change::word(app.app(), &bia(), at, (&read, quoted)).await.expect("whatever is said");
    assert_eq!(words(&drafted(&app).await), quoted);
    let nowhere = Words { arm: "nada", ..at };
    let none = change::word(app.app(), &bia(), nowhere, (&read, quoted)).await;
    assert_eq!(refused(none), Refused::Unknown);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_experiment_that_cannot_be_written_whole_leaves_nothing_of_itself() {
    let app = a_draft().await;
    let large = format!("identify-noted = {}", "Obrigado. ".repeat(drafts::LARGEST / 10));
    let plan = Plan { way: Way { flow: true, ..saying(&large) }, ..a_plan() };

    let done = make::begin(app.app(), &bia(), "d1", &plan).await;

    assert_eq!(refused(done), Refused::TooLarge);
    assert!(drafted(&app).await.changed.is_empty(), "not even the copy of the flow is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_are_changed_over_what_was_read_of_them() {
    let app = a_draft().await;
    make::begin(app.app(), &bia(), "d1", &a_plan()).await.expect("it is made");
    let at = ("d1", "obrigado");
    let (read, before) = planned(&drafted(&app).await);
    let new = Terms {
        why: "Agradecer \"muito\" ajuda?".to_owned(),
        until: day("2027-02-28"),
        numbers: [80, 14, 20, 5],
        guard: [3, 5, 10],
        ..terms()
    };

    change::set(app.app(), &bia(), at, (&read, &new)).await.expect("they are changed");

    let (hash, after) = planned(&drafted(&app).await);
    assert_eq!(Terms::of(&after), new);
    assert_eq!((&after.arms, after.plan()), (&before.arms, before.plan()), "counted together");
    let stale = change::set(app.app(), &bia(), at, (&read, &terms())).await;
    assert_eq!(refused(stale), Refused::Stale);
    let backwards = Terms { since: day("2028-01-01"), ..terms() };
    let none = change::set(app.app(), &bia(), at, (&hash, &backwards)).await;
    assert_eq!(refused(none), Refused::Nothing);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_is_taken_out_with_what_only_it_had() {
    let app = a_draft().await;
    make::begin(app.app(), &bia(), "d1", &a_plan()).await.expect("it is made");
    let at = ("d1", "obrigado");
    let (read, _) = planned(&drafted(&app).await);
    let last = change::remove(app.app(), &bia(), at, (&read, "outro")).await;
    assert_eq!(refused(last), Refused::Nothing, "one beside today's has to stay");
    let policy = Some("policies/standard.toml".to_owned());
    let way = Way { name: "suave".to_owned(), flow: true, policy, texts: None };
    make::add(app.app(), &bia(), at, (&read, &way)).await.expect("one more");
    let (read, _) = planned(&drafted(&app).await);
    let nobody = change::remove(app.app(), &bia(), at, (&read, "nada")).await;
    assert_eq!(refused(nobody), Refused::Unknown);

    change::remove(app.app(), &bia(), at, (&read, "suave")).await.expect("it goes");

    let opened = drafted(&app).await;
    let paths: Vec<_> = opened.changed.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["experiments/obrigado.toml"]);
    assert_eq!(planned(&opened).1.arms.len(), 2);
    assert_eq!(compiled(&app).await.trials.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_experiment_that_runs_is_changed_in_a_draft_that_says_what_is_counted_anew() {
    let desk = Desk::open().await;
    serves(&desk.app, &[("experiments/greeting.toml", GREETING)]).await;
    let supervisor = desk.enter(Role::Supervisor).await;
    let page = desk.get("/ajustes/experimentos/greeting", &supervisor).await;
    assert!(page.body.contains("Abrir rascunho para mudar"), "{}", page.body);
    let opened = desk.post("/ajustes/experimentos/greeting/mudar", &supervisor, "").await;
    let here = opened.header("location").to_owned();
    let draft = here.rsplit('=').next().expect("a draft").to_owned();
    let plan = "/ajustes/experimentos/greeting/plano";
    let typed = |read: &str, rest: &str| {
        format!(
            "rascunho={draft}&lido={read}&porque=Um+bom+dia+ajuda?&desde=2026-11-01&dias=14\
             &pagam=20&diferenca=30&reclamam=0&silenciam=0&passam=0&{rest}"
        )
    };
    let anew = "a contagem recomeça do zero.";

    let page = desk.get(&here, &supervisor).await.body;
    let longer = typed(&read_in(&page), "participam=50&ate=2028-01-31");
    let saved = desk.post(plan, &supervisor, &longer).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = desk.get(&here, &supervisor).await.body;
    assert!(page.contains("value=\"2028-01-31\"") && !page.contains(anew), "{page}");

    let earlier = typed(&read_in(&page), "participam=50&ate=2028-01-31");
    let earlier = earlier.replace("dias=14", "dias=20");
    let saved = desk.post(plan, &supervisor, &earlier).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    for address in [&here, &format!("/ajustes/rascunhos/{draft}")] {
        let page = desk.get(address, &supervisor).await.body;
        assert!(page.contains(anew), "{address}: {page}");
    }
    let page = desk.get(&here, &supervisor).await.body;
    let wrong = typed(&read_in(&page), "participam=500&ate=2028-01-31");
    let wrong = desk.post(plan, &supervisor, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"500\""), "what was typed stays: {}", wrong.body);
    let out = "/ajustes/experimentos/greeting/tirar";
    let out = desk.post(out, &supervisor, &format!("rascunho={draft}")).await;
    assert_eq!(out.header("location"), format!("/ajustes/rascunhos/{draft}?feito=salvo"));
    assert_eq!(desk.get(&here, &supervisor).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_tell_what_came_of_it_and_stop_it() {
    let desk = Desk::open().await;
    serves(&desk.app, &[("experiments/greeting.toml", GREETING)]).await;
    many(&desk.app, 4).await;
    let supervisor = desk.enter(Role::Supervisor).await;
    let list = desk.get("/ajustes/experimentos", &supervisor).await;
    assert!(list.body.contains("greeting") && list.body.contains("em andamento"), "{}", list.body);
    let page = desk.get("/ajustes/experimentos/greeting", &supervisor).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("Ainda não dá para dizer se o jeito “bom-dia” muda alguma coisa."));
    assert!(page.body.contains("Bom dia! Aqui é o assistente") && !page.body.contains("/parar"));
    let stop = "/ajustes/experimentos/greeting/parar";
    let denied = desk.post(stop, &supervisor, "motivo=x").await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let none = desk.get("/ajustes/experimentos/nothing", &supervisor).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);

    let admin = desk.enter(Role::Admin).await;
    let empty = desk.post(stop, &admin, "motivo=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = desk.post(stop, &admin, "motivo=muita+reclama%C3%A7%C3%A3o").await;
    assert_eq!(done.header("location"), "/ajustes/experimentos/greeting?feito=parado");
    let page = desk.get("/ajustes/experimentos/greeting?feito=parado", &admin).await;
    assert!(page.body.contains("Parado por Pessoa admin"), "{}", page.body);
    let ended = desk.post("/ajustes/experimentos/greeting/encerrar", &supervisor, "").await;
    let draft = desk.get(ended.header("location"), &supervisor).await;
    assert!(draft.body.contains("Encerrar o experimento greeting"), "{}", draft.body);

    let form = "caminho=locales/pt-BR/conversation.ftl&chave=identify-noted";
    let page = desk.get(&format!("/ajustes/experimentos/novo?{form}"), &supervisor).await;
    assert!(page.body.contains("Anotei. Já vejo isso com você."), "{}", page.body);
    let rest = "nome=Obrigado&porque=ajuda&desde=2026-11-23&ate=2027-01-31&participam=100&dias=14\
        &pagam=20&reclamam=0&silenciam=0&passam=10";
    let bad = format!("{form}&{rest}&diferenca=5&texto=identify-noted+%3D+%7B");
    let bad = desk.post("/ajustes/experimentos/novo", &supervisor, &bad).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", bad.body);
    let good = format!("{form}&{rest}&diferenca=5&texto=identify-noted+%3D+Obrigado.");
    let good = desk.post("/ajustes/experimentos/novo", &supervisor, &good).await;
    assert_eq!(good.status, StatusCode::SEE_OTHER, "{}", good.body);
    let page = desk.get(good.header("location"), &supervisor).await;
    assert!(page.body.contains("identify-noted = Obrigado."), "{}", page.body);
    assert!(page.body.contains("Neste jeito") && page.body.contains("Textos deste jeito"));
}

/// What a page's last form read.
fn read_in(page: &str) -> String {
    let after = page.rsplit("name=\"lido\" value=\"").next().expect("it was read");
    after.split('"').next().expect("a hash").to_owned()
}

const COMING: &str = "rascunho=00000000000000000000000000000009";

const PLANNED: &str = "id=00000000000000000000000000000009&nome=Mais Calmo&porque=ajuda\
    &desde=2026-11-23&ate=2027-01-31&participam=100&dias=14&pagam=20&diferenca=5\
    &reclamam=0&silenciam=0&passam=10";

#[tokio::test(flavor = "multi_thread")]
async fn an_experiment_with_a_flow_and_a_policy_is_written_whole_on_pages() {
    let desk = Desk::open().await;
    let admin = desk.enter(Role::Admin).await;
    let supervisor = desk.enter(Role::Supervisor).await;
    let new = "/ajustes/experimentos/novo";
    let page = desk.get(new, &supervisor).await;
    assert!(page.body.contains("name=\"fluxo\"") && !page.body.contains("name=\"politica\""));
    let page = desk.get(new, &admin).await;
    assert!(page.body.contains("value=\"policies/standard.toml\""), "{}", page.body);
    let nothing = desk.post(new, &admin, PLANNED).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "it differs in nothing");
    let both = format!("{PLANNED}&fluxo=1&politica=policies/standard.toml");
    let denied = desk.post(new, &supervisor, &both).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN, "{}", denied.body);

    let made = desk.post(new, &admin, &both).await;

    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let here = made.header("location").to_owned();
    assert_eq!(here, format!("/ajustes/experimentos/mais-calmo?{COMING}"));
    let page = desk.get(&here, &admin).await;
    assert!(page.body.contains("Este jeito ainda é igual ao de hoje."), "{}", page.body);
    let list = desk.get("/ajustes/experimentos", &admin).await;
    assert!(list.body.contains("Em preparação") && list.body.contains("mais-calmo?rascunho="));
    let flow = desk.get(&format!("/ajustes/fluxos/mais-calmo-outro?{COMING}"), &admin).await;
    let step = format!("/ajustes/fluxos/mais-calmo-outro/hello/mudar?{COMING}");
    assert_eq!(flow.status, StatusCode::OK, "{}", flow.body);
    assert!(flow.body.contains(&step), "{}", flow.body);
    let page = desk.get(&step, &admin).await;
    assert!(page.body.contains("value=\"mais-calmo-outro/hello\""), "{}", page.body);
    let change = format!("{COMING}&lido={}&valor:go=identify", read_in(&page.body));
    let saved = desk.post(&step, &admin, &change).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let own = "policies%2Fmais-calmo-outro.toml";
    let policy = desk.get(&format!("/ajustes/politica?{COMING}&politica={own}"), &admin).await;
    assert!(policy.body.contains("Nenhum número da política mudou."), "{}", policy.body);
    assert!(policy.body.contains("polyline class=\"now\" points=\"9"), "against today's");
    let page = desk.get(&here, &admin).await;
    assert!(page.body.contains("<strong>hello</strong>"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn more_ways_and_their_words_are_put_into_an_experiment_on_its_page() {
    let desk = Desk::open().await;
    let supervisor = desk.enter(Role::Supervisor).await;
    let made = format!("{PLANNED}&fluxo=1");
    let made = desk.post("/ajustes/experimentos/novo", &supervisor, &made).await;
    let here = made.header("location").to_owned();
    let page = desk.get(&here, &supervisor).await;
    let read = read_in(&page.body);
    let ways = "/ajustes/experimentos/mais-calmo/jeitos";
    let bad = format!("{COMING}&lido={read}&nome=A/B&fluxo=1");
    let bad = desk.post(ways, &supervisor, &bad).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.body.contains("O nome do jeito precisa ser curto"), "{}", bad.body);

    let words = format!("{COMING}&lido={read}&nome=bom dia&texto=identify-noted+%3D+Bom+dia.");
    let more = desk.post(ways, &supervisor, &words).await;

    assert_eq!(more.status, StatusCode::SEE_OTHER, "{}", more.body);
    let page = desk.get(&here, &supervisor).await;
    assert!(page.body.contains("<h3>bom-dia</h3>"), "{}", page.body);
    let texts = "/ajustes/experimentos/mais-calmo/bom-dia/textos";
    let read = Files::hash_of("identify-noted = Bom dia.\n");
    let write = format!("{COMING}&lido={read}&idioma=pt-BR&texto=");
    let wrong = desk.post(texts, &supervisor, &format!("{write}x")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Nada foi salvo: escreva textos inteiros"), "{}", wrong.body);
    let good = format!("{write}identify-noted+%3D+Boa+tarde.");
    let saved = desk.post(texts, &supervisor, &good).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let stale = desk.post(texts, &supervisor, &good).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let nothing = format!("/ajustes/experimentos/nada?{COMING}");
    assert_eq!(desk.get(&nothing, &supervisor).await.status, StatusCode::NOT_FOUND);
    let page = desk.get(&here, &supervisor).await;
    assert!(page.body.contains("Tirar o jeito “bom-dia”"), "{}", page.body);
    let gone = format!("{COMING}&lido={}", read_in(&page.body));
    let gone =
        desk.post("/ajustes/experimentos/mais-calmo/bom-dia/tirar", &supervisor, &gone).await;
    assert_eq!(gone.header("location"), format!("{here}&feito=salvo"), "{}", gone.body);
    let page = desk.get(&here, &supervisor).await;
    assert!(
        !page.body.contains("bom-dia") && !page.body.contains("Tirar o jeito"),
        "{}",
        page.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn harm_is_told_on_the_page_and_raises_an_alert() {
    let app = a_room().await;
    let mut quiet = 0;
    for number in 0..40 {
        let id = somebody(&app, a_customer(&format!("c{number}"))).await;
        app.says(&id, "oi").await;
        if is_in(stands(&app, &id).await.arm.as_ref(), "bom-dia") && quiet < 9 {
            app.talks(&id, &["sou eu", "não me mande mais mensagens"]).await;
            quiet += 1;
        }
    }

    assert_eq!(experiment::guard(app.app()).await.expect("looked"), ["greeting"]);

    let (_, verdict) = experiment::read(app.app(), &bia(), "greeting").await.expect("read");
    assert_eq!((quiet, verdict.told[0].harms.clone()), (9, vec![Harm::OptOuts]));
    let alerts = "select count(*) from alert where kind = 'experiment' and detail = 'opt_outs'";
    assert_eq!(app.count(alerts).await, 1);
    experiment::stop(app.app(), &bia(), "greeting", "reclamações").await.expect("it stops");
    assert!(experiment::guard(app.app()).await.expect("looked").is_empty());

    let live = app.app().live();
    let mut files = live.files.clone();
    files.remove("experiments/greeting.toml");
    let without =
        Edition::compile((live.number + 1, Moves::Finish), &files, app.app().editions.own());
    publish::develop(app.app(), &without.expect("it compiles")).await.expect("it serves");
    let (gone, after) = experiment::read(app.app(), &bia(), "greeting").await.expect("read");
    assert_eq!((gone.stage, after), (Stage::Stopped, verdict), "what came of it stays to be read");
}
