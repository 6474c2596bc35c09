//! The pages of the tuning room: what they show, what they do, and what they refuse.

use axum::http::StatusCode;
use combinado::app::people::manage;
use combinado::app::tuning::drafts::{self, Save};
use combinado::app::tuning::publish;
use combinado::domain::access::{Role, Scope, Who};
use combinado::domain::content::Files;
use combinado::store::audit;

use crate::access::{Answer, Desk};
use crate::support::WITH;

const TEXTS: &str = "locales/pt-BR/conversation.ftl";
const FLOW: &str = "flows/negotiation.toml";
const DRAFT: &str = "00000000000000000000000000000001";

/// A desk whose first release serves.
async fn a_room() -> Desk {
    Desk::open().await
}

/// Somebody of a role, as use cases are told.
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

fn hidden<'a>(page: &'a Answer, name: &str) -> &'a str {
    between(&page.body, &format!("name=\"{name}\" value=\""), "\"")
}

/// Opens the draft as the supervisor does; answers her cookie.
async fn opened(desk: &Desk) -> String {
    let cookie = desk.enter(Role::Supervisor).await;
    let form = format!("id={DRAFT}&titulo=Mais+calmo");
    let answer = desk.post("/ajustes/rascunhos", &cookie, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.header("location"), format!("/ajustes/rascunhos/{DRAFT}"));
    cookie
}

fn live(desk: &Desk, path: &str) -> String {
    desk.app.app().live().files.get(path).expect("a file of ours").to_owned()
}

/// The text `identify-noted` with a word of its own, as a form posts it.
fn noted(word: &str, read: &str) -> String {
    let text = escaped(&format!("identify-noted = {word}\r\n"));
    let path = escaped(TEXTS);
    format!("rascunho={DRAFT}&caminho={path}&chave=identify-noted&lido={read}&texto={text}")
}

fn text_page() -> String {
    format!("/ajustes/textos/um?rascunho={DRAFT}&caminho={}&chave=identify-noted", escaped(TEXTS))
}

