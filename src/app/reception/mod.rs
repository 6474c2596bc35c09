//! Receives whoever comes in at a channel: finds whose line it is, or says what is needed.
//!
//! A line leads to a conversation only as weak a proof as its number is: the dialogue asks who is
//! there before it tells of any debt. Whoever is not known is answered in words that reveal nothing,
//! and not for ever. What somebody tapped is looked up among what our messages offered; a forged or
//! stale tap is only the words that stood on the button.
//!
//! It knows no debt, no step and no provider. One file a question: has the address another owner
//! (`change`), which of several customers is there (`apart`), what is said to strangers
//! (`stranger`), what a customer's doing means to the dialogue (`meaning`); and the two short ways, for
//! whoever is known (`quick`) and for many who are met first (`first`).

mod apart;
mod change;
mod first;
mod meaning;
mod quick;
mod stranger;

pub use self::change::{changed, suspend as unbind};
pub use self::first::{Guest, first};
pub use self::quick::at_once;

use chrono::{DateTime, TimeDelta, Utc};

use self::stranger::Saying;
use crate::app::opening::{self, Opening};
use crate::app::{App, Result, links};
use crate::domain::channel::{Alias, Heard, What};
use crate::domain::debt::party::Creditor;
use crate::domain::id::Id;
use crate::store::binding::{self, Standing};
use crate::store::consent::{self, How};
use crate::store::contact::{ContactStatus, Proof};
use crate::store::inbox::{Claimed, Incoming};
use crate::store::{self, Tx, alert, creditor, customer};

/// How old a message may be that comes after a newer one; an older one is not answered.
const LATE: TimeDelta = TimeDelta::hours(24);

/// For how long it is not said again that a change of a message is not seen.
const EDITS: TimeDelta = TimeDelta::hours(1);

/// The conversation a message leads to and what its turn is taken for; none where it was answered
/// here or needs no answer.
pub type Met = Option<(Id, Incoming)>;

/// What somebody did, and all that it is answered with.
#[derive(Clone, Copy)]
struct Visit<'a> {
    app: &'a App,
    entry: &'a Claimed,
    heard: &'a Heard,
    now: DateTime<Utc>,
}

/// Receives what somebody did.
///
/// # Errors
/// When the database refuses.
pub async fn meet(
    app: &App,
    tx: &mut Tx,
    (entry, heard): (&Claimed, &Heard),
    now: DateTime<Utc>,
) -> Result<Met> {
    let visit = Visit { app, entry, heard, now };
    let creditor = entry.new.creditor.as_str();
    let Some(mut standing) = binding::find(&mut *tx, creditor, &entry.new.line).await? else {
        return Ok(None);
    };
    if !is_to_be_answered(visit, tx, &mut standing).await? {
        return Ok(None);
    }
    let user = user(heard).filter(|user| standing.memory.user.as_deref() != Some(*user));
    if let Some(user) = user {
        met_user(visit, tx, &mut standing, user).await?;
    }
    if let What::Started { token: Some(token) } = &heard.what {
        return by_link(visit, tx, standing, token).await;
    }
    if standing.customer.is_some() && standing.sharers > 1 {
        now_shared(visit, tx, &mut standing).await?;
    }
    let is_unknown = standing.customer.is_none() || apart::is_due(&standing, now);
    if is_unknown && matches!(heard.what, What::Edited) {
        return stranger::say(visit, tx, standing, Saying::Edited).await;
    }
    if is_unknown {
        return unbound(visit, tx, standing).await;
    }
    apart::spoke(tx, &mut standing, now).await?;
    bound(visit, tx, standing).await
}

