//! Somebody whom nobody knows: answered politely, not for ever, and told nothing.
//!
//! Whether there is a debt, a customer or a record of any kind shows in no answer. A request for
//! silence is kept and a cry for help is heard, whoever it is.

use super::{Met, Visit, meaning, the_creditor};
use crate::app::{Result, facts};
use crate::domain::channel::{What, who::Alias};
use crate::domain::debt::party::Creditor;
use crate::domain::dialogue::event::Media;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::id::Id;
use crate::domain::understanding::{Expectation, Intent, Reading};
use crate::store::binding::{self, Quiet, Standing};
use crate::store::outbox::{self, Errand};
use crate::store::{Tx, alert};

/// Answers a day; whoever writes on is a machine, or needs a human.
const A_DAY: u32 = 3;

/// What can be said to a stranger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saying {
    /// Asks for their own phone number.
    Share,
    /// The number that came is another's.
    NotOwn,
    /// The link leads nowhere; asks for their own phone number.
    NoLink,
    /// Says where the creditor can be reached.
    Elsewhere,
    /// Asks who of several is there.
    Which,
    /// Asks it again.
    WhichAgain,
    /// A change of what they had written is seen by nobody.
    Edited,
    /// Nothing is begun here any more.
    Silence,
    /// Where help is.
    Help,
}

impl Saying {
    const fn key(self) -> &'static str {
        match self {
            Self::Share => "stranger-share",
            Self::NotOwn => "stranger-not-own",
            Self::NoLink => "stranger-no-link",
            Self::Elsewhere => "stranger-elsewhere",
            Self::Which => "stranger-which",
            Self::WhichAgain => "stranger-which-again",
            Self::Edited => "stranger-edited",
            Self::Silence => "stranger-silence",
            Self::Help => "stranger-help",
        }
    }

    const fn asks_phone(self) -> bool {
        match self {
            Self::Share | Self::NotOwn | Self::NoLink => true,
            Self::Elsewhere
            | Self::Which
            | Self::WhichAgain
            | Self::Edited
            | Self::Silence
            | Self::Help => false,
        }
    }

    /// How many answers a day this one may be the last of.
    const fn most(self) -> u32 {
        match self {
            Self::Silence | Self::Help => 2 * A_DAY,
            Self::Share
            | Self::NotOwn
            | Self::NoLink
            | Self::Elsewhere
            | Self::Which
            | Self::WhichAgain
            | Self::Edited => A_DAY,
        }
    }

    /// The text, naming nothing but where the creditor can be reached.
    fn part(self, creditor: &Creditor, variant: u32) -> Part {
        let text = |words: &str| Value::Text(words.to_owned());
        let part = Part { variant, ..Part::new(self.key()) };
        part.with("creditor", text(&creditor.trade_name))
            .with("phone", text(&creditor.phone.formatted()))
            .with("site", text(&creditor.site))
    }
}

/// Answers somebody whose number is nobody's, or who has none to show.
///
/// # Errors
/// When the database refuses.
pub async fn answer(visit: Visit<'_>, tx: &mut Tx, standing: Standing) -> Result<Met> {
    let saying = match &visit.heard.what {
        What::OwnPhone { .. } => Saying::Elsewhere,
        What::Media { media: Media::Contact, .. } => Saying::NotOwn,
        What::Text { .. }
        | What::Tapped { .. }
        | What::Media { .. }
        | What::Started { .. }
        | What::Reacted
        | What::Edited
        | What::Blocked
        | What::Unblocked
        | What::Unsupported { .. } => Saying::Share,
    };
    // Whose number the provider shows has shared it already.
    let shown = visit.heard.who.aliases.iter().any(|alias| matches!(alias, Alias::Phone(_)));
    let saying = if shown { Saying::Elsewhere } else { saying };
    heard_or(visit, tx, standing, saying).await
}

/// Answers somebody who came by a link that leads nowhere.
///
/// # Errors
/// When the database refuses.
pub async fn without_link(visit: Visit<'_>, tx: &mut Tx, standing: Standing) -> Result<Met> {
    let found = super::candidates(visit, tx, &standing).await?;
    if found.is_empty() {
        return say(visit, tx, standing, Saying::NoLink).await;
    }
    super::unbound(visit, tx, standing).await
}

