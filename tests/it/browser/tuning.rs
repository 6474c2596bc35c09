//! The tuning room as those who live it see it: its whole story, and its pages for everybody.

use std::time::Duration;

use combinado::app::people::CONSOLE;
use combinado::app::people::manage::{self, Draft};
use combinado::app::tuning::drafts::{self, Save};
use combinado::app::tuning::{locale, publish, testing};
use combinado::domain::access::{Role, Scope};
use serde_json::json;

use super::Screen;
use super::pages::{looks, page};
use super::stand::{Stand, stand_on};
use super::world::{person, portfolio};
use crate::support::TestApp;

const TEXTS: &str = "locales/pt-BR/conversation.ftl";

/// A second pair of eyes, and a customer who talked.
async fn a_room(app: &TestApp) {
    publish::start(app.app()).await.expect("a release serves");
    let (creditors, sectors) = (Scope::All, Scope::All);
    let draft = Draft { name: "Fabio Lima".to_owned(), role: Role::Admin, creditors, sectors };
    let password = Some("demonstracao");
    let added = manage::add_with(app.app(), CONSOLE, ("fabio", draft), password).await;
    added.expect("the database answers").expect("a good person");
    portfolio(app).await;
    let maria = app.opens("A1001").await;
    app.talks(&maria, &["oi", "sou eu", "123", "quero parcelar"]).await;
}

/// A draft with a softer text, and with a problem.
async fn a_draft(app: &TestApp) {
    a_room(app).await;
    let carla = person(app, "carla").await;
    drafts::open(app.app(), &carla, ("d1", "Saudação mais calma")).await.expect("a draft");
    let text = app.app().live().files.get(TEXTS).expect("our texts").to_owned();
    let text = text.replace("identify-noted = Anotei.", "identify-noted = Obrigado.");
    let text = text.replace("open-unclear = Desculpe", "open-unclear = { $nada } Desculpe");
    let save = Save { path: TEXTS.to_owned(), text: Some(text), over: 0 };
    drafts::save(app.app(), &carla, "d1", save).await.expect("it is saved");
}

/// A draft with a test and with a language that has only begun, and something that failed.
async fn a_busy_draft(app: &TestApp) {
    a_draft(app).await;
    let carla = person(app, "carla").await;
    let test = "# customer: A1002\n@ 2026-11-23 10:00\n> oi\n< Outra coisa.\n".to_owned();
    testing::keep(app.app(), &carla, ("d1", "Oi", test)).await.expect("it is kept");
    drafts::open(app.app(), &carla, ("d2", "Em francês")).await.expect("a draft");
    let french = "fr".parse().expect("a language");
    locale::begin(app.app(), &carla, ("d2", french)).await.expect("it begins");
    app.opens("A1002").await;
    app.talks(&app.opens("A1003").await, &["oi"]).await;
    for change in [
        "update outbox set status = 'dead', why = '131026'
         where position = (select max(e.position) from outbox e
                           where e.conversation = outbox.conversation)",
        "update outbox set status = 'unknown', why = 'ambiguous', done_at = next_at
         where status = 'dead' and id = (select min(e.id) from outbox e where e.status = 'dead')",
    ] {
        let db = app.db();
        db.write(move |tx| Box::pin(async move { tx.sql(change).run(tx).await }))
            .await
            .expect("done");
    }
}

impl Stand {
    /// Submits a form of the page, whatever else is on it.
    async fn posts_form(&self, action: &str) {
        self.clicks(&format!("form[action$=\"{action}\"] button:not([type=button])")).await;
    }

    /// Waits until the page's own words hold some.
    async fn shows(&self, words: &str) {
        let script = format!("document.body.innerText.includes({})", json!(words));
        self.until(words, &script).await;
    }

    /// Writes into the page's text as somebody types.
    async fn rewrites(&self, from: &str, to: &str) {
        let script = "const it = document.getElementById('texto'); \
            if (!it.value.includes(arguments[0])) throw new Error('not there'); \
            it.value = it.value.replace(arguments[0], arguments[1]); \
            it.dispatchEvent(new Event('input', { bubbles: true }))";
        self.page.execute(script, vec![json!(from), json!(to)]).await.expect("it is written");
    }
}

