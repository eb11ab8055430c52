//! What is left of places and caps while a plan is put together, schedule by schedule.

use super::schedules::Schedules;

/// What is left of the rows while a plan is made.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    schedules: &'a Schedules,
    pub left: Vec<i64>,
    /// Appointment and number of Lotsen of requests for which it matters.
    met: Vec<(u16, u32)>,
}

impl<'a> Ground<'a> {
    /// Nothing taken.
    pub(super) fn new(schedules: &'a Schedules) -> Self {
        let left = schedules.at_most.iter().map(|most| i64::from(*most)).collect();
        Self { schedules, left, met: vec![(0, 0); schedules.requests] }
    }

    /// Whether a schedule can be added.
    pub(super) fn fits(&self, at: u32) -> bool {
        let Some(schedule) = self.schedules.get(at) else { return false };
        let count = |row: u16| schedule.rows.iter().filter(|other| **other == row).count() as i64;
        schedule.rows.iter().all(|row| self.left.get(usize::from(*row)).is_some_and(|left| count(*row) <= *left))
            && schedule.ties.iter().all(|(request, appointment)| {
                self.met.get(usize::from(*request)).is_some_and(|(met, lotsen)| *lotsen == 0 || met == appointment)
            })
    }

    /// Takes a schedule, or gives it back.
    pub(super) fn take(&mut self, at: u32, taking: bool) {
        let Some(schedule) = self.schedules.get(at) else { return };
        for row in &schedule.rows {
            if let Some(left) = self.left.get_mut(usize::from(*row)) {
                *left += if taking { -1 } else { 1 };
            }
        }
        for (request, appointment) in &schedule.ties {
            if let Some((met, lotsen)) = self.met.get_mut(usize::from(*request)) {
                *met = *appointment;
                *lotsen = if taking { *lotsen + 1 } else { lotsen.saturating_sub(1) };
            }
        }
    }
}
