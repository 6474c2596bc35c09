//! What the desk's pages are told about the installation.

use crate::app::people::Rules;

/// How people get in here.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// True where browsers reach us encrypted, so that a cookie never travels otherwise.
    pub is_encrypted: bool,
    /// True where the demonstration's people and their password may be shown.
    pub is_demo: bool,
    /// How long being signed in is good, and who needs a second factor.
    pub rules: Rules,
}