#[test]
fn an_admin_changes_what_is_said_sees_what_would_change_and_takes_it_back() {
    stand_on(Screen::Table, a_room, async |stand, ()| {
        stand.is("davi").await;
        stand.open("/ajustes").await;
        stand.fills("input[name=titulo]", "Mais calma").await;
        stand.posts_form("/rascunhos").await;
        stand.until("the draft", "location.pathname.startsWith('/ajustes/rascunhos/')").await;
        let id = stand.find("return location.pathname.split('/').pop()").await;
        let id = id.as_str().expect("an id").to_owned();
        let draft = format!("/ajustes/rascunhos/{id}");

        // A text is softened; both looks follow while it is written.
        let place = format!("caminho={TEXTS}&rascunho={id}");
        stand.open(&format!("/ajustes/textos/um?chave=open-greeting&{place}")).await;
        stand.rewrites("Oi! Aqui é", "Olá, tudo bem? Aqui é").await;
        let looks = "document.querySelectorAll('#vista .bubble').length > 3 && \
            [...document.querySelectorAll('#vista .bubble')].every((it) => it.innerText.includes('tudo bem'))";
        stand.until("the looks", looks).await;
        stand.posts_form("/textos/um").await;
        stand.shows("Salvo no rascunho.").await;

        // An example that customers use.
        let list = "caminho=locales/pt-BR/understanding/talk.toml&lista=greet";
        stand.open(&format!("/ajustes/entendimento?{list}&rascunho={id}")).await;
        stand.fills("input[name=frase]", "oi gente boa desse lado").await;
        stand.posts_form("/entendimento").await;
        stand.shows("Salvo no rascunho.").await;

        // A count within limits; a typo is told on its line before anything is saved.
        let policy = "policies/standard.toml";
        stand.open(&format!("{draft}/arquivo?caminho={policy}")).await;
        stand.rewrites("largest_count = 3", "largest_count = = 4").await;
        stand.until("the mark", "document.querySelector('.gutter .problem')").await;
        stand.rewrites("largest_count = = 4", "largest_count = 4").await;
        stand.until("no mark", "!document.querySelector('.gutter .problem')").await;
        stand.posts_form("/arquivo").await;
        stand.shows("Salvo no rascunho.").await;

        // What real conversations would have been.
        stand.open(&format!("{draft}/testar?o_que=conversas&conversas=100")).await;
        stand.shows("Olá, tudo bem?").await;

        stand.open(&draft).await;
        stand.shows("largest_count").await;
        stand.fills("input[name=motivo]", "clientes pediram").await;
        stand.posts_form("/pedir").await;
        stand.shows("não pode aprová-lo").await;

        stand.is("fabio").await;
        stand.open(&draft).await;
        stand.posts_form("/aprovar").await;
        stand.shows("Publicar agora").await;
        stand.posts_form("/publicar").await;
        let there = "location.pathname === '/ajustes/versoes/2'";
        // The checks study every example: that takes a while in a build for tests.
        stand.until_within(Duration::from_mins(3), "the release", there).await;

        // A conversation on the new release, in the web chat.
        stand.open("/chat/aurora/A1011").await;
        stand.say("oi").await;
        stand.shows("Olá, tudo bem? Aqui é").await;

        stand.open("/ajustes/versoes/1").await;
        stand.fills("input[name=motivo]", "pior que antes").await;
        stand.posts_form("/voltar").await;
        stand.until("the way back", "location.pathname === '/ajustes/versoes/3'").await;
        let live = stand.app.app().live();
        assert!(live.files.get(TEXTS).expect("our texts").contains("Oi! Aqui é"));
        assert_eq!(stand.errors().await, Vec::<String>::new());
    });
}

