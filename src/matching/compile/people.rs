//! The Lotsen of a problem file and what is confirmed for them.

use std::collections::BTreeMap;

use chrono::{NaiveTime, Timelike, Weekday};

use super::{Compiler, FaultKind};
use crate::domain::availability::{Absence, Availability, DAY, WeeklyWindow};
use crate::domain::code::{Mode, Service};
use crate::matching::file::{LotseEntry, WindowEntry};
use crate::matching::problem::{Code, Date, Held, Lotse, Pinned, Spoken, Stay};

impl Compiler<'_> {
    pub(super) fn lotsen(&mut self) -> Vec<Lotse> {
        let file = self.file;
        file.lotsen.iter().enumerate().map(|(at, entry)| self.lotse(at, entry)).collect()
    }

    fn lotse(&mut self, at: usize, entry: &LotseEntry) -> Lotse {
        let pointer = format!("/lotsen/{at}");
        let home = entry.home.as_ref().and_then(|home| self.place(&format!("{pointer}/home"), home));
        Lotse {
            id: entry.id.clone(),
            carrier: entry.carrier.as_ref().and_then(|code| self.carrier(format!("{pointer}/carrier"), code)),
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
                .map(|held| Held {
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
            availability: self.availability(&pointer, entry.availability.as_deref()),
            absences: self.absences(&pointer, entry),
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
    pub(super) fn carrier(&mut self, pointer: String, code: &str) -> Option<Code> {
        match self.names.carriers.known(code) {
            Some(number) => Some(number),
            None if self.file.carriers.is_empty() => Some(self.names.carriers.number(code)),
            None => self.faults.none(pointer, code, FaultKind::UnknownCarrier),
        }
    }

    fn availability(&mut self, pointer: &str, entries: Option<&[WindowEntry]>) -> Option<Availability> {
        let entries = entries?;
        let mut windows = Vec::with_capacity(entries.len());
        for (at, entry) in entries.iter().enumerate() {
            match window(entry) {
                Ok(window) => windows.push(window),
                Err(why) => {
                    let value = format!("{} {}-{}", entry.weekday, entry.from, entry.to);
                    self.faults.add(format!("{pointer}/availability/{at}"), &value, FaultKind::NoWindow { why });
                }
            }
        }
        Some(Availability::from(windows))
    }

    fn absences(&mut self, pointer: &str, entry: &LotseEntry) -> Vec<Absence> {
        let mut absences = Vec::with_capacity(entry.absences.len());
        for (at, days) in entry.absences.iter().enumerate() {
            match Absence::new(days.first, days.last) {
                Ok(absence) => absences.push(absence),
                Err(_) => {
                    let value = format!("{} to {}", days.first, days.last);
                    self.faults.add(format!("{pointer}/absences/{at}"), &value, FaultKind::NoAbsence);
                }
            }
        }
        absences
    }

    /// Gives confirmed assignments to their Lotsen; returns the interpreting sittings by client and year.
    pub(super) fn pin(&mut self, lotsen: &mut [Lotse]) -> BTreeMap<(Code, i32), u32> {
        let mut used = BTreeMap::new();
        for (at, entry) in self.file.assignments.iter().enumerate() {
            let pointer = format!("/assignments/{at}");
            let place = entry.place.as_ref().and_then(|place| self.place(&format!("{pointer}/place"), place));
            let index = self.names.lotsen.get(&entry.lotse).copied();
            let Some(lotse) = index.and_then(|index| lotsen.get_mut(index as usize)) else {
                self.faults.add(format!("{pointer}/lotse"), &entry.lotse, FaultKind::UnknownLotse);
                continue;
            };
            for (number, sitting) in entry.sittings.iter().enumerate() {
                let Some(sitting) = self.sitting(&format!("{pointer}/sittings/{number}"), sitting) else { continue };
                let at = match entry.mode {
                    Mode::InPerson => Stay::Place(place.as_ref().map(|(point, _)| *point)),
                    Mode::Phone | Mode::Video => Stay::Home(lotse.home),
                };
                let date = Date::of(&sitting, self.days.of(sitting.start().date()));
                lotse.pinned.push(Pinned { sitting, at, date });
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
    let time = NaiveTime::parse_from_str(text, "%H:%M")
        .ok()
        // "9:5" would be read too, but says nobody knows what.
        .filter(|_| text.len() == "HH:MM".len())
        .ok_or_else(|| format!("{text:?} is no time such as 09:30"))?;
    Ok(u16::try_from(time.hour() * 60 + time.minute()).unwrap_or(DAY))
}
