//! Updates: kept until they are confirmed, handed out by polling or posted by webhook.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};

use super::Inner;
use super::params::Params;
use super::problem::Refusal;
use crate::fake::courier::{Parcel, on_this_machine};
use crate::fake::faults::{Fault, Moment};
use crate::fake::held;

/// How many lines of chats are posted side by side.
const LINES: usize = 16;

/// How long what is to be overtaken is held back.
const HELD_BACK: Duration = Duration::from_millis(80);

/// The longest that a poll waits, in seconds.
const POLL: i64 = 50;

/// Kinds that come only where they are asked for.
const ON_DEMAND: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// The updates that wait, and where they go.
#[derive(Debug)]
pub struct Updates {
    waiting: Mutex<Waiting>,
    /// Counts what came, so that polls wake.
    came: watch::Sender<u64>,
    /// Counts polls and webhooks set, so that older polls end.
    polled: watch::Sender<u64>,
}

#[derive(Debug)]
struct Waiting {
    next: u64,
    updates: VecDeque<(u64, Value)>,
    allowed: Option<HashSet<String>>,
    hook: Option<Hook>,
    posting: BTreeSet<u64>,
}

/// Where updates are posted.
#[derive(Clone, Debug)]
struct Hook {
    url: String,
    secret: Option<String>,
    connections: i64,
}

impl Updates {
    /// None yet; their numbers begin after one.
    pub fn new(first: u64) -> Self {
        let waiting = Waiting {
            next: first,
            updates: VecDeque::new(),
            allowed: None,
            hook: None,
            posting: BTreeSet::new(),
        };
        Self {
            waiting: Mutex::new(waiting),
            came: watch::Sender::new(0),
            polled: watch::Sender::new(0),
        }
    }

    /// What waits from a number on, after forgetting what is before it.
    fn take(&self, offset: i64, limit: usize) -> Vec<Value> {
        let mut waiting = held(&self.waiting);
        if offset < 0 {
            let keep = usize::try_from(-offset).unwrap_or(usize::MAX);
            let from = waiting.updates.len().saturating_sub(keep);
            waiting.updates.drain(..from);
        } else {
            let offset = u64::try_from(offset).unwrap_or(0);
            waiting.updates.retain(|(id, _)| *id >= offset);
        }
        waiting.updates.iter().take(limit).map(|(_, update)| update.clone()).collect()
    }
}

impl Inner {
    /// Something happened; its number, or nothing where nobody wants to know.
    pub(super) fn update(&self, kind: &str, content: &Value) -> Option<u64> {
        let mut waiting = held(&self.updates.waiting);
        let wanted = match &waiting.allowed {
            Some(allowed) => allowed.contains(kind),
            None => !ON_DEMAND.contains(&kind),
        };
        if !wanted {
            return None;
        }
        let id = waiting.next;
        waiting.next += 1;
        let update = json!({"update_id": id, kind: content});
        if waiting.hook.is_some() {
            waiting.posting.insert(id);
            drop(waiting);
            self.lines().post(&chat_of(&update), (id, update));
        } else {
            waiting.updates.push_back((id, update));
            drop(waiting);
            self.updates.came.send_modify(|count| *count += 1);
        }
        Some(id)
    }

    /// `getUpdates`: at once where something waits, else when something comes.
    pub(super) async fn get_updates(&self, params: &Params) -> Result<Value, Refusal> {
        if held(&self.updates.waiting).hook.is_some() {
            return Err(Refusal::new(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook \
                 to delete the webhook first",
            ));
        }
        self.allow(params);
        let offset = params.number("offset").unwrap_or(0);
        let limit = params.number("limit").unwrap_or(100).clamp(1, 100);
        let limit = usize::try_from(limit).unwrap_or(100);
        let wait = params.number("timeout").unwrap_or(0).clamp(0, POLL);
        let wait = Duration::from_secs(u64::try_from(wait).unwrap_or(0));
        // Whoever polled before is ended by whoever polls now.
        self.updates.polled.send_modify(|count| *count += 1);
        let mut polled = self.updates.polled.subscribe();
        let own = *polled.borrow_and_update();
        let mut came = self.updates.came.subscribe();
        let end = tokio::time::sleep(wait);
        tokio::pin!(end);
        loop {
            came.borrow_and_update();
            let updates = self.updates.take(offset, limit);
            if !updates.is_empty() {
                return Ok(Value::Array(updates));
            }
            tokio::select! {
                () = &mut end => return Ok(json!([])),
                _ = polled.wait_for(|count| *count != own) => return Err(Refusal::of(409)),
                _ = came.changed() => {}
            }
        }
    }

