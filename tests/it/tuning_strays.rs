//! What providers told and nobody could read: shown without anybody in it, and read again.

use axum::http::StatusCode;
use combinado::app::arrivals;
use combinado::domain::access::Role;
use combinado::domain::channel::{Arrival, Body, Stray};
use combinado::store::audit;
use combinado::store::contact::Account;
use serde_json::{Value, json};

use crate::access::Desk;
use crate::support::CREDITOR;

const NUMBER: &str = "200000000000002";

/// A webhook of one message, as it is kept that nobody can read.
fn kept(message: &Value) -> String {
    let value = json!({
        "metadata": { "phone_number_id": NUMBER },
        "contacts": [{ "wa_id": "5511987654321", "profile": { "name": "Maria Silva" } }],
        "messages": [message],
    });
    let changes = json!([{ "field": "messages", "value": value }]);
    let entry = json!([{ "id": "100000000000001", "changes": changes }]);
    json!({ "object": "whatsapp_business_account", "entry": entry }).to_string()
}

fn said(id: &str, seconds: i64) -> Value {
    json!({
        "from": "5511987654321", "id": id, "timestamp": seconds.to_string(), "type": "text",
        "text": { "body": "quero pagar o boleto" },
    })
}

async fn strays(desk: &Desk, why: &'static str, all: &[(&str, String)]) {
    let account = Account {
        creditor: CREDITOR.to_owned(),
        channel: "whatsapp".to_owned(),
        account: NUMBER.to_owned(),
    };
    let came = all.iter().map(|(id, raw)| {
        let body = Body::Stray(Stray { raw: raw.clone(), why });
        let arrival = Arrival { account: NUMBER.to_owned(), id: (*id).to_owned(), body };
        (account.clone(), arrival)
    });
    arrivals::accept(desk.app.app(), came.collect()).await.expect("kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_could_read_is_told_without_anybody_in_it_and_read_by_a_mended_program() {
    let mut desk = Desk::open().await;
    desk.app.may_end_with_work_left();
    let now = desk.app.clock.now().timestamp();
    // The same words to a program that knows them, to one that still does not, and too late.
    let all = [
        ("z", kept(&said("wamid.Z", now - 60))),
        ("y", kept(&json!({ "type": "hologram" }))),
        ("x", kept(&said("wamid.X", now - 90))),
    ];
    strays(&desk, "no-sender", &all).await;
    strays(&desk, "group", &[("g", kept(&json!({ "group_id": "7" })))]).await;
    let lead = desk.enter(Role::Supervisor).await;

    let page = desk.get("/ajustes/erros", &lead).await;

    assert!(page.body.contains("uma mensagem sem remetente") && page.body.contains("3 vezes."));
    assert!(page.body.contains("uma mensagem escrita num grupo"), "{}", page.body);
    for gone in ["Maria", "98765", "wamid", "quero pagar", NUMBER] {
        assert!(!page.body.contains(gone), "{gone}: {}", page.body);
    }
    let form = "canal=whatsapp&motivo=no-sender";
    let auditor = desk.enter(Role::Auditor).await;
    let denied = desk.post("/ajustes/erros/ler", &auditor, form).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);

    let done = desk.post("/ajustes/erros/ler", &lead, form).await;
    assert_eq!(done.header("location"), "/ajustes/erros?lidos=1&ainda=1&tarde=1", "{}", done.body);
    let told = desk.get(done.header("location"), &lead).await;
    assert!(told.body.contains("Um aviso foi lido"), "{}", told.body);
    assert!(told.body.contains("Um continua sem leitura. Um ficou"), "{}", told.body);
    assert_eq!(desk.app.count("select count(*) from inbox").await, 1);
    assert_eq!(desk.app.count("select count(*) from stray").await, 3);
    let rows = audit::after(desk.app.db(), 0).await.expect("rows");
    assert_eq!(rows.iter().filter(|row| row.action == "read-again").count(), 1);

    let twice = desk.post("/ajustes/erros/ler", &lead, form).await;
    assert_eq!(twice.header("location"), "/ajustes/erros?lidos=0&ainda=1&tarde=1");
    for nothing in ["canal=whatsapp&motivo=group", "canal=fax&motivo=no-sender", ""] {
        let refused = desk.post("/ajustes/erros/ler", &lead, nothing).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{nothing}: {}", refused.body);
    }
    assert_eq!(desk.app.count("select count(*) from inbox").await, 1);
}
