//! What Meta's errors mean: a code becomes what is to be done about it.
//!
//! The code decides, never the HTTP status: throttles come as 400 and as 429. The same codes come at
//! once, in the answer to a send, and later, in a status. Texts of errors are not read: they may
//! quote what was sent.

use serde_json::Value;

use crate::domain::channel::Failure;

/// Where a marketing cap is hit, Meta wants nothing more for a day.
const A_DAY: u32 = 86_400;

/// The longest wait that a header may ask for, in seconds.
const LONGEST: u32 = A_DAY;

/// What an answer to a request says besides its body.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answer<'a> {
    /// The HTTP status.
    pub status: u16,
    /// `Retry-After`.
    pub retry_after: Option<&'a str>,
    /// `X-Business-Use-Case-Usage`.
    pub usage: Option<&'a str>,
}

/// What an answer other than 200 means.
///
/// An answer without an error of Meta's comes from somebody in between. Where that one does not know
/// what became of the request (502, 504), nobody does; where it sent the request away, it was not
/// sent.
pub fn of_answer(answer: Answer<'_>, body: &[u8]) -> Failure {
    let after = wait(answer);
    let error = serde_json::from_slice::<Value>(body).ok();
    let error = error.as_ref().and_then(|body| body.get("error"));
    if let Some(failure) = error.and_then(|error| known(error, after)) {
        return failure;
    }
    let code = error
        .and_then(code_of)
        .map_or_else(|| format!("http-{}", answer.status), |code| code.to_string());
    let transient = error.is_some_and(is_transient);
    match answer.status {
        _ if transient => Failure::Later { code },
        401 | 403 => Failure::Account { code },
        429 => Failure::Throttled { code, after, alert: false },
        502 | 504 if error.is_none() => Failure::Ambiguous { code },
        408 | 425 | 500.. => Failure::Later { code },
        _ => Failure::Malformed { code },
    }
}

/// What an error inside a status or a webhook means; nothing comes after it.
pub fn of_error(error: &Value) -> Failure {
    let code = || code_of(error).map_or_else(|| "unknown".to_owned(), |code| code.to_string());
    known(error, None).unwrap_or_else(|| {
        let code = code();
        if is_transient(error) {
            Failure::Later { code }
        } else {
            Failure::Never { code, gone: false }
        }
    })
}

/// The number of an error, which Meta writes as a number and, in places, as words.
pub fn code_of(error: &Value) -> Option<i64> {
    let code = error.get("code")?;
    code.as_i64().or_else(|| code.as_str()?.parse().ok())
}

fn is_transient(error: &Value) -> bool {
    error.get("is_transient").and_then(Value::as_bool).unwrap_or_default()
}

/// What a known error means.
fn known(error: &Value, after: Option<u32>) -> Option<Failure> {
    let failure = of_code(code_of(error)?, after)?;
    // What Meta calls passing is worth another try, unless the code says how to go about it.
    let tried_again = is_transient(error)
        && matches!(failure, Failure::Malformed { .. } | Failure::Account { .. });
    if tried_again {
        return Some(Failure::Later { code: failure.code().to_owned() });
    }
    Some(failure)
}

