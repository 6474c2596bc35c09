//! The tables `[desk.chatwoot]` and `[desk.telegram]`: other desks, each off until its table is there.
//!
//! Secrets belong into variables, such as `COMBINADO_DESK_CHATWOOT_TOKEN`; one that is missing stops
//! only what needs the desk. To add a key: the struct, its line below, its lines in the manual.

use toml::de::{DeTable, DeValue};

use super::accounts::{Section, Variable, is_bot_token, is_id};
use super::channels::Telegram;
use super::hints::Secret;
use crate::domain::problem::{Problem, Source};

/// The name of the table that holds the others.
pub(super) const TABLE: &str = "desk";

const CHATWOOT_KEYS: [&str; 10] = [
    "base_url",
    "account",
    "token",
    "creditors",
    "whatsapp_inbox",
    "whatsapp_secret",
    "telegram_inbox",
    "telegram_secret",
    "web_inbox",
    "web_secret",
];
/// The channels that may have an inbox: the key of its number and that of its secret.
const INBOXES: [(&str, &str, &str); 3] = [
    ("whatsapp", "whatsapp_inbox", "whatsapp_secret"),
    ("telegram", "telegram_inbox", "telegram_secret"),
    ("web", "web_inbox", "web_secret"),
];
const TELEGRAM_KEYS: [&str; 6] =
    ["token", "webhook_secret", "group", "creditors", "base_url", "polling"];

/// Other desks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desks {
    /// Chatwoot, where it is one.
    pub chatwoot: Option<Chatwoot>,
    /// A group of Telegram, where it is one.
    pub telegram: Option<Pocket>,
    /// What keeps a desk from being used: secrets that nobody gave.
    pub missing: Vec<Problem>,
}

/// An account of Chatwoot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chatwoot {
    /// Where it is.
    pub base_url: String,
    /// The account's number.
    pub account: String,
    /// The token of the user that we write as.
    pub token: Secret,
    /// Whose cases are shown there; everybody's where nobody is named.
    pub creditors: Vec<String>,
    /// An inbox for each channel whose cases are shown there.
    pub inboxes: Vec<Inbox>,
}

/// An inbox of the kind API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbox {
    /// The channel whose cases it shows.
    pub channel: String,
    /// Its number.
    pub id: String,
    /// What its webhooks are signed with.
    pub secret: Secret,
}

/// A group of Telegram with topics, and the bot in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pocket {
    /// The bot's token; it is a bot of its own, which no customer writes to.
    pub token: Secret,
    /// What webhooks must bring in their header.
    pub webhook_secret: Secret,
    /// The group's id.
    pub group: i64,
    /// Whose cases are shown there; everybody's where nobody is named.
    pub creditors: Vec<String>,
    /// Where the API is; `https://api.telegram.org` but in tests.
    pub base_url: String,
    /// True where updates are asked for, false where Telegram posts them to a webhook.
    pub polling: bool,
}

impl Chatwoot {
    /// The inbox of a number.
    pub fn inbox(&self, id: &str) -> Option<&Inbox> {
        self.inboxes.iter().find(|inbox| inbox.id == id)
    }
}

impl Pocket {
    /// The bot's id: what stands before the token's colon.
    pub fn bot_id(&self) -> &str {
        self.token.expose().split(':').next().unwrap_or_default()
    }
}

impl Desks {
    /// Reads every table.
    ///
    /// # Errors
    /// Every problem of them but missing secrets.
    pub(super) fn read(
        source: &Source,
        document: &DeTable<'_>,
        variable: Variable<'_>,
    ) -> Result<Self, Vec<Problem>> {
        let Some(value) = document.get(TABLE) else { return Ok(Self::default()) };
        let Some(tables) = value.get_ref().as_table() else {
            let problem = source.problem_at("config-not-table", value.span());
            return Err(vec![problem.with("key", TABLE)]);
        };
        let (mut read, mut problems) = (Self::default(), Vec::new());
        for (name, value) in tables {
            let kind = match name.get_ref().as_ref() {
                "chatwoot" => "desk.chatwoot",
                "telegram" => "desk.telegram",
                other => {
                    let problem = source.problem_at("config-unknown-key", name.span());
                    let known = "desk.chatwoot, desk.telegram";
                    problems
                        .push(problem.with("key", format!("desk.{other}")).with("known", known));
                    continue;
                }
            };
            let Some(table) = value.get_ref().as_table() else {
                let problem = source.problem_at("config-not-table", value.span());
                problems.push(problem.with("key", kind));
                continue;
            };
            let mut section = Section::new((source, variable), (kind, 0), (table, value.span()));
            if kind == "desk.chatwoot" {
                let made = chatwoot(&mut section);
                read.chatwoot = made.filter(|_| section.is_complete());
            } else {
                let made = telegram(&mut section);
                read.telegram = made.filter(|_| section.is_complete());
            }
            problems.extend(section.problems);
            read.missing.extend(section.missing);
        }
        if problems.is_empty() { Ok(read) } else { Err(problems) }
    }
}

