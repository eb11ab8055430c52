//! The requests of a problem file.

use super::faults::Pointer;
use super::{Compiler, FaultKind};
use crate::domain::request::{Appointment, Window};
use crate::matching::file::{AppointmentEntry, NeededEntry, RequestEntry, SittingEntry};
use crate::matching::problem::{Accepted, Alternative, Code, DatedQualification, Request, WishedGender};

impl<'a> Compiler<'a> {
    pub(super) fn requests(&mut self) -> Vec<Request> {
        let file = self.file;
        file.requests.iter().enumerate().map(|(at, entry)| self.request(at, entry)).collect()
    }

    fn request(&mut self, at: usize, entry: &'a RequestEntry) -> Request {
        let pointer = Pointer::entry("requests", at);
        let place = entry.place.as_ref().and_then(|place| self.place(pointer.field("place"), place));
        let region = place.and_then(|(_, region)| region);
        if entry.modes.is_empty() {
            self.faults.add(pointer.field("modes"), &entry.id, FaultKind::WithoutMode);
        }
        if entry.lotsen_needed == 0 {
            self.faults.add(pointer.field("lotsen_needed"), "0", FaultKind::WithoutPlace);
        }
        Request {
            id: entry.id.clone(),
            organisation: entry.organisation.as_ref().map(|code| self.names.organisations.number(code)),
            pool: self.pool(pointer, entry, region),
            client: entry.client.as_ref().map(|code| self.names.clients.number(code)),
            accepted: self.accepted(&entry.languages),
            service: entry.service,
            modes: unique(&entry.modes),
            topic: entry.topic,
            place: place.map(|(point, _)| point),
            options: self.options(pointer, entry),
            places: entry.lotsen_needed,
            qualifications: self.required(entry),
            gender: entry.gender.map(|wish| WishedGender { gender: wish.gender, strength: wish.strength }),
            priority: entry.priority,
            waiting_days: entry.waiting_days,
            weight: self.file.weights.served.of(entry.priority, entry.waiting_days),
            known: self.known(pointer, entry),
            excluded: self.excluded(pointer, entry),
            caps: (0, 0),
        }
    }

    /// In the order in which [`RequestEntry::required`] has the codes.
    fn required(&mut self, entry: &'a RequestEntry) -> Vec<DatedQualification> {
        let always = entry.qualifications.iter().map(|code| (code, None, None));
        let dated = entry.dated_qualifications.iter().map(|dated| (&dated.code, dated.from, dated.until));
        let all = always.chain(dated);
        all.map(|(code, from, until)| DatedQualification {
            qualification: self.names.qualifications.number(code),
            from,
            until,
        })
        .collect()
    }

    /// Who may serve it: the carrier in charge, every carrier that serves the region, and those who lend to one of them.
    fn pool(&mut self, pointer: Pointer<'_>, entry: &'a RequestEntry, region: Option<&'a str>) -> Option<u32> {
        let own = match &entry.carrier {
            Some(carrier) => Some(self.carrier(pointer.field("carrier"), carrier)?),
            None => None,
        };
        let region = region.filter(|_| !self.file.carriers.is_empty());
        if own.is_none() && region.is_none() {
            return None;
        }
        let serving = region.and_then(|region| self.pools.serving.get(region));
        // A carrier that serves the region is in charge anyway.
        let own = own.filter(|own| !serving.is_some_and(|serving| serving.contains(own)));
        if let Some(known) = self.pools.known.get(&(own, region)) {
            return Some(*known);
        }
        let in_charge: Vec<Code> = serving.into_iter().flatten().copied().chain(own).collect();
        let lenders = in_charge.iter().filter_map(|borrower| self.pools.lenders.get(borrower)).flatten().copied();
        let mut all: Vec<Code> = lenders.chain(in_charge.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        let number = self.pools.number(all);
        self.pools.known.insert((own, region), number);
        Some(number)
    }

    /// The needed languages and every variety that may stand in, the cheaper where both lead to the same one.
    fn accepted(&mut self, needed: &'a [NeededEntry]) -> Option<Vec<Accepted>> {
        if needed.is_empty() {
            return None;
        }
        let mut accepted: Vec<Accepted> = Vec::with_capacity(needed.len());
        for entry in needed {
            let own = std::iter::once((entry.code.as_str(), 0));
            let standing_in = self.names.standing_in.get(entry.code.as_str()).into_iter().flatten().copied();
            for (code, minutes) in own.chain(standing_in) {
                let language = self.names.languages.number(code);
                accepted.push(Accepted { language, at_least: entry.at_least, minutes });
            }
        }
        Some(accepted)
    }

    fn options(&mut self, pointer: Pointer<'_>, entry: &RequestEntry) -> Vec<Alternative> {
        let mut options = Vec::new();
        for (at, appointment) in entry.appointments.iter().enumerate() {
            if let Some(appointment) = self.appointment(pointer.nth("appointments", at), appointment) {
                options.extend(Alternative::new(appointment, wish(at), |date| self.days.of(date)));
            }
        }
        for (at, flexible) in entry.flexible.iter().enumerate() {
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
                    let (earliest, latest, minutes) = (flexible.earliest, flexible.latest, flexible.minutes);
                    let value = format!("{earliest} to {latest} for {minutes} minutes");
                    self.faults.add(pointer.nth("flexible", at), &value, kind);
                }
            }
        }
        if entry.appointments.is_empty() && entry.flexible.is_empty() {
            self.faults.add(pointer.field("appointments"), &entry.id, FaultKind::WithoutAppointment);
        }
        if options.len() > usize::from(u16::MAX) {
            self.faults.add(pointer.field("flexible"), &entry.id, FaultKind::TooManyAppointments);
        }
        options
    }

    fn appointment(&mut self, pointer: Pointer<'_>, entry: &AppointmentEntry) -> Option<Appointment> {
        let first = SittingEntry { start: entry.start, minutes: entry.minutes };
        let mut sittings = Vec::with_capacity(1 + entry.further.len());
        sittings.push(self.sitting(pointer, &first)?);
        for (at, further) in entry.further.iter().enumerate() {
            sittings.push(self.sitting(pointer.nth("further", at), further)?);
        }
        match Appointment::new(sittings) {
            Ok(appointment) => Some(appointment),
            Err(error) => {
                let kind = FaultKind::NoAppointment { why: error.to_string() };
                self.faults.none(pointer, &entry.start.to_string(), kind)
            }
        }
    }

    fn known(&mut self, pointer: Pointer<'_>, entry: &RequestEntry) -> Vec<(u32, u32)> {
        let mut known = Vec::with_capacity(entry.known_lotsen.len());
        for (at, lotse) in entry.known_lotsen.iter().enumerate() {
            match self.names.lotsen.get(lotse.lotse.as_str()) {
                Some(index) => known.push((*index, lotse.meetings)),
                None => self.faults.add(pointer.nth("known_lotsen", at), &lotse.lotse, FaultKind::UnknownLotse),
            }
        }
        known.sort_unstable();
        known
    }

    fn excluded(&mut self, pointer: Pointer<'_>, entry: &RequestEntry) -> Vec<u32> {
        let mut excluded = Vec::with_capacity(entry.excluded_lotsen.len());
        for (at, lotse) in entry.excluded_lotsen.iter().enumerate() {
            match self.names.lotsen.get(lotse.as_str()) {
                Some(index) => excluded.push(*index),
                None => self.faults.add(pointer.nth("excluded_lotsen", at), lotse, FaultKind::UnknownLotse),
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
