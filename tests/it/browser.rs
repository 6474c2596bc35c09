//! The pages as a person meets them, in headless Chromium at 360 pixels.
//!
//! Run with `COMBINADO_TEST_BROWSER=1`; without it each test says so and passes. A driver and a
//! demonstration of its own are started for each test and stopped with it. Pictures of what was
//! seen are left in `target/screenshots/`.

mod axe;
mod desk;
mod hostile;
mod keys;
mod live;
mod pages;
mod stand;
mod tuning;
mod world;
mod writing;

use std::cell::RefCell;
use std::io::{BufRead, BufReader};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder, Locator};
use futures_util::FutureExt;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value as Json, json};

/// How long anything on a page may take; machines under load are slow.
const PATIENCE: Duration = Duration::from_secs(20);

/// The customer that plays in most tests, whose CPF begins with [`DIGITS`].
const CHAT: &str = "/chat/aurora/A1001";
const DIGITS: &str = "123";

/// What a browser shows its pages on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// 360 pixels wide.
    Phone,
    /// 1280 pixels wide.
    Table,
    /// The same, where no script runs.
    Plain,
}

/// A process that ends with its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A browser before a server; dropping it stops its own.
pub struct Visit {
    page: Client,
    address: String,
    demo: RefCell<Option<Running>>,
    _driver: Running,
    data: tempfile::TempDir,
}

/// Starts a program and waits for the line that tells where it is.
fn start(command: &mut Command, tells: impl Fn(&str) -> Option<String>) -> (Running, String) {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut running = Running(child.expect("the program is installed"));
    let mut lines = BufReader::new(running.0.stdout.take().expect("it is piped")).lines();
    let told = lines.find_map(|line| tells(&line.ok()?)).expect("it tells where it is");
    // Whatever it says later must not block it.
    std::thread::spawn(move || lines.for_each(drop));
    (running, told)
}

/// Starts a demonstration on a port, or on any with 0; answers its address.
fn demo(data: &Path, port: &str) -> (Running, String) {
    let mut demo = Command::new(env!("CARGO_BIN_EXE_combinado"));
    demo.args(["demo", "--port", port, "--data"]).arg(data).current_dir(data);
    start(&mut demo, |line| {
        line.starts_with("http://").then(|| line.trim_end_matches('/').to_owned())
    })
}

impl Visit {
    async fn new(screen: Screen) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let (demo, address) = demo(data.path(), "0");
        Self::at(address, (Some(demo), data), screen).await
    }

    /// A browser before a server that is there already, or came with its folder.
    async fn at(
        address: String,
        (demo, data): (Option<Running>, tempfile::TempDir),
        screen: Screen,
    ) -> Self {
        let (driver, port) = start(Command::new("chromedriver").arg("--port=0"), |line| {
            let port = line.split_once("successfully on port ")?.1;
            Some(port.trim_end_matches('.').to_owned())
        });
        let profile = data.path().join("profile").display().to_string();
        let page = browser(&port, &profile, screen).await;
        Self { page, address, demo: RefCell::new(demo), _driver: driver, data }
    }

    /// Does what a test does, then ends the browser, however the test ended.
    async fn ends(&self, test: impl Future<Output = ()>) {
        let ended = AssertUnwindSafe(test).catch_unwind().await;
        let closed = self.page.clone().close().await;
        if let Err(panic) = ended {
            resume_unwind(panic);
        }
        closed.expect("the browser ends");
    }

    /// Kills the demonstration, as a crash would.
    fn stop_demo(&self) {
        let mut demo = self.demo.borrow_mut();
        let demo = demo.as_mut().expect("it has one");
        demo.0.kill().expect("it runs");
        demo.0.wait().expect("it ends");
    }

    async fn open(&self, path: &str) {
        self.page.goto(&format!("{}{path}", self.address)).await.expect("the page opens");
    }

    /// What a script finds on the page.
    async fn find(&self, script: &str) -> Json {
        self.page.execute(script, Vec::new()).await.expect("the script runs")
    }

    /// Waits until a script's answer is true.
    async fn until(&self, what: &str, script: &str) {
        self.until_within(PATIENCE, what, script).await;
    }

    /// Waits so long until a script's answer is true.
    #[expect(clippy::disallowed_methods, reason = "a browser keeps its own time")]
    async fn until_within(&self, patience: Duration, what: &str, script: &str) {
        let begun = Instant::now();
        while self.find(&format!("return Boolean({script})")).await != json!(true) {
            if begun.elapsed() > patience {
                self.picture("failed").await;
                panic!("waited in vain for {what}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Types into whatever has the focus; anew where that was drawn anew before it took anything.
    async fn keys(&self, keys: &str) {
        for _ in 0..20 {
            let focused = self.page.active_element().await.expect("something has the focus");
            match focused.send_keys(keys).await {
                Err(error) if error.is_stale_element_reference() => {}
                done => return done.expect("it takes keys"),
            }
        }
        panic!("what has the focus is drawn anew without end");
    }

    /// Says something by keyboard and waits for the bot's next message.
    async fn say(&self, text: &str) {
        let before = self.find("return document.querySelectorAll('.bot:not(.dots)').length").await;
        self.keys(&format!("{text}{}", '\u{e007}')).await;
        let script = format!("document.querySelectorAll('.bot:not(.dots)').length > {before}");
        self.until(&format!("an answer to {text:?}"), &script).await;
    }

    async fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
        std::fs::create_dir_all(&folder).expect("a folder");
        if let Ok(picture) = self.page.screenshot().await {
            std::fs::write(folder.join(format!("{name}.png")), picture).expect("a file");
        }
    }

    /// Fails where anything reaches beyond the screen's side.
    async fn fits(&self, what: &str) {
        let wide = self.find("return [document.documentElement.scrollWidth, innerWidth]").await;
        let [wide, screen] = [0, 1].map(|at| wide.get(at).and_then(Json::as_u64).expect("a width"));
        assert_eq!(screen, 360);
        assert!(wide <= screen, "{what} is {wide} pixels wide");
    }
}

async fn browser(port: &str, profile: &str, screen: Screen) -> Client {
    let flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900",
        &format!("--user-data-dir={profile}"),
    ];
    let options = match screen {
        Screen::Phone => json!({
            "args": flags,
            "mobileEmulation": { "deviceMetrics": { "width": 360, "height": 740, "pixelRatio": 1 } },
        }),
        Screen::Table => json!({ "args": flags }),
        Screen::Plain => json!({
            "args": flags,
            "prefs": { "profile.managed_default_content_settings.javascript": 2 },
        }),
    };
    let capabilities = json!({
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
        "unhandledPromptBehavior": "ignore",
    });
    let capabilities = capabilities.as_object().cloned().expect("an object");
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    builder.connect(&format!("http://127.0.0.1:{port}")).await.expect("the browser starts")
}

/// Runs a visit on a phone, where browsers are asked for.
fn visit(test: impl AsyncFnOnce(&Visit)) {
    visit_on(Screen::Phone, test);
}

/// Runs a visit on a screen, where browsers are asked for.
#[expect(clippy::disallowed_methods, reason = "a test asks how it is run")]
fn visit_on(screen: Screen, test: impl AsyncFnOnce(&Visit)) {
    if std::env::var_os("COMBINADO_TEST_BROWSER").is_none() {
        eprintln!("not run: set COMBINADO_TEST_BROWSER=1 to test in Chromium");
        return;
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let visit = Visit::new(screen).await;
        visit.ends(test(&visit)).await;
    });
}

