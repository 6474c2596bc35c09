use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::channels::whatsapp::tests::settings;
use crate::domain::channel::File;

/// A server on the loopback that answers each request with the next of these, as raw bytes; an empty
/// one hangs up. What it was asked comes back.
async fn server(answers: Vec<Vec<u8>>) -> (Api, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let api = Api::new(&settings(&base)).expect("an account");
    let serving = tokio::spawn(async move {
        let mut asked = Vec::new();
        for answer in answers {
            let (mut socket, _) = listener.accept().await.expect("a connection");
            let (mut text, mut buffer) = (Vec::new(), vec![0; 65_536]);
            while !is_whole(&text) {
                let count = socket.read(&mut buffer).await.expect("bytes");
                text.extend_from_slice(&buffer[..count]);
            }
            asked.push(String::from_utf8_lossy(&text).into_owned());
            socket.write_all(&answer).await.expect("written");
        }
        asked
    });
    (api, serving)
}

/// True where the head and as many bytes as it promises are there.
fn is_whole(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.to_lowercase().lines().find_map(|line| {
        line.strip_prefix("content-length:").and_then(|it| it.trim().parse::<usize>().ok())
    });
    body.len() >= length.unwrap_or_default()
}

fn answer(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}")
        .into_bytes()
}

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("tests/fixtures/whatsapp/responses/{name}.json");
    let given: Value =
        serde_json::from_str(&std::fs::read_to_string(path).expect("a fixture")).expect("JSON");
    let status = u16::try_from(given["status"].as_u64().expect("a status")).expect("one");
    let headers =
        given["headers"].as_object().into_iter().flatten().fold(String::new(), |all, it| {
            format!("{all}{}: {}\r\n", it.0, it.1.as_str().expect("a header"))
        });
    answer(status, &headers, &given["body"].to_string())
}

async fn sent(answer: Vec<u8>) -> Result<Sent, Failure> {
    let (api, _serving) = server(vec![answer]).await;
    api.send("2", &json!({ "type": "text" })).await
}

