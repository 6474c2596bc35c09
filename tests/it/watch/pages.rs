//! The pages of those who lead the desk: what they show, to whom, and what they refuse.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use combinado::domain::access::{Role, Scope};
use combinado::store::alert;

use crate::access::Desk;
use crate::seed::{self, Plan};
use crate::support::monday;

async fn a_desk() -> Desk {
    let desk = Desk::open().await;
    let plan = Plan { customers: 200, word: 3, now: monday() };
    seed::fill(desk.app.db(), plan).await.expect("it is filled");
    desk
}

#[tokio::test]
async fn every_page_shows_itself_in_portuguese_with_its_numbers() {
    let desk = a_desk().await;
    let cookie = desk.enter(Role::Supervisor).await;

    for (path, words) in [
        ("/ao-vivo", "Prazos vencidos ou em risco"),
        ("/quadro", "Acordo a pagar"),
        ("/qualidade", "Palavra do sorteio"),
        ("/relatorios?de=2026-09-01&ate=2026-11-23&por=agent", "Do atraso ao pagamento"),
        ("/relatorios?de=2026-09-01&ate=2026-11-23&por=day", "<svg class=\"chart\""),
    ] {
        let answer = desk.get(path, &cookie).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        assert!(answer.body.contains(words), "{path}: {}", answer.body);
        let unsaid = answer.body.split("web-desk-").nth(1);
        assert!(unsaid.is_none(), "{path}: {unsaid:?}");
    }
}

#[tokio::test]
async fn an_alert_is_read_with_its_account_and_why_and_goes_as_it_is_settled() {
    let desk = a_desk().await;
    let raised = desk.app.db().write(move |tx| {
        let what = ("account", "whatsapp/200000000000002", "131031: <b>locked</b>");
        Box::pin(async move {
            tx.sql("delete from alert").run(&mut *tx).await?;
            alert::raise(tx, "aurora", what, monday()).await
        })
    });
    raised.await.expect("it is raised");
    let cookie = desk.enter(Role::Supervisor).await;

    let wall = desk.get("/ao-vivo", &cookie).await;
    assert!(wall.body.contains("href=\"/ao-vivo/avisos\""), "{}", wall.body);
    assert!(wall.body.contains("Conta de canal: 1"), "{}", wall.body);
    let page = desk.get("/ao-vivo/avisos", &cookie).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for words in ["<code>whatsapp/200000000000002</code>", "Uma vez", "combinado queue resume"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(page.body.contains("<p>Lojas aurora · "), "by its name: {}", page.body);
    assert!(page.body.contains("131031: &#60;b&#62;") && !page.body.contains("web-desk-alert"));
    let id = page.body.split("name=\"id\" value=\"").nth(1).and_then(|it| it.split('"').next());
    let form = format!("creditor=aurora&id={}", id.expect("a button"));
    let auditor = desk.enter(Role::Auditor).await;
    assert!(!desk.get("/ao-vivo/avisos", &auditor).await.body.contains("name=\"id\""));

    let done = desk.post("/ao-vivo/avisos", &cookie, &form).await;

    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = desk.get("/ao-vivo/avisos", &cookie).await;
    assert!(!page.body.contains("200000000000002"), "{}", page.body);
}

#[tokio::test]
async fn alerts_of_others_push_nobodys_own_from_the_list() {
    let desk = a_desk().await;
    let raised = desk.app.db().write(move |tx| {
        Box::pin(async move {
            tx.sql("delete from alert").run(&mut *tx).await?;
            alert::raise(tx, "aurora", ("account", "meu", "x"), monday()).await?;
            for number in 0..501 {
                let subject = format!("outro-{number}");
                let later = monday() + chrono::TimeDelta::hours(1);
                alert::raise(tx, "boreal", ("account", &subject, "x"), later).await?;
            }
            alert::raise(tx, "", ("account", "casa", "x"), monday()).await
        })
    });
    raised.await.expect("they are raised");
    let only = Scope::Only(["aurora".to_owned()].into_iter().collect());

    let seen = alert::open_of(desk.app.db(), &only).await.expect("alerts");
    let all = alert::open(desk.app.db()).await.expect("alerts");

    let subjects: BTreeSet<&str> = seen.iter().map(|it| it.subject.as_str()).collect();
    assert_eq!(subjects, BTreeSet::from(["casa", "meu"]));
    assert_eq!(all.len(), 500);
}

#[tokio::test]
async fn a_file_is_what_a_spreadsheet_in_portuguese_reads() {
    let desk = a_desk().await;
    let name = "update person set name = '=cmd|calc' where id = 'ana'";
    let write = desk.app.db().write(move |tx| Box::pin(async move { tx.sql(name).run(tx).await }));
    write.await.expect("a name is written");
    let cookie = desk.enter(Role::Auditor).await;

    let path = "/relatorios/csv/atendimento?de=2026-09-01&ate=2026-11-23&por=agent";
    let answer = desk.get(path, &cookie).await;

    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let kind = answer.headers.get("content-type").and_then(|it| it.to_str().ok());
    assert_eq!(kind, Some("text/csv; charset=utf-8"));
    let kept = answer.headers.get("content-disposition").and_then(|it| it.to_str().ok());
    assert_eq!(kept, Some("attachment; filename=\"atendimento-2026-09-01-2026-11-23.csv\""));
    assert!(answer.body.starts_with("\u{feff}Pessoa;Casos;Respondidos;"), "{}", answer.body);
    assert!(answer.body.contains("\r\n'=cmd|calc;") && !answer.body.contains("\r\n=cmd"));
    let total = answer.body.lines().last().expect("a last line");
    assert!(total.starts_with("Total;") && total.contains(','), "{total}");
}

#[tokio::test]
async fn a_day_that_does_not_exist_and_a_table_that_does_not_are_refused() {
    let desk = Desk::open().await;
    let cookie = desk.enter(Role::Supervisor).await;

    let bad = desk.get("/relatorios?de=2026-02-31", &cookie).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    let none = desk.get("/relatorios/csv/segredos", &cookie).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let blind = desk.get("/relatorios?credor=outro", &cookie).await;
    assert_eq!(blind.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_card_is_filled_in_on_its_page_and_seen_again() {
    let desk = a_desk().await;
    let cookie = desk.enter(Role::Supervisor).await;
    let sample = desk.get("/qualidade?de=2026-09-01&ate=2026-11-23", &cookie).await.body;
    let (_, rest) = sample.split_once("<td><a href=\"").expect("a case");
    let (case, _) = rest.split_once('"').expect("an address");

    let half = desk.post(case, &cookie, "warmth=4&clarity=4").await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
    let beyond = "warmth=5&clarity=4&accuracy=4&conduct=4&resolution=4";
    assert_eq!(desk.post(case, &cookie, beyond).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let whole = "warmth=3&clarity=4&accuracy=4&conduct=4&resolution=2\
                 &warmth-comment=%3Cb%3Efrio%3C/b%3E&comment=bom";
    assert_eq!(desk.post(case, &cookie, whole).await.status, StatusCode::SEE_OTHER);

    let shown = desk.get(case, &cookie).await.body;
    assert!(shown.contains("17/20") && shown.contains("avaliado"), "{shown}");
    assert!(!shown.contains("<b>frio"), "what is typed is text");
}
