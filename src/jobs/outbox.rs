//! Does what the outside must be told, with no transaction open while the outside answers.

use tracing::{error, warn};

use super::{Crew, Progress, back_off, new_claim};
use crate::app::{Result, intake};
use crate::domain::channel::{Failure, Outgoing, Recipient, Sent};
use crate::domain::debt::charge::ChargeStatus;
use crate::domain::dialogue::event::Event;
use crate::domain::id::Id;
use crate::failpoint;
use crate::store::message::Enclosure;
use crate::store::outbox::{self, Claimed, Errand, Settled};
use crate::store::{self, charge, contact, conversation, creditor, customer, message};

/// Refusals after which an item is given up.
const MOST_ATTEMPTS: i64 = 8;

/// Claims after which an item is given up: whoever had it died each time.
const MOST_CLAIMS: i64 = 25;

/// What doing an errand came to.
enum Done {
    /// The message left.
    Sent(Sent),
    /// The charge was answered; the event tells.
    Answered(Event),
    /// There was nothing left to do.
    Moot,
    /// It did not work.
    Failed(Failure),
}

/// Claims what may be done now and does it.
///
/// # Errors
/// When nothing can be claimed because the database refuses.
pub async fn tick(crew: &Crew) -> Result<Progress> {
    let now = crew.app.clock.now();
    let (claim, until, batch) = (new_claim(), now + crew.pace.lease, crew.pace.batch);
    let claimed: Vec<Claimed> = crew
        .app
        .db
        .write(move |tx| {
            Box::pin(async move { outbox::claim(tx, &claim, (now, until), batch).await })
        })
        .await?;
    let worked = claimed.len();
    let tasks: Vec<_> = claimed
        .into_iter()
        .map(|item| {
            let crew = crew.clone();
            tokio::spawn(async move { work(&crew, item).await })
        })
        .collect();
    for task in tasks {
        match task.await {
            Ok(Ok(())) => {}
            // The claim runs out and the item comes again.
            Ok(Err(error)) => error!(error = %error, "an errand was not settled"),
            Err(error) => error!(error = %error, "an errand panicked"),
        }
    }
    Ok(Progress { worked })
}

async fn work(crew: &Crew, item: Claimed) -> Result<()> {
    let done = if item.attempts > MOST_CLAIMS {
        Done::Failed(never("too-many-attempts"))
    } else {
        match &item.new.errand {
            Errand::Say { seq, .. } => say(crew, &item, *seq).await?,
            Errand::Welcome { .. } | Errand::OrderStatus { .. } => Done::Moot,
            Errand::IssueCharge { charge } => issue(crew, &item, charge).await?,
        }
    };
    settle(crew, item, done).await?;
    failpoint::pass("after-settle");
    Ok(())
}

async fn say(crew: &Crew, item: &Claimed, seq: i64) -> Result<Done> {
    let (db, new) = (&crew.app.db, &item.new);
    let Some(to) = conversation::address(db, &new.creditor, &new.conversation).await? else {
        return Ok(Done::Moot);
    };
    let Some(message) = message::find(db, &new.creditor, &new.conversation, seq).await? else {
        return Ok(Done::Moot);
    };
    if new.proactive {
        // Conduct once more, on what is known by now: an opt-out may have come meanwhile.
        let found = customer::find(db, &new.creditor, &to.customer).await?;
        if found.is_none_or(|customer| customer.opted_out) {
            return Ok(Done::Failed(never("opted-out")));
        }
        if to.suppressed || to.stopped {
            return Ok(Done::Failed(never("not-active")));
        }
    }
    let contact = contact::of(db, &new.creditor, &new.conversation).await?;
    let recipient = match contact {
        Some(contact) => Recipient { account: contact.account, address: contact.address },
        None => Recipient { account: String::new(), address: to.address },
    };
    let account = format!("{}/{}", to.channel, recipient.account);
    let delivery = crew.deliveries.get(&account).or_else(|| crew.deliveries.get(&to.channel));
    let Some(delivery) = delivery else {
        return Ok(Done::Failed(Failure::Later { code: format!("no-channel-{}", to.channel) }));
    };
    let attachments = message.attachments.into_iter().filter_map(|enclosure| match enclosure {
        Enclosure::Ours(attachment) => Some(attachment),
        Enclosure::Theirs { .. } => None,
    });
    let outgoing = Outgoing {
        creditor: new.creditor.clone(),
        conversation: new.conversation.clone(),
        channel: to.channel,
        to: recipient,
        id: message.id,
        part: 0,
        text: message.text,
        options: message.options,
        attachments: attachments.collect(),
        payment: None,
        template: None,
        asks_phone: false,
    };
    failpoint::pass("before-send");
    let answer = delivery.deliver(&outgoing).await;
    failpoint::pass("after-send");
    Ok(match answer {
        Ok(receipt) => Done::Sent(receipt),
        Err(failure) => Done::Failed(failure),
    })
}

