//! Reports: asked for by period, creditor, agent and flow; shown, drawn, and taken out as files.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;

use super::table::{Shown, Table};
use super::tables::{CODES, Maker, Names};
use super::{page, refused, sheet};
use crate::app::watch::reports::{self, Asked, By};
use crate::domain::access::{Right, Who};
use crate::store::views;
use crate::web::desk::{Shell, Signed};
use crate::web::error::Error;
use crate::web::site::Site;

/// The page's address.
pub const HERE: &str = "/relatorios";

/// What is asked for, as the form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Form {
    #[serde(default)]
    de: String,
    #[serde(default)]
    ate: String,
    #[serde(default)]
    credor: String,
    #[serde(default)]
    pessoa: String,
    #[serde(default)]
    fluxo: String,
    #[serde(default)]
    por: String,
}

/// One of several in a form.
pub(super) struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub words: String,
    /// True for the one that is chosen.
    pub is_on: bool,
}

/// A table as the page shows it.
struct Section {
    table: Table,
    heads: Vec<Shown>,
    rows: Vec<Vec<Shown>>,
    total: Vec<Shown>,
    file: String,
}

#[derive(Template)]
#[template(path = "desk/watch/reports.html")]
struct Page {
    shell: Shell,
    first: String,
    last: String,
    creditors: Vec<Choice>,
    people: Vec<Choice>,
    flows: Vec<Choice>,
    ways: Vec<Choice>,
    sections: Vec<Section>,
    may_export: bool,
}

/// Shows the reports.
pub async fn show(signed: Signed, Query(form): Query<Form>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadReports).await?;
    let asked = form.asked(site)?;
    let report = reports::report(&site.app, &signed.who, &asked).await.map_err(refused)?;
    let (names, flows) = known(site, &signed.who).await?;
    let t = &site.texts;
    let maker = Maker { t, names: &names, by: asked.by };
    let period = asked.period();
    let query = form.query(&asked);
    let sections = maker.all(&report).into_iter().map(|table| Section {
        heads: table.heads(),
        rows: table.shown(t),
        total: table.totals(t),
        file: format!("{HERE}/csv/{}?{query}", table.code),
        table,
    });
    let ways = By::ALL.map(|by| Choice {
        value: by.as_str().to_owned(),
        words: t.say_of("web-desk-report-by", "by", by.as_str()),
        is_on: by == asked.by,
    });
    let flows = flows.into_iter().map(|flow| (flow.clone(), flow)).collect();
    page(&Page {
        shell: Shell::new(&signed, HERE),
        first: period.first.to_string(),
        last: period.last.to_string(),
        creditors: options(&names.creditors, &form.credor),
        people: options(&names.people, &form.pessoa),
        flows: options(&flows, &form.fluxo),
        ways: ways.into(),
        sections: sections.collect(),
        may_export: signed.who.may(Right::Export),
    })
}

/// Gives one table as a file.
pub async fn file(
    signed: Signed,
    Path(code): Path<String>,
    Query(form): Query<Form>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Export).await?;
    let code = CODES.into_iter().find(|known| *known == code).ok_or(Error::NotFound)?;
    let asked = form.asked(site)?;
    let report = reports::export(&site.app, &signed.who, &asked, code).await.map_err(refused)?;
    let (names, _) = known(site, &signed.who).await?;
    let maker = Maker { t: &site.texts, names: &names, by: asked.by };
    let table = maker.all(&report).into_iter().find(|table| table.code == code);
    let period = asked.period();
    let name = format!("{code}-{}-{}", period.first, period.last);
    sheet::answer(&table.ok_or(Error::NotFound)?, &site.texts, &name)
}

/// The names of everybody whom somebody sees, and the flows of their creditors.
pub(super) async fn known(site: &Site, who: &Who) -> Result<(Names, Vec<String>), Error> {
    let db = &site.app.db;
    let mut creditors: BTreeMap<String, String> =
        views::reports::creditors(db).await.map_err(Error::internal)?.into_iter().collect();
    creditors.retain(|id, _| who.sees(id, None));
    let people = views::wall::names(db).await.map_err(Error::internal)?.into_iter().collect();
    let mut flows = Vec::new();
    for creditor in creditors.keys() {
        flows.extend(views::reports::flows(db, creditor).await.map_err(Error::internal)?);
    }
    flows.sort_unstable();
    flows.dedup();
    Ok((Names { creditors, people }, flows))
}

/// The choices of a list, in order of their words.
pub(super) fn options(of: &BTreeMap<String, String>, chosen: &str) -> Vec<Choice> {
    let mut options: Vec<Choice> = of
        .iter()
        .map(|(id, name)| Choice { value: id.clone(), words: name.clone(), is_on: id == chosen })
        .collect();
    options.sort_by(|a, b| a.words.cmp(&b.words));
    options
}

/// A day of a form; none where nothing was chosen.
pub(super) fn day(text: &str) -> Result<Option<NaiveDate>, Error> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Error::Refused("web-desk-report-bad-day"))
}

/// What was chosen of a list; none for everything.
pub(super) fn chosen(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl Form {
    fn asked(&self, site: &Site) -> Result<Asked, Error> {
        let lately = Asked::lately(site.app.clock.now());
        let by = By::ALL.into_iter().find(|by| by.as_str() == self.por);
        Ok(Asked {
            days: (
                day(&self.de)?.unwrap_or(lately.days.0),
                day(&self.ate)?.unwrap_or(lately.days.1),
            ),
            creditor: chosen(&self.credor),
            agent: chosen(&self.pessoa),
            flow: chosen(&self.fluxo),
            by: by.unwrap_or_default(),
        })
    }

    /// The same once more, as a query.
    fn query(&self, asked: &Asked) -> String {
        let period = asked.period();
        let parts = [
            ("de", period.first.to_string()),
            ("ate", period.last.to_string()),
            ("credor", self.credor.clone()),
            ("pessoa", self.pessoa.clone()),
            ("fluxo", self.fluxo.clone()),
            ("por", asked.by.as_str().to_owned()),
        ];
        let parts = parts.iter().filter(|(_, value)| !value.is_empty());
        let parts = parts.map(|(name, value)| format!("{name}={}", super::part(value)));
        parts.collect::<Vec<_>>().join("&")
    }
}
