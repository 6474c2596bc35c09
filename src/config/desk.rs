//! Who needs a second factor, how long being signed in is good, and who else vouches for people:
//! the keys that begin with `desk_` and `oidc_`.

use super::Values;
use super::hints::{Secret, is_fit};
use crate::domain::access::Role;
use crate::domain::problem::{Problem, Source};

/// The keys and their variables.
pub const KEYS: [(&str, &str); 10] = [
    ("desk_second_factor", "COMBINADO_DESK_SECOND_FACTOR"),
    ("desk_idle_minutes", "COMBINADO_DESK_IDLE_MINUTES"),
    ("desk_hours", "COMBINADO_DESK_HOURS"),
    ("desk_secret_key", "COMBINADO_DESK_SECRET_KEY"),
    ("oidc_issuer", "COMBINADO_OIDC_ISSUER"),
    ("oidc_client", "COMBINADO_OIDC_CLIENT"),
    ("oidc_secret", "COMBINADO_OIDC_SECRET"),
    ("oidc_claim", "COMBINADO_OIDC_CLAIM"),
    ("oidc_groups", "COMBINADO_OIDC_GROUPS"),
    ("oidc_name", "COMBINADO_OIDC_NAME"),
];

const IDLE_MINUTES: u64 = 120;
const MOST_IDLE_MINUTES: u64 = 24 * 60;
const HOURS: u64 = 12;
const MOST_HOURS: u64 = 7 * 24;

/// The fewest letters of the key that seals secrets.
const SHORTEST_KEY: usize = 32;

/// What says who somebody is here, where nothing else is set.
const CLAIM: &str = "email";

/// How people get into the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// Whose role asks for a second factor.
    pub second: Vec<Role>,
    /// After how many minutes without a request a session ends.
    pub idle_minutes: u64,
    /// After how many hours it ends whatever happens.
    pub hours: u64,
    /// What the secrets of authenticators are sealed under.
    pub secret_key: Option<Secret>,
    /// Who else vouches for people.
    pub oidc: Option<Oidc>,
}

/// A provider of `OpenID` Connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oidc {
    /// Its address, as it names itself.
    pub issuer: String,
    /// Our name there.
    pub client: String,
    /// Our secret there.
    pub secret: Secret,
    /// Which of its claims is the login here.
    pub claim: String,
    /// The role that members of a group get who are not known here yet; none are made without.
    pub groups: Vec<(String, Role)>,
    /// What stands on the button, where something else is to stand there.
    pub name: Option<String>,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            second: Vec::new(),
            idle_minutes: IDLE_MINUTES,
            hours: HOURS,
            secret_key: None,
            oidc: None,
        }
    }
}

impl Oidc {
    /// What the provider is asked to tell.
    pub fn scope(&self) -> String {
        let groups = if self.groups.is_empty() { "" } else { " groups" };
        format!("openid email profile{groups}")
    }
}

impl Desk {
    /// Reads the keys.
    ///
    /// # Errors
    /// Every problem of them.
    pub(super) fn read(source: &Source, values: &Values) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut number = |key: &'static str, (usual, most): (u64, u64)| {
            let Some(given) = values.get(key) else { return usual };
            let number = given.text.trim().parse::<u64>().ok().filter(|n| (1..=most).contains(n));
            number.unwrap_or_else(|| {
                let problem = given.problem(source, "config-not-number");
                problems.push(problem.with("key", key).with("most", most));
                usual
            })
        };
        let idle_minutes = number("desk_idle_minutes", (IDLE_MINUTES, MOST_IDLE_MINUTES));
        let hours = number("desk_hours", (HOURS, MOST_HOURS));
        let second = roles(source, values, &mut problems);
        let secret_key = secret_key(source, values, &mut problems);
        let oidc = oidc(source, values, &mut problems);
        if problems.is_empty() {
            Ok(Self { second, idle_minutes, hours, secret_key, oidc })
        } else {
            Err(problems)
        }
    }
}

fn role(code: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|role| role.as_str() == code)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|word| !word.is_empty())
}

fn roles(source: &Source, values: &Values, problems: &mut Vec<Problem>) -> Vec<Role> {
    let Some(given) = values.get("desk_second_factor") else { return Vec::new() };
    let found: Option<Vec<Role>> = words(&given.text).map(role).collect();
    found.unwrap_or_else(|| {
        let problem = given.problem(source, "config-desk-role");
        problems.push(problem.with("key", "desk_second_factor"));
        Vec::new()
    })
}