/// From the first word to the Pix code.
async fn negotiate(visit: &Visit) {
    visit.open(CHAT).await;
    visit.say("oi").await;
    visit.say("sim").await;
    visit.say(DIGITS).await;
    visit.say("esqueci de pagar").await;
    visit.say("1").await;
    visit.keys(&format!("sim{}", '\u{e007}')).await;
    visit.until("the Pix code", "document.querySelector('.card textarea')").await;
}

#[test]
fn a_negotiation_goes_to_the_pix_code_by_keyboard_alone() {
    visit(async |visit| {
        negotiate(visit).await;

        let code = visit.find("return document.querySelector('.card textarea').value").await;
        let code = code.as_str().expect("a code");
        assert!(code.starts_with("000201") && code.contains("br.gov.bcb.pix"), "{code}");
        visit.until("the QR", "document.querySelector('.card img').naturalWidth > 0").await;
        visit.fits("a Pix card").await;
        visit.picture("pix").await;
    });
}

#[test]
fn options_are_buttons_reached_by_tab_and_by_digits() {
    visit(async |visit| {
        visit.open(CHAT).await;
        visit.say("oi").await;
        visit.picture("options").await;

        // Backwards from the field: the attach button, then the last option, then the one before.
        let (shift, tab, release) = ('\u{e008}', '\u{e004}', '\u{e000}');
        visit.keys(&format!("{shift}{tab}{tab}{tab}{release}")).await;
        let tag = visit.find("return document.activeElement.closest('.options') !== null").await;
        assert_eq!(tag, json!(true), "Tab reaches the options");
        let before = visit.find("return document.querySelectorAll('.customer').length").await;
        let option = visit.page.find(Locator::Css(".options button")).await.expect("an option");
        option.send_keys("1").await.expect("it takes keys");

        let script = format!("document.querySelectorAll('.customer').length > {before}");
        visit.until("the choice", &script).await;
        let said = visit
            .find("return [...document.querySelectorAll('.customer .said')].at(-1).textContent")
            .await;
        assert_eq!(said, json!("Sou eu"));
    });
}

#[test]
fn nothing_overflows_at_360_pixels() {
    visit(async |visit| {
        visit.open("/").await;
        visit.fits("the list").await;
        visit.picture("start").await;
        visit.open(CHAT).await;
        visit.fits("an empty chat").await;
        visit.say(&"palavra".repeat(120)).await;
        visit.fits("a chat with a long word").await;
    });
}

