//! Who gets into the desk, who does not, and what is written down about it.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use chrono::TimeDelta;
use combinado::app::people::manage::{self, Draft};
use combinado::app::people::{CONSOLE, Rules};
use combinado::domain::access::{Role, Scope};
use combinado::store::audit::{self, Verdict};
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
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
    }

    /// The cookie that the browser is given, as it sends it back.
    fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
    }
}

impl Desk {
    pub async fn open() -> Self {
        Self::with(Access::default()).await
    }

    async fn with(access: Access) -> Self {
        let app = TestApp::start().await;
        for role in Role::ALL {
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
        let (end, ended) = watch::channel(false);
        let router = router(Site::new(app.app().clone(), ended).with_desk(access));
        Self { app, router, _end: end }
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let answer = self.router.clone().oneshot(request).await.expect("a router never fails");
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, 1 << 22).await.expect("a short body");
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
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