fn secret_key(source: &Source, values: &Values, problems: &mut Vec<Problem>) -> Option<Secret> {
    let given = values.get("desk_secret_key")?;
    if given.text.trim().chars().count() < SHORTEST_KEY {
        let problem = given.problem(source, "config-desk-key-short");
        problems.push(problem.with("least", SHORTEST_KEY));
    }
    Some(Secret::new(given.text.trim()))
}

fn oidc(source: &Source, values: &Values, problems: &mut Vec<Problem>) -> Option<Oidc> {
    let text = |key: &str| values.get(key).map(|it| it.text.trim().to_owned());
    let needed = ["oidc_issuer", "oidc_client", "oidc_secret"];
    let [issuer, client, secret] = needed.map(text);
    if issuer.is_none() && client.is_none() && secret.is_none() {
        return None;
    }
    if let Some(given) = values.get("oidc_issuer").filter(|given| !is_fit(&given.text)) {
        problems.push(given.problem(source, "config-oidc-issuer"));
    }
    let mut groups = Vec::new();
    if let Some(given) = values.get("oidc_groups") {
        for word in words(&given.text) {
            let pair = word.split_once('=');
            let pair = pair.and_then(|(code, group)| Some((group.trim(), role(code.trim())?)));
            if let Some((group, role)) = pair {
                groups.push((group.to_owned(), role));
            } else {
                let problem = given.problem(source, "config-desk-role");
                problems.push(problem.with("key", "oidc_groups"));
            }
        }
    }
    let (Some(issuer), Some(client), Some(secret)) = (issuer, client, secret) else {
        problems.push(source.problem("config-oidc-half"));
        return None;
    };
    Some(Oidc {
        issuer,
        client,
        secret: Secret::new(secret),
        claim: text("oidc_claim").unwrap_or_else(|| CLAIM.to_owned()),
        groups,
        name: text("oidc_name"),
    })
}

/// True for an address that is encrypted, or within the own house.
pub fn is_reached_safely(url: &str) -> bool {
    is_fit(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;

    fn read(text: &str) -> Result<Desk, Vec<&'static str>> {
        let settings = Settings::read(&Source::new("combinado.toml", text), |_| None);
        settings.map(|it| it.desk).map_err(|found| found.iter().map(|it| it.code).collect())
    }

    #[test]
    fn nothing_set_is_a_desk_with_passwords_alone() {
        assert_eq!(read(""), Ok(Desk::default()));
    }

    #[test]
    fn roles_and_times_are_read() {
        let desk = read("desk_second_factor = \"admin, auditor\"\ndesk_idle_minutes = \"30\"");
        let desk = desk.expect("good");

        assert_eq!((desk.second, desk.idle_minutes), (vec![Role::Admin, Role::Auditor], 30));
        assert_eq!(read("desk_second_factor = \"boss\""), Err(vec!["config-desk-role"]));
        assert_eq!(read("desk_hours = \"999\""), Err(vec!["config-not-number"]));
        assert_eq!(read("desk_secret_key = \"short\""), Err(vec!["config-desk-key-short"]));
        let key = "k".repeat(32);
        let sealed = read(&format!("desk_secret_key = \"{key}\"")).expect("good");
        assert!(sealed.secret_key.is_some() && !format!("{sealed:?}").contains(&key));
    }

    #[test]
    fn a_provider_is_set_whole_or_not_at_all_and_its_secret_shows_nowhere() {
        assert_eq!(read("oidc_client = \"c\""), Err(vec!["config-oidc-half"]));
        let plain = "oidc_issuer = \"http://a.example\"\noidc_client = \"c\"\noidc_secret = \"s3\"";
        assert_eq!(read(plain), Err(vec!["config-oidc-issuer"]));
        let text = plain.replace("http:", "https:") + "\noidc_groups = \"agent=Atendimento\"";

        let desk = read(&text).expect("good");
        assert!(!format!("{desk:?}").contains("s3"));
        let oidc = desk.oidc.expect("on");
        assert_eq!(oidc.groups, [("Atendimento".to_owned(), Role::Agent)]);
        assert_eq!(oidc.claim, "email");
    }
}
