//! Who of us may do what at the desk: roles, rights, and whose cases somebody sees.
//!
//! The one table of rights. Every page, every event and every use case of the desk asks it; it
//! knows no password, no session and no page.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::locale::Locale;

use super::policy::offer::Authority;

/// What somebody is at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers customers.
    Agent,
    /// Leads those who answer.
    Supervisor,
    /// Runs the installation: people, and what business people change.
    Admin,
    /// Reads everything that is written down, and changes nothing.
    Auditor,
}

/// One thing that may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// See cases, conversations and what is owed.
    ReadCases,
    /// Take a case, write to customers, give it back, close it.
    Answer,
    /// Make offers within one's authority.
    Offer,
    /// See a whole CPF or CNPJ; each time is written down.
    RevealDocument,
    /// Take a case from a colleague, or give it to one.
    Reassign,
    /// See what colleagues noted for those who look after the law.
    ReadLegal,
    /// Decide on offers beyond an agent's authority.
    Approve,
    /// See the wall: queues, colleagues, what is about to be late.
    Watch,
    /// Take note of what somebody should look at: accounts, templates, messages that failed.
    SettleAlerts,
    /// Judge how conversations went.
    Review,
    /// See reports.
    ReadReports,
    /// Take lists out of the program.
    Export,
    /// Read who saw, changed and exported what.
    ReadAudit,
    /// Make people, change their role, end their sessions.
    ManagePeople,
    /// See flows, texts, words, policy and their releases.
    ReadTuning,
    /// Change them in a draft.
    Draft,
    /// Change in a draft what may be granted and how people may be spoken to.
    RaiseLimits,
    /// Let somebody else's draft pass.
    ReviewDraft,
    /// Have a draft that passed serve customers; have an older release serve again.
    Publish,
}

impl Role {
    /// Every role, from the one that may least.
    pub const ALL: [Self; 4] = [Self::Agent, Self::Supervisor, Self::Admin, Self::Auditor];

    /// True where the role holds the right.
    pub const fn may(self, right: Right) -> bool {
        match right {
            Right::ReadCases => true,
            Right::Answer | Right::Offer => matches!(self, Self::Agent | Self::Supervisor),
            Right::RevealDocument => !matches!(self, Self::Admin),
            Right::Reassign | Right::Approve | Right::Review => matches!(self, Self::Supervisor),
            Right::Watch | Right::ReadReports | Right::ReadTuning => !matches!(self, Self::Agent),
            Right::ReadLegal => matches!(self, Self::Supervisor | Self::Auditor),
            Right::Export => matches!(self, Self::Supervisor | Self::Auditor),
            Right::ReadAudit => matches!(self, Self::Admin | Self::Auditor),
            Right::Draft | Right::SettleAlerts => matches!(self, Self::Supervisor | Self::Admin),
            Right::ManagePeople | Right::RaiseLimits | Right::ReviewDraft | Right::Publish => {
                matches!(self, Self::Admin)
            }
        }
    }

    /// The code of rows and commands.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Supervisor => "supervisor",
            Self::Admin => "admin",
            Self::Auditor => "auditor",
        }
    }
}

impl Right {
    /// Every right, in the order of the table that people read.
    pub const ALL: [Self; 19] = [
        Self::ReadCases,
        Self::Answer,
        Self::Offer,
        Self::RevealDocument,
        Self::Reassign,
        Self::ReadLegal,
        Self::Approve,
        Self::Watch,
        Self::SettleAlerts,
        Self::Review,
        Self::ReadReports,
        Self::Export,
        Self::ReadAudit,
        Self::ManagePeople,
        Self::ReadTuning,
        Self::Draft,
        Self::RaiseLimits,
        Self::ReviewDraft,
        Self::Publish,
    ];

    /// The code of rows, texts and refusals.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadCases => "read-cases",
            Self::Answer => "answer",
            Self::Offer => "offer",
            Self::RevealDocument => "reveal-document",
            Self::Reassign => "reassign",
            Self::ReadLegal => "read-legal",
            Self::Approve => "approve",
            Self::Watch => "watch",
            Self::SettleAlerts => "settle-alerts",
            Self::Review => "review",
            Self::ReadReports => "read-reports",
            Self::Export => "export",
            Self::ReadAudit => "read-audit",
            Self::ManagePeople => "manage-people",
            Self::ReadTuning => "read-tuning",
            Self::Draft => "draft",
            Self::RaiseLimits => "raise-limits",
            Self::ReviewDraft => "review-draft",
            Self::Publish => "publish",
        }
    }
}

/// Of what somebody sees anything: all there is, or what is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Whatever there is.
    All,
    /// What is named, and nothing else.
    Only(BTreeSet<String>),
}

impl Scope {
    /// True where it is seen.
    pub fn holds(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => names.contains(name),
        }
    }
}

/// Somebody at the desk, as every use case is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Their id.
    pub id: String,
    /// The name that colleagues and customers see.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// The creditors whose cases they see.
    pub creditors: Scope,
    /// The sectors (queues) whose cases they see.
    pub sectors: Scope,
}

impl Who {
    /// True where they hold the right.
    pub const fn may(&self, right: Right) -> bool {
        self.role.may(right)
    }

    /// True where they see a creditor's cases; of a conversation that is in no sector, that is all.
    pub fn sees(&self, creditor: &str, sector: Option<&str>) -> bool {
        self.creditors.holds(creditor) && sector.is_none_or(|sector| self.sectors.holds(sector))
    }

    /// How far their offers may go.
    pub const fn authority(&self) -> Authority {
        match self.role {
            Role::Supervisor => Authority::Supervisor,
            Role::Agent | Role::Admin | Role::Auditor => Authority::Agent,
        }
    }
}

/// How somebody likes their pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box to tick")]
pub struct Preferences {
    /// Light or dark.
    pub theme: Theme,
    /// True where single keys do something, outside of fields.
    pub keys: bool,
    /// True where something is to be heard as a customer writes.
    pub sound: bool,
    /// True where the browser is to tell of a customer's message while another page is in front.
    #[serde(default)]
    pub notify: bool,
    /// True where more is to fit on a page.
    pub dense: bool,
    /// The language of the pages; none for the installation's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            keys: true,
            sound: false,
            notify: false,
            dense: false,
            language: None,
        }
    }
}

/// Light or dark pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the machine has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The code of rows and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_who_reads_the_audit_log_can_write_to_customers() {
        for role in Role::ALL {
            assert!(!(role.may(Right::ReadAudit) && role.may(Right::Answer)), "{role:?}");
        }
    }

    #[test]
    fn a_scope_that_names_nothing_shows_nothing() {
        let who = Who {
            id: "1".to_owned(),
            name: "Ana".to_owned(),
            role: Role::Agent,
            creditors: Scope::Only(BTreeSet::new()),
            sectors: Scope::All,
        };

        assert!(!who.sees("aurora", None));
        assert!(Who { creditors: Scope::All, ..who }.sees("aurora", Some("general")));
    }
}
