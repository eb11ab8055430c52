//! A carrier with Lotsen and requests in Eschwege, three workers at one database, and a clock that goes when it is told to.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration as Pause;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use lotsenwerk::app::answers::{self, Answer, Answered};
use lotsenwerk::app::sending::{Post, Rules as Sending};
use lotsenwerk::app::tasks::Task;
use lotsenwerk::app::{Context, Moment, Moments, jobs as queue, matching, offers};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::backoff::Backoff;
use lotsenwerk::domain::code::{LotseStatus, Mode, Service};
use lotsenwerk::domain::contact::{Email, Phone};
use lotsenwerk::domain::geo::Postcode;
use lotsenwerk::domain::id::{AssignmentId, RequestId};
use lotsenwerk::domain::job::{Job, JobStatus};
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::region::RegionCode;
use lotsenwerk::domain::request::{Appointment, MeetingPlace, RequestState, SupportRequest};
use lotsenwerk::domain::text::ListNumber;
use lotsenwerk::jobs::runner::{Rules, Runner, Tally, Until, Work};
use lotsenwerk::jobs::schedule::Schedule;
use lotsenwerk::jobs::{self, Desk};
use lotsenwerk::mail::transport::{MemoryBox, Transport};
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::settings::Settings;
use lotsenwerk::storage;
use mail_parser::{Message, MessageParser};

use super::context::context;
use super::db::TestDatabase;
use crate::storage::samples::{bare_lotse, bare_request, day, organisation, organisation_id, request_id};

/// Monday, 7 December 2026, eight o'clock in Berlin.
pub const MONDAY: &str = "2026-12-07T07:00:00Z";

pub struct Office<'a> {
    pub db: &'a TestDatabase,
    pub context: Context,
    pub memory: MemoryBox,
    seconds: Arc<AtomicI64>,
    moments: Moments,
    workers: OnceLock<Vec<Runner<Handle>>>,
}

/// Does a job.
type Handle = Box<dyn Fn(&Job, &Work) -> Result<serde_json::Value, queue::Failure> + Send + Sync>;

/// Somebody in Eschwege who accompanies, in person or by phone.
pub fn lotse(number: u32) -> Lotse {
    Lotse {
        email: Some(Email::parse(&format!("lotse{number}@example.org")).unwrap()),
        phone: Some(Phone::parse(&format!("05651 00000{number}")).unwrap()),
        status: LotseStatus::Active,
        home: Postcode::parse("37269").unwrap(),
        radius_km: 30,
        modes: vec![Mode::InPerson, Mode::Phone],
        services: vec![Service::Accompaniment],
        consent_on: Some(day("2026-01-01")),
        ..bare_lotse(number, organisation_id(0))
    }
}

/// Somebody to be accompanied in Eschwege.
pub fn request(number: u32, appointments: Vec<Appointment>) -> SupportRequest {
    SupportRequest {
        list_number: Some(ListNumber::parse(&format!("A-{number}")).unwrap()),
        service: Service::Accompaniment,
        modes: vec![Mode::InPerson],
        place: MeetingPlace {
            postcode: Postcode::parse("37269").unwrap(),
            ..bare_request(number, organisation_id(0)).place
        },
        appointments,
        posted_at: "2026-12-01T07:00:00Z".parse().unwrap(),
        state: RequestState::Open,
        ..bare_request(number, organisation_id(0))
    }
}

/// The settings as they come.
pub fn settings() -> Settings {
    Settings::load(None, HashMap::new()).unwrap()
}

impl<'a> Office<'a> {
    /// On Monday morning, with these Lotsen.
    pub fn new(db: &'a TestDatabase, lotsen: &[Lotse]) -> Self {
        let mut carrier = organisation(0);
        carrier.regions = vec![RegionCode::parse("06636").unwrap()];
        db.must_write(|tx| {
            storage::organisations::save_all(tx, std::slice::from_ref(&carrier))?;
            storage::lotsen::save_all(tx, lotsen)
        });
        let seconds = Arc::new(AtomicI64::new(0));
        let (clock, begin): (_, DateTime<Utc>) = (Arc::clone(&seconds), MONDAY.parse().unwrap());
        let moments = Moments::new(Arc::new(move || begin + Duration::seconds(clock.load(Ordering::SeqCst))), [3; 32]);
        Self { db, context: context(db), memory: MemoryBox::default(), seconds, moments, workers: OnceLock::new() }
    }

    pub fn now(&self) -> Moment {
        self.moments.now()
    }

    /// Sets the clock on to a local time.
    pub fn until(&self, local: &str) {
        let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
        let minute = lotsenwerk::domain::time::minute_of(local).unwrap();
        let by = minute * 60 - self.moments.time().timestamp();
        assert!(by >= 0, "{local} is over");
        self.seconds.fetch_add(by, Ordering::SeqCst);
    }

    /// Lets the clock go on to a local time with all workers at work every so often.
    pub fn work_until(&self, local: &str, step: Duration) {
        let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
        let end = lotsenwerk::domain::time::minute_of(local).unwrap() * 60;
        self.work();
        while self.moments.time().timestamp() < end {
            let left = end - self.moments.time().timestamp();
            self.seconds.fetch_add(step.num_seconds().min(left), Ordering::SeqCst);
            self.work();
        }
    }

    pub fn post(&self, requests: &[SupportRequest]) {
        self.db.must_write(|tx| storage::requests::save_all(tx, requests));
    }

    /// Decides what is open as somebody at the command line does, without asking anybody.
    pub fn decide(&self) -> matching::Matched {
        matching::run(&self.context, None, &Options::default(), &mut self.now(), &Silent).unwrap()
    }

