//! `GET` and `POST /proposals/{id}/swap`: somebody else, of those who could be asked.

use askama::Template;

use crate::app::candidates::{self, Candidate};
use crate::app::proposals::{self, SwapError, Wanted};
use crate::app::requests;
use crate::domain::access::Permission;
use crate::domain::id::{LotseId, ProposalId};
use crate::domain::offer::ProposalState;
use crate::http::problem::{ProblemCode, Why};
use crate::i18n::{explain, text};
use crate::web::page::{Frame, Outcome, PageError, Visit};
use crate::web::requests::{Card, card, title};

/// Candidates that are shown.
const SHOWN: usize = 12;

struct Choice {
    card: Card,
    lotse: String,
    name: String,
    is_proposed: bool,
}

#[derive(Template)]
#[template(path = "web/matching/swap.html")]
struct Page {
    frame: Frame,
    what: String,
    fault: Option<String>,
    action: String,
    back: String,
    once: String,
    choices: Vec<Choice>,
}

/// Shows them.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    shown(visit, None)
}

fn shown(visit: &mut Visit<'_>, fault: Option<String>) -> Outcome {
    let (id, grant) = (visit.id::<ProposalId>()?, visit.grant()?.clone());
    let proposal = proposals::find(visit.context, &grant, id)?;
    if proposal.state != ProposalState::Proposed {
        return Err(PageError::because(ProblemCode::State, Why::Stands(proposal.state.code())));
    }
    let read = visit.grant_of(Permission::RequestsRead)?;
    let whole = requests::whole(visit.context, &read, Some(&grant), proposal.request)?;
    let found = candidates::of_request(visit.context, &grant, proposal.request, SHOWN, visit.moment.now)?;
    let locale = visit.locale;
    let choice = |(at, candidate): (usize, &Candidate)| Choice {
        card: card(locale, at + 1, candidate),
        lotse: candidate.lotse.to_string(),
        name: candidate.name.clone(),
        is_proposed: candidate.lotse == proposal.lotse,
    };
    let once = visit.once();
    let frame = visit.frame("plan-swap-title");
    let page = Page {
        what: title(locale, &whole.row),
        action: frame.at(&format!("/proposals/{id}/swap")),
        back: frame.at(&format!("/matching/{}", proposal.run)),
        once,
        choices: found.best.iter().enumerate().map(choice).collect(),
        frame,
        fault,
    };
    if page.fault.is_some() { visit.show_faults(&page) } else { visit.show(&page) }
}

/// Proposes somebody else.
pub fn send(visit: &mut Visit<'_>) -> Outcome {
    let (context, grant, id) = (visit.context, visit.grant()?.clone(), visit.id::<ProposalId>()?);
    let lotse: LotseId = visit.said.get("lotse").parse().map_err(|_| PageError::NOT_FOUND)?;
    let wanted = Wanted { lotse, appointment: None, mode: None };
    let thought = match proposals::think_of_swap(context, &grant, id, &wanted, visit.moment.now) {
        Ok(thought) => thought,
        Err(SwapError::Broken(broken)) => {
            let locale = visit.locale;
            let hurdles: Vec<String> = broken.iter().map(|one| explain::hurdle_of_one(locale, one.code())).collect();
            return shown(visit, Some(text(locale, "plan-swap-broken", &[("hurdles", hurdles.join(", ").into())])));
        }
        Err(SwapError::App(error)) => return Err(error.into()),
        Err(SwapError::Together(code)) => return Err(PageError::because(ProblemCode::State, Why::NotTogether(code))),
        Err(SwapError::Lotse | SwapError::Appointment) => return Err(PageError::NOT_FOUND),
    };
    visit.commit(|tx, moment| {
        let proposal = proposals::swap(tx, &grant, &thought, moment)?;
        Ok::<_, PageError>(format!("/matching/{}?done=swapped", proposal.run))
    })
}