/// What a code means; none for a code that is in no list.
///
/// # Examples
/// ```
/// use combinado::channels::whatsapp::errors::of_code;
/// use combinado::domain::channel::Failure;
/// assert_eq!(of_code(131047, None), Some(Failure::WindowClosed));
/// assert_eq!(of_code(424242, None), None);
/// ```
pub fn of_code(number: i64, after: Option<u32>) -> Option<Failure> {
    let code = number.to_string();
    Some(match number {
        // Something there did not work just now.
        1 | 2 | 131_000 | 131_016 | 131_057 | 132_069 | 133_004 => Failure::Later { code },
        // The app (4), the business account (80007) or the number (130429) sends too much.
        4 | 80_007 | 130_429 => Failure::Throttled { code, after, alert: false },
        // So many complained that the number is held back.
        131_048 => Failure::Throttled { code, after, alert: true },
        131_056 => Failure::Pair { code, after },
        131_049 => Failure::Pair { code, after: Some(after.unwrap_or(0).max(A_DAY)) },
        131_047 => Failure::WindowClosed,
        // A user id where a phone is needed; a file that must be uploaded anew.
        131_053 | 131_062 => Failure::Otherwise { code },
        // 131063: marketing templates are off for this number; others still go.
        131_063 | 132_001 | 132_007 | 132_015 | 132_016 => Failure::Template { code },
        // Not on WhatsApp or not to be reached, a closed country, our own number.
        131_021 | 131_026 | 130_497 => Failure::Never { code, gone: true },
        // Part of an experiment; wants no marketing; cannot pay there; an order that is paid; a file
        // of theirs that we cannot have.
        130_472 | 131_050 | 2040 | 2047 | 131_052 => Failure::Never { code, gone: false },
        // The number may be on another's device.
        137_000 => Failure::Changed { code },
        // 132068: a form of Meta's that is blocked; we send none.
        100 | 2046 | 131_008 | 131_009 | 131_051 | 132_000 | 132_005 | 132_008 | 132_012
        | 132_068 | 135_000 => Failure::Malformed { code },
        // Credentials, rights, registration, money, a block: nothing of this account goes.
        0
        | 3
        | 10
        | 33
        | 190
        | 200..=299
        | 368
        | 131_005
        | 131_030
        | 131_031
        | 131_037
        | 131_042
        | 131_045
        | 131_064
        | 133_010
        | 133_016 => Failure::Account { code },
        _ => return None,
    })
}

/// How long the answer asks us to wait, in seconds.
fn wait(answer: Answer<'_>) -> Option<u32> {
    let seconds = answer.retry_after.and_then(|text| text.trim().parse::<u32>().ok());
    let usage = answer.usage.and_then(minutes).map(|minutes| minutes.saturating_mul(60));
    seconds.max(usage).filter(|seconds| *seconds > 0).map(|seconds| seconds.min(LONGEST))
}

