//! The rest of the Graph API that a business uses: its number, its account, templates, webhooks.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde_json::{Value, json};

use super::hooks::Update;
use super::problem::Refusal;
use super::templates::Template;
use super::{Inner, media};
use crate::fake::courier::on_this_machine;
use crate::fake::faults::Moment;

/// What was asked in the query.
pub type Asked = Query<HashMap<String, String>>;

/// `GET /{version}/{id}`: a number, an account, a template or a file.
pub async fn node(
    State(fake): State<Arc<Inner>>,
    Path((_, id)): Path<(String, String)>,
    Query(asked): Asked,
    headers: HeaderMap,
) -> Response {
    if let Some(plan) = fake.faults.strike(Moment::Call, "node", "") {
        return super::struck(&plan).await;
    }
    told(fake.authorised(&headers).and_then(|()| {
        if id == "debug_token" {
            return Ok(fake.rights(asked.get("input_token").map(String::as_str)));
        }
        if id == fake.settings.phone_number_id {
            return Ok(fake.number());
        }
        if id == fake.settings.waba_id {
            return Ok(json!({
                "id": id,
                "name": "Loja Exemplo",
                "currency": "BRL",
                "timezone_id": "25",
                "message_template_namespace": "fake",
                "account_review_status": "APPROVED",
                "whatsapp_business_manager_messaging_limit": "TIER_10K",
            }));
        }
        let known = fake.templates.of(&id).map(|template| template.shown());
        known.or_else(|| media::describe(&fake, &id)).ok_or_else(nothing)
    }))
}

