//! Who gets into the desk, who does not, and what is written down about it.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use chrono::TimeDelta;
use combinado::app::people::manage::{self, Draft};
use combinado::app::people::{CONSOLE, Rules, Seal, totp};
use combinado::app::tuning::publish;
use combinado::cli::issue::PAYING;
use combinado::domain::access::{Role, Scope};
use combinado::store::audit::{self, Entry, Verdict};
use combinado::web::desk::Access;
use combinado::web::router::router;
use combinado::web::serve::Peer;
use combinado::web::site::Site;
use tokio::sync::watch;
use tower::ServiceExt;

use crate::support::TestApp;

/// What everybody's password is here.
const PASSWORD: &str = "cavalo bateria grampo";

/// A desk with one person of each role; a login is the role's code.
pub struct Desk {
    pub app: TestApp,
    router: Router,
    _end: watch::Sender<bool>,
}

/// What was answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
    }

    /// The cookie that the browser is given, as it sends it back.
    pub fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
    }
}

/// A desk around an application that is there already, with one agent.
pub struct Around {
    router: Router,
    _end: watch::Sender<bool>,
}

impl Around {
    pub async fn enter(&self) -> String {
        let form = format!("login=agent&password={}", PASSWORD.replace(' ', "+"));
        self.post("/entrar", "", &form).await.cookie()
    }

    pub async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path)
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, cookie)
            .body(Body::empty());
        asked(&self.router, request.expect("a request")).await
    }

    pub async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        asked(&self.router, form_of(path, cookie, form)).await
    }
}

async fn asked(router: &Router, request: Request<Body>) -> Answer {
    let answer = router.clone().oneshot(request).await.expect("a router never fails");
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, 1 << 24).await.expect("a short body");
    let body = String::from_utf8_lossy(&body).into_owned();
    Answer { status: parts.status, headers: parts.headers, body }
}

async fn hires(app: &TestApp, role: Role) {
    let draft = Draft {
        name: format!("Pessoa {}", role.as_str()),
        role,
        creditors: Scope::All,
        sectors: Scope::All,
    };
    let made = (role.as_str(), draft);
    let added = manage::add_with(app.app(), CONSOLE, made, Some(PASSWORD)).await;
    added.expect("the database answers").expect("a good person");
}

impl Desk {
    /// The desk of an application that is there already; its agent signs in by the role's code.
    pub async fn around(app: &TestApp, router: Router, end: watch::Sender<bool>) -> Around {
        hires(app, Role::Agent).await;
        Around { router, _end: end }
    }

    pub async fn open() -> Self {
        Self::with(Access::default()).await
    }

    pub async fn with(access: Access) -> Self {
        let app = TestApp::start().await;
        publish::start(app.app()).await.expect("a release serves");
        for role in Role::ALL {
            hires(&app, role).await;
        }
        let (end, ended) = watch::channel(false);
        let site = Site::new(app.app().clone(), ended).with_desk(access).paying(PAYING);
        let router = router(site);
        Self { app, router, _end: end }
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        asked(&self.router, request).await
    }

    pub async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path)
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, cookie)
            .body(Body::empty());
        self.ask(request.expect("a request")).await
    }

    pub async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        self.ask(form_of(path, cookie, form)).await
    }

    async fn try_in(&self, login: &str, password: &str) -> Answer {
        let form = format!("login={login}&password={}", password.replace(' ', "+"));
        self.post("/entrar", "", &form).await
    }

    /// Signs somebody in; answers their cookie.
    pub async fn enter(&self, role: Role) -> String {
        let answer = self.try_in(role.as_str(), PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer.cookie()
    }

    async fn actions(&self) -> Vec<String> {
        let rows = audit::after(self.app.db(), 0).await.expect("rows");
        rows.into_iter().map(|row| row.action).collect()
    }
}

fn form_of(path: &str, cookie: &str, form: &str) -> Request<Body> {
    let request = Request::post(path)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie)
        .body(Body::from(form.to_owned()));
    request.expect("a request")
}

#[tokio::test]
async fn a_password_lets_in_and_its_end_leads_out() {
    let desk = Desk::open().await;

    let out = desk.get("/preferencias?x=1", "").await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    assert_eq!(out.header("location"), "/entrar?next=/preferencias%3Fx%3D1");

    let cookie = desk.enter(Role::Agent).await;
    let page = desk.get("/preferencias", &cookie).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("Pessoa agent") && page.body.contains("Atendente"));

    let left = desk.post("/sair", &cookie, "").await;
    assert!(left.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(desk.get("/preferencias", &cookie).await.status, StatusCode::SEE_OTHER);
    assert!(desk.actions().await.ends_with(&["sign-in".to_owned(), "session-end".to_owned()]));
}

