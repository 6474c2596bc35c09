//! A row of the list, in words.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::dialogue::text::{Args, Value};
use crate::store::views::desk::queue::Row;
use crate::web::desk::{address, moments};
use crate::web::texts::Texts;

/// How long after a customer's word WhatsApp lets us write freely.
pub const WINDOW: TimeDelta = TimeDelta::hours(24);

/// A row as the page shows it.
pub struct Line {
    /// Names the row on the page.
    pub key: String,
    /// Its place in the list of those that wait; empty in others.
    pub rank: String,
    /// Where the conversation is.
    pub path: String,
    /// The customer's name.
    pub name: String,
    /// Two letters of it.
    pub letters: String,
    /// Where they write, and to which of our numbers.
    pub through: String,
    /// Who spoke last, in words.
    pub speaker: String,
    /// What was said last.
    pub last: String,
    /// When, briefly.
    pub time: String,
    /// When, whole.
    pub moment: String,
    /// When, for machines.
    pub iso: String,
    /// Why it is at the desk.
    pub reason: String,
    /// True where it should be looked at before others.
    pub is_urgent: bool,
    /// Until when somebody answers, for machines; empty where nobody waits.
    pub answer_by: String,
    /// Until when we may write freely, for machines; empty where that has no end.
    pub window: String,
    /// How many messages of theirs nobody read.
    pub unread: i64,
    /// The same, in words.
    pub unread_words: String,
    /// Who has it, in words.
    pub owner: String,
    /// True where it is theirs who looks.
    pub is_mine: bool,
    /// What is owed.
    pub stake: String,
    /// The creditor's name, where several are seen.
    pub creditor: String,
    /// Until when it is put aside, in words; empty where it is not.
    pub snoozed: String,
    /// True where nobody may write to them.
    pub opted_out: bool,
}

/// Who looks at the list, and when.
pub struct Looking<'a> {
    /// The words.
    pub t: &'a Texts,
    /// Their id.
    pub person: &'a str,
    /// When.
    pub now: DateTime<Utc>,
    /// True where conversations of several creditors stand side by side.
    pub several: bool,
}

impl Looking<'_> {
    /// A row in words.
    pub fn line(&self, row: &Row) -> Line {
        let t = self.t;
        let is_mine = row.agent.as_deref() == Some(self.person);
        let at = row.last_at.unwrap_or(row.changed_at);
        let waits = row.handoff.is_some();
        Line {
            key: format!("{}/{}", row.creditor, row.id),
            rank: row.rank.map_or_else(String::new, |rank| rank.to_string()),
            path: address(&row.creditor, &row.id),
            letters: letters(&row.name),
            name: row.name.clone(),
            through: through(t, &row.channel, row.account.as_deref()),
            speaker: self.speaker(row),
            last: last(t, row),
            time: moments::brief(t, at, self.now),
            moment: moments::whole(t, at),
            iso: at.to_rfc3339(),
            reason: reason(t, row),
            is_urgent: waits && row.priority.as_deref().is_some_and(|it| it != "normal"),
            answer_by: row
                .answer_by
                .filter(|_| waits && row.agent.is_none())
                .map_or_else(String::new, iso),
            window: window(row).map_or_else(String::new, iso),
            unread_words: count(t, "web-desk-unread", row.unread),
            unread: row.unread,
            owner: self.owner(row, is_mine),
            is_mine,
            stake: row.stake().map_or_else(String::new, |stake| {
                let values = Args::from([("amount".to_owned(), Value::Money(stake))]);
                t.tell("web-desk-stake", &values)
            }),
            creditor: if self.several { row.trade_name.clone() } else { String::new() },
            snoozed: snoozed(t, row),
            opted_out: row.opted_out,
        }
    }

    fn owner(&self, row: &Row, is_mine: bool) -> String {
        if is_mine {
            return self.t.say("web-desk-owner-you");
        }
        match (&row.agent, &row.agent_name) {
            (Some(_), Some(name)) => name.clone(),
            (Some(_), None) => self.t.say("web-desk-owner-somebody"),
            (None, _) if row.handoff.is_some() => self.t.say("web-desk-owner-nobody"),
            (None, _) => self.t.say("web-desk-owner-bot"),
        }
    }

    fn speaker(&self, row: &Row) -> String {
        match row.last_from.as_deref() {
            Some("bot") => self.t.say("web-desk-speaker-bot"),
            Some("agent") => self.t.say("web-desk-speaker-agent"),
            Some(_) | None => String::new(),
        }
    }
}

/// Until when it is put aside, in words.
fn snoozed(t: &Texts, row: &Row) -> String {
    match (row.snoozed_at, row.snoozed_until) {
        (None, _) => String::new(),
        (Some(_), None) => t.say("web-desk-snoozed-until-answer"),
        (Some(_), Some(until)) => {
            t.say_of("web-desk-snoozed-until", "when", &moments::whole(t, until))
        }
    }
}

/// Until when we may write freely; none where that has no end.
pub fn window(row: &Row) -> Option<DateTime<Utc>> {
    let is_bound = row.channel == "whatsapp";
    is_bound.then(|| row.heard_at.map_or(DateTime::UNIX_EPOCH, |at| at + WINDOW))
}

/// Where somebody writes, and to which of our numbers.
pub fn through(t: &Texts, channel: &str, account: Option<&str>) -> String {
    let name = t.say_of("web-desk-channel", "channel", channel);
    match account.filter(|account| !account.is_empty()) {
        Some(account) => format!("{name} · {account}"),
        None => name,
    }
}

/// A number of things, in words.
pub fn count(t: &Texts, key: &str, count: i64) -> String {
    t.tell(key, &Args::from([("count".to_owned(), Value::Count(count))]))
}

fn reason(t: &Texts, row: &Row) -> String {
    row.reason.as_deref().map_or_else(String::new, |it| t.say_of("web-desk-reason", "reason", it))
}

fn last(t: &Texts, row: &Row) -> String {
    let text = row.last_text.clone().unwrap_or_default();
    let has_more = row.last_attachments.as_deref().is_some_and(|it| it.len() > 2);
    if text.trim().is_empty() && has_more { t.say("web-desk-last-file") } else { text }
}

fn iso(at: DateTime<Utc>) -> String {
    at.to_rfc3339()
}

/// The first letters of the first and the last name.
fn letters(name: &str) -> String {
    let first = |word: &str| word.chars().next().filter(|c| c.is_alphabetic());
    let mut words = name.split_whitespace();
    let begins = words.next().and_then(first);
    let ends = words.next_back().and_then(first);
    begins.into_iter().chain(ends).flat_map(char::to_uppercase).collect()
}