#[tokio::test]
async fn a_message_goes_to_its_number_with_the_token_in_one_header() {
    let (api, serving) = server(vec![fixture("send_ok")]).await;
    let sent = api.send("2", &json!({ "type": "text" })).await.expect("sent");

    assert_eq!(sent.address.as_deref(), Some("551187654321"));
    assert!(sent.provider_id.is_some_and(|id| id.starts_with("wamid.")));
    let asked = serving.await.expect("served").remove(0);
    assert!(asked.starts_with("POST /v25.0/2/messages HTTP/1.1\r\n"), "{asked}");
    assert_eq!(asked.matches("TOKEN-TO-HIDE").count(), 1);
    assert!(asked.to_lowercase().contains("authorization: bearer token-to-hide"));
    assert!(asked.ends_with(r#"{"type":"text"}"#));
}

#[tokio::test]
async fn answers_say_what_became_of_it() {
    let bsuid = sent(fixture("send_ok_bsuid")).await.expect("sent");
    assert_eq!(bsuid.address.as_deref(), Some("BR.13491208655302741918"));
    assert!(sent(fixture("send_ok_template")).await.is_ok());
    assert!(sent(fixture("send_held_for_quality")).await.is_ok());
    let code = |code: &str| code.to_owned();
    assert_eq!(
        sent(fixture("error_130429_throughput")).await,
        Err(Failure::Throttled { code: code("130429"), after: Some(60), alert: false })
    );
    assert_eq!(
        sent(answer(429, "retry-after: 9\r\n", r#"{"error":{"code":131056}}"#)).await,
        Err(Failure::Pair { code: code("131056"), after: Some(9) })
    );
    assert_eq!(sent(fixture("error_131047_reengagement")).await, Err(Failure::WindowClosed));
}

#[tokio::test]
async fn what_nobody_knows_is_said() {
    let ambiguous = |code: &str| Err(Failure::Ambiguous { code: code.to_owned() });

    assert_eq!(sent(Vec::new()).await, ambiguous("no-answer"), "hung up after the request");
    assert_eq!(
        sent(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{".to_vec()).await,
        ambiguous("no-answer")
    );
    assert_eq!(sent(answer(200, "", "<html>")).await, ambiguous("garbled"));
    assert_eq!(sent(answer(200, "", "{}")).await, ambiguous("garbled"));
    assert_eq!(sent(answer(200, "", r#"{"messages":[{"id":7}]}"#)).await, ambiguous("garbled"));
    assert_eq!(sent(answer(502, "", "<html>Bad Gateway</html>")).await, ambiguous("http-502"));
    let nobody = Api::new(&settings("http://127.0.0.1:1")).expect("an account");
    let unsent = nobody.send("2", &json!({})).await;
    assert_eq!(unsent, Err(Failure::Later { code: "unreachable".to_owned() }));
}

#[tokio::test]
async fn no_redirect_is_followed_and_no_path_is_broken() {
    let moved = answer(302, "location: http://127.0.0.1:1/x\r\n", "");
    assert_eq!(sent(moved).await, Err(Failure::Malformed { code: "http-302".to_owned() }));
    let api = Api::new(&settings("http://127.0.0.1:1/base/")).expect("an account");
    let url = |path: &[&str]| api.url(path).map(|url| url.to_string());

    assert_eq!(url(&["2", "messages"]), Ok("http://127.0.0.1:1/base/v25.0/2/messages".to_owned()));
    assert_eq!(url(&["../x?y#z"]), Ok("http://127.0.0.1:1/base/v25.0/..%2Fx%3Fy%23z".to_owned()));
    assert!(url(&[".."]).is_err() && url(&[""]).is_err());
}

#[tokio::test]
async fn a_file_is_fetched_only_as_it_was_told() {
    let mime = Some("image/png".to_owned());
    let file = File { id: "9".to_owned(), mime, bytes: None, sha256: None };
    let fetch = async |told: Value, bytes: &'static str, most: usize| {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let mut told = told;
        if told.get("url").is_none() {
            told["url"] = json!(format!("{base}/file"));
        }
        let api = Api::new(&settings(&base)).expect("an account");
        let serving = tokio::spawn(async move {
            for body in [told.to_string(), bytes.to_owned()] {
                let (mut socket, _) = listener.accept().await.expect("a connection");
                let _ = socket.read(&mut vec![0; 65_536]).await;
                let _ = socket.write_all(&answer(200, "", &body)).await;
            }
        });
        let got = api.download("2", &file, most).await;
        serving.abort();
        got.map_err(|failure| failure.code().to_owned())
    };
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    assert_eq!(fetch(json!({ "sha256": hash }), "abc", 10).await, Ok(b"abc".to_vec()));
    assert_eq!(fetch(json!({ "sha256": hash }), "abd", 10).await, Err("file-hash".to_owned()));
    assert_eq!(fetch(json!({}), "abcdef", 3).await, Err("file-too-big".to_owned()));
    assert_eq!(fetch(json!({ "file_size": "99" }), "abc", 3).await, Err("file-too-big".to_owned()));
    let page = json!({ "mime_type": "text/html" });
    assert_eq!(fetch(page, "abc", 3).await, Err("file-type-other".to_owned()));
    let elsewhere = json!({ "url": "http://127.0.0.1:1/x" });
    assert_eq!(fetch(elsewhere, "abc", 3).await, Err("file-address".to_owned()));
}

#[tokio::test]
async fn files_go_up_as_a_form() {
    let (api, serving) = server(vec![fixture("media_upload_ok")]).await;
    let file = |mime: &str, bytes: &[u8]| Upload {
        bytes: bytes.to_vec(),
        mime: mime.to_owned(),
        name: "boleto.pdf".to_owned(),
    };

    assert_eq!(
        api.upload("2", file("application/pdf", b"%PDF")).await,
        Ok("1037543291543636".to_owned())
    );
    let asked = serving.await.expect("served").remove(0);
    assert!(asked.starts_with("POST /v25.0/2/media HTTP/1.1\r\n"));
    for part in ["messaging_product", "application/pdf", "boleto.pdf", "%PDF"] {
        assert!(asked.contains(part), "{part}");
    }
    for bad in [file("application/x-sh", b"x"), file("image/png", b"")] {
        assert!(matches!(api.upload("2", bad).await, Err(Failure::Malformed { .. })));
    }
}

#[tokio::test]
async fn the_account_is_read_page_by_page() {
    let template =
        |id: &str| json!({ "id": id, "name": "a", "language": "pt_BR", "status": "APPROVED" });
    let first = json!({ "data": [template("1")], "paging": { "cursors": { "after": "x" }, "next": "https://evil.example" } });
    let last = json!({ "data": [template("2"), 7], "paging": { "cursors": { "after": "y" } } });
    let answers = [first, last].map(|page| answer(200, "", &page.to_string())).to_vec();
    let (api, serving) = server(answers).await;
    let all = api.templates("1").await.expect("templates");

    assert_eq!(all.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    let asked = serving.await.expect("served");
    assert!(asked[1].contains("after=x"));
    let number = json!({ "display_phone_number": "+55 11 3000-0000", "quality_rating": "GREEN" });
    let (api, _serving) = server(vec![answer(200, "", &number.to_string())]).await;
    assert_eq!(api.number("2").await.expect("a number").quality.as_deref(), Some("GREEN"));
}
