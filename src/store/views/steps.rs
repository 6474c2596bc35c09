//! Which steps conversations came to: what the drawing of a flow is counted from.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::domain::dialogue::Trace;
use crate::domain::dialogue::effect::Effect;
use crate::domain::money::Money;
use crate::store::{Db, Result, body, many};

/// A conversation in which something happened.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Talk {
    /// Its id.
    pub id: String,
    /// The channel it runs on.
    pub channel: String,
    /// The release it runs on.
    pub release: i64,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
}

/// A turn, as far as steps are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The conversation.
    pub conversation: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The flow and version it ran on.
    pub flow: String,
    /// What led to what.
    pub trace: Vec<Trace>,
    /// What was agreed on in it.
    pub agreed: Money,
    /// True where the customer did something; else time passed, money came, or a human acted.
    pub is_theirs: bool,
}

#[derive(FromRow)]
struct Row {
    conversation: String,
    at: DateTime<Utc>,
    flow: String,
    trace: String,
    effects: Option<String>,
    event: Option<String>,
}

/// What customers do, as events are named.
const THEIRS: [&str; 3] = ["said", "chose", "media"];

/// The conversations of a creditor that changed since a moment, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn talks(db: &Db, creditor: &str, since: DateTime<Utc>, most: i64) -> Result<Vec<Talk>> {
    db.sql(
        "select id, channel, edition as release, changed_at from conversation
         where creditor = $1 and changed_at >= $2 order by changed_at desc limit $3",
    )
    .bind(creditor.to_owned())
    .bind(since)
    .bind(most)
    .all(db)
    .await
}

/// The turns of some conversations since a moment, each conversation's in their order.
///
/// # Errors
/// When the database refuses.
pub async fn turns(
    db: &Db,
    creditor: &str,
    conversations: &[&str],
    since: DateTime<Utc>,
) -> Result<Vec<Passed>> {
    let rows: Vec<Row> = db
        .sql2(
            "select t.conversation, t.at, t.flow, cast(t.trace as text) as trace,
                    case when instr(t.effects, '\"record_agreement\"') > 0 then t.effects end
                      as effects,
                    json_extract(t.event, '$.event') as event
             from json_each($1) as n cross join turn as t
             where t.creditor = $2 and t.conversation = n.value and t.at >= $3
             order by t.conversation, t.number",
            "select t.conversation, t.at, t.flow, cast(t.trace as text) as trace,
                    case when position('\"record_agreement\"' in cast(t.effects as text)) > 0
                      then cast(t.effects as text) end as effects,
                    t.event->>'event' as event
             from jsonb_array_elements_text(cast($1 as jsonb)) as n (value)
             join turn as t on t.creditor = $2 and t.conversation = n.value and t.at >= $3
             order by t.conversation, t.number",
        )
        .bind(many::rows(conversations)?)
        .bind(creditor.to_owned())
        .bind(since)
        .all(db)
        .await?;
    rows.into_iter().map(Passed::try_from).collect()
}

impl TryFrom<Row> for Passed {
    type Error = crate::store::Error;

    fn try_from(row: Row) -> Result<Self> {
        let effects: Option<Vec<Effect>> =
            row.effects.map(|text| body("turn.effects", &text)).transpose()?;
        let agreed = effects.iter().flatten().filter_map(|effect| {
            let Effect::RecordAgreement { agreement } = effect else { return None };
            Some(agreement.total)
        });
        Ok(Self {
            agreed: agreed.sum(),
            is_theirs: row.event.is_some_and(|event| THEIRS.contains(&event.as_str())),
            conversation: row.conversation,
            at: row.at,
            flow: row.flow,
            trace: body("turn.trace", &row.trace)?,
        })
    }
}
