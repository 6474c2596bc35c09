//! The code that a bank's app scans or pastes: BR Code, Pix's subset of EMV MPM.
//!
//! Writes static and dynamic codes and reads all kinds, Pix Automático's included. A code is a
//! row of fields: two digits of id, two of length, the value; the last is a checksum over all
//! before it. This module draws no picture and asks no server: whether a dynamic code is still
//! payable only its location knows. Each direction has its file; ids have theirs.

mod read;
mod txid;
mod write;

pub use read::{BrCode, CodeKind, NotABrCode};
pub use txid::{NotATxid, Txid};
pub use write::{DynamicCode, StaticCode, Unwritable};

/// Who owns the field of a Pix code.
const GUI: &str = "br.gov.bcb.pix";
/// What stands where there is no transaction id.
const NO_TXID: &str = "***";

/// CRC-16/CCITT-FALSE in four upper-case digits.
fn crc(text: &str) -> String {
    let checksum = text.bytes().fold(0xFFFF_u16, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(byte) << 8), |crc, _| {
            let shifted = crc << 1;
            if crc & 0x8000 == 0 { shifted } else { shifted ^ 0x1021 }
        })
    });
    format!("{checksum:04X}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::read::amount;
    use super::write::{LONGEST_CITY, LONGEST_NAME, TOO_MUCH};
    use super::*;
    use crate::domain::money::Money;
    use crate::domain::people::PixKey;

    fn vectors() -> Value {
        let text = include_str!("../../../../tests/fixtures/vectors/pix_vectors.json");
        serde_json::from_str(text).expect("JSON")
    }

    fn list(name: &str) -> Vec<Value> {
        vectors()[name].as_array().expect("a list").clone()
    }

    fn text<'a>(vector: &'a Value, name: &str) -> &'a str {
        vector[name].as_str().expect(name)
    }

    /// Writes what a vector asks for, refusing as its strings and numbers do.
    fn written(params: &Value) -> Option<String> {
        let key: PixKey = text(params, "key").parse().ok()?;
        let amount = match &params["amount"] {
            Value::Null => None,
            number => {
                let (reais, centavos) = {
                    let text = number.to_string();
                    let (reais, rest) = text.split_once('.').unwrap_or((&text, ""));
                    (reais.to_owned(), rest.to_owned())
                };
                Some(format!("{reais}.{centavos:0<2}").parse().ok()?)
            }
        };
        let txid = params["txid"].as_str().map(Txid::for_static).transpose().ok()?;
        let (name, city) = (text(params, "merchantName"), text(params, "merchantCity"));
        StaticCode { key: &key, name, city, amount, txid, info: None }.write().ok()
    }

    #[test]
    fn checksums_are_four_upper_case_digits() {
        for vector in list("crc16_ccitt_false") {
            assert_eq!(crc(text(&vector, "input")), text(&vector, "crc"));
        }
    }

    #[test]
    fn static_codes_are_byte_for_byte_the_oracles() {
        for vector in list("static") {
            let payload = text(&vector, "payload");

            assert_eq!(written(&vector["params"]).as_deref(), Some(payload), "{}", vector["id"]);
            assert!(matches!(
                BrCode::parse(payload),
                Ok(BrCode { kind: CodeKind::Static { .. }, .. })
            ));
        }
    }

    #[test]
    fn dynamic_codes_are_byte_for_byte_the_oracles() {
        for vector in list("dynamic") {
            let params = &vector["params"];
            let location = text(params, "url");
            let (name, city) = (text(params, "merchantName"), text(params, "merchantCity"));

            let code = DynamicCode { location, name, city }.write();

            assert_eq!(code.as_deref().ok(), vector["payload"].as_str(), "{}", vector["id"]);
            if let Ok(code) = code {
                let read = BrCode::parse(&code).expect("our own code");
                assert_eq!(read.kind, CodeKind::Dynamic { location: location.to_owned() });
                assert!(read.once);
            }
        }
    }

    #[test]
    fn recurring_authorisations_are_told_from_payments() {
        for vector in list("recurrence") {
            let code = BrCode::parse(text(&vector, "payload")).expect("a code");

            let only = vector["parsed_type"] == "RECURRENCE";
            assert_eq!(code.kind == CodeKind::Recurrence, only);
            let place = "pix.example.com/rec/5ee5232ead29422396b44f5eb67180d6";
            assert_eq!(code.recurrence.as_deref(), Some(place));
        }
    }

    #[test]
    fn published_codes_read_as_published() {
        for vector in list("published") {
            let read = BrCode::parse(text(&vector, "payload"));
            let Some(info) = vector["info"].as_object() else {
                let recurs = vector["pix_utils_type"] == "RECURRENCE";
                assert_eq!(read.is_ok(), recurs, "{}", vector["id"]);
                continue;
            };
            let code = read.expect("a published code");

            assert_eq!(code.name, info["merchantName"]);
            assert_eq!(code.city, info["merchantCity"]);
            let cents = info.get("amount").and_then(Value::as_i64).map(Money::reais);
            assert_eq!(code.amount, cents);
            let txid = info.get("txid").and_then(Value::as_str);
            assert_eq!(code.txid.as_ref().map(Txid::as_str), txid);
            match &code.kind {
                CodeKind::Static { key, info: line } => {
                    assert_eq!(Some(key.as_str()), info["key"].as_str());
                    assert_eq!(line.as_deref(), info.get("description").and_then(Value::as_str));
                }
                CodeKind::Dynamic { location } => {
                    assert_eq!(Some(location.as_str()), info["url"].as_str());
                }
                CodeKind::Recurrence => assert!(code.recurrence.is_some()),
            }
        }
    }

    #[test]
    fn what_is_wrong_is_neither_read_nor_written() {
        for vector in list("invalid") {
            match vector["payload"].as_str() {
                Some(payload) => assert!(BrCode::parse(payload).is_err(), "{}", vector["why"]),
                None => assert_eq!(written(&vector["params"]), None, "{}", vector["why"]),
            }
        }
    }

    #[test]
    fn amounts_are_written_one_way_only() {
        let vectors = vectors();
        let amounts = &vectors["amount_text"];
        let texts = |name: &str| amounts[name].as_array().expect("a list").clone();

        assert!(texts("valid").iter().all(|text| amount(text.as_str().expect("text")).is_ok()));
        assert!(texts("invalid").iter().all(|text| amount(text.as_str().expect("text")).is_err()));
    }

    #[test]
    fn transaction_ids_keep_their_lengths() {
        let vectors = vectors();
        let rules = &vectors["txid_rules"];
        let texts = |name: &str| rules[name].as_array().expect("a list").clone();
        let charge = |text: &Value| Txid::for_charge(text.as_str().expect("text"));

        assert!(texts("valid_cob").iter().all(|text| charge(text).is_ok()));
        assert!(texts("invalid_cob").iter().all(|text| charge(text).is_err()));
        assert_eq!(Txid::static_from("PARC01").as_str(), "PARC01");
        let long = Txid::static_from("conversation-1-turn-2-charge-1");
        assert_eq!(long.as_str().len(), 25);
        assert_ne!(long, Txid::static_from("conversation-1-turn-2-charge-2"));
        assert_ne!(Txid::static_from("a-b"), Txid::static_from("ab"));
        assert_eq!(Txid::static_from("").as_str().len(), 25);
    }

    #[test]
    fn information_takes_what_the_key_leaves() {
        let key: PixKey = "123e4567-e12b-12d1-a456-426655440000".parse().expect("a key");
        let line = "á".repeat(50);
        let code = StaticCode {
            key: &key,
            name: "Credora",
            city: "Natal",
            amount: None,
            txid: None,
            info: Some(&line),
        };

        let read = BrCode::parse(&code.write().expect("a code")).expect("our own code");

        assert_eq!(read.kind, CodeKind::Static { key: key.clone(), info: Some("a".repeat(37)) });
        let too_much = StaticCode { amount: Some(TOO_MUCH), ..code.clone() };
        assert_eq!(too_much.write(), Err(Unwritable::Amount));
        assert_eq!(StaticCode { name: "😀", ..code }.write(), Err(Unwritable::Name));
    }

    #[test]
    fn a_location_is_written_without_its_scheme() {
        let code = |location| DynamicCode { location, name: "Credora", city: "Natal" }.write();

        assert_eq!(code("https://pix.example.com/x"), code("pix.example.com/x"));
        assert_eq!(code(""), Err(Unwritable::Location));
        assert_eq!(code("pix.example.com/a b"), Err(Unwritable::Location));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,80}|(00020126[0-9]{2}\\PC{0,40})") {
            let _ = BrCode::parse(&text);
            let sealed = format!("{text}6304");
            let _ = BrCode::parse(&format!("{sealed}{}", crc(&sealed)));
        }

        #[test]
        fn what_is_written_reads_back(
            name in "[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ &.]{0,40}", city in "[A-Z][A-Za-zçãéô ]{0,30}",
            centavos in 1_i64..999_999_999_999, id in "\\PC{0,40}", info in "\\PC{0,90}",
        ) {
            let key: PixKey = "fulano@example.com".parse().expect("a key");
            let amount = Some(Money::centavos(centavos));
            let txid = Some(Txid::static_from(&id));
            let (info, name, city) = (Some(info.as_str()), name.as_str(), city.as_str());
            let code = StaticCode { key: &key, name, city, amount, txid, info };

            if let Ok(text) = code.write() {
                let read = BrCode::parse(&text).expect("our own code");
                prop_assert!(text.is_ascii());
                prop_assert_eq!(read.amount, amount);
                prop_assert_eq!(read.txid, code.txid);
                prop_assert!(read.name.len() <= LONGEST_NAME && read.city.len() <= LONGEST_CITY);
            }
        }
    }
}
