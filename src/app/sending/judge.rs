//! Judges one item that is due: whether it goes now, in which form, or what else becomes of it.
//!
//! It judges on what the claim's own transaction read, so that an opt-out, a closed window or a
//! customer's move to another channel counts to the last moment. It reads nothing itself.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::calendar::Calendar;
use crate::domain::channel::pacing::Rate;
use crate::domain::channel::{OrderStatus, Outgoing, Recipient, TELEGRAM, TemplateCall, WHATSAPP};
use crate::domain::conduct::{self, Forbidden, Standing};
use crate::domain::id::Id;
use crate::domain::people::Uf;
use crate::store::message::Enclosure;
use crate::store::outbox::Errand;
use crate::store::outbox::claim::{Candidate, Reach, Talk};

/// Claims after which an item is given up: whoever had it died each time.
const MOST_CLAIMS: i64 = 25;

/// How long WhatsApp lets us write freely after a customer did.
const WINDOW: TimeDelta = TimeDelta::hours(24);

/// What is kept of it, for clocks that differ and a message that is slow.
const MARGIN: TimeDelta = TimeDelta::minutes(5);

/// Why words of the bot's are dead that a human's taking the conversation overtook.
pub const TAKEN_OVER: &str = crate::store::outbox::silence::TAKEN_OVER;

/// What becomes of an item that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It goes.
    Send(Box<Outgoing>),
    /// It is told where a payment was shown that it is paid.
    Tell(Box<OrderStatus>),
    /// A charge is made payable.
    Issue(Id),
    /// There is nothing left to do.
    Moot,
    /// Who had it is gone, and it may have gone.
    Unknown,
    /// It does not go; why.
    Dead(&'static str),
    /// It goes later, or by another account.
    Later(DateTime<Utc>, String),
}

/// What a judge goes by.
#[derive(Debug)]
pub struct Bench<'a> {
    /// The moment.
    pub now: DateTime<Utc>,
    /// Business days.
    pub calendar: &'a Calendar,
    /// What one recipient may be sent; none where nothing limits it.
    pub recipient: Option<Rate>,
    /// True where sending twice does no harm.
    pub repeatable: bool,
    /// Templates that may not be used, by name and language.
    pub unusable: &'a HashSet<(String, String)>,
    /// What recipients have spent by now, this round's included.
    pub spent: &'a mut HashMap<(String, Id), i64>,
}

/// Judges an item.
pub fn judge(bench: &mut Bench<'_>, candidate: &Candidate) -> Verdict {
    let item = &candidate.item;
    if let Errand::IssueCharge { charge } = &item.new.errand {
        let many = item.attempts >= MOST_CLAIMS;
        return if many {
            Verdict::Dead("too-many-attempts")
        } else {
            Verdict::Issue(charge.clone())
        };
    }
    // A claim that still stands on an item that is due ran out.
    if !item.claim.is_empty() && !bench.repeatable {
        return Verdict::Unknown;
    }
    if candidate.silenced {
        return Verdict::Dead(TAKEN_OVER);
    }
    if !item.claim.is_empty() && item.attempts >= MOST_CLAIMS {
        return Verdict::Dead("too-many-attempts");
    }
    if item.new.proactive
        && let Some(verdict) = begins(bench, candidate)
    {
        return verdict;
    }
    let lane = lane(candidate);
    if lane == item.lane && is_unaddressed(&lane) {
        return Verdict::Dead("unbound");
    }
    if lane != item.lane {
        return Verdict::Later(bench.now, lane);
    }
    let Some(verdict) = form(bench, candidate) else { return Verdict::Moot };
    match (&verdict, &candidate.contact) {
        (Verdict::Send(_) | Verdict::Tell(_), Some(contact)) => {
            paced(bench, candidate, contact).unwrap_or(verdict)
        }
        (_, _) => verdict,
    }
}

/// What stands against something that nobody asked for.
fn begins(bench: &Bench<'_>, candidate: &Candidate) -> Option<Verdict> {
    let talk = candidate.conversation.as_ref()?;
    let zone = zone(talk);
    let standing = Standing {
        verified: true,
        opted_out: talk.opted_out,
        resting: talk.suppressed || talk.stopped,
        local: bench.now.with_timezone(&zone).naive_local(),
    };
    match conduct::may_begin(standing, bench.calendar) {
        Ok(()) => {}
        Err(Forbidden::OutOfHours) => {
            let at = conduct::next_opening(bench.now, zone, bench.calendar);
            return Some(Verdict::Later(at, candidate.item.lane.clone()));
        }
        Err(forbidden) => return Some(Verdict::Dead(forbidden.as_str())),
    }
    let contact = candidate.contact.as_ref();
    if contact.is_some_and(|contact| contact.quiet) {
        return Some(Verdict::Dead("quiet"));
    }
    match contact.map(|contact| contact.status.as_str()) {
        Some("blocked") => return Some(Verdict::Dead("blocked")),
        Some("changed") => return Some(Verdict::Dead("number-changed")),
        Some(_) | None => {}
    }
    unwelcome(bench, candidate, talk).map(Verdict::Dead)
}

