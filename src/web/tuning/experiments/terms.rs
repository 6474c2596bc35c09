//! What an experiment is without its ways, as a form has it: question, days, numbers and tolerances.

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use crate::app::tuning::experiment::make::Terms;
use crate::app::tuning::experiment::size_of;
use crate::domain::dialogue::text::Args;
use crate::web::texts::Texts;
use crate::web::tuning::told::number;

/// For how many days an experiment runs where nobody says.
const USUAL: Days = Days::new(60);

/// What is typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    pub porque: String,
    #[serde(default)]
    pub desde: String,
    #[serde(default)]
    pub ate: String,
    #[serde(default)]
    pub participam: String,
    #[serde(default)]
    pub dias: String,
    #[serde(default)]
    pub pagam: String,
    #[serde(default)]
    pub diferenca: String,
    #[serde(default)]
    pub reclamam: String,
    #[serde(default)]
    pub silenciam: String,
    #[serde(default)]
    pub passam: String,
}

impl Typed {
    /// What an experiment begins with where nobody says.
    pub fn usual(today: NaiveDate) -> Self {
        let until = today.checked_add_days(USUAL).unwrap_or(today);
        let (since, why) = (today, String::new());
        Self::of(&Terms { why, since, until, numbers: [100, 14, 20, 5], guard: [0, 0, 10] })
    }

    /// Those of an experiment.
    pub fn of(terms: &Terms) -> Self {
        let [participam, dias, pagam, diferenca] = terms.numbers.map(|it| it.to_string());
        let [reclamam, silenciam, passam] = terms.guard.map(|it| it.to_string());
        Self {
            porque: terms.why.clone(),
            desde: terms.since.to_string(),
            ate: terms.until.to_string(),
            participam,
            dias,
            pagam,
            diferenca,
            reclamam,
            silenciam,
            passam,
        }
    }

    /// What was typed; none where a day or a number is none.
    pub fn read(&self) -> Option<Terms> {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let count = |text: &str| text.trim().parse::<u32>().ok();
        Some(Terms {
            why: self.porque.clone(),
            since: day(&self.desde)?,
            until: day(&self.ate)?,
            numbers: [
                count(&self.participam)?,
                count(&self.dias)?,
                count(&self.pagam)?,
                count(&self.diferenca)?,
            ],
            guard: [count(&self.reclamam)?, count(&self.silenciam)?, count(&self.passam)?],
        })
    }

    /// How many people it takes, in words.
    pub fn size(&self, t: &Texts) -> String {
        let (expect, detect) =
            (self.pagam.parse().unwrap_or(20), self.diferenca.parse().unwrap_or(5));
        let people = usize::try_from(size_of(expect, detect)).unwrap_or(usize::MAX);
        t.tell("web-tuning-experiment-size", &Args::from([("size".to_owned(), number(people))]))
    }
}
