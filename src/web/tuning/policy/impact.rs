//! What a draft's policy would come to: on simulated customers, and on the last ninety days.
//!
//! Both take seconds and are done only when somebody asks; the answer is the page itself.

use askama::Template;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::Response;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::super::HOME;
use super::super::told::{self, DRAFTS};
use super::HERE;
use crate::app::tuning::impact::{self, Asked, Past, Sums};
use crate::app::tuning::{Error as Failed, drafts};
use crate::domain::access::Right;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::money::{Money, Rate};
use crate::domain::simulation::paired::{Compared, Measure, Pairs, Sure, Unit};
use crate::web::desk::{Shell, Signed, answer, escaped};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// How many customers may be simulated.
const CHOICES: [u64; 4] = [200, 500, 1_000, 2_000];

/// The seed: the same for everybody, so that two who ask see the same.
const SEED: u64 = 1;

/// How many days each simulated case lasts.
const DAYS: u32 = 120;

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    o_que: String,
    #[serde(default)]
    clientes: u64,
}

/// One measure, before and after.
struct Row {
    name: String,
    before: String,
    after: String,
    differs: String,
    between: String,
    sure: String,
    class: &'static str,
}

/// One sum of the past.
struct Line {
    name: String,
    before: String,
    after: String,
}

#[derive(Template)]
#[template(path = "tuning/policy/impact.html")]
struct Page {
    shell: Shell,
    draft: String,
    title: String,
    address: String,
    policy: String,
    choices: Vec<(u64, bool)>,
    wrong: String,
    verdict: Vec<String>,
    simulated: String,
    rows: Vec<Row>,
    hardship: Vec<Row>,
    floor: String,
    is_under: bool,
    past: Vec<String>,
    lines: Vec<Line>,
}

/// Shows what may be asked.
pub(super) async fn show(signed: Signed, Query(wanted): Query<Wanted>) -> Result<Response, Error> {
    signed.need(Right::ReadTuning).await?;
    let wanted = Wanted { o_que: String::new(), ..wanted };
    shown(signed.site(), &signed, wanted).await
}

/// Does what was asked for, and shows what came of it.
pub(super) async fn simulate(
    signed: Signed,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Error> {
    signed.need(Right::ReadTuning).await?;
    shown(signed.site(), &signed, wanted).await
}

async fn shown(site: &Site, signed: &Signed, wanted: Wanted) -> Result<Response, Error> {
    let t = &site.texts;
    let id = wanted.rascunho.clone();
    let opened = drafts::read(&site.app, &signed.who, &id).await.map_err(told::failed)?;
    let customers = if CHOICES.contains(&wanted.clientes) { wanted.clientes } else { CHOICES[1] };
    let mut page = Page {
        shell: Shell::new(signed, HOME),
        title: opened.draft.title.clone(),
        address: format!("{DRAFTS}/{}", escaped(&id)),
        policy: format!("{HERE}?rascunho={}", escaped(&id)),
        draft: id,
        choices: CHOICES.map(|it| (it, it == customers)).to_vec(),
        wrong: String::new(),
        verdict: Vec::new(),
        simulated: String::new(),
        rows: Vec::new(),
        hardship: Vec::new(),
        floor: String::new(),
        is_under: false,
        past: Vec::new(),
        lines: Vec::new(),
    };
    let mut status = StatusCode::OK;
    let (app, who, files) = (&site.app, &signed.who, &opened.files);
    let done: Result<(), Failed> = match wanted.o_que.as_str() {
        "simular" => {
            let asked = Asked { customers, seed: SEED, days: DAYS };
            let pairs = impact::simulated(app, who, files, (asked, site.paying.issue)).await;
            match pairs {
                Ok(Some(pairs)) => {
                    page.tell(t, &pairs, customers);
                    Ok(())
                }
                Ok(None) => {
                    status = StatusCode::CONFLICT;
                    page.wrong = t.say("web-tuning-impact-busy");
                    Ok(())
                }
                Err(error) => Err(error),
            }
        }
        "passado" => impact::past(app, who, files).await.map(|past| page.look_back(t, &past)),
        _ => Ok(()),
    };
    if let Err(error) = done {
        let why = told::refusal(error)?;
        status = told::status(&why);
        page.wrong = told::words(t, &why);
    }
    answer::page(status, &page)
}

impl Page {
    fn tell(&mut self, t: &Texts, pairs: &Pairs, customers: u64) {
        let row = |measure: Measure| row(t, measure, &pairs.of(measure));
        let all = Measure::ALL.into_iter();
        let (hardship, others): (Vec<_>, Vec<_>) = all.partition(|it| it.is_of_hardship());
        self.rows = others.into_iter().map(row).collect();
        self.hardship = hardship.into_iter().map(row).collect();
        let (before, after) = pairs.below_floor;
        self.is_under = before + after > 0;
        let counts = args([("before", count(before)), ("after", count(after))]);
        self.floor = t.tell("web-tuning-impact-floor", &counts);
        let hard = pairs.of(Measure::HardAgreed).pairs;
        let counts = args([
            ("customers", count(customers)),
            ("hardship", count(hard)),
            ("days", Value::Count(DAYS.into())),
        ]);
        self.simulated = t.tell("web-tuning-impact-simulated", &counts);
        self.verdict = verdict(t, pairs);
    }

    fn look_back(&mut self, t: &Texts, past: &Past) {
        let counts = args([
            ("conversations", count(past.conversations)),
            ("offered", count(past.offered)),
            ("unreadable", count(past.unreadable)),
            ("cheaper", count(past.cheaper)),
            ("dearer", count(past.dearer)),
            ("most", Value::Count(impact::MOST_PAST)),
        ]);
        let deals = args([
            ("agreements", count(past.agreements)),
            ("stand", count(past.stand)),
            ("otherwise", count(past.otherwise)),
            ("nothing", count(past.nothing)),
            ("unjudged", count(past.unjudged)),
        ]);
        self.past = vec![
            t.tell("web-tuning-impact-past-offers", &counts),
            t.tell("web-tuning-impact-past-deals", &deals),
        ];
        let line = |code: &str, sums: Sums| Line {
            name: t.say_of("web-tuning-impact-past-line", "code", code),
            before: money(t, sums.before),
            after: money(t, sums.after),
        };
        let stand = Sums { before: past.agreed, after: past.stand_agreed };
        let waived = Sums { before: past.discount, after: past.stand_discount };
        self.lines = vec![
            line("opening", past.opening),
            line("least", past.least),
            line("agreed", stand),
            line("discount", waived),
            line("others", past.others),
        ];
    }
}

/// What may be said, in words, and what may not.
fn verdict(t: &Texts, pairs: &Pairs) -> Vec<String> {
    let sentence = |key: &str, measure: Measure| {
        let compared = pairs.of(measure);
        t.say_of(key, "sure", sure(compared.sure()))
    };
    vec![
        sentence("web-tuning-impact-says-agreed", Measure::Agreed),
        sentence("web-tuning-impact-says-recovered", Measure::Recovered),
        sentence("web-tuning-impact-says-discount", Measure::Discount),
        sentence("web-tuning-impact-says-hardship", Measure::HardAgreed),
        t.say("web-tuning-impact-caution"),
    ]
}

const fn sure(sure: Sure) -> &'static str {
    match sure {
        Sure::More => "more",
        Sure::Less => "less",
        Sure::Unsure => "unsure",
        Sure::Same => "same",
    }
}

