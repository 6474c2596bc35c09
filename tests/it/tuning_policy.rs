//! The policy's page: what it shows, what it saves, what it refuses; and what another policy comes to.

use std::sync::Arc;

use axum::http::StatusCode;
use combinado::app::people::manage;
use combinado::app::tuning::drafts::{self, Save};
use combinado::app::tuning::impact::{self, Asked, Stage, compare};
use combinado::config::content;
use combinado::domain::access::{Role, Who};
use combinado::domain::content::Files;
use combinado::domain::money::Money;
use combinado::domain::policy::numbers::{Wanted, edit};
use combinado::domain::simulation::paired::{Measure, Sure};
use combinado::store::audit;

use crate::access::{Answer, Desk};
use crate::support::{a_customer, an_invoice, static_pix};

const POLICY: &str = "policies/standard.toml";
const DRAFT: &str = "00000000000000000000000000000001";
const COUNT: &str = "band.0.plan.largest_count";

async fn opened(desk: &Desk) -> String {
    let cookie = desk.enter(Role::Admin).await;
    let form = format!("id={DRAFT}&titulo=Mais+parcelas");
    let answer = desk.post("/ajustes/rascunhos", &cookie, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    cookie
}

fn page_of(draft: &str) -> String {
    format!("/ajustes/politica?rascunho={draft}&politica=policies%2Fstandard.toml")
}

fn form(numbers: &[(&str, &str, &str)]) -> String {
    let number =
        |(place, read, typed): &(&str, &str, &str)| format!("&l.{place}={read}&n.{place}={typed}");
    let numbers: String = numbers.iter().map(number).collect();
    format!("rascunho={DRAFT}&politica=policies%2Fstandard.toml&valor=1000{numbers}")
}

async fn saves(desk: &Desk, cookie: &str, numbers: &[(&str, &str, &str)]) -> Answer {
    desk.post("/ajustes/politica", cookie, &form(numbers)).await
}

async fn who(desk: &Desk, role: Role) -> Who {
    let found = manage::by_login(desk.app.app(), role.as_str()).await.expect("read");
    found.expect("somebody").who
}

async fn drafted(desk: &Desk) -> Files {
    let admin = who(desk, Role::Admin).await;
    drafts::read(desk.app.app(), &admin, DRAFT).await.expect("a draft").files
}

fn live(desk: &Desk) -> String {
    desk.app.app().live().files.get(POLICY).expect("a file of ours").to_owned()
}

async fn last_action(desk: &Desk) -> (String, String) {
    let rows = audit::after(desk.app.db(), 0).await.expect("rows");
    let last = rows.into_iter().next_back().expect("a row");
    (last.action, last.detail)
}

fn wanted(place: &str, read: &str, typed: &str) -> Wanted {
    Wanted { place: place.to_owned(), read: read.to_owned(), typed: typed.to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_is_changed_and_nothing_else() {
    let desk = Desk::open().await;
    let admin = opened(&desk).await;
    let page = desk.get(&page_of(DRAFT), &admin).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("De 1 a 15 dias") && page.body.contains("R$ 50,00"));
    assert!(page.body.contains("Do dia 61 em diante"), "{}", page.body);
    assert!(page.body.contains(&format!("name=\"n.{COUNT}\" value=\"3\"")), "{}", page.body);
    assert!(page.body.contains("Nenhum número da política mudou."));

    let saved = saves(&desk, &admin, &[(COUNT, "3", "4"), ("ceilings.count", "48", "48")]).await;

    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let by_hand = live(&desk).replacen("largest_count = 3", "largest_count = 4", 1);
    assert_eq!(drafted(&desk).await.get(POLICY), Some(by_hand.as_str()));
    let (action, detail) = last_action(&desk).await;
    assert_eq!((action.as_str(), detail.as_str()), ("draft-save", POLICY));
    let page = desk.get(saved.header("location"), &admin).await;
    let told = "De 1 a 15 dias. Parcelado: até quantas vezes: de 3 para 4.";
    assert!(page.body.contains(told), "{}", page.body);
    assert!(page.body.contains("Hoje: 3") && page.body.contains("polyline class=\"then\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_page_sends_changes_nothing_and_is_written_down() {
    let desk = Desk::open().await;
    let admin = opened(&desk).await;

    let unknown = saves(&desk, &admin, &[("band.9.plan.largest_count", "3", "99")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (action, detail) = last_action(&desk).await;
    assert_eq!(action, "refused");
    assert!(detail.starts_with("path;"), "{detail}");
    let key = saves(&desk, &admin, &[("name", "standard", "outra")]).await;
    assert_eq!(key.status, StatusCode::UNPROCESSABLE_ENTITY);
    let odd = [
        ("ceilings.principal", "65", "200"),
        (COUNT, "3", "muitas"),
        ("pause.max_days", "15", "-4"),
    ];
    let odd = saves(&desk, &admin, &odd).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(odd.body.matches("aria-invalid=\"true\"").count(), 3, "{}", odd.body);
    assert!(odd.body.contains("value=\"muitas\"") && odd.body.contains("Nada foi salvo."));
    let elsewhere = form(&[(COUNT, "3", "4")]).replace("standard.toml", "conduct.toml");
    let elsewhere = desk.post("/ajustes/politica", &admin, &elsewhere).await;
    assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY);

    let supervisor = desk.enter(Role::Supervisor).await;
    let page = desk.get(&page_of(DRAFT), &supervisor).await;
    assert!(page.body.contains("id=\"sem-mudar\"") && !page.body.contains("name=\"n."));
    let denied = saves(&desk, &supervisor, &[(COUNT, "3", "4")]).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let (action, detail) = last_action(&desk).await;
    assert!(action == "denied" || action == "refused", "{action} {detail}");
    assert_eq!(drafted(&desk).await.get(POLICY), Some(live(&desk).as_str()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_page_saves_over_nobody_s_number_unasked() {
    let desk = Desk::open().await;
    let admin = opened(&desk).await;
    saves(&desk, &admin, &[(COUNT, "3", "4"), ("silence.per_week", "2", "2")]).await;

    let late = saves(&desk, &admin, &[(COUNT, "3", "6"), ("silence.per_week", "2", "1")]).await;

    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    assert!(late.body.contains("Outra pessoa pôs 4 aqui"), "{}", late.body);
    assert!(late.body.contains(&format!("name=\"l.{COUNT}\" value=\"4\"")));
    assert!(late.body.contains(&format!("name=\"n.{COUNT}\" value=\"6\"")));
    let files = drafted(&desk).await;
    let text = files.get(POLICY).expect("a policy");
    assert!(text.contains("largest_count = 4\n") && text.contains("per_week = 2"));
    let others = saves(&desk, &admin, &[(COUNT, "3", "3"), ("silence.per_week", "2", "1")]).await;
    assert_eq!(others.status, StatusCode::SEE_OTHER, "their number stays: {}", others.body);
    let again = saves(&desk, &admin, &[(COUNT, "4", "6")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let files = drafted(&desk).await;
    let text = files.get(POLICY).expect("a policy");
    assert!(text.contains("largest_count = 6\n") && text.contains("per_week = 1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_that_contradicts_itself_is_kept_told_and_not_drawn() {
    let desk = Desk::open().await;
    let admin = opened(&desk).await;

    let saved = saves(&desk, &admin, &[("ceilings.principal", "65", "10")]).await;

    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = desk.get(&page_of(DRAFT), &admin).await;
    assert!(page.body.contains("Esta política tem problemas"), "{}", page.body);
    assert!(page.body.contains("class=\"grave\""), "{}", page.body);
    assert!(!page.body.contains("polyline class=\"then\""));
    let impact = format!("rascunho={DRAFT}&o_que=simular&clientes=200");
    let impact = desk.post("/ajustes/politica/impacto", &admin, &impact).await;
    assert_eq!(impact.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", impact.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_agreed_is_held_against_the_draft() {
    let desk = Desk::open().await;
    let app = &desk.app;
    app.knows(a_customer("C1"), vec![an_invoice("F1", "2026-10-09")]).await;
    let talk = app.opens("C1").await;
    app.talks(&talk, &["oi", "sou eu", "390", "esqueci", "1", "sim", "sim"]).await;
    opened(&desk).await;
    let admin = who(&desk, Role::Admin).await;
    let files = drafted(&desk).await;

    let same = impact::past(app.app(), &admin, &files).await.expect("it is held");

    assert_eq!((same.conversations, same.offered), (1, 1));
    assert_eq!((same.agreements, same.stand, same.unjudged), (1, 1, 0), "{same:?}");
    assert_eq!((same.cheaper, same.dearer), (0, 0));
    assert_eq!(same.opening.before, same.opening.after);
    assert!(same.discount.is_positive() && same.stand_discount == same.discount);

    let none: Vec<Wanted> = [
        ("cash.ladder.0.charges", "50"),
        ("cash.ladder.1.charges", "100"),
        ("cash.ladder.2.charges", "100"),
        ("cash.ladder.2.principal", "5"),
        ("plan.ladder.1.charges", "50"),
        ("plan.ladder.2.charges", "100"),
    ]
    .map(|(place, read)| wanted(&format!("band.2.{place}"), read, "0"))
    .to_vec();
    let mut strict = files.clone();
    let text = edit(files.get(POLICY).expect("a policy"), &none).expect("a policy");
    strict.put(POLICY, text);
    let strict = impact::past(app.app(), &admin, &strict).await.expect("it is held");

    assert_eq!((strict.stand, strict.otherwise, strict.nothing), (0, 1, 0), "{strict:?}");
    assert_eq!(strict.others.before, same.agreed);
    assert_eq!(strict.others.after, same.agreed + same.discount, "all that was owed");
    assert_eq!((strict.cheaper, strict.dearer), (0, 1));
    assert_eq!(strict.stand_agreed, Money::ZERO);
    let agent = who(&desk, Role::Agent).await;
    assert!(impact::past(app.app(), &agent, &files).await.is_err(), "without the right");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_customers_meet_both_policies() {
    let desk = Desk::open().await;
    let reader = desk.app.app().reader.reader();
    let stage = Stage::set(Arc::clone(&reader), static_pix).expect("a stage");
    let files = content::files(None).expect("our files");
    let before = stage.rules(&files).expect("rules");
    let asked = Asked { customers: 100, seed: 3, days: 60 };

    let same = compare(&stage, [&before, &before], (asked, (0, 1)));

    for measure in Measure::ALL {
        assert_eq!(same.of(measure).sure(), Sure::Same, "{measure:?}");
    }
    let mut halves = compare(&stage, [&before, &before], (asked, (0, 2)));
    halves.add(&compare(&stage, [&before, &before], (asked, (1, 2))));
    assert_eq!(halves, same, "who plays which changes nothing");

    let text = files.get(POLICY).expect("a policy").to_owned();
    let generous = ["0", "50"].iter().fold(text, |text, percent| {
        let rung = format!("{{ charges = \"{percent}\", principal = \"0\" }}");
        text.replace(&rung, "{ charges = \"100\", principal = \"0\" }")
    });
    let mut other = files.clone();
    other.put(POLICY, generous);
    let after = stage.rules(&other).expect("rules");
    let pairs = compare(&stage, [&before, &after], (asked, (0, 1)));

    let discount = pairs.of(Measure::Discount);
    assert_eq!(discount.pairs, 100);
    assert!(discount.after > discount.before, "{discount:?}");
    let interval = discount.interval().expect("enough pairs");
    assert!(interval.low < interval.middle && interval.middle < interval.high);
    assert_eq!(pairs.below_floor, (0, 0));
    assert!(pairs.of(Measure::HardAgreed).pairs < 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_simulates_and_says_what_is_unsure() {
    let desk = Desk::open().await;
    let admin = opened(&desk).await;
    let page = desk.get(&format!("/ajustes/politica/impacto?rascunho={DRAFT}"), &admin).await;
    assert!(page.body.contains("Simular") && !page.body.contains("id=\"veredito\""));

    let form = format!("rascunho={DRAFT}&o_que=simular&clientes=200");
    let told = desk.post("/ajustes/politica/impacto", &admin, &form).await;

    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let says = [
        "200 clientes",
        "Propostas abaixo do piso: 0 hoje, 0 no rascunho",
        "Os mesmos clientes simulados fechariam acordo.",
        "Clientes simulados não são os seus",
    ];
    for words in says {
        assert!(told.body.contains(words), "{words}: {}", told.body);
    }
    let form = format!("rascunho={DRAFT}&o_que=passado");
    let past = desk.post("/ajustes/politica/impacto", &admin, &form).await;
    assert!(past.body.contains("Nenhuma conversa nos últimos 90 dias."), "{}", past.body);
    let save = Save { path: POLICY.to_owned(), text: Some("name =".to_owned()), over: 0 };
    let author = who(&desk, Role::Admin).await;
    drafts::save(desk.app.app(), &author, DRAFT, save).await.expect("it is saved");
    let broken = desk.get(&page_of(DRAFT), &admin).await;
    assert_eq!(broken.status, StatusCode::OK);
    assert!(broken.body.contains("Esta política tem problemas"), "{}", broken.body);
}
