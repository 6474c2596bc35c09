//! People and how they are reached: documents, phones, states, names, Pix keys.
//!
//! Each type is parsed once and valid ever after; each hides what it holds from `Debug`, so that
//! no log shows a CPF, a phone or a name. This module knows no customer and no debt. To add a
//! kind of identifier: a file here with a newtype, its error enum and its vectors.

mod document;
mod name;
mod phone;
mod help_line;
mod pix_key;
mod uf;

pub use document::{Cnpj, Cpf, Document, NotADocument};
pub use help_line::HelpLine;
pub use name::{NotAName, PersonName};
pub use phone::{NotAPhone, Phone};
pub use pix_key::{KeyKind, NotAPixKey, PixKey};
pub use uf::{NotAUf, Uf};

/// Serialises a type as the text it displays and reads it back through its parser.
macro_rules! serde_as_text {
    ($($type:ty => $text:ident),+ $(,)?) => {$(
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.$text().as_ref())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}
use serde_as_text;
