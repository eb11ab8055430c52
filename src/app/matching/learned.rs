//! What the matching learns from a no.
//!
//! Whoever said no to a request is not asked for it again, whatever the reason. Beyond that, for [`REMEMBERED`]:
//!
//! | reason | what follows |
//! |---|---|
//! | `too_far` | in person, nothing as far away as that: the radius ends a kilometre before it, at the latest |
//! | `topic` | no request of that topic |
//! | `not_now`, `other` | nothing: they say nothing about the next request |
//!
//! The profile stays as it is: a coordinator sees what was said and may change it. Learned is for the run alone.

use std::collections::HashMap;

use chrono::Duration;

use crate::domain::code::Mode;
use crate::domain::id::{LotseId, RequestId};
use crate::domain::lotse::Lotse;
use crate::domain::offer::{Decline, DeclineReason};
use crate::domain::region::Gazetteer;
use crate::domain::request::SupportRequest;

/// So long a reason is heeded. Three months are long enough to be felt and short enough for lives that change.
pub(super) const REMEMBERED: Duration = Duration::days(90);

/// Makes the profiles of this run heed what was told. `about` are the requests that were declined.
pub(super) fn heed(lotsen: &mut [Lotse], told: &[Decline], about: &[SupportRequest], gazetteer: &Gazetteer) {
    let about: HashMap<RequestId, &SupportRequest> = about.iter().map(|request| (request.id, request)).collect();
    let mut by_lotse: HashMap<LotseId, Vec<&Decline>> = HashMap::new();
    for decline in told {
        by_lotse.entry(decline.lotse).or_default().push(decline);
    }
    for lotse in lotsen {
        for decline in by_lotse.remove(&lotse.id).unwrap_or_default() {
            let Some(request) = about.get(&decline.request) else { continue };
            match decline.reason {
                DeclineReason::TooFar => shorten(lotse, request, gazetteer),
                DeclineReason::Topic if !lotse.topics_refused.contains(&request.topic) => {
                    lotse.topics_wished.retain(|topic| *topic != request.topic);
                    lotse.topics_refused.push(request.topic);
                }
                DeclineReason::Topic | DeclineReason::NotNow | DeclineReason::Other => {}
            }
        }
    }
}

fn shorten(lotse: &mut Lotse, request: &SupportRequest, gazetteer: &Gazetteer) {
    if !request.modes.contains(&Mode::InPerson) {
        return;
    }
    let (Ok(home), Ok(place)) = (gazetteer.place(lotse.home), gazetteer.place(request.place.postcode)) else { return };
    // The last whole kilometre that does not reach there.
    let nearer = home.point.distance_m(place.point).saturating_sub(1) / 1000;
    lotse.radius_km = lotse.radius_km.min(u16::try_from(nearer).unwrap_or(u16::MAX));
}
