//! Every page, in light and dark, on a table and on a telephone: usable by everybody, in Portuguese,
//! within the screen, telling no document.
//!
//! With `COMBINADO_PICTURES=1` the key pages are kept under `docs/images`.

use std::collections::BTreeMap;
use std::path::Path;

use combinado::app::desk::{say, snooze};
use combinado::app::import;
use combinado::app::people::totp;
use combinado::domain::id::Id;
use serde_json::{Value as Json, json};

use super::stand::{Stand, stand_on};
use super::world::{hears, joao_with_ana, path, person, place, words};
use super::{Screen, axe};
use crate::seed::{self, Plan};
use crate::support::{TestApp, monday};

/// Themes, each at both widths.
const THEMES: [&str; 2] = ["light", "dark"];
const WIDTHS: [u32; 2] = [1280, 360];
/// The most bytes of packed script that a page may load, but for the editor of files.
const SCRIPT: u64 = 25_000;
/// The same where the editor is.
const EDITOR: u64 = 125_000;

/// Words of programs and of English that no page may show.
const FOREIGN: [&str; 44] = [
    "ticket",
    "queue",
    "inbox",
    "outbox",
    "loading",
    "error",
    "close",
    "cancel",
    "save",
    "search",
    "settings",
    "undefined",
    "null",
    "nan",
    "submit",
    "required",
    "agent",
    "supervisor_",
    "user",
    "password",
    "login_",
    "logout",
    "customer",
    "message",
    "messages",
    "reply",
    "note",
    "debt",
    "agreement",
    "payment",
    "today",
    "yesterday",
    "monday",
    "november",
    "handoff",
    "unknown",
    "none",
    "true",
    "false",
    "the",
    "and",
    "with",
    "waiting",
    "dashboard",
];

/// A page to be looked at.
#[derive(Clone)]
pub struct Page {
    name: &'static str,
    login: &'static str,
    path: String,
    /// What is done on it before it is looked at.
    acts: String,
    /// What must be there then.
    until: String,
    /// True where a picture of it is kept.
    pictured: bool,
}

pub fn page(name: &'static str, login: &'static str, path: impl Into<String>) -> Page {
    let (acts, until) = (String::new(), "document.readyState === 'complete'".to_owned());
    Page { name, login, path: path.into(), acts, until, pictured: false }
}

impl Page {
    pub fn acts(self, script: &str) -> Self {
        Self { acts: script.to_owned(), ..self }
    }

    pub fn until(self, what: &str) -> Self {
        Self { until: what.to_owned(), ..self }
    }

    pub fn pictured(self) -> Self {
        Self { pictured: true, ..self }
    }
}

/// A desk in the middle of its day.
struct Day {
    mine: String,
    others: String,
    shut: String,
    silent: String,
    /// Put aside, with a file that was sent.
    later: String,
}

async fn a_day(app: &TestApp) -> Day {
    seed::fill(app.db(), Plan { customers: 60, word: 7, now: monday() })
        .await
        .expect("it is filled");
    let joao = joao_with_ana(app).await;
    app.talks(&joao, &["queria parcelar em 4 vezes"]).await;
    let maria = app.opens("A1001").await;
    app.talks(
        &maria,
        &["oi", "sou eu", "123", "não concordo com esse valor", "quero um atendente"],
    )
    .await;
    let bruno = person(app, "bruno").await;
    let hello = words("b", "Oi, Maria! Vou conferir o valor com você.");
    say::say(app.app(), &bruno, &place(&maria), hello).await.expect("it is said");
    let carlos = app.opens("A1004").await;
    app.talks(
        &carlos,
        &["oi", "sou eu", "686", "quero um atendente", "pare de me mandar mensagem"],
    )
    .await;
    for text in ["oi", "sou eu", "390", "quero falar com um atendente"] {
        app.clock.pass(chrono::TimeDelta::seconds(10));
        hears(app, text).await;
        app.drain().await;
    }
    let sql = "select id from conversation where channel = 'whatsapp' and customer = 'A1003'";
    let (shut,): (String,) = app.db().sql(sql).one(app.db()).await.expect("a conversation");
    let then = monday() - chrono::TimeDelta::days(3);
    let sql = "update contact set heard_at = $1 where address = '551900001003'";
    app.db()
        .write(move |tx| Box::pin(async move { tx.sql(sql).bind(then).run(tx).await }))
        .await
        .expect("as if it were days ago");
    let shut = Id::stored(&shut);
    app.drain().await;
    let later = path(&put_aside(app).await);
    Day { later, mine: path(&joao), others: path(&maria), shut: path(&shut), silent: path(&carlos) }
}