/// `POST /{version}/{id}`: edits a template.
pub async fn edit(
    State(fake): State<Arc<Inner>>,
    Path((_, id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let edited = fake.authorised(&headers).and_then(|()| json_of(&body)).and_then(|asked| {
        let edited = fake.templates.edit(&id, &asked)?;
        fake.reviewed(&edited);
        Ok(json!({"success": true, "id": edited.id, "name": edited.name, "category": edited.category}))
    });
    told(edited)
}

/// `DELETE /{version}/{id}`: forgets a file.
pub async fn delete(
    State(fake): State<Arc<Inner>>,
    Path((_, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    told(fake.authorised(&headers).and_then(|()| {
        if fake.media.forget(&id) { Ok(json!({"success": true})) } else { Err(nothing()) }
    }))
}

/// `GET /{version}/{waba}/message_templates`.
pub async fn list(
    State(fake): State<Arc<Inner>>,
    Path((_, account)): Path<(String, String)>,
    Query(asked): Asked,
    headers: HeaderMap,
) -> Response {
    if let Some(plan) = fake.faults.strike(Moment::Call, "templates", "") {
        return super::struck(&plan).await;
    }
    told(fake.authorised(&headers).and_then(|()| fake.own_account(&account)).map(|()| {
        let wanted = |template: &Template| {
            let is = |name: &str, own: &str| asked.get(name).is_none_or(|wanted| wanted == own);
            is("name", &template.name)
                && is("language", &template.language)
                && is("status", &template.status)
        };
        let number = |name: &str| asked.get(name).and_then(|text| text.parse::<usize>().ok());
        let limit = number("limit").unwrap_or(25).clamp(1, 1000);
        let after = number("after").unwrap_or(0);
        let all: Vec<Template> = fake.templates.all().into_iter().filter(wanted).collect();
        let page: Vec<Value> = all.iter().skip(after).take(limit).map(Template::shown).collect();
        let end = after + page.len();
        let mut paging = json!({
            "cursors": {"before": after.to_string(), "after": end.to_string()},
        });
        if let (true, Some(paging)) = (end < all.len(), paging.as_object_mut()) {
            let next = format!(
                "{}/v25.0/{account}/message_templates?limit={limit}&after={end}",
                fake.base()
            );
            paging.insert("next".to_owned(), next.into());
        }
        json!({"data": page, "paging": paging})
    }))
}

/// `POST /{version}/{waba}/message_templates`.
pub async fn create(
    State(fake): State<Arc<Inner>>,
    Path((_, account)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let created = fake
        .authorised(&headers)
        .and_then(|()| fake.own_account(&account))
        .and_then(|()| json_of(&body))
        .and_then(|asked| {
            let created = fake.templates.create(fake.new_number(), &asked)?;
            fake.reviewed(&created);
            Ok(json!({
                "id": created.id, "status": created.status, "category": created.category,
            }))
        });
    told(created)
}

/// `DELETE /{version}/{waba}/message_templates?name=`.
pub async fn remove(
    State(fake): State<Arc<Inner>>,
    Path((_, account)): Path<(String, String)>,
    Query(asked): Asked,
    headers: HeaderMap,
) -> Response {
    let name = asked.get("name").map(String::as_str).unwrap_or_default();
    told(fake.authorised(&headers).and_then(|()| fake.own_account(&account)).and_then(|()| {
        if fake.templates.delete(name) { Ok(json!({"success": true})) } else { Err(nothing()) }
    }))
}

/// `GET /{version}/{waba}/phone_numbers`.
pub async fn numbers(
    State(fake): State<Arc<Inner>>,
    Path((_, account)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let own = fake.authorised(&headers).and_then(|()| fake.own_account(&account));
    told(own.map(|()| json!({"data": [fake.number()]})))
}

/// `GET /{version}/{waba}/subscribed_apps`.
pub async fn subscribed(
    State(fake): State<Arc<Inner>>,
    Path((_, account)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let own = fake.authorised(&headers).and_then(|()| fake.own_account(&account));
    told(own.map(|()| {
        let app = json!({"whatsapp_business_api_data": {"id": "300000000000003", "name": "app"}});
        match fake.courier.aimed() {
            Some(url) => {
                let mut app = app;
                if let Some(app) = app.as_object_mut() {
                    app.insert("override_callback_uri".to_owned(), url.to_string().into());
                }
                json!({"data": [app]})
            }
            None if fake.subscribed.load(Ordering::Relaxed) => json!({"data": [app]}),
            None => json!({"data": []}),
        }
    }))
}

/// `POST /{version}/{waba}/subscribed_apps`, or `/{version}/{app}/subscriptions`.
///
/// An address that comes with it is verified as the provider does, before it is used.
pub async fn subscribe(
    State(fake): State<Arc<Inner>>,
    Path(_): Path<(String, String)>,
    Query(asked): Asked,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Err(refusal) = fake.authorised(&headers) {
        return refusal.into_response();
    }
    let given = json_of(&body).unwrap_or(Value::Null);
    let text = |names: [&str; 2]| {
        names.into_iter().find_map(|name| {
            let in_body = given.get(name).and_then(Value::as_str).map(str::to_owned);
            in_body.or_else(|| asked.get(name).cloned())
        })
    };
    let Some(url) = text(["override_callback_uri", "callback_url"]) else {
        fake.subscribed.store(true, Ordering::Relaxed);
        return told(Ok(json!({"success": true})));
    };
    let Ok(url) = on_this_machine(&url) else {
        return told(Err(Refusal::new(100, "A fake posts to this machine only.")));
    };
    let token = text(["verify_token", "hub.verify_token"]).unwrap_or_default();
    if !fake.verifies(&url, &token).await {
        let details = "The URL couldn't be validated. Callback verification failed.";
        return told(Err(Refusal::new(2200, details)));
    }
    fake.courier.aim(Some(url));
    told(Ok(json!({"success": true})))
}

impl Inner {
    /// What a token may do; of another one than ours, that it is none.
    fn rights(&self, token: Option<&str>) -> Value {
        if token != Some(self.settings.token.as_str()) {
            return json!({"data": {"is_valid": false, "scopes": []}});
        }
        json!({"data": {
            "app_id": "300000000000003",
            "type": "SYSTEM_USER",
            "is_valid": true,
            "expires_at": 0,
            "scopes": ["whatsapp_business_management", "whatsapp_business_messaging"],
        }})
    }

    fn number(&self) -> Value {
        json!({
            "id": self.settings.phone_number_id,
            "display_phone_number": self.settings.display_phone_number,
            "verified_name": "Loja Exemplo",
            "code_verification_status": "VERIFIED",
            "quality_rating": "GREEN",
            "platform_type": "CLOUD_API",
            "throughput": {"level": "STANDARD"},
            "status": "CONNECTED",
            "name_status": "APPROVED",
        })
    }

    fn own_account(&self, account: &str) -> Result<(), Refusal> {
        if account == self.settings.waba_id { Ok(()) } else { Err(nothing()) }
    }

    /// Tells by webhook what came of a review.
    fn reviewed(&self, template: &Template) {
        self.template_changed(template, &template.status, "NONE");
    }

    /// Tells by webhook that a template's status changed.
    pub(super) fn template_changed(&self, template: &Template, event: &str, reason: &str) {
        let value = json!({
            "event": event,
            "message_template_id": template.id.parse::<u64>().unwrap_or_default(),
            "message_template_name": template.name,
            "message_template_language": template.language,
            "message_template_category": template.category,
            "reason": reason,
        });
        let update = Update { field: "message_template_status_update", value };
        self.hooks().post(&template.name, update);
    }

    /// Asks an address to prove that it is the app's.
    pub(super) async fn verifies(&self, url: &reqwest::Url, token: &str) -> bool {
        let challenge = self.new_number();
        let mut asked = url.clone();
        asked
            .query_pairs_mut()
            .append_pair("hub.mode", "subscribe")
            .append_pair("hub.challenge", &challenge)
            .append_pair("hub.verify_token", token);
        self.courier.ask(asked).await == Some((200, challenge))
    }
}

fn nothing() -> Refusal {
    let details = "Object does not exist, cannot be loaded due to missing permissions, or does \
                   not support this operation.";
    Refusal::new(100, details).sub(33)
}

fn json_of(body: &Bytes) -> Result<Value, Refusal> {
    serde_json::from_slice(body).map_err(|_| Refusal::new(100, "The body is no JSON object."))
}

fn told(answer: Result<Value, Refusal>) -> Response {
    match answer {
        Ok(answer) => Json(answer).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}
