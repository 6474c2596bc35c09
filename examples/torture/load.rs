//! Senders: they post signed webhooks as the provider does, again until they are answered 200.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use anyhow::Result;
use bytes::Bytes;
use combinado::clock::{Clock, Stopwatch};
use combinado::fake::faults::Chance;
use combinado::fake::whatsapp::{escaped, signature};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::portfolio;
use crate::world::{SECRET, Targets, World};

/// How senders behave.
#[derive(Clone, Debug)]
pub struct Manner {
    /// Who writes.
    pub chats: Range<usize>,
    /// How often each.
    pub each: usize,
    /// How many senders share them.
    pub senders: usize,
    /// Of a hundred webhooks, how many are posted again later.
    pub duplicates: u64,
    /// Of a hundred messages, how many are overtaken by the next of the same customer.
    pub disorder: u64,
    /// Messages of one webhook, at most.
    pub batch: usize,
    /// The pause after each webhook.
    pub pause: Duration,
    /// What ids begin with, so that questions do not share any.
    pub mark: &'static str,
}

impl Manner {
    /// As the provider on a common day: some duplicates, some disorder, small batches.
    pub fn usual(mark: &'static str, chats: Range<usize>, each: usize) -> Self {
        Self {
            chats,
            each,
            senders: 16,
            duplicates: 10,
            disorder: 5,
            batch: 4,
            pause: Duration::ZERO,
            mark,
        }
    }
}

/// What the senders came to.
#[derive(Debug, Default)]
pub struct Poured {
    /// Messages answered 200 at least once.
    pub acked: AtomicUsize,
    /// Webhooks posted.
    pub posts: AtomicUsize,
    /// Of them, posted again because nobody answered 200.
    pub again: AtomicUsize,
    /// Of them, posted again although they had been answered.
    pub doubled: AtomicUsize,
}

impl Poured {
    /// The counts in words.
    pub fn words(&self) -> String {
        let of = |count: &AtomicUsize| count.load(Ordering::Relaxed);
        format!(
            "{} messages in {} webhooks ({} retried, {} doubled)",
            of(&self.acked),
            of(&self.posts),
            of(&self.again),
            of(&self.doubled)
        )
    }
}

/// One message on its way.
#[derive(Clone)]
pub struct Letter {
    /// Its id.
    pub id: String,
    /// The change that tells of it.
    pub value: Value,
}

/// A customer's message.
pub fn letter(world_number: &str, user_id: &str, chat: usize, id: &str, text: &str) -> Letter {
    let at = Clock::System.now().timestamp().to_string();
    let message = json!({"type": "text", "text": {"body": text}, "timestamp": at});
    letter_of((world_number, user_id, chat), id, message)
}

/// A customer's message of any kind.
pub fn letter_of((number, user_id, chat): (&str, &str, usize), id: &str, message: Value) -> Letter {
    let mut message = message;
    if let Some(fields) = message.as_object_mut() {
        fields.insert("from".to_owned(), number.into());
        fields.insert("from_user_id".to_owned(), user_id.into());
        fields.insert("id".to_owned(), id.into());
    }
    let value = json!({
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "551130000000", "phone_number_id": "200000000000002"},
        "contacts": [{"profile": {"name": portfolio::name(chat)}, "wa_id": number, "user_id": user_id}],
        "messages": [message],
    });
    Letter { id: id.to_owned(), value }
}

/// A signed webhook of some letters.
pub fn webhook(letters: &[Letter]) -> (Bytes, String) {
    let changes: Vec<Value> =
        letters.iter().map(|letter| json!({"field": "messages", "value": letter.value})).collect();
    let body = escaped(&json!({"object": "whatsapp_business_account",
        "entry": [{"id": "100000000000001", "changes": changes}]}));
    let signed = signature(SECRET, &body);
    (body, signed)
}

/// A client as patient as the provider.
pub fn client() -> Result<reqwest::Client> {
    Ok(reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build()?)
}

/// Posts a body once; the status, where there was an answer.
pub async fn post(client: &reqwest::Client, base: &str, body: Bytes, signed: &str) -> Option<u16> {
    ask(client, base, body, signed).await.map(|(status, _)| status)
}

/// Posts a body once; where there was an answer its status, and whether it says when to come again.
pub async fn ask(
    client: &reqwest::Client,
    base: &str,
    body: Bytes,
    signed: &str,
) -> Option<(u16, bool)> {
    let request = client
        .post(format!("{base}/webhooks/whatsapp"))
        .header("content-type", "application/json")
        .header("x-hub-signature-256", signed)
        .body(body);
    let response = request.send().await.ok()?;
    Some((response.status().as_u16(), response.headers().contains_key("retry-after")))
}

