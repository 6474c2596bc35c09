//! `combinado link`: makes a way in for a customer, good once and for some hours.

use std::io::Write;

use clap::Args;
use serde_json::json;

use super::exit::Exit;
use super::kit::Kit;
use super::told::Failure;
use crate::app::links;
use crate::clock::Clock;
use crate::store::customer;

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The customer, or creditor/customer where several creditors know one.
    #[arg(long, value_name = "ID")]
    customer: String,
    /// For how many hours it is good.
    #[arg(long, default_value_t = links::HOURS, value_parser = clap::value_parser!(u32).range(1..=8760))]
    hours: u32,
    /// The Telegram bot's user name, for the whole link.
    #[arg(long, value_name = "NAME")]
    bot: Option<String>,
    /// Write one JSON object.
    #[arg(long)]
    json: bool,
}

/// Makes a link and writes it to standard output.
///
/// # Errors
/// When the customer is unknown, or the database cannot be used.
pub async fn run(arguments: &Arguments, kit: &Kit) -> Result<Exit, Failure> {
    let app = kit.app(kit.database().await?, Clock::System);
    let given = arguments.customer.as_str();
    let (creditor, id) = match given.split_once('/') {
        Some((creditor, id)) => (Some(creditor), id),
        None => (None, given),
    };
    let mut found = customer::with_id(&app.db, id).await?;
    found.retain(|customer| creditor.is_none_or(|creditor| customer.creditor == creditor));
    let customer = match found.as_slice() {
        [one] => one,
        [] => return Err(Failure::Input(kit.tell("cli-customer-unknown", &[("id", given)]))),
        _several => return Err(Failure::Input(kit.tell("cli-customer-many", &[("id", given)]))),
    };
    let whose = (customer.creditor.as_str(), customer.id.as_str());
    let link = links::make(&app, whose, arguments.hours).await?;
    let bot = arguments.bot.as_deref().map(|name| name.trim_start_matches('@'));
    let url = bot.map(|name| format!("https://t.me/{name}?start={}", link.token));
    let mut out = std::io::stdout();
    if arguments.json {
        let made = json!({"token": link.token, "url": url, "expires_at": link.expires_at});
        writeln!(out, "{made}")?;
    } else {
        writeln!(out, "{}", url.as_ref().unwrap_or(&link.token))?;
        let hours = arguments.hours.to_string();
        eprintln!("{}", kit.tell("cli-link-made", &[("hours", &hours)]));
    }
    Ok(Exit::Done)
}
