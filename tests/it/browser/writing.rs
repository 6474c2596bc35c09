//! Writing to a customer: once, whatever happens to the click; never lost; never where it may not go.

use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::TimeDelta;
use combinado::domain::id::Id;
use serde_json::json;

use super::Screen;
use super::stand::{Stand, stand_on};
use super::world::{joao, joao_with_ana, on_whatsapp, path};
use crate::support::TestApp;

/// The agent's words that the page shows, on their way or gone.
const SAID: &str =
    "[...document.querySelectorAll('.log .agent .words')].map((it) => it.textContent)";

const BOX: &str = "document.getElementById('texto')";

impl Stand {
    /// Writes into the composer.
    async fn writes(&self, text: &str) {
        let script = format!("{BOX}.value = arguments[0]; {BOX}.dispatchEvent(new Event('input'))");
        self.page.execute(&script, vec![json!(text)]).await.expect("the script runs");
    }

    async fn shows_once(&self, text: &str) {
        let script = format!("{SAID}.filter((it) => it === {}).length === 1", json!(text));
        self.until(&format!("{text:?} once"), &script).await;
        self.until("an empty composer", &format!("{BOX}.value === ''")).await;
    }

    /// How often an agent's words are kept.
    async fn kept(&self, id: &Id, text: &str) -> usize {
        self.app.messages(id).await.iter().filter(|it| it.text == text).count()
    }
}

#[test]
fn a_double_click_and_a_lost_answer_send_once() {
    stand_on(Screen::Table, joao, async |stand, id| {
        stand.is("ana").await;
        stand.open(&path(&id)).await;

        stand.writes("Oi, João!").await;
        stand
            .find(
                "const form = document.getElementById('resposta'); \
            for (let it = 0; it < 3; it += 1) form.requestSubmit()",
            )
            .await;
        stand.shows_once("Oi, João!").await;
        assert_eq!(stand.wire.replies.load(Ordering::SeqCst), 1);

        // All was done, and the answer got lost: the same words go again under the same name.
        stand.wire.loses.store(1, Ordering::SeqCst);
        stand.writes("Vou ver isso agora.").await;
        stand.clicks("#enviar").await;
        stand.until("an alert", "document.getElementById('erro').textContent").await;
        assert_eq!(stand.find(&format!("return {BOX}.value")).await, json!("Vou ver isso agora."));
        stand.clicks("#enviar").await;
        stand.shows_once("Vou ver isso agora.").await;

        assert_eq!(stand.kept(&id, "Oi, João!").await, 1);
        assert_eq!(stand.kept(&id, "Vou ver isso agora.").await, 1);
        let delivered = "document.querySelectorAll('#log .agent[data-tick=sent]').length === 2";
        stand.until("both to be sent", delivered).await;
        stand.open(&path(&id)).await;
        assert_eq!(stand.find(&format!("return {SAID}.length")).await, json!(2));
    });
}

#[test]
fn an_error_of_the_server_keeps_the_words_and_says_so() {
    stand_on(Screen::Table, joao, async |stand, id| {
        stand.is("ana").await;
        stand.open(&path(&id)).await;
        stand.wire.fails.store(1, Ordering::SeqCst);

        stand.writes("Oi, João! Aqui é a Ana.").await;
        stand.clicks("#enviar").await;
        stand
            .until("an alert", "document.querySelector('#erro[role=alert]').textContent.trim()")
            .await;
        let kept = stand.find(&format!("return [{BOX}.value, {SAID}.length]")).await;
        assert_eq!(kept, json!(["Oi, João! Aqui é a Ana.", 0]));

        stand.clicks("#enviar").await;
        stand.shows_once("Oi, João! Aqui é a Ana.").await;
        assert_eq!(stand.kept(&id, "Oi, João! Aqui é a Ana.").await, 1);
        assert_eq!(
            stand.find("return document.getElementById('erro').textContent").await,
            json!("")
        );
    });
}

#[test]
fn a_draft_survives_a_reload_a_sign_out_and_another_browser() {
    stand_on(Screen::Table, joao_with_ana, async |stand, id| {
        stand.is("ana").await;
        stand.open(&path(&id)).await;
        stand.writes("Estou <b>calculando</b> & já digo").await;
        stand
            .until("word that it is kept", "document.getElementById('rascunho').textContent")
            .await;
        let value = format!("return {BOX}.value");

        stand.page.refresh().await.expect("it reloads");
        assert_eq!(stand.find(&value).await, json!("Estou <b>calculando</b> & já digo"));
        stand.clicks(".me button").await;
        stand.until("the door", "location.pathname === '/entrar'").await;
        stand.is("ana").await;
        stand.open(&path(&id)).await;
        assert_eq!(stand.find(&value).await, json!("Estou <b>calculando</b> & já digo"));

        let elsewhere = stand.cookie("ana").await;
        let (_, page) = stand.told("GET", &path(&id), (&elsewhere, "")).await;
        assert!(page.contains("calculando"), "the draft is in no other browser");
        let other = stand.cookie("bruno").await;
        let (_, page) = stand.told("GET", &path(&id), (&other, "")).await;
        assert!(!page.contains("calculando"), "a colleague reads the draft");
    });
}

