//! `GET /hours`: what was written down, the latest work first.

use askama::Template;

use crate::app::hours::{self, Row};
use crate::domain::filter::{HoursFilter, HoursSort};
use crate::domain::hours::{Decision, HoursState};
use crate::domain::id::LotseId;
use crate::i18n::{Locale, dates, measures, phrases, text};
use crate::web::components::{Faults, Field, Form, Kind, Mark, Status};
use crate::web::page::{Fields, Frame, Outcome, Visit};

/// Names of states, the keys of their words, and the states.
const GROUPS: [Named; 4] = [
    WAITING,
    ("rejected", "hour-group-rejected", &[HoursState::Rejected]),
    ("confirmed", "hour-group-confirmed", &[HoursState::Confirmed]),
    ("all", "hour-group-all", HoursState::ALL),
];

type Named = (&'static str, &'static str, &'static [HoursState]);

/// What is to be decided.
const WAITING: Named = ("", "hour-group-waiting", &[HoursState::Logged]);

struct Group {
    words: String,
    to: String,
    is_here: bool,
}

/// An entry as people look at it.
pub struct Line {
    /// What a tick sends: the entry and how often it has changed; `None` where nothing is to be decided.
    pub pick: Option<String>,
    /// Whether it is ticked.
    pub is_picked: bool,
    /// Who went.
    pub lotse: String,
    /// Their page.
    pub lotse_to: String,
    /// What they did.
    pub task: String,
    /// The request's number.
    pub reference: String,
    /// The request's page.
    pub to: Option<String>,
    /// When it ended.
    pub when: String,
    /// How long it took, and how far it was.
    pub worked: String,
    /// How long it was planned.
    pub planned: String,
    /// Longer than planned by more than the half.
    pub is_long: Option<Status>,
    /// What else was said.
    pub note: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// Why it was sent back.
    pub reason: Option<String>,
    /// Its page, with its history.
    pub history: String,
}

#[derive(Template)]
#[template(path = "web/hours/list.html")]
struct Page {
    frame: Frame,
    groups: Vec<Group>,
    state: String,
    lotse: String,
    everybody: Option<String>,
    lines: Vec<Line>,
    may_decide: bool,
    fault: Option<String>,
    reason: Field,
    next: Option<String>,
    first: Option<String>,
    once: String,
}

/// Shows them.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let said = visit.said;
    with(visit, said, &Faults::default(), None)
}

/// The same with what is wrong with a decision.
pub fn with(visit: &mut Visit<'_>, said: &Fields, faults: &Faults, fault: Option<String>) -> Outcome {
    let locale = visit.locale;
    let state = said.get("state");
    let (state, _, states) = GROUPS.iter().find(|(name, _, _)| *name == state).unwrap_or(&WAITING);
    let filter = HoursFilter {
        states: states.iter().copied().collect(),
        lotse: said.some("lotse").and_then(|id| id.parse::<LotseId>().ok()),
        ..HoursFilter::default()
    };
    let paging = visit.paging(HoursSort::Latest);
    let found = hours::rows(visit.context, visit.grant()?, &filter, &paging)?;
    let once = visit.once();
    let frame = visit.frame("hour-title");
    let kept = Fields::default().with(&[("state", state), ("lotse", said.get("lotse"))]);
    let here = |changes: &[(&str, &str)]| {
        let query = kept.with(changes).query();
        frame.at(&if query.is_empty() { "/hours".to_owned() } else { format!("/hours?{query}") })
    };
    let picked: Vec<&str> = said.all("entry").collect();
    let lines: Vec<Line> = found.items.iter().map(|row| line(locale, row, &picked, &frame)).collect();
    let form = Form { locale, said, faults };
    let is_faulty = fault.is_some() || !faults.is_empty();
    let page = Page {
        groups: GROUPS
            .iter()
            .map(|(name, words, _)| Group {
                words: frame.text(words),
                to: here(&[("state", name)]),
                is_here: name == state,
            })
            .collect(),
        state: (*state).to_owned(),
        lotse: said.get("lotse").to_owned(),
        everybody: filter.lotse.map(|_| here(&[("lotse", "")])),
        may_decide: lines.iter().any(|line| line.pick.is_some()),
        lines,
        fault,
        reason: form.field("reason", Kind::Text, "hour-reason").hinted(frame.text("hour-reason-hint")),
        next: found.next.map(|next| here(&[("after", &next.to_string())])),
        first: said.some("after").map(|_| here(&[])),
        once,
        frame,
    };
    if is_faulty { visit.show_faults(&page) } else { visit.show(&page) }
}

/// An entry as people look at it.
pub fn line(locale: Locale, row: &Row, picked: &[&str], frame: &Frame) -> Line {
    let entry = &row.entry;
    let duration = |minutes| measures::duration(locale, minutes);
    let minutes = entry.worked.minutes();
    let far = entry.worked.kilometres().map(|km| text(locale, "hour-kilometres", &[("km", km.into())]));
    let worked: Vec<String> = std::iter::once(duration(minutes)).chain(far).collect();
    let task = phrases::task(locale, entry.service, &row.languages);
    let state = entry.decision.state();
    let pick = format!("{}.{}", entry.id, entry.revision);
    let reason = match &entry.decision {
        Decision::Rejected { reason, .. } => Some(reason.to_string()),
        Decision::Waiting | Decision::Confirmed { .. } => None,
    };
    Line {
        is_picked: picked.contains(&pick.as_str()),
        pick: Some(pick).filter(|_| state == HoursState::Logged),
        lotse: row.lotse.clone(),
        lotse_to: frame.at(&format!("/lotsen/{}", entry.lotse)),
        task: phrases::task_at(locale, &task, row.mode, &row.town),
        reference: row.reference.to_string(),
        to: row.is_open_to_reader.then(|| frame.at(&format!("/requests/{}", row.request))),
        when: dates::date(locale, entry.worked_until.date()),
        worked: worked.join(", "),
        planned: text(locale, "hour-planned", &[("duration", duration(row.planned).into())]),
        is_long: (minutes > row.planned.saturating_add(row.planned / 2).saturating_add(60))
            .then(|| Status { mark: Mark::Attention, words: frame.text("hour-long") }),
        note: entry.worked.note().map(ToString::to_string),
        status: status(locale, state),
        reason: reason.map(|reason| text(locale, "hour-sent-back-because", &[("reason", reason.into())])),
        history: frame.at(&format!("/hours/{}", entry.id)),
    }
}

/// Where an entry stands.
pub fn status(locale: Locale, state: HoursState) -> Status {
    let (mark, key) = match state {
        HoursState::Logged => (Mark::Attention, "hour-state-logged"),
        HoursState::Confirmed => (Mark::Good, "hour-state-confirmed"),
        HoursState::Rejected => (Mark::Waits, "hour-state-rejected"),
    };
    Status { mark, words: text(locale, key, &[]) }
}