    /// Decides, asks, and has everybody say yes as soon as they have the mail.
    pub fn agree(&self) -> Vec<AssignmentId> {
        let matched = self.decide();
        let released = offers::release(&self.context, matched.run, Actor::Operator, &mut self.now()).unwrap();
        self.work_until_idle();
        let yes = |offer: &_| {
            answers::answer(&self.context, *offer, Answer::Accept, Actor::Operator, &mut self.now()).unwrap()
        };
        let agreed = released.offers.iter().map(yes).map(|answered| match answered {
            Answered::Accepted(id) => id,
            other => panic!("{other:?}"),
        });
        agreed.collect()
    }

    pub fn state(&self, number: u32) -> RequestState {
        self.db.must_read(|tx| storage::requests::find(tx, request_id(number))).state
    }

    pub fn set_state(&self, id: RequestId, to: RequestState) {
        let from = self.db.must_read(|tx| storage::requests::find(tx, id)).state;
        self.db.must_write(|tx| storage::requests::move_all(tx, &[id], from, to));
    }

    pub fn queue(&self, task: &Task) {
        queue::queue(&self.context, task, &mut self.now()).unwrap();
    }

    /// A worker with the kinds as the program does them.
    pub fn runner(&self, schedules: Vec<Schedule>) -> Runner<Handle> {
        let desk = Desk {
            context: Context { database: self.db.open_again(), ..self.context.clone() },
            post: Post { transport: Transport::Memory(self.memory.clone()), rules: Sending::default() },
            options: Options::default(),
            moments: self.moments.clone(),
        };
        Runner {
            context: desk.context.clone(),
            moments: self.moments.clone(),
            rules: Rules {
                threads: 2,
                lease: Duration::seconds(60),
                poll: Pause::from_millis(10),
                patience: Pause::from_secs(10),
                backoff: Backoff { first: Duration::seconds(1), longest: Duration::seconds(2) },
                keep: Duration::days(30),
            },
            kinds: Task::KINDS.to_vec(),
            schedules,
            handle: Box::new(move |job: &Job, work: &Work| jobs::handle(&desk, job, work)),
            tell: |_| {},
        }
    }

    /// Three workers with the program's own schedules do what is due, at the same time.
    pub fn work(&self) -> Tally {
        let runners = self.workers.get_or_init(|| {
            let schedules = lotsenwerk::startup::schedules(&settings()).unwrap();
            (0..3).map(|_| self.runner(schedules.clone())).collect()
        });
        let mut sum = Tally::default();
        std::thread::scope(|scope| {
            let working: Vec<_> = runners.iter().map(|runner| scope.spawn(|| runner.run_due().unwrap())).collect();
            for tally in working.into_iter().map(|worker| worker.join().unwrap()) {
                sum.done += tally.done;
                sum.failed += tally.failed;
                sum.dead += tally.dead;
            }
        });
        assert_eq!((sum.failed, sum.dead), (0, 0), "{:?}", queue::list(&self.context, None, 50));
        sum
    }

    /// Does the same six times at once, each time as another instance of the program.
    pub fn at_once<T: Send>(&self, work: impl Fn(&Context) -> T + Sync) -> Vec<T> {
        let contexts: Vec<Context> =
            (0..6).map(|_| Context { database: self.db.open_again(), ..self.context.clone() }).collect();
        std::thread::scope(|scope| {
            let working: Vec<_> = contexts.iter().map(|context| scope.spawn(|| work(context))).collect();
            working.into_iter().map(|worker| worker.join().unwrap()).collect()
        })
    }

    /// One worker without a schedule works until nothing is due.
    pub fn work_until_idle(&self) -> Tally {
        let tally = Arc::new(self.runner(Vec::new())).run(&Arc::new(AtomicBool::new(false)), Until::Idle);
        let waiting = queue::list(&self.context, Some(JobStatus::Queued), 50).unwrap();
        assert_eq!((tally.failed, waiting), (0, Vec::new()));
        tally
    }

    /// What went out so far, oldest first.
    pub fn mails(&self) -> Vec<Letter> {
        self.memory.mails().into_iter().map(|mail| Letter { bytes: mail.bytes }).collect()
    }

    /// Recipient and subject of what went out, of subjects with these words.
    pub fn told(&self, words: &str) -> Vec<(String, String)> {
        let all = self.mails().into_iter().map(|mail| (mail.to(), mail.subject()));
        all.filter(|(_, subject)| subject.contains(words)).collect()
    }
}

/// A mail as it went out.
pub struct Letter {
    pub bytes: Vec<u8>,
}

impl Letter {
    pub fn parsed(&self) -> Message<'_> {
        MessageParser::default().parse(&self.bytes).unwrap()
    }

    pub fn to(&self) -> String {
        self.parsed().to().unwrap().first().unwrap().address().unwrap().to_owned()
    }

    pub fn subject(&self) -> String {
        self.parsed().subject().unwrap().to_owned()
    }

    pub fn text(&self) -> String {
        self.parsed().body_text(0).unwrap().replace("\r\n", "\n").replace('\u{a0}', " ")
    }

    pub fn html(&self) -> String {
        self.parsed().body_html(0).unwrap().into_owned()
    }

    /// All that leaves the house with it, files decoded.
    pub fn everything(&self) -> String {
        let parsed = self.parsed();
        let parts: Vec<String> =
            parsed.parts.iter().map(|part| String::from_utf8_lossy(part.contents()).into_owned()).collect();
        format!("{}\n{}", self.subject(), parts.join("\n")).replace("\r\n ", "")
    }
}
