//! What stands around every page of the desk: who is signed in, where they may go, what to tell.

use chrono::{DateTime, Utc};

use super::{Signed, moments};
use crate::domain::access::{Preferences, Right, Who};
use crate::domain::dialogue::text::{Args, Value};
use crate::web::assets;
use crate::web::texts::Texts;

/// The pages of the navigation: address, its words, and the right that it takes.
pub const PAGES: &[(&str, &str, Option<Right>)] = &[
    ("/conversas", "web-desk-conversations", Some(Right::ReadCases)),
    ("/aprovacoes", "web-desk-nav-approvals", Some(Right::Approve)),
    ("/ao-vivo", "web-desk-nav-wall", Some(Right::Watch)),
    ("/quadro", "web-desk-nav-board", Some(Right::Watch)),
    ("/qualidade", "web-desk-nav-quality", None),
    ("/relatorios", "web-desk-nav-reports", Some(Right::ReadReports)),
    ("/ajustes", "web-tuning-nav", Some(Right::ReadTuning)),
    ("/auditoria", "web-desk-nav-audit", Some(Right::ReadAudit)),
    ("/usuarios", "web-desk-nav-people", Some(Right::ManagePeople)),
    ("/papeis", "web-desk-nav-roles", None),
    ("/preferencias", "web-desk-nav-preferences", None),
];

/// Where it is decided on what waits for somebody with more authority.
const APPROVALS: &str = "/aprovacoes";

/// One page of the navigation.
pub struct Entry {
    /// Its address.
    pub path: &'static str,
    /// Its words.
    pub words: String,
    /// How many things wait there; nothing is shown for none.
    pub count: u64,
    /// True for the page that is shown.
    pub is_here: bool,
}

/// What stands around a page; every page's template holds one in its field `shell`.
pub struct Shell {
    /// The words.
    pub t: Texts,
    /// What stands in the addresses of files.
    pub version: &'static str,
    /// Who is signed in.
    pub who: Who,
    /// Their role, in words.
    pub role: String,
    /// How they like their pages.
    pub preferences: Preferences,
    /// Where they may go.
    pub entries: Vec<Entry>,
    /// What does not work around the desk, in words.
    pub down: Vec<String>,
    /// Something to be told once, above the page; empty for nothing.
    pub notice: String,
    /// When the page was made, in microseconds: from then on its stream tells what changes.
    pub since: i64,
}

impl Shell {
    /// What stands around the page at an address of [`PAGES`].
    pub fn new(signed: &Signed, here: &str) -> Self {
        let t = signed.site().texts.clone();
        let may = |right: Option<Right>| right.is_none_or(|right| signed.who.may(right));
        let open = PAGES.iter().copied().filter(|(_, _, right)| may(*right));
        let entries = open
            .map(|(path, key, _)| Entry {
                path,
                words: t.say(key),
                count: if path == APPROVALS { signed.news.approvals } else { 0 },
                is_here: path == here,
            })
            .collect();
        Self {
            role: t.say_of("web-desk-role", "code", signed.who.role.as_str()),
            version: assets::version(),
            who: signed.who.clone(),
            preferences: signed.preferences,
            entries,
            notice: String::new(),
            down: signed.news.down.iter().map(|(desk, since)| down(&t, desk, *since)).collect(),
            since: signed.site().app.clock.now().timestamp_micros(),
            t,
        }
    }

    /// The same with something to be told.
    #[must_use]
    pub fn telling(self, notice: String) -> Self {
        Self { notice, ..self }
    }

    /// The same with a number beside a page of the navigation.
    #[must_use]
    pub fn counting(mut self, path: &str, count: u64) -> Self {
        for entry in self.entries.iter_mut().filter(|entry| entry.path == path) {
            entry.count = count;
        }
        self
    }
}

/// That another desk does not answer, in words.
fn down(t: &Texts, desk: &str, since: DateTime<Utc>) -> String {
    let at = moments::whole(t, since);
    let text = |name: &str, value: &str| (name.to_owned(), Value::Text(value.to_owned()));
    t.tell("web-desk-other-desk-down", &Args::from([text("desk", desk), text("since", &at)]))
}
