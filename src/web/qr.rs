//! A Pix code as a QR picture, made here and kept nowhere.

use fast_qr::ECL;
use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::qr::{QRBuilder, QRCodeError};

/// Draws a code as SVG, black on white with the quiet zone that readers need.
///
/// # Errors
/// The code is longer than a QR code can hold.
pub fn svg(code: &str) -> Result<String, QRCodeError> {
    let drawn = QRBuilder::new(code).ecl(ECL::M).build()?;
    Ok(SvgBuilder::default().margin(4).to_str(&drawn))
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_code_becomes_a_picture() {
        let drawn = svg("00020126360014BR.GOV.BCB.PIX0114+5511999999999").expect("short");

        assert!(drawn.starts_with("<svg") && drawn.ends_with("</svg>"), "{drawn}");
    }

    #[test]
    fn a_code_beyond_any_qr_is_refused() {
        assert!(svg(&"A1b".repeat(4000)).is_err());
    }
}