#[test]
fn a_count_is_changed_in_the_form_and_the_graph_follows() {
    stand_on(Screen::Table, a_draft, async |stand, ()| {
        stand.is("davi").await;
        stand.open("/ajustes/politica?rascunho=d1").await;
        let lines = "document.querySelector('#curva-avista .then').getAttribute('points')";
        let before = stand.find(&format!("return {lines}")).await;
        stand.clicks("#faixa-0 summary").await;
        let count = "input[name=\"n.band.0.plan.largest_count\"]";
        stand.fills(count, "4").await;
        stand.clicks("#faixa-6 summary").await;
        let waived = "input[name=\"n.band.6.cash.ladder.2.principal\"]";
        stand.fills(waived, "40").await;
        stand.clicks(".numbers button.main").await;

        stand.shows("Salvo no rascunho.").await;
        stand.shows("Parcelado: até quantas vezes: de 3 para 4.").await;
        let after = stand.find(&format!("return {lines}")).await;
        let live = "document.querySelector('#curva-avista .now').getAttribute('points')";
        assert_eq!(stand.find(&format!("return {live}")).await, before, "what serves stays");
        assert_ne!(after, before, "the draft's line moved");
        let falls = "return [...document.querySelectorAll('#curva-avista .edge')].length";
        assert_eq!(stand.find(falls).await, json!(6));
        assert_eq!(stand.errors().await, Vec::<String>::new());
    });
}

#[test]
fn every_page_of_the_tuning_room_is_for_everybody() {
    stand_on(Screen::Table, a_draft, async |stand, ()| {
        let draft = "/ajustes/rascunhos/d1";
        let text = format!("/ajustes/textos/um?caminho={TEXTS}&chave=identify-noted");
        let opens = "document.querySelectorAll('details').forEach((it) => { it.open = true; })";
        let checked = "document.getElementById('achados').children.length > 0 || \
            document.getElementById('conferido').innerText";
        let pages = [
            page("ajustes", "carla", "/ajustes").pictured(),
            page("rascunho", "carla", draft).pictured(),
            page("arquivo", "carla", format!("{draft}/arquivo?caminho={TEXTS}&linha=9"))
                .until(checked)
                .pictured(),
            page("arquivo-lido", "elisa", format!("{draft}/arquivo?caminho={TEXTS}")),
            page("textos", "carla", "/ajustes/textos?rascunho=d1&q=anot").pictured(),
            page("texto", "carla", format!("{text}&rascunho=d1")).pictured(),
            page("texto-lido", "elisa", text.clone()),
            page("frases", "carla", "/ajustes/entendimento?rascunho=d1&q=boleto+vencido"),
            page("testar", "carla", format!("{draft}/testar?o_que=conversas")).pictured(),
            page("simular", "carla", "/ajustes/simular").pictured(),
            page("politica", "davi", "/ajustes/politica?rascunho=d1").acts(opens).pictured(),
            page("politica-lida", "elisa", "/ajustes/politica").acts(opens),
            page("impacto", "carla", "/ajustes/politica/impacto?rascunho=d1")
                .acts("document.querySelector('[value=passado]').click()")
                .until("document.getElementById('passado')"),
            page("versoes", "elisa", "/ajustes/versoes").pictured(),
            page("versao", "davi", "/ajustes/versoes/1"),
        ];
        looks(stand, &pages).await;
    });
}

#[test]
fn every_page_of_steps_failures_tests_and_languages_is_for_everybody() {
    stand_on(Screen::Table, a_busy_draft, async |stand, ()| {
        let step = "/ajustes/fluxos/negotiation";
        let open = "document.querySelectorAll('main details').forEach((it) => { it.open = true; })";
        let pages = [
            page("passo", "carla", format!("{step}/open/mudar?rascunho=d1")).acts(open).pictured(),
            page("passo-lido", "elisa", format!("{step}/menu/mudar?rascunho=d1")),
            page("passo-no-ar", "carla", format!("{step}/open")),
            page("erros", "carla", "/ajustes/erros").acts(open).pictured(),
            page("erros-lidos", "elisa", "/ajustes/erros"),
            page("testes", "carla", "/ajustes/testes?rascunho=d1&rodar=1").pictured(),
            page("testes-vazios", "elisa", "/ajustes/testes"),
            page("idiomas", "carla", "/ajustes/idiomas?rascunho=d2").acts(open).pictured(),
            page("idiomas-lidos", "elisa", "/ajustes/idiomas"),
            page("simular-rascunho", "carla", "/ajustes/simular?rascunho=d2").pictured(),
        ];
        looks(stand, &pages).await;
    });
}
