//! What Meta tells about the business account: templates, quality, restrictions.
//!
//! A notice carries codes of Meta's only, never its sentences: those may quote what was sent.

use serde_json::Value;

use super::text;
use crate::domain::channel::{Notice, Trouble};

/// Reads a field that is about our account; none for one that is unknown or cannot be read.
pub(super) fn notice(field: &str, value: &Value) -> Option<Notice> {
    match field {
        "message_template_status_update" => template_status(value),
        "template_category_update" => {
            let category = code(value, "new_category").or_else(|| code(value, "correct_category"));
            let category = category?;
            let told = template(value, None, Some(category.clone()))?;
            Some(Notice { trouble: told, code: "category".to_owned(), detail: Some(category) })
        }
        "message_template_quality_update" => {
            let quality = code(value, "new_quality_score");
            let told = template(value, None, None)?;
            Some(Notice { trouble: told, code: "quality".to_owned(), detail: quality })
        }
        "message_template_components_update" => {
            let told = template(value, None, None)?;
            Some(Notice { trouble: told, code: "components".to_owned(), detail: None })
        }
        "account_update" => account_update(value),
        "account_alerts" => {
            let alert = value.get("alert_info").unwrap_or(value);
            worth(code(alert, "alert_type")?, code(alert, "alert_status"))
        }
        "phone_number_quality_update" => {
            let limit = code(value, "current_limit");
            worth(
                code(value, "event")?,
                limit.or_else(|| code(value, "max_daily_conversations_per_business")),
            )
        }
        "account_review_update" | "phone_number_name_update" => {
            worth(field.to_owned(), Some(code(value, "decision")?))
        }
        "business_capability_update" => value.is_object().then(|| Notice {
            trouble: Trouble::Worth,
            code: field.to_owned(),
            detail: number(value, "max_daily_conversation_per_phone"),
        }),
        "security" => worth(code(value, "event")?, None),
        _ => None,
    }
}

fn template_status(value: &Value) -> Option<Notice> {
    let event = code(value, "event")?;
    let usable = match event.as_str() {
        "APPROVED" | "REINSTATED" | "UNARCHIVED" => Some(true),
        // Still sent, but soon paused if more people block it.
        "FLAGGED" => None,
        _ => Some(false),
    };
    let about = value.get("other_info").and_then(|it| code(it, "title"));
    let reason = code(value, "reason").filter(|reason| reason != "NONE").or(about);
    let trouble = template(value, usable, code(value, "message_template_category"))?;
    Some(Notice { trouble, code: event, detail: reason })
}

fn template(value: &Value, usable: Option<bool>, category: Option<String>) -> Option<Trouble> {
    let name = text(value, "message_template_name")?;
    let language = text(value, "message_template_language")?;
    Some(Trouble::Template { name, language, usable, category })
}

fn account_update(value: &Value) -> Option<Notice> {
    let event = code(value, "event")?;
    let ban = value.get("ban_info").and_then(|it| code(it, "waba_ban_state"));
    let restrictions = value.get("restriction_info").and_then(Value::as_array);
    let restriction = |of: &str| {
        let mut all = restrictions.into_iter().flatten();
        all.find_map(|it| code(it, "restriction_type").filter(|kind| kind.contains(of)))
    };
    let trouble = match (event.as_str(), ban.as_deref()) {
        ("DISABLED_UPDATE", Some("DISABLE")) | ("ACCOUNT_DELETED", _) => Trouble::Stopped,
        ("DISABLED_UPDATE", Some("REINSTATE")) => Trouble::Restored,
        // Who may not even answer may send nothing; who may not begin still answers.
        ("ACCOUNT_RESTRICTION", _) if restriction("CUSTOMER_INITIATED").is_some() => {
            Trouble::Stopped
        }
        _ => Trouble::Worth,
    };
    let violation = value.get("violation_info").and_then(|it| code(it, "violation_type"));
    let detail = ban.or(violation).or_else(|| restriction(""));
    Some(Notice { trouble, code: event, detail })
}

#[expect(clippy::unnecessary_wraps, reason = "every arm of its caller is optional")]
fn worth(code: String, detail: Option<String>) -> Option<Notice> {
    Some(Notice { trouble: Trouble::Worth, code, detail })
}

/// A code of Meta's: letters, digits and marks; anything else may be somebody's words.
fn code(value: &Value, name: &str) -> Option<String> {
    let fit = |text: &String| {
        text.len() <= 64
            && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"_-.".contains(&it))
    };
    text(value, name).filter(fit)
}

fn number(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_i64().map(|number| number.to_string())
}
