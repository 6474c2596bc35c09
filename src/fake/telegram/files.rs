//! Files: sent by the bot or by customers, fetched again.

use std::collections::HashMap;
use std::sync::Mutex;

use bytes::Bytes;
use serde_json::{Value, json};

use super::Inner;
use super::params::Params;
use super::problem::Refusal;
use crate::fake::held;

/// The most bytes of a photo, of any other file, and of one that bots may fetch.
const PHOTO: usize = 10 * 1024 * 1024;
const DOCUMENT: usize = 50 * 1024 * 1024;
const FETCHED: usize = 20 * 1024 * 1024;

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
pub struct Files(Mutex<HashMap<String, File>>);

impl Files {
    /// A file, if there is one of that id.
    pub fn file(&self, id: &str) -> Option<File> {
        held(&self.0).get(id).cloned()
    }

    /// A file as a message of a kind tells of it.
    pub fn told(&self, kind: &str, id: &str) -> Value {
        let file = self.file(id);
        let size = file.as_ref().map_or(0, |file| file.content.len());
        let unique = format!("AQ{id}");
        match kind {
            "photo" => json!([
                {"file_id": id, "file_unique_id": unique, "width": 90, "height": 90, "file_size": size},
                {"file_id": id, "file_unique_id": unique, "width": 800, "height": 800, "file_size": size},
            ]),
            "voice" => json!({"file_id": id, "file_unique_id": unique, "duration": 7,
                "mime_type": "audio/ogg", "file_size": size}),
            "video" => json!({"file_id": id, "file_unique_id": unique, "duration": 7,
                "width": 640, "height": 480, "file_size": size}),
            "sticker" => json!({"file_id": id, "file_unique_id": unique, "type": "regular",
                "width": 512, "height": 512, "is_animated": false, "is_video": false}),
            _ => {
                let name = file.as_ref().and_then(|file| file.filename.clone());
                let mime = file.map_or_else(|| "application/pdf".to_owned(), |file| file.mime);
                json!({"file_id": id, "file_unique_id": unique, "mime_type": mime,
                    "file_name": name.unwrap_or_else(|| "arquivo".to_owned()), "file_size": size})
            }
        }
    }
}

impl Inner {
    /// Keeps a file; its id.
    pub(super) fn keep(&self, file: File) -> String {
        let id = format!("BQACfake{}", self.new_message_id());
        held(&self.files.0).insert(id.clone(), file);
        id
    }

    /// The file of a call: uploaded, known by its id, or at an address.
    pub(super) fn given(&self, params: &Params, kind: &str) -> Result<String, Refusal> {
        if let Some(part) = params.file(kind) {
            let most = if kind == "photo" { PHOTO } else { DOCUMENT };
            if part.content.is_empty() {
                return Err(Refusal::bad("file must be non-empty"));
            }
            if part.content.len() > most {
                return Err(Refusal::new(413, "Request Entity Too Large"));
            }
            let mime = part.mime.clone().unwrap_or_else(|| "application/octet-stream".to_owned());
            let (filename, content) = (part.filename.clone(), part.content.clone());
            return Ok(self.keep(File { mime, filename, content }));
        }
        let named = params.text(kind).unwrap_or_default();
        if named.starts_with("http://") || named.starts_with("https://") {
            let mime = if kind == "photo" { "image/png" } else { "application/pdf" };
            let file = File { mime: mime.to_owned(), filename: None, content: Bytes::new() };
            return Ok(self.keep(file));
        }
        if self.files.file(&named).is_some() {
            return Ok(named);
        }
        Err(Refusal::bad(if named.is_empty() {
            "there is no file in the request"
        } else {
            "wrong file identifier/HTTP URL specified"
        }))
    }

    /// `getFile`.
    pub(super) fn get_file(&self, params: &Params) -> Result<Value, Refusal> {
        let id = params.text("file_id").unwrap_or_default();
        let file = self.files.file(&id).ok_or_else(|| Refusal::bad("invalid file_id"))?;
        if file.content.len() > FETCHED {
            return Err(Refusal::bad("file is too big"));
        }
        Ok(json!({
            "file_id": id,
            "file_unique_id": format!("AQ{id}"),
            "file_size": file.content.len(),
            "file_path": format!("documents/{id}"),
        }))
    }
}