    /// `setWebhook`: updates are posted from now on.
    pub(super) fn set_webhook(&self, params: &Params) -> Result<Value, Refusal> {
        let url = params.text("url").unwrap_or_default();
        if url.is_empty() {
            return Ok(self.delete_webhook(params));
        }
        let secret = params.text("secret_token");
        let good = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let unfit =
            |secret: &String| !(1..=256).contains(&secret.len()) || !secret.chars().all(good);
        if secret.as_ref().is_some_and(unfit) {
            return Err(Refusal::bad("secret token contains unallowed characters"));
        }
        let aimed = on_this_machine(&url)
            .map_err(|_| Refusal::bad("bad webhook: a fake posts to this machine only"))?;
        self.allow(params);
        let connections = params.number("max_connections").unwrap_or(40).clamp(1, 100);
        let pending: Vec<(u64, Value)> = {
            let mut waiting = held(&self.updates.waiting);
            if params.flag("drop_pending_updates") {
                waiting.updates.clear();
            }
            waiting.hook = Some(Hook { url, secret, connections });
            let pending: Vec<_> = waiting.updates.drain(..).collect();
            waiting.posting.extend(pending.iter().map(|(id, _)| *id));
            pending
        };
        self.courier.aim(Some(aimed));
        self.updates.polled.send_modify(|count| *count += 1);
        for (id, update) in pending {
            self.lines().post(&chat_of(&update), (id, update));
        }
        Ok(true.into())
    }

    /// `deleteWebhook`: updates wait for polls again.
    pub(super) fn delete_webhook(&self, params: &Params) -> Value {
        let mut waiting = held(&self.updates.waiting);
        waiting.hook = None;
        if params.flag("drop_pending_updates") {
            waiting.updates.clear();
            waiting.posting.clear();
        }
        self.courier.aim(None);
        true.into()
    }

    /// `getWebhookInfo`.
    pub(super) fn webhook_info(&self) -> Value {
        let waiting = held(&self.updates.waiting);
        let hook = waiting.hook.as_ref();
        let mut info = json!({
            "url": hook.map(|hook| hook.url.as_str()).unwrap_or_default(),
            "has_custom_certificate": false,
            "pending_update_count": waiting.updates.len() + waiting.posting.len(),
        });
        if let (Some(hook), Some(info)) = (hook, info.as_object_mut()) {
            info.insert("max_connections".to_owned(), hook.connections.into());
            info.insert("ip_address".to_owned(), "127.0.0.1".into());
        }
        if let (Some(allowed), Some(info)) = (&waiting.allowed, info.as_object_mut()) {
            let allowed: Vec<&String> = allowed.iter().collect();
            info.insert("allowed_updates".to_owned(), json!(allowed));
        }
        info
    }

    fn allow(&self, params: &Params) {
        let Some(kinds) = params.json("allowed_updates") else { return };
        let kinds = kinds.as_array().into_iter().flatten();
        let kinds: HashSet<String> =
            kinds.filter_map(|kind| kind.as_str().map(str::to_owned)).collect();
        held(&self.updates.waiting).allowed = (!kinds.is_empty()).then_some(kinds);
    }

    fn parcel(&self, update: &Value) -> Parcel {
        let secret = held(&self.updates.waiting).hook.as_ref().and_then(|hook| hook.secret.clone());
        let headers = secret.map(|secret| ("X-Telegram-Bot-Api-Secret-Token", secret));
        Parcel { body: update.to_string().into(), headers: headers.into_iter().collect() }
    }
}

/// The chat that an update is about, in which order is kept.
fn chat_of(update: &Value) -> String {
    let places = [
        "/message/chat/id",
        "/edited_message/chat/id",
        "/callback_query/from/id",
        "/my_chat_member/chat/id",
    ];
    let chat = places.iter().find_map(|place| update.pointer(place));
    chat.map(ToString::to_string).unwrap_or_default()
}

/// The lines on which updates are posted.
#[derive(Debug)]
pub struct Lines(Vec<mpsc::UnboundedSender<(u64, Value)>>);

impl Lines {
    /// Opens the lines; each works until the fake is gone.
    pub fn open(fake: &Weak<Inner>) -> Self {
        let line = |_| {
            let (sender, receiver) = mpsc::unbounded_channel();
            tokio::spawn(work(fake.clone(), receiver));
            sender
        };
        Self((0..LINES).map(line).collect())
    }

    fn post(&self, chat: &str, update: (u64, Value)) {
        let mut hasher = DefaultHasher::new();
        chat.hash(&mut hasher);
        let line = usize::try_from(hasher.finish() % 16).unwrap_or(0);
        if let Some(line) = self.0.get(line) {
            // Without its worker the fake is ending.
            let _ = line.send(update);
        }
    }
}

async fn work(fake: Weak<Inner>, mut line: mpsc::UnboundedReceiver<(u64, Value)>) {
    while let Some((id, update)) = line.recv().await {
        let Some(fake) = fake.upgrade() else { return };
        let parcel = fake.parcel(&update);
        let struck = fake.faults.strike(Moment::Webhook, "webhook", &chat_of(&update));
        match struck.map(|plan| plan.fault) {
            Some(Fault::Reorder) => {
                tokio::spawn(async move {
                    tokio::time::sleep(HELD_BACK).await;
                    leave(&fake, &parcel, id).await;
                });
            }
            Some(Fault::Duplicate) => {
                leave(&fake, &parcel, id).await;
                leave(&fake, &parcel, id).await;
            }
            Some(_) | None => leave(&fake, &parcel, id).await,
        }
    }
}

/// Posts until it is taken; the chat's next update waits for it.
async fn leave(fake: &Arc<Inner>, parcel: &Parcel, id: u64) {
    if !fake.courier.post(parcel).await {
        fake.courier.insist(parcel).await;
    }
    held(&fake.updates.waiting).posting.remove(&id);
}
