//! `combinado replay`: takes logged turns again and tells where they come out differently.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::Args as ClapArgs;
use serde_json::{Value, json};

use crate::app::App;
use crate::app::replay::{self, Difference, Divergence, Replayed};
use crate::app::tuning::replay::{self as tuning, Draft, Sum, What};
use crate::config::content;
use crate::domain::dialogue::Flow;
use crate::domain::dialogue::effect::Effect;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Source};
use crate::store::conversation;

/// Re-runs the log of turns; reports the first divergence of each conversation.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: combinado replay --all --flow flows/negotiation.toml")]
pub struct Args {
    /// The conversation to replay.
    #[arg(long, conflicts_with = "all", required_unless_present = "all")]
    pub conversation: Option<String>,
    /// Replay every conversation.
    #[arg(long)]
    pub all: bool,
    /// Replay under this flow and show what would change.
    #[arg(long, value_name = "FILE")]
    pub flow: Option<PathBuf>,
    /// Replay under this folder of flows, policies and texts, and tell what would have changed.
    #[arg(long, value_name = "DIR", conflicts_with = "flow")]
    pub content: Option<PathBuf>,
    /// Write one JSON object a conversation.
    #[arg(long)]
    pub json: bool,
}

/// What a run came to, for the exit code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Conversations replayed.
    pub conversations: u32,
    /// Turns that came out the same.
    pub turns: u32,
    /// Conversations that came out differently.
    pub different: u32,
}

/// Why a flow given by name cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("could not use the flow: {} problems", .0.len())]
pub struct BadFlow(pub Vec<Problem>);

/// That no conversation has the name that was given.
#[derive(Debug, thiserror::Error)]
#[error("could not find conversation {0}")]
pub struct Unknown(pub String);

/// Replays what was asked for, one line a conversation.
///
/// # Errors
/// When a file, the database or the output cannot be used; [`BadFlow`] holds a flow's problems;
/// [`Unknown`] where there is no such conversation.
pub async fn run(app: &App, args: &Args, out: &mut (impl Write + Send)) -> Result<Totals> {
    if let Some(folder) = &args.content {
        return under(app, args, folder, out).await;
    }
    let flow = args.flow.as_deref().map(load).transpose()?;
    let mut totals = Totals::default();
    for (creditor, id) in chosen(app, args).await? {
        let replayed = replay::conversation(app, &creditor, &id, flow.clone()).await?;
        totals.conversations += 1;
        match &replayed {
            Replayed::Same { turns } => totals.turns += turns,
            Replayed::Differs(difference) => {
                totals.turns += difference.turn.saturating_sub(1);
                totals.different += 1;
            }
        }
        let line = if args.json {
            as_json(&creditor, &id, &replayed).to_string()
        } else {
            in_words(&creditor, &id, &replayed)
        };
        writeln!(out, "{line}")?;
    }
    Ok(totals)
}

/// Replays under a folder of content: case by case, then in sum.
async fn under(
    app: &App,
    args: &Args,
    folder: &Path,
    out: &mut (impl Write + Send),
) -> Result<Totals> {
    let draft =
        content::files(Some(folder)).and_then(|files| Draft::of(&files)).map_err(BadFlow)?;
    let mut sum = Sum::default();
    for (creditor, id) in chosen(app, args).await? {
        let Some(case) = tuning::one(app, &draft, (&creditor, &id), &mut sum).await? else {
            continue;
        };
        if args.json {
            writeln!(out, "{}", serde_json::to_string(&case)?)?;
            continue;
        }
        let what: Vec<&str> = case.what.iter().map(|what| what.as_str()).collect();
        writeln!(out, "{creditor} {id}: turn {} differs: {}", case.turn, what.join(", "))?;
        writeln!(out, "  logged: {}", case.before.replace('\n', "\n          "))?;
        writeln!(out, "  now:    {}", case.after.replace('\n', "\n          "))?;
    }
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&sum)?)?;
    } else {
        write!(out, "{}", in_sum(&sum))?;
    }
    let small = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let different = sum.conversations - sum.same - sum.unreadable;
    Ok(Totals {
        conversations: small(sum.conversations),
        turns: small(sum.turns),
        different: small(different),
    })
}

/// What all conversations came to, one line a number.
fn in_sum(sum: &Sum) -> String {
    use std::fmt::Write as _;
    // Writing to a text cannot fail.
    let mut text = format!(
        "{} conversations, {} turns, {} the same, {} unreadable\n",
        sum.conversations, sum.turns, sum.same, sum.unreadable
    );
    let kinds = What::ALL.into_iter().filter_map(|what| Some((what, sum.changed.get(&what)?)));
    for (what, count) in kinds {
        let _ = writeln!(text, "  {:<10} {count}", what.as_str());
    }
    let pairs =
        [("handoffs", sum.handoffs), ("agreements", sum.agreements), ("promises", sum.promises)];
    for (name, pair) in pairs {
        let _ = writeln!(text, "  {name:<10} {} -> {}", pair.before, pair.after);
    }
    text
}

fn load(path: &Path) -> Result<Arc<Flow>> {
    let name = path.display().to_string();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => bail!("could not read {name}: {error}"),
    };
    Ok(Arc::new(Flow::load(&Source::new(name, text)).map_err(BadFlow)?))
}

async fn chosen(app: &App, args: &Args) -> Result<Vec<(String, Id)>> {
    let all = conversation::all(&app.db).await?;
    let Some(wanted) = &args.conversation else { return Ok(all) };
    let found: Vec<_> = all.into_iter().filter(|(_, id)| id.as_str() == wanted).collect();
    if found.is_empty() {
        bail!(Unknown(wanted.clone()));
    }
    Ok(found)
}

fn in_words(creditor: &str, id: &Id, replayed: &Replayed) -> String {
    match replayed {
        Replayed::Same { turns } => format!("{creditor} {id}: {turns} turns, the same"),
        Replayed::Differs(difference) => {
            let Divergence { turn, what, logged, now } = &**difference;
            let what = match what {
                Difference::Effects => "other effects".to_owned(),
                Difference::State => "the same effects, another state".to_owned(),
                Difference::Outcome(why) => format!("another outcome ({why})"),
            };
            let (before, after) = (names(logged), names(now));
            let line = format!("{creditor} {id}: turn {turn} differs: {what}");
            format!("{line}\n  logged: {before}\n  now:    {after}")
        }
    }
}

/// What effects did, in a line: their kinds, and for messages the texts.
fn names(effects: &[Effect]) -> String {
    let name = |effect: &Effect| {
        let value = serde_json::to_value(effect).unwrap_or_default();
        let kind = value.get("effect").and_then(Value::as_str).unwrap_or_default().to_owned();
        let Some(message) = effect.said() else { return kind };
        let keys: Vec<&str> = message.parts.iter().map(|part| part.key.as_str()).collect();
        format!("{kind}({})", keys.join(" "))
    };
    effects.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn as_json(creditor: &str, id: &Id, replayed: &Replayed) -> Value {
    match replayed {
        Replayed::Same { turns } => {
            json!({"creditor": creditor, "conversation": id, "same": true, "turns": turns})
        }
        Replayed::Differs(difference) => {
            let (what, why) = match &difference.what {
                Difference::Effects => ("effects", None),
                Difference::State => ("state", None),
                Difference::Outcome(why) => ("outcome", Some(why)),
            };
            json!({
                "creditor": creditor, "conversation": id, "same": false,
                "turn": difference.turn, "differs": what, "why": why,
                "logged": difference.logged, "now": difference.now,
            })
        }
    }
}
