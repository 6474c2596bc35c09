//! The search over what was said.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;

use super::list::{shell, whole};
use crate::domain::access::Right;
use crate::domain::dialogue::choice::fold;
use crate::domain::id::Id;
use crate::store::views::desk::queue;
use crate::store::views::desk::{Sight, search};
use crate::web::desk::{Shell, Signed, address};
use crate::web::error::Error;

/// Hits of one search.
const HITS: u32 = 60;

/// Letters that are shown around a hit.
const AROUND: usize = 140;

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

/// A place where the words stand.
struct Shown {
    path: String,
    name: String,
    creditor: String,
    text: String,
}

#[derive(Template)]
#[template(path = "desk/conversations/find.html")]
struct Page {
    shell: Shell,
    asked: String,
    told: String,
    hits: Vec<Shown>,
}

/// Shows where the words stand.
pub async fn page(signed: Signed, Query(Asked { q }): Query<Asked>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadCases).await?;
    let asked: String = q.chars().take(120).collect();
    let db = &site.app.db;
    let sight = Sight::of(db, &signed.who, None).await.map_err(Error::internal)?;
    let folded = fold(&asked);
    let hits = search::find(db, &sight, &folded, HITS).await.map_err(Error::internal)?;
    let named: Vec<(String, Id)> =
        hits.iter().map(|hit| (hit.creditor.clone(), Id::stored(&hit.conversation))).collect();
    let rows = queue::rows(db, &signed.who.id, &unique(&named)).await.map_err(Error::internal)?;
    let shown: Vec<Shown> = hits
        .into_iter()
        .filter_map(|hit| {
            let row = rows.iter().find(|row| {
                row.creditor == hit.creditor
                    && row.id == hit.conversation
                    && signed.who.sees(&row.creditor, row.sector.as_deref())
            })?;
            let place = if hit.seq > 0 {
                format!("?mensagem={}#msg-{}", hit.seq, hit.seq)
            } else {
                String::new()
            };
            Some(Shown {
                path: format!("{}{place}", address(&hit.creditor, &hit.conversation)),
                name: row.name.clone(),
                creditor: row.trade_name.clone(),
                text: around(&hit.text.unwrap_or_default(), &folded),
            })
        })
        .collect();
    let counts = queue::counts(db, &signed.who.id, &sight).await.map_err(Error::internal)?;
    let told = match (folded.is_empty(), i64::try_from(shown.len()).unwrap_or(i64::MAX)) {
        (true, _) => site.texts.say("web-desk-find-how"),
        (false, 0) => site.texts.say("web-desk-find-none"),
        (false, count) => super::line::count(&site.texts, "web-desk-find-some", count),
    };
    let page = Page { shell: shell(&signed, counts), asked, told, hits: shown };
    Ok(whole(page.render().map_err(Error::internal)?))
}

fn unique(named: &[(String, Id)]) -> Vec<(String, Id)> {
    let mut seen: Vec<(String, Id)> = Vec::new();
    for one in named {
        if !seen.contains(one) {
            seen.push(one.clone());
        }
    }
    seen
}

/// The words around the first hit.
fn around(text: &str, folded: &str) -> String {
    let first = folded.split_whitespace().next().unwrap_or_default();
    let letters: Vec<char> = text.chars().collect();
    let mut from = 0;
    for (place, word) in text.split_whitespace().enumerate() {
        if fold(word).starts_with(first) {
            from = text.split_whitespace().take(place).map(|it| it.chars().count() + 1).sum();
            break;
        }
    }
    let from = from.saturating_sub(AROUND / 2);
    let part: String = letters.iter().skip(from).take(AROUND).collect();
    let begins = if from > 0 { "…" } else { "" };
    let ends = if letters.len() > from + AROUND { "…" } else { "" };
    format!("{begins}{part}{ends}")
}
