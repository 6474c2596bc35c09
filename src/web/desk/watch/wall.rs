//! The wall: who waits, who answers, what will be late, how the bot does; looked at again every
//! few seconds.

use std::collections::BTreeSet;

use askama::Template;
use axum::response::Response;
use chrono::{DateTime, Utc};

use super::table::Cell;
use super::{conversation, page, refused};
use crate::app::watch::wall::{self, Breach, Presence, Queue, Wall, Window};
use crate::domain::access::Right;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::id::Id;
use crate::web::desk::{Shell, Signed, when};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// The page's address.
pub const HERE: &str = "/ao-vivo";

/// The most rows of a list.
const MOST: usize = 30;

/// A sector in which somebody waits.
struct QueueRow {
    creditor: String,
    sector: String,
    waiting: usize,
    urgent: usize,
    oldest: String,
    pace: String,
}

/// Somebody who may answer.
struct AgentRow {
    name: String,
    presence: String,
    tag: &'static str,
    load: String,
}

/// A conversation that somebody should look at.
struct CaseRow {
    creditor: String,
    conversation: String,
    click: String,
    address: String,
    customer: String,
    sector: String,
    who: String,
    when: String,
    why: String,
    is_late: bool,
}

/// How the bot does for a creditor.
struct HealthRow {
    creditor: String,
    told: Vec<String>,
}

/// What changes by itself.
#[derive(Template)]
#[template(path = "desk/watch/panel.html")]
struct Panel {
    t: Texts,
    at: String,
    waiting: usize,
    late: usize,
    queues: Vec<QueueRow>,
    agents: Vec<AgentRow>,
    windows: Vec<CaseRow>,
    breaches: Vec<CaseRow>,
    more: String,
    health: Vec<HealthRow>,
    sectors: Vec<(String, String)>,
    may_act: bool,
}

#[derive(Template)]
#[template(path = "desk/watch/wall.html")]
struct Page {
    shell: Shell,
    panel: Panel,
}

/// Shows the wall.
pub async fn show(signed: Signed) -> Result<Response, Error> {
    let site = signed.site();
    let panel = look(site, &signed).await?;
    page(&Page { shell: Shell::new(&signed, HERE), panel })
}

/// What of it changes by itself.
pub async fn panel(signed: Signed) -> Result<Response, Error> {
    let site = signed.site();
    page(&look(site, &signed).await?)
}

async fn look(site: &Site, signed: &Signed) -> Result<Panel, Error> {
    signed.need(Right::Watch).await?;
    let seen = wall::look(&site.app, &signed.who).await.map_err(refused)?;
    let may_act = signed.who.may(Right::Reassign);
    let maker = Maker { t: &site.texts, now: site.app.clock.now(), wall: &seen, may_act };
    Ok(maker.panel())
}

/// Puts what was seen into words.
struct Maker<'a> {
    t: &'a Texts,
    now: DateTime<Utc>,
    wall: &'a Wall,
    may_act: bool,
}

