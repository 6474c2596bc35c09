//! The desk in this process, on a port, with a browser before it and a hand on the wire between.
//!
//! Its time is a Monday morning that runs on; the browser's is moved with it.

use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use combinado::app::people;
use combinado::channels::Delivery;
use combinado::clock::Clock;
use combinado::domain::channel::{Catalogue, Failure, Outgoing, Sent};
use combinado::jobs::{Simulator, runner};
use combinado::web::desk::Access;
use combinado::web::router::router;
use combinado::web::serve::serve;
use combinado::web::site::Site;
use fantoccini::wd::WebDriverCompatibleCommand;
use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use serde_json::{Value as Json, json};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower::ServiceExt;

use super::{PATIENCE, Screen, Visit};
use crate::support::{TestApp, monday, source};

/// What happens on the wire, as tests have it.
#[derive(Default)]
pub struct Wire {
    /// Posts that end in an error of the server, before anything is done.
    pub fails: AtomicU32,
    /// Posts whose answer gets lost, after all was done.
    pub loses: AtomicU32,
    /// Streams that are open.
    pub streams: AtomicI64,
    /// Replies that were posted.
    pub replies: AtomicU32,
    /// True while no stream gets through, and none that was open goes on.
    pub silent: watch::Sender<bool>,
    /// Messages that the channel refuses for good.
    pub refuses: AtomicU32,
    /// News of a conversation that were refused.
    pub refused: AtomicU32,
    /// Messages that the channel took.
    pub sent: AtomicU32,
}

/// A channel that refuses what it is told to.
struct Channel(Arc<Wire>, Simulator);

impl Delivery for Channel {
    fn is_repeatable(&self) -> bool {
        true
    }

    fn deliver<'a>(&'a self, outgoing: &'a Outgoing) -> BoxFuture<'a, Result<Sent, Failure>> {
        Box::pin(async move {
            if takes_one(&self.0.refuses) {
                return Err(Failure::Never { code: "131026".to_owned(), gone: false });
            }
            self.0.sent.fetch_add(1, Ordering::SeqCst);
            self.1.deliver(outgoing).await
        })
    }
}

/// One less, where there was one.
fn takes_one(count: &AtomicU32) -> bool {
    count.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok()
}

/// A stream that is counted while it lives.
struct Open(Arc<Wire>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.streams.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Stands between the browser and the desk.
async fn between(State(wire): State<Arc<Wire>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_post = request.method() == Method::POST;
    if path == "/eventos" {
        return stream(wire, request, next).await;
    }
    let is_reply = is_post && path.ends_with("/responder");
    if is_reply {
        wire.replies.fetch_add(1, Ordering::SeqCst);
        if takes_one(&wire.fails) {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    }
    let answer = next.run(request).await;
    if path.ends_with("/novas") && answer.status() == StatusCode::NOT_FOUND {
        wire.refused.fetch_add(1, Ordering::SeqCst);
    }
    if is_reply && takes_one(&wire.loses) {
        return StatusCode::GATEWAY_TIMEOUT.into_response();
    }
    answer
}

/// A stream that is cut when it is told so.
async fn stream(wire: Arc<Wire>, request: Request, next: Next) -> Response {
    let mut silent = wire.silent.subscribe();
    if *silent.borrow() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let answer = next.run(request).await;
    if answer.status() != StatusCode::OK {
        return answer;
    }
    wire.streams.fetch_add(1, Ordering::SeqCst);
    let open = Open(wire);
    let (parts, body) = answer.into_parts();
    let cut = async move {
        // Where the sender is gone nobody cuts any more.
        if silent.wait_for(|silent| *silent).await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let told = body.into_data_stream().take_until(Box::pin(cut)).map(move |told| {
        let _ = &open;
        told
    });
    Response::from_parts(parts, Body::from_stream(told))
}

/// A command of the browser's own protocol.
#[derive(Debug)]
struct Devtools(Json);

/// How an address may be wrong.
type Wrong = <reqwest::Url as std::str::FromStr>::Err;

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &reqwest::Url, session: Option<&str>) -> Result<reqwest::Url, Wrong> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &reqwest::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.0.to_string()))
    }
}

impl Visit {
    /// Asks the browser itself for something.
    pub async fn devtools(&self, command: &str, parameters: Json) -> Json {
        let command = Devtools(json!({ "cmd": command, "params": parameters }));
        self.page.issue_cmd(command).await.expect("the browser does it")
    }

    /// What the console was told that is an error, since the last time.
    pub async fn errors(&self) -> Vec<String> {
        let script = "return window.wrongs || []";
        let found = self.find(script).await;
        found
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|it| it.as_str().map(str::to_owned))
            .collect()
    }
}

/// A server that runs.
struct Serving {
    end: watch::Sender<bool>,
    pages: JoinHandle<()>,
    jobs: JoinHandle<()>,
}

/// The desk in this process, with a browser before it.
pub struct Stand {
    visit: Visit,
    pub app: TestApp,
    pub wire: Arc<Wire>,
    serving: RefCell<Option<Serving>>,
}

impl Deref for Stand {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.visit
    }
}

/// An application whose clock runs on from a Monday morning, with people and a portfolio.
async fn an_app(wire: &Arc<Wire>) -> TestApp {
    let clock = Clock::shifted();
    clock.pass(monday() - clock.now());
    let mut app = TestApp::start_at(clock).await;
    app.may_end_with_work_left();
    let templates = Catalogue::load(&source("locales/pt-BR/whatsapp.toml"));
    app.crew.app.templates = Arc::new(templates.expect("our templates are good"));
    for channel in ["web", "whatsapp", "telegram"] {
        let delivery = Channel(wire.clone(), app.simulator.clone());
        app.crew.deliveries.insert(channel.to_owned(), Arc::new(delivery));
    }
    people::demo::fill(app.app()).await.expect("people");
    app
}

