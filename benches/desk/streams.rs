//! How long after its commit a message is told to every open desk.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use combinado::domain::id::Id;
use combinado::store::{Db, Error};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::{at, now};

/// How many messages come.
const MESSAGES: usize = 40;
/// How long an event is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Median, 95th percentile and longest time; and how many events never came.
pub async fn measure(
    db: &Db,
    (base, cookie): (&str, &str),
    streams: usize,
) -> ((Duration, Duration, Duration), usize) {
    let (tell, mut heard) = unbounded_channel();
    let mut desks = Vec::with_capacity(streams);
    let (ready, mut readied) = unbounded_channel();
    for _ in 0..streams {
        let (tell, ready) = (tell.clone(), ready.clone());
        let (address, cookie) = (format!("{base}/eventos"), cookie.to_owned());
        desks.push(tokio::spawn(async move { listen(&address, cookie, ready, tell).await }));
    }
    for _ in 0..streams {
        readied.recv().await.expect("every desk opens");
    }
    let rows: Vec<(String, String, i64)> = db
        .sql(
            "select creditor, id, messages from conversation
             where creditor = 'aurora' and handoff is not null order by rank desc limit 40",
        )
        .all(db)
        .await
        .expect("conversations at the desk");
    let mut written = HashMap::new();
    for (creditor, id, messages) in rows.into_iter().take(MESSAGES) {
        let key = format!("{creditor}/{id}");
        write(db, creditor, id, messages + 1).await.expect("it is written");
        written.insert(key, now());
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    let expected = written.len() * streams;
    let mut took = Vec::with_capacity(expected);
    while took.len() < expected {
        let Ok(Some((key, moment))) = tokio::time::timeout(PATIENCE, heard.recv()).await else {
            break;
        };
        let moment: Instant = moment;
        if let Some(committed) = written.get(&key) {
            took.push(moment.saturating_duration_since(*committed));
        }
    }
    for desk in desks {
        desk.abort();
    }
    took.sort_unstable();
    ((at(&took, 50), at(&took, 95), at(&took, 100)), expected - took.len())
}

/// One open desk: tells of each conversation when it heard of it.
async fn listen(
    address: &str,
    cookie: String,
    ready: UnboundedSender<()>,
    tell: UnboundedSender<(String, Instant)>,
) {
    let request = reqwest::Client::new().get(address).header("cookie", cookie);
    let mut answer = request.send().await.expect("a stream");
    assert_eq!(answer.status().as_u16(), 200, "the stream opens");
    let _ = ready.send(());
    let mut text = String::new();
    while let Ok(Some(chunk)) = answer.chunk().await {
        let moment = now();
        text.push_str(&String::from_utf8_lossy(&chunk));
        while let Some((event, rest)) = text.split_once("\n\n") {
            let key = event.split("\"key\":\"").nth(1).and_then(|it| it.split('"').next());
            if let Some(key) = key {
                let _ = tell.send((key.to_owned(), moment));
            }
            text = rest.to_owned();
        }
    }
}

/// A customer's message, as a turn leaves it.
async fn write(db: &Db, creditor: String, id: String, seq: i64) -> Result<(), Error> {
    #[expect(clippy::disallowed_methods, reason = "a benchmark is its own clock")]
    let at = chrono::Utc::now();
    let name = Id::derive(&["bench", &id, &seq.to_string()]).to_string();
    db.write(move |tx| {
        Box::pin(async move {
            tx.sql(
                "insert into message
                   (creditor, conversation, seq, id, sender, turn, at, text, options, attachments)
                 values ($1, $2, $3, $4, 'customer', 1, $5, 'oi', '[]', '[]')",
            )
            .bind(creditor.clone())
            .bind(id.clone())
            .bind(seq)
            .bind(name)
            .bind(at)
            .run(&mut *tx)
            .await?;
            tx.sql(
                "update conversation set messages = $3, changed_at = $4, version = version + 1
                 where creditor = $1 and id = $2",
            )
            .bind(creditor)
            .bind(id)
            .bind(seq)
            .bind(at)
            .run(tx)
            .await?;
            Ok(())
        })
    })
    .await
}
