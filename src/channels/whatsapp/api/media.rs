//! Files up and down: their size and type checked before, their hash after.
//!
//! A file's address comes from Meta's answer; it is asked only where it is Meta's, so that nobody
//! can have us ask, with our token, inside our own network.

use reqwest::multipart::{Form, Part};
use reqwest::{Method, Url};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Api, FILE_LIMIT, Lost, accepted, lost, read};
use crate::domain::channel::{Failure, File};
use crate::domain::id::hex;

/// Where Meta keeps files.
const HOSTS: [&str; 4] = ["fbsbx.com", "facebook.com", "fbcdn.net", "whatsapp.net"];

/// The types that WhatsApp takes, and the most bytes of each.
const TYPES: [(&str, usize); 16] = [
    ("image/jpeg", 5 << 20),
    ("image/png", 5 << 20),
    ("image/webp", 500 << 10),
    ("audio/", 16 << 20),
    ("video/mp4", 16 << 20),
    ("video/3gpp", 16 << 20),
    ("text/plain", 100 << 20),
    ("application/pdf", 100 << 20),
    ("application/msword", 100 << 20),
    ("application/vnd.ms-excel", 100 << 20),
    ("application/vnd.ms-powerpoint", 100 << 20),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", 100 << 20),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 100 << 20),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", 100 << 20),
    ("application/vnd.oasis.opendocument.text", 100 << 20),
    ("text/csv", 100 << 20),
];

/// A file to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its type, such as `application/pdf`.
    pub mime: String,
    /// Its name.
    pub name: String,
}

/// Where a file of a customer is, for five minutes.
#[derive(Clone, PartialEq, Eq)]
pub struct Media {
    /// Its address.
    pub url: String,
    /// Its type, as told.
    pub mime: Option<String>,
    /// Its bytes, as told.
    pub bytes: Option<u64>,
    /// The SHA-256 of its bytes, as told: in base64 or in hexadecimal digits.
    pub sha256: Option<String>,
}

impl Api {
    /// Uploads a file; its id is good for thirty days.
    ///
    /// # Errors
    /// Where WhatsApp does not take such a file, or why it was not taken.
    pub async fn upload(&self, number: &str, file: Upload) -> Result<String, Failure> {
        let most = most_bytes(&file.mime).ok_or_else(|| malformed("file-type"))?;
        if file.bytes.is_empty() || file.bytes.len() > most {
            return Err(malformed("file-size"));
        }
        let part = Part::bytes(file.bytes).file_name(file.name);
        let part = part.mime_str(&file.mime).map_err(|_| malformed("file-type"))?;
        let form = Form::new().text("messaging_product", "whatsapp").text("type", file.mime);
        let url = self.url(&[number, "media"])?;
        let request = self.request(Method::POST, url).timeout(FILE_LIMIT);
        let reply = accepted(self.call(request.multipart(form.part("file", part))).await)?;
        let id = reply.json()?.get("id").and_then(Value::as_str).map(str::to_owned);
        id.ok_or_else(|| Failure::Ambiguous { code: "garbled".to_owned() })
    }

    /// Asks where a file is.
    ///
    /// # Errors
    /// Why nobody says.
    pub async fn media(&self, number: &str, id: &str) -> Result<Media, Failure> {
        let told = self.get(&[id], &[("phone_number_id", number)]).await?;
        let text = |name: &str| told.get(name).and_then(Value::as_str).map(str::to_owned);
        let bytes = told
            .get("file_size")
            .and_then(|it| it.as_u64().or_else(|| it.as_str().and_then(|text| text.parse().ok())));
        let url = text("url").ok_or_else(|| Failure::Later { code: "garbled".to_owned() })?;
        Ok(Media { url, mime: text("mime_type"), bytes, sha256: text("sha256") })
    }

    /// Fetches a file of a customer, of at most `most` bytes, as it was told by its message.
    ///
    /// # Errors
    /// Where it is too big, of a type that customers cannot send or other than its message told, at a
    /// stranger's address, not what was told, or cannot be had.
    pub async fn download(
        &self,
        number: &str,
        file: &File,
        most: usize,
    ) -> Result<Vec<u8>, Failure> {
        let media = self.media(number, &file.id).await?;
        known_type(file.mime.as_deref(), media.mime.as_deref())?;
        let fits = |bytes: u64| usize::try_from(bytes).is_ok_and(|bytes| bytes <= most);
        if !media.bytes.or(file.bytes).is_none_or(fits) {
            return Err(never("file-too-big"));
        }
        let url = self.trusted(&media.url).ok_or_else(|| never("file-address"))?;
        let request = self.request(Method::GET, url).timeout(FILE_LIMIT);
        let response = request.send().await.map_err(|error| unheard(lost(&error)))?;
        match response.status().as_u16() {
            200 => {}
            // The address is good for five minutes; the next try asks for a new one.
            404 | 410 => return Err(Failure::Later { code: "file-address-old".to_owned() }),
            status => return Err(Failure::Later { code: format!("http-{status}") }),
        }
        let bytes = read(response, most).await.map_err(unheard)?;
        let told = [file.sha256.as_deref(), media.sha256.as_deref()];
        if told.into_iter().flatten().any(|told| !is_hash_of(told, &bytes)) {
            return Err(Failure::Later { code: "file-hash".to_owned() });
        }
        Ok(bytes)
    }

