//! The simulator: what is tried there is a test at once, on what serves and on drafts.

use std::process::Command;

use axum::http::StatusCode;
use combinado::app::tuning::cases;
use combinado::app::tuning::drafts::{self, Save};
use combinado::app::tuning::publish;
use combinado::app::tuning::simulate::{self, Act, Span, Tried, Trying, Whom};
use combinado::cli::issue;
use combinado::domain::access::{Role, Scope, Who};

use crate::access::Desk;
use crate::support::{TestApp, a_customer, an_invoice};

const TEXTS: &str = "locales/pt-BR/conversation.ftl";

fn sol() -> Who {
    let (creditors, sectors) = (Scope::All, Scope::All);
    Who { id: "sol".into(), name: "Sol".into(), role: Role::Supervisor, creditors, sectors }
}

fn trying(draft: Option<&str>) -> Trying<'_> {
    Trying { draft, learns: false, issue: issue::pix, tell: issue::told }
}

fn done(acts: &[Act]) -> Tried {
    let mut tried = Tried::read(Whom::Example("A1001".to_owned()), "");
    for act in acts {
        tried.add(act.clone());
    }
    tried
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_tried_is_a_test_that_passes_to_the_last_byte() {
    let app = TestApp::start().await;
    let say = |text: &str| Act::Say(text.to_owned());
    let acts = [
        say("oi"),
        Act::Choose(1),
        say("123"),
        say("esqueci"),
        Act::Choose(1),
        say("sim"),
        Act::Wait(Span::Hour),
        Act::Pay,
        Act::Wait(Span::Days),
        Act::Agent("Aqui é a Júlia.".to_owned()),
        Act::Return,
    ];
    let tried = done(&acts);

    let (scenes, text) =
        simulate::play(app.app(), &sol(), (&tried, trying(None))).await.expect("it is played");

    assert_eq!(scenes.len(), acts.len());
    assert!(scenes[0].said[0].text.starts_with("Oi! Aqui é o assistente"), "{:?}", scenes[0]);
    assert_eq!(scenes[0].said[0].buttons, ["Sou eu", "Não sou"]);
    assert!(scenes[0].trace.iter().any(|it| it.kind == "step"), "{:?}", scenes[0].trace);
    assert!(text.contains("(pix "), "{text}");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("conversa.chat"), &text).expect("a file");
    let mut check = Command::new(env!("CARGO_BIN_EXE_combinado"));
    check.args(["check", "--tests", "."]).current_dir(folder.path());
    let checked = check.output().expect("it runs");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_of_ours_is_tried_without_who_they_are() {
    let app = TestApp::start().await;
    let owed = ["F1", "F2"].map(|id| an_invoice(id, "2026-10-09"));
    app.knows(a_customer("ana"), owed.to_vec()).await;
    let talk = app.opens("ana").await;
    app.says(&talk, "oi").await;
    let nobody = Who { creditors: Scope::Only([].into()), ..sol() };

    let cases = cases::list(app.app(), &sol()).await.expect("cases");
    let hidden = cases::find(app.app(), &nobody, talk.as_str()).await.expect("an answer");
    let case = cases::find(app.app(), &sol(), talk.as_str()).await.expect("an answer");

    assert_eq!(
        cases.iter().map(|it| (it.id.as_str(), it.invoices)).collect::<Vec<_>>(),
        [(talk.as_str(), 2)]
    );
    assert_eq!(hidden, None, "of a creditor that they do not see");
    let say = |text: &str| Act::Say(text.to_owned());
    let acts = [say("oi"), Act::Choose(1), say("123"), say("quanto eu devo?")];
    let tried = Tried { whom: Whom::Ours(case.expect("a case")), ..done(&acts) };
    let (scenes, text) =
        simulate::play(app.app(), &sol(), (&tried, trying(None))).await.expect("it is played");
    assert_eq!(scenes.len(), acts.len(), "{scenes:?}");
    assert!(text.starts_with("# customer: A1001\n# set: invoice=F-1;"), "{text}");
    let said = scenes[2].said.iter().map(|said| said.text.as_str()).collect::<String>();
    assert!(said.contains("Encontrei 2 contas"), "{said}");
    assert!(!text.contains("F1") && !text.contains("ana"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_tried_before_it_serves() {
    let app = TestApp::start().await;
    publish::start(app.app()).await.expect("it starts");
    drafts::open(app.app(), &sol(), ("d1", "x")).await.expect("a draft");
    let text = app.app().live().files.get(TEXTS).expect("texts").to_owned();
    let text = text.replace("open-greeting = Oi!", "open-greeting = Olá!");
    let save = Save { path: TEXTS.to_owned(), text: Some(text), over: 0 };
    drafts::save(app.app(), &sol(), "d1", save).await.expect("it is saved");
    let tried = done(&[Act::Say("oi".to_owned())]);

    for (draft, greeting) in [(None, "Oi!"), (Some("d1"), "Olá!")] {
        let played = simulate::play(app.app(), &sol(), (&tried, trying(draft))).await;
        let (scenes, _) = played.expect("it is played");
        assert!(scenes[0].said[0].text.starts_with(greeting), "{:?}", scenes[0]);
    }
    let broken = Save { path: TEXTS.to_owned(), text: Some("a = { $".to_owned()), over: 1 };
    drafts::save(app.app(), &sol(), "d1", broken).await.expect("it is kept");
    assert!(simulate::play(app.app(), &sol(), (&tried, trying(Some("d1")))).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_goes_on_act_by_act_without_a_script() {
    let desk = Desk::open().await;
    let cookie = desk.enter(Role::Supervisor).await;
    let page = desk.get("/ajustes/simular?cliente=A1003", &cookie).await;
    assert_eq!(page.status, StatusCode::OK);

    let form = "cliente=A1003&canal=telegram&feito=&acao=dizer&texto=oi";
    let page = desk.post("/ajustes/simular", &cookie, form).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("simulated telegram") && page.body.contains("Sou eu"));
    assert!(page.body.contains("value=\"&#62; oi\n\""), "the page holds what was done");

    let form = "cliente=A1003&feito=%3E+oi%0A%40+%2B9999999d%0A%21+bad%0A&acao=botao-1";
    let page = desk.post("/ajustes/simular", &cookie, form).await;
    assert!(page.body.contains("CPF"), "{}", page.body);
    assert!(!page.body.contains("9999999"), "what is no act of the page is left out");
    let form = "cliente=A1003&feito=%3E+oi%0A&acao=botao-9";
    let page = desk.post("/ajustes/simular", &cookie, form).await;
    assert!(page.body.contains("role=\"alert\"") && page.body.contains("Sou eu"));

    let test = desk.post("/ajustes/simular/teste", &cookie, "cliente=A1003&feito=%3E+oi%0A").await;
    assert!(test.header("content-disposition").contains("conversa.chat"));
    assert!(test.body.starts_with("# customer: A1003\n@ "), "{}", test.body);
    assert!(test.body.contains("\n> oi\n< Oi!"), "{}", test.body);
}
