//! The people of the desk: made, changed, let out; by who administers them.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Shell, Signed, answer, preferences, when};
use crate::app::people::manage::{self, Draft, Refusal};
use crate::app::people::session::Person;
use crate::app::people::{link, second, session};
use crate::domain::access::{Right, Role, Scope};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

const HERE: &str = "/usuarios";

/// One person of the list.
struct Listed {
    id: String,
    name: String,
    login: String,
    role: String,
    creditors: String,
    sectors: String,
    is_out: bool,
    has_second: bool,
    has_password: bool,
}

/// A role that can be chosen.
struct Choice {
    code: &'static str,
    words: String,
    is_on: bool,
}

/// What was typed about somebody, or stands there.
#[derive(Default)]
struct Fields {
    login: String,
    name: String,
    creditors: String,
    sectors: String,
    roles: Vec<Choice>,
    known: String,
}

#[derive(Template)]
#[template(path = "desk/people.html")]
struct Page {
    shell: Shell,
    people: Vec<Listed>,
    fields: Fields,
    wrong: String,
}

/// One session of somebody's.
struct Place {
    device: String,
    address: String,
    seen: String,
}

#[derive(Template)]
#[template(path = "desk/person.html")]
struct One {
    shell: Shell,
    person: Listed,
    fields: Fields,
    sessions: Vec<Place>,
    link: String,
    wrong: String,
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// What is typed about somebody.
#[derive(Debug, Deserialize)]
pub struct Typed {
    #[serde(default)]
    login: String,
    name: String,
    role: Role,
    #[serde(default)]
    creditors: String,
    #[serde(default)]
    sectors: String,
}

impl Typed {
    fn draft(&self) -> Draft {
        Draft {
            name: self.name.clone(),
            role: self.role,
            creditors: manage::scope(&self.creditors),
            sectors: manage::scope(&self.sectors),
        }
    }

    async fn fields(&self, site: &Site) -> Result<Fields, Error> {
        Ok(Fields {
            login: self.login.clone(),
            name: self.name.clone(),
            creditors: self.creditors.clone(),
            sectors: self.sectors.clone(),
            roles: roles(&site.texts, self.role),
            known: known(site).await?,
        })
    }
}

/// Lists everybody.
pub async fn list(signed: Signed) -> Result<Response, Error> {
    signed.need(Right::ManagePeople).await?;
    let site = signed.site();
    let fields = Fields {
        roles: roles(&site.texts, Role::Agent),
        known: known(site).await?,
        ..Fields::default()
    };
    list_page(&signed, fields, "").await
}

/// Makes somebody.
pub async fn add(signed: Signed, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ManagePeople).await?;
    let made = (typed.login.as_str(), typed.draft());
    let added = manage::add(&site.app, &signed.who.id, made).await.map_err(Error::internal)?;
    match added {
        Ok(id) => Ok(Redirect::to(&format!("{HERE}/{id}?done=added")).into_response()),
        Err(why) => list_page(&signed, typed.fields(site).await?, words(why)).await,
    }
}

/// Shows somebody.
pub async fn show(
    signed: Signed,
    Path(id): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Response, Error> {
    signed.need(Right::ManagePeople).await?;
    let told = match done.as_str() {
        "added" => "web-desk-person-added",
        "changed" => "web-desk-person-changed",
        "disabled" => "web-desk-person-disabled",
        "enabled" => "web-desk-person-enabled",
        "sessions" => "web-desk-sessions-ended",
        "second" => "web-desk-person-second-reset",
        _ => "",
    };
    one_page(&signed, &id, (told, "", String::new())).await
}

/// Changes somebody's name, role and scope.
pub async fn change(
    signed: Signed,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ManagePeople).await?;
    let changed = manage::change(&site.app, &signed.who.id, (&id, typed.draft())).await;
    settled(&signed, &id, changed.map_err(Error::internal)?, "changed").await
}

/// What is to be done to somebody's access.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// They sign in no more.
    Disable,
    /// They sign in again.
    Enable,
    /// They are signed out everywhere.
    Sessions,
    /// Their second factor is taken away.
    Second,
    /// They get a link to choose a password.
    Link,
}

/// What is asked about somebody's access.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(rename = "do")]
    what: What,
}

/// Does something to somebody's access.
pub async fn access(
    signed: Signed,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(Asked { what }): Form<Asked>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ManagePeople).await?;
    let by = signed.who.id.as_str();
    match what {
        What::Disable | What::Enable => {
            let is_out = matches!(what, What::Disable);
            let done = manage::disable(&site.app, by, (&id, is_out)).await;
            let told = if is_out { "disabled" } else { "enabled" };
            settled(&signed, &id, done.map_err(Error::internal)?, told).await
        }
        What::Sessions => {
            session::end_all(&site.app, by, (&id, None)).await.map_err(Error::internal)?;
            Ok(Redirect::to(&format!("{HERE}/{id}?done=sessions")).into_response())
        }
        What::Second => {
            second::reset(&site.app, by, (&id, None)).await.map_err(Error::internal)?;
            Ok(Redirect::to(&format!("{HERE}/{id}?done=second")).into_response())
        }
        What::Link => match link::make(&site.app, by, &id).await.map_err(Error::internal)? {
            Ok(token) => {
                let link = format!("{}/senha/{token}", origin(site, &headers));
                one_page(&signed, &id, ("", "", link)).await
            }
            Err(why) => one_page(&signed, &id, ("", words(why), String::new())).await,
        },
    }
}