fn chatwoot(section: &mut Section<'_>) -> Option<Chatwoot> {
    section.unknown(&CHATWOOT_KEYS);
    let base_url = section.needed("base_url").map(|_| section.address(""));
    let account = number(section, "account", true);
    let token = section.secret("token", "", true);
    let creditors = names(section, "creditors");
    let mut inboxes: Vec<Inbox> = Vec::new();
    for (channel, key, secret) in INBOXES {
        let Some(id) = number(section, key, false) else { continue };
        if inboxes.iter().any(|inbox| inbox.id == id) {
            section.report("config-desk-inbox-twice", key, &[("value", &id)]);
        }
        let secret = section.secret(secret, "", true);
        inboxes.push(Inbox { channel: channel.to_owned(), id, secret });
    }
    if inboxes.is_empty() {
        section.report("config-desk-no-inbox", "whatsapp_inbox", &[]);
    }
    Some(Chatwoot { base_url: base_url?, account: account?, token, creditors, inboxes })
}

fn telegram(section: &mut Section<'_>) -> Option<Pocket> {
    section.unknown(&TELEGRAM_KEYS);
    let polling = section.flag("polling").unwrap_or(false);
    let token = section.secret("token", "", true);
    let webhook_secret = section.secret("webhook_secret", "", !polling);
    let creditors = names(section, "creditors");
    let base_url = section.address(Telegram::BASE_URL);
    if !token.expose().is_empty() && !is_bot_token(token.expose()) {
        section.report("config-telegram-token", "token", &[]);
    }
    let group = section.needed("group").and_then(|text| text.parse().ok());
    // The ids of groups with topics are below zero.
    let group = group.filter(|group: &i64| *group < 0);
    if group.is_none() {
        section.report("config-desk-group", "group", &[]);
    }
    Some(Pocket { token, webhook_secret, group: group?, creditors, base_url, polling })
}

/// A number of theirs, written as a text or as a number.
fn number(section: &mut Section<'_>, key: &'static str, needed: bool) -> Option<String> {
    if section.get(key).is_none() && !needed {
        return None;
    }
    let text = section.needed(key)?;
    if !is_id(&text) {
        section.report("config-desk-id", key, &[("value", &text)]);
        return None;
    }
    Some(text)
}

/// A list of names.
fn names(section: &mut Section<'_>, key: &'static str) -> Vec<String> {
    let Some(value) = section.get(key) else { return Vec::new() };
    let each = |value: &DeValue<'_>| value.as_str().map(|text| text.trim().to_owned());
    let all = value.as_array().map(|all| all.iter().map(|it| each(it.get_ref())).collect());
    let all: Option<Vec<Option<String>>> = all;
    all.and_then(|all| all.into_iter().collect()).unwrap_or_else(|| {
        section.report("config-not-list", key, &[]);
        Vec::new()
    })
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    const CHATWOOT: &str = "[desk.chatwoot]\nbase_url = \"https://chat.example\"\naccount = \"1\"\n\
        token = \"t\"\nwhatsapp_inbox = \"3\"\nwhatsapp_secret = \"s\"\ncreditors = [\"aurora\"]\n";

    fn read(text: &str) -> Result<Desks, Vec<&'static str>> {
        let settings = Settings::read(&Source::new("combinado.toml", text), |_| None);
        settings
            .map(|settings| settings.desks)
            .map_err(|found| found.iter().map(|it| it.code).collect())
    }

    #[test]
    fn other_desks_are_off_until_they_are_named() {
        assert_eq!(read(""), Ok(Desks::default()));
    }

    #[test]
    fn chatwoot_is_read_with_an_inbox_for_each_channel() {
        let chatwoot = read(CHATWOOT).expect("good").chatwoot.expect("on");

        assert_eq!(chatwoot.account, "1");
        assert_eq!(chatwoot.creditors, ["aurora"]);
        let inbox = chatwoot.inbox("3").expect("there");
        assert_eq!((inbox.channel.as_str(), inbox.secret.expose()), ("whatsapp", "s"));
        assert!(!format!("{chatwoot:?}").contains("\"t\""));
    }

    #[test]
    fn what_is_wrong_is_told_and_what_is_missing_only_turns_it_off() {
        assert_eq!(read("[desk.zendesk]\n"), Err(vec!["config-unknown-key"]));
        assert_eq!(read("desk = 1\n"), Err(vec!["config-not-table"]));
        assert_eq!(read(&CHATWOOT.replace("https://", "http://")), Err(vec!["config-channel-url"]));
        assert_eq!(
            read(&CHATWOOT.replace("whatsapp_inbox = \"3\"\nwhatsapp_secret = \"s\"\n", "")),
            Err(vec!["config-desk-no-inbox"])
        );
        assert_eq!(
            read(&CHATWOOT.replace("[\"aurora\"]", "\"aurora\"")),
            Err(vec!["config-not-list"])
        );
        let secretless = read(&CHATWOOT.replace("token = \"t\"\n", "")).expect("no problem");
        assert_eq!(secretless.chatwoot, None);
        assert_eq!(secretless.missing.len(), 1);
    }

    #[test]
    fn a_pocket_desk_has_a_group_below_zero() {
        let text = "[desk.telegram]\ntoken = \"77:abc\"\npolling = true\ngroup = \"-1001\"\n";
        let pocket = read(text).expect("good").telegram.expect("on");
        assert_eq!((pocket.group, pocket.bot_id()), (-1001, "77"));

        assert_eq!(read(&text.replace("-1001", "1001")), Err(vec!["config-desk-group"]));
    }
}
