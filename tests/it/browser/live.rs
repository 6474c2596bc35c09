//! What happens while a page stands open: nothing is lost, doubled or moved under the reader.

use std::sync::atomic::Ordering;

use combinado::app::people::CONSOLE;
use combinado::app::people::manage::{self, Draft};
use combinado::domain::access::{Role, Scope};
use combinado::domain::id::Id;
use serde_json::json;

use super::Screen;
use super::stand::{Stand, stand_on};
use super::world::{joao_with_ana, path, person};
use crate::support::TestApp;

/// Counts what is added to the log from now on, and notes the state of each message's tick.
const WATCH: &str = "window.added = []; new MutationObserver((all) => { for (const it of all) \
    for (const node of it.addedNodes) if (node.classList?.contains('bubble')) added.push(node.id); }) \
    .observe(document.getElementById('log'), { childList: true, subtree: true });";

/// The words of the customer that the log shows, in order.
const HEARD: &str =
    "[...document.querySelectorAll('#log .customer .words')].map((it) => it.textContent)";

/// A long conversation of Ana's.
async fn long(app: &TestApp) -> Id {
    let id = joao_with_ana(app).await;
    for number in 0..30 {
        app.talks(&id, &[&format!("linha {number} da conversa")]).await;
    }
    id
}

impl Stand {
    /// Opens a conversation and waits until its stream is open.
    async fn reads_live(&self, id: &Id) {
        self.open(&format!("{}?filtro=minhas", path(id))).await;
        self.streams(1).await;
        self.find(WATCH).await;
    }

    /// Waits until so many streams are open.
    async fn streams(&self, count: i64) {
        let are = || self.wire.streams.load(Ordering::SeqCst) == count;
        self.comes_to(&format!("{count} streams"), are).await;
    }

    /// Waits until the log's last words of the customer are these.
    async fn ends_with(&self, texts: &[&str]) {
        let (texts, count) = (json!(texts), texts.len());
        let script = format!("JSON.stringify({HEARD}.slice(-{count})) === JSON.stringify({texts})");
        self.until("what was said, once and in order", &script).await;
    }
}

#[test]
fn a_message_comes_in_under_a_second_and_moves_nothing() {
    stand_on(Screen::Table, long, async |stand, id| {
        stand.is("ana").await;
        stand.reads_live(&id).await;
        stand
            .find(
                "document.getElementById('texto').focus(); \
            document.getElementById('rolagem').scrollTop = 40",
            )
            .await;
        let place =
            "return [document.getElementById('rolagem').scrollTop, document.activeElement.id]";
        let before = stand.find(place).await;

        let mut took = Vec::new();
        for number in 0..20 {
            let text = format!("ao vivo {number}");
            let here = "window.came = new Promise((done) => { const seen = () => { \
                if ([...document.querySelectorAll('#log .words')].at(-1)?.textContent === arguments[0]) \
                done(Date.now()); else requestAnimationFrame(seen); }; seen(); })";
            stand.page.execute(here, vec![json!(text)]).await.expect("the script runs");
            let posted = stand.find("return Date.now()").await.as_i64().expect("a moment");
            stand.hears(&id, &format!("v{number}"), &text).await;
            let script = "const done = arguments[arguments.length - 1]; window.came.then(done)";
            let came = stand.page.execute_async(script, Vec::new()).await.expect("it comes");
            took.push(came.as_i64().expect("a moment") - posted);
        }

        took.sort_unstable();
        assert!(took[18] < 1000, "{took:?}");
        assert_eq!(stand.find(place).await, before, "the reader was moved");
        let added = stand.find("return [added.length, new Set(added).size]").await;
        assert_eq!(added, json!([20, 20]), "one node a message");
        let told = "document.getElementById('novas').textContent.includes('20')";
        stand.until("how many came", told).await;
        stand
            .until(
                "the preview",
                "document.querySelector('.thread[data-key] .text').textContent \
            .includes('ao vivo 19')",
            )
            .await;
        assert_eq!(
            stand
                .find("return document.querySelector('#log').closest('[role=log]') !== null")
                .await,
            json!(true)
        );
        assert_eq!(stand.errors().await, Vec::<String>::new());
    });
}

#[test]
fn a_hidden_tab_keeps_its_stream_and_counts_in_its_title() {
    stand_on(Screen::Table, joao_with_ana, async |stand, id| {
        stand.is("ana").await;
        stand.reads_live(&id).await;
        stand
            .find(
                "Object.defineProperty(document, 'hidden', { get: () => true }); \
            Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }); \
            document.dispatchEvent(new Event('visibilitychange'))",
            )
            .await;

        for (number, text) in ["tem alguém?", "alô"].iter().enumerate() {
            stand.hears(&id, &format!("h{number}"), text).await;
            let count = format!("document.title.startsWith('({})')", number + 1);
            stand.until("the title to count", &count).await;
        }

        stand.streams(1).await;
        assert_eq!(stand.find("return added.length").await, json!(2));
    });
}

/// Ana's case, and a customer who is with the bot.
async fn two(app: &TestApp) -> (Id, Id) {
    let id = joao_with_ana(app).await;
    let maria = app.opens("A1001").await;
    app.talks(&maria, &["oi", "sou eu", "123"]).await;
    (id, maria)
}

