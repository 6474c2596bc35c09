//! The forms that split and join bands, and put in, move and take out rungs.
//!
//! Each posts one change with what was read of the file; the graph and the checks on the page tell what
//! it comes to.

use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::form::Typed;
use super::words::Teller;
use super::{Asked, address, refusal, shown};
use crate::app::tuning::Refused;
use crate::app::tuning::limits;
use crate::domain::access::Right;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::policy::numbers;
use crate::domain::policy::policy::Rung;
use crate::domain::policy::shape::{Act, Band, Change, Part, Side, Wrong};
use crate::web::desk::Signed;
use crate::web::error::Error;
use crate::web::tuning::told;

/// One change, as a form posts it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Posted {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    politica: String,
    #[serde(default)]
    valor: String,
    /// What tells the text that was read from any other.
    #[serde(default)]
    lido: String,
    #[serde(default)]
    faixa: String,
    /// What is done; with a rung's number where one is meant.
    #[serde(default)]
    ato: String,
    #[serde(default)]
    dia: String,
    /// Which ladder.
    #[serde(default)]
    escada: String,
    #[serde(default)]
    encargos: String,
    #[serde(default)]
    principal: String,
    /// Before which rung the new one comes.
    #[serde(default)]
    lugar: String,
}

/// A band with what may be done to it.
pub(super) struct Piece {
    pub index: usize,
    pub name: String,
    pub is_open: bool,
    /// Between which days it may be split; none where it may not.
    pub days: Option<String>,
    pub day: String,
    /// What joining it to a neighbour is called: what is posted, and words.
    pub joins: Vec<(&'static str, String)>,
    pub ladders: Vec<Ladder>,
}

/// A ladder with its rungs.
pub(super) struct Ladder {
    pub part: &'static str,
    pub name: String,
    pub rungs: Vec<Step>,
    /// Where a new rung may come: its place, words, and whether it is chosen.
    pub places: Vec<(usize, String, bool)>,
    pub charges: String,
    pub principal: String,
}

/// A rung.
pub(super) struct Step {
    pub number: usize,
    pub words: String,
    /// What it is called in the buttons that move it and take it out; empty where there is none.
    pub earlier: String,
    pub later: String,
    pub out: String,
}

/// Changes bands or rungs of a draft's policy.
pub(super) async fn change(signed: Signed, Form(posted): Form<Posted>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::RaiseLimits).await?;
    let asked = posted.asked();
    let place = (asked.rascunho.as_str(), asked.politica.as_str());
    let (status, why) = match posted.change() {
        Err(why) => (StatusCode::UNPROCESSABLE_ENTITY, why),
        Ok(change) => {
            let with = (posted.lido.as_str(), &change);
            match limits::reshape(&site.app, &signed.who, place, with).await {
                Ok(Ok(())) => {
                    let to = address(&asked, "&feito=salvo#montar");
                    return Ok(Redirect::to(&to).into_response());
                }
                Ok(Err(why)) => (StatusCode::UNPROCESSABLE_ENTITY, code(why)),
                Err(error) => match refusal(error)? {
                    Refused::Stale => (StatusCode::CONFLICT, "stale"),
                    why => {
                        let words = told::words(&site.texts, &why);
                        let told = (told::status(&why), Typed::default(), words, String::new());
                        return shown(site, &signed, asked, told).await;
                    }
                },
            }
        }
    };
    let words = site.texts.say_of("web-tuning-policy-shape-wrong", "code", why);
    shown(site, &signed, asked, (status, Typed::shaping(posted), words, String::new())).await
}

const fn code(why: Wrong) -> &'static str {
    match why {
        Wrong::Unknown => "unknown",
        Wrong::Day => "day",
        Wrong::LastRung => "last-rung",
        Wrong::Layout => "layout",
    }
}

impl Posted {
    fn asked(&self) -> Asked {
        let (rascunho, politica) = (self.rascunho.clone(), self.politica.clone());
        Asked { rascunho, politica, valor: self.valor.clone(), feito: String::new() }
    }

