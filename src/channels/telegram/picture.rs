//! A Pix code as a QR picture in PNG, which is what Telegram shows in a chat.
//!
//! A QR code is black and white and small, so its rows go into the file as they are: what PNG asks
//! for is a few lines, and no library that packs pictures is needed.

use fast_qr::{ECL, QRBuilder};

/// Light modules around the code, without which many readers fail.
const QUIET: usize = 4;
/// Dots a module: sharp on a phone, and far below the 10,000 dots that Telegram allows.
const SCALE: usize = 8;
/// The most bytes of one stored block of a zlib stream.
const BLOCK: usize = 0xffff;

/// Draws a code; none where it is too long for a QR code.
pub fn png(code: &str) -> Option<Vec<u8>> {
    let drawn = QRBuilder::new(code).ecl(ECL::M).build().ok()?;
    let modules = drawn.size + 2 * QUIET;
    let light = |row: usize, column: usize| {
        let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < drawn.size);
        match (inside(row), inside(column)) {
            (Some(row), Some(column)) => !drawn[row].get(column).is_some_and(|it| it.value()),
            _ => true,
        }
    };
    let side = modules * SCALE;
    let mut rows = Vec::with_capacity(side * (side / 8 + 1));
    for row in 0..modules {
        // A module is as wide as a byte has bits: one byte a module, white where it is light.
        let line: Vec<u8> =
            (0..modules).map(|column| if light(row, column) { 0xff } else { 0 }).collect();
        for _ in 0..SCALE {
            rows.push(0); // this row is not told by its difference to another
            rows.extend_from_slice(&line);
        }
    }
    let side = u32::try_from(side).ok()?.to_be_bytes();
    let mut header = [side, side].concat();
    header.extend([1, 0, 0, 0, 0]); // one bit a dot, grey, packed, not interlaced
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut file, *b"IHDR", &header);
    chunk(&mut file, *b"IDAT", &zlib(&rows));
    chunk(&mut file, *b"IEND", &[]);
    Some(file)
}

fn chunk(file: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    let length = u32::try_from(data.len()).expect("a QR code is a few hundred dots wide");
    file.extend(length.to_be_bytes());
    let checked = [kind.as_slice(), data].concat();
    file.extend_from_slice(&checked);
    file.extend(crc32(&checked).to_be_bytes());
}

/// A zlib stream that holds the bytes as they are.
fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(BLOCK).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).expect("blocks are cut to fit");
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend_from_slice(block);
    }
    stream.extend(adler32(bytes).to_be_bytes());
    stream
}

/// The checksum of PNG.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
        })
    })
}

/// The checksum of zlib.
fn adler32(bytes: &[u8]) -> u32 {
    let (low, high) = bytes.iter().fold((1, 0), |(low, high): (u32, u32), byte| {
        let low = (low + u32::from(*byte)) % 65521;
        (low, (high + low) % 65521)
    });
    high << 16 | low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksums_are_the_known_ones() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(adler32(b"Wikipedia"), 0x11e6_0398);
    }

    #[test]
    fn a_code_becomes_a_square_picture() {
        let file = png(&"0".repeat(200)).expect("short");

        assert!(file.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"));
        let (width, height) = (file.get(16..20), file.get(20..24));
        assert!(width.is_some() && width == height);
        assert!(file.ends_with(b"\0\0\0\0IEND\xae\x42\x60\x82"));
    }

    #[test]
    fn bytes_beyond_a_block_go_into_the_next() {
        let stream = zlib(&vec![7; BLOCK + 2]);

        assert_eq!(stream.get(2..7), Some([0, 0xff, 0xff, 0, 0].as_slice()));
        assert_eq!(stream.get(7 + BLOCK..12 + BLOCK), Some([1, 2, 0, 0xfd, 0xff].as_slice()));
    }

    #[test]
    fn the_longest_code_of_pix_fits_and_what_fits_nowhere_is_not_drawn() {
        assert!(png(&"A1b*".repeat(128)).is_some_and(|file| file.len() < 200_000));
        assert_eq!(png(&"A1b".repeat(4000)), None);
    }
}
