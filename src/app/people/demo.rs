//! The people of the demonstration: one of each role and a second agent, all with one password.

use super::super::{App, Result};
use super::CONSOLE;
use super::manage::{self, Draft};
use crate::domain::access::{Role, Scope};
use crate::store::person;

/// What opens the demonstration's desk: its people are invented, and it listens to this machine only.
pub const PASSWORD: &str = "demonstracao";

/// Login, name and role of each.
pub const PEOPLE: [(&str, &str, Role); 5] = [
    ("ana", "Ana Ribeiro", Role::Agent),
    ("bruno", "Bruno Castro", Role::Agent),
    ("carla", "Carla Nunes", Role::Supervisor),
    ("davi", "Davi Moraes", Role::Admin),
    ("elisa", "Elisa Prado", Role::Auditor),
];

/// Makes them where there is nobody yet.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App) -> Result<()> {
    if person::is_any(&app.db).await? {
        return Ok(());
    }
    for (login, name, role) in PEOPLE {
        let (creditors, sectors) = (Scope::All, Scope::All);
        let draft = Draft { name: name.to_owned(), role, creditors, sectors };
        if let Ok(id) = manage::add(app, CONSOLE, (login, draft)).await? {
            manage::keep_password(app, CONSOLE, (&id, PASSWORD)).await?;
        }
    }
    Ok(())
}
