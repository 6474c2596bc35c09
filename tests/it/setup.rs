//! Setting accounts up, as whoever does it meets it: the commands against servers that play the
//! providers.

use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::routing::get;
use chrono::NaiveDate;
use combinado::app::import::demo_portfolio;
use combinado::clock::Clock;
use combinado::fake::{chatwoot, telegram, whatsapp};
use tokio::net::TcpListener;

const BOT: &str = "7770001:AAF7-g0gYncWnm5IyfZlpPRqRRv6kNAGlao";

/// What every setting-up of a bot is given.
const AURORA: [&str; 6] = ["setup", "telegram", "--yes", "--creditor", "aurora", "--public-url"];

/// A folder with an imported portfolio and no account.
async fn installation() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    let (creditors, portfolio) = demo_portfolio(day);
    for (name, text) in [("creditors.toml", creditors.as_str()), ("portfolio.csv", &portfolio)] {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let arguments = ["import", "--creditors", "creditors.toml", "portfolio.csv"];
    let output = run(folder.path(), &arguments, &[]).await;
    assert!(output.status.success(), "{}", told(&output));
    folder
}

/// Runs a command, while the servers of the test answer it.
async fn run(folder: &Path, arguments: &[&str], secrets: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_combinado"));
    command.args(arguments).current_dir(folder).envs(secrets.iter().copied());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let ended = tokio::task::spawn_blocking(move || command.output()).await;
    ended.expect("it is waited for").expect("it runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_default()
}

async fn a_bots_server() -> telegram::Fake {
    let set = telegram::Settings { token: BOT.to_owned(), ..telegram::Settings::default() };
    telegram::Fake::start(set, Clock::System).await.expect("a port is free")
}

#[tokio::test]
async fn a_bot_is_checked_written_down_and_told_where_to_post() {
    let (folder, fake) = (installation().await, a_bots_server().await);
    let base = fake.base();
    let more = ["http://127.0.0.1:9/", "--base-url", base.as_str()];
    let arguments: Vec<&str> = AURORA.into_iter().chain(more).collect();

    let output = run(folder.path(), &arguments, &[("COMBINADO_TELEGRAM_TOKEN", BOT)]).await;

    assert!(output.status.success(), "{}", told(&output));
    let (settings, secrets) =
        (read(folder.path(), "combinado.toml"), read(folder.path(), "combinado.env"));
    assert!(settings.contains("[[telegram]]\ncreditor = \"aurora\""), "{settings}");
    assert!(!settings.contains(BOT) && secrets.contains(BOT));
    assert!(!told(&output).contains(BOT), "a secret is shown to nobody");
    let calls = fake.ledger().since(0).into_iter();
    let asked: Vec<_> = calls.filter(|call| call.call == "setWebhook").collect();
    let url = asked.first().expect("the webhook is registered").json()["url"].clone();
    assert_eq!(url, "http://127.0.0.1:9/webhooks/telegram/7770001");
}

#[tokio::test]
async fn what_is_wrong_is_told_before_anything_is_written() {
    let (folder, fake) = (installation().await, a_bots_server().await);
    let base = fake.base();
    let here = ["--base-url", base.as_str()];
    let setup = async |creditor: &str, url: &str, more: &[&str], token: &str| {
        let own = ["setup", "telegram", "--yes", "--creditor", creditor, "--public-url", url];
        let arguments: Vec<&str> = own.iter().chain(more).copied().collect();
        let output = run(folder.path(), &arguments, &[("COMBINADO_TELEGRAM_TOKEN", token)]).await;
        (output.status.code(), told(&output))
    };

    let (code, words) = setup("auroar", "https://b.example", &here, BOT).await;
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("auroar") && words.contains("aurora"), "{words}");
    let (code, words) = setup("aurora", "http://b.example", &[], BOT).await;
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("https://"), "{words}");
    let (code, words) = setup("aurora", "https://b.example", &here, "7770001:wrong").await;
    assert_eq!(code, Some(1), "{words}");

    assert_eq!(read(folder.path(), "combinado.toml"), "");
    assert_eq!(read(folder.path(), "combinado.env"), "");
}