async fn actions(desk: &Desk) -> Vec<String> {
    let rows = audit::after(desk.app.db(), 0).await.expect("rows");
    rows.into_iter().map(|row| row.action).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_softened_reviewed_published_and_taken_back_on_pages() {
    let desk = a_room().await;
    let author = opened(&desk).await;
    let found =
        desk.get(&format!("/ajustes/textos?rascunho={DRAFT}&q=ja+vejo+isso"), &author).await;
    assert!(found.body.contains("identify-noted") && !found.body.contains(">debt-card<"));
    let page = desk.get(&text_page(), &author).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("Anotei. Já vejo isso com você."), "{}", page.body);

    let form = noted("Obrigado, anotei.", hidden(&page, "lido"));
    let seen = desk.post("/ajustes/textos/ver", &author, &form).await;
    assert_eq!(seen.body.matches("<p class=\"bubble\">Obrigado, anotei.</p>").count(), 4);
    let saved = desk.post("/ajustes/textos/um", &author, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let opened = drafts::read(desk.app.app(), &who(&desk, Role::Admin).await, DRAFT).await;
    let opened = opened.expect("a draft");
    let old = live(&desk, TEXTS);
    let entry = between(&old, "identify-noted = ", "identify-wrong").to_owned();
    let wanted = old.replace(&entry, "Obrigado, anotei.\n");
    assert_eq!(opened.files.get(TEXTS), Some(wanted.as_str()), "no other byte changes");

    let address = format!("/ajustes/rascunhos/{DRAFT}");
    let page = desk.get(&address, &author).await;
    assert!(page.body.contains("<del>Anotei. Já vejo isso com você."), "{}", page.body);
    let asked = format!("versao={}&motivo=pedido+dos+clientes", hidden(&page, "versao"));
    let answer = desk.post(&format!("{address}/pedir"), &author, &asked).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = desk.get(&address, &author).await;
    assert!(page.body.contains("espera a revisão") && !page.body.contains("/aprovar\""));

    let reviewer = desk.enter(Role::Admin).await;
    let page = desk.get(&address, &reviewer).await;
    let version = format!("versao={}", hidden(&page, "versao"));
    let early = desk.post(&format!("{address}/publicar"), &reviewer, &version).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    let passed = desk.post(&format!("{address}/aprovar"), &reviewer, &version).await;
    assert_eq!(passed.status, StatusCode::SEE_OTHER, "{}", passed.body);
    let page = desk.get(&address, &reviewer).await;
    assert!(page.body.contains("Nenhuma conversa em andamento."), "{}", page.body);
    let form = format!("versao={}&conversas=finish", hidden(&page, "versao"));
    let answer = desk.post(&format!("{address}/publicar"), &reviewer, &form).await;
    assert_eq!(answer.header("location"), "/ajustes/versoes/2?feito=publicada", "{}", answer.body);
    assert_eq!(live(&desk, TEXTS), wanted);
    let page = desk.get("/ajustes/versoes/2", &author).await;
    assert!(page.body.contains("pedido dos clientes") && page.body.contains("Pessoa admin"));

    let denied = desk.post("/ajustes/versoes/1/voltar", &author, "motivo=x").await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let silent = desk.post("/ajustes/versoes/1/voltar", &reviewer, "motivo=").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.body.contains("Escreva o motivo."));
    let back = desk.post("/ajustes/versoes/1/voltar", &reviewer, "motivo=pior").await;
    assert_eq!(back.header("location"), "/ajustes/versoes/3?feito=voltou", "{}", back.body);
    assert_eq!(live(&desk, TEXTS), old);
    assert!(desk.get("/ajustes", &author).await.body.contains("Versão 3"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reviews_their_own_work_and_it_is_written_down() {
    let desk = a_room().await;
    let admin = desk.enter(Role::Admin).await;
    let form = format!("id={DRAFT}&titulo=Meu");
    desk.post("/ajustes/rascunhos", &admin, &form).await;
    let page = desk.get(&text_page(), &admin).await;
    desk.post("/ajustes/textos/um", &admin, &noted("Certo.", hidden(&page, "lido"))).await;
    let address = format!("/ajustes/rascunhos/{DRAFT}");
    let page = desk.get(&address, &admin).await;
    let asked = format!("versao={}&motivo=x", hidden(&page, "versao"));
    desk.post(&format!("{address}/pedir"), &admin, &asked).await;

    let page = desk.get(&address, &admin).await;
    assert!(page.body.contains("id=\"sem-aprovar\"") && !page.body.contains("/aprovar\""));
    let version = format!("versao={}", hidden(&page, "versao"));
    let own = desk.post(&format!("{address}/aprovar"), &admin, &version).await;

    assert_eq!(own.status, StatusCode::FORBIDDEN);
    assert!(own.body.contains("Quem mexeu no rascunho não pode aprová-lo."));
    assert_eq!(actions(&desk).await.last().map(String::as_str), Some("refused"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_write_the_same_text_lose_nothing() {
    let desk = a_room().await;
    let author = opened(&desk).await;
    let page = desk.get(&text_page(), &author).await;
    let read = hidden(&page, "lido").to_owned();
    desk.post("/ajustes/textos/um", &author, &noted("Primeira.", &read)).await;
    let other = desk.enter(Role::Admin).await;

    let late = desk.post("/ajustes/textos/um", &other, &noted("Segunda.", &read)).await;

    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Primeira.") && late.body.contains("Segunda."), "{}", late.body);
    let again = noted("Segunda.", hidden(&late, "lido"));
    let saved = desk.post("/ajustes/textos/um", &other, &again).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = desk.get(&text_page(), &author).await;
    assert!(page.body.contains("Segunda."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_lost_a_value_or_is_broken_is_not_saved_unasked() {
    let desk = a_room().await;
    let author = opened(&desk).await;
    let key = "debts-total";
    let path = escaped(TEXTS);
    let page = format!("/ajustes/textos/um?rascunho={DRAFT}&caminho={path}&chave={key}");
    let page = desk.get(&page, &author).await;
    let read = hidden(&page, "lido");
    let form = |text: &str| {
        let text = escaped(text);
        format!("rascunho={DRAFT}&caminho={path}&chave={key}&lido={read}&texto={text}")
    };

    let lost = desk.post("/ajustes/textos/um", &author, &form("debts-total = Tudo junto")).await;
    assert_eq!(lost.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(lost.body.contains("$fine, $interest, $principal, $total"), "{}", lost.body);
    let broken = desk.post("/ajustes/textos/um", &author, &form("debts-total = { $total")).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let bad = desk.post("/ajustes/textos/ver", &author, &form("debts-total = Vai preso")).await;
    assert!(bad.body.contains("grave"), "{}", bad.body);
    let wrong = desk.post("/ajustes/textos/ver", &author, &form("debts-total = { $nada }")).await;
    assert!(wrong.body.contains("$nada"), "{}", wrong.body);
    let opened = drafts::read(desk.app.app(), &who(&desk, Role::Admin).await, DRAFT).await;
    assert!(opened.expect("a draft").changed.is_empty());
    let sure = form("debts-total = Tudo junto") + "&sem_variavel=1";
    let saved = desk.post("/ajustes/textos/um", &author, &sure).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
}

fn file_form(path: &str, text: &str, (version, read): (&str, &str)) -> String {
    let (path, text) = (escaped(path), escaped(text));
    format!("caminho={path}&versao={version}&lido={read}&texto={text}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_checked_while_it_is_written_and_two_hands_are_merged() {
    let desk = a_room().await;
    let author = opened(&desk).await;
    let address = format!("/ajustes/rascunhos/{DRAFT}/arquivo");
    let page = desk.get(&format!("{address}?caminho={FLOW}&linha=3"), &author).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let flow = live(&desk, FLOW);
    let line = flow.lines().position(|line| line.starts_with("first ")).expect("a line") + 1;
    let typo = flow.replacen("\nfirst   =", "\nfirst = =", 1);
    let check = format!("/ajustes/rascunhos/{DRAFT}/conferir?caminho={FLOW}");
    let told = desk.post(&check, &author, &typo).await;
    let marks: serde_json::Value = serde_json::from_str(&told.body).expect("marks");
    assert_eq!(marks[0]["code"], "flow-broken-toml", "{}", told.body);
    assert_eq!(marks[0]["line"], line, "{}", told.body);
    let clean = desk.post(&check, &author, &flow).await;
    assert_eq!(clean.body, "[]");

    let read = hidden(&page, "lido").to_owned();
    let first = format!("# De cima.\n{flow}");
    let saved = desk.post(&address, &author, &file_form(FLOW, &first, ("0", &read))).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let other = desk.enter(Role::Admin).await;
    let second = format!("{flow}\n# De baixo.\n");
    let late = desk.post(&address, &other, &file_form(FLOW, &second, ("0", &read))).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let merged = late.body.rsplit_once("<textarea").expect("a form").1;
    assert!(merged.contains("# De cima.") && merged.contains("# De baixo."), "nothing is lost");
    let both = format!("{first}\n# De baixo.\n");
    let at = (hidden(&late, "versao"), hidden(&late, "lido"));
    let saved = desk.post(&address, &other, &file_form(FLOW, &both, at)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_problems_is_not_published_and_its_page_says_so() {
    let desk = a_room().await;
    let author = opened(&desk).await;
    let address = format!("/ajustes/rascunhos/{DRAFT}");
    let page = desk.get(&format!("{address}/arquivo?caminho={FLOW}"), &author).await;
    let flow = live(&desk, FLOW);
    let typo = flow.replacen("\nfirst   =", "\nfirst = =", 1);
    let form = file_form(FLOW, &typo, ("0", hidden(&page, "lido")));
    let saved = desk.post(&format!("{address}/arquivo"), &author, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = desk.get(&address, &author).await;
    let asked = format!("versao={}&motivo=x", hidden(&page, "versao"));
    desk.post(&format!("{address}/pedir"), &author, &asked).await;
    let reviewer = desk.enter(Role::Admin).await;
    let page = desk.get(&address, &reviewer).await;
    let passed = format!("versao={}", hidden(&page, "versao"));
    desk.post(&format!("{address}/aprovar"), &reviewer, &passed).await;

    let page = desk.get(&address, &reviewer).await;
    let form = format!("versao={}&conversas=finish", hidden(&page, "versao"));
    let refused = desk.post(&format!("{address}/publicar"), &reviewer, &form).await;

    let button = between(&page.body, "id=\"publicar-nao\"", "</form>");
    assert!(button.contains("Com problemas não se publica."), "{button}");
    assert!(button.contains(" disabled aria-describedby=\"publicar-nao\""), "{button}");
    assert!(!refused.status.is_success() && !refused.status.is_redirection(), "{}", refused.body);
    assert_eq!(live(&desk, FLOW), flow);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_tampered_too_large_or_not_theirs_changes_nothing() {
    let desk = a_room().await;
    let author = opened(&desk).await;
    let address = format!("/ajustes/rascunhos/{DRAFT}/arquivo");
    let five = "x".repeat(5 * 1024 * 1024);
    let form = format!("caminho={}&versao=0&lido=x&texto={five}", escaped(TEXTS));
    let large = desk.post(&address, &author, &form).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.body.contains("2 MB"));
    let huge = desk.post(&address, &author, &form.repeat(3)).await;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);

    for path in ["policies/../x.toml", "src/main.rs", "locales/pt-BR/web.ftl"] {
        let out = desk.post(&address, &author, &file_form(path, "x", ("0", ""))).await;
        assert_eq!(out.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
    let limits = file_form("policies/standard.toml", "x", ("0", ""));
    let limits = desk.post(&address, &author, &limits).await;
    assert_eq!(limits.status, StatusCode::FORBIDDEN, "only admins raise limits");
    let arm = "[arms.b.policies]\nstandard = 'softer'\n";
    let armed = file_form("experiments/teste.toml", arm, ("0", ""));
    let armed = desk.post(&address, &author, &armed).await;
    assert_eq!(armed.status, StatusCode::FORBIDDEN, "a way may not give a policy by hand either");
    let page = desk.get(&format!("{address}?caminho=policies/standard.toml"), &author).await;
    assert!(page.body.contains("readonly"), "{}", page.body);
    let script = "<script>alert(1)</script>";
    let hostile = file_form(TEXTS, &format!("a = {script}\n"), ("0", ""));
    desk.post(&address, &author, &hostile).await;
    for page in [format!("{address}?caminho={TEXTS}"), format!("/ajustes/rascunhos/{DRAFT}")] {
        let page = desk.get(&page, &author).await;
        assert!(!page.body.contains(script), "{}", page.body);
    }
    let noted = actions(&desk).await.iter().filter(|it| *it == "refused").count();
    assert_eq!(noted, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_brought_over_to_a_newer_release_side_by_side() {
    let desk = a_room().await;
    let author = opened(&desk).await;
    let page = desk.get(&text_page(), &author).await;
    let read = hidden(&page, "lido").to_owned();
    desk.post("/ajustes/textos/um", &author, &noted("Do rascunho.", &read)).await;
    // Another release comes between.
    let (app, admin) = (desk.app.app(), who(&desk, Role::Admin).await);
    let everywhere = (Scope::All, Scope::All);
    let (creditors, sectors) = everywhere;
    let other =
        Who { id: "other".into(), name: "Outra".into(), role: Role::Admin, creditors, sectors };
    drafts::open(app, &other, ("d2", "Outro")).await.expect("a draft");
    let text =
        live(&desk, TEXTS).replace("identify-noted = Anotei.", "identify-noted = Da versão.");
    let save = Save { path: TEXTS.to_owned(), text: Some(text), over: 0 };
    let saved = drafts::save(app, &other, "d2", save).await.expect("saved");
    let asked = ("d2", saved.version, "porque sim");
    combinado::app::tuning::review::ask(app, &other, asked).await.expect("asked");
    let seen = drafts::read(app, &admin, "d2").await.expect("a draft").draft.version;
    combinado::app::tuning::review::approve(app, &admin, ("d2", seen)).await.expect("it passes");
    let moves = combinado::domain::content::release::Moves::Finish;
    let version = drafts::read(app, &admin, "d2").await.expect("a draft").draft.version;
    let of = publish::Publishing { draft: "d2", version, moves };
    assert_eq!(publish::publish(app, &admin, of, WITH).await.expect("it serves"), 2);

    let address = format!("/ajustes/rascunhos/{DRAFT}");
    let page = desk.get(&address, &author).await;
    assert!(page.body.contains("A versão 2 entrou no ar"), "{}", page.body);
    let asked = desk.post(&format!("{address}/trazer"), &author, "").await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    assert!(asked.body.contains("Do rascunho.") && asked.body.contains("Da versão."));
    let form = format!("{}=mine", escaped(&format!("lado:{TEXTS}")));
    let done = desk.post(&format!("{address}/trazer"), &author, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let opened = drafts::read(app, &admin, DRAFT).await.expect("a draft");
    assert_eq!(opened.draft.base, 2);
    assert!(opened.files.get(TEXTS).expect("a file").contains("Do rascunho."));
    assert!(Files::may_hold(TEXTS));
}
