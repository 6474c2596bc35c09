//! The server as whoever runs services meets it: its ready line, its signals, its refusals.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use combinado::app::import::demo_portfolio;
use combinado::channels::whatsapp::signature;
use combinado::config::hints::Secret;
use serde_json::json;

const SETTINGS: &str = "[[whatsapp]]\ncreditor = \"aurora\"\nphone_number_id = \"200000000000002\"\n\
    base_url = \"http://127.0.0.1:9\"\n";

const SECRETS: [(&str, &str); 3] = [
    ("COMBINADO_WHATSAPP_TOKEN", "dev-token"),
    ("COMBINADO_WHATSAPP_APP_SECRET", "dev-app-secret"),
    ("COMBINADO_WHATSAPP_VERIFY_TOKEN", "dev-verify-token"),
];

/// A folder with settings and an imported portfolio.
fn installation() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    let (creditors, portfolio) = demo_portfolio(day);
    for (name, text) in [
        ("creditors.toml", creditors.as_str()),
        ("portfolio.csv", &portfolio),
        ("combinado.toml", SETTINGS),
    ] {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let output = run(folder.path(), &["import", "--creditors", "creditors.toml", "portfolio.csv"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_combinado"));
    command.args(arguments).current_dir(folder).envs(SECRETS).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("it runs")
}

/// A server that was started; killed where a test fails.
struct Server {
    child: Child,
    address: String,
}

const SERVE: [&str; 3] = ["serve", "--listen", "127.0.0.1:0"];

impl Server {
    fn start(folder: &Path) -> Self {
        Self::by(command(folder, &SERVE))
    }

    /// On a disk that fails to keep the n-th sync of any thread, once.
    #[cfg(target_os = "linux")]
    fn on_a_failing_disk(folder: &Path, n: u32) -> Self {
        let mut traced = Command::new("strace");
        // With -D the program stays our child, and the tracer steps aside.
        traced.args(["-D", "-f", "-qqq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e"]);
        traced.arg(format!("inject=fsync,fdatasync:error=EIO:when={n}"));
        traced.arg(env!("CARGO_BIN_EXE_combinado")).args(SERVE).current_dir(folder).envs(SECRETS);
        traced.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self::by(traced)
    }

    fn by(mut command: Command) -> Self {
        let mut child = command.spawn().expect("it starts; tests/all installs what is missing");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut line).expect("it tells its address");
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(!address.is_empty(), "it did not start");
        Self { child, address }
    }

    /// Sends one request; answers the first line.
    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).expect("an answer");
        line.trim().to_owned()
    }

    /// Sends one request after which the server hangs up; answers everything.
    #[cfg(target_os = "linux")]
    fn whole(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    fn post(&self, id: &str) -> String {
        let message = json!({ "from": "5511987654321", "id": id, "timestamp": "1795400000",
            "type": "text", "text": { "body": "oi" } });
        let value = json!({ "messaging_product": "whatsapp", "messages": [message],
            "metadata": { "phone_number_id": "200000000000002" } });
        let body = json!({ "object": "whatsapp_business_account",
            "entry": [{ "id": "3", "changes": [{ "field": "messages", "value": value }] }] });
        let body = body.to_string();
        let signature = signature::sign(&Secret::new("dev-app-secret"), body.as_bytes());
        self.ask(&format!(
            "POST /webhooks/whatsapp HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\
             content-length: {}\r\nx-hub-signature-256: {signature}\r\n\r\n{body}",
            body.len()
        ))
    }

    #[cfg(unix)]
    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([name, &id]).status().expect("there is kill");
        assert!(sent.success());
    }

    /// Waits for its end; answers its exit code and what it told people.
    fn ends(&mut self, within: Duration) -> (i32, String) {
        #[expect(clippy::disallowed_methods, reason = "a test measures a real process")]
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("it can be asked") {
                let mut told = String::new();
                let mut stderr = self.child.stderr.take().expect("it is piped");
                stderr.read_to_string(&mut told).expect("UTF-8");
                return (status.code().unwrap_or(-1), told);
            }
            assert!(began.elapsed() < within, "it does not end");
            #[expect(clippy::disallowed_methods, reason = "a test waits for a real process")]
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[test]
fn it_is_ready_answers_and_ends_when_it_is_asked_to() {
    let folder = installation();
    let mut server = Server::start(folder.path());
    assert_eq!(server.ask("GET /health/ready HTTP/1.1\r\nhost: a\r\n\r\n"), "HTTP/1.1 200 OK");
    assert_eq!(server.post("wamid.1"), "HTTP/1.1 200 OK");
    // The front door leads to the desk.
    assert_eq!(server.ask("GET / HTTP/1.1\r\nhost: a\r\n\r\n"), "HTTP/1.1 303 See Other");

    // No second one works the same file.
    let second = run(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(second.status.code(), Some(2), "{}", String::from_utf8_lossy(&second.stderr));

    // Who is silent or slow does not keep it from ending.
    let silent = TcpStream::connect(&server.address).expect("it listens");
    let mut slow = TcpStream::connect(&server.address).expect("it listens");
    slow.write_all(b"POST /webhooks/whatsapp HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{")
        .expect("sent");
    server.signal("-TERM");
    let (code, told) = server.ends(Duration::from_secs(10));
    assert_eq!(code, 0, "{told}");
    drop((silent, slow));

    // What was answered is there again; what is told again is known.
    let mut again = Server::start(folder.path());
    assert_eq!(again.post("wamid.1"), "HTTP/1.1 200 OK");
    again.signal("-INT");
    assert_eq!(again.ends(Duration::from_secs(10)).0, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_does_not_keep_what_is_written_ends_the_server_and_loses_nothing() {
    let folder = installation();
    // Once more than a start takes, so that it fails under what is posted.
    let mut server = Server::on_a_failing_disk(folder.path(), 24);
    let mut kept = Vec::new();
    let refused = (0..200).map(|number| format!("wamid.{number}")).find(|id| {
        let is_kept = server.post(id) == "HTTP/1.1 200 OK";
        if is_kept {
            kept.push(id.clone());
        }
        !is_kept
    });
    let refused = refused.expect("the disk fails");

    for id in ["wamid.later", refused.as_str(), "wamid.last"] {
        assert_eq!(server.post(id), "HTTP/1.1 503 Service Unavailable", "{id}");
    }
    let ready = server.whole("GET /health/ready HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    assert!(ready.starts_with("HTTP/1.1 503") && ready.contains("disk-failed"), "{ready}");
    let (code, told) = server.ends(Duration::from_secs(20));
    assert_eq!(code, 1, "{told}");
    assert_eq!(told.matches("did not keep what was written").count(), 1, "{told}");

    // On a disk that works again everything that was answered is there, and the rest can come.
    let mut again = Server::start(folder.path());
    assert_eq!(again.post(&refused), "HTTP/1.1 200 OK");
    again.signal("-TERM");
    assert_eq!(again.ends(Duration::from_secs(10)).0, 0);
    assert_eq!(held(folder.path(), &kept), kept.len());
    assert!(!kept.is_empty(), "it fails later than the start");
}

/// How many of these messages the database holds.
#[cfg(target_os = "linux")]
fn held(folder: &Path, ids: &[String]) -> usize {
    let path = folder.join("combinado.db").display().to_string();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let db = combinado::store::Db::open(&path).await.expect("it opens");
        let rows: Vec<(String,)> =
            db.sql("select external_id from inbox").all(&db).await.expect("rows");
        db.close().await;
        let is_there = |id: &&String| rows.iter().any(|(row,)| row.ends_with(&format!("/{id}")));
        ids.iter().filter(is_there).count()
    })
}

#[test]
fn the_telephone_of_the_documents_is_of_the_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["README.md", "docs/channels.md"] {
        let text = std::fs::read_to_string(root.join(file)).expect("a page");
        assert!(text.contains("{\"from\":\"5519900001003\",\"text\":\"oi\"}"), "{file}");
    }
    let (_, portfolio) = demo_portfolio(NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day"));
    assert!(portfolio.contains("A1003;Ana Lima;") && portfolio.contains("(19) 90000-1003"));
}

#[test]
fn what_is_missing_is_told_before_anything_is_served() {
    let folder = installation();
    let refused = |arguments: &[&str], settings: &str, secrets: bool| {
        std::fs::write(folder.path().join("combinado.toml"), settings).expect("a file");
        let mut command = command(folder.path(), arguments);
        if !secrets {
            for (name, _) in SECRETS {
                command.env_remove(name);
            }
        }
        let output = command.output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };

    let serve = ["serve", "--listen", "127.0.0.1:0"];
    let told = refused(&serve, SETTINGS, false);
    assert!(told.contains("COMBINADO_WHATSAPP_APP_SECRET"), "{told}");
    let told = refused(&serve, "", true);
    assert!(told.contains("combinado setup"), "{told}");
    let told = refused(&serve, &SETTINGS.replace("aurora", "ninguem"), true);
    assert!(told.contains("ninguem"), "{told}");
    let told = refused(&["serve", "--role", "web"], SETTINGS, true);
    assert!(told.contains("PostgreSQL"), "{told}");
    let told = refused(&["serve", "--chat-pages", "--listen", "0.0.0.0:0"], SETTINGS, true);
    assert!(told.contains("--chat-pages"), "{told}");
}