async fn issue(crew: &Crew, item: &Claimed, id: &Id) -> Result<Done> {
    let (db, new) = (&crew.app.db, &item.new);
    let Some(found) = charge::find(db, &new.creditor, id).await? else { return Ok(Done::Moot) };
    if found.charge.status != ChargeStatus::Requested {
        return Ok(Done::Moot);
    }
    let missing = || store::Error::missing(format!("creditor {}", new.creditor));
    let creditor = creditor::find(db, &new.creditor).await?.ok_or_else(missing)?;
    Ok(Done::Answered(match (crew.issue)(&found.charge, &creditor) {
        Ok(pix) => Event::ChargeIssued { charge: id.clone(), pix },
        Err(why) => Event::ChargeRefused { charge: id.clone(), why },
    }))
}

/// Writes down how an errand went, with the event it leads to, in one transaction.
async fn settle(crew: &Crew, item: Claimed, done: Done) -> Result<()> {
    let mut tries = 0;
    loop {
        let (item, now) = (item.clone(), crew.app.clock.now());
        let rows = rows(item, &done, now);
        let answer = crew.app.db.write(move |tx| Box::pin(rows.write(tx))).await;
        match answer {
            // Another entry took the same place in the inbox at the same moment.
            Err(error) if tries < 5 && (error.is_duplicate() || error.is_passing()) => tries += 1,
            Err(error) => return Err(error.into()),
            Ok(()) => {
                crew.app.signals.inbox.notify_one();
                crew.app.signals.outbox.notify_one();
                return Ok(());
            }
        }
    }
}

/// What settling an errand leaves.
struct Rows {
    item: Claimed,
    settled: Settled,
    sent: Option<Sent>,
    failed: Option<String>,
    event: Option<(String, Event)>,
    now: chrono::DateTime<chrono::Utc>,
}

fn rows(item: Claimed, done: &Done, now: chrono::DateTime<chrono::Utc>) -> Rows {
    let id = item.new.id.clone();
    let attempts = item.attempts;
    let mut rows =
        Rows { item, settled: Settled::Done, sent: None, failed: None, event: None, now };
    match done {
        Done::Moot => {}
        Done::Sent(receipt) => rows.sent = Some(receipt.clone()),
        Done::Answered(event) => rows.event = Some((format!("charge/{id}"), event.clone())),
        Done::Failed(failure) if may_go_later(failure) && attempts < MOST_ATTEMPTS => {
            let why = failure.code();
            warn!(outbox.id = %id, why, "an errand is tried again later");
            rows.settled = Settled::Retry(now + back_off(attempts), why.to_owned());
        }
        Done::Failed(failure) => {
            let why = failure.code().to_owned();
            warn!(outbox.id = %id, why, "an errand is given up");
            rows.settled = Settled::Dead(why.clone());
            match &rows.item.new.errand {
                Errand::Say { .. } => {
                    rows.failed = Some(why.clone());
                    let event = Event::SendFailed { why: why.clone() };
                    rows.event = Some((format!("send-failed/{id}"), event));
                }
                Errand::Welcome { .. } | Errand::OrderStatus { .. } => {}
                Errand::IssueCharge { charge } => {
                    let event = Event::ChargeRefused { charge: charge.clone(), why: why.clone() };
                    rows.event = Some((format!("charge/{id}"), event));
                }
            }
        }
    }
    rows
}

fn never(code: &str) -> Failure {
    Failure::Never { code: code.to_owned(), gone: false }
}

/// True where the same may work at another time.
const fn may_go_later(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::Later { .. }
            | Failure::Pair { .. }
            | Failure::Throttled { .. }
            | Failure::Account { .. }
    )
}

impl Rows {
    async fn write(self, tx: &mut store::Tx) -> store::Result<()> {
        let (new, now) = (self.item.new.clone(), self.now);
        if !outbox::settle(tx, &self.item, self.settled, now).await? {
            // Someone else has the item by now and settles it.
            return Ok(());
        }
        if let Some(Sent { provider_id, .. }) = self.sent {
            message::sent(tx, &new.creditor, &new.id, provider_id, now).await?;
        }
        if let Some(why) = self.failed {
            message::failed(tx, &new.creditor, &new.id, &why, now).await?;
        }
        if let Some((name, event)) = self.event {
            let entry = intake::internal(&new.creditor, &new.conversation, name, event);
            intake::add(tx, entry, now).await?;
        }
        Ok(())
    }
}