/// Takes in that the channel was closed or opened; true where there is something to answer.
async fn is_to_be_answered(visit: Visit<'_>, tx: &mut Tx, standing: &mut Standing) -> Result<bool> {
    match &visit.heard.what {
        What::Reacted => return Ok(false),
        What::Blocked => {
            standing.status = ContactStatus::Blocked;
            binding::save(tx, standing).await?;
            if let Some(conversation) = &standing.conversation {
                let creditor = standing.account.creditor.as_str();
                binding::silence(tx, creditor, conversation, visit.now).await?;
            }
            return Ok(false);
        }
        What::Text { .. }
        | What::Tapped { .. }
        | What::Media { .. }
        | What::OwnPhone { .. }
        | What::Started { .. }
        | What::Edited
        | What::Unsupported { .. }
        | What::Unblocked => {}
    }
    if standing.status == ContactStatus::Blocked {
        standing.status = ContactStatus::Open;
        binding::save(tx, standing).await?;
    }
    if matches!(visit.heard.what, What::Unblocked) {
        return Ok(false);
    }
    // A message that was under way for days, after a newer one was answered, reopens nothing.
    let newer = standing.heard_at.is_some_and(|newest| newest > visit.heard.at);
    if newer && visit.now - visit.heard.at > LATE {
        let (creditor, line) = (&standing.account.creditor, standing.line.to_string());
        alert::raise(tx, creditor, ("contact", &line, "late-message"), visit.now).await?;
        return Ok(false);
    }
    if matches!(visit.heard.what, What::Edited) {
        return is_news(visit, tx, standing).await;
    }
    Ok(true)
}

/// True where it was not said a little while ago that changes of messages are not seen.
async fn is_news(visit: Visit<'_>, tx: &mut Tx, standing: &mut Standing) -> Result<bool> {
    let before = standing.memory.edited_at;
    if before.is_some_and(|before| visit.now - before < EDITS) {
        return Ok(false);
    }
    standing.memory.edited_at = Some(visit.now);
    binding::save(tx, standing).await?;
    Ok(true)
}

/// A user of whom nobody knew at this address. A provider's id of a user ends with their number, so
/// that another one on the same number is the number's next owner.
async fn met_user(
    visit: Visit<'_>,
    tx: &mut Tx,
    standing: &mut Standing,
    user: &str,
) -> Result<()> {
    if standing.memory.user.is_some() {
        let was = standing.customer.clone();
        change::suspend(tx, standing, "number-reused", visit.now).await?;
        if let Some(was) = &was {
            standing.bar(was);
        }
    }
    standing.memory.user = Some(user.to_owned());
    Ok(binding::save(tx, standing).await?)
}

fn user(heard: &Heard) -> Option<&str> {
    heard.who.aliases.iter().find_map(|alias| match alias {
        Alias::User(id) => Some(id.as_str()),
        Alias::Phone(_) => None,
    })
}

/// Somebody came by a link of ours: a hint of who it is, used up with it.
async fn by_link(
    visit: Visit<'_>,
    tx: &mut Tx,
    mut standing: Standing,
    token: &str,
) -> Result<Met> {
    let creditor = standing.account.creditor.clone();
    let way = (token, &standing.line);
    let Some(customer) = links::follow(tx, &creditor, way, visit.now).await? else {
        return match standing.customer {
            // Whoever is known needs no link.
            Some(_) => bound(visit, tx, standing).await,
            None => stranger::without_link(visit, tx, standing).await,
        };
    };
    standing.memory.barred.retain(|barred| *barred != customer);
    standing.memory.candidates.clear();
    bind(visit, tx, &mut standing, (&customer, How::Link)).await?;
    bound(visit, tx, standing).await
}

/// Nobody knows who is there: what they say may tell.
async fn unbound(visit: Visit<'_>, tx: &mut Tx, mut standing: Standing) -> Result<Met> {
    let candidates = candidates(visit, tx, &standing).await?;
    match candidates.as_slice() {
        [] => stranger::answer(visit, tx, standing).await,
        [only] => {
            bind(visit, tx, &mut standing, (only, How::Wrote)).await?;
            bound(visit, tx, standing).await
        }
        _several => apart::answer(visit, tx, standing, candidates).await,
    }
}