/// A case of Ana's that was sent a file and waits for its customer.
async fn put_aside(app: &TestApp) -> Id {
    let id = app.opens("A1005").await;
    app.talks(&id, &["oi", "quero falar com um atendente"]).await;
    let ana = person(app, "ana").await;
    let file =
        say::Carried { name: "recibo.pdf".into(), bytes: b"%PDF-1.4\n%%EOF".as_slice().into() };
    let said = say::Words { file: Some(file), ..words("file", "Segue o recibo.") };
    say::say(app.app(), &ana, &place(&id), said).await.expect("it is said");
    snooze::put(app.app(), &ana, &place(&id), None).await.expect("it is put aside");
    app.drain().await;
    id
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split_once(after).expect("its end").0
}

/// What only forms bring about: an offer that waits, a link for a password, a second factor.
async fn brings_about(stand: &Stand, day: &Day) -> [String; 3] {
    let ana = stand.cookie("ana").await;
    let asked = format!("{}/divida?forma=avista&total=300", day.mine);
    let (_, low) = stand.told("GET", &asked, (&ana, "")).await;
    let seen = low.split("name=\"vista\" value=\"").last().expect("an offer");
    let form = format!("id=a&forma=avista&total=300&vista={}", between(seen, "", "\""));
    let (status, told) = stand.told("POST", &format!("{}/proposta", day.mine), (&ana, &form)).await;
    assert_eq!(status.as_u16(), 303, "{told}");

    let davi = stand.cookie("davi").await;
    let new = "login=nova&name=Nova+Pessoa&role=agent";
    let made = stand.asks("POST", "/usuarios", (&davi, new)).await;
    let new = made.headers()["location"].to_str().expect("text").split('?').next().expect("a path");
    let (_, told) = stand.told("POST", &format!("{new}/acesso"), (&davi, "do=link")).await;
    let link = between(&told, "<code>http", "</code>").rsplit('/').next().expect("a token");
    let link = format!("/senha/{link}");

    let carla = stand.cookie("carla").await;
    let (_, sample) =
        stand.told("GET", "/qualidade?de=2026-09-01&ate=2026-11-23", (&carla, "")).await;
    let card = between(&sample, "<td><a href=\"", "\"").to_owned();
    [link, new.to_owned(), card]
}

/// Pages of who leads, who tunes and who looks after people.
fn leading(person: String, card: String) -> Vec<Page> {
    vec![
        page("preferencias", "ana", "/preferencias").pictured(),
        page("papeis", "ana", "/papeis"),
        page("ao-vivo", "carla", "/ao-vivo").pictured(),
        page("avisos", "carla", "/ao-vivo/avisos"),
        page("quadro", "carla", "/quadro").pictured(),
        page("qualidade", "carla", "/qualidade?de=2026-09-01&ate=2026-11-23"),
        page("ficha", "carla", card),
        page("relatorios", "carla", "/relatorios?de=2026-09-01&ate=2026-11-23").pictured(),
        page("relatorios-errado", "carla", "/relatorios?de=2026-02-31"),
        page("aprovacoes", "carla", "/aprovacoes").pictured(),
        page("fluxos", "carla", "/ajustes/fluxos"),
        page("verificacoes", "carla", "/ajustes/verificacoes"),
        page("fluxo", "carla", "/ajustes/fluxos/negotiation").pictured(),
        page("fluxo-busca", "carla", "/ajustes/fluxos/negotiation?busca=proposta"),
        page("experimentos", "carla", "/ajustes/experimentos"),
        page(
            "experimento-novo",
            "carla",
            "/ajustes/experimentos/novo?caminho=locales/pt-BR/conversation.ftl&chave=identify-noted",
        ),
        page("etapa", "carla", "/ajustes/fluxos/negotiation/open"),
        page("usuarios", "davi", "/usuarios").pictured(),
        page("usuario", "davi", person),
        page("auditoria", "elisa", "/auditoria").pictured(),
    ]
}

