//! What a browser holds to show who it is: one cookie that no script can read.

use axum::http::{HeaderMap, HeaderValue, header};

/// Its name where we are reached encrypted: the browser then ties it to this host and to HTTPS.
const STRICT: &str = "__Host-combinado";

/// Its name elsewhere: this machine, for trying.
const PLAIN: &str = "combinado";

/// The letters of a token.
const LETTERS: usize = 64;

/// What the browser shows; none where it shows nothing that we could have given it.
pub fn read(headers: &HeaderMap, is_encrypted: bool) -> Option<String> {
    let name = name(is_encrypted);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    let mut pairs = cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
    let (_, token) = pairs.find(|(key, _)| *key == name)?;
    let is_ours = token.len() == LETTERS && token.chars().all(|c| c.is_ascii_hexdigit());
    is_ours.then(|| token.to_owned())
}

/// Has the browser hold a token until it is closed.
pub fn give(token: &str, is_encrypted: bool) -> HeaderValue {
    value(&format!("{}={token}{}", name(is_encrypted), attributes(is_encrypted)))
}

/// Has the browser forget it.
pub fn take(is_encrypted: bool) -> HeaderValue {
    value(&format!("{}=; Max-Age=0{}", name(is_encrypted), attributes(is_encrypted)))
}

fn name(is_encrypted: bool) -> &'static str {
    if is_encrypted { STRICT } else { PLAIN }
}

fn attributes(is_encrypted: bool) -> &'static str {
    if is_encrypted {
        "; Path=/; HttpOnly; SameSite=Lax; Secure"
    } else {
        "; Path=/; HttpOnly; SameSite=Lax"
    }
}

fn value(text: &str) -> HeaderValue {
    let mut value =
        HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static("combinado="));
    value.set_sensitive(true);
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_is_read_back_and_nothing_else() {
        let token = "0123456789abcdef".repeat(4);
        let mut headers = HeaderMap::new();
        let given = give(&token, true);
        let given = given.to_str().expect("a text");
        assert!(given.starts_with("__Host-combinado=") && given.ends_with("; Secure"), "{given}");

        let pair = given.split(';').next().expect("a pair");
        let cookies = format!("other=1; {pair}; combinado=x");
        headers.insert(header::COOKIE, HeaderValue::from_str(&cookies).expect("a value"));

        assert_eq!(read(&headers, true), Some(token));
        assert_eq!(read(&headers, false), None);
    }
}
