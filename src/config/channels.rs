//! Our accounts at channels: what each needs to be reached and to reach us.

use super::hints::Secret;

/// One WhatsApp number of ours at the Cloud API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatsApp {
    /// Whose number it is.
    pub creditor: String,
    /// The number's id at Meta; webhooks name it.
    pub phone_number_id: String,
    /// The WhatsApp Business Account's id, for templates.
    pub business_account_id: Option<String>,
    /// The system user's token.
    pub token: Secret,
    /// The app's secret, which signs webhooks.
    pub app_secret: Secret,
    /// What the verification of the webhook's address must say.
    pub verify_token: Secret,
    /// Where the API is; `https://graph.facebook.com` but in tests.
    pub base_url: String,
    /// The API's version, such as `v25.0`.
    pub version: String,
    /// Messages a second that Meta allows this number, in and out together.
    pub per_second: u32,
    /// True where Meta enabled payment messages (`order_details`) for the account.
    pub payments: bool,
}

/// One Telegram bot of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telegram {
    /// Whose bot it is.
    pub creditor: String,
    /// The bot's token; what stands before its colon is the bot's id.
    pub token: Secret,
    /// What webhooks must bring in their header.
    pub webhook_secret: Secret,
    /// Where the API is; `https://api.telegram.org` but in tests.
    pub base_url: String,
    /// True where updates are asked for, false where Telegram posts them to a webhook.
    pub polling: bool,
}

impl WhatsApp {
    /// Where the API is, where nothing else is set.
    pub const BASE_URL: &str = "https://graph.facebook.com";
    /// The API's version, where nothing else is set.
    pub const VERSION: &str = "v25.0";
    /// What Meta allows a number by default.
    pub const PER_SECOND: u32 = 80;
}

impl Telegram {
    /// Where the API is, where nothing else is set.
    pub const BASE_URL: &str = "https://api.telegram.org";

    /// The bot's id: what stands before the token's colon.
    pub fn bot_id(&self) -> &str {
        self.token.expose().split(':').next().unwrap_or_default()
    }
}
