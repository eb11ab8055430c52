//! The composition root: from settings to a working context. The only reader of the clock and of the system's randomness.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, Duration as Span, NaiveTime, Utc, Weekday};
use rand::TryRng;
use rand::rngs::SysRng;
use tokio::signal::unix::{SignalKind, signal};

use crate::api;
use crate::app::identity::Accounts;
use crate::app::sending::{Post, Rules};
use crate::app::tasks::{MatchTask, Task};
use crate::app::{self, AppError, Broadcast, Clock, Context, Moment, Moments, Sender};
use crate::domain::backoff::Backoff;
use crate::domain::contact::{ContactError, Email};
use crate::domain::link::KeyLife;
use crate::domain::throttle::Limit;
use crate::http::address::{NoNetwork, Proxies, ProxyHeader};
use crate::http::cors::NoOrigin;
use crate::http::edge::{EdgeRules, Front};
use crate::http::limits::Allowance;
use crate::http::metrics::{MetricsToken, ShortToken};
use crate::http::tls::TlsError;
use crate::http::{server, tls};
use crate::i18n::{Locale, UnknownLocale};
use crate::jobs::schedule::{Rhythm, Schedule};
use crate::jobs::{Desk, runner};
use crate::mail::smtp::{Login, Security, Smtp, SmtpServer};
use crate::mail::transport::Transport;
use crate::mail::{MailError, message};
use crate::regions::{self, LoadError, Source};
use crate::security::password::{HashError, Passwords, Work};
use crate::security::sealed::{NotAKey, Sealer};
use crate::settings::{MailTls, MailTransport, ProxyHeaderName, Settings, SettingsError};
use crate::storage::outbox::Limits;
use crate::storage::{Database, DatabaseUrl, PoolSettings, StorageError, UrlError};
use crate::web;

