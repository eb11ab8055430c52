//! Logs: structured, to the standard error stream, without personal data. Metrics are in `http::metrics`.

use tracing_subscriber::EnvFilter;

use crate::settings::{LogFormat, LogSection};

/// Begins logging. A second call in the same process changes nothing.
///
/// # Errors
/// When the filter cannot be read.
pub fn begin(section: &LogSection) -> Result<(), tracing_subscriber::filter::ParseError> {
    let filter = EnvFilter::try_new(&section.filter)?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let begun = match section.format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
    if begun.is_err() {
        tracing::debug!("logging had begun already");
    }
    Ok(())
}
