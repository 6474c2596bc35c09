//! Codes of authenticator apps: RFC 6238 with SHA-1, six digits, thirty seconds, as all apps speak.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

/// Seconds of a step.
const STEP: i64 = 30;

/// Steps before and after the present one whose code is taken, for clocks that are a little off.
const OFF: i64 = 1;

const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step whose code was typed; none where it is no code of now, or one of a step that was used.
pub fn step(secret: &[u8], typed: &str, (used, now): (i64, DateTime<Utc>)) -> Option<i64> {
    let present = now.timestamp().div_euclid(STEP);
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let is = |step: &i64| bool::from(code(secret, *step).as_bytes().ct_eq(digits.as_bytes()));
    (present - OFF..=present + OFF).find(is).filter(|step| *step > used)
}

/// The code of a step.
pub fn code(secret: &[u8], step: i64) -> String {
    let Ok(mac) = Hmac::<Sha1>::new_from_slice(secret) else { return String::new() };
    let proof = mac.chain_update(step.to_be_bytes()).finalize().into_bytes();
    let at = usize::from(proof.last().copied().unwrap_or_default() & 0xf);
    let four = proof.get(at..at + 4).and_then(|it| it.try_into().ok()).unwrap_or_default();
    format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
}

/// Bytes as people and apps are given them.
pub fn base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(letter(held >> bits));
        }
    }
    if bits > 0 {
        text.push(letter(held << (5 - bits)));
    }
    text
}

/// The bytes that were given as text.
pub fn from_base32(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for place in text.bytes().filter_map(|byte| LETTERS.iter().position(|it| *it == byte)) {
        held = (held << 5) | u32::try_from(place).unwrap_or_default();
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.extend(u8::try_from((held >> bits) & 0xff).ok());
        }
    }
    bytes
}

fn letter(held: u32) -> char {
    let place = usize::try_from(held & 0x1f).unwrap_or_default();
    LETTERS.get(place).copied().map_or('A', char::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of eight digits.
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(SECRET, seconds / STEP), expected);
        }
    }

    #[test]
    fn a_code_is_good_around_its_time_and_once() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).expect("a moment");
        let typed = code(SECRET, 1000);

        for (seconds, used, expected) in [
            (30_000, 0, Some(1000)),
            (30_059, 0, Some(1000)),
            (29_970, 0, Some(1000)),
            (30_060, 0, None),
            (29_969, 0, None),
            (30_000, 1000, None),
            (30_000, 1001, None),
        ] {
            assert_eq!(step(SECRET, &typed, (used, at(seconds))), expected, "{seconds} {used}");
        }
        assert_eq!(step(SECRET, "", (0, at(30_000))), None);
    }

    #[test]
    fn what_is_given_as_text_is_read_back() {
        assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
        assert_eq!(base32(SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(from_base32(&base32(SECRET)), SECRET);
    }
}