impl Stand {
    /// Opens the desk over what a world was made of, and a browser before it.
    pub async fn over(app: TestApp, wire: Arc<Wire>, screen: Screen) -> Self {
        let (serving, port) = begin(&app, &wire, 0).await;
        let address = format!("http://127.0.0.1:{port}");
        let data = tempfile::tempdir().expect("a folder");
        let visit = Visit::at(address, (None, data), screen).await;
        let moved = (app.clock.now() - Clock::System.now()).num_milliseconds();
        let script = format!(
            "{{ const real = Date.now.bind(Date); Date.now = () => real() + {moved}; }}
             window.wrongs = [];
             addEventListener('error', (it) => window.wrongs.push(String(it.message || it.target)), true);
             addEventListener('unhandledrejection', (it) => window.wrongs.push(String(it.reason)));
             addEventListener('securitypolicyviolation', (it) =>
                window.wrongs.push(`policy: ${{it.violatedDirective}} ${{it.blockedURI}}`));"
        );
        let source = json!({ "source": script });
        visit.devtools("Page.addScriptToEvaluateOnNewDocument", source).await;
        Self { visit, app, wire, serving: RefCell::new(Some(serving)) }
    }

    /// A cookie of somebody who signed in just now.
    pub async fn cookie(&self, login: &str) -> String {
        let form = format!("login={login}&password={}", people::demo::PASSWORD);
        let answer = self.asks("POST", "/entrar", ("", &form)).await;
        let cookie = answer.headers().get(header::SET_COOKIE).expect("a cookie").to_str();
        cookie.expect("text").split(';').next().expect("a value").to_owned()
    }

    /// Signs somebody in, in the browser.
    pub async fn is(&self, login: &str) -> String {
        let kept = self.cookie(login).await;
        let (name, value) = kept.split_once('=').expect("a name");
        self.devtools("Network.clearBrowserCookies", json!({})).await;
        let cookie = json!({ "name": name, "value": value, "url": self.address, "httpOnly": true });
        self.devtools("Network.setCookie", cookie).await;
        kept
    }

    /// Asks as another browser would.
    pub async fn asks(&self, method: &str, path: &str, (cookie, form): (&str, &str)) -> Response {
        let (_end, ended) = watch::channel(false);
        let site = Site::new(self.app.app().clone(), ended);
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .expect("a request");
        router(site).oneshot(request).await.expect("a router never fails")
    }

    /// The same, with the whole answer.
    pub async fn told(&self, method: &str, path: &str, of: (&str, &str)) -> (StatusCode, String) {
        let (parts, body) = self.asks(method, path, of).await.into_parts();
        let body = to_bytes(body, 1 << 22).await.expect("a short body");
        (parts.status, String::from_utf8_lossy(&body).into_owned())
    }

    /// Ends the server as a deployment does.
    pub async fn stops(&self) {
        let serving = self.serving.borrow_mut().take().expect("it runs");
        serving.end.send_replace(true);
        serving.pages.await.expect("it ends");
        serving.jobs.await.expect("they end");
    }

    /// Starts the server again where it was.
    pub async fn starts(&self) {
        let port = self.address.rsplit(':').next().and_then(|it| it.parse().ok());
        let (serving, _) = begin(&self.app, &self.wire, port.expect("a port")).await;
        *self.serving.borrow_mut() = Some(serving);
    }

    /// Waits until something is so that no page shows.
    #[expect(clippy::disallowed_methods, reason = "a browser keeps its own time")]
    pub async fn comes_to(&self, what: &str, is: impl Fn() -> bool) {
        let begun = Instant::now();
        while !is() {
            assert!(begun.elapsed() < PATIENCE, "waited in vain for {what}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

async fn begin(app: &TestApp, wire: &Arc<Wire>, port: u16) -> (Serving, u16) {
    let listener = TcpListener::bind(("127.0.0.1", port)).await.expect("a port is free");
    let port = listener.local_addr().expect("an address").port();
    let (end, ended) = watch::channel(false);
    let access = Access { is_demo: true, ..Access::default() };
    let site = Site::new(app.app().clone(), ended.clone()).with_desk(access);
    let news = site.news.clone();
    let mut heard = app.simulator.listen();
    let pages: Router = router(site).layer(from_fn_with_state(wire.clone(), between));
    let meter = app.app().meter.clone();
    let mut asked = ended.clone();
    let pages = tokio::spawn(async move {
        let announce = tokio::spawn(async move {
            while heard.recv().await.is_ok() {
                news.send_modify(|count| *count += 1);
            }
        });
        serve(listener, pages, meter, async move {
            let _ = asked.wait_for(|asked| *asked).await;
        })
        .await;
        announce.abort();
    });
    let jobs = tokio::spawn(runner::run(app.crew.clone(), ended));
    (Serving { end, pages, jobs }, port)
}

/// Runs a test on a stand, where browsers are asked for.
#[expect(clippy::disallowed_methods, reason = "a test asks how it is run")]
pub fn stand_on<W>(
    screen: Screen,
    world: impl AsyncFnOnce(&TestApp) -> W,
    test: impl AsyncFnOnce(&Stand, W),
) {
    if std::env::var_os("COMBINADO_TEST_BROWSER").is_none() {
        eprintln!("not run: set COMBINADO_TEST_BROWSER=1 to test in Chromium");
        return;
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let wire = Arc::new(Wire::default());
        let app = an_app(&wire).await;
        let made = world(&app).await;
        let stand = Stand::over(app, wire, screen).await;
        let tested = async {
            test(&stand, made).await;
            stand.stops().await;
        };
        stand.ends(tested).await;
    });
}