#[test]
fn hostile_texts_are_shown_and_do_nothing() {
    visit(async |visit| {
        let texts = [
            "<img src=x onerror=\"document.title='hacked'\"><script>alert(1)</script>",
            "{ $name } { -term } {\"{\"} <svg onload=alert(1)>",
            "'; drop table message; --",
            "\u{202e}abc\u{2066}def\u{200f} 😀 \u{1b}[2J",
        ];
        visit.open(CHAT).await;

        for text in texts {
            let script = "const box = document.getElementById('text'); \
                box.value = arguments[0]; box.dispatchEvent(new Event('input')); \
                document.getElementById('composer').requestSubmit();";
            visit.page.execute(script, vec![json!(text)]).await.expect("the script runs");
        }
        let arrived = "[...document.querySelectorAll('.customer time')]\
            .filter(it => /h/.test(it.textContent)).length >= 4";
        visit.until("every text", arrived).await;
        visit.open(CHAT).await;
        visit.until("every text again", arrived).await;

        let shown = visit
            .find("return [...document.querySelectorAll('.customer .said')].map(it => it.textContent)")
            .await;
        assert_eq!(shown.get(0), Some(&json!(texts[0])));
        assert_eq!(
            visit.find("return document.querySelectorAll('.log script, .log svg').length").await,
            json!(0)
        );
        let title = visit.page.title().await.expect("a title");
        assert!(!title.contains("hacked"), "{title}");
        assert!(visit.page.get_alert_text().await.is_err(), "a dialog opened");
        visit.fits("hostile texts").await;
        visit.picture("hostile").await;
    });
}

#[test]
fn a_long_text_is_cut_with_a_word_about_it() {
    visit(async |visit| {
        visit.open(CHAT).await;
        let script = "document.getElementById('text').value = 'a'.repeat(11000); \
            document.getElementById('composer').requestSubmit();";
        visit.find(script).await;

        visit.until("the notice", "document.querySelector('.note')").await;
        visit.until("the answer", "document.querySelector('.bot:not(.dots)')").await;
        visit.fits("a text of 10,000 letters").await;
    });
}

#[test]
fn a_reload_keeps_the_conversation() {
    visit(async |visit| {
        visit.open(CHAT).await;
        visit.say("oi").await;
        visit.say("sim").await;
        let count = "return document.querySelectorAll('.bubble:not(.dots)').length";
        let before = visit.find(count).await;

        visit.page.refresh().await.expect("it reloads");

        let script = format!("document.querySelectorAll('.bubble:not(.dots)').length == {before}");
        visit.until("the whole conversation", &script).await;
        assert_eq!(before, json!(4));
    });
}

#[test]
fn the_copy_button_copies_the_code() {
    visit(async |visit| {
        negotiate(visit).await;
        // Pasting what was copied shows what it was; headless browsers let nobody read it.
        let button = visit.page.find(Locator::Css(".copy")).await.expect("a button");
        button.click().await.expect("it is clicked");
        visit.until("the confirmation", "document.querySelector('.done').textContent").await;

        let field = visit.page.find(Locator::Id("text")).await.expect("a field");
        field.click().await.expect("it is clicked");
        visit.keys(&format!("{}v{}", '\u{e009}', '\u{e000}')).await;

        let code = visit.find("return document.querySelector('.card textarea').value").await;
        let pasted = visit.find("return document.getElementById('text').value").await;
        assert_eq!(pasted, code);
    });
}

#[test]
fn the_trace_shows_each_turn() {
    visit(async |visit| {
        visit.open(CHAT).await;
        visit.say("oi").await;
        visit.say("sim").await;

        visit.open(&format!("{CHAT}/trace")).await;

        let turns = visit.find("return document.querySelectorAll('.turns > li').length").await;
        assert_eq!(turns, json!(2));
        let first = visit.find("return document.querySelector('.turns > li').textContent").await;
        let first = first.as_str().expect("a text");
        assert!(first.contains("greet") && first.contains("oi"), "{first}");
        visit.find("document.querySelectorAll('details').forEach(it => { it.open = true })").await;
        visit.fits("an open trace").await;
        visit.picture("trace").await;
    });
}

#[test]
fn a_lost_connection_is_told_and_nothing_is_lost() {
    visit(async |visit| {
        visit.open(CHAT).await;
        visit.say("oi").await;
        let port = visit.address.rsplit(':').next().expect("a port").to_owned();

        visit.stop_demo();
        visit.until("the notice", "!document.getElementById('notice').hidden").await;
        visit.picture("offline").await;
        visit.keys(&format!("sim{}", '\u{e007}')).await;
        let _again = demo(visit.data.path(), &port);

        let answered = "document.querySelectorAll('.bot:not(.dots)').length == 2";
        visit.until("the answer to what was said meanwhile", answered).await;
        visit.until("the notice to go", "document.getElementById('notice').hidden").await;
        let said = visit.find("return document.querySelectorAll('.customer').length").await;
        assert_eq!(said, json!(2));
    });
}
