//! Webhooks of an inbox: signed with its secret, posted once, in order.

use std::sync::{Arc, Weak};
use std::time::Duration;

use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::{Client, Url};
use serde_json::{Value as Json, json};
use sha2::Sha256;
use tokio::sync::mpsc;

use super::Inner;
use super::state::{self, Message};
use crate::domain::id::{Id, hex};
use crate::fake::courier::on_this_machine;
use crate::fake::faults::{Fault, Moment};
use crate::fake::{Error, held};

/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(5);

/// A webhook to be posted.
#[derive(Debug)]
pub struct Post {
    /// The inbox that it is of.
    pub inbox: u64,
    /// What it says.
    pub body: Json,
    /// The agent's message that fails where nobody takes it: its conversation and number.
    pub stakes: Option<(u64, u64)>,
}

/// What `X-Chatwoot-Signature` says.
///
/// # Panics
/// Never: a key may have any length.
pub fn signature(secret: &str, timestamp: &str, body: &[u8]) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key may have any length");
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    format!("sha256={}", hex(&mac.finalize().into_bytes()))
}

/// Where webhooks go, on this machine.
pub fn aim(webhook: Option<&str>) -> Result<Option<Url>, Error> {
    webhook.map(on_this_machine).transpose()
}

/// Posts what waits, one after the other, until the fake is gone.
pub fn work(fake: &Weak<Inner>, mut waiting: mpsc::UnboundedReceiver<Post>) -> Result<(), Error> {
    let client = Client::builder().no_proxy().timeout(ANSWER).build().map_err(Error::Client)?;
    let fake = fake.clone();
    tokio::spawn(async move {
        let mut count = 0_u64;
        while let Some(post) = waiting.recv().await {
            let Some(fake) = fake.upgrade() else { return };
            count += 1;
            let struck = fake.faults.strike(Moment::Webhook, "webhook", "").map(|it| it.fault);
            // A duplicate has the delivery's own name, as a retry has.
            let times = if struck == Some(Fault::Duplicate) { 2 } else { 1 };
            // A webhook that is to be overtaken never comes at all: it is tried once.
            let lost = struck == Some(Fault::Reorder);
            for _ in 0..times {
                let taken = !lost && fake.post(&client, &post, count).await;
                if let (false, Some((conversation, message))) = (taken, post.stakes) {
                    fake.fails(conversation, message);
                }
            }
        }
    });
    Ok(())
}

impl Inner {
    async fn post(self: &Arc<Self>, client: &Client, post: &Post, count: u64) -> bool {
        let found = held(&self.state).inbox(post.inbox).cloned();
        let Some((url, secret)) = found.and_then(|it| Some((it.webhook?, it.secret))) else {
            return true;
        };
        let body = Bytes::from(post.body.to_string());
        let at = self.clock.now().timestamp().to_string();
        let delivery = Id::derive(&["delivery", &at, &count.to_string()]).to_string();
        let request = client
            .post(url)
            .header("content-type", "application/json")
            .header("X-Chatwoot-Signature", signature(&secret, &at, &body))
            .header("X-Chatwoot-Timestamp", at)
            .header("X-Chatwoot-Delivery", delivery)
            .body(body);
        let taken = request.send().await.is_ok_and(|answer| answer.status().is_success());
        let mut state = held(&self.state);
        state.posted.0 += 1;
        state.posted.1 += u64::from(taken);
        taken
    }

    /// Marks an agent's message whose webhook nobody took.
    fn fails(&self, conversation: u64, message: u64) {
        let mut state = held(&self.state);
        let found = state.conversation(conversation);
        let message = found.and_then(|it| it.messages.iter_mut().find(|it| it.id == message));
        if let Some(message) = message {
            "failed".clone_into(&mut message.status);
            message.error = Some("webhook".to_owned());
        }
    }

    /// Tells of a message.
    pub fn tell_message(&self, event: &str, conversation: u64, message: &Message) {
        let mut state = held(&self.state);
        let Some(found) = state.conversation(conversation) else { return };
        let (inbox, mut about) = (found.inbox, found.json());
        if let Some(about) = about.as_object_mut() {
            about.insert("messages".to_owned(), json!([message.json()]));
        }
        let mut body = message.json();
        let kind = if message.incoming { "incoming" } else { "outgoing" };
        if let Some(body) = body.as_object_mut() {
            body.insert("event".to_owned(), json!(event));
            body.insert("message_type".to_owned(), json!(kind));
            body.insert("conversation".to_owned(), about);
            body.insert("inbox".to_owned(), json!({"id": inbox}));
            body.insert("account".to_owned(), json!({"id": self.settings.account}));
            if let Some(user) = message.sender {
                body.insert("sender".to_owned(), user_json(user));
            }
        }
        drop(state);
        let is_agents = !message.incoming && !message.private && message.source_id.is_none();
        let stakes = is_agents.then_some((conversation, message.id));
        let _ = self.posts.send(Post { inbox, body, stakes });
    }

    /// Tells of a conversation, as one of its agents left it.
    pub fn tell_conversation(&self, event: &str, conversation: u64, agent: Option<u64>) {
        let mut state = held(&self.state);
        let Some(found) = state.conversation(conversation) else { return };
        let (inbox, mut body) = (found.inbox, found.json());
        drop(state);
        if let Some(body) = body.as_object_mut() {
            body.insert("event".to_owned(), json!(event));
            body.insert("account".to_owned(), json!({"id": self.settings.account}));
            if let Some(agent) = agent {
                body.insert("meta".to_owned(), json!({"assignee": user_json(agent)}));
            }
        }
        let _ = self.posts.send(Post { inbox, body, stakes: None });
    }
}

fn user_json(user: u64) -> Json {
    json!({"id": user, "name": state::name(user), "email": state::email(user), "type": "user"})
}