    /// An address that our token may be shown to.
    fn trusted(&self, url: &str) -> Option<Url> {
        let url = Url::parse(url).ok()?;
        let ours = url.origin() == self.root.origin();
        let host = url.host_str().unwrap_or_default();
        let below = |known: &str| host.strip_suffix(known).is_some_and(|it| it.ends_with('.'));
        let metas = url.scheme() == "https"
            && url.port().is_none()
            && HOSTS.iter().any(|known| host == *known || below(known));
        let plain = url.username().is_empty() && url.password().is_none();
        ((ours || metas) && plain).then_some(url)
    }
}

/// Makes sure that a file is of one type, whoever tells it, and one that customers may send: those that
/// WhatsApp takes from us.
///
/// # Errors
/// A code of what is wrong; nobody asks again.
fn known_type(by_message: Option<&str>, by_meta: Option<&str>) -> Result<(), Failure> {
    let plain = |mime: &str| mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let told = [by_message.map(plain), by_meta.map(plain)];
    let mut told = told.into_iter().flatten();
    let first = told.next().ok_or_else(|| never("file-type"))?;
    if told.any(|other| other != first) {
        return Err(never("file-type-other"));
    }
    most_bytes(&first).map(|_| ()).ok_or_else(|| never("file-type"))
}

/// The most bytes of a type; none for a type that WhatsApp does not take.
fn most_bytes(mime: &str) -> Option<usize> {
    let mime = mime.split(';').next().unwrap_or_default().trim();
    let known = TYPES
        .iter()
        .find(|(known, _)| mime == *known || (known.ends_with('/') && mime.starts_with(known)));
    known.map(|(_, most)| *most)
}

/// True where a told hash is of these bytes, or is no hash at all.
fn is_hash_of(told: &str, bytes: &[u8]) -> bool {
    let digest = Sha256::digest(bytes);
    match told.len() {
        64 => told.eq_ignore_ascii_case(&hex(&digest)),
        44 => told == base64(&digest),
        _ => true,
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or_default();
            let known = LETTERS.get(letter).copied().map_or('=', char::from);
            text.push(if place <= chunk.len() { known } else { '=' });
        }
    }
    text
}

/// Asking for a file changes nothing there: it can be asked again.
fn unheard(lost: Lost) -> Failure {
    match lost {
        Lost::Unsent | Lost::Unknown => Failure::Later { code: "unreachable".to_owned() },
        Lost::TooLong => never("file-too-big"),
    }
}

fn never(code: &str) -> Failure {
    Failure::Never { code: code.to_owned(), gone: false }
}

fn malformed(code: &str) -> Failure {
    Failure::Malformed { code: code.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channels::whatsapp::tests::settings;

    #[test]
    fn our_token_is_shown_to_meta_only() {
        let api = Api::new(&settings("https://graph.facebook.com")).expect("an account");
        let trusted = |url: &str| api.trusted(url).is_some();

        assert!(trusted("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1"));
        assert!(trusted("https://graph.facebook.com/x"));
        for url in [
            "http://lookaside.fbsbx.com/x",
            "https://lookaside.fbsbx.com:8443/x",
            "https://evilfbsbx.com/x",
            "https://fbsbx.com.evil.example/x",
            "https://lookaside.fbsbx.com@evil.example/x",
            "https://a:b@lookaside.fbsbx.com/x",
            "http://127.0.0.1/x",
            "http://169.254.169.254/latest/meta-data",
            "file:///etc/passwd",
            "nonsense",
        ] {
            assert!(!trusted(url), "{url}");
        }
        let local = Api::new(&settings("http://127.0.0.1:4000")).expect("an account");
        assert!(local.trusted("http://127.0.0.1:4000/media/1").is_some());
        assert!(local.trusted("http://127.0.0.1:4001/media/1").is_none());
    }

    #[test]
    fn hashes_are_known_in_both_forms() {
        let digest = Sha256::digest(b"abc");

        assert_eq!(base64(&digest), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assert_eq!(base64(b"ab"), "YWI=");
        assert!(is_hash_of(&base64(&digest), b"abc") && is_hash_of(&hex(&digest), b"abc"));
        assert!(!is_hash_of(&base64(&digest), b"abd") && !is_hash_of(&hex(&digest), b"abd"));
    }

    #[test]
    fn a_file_is_of_the_type_that_its_message_told_and_of_one_that_customers_send() {
        let code = |by_message, by_meta| {
            known_type(by_message, by_meta).err().map(|failure| failure.code().to_owned())
        };
        let other = Some("file-type-other".to_owned());
        let none = Some("file-type".to_owned());

        assert_eq!(code(Some("image/jpeg"), Some("IMAGE/JPEG")), None);
        assert_eq!(code(Some("audio/ogg; codecs=opus"), Some("audio/ogg")), None);
        assert_eq!(code(None, Some("application/pdf")), None);
        assert_eq!(code(Some("image/jpeg"), Some("application/pdf")), other);
        assert_eq!(code(Some("image/svg+xml"), Some("image/svg+xml")), none);
        assert_eq!(code(None, Some("text/html")), none);
        assert_eq!(code(None, None), none);
    }

    #[test]
    fn each_type_has_its_size() {
        assert_eq!(most_bytes("image/jpeg"), Some(5_242_880));
        assert_eq!(most_bytes("audio/ogg; codecs=opus"), Some(16_777_216));
        assert_eq!(most_bytes("application/pdf"), Some(104_857_600));
        assert_eq!(most_bytes("application/x-msdownload"), None);
    }
}
