//! The commands as other programs meet them: lines in, lines out, exit codes.

use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use chrono::{DateTime, NaiveDate, Utc};
use combinado::app::import::demo_portfolio;
use combinado::domain::channel::health::Health;
use combinado::domain::id::Id;
use combinado::store::{Db, account, alert, outbox};
use serde_json::{Value as Json, json};

const NOW: &str = "2026-11-23T10:00:00-03:00";

/// A folder with the example portfolio as of [`NOW`].
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let (creditors, portfolio) = demo_portfolio(day);
    std::fs::write(folder.path().join("creditors.toml"), creditors).expect("a file");
    std::fs::write(folder.path().join("portfolio.csv"), portfolio).expect("a file");
    folder
}

fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_combinado"));
    command.args(arguments).current_dir(folder).stdin(Stdio::piped());
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    // A command that reads nothing closes its end; that is its right.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

/// Talks as a customer; answers the lines and the exit code.
fn talk(customer: &str, said: &[&str]) -> (Vec<Json>, i32) {
    let folder = folder();
    let arguments = [
        "chat",
        "--jsonl",
        "--trace",
        "--customer",
        customer,
        "--now",
        NOW,
        "--portfolio",
        "portfolio.csv",
        "--creditors",
        "creditors.toml",
    ];
    let output = run(folder.path(), &arguments, &said.join("\n"));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    (lines, output.status.code().unwrap_or_default())
}

fn last_state(lines: &[Json]) -> &Json {
    &lines.iter().rfind(|line| line["state"].is_object()).expect("a state")["state"]
}

fn pix(lines: &[Json]) -> Option<&str> {
    let attachments = lines.iter().filter_map(|line| line["attachments"].as_array()).flatten();
    attachments.filter(|it| it["kind"] == "pix").find_map(|it| it["code"].as_str())
}