/// Pages of who answers, and those that need nobody.
fn answering(day: &Day, link: String) -> Vec<Page> {
    let loaded = "[...document.querySelectorAll('.panel')].every((it) => it.children.length > 1)";
    let opens = |id: &str| format!("document.getElementById('{id}').showModal()");
    let mine = |name| page(name, "ana", &day.mine).until(loaded);
    let seen = "document.querySelector('.trouble, h1, main')";
    vec![
        page("entrar", "", "/entrar").pictured(),
        page("entrar-errado", "", "/entrar")
            .acts(
                "document.querySelector('[name=login]').value = 'ninguem'; \
                 document.querySelector('[name=password]').value = 'nada'; \
                 document.querySelector('main form').requestSubmit()",
            )
            .until("document.querySelector('.notice.wrong')"),
        page("senha", "", link),
        page("senha-velha", "", "/senha/nenhuma"),
        page("sem-pagina", "", "/nada").until(seen),
        page("segundo-fator", "ana", "/entrar/segundo-fator"),
        page("sem-direito", "ana", "/usuarios").until(seen),
        page("conversas", "ana", "/conversas?filtro=esperando").pictured(),
        page("adiadas", "ana", "/conversas?filtro=adiadas"),
        page("todas", "ana", "/conversas?filtro=todas").acts("document.querySelector('.narrow').open = true"),
        page("encerradas", "ana", "/conversas?filtro=encerradas"),
        page("busca", "ana", "/conversas/busca?q=atendente"),
        page("busca-nada", "ana", "/conversas/busca?q=inexistente"),
        mine("conversa").pictured(),
        mine("prontas").acts("document.getElementById('prontas-abre').click()"),
        mine("teclas").acts(&opens("teclas")),
        mine("transferir").acts("document.querySelector('details.menu').open = true"),
        mine("adiar").acts("document.getElementById('adiar').parentElement.open = true"),
        mine("nota").acts("document.getElementById('tipo-nota').click()"),
        mine("agendar").acts("document.querySelector('details.later').open = true"),
        page("de-outra-pessoa", "ana", &day.others).until(loaded),
        page("adiada", "ana", &day.later).until("document.getElementById('adiada')"),
        page("tomar", "carla", &day.others).until(loaded).acts(&opens("tomar")),
        page("modelo", "ana", &day.shut).until(loaded).pictured(),
        page("calada", "ana", &day.silent).until(loaded),
        page("cliente", "ana", format!("{}/cliente", day.mine)),
        page("divida", "ana", format!("{}/divida?forma=parcelado&parcelas=4", day.others)),
        page("simulador", "ana", format!("{}/divida?forma=avista&total=300", day.mine)),
        page("contexto", "ana", format!("{}/contexto", day.mine)),
        page("encerrar", "ana", format!("{}/encerrar", day.mine)).pictured(),
        page("encerrar-errado", "ana", format!("{}/encerrar", day.mine))
            .acts(
                "const form = document.querySelector('main form[method=post]'); form.noValidate = true; \
                 form.submit()",
            )
            .until("document.querySelector('[role=alert], .notice.wrong')"),
        page("inicio", "", "/"),
        page("chat", "", "/chat/aurora/A1002"),
        page("chat-vazio", "", "/chat/aurora/A1011"),
    ]
}

