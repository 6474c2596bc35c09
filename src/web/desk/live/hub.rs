//! The one task of a process that looks for what changed and tells every stream.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::broadcast::{Receiver, Sender};

use crate::app::App;
use crate::store::views::desk::live::{self, Changed};
use crate::web::site::Site;

/// How far behind the last change a look begins: a change may be older than its commit.
pub const OVERLAP: TimeDelta = TimeDelta::seconds(3);

/// How long the task rests where nothing wakes it: another process may have written.
const REST: Duration = Duration::from_millis(100);

/// The shortest rest between two looks, however often it is woken.
const BREATH: Duration = Duration::from_millis(15);

/// The most changes of a creditor that are read at once.
const MOST: u32 = 2000;

/// Changes that a slow stream may be behind.
const KEPT: usize = 1024;

/// Which change of a conversation was told: of its row, how often it was saved and when.
type Version = (i64, DateTime<Utc>);

/// Who tells the streams.
#[derive(Debug)]
pub struct Hub {
    changes: Sender<Arc<Changed>>,
    runs: AtomicBool,
}

/// What was told of late.
#[derive(Default)]
struct Known {
    last: HashMap<String, DateTime<Utc>>,
    told: HashMap<(String, String), Version>,
    /// Conversations that were at the desk: that they left it is told once more.
    at_desk: HashMap<(String, String), bool>,
}

impl Default for Hub {
    fn default() -> Self {
        Self { changes: Sender::new(KEPT), runs: AtomicBool::new(false) }
    }
}

impl Hub {
    /// Listens from now on; the task begins with the first who does.
    pub fn listen(&self, site: &Site) -> Receiver<Arc<Changed>> {
        let heard = self.changes.subscribe();
        if !self.runs.swap(true, Ordering::AcqRel) {
            tokio::spawn(run(site.clone(), self.changes.clone()));
        }
        heard
    }
}

async fn run(site: Site, changes: Sender<Arc<Changed>>) {
    let (mut news, mut end) = (site.news.subscribe(), site.end.clone());
    let mut known = Known::default();
    while !*end.borrow() {
        if changes.receiver_count() == 0 {
            // Nobody listens: who comes next begins with what changed while they were away.
            known = Known::default();
        } else if let Err(error) = look(&site.app, &changes, &mut known).await {
            tracing::warn!(%error, "could not look for what changed at the desk");
        }
        tokio::time::sleep(BREATH).await;
        tokio::select! {
            _ = news.changed() => {}
            _ = end.changed() => {}
            () = tokio::time::sleep(REST) => {}
        }
    }
}

async fn look(
    app: &App,
    changes: &Sender<Arc<Changed>>,
    known: &mut Known,
) -> crate::app::Result<()> {
    for creditor in live::creditors(&app.db).await? {
        let now = app.clock.now();
        let last = *known.last.entry(creditor.clone()).or_insert(now);
        let found = live::since(&app.db, &creditor, last - OVERLAP, MOST).await?;
        let latest = found.last().map_or(last, |it| it.changed_at.max(last));
        for change in found {
            if known.is_new(&change) {
                // Nobody hears it where the last stream just ended.
                let _ = changes.send(Arc::new(change));
            }
        }
        known.last.insert(creditor, latest);
    }
    known.forget();
    Ok(())
}

impl Known {
    /// True where a change was not told yet and is of the desk.
    fn is_new(&mut self, change: &Changed) -> bool {
        let name = (change.creditor.clone(), change.id.clone());
        let version = (change.version, change.changed_at);
        if self.told.insert(name.clone(), version) == Some(version) {
            return false;
        }
        let was = if change.at_desk {
            self.at_desk.insert(name, true)
        } else {
            self.at_desk.remove(&name)
        };
        change.at_desk || was == Some(true)
    }

    /// Forgets what no look will find again.
    fn forget(&mut self) {
        let oldest = |last: &HashMap<String, DateTime<Utc>>, creditor: &str| {
            last.get(creditor).map(|last| *last - OVERLAP)
        };
        let last = &self.last;
        self.told.retain(|(creditor, _), (_, at)| {
            oldest(last, creditor).is_some_and(|oldest| *at >= oldest)
        });
    }
}
