//! The requests of a problem file.

use super::{Compiler, FaultKind};
use crate::domain::request::{Appointment, Window};
use crate::matching::file::{AppointmentEntry, NeededEntry, RequestEntry, SittingEntry};
use crate::matching::problem::{Accepted, Alternative, Code, Request, WishedGender};

impl Compiler<'_> {
    pub(super) fn requests(&mut self) -> Vec<Request> {
        let file = self.file;
        file.requests.iter().enumerate().map(|(at, entry)| self.request(at, entry)).collect()
    }

    fn request(&mut self, at: usize, entry: &RequestEntry) -> Request {
        let pointer = format!("/requests/{at}");
        let place = entry.place.as_ref().and_then(|place| self.place(&format!("{pointer}/place"), place));
        let region = place.as_ref().and_then(|(_, region)| region.clone());
        if entry.modes.is_empty() {
            self.faults.add(format!("{pointer}/modes"), &entry.id, FaultKind::WithoutMode);
        }
        if entry.lotsen_needed == 0 {
            self.faults.add(format!("{pointer}/lotsen_needed"), "0", FaultKind::WithoutPlace);
        }
        Request {
            id: entry.id.clone(),
            organisation: entry.organisation.as_ref().map(|code| self.names.organisations.number(code)),
            pool: self.pool(&pointer, entry, region.as_deref()),
            client: entry.client.as_ref().map(|code| self.names.clients.number(code)),
            accepted: self.accepted(&entry.languages),
            service: entry.service,
            modes: unique(&entry.modes),
            topic: entry.topic,
            place: place.map(|(point, _)| point),
            options: self.options(&pointer, entry),
            places: entry.lotsen_needed,
            qualifications: entry.qualifications.iter().map(|code| self.names.qualifications.number(code)).collect(),
            gender: entry.gender.map(|wish| WishedGender { gender: wish.gender, strength: wish.strength }),
            priority: entry.priority,
            waiting_days: entry.waiting_days,
            weight: self.file.weights.served.of(entry.priority, entry.waiting_days),
            known: self.known(&pointer, entry),
            excluded: self.excluded(&pointer, entry),
            caps: (0, 0),
        }
    }

    /// Who may serve it: the carrier in charge, every carrier that serves the region, and those who lend to one of them.
    fn pool(&mut self, pointer: &str, entry: &RequestEntry, region: Option<&str>) -> Option<u32> {
        let own = match &entry.carrier {
            Some(carrier) => Some(self.carrier(format!("{pointer}/carrier"), carrier)?),
            None => None,
        };
        let region = region.filter(|_| !self.file.carriers.is_empty());
        if own.is_none() && region.is_none() {
            return None;
        }
        let serving = region.and_then(|region| self.pools.serving.get(region)).into_iter().flatten().copied();
        let in_charge: Vec<Code> = serving.chain(own).collect();
        let lenders = in_charge.iter().filter_map(|borrower| self.pools.lenders.get(borrower)).flatten().copied();
        let mut all: Vec<Code> = lenders.chain(in_charge.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        Some(self.pools.number(all))
    }

    /// The needed languages and every variety that may stand in, the cheaper where both lead to the same one.
    fn accepted(&mut self, needed: &[NeededEntry]) -> Option<Vec<Accepted>> {
        if needed.is_empty() {
            return None;
        }
        let mut accepted: Vec<Accepted> = Vec::new();
        for entry in needed {
            let own = std::iter::once((entry.code.as_str(), 0));
            let standing_in =
                self.file.substitutions.iter().filter(|s| s.needed == entry.code && s.spoken != entry.code);
            for (code, minutes) in own.chain(standing_in.map(|s| (s.spoken.as_str(), s.minutes))) {
                let language = self.names.languages.number(code);
                accepted.push(Accepted { language, at_least: entry.at_least, minutes });
            }
        }
        Some(accepted)
    }

    fn options(&mut self, pointer: &str, entry: &RequestEntry) -> Vec<Alternative> {
        let mut options = Vec::new();
        for (at, appointment) in entry.appointments.iter().enumerate() {
            let pointer = format!("{pointer}/appointments/{at}");
            if let Some(appointment) = self.appointment(&pointer, appointment) {
                options.extend(Alternative::new(appointment, wish(at), |date| self.days.of(date)));
            }
        }
        for (at, flexible) in entry.flexible.iter().enumerate() {
            let value = format!("{} to {} for {} minutes", flexible.earliest, flexible.latest, flexible.minutes);
            match Window::new(flexible.earliest, flexible.latest, flexible.minutes) {
                Ok(window) => {
                    let wish = wish(entry.appointments.len());
                    // One more than can be numbered is enough to see that there are too many.
                    let sittings = window.sittings().take(usize::from(u16::MAX) + 1);
                    options.extend(
                        sittings
                            .filter_map(|sitting| Alternative::new(sitting.into(), wish, |date| self.days.of(date))),
                    );
                }
                Err(error) => {
                    let kind = FaultKind::NoAppointment { why: error.to_string() };
                    self.faults.add(format!("{pointer}/flexible/{at}"), &value, kind);
                }
            }
        }
        if entry.appointments.is_empty() && entry.flexible.is_empty() {
            self.faults.add(format!("{pointer}/appointments"), &entry.id, FaultKind::WithoutAppointment);
        }
        if options.len() > usize::from(u16::MAX) {
            self.faults.add(format!("{pointer}/flexible"), &entry.id, FaultKind::TooManyAppointments);
        }
        options
    }

    fn appointment(&mut self, pointer: &str, entry: &AppointmentEntry) -> Option<Appointment> {
        let first = SittingEntry { start: entry.start, minutes: entry.minutes };
        let mut sittings = vec![self.sitting(pointer, &first)?];
        for (at, further) in entry.further.iter().enumerate() {
            sittings.push(self.sitting(&format!("{pointer}/further/{at}"), further)?);
        }
        match Appointment::new(sittings) {
            Ok(appointment) => Some(appointment),
            Err(error) => {
                let kind = FaultKind::NoAppointment { why: error.to_string() };
                self.faults.none(pointer.to_owned(), &entry.start.to_string(), kind)
            }
        }
    }

    fn known(&mut self, pointer: &str, entry: &RequestEntry) -> Vec<(u32, u32)> {
        let mut known = Vec::with_capacity(entry.known_lotsen.len());
        for (at, lotse) in entry.known_lotsen.iter().enumerate() {
            match self.names.lotsen.get(&lotse.lotse) {
                Some(index) => known.push((*index, lotse.meetings)),
                None => self.faults.add(format!("{pointer}/known_lotsen/{at}"), &lotse.lotse, FaultKind::UnknownLotse),
            }
        }
        known.sort_unstable();
        known
    }

    fn excluded(&mut self, pointer: &str, entry: &RequestEntry) -> Vec<u32> {
        let mut excluded = Vec::with_capacity(entry.excluded_lotsen.len());
        for (at, lotse) in entry.excluded_lotsen.iter().enumerate() {
            match self.names.lotsen.get(lotse) {
                Some(index) => excluded.push(*index),
                None => self.faults.add(format!("{pointer}/excluded_lotsen/{at}"), lotse, FaultKind::UnknownLotse),
            }
        }
        excluded.sort_unstable();
        excluded
    }
}

fn wish(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn unique<T: Copy + PartialEq>(items: &[T]) -> Vec<T> {
    let mut seen: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        if !seen.contains(item) {
            seen.push(*item);
        }
    }
    seen
}