#[tokio::test]
async fn the_cookie_is_for_no_script_and_no_other_site() {
    let plain = Desk::open().await;
    let answer = plain.try_in("agent", PASSWORD).await;
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.starts_with("combinado=") && cookie.contains("HttpOnly"), "{cookie}");
    assert!(cookie.contains("SameSite=Lax") && !cookie.contains("Secure"), "{cookie}");
    assert_eq!(answer.cookie().len(), "combinado=".len() + 64);

    let access = Access { is_encrypted: true, ..Access::default() };
    let encrypted = Desk::with(access).await;
    let answer = encrypted.try_in("agent", PASSWORD).await;
    let cookie = answer.header("set-cookie").to_owned();
    for part in ["__Host-combinado=", "; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_login_are_told_alike() {
    let desk = Desk::open().await;

    let wrong = desk.try_in("agent", "not it at all").await;
    let unknown = desk.try_in("nobody", "not it at all").await;

    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.body.replace("agent", "nobody"), unknown.body);
    assert!(wrong.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn too_many_tries_wait_and_even_the_right_password_does() {
    let desk = Desk::open().await;
    for _ in 0..5 {
        assert_eq!(desk.try_in("agent", "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    let locked = desk.try_in("agent", PASSWORD).await;
    assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(locked.body.contains("10:00:30"), "{}", locked.body);
    // Somebody else is not kept out, and who waits is let in.
    desk.enter(Role::Supervisor).await;
    desk.app.clock.pass(TimeDelta::seconds(31));
    desk.enter(Role::Agent).await;
    assert_eq!(desk.try_in("agent", "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_address_that_tries_many_logins_waits_too() {
    let desk = Desk::open().await;
    let from = |number: u32| {
        let mut request = form_of("/entrar", "", &format!("login=someone{number}&password=x"));
        request.extensions_mut().insert(Peer("203.0.113.7:4000".parse().expect("an address")));
        request
    };

    let mut last = StatusCode::OK;
    for number in 0..41 {
        last = desk.ask(from(number)).await.status;
    }

    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    desk.enter(Role::Agent).await;
}

#[tokio::test]
async fn a_session_ends_by_idling_and_by_its_age() {
    let rules =
        Rules { idle: TimeDelta::hours(1), longest: TimeDelta::hours(3), ..Rules::default() };
    let desk = Desk::with(Access { rules, ..Access::default() }).await;
    let (idle, busy) = (desk.enter(Role::Agent).await, desk.enter(Role::Supervisor).await);

    for _ in 0..4 {
        desk.app.clock.pass(TimeDelta::minutes(40));
        assert_eq!(desk.get("/preferencias", &busy).await.status, StatusCode::OK);
    }
    assert_eq!(desk.get("/preferencias", &idle).await.status, StatusCode::SEE_OTHER);
    desk.app.clock.pass(TimeDelta::minutes(40));
    assert_eq!(desk.get("/preferencias", &busy).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_log_of_what_people_did_holds_together() {
    let desk = Desk::open().await;
    desk.enter(Role::Agent).await;
    desk.try_in("agent", "wrong").await;

    let Verdict::Whole(head) = audit::verify(desk.app.db()).await.expect("read") else {
        panic!("the chain is broken");
    };

    let actions = desk.actions().await;
    assert_eq!(usize::try_from(head.number), Ok(actions.len()));
    assert!(actions.ends_with(&["sign-in".to_owned(), "sign-in-refused".to_owned()]));
}

/// Every address of the desk, how it is asked, and who may ask; a new one needs a row here.
///
/// Who may is answered with anything but a refusal; whether there is such a thing is another matter.
const ROUTES: &[(&str, &str, &[Role])] = &[
    ("get", "/mesa", &Role::ALL),
    ("get", "/preferencias", &Role::ALL),
    ("post", "/preferencias", &Role::ALL),
    ("post", "/preferencias/senha", &Role::ALL),
    ("post", "/preferencias/sessoes", &Role::ALL),
    ("post", "/preferencias/segundo-fator", &Role::ALL),
    ("get", "/papeis", &Role::ALL),
    ("get", "/usuarios", &[Role::Admin]),
    ("post", "/usuarios", &[Role::Admin]),
    ("get", "/usuarios/{id}", &[Role::Admin]),
    ("post", "/usuarios/{id}", &[Role::Admin]),
    ("post", "/usuarios/{id}/acesso", &[Role::Admin]),
    ("get", "/auditoria", &[Role::Admin, Role::Auditor]),
    ("get", "/auditoria/registro.csv", &[Role::Auditor]),
    ("get", "/ao-vivo", WATCHERS),
    ("get", "/ao-vivo/painel", WATCHERS),
    ("post", "/ao-vivo/agir", &[Role::Supervisor]),
    ("get", "/ao-vivo/avisos", WATCHERS),
    ("post", "/ao-vivo/avisos", &[Role::Supervisor, Role::Admin]),
    ("get", "/quadro", WATCHERS),
    ("get", "/relatorios", WATCHERS),
    ("get", "/relatorios/csv/{table}", &[Role::Supervisor, Role::Auditor]),
    ("get", "/ajustes", WATCHERS),
    ("post", "/ajustes/rascunhos", &[Role::Supervisor, Role::Admin]),
    ("get", "/ajustes/rascunhos/{id}", WATCHERS),
    ("post", "/ajustes/rascunhos/{id}/pedir", &[Role::Supervisor, Role::Admin]),
    ("post", "/ajustes/rascunhos/{id}/aprovar", &[Role::Admin]),
    ("post", "/ajustes/rascunhos/{id}/devolver", &[Role::Admin]),
    ("post", "/ajustes/rascunhos/{id}/publicar", &[Role::Admin]),
    ("post", "/ajustes/rascunhos/{id}/descartar", &[Role::Supervisor, Role::Admin]),
    ("post", "/ajustes/rascunhos/{id}/trazer", &[Role::Supervisor, Role::Admin]),
    ("get", "/ajustes/rascunhos/{id}/arquivo", WATCHERS),
    ("post", "/ajustes/rascunhos/{id}/arquivo", &[Role::Supervisor, Role::Admin]),
    ("post", "/ajustes/rascunhos/{id}/conferir", WATCHERS),
    ("get", "/ajustes/rascunhos/{id}/testar", WATCHERS),
    ("get", "/ajustes/entendimento", WATCHERS),
    ("post", "/ajustes/entendimento", &[Role::Supervisor, Role::Admin]),
    ("get", "/ajustes/politica", WATCHERS),
    ("post", "/ajustes/politica", &[Role::Admin]),
    ("post", "/ajustes/politica/faixas", &[Role::Admin]),
    ("get", "/ajustes/politica/impacto", WATCHERS),
    ("post", "/ajustes/politica/impacto", WATCHERS),
    ("get", "/ajustes/textos", WATCHERS),
    ("get", "/ajustes/textos/um", WATCHERS),
    ("post", "/ajustes/textos/um", &[Role::Supervisor, Role::Admin]),
    ("post", "/ajustes/textos/ver", &[Role::Supervisor, Role::Admin]),
    ("get", "/ajustes/versoes", WATCHERS),
    ("get", "/ajustes/versoes/{number}", WATCHERS),
    ("post", "/ajustes/versoes/{number}/voltar", &[Role::Admin]),
    ("get", "/ajustes/simular", WATCHERS),
    ("post", "/ajustes/simular", WATCHERS),
    ("post", "/ajustes/simular/teste", WATCHERS),
    ("get", "/ajustes/verificacoes", WATCHERS),
    ("post", "/ajustes/simular/guardar", &[Role::Supervisor, Role::Admin]),
    ("get", "/ajustes/idiomas", WATCHERS),
    ("post", "/ajustes/idiomas", &[Role::Supervisor, Role::Admin]),
    ("get", "/ajustes/testes", WATCHERS),
    ("post", "/ajustes/testes/aceitar", &[Role::Supervisor, Role::Admin]),
    ("get", "/ajustes/erros", WATCHERS),
    ("post", "/ajustes/erros/de-novo", &[Role::Supervisor, Role::Admin]),
    ("post", "/ajustes/erros/ler", &[Role::Supervisor, Role::Admin]),
    ("get", "/ajustes/experimentos", WATCHERS),
    ("get", "/ajustes/experimentos/novo", &[Role::Supervisor, Role::Admin]),
    ("post", "/ajustes/experimentos/novo", &[Role::Supervisor, Role::Admin]),
    ("get", "/ajustes/experimentos/{name}", WATCHERS),
    ("post", "/ajustes/experimentos/{name}/parar", &[Role::Admin]),
    ("post", "/ajustes/experimentos/{name}/encerrar", &[Role::Supervisor, Role::Admin]),
    ("post", "/ajustes/experimentos/{name}/mudar", &[Role::Supervisor, Role::Admin]),
    ("post", "/ajustes/experimentos/{name}/jeitos", &[Role::Supervisor, Role::Admin]),
    ("post", "/ajustes/experimentos/{name}/plano", &[Role::Supervisor, Role::Admin]),
    ("post", "/ajustes/experimentos/{name}/tirar", &[Role::Supervisor, Role::Admin]),
    ("post", "/ajustes/experimentos/{name}/{arm}/tirar", &[Role::Supervisor, Role::Admin]),
    ("post", "/ajustes/experimentos/{name}/{arm}/textos", &[Role::Supervisor, Role::Admin]),
    ("get", "/ajustes/fluxos", WATCHERS),
    ("get", "/ajustes/fluxos/{flow}", WATCHERS),
    ("get", "/ajustes/fluxos/{flow}/{step}", WATCHERS),
    ("get", "/ajustes/fluxos/{flow}/{step}/mudar", WATCHERS),
    ("post", "/ajustes/fluxos/{flow}/{step}/mudar", &[Role::Supervisor, Role::Admin]),
    ("get", "/qualidade", &Role::ALL),
    ("get", "/qualidade/{creditor}/{case}", &Role::ALL),
    ("post", "/qualidade/{creditor}/{case}", &[Role::Supervisor]),
    ("post", "/qualidade/{creditor}/{case}/contestar", &Role::ALL),
    ("post", "/qualidade/{creditor}/{case}/decidir", &[Role::Supervisor]),
    ("get", "/aprovacoes", &[Role::Supervisor]),
    ("get", "/aprovacoes/{creditor}/{id}", &[Role::Supervisor]),
    ("post", "/aprovacoes/{creditor}/{id}/decidir", &[Role::Supervisor]),
    ("get", "/conversas", &Role::ALL),
    ("get", "/conversas/busca", &Role::ALL),
    ("get", "/conversas/linhas", &Role::ALL),
    ("post", "/conversas/visoes", &Role::ALL),
    ("post", "/conversas/visoes/apagar", &Role::ALL),
    ("get", "/conversas/{creditor}/{id}", &Role::ALL),
    ("get", "/conversas/{creditor}/{id}/arquivo/{file}", &Role::ALL),
    ("post", "/conversas/{creditor}/{id}/arquivo", &[Role::Agent, Role::Supervisor]),
    ("get", "/conversas/{creditor}/{id}/cliente", &Role::ALL),
    ("get", "/conversas/{creditor}/{id}/contexto", &Role::ALL),
    ("get", "/conversas/{creditor}/{id}/divida", &Role::ALL),
    ("get", "/conversas/{creditor}/{id}/divida/pix.svg", &Role::ALL),
    ("get", "/conversas/{creditor}/{id}/divida/simular", &Role::ALL),
    ("get", "/conversas/{creditor}/{id}/novas", &Role::ALL),
    ("get", "/conversas/{creditor}/{id}/encerrar", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/assumir", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/devolver", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/encerrar", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/cancelar", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/modelo", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/rascunho", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/repetir", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/nota", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/proposta", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/proposta/retirar", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/responder", &[Role::Agent, Role::Supervisor]),
    ("get", "/conversas/{creditor}/{id}/transferir", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/transferir", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/adiar", &[Role::Agent, Role::Supervisor]),
    ("post", "/conversas/{creditor}/{id}/retomar", &[Role::Agent, Role::Supervisor]),
    (
        "post",
        "/conversas/{creditor}/{id}/cliente/documento",
        &[Role::Agent, Role::Supervisor, Role::Auditor],
    ),
];

/// Who watches over the desk.
const WATCHERS: &[Role] = &[Role::Supervisor, Role::Admin, Role::Auditor];

/// Addresses by which one gets in or out, open to who is not in.
const DOORS: [&str; 8] = [
    "/mesa",
    "/entrar",
    "/entrar/codigo",
    "/entrar/segundo-fator",
    "/entrar/sso",
    "/entrar/sso/volta",
    "/sair",
    "/senha/{token}",
];

/// The stream of events, whose answer does not end.
const STREAM: &str = "/eventos";

/// Fields that fit every form, so that a refusal is one of who asks and not of what.
const FORM: &str = "login=x&name=Y&role=agent&do=sessions&theme=dark&old=a&new=b&again=c&code=1";

/// An address with something that is nowhere in each of its places.
fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { "0" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

fn routes_of_the_sources() -> Vec<String> {
    let files = crate::sources::files();
    let rooms = ["web/desk/", "web/tuning/"];
    let of_the_desk =
        files.iter().filter(|file| rooms.iter().any(|room| file.path.starts_with(room)));
    let paths = of_the_desk.flat_map(|file| {
        let named = file.text.split(".route(").skip(1);
        named.filter_map(|rest| rest.trim_start().split('"').nth(1).map(str::to_owned))
    });
    paths.filter(|path| path.starts_with('/')).collect()
}

#[tokio::test]
async fn every_address_is_open_to_the_roles_of_its_row_and_to_nobody_else() {
    let named = routes_of_the_sources();
    assert!(named.len() > 12, "{named:?}");
    for path in &named {
        let is_known = DOORS.contains(&path.as_str())
            || path == STREAM
            || ROUTES.iter().any(|row| row.1 == path);
        assert!(is_known, "{path} has no row in ROUTES");
    }
    let desk = Desk::open().await;
    for role in Role::ALL {
        for (method, path, may) in ROUTES {
            // A new session each time: some of them end it.
            let cookie = desk.enter(role).await;
            let path = filled(path);
            let answer = match *method {
                "get" => desk.get(&path, &cookie).await,
                _ => desk.post(&path, &cookie, FORM).await,
            };
            let status = answer.status.as_u16();
            let told = format!("{role:?} {method} {path}: {status}");
            if may.contains(&role) {
                assert!(!matches!(status, 401 | 403 | 405 | 500), "{told}");
            } else {
                // Of what is nowhere, and of a form that makes no sense, that is told first.
                let is_nowhere = path.contains("/0") && matches!(status, 404 | 422);
                assert!(status == 403 || is_nowhere, "{told}");
            }
        }
    }
    for (method, path, _) in ROUTES.iter().filter(|row| !DOORS.contains(&row.1)) {
        let path = filled(path);
        if *method == "get" {
            let answer = desk.get(&path, "").await;
            assert!(answer.header("location").starts_with("/entrar?next="), "{path}");
        } else {
            assert_eq!(desk.post(&path, "", FORM).await.status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
    let streamed = desk.get(STREAM, "").await;
    assert!(matches!(streamed.status.as_u16(), 303 | 401), "{}", streamed.status);
    assert!(desk.actions().await.contains(&"refused".to_owned()));
}

/// The code of an app whose secret stands on a page, at the desk's time.
fn code_now(desk: &Desk, secret: &str) -> String {
    let bytes = totp::from_base32(&secret.replace(' ', ""));
    totp::code(&bytes, desk.app.clock.now().timestamp() / 30)
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split_once(after).expect("its end").0
}

#[tokio::test]
async fn a_role_that_needs_a_second_factor_gets_nowhere_without_and_no_code_is_good_twice() {
    let rules = Rules { second: vec![Role::Admin], ..Rules::default() };
    let desk = Desk::with(Access { rules, ..Access::default() }).await;

    let first = desk.try_in("admin", PASSWORD).await;
    assert!(first.header("location").starts_with("/entrar/segundo-fator"));
    let asked = first.cookie();
    assert!(desk.get("/usuarios", &asked).await.header("location").contains("segundo-fator"));
    assert_eq!(desk.post("/usuarios", &asked, FORM).await.status, StatusCode::UNAUTHORIZED);
    let page = desk.get("/entrar/segundo-fator", &asked).await;
    let secret = between(&page.body, "<code>", "</code>").to_owned();
    let wrong = desk.post("/entrar/segundo-fator", &asked, "code=000000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = code_now(&desk, &secret);
    let set_up = desk.post("/entrar/segundo-fator", &asked, &format!("code={code}")).await;
    assert_eq!(set_up.status, StatusCode::OK, "{}", set_up.body);
    assert_eq!(desk.get("/usuarios", &set_up.cookie()).await.status, StatusCode::OK);
    assert_eq!(desk.get("/usuarios", &asked).await.status, StatusCode::SEE_OTHER);

    // The same code again, in its time: not for the next sign-in.
    let second = desk.try_in("admin", PASSWORD).await;
    assert!(second.header("location").starts_with("/entrar/codigo"));
    let cookie = second.cookie();
    assert!(desk.get("/usuarios", &cookie).await.header("location").contains("codigo"));
    let again = desk.post("/entrar/codigo", &cookie, &format!("code={code}")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    desk.app.clock.pass(TimeDelta::seconds(30));
    let code = code_now(&desk, &secret);
    let form = format!("code={code}");
    let (one, other) = tokio::join!(
        desk.post("/entrar/codigo", &cookie, &form),
        desk.post("/entrar/codigo", &cookie, &form)
    );
    let let_in =
        [one.status, other.status].iter().filter(|it| **it == StatusCode::SEE_OTHER).count();
    let got = [&one, &other].into_iter().filter(|it| it.cookie().len() > 60).count();
    assert!((1..=2).contains(&let_in) && got == 1, "{} {}", one.status, other.status);

    // Each code for the day on which the app is lost is good once.
    let spare = between(&set_up.body, "<li>", "</li>").to_lowercase();
    for (expected, _) in [(StatusCode::SEE_OTHER, 1), (StatusCode::UNPROCESSABLE_ENTITY, 2)] {
        let cookie = desk.try_in("admin", PASSWORD).await.cookie();
        let answer = desk.post("/entrar/codigo", &cookie, &format!("code={spare}")).await;
        assert_eq!(answer.status, expected);
    }
    // Codes are not guessed: after a few no more is looked at.
    let cookie = desk.try_in("admin", PASSWORD).await.cookie();
    let mut last = StatusCode::OK;
    for number in 0..6 {
        last = desk.post("/entrar/codigo", &cookie, &format!("code=00000{number}")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_form_of_an_ended_session_is_kept_through_the_sign_in() {
    let desk = Desk::open().await;
    let form = "name=Ol%C3%A1+%3Cb%3E+pessoa&role=agent&password=segredo";

    let out = desk.post("/usuarios", "combinado=none", form).await;
    assert_eq!(out.status, StatusCode::UNAUTHORIZED);
    assert!(!out.body.contains("segredo"));
    let kept = between(&out.body, "name=\"kept\" value=\"", "\"");
    assert!(!kept.contains('<'), "{kept}");
    let plain = kept.replace("&#34;", "\"").replace("&quot;", "\"").replace("&#60;", "<");
    let plain = plain.replace("&#62;", ">").replace("&lt;", "<").replace("&gt;", ">");
    let escaped: String =
        plain.bytes().flat_map(|byte| ['%'.to_string(), format!("{byte:02X}")]).collect();
    let form = format!("login=admin&password={}&kept={escaped}", PASSWORD.replace(' ', "+"));
    let back = desk.post("/entrar", "", &form).await;

    assert_eq!(back.status, StatusCode::OK, "{}", back.body);
    assert!(back.cookie().len() > 60);
    assert!(back.body.contains("action=\"/usuarios\""), "{}", back.body);
    assert!(back.body.contains("Olá") && !back.body.contains("<b>"), "{}", back.body);
    assert_eq!(desk.app.count("select count(*) from person").await, 4);
    // Nobody plants a form for elsewhere.
    let planted =
        form.replace(&escaped, "%7B%22path%22%3A%22%2F%2Fevil%22%2C%22fields%22%3A%5B%5D%7D");
    assert_eq!(desk.post("/entrar", "", &planted).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn another_sites_form_is_refused() {
    let desk = Desk::open().await;
    let cookie = desk.enter(Role::Admin).await;
    let mut foreign = form_of("/usuarios", &cookie, "login=mallory&name=Mallory&role=admin");
    foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().expect("a value"));
    let mut other = form_of("/usuarios", &cookie, "login=mallory&name=Mallory&role=admin");
    other.headers_mut().insert("origin", "https://evil.example".parse().expect("a value"));
    other.headers_mut().insert("host", "desk.example".parse().expect("a value"));

    assert_eq!(desk.ask(foreign).await.status, StatusCode::FORBIDDEN);
    assert_eq!(desk.ask(other).await.status, StatusCode::FORBIDDEN);
    assert_eq!(desk.app.count("select count(*) from person").await, 4);
    let page = desk.get("/usuarios", &cookie).await;
    let content = page.header("content-security-policy");
    assert!(content.contains("script-src 'self'") && !content.contains("unsafe"), "{content}");
    assert_eq!(page.header("cache-control"), "no-store");
}

#[tokio::test]
async fn who_is_let_out_or_loses_a_role_is_so_with_the_next_request() {
    let desk = Desk::open().await;
    let (admin, agent) = (desk.enter(Role::Admin).await, desk.enter(Role::Auditor).await);
    assert_eq!(desk.get("/auditoria", &agent).await.status, StatusCode::OK);
    let found = manage::by_login(desk.app.app(), "auditor").await.expect("read").expect("there");
    let path = format!("/usuarios/{}", found.who.id);

    let changed = desk.post(&path, &admin, "name=Outra+Pessoa&role=agent").await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    assert_eq!(desk.get("/auditoria", &agent).await.status, StatusCode::FORBIDDEN);
    assert_eq!(desk.get("/papeis", &agent).await.status, StatusCode::OK);
    desk.post(&format!("{path}/acesso"), &admin, "do=disable").await;
    assert_eq!(desk.get("/papeis", &agent).await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.try_in("auditor", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);

    // The last admin stays one.
    let own = manage::by_login(desk.app.app(), "admin").await.expect("read").expect("there");
    let own = format!("/usuarios/{}", own.who.id);
    let refused = desk.post(&own, &admin, "name=Sem+Papel&role=agent").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = desk.post(&format!("{own}/acesso"), &admin, "do=disable").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn somebody_new_chooses_a_password_by_a_link_that_is_good_once() {
    let desk = Desk::open().await;
    let admin = desk.enter(Role::Admin).await;
    let made =
        desk.post("/usuarios", &admin, "login=Nova.Pessoa&name=Nova+Pessoa&role=agent").await;
    let path = made.header("location").split('?').next().expect("a path").to_owned();
    let linked = desk.post(&format!("{path}/acesso"), &admin, "do=link").await;
    let link = between(&linked.body, "<code>http://", "</code>");
    let link = format!("/senha/{}", link.rsplit('/').next().expect("a token"));

    assert!(desk.get(&link, "").await.body.contains("nova.pessoa"));
    let weak = desk.post(&link, "", "new=curta&again=curta").await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = "new=trem+vela+cogumelo&again=trem+vela+cogumelo";
    assert_eq!(desk.post(&link, "", form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.post(&link, "", form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        desk.try_in("nova.pessoa", "trem vela cogumelo").await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn own_sessions_are_listed_and_end_where_the_others_do_not() {
    let desk = Desk::open().await;
    let (one, other) = (desk.enter(Role::Agent).await, desk.enter(Role::Agent).await);
    let stranger = desk.enter(Role::Supervisor).await;
    let page = desk.get("/preferencias", &one).await;
    let id = between(&page.body, "name=\"session\" value=\"", "\"").to_owned();

    desk.post("/preferencias/sessoes", &stranger, &format!("session={id}")).await;
    assert_eq!(desk.get("/papeis", &other).await.status, StatusCode::OK);
    desk.post("/preferencias/sessoes", &one, &format!("session={id}")).await;
    assert_eq!(desk.get("/papeis", &other).await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.get("/papeis", &one).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_log_is_filtered_and_taking_it_out_is_a_line_of_it() {
    let desk = Desk::open().await;
    let auditor = desk.enter(Role::Auditor).await;
    desk.enter(Role::Agent).await;

    let page = desk.get("/auditoria?action=sign-in", &auditor).await;
    assert!(page.body.contains("Pessoa agent") && page.body.contains("Entrou"), "{}", page.body);
    assert!(!page.body.contains("<td>Criou"), "{}", page.body);
    let none = desk.get("/auditoria?from=2030-01-01", &auditor).await;
    assert!(none.body.contains("Nada registrado"));
    let csv = desk.get("/auditoria/registro.csv?action=sign-in", &auditor).await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(csv.body.lines().count(), 3, "{}", csv.body);
    assert_eq!(desk.actions().await.last().map(String::as_str), Some("export"));
}

/// Changes the log in a way that nothing of ours does, and tells where the chain breaks.
async fn broken_by(change: &'static str) -> Verdict {
    let desk = Desk::open().await;
    desk.enter(Role::Agent).await;
    let free = [
        ("drop trigger audit_stands", "drop trigger audit_stands on audit"),
        ("drop trigger audit_stays", "drop trigger audit_stays on audit"),
    ];
    desk.app
        .db()
        .write(move |tx| {
            Box::pin(async move {
                for (lite, pg) in free {
                    tx.sql2(lite, pg).run(&mut *tx).await?;
                }
                for part in change.split(';') {
                    tx.sql(part).run(&mut *tx).await?;
                }
                Ok::<_, combinado::store::Error>(())
            })
        })
        .await
        .expect("changed");
    audit::verify(desk.app.db()).await.expect("read")
}

#[tokio::test]
async fn an_edited_a_removed_and_a_swapped_row_are_found() {
    let edited = "update audit set detail = 'role=agent' where number = 3";
    assert_eq!(broken_by(edited).await, Verdict::Broken(3));
    assert_eq!(broken_by("delete from audit where number = 4").await, Verdict::Broken(4));
    let last = "delete from audit where number = (select max(number) from audit)";
    assert!(matches!(broken_by(last).await, Verdict::Broken(_)));
    let swapped = "update audit set number = -1 where number = 2;\
        update audit set number = 2 where number = 3;update audit set number = 3 where number = -1";
    assert_eq!(broken_by(swapped).await, Verdict::Broken(2));
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_the_log() {
    let desk = Desk::open().await;
    for change in ["update audit set who = 'x'", "delete from audit"] {
        let done = desk
            .app
            .db()
            .write(move |tx| Box::pin(async move { tx.sql(change).run(tx).await }))
            .await;
        assert!(done.is_err(), "{change}");
    }
    assert!(matches!(audit::verify(desk.app.db()).await, Ok(Verdict::Whole(_))));
}

#[tokio::test]
async fn many_who_write_at_once_make_one_chain() {
    let desk = Desk::open().await;
    let before = desk.actions().await.len();
    let writes = (0..60).map(|number| {
        let db = desk.app.db().clone();
        let at = desk.app.clock.now();
        async move {
            let entry = Entry {
                at,
                who: CONSOLE.to_owned(),
                action: "test".to_owned(),
                creditor: None,
                subject: number.to_string(),
                detail: String::new(),
            };
            db.write(move |tx| {
                Box::pin(async move {
                    audit::add(tx, &entry);
                    audit::add(tx, &entry);
                    // Every third is taken back, with its lines.
                    if number % 3 == 0 {
                        return Err(combinado::store::Error::missing("it"));
                    }
                    Ok(())
                })
            })
            .await
            .is_ok()
        }
    });

    let done = futures_util::future::join_all(writes).await.into_iter().filter(|it| *it).count();

    assert_eq!(done, 40);
    assert_eq!(desk.actions().await.len(), before + 80);
    assert!(matches!(audit::verify(desk.app.db()).await, Ok(Verdict::Whole(_))));
}

#[tokio::test]
async fn the_secret_of_an_authenticator_stands_sealed_and_still_lets_in() {
    let sealed =
        || Rules { seal: Seal::new("a key of the settings, long enough"), ..Rules::default() };
    let desk = Desk::with(Access { rules: sealed(), ..Access::default() }).await;
    let cookie = desk.enter(Role::Agent).await;

    let page = desk.get("/entrar/segundo-fator?next=/preferencias", &cookie).await;
    let secret = between(&page.body, "<code>", "</code>").to_owned();
    let code = code_now(&desk, &secret);
    let done = desk.post("/entrar/segundo-fator", &cookie, &format!("code={code}")).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);

    let plain = secret.replace(' ', "");
    let kept = "select count(*) from person where totp like 'sealed1:%'";
    assert_eq!(desk.app.count(kept).await, 1);
    let all: Vec<(Option<String>,)> =
        desk.app.db().sql("select totp from person").all(desk.app.db()).await.expect("rows");
    assert!(all.iter().flat_map(|(it,)| it).all(|it| !it.contains(&plain)));
    desk.app.clock.pass(TimeDelta::seconds(60));
    let asked = desk.try_in("agent", PASSWORD).await;
    let code = code_now(&desk, &secret);
    let passed = desk.post("/entrar/codigo", &asked.cookie(), &format!("code={code}")).await;
    assert_eq!(passed.status, StatusCode::SEE_OTHER, "{}", passed.body);
}

#[tokio::test]
async fn what_stood_readable_before_there_was_a_key_is_sealed_by_a_start_with_one() {
    let desk = Desk::open().await;
    let cookie = desk.enter(Role::Agent).await;
    desk.get("/entrar/segundo-fator?next=/preferencias", &cookie).await;
    let readable =
        "select count(*) from person where totp is not null and totp not like 'sealed1:%'";
    assert_eq!(desk.app.count(readable).await, 1);

    let rules = Rules { seal: Seal::new("a key of the settings, long enough"), ..Rules::default() };
    let sealed = combinado::app::people::second::seal_all;

    assert_eq!(sealed(desk.app.app(), &rules).await.expect("sealed"), 1);
    assert_eq!(sealed(desk.app.app(), &rules).await.expect("nothing left"), 0);
    assert_eq!(desk.app.count(readable).await, 0);
}