/// Why a channel's own rules do not let us begin there; none where they do.
///
/// Outside its 24 hours WhatsApp wants an opt-in that names the business; with a bot of Telegram's
/// people begin themselves.
fn unwelcome(bench: &Bench<'_>, candidate: &Candidate, talk: &Talk) -> Option<&'static str> {
    let contact = candidate.contact.as_ref();
    let channel = contact.map_or(talk.channel.as_str(), |contact| contact.channel.as_str());
    let is_open = !candidate.item.template_only && window(contact, channel, bench.now);
    match channel {
        WHATSAPP if !candidate.consented && !is_open => Some("no-consent"),
        TELEGRAM if contact.is_none_or(|contact| contact.heard_at.is_none()) => Some("not-started"),
        _other => None,
    }
}

fn zone(talk: &Talk) -> chrono_tz::Tz {
    let uf = talk.uf.as_deref().and_then(|code| code.parse::<Uf>().ok());
    uf.map_or(chrono_tz::America::Sao_Paulo, Uf::zone)
}

/// The account that it goes by now; a conversation may have moved to another channel.
fn lane(candidate: &Candidate) -> String {
    match (&candidate.contact, &candidate.conversation) {
        (Some(contact), _) => format!("{}/{}", contact.channel, contact.account),
        (None, Some(talk)) => format!("{}/", talk.channel),
        (None, None) => candidate.item.lane.clone(),
    }
}

/// True for a lane by which nobody can be reached: whoever was there has another address, or the
/// address another owner.
pub fn is_unaddressed(lane: &str) -> bool {
    [WHATSAPP, TELEGRAM].iter().any(|channel| lane.strip_prefix(channel) == Some("/"))
}

/// The form in which it goes; none where what it would say is not there.
fn form(bench: &Bench<'_>, candidate: &Candidate) -> Option<Verdict> {
    let new = &candidate.item.new;
    let (channel, to) = address(candidate)?;
    let language = match &new.errand {
        Errand::Say { language, .. } => *language,
        Errand::Welcome { .. } | Errand::OrderStatus { .. } | Errand::IssueCharge { .. } => None,
    };
    let (text, options, attachments, asks_phone) = match &new.errand {
        Errand::Say { .. } => {
            let words = candidate.message.clone()?;
            let ours = words.attachments.into_iter().filter_map(|enclosure| match enclosure {
                Enclosure::Ours(attachment) => Some(attachment),
                Enclosure::Theirs { .. } => None,
            });
            (words.text, words.options, ours.collect(), false)
        }
        Errand::Welcome { text, options, asks_phone, .. } => {
            (text.clone(), options.clone(), Vec::new(), *asks_phone)
        }
        Errand::OrderStatus { reference, text, paid_at, .. } => {
            // Outside the window nothing of it goes, and nobody misses it.
            let is_open = window(candidate.contact.as_ref(), &channel, bench.now);
            let order = OrderStatus {
                creditor: new.creditor.clone(),
                conversation: new.conversation.clone(),
                channel,
                to,
                id: new.id.clone(),
                reference: reference.clone(),
                paid_at: *paid_at,
                text: text.clone(),
            };
            return is_open.then(|| Verdict::Tell(Box::new(order)));
        }
        Errand::IssueCharge { .. } => return None,
    };
    let is_open = window(candidate.contact.as_ref(), &channel, bench.now);
    let template = if is_open && !candidate.item.template_only {
        None
    } else {
        match usable(bench, &new.errand) {
            Ok(template) => Some(template.clone()),
            Err(why) => return Some(Verdict::Dead(why)),
        }
    };
    Some(Verdict::Send(Box::new(Outgoing {
        creditor: new.creditor.clone(),
        conversation: new.conversation.clone(),
        channel,
        to,
        id: new.id.clone(),
        part: candidate.item.part,
        text,
        options,
        attachments,
        payment: None,
        template,
        asks_phone,
        language,
        bytes: None,
    })))
}

fn address(candidate: &Candidate) -> Option<(String, Recipient)> {
    if let Some(Reach { channel, account, address, .. }) = &candidate.contact {
        let to = Recipient { account: account.clone(), address: address.clone() };
        return Some((channel.clone(), to));
    }
    let talk = candidate.conversation.as_ref()?;
    let to = Recipient { account: String::new(), address: talk.address.clone() };
    Some((talk.channel.clone(), to))
}

/// True where words may go and not only a template, by the customer's last message.
fn window(contact: Option<&Reach>, channel: &str, now: DateTime<Utc>) -> bool {
    is_open(channel, contact.and_then(|contact| contact.heard_at), now)
}

/// True where a channel takes words, by when the customer was heard there last.
pub fn is_open(channel: &str, heard: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    channel != WHATSAPP || heard.is_some_and(|at| now < at + WINDOW - MARGIN)
}

fn usable<'a>(bench: &Bench<'_>, errand: &'a Errand) -> Result<&'a TemplateCall, &'static str> {
    let Errand::Say { template: Some(template), .. } = errand else {
        return Err("window-closed");
    };
    let key = (template.name.clone(), template.language.clone());
    if bench.unusable.contains(&key) { Err("template-off") } else { Ok(template) }
}

/// Where its recipient has had enough for now: when it may go. Else it is counted.
fn paced(bench: &mut Bench<'_>, candidate: &Candidate, contact: &Reach) -> Option<Verdict> {
    let rate = bench.recipient?;
    let now = bench.now.timestamp_micros();
    let key = (candidate.item.new.creditor.clone(), contact.line.clone());
    let spent = bench.spent.get(&key).copied().unwrap_or(contact.spent_until);
    if rate.room(spent, now) == 0 {
        // The finest time that rows keep is a millisecond.
        let ready = DateTime::from_timestamp_millis(rate.ready_at(spent).div_euclid(1000) + 1);
        let at = ready.unwrap_or(bench.now);
        return Some(Verdict::Later(at, candidate.item.lane.clone()));
    }
    bench.spent.insert(key, rate.spend(spent, now, 1));
    None
}
