//! The tuning room as those who live it see it: its whole story, and its pages for everybody.

use std::time::Duration;

use chrono::TimeDelta;
use combinado::app::edition::Edition;
use combinado::app::people::CONSOLE;
use combinado::app::people::manage::{self, Draft};
use combinado::app::tuning::drafts::{self, Save};
use combinado::app::tuning::experiment::make::{self, Plan, Terms, Way};
use combinado::app::tuning::{experiment, locale, publish, testing};
use combinado::domain::access::{Role, Scope};
use combinado::domain::content::release::Moves;
use combinado::domain::id::Id;
use combinado::domain::locale::Locale;
use combinado::store::Tx;
use combinado::store::tuning::experiment::{Given, give};
use serde_json::json;

use super::Screen;
use super::pages::{looks, page};
use super::stand::{Stand, stand_on};
use super::world::{person, portfolio};
use crate::support::{CREDITOR, TestApp};

const POLICY: &str = "policies/standard.toml";

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

    /// Finds words in the editor of files and types others over them, by keyboard alone.
    async fn overtypes(&self, from: &str, to: &str) {
        let (control, enter, escape, release) = ('\u{e009}', '\u{e007}', '\u{e00c}', '\u{e000}');
        self.until("the editor", "document.querySelector('.cm-content')").await;
        self.find("document.querySelector('.cm-content').focus()").await;
        self.keys(&format!("{control}f{release}")).await;
        self.keys(&format!("{from}{enter}{escape}")).await;
        let chosen = self.find("return getSelection().toString()").await;
        assert_eq!(chosen, json!(from), "it is found");
        self.keys(to).await;
    }

    /// What the page would post.
    async fn field(&self) -> String {
        let text = self.find("return document.getElementById('texto').value").await;
        text.as_str().expect("a text").to_owned()
    }
}

