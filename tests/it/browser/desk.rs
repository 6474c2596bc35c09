//! The whole path through the desk, as those who live it see it.
//!
//! With `COMBINADO_PICTURES=1` the pages are kept under `docs/images`, for the guide of agents.

use std::path::Path;

use fantoccini::Locator;
use serde_json::{Value as Json, json};

use super::{Screen, Visit, visit_on};

/// The customer: João, who lost his invoice.
const CUSTOMER: &str = "/chat/aurora/A1002";

impl Visit {
    /// Does something on the page of another browser: the customer's messages are posted as its script
    /// posts them.
    async fn posts(&self, path: &str, body: Json) {
        let script = "const done = arguments[arguments.length - 1]; \
            fetch(arguments[0], { method: 'POST', headers: { 'content-type': 'application/json' }, \
            body: JSON.stringify(arguments[1]) }).then(it => done(it.status))";
        let status = self.page.execute_async(script, vec![json!(path), body]).await;
        let status = status.expect("it is posted").as_u64().expect("a status");
        assert!((200..300).contains(&status), "{status}");
    }

    /// The customer writes, and the words are there.
    async fn customer_says(&self, number: u32, text: &str) {
        let body = json!({ "id": format!("customer-{number:04}"), "text": text });
        self.posts(&format!("{CUSTOMER}/messages"), body).await;
    }

    /// Fills a field, whatever is in it.
    pub async fn fills(&self, field: &str, text: &str) {
        let field = self.page.find(Locator::Css(field)).await.expect("the field is there");
        field.clear().await.expect("it can be emptied");
        field.send_keys(text).await.expect("it takes keys");
    }

    /// Clicks what is there at this moment: rows give way to newer ones while one looks.
    pub async fn clicks(&self, what: &str) {
        let script = "document.querySelector(arguments[0]).click()";
        self.page.execute(script, vec![json!(what)]).await.expect("it is there");
    }

    /// Waits until the conversation's log tells something.
    pub async fn log_tells(&self, text: &str) {
        let text = json!(text);
        let script = format!("document.querySelector('#log')?.innerText.includes({text})");
        self.until(&format!("{text} in the log"), &script).await;
    }

    async fn signs_in(&self, login: &str) {
        self.open("/entrar").await;
        self.fills("input[name=login]", login).await;
        self.fills("input[name=password]", "demonstracao").await;
        self.clicks("main form button").await;
        self.until("the list", "location.pathname === '/conversas'").await;
    }

    /// Keeps a picture of the page for the guide, where pictures are asked for.
    #[expect(clippy::disallowed_methods, reason = "a test asks how it is run")]
    async fn illustrates(&self, name: &str) {
        self.picture(&format!("desk-{name}")).await;
        if std::env::var_os("COMBINADO_PICTURES").is_none() {
            return;
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images");
        std::fs::create_dir_all(&folder).expect("a folder");
        let picture = self.page.screenshot().await.expect("a picture");
        std::fs::write(folder.join(format!("{name}.png")), picture).expect("a file");
    }
}

/// The customer proves who they are and asks for a human.
async fn escalate(visit: &Visit) {
    visit.open(CUSTOMER).await;
    visit.say("oi").await;
    visit.say("sou eu").await;
    visit.say("529").await;
    visit.say("quero falar com um atendente").await;
}

#[test]
fn a_case_goes_from_the_request_for_a_human_to_paid_and_closed() {
    visit_on(Screen::Table, async |visit| {
        escalate(visit).await;
        visit.open("/entrar").await;
        visit.illustrates("entrar").await;
        visit.signs_in("ana").await;
        visit.until("the case", "document.querySelector('.thread')").await;
        visit.illustrates("conversas").await;

        visit.clicks(".thread a").await;
        visit.until("the composer", "document.querySelector('#texto')").await;
        visit.fills("#texto", "Oi, João! Aqui é a Ana. Vou cuidar do seu caso.").await;
        visit.clicks("#resposta button.main").await;
        visit.log_tells("Vou cuidar do seu caso.").await;
        visit.customer_says(1, "queria parcelar em 4 vezes").await;
        visit.log_tells("queria parcelar em 4 vezes").await;

        visit
            .until("the panel", "document.querySelector('#painel-divida input[name=parcelas]')")
            .await;
        visit.fills("#painel-divida input[name=parcelas]", "4").await;
        let offer = "form[action$='/proposta']";
        visit.until("an offer", "document.querySelector('#simulado form')").await;
        visit.illustrates("simulador").await;
        visit.clicks(&format!("#simulado {offer} button")).await;
        visit.log_tells("4x de R$").await;
        visit.customer_says(2, "sim, aceito").await;
        visit.log_tells("Acordo registrado.").await;
        visit.log_tells("Aqui está o Pix").await;
        visit.posts(&format!("{CUSTOMER}/demo"), json!({ "do": "pay" })).await;
        visit.log_tells("Recebi o seu pagamento").await;
        visit.illustrates("conversa").await;

        visit.clicks("#encerrar").await;
        visit.until("the outcomes", "document.querySelector('input[value=agreement]')").await;
        visit.illustrates("encerrar").await;
        visit.clicks("input[value=agreement]").await;
        visit.clicks("main form button.main").await;
        visit.until("the end", "!location.pathname.endsWith('/encerrar')").await;
        visit.open("/conversas?filtro=encerradas").await;
        visit.until("the closed case", "document.querySelector('.thread')").await;
        visit.open("/conversas?filtro=esperando").await;
        visit.until("no case", "!document.querySelector('.thread')").await;
    });
}

#[test]
fn two_agents_never_both_answer() {
    visit_on(Screen::Phone, async |visit| {
        escalate(visit).await;
        visit.signs_in("ana").await;
        visit.fits("the list of conversations").await;
        visit.clicks(".thread a").await;
        visit.until("the composer", "document.querySelector('#texto')").await;
        visit.fits("a conversation").await;
        visit.fills("#texto", "Aqui é a Ana.").await;
        visit.clicks("#resposta button.main").await;
        visit.log_tells("Aqui é a Ana.").await;
        let here = visit.find("return location.pathname").await;
        let here = here.as_str().expect("a path").to_owned();

        visit.page.delete_all_cookies().await.expect("signed out");
        visit.signs_in("bruno").await;
        let script = "const done = arguments[arguments.length - 1]; \
            fetch(arguments[0] + '/responder', { method: 'POST', \
            body: new URLSearchParams({ id: 'bruno-0001', texto: 'Aqui é o Bruno.' }) }) \
            .then(it => done(it.status))";
        let refused = visit.page.execute_async(script, vec![json!(here)]).await.expect("posted");

        assert_eq!(refused, json!(409));
        visit.open(&here).await;
        let log = visit.find("return document.querySelector('#log').innerText").await;
        assert!(!log.as_str().expect("words").contains("Bruno."), "{log}");
    });
}