#[test]
fn a_stream_that_was_cut_catches_up_without_loss_or_doubles() {
    stand_on(Screen::Table, two, async |stand, (id, maria)| {
        stand.is("ana").await;
        stand.open(&format!("{}?filtro=esperando", path(&id))).await;
        stand.streams(1).await;
        stand.find(WATCH).await;
        let texts = ["um", "dois", "três", "quatro", "cinco"];

        stand.wire.silent.send_replace(true);
        stand.streams(0).await;
        let begun = stand.find("return Date.now()").await.as_i64().expect("a moment");
        for (number, text) in texts.iter().enumerate() {
            stand.hears(&id, &format!("c{number}"), text).await;
        }
        // A case that came to the desk meanwhile is missed by no list either.
        stand.hears(&maria, "maria-1", "quero falar com um atendente").await;
        let bar = "!document.getElementById('sem-sinal').hidden";
        stand.until("the bar", bar).await;
        let shown = stand.find("return Date.now()").await.as_i64().expect("a moment");
        assert!(shown - begun < 6000, "the bar came after {} ms", shown - begun);
        let told = stand.find("return document.getElementById('sem-sinal').textContent").await;
        let told = told.as_str().expect("words");
        assert!(told.contains("Sem conexão") && told.matches(':').count() == 2, "{told}");

        stand.wire.silent.send_replace(false);
        stand.ends_with(&texts).await;
        stand.until("the bar to go", "document.getElementById('sem-sinal').hidden").await;
        let row = format!("document.querySelector('.thread[data-key=\"aurora/{maria}\"]')");
        stand.until("the case that came meanwhile", &row).await;
        assert_eq!(stand.find("return [added.length, new Set(added).size]").await, json!([5, 5]));
    });
}

#[test]
fn a_server_that_starts_again_loses_and_doubles_nothing() {
    stand_on(Screen::Table, joao_with_ana, async |stand, id| {
        stand.is("ana").await;
        stand.reads_live(&id).await;
        let texts = ["seis", "sete", "oito", "nove", "dez"];

        stand.stops().await;
        for (number, text) in texts.iter().enumerate() {
            stand.hears(&id, &format!("s{number}"), text).await;
        }
        stand.until("the bar", "!document.getElementById('sem-sinal').hidden").await;
        stand.starts().await;

        stand.ends_with(&texts).await;
        stand.until("the bar to go", "document.getElementById('sem-sinal').hidden").await;
        assert_eq!(stand.find("return [added.length, new Set(added).size]").await, json!([5, 5]));
    });
}

#[test]
fn eight_tabs_are_live_over_two_streams_at_most() {
    stand_on(Screen::Table, joao_with_ana, async |stand, id| {
        stand.is("ana").await;
        stand.reads_live(&id).await;
        let mut tabs = vec![stand.page.window().await.expect("a tab")];
        for _ in 1..8 {
            let tab = stand.page.new_window(true).await.expect("a tab").handle;
            stand.page.switch_to_window(tab.clone()).await.expect("it is shown");
            stand.open(&path(&id)).await;
            tabs.push(tab);
        }

        stand.hears(&id, "t1", "para todas as abas").await;
        for tab in &tabs {
            stand.page.switch_to_window(tab.clone()).await.expect("it is shown");
            stand.ends_with(&["para todas as abas"]).await;
        }
        assert!(stand.wire.streams.load(Ordering::SeqCst) <= 2);

        // The tab that listens goes; another listens for all.
        stand.page.switch_to_window(tabs.remove(0)).await.expect("it is shown");
        stand.page.close_window().await.expect("it closes");
        stand.hears(&id, "t2", "sem a primeira").await;
        for tab in &tabs {
            stand.page.switch_to_window(tab.clone()).await.expect("it is shown");
            stand.ends_with(&["para todas as abas", "sem a primeira"]).await;
        }
        assert!(stand.wire.streams.load(Ordering::SeqCst) <= 2);
    });
}

#[test]
fn who_signs_out_elsewhere_or_loses_a_creditor_is_told_nothing_more() {
    stand_on(Screen::Table, joao_with_ana, async |stand, id| {
        let cookie = stand.is("ana").await;
        stand.reads_live(&id).await;
        let draft = |creditors| Draft {
            name: "Ana Ribeiro".to_owned(),
            role: Role::Agent,
            creditors,
            sectors: Scope::All,
        };
        let ana = person(&stand.app, "ana").await.id;

        let other = Scope::Only(std::iter::once("horizonte".to_owned()).collect());
        let changed = manage::change(stand.app.app(), CONSOLE, (&ana, draft(other))).await;
        changed.expect("the database answers").expect("a good change");
        stand.hears(&id, "n1", "isto ela não lê").await;
        let (status, _) = stand.told("GET", &path(&id), (&cookie, "")).await;
        assert_eq!(status.as_u16(), 404);
        // The page asks now and then by itself, and is refused.
        stand.comes_to("a refusal", || stand.wire.refused.load(Ordering::SeqCst) > 0).await;
        assert_eq!(stand.find("return added.length").await, json!(0));

        let begun = stand.find("return Date.now()").await.as_i64().expect("a moment");
        let (status, _) = stand.told("POST", "/sair", (&cookie, "")).await;
        assert_eq!(status.as_u16(), 303);
        stand.streams(0).await;
        let ended = stand.find("return Date.now()").await.as_i64().expect("a moment");
        assert!(ended - begun < 5000, "it took {} ms", ended - begun);
        let told = "document.getElementById('sem-sinal').textContent.includes('sessão acabou')";
        stand.until("word of it", told).await;
    });
}
