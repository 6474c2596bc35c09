//! The log: what happened, for whoever runs the program. It names no person and no sum.
//!
//! Only our own modules are heard: what a library says of a request may hold its address or its
//! body. One event is one line, whatever is in it: control characters are written as escapes. A
//! panic tells where it happened, and not what it was about.

use std::fmt::{self, Write};

use tracing::field::Field;
use tracing_subscriber::field::MakeExt;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::fmt::format::{Writer, debug_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

use crate::config;

/// What our own events begin with.
const OURS: &str = "combinado";

/// Logs to standard error: errors, or what `COMBINADO_LOG` asks for, such as `info`.
///
/// With `COMBINADO_LOG_FORMAT=json` each event is one JSON object.
pub fn start(colours: bool) {
    let log = log(std::io::stderr, colours, config::log_as_json());
    let filter = config::log_filter().unwrap_or_else(|| "error".to_owned());
    let asked = EnvFilter::try_new(filter).unwrap_or_default();
    // A second start changes nothing.
    let _ = tracing_subscriber::registry().with(log.with_filter(asked)).try_init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
    }));
}

/// How events are written, to whatever takes them.
pub fn log<S, W>(to: W, colours: bool, json: bool) -> Box<dyn Layer<S> + Send + Sync>
where
    S: tracing::Subscriber + for<'s> tracing_subscriber::registry::LookupSpan<'s>,
    W: for<'w> tracing_subscriber::fmt::MakeWriter<'w> + Send + Sync + 'static,
{
    let ours = filter_fn(|event| {
        let target = event.target();
        target == OURS || target.strip_prefix(OURS).is_some_and(|rest| rest.starts_with("::"))
    });
    let plain = tracing_subscriber::fmt::layer().with_writer(to).with_ansi(colours);
    if json {
        plain.json().with_filter(ours).boxed()
    } else {
        plain.fmt_fields(debug_fn(field).delimited(" ")).with_filter(ours).boxed()
    }
}

/// Writes a field of an event on the one line it has.
fn field(writer: &mut Writer<'_>, field: &Field, value: &dyn fmt::Debug) -> fmt::Result {
    if field.name() != "message" {
        write!(writer, "{}=", field.name())?;
    }
    write!(OneLine(writer), "{value:?}")
}

/// Writes control characters as escapes.
struct OneLine<'w, 'b>(&'w mut Writer<'b>);

impl Write for OneLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            if c.is_control() || is_line_end(c) {
                write!(self.0, "{}", c.escape_default())?;
            } else {
                self.0.write_char(c)?;
            }
        }
        Ok(())
    }
}

/// True for what ends a line beside the control characters.
const fn is_line_end(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use tracing_subscriber::fmt::MakeWriter;

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("no panic").extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl<'w> MakeWriter<'w> for Kept {
        type Writer = Self;

        fn make_writer(&'w self) -> Self {
            self.clone()
        }
    }

    fn logged(json: bool, what: impl FnOnce()) -> String {
        let kept = Kept::default();
        let subscriber = tracing_subscriber::registry().with(log(kept.clone(), false, json));
        tracing::subscriber::with_default(subscriber, what);
        let bytes = kept.0.lock().expect("no panic").clone();
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn an_event_is_one_line_whatever_is_in_it() {
        for json in [false, true] {
            let text = logged(json, || {
                let value = "a\r\n2026 ERROR forged\u{1b}[2J\u{2028}b\u{85}c";
                tracing::error!(value, shown = %value, "told\nagain");
            });

            assert_eq!(text.lines().count(), 1, "{text}");
            assert!(!text.contains('\u{1b}') && text.contains("forged"), "{text}");
        }
    }

    #[test]
    fn what_libraries_say_is_not_heard() {
        let text = logged(false, || {
            tracing::error!(target: "hyper::proto", "body");
            tracing::error!(target: "combinadora", "body");
            tracing::trace!("ours");
        });

        assert!(!text.contains("body") && text.contains("ours"), "{text}");
    }
}
