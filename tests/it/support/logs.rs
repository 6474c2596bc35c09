//! Everything that the tests log, read along: whoever a test talks about must not be in it.

use std::io;
use std::sync::{LazyLock, Mutex, PoisonError};

use combinado::telemetry;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;

/// What belongs to people, and secrets, in the forms in which they might be written.
const FORBIDDEN: [&str; 22] = [
    "390.533.447-05",
    "39053344705",
    "Maria Aparecida",
    "987654321",
    "98765-4321",
    "551187654321",
    "13491208655302741918",
    "123.456.789-09",
    "12345678909",
    "529.982.247-25",
    "52998224725",
    "canaria",
    "CANARY",
    "91234-5678",
    "912345678",
    "dev-app-secret",
    "another-app-secret",
    "dev-verify-token",
    "dev-token",
    "s3cr3t_Token",
    "77:abc",
    "7770001:",
];

static BREACHES: Mutex<Vec<String>> = Mutex::new(Vec::new());
static LINES: Mutex<u64> = Mutex::new(0);

static READING: LazyLock<bool> = LazyLock::new(|| {
    // Everything of ours, down to the finest; what is written is read instead of kept.
    let reading = tracing_subscriber::registry().with(telemetry::log(Reading, false, false));
    tracing::subscriber::set_global_default(reading).is_ok()
});

/// Reads along from now on.
pub fn read_along() {
    assert!(*READING, "somebody else listens to the log");
}

/// How many lines were logged so far.
pub fn lines() -> u64 {
    *LINES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Fails where anything was logged that belongs to somebody.
pub fn assert_nobody_is_named() {
    let breaches = BREACHES.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(breaches.is_empty(), "the log names people or secrets: {breaches:#?}");
}

#[derive(Clone, Copy)]
struct Reading;

impl<'w> MakeWriter<'w> for Reading {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        Self
    }
}

impl io::Write for Reading {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let line = String::from_utf8_lossy(bytes);
        *LINES.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        let plain = line.strip_suffix('\n').unwrap_or(&line);
        let named = FORBIDDEN.iter().any(|word| plain.contains(word));
        if named || plain.contains(|c: char| c.is_control()) {
            BREACHES.lock().unwrap_or_else(PoisonError::into_inner).push(plain.to_owned());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
