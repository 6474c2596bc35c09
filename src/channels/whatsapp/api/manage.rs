//! The account itself: its number, its templates, who gets its webhooks, what its token may do.

use serde_json::{Value, json};

use super::{Api, LIMIT, Reply};
use crate::config::hints::Secret;
use crate::domain::channel::Failure;

/// Pages of templates that are read at most.
const MOST_PAGES: usize = 60;

/// Meta asked an address for the word and was not answered as it must be.
pub const UNVERIFIED: &str = "2200";

/// A number of ours, as Meta knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// As it is shown.
    pub display: Option<String>,
    /// The name that customers see, once Meta approved it.
    pub verified_name: Option<String>,
    /// `GREEN`, `YELLOW`, `RED`.
    pub quality: Option<String>,
    /// Whether the number is connected, such as `CONNECTED`.
    pub status: Option<String>,
    /// `STANDARD` or `HIGH`.
    pub throughput: Option<String>,
}

/// A template, as Meta knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// Such as `APPROVED`.
    pub status: String,
    /// Such as `UTILITY`.
    pub category: Option<String>,
    /// Such as `GREEN`.
    pub quality: Option<String>,
    /// Why it was refused, where it was.
    pub reason: Option<String>,
    /// Its parts, as Meta writes them.
    pub components: Value,
}

/// What a token may do, and for how long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// True where it holds.
    pub valid: bool,
    /// What it may do, such as `whatsapp_business_messaging`.
    pub scopes: Vec<String>,
    /// When it ends, in seconds; none where it does not.
    pub ends_at: Option<i64>,
}

impl Api {
    /// Asks what Meta knows of a number of ours.
    ///
    /// # Errors
    /// Why it does not say: a wrong id and a wrong token, too.
    pub async fn number(&self, number: &str) -> Result<Number, Failure> {
        let fields = "display_phone_number,verified_name,quality_rating,status,throughput";
        let told = self.get(&[number], &[("fields", fields)]).await?;
        let level = told.get("throughput").and_then(|it| text(it, "level"));
        Ok(Number {
            display: text(&told, "display_phone_number"),
            verified_name: text(&told, "verified_name"),
            quality: text(&told, "quality_rating"),
            status: text(&told, "status"),
            throughput: level,
        })
    }

    /// Asks which of a business's apps get its webhooks; their ids.
    ///
    /// # Errors
    /// Why it does not say.
    pub async fn subscribed(&self, business: &str) -> Result<Vec<String>, Failure> {
        let told = self.get(&[business, "subscribed_apps"], &[]).await?;
        let apps = told.get("data").and_then(Value::as_array).into_iter().flatten();
        let id = |app: &Value| text(app.get("whatsapp_business_api_data").unwrap_or(app), "id");
        Ok(apps.filter_map(id).collect())
    }

    /// Has the token's app get the webhooks of a business.
    ///
    /// # Errors
    /// Why it was refused.
    pub async fn subscribe(&self, business: &str) -> Result<(), Failure> {
        self.post(&[business, "subscribed_apps"], &json!({}), LIMIT).await.map(|_| ())
    }

    /// Has the messages of a business posted to an address, which Meta asks for the word at once.
    ///
    /// Only for an app that is subscribed. What Meta tells of templates and of the account goes to the
    /// address of the app all the same, which stands at Meta.
    ///
    /// # Errors
    /// Why it was refused: [`UNVERIFIED`] where the address did not answer as it must.
    pub async fn register(&self, business: &str, url: &str, word: &Secret) -> Result<(), Failure> {
        let body = json!({ "override_callback_uri": url, "verify_token": word.expose() });
        self.post(&[business, "subscribed_apps"], &body, LIMIT).await.map(|_| ())
    }

    /// Asks what the token may do.
    ///
    /// # Errors
    /// Why it does not say.
    pub async fn rights(&self) -> Result<Rights, Failure> {
        let token = self.authorization.to_str().unwrap_or_default();
        let token = token.strip_prefix("Bearer ").unwrap_or_default();
        let told = self.get(&["debug_token"], &[("input_token", token)]).await?;
        let told = told.get("data").unwrap_or(&Value::Null);
        let scopes = told.get("scopes").and_then(Value::as_array).into_iter().flatten();
        Ok(Rights {
            valid: told.get("is_valid").and_then(Value::as_bool).unwrap_or_default(),
            scopes: scopes.filter_map(Value::as_str).map(str::to_owned).collect(),
            ends_at: told.get("expires_at").and_then(Value::as_i64).filter(|at| *at > 0),
        })
    }

    /// Lists all templates of a business.
    ///
    /// # Errors
    /// Why it was refused, or that there are more than any business has.
    pub async fn templates(&self, business: &str) -> Result<Vec<Remote>, Failure> {
        let fields = "id,name,language,status,category,quality_score,rejected_reason,components";
        let (mut all, mut after) = (Vec::new(), String::new());
        for _ in 0..MOST_PAGES {
            let mut query = vec![("fields", fields), ("limit", "100")];
            if !after.is_empty() {
                query.push(("after", after.as_str()));
            }
            let page = self.get(&[business, "message_templates"], &query).await?;
            let found = page.get("data").and_then(Value::as_array).into_iter().flatten();
            all.extend(found.filter_map(remote));
            let more = page.pointer("/paging/next").is_some();
            match page.pointer("/paging/cursors/after").and_then(Value::as_str) {
                Some(cursor) if more && cursor != after => cursor.clone_into(&mut after),
                Some(_) | None => return Ok(all),
            }
        }
        Err(Failure::Later { code: "too-many-templates".to_owned() })
    }

    /// Hands in a new template; its id and its state.
    ///
    /// # Errors
    /// Why it was refused.
    pub async fn create_template(
        &self,
        business: &str,
        template: &Value,
    ) -> Result<(String, Option<String>), Failure> {
        let reply = self.post(&[business, "message_templates"], template, LIMIT).await?;
        let told = told(&reply)?;
        let id =
            text(&told, "id").ok_or_else(|| Failure::Ambiguous { code: "garbled".to_owned() })?;
        Ok((id, text(&told, "status")))
    }

    /// Changes a template that Meta has; ten times a month, and once a day where it is approved.
    ///
    /// # Errors
    /// Why it was refused.
    pub async fn edit_template(&self, id: &str, change: &Value) -> Result<(), Failure> {
        self.post(&[id], change, LIMIT).await.map(|_| ())
    }
}

fn told(reply: &Reply) -> Result<Value, Failure> {
    reply.json()
}

fn remote(told: &Value) -> Option<Remote> {
    let quality = told.get("quality_score").and_then(|it| text(it, "score"));
    let reason = text(told, "rejected_reason").filter(|reason| reason != "NONE");
    Some(Remote {
        id: text(told, "id")?,
        name: text(told, "name")?,
        language: text(told, "language")?,
        status: text(told, "status").unwrap_or_default(),
        category: text(told, "category"),
        quality,
        reason,
        components: told.get("components").cloned().unwrap_or_else(|| json!([])),
    })
}

/// A text, also where Meta writes a number.
fn text(of: &Value, name: &str) -> Option<String> {
    match of.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
