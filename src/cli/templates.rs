//! `combinado templates`: what Meta has of our templates, and what it lacks.
//!
//! `diff` compares and changes nothing; `push` hands in what is missing and changes what differs;
//! `sync` keeps the state of each, which sending goes by. Meta tells changes by webhooks, too: `sync`
//! is for the first time, and for whatever a webhook missed.

use std::io::Write;

use clap::{Args as ClapArgs, Subcommand};
use serde_json::{Value, json};

use super::exit::Exit;
use super::kit::Kit;
use super::told::Failure;
use crate::channels::whatsapp::Api;
use crate::channels::whatsapp::api::Remote;
use crate::channels::whatsapp::templates::{self, Standing};
use crate::clock::Clock;
use crate::config::channels::WhatsApp;
use crate::domain::channel::WHATSAPP;
use crate::domain::channel::template::Template;
use crate::store::Db;
use crate::store::template_state::{self, TemplateState};

/// What to do about templates.
#[derive(Debug, ClapArgs)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

/// What can be done about templates.
#[derive(Debug, Subcommand)]
enum Action {
    /// Keep what Meta thinks of each template.
    Sync(Which),
    /// Compare ours with those at Meta.
    Diff(Which),
    /// Hand in what is missing and change what differs.
    Push {
        #[command(flatten)]
        which: Which,
        /// Tell what would be sent, and send nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

/// Of which account, and how to tell.
#[derive(Debug, ClapArgs)]
struct Which {
    /// The `phone_number_id` of one number; all accounts without it.
    #[arg(long, value_name = "ID")]
    account: Option<String>,
    /// Tell it as one JSON object a template.
    #[arg(long)]
    json: bool,
}

/// Does it, for each business account once.
///
/// # Errors
/// Where the settings, the database or Meta do not let us.
pub async fn run(kit: &Kit, arguments: &Arguments) -> Result<Exit, Failure> {
    let (which, act) = match &arguments.action {
        Action::Sync(which) => (which, Act::Sync(kit.database().await?)),
        Action::Diff(which) => (which, Act::Diff),
        Action::Push { which, dry_run: true } => (which, Act::Rehearse),
        Action::Push { which, dry_run: false } => (which, Act::Push),
    };
    let mut exit = Exit::Done;
    for (number, business) in chosen(kit, which.account.as_deref())? {
        let desk = Desk { kit, number, business, json: which.json, api: Api::new(number)? };
        let theirs = desk.api.templates(business).await.map_err(|failure| {
            Failure::Input(kit.tell("cli-templates-failed", &[("code", failure.code())]))
        })?;
        if !desk.json {
            let values = [("business", business), ("creditor", number.creditor.as_str())];
            eprintln!("{}", kit.tell("cli-templates-account", &values));
        }
        if !desk.act(&act, &theirs).await? {
            exit = Exit::Failed;
        }
    }
    Ok(exit)
}

/// What is done with what Meta has.
enum Act {
    Sync(Db),
    Diff,
    Rehearse,
    Push,
}

/// One business account.
struct Desk<'a> {
    kit: &'a Kit,
    number: &'a WhatsApp,
    business: &'a str,
    json: bool,
    api: Api,
}

/// The accounts that are meant, each business once.
fn chosen<'a>(
    kit: &'a Kit,
    account: Option<&str>,
) -> Result<Vec<(&'a WhatsApp, &'a str)>, Failure> {
    let mut chosen: Vec<(&WhatsApp, &str)> = Vec::new();
    let all = kit.settings.channels.whatsapp.iter();
    for number in all.filter(|it| account.is_none_or(|id| it.phone_number_id == id)) {
        let Some(business) = number.business_account_id.as_deref() else { continue };
        let known = |it: &(&WhatsApp, &str)| it.1 == business && it.0.creditor == number.creditor;
        if !chosen.iter().any(known) {
            chosen.push((number, business));
        }
    }
    if chosen.is_empty() {
        return Err(Failure::Input(match account {
            Some(id) => kit.tell("cli-templates-no-such", &[("account", id)]),
            None => kit.tell("cli-templates-no-account", &[]),
        }));
    }
    Ok(chosen)
}

