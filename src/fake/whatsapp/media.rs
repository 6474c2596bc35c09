//! Files: uploaded by us, sent by customers, fetched again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::Inner;
use super::problem::Refusal;
use super::wire;
use crate::fake::faults::Moment;
use crate::fake::server::spoilt;
use crate::multipart;

/// How long the address of a file is good for.
const ADDRESS_LASTS: TimeDelta = TimeDelta::minutes(5);

/// One file.
#[derive(Clone, Debug)]
pub struct File {
    /// Its type.
    pub mime: String,
    /// Its name, if it has one.
    pub filename: Option<String>,
    /// What it holds.
    pub content: Bytes,
}

/// The files that are kept here.
#[derive(Debug, Default)]
pub struct Media {
    files: Mutex<HashMap<String, File>>,
    addresses: Mutex<HashMap<String, (String, DateTime<Utc>)>>,
}

impl Media {
    /// Keeps a file under an id.
    pub fn keep(&self, id: &str, file: File) {
        super::held(&self.files).insert(id.to_owned(), file);
    }

    /// A file, if there is one of that id.
    pub fn file(&self, id: &str) -> Option<File> {
        super::held(&self.files).get(id).cloned()
    }

    /// Forgets a file; true where there was one.
    pub fn forget(&self, id: &str) -> bool {
        super::held(&self.files).remove(id).is_some()
    }

    /// Every file that a message names by id is here.
    ///
    /// # Errors
    /// When one is not.
    pub fn known_in(&self, message: &Value) -> Result<(), Refusal> {
        let kinds = ["image", "document", "audio", "video", "sticker"];
        let mut named: Vec<&Value> = kinds.iter().filter_map(|kind| message.get(*kind)).collect();
        let components = message.pointer("/template/components").and_then(Value::as_array);
        for component in components.into_iter().flatten() {
            for parameter in super::check::each(component, "parameters") {
                named.extend(kinds.iter().filter_map(|kind| parameter.get(*kind)));
            }
        }
        if let Some(header) = message.pointer("/interactive/header") {
            named.extend(kinds.iter().filter_map(|kind| header.get(*kind)));
        }
        let ids = named.into_iter().filter_map(|media| media.get("id")?.as_str());
        for id in ids {
            if self.file(id).is_none() {
                return Err(Refusal::new(131_009, "There is no media of this id."));
            }
        }
        Ok(())
    }
}

/// The most bytes that a file of a type may have; nothing where the type is not taken.
fn most(mime: &str) -> Option<usize> {
    const MB: usize = 1024 * 1024;
    match mime.split(';').next().unwrap_or_default().trim() {
        "image/jpeg" | "image/png" => Some(5 * MB),
        "image/webp" => Some(MB / 2),
        "audio/aac" | "audio/mp4" | "audio/mpeg" | "audio/amr" | "audio/ogg" | "video/mp4"
        | "video/3gpp" => Some(16 * MB),
        "application/pdf" | "text/plain" | "application/msword" | "application/vnd.ms-excel" => {
            Some(100 * MB)
        }
        other if other.starts_with("application/vnd.openxmlformats-officedocument") => {
            Some(100 * MB)
        }
        _ => None,
    }
}

/// Takes a file.
pub async fn upload(
    State(fake): State<Arc<Inner>>,
    Path((_, number)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Some(plan) = fake.faults.strike(Moment::Call, "media", "") {
        return super::struck(&plan).await;
    }
    let taken = fake
        .authorised(&headers)
        .and_then(|()| fake.own_number(&number))
        .and_then(|()| take(&headers, &body));
    match taken {
        Err(refusal) => refusal.into_response(),
        Ok(file) => {
            let id = fake.new_number();
            fake.media.keep(&id, file);
            Json(json!({"id": id})).into_response()
        }
    }
}

fn take(headers: &HeaderMap, body: &Bytes) -> Result<File, Refusal> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let boundary = kind.and_then(multipart::boundary);
    let parts = boundary.and_then(|boundary| multipart::parts(body, &boundary));
    let Some(parts) = parts else {
        return Err(Refusal::new(100, "The body is no multipart form."));
    };
    let find = |name: &str| parts.iter().find(|part| part.name == name);
    if find("messaging_product").is_none_or(|part| part.text() != "whatsapp") {
        return Err(Refusal::new(100, "The parameter messaging_product is required."));
    }
    let Some(file) = find("file") else {
        return Err(Refusal::new(100, "The parameter file is required."));
    };
    let stated = find("type").map(multipart::Part::text);
    let mime = file.mime.clone().or(stated).unwrap_or_default();
    match most(&mime) {
        None => {
            Err(Refusal::new(100, format!("Param file must be of a known type, not {mime:?}.")))
        }
        Some(most) if file.content.len() > most || file.content.is_empty() => {
            Err(Refusal::new(131_053, "Media file size is not allowed."))
        }
        Some(_) => {
            Ok(File { mime, filename: file.filename.clone(), content: file.content.clone() })
        }
    }
}

/// Where a file may be fetched for the next minutes.
pub fn describe(fake: &Inner, id: &str) -> Option<Value> {
    let file = fake.media.file(id)?;
    let address = fake.new_number();
    let until = fake.clock.now() + ADDRESS_LASTS;
    super::held(&fake.media.addresses).insert(address.clone(), (id.to_owned(), until));
    Some(json!({
        "messaging_product": "whatsapp",
        "url": format!("{}/attachments/{address}", fake.base()),
        "mime_type": file.mime,
        "sha256": wire::sha256(&file.content),
        "file_size": file.content.len().to_string(),
        "id": id,
    }))
}

/// Gives out a file; the token is wanted here, too.
pub async fn download(
    State(fake): State<Arc<Inner>>,
    Path(address): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(refusal) = fake.authorised(&headers) {
        return refusal.into_response();
    }
    let known = super::held(&fake.media.addresses).get(&address).cloned();
    let now = fake.clock.now();
    let file = known.filter(|(_, until)| now < *until).and_then(|(id, _)| fake.media.file(&id));
    let Some(file) = file else { return StatusCode::NOT_FOUND.into_response() };
    let name = file.filename.unwrap_or_else(|| address.clone());
    let headers = [
        (header::CONTENT_TYPE, file.mime),
        (header::CONTENT_DISPOSITION, format!("inline; filename={name:?}")),
    ];
    let answer = (headers, file.content).into_response();
    match fake.faults.strike(Moment::Call, "download", "") {
        Some(plan) => spoilt(&plan, answer).await,
        None => answer,
    }
}
