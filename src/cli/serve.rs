//! `serve`: the pages, and a worker beside them in the same process.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use serde_json::json;

use super::{CliError, Console, worker};
use crate::http::{Service, server};
use crate::jobs::runner::Until;
use crate::settings::Settings;
use crate::startup;

/// Serve pages and the REST interface, and do what is due; until SIGTERM or Ctrl-C
#[derive(Debug, Default, Args)]
pub struct Arguments {
    /// Listen here instead of where the settings say; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,

    /// Serve pages only: jobs are done by workers elsewhere
    #[arg(long)]
    no_worker: bool,
}

/// Serves and works.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let address = match arguments.listen {
        Some(address) => address,
        None => settings.web.address()?,
    };
    let rules = startup::server_rules(settings)?;
    let desk = startup::desk(settings)?;
    let listener =
        TcpListener::bind(address).map_err(|error| {
            CliError::Environment(console.text(
                "serve-no-place",
                &[("address", address.to_string().into()), ("error", error.to_string().into())],
            ))
        })?;
    let here = listener.local_addr().map_err(|error| CliError::environment("web.listen", error))?;
    let stop = startup::stop_signal().map_err(|error| CliError::environment("signals", error))?;
    let at_once = usize::try_from(settings.database.connections).unwrap_or(1);
    let service = Service::new(desk.context.clone(), desk.moments.clone(), at_once);
    if settings.web.base()?.is_none() {
        console.say(&console.text("serve-no-public-url", &[("address", here.to_string().into())]));
    }
    let working = if arguments.no_worker {
        None
    } else {
        let runner = Arc::new(worker::runner(desk, settings, console)?);
        let stop = Arc::clone(&stop);
        Some(std::thread::spawn(move || runner.run(&stop, Until::Stopped)))
    };
    // Only now, because whoever reads this line may come at once.
    begin(console, here)?;
    let served = server::serve(listener, service, rules, startup::FRONT, Arc::clone(&stop));
    stop_all(&stop);
    if let Some(working) = working {
        let tally = working.join().map_err(|_| CliError::Environment("the worker was cut off".to_owned()))?;
        worker::summarise(&tally, console)?;
    }
    served.map_err(|error| CliError::environment("web", error))
}

/// As one line, for programs too: they wait for it.
fn begin(console: &Console, here: SocketAddr) -> Result<(), CliError> {
    if console.json {
        let line = json!({"event": "serving", "address": here.to_string()}).to_string();
        return Console::new(console.locale, false, true).tell(&line);
    }
    console.tell(&console.text("serve-begins", &[("address", here.to_string().into())]))
}

/// A server that ended by itself takes the worker along.
fn stop_all(stop: &AtomicBool) {
    stop.store(true, Ordering::Relaxed);
}