impl Desk<'_> {
    /// Does it; false where something was refused.
    async fn act(&self, act: &Act, theirs: &[Remote]) -> Result<bool, Failure> {
        let standings = templates::compare(self.kit.templates.templates(), theirs);
        match act {
            Act::Sync(db) => {
                self.keep(db, theirs).await?;
                self.standings(&standings)?;
                let count = theirs.len().to_string();
                if !self.json {
                    eprintln!("{}", self.kit.tell("cli-templates-synced", &[("count", &count)]));
                }
                Ok(true)
            }
            Act::Diff => {
                self.standings(&standings)?;
                Ok(true)
            }
            Act::Rehearse => self.push(&standings, false).await,
            Act::Push => self.push(&standings, true).await,
        }
    }

    fn standings(&self, standings: &[Standing<'_>]) -> Result<(), Failure> {
        standings.iter().try_for_each(|standing| self.standing(standing))
    }

    fn standing(&self, standing: &Standing<'_>) -> Result<(), Failure> {
        let (difference, what, remote) = match standing {
            Standing::Missing(_) => ("missing", String::new(), None),
            Standing::Same(_, remote) => ("same", String::new(), Some(*remote)),
            Standing::Category(_, remote) => {
                ("category", remote.category.clone().unwrap_or_default(), Some(*remote))
            }
            Standing::Changed(_, remote, parts) => ("changed", parts.join(", "), Some(*remote)),
            Standing::Foreign(remote) => ("foreign", String::new(), Some(*remote)),
        };
        let (name, language) = named(standing);
        let state = remote.map_or("", |remote| remote.status.as_str());
        if self.json {
            return write(&json!({
                "creditor": self.number.creditor,
                "business": self.business,
                "name": name,
                "language": language,
                "difference": difference,
                "what": what,
                "state": remote.map(|remote| &remote.status),
                "category": remote.and_then(|remote| remote.category.as_ref()),
                "quality": remote.and_then(|remote| remote.quality.as_ref()),
                "reason": remote.and_then(|remote| remote.reason.as_ref()),
            }));
        }
        let values = [("difference", difference), ("what", &what), ("state", state)];
        self.tell("cli-templates-row", (name, language), &values)
    }

    /// Keeps the state of every template of the business.
    async fn keep(&self, db: &Db, theirs: &[Remote]) -> Result<(), Failure> {
        let now = Clock::System.now();
        let states: Vec<TemplateState> = theirs
            .iter()
            .map(|remote| TemplateState {
                creditor: self.number.creditor.clone(),
                channel: WHATSAPP.to_owned(),
                name: remote.name.clone(),
                language: remote.language.clone(),
                usable: remote.status == "APPROVED",
                category: remote.category.clone(),
                why: Some(remote.status.clone()),
                changed_at: now,
            })
            .collect();
        db.write(move |tx| {
            let states = states.clone();
            Box::pin(async move {
                for state in states {
                    template_state::put(tx, state).await?;
                }
                Ok::<_, crate::store::Error>(())
            })
        })
        .await?;
        Ok(())
    }

    /// Hands in what is missing and changes what differs; false where something was refused.
    async fn push(&self, standings: &[Standing<'_>], really: bool) -> Result<bool, Failure> {
        let (mut all_taken, mut any) = (true, false);
        for standing in standings {
            let done = match standing {
                Standing::Missing(template) => self.create(template, really).await?,
                Standing::Changed(template, remote, parts) => {
                    self.edit((template, remote), &parts.join(", "), really).await?
                }
                Standing::Same(..) | Standing::Category(..) | Standing::Foreign(_) => continue,
            };
            any = true;
            all_taken = all_taken && done;
        }
        if !any && !self.json {
            eprintln!("{}", self.kit.tell("cli-templates-nothing", &[]));
        }
        Ok(all_taken)
    }

    async fn create(&self, template: &Template, really: bool) -> Result<bool, Failure> {
        let request = templates::creation(template);
        if !really {
            return self
                .rehearsed("cli-templates-would-create", template, &request, "")
                .map(|()| true);
        }
        match self.api.create_template(self.business, &request).await {
            Ok((_, state)) => {
                let state = state.unwrap_or_else(|| "PENDING".to_owned());
                self.pushed("cli-templates-created", template, &[("state", &state)]).map(|()| true)
            }
            Err(failure) => self.refused(template, failure.code()),
        }
    }

    async fn edit(
        &self,
        (template, remote): (&Template, &Remote),
        what: &str,
        really: bool,
    ) -> Result<bool, Failure> {
        let request = templates::change(template);
        if !really {
            return self
                .rehearsed("cli-templates-would-edit", template, &request, what)
                .map(|()| true);
        }
        match self.api.edit_template(&remote.id, &request).await {
            Ok(()) => self.pushed("cli-templates-edited", template, &[]).map(|()| true),
            Err(failure) => self.refused(template, failure.code()),
        }
    }

    fn refused(&self, template: &Template, code: &str) -> Result<bool, Failure> {
        self.pushed("cli-templates-refused", template, &[("code", code)]).map(|()| false)
    }

    fn pushed(
        &self,
        key: &str,
        template: &Template,
        values: &[(&str, &str)],
    ) -> Result<(), Failure> {
        let Template { name, language, .. } = template;
        if self.json {
            let outcome = key.rsplit('-').next();
            let mut line = json!({ "name": name, "language": language, "outcome": outcome });
            for (value, text) in values {
                line[*value] = json!(text);
            }
            return write(&line);
        }
        self.tell(key, (name, language), values)
    }

    fn rehearsed(
        &self,
        key: &str,
        template: &Template,
        request: &Value,
        what: &str,
    ) -> Result<(), Failure> {
        let Template { name, language, .. } = template;
        if self.json {
            let would = key.rsplit('-').next();
            return write(
                &json!({ "name": name, "language": language, "would": would, "request": request }),
            );
        }
        self.tell(key, (name, language), &[("what", what)])
    }

    fn tell(
        &self,
        key: &str,
        (name, language): (&str, &str),
        values: &[(&str, &str)],
    ) -> Result<(), Failure> {
        let mut all = vec![("name", name), ("language", language)];
        all.extend(values);
        Ok(writeln!(std::io::stdout(), "{}", self.kit.tell(key, &all))?)
    }
}

fn write(line: &Value) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

fn named<'a>(standing: &Standing<'a>) -> (&'a str, &'a str) {
    match standing {
        Standing::Missing(template)
        | Standing::Same(template, _)
        | Standing::Category(template, _)
        | Standing::Changed(template, ..) => (&template.name, &template.language),
        Standing::Foreign(remote) => (&remote.name, &remote.language),
    }
}