async fn settled(
    signed: &Signed,
    id: &str,
    answer: Result<(), Refusal>,
    told: &str,
) -> Result<Response, Error> {
    match answer {
        Ok(()) => Ok(Redirect::to(&format!("{HERE}/{id}?done={told}")).into_response()),
        Err(why) => one_page(signed, id, ("", words(why), String::new())).await,
    }
}

async fn list_page(signed: &Signed, fields: Fields, wrong: &str) -> Result<Response, Error> {
    let site = signed.site();
    let people = manage::all(&site.app).await.map_err(Error::internal)?;
    let page = Page {
        shell: Shell::new(signed, HERE),
        people: people.iter().map(|person| listed(&site.texts, person)).collect(),
        fields,
        wrong: say(&site.texts, wrong),
    };
    answer::page(answer::status(wrong), &page)
}

async fn one_page(
    signed: &Signed,
    id: &str,
    (told, wrong, link): (&str, &str, String),
) -> Result<Response, Error> {
    let site = signed.site();
    let t = &site.texts;
    let person = second::person(&site.app, id).await.map_err(Error::internal)?;
    let person = person.ok_or(Error::NotFound)?;
    let sessions = session::all_of(&site.app, &site.access.rules, id).await;
    let sessions = sessions.map_err(Error::internal)?.into_iter().map(|it| Place {
        device: preferences::device(&it.device),
        seen: when::moment(t, it.seen_at),
        address: it.address,
    });
    let page = One {
        shell: Shell::new(signed, HERE).telling(say(t, told)),
        fields: Fields {
            login: person.login.clone(),
            name: person.who.name.clone(),
            creditors: names(&person.who.creditors),
            sectors: names(&person.who.sectors),
            roles: roles(t, person.who.role),
            known: known(site).await?,
        },
        person: listed(t, &person),
        sessions: sessions.collect(),
        link,
        wrong: say(t, wrong),
    };
    answer::page(answer::status(wrong), &page)
}

fn listed(t: &Texts, person: &Person) -> Listed {
    let who = &person.who;
    let scope = |scope: &Scope| match scope {
        Scope::All => t.say("web-desk-people-all"),
        Scope::Only(_) => names(scope),
    };
    Listed {
        id: who.id.clone(),
        name: who.name.clone(),
        login: person.login.clone(),
        role: t.say_of("web-desk-role", "code", who.role.as_str()),
        creditors: scope(&who.creditors),
        sectors: scope(&who.sectors),
        is_out: person.disabled_at.is_some(),
        has_second: person.totp_at.is_some(),
        has_password: person.password.is_some(),
    }
}

fn roles(t: &Texts, of: Role) -> Vec<Choice> {
    let choice = |role: Role| Choice {
        code: role.as_str(),
        words: t.say_of("web-desk-role", "code", role.as_str()),
        is_on: role == of,
    };
    Role::ALL.map(choice).into()
}

async fn known(site: &Site) -> Result<String, Error> {
    Ok(manage::creditors(&site.app).await.map_err(Error::internal)?.join(", "))
}

fn names(scope: &Scope) -> String {
    match scope {
        Scope::All => String::new(),
        Scope::Only(names) => names.iter().cloned().collect::<Vec<_>>().join(", "),
    }
}

fn say(t: &Texts, key: &str) -> String {
    if key.is_empty() { String::new() } else { t.say(key) }
}

/// The words of a refusal.
pub(super) const fn words(why: Refusal) -> &'static str {
    match why {
        Refusal::Login => "web-desk-refusal-login",
        Refusal::Taken => "web-desk-refusal-taken",
        Refusal::Name => "web-desk-refusal-name",
        Refusal::Creditor => "web-desk-refusal-creditor",
        Refusal::Unknown => "web-desk-refusal-unknown",
        Refusal::LastAdmin => "web-desk-refusal-last-admin",
        Refusal::Short => "web-desk-password-short",
        Refusal::Long => "web-desk-password-long",
        Refusal::Easy => "web-desk-password-easy",
    }
}

/// Under which address we are reached: as configured, or as whoever asks reached us.
fn origin(site: &Site, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|it| it.to_str().ok()).unwrap_or_default();
    site.access.public_url.clone().unwrap_or_else(|| format!("http://{host}"))
}