/// Starts senders; they end when everything of theirs was answered 200.
pub fn pour(
    world: &mut World,
    manner: &Manner,
) -> Result<(Arc<Poured>, Vec<JoinHandle<Duration>>)> {
    let poured = Arc::new(Poured::default());
    let mut tasks = Vec::new();
    for sender in 0..manner.senders {
        let chats: Vec<usize> =
            manner.chats.clone().filter(|chat| chat % manner.senders == sender).collect();
        let mut letters = Vec::new();
        let mut chance = Chance(world.chance.draw());
        for place in 0..manner.each {
            for chat in &chats {
                let number = portfolio::number(*chat);
                let user_id = world.fake.person(&format!("+{number}")).user_id;
                let id = format!("wamid.{}{chat:06}x{place:03}", manner.mark);
                let text = portfolio::words(*chat, place);
                letters.push(letter(&number, &user_id, *chat, &id, &text));
            }
        }
        disorder(&mut letters, chats.len(), manner.disorder, &mut chance);
        let (manner, poured) = (manner.clone(), Arc::clone(&poured));
        let (targets, acked) = (world.targets.clone(), Arc::clone(&world.acked));
        let client = client()?;
        tasks.push(tokio::spawn(async move {
            let sender = Sender { client, targets, chance, poured, slowest: Duration::ZERO };
            sender
                .send(letters, &manner, |id| {
                    acked.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
                })
                .await
        }));
    }
    Ok((poured, tasks))
}

/// Some messages are overtaken by the next one of the same customer.
fn disorder(letters: &mut [Letter], chats: usize, percent: u64, chance: &mut Chance) {
    for at in 0..letters.len().saturating_sub(chats) {
        if chance.below(100) < percent {
            letters.swap(at, at + chats);
        }
    }
}

struct Sender {
    client: reqwest::Client,
    targets: Targets,
    chance: Chance,
    poured: Arc<Poured>,
    slowest: Duration,
}

impl Sender {
    async fn send(
        mut self,
        letters: Vec<Letter>,
        manner: &Manner,
        mut acked: impl FnMut(String),
    ) -> Duration {
        let mut letters = VecDeque::from(letters);
        let mut sent: Vec<(Bytes, String)> = Vec::new();
        while !letters.is_empty() {
            let most = u64::try_from(manner.batch).unwrap_or(1).max(1);
            let count =
                usize::try_from(1 + self.chance.below(most)).unwrap_or(1).min(letters.len());
            let batch: Vec<Letter> = letters.drain(..count).collect();
            let (body, signed) = webhook(&batch);
            self.insist(&body, &signed).await;
            self.poured.acked.fetch_add(batch.len(), Ordering::Relaxed);
            for letter in batch {
                acked(letter.id);
            }
            if self.chance.below(100) < manner.duplicates {
                sent.push((body, signed));
                let at = self.chance.below(u64::try_from(sent.len()).unwrap_or(1));
                let again = usize::try_from(at).ok().and_then(|at| sent.get(at).cloned());
                if let Some((body, signed)) = again {
                    self.poured.doubled.fetch_add(1, Ordering::Relaxed);
                    self.insist(&body, &signed).await;
                }
            }
            if manner.pause > Duration::ZERO {
                tokio::time::sleep(manner.pause).await;
            }
        }
        self.slowest
    }

    /// Posts until it is answered 200.
    async fn insist(&mut self, body: &Bytes, signed: &str) {
        let mut pause = Duration::from_millis(20);
        loop {
            self.poured.posts.fetch_add(1, Ordering::Relaxed);
            let watch = Stopwatch::start();
            if let Some(base) = self.targets.pick(self.chance.draw())
                && post(&self.client, &base, body.clone(), signed).await == Some(200)
            {
                self.slowest = self.slowest.max(watch.elapsed());
                return;
            }
            self.poured.again.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(Duration::from_millis(500));
        }
    }
}

/// Waits for all senders; false where they did not end in time.
pub async fn done(tasks: Vec<JoinHandle<Duration>>, within: Duration) -> bool {
    let all = async {
        for task in tasks {
            let _ = task.await;
        }
    };
    tokio::time::timeout(within, all).await.is_ok()
}