/// Why the program cannot begin to work.
#[derive(Debug, thiserror::Error)]
pub enum StartupError {
    /// A settings file does not fit.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The database URL is none.
    #[error("database.url: {0}")]
    Url(#[from] UrlError),
    /// The database cannot be opened.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A reference table does not fit.
    #[error(transparent)]
    Tables(#[from] LoadError),
    /// The sender's address is none.
    #[error("mail.from_address {value:?} {error}; give an address such as lotsen@example.org")]
    Sender {
        /// As in the settings.
        value: String,
        /// What is wrong with it.
        error: ContactError,
    },
    /// The mail server's settings cannot be used.
    #[error("mail.smtp: {0}")]
    Mail(#[from] MailError),
    /// A proxy's network is none.
    #[error("web.trusted_proxies: {0}")]
    Proxies(#[from] NoNetwork),
    /// An origin is none.
    #[error("web.allowed_origins: {0}")]
    Origin(#[from] NoOrigin),
    /// The token for the metrics is none.
    #[error("web.metrics_token: {0}")]
    Metrics(#[from] ShortToken),
    /// Certificate or key cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The mail language is none.
    #[error("mail.language: {0}")]
    Language(#[from] UnknownLocale),
    /// Passwords cannot be hashed as the settings want.
    #[error("accounts.hash_memory, accounts.hash_passes: {0}")]
    Hash(#[from] HashError),
    /// The key's file holds none.
    #[error("accounts.key_file: {0}")]
    Key(#[from] NotAKey),
    /// What the service needs from the beginning could not be made.
    #[error(transparent)]
    App(#[from] AppError),
    /// The system gave no randomness.
    #[error("the system gives no random numbers: {0}")]
    Chance(#[from] rand::rngs::SysError),
}

impl StartupError {
    /// Whether the settings are to blame, not the environment.
    pub fn is_usage(&self) -> bool {
        !matches!(self, Self::Storage(_) | Self::App(_) | Self::Chance(_))
    }
}

/// Opens the database that the settings name, leaving its schema alone.
///
/// # Errors
/// When the URL is none or the database does not answer.
pub fn database(settings: &Settings) -> Result<Database, StartupError> {
    let url = DatabaseUrl::parse(&settings.database.url)?;
    let pool = PoolSettings {
        connections: settings.database.connections,
        wait: Duration::from_secs(settings.database.wait_seconds),
        ..PoolSettings::default()
    };
    Ok(Database::open(&url, &pool)?)
}

/// Everything that use cases work with. The schema is brought up to date.
///
/// # Errors
/// When a setting, a table or the database does not fit.
pub fn context(settings: &Settings) -> Result<Context, StartupError> {
    let rules = settings.matching.rules()?;
    let programmes = settings.programme.rules()?;
    let forms = settings.programme.forms()?;
    let sender = sender(settings)?;
    let area = regions::load_area(&settings.regions.source(), &settings.regions.area)?;
    let database = database(settings)?;
    database.migrate()?;
    let context = Context {
        database,
        area,
        languages: regions::load_languages(&Source::Embedded)?,
        travel: rules.travel().clone(),
        weights: rules.weights(),
        programmes,
        programme: settings.programme.code.clone(),
        forms,
        sender,
        accounts: accounts(settings)?,
        least_told: settings.coverage.least_told(),
    };
    // Mails may be sent before any worker has looked at its schedules.
    app::links::renew(&context, KeyLife::default(), &mut moment(now())?)?;
    Ok(context)
}

/// How accounts are kept.
///
/// # Errors
/// When a setting of `[accounts]` does not fit.
pub fn accounts(settings: &Settings) -> Result<Accounts, StartupError> {
    let section = &settings.accounts;
    let (memory, passes) = section.work()?;
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let passwords = Passwords::new(Work { memory, passes }, processors)?;
    let sealer = match section.key()? {
        Some(key) => Sealer::with_key(&key)?,
        None => Sealer::without_key(),
    };
    let usual = Accounts::usual(passwords, sealer);
    Ok(Accounts {
        life: section.life(),
        second_factor_for: section.second_factor_roles()?,
        per_account: Limit { attempts: section.attempts_per_account.max(1), ..usual.per_account },
        per_address: Limit { attempts: section.attempts_per_address.max(1), ..usual.per_address },
        ..usual
    })
}

/// Who writes mails.
///
/// # Errors
/// When the sender's address or language is none.
pub fn sender(settings: &Settings) -> Result<Sender, StartupError> {
    let value = settings.mail.from_address.clone();
    let address = Email::parse(&value).map_err(|error| StartupError::Sender { value, error })?;
    Ok(Sender {
        name: settings.mail.from_name.clone(),
        address,
        locale: settings.mail.language.parse::<Locale>()?,
        answer_hours: settings.mail.answer_hours()?,
        public_url: settings.web.base()?,
        alarm_hours: settings.mail.alarm_hours,
        releases_unreviewed: settings.jobs.nightly_release,
        remind_at: settings.mail.reminding()?,
        digest_at: settings.mail.digesting()?,
        broadcast: (settings.mail.broadcast_hours > 0)
            .then_some(Broadcast { within_hours: settings.mail.broadcast_hours, to: settings.mail.broadcast_to }),
    })
}

/// Where mails go, and how.
///
/// # Errors
/// When a setting of `[mail]` does not fit.
pub fn post(settings: &Settings) -> Result<Post, StartupError> {
    let mail = &settings.mail;
    let some = |limit: u32| (limit > 0).then_some(limit);
    let limits = Limits { per_minute: some(mail.per_minute), per_recipient_per_day: some(mail.per_recipient_per_day) };
    let rules = Rules {
        give_up_after: Span::hours(i64::from(mail.give_up_hours)),
        // A server may take its time for each of them.
        lease: Span::seconds(i64::from(mail.claim_seconds.max(5))),
        ..Rules::default()
    };
    Ok(match mail.transport {
        // A folder has no limits and takes one mail after the other fast enough.
        MailTransport::Folder => Post { transport: Transport::File { dir: mail.folder.clone() }, rules },
        MailTransport::Smtp => Post {
            transport: Transport::Smtp(smtp(settings)?),
            rules: Rules { limits, side_by_side: mail.smtp.connections.max(1), ..rules },
        },
    })
}

fn smtp(settings: &Settings) -> Result<Smtp, StartupError> {
    let smtp = &settings.mail.smtp;
    let from = sender(settings)?.address;
    Ok(Smtp::new(SmtpServer {
        host: smtp.host.clone(),
        port: smtp.port,
        security: match smtp.tls {
            MailTls::Starttls => Security::StartTls,
            MailTls::Implicit => Security::Tls,
            MailTls::None => Security::None,
        },
        authorities: smtp.own_authorities()?,
        login: smtp.login()?.map(|(user, password)| Login { user, password }),
        timeout: Duration::from_secs(smtp.timeout_seconds.max(1)),
        hello: message::domain(&from)?,
        connections: smtp.connections.max(1),
    })?)
}

/// What jobs work with.
///
/// # Errors
/// When a setting or the database does not fit, or the system gives no randomness.
pub fn desk(settings: &Settings) -> Result<Desk, StartupError> {
    Ok(Desk {
        context: context(settings)?,
        post: post(settings)?,
        options: settings.matching.options(),
        moments: moments(Arc::new(now))?,
    })
}

/// How requests from outside are served.
///
/// # Errors
/// When a setting of `[web]` or a file that it names does not fit.
pub fn server_rules(settings: &Settings) -> Result<server::Rules, StartupError> {
    let web = &settings.web;
    let limits = &web.limits;
    let header = match web.proxy_header {
        ProxyHeaderName::XForwardedFor => ProxyHeader::XForwarded,
        ProxyHeaderName::Forwarded => ProxyHeader::Forwarded,
    };
    let tls = match (web.tls_certificate.as_os_str().is_empty(), web.tls_key.as_os_str().is_empty()) {
        (true, true) => None,
        (false, false) => Some(tls::load(&web.tls_certificate, &web.tls_key)?),
        _ => return Err(TlsError::OneOfTwo.into()),
    };
    Ok(server::Rules {
        threads: web.threads,
        patience: Duration::from_secs(settings.jobs.patience_seconds),
        head_within: Duration::from_secs(web.head_seconds.max(1)),
        keep_alive: Duration::from_secs(web.keep_alive_seconds.max(1)),
        edge: EdgeRules {
            proxies: Proxies::new(&web.trusted_proxies, header)?,
            per_address: Allowance { per_second: limits.address_per_second, burst: limits.address_burst },
            per_credential: Allowance { per_second: limits.credential_per_second, burst: limits.credential_burst },
            origins: web.allowed_origins.iter().map(|text| text.parse()).collect::<Result<_, _>>()?,
            body_within: Duration::from_secs(web.body_seconds.max(1)),
            metrics: match web.metrics_token.reveal() {
                "" => None,
                text => Some(MetricsToken::new(text)?),
            },
            overdue: (web.ready_within_minutes > 0)
                .then(|| Duration::from_secs(60 * u64::from(web.ready_within_minutes))),
        },
        tls,
    })
}

/// What is served: the REST interface and the pages.
pub const FRONT: Front = Front { routes, refused: web::turned_away };

/// Every address that is served.
fn routes(config: &mut actix_web::web::ServiceConfig) {
    api::routes(config);
    web::routes(config);
}

/// How a worker works.
pub fn work_rules(settings: &Settings) -> runner::Rules {
    let jobs = &settings.jobs;
    runner::Rules {
        threads: jobs.threads.max(1),
        lease: jobs.lease(),
        poll: Duration::from_millis(jobs.poll_milliseconds.max(10)),
        patience: Duration::from_secs(jobs.patience_seconds),
        backoff: Backoff { first: Span::seconds(i64::from(jobs.retry_seconds.max(1))), longest: Span::hours(1) },
        keep: Span::hours(i64::from(jobs.keep_hours)),
    }
}

/// What workers do by the clock. A schedule is one more entry here.
///
/// # Errors
/// When the time of the nightly matching, of reminders or of the digest is none.
pub fn schedules(settings: &Settings) -> Result<Vec<Schedule>, StartupError> {
    let jobs = &settings.jobs;
    let every = Rhythm::Every(Span::seconds(i64::from(jobs.send_every_seconds.max(1))));
    let mut schedules = vec![
        Schedule { name: "sending", rhythm: every, task: Task::SendMails {} },
        Schedule { name: "offer_expiry", rhythm: EXPIRY, task: Task::ExpireOffers {} },
        Schedule { name: "audit_sealing", rhythm: SEALING, task: Task::SealAudit {} },
        Schedule { name: "coverage", rhythm: COUNTING, task: Task::CountCoverage {} },
        Schedule { name: "link_keys", rhythm: Rhythm::Every(Span::days(1)), task: Task::RenewLinkKeys {} },
        Schedule { name: "advice", rhythm: advising(), task: Task::Advise {} },
        Schedule { name: "accounts", rhythm: Rhythm::Every(Span::hours(1)), task: Task::PruneAccounts {} },
    ];
    if settings.mail.reminding()?.is_some() {
        schedules.push(Schedule { name: "reminding", rhythm: REMINDING, task: Task::Remind {} });
    }
    if let Some(at) = settings.mail.digesting()? {
        schedules.push(Schedule { name: "digest", rhythm: Rhythm::Daily(at), task: Task::Digest {} });
    }
    if let Some(at) = jobs.nightly()? {
        let task = Task::Match(MatchTask::scheduled(jobs.nightly_release));
        schedules.push(Schedule { name: "nightly_matching", rhythm: Rhythm::Daily(at), task });
    }
    Ok(schedules)
}

/// Offers are cut to whole minutes; a few more do not matter to anybody.
const EXPIRY: Rhythm = Rhythm::Every(Span::minutes(5));

/// So long at most, if a worker is free, nothing but triggers guards an event of the audit.
const SEALING: Rhythm = Rhythm::Every(Span::minutes(1));

/// So long at most, if a worker is free, figures of coverage are behind.
const COUNTING: Rhythm = Rhythm::Every(Span::minutes(1));
/// Before the week begins for whoever reads it, after the matching of the night, and when nobody waits for a worker.
fn advising() -> Rhythm {
    Rhythm::Weekly(Weekday::Mon, NaiveTime::from_hms_opt(4, 0, 0).unwrap_or(NaiveTime::MIN))
}

/// An appointment that was moved today is reminded of soon after, if it is near.
const REMINDING: Rhythm = Rhythm::Every(Span::minutes(15));

/// Now.
#[expect(clippy::disallowed_methods, reason = "the composition root reads the clock for everybody")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// A moment with the system's randomness.
///
/// # Errors
/// When the system gives none.
pub fn moment(now: DateTime<Utc>) -> Result<Moment, StartupError> {
    let mut seed = [0; 32];
    SysRng.try_fill_bytes(&mut seed)?;
    Ok(Moment::new(now, seed))
}

/// Moments by this clock with the system's randomness.
///
/// # Errors
/// When the system gives none.
pub fn moments(clock: Clock) -> Result<Moments, StartupError> {
    let mut seed = [0; 32];
    SysRng.try_fill_bytes(&mut seed)?;
    Ok(Moments::new(clock, seed))
}

/// Set by the first SIGTERM or SIGINT. A second one ends the process at once, as if nobody had asked for the first.
///
/// # Errors
/// When the system does not let signals be watched.
pub fn stop_signal() -> std::io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (mut terminate, mut interrupt) = {
        let _entered = runtime.enter();
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?)
    };
    let set = Arc::clone(&stop);
    std::thread::spawn(move || {
        runtime.block_on(async {
            for is_second in [false, true] {
                std::future::poll_fn(|context| {
                    let signals = [&mut terminate, &mut interrupt];
                    let is_there = signals.into_iter().any(|signal| signal.poll_recv(context).is_ready());
                    if is_there { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
                })
                .await;
                if is_second {
                    std::process::exit(130);
                }
                set.store(true, Ordering::Relaxed);
            }
        });
    });
    Ok(stop)
}