/// Looks at pages in every theme and width; everything that is wrong is told at once.
pub async fn looks(stand: &Stand, pages: &[Page]) {
    axe::brings_axe(stand).await;
    let documents = documents();
    let (mut wrong, mut login, mut titles) = (Vec::new(), None, BTreeMap::new());
    for page in pages {
        if login != Some(page.login) {
            stand.devtools("Network.clearBrowserCookies", json!({})).await;
            if !page.login.is_empty() {
                stand.is(page.login).await;
            }
            login = Some(page.login);
        }
        stand.sized(1280, "light").await;
        stand.open(&page.path).await;
        stand.until(page.name, "document.readyState === 'complete'").await;
        stand.acts(page).await;
        wrong.extend(stand.reads(page, &documents, &mut titles).await);
        for width in WIDTHS {
            for theme in THEMES {
                stand.sized(width, theme).await;
                let found = axe::wrongs(stand).await;
                let told = |it| format!("{} {width} {theme}: {it}", page.name);
                wrong.extend(found.into_iter().map(told));
                stand.keeps(page, (width, theme)).await;
            }
        }
        wrong.extend(stand.narrow(page).await);
        wrong.extend(stand.errors().await.into_iter().map(|it| format!("{}: {it}", page.name)));
    }
    assert!(wrong.is_empty(), "{} wrongs:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a page is of, whichever of its kind it shows: its path without ids.
fn kind(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let is_id = |it: &&str| it.len() > 20 || it.chars().any(|c| c.is_ascii_digit());
    path.split('/').map(|it| if is_id(&it) { ":" } else { it }).collect::<Vec<_>>().join("/")
}

/// Whole documents of the example, which no page may tell.
fn documents() -> Vec<String> {
    let portfolio = import::example(monday().date_naive()).expect("it is good");
    let all = portfolio.customers.iter().filter_map(|it| it.customer.document.as_ref());
    all.flat_map(|document| {
        let whole = document.formatted();
        let digits: String = whole.chars().filter(char::is_ascii_alphanumeric).collect();
        [whole, digits]
    })
    .collect()
}

impl Stand {
    /// Shows the page as on a screen of a width, in a theme.
    async fn sized(&self, width: u32, theme: &str) {
        let size = json!({ "width": width, "height": if width < 500 { 780 } else { 900 },
            "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
        let features = json!([{ "name": "prefers-color-scheme", "value": theme }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    async fn acts(&self, page: &Page) {
        if page.until.contains("'.panel'") {
            self.until(page.name, &page.until).await;
        }
        if !page.acts.is_empty() {
            self.find(&page.acts).await;
        }
        self.until(page.name, &page.until).await;
    }

    /// Reads the page: its language, title, heading, landmarks, words and source.
    async fn reads(
        &self,
        page: &Page,
        documents: &[String],
        titles: &mut BTreeMap<String, String>,
    ) -> Vec<String> {
        let script = "const seen = (it) => it.checkVisibility(); return { \
            lang: document.documentElement.lang, title: document.title.replace(/^\\(\\d+\\) /, ''), \
            heads: [...document.querySelectorAll('h1')].filter(seen).length, \
            mains: document.querySelectorAll('main').length, \
            unnamed: [...document.querySelectorAll('nav, aside, section')].filter((it) => seen(it) \
                && !it.ariaLabel && !it.getAttribute('aria-labelledby') && it.tagName !== 'SECTION') \
                .map((it) => it.outerHTML.slice(0, 80)), \
            text: [...document.querySelectorAll('code, .cm-content')].filter(seen).reduce((text, it) => \
                text.replace(it.innerText, ''), document.body.innerText), source: document.documentElement.outerHTML, \
            script: performance.getEntriesByType('resource').filter((it) => it.name.endsWith('.js')) \
                .reduce((sum, it) => sum + it.encodedBodySize, 0) }";
        let found = self.find(script).await;
        let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
        let mut wrong = Vec::new();
        let mut tell = |what: String| wrong.push(format!("{}: {what}", page.name));
        if text("lang") != "pt-BR" {
            tell(format!("its language is {:?}", text("lang")));
        }
        if (&found["heads"], &found["mains"]) != (&json!(1), &json!(1)) {
            tell(format!("{} headings and {} mains", found["heads"], found["mains"]));
        }
        if found["unnamed"] != json!([]) {
            tell(format!("landmarks without a name: {}", found["unnamed"]));
        }
        let address = kind(&page.path);
        // What could not be shown is told under one title, whatever it was.
        let is_page = text("title") != "Não deu certo";
        if is_page && titles.entry(text("title")).or_insert_with(|| address.clone()) != &address {
            tell(format!("{:?} is the title of another page too", text("title")));
        }
        let script = found["script"].as_u64().unwrap_or(u64::MAX);
        let most = if address.ends_with("/arquivo") { EDITOR } else { SCRIPT };
        if script > most {
            tell(format!("it loads {script} bytes of packed script"));
        }
        let words = text("text").to_lowercase();
        let foreign = words.split(|c: char| !c.is_alphanumeric()).filter(|it| FOREIGN.contains(it));
        let foreign: Vec<_> = foreign.collect();
        if !foreign.is_empty() {
            tell(format!("foreign words: {foreign:?}"));
        }
        let source = text("source");
        if documents.iter().any(|it| source.contains(it.as_str())) {
            tell("it tells a whole document".to_owned());
        }
        wrong
    }

    /// Fails nothing, tells what reaches beyond the screen where it is small, zoomed or widely set.
    async fn narrow(&self, page: &Page) -> Vec<String> {
        let mut wrong = Vec::new();
        let spaced = "if (!window.spaced) { window.spaced = new CSSStyleSheet(); \
            spaced.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; \
            word-spacing: .16em !important } p { margin-bottom: 2em !important }'); } \
            const others = [...document.adoptedStyleSheets].filter((it) => it !== window.spaced); \
            document.adoptedStyleSheets = arguments[0] ? [...others, window.spaced] : others";
        for (width, wide) in [(360, false), (320, false), (640, false), (320, true)] {
            self.sized(width, "light").await;
            self.page.execute(spaced, vec![json!(wide)]).await.expect("the script runs");
            let script = "const most = document.documentElement.scrollWidth; \
                if (most <= innerWidth) return null; \
                const out = [...document.querySelectorAll('body *')].filter((it) => \
                    it.getBoundingClientRect().right > innerWidth + 1 && !it.closest('.scroll')) \
                    .map((it) => it.outerHTML.slice(0, 70)); \
                return most + ' ' + (out[0] || '')";
            if let Json::String(told) = self.find(script).await {
                wrong.push(format!("{} at {width}, spaced {wide}, is wide: {told}", page.name));
            }
        }
        self.page.execute(spaced, vec![json!(false)]).await.expect("the script runs");
        wrong
    }

    /// Keeps a picture where pictures are asked for.
    #[expect(clippy::disallowed_methods, reason = "a test asks how it is run")]
    async fn keeps(&self, page: &Page, (width, theme): (u32, &str)) {
        let kept = std::env::var_os("COMBINADO_PICTURES").is_some();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let name = format!("{}-{width}-{theme}.webp", page.name);
        let folder = match (kept, page.pictured) {
            (false, _) => return,
            (true, true) => root.join("docs/images"),
            (true, false) => root.join("target/screenshots"),
        };
        let asked = json!({ "format": "webp", "quality": 70 });
        let shot = self.devtools("Page.captureScreenshot", asked).await;
        let shot = shot["data"].as_str().expect("a picture");
        std::fs::create_dir_all(&folder).expect("a folder");
        let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, shot);
        std::fs::write(folder.join(name), bytes.expect("base64")).expect("a file");
    }
}

#[test]
fn every_page_with_data_is_for_everybody() {
    stand_on(Screen::Table, a_day, async |stand, day| {
        let about = brings_about(stand, &day).await;
        let [link, person, card] = about;
        looks(stand, &[answering(&day, link), leading(person, card)].concat()).await;
    });
}

#[test]
fn every_page_without_data_is_for_everybody() {
    stand_on(
        Screen::Table,
        async |_| (),
        async |stand, ()| {
            let pages = [
                page("conversas-vazia", "ana", "/conversas?filtro=esperando"),
                page("todas-vazia", "ana", "/conversas?filtro=todas"),
                page("busca-vazia", "ana", "/conversas/busca"),
                page("ao-vivo-vazia", "carla", "/ao-vivo"),
                page("avisos-vazios", "carla", "/ao-vivo/avisos"),
                page("quadro-vazio", "carla", "/quadro"),
                page("qualidade-vazia", "carla", "/qualidade"),
                page("relatorios-vazios", "carla", "/relatorios"),
                page("aprovacoes-vazias", "carla", "/aprovacoes"),
                page("auditoria-nada", "elisa", "/auditoria?acao=nada"),
            ];
            looks(stand, &pages).await;
        },
    );
}

#[test]
fn the_second_step_of_a_sign_in_is_for_everybody() {
    stand_on(
        Screen::Table,
        async |_| (),
        async |stand, ()| {
            let ana = stand.cookie("ana").await;
            let (_, told) = stand.told("GET", "/entrar/segundo-fator", (&ana, "")).await;
            let secret = totp::from_base32(&between(&told, "<code>", "</code>").replace(' ', ""));
            let code = totp::code(&secret, stand.app.clock.now().timestamp() / 30);
            let form = format!("code={code}");
            let (status, _) = stand.told("POST", "/entrar/segundo-fator", (&ana, &form)).await;
            assert_eq!(status.as_u16(), 200);

            let wrong = "document.querySelector('[name=code]').value = '000000'; \
            document.querySelector('main form').requestSubmit()";
            let pages = [
                page("codigo", "ana", "/entrar/codigo"),
                page("codigo-errado", "ana", "/entrar/codigo")
                    .acts(wrong)
                    .until("document.querySelector('.notice.wrong')"),
            ];
            looks(stand, &pages).await;
        },
    );
}
