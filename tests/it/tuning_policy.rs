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
use combinado::domain::policy::numbers::{Wanted, edit, places};
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

/// What the page says of the shipped policy's places.
fn shipped_places() -> String {
    places(&std::fs::read_to_string(POLICY).expect("a file of ours"))
}

fn form(numbers: &[(&str, &str, &str)]) -> String {
    let number =
        |(place, read, typed): &(&str, &str, &str)| format!("&l.{place}={read}&n.{place}={typed}");
    let numbers: String = numbers.iter().map(number).collect();
    let places = shipped_places();
    format!(
        "rascunho={DRAFT}&politica=policies%2Fstandard.toml&valor=1000&lugares={places}{numbers}"
    )
}

/// Does one thing to bands or rungs, of the draft as it stands.
async fn shapes(desk: &Desk, cookie: &str, what: &str) -> Answer {
    let files = drafted(desk).await;
    let read = Files::hash_of(files.get(POLICY).expect("a policy"));
    let place =
        format!("rascunho={DRAFT}&politica=policies%2Fstandard.toml&valor=1000&lido={read}");
    desk.post("/ajustes/politica/faixas", cookie, &format!("{place}&{what}")).await
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
async fn a_band_is_split_and_joined_again_and_a_rung_put_in_without_touching_the_rest() {
    let desk = Desk::open().await;
    let admin = opened(&desk).await;
    let page = desk.get(&page_of(DRAFT), &admin).await;
    assert!(page.body.contains("id=\"montar-6\""), "{}", page.body);
    assert!(
        page.body.contains("do dia 32 ao dia 60") && page.body.contains("do dia 367 em diante")
    );
    assert!(page.body.contains("Retirar e passar os dias dela para “De 16 a 30 dias”"));
    assert!(page.body.contains("aria-label=\"Descer o degrau 2\""), "{}", page.body);

    let split = shapes(&desk, &admin, "faixa=2&ato=dividir&dia=45").await;

    assert_eq!(split.status, StatusCode::SEE_OTHER, "{}", split.body);
    let (action, detail) = last_action(&desk).await;
    assert_eq!((action.as_str(), detail.as_str()), ("draft-save", POLICY));
    let page = desk.get(&page_of(DRAFT), &admin).await;
    assert!(page.body.contains("Faixa nova: De 31 a 44 dias."), "{}", page.body);
    let longer = "De 45 a 60 dias. Atraso: de quantos dias: de 31 para 45.";
    assert!(page.body.contains(longer), "{}", page.body);
    assert!(page.body.contains("polyline class=\"then\""), "the graph has both");
    let rung = "faixa=3&escada=cash&ato=por&lugar=3&encargos=100&principal=7,5";
    let rung = shapes(&desk, &admin, rung).await;
    assert_eq!(rung.status, StatusCode::SEE_OTHER, "{}", rung.body);
    let files = drafted(&desk).await;
    let line = "  { charges = \"100\", principal = \"7.5\" },\n";
    assert!(files.get(POLICY).is_some_and(|text| text.contains(line)));
    let page = desk.get(&page_of(DRAFT), &admin).await;
    assert!(
        page.body.contains("policy-floor-out-of-reach"),
        "the checks look at it: {}",
        page.body
    );

    for undo in ["faixa=3&escada=cash&ato=tirar.3", "faixa=2&ato=juntar-depois"] {
        let undone = shapes(&desk, &admin, undo).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
    }
    assert_eq!(drafted(&desk).await.get(POLICY), Some(live(&desk).as_str()));
    let gone = shapes(&desk, &admin, "faixa=2&escada=cash&ato=tirar.2").await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    let page = desk.get(&page_of(DRAFT), &admin).await;
    let told = "De 31 a 60 dias. À vista, degrau 3: principal perdoado: de 5% para nada.";
    assert!(page.body.contains(told), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_band_or_a_rung_changes_only_as_it_was_read_and_only_by_who_may() {
    let desk = Desk::open().await;
    let admin = opened(&desk).await;
    for (what, words) in [
        ("faixa=2&ato=dividir&dia=31", "o dia precisa ser um número dentro da faixa"),
        ("faixa=2&ato=dividir&dia=muitos", "o dia precisa ser um número dentro da faixa"),
        ("faixa=0&escada=plan&ato=tirar.0", "um perdão precisa de pelo menos um degrau"),
        ("faixa=0&escada=plan&ato=por&lugar=1&encargos=101&principal=0", "porcentagens de 0 a 100"),
        ("faixa=0&escada=plan&ato=subir.0", "não tem essa faixa ou esse degrau"),
        ("faixa=x&ato=dividir&dia=3", "não tem essa faixa ou esse degrau"),
    ] {
        let wrong = shapes(&desk, &admin, what).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
        assert!(wrong.body.contains(words), "{what}: {}", wrong.body);
    }
    let typed = shapes(&desk, &admin, "faixa=2&ato=dividir&dia=99").await;
    assert!(typed.body.contains("name=\"dia\"") && typed.body.contains("value=\"99\""));
    assert!(typed.body.contains("id=\"montar-2\" open"), "{}", typed.body);
    let unknown = shapes(&desk, &admin, "faixa=40&ato=juntar-antes").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (action, detail) = last_action(&desk).await;
    assert!(action == "refused" && detail.starts_with("path;"), "{action} {detail}");

    saves(&desk, &admin, &[(COUNT, "3", "4")]).await;
    let stale = format!("lido={}&faixa=2&ato=dividir&dia=45", Files::hash_of(&live(&desk)));
    let place = format!("rascunho={DRAFT}&politica=policies%2Fstandard.toml");
    let stale = desk.post("/ajustes/politica/faixas", &admin, &format!("{place}&{stale}")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    assert!(stale.body.contains("outra pessoa salvou esta política"), "{}", stale.body);

    let split = shapes(&desk, &admin, "faixa=2&ato=dividir&dia=45").await;
    assert_eq!(split.status, StatusCode::SEE_OTHER, "{}", split.body);
    let late = saves(&desk, &admin, &[("band.3.plan.largest_count", "6", "9")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "its place means another band: {}", late.body);
    let kept = "Parcelado: até quantas vezes: você tinha escrito 9";
    assert!(late.body.contains(kept), "{}", late.body);
    let supervisor = desk.enter(Role::Supervisor).await;
    let page = desk.get(&page_of(DRAFT), &supervisor).await;
    assert!(!page.body.contains("id=\"montar\""), "{}", page.body);
    let before = drafted(&desk).await;
    let denied = shapes(&desk, &supervisor, "faixa=2&ato=juntar-depois").await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    assert_eq!(drafted(&desk).await, before);
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
async fn one_simulation_runs_at_a_time_and_the_next_is_asked_to_wait() {
    let desk = Desk::open().await;
    let admin = opened(&desk).await;
    let form = format!("rascunho={DRAFT}&o_que=simular&clientes=200");
    let turn = desk.app.app().simulating.take().expect("nobody simulates");
    assert!(desk.app.app().simulating.take().is_none());

    let busy = desk.post("/ajustes/politica/impacto", &admin, &form).await;

    assert_eq!(busy.status, StatusCode::CONFLICT, "{}", busy.body);
    assert!(busy.body.contains("Outra simulação está em andamento."), "{}", busy.body);
    assert!(!busy.body.contains("id=\"veredito\""));
    let past = format!("rascunho={DRAFT}&o_que=passado");
    let past = desk.post("/ajustes/politica/impacto", &admin, &past).await;
    assert_eq!(past.status, StatusCode::OK, "the past waits for nobody: {}", past.body);
    drop(turn);
    let broken = Save { path: POLICY.to_owned(), text: Some("name =".to_owned()), over: 0 };
    let author = who(&desk, Role::Admin).await;
    drafts::save(desk.app.app(), &author, DRAFT, broken).await.expect("it is saved");
    for _ in 0..2 {
        let refused = desk.post("/ajustes/politica/impacto", &admin, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "the turn is given back");
    }
    let unknown = form.replace(DRAFT, "0000000000000000000000000000000f");
    let unknown = desk.post("/ajustes/politica/impacto", &admin, &unknown).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let odd = format!("/ajustes/politica/impacto?rascunho={DRAFT}&o_que=simular&clientes=99999999");
    let odd = desk.get(&odd, &admin).await;
    assert_eq!(odd.status, StatusCode::OK, "looking does nothing: {}", odd.body);
    assert!(odd.body.contains("value=\"500\" selected") && !odd.body.contains("id=\"veredito\""));
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