#[tokio::test]
async fn a_number_is_set_up_and_its_templates_are_handed_in() {
    let folder = installation().await;
    let set = whatsapp::Settings::default();
    let fake = whatsapp::Fake::start(set, Clock::System).await.expect("a port is free");
    let base = fake.base();
    let ours = a_server_that_knows("dev-verify-token").await;
    let secrets = NUMBER;
    let setup = [
        "setup",
        "whatsapp",
        "--yes",
        "--creditor",
        "aurora",
        "--phone-number-id",
        "200000000000002",
        "--business-account-id",
        "100000000000001",
        "--public-url",
        ours.as_str(),
        "--test-to",
        "+5519900001003",
        "--base-url",
        base.as_str(),
    ];

    let output = run(folder.path(), &setup, &secrets).await;
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(fake.ledger().accepted(), 1, "the test message");
    let apps = apps(&base).await;
    assert!(apps.contains(&format!("{ours}/webhooks/whatsapp")), "{apps}");
    assert!(read(folder.path(), "combinado.env").contains("dev-app-secret"));
    assert!(!told(&output).contains("dev-app-secret"));

    let templates = async |act: &[&str]| {
        let arguments: Vec<&str> = ["templates"].iter().chain(act).copied().collect();
        let output = run(folder.path(), &arguments, &secrets).await;
        assert!(output.status.success(), "{}", told(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let before = templates(&["diff", "--json"]).await;
    assert!(before.contains("combinado_lembrete_promessa_v1"), "{before}");
    templates(&["push", "--dry-run"]).await;
    assert_eq!(templates(&["diff", "--json"]).await, before, "a rehearsal changes nothing");
    templates(&["push"]).await;
    let after = templates(&["diff", "--json"]).await;
    assert_ne!(after, before);
    assert!(after.lines().all(|line| line.contains("APPROVED")), "{after}");
    templates(&["sync"]).await;
}

/// The secrets of a number, as the fake has them.
const NUMBER: [(&str, &str); 3] = [
    ("COMBINADO_WHATSAPP_TOKEN", "dev-token"),
    ("COMBINADO_WHATSAPP_APP_SECRET", "dev-app-secret"),
    ("COMBINADO_WHATSAPP_VERIFY_TOKEN", "dev-verify-token"),
];

/// Answers the registration of a webhook, as `combinado serve` does with a word; its address.
async fn a_server_that_knows(word: &'static str) -> String {
    let verify = async move |Query(asked): Query<HashMap<String, String>>| {
        let is_known = asked.get("hub.verify_token").is_some_and(|it| it == word);
        let challenge = asked.get("hub.challenge").cloned().unwrap_or_default();
        if is_known { Ok(challenge) } else { Err(StatusCode::FORBIDDEN) }
    };
    let routes = Router::new().route("/webhooks/whatsapp", get(verify));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, routes).await });
    format!("http://{address}")
}

/// What the provider knows of the apps of the account, with the address that is registered for messages.
async fn apps(base: &str) -> String {
    let url = format!("{base}/v25.0/100000000000001/subscribed_apps");
    let asked = reqwest::Client::new().get(url).bearer_auth("dev-token").send().await;
    asked.expect("it answers").text().await.expect("a body")
}

#[tokio::test]
async fn an_address_that_meta_cannot_verify_is_told_with_what_to_start() {
    let folder = installation().await;
    let set = whatsapp::Settings::default();
    let fake = whatsapp::Fake::start(set, Clock::System).await.expect("a port is free");
    let base = fake.base();
    let ours = a_server_that_knows("another word").await;
    let number = ["--phone-number-id", "200000000000002", "--business-account-id"];
    let mut setup = vec!["setup", "whatsapp", "--yes", "--creditor", "aurora"];
    setup.extend(number);
    setup.extend(["100000000000001", "--public-url", ours.as_str(), "--base-url", base.as_str()]);
    setup.extend(["--test-to", "+5519900001003"]);

    let output = run(folder.path(), &setup, &NUMBER).await;

    let words = told(&output);
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.contains(&format!("{ours}/webhooks/whatsapp")), "{words}");
    assert!(words.contains("combinado serve") && !words.contains("dev-verify-token"), "{words}");
    assert_eq!(fake.ledger().accepted(), 0, "nothing is tried before it is registered");
    let written = read(folder.path(), "combinado.toml");
    assert!(written.contains("200000000000002"), "what was answered stays: {written}");
}

/// Sets Chatwoot up against a fake, with a token.
async fn another_desk(folder: &Path, fake: &chatwoot::Fake, (token, url): (&str, &str)) -> Output {
    let base = fake.base();
    let arguments =
        ["setup", "chatwoot", "--yes", "--account", "1", "--base-url", &base, "--public-url", url];
    let secrets = [
        ("COMBINADO_DESK_CHATWOOT_TOKEN", token),
        ("COMBINADO_DESK_CHATWOOT_WHATSAPP_SECRET", "segredo-do-whatsapp"),
        ("COMBINADO_DESK_CHATWOOT_TELEGRAM_SECRET", "segredo-do-telegram"),
    ];
    run(folder, &arguments, &secrets).await
}

#[tokio::test]
async fn another_desk_gets_its_inboxes_once_and_says_how_each_step_went() {
    let folder = installation().await;
    let set = chatwoot::Settings::default();
    let token = set.token.clone();
    let fake = chatwoot::Fake::start(set, Clock::System).await.expect("a port is free");
    let before = fake.inboxes().len();

    let refused = another_desk(folder.path(), &fake, ("wrong", "http://127.0.0.1:9")).await;
    assert_eq!(refused.status.code(), Some(1), "{}", told(&refused));
    assert_eq!(read(folder.path(), "combinado.toml"), "", "nothing was written");
    assert_eq!(fake.inboxes().len(), before);

    // Nobody serves at our address: the round trip says so, what was set up stays.
    for _ in 0..2 {
        let output = another_desk(folder.path(), &fake, (&token, "http://127.0.0.1:9")).await;
        let words = told(&output);
        assert_eq!(output.status.code(), Some(1), "{words}");
        assert!(words.contains("127.0.0.1:9/webhooks/chatwoot/"), "{words}");
        assert!(!words.contains(&token) && !words.contains("segredo-do"), "{words}");
    }
    assert_eq!(fake.inboxes().len(), before + 2, "one a channel, however often it is done");
    let written = read(folder.path(), "combinado.toml");
    assert!(written.contains("[desk.chatwoot]") && !written.contains(&token), "{written}");
    assert!(read(folder.path(), "combinado.env").contains("segredo-do-whatsapp"));
}
