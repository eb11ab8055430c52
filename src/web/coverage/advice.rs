//! `/coverage/advice`: all advice, and the way to have it computed anew.

use askama::Template;

use super::advised::{Said, Told};
use crate::app::advice;
use crate::domain::access::Permission;
use crate::web::page::{Frame, Outcome, PageError, Visit};

#[derive(Template)]
#[template(path = "web/coverage/advice.html")]
struct Page {
    frame: Frame,
    items: Vec<Said>,
    basis: Option<String>,
    is_ordered: bool,
    order: Option<String>,
    how: Vec<String>,
}

/// All of it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let newest = advice::newest(visit.context, visit.grant()?)?;
    let order = visit.may(Permission::AdviceOrder).then(|| visit.once());
    let told = Told::of(visit, &newest, usize::MAX);
    let (items, basis) = told.map_or_else(|| (Vec::new(), None), |told| (told.items, Some(told.basis)));
    let least = newest.report.as_ref().map_or(visit.context.least_told, |report| report.basis.least);
    let how = ["advice-how-demand", "advice-how-price", "advice-how-proof", "advice-how-few"];
    let page = Page {
        frame: visit.frame("advice-title"),
        items,
        basis,
        is_ordered: newest.is_ordered,
        order: order.filter(|_| !newest.is_ordered),
        how: how.iter().map(|key| visit.say(key, &[("least", least.into())])).collect(),
    };
    visit.show(&page)
}

/// Has it computed.
pub fn order(visit: &mut Visit<'_>) -> Outcome {
    let grant = visit.grant()?.clone();
    visit.commit(|tx, moment| {
        advice::order(tx, &grant, moment)?;
        Ok::<_, PageError>("/coverage/advice?done=ordered".to_owned())
    })
}