fn row(t: &Texts, measure: Measure, compared: &Compared) -> Row {
    let whole = |hundredths: i128| told(t, measure, compared, hundredths);
    let interval = compared.interval();
    let between = interval.map(|it| {
        let ends = [("low", whole(it.low)), ("high", whole(it.high))];
        let ends = ends.map(|(name, text)| (name, Value::Text(text)));
        t.tell("web-tuning-impact-between", &args(ends))
    });
    Row {
        name: t.say_of("web-tuning-impact-measure", "code", measure.as_str()),
        before: whole(compared.before * 100),
        after: whole(compared.after * 100),
        differs: whole((compared.after - compared.before) * 100),
        between: between.unwrap_or_else(|| t.say("web-tuning-impact-too-few")),
        sure: t.say_of("web-tuning-impact-sure", "sure", sure(compared.sure())),
        class: match compared.sure() {
            Sure::More | Sure::Less => "good",
            Sure::Unsure => "warn",
            Sure::Same => "",
        },
    }
}

/// A sum as money; customers as a part of all that were looked at.
fn told(t: &Texts, measure: Measure, compared: &Compared, hundredths: i128) -> String {
    match measure.unit() {
        Unit::Sum => money(t, Money::centavos(i64::try_from(hundredths / 100).unwrap_or(i64::MAX))),
        Unit::Customers => {
            let part = Decimal::try_from_i128_with_scale(hundredths, 2).unwrap_or_default();
            let part = part.checked_div(Decimal::from(compared.pairs)).unwrap_or_default();
            t.tell(
                "web-tuning-policy-value",
                &args([("value", Value::Percent(Rate::fraction(part)))]),
            )
        }
    }
}

fn money(t: &Texts, sum: Money) -> String {
    t.tell("web-tuning-policy-value", &args([("value", Value::Money(sum))]))
}

fn count(count: u64) -> Value {
    Value::Count(i64::try_from(count).unwrap_or(i64::MAX))
}

fn args<const N: usize>(values: [(&str, Value); N]) -> Args {
    Args::from(values.map(|(name, value)| (name.to_owned(), value)))
}
