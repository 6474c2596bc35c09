//! Views of the list that somebody keeps under a name.

use axum::Form;
use axum::response::Redirect;
use serde::Deserialize;

use super::filter::Filter;
use crate::app::desk::saved;
use crate::domain::access::Right;
use crate::web::desk::Signed;
use crate::web::error::Error;

/// A view to be kept.
#[derive(Debug, Deserialize)]
pub struct New {
    id: String,
    name: String,
    query: String,
}

/// A view to be let go.
#[derive(Debug, Deserialize)]
pub struct Old {
    id: String,
}

/// Keeps the filter of the page under a name.
pub async fn save(signed: Signed, Form(new): Form<New>) -> Result<Redirect, Error> {
    let site = signed.site();
    signed.need(Right::ReadCases).await?;
    // Read and written anew, so that nothing but a filter is ever kept.
    let uri = format!("/conversas?{}", new.query).parse().map_err(|_| REFUSED)?;
    let filter = axum::extract::Query::<Filter>::try_from_uri(&uri).map_err(|_| REFUSED)?;
    let query = filter.query();
    let kept = saved::keep(&site.app, &signed.who, (&new.id, &new.name), &query).await;
    kept.map_err(Error::internal)?;
    Ok(Redirect::to(&format!("/conversas?{query}")))
}

/// Lets a view go.
pub async fn forget(signed: Signed, Form(old): Form<Old>) -> Result<Redirect, Error> {
    let site = signed.site();
    signed.need(Right::ReadCases).await?;
    saved::forget(&site.app, &signed.who, &old.id).await.map_err(Error::internal)?;
    Ok(Redirect::to("/conversas"))
}

const REFUSED: Error = Error::Refused("web-error-bad-request");
