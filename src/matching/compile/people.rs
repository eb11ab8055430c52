//! The Lotsen of a problem file and what is confirmed for them.

use std::collections::BTreeMap;

use chrono::Weekday;

use super::faults::Pointer;
use super::{Compiler, FaultKind};
use crate::domain::availability::{Absence, Availability, DAY, WeeklyWindow};
use crate::domain::code::{Mode, Service};
use crate::matching::file::{LotseEntry, WindowEntry};
use crate::matching::problem::{Code, Date, DatedQualification, Lotse, Pinned, Spoken, Stay};

impl<'a> Compiler<'a> {
    pub(super) fn lotsen(&mut self) -> Vec<Lotse> {
        let file = self.file;
        file.lotsen.iter().enumerate().map(|(at, entry)| self.lotse(at, entry)).collect()
    }

    fn lotse(&mut self, at: usize, entry: &'a LotseEntry) -> Lotse {
        let pointer = Pointer::entry("lotsen", at);
        let home = entry.home.as_ref().and_then(|home| self.place(pointer.field("home"), home));
        Lotse {
            id: entry.id.clone(),
            carrier: entry.carrier.as_ref().and_then(|code| self.carrier(pointer.field("carrier"), code)),
            status: entry.status,
            consent: entry.consent,
            services: entry.services.clone(),
            spoken: entry
                .languages
                .iter()
                .map(|spoken| Spoken { language: self.names.languages.number(&spoken.code), level: spoken.level })
                .collect(),
            held: entry
                .qualifications
                .iter()
                .map(|held| DatedQualification {
                    qualification: self.names.qualifications.number(&held.code),
                    from: held.from,
                    until: held.until,
                })
                .collect(),
            gender: entry.gender,
            home: home.map(|(point, _)| point),
            radius_m: entry.radius_km.map(|km| km.saturating_mul(1000)),
            transport: entry.transport,
            modes: entry.modes.clone(),
            topics_wished: entry.topics_wished.clone(),
            topics_refused: entry.topics_refused.clone(),
            availability: self.availability(pointer, entry.availability.as_deref()),
            absences: self.absences(pointer, entry),
            minutes_per_week: entry.minutes_per_week,
            sittings_per_week: entry.assignments_per_week,
            minutes_left: entry.minutes_left_in_year.iter().map(|(year, left)| (*year, *left)).collect(),
            asks_left: entry.asks_left,
            asked_days_ago: entry.last_asked.map(|day| u32::try_from((self.file.today - day).num_days()).unwrap_or(0)),
            blocked_organisations: entry
                .blocked_organisations
                .iter()
                .map(|code| self.names.organisations.number(code))
                .collect(),
            blocked_clients: entry.blocked_clients.iter().map(|code| self.names.clients.number(code)).collect(),
            pinned: Vec::new(),
        }
    }

    /// The number of a carrier; where the file lists carriers, others are a fault.
    pub(super) fn carrier(&mut self, pointer: Pointer<'_>, code: &'a str) -> Option<Code> {
        match self.names.carriers.known(code) {
            Some(number) => Some(number),
            None if self.file.carriers.is_empty() => Some(self.names.carriers.number(code)),
            None => self.faults.none(pointer, code, FaultKind::UnknownCarrier),
        }
    }

    fn availability(&mut self, pointer: Pointer<'_>, entries: Option<&[WindowEntry]>) -> Option<Availability> {
        let entries = entries?;
        let mut windows = Vec::with_capacity(entries.len());
        for (at, entry) in entries.iter().enumerate() {
            match window(entry) {
                Ok(window) => windows.push(window),
                Err(why) => {
                    let value = format!("{} {}-{}", entry.weekday, entry.from, entry.to);
                    self.faults.add(pointer.nth("availability", at), &value, FaultKind::NoWindow { why });
                }
            }
        }
        Some(Availability::from(windows))
    }

    fn absences(&mut self, pointer: Pointer<'_>, entry: &LotseEntry) -> Vec<Absence> {
        let mut absences = Vec::with_capacity(entry.absences.len());
        for (at, days) in entry.absences.iter().enumerate() {
            match Absence::new(days.first, days.last) {
                Ok(absence) => absences.push(absence),
                Err(_) => {
                    let value = format!("{} to {}", days.first, days.last);
                    self.faults.add(pointer.nth("absences", at), &value, FaultKind::NoAbsence);
                }
            }
        }
        absences
    }

    /// Gives confirmed assignments to their Lotsen; returns the interpreting sittings by client and year.
    pub(super) fn pin(&mut self, lotsen: &mut [Lotse]) -> BTreeMap<(Code, i32), u32> {
        let mut used = BTreeMap::new();
        for (at, entry) in self.file.assignments.iter().enumerate() {
            let pointer = Pointer::entry("assignments", at);
            let place = entry.place.as_ref().and_then(|place| self.place(pointer.field("place"), place));
            let index = self.names.lotsen.get(entry.lotse.as_str()).copied();
            let Some(lotse) = index.and_then(|index| lotsen.get_mut(index as usize)) else {
                self.faults.add(pointer.field("lotse"), &entry.lotse, FaultKind::UnknownLotse);
                continue;
            };
            for (number, sitting) in entry.sittings.iter().enumerate() {
                let Some(sitting) = self.sitting(pointer.nth("sittings", number), sitting) else { continue };
                let at = match entry.mode {
                    Mode::InPerson => Stay::Place(place.as_ref().map(|(point, _)| *point)),
                    Mode::Phone | Mode::Video => Stay::Home(lotse.home),
                };
                let date = Date::of(&sitting, self.days.of(sitting.start().date()));
                lotse.pinned.push(Pinned { sitting, at, date, service: entry.service });
                if let (Service::Interpreting, Some(client)) = (entry.service, &entry.client) {
                    let client = self.names.clients.number(client);
                    *used.entry((client, date.year)).or_default() += 1;
                }
            }
            lotse.pinned.sort_by_key(|pinned| pinned.sitting);
        }
        used
    }
}

fn window(entry: &WindowEntry) -> Result<WeeklyWindow, String> {
    let weekday =
        Weekday::try_from(entry.weekday.wrapping_sub(1)).map_err(|_| "weekday is 1 (Monday) to 7".to_owned())?;
    WeeklyWindow::new(weekday, clock(&entry.from)?, clock(&entry.to)?).map_err(|error| error.to_string())
}

fn clock(text: &str) -> Result<u16, String> {
    if text == "24:00" {
        return Ok(DAY);
    }
    let two_digits = |part: &str| match part.as_bytes() {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some(u16::from(tens - b'0') * 10 + u16::from(ones - b'0')),
        _ => None,
    };
    let parts = text.split_once(':').and_then(|(hour, minute)| two_digits(hour).zip(two_digits(minute)));
    let time = parts.filter(|(hour, minute)| *hour < 24 && *minute < 60).map(|(hour, minute)| hour * 60 + minute);
    time.ok_or_else(|| format!("{text:?} is no time such as 09:30"))
}
