//! A step's form, the errors, the tests and the languages: what they do, and what they refuse.

use axum::http::StatusCode;
use combinado::app::people::manage;
use combinado::app::tuning::drafts::{self, Save};
use combinado::app::tuning::texts;
use combinado::domain::access::{Role, Who};
use combinado::domain::content::Files;
use combinado::domain::id::Id;
use combinado::store::audit;
use combinado::store::inbox::Incoming;
use combinado::text::fresh;

use crate::access::{Answer, Desk};
use crate::support::{a_customer, an_invoice};

const FLOW: &str = "flows/negotiation.toml";
const TEXTS: &str = "locales/pt-BR/conversation.ftl";
const DRAFT: &str = "00000000000000000000000000000001";

async fn who(desk: &Desk, role: Role) -> Who {
    let found = manage::by_login(desk.app.app(), role.as_str()).await.expect("read");
    found.expect("somebody").who
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |all, byte| all + &format!("%{byte:02X}"))
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split_once(after).expect("its end").0
}

fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    between(page, &format!("name=\"{name}\" value=\""), "\"")
}

/// Opens a draft as the supervisor does; answers her cookie.
async fn opened(desk: &Desk) -> String {
    let cookie = desk.enter(Role::Supervisor).await;
    let form = format!("id={DRAFT}&titulo=Passos");
    let answer = desk.post("/ajustes/rascunhos", &cookie, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    cookie
}

async fn file(desk: &Desk, path: &str) -> String {
    let opened = drafts::read(desk.app.app(), &who(desk, Role::Admin).await, DRAFT).await;
    opened.expect("a draft").files.get(path).expect("a file").to_owned()
}

fn live(desk: &Desk, path: &str) -> String {
    desk.app.app().live().files.get(path).expect("a file of ours").to_owned()
}

async fn actions(desk: &Desk) -> Vec<String> {
    let rows = audit::after(desk.app.db(), 0).await.expect("rows");
    rows.into_iter().map(|row| row.action).collect()
}

fn step(name: &str) -> String {
    format!("/ajustes/fluxos/negotiation/{name}/mudar")
}

async fn read_step(desk: &Desk, name: &str, cookie: &str) -> Answer {
    let page = desk.get(&format!("{}?rascunho={DRAFT}", step(name)), cookie).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    page
}

/// The values of a step as its form posts them.
fn values(read: &str, values: &[(&str, &str)]) -> String {
    let pairs = values
        .iter()
        .map(|(name, value)| format!("&{}={value}", escaped(&format!("valor:{name}"))));
    format!("rascunho={DRAFT}&lido={read}{}", pairs.collect::<String>())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_changed_value_by_value_and_every_other_byte_stays() {
    let desk = Desk::open().await;
    let author = opened(&desk).await;
    let seen = desk.get("/ajustes/fluxos/negotiation/open", &author).await;
    assert!(seen.body.contains(&format!("open/mudar?rascunho={DRAFT}")), "{}", seen.body);
    let page = read_step(&desk, "open", &author).await;
    assert!(page.body.contains("WhatsApp") && page.body.contains("Telegram"));
    assert!(page.body.contains("open-who") && page.body.contains("label-not-me"));

    let form = values(
        last(&page.body),
        &[("options.1.go", "human"), ("quiet", ""), ("quiet", "true"), ("hear.busy_now", "busy")],
    );
    let saved = desk.post(&step("open"), &author, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);

    let old = live(&desk, FLOW);
    let before = "label = \"label-not-me\", go = \"wrong_person\"";
    let wanted = old.replacen(before, "label = \"label-not-me\", go = \"human\"", 1).replacen(
        "[steps.open]\nkind    = \"ask\"\n",
        "[steps.open]\nkind    = \"ask\"\nquiet = true\n",
        1,
    );
    assert_eq!(file(&desk, FLOW).await, wanted);
    assert_eq!(live(&desk, FLOW), old, "nothing that serves is touched");
}

/// What the form of values read; forms of texts stand before it.
fn last(page: &str) -> &str {
    hidden(page.split("class=\"values\"").nth(1).expect("a form"), "lido")
}

/// A step's form with its texts in Spanish.
async fn in_spanish(desk: &Desk, name: &str, cookie: &str) -> Answer {
    desk.get(&format!("{}?rascunho={DRAFT}&idioma=es", step(name)), cookie).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_shows_its_texts_in_every_language_and_what_one_lacks_is_written_there() {
    const SPANISH: &str = "locales/es/conversation.ftl";
    let desk = Desk::open().await;
    let author = opened(&desk).await;
    let own = read_step(&desk, "open", &author).await;
    assert!(own.body.contains("mudar?rascunho=00000000000000000000000000000001&#38;idioma=es"));
    let spanish = in_spanish(&desk, "open", &author).await;
    let source = |path: &str| {
        let found = texts::one(&desk.app.app().live().files, path, "open-who");
        found.expect("a text of ours").source
    };
    let theirs = source(SPANISH);
    assert!(spanish.body.contains(theirs.trim()) && !own.body.contains(theirs.trim()));
    assert!(spanish.body.contains("lang=\"es\"") && !spanish.body.contains("falta neste idioma"));
    assert_eq!(
        desk.get(&format!("{}?rascunho={DRAFT}&idioma=fr", step("open")), &author).await.status,
        StatusCode::NOT_FOUND
    );

    let admin = who(&desk, Role::Admin).await;
    let text = live(&desk, SPANISH).replacen(&theirs, "", 1);
    let save = Save { path: SPANISH.to_owned(), text: Some(text.clone()), over: 0 };
    drafts::save(desk.app.app(), &admin, DRAFT, save).await.expect("saved");
    let own = read_step(&desk, "open", &author).await;
    let spanish = in_spanish(&desk, "open", &author).await;
    assert!(own.body.contains("falta um texto") && !own.body.contains("falta neste idioma"));
    assert!(spanish.body.contains("falta neste idioma") && spanish.body.contains("open-who = "));
    assert!(spanish.body.contains(source(TEXTS).trim()), "beside the own one");

    let form = format!(
        "rascunho={DRAFT}&caminho={}&chave=open-who&passo=negotiation/open&lido={}&texto={}",
        escaped(SPANISH),
        Files::hash_of(""),
        escaped("open-who = ¿Es usted { $name }?")
    );
    let saved = desk.post("/ajustes/textos/um", &author, &form).await;
    assert_eq!(
        saved.header("location"),
        format!("{}?rascunho={DRAFT}&idioma=es&feito=salvo", step("open")),
        "{}",
        saved.body
    );
    assert_eq!(file(&desk, SPANISH).await, format!("{text}open-who = ¿Es usted {{ $name }}?\n"));
    let twice = desk.post("/ajustes/textos/um", &author, &form).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "it was written meanwhile");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_saves_a_step_late_or_what_no_flow_has_changes_nothing_and_loses_nothing() {
    let desk = Desk::open().await;
    let author = opened(&desk).await;
    let page = read_step(&desk, "hello", &author).await;
    let read = last(&page.body).to_owned();
    for bad in ["nowhere", "", "<script>alert(1)</script>"] {
        let form = values(&read, &[("go", &escaped(bad))]);
        let refused = desk.post(&step("hello"), &author, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert!(!refused.body.contains("<script>alert"), "{}", refused.body);
    }
    let first = desk.post(&step("hello"), &author, &values(&read, &[("go", "identify")])).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);

    let other = desk.enter(Role::Admin).await;
    let late = desk.post(&step("hello"), &other, &values(&read, &[("go", "human")])).await;

    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("<option value=\"human\" selected>"), "the choice stays");
    assert!(late.body.contains("No rascunho agora"), "and the other one is told");
    assert!(file(&desk, FLOW).await.contains("go   = \"identify\""));
    let again = values(last(&late.body), &[("go", "human")]);
    let saved = desk.post(&step("hello"), &other, &again).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert!(file(&desk, FLOW).await.contains("go   = \"human\""));

    let auditor = desk.enter(Role::Auditor).await;
    let read_only = read_step(&desk, "hello", &auditor).await;
    assert!(
        read_only.body.contains("<fieldset disabled>") && !read_only.body.contains("<textarea")
    );
    let denied = desk.post(&step("hello"), &auditor, &values(&read, &[("go", "open")])).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let unknown = desk.get(&format!("{}?rascunho={DRAFT}", step("nenhum")), &author).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let nowhere = desk.get(&format!("{}?rascunho=nenhum", step("hello")), &author).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_written_on_its_steps_form() {
    let desk = Desk::open().await;
    let author = opened(&desk).await;
    let page = read_step(&desk, "nothing_due", &author).await;
    assert_eq!(hidden(&page.body, "chave"), "nothing-due");
    let text = "nothing-due = Não há nada em aberto com a { $creditor }.";
    let form = format!(
        "rascunho={DRAFT}&caminho={}&chave=nothing-due&passo=negotiation/nothing_due&lido={}&texto={}",
        escaped(hidden(&page.body, "caminho")),
        hidden(&page.body, "lido"),
        escaped(text)
    );

    let saved = desk.post("/ajustes/textos/um", &author, &form).await;

    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let to = saved.header("location").to_owned();
    assert!(to.starts_with(&step("nothing_due")), "{to}");
    let after = desk.get(&to, &author).await;
    assert!(after.body.contains("<p class=\"bubble\">Não há nada em aberto com a "));
    assert!(file(&desk, TEXTS).await.contains(text));
}

/// Ends entries by hand, as a failure of ours or of a channel leaves them.
async fn fails(desk: &Desk, change: &'static str) {
    let db = desk.app.db();
    db.write(move |tx| Box::pin(async move { tx.sql(change).run(tx).await })).await.expect("done");
}

async fn of_group(desk: &Desk, cookie: &str, what: &str) -> String {
    let page = desk.get("/ajustes/erros", cookie).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    between(&page.body, what, "</section>").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_is_grouped_and_goes_again_once_but_never_what_may_have_gone() {
    let desk = Desk::open().await;
    let (lost, doubtful) = two(&desk).await;
    desk.app.says(&lost, "oi").await;
    desk.app.says(&doubtful, "oi").await;
    desk.app.drain().await;
    let latest = "position = (select max(position) from outbox e where e.conversation = outbox.conversation)";
    let dead = format!("update outbox set status = 'dead', why = '131026' where {latest}");
    fails(&desk, dead.leak()).await;
    let unknown = format!(
        "update outbox set status = 'unknown', why = 'ambiguous', done_at = next_at \
         where conversation = '{doubtful}' and status = 'dead'"
    );
    fails(&desk, unknown.leak()).await;
    let lead = desk.enter(Role::Supervisor).await;

    let group = of_group(&desk, &lead, "o número não recebe WhatsApp").await;
    assert!(group.contains("Uma vez,") && group.contains("com um cliente"), "{group}");
    assert!(
        group.contains("/ajustes/fluxos/negotiation/open") && group.contains("/ajustes/versoes/1")
    );
    assert!(group.contains(&format!("/conversas/aurora/{lost}")), "{group}");
    let doubt = of_group(&desk, &lead, "Mensagem que não sabemos se chegou").await;
    assert!(doubt.contains("Pode ter chegado ao cliente") && !doubt.contains("<form"), "{doubt}");

    let key = hidden(&group, "item").to_owned();
    let forged = format!("out|aurora|say|{}", message(&desk, &doubtful).await);
    for (keys, status, told) in [
        (vec![forged.as_str()], StatusCode::SEE_OTHER, "de_novo=0"),
        (vec!["out|aurora|say|nenhuma"], StatusCode::CONFLICT, ""),
        (vec!["x", ""], StatusCode::CONFLICT, ""),
    ] {
        let form = keys.iter().map(|key| format!("item={}", escaped(key))).collect::<Vec<_>>();
        let done = desk.post("/ajustes/erros/de-novo", &lead, &form.join("&")).await;
        assert_eq!(done.status, status, "{keys:?}: {}", done.body);
        assert!(done.header("location").contains(told), "{keys:?}");
    }
    let auditor = desk.enter(Role::Auditor).await;
    let form = format!("item={}", escaped(&key));
    let denied = desk.post("/ajustes/erros/de-novo", &auditor, &form).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);

    let done = desk.post("/ajustes/erros/de-novo", &lead, &form).await;
    assert_eq!(done.header("location"), "/ajustes/erros?de_novo=1", "{}", done.body);
    let twice = desk.post("/ajustes/erros/de-novo", &lead, &form).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "a second click finds nothing");
    assert_eq!(actions(&desk).await.iter().filter(|it| *it == "process-again").count(), 1);
    assert_eq!(desk.app.count("select count(*) from outbox where status = 'unknown'").await, 1);
    desk.app.drain().await;
    let page = desk.get("/ajustes/erros", &lead).await;
    assert!(!page.body.contains("o número não recebe WhatsApp"), "{}", page.body);
}

/// The id of the last message that was to go out in a conversation.
async fn message(desk: &Desk, conversation: &Id) -> String {
    let found: (String,) = desk
        .app
        .db()
        .sql("select id from outbox where conversation = $1 order by position desc limit 1")
        .bind(conversation.to_string())
        .one(desk.app.db())
        .await
        .expect("a row");
    found.0
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_in_and_was_set_aside_is_worked_unless_the_talk_went_on() {
    let desk = Desk::open().await;
    let (waits, went_on) = two(&desk).await;
    let words = |text: &str| Incoming::Text { text: text.to_owned() };
    desk.app.posts(&waits, "set-aside", words("oi, sou eu")).await;
    desk.app.posts(&went_on, "late", words("oi")).await;
    let aside = "update inbox set status = 'dead', why = 'too-many-attempts', done_at = arrived_at";
    fails(&desk, aside).await;
    desk.app.says(&went_on, "sou eu").await;
    let lead = desk.enter(Role::Supervisor).await;

    let page = desk.get("/ajustes/erros", &lead).await;
    assert!(page.body.contains("A conversa seguiu depois disso"), "{}", page.body);
    let all = "item=in%7Caurora%7Cweb%7Cset-aside&item=in%7Caurora%7Cweb%7Clate";
    let done = desk.post("/ajustes/erros/de-novo", &lead, all).await;
    assert_eq!(done.header("location"), "/ajustes/erros?de_novo=1", "{}", done.body);
    desk.app.drain().await;

    let said = desk.app.messages(&waits).await;
    assert!(said.iter().any(|it| it.text == "oi, sou eu") && said.len() > 1, "{said:?}");
    assert_eq!(desk.app.count("select count(*) from inbox where status = 'dead'").await, 1);
}

/// Conversations of two customers.
async fn two(desk: &Desk) -> (Id, Id) {
    for (who, invoice) in [("c1", "i1"), ("c2", "i2")] {
        desk.app.knows(a_customer(who), vec![an_invoice(invoice, "2026-10-13")]).await;
    }
    (desk.app.opens("c1").await, desk.app.opens("c2").await)
}

/// A conversation as the simulator posts it.
fn simulated(done: &str, name: &str) -> String {
    let (done, name) = (escaped(done), escaped(name));
    format!("rascunho={DRAFT}&cliente=A1002&canal=whatsapp&feito={done}&nome={name}")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_tried_is_kept_as_a_test_that_travels_with_its_draft() {
    let desk = Desk::open().await;
    let author = opened(&desk).await;
    let empty = desk.get(&format!("/ajustes/testes?rascunho={DRAFT}"), &author).await;
    assert!(empty.body.contains("Nenhum teste ainda"), "{}", empty.body);
    let failed = format!("{}&acao=falha", simulated("> oi\n", ""));
    let failed = desk.post("/ajustes/simular", &author, &failed).await;
    assert!(failed.body.contains("! fail"), "{}", failed.body);

    let form = simulated("> oi\n! fail\n", "Oi, e não chegou!");
    let kept = desk.post("/ajustes/simular/guardar", &author, &form).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let path = "conversations/oi-e-nao-chegou.chat";
    let text = file(&desk, path).await;
    assert!(text.contains("# customer: A1002") && text.contains("! fail"), "{text}");
    let played = desk.get(kept.header("location"), &author).await;
    assert!(played.body.contains("como escrito") && played.body.contains("Passam por"));
    assert!(
        played.body.contains("hardship/mudar"),
        "steps that nothing comes to lead to their form"
    );

    let other = simulated("> oi\n> [1]\n", "Oi, e não chegou!");
    let taken = desk.post("/ajustes/simular/guardar", &author, &other).await;
    assert_eq!(taken.status, StatusCode::CONFLICT);
    assert!(taken.body.contains("Já existe um teste") && file(&desk, path).await == text);
    let nameless = desk.post("/ajustes/simular/guardar", &author, &simulated("> oi\n", "!")).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let auditor = desk.enter(Role::Auditor).await;
    let denied = desk.post("/ajustes/simular/guardar", &auditor, &form).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);

    // The greeting changes: the test tells so, and is taken as it goes now.
    let who = who(&desk, Role::Supervisor).await;
    let new = live(&desk, TEXTS).replace("Oi! Aqui é", "Olá! Aqui é");
    let save = Save { path: TEXTS.to_owned(), text: Some(new), over: 0 };
    drafts::save(desk.app.app(), &who, DRAFT, save).await.expect("saved");
    let page = format!("/ajustes/testes?rascunho={DRAFT}&rodar=1");
    let differs = desk.get(&page, &author).await;
    assert!(differs.body.contains("saiu diferente") && differs.body.contains("Olá! Aqui é"));
    let read = hidden(&differs.body, "lido").to_owned();
    let form = |read: &str| format!("rascunho={DRAFT}&caminho={}&lido={read}", escaped(path));
    let stale = desk.post("/ajustes/testes/aceitar", &author, &form("outro")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let elsewhere = format!("rascunho={DRAFT}&caminho={}&lido={read}", escaped(TEXTS));
    let elsewhere = desk.post("/ajustes/testes/aceitar", &author, &elsewhere).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND, "only tests are taken so");
    let taken = desk.post("/ajustes/testes/aceitar", &author, &form(&read)).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    assert!(file(&desk, path).await.contains("Olá! Aqui é"));
    assert!(desk.get(&page, &author).await.body.contains("como escrito"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_begins_in_a_draft_with_every_text_to_be_translated() {
    let desk = Desk::open().await;
    let author = opened(&desk).await;
    let live_page = desk.get("/ajustes/idiomas", &author).await;
    assert_eq!(live_page.body.matches("class=\"tag good\">completo").count(), 2);
    let post = |tag: &str| format!("rascunho={DRAFT}&idioma={}", escaped(tag));
    for (tag, told) in [("../x", "não é de um idioma"), ("es", "já tem todos os arquivos")] {
        let refused = desk.post("/ajustes/idiomas", &author, &post(tag)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{tag}");
        assert!(refused.body.contains(told), "{tag}");
    }
    let auditor = desk.enter(Role::Auditor).await;
    let denied = desk.post("/ajustes/idiomas", &auditor, &post("fr")).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);

    let begun = desk.post("/ajustes/idiomas", &author, &post("fr")).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let page = desk.get(begun.header("location"), &author).await;
    assert!(page.body.contains("Francês") && page.body.contains("não é publicado"));
    let path = "locales/fr/conversation.ftl";
    assert!(page.body.contains("locales%2Ffr%2F"), "each hole leads to its text: {}", page.body);

    let marked = file(&desk, path).await;
    let text = "identify-noted = C’est noté.";
    let read = between(&marked, "\nidentify-noted = ", "\n# ").to_owned();
    let read = Files::hash_of(&format!("identify-noted = {}\n", read.trim_end()));
    let form = format!(
        "rascunho={DRAFT}&caminho={}&chave=identify-noted&lido={read}&texto={}",
        escaped(path),
        escaped(text)
    );
    let saved = desk.post("/ajustes/textos/um", &author, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let after = file(&desk, path).await;
    assert!(after.contains(text));
    let marks = |text: &str| text.matches(fresh::MARK).count();
    assert_eq!(marks(&after) + 1, marks(&marked), "what was written is no longer marked");
}
