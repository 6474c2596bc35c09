//! Makes charges payable without a provider: a static Pix code for the creditor's own key.

use crate::domain::debt::charge::Charge;
use crate::domain::debt::party::Creditor;
use crate::payments::pix_static::brcode::{BrCode, StaticCode, Txid};
use crate::web::site::Paying;

/// How pages that simulate make charges payable.
pub const PAYING: Paying = Paying { issue: pix, tell: told };

/// Writes the whole Pix payload of a charge.
///
/// # Errors
/// A code of why the charge fits no Pix code.
pub fn pix(charge: &Charge, creditor: &Creditor) -> Result<String, String> {
    let code = StaticCode {
        key: &creditor.pix_key,
        name: &creditor.legal_name,
        city: &creditor.city,
        amount: Some(charge.amount),
        txid: Some(Txid::static_from(charge.id.as_str())),
        info: None,
    };
    code.write().map_err(|error| error.to_string())
}

/// Says in a line what a Pix code holds: its sum and who gets it.
pub fn told(code: &str) -> String {
    match BrCode::parse(code) {
        Ok(code) => {
            let amount = code.amount.map(|sum| sum.to_string()).unwrap_or_default();
            format!("(pix {amount} para {})", code.name)
        }
        Err(error) => format!("({error})"),
    }
}