/// The minutes until access comes back, the most of all accounts that the header names.
fn minutes(usage: &str) -> Option<u32> {
    let usage: Value = serde_json::from_str(usage).ok()?;
    let entries = usage.as_object()?.values().filter_map(Value::as_array).flatten();
    let minutes = entries.filter_map(|it| it.get("estimated_time_to_regain_access")?.as_u64());
    minutes.max().and_then(|minutes| u32::try_from(minutes).ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn class(failure: &Failure) -> &'static str {
        match failure {
            Failure::Later { .. } => "later",
            Failure::Pair { .. } => "pair",
            Failure::Throttled { alert: false, .. } => "throttled",
            Failure::Throttled { alert: true, .. } => "throttled-alert",
            Failure::Ambiguous { .. } => "ambiguous",
            Failure::WindowClosed => "window",
            Failure::Otherwise { .. } => "otherwise",
            Failure::Template { .. } => "template",
            Failure::Never { gone: true, .. } => "gone",
            Failure::Never { gone: false, .. } => "never",
            Failure::Changed { .. } => "changed",
            Failure::Malformed { .. } => "malformed",
            Failure::Account { .. } => "account",
        }
    }

    /// What each class of the reference becomes with us.
    fn expected(code: i64, class: &str) -> &'static [&'static str] {
        match (code, class) {
            (131_063, _) => &["template"],
            (132_068, _) => &["malformed"],
            (131_064, _) | (_, "auth" | "config" | "stop_sender") => &["account"],
            (_, "retry_limited" | "retry_backoff") => &["later"],
            (_, "retry_backoff_app" | "retry_backoff_waba" | "retry_backoff_sender") => {
                &["throttled"]
            }
            (_, "pause_sender") => &["throttled-alert"],
            (_, "bug") => &["malformed"],
            (_, "final_recipient") => &["gone", "never"],
            (_, "final_optout_marketing" | "final_order" | "ask_user") => &["never"],
            (_, "recheck_identity") => &["changed"],
            (_, "switch_to_template") => &["window"],
            (_, "retry_after_24h_min" | "retry_pair_4pow") => &["pair"],
            (_, "fix_media" | "use_phone") => &["otherwise"],
            (_, "template_unavailable") => &["template"],
            other => panic!("an unknown class {other:?}"),
        }
    }

    #[test]
    fn each_code_of_the_reference_has_its_meaning() {
        let text = std::fs::read_to_string("tests/fixtures/whatsapp/schema/error_codes.json");
        let table: Value = serde_json::from_str(&text.expect("a table")).expect("JSON");
        let rows = table["codes"].as_array().expect("rows");
        assert_eq!(rows.len(), 57);
        for row in rows {
            let codes = match row["code"].as_i64() {
                Some(code) => code..=code,
                None => 200..=299,
            };
            for code in codes {
                let failure = of_code(code, None).expect("a meaning");
                let meant = expected(code, row["class"].as_str().expect("a class"));
                assert!(meant.contains(&class(&failure)), "{code}: {failure:?}");
            }
        }
    }

    #[test]
    fn each_answer_of_the_fixtures_has_its_meaning() {
        for (name, meant) in [
            ("error_2_api_service", "later"),
            ("error_4_app_rate", "throttled"),
            ("error_100_invalid_param", "malformed"),
            ("error_190_token_expired", "account"),
            ("error_368_policy_block", "account"),
            ("error_80007_waba_rate", "throttled"),
            ("error_130429_throughput", "throttled"),
            ("error_131000_unknown", "later"),
            ("error_131009_param_value", "malformed"),
            ("error_131016_unavailable", "later"),
            ("error_131026_undeliverable", "gone"),
            ("error_131030_not_allowed_list", "account"),
            ("error_131047_reengagement", "window"),
            ("error_131056_pair_rate", "pair"),
            ("error_132000_param_count", "malformed"),
            ("error_132001_template_missing", "template"),
            ("error_132015_template_paused", "template"),
        ] {
            let path = format!("tests/fixtures/whatsapp/responses/{name}.json");
            let text = std::fs::read_to_string(path).expect("a fixture");
            let given: Value = serde_json::from_str(&text).expect("JSON");
            let answer = Answer {
                status: u16::try_from(given["status"].as_u64().expect("a status")).expect("one"),
                retry_after: None,
                usage: given["headers"]["x-business-use-case-usage"].as_str(),
            };
            let failure = of_answer(answer, given["body"].to_string().as_bytes());

            assert_eq!(class(&failure), meant, "{name}");
        }
    }

    #[test]
    fn who_is_in_between_may_not_know_what_became_of_it() {
        let of = |status, body: &str| {
            let answer = Answer { status, ..Answer::default() };
            class(&of_answer(answer, body.as_bytes()))
        };

        assert_eq!(of(502, "<html>Bad Gateway</html>"), "ambiguous");
        assert_eq!(of(504, ""), "ambiguous");
        assert_eq!(of(502, r#"{"error":{"code":2}}"#), "later");
        assert_eq!(of(503, ""), "later");
        assert_eq!(of(500, "{"), "later");
        assert_eq!(of(429, ""), "throttled");
        assert_eq!(of(401, ""), "account");
        assert_eq!(of(400, "[]"), "malformed");
        assert_eq!(of(302, ""), "malformed");
        assert_eq!(of(400, r#"{"error":{"code":424242}}"#), "malformed");
        assert_eq!(of(400, r#"{"error":{"code":"131056"}}"#), "pair");
        assert_eq!(of(400, r#"{"error":{"code":100,"is_transient":true}}"#), "later");
        assert_eq!(of(400, r#"{"error":{"code":4,"is_transient":true}}"#), "throttled");
    }

    #[test]
    fn waits_come_from_both_headers() {
        let usage = r#"{"1":[{"estimated_time_to_regain_access":3}],"2":[{}]}"#;
        let body = br#"{"error":{"code":130429}}"#;
        let after = |retry_after, usage| match of_answer(
            Answer { status: 429, retry_after, usage },
            body,
        ) {
            Failure::Throttled { after, .. } => after,
            other => panic!("{other:?}"),
        };

        assert_eq!(after(Some("7"), None), Some(7));
        assert_eq!(after(Some("7"), Some(usage)), Some(180));
        assert_eq!(after(None, Some("nonsense")), None);
        assert_eq!(after(Some("Wed, 21 Oct 2026 07:28:00 GMT"), None), None);
        assert_eq!(after(Some("4000000000"), None), Some(LONGEST));
    }

    #[test]
    fn a_status_tells_the_same() {
        assert_eq!(class(&of_error(&json!({ "code": 131_049 }))), "pair");
        assert_eq!(
            of_code(131_049, None).and_then(|it| it.after()).map(|it| it.num_hours()),
            Some(24)
        );
        assert_eq!(class(&of_error(&json!({ "code": 424_242 }))), "never");
        assert_eq!(class(&of_error(&json!("nonsense"))), "never");
    }
}