/// The number was one customer's and is now on file for another, too: it is asked who is there.
async fn now_shared(visit: Visit<'_>, tx: &mut Tx, standing: &mut Standing) -> Result<()> {
    let shows_phone = change::phone(&visit.heard.who).is_some();
    if standing.memory.candidates.is_empty() && shows_phone {
        let found = candidates(visit, tx, standing).await?;
        if found.len() > 1 {
            standing.memory.candidates = found;
        }
    }
    Ok(())
}

/// The customers on file under a number that the provider vouches for.
async fn candidates(visit: Visit<'_>, tx: &mut Tx, standing: &Standing) -> Result<Vec<String>> {
    let own = match &visit.heard.what {
        What::OwnPhone { phone } => phone.as_ref().map(crate::domain::people::Phone::key),
        What::Text { .. }
        | What::Tapped { .. }
        | What::Media { .. }
        | What::Started { .. }
        | What::Reacted
        | What::Edited
        | What::Blocked
        | What::Unblocked
        | What::Unsupported { .. } => None,
    };
    if own.is_none() && !standing.memory.candidates.is_empty() {
        return Ok(standing.memory.candidates.clone());
    }
    let key = own.as_deref().or_else(|| change::phone(&visit.heard.who));
    let Some(key) = key else { return Ok(Vec::new()) };
    let mut found = customer::with_phone(&mut *tx, &standing.account.creditor, key).await?;
    found.retain(|customer| !standing.memory.barred.contains(customer));
    Ok(found)
}

/// Takes the address to be a customer's, whose dialogue asks for the proof.
async fn bind(
    visit: Visit<'_>,
    tx: &mut Tx,
    standing: &mut Standing,
    (customer, how): (&str, How),
) -> Result<Id> {
    let given = consent::New {
        creditor: &standing.account.creditor,
        customer,
        channel: &standing.account.channel,
        how,
        evidence: &visit.entry.new.external_id,
        at: visit.heard.at,
    };
    consent::add(tx, given).await?;
    standing.customer = Some(customer.to_owned());
    standing.proof = Proof::Weak;
    standing.status = ContactStatus::Open;
    open(visit, tx, standing, customer).await
}

/// Opens the conversation of a customer at an address, or finds it.
async fn open(
    visit: Visit<'_>,
    tx: &mut Tx,
    standing: &mut Standing,
    customer: &str,
) -> Result<Id> {
    let opening = Opening {
        creditor: standing.account.creditor.clone(),
        customer: customer.to_owned(),
        channel: standing.account.channel.clone(),
        address: address(standing, customer),
    };
    let id = opening::begin(visit.app, tx, &opening, visit.now).await?;
    standing.conversation = Some(id.clone());
    binding::save(tx, standing).await?;
    Ok(id)
}

/// Leads a customer's doing to the conversation of their address.
async fn bound(visit: Visit<'_>, tx: &mut Tx, mut standing: Standing) -> Result<Met> {
    let conversation = match (standing.conversation.clone(), standing.customer.clone()) {
        (Some(conversation), _) => conversation,
        (None, Some(customer)) => open(visit, tx, &mut standing, &customer).await?,
        (None, None) => return Ok(None),
    };
    let incoming = meaning::of(visit, tx, &mut standing, &conversation).await?;
    Ok(incoming.map(|incoming| (conversation, incoming)))
}

/// One conversation for each customer at an address, and a new one after the address changed hands.
fn address(standing: &Standing, customer: &str) -> String {
    address_of((&standing.line, standing.epoch), customer)
}

fn address_of((line, epoch): (&Id, i64), customer: &str) -> String {
    if epoch == 0 { format!("{line}/{customer}") } else { format!("{line}/{customer}/{epoch}") }
}

/// The creditor whose account it is.
async fn the_creditor(tx: &mut Tx, standing: &Standing) -> Result<Creditor> {
    let id = &standing.account.creditor;
    let missing = || store::Error::missing(format!("creditor {id}"));
    Ok(creditor::find(tx, id).await?.ok_or_else(missing)?)
}