/// Hears what may never be passed over; says the other thing else.
///
/// # Errors
/// When the database refuses.
pub async fn heard_or(
    visit: Visit<'_>,
    tx: &mut Tx,
    mut standing: Standing,
    saying: Saying,
) -> Result<Met> {
    let Some(reading) = read(visit) else { return say(visit, tx, standing, saying).await };
    if says(&reading, Intent::Distress) {
        let (creditor, line) = (&standing.account.creditor, standing.line.to_string());
        alert::raise(tx, creditor, ("contact", &line, "distress"), visit.now).await?;
        return say(visit, tx, standing, Saying::Help).await;
    }
    if says(&reading, Intent::OptOut) || says(&reading, Intent::WrongPerson) {
        let told = standing.quiet == Some(Quiet::Asked);
        standing.quiet = Some(Quiet::Asked);
        if told {
            binding::save(tx, &standing).await?;
            return Ok(None);
        }
        return say(visit, tx, standing, Saying::Silence).await;
    }
    say(visit, tx, standing, saying).await
}

/// Confidence, in thousandths, from which such words are heard.
const HEARD: u16 = 650;

fn says(reading: &Reading, intent: Intent) -> bool {
    reading.also.contains(&intent) || reading.intent == intent && reading.confidence >= HEARD
}

fn read(visit: Visit<'_>) -> Option<Reading> {
    let text = match &visit.heard.what {
        What::Text { text }
        | What::Tapped { label: Some(text), .. }
        | What::Media { caption: Some(text), .. } => meaning::words(visit, text),
        What::Tapped { label: None, .. }
        | What::Media { .. }
        | What::OwnPhone { .. }
        | What::Started { .. }
        | What::Reacted
        | What::Edited
        | What::Blocked
        | What::Unblocked
        | What::Unsupported { .. } => return None,
    };
    let today = facts::day_in_brazil(visit.now);
    Some(visit.app.reader.read(&text, Expectation::Free, today, &visit.app.calendar))
}

/// Says something to somebody without a conversation, unless enough was said that day.
///
/// # Errors
/// When the database refuses.
pub async fn say(
    visit: Visit<'_>,
    tx: &mut Tx,
    mut standing: Standing,
    saying: Saying,
) -> Result<Met> {
    let today = facts::day_in_brazil(visit.now);
    let memory = &mut standing.memory;
    if memory.answered_on != Some(today) {
        (memory.answered_on, memory.answers) = (Some(today), 0);
    }
    memory.answers += 1;
    let enough = memory.answers > saying.most();
    let variant = memory.turn;
    memory.asked = match saying {
        Saying::Which | Saying::WhichAgain => !enough,
        // The question stands.
        Saying::Edited => memory.asked,
        Saying::Share
        | Saying::NotOwn
        | Saying::NoLink
        | Saying::Elsewhere
        | Saying::Silence
        | Saying::Help => false,
    };
    memory.turn = memory.turn.wrapping_add(u32::from(!enough));
    binding::save(tx, &standing).await?;
    let (creditor, line) = (standing.account.creditor.clone(), standing.line.to_string());
    if enough {
        let what = ("contact", line.as_str(), "stranger-insists");
        alert::raise(tx, &creditor, what, visit.now).await?;
        return Ok(None);
    }
    let part = saying.part(&the_creditor(tx, &standing).await?, variant);
    let text = visit.app.words().part(&part)?;
    let asks_phone = saying.asks_phone();
    let errand = outbox::New {
        id: Id::derive(&["welcome", &creditor, &visit.entry.new.external_id, &line]),
        creditor,
        conversation: standing.line,
        position: visit.entry.position,
        proactive: false,
        errand: Errand::Welcome {
            text,
            options: Vec::new(),
            asks_phone,
            answers: Some(visit.entry.arrived_at),
        },
    };
    outbox::add(tx, errand, visit.now).await?;
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dialogue::choice::fold;
    use crate::text::Catalog;

    const ALL: [Saying; 9] = [
        Saying::Share,
        Saying::NotOwn,
        Saying::NoLink,
        Saying::Elsewhere,
        Saying::Which,
        Saying::WhichAgain,
        Saying::Edited,
        Saying::Silence,
        Saying::Help,
    ];

    #[test]
    fn no_stranger_is_told_of_a_debt_or_a_record() {
        let words = Catalog::open(std::path::Path::new("locales/pt-BR")).expect("our texts");
        let telling =
            ["divida", "debito", "conta", "cadastro", "cobranca", "pagar", "acordo", "atraso"];

        for saying in ALL {
            let known = ["creditor", "phone", "site"].map(str::to_owned).into();
            assert!(words.variables(saying.key()).is_subset(&known), "{saying:?}");
            for variant in 0..2 {
                let sample = |part: Part, name: &str| part.with(name, Value::Text("X".into()));
                let part = Part { variant, ..Part::new(saying.key()) };
                let part = ["creditor", "phone", "site"].into_iter().fold(part, sample);
                let text = fold(&words.part(&part).expect("it can be written"));
                let mut said = text.split(' ').map(|word| word.strip_suffix('s').unwrap_or(word));
                assert!(!said.any(|word| telling.contains(&word)), "{text}");
            }
        }
    }
}