#[test]
fn a_colleague_who_looks_is_shown_and_may_not_answer() {
    stand_on(Screen::Table, joao_with_ana, async |stand, id| {
        stand.is("ana").await;
        stand.open(&path(&id)).await;
        stand.until("the stream", "document.querySelector('#olhando')").await;
        let begun = stand.find("return Date.now()").await.as_i64().expect("a moment");

        let bruno = stand.cookie("bruno").await;
        let (status, _) = stand.told("GET", &path(&id), (&bruno, "")).await;
        assert_eq!(status.as_u16(), 200);
        let chip = "document.getElementById('olhando').textContent.includes('Bruno')";
        stand.until("the colleague's name", chip).await;
        let shown = stand.find("return Date.now()").await.as_i64().expect("a moment");
        assert!(shown - begun < 4000, "it took {} ms", shown - begun);

        let form = "id=bruno-0001&texto=Aqui+%C3%A9+o+Bruno.";
        let post = format!("{}/responder", path(&id));
        let (status, told) = stand.told("POST", &post, (&bruno, form)).await;
        assert_eq!(status.as_u16(), 409);
        assert!(told.contains("Ana Ribeiro"), "it does not say who has it");
        assert_eq!(stand.kept(&id, "Aqui é o Bruno.").await, 0);
    });
}

/// A conversation by WhatsApp whose window closes in a moment.
async fn closing(app: &TestApp) -> Id {
    let id = on_whatsapp(app).await;
    app.clock.pass(TimeDelta::hours(24) - TimeDelta::seconds(25));
    id
}

#[test]
fn a_window_that_closes_turns_the_composer_into_the_templates() {
    stand_on(Screen::Table, closing, async |stand, id| {
        let cookie = stand.is("ana").await;
        stand.open(&path(&id)).await;
        let mode = "document.getElementById('composer').dataset.mode";
        assert_eq!(stand.find(&format!("return {mode}")).await, json!("free"));
        stand.find("window.same = true").await;
        stand.writes("Uma resposta que demorou").await;

        let closed = format!("{mode} === 'template'");
        stand.until_within(Duration::from_mins(1), "the templates", &closed).await;

        let seen = "[getComputedStyle(document.getElementById('modelo')).display !== 'none', \
            getComputedStyle(document.getElementById('resposta')).display === 'none', \
            document.querySelectorAll('#modelo input[type=radio]').length > 0, window.same]";
        assert_eq!(stand.find(&format!("return {seen}")).await, json!([true, true, true, true]));
        stand
            .until("why", "document.getElementById('porque').textContent.includes('24 horas')")
            .await;
        let post = format!("{}/responder", path(&id));
        let (status, _) = stand.told("POST", &post, (&cookie, "id=forced-001&texto=Oi")).await;
        assert_eq!(status.as_u16(), 422);
        assert_eq!(stand.kept(&id, "Oi").await, 0);

        stand.clicks("#modelo input[type=radio]").await;
        stand
            .find(
                "for (const it of document.querySelectorAll('#modelo .want input')) it.value = 'x'",
            )
            .await;
        stand.clicks("#modelo button.main").await;
        stand.until("the template", "document.querySelector('#log .agent')").await;
    });
}

#[test]
fn a_message_that_failed_says_why_and_goes_again_once() {
    stand_on(Screen::Table, joao_with_ana, async |stand, id| {
        stand.is("ana").await;
        stand.open(&path(&id)).await;
        stand
            .find(
                "window.ticks = []; new MutationObserver((all) => { for (const it of all) \
            if (it.target.dataset) ticks.push(it.target.dataset.tick); }).observe( \
            document.getElementById('log'), { subtree: true, attributeFilter: ['data-tick'] })",
            )
            .await;
        stand.wire.refuses.store(1, Ordering::SeqCst);
        let before = stand.wire.sent.load(Ordering::SeqCst);

        stand.writes("Conseguiu ver o boleto?").await;
        stand.clicks("#enviar").await;
        let why =
            "document.querySelector('#log .trouble')?.textContent.includes('O número não recebe')";
        stand.until("why it failed", why).await;
        stand.clicks("#log .trouble button").await;
        stand
            .until(
                "it to go",
                "[...document.querySelectorAll('#log .agent')].at(-1).dataset.tick === 'sent' \
            && !document.querySelector('#log .trouble')",
            )
            .await;

        assert_eq!(stand.wire.sent.load(Ordering::SeqCst), before + 1);
        assert_eq!(stand.kept(&id, "Conseguiu ver o boleto?").await, 1);
        let ticks = stand.find("return ticks").await;
        let ticks: Vec<_> =
            ticks.as_array().into_iter().flatten().filter_map(|it| it.as_str()).collect();
        let back = ticks.windows(2).any(|pair| pair[0] == "sent" && pair[1] == "waiting");
        assert!(!back, "{ticks:?}");
    });
}

