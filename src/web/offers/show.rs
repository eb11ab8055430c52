//! Shows an offer and where it stands.

use askama::Template;

use crate::app::offer_page::{self, Asked, OfferPage, Stand};
use crate::domain::offer::{DeclineReason, Unfit};
use crate::domain::request::Sitting;
use crate::i18n::{Locale, dates, measures, phrases, text};
use crate::web::components::Sketch;
use crate::web::page::{Frame, Outcome, Visit};

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let token = visit.named("token");
    let offer = offer_page::read(visit.context, token, visit.moment.now)?;
    visit.show(&Page { frame: visit.frame(heading(&offer)), token, offer })
}

fn heading(offer: &OfferPage) -> &'static str {
    match offer.stand {
        Stand::Open { .. } => "web-offer-open-title",
        Stand::Accepted => "web-offer-accepted-title",
        Stand::CalledOff => "web-offer-called-off-title",
        Stand::Declined { .. } => "web-offer-declined-title",
        Stand::Expired => "web-offer-expired-title",
        Stand::Withdrawn { unfit: None } => "web-offer-withdrawn-title",
        Stand::Withdrawn { unfit: Some(_) } => "web-offer-unfit-title",
    }
}

#[derive(Template)]
#[template(path = "web/offers/page.html")]
struct Page<'a> {
    frame: Frame,
    token: &'a str,
    offer: OfferPage,
}

impl Page<'_> {
    fn locale(&self) -> Locale {
        self.frame.locale
    }

    /// A word for programs and tests; nothing is shown of it.
    fn stand(&self) -> &'static str {
        match self.offer.stand {
            Stand::Open { .. } => "open",
            Stand::Accepted => "accepted",
            Stand::CalledOff => "called-off",
            Stand::Declined { .. } => "declined",
            Stand::Expired => "expired",
            Stand::Withdrawn { .. } => "withdrawn",
        }
    }

    /// The sentences under the heading of what is settled.
    fn words(&self) -> Vec<String> {
        let keys: &[&str] = match self.offer.stand {
            Stand::Open { .. } => &[],
            Stand::Accepted => &["web-offer-accepted", "web-offer-accepted-cannot"],
            Stand::CalledOff => &["web-offer-called-off"],
            Stand::Declined { .. } => &["web-offer-declined"],
            Stand::Expired => &["web-offer-expired"],
            Stand::Withdrawn { unfit: None } => &["web-offer-withdrawn"],
            Stand::Withdrawn { unfit: Some(Unfit::Busy) } => &["web-offer-unfit-busy"],
            Stand::Withdrawn { unfit: Some(Unfit::Away) } => &["web-offer-unfit-away"],
        };
        keys.iter().map(|key| self.frame.text(key)).collect()
    }

    fn task(&self, asked: &Asked) -> String {
        phrases::task(self.locale(), asked.service, &asked.languages)
    }

    fn facts(&self, asked: &Asked) -> Vec<(String, String)> {
        let label = |key| self.frame.text(key);
        let mut facts = Vec::new();
        if let [only] = asked.appointment.sittings() {
            facts.push((label("mail-duration"), phrases::duration(self.locale(), only)));
        }
        facts.push((label("mail-where"), phrases::town(self.locale(), asked.mode, &asked.town)));
        if let Some((metres, minutes)) = asked.way {
            facts.push((label("mail-way"), measures::way(self.locale(), metres, minutes)));
        }
        facts
    }

    fn sketch(&self, asked: &Asked) -> Option<Sketch> {
        let town = asked.town.as_str();
        let title = text(self.locale(), "web-offer-sketch", &[("town", town.into())]);
        asked.sketch.as_ref().map(|drawn| Sketch::of(drawn, town, &[self.frame.text("web-offer-home")], title))
    }

    fn date(&self, sitting: &Sitting) -> String {
        dates::date_long(self.locale(), sitting.start().date())
    }

    fn hours(&self, sitting: &Sitting) -> String {
        phrases::hours(self.locale(), sitting)
    }

    fn answer_until(&self) -> Option<String> {
        let Stand::Open { until } = self.offer.stand else { return None };
        let moment = dates::moment(self.locale(), until);
        Some(text(self.locale(), "mail-offer-answer-until", &[("moment", moment.into())]))
    }

    fn next_steps(&self) -> [String; 3] {
        ["mail-offer-next-yes", "mail-offer-next-no", "mail-offer-next-privacy"].map(|key| self.frame.text(key))
    }

    /// Each reason with its words, and whether it is the one told.
    fn reasons(&self) -> Option<[(&'static str, String, bool); 4]> {
        let Stand::Declined { reason: told } = self.offer.stand else { return None };
        let with_key = [
            (DeclineReason::NotNow, "web-offer-reason-not-now"),
            (DeclineReason::TooFar, "web-offer-reason-too-far"),
            (DeclineReason::Topic, "web-offer-reason-topic"),
            (DeclineReason::Other, "web-offer-reason-other"),
        ];
        Some(with_key.map(|(reason, key)| (reason.code(), self.frame.text(key), told == Some(reason))))
    }

    fn has_told(&self) -> bool {
        matches!(self.offer.stand, Stand::Declined { reason: Some(_) })
    }
}
