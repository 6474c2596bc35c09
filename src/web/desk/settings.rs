//! What the desk's pages are told about the installation.

use crate::app::people::Rules;
use crate::config::desk as config;
use crate::domain::access::Role;
use crate::sso;

/// How people get in here.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// True where browsers reach us encrypted, so that a cookie never travels otherwise.
    pub is_encrypted: bool,
    /// True where the demonstration's people and their password may be shown.
    pub is_demo: bool,
    /// Under which address the outside reaches us, without a slash at its end.
    pub public_url: Option<String>,
    /// How long being signed in is good, and who needs a second factor.
    pub rules: Rules,
    /// Who else vouches for people, where somebody does.
    pub oidc: Option<Oidc>,
}

/// Who else vouches for people.
#[derive(Clone, Debug)]
pub struct Oidc {
    /// What stands on the button, where something else than usual is to stand there.
    pub name: Option<String>,
    /// Asks the provider.
    pub client: sso::Client,
    /// Which of what the provider says is the login here.
    pub claim: String,
    /// The role that members of a group get who are not known here yet.
    pub groups: Vec<(String, Role)>,
}

impl Oidc {
    /// Prepares the way to a provider that sends browsers back to us.
    ///
    /// # Errors
    /// Where no client can be made.
    pub fn new(settings: config::Oidc, public_url: &str) -> Result<Self, sso::Unvouched> {
        Ok(Self {
            name: settings.name.clone(),
            claim: settings.claim.clone(),
            groups: settings.groups.clone(),
            client: sso::Client::new(settings, format!("{public_url}/entrar/sso/volta"))?,
        })
    }
}
