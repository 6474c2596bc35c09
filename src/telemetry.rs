//! The log: what happened, for whoever runs the program. It names no person and no sum.

use tracing_subscriber::EnvFilter;

use crate::config;

/// Logs to standard error: errors, or what `COMBINADO_LOG` asks for, such as `info`.
pub fn start(colours: bool) {
    let filter = config::log_filter().unwrap_or_else(|| "error".to_owned());
    let log = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_new(filter).unwrap_or_default())
        .with_writer(std::io::stderr)
        .with_ansi(colours);
    // A second start changes nothing.
    let _ = log.try_init();
}