/// João wants to be left in peace.
async fn left_alone(app: &TestApp) -> Id {
    let id = joao(app).await;
    app.talks(&id, &["pare de me mandar mensagem"]).await;
    id
}

#[test]
fn whoever_opted_out_cannot_be_written_to() {
    stand_on(Screen::Table, left_alone, async |stand, id| {
        let cookie = stand.is("ana").await;
        stand.open(&path(&id)).await;

        let seen = "[document.getElementById('composer').dataset.mode, \
            getComputedStyle(document.getElementById('resposta')).display, \
            document.getElementById('porque').checkVisibility(), \
            document.getElementById('nota-texto').checkVisibility()]";
        assert_eq!(
            stand.find(&format!("return {seen}")).await,
            json!(["notes", "none", true, true])
        );
        let why = stand.find("return document.getElementById('porque').textContent").await;
        assert!(why.as_str().is_some_and(|why| why.contains("não receber")), "{why}");
        let post = format!("{}/responder", path(&id));
        let (status, _) = stand.told("POST", &post, (&cookie, "id=forced-001&texto=Oi")).await;
        assert_eq!(status.as_u16(), 422);
        assert_eq!(stand.kept(&id, "Oi").await, 0);
    });
}

#[test]
fn what_is_planned_for_the_night_is_refused_with_the_next_hour() {
    stand_on(Screen::Table, joao_with_ana, async |stand, id| {
        stand.is("ana").await;
        stand.open(&path(&id)).await;
        let plan = async |when: &str| {
            stand.writes("Conseguiu pagar?").await;
            let script = "document.querySelector('details.later').open = true; \
                document.getElementById('quando').value = arguments[0]";
            stand.page.execute(script, vec![json!(when)]).await.expect("the script runs");
            stand.clicks("#enviar").await;
        };

        plan("2026-11-23T22:30").await;
        stand
            .until(
                "the next hour",
                "/24.11.2026, às 9h/.test(document.getElementById('erro').textContent)",
            )
            .await;
        stand.picture("night").await;
        assert_eq!(stand.find(&format!("return {BOX}.value")).await, json!("Conseguiu pagar?"));

        plan("2026-11-24T10:00").await;
        stand.until("what is planned", "document.querySelector('.planned')").await;
        assert_eq!(stand.app.count("select count(*) from scheduled").await, 1);
    });
}

/// Notes who makes a sound or a notice.
const EARS: &str = "window.sounds = 0; window.notices = []; \
    window.AudioContext = class { constructor() { sounds += 1; throw new Error('heard'); } }; \
    window.Notification = class { static permission = 'granted'; \
    static requestPermission() { notices.push('asked'); return Promise.resolve('granted'); } \
    constructor(title, more) { notices.push(title + JSON.stringify(more || {})); } }; \
    Object.defineProperty(document, 'hidden', { get: () => true });";

#[test]
fn nothing_is_heard_before_it_is_asked_for_and_a_notice_tells_no_words() {
    stand_on(Screen::Table, joao_with_ana, async |stand, id| {
        stand.is("ana").await;
        stand.open(&path(&id)).await;
        stand.find(EARS).await;
        stand.hears(&id, "e1", "segredo meu").await;
        stand
            .until(
                "the message",
                "document.querySelector('#log').textContent.includes('segredo meu')",
            )
            .await;
        assert_eq!(stand.find("return [sounds, notices.length]").await, json!([0, 0]));

        stand.open("/preferencias").await;
        let on = "const boxes = document.querySelectorAll('[name=sound], [name=notify]'); \
            for (const box of boxes) box.checked = true; boxes[0].form.requestSubmit()";
        stand.find(on).await;
        stand.until("that it is kept", "document.documentElement.hasAttribute('data-sound')").await;
        stand.open(&path(&id)).await;
        stand.find(EARS).await;
        stand.hears(&id, "e2", "outro segredo").await;
        stand.until("a notice", "notices.length > 0").await;

        let told = stand.find("return [sounds > 0, notices.join()]").await;
        assert_eq!(told[0], json!(true));
        let notice = told[1].as_str().expect("words");
        assert!(!notice.contains("segredo") && !notice.contains("João"), "{notice}");
    });
}
