//! What providers told and nobody could read: told by channel and reason, and read again.

use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::HERE;
use crate::app::tuning::strays::{self, Alike, Done, Stray};
use crate::app::tuning::{Error as Failure, Refused};
use crate::channels::{telegram, whatsapp};
use crate::domain::access::Right;
use crate::domain::channel::{Arrival, TELEGRAM, WHATSAPP};
use crate::domain::dialogue::text::{Args, Value};
use crate::web::desk::{Signed, moment};
use crate::web::error::Error;
use crate::web::texts::Texts;
use crate::web::tuning::told::{self, number};

/// What nobody could read at a channel for a reason.
pub(super) struct Shown {
    pub id: String,
    pub what: String,
    pub channel: String,
    pub code: String,
    pub name: String,
    pub count: String,
    pub when: String,
    pub look: String,
    pub stays: String,
}

/// What is to be read again.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    canal: String,
    #[serde(default)]
    motivo: String,
}

/// What nobody could read, group by group.
pub(super) async fn groups(signed: &Signed) -> Result<Vec<Shown>, Error> {
    let site = signed.site();
    let all = strays::groups(&site.app, &signed.who).await.map_err(told::failed)?;
    Ok(all.into_iter().enumerate().map(|it| shown(&site.texts, it)).collect())
}

/// What came of reading again, in words.
pub(super) fn notice(t: &Texts, done: Done) -> String {
    let told = [
        ("web-tuning-stray-done", Some(done.read)),
        ("web-tuning-stray-still", Some(done.still).filter(|count| *count > 0)),
        ("web-tuning-stray-late", Some(done.late).filter(|count| *count > 0)),
    ];
    let told = told.into_iter().filter_map(|(key, count)| {
        Some(t.tell(key, &Args::from([("count".to_owned(), number(count?))])))
    });
    told.collect::<Vec<_>>().join(" ")
}

/// Reads a group again.
pub(super) async fn again(signed: Signed, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Draft).await?;
    let group = (typed.canal.as_str(), typed.motivo.as_str());
    match strays::again(&site.app, &signed.who, group, read).await {
        Ok(Done { read, still, late }) => {
            let to = format!("{HERE}?lidos={read}&ainda={still}&tarde={late}");
            Ok(Redirect::to(&to).into_response())
        }
        Err(Failure::Refused(Refused::Unknown)) => {
            let wrong = site.texts.say("web-tuning-stray-gone");
            super::shown(&signed, (StatusCode::CONFLICT, String::new(), wrong)).await
        }
        Err(error) => Err(told::failed(error)),
    }
}

/// What a program of today reads in something; nothing where it is of no channel that it knows.
fn read(stray: &Stray) -> Vec<Arrival> {
    let (raw, at) = (stray.raw.as_bytes(), stray.arrived_at);
    match stray.channel.as_str() {
        WHATSAPP => whatsapp::parse::parse(raw, at).unwrap_or_default(),
        TELEGRAM => vec![telegram::parse::body(&stray.account, raw, at)],
        _ => Vec::new(),
    }
}

fn shown(t: &Texts, (place, group): (usize, Alike)) -> Shown {
    let values = [("first", moment(t, group.first)), ("last", moment(t, group.last))];
    let values = values.map(|(name, value)| (name.to_owned(), Value::Text(value)));
    let count = usize::try_from(group.count).unwrap_or_default();
    Shown {
        id: format!("avulso-{place}"),
        what: t.say_of("web-tuning-stray-why", "code", &group.why),
        name: t.say_of("web-desk-channel", "channel", &group.channel),
        count: t.tell("web-tuning-stray-count", &Args::from([("count".to_owned(), number(count))])),
        when: t.tell("web-tuning-fail-when", &Args::from(values)),
        look: group.look.unwrap_or_default(),
        stays: match group.stays {
            Some(why) => t.say_of("web-tuning-stray-stays", "code", why.as_str()),
            None => String::new(),
        },
        channel: group.channel,
        code: group.why,
    }
}