impl Maker<'_> {
    fn panel(&self) -> Panel {
        let (t, wall) = (self.t, self.wall);
        let breaches = wall.breaches.len();
        let more = breaches.saturating_sub(MOST);
        Panel {
            t: t.clone(),
            at: when::time(self.now),
            waiting: wall.queues.iter().map(|queue| queue.waiting).sum(),
            late: breaches,
            queues: wall.queues.iter().map(|queue| self.queue(queue)).collect(),
            agents: wall.agents.iter().map(|agent| self.agent(agent)).collect(),
            windows: wall.windows.iter().take(MOST).map(|window| self.window(window)).collect(),
            breaches: wall.breaches.iter().take(MOST).map(|breach| self.breach(breach)).collect(),
            more: if more == 0 { String::new() } else { self.count("web-desk-wall-more", more) },
            health: wall.health.iter().map(|(name, health)| self.health(name, health)).collect(),
            sectors: self.sectors(),
            may_act: self.may_act,
        }
    }

    fn queue(&self, queue: &Queue) -> QueueRow {
        let pace = queue.pace.map(|pace| Cell::Minutes(Some(pace)).shown(self.t));
        QueueRow {
            creditor: queue.creditor.1.clone(),
            sector: self.sector(Some(&queue.sector)),
            waiting: queue.waiting,
            urgent: queue.urgent,
            oldest: Cell::Minutes(Some(queue.minutes)).shown(self.t),
            pace: pace.unwrap_or_else(|| self.t.say("web-desk-wall-no-pace")),
        }
    }

    fn agent(&self, agent: &wall::Agent) -> AgentRow {
        AgentRow {
            name: agent.name.clone(),
            presence: self.t.say_of("web-desk-wall-presence", "code", agent.presence.as_str()),
            tag: match agent.presence {
                Presence::Here => "good",
                Presence::Away => "warn",
                Presence::Gone => "",
            },
            load: self.count("web-desk-wall-load", usize::try_from(agent.load).unwrap_or_default()),
        }
    }

    fn window(&self, window: &Window) -> CaseRow {
        let left = (window.closes_at - self.now).num_minutes();
        let who = window.row.agent.as_ref().and_then(|agent| {
            self.wall.agents.iter().find(|it| it.id == *agent).map(|it| it.name.clone())
        });
        let left = Cell::Minutes(Some(left.max(0))).shown(self.t);
        CaseRow {
            creditor: window.creditor.clone(),
            conversation: window.row.conversation.clone(),
            click: self.click(&window.row.conversation),
            address: conversation(&window.creditor, &window.row.conversation),
            customer: window.row.customer.clone(),
            sector: self.sector(window.row.sector.as_deref()),
            who: who.unwrap_or_else(|| self.t.say("web-desk-wall-nobody")),
            when: when::time(window.closes_at),
            why: self.t.say_of("web-desk-wall-left", "left", &left),
            is_late: false,
        }
    }

    fn breach(&self, breach: &Breach) -> CaseRow {
        let why = match breach.expected_at {
            Some(at) => self.t.say_of("web-desk-wall-expected", "at", &when::moment(self.t, at)),
            None => self.t.say("web-desk-wall-late"),
        };
        CaseRow {
            creditor: breach.creditor.clone(),
            conversation: breach.case.conversation.clone(),
            click: self.click(&breach.case.conversation),
            address: conversation(&breach.creditor, &breach.case.conversation),
            customer: breach.case.customer.clone(),
            sector: self.sector(Some(&breach.case.sector)),
            who: String::new(),
            when: when::moment(self.t, breach.case.answer_by),
            why,
            is_late: breach.expected_at.is_none(),
        }
    }

    fn health(&self, creditor: &str, health: &crate::store::views::wall::Health) -> HealthRow {
        let mut told = Vec::new();
        for (kind, count) in &health.alerts {
            let kind = self.t.say_of("web-desk-alert-kind", "kind", kind);
            let args = [("kind", Value::Text(kind)), ("count", Value::Count(*count))];
            let args = args.map(|(name, value)| (name.to_owned(), value));
            told.push(self.t.tell("web-desk-wall-alert", &args.into()));
        }
        for (key, count) in [
            ("web-desk-wall-dead", health.dead),
            ("web-desk-wall-unknown", health.unknown),
            ("web-desk-wall-buried", health.buried),
        ] {
            if count > 0 {
                told.push(self.count(key, usize::try_from(count).unwrap_or(0)));
            }
        }
        for lane in &health.suspended {
            told.push(self.t.say_of("web-desk-wall-suspended", "lane", lane));
        }
        HealthRow { creditor: creditor.to_owned(), told }
    }

    /// The sectors in which somebody waits, for whoever moves a conversation.
    fn sectors(&self) -> Vec<(String, String)> {
        let codes: BTreeSet<&str> = self.wall.queues.iter().map(|it| it.sector.as_str()).collect();
        codes.into_iter().map(|code| (code.to_owned(), self.sector(Some(code)))).collect()
    }

    /// What names the forms of a conversation as they are shown now.
    fn click(&self, conversation: &str) -> String {
        Id::derive(&["wall", conversation, &self.now.to_rfc3339()]).to_string()
    }

    fn sector(&self, sector: Option<&str>) -> String {
        self.t.say_of("web-desk-wall-sector", "code", sector.unwrap_or("none"))
    }

    fn count(&self, key: &str, count: usize) -> String {
        let count = Value::Count(i64::try_from(count).unwrap_or(i64::MAX));
        self.t.tell(key, &Args::from([("count".to_owned(), count)]))
    }
}