/// A line of the editor with a problem.
const MARK: &str = "document.querySelector('.cm-lint-marker-error')";

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
        stand.overtypes("largest_count = 3", "largest_count = = 4").await;
        stand.until("the mark", MARK).await;
        stand.overtypes("largest_count = = 4", "largest_count = 4").await;
        stand.until("no mark", &format!("!{MARK}")).await;
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
fn a_file_is_asked_about_once_a_pause_and_the_list_leads_to_the_line() {
    stand_on(Screen::Table, a_draft, async |stand, ()| {
        stand.is("davi").await;
        let draft = "/ajustes/rascunhos/d1";
        stand.open(&format!("{draft}/arquivo?caminho={POLICY}")).await;
        stand.until("the first answer", "document.getElementById('conferido').innerText").await;
        let listens = "window.typed = 0; performance.clearResourceTimings(); \
            document.querySelector('.cm-content').addEventListener('input', () => { \
                window.typed = performance.now(); })";
        stand.find(listens).await;

        stand.overtypes("largest_count = 3", "largest_count = = 4").await;
        stand.until("the mark", MARK).await;
        let asked = "return performance.getEntriesByType('resource') \
            .filter((it) => it.name.includes('/conferir')).map((it) => it.startTime - window.typed)";
        let asked = stand.find(asked).await;
        let waited = asked.as_array().and_then(|all| all.last()?.as_f64()).expect("it is asked");
        assert!((240.0..500.0).contains(&waited), "asked {waited} ms after the last letter");
        assert!(stand.field().await.contains("largest_count = = 4"), "the field follows");

        // The list leads to the line, wherever the line is by now.
        let (control, home, enter, release) = ('\u{e009}', '\u{e011}', '\u{e007}', '\u{e000}');
        stand.keys(&format!("{control}{home}{release}# Em cima.{enter}")).await;
        stand.until("the list", "document.querySelector('#achados .grave button')").await;
        stand.clicks("#achados .grave button").await;
        let line = "const it = getSelection().anchorNode; \
            return (it.closest ? it : it.parentElement).closest('.cm-line').innerText";
        assert_eq!(stand.find(line).await, json!("largest_count = = 4"));

        // Undone by keyboard; Tab leaves the editor for what comes after it.
        let undo = format!("{control}z{release}");
        for _ in 0..20 {
            stand.keys(&undo).await;
        }
        stand.until("no mark", &format!("!{MARK}")).await;
        let whole = stand.app.app().live().files.get(POLICY).expect("our policy").to_owned();
        assert_eq!(stand.field().await, whole);
        stand.keys("\u{e004}").await;
        let after = stand.find("return document.activeElement.matches('form.editor .main')").await;
        assert_eq!(after, json!(true), "Tab leaves the editor");
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
            page("arquivo-procura", "davi", format!("{draft}/arquivo?caminho={POLICY}"))
                .acts(
                    "const it = document.querySelector('.cm-content'); it.focus(); \
                    it.dispatchEvent(new KeyboardEvent('keydown', \
                        { key: 'f', keyCode: 70, ctrlKey: true, bubbles: true }))",
                )
                .until("document.querySelector('.cm-search')"),
            page("arquivo-lido", "elisa", format!("{draft}/arquivo?caminho={TEXTS}")),
            page("textos", "carla", "/ajustes/textos?rascunho=d1&q=anot").pictured(),
            page("texto", "carla", format!("{text}&rascunho=d1")).pictured(),
            page("texto-lido", "elisa", text.clone()),
            page("frases", "carla", "/ajustes/entendimento?rascunho=d1&q=boleto+vencido"),
            page("testar", "carla", format!("{draft}/testar?o_que=conversas")).pictured(),
            page("simular", "carla", "/ajustes/simular").pictured(),
            page("politica", "davi", "/ajustes/politica?rascunho=d1").acts(opens).pictured(),
            page("politica-lida", "elisa", "/ajustes/politica").acts(opens),
            page("politica-faixas", "davi", "/ajustes/politica?rascunho=d1#montar")
                .acts(
                    "document.getElementById('montar-2').open = true; \
                    document.getElementById('montar').scrollIntoView()",
                )
                .pictured(),
            page("politica-faixa-errada", "davi", "/ajustes/politica?rascunho=d1")
                .acts(
                    "const it = document.querySelector('#montar-2 input[name=dia]'); \
                    it.value = '999'; it.form.requestSubmit(it.form.querySelector('button'))",
                )
                .until("document.querySelector('.notice.wrong')"),
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

/// The beginning of an experiment's file; what the other way does follows.
const PLAN: &str = "why = 'O que faz mais gente pagar?'\nsince = 2026-10-01\nuntil = 2027-12-31\n\
    share = 100\ndays = 14\nexpect = 20\ndetect = 30\n[guard]\nopt_outs = 0\n\
    [arms.control]\nweight = 1\n[arms.outro]\nweight = 1\n";

/// What became of some customers in a way of an experiment.
#[derive(Clone, Copy)]
struct Came {
    arm: &'static str,
    all: usize,
    paid: usize,
    silent: usize,
    /// How many days ago.
    days: i64,
}

const fn came(arm: &'static str, all: usize, (paid, silent): (usize, usize), days: i64) -> Came {
    Came { arm, all, paid, silent, days }
}

/// Experiments that go on, have shown a benefit, do harm, and were split wrong; one was stopped.
async fn tried_ones(app: &TestApp) {
    a_draft(app).await;
    let live = app.app().live();
    let mut files = live.files.clone();
    let said = |text: &str| format!("{PLAN}[arms.outro.texts]\npt-BR = '{text}'\n");
    let own = |path: &str, from: &str, to: &str| {
        let text = live.files.get(path).expect("a file of ours");
        text.replacen("\"negotiation\"", "\"curto\"", 1)
            .replacen("name = \"standard\"", "name = \"curta\"", 1)
            .replacen(from, to, 1)
    };
    let (loud, quiet) = ("say   = \"menu-options\"\n", "say   = \"menu-options\"\nquiet = true\n");
    let flow = own("flows/negotiation.toml", quiet, loud);
    files.put("flows/curto.toml", flow);
    files.put("policies/curta.toml", own(POLICY, "largest_count = 3", "largest_count = 2"));
    let both = format!("{PLAN}flow = 'curto'\n[arms.outro.policies]\nstandard = 'curta'\n");
    for (name, text) in [
        ("andando", both),
        ("ganhou", said("identify-noted = Obrigado!")),
        ("dano", said("open-noted = Já li.")),
        ("divisao", said("open-care = Vamos com calma.")),
        ("parado", said("open-unclear = Não entendi.")),
    ] {
        files.put(format!("experiments/{name}.toml"), text);
    }
    let next = Edition::compile((live.number + 1, Moves::Finish), &files, app.app().editions.own());
    let next = next.unwrap_or_else(|problems| panic!("{problems:?}"));
    publish::develop(app.app(), &next).await.expect("it serves");
    let talk = app.opens("A1004").await;
    for (name, ways) in [
        ("andando", [came("control", 30, (6, 0), 3), came("outro", 28, (7, 1), 3)]),
        ("ganhou", [came("control", 60, (10, 0), 40), came("outro", 60, (40, 1), 40)]),
        ("dano", [came("control", 40, (8, 1), 5), came("outro", 40, (9, 25), 5)]),
        ("divisao", [came("control", 150, (30, 2), 40), came("outro", 60, (12, 1), 40)]),
        ("parado", [came("control", 20, (4, 0), 5), came("outro", 20, (4, 0), 5)]),
    ] {
        for way in ways {
            takes_part(app, (name, way), &talk).await;
        }
    }
    let davi = person(app, "davi").await;
    experiment::stop(app.app(), &davi, "parado", "reclamações").await.expect("it stops");
}

/// Customers who took part, each with what they did.
async fn takes_part(app: &TestApp, (name, came): (&'static str, Came), talk: &Id) {
    let live = app.app().live();
    let trial = live.trials.iter().find(|it| it.experiment.name == name).expect("it serves");
    let (plan, talk, now) = (trial.plan.clone(), talk.clone(), app.app().clock.now());
    let given_at = now - TimeDelta::days(came.days);
    let ends_at = given_at + TimeDelta::days(14);
    let one = move |number: usize| Given {
        creditor: CREDITOR.to_owned(),
        plan: plan.clone(),
        customer: format!("{name}-{}-{number}", came.arm),
        conversation: talk.clone(),
        experiment: name.to_owned(),
        arm: came.arm.to_owned(),
        // Both ways in turn, as they would have come.
        given_at: given_at + TimeDelta::seconds(i64::try_from(number).expect("a few")),
        ends_at,
        last_day: ends_at.date_naive(),
    };
    let all: Vec<Given> = (0..came.all).map(one).collect();
    app.db()
        .write(move |tx| {
            Box::pin(async move {
                for (number, given) in all.into_iter().enumerate() {
                    if number < came.paid {
                        pays_first(tx, &given).await?;
                    }
                    if number < came.silent {
                        wants_silence(tx, &given).await?;
                    }
                    give(tx, given).await?;
                }
                Ok::<_, combinado::store::Error>(())
            })
        })
        .await
        .expect("they take part");
}

async fn pays_first(tx: &mut Tx, of: &Given) -> combinado::store::Result<()> {
    tx.sql(
        "insert into agreement
           (creditor, id, customer, conversation, status, accepted_at, owed, total, policy, rule, body)
         values ($1, $2, $2, $3, 'active', $4, 100, 100, 'standard@1', 'x', '{}')",
    )
    .bind(of.creditor.clone())
    .bind(of.customer.clone())
    .bind(of.conversation.to_string())
    .bind(of.given_at)
    .run(&mut *tx)
    .await?;
    tx.sql(
        "insert into instalment (creditor, agreement, number, due_on, amount, paid, paid_on)
         values ($1, $2, 1, $3, 100, 100, $3)",
    )
    .bind(of.creditor.clone())
    .bind(of.customer.clone())
    .bind(of.last_day)
    .run(tx)
    .await?;
    Ok(())
}

async fn wants_silence(tx: &mut Tx, of: &Given) -> combinado::store::Result<()> {
    tx.sql(
        "insert into milestone (creditor, conversation, turn, kind, customer, at)
         select $1, $2, coalesce(max(turn), 0) + 1000, 'opted_out', $3, $4
         from milestone where creditor = $1 and conversation = $2",
    )
    .bind(of.creditor.clone())
    .bind(of.conversation.to_string())
    .bind(of.customer.clone())
    .bind(of.given_at)
    .run(tx)
    .await?;
    Ok(())
}

#[test]
fn what_came_of_experiments_is_told_to_everybody() {
    stand_on(Screen::Table, tried_ones, async |stand, ()| {
        let here = "/ajustes/experimentos";
        let plan = Plan {
            name: "calmo".to_owned(),
            terms: Terms {
                why: "Um passo a menos ajuda?".to_owned(),
                since: "2026-12-01".parse().expect("a day"),
                until: "2027-03-01".parse().expect("a day"),
                numbers: [50, 14, 20, 5],
                guard: [0, 0, 10],
            },
            way: Way {
                name: "outro".to_owned(),
                texts: Some((Locale::OWN, "open-noted = Já vejo.".to_owned())),
                flow: true,
                policy: Some(POLICY.to_owned()),
            },
        };
        let davi = person(&stand.app, "davi").await;
        make::begin(stand.app.app(), &davi, "d1", &plan).await.expect("it is made");
        let says = |words: &str| format!("document.body.innerText.includes({})", json!(words));
        let pages = [
            page("experimentos-lista", "carla", here),
            page("experimento-andando", "carla", format!("{here}/andando"))
                .until(&says("Ainda não dá para dizer")),
            page("experimento", "carla", format!("{here}/ganhou"))
                .until(&says("fez mais gente pagar"))
                .pictured(),
            page("experimento-dano", "davi", format!("{here}/dano"))
                .until(&says("mais gente pedindo para não receber mensagens")),
            page("experimento-divisao", "elisa", format!("{here}/divisao"))
                .until(&says("A divisão entre as maneiras não saiu como devia")),
            page("experimento-parado", "davi", format!("{here}/parado")).until(&says("Parado por")),
            page("experimento-outro", "davi", format!("{here}/novo")),
            page("experimento-rascunho", "davi", format!("{here}/calmo?rascunho=d1")).pictured(),
            page("experimento-rascunho-lido", "elisa", format!("{here}/calmo?rascunho=d1")),
            page("fluxo-rascunho", "davi", "/ajustes/fluxos/calmo-outro?rascunho=d1"),
        ];
        looks(stand, &pages).await;
    });
}

#[test]
fn a_band_is_split_and_a_rung_put_in_by_keyboard_and_the_graph_follows() {
    stand_on(Screen::Table, a_draft, async |stand, ()| {
        stand.is("davi").await;
        stand.open("/ajustes/politica?rascunho=d1").await;
        stand.clicks("#montar-6 summary").await;
        stand.fills("#montar-6 input[name=dia]", "600").await;
        stand.clicks("#montar-6 button[value=dividir]").await;
        stand.shows("Salvo no rascunho.").await;
        stand.shows("Faixa nova:").await;
        let bands = "return document.querySelectorAll('[id^=montar-]').length";
        assert_eq!(stand.find(bands).await, json!(8));
        stand.clicks("#montar-7 summary").await;
        stand.fills("#montar-7 form:last-of-type input[name=encargos]", "100").await;
        stand.fills("#montar-7 form:last-of-type input[name=principal]", "30").await;
        stand.clicks("#montar-7 form:last-of-type button[value=por]").await;
        stand.shows("Salvo no rascunho.").await;
        let now = "document.querySelector('#curva-parcelado .now').getAttribute('points')";
        let then = "document.querySelector('#curva-parcelado .then').getAttribute('points')";
        assert_eq!(
            stand.find(&format!("return {now} === {then}")).await,
            json!(true),
            "to day 400"
        );
        assert_eq!(stand.errors().await, Vec::<String>::new());
    });
}
