//! What everybody may change about themselves: looks, password, where they are signed in.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Shell, Signed, answer, when};
use crate::app::people::own::{self, NotTaken};
use crate::app::people::{LEAST, second, session};
use crate::domain::access::{Preferences, Theme};
use crate::domain::locale::Locale;
use crate::web::error::Error;

const HERE: &str = "/preferencias";

/// One session, as it is shown.
struct Listed {
    id: String,
    device: String,
    address: String,
    began: String,
    seen: String,
    is_this: bool,
}

/// One way pages may look.
struct Look {
    code: &'static str,
    words: String,
    is_on: bool,
}

/// One language that pages may be in.
struct Spoken {
    code: String,
    words: String,
    is_on: bool,
}

#[derive(Template)]
#[template(path = "desk/preferences.html")]
struct Page {
    shell: Shell,
    themes: Vec<Look>,
    languages: Vec<Spoken>,
    sessions: Vec<Listed>,
    wrong: String,
    least: String,
    is_second_on: bool,
    is_second_needed: bool,
    codes_left: String,
}

/// What was just done, so that the page says so.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// Shows the page.
pub async fn show(signed: Signed, Query(Done { done }): Query<Done>) -> Result<Response, Error> {
    let told = match done.as_str() {
        "looks" => "web-desk-preferences-saved",
        "password" => "web-desk-password-saved",
        "sessions" => "web-desk-sessions-ended",
        "second" => "web-desk-second-stopped",
        _ => "",
    };
    let wrong = if done == "second-wrong" { "web-desk-second-wrong" } else { "" };
    page(&signed, told, wrong).await
}

/// What is chosen on the page.
#[derive(Debug, Deserialize)]
pub struct Chosen {
    theme: Theme,
    #[serde(default)]
    keys: Option<String>,
    #[serde(default)]
    sound: Option<String>,
    #[serde(default)]
    notify: Option<String>,
    #[serde(default)]
    dense: Option<String>,
    #[serde(default)]
    language: String,
}

/// Keeps how pages are to look.
pub async fn save(signed: Signed, Form(chosen): Form<Chosen>) -> Result<Redirect, Error> {
    let site = signed.site();
    let preferences = Preferences {
        theme: chosen.theme,
        keys: chosen.keys.is_some(),
        sound: chosen.sound.is_some(),
        notify: chosen.notify.is_some(),
        dense: chosen.dense.is_some(),
        // What is not offered is not kept.
        language: chosen.language.parse().ok().filter(|it| site.texts.has_language(*it)),
    };
    own::prefer(&site.app, &signed.who, preferences).await.map_err(Error::internal)?;
    Ok(Redirect::to("/preferencias?done=looks"))
}

/// A new password, with the old one; shows in no Debug.
#[derive(Deserialize)]
pub struct Passwords {
    old: String,
    new: String,
    again: String,
}

/// Takes a new password.
pub async fn password(signed: Signed, Form(typed): Form<Passwords>) -> Result<Response, Error> {
    let site = signed.site();
    if typed.new != typed.again {
        return page(&signed, "", "web-desk-password-differ").await;
    }
    let who = (&signed.who, signed.session.id.as_str());
    let taken = own::change_password(&site.app, who, (&typed.old, &typed.new)).await;
    match taken.map_err(Error::internal)? {
        Ok(()) => Ok(Redirect::to("/preferencias?done=password").into_response()),
        Err(why) => page(&signed, "", words(why)).await,
    }
}

/// The words of a password that was not taken.
pub(super) const fn words(why: NotTaken) -> &'static str {
    match why {
        NotTaken::WrongOld => "web-desk-password-wrong-old",
        NotTaken::Wait => "web-desk-password-wait",
        NotTaken::Short => "web-desk-password-short",
        NotTaken::Long => "web-desk-password-long",
        NotTaken::Easy => "web-desk-password-easy",
    }
}

/// Which session ends; all others, where none is named.
#[derive(Debug, Deserialize)]
pub struct Which {
    #[serde(default)]
    session: String,
}

/// Ends one session, or all others.
pub async fn end(signed: Signed, Form(which): Form<Which>) -> Result<Redirect, Error> {
    let site = signed.site();
    let who = signed.who.id.as_str();
    if which.session.is_empty() {
        let but = Some(signed.session.id.as_str());
        session::end_all(&site.app, who, (who, but)).await.map_err(Error::internal)?;
    } else {
        session::end(&site.app, who, (who, &which.session)).await.map_err(Error::internal)?;
    }
    Ok(Redirect::to("/preferencias?done=sessions"))
}

async fn page(signed: &Signed, told: &str, wrong: &str) -> Result<Response, Error> {
    let site = signed.site();
    let t = &site.texts;
    let sessions = session::all_of(&site.app, &site.access.rules, &signed.who.id).await;
    let sessions = sessions.map_err(Error::internal)?.into_iter().map(|it| Listed {
        is_this: it.id == signed.session.id,
        device: device(&it.device),
        began: when::moment(t, it.made_at),
        seen: when::moment(t, it.seen_at),
        address: it.address,
        id: it.id,
    });
    let themes = Theme::ALL.map(|theme| Look {
        code: theme.as_str(),
        words: t.say_of("web-desk-theme", "code", theme.as_str()),
        is_on: theme == signed.preferences.theme,
    });
    let here = signed.preferences.language.unwrap_or(Locale::OWN);
    let languages = t.languages().into_iter().map(|(locale, words)| Spoken {
        code: locale.to_string(),
        words,
        is_on: locale == here,
    });
    let say = |key: &str| if key.is_empty() { String::new() } else { t.say(key) };
    let left = second::codes_left(&site.app, &signed.who.id).await.map_err(Error::internal)?;
    let now = second::person(&site.app, &signed.who.id).await.map_err(Error::internal)?;
    let page = Page {
        is_second_on: now.is_some_and(|person| person.totp_at.is_some()),
        is_second_needed: site.access.rules.second.contains(&signed.who.role),
        codes_left: left.to_string(),
        shell: Shell::new(signed, HERE).telling(say(told)),
        themes: themes.into(),
        languages: languages.collect(),
        sessions: sessions.collect(),
        wrong: say(wrong),
        least: LEAST.to_string(),
    };
    answer::page(answer::status(wrong), &page)
}

/// Browser and system of what a browser says of itself, as short as people say it.
pub(super) fn device(agent: &str) -> String {
    let first = |names: &[(&str, &str)]| {
        names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| (*name).to_owned())
    };
    let browser = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => agent.chars().take(40).collect(),
    }
}