    /// What is to be changed.
    fn change(&self) -> Result<Change, &'static str> {
        let band = self.faixa.parse().map_err(|_| "unknown")?;
        let (what, rung) = self.ato.split_once('.').unwrap_or((&self.ato, ""));
        let at = || rung.parse::<usize>().map_err(|_| "unknown");
        let act = match what {
            "dividir" => {
                let day = self.dia.trim().parse().map_err(|_| "day")?;
                return Ok(Change::Split { band, day });
            }
            "juntar-antes" => return Ok(Change::Join { band, side: Side::Before }),
            "juntar-depois" => return Ok(Change::Join { band, side: Side::After }),
            "por" => Act::Add {
                at: self.lugar.parse().map_err(|_| "unknown")?,
                rung: self.rung().ok_or("percent")?,
            },
            "tirar" => Act::Remove { at: at()? },
            "descer" => Act::Swap { at: at()? },
            "subir" => Act::Swap { at: at()?.checked_sub(1).ok_or("unknown")? },
            _ => return Err("unknown"),
        };
        let part = Part::ALL.into_iter().find(|part| part.as_str() == self.escada);
        Ok(Change::Rungs { band, part: part.ok_or("unknown")?, act })
    }

    fn rung(&self) -> Option<Rung> {
        let percent = |typed: &str| numbers::percent(typed).ok();
        Some(Rung { charges: percent(&self.encargos)?, principal: percent(&self.principal)? })
    }

    /// What was typed for a band, where it was this one; nothing otherwise.
    fn of(&self, band: usize, part: &str) -> Self {
        let is_it = self.faixa == band.to_string() && (part.is_empty() || self.escada == part);
        if is_it { self.clone() } else { Self::default() }
    }
}

impl Teller<'_> {
    /// The bands with what may be done to each.
    pub fn pieces(&self, bands: &[Band], posted: &Posted) -> Vec<Piece> {
        let piece = |(index, band): (usize, &Band)| {
            let typed = posted.of(index, "");
            let sides = [("juntar-antes", band.before), ("juntar-depois", band.after)];
            let joins = sides.into_iter().filter_map(|(act, other)| {
                let name = self.bands.get(other?)?;
                Some((act, self.t.say_of("web-tuning-policy-shape-join", "band", name)))
            });
            Piece {
                index,
                name: self.bands.get(index).cloned().unwrap_or_default(),
                is_open: !typed.faixa.is_empty(),
                days: band.may_split.then(|| self.split_days(band)),
                day: typed.dia,
                joins: joins.collect(),
                ladders: Part::ALL
                    .into_iter()
                    .zip(&band.ladders)
                    .filter_map(|(part, rungs)| {
                        let typed = posted.of(index, part.as_str());
                        Some(self.ladder(part, rungs.as_deref()?, &typed))
                    })
                    .collect(),
            }
        };
        bands.iter().enumerate().map(piece).collect()
    }

    /// From which day to which the second half of a band may begin.
    fn split_days(&self, band: &Band) -> String {
        let count = |day: u32| Value::Count(day.into());
        let mut values = Args::from([("from".to_owned(), count(band.begins.saturating_add(1)))]);
        let key = match band.days.to {
            Some(to) => {
                values.insert("to".to_owned(), count(to));
                "web-tuning-policy-shape-days"
            }
            None => "web-tuning-policy-shape-days-on",
        };
        self.t.tell(key, &values)
    }

    fn ladder(&self, part: Part, rungs: &[Option<Rung>], typed: &Posted) -> Ladder {
        let of = |key: &str, number: usize| {
            let number = Value::Count(i64::try_from(number).unwrap_or(i64::MAX));
            self.t.tell(key, &Args::from([("step".to_owned(), number)]))
        };
        let some =
            |is: bool, key: &str, number: usize| if is { of(key, number) } else { String::new() };
        let last = rungs.len();
        let step = |(at, rung): (usize, &Option<Rung>)| Step {
            number: at,
            words: match rung {
                Some(rung) => self.rung(*rung),
                None => self.t.say("web-tuning-policy-shape-unread"),
            },
            earlier: some(at > 0, "web-tuning-policy-shape-earlier", at + 1),
            later: some(at + 1 < last, "web-tuning-policy-shape-later", at + 1),
            out: some(last > 1, "web-tuning-policy-shape-out", at + 1),
        };
        let chosen = typed.lugar.parse().unwrap_or(last);
        let place = |at: usize| {
            let words = match at {
                0 => self.t.say("web-tuning-policy-shape-first"),
                at => of("web-tuning-policy-shape-after", at),
            };
            (at, words, at == chosen)
        };
        Ladder {
            part: part.as_str(),
            name: self.t.say_of("web-tuning-policy-shape-ladder", "part", part.as_str()),
            rungs: rungs.iter().enumerate().map(step).collect(),
            places: (0..=last).map(place).collect(),
            charges: typed.encargos.clone(),
            principal: typed.principal.clone(),
        }
    }
}
