//! What a row of the list shows.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::store::{Db, Result, many};

/// What a row shows.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub id: String,
    /// The creditor's name that customers know.
    pub trade_name: String,
    /// The customer's name.
    pub name: String,
    /// The channel.
    pub channel: String,
    /// Which of our accounts it came to.
    pub account: Option<String>,
    /// When the customer was last heard by it.
    pub heard_at: Option<DateTime<Utc>>,
    /// Who has it: the bot or a human.
    pub owner: String,
    /// The person of ours who has it.
    pub agent: Option<String>,
    /// Their name.
    pub agent_name: Option<String>,
    /// Its case at the desk.
    pub handoff: Option<String>,
    /// Where it waits.
    pub sector: Option<String>,
    /// What is owed, in centavos.
    pub at_stake: Option<i64>,
    /// Its place among those that wait.
    pub rank: Option<i64>,
    /// Why it is at the desk.
    pub reason: Option<String>,
    /// How soon it should be looked at.
    pub priority: Option<String>,
    /// Until when somebody answers.
    pub answer_by: Option<DateTime<Utc>>,
    /// How many messages it has.
    pub messages: i64,
    /// Until which message who asks has seen it.
    pub seen: i64,
    /// Messages of the customer's after that, counted to a hundred.
    pub unread: i64,
    /// Who spoke last.
    pub last_from: Option<String>,
    /// The words, cut.
    pub last_text: Option<String>,
    /// What went with them, as it is stored.
    pub last_attachments: Option<String>,
    /// When.
    pub last_at: Option<DateTime<Utc>>,
    /// When anything of it changed.
    pub changed_at: DateTime<Utc>,
    /// True where nobody may write to the customer.
    pub opted_out: bool,
    /// True where the conversation came to its end.
    pub closed: bool,
    /// Since when whoever has it put it aside.
    pub snoozed_at: Option<DateTime<Utc>>,
    /// Until when; none where that is until the customer does something.
    pub snoozed_until: Option<DateTime<Utc>>,
}

impl Row {
    /// What is owed.
    pub fn stake(&self) -> Option<Money> {
        self.at_stake.map(Money::centavos)
    }
}

/// One statement for rows; the two engines differ in how they unfold the names of those wanted.
///
/// The greatest line is asked for as an expression: of a bare column SQLite would look for the greatest
/// along the primary key, through all lines of the creditor, instead of among the conversation's.
macro_rules! shown {
    ($from:literal) => {
        concat!(
            "select c.creditor, c.id, k.trade_name, u.name, c.channel, t.account, t.heard_at,
                    c.owner, c.agent, p.name as agent_name, c.handoff, c.sector, c.at_stake, c.rank,
                    h.reason, h.priority, h.answer_by, c.messages, coalesce(v.seq, 0) as seen,
                    (select count(*) from (
                       select 1 from message as r
                       where r.creditor = c.creditor and r.conversation = c.id
                         and r.seq > coalesce(v.seq, 0) and r.sender = 'customer'
                       limit 100) as unread) as unread,
                    m.sender as last_from, substr(m.text, 1, 300) as last_text,
                    cast(m.attachments as text) as last_attachments, m.at as last_at,
                    c.changed_at, u.opted_out, c.closed,
                    z.at as snoozed_at, z.until as snoozed_until ",
            $from,
            " on c.creditor = n.value->>0 and c.id = n.value->>1
             join creditor as k on k.creditor = c.creditor
             join customer as u on u.creditor = c.creditor and u.id = c.customer
             left join contact as t on t.creditor = c.creditor and t.line = (
               select max(l.line || '') from contact as l
               where l.creditor = c.creditor and l.conversation = c.id)
             left join person as p on p.id = c.agent
             left join handoff as h on h.creditor = c.creditor and h.id = c.handoff
             left join viewing as v on v.creditor = c.creditor and v.conversation = c.id
              and v.person = $2
             left join snooze as z on z.creditor = c.creditor and z.conversation = c.id
             left join message as m on m.creditor = c.creditor and m.conversation = c.id
              and m.seq = c.messages"
        )
    };
}

/// What the rows of some conversations show, in the order given; what is unknown is left out.
///
/// # Errors
/// When the database refuses.
pub async fn rows(db: &Db, person: &str, of: &[(String, Id)]) -> Result<Vec<Row>> {
    let rows: Vec<Row> = db
        .sql2(
            shown!("from json_each($1) as n cross join conversation as c"),
            shown!(
                "from jsonb_array_elements(cast($1 as jsonb)) as n (value)
                 join conversation as c"
            ),
        )
        .bind(many::rows(of)?)
        .bind(person.to_owned())
        .all(db)
        .await?;
    let mut by_name: HashMap<(String, String), Row> =
        rows.into_iter().map(|row| ((row.creditor.clone(), row.id.clone()), row)).collect();
    let name = |(creditor, id): &(String, Id)| (creditor.clone(), id.to_string());
    Ok(of.iter().filter_map(|of| by_name.remove(&name(of))).collect())
}
