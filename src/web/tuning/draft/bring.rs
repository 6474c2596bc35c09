//! A draft is brought over to the release that serves; where both changed the same, somebody says
//! which side is kept.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::told::{self, DRAFTS};
use super::HOME;
use super::act::settled;
use crate::app::tuning::drafts::{self, Side};
use crate::app::tuning::{Error as Failed, Refused, beside};
use crate::web::desk::{Shell, Signed, answer, escaped};
use crate::web::error::Error;
use crate::web::site::Site;

/// A file of which somebody must say which side is kept.
struct Both {
    path: String,
    name: String,
    mine: String,
    theirs: String,
    mine_gone: bool,
    theirs_gone: bool,
}

#[derive(Template)]
#[template(path = "tuning/draft/conflicts.html")]
struct Page {
    shell: Shell,
    address: String,
    files: Vec<Both>,
    wrong: String,
}

/// Brings a draft over; every field is a path with the side that is kept.
pub(super) async fn bring(
    signed: Signed,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let site = signed.site();
    let chosen = fields.into_iter().filter_map(|(path, side)| {
        let path = path.strip_prefix("lado:")?.to_owned();
        Side::read(&side).ok().map(|side| (path, side))
    });
    match drafts::rebase(&site.app, &signed.who, &id, chosen.collect()).await {
        Ok(()) => settled(site, &signed, &id, Ok("trazido")).await,
        Err(Failed::Refused(Refused::Conflicts { paths })) => {
            conflicts(site, &signed, &id, &paths).await
        }
        Err(error) => settled(site, &signed, &id, Err(error)).await,
    }
}

async fn conflicts(
    site: &Site,
    signed: &Signed,
    id: &str,
    paths: &[String],
) -> Result<Response, Error> {
    let found = beside::conflicts(&site.app, &signed.who, (id, paths)).await;
    let files = found.map_err(told::failed)?.into_iter().map(|it| Both {
        name: told::file_name(&site.texts, &it.path),
        path: it.path,
        mine_gone: it.mine.is_none(),
        theirs_gone: it.theirs.is_none(),
        mine: it.mine.unwrap_or_default(),
        theirs: it.theirs.unwrap_or_default(),
    });
    let why = Refused::Conflicts { paths: paths.to_vec() };
    let page = Page {
        shell: Shell::new(signed, HOME),
        address: format!("{DRAFTS}/{}", escaped(id)),
        files: files.collect(),
        wrong: told::words(&site.texts, &why),
    };
    answer::page(StatusCode::CONFLICT, &page)
}