#[test]
fn who_forgot_gets_a_code() {
    let (lines, code) = talk("A1001", &["oi", "sim", "123", "esqueci", r#"{"choose":"1"}"#, "sim"]);

    assert_eq!(code, 0);
    assert!(pix(&lines).is_some_and(|code| code.starts_with("000201")));
    let state = last_state(&lines);
    assert_eq!(state["reason"], json!("forgot"));
    assert_eq!(state["agreement"]["status"], json!("active"));
    let keys: Vec<&String> = state.as_object().expect("an object").keys().collect();
    assert_eq!(keys.len(), 11, "{keys:?}");
}

#[test]
fn who_lost_the_invoice_gets_it_again() {
    let (lines, code) = talk("A1002", &["oi", "sou eu", "529", "perdi o boleto"]);

    assert_eq!(code, 0);
    let attachments = lines.iter().filter_map(|line| line["attachments"].as_array()).flatten();
    let kinds: Vec<_> = attachments.map(|it| it["kind"].as_str().unwrap_or_default()).collect();
    assert!(kinds.contains(&"boleto"), "{kinds:?}");
}

#[test]
fn who_lost_the_job_is_offered_something_lighter() {
    let said = ["oi", "sim", "390", "perdi o emprego", "consigo 200 por mês"];
    let (lines, code) = talk("A1003", &said);

    assert_eq!(code, 0);
    let state = last_state(&lines);
    assert!(["hardship", "unemployment"].contains(&state["reason"].as_str().unwrap_or_default()));
}

#[test]
fn a_wrong_line_is_told_and_the_others_are_worked() {
    let said = [r#"{"said":"oi"}"#, r#"{"after":"depois"}"#, "oi"];
    let (lines, code) = talk("A1001", &said);

    assert_eq!(code, 2);
    let states = lines.iter().filter(|line| line["state"].is_object()).count();
    let messages = lines.iter().filter(|line| line["from"] == "bot").count();
    assert_eq!((states, messages), (3, 1));
}

#[test]
fn time_passes_and_money_lands() {
    let said = ["oi", "sim", "123", "esqueci", "1", "sim", r#"{"after":"1d"}"#, r#"{"paid":null}"#];
    let (lines, code) = talk("A1001", &said);

    assert_eq!(code, 0);
    let state = last_state(&lines);
    assert_eq!(state["agreement"]["status"], json!("settled"));
    let last = lines.iter().rfind(|line| line["from"] == "bot").expect("a message");
    assert_eq!(last["at"], json!("2026-11-24T10:00:00-03:00"));
}

/// A database with a dead message, one of which nobody knows, a suspended account and an alert.
fn with_a_queue() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("combinado.db").display().to_string();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let db = Db::open(&path).await.expect("the database opens");
        let now = NOW.parse::<DateTime<Utc>>().expect("a moment");
        db.write(move |tx| {
            Box::pin(async move {
                for (status, why) in [("dead", "131026"), ("unknown", "timeout")] {
                    let (text, line) = ("segredo".to_owned(), Id::derive(&["line", status]));
                    let (options, asks_phone, answers) = (Vec::new(), false, None);
                    let new = outbox::New {
                        creditor: "aurora".to_owned(),
                        id: Id::derive(&["message", status]),
                        conversation: line,
                        position: 1,
                        proactive: false,
                        errand: outbox::Errand::Welcome { text, options, asks_phone, answers },
                    };
                    outbox::add(tx, new, now).await?;
                    tx.sql("update outbox set status = $1, why = $2, lane = $3 where id = $4")
                        .bind(status.to_owned())
                        .bind(why.to_owned())
                        .bind("whatsapp/200".to_owned())
                        .bind(Id::derive(&["message", status]).to_string())
                        .run(&mut *tx)
                        .await?;
                }
                let why = Some("131031".to_owned());
                let health = Health { suspended: true, why, ..Health::default() };
                account::save(tx, ("aurora", "whatsapp/200"), &health, now).await?;
                let about = ("account", "whatsapp/200", "131031");
                alert::raise(tx, "aurora", about, now).await
            })
        })
        .await
        .expect("it can be written");
        db.close().await;
    });
    folder
}

/// What `combinado queue` tells, a line an object, and its exit code.
fn queue(folder: &Path, arguments: &[&str]) -> (Vec<Json>, i32) {
    let all: Vec<&str> = ["queue"].iter().chain(arguments).copied().collect();
    let output = run(folder, &all, "");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(!text.contains("segredo"), "no words of a message are listed");
    let lines = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    (lines, output.status.code().unwrap_or_default())
}

#[test]
fn the_queue_shows_what_waits_for_a_human_and_has_it_go_again() {
    let folder = with_a_queue();
    let (dead, unknown) = (Id::derive(&["message", "dead"]), Id::derive(&["message", "unknown"]));
    let all = |arguments: &[&str]| queue(folder.path(), arguments);

    let (lines, code) = all(&["--json"]);
    assert_eq!(code, 0);
    let counts: Vec<_> = lines.iter().filter_map(|it| it["status"].as_str()).collect();
    assert_eq!(counts, ["dead", "unknown"]);
    assert!(lines.iter().any(|it| it["suspended"] == json!(true)));
    assert!(lines.iter().any(|it| it["alert"] == "account" && it["detail"] == "131031"));
    let listed = |lines: &[Json]| {
        let of = |it: &Json| (it["id"].clone(), it["why"].clone());
        lines.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(listed(&all(&["--dead", "--json"]).0), [(json!(dead), json!("131026"))]);
    assert_eq!(listed(&all(&["--unknown", "--json"]).0), [(json!(unknown), json!("timeout"))]);

    assert_eq!(all(&["again", dead.as_str()]).1, 0);
    assert_eq!(all(&["again", dead.as_str()]).1, 2, "it waits by now");
    assert_eq!(all(&["again", "nothing"]).1, 2);

    let (lines, _) = all(&["--json"]);
    let counts: Vec<_> = lines.iter().filter_map(|it| it["status"].as_str()).collect();
    assert_eq!(counts, ["unknown", "waiting"]);
}

#[test]
fn seen_alerts_are_listed_no_more_and_a_resumed_account_is_open() {
    let folder = with_a_queue();
    let all = |arguments: &[&str]| queue(folder.path(), arguments);

    assert_eq!(all(&["seen"]).1, 0);
    let (lines, _) = all(&["--json"]);
    assert!(lines.iter().all(|it| it["alert"].is_null()), "{lines:?}");
    assert_eq!(all(&["resume", "whatsapp/999"]).1, 2);
    assert_eq!(all(&["resume", "whatsapp/200"]).1, 0);

    let (lines, _) = all(&["--json"]);
    assert!(lines.iter().all(|it| it["suspended"] != json!(true)), "{lines:?}");
}

#[test]
fn what_is_wrong_on_the_command_line_ends_with_two() {
    let folder = folder();
    let cases: [&[&str]; 7] = [
        &["chat"],
        &["chat", "--customer", "A1001", "--portfolio", "portfolio.csv"],
        &["chat", "--customer", "A1001", "--now", "ontem"],
        &[
            "quote",
            "--customer",
            "nobody",
            "--portfolio",
            "portfolio.csv",
            "--creditors",
            "creditors.toml",
        ],
        &["quote", "--customer", "A1001", "--counter", "{\"x\":1}"],
        &["check", "nothing.toml"],
        &["fly"],
    ];

    for arguments in cases {
        let output = run(folder.path(), arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_quote_is_one_object() {
    let folder = folder();
    let arguments = [
        "quote",
        "--customer",
        "A1003",
        "--now",
        NOW,
        "--json",
        "--portfolio",
        "portfolio.csv",
        "--creditors",
        "creditors.toml",
        "--counter",
        r#"{"instalment":"80.00","count":6}"#,
    ];

    let output = run(folder.path(), &arguments, "");

    assert_eq!(output.status.code(), Some(0));
    let quote: Json = serde_json::from_slice(&output.stdout).expect("one object");
    assert_eq!(quote["charges"][0]["total"], json!("1431.49"));
    assert_eq!(quote["gate"]["may_contact"], json!(true));
    assert_eq!(quote["offers"].as_array().map(Vec::len), Some(2));
    assert!(quote["judgement"]["verdict"].is_string(), "{quote}");
}

#[test]
fn broken_files_are_told_all_at_once_and_in_json() {
    let folder = folder();
    let broken = folder.path().join("standard.toml");
    std::fs::write(&broken, "contact_above = \"muito\"\nversao = 1\n").expect("a file");

    let output = run(folder.path(), &["check", "standard.toml", "--json"], "");

    assert_eq!(output.status.code(), Some(2));
    let problems: Json = serde_json::from_slice(&output.stdout).expect("an array");
    assert!(problems.as_array().is_some_and(|all| all.len() >= 2), "{problems}");
    assert!(problems[0]["remedy"].is_string() && problems[0]["code"].is_string(), "{problems}");
}

#[test]
fn a_port_that_is_taken_is_told_with_a_remedy() {
    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();

    let output = run(folder.path(), &["demo", "--port", &port], "");

    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains(&port) && told.contains("--port 0"), "{told}");
}

#[test]
fn what_was_given_wrong_is_told_with_what_to_look_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = |arguments: &[&str]| {
        let output = run(folder.path(), arguments, "");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };

    let nowhere = told(&["chat", "--customer", "A1001", "--now", "2026-11-23"]);
    assert_eq!(nowhere.0, Some(2));
    assert!(nowhere.1.contains("2026-11-23T10:00:00-03:00"), "{}", nowhere.1);
    let unknown = told(&["replay", "--conversation", "nada"]);
    assert_eq!(unknown.0, Some(2));
    assert!(unknown.1.contains("Não há conversa nada"), "{}", unknown.1);
    std::fs::write(folder.path().join("combinado.toml"), "database = \"no/where.db\"\n")
        .expect("settings");
    let closed = told(&["queue"]);
    assert_eq!(closed.0, Some(1));
    assert!(closed.1.contains("COMBINADO_DATABASE"), "{}", closed.1);
}

#[test]
fn who_stops_reading_ends_a_command_quietly() {
    let bad = "tests/fixtures/problems/creditors-unknown-policy";
    for (arguments, ending) in [(["check", "--codes"], "stdout"), (["check", bad], "stderr")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_combinado"));
        command.args(arguments).stdin(Stdio::null());
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        if ending == "stdout" {
            drop(child.stdout.take());
        } else {
            drop(child.stderr.take());
        }

        let ended = child.wait_with_output().expect("it ends");

        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!((ended.status.code(), told.as_str()), (Some(141), ""), "{ending}");
    }
}
