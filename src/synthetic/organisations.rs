//! The projects of an area, who lends to whom, and the agencies that post requests.
//!
//! Every region has a project; further ones go where most people live per project. The order in which they are founded does
//! not depend on how many there will be, so a larger instance adds projects to those of a smaller one.
//! Deliberately absent: the competence centre, which neither posts requests nor has Lotsen.

use std::collections::BinaryHeap;

use super::chance::{Chance, Stream};
use super::settlement::{Settled, Settlement};
use super::{SyntheticError, World, text};
use crate::domain::code::OrganisationKind;
use crate::domain::contact::Email;
use crate::domain::id::OrganisationId;
use crate::domain::organisation::{Lending, Organisation};
use crate::domain::region::RegionCode;
use crate::domain::text::OrganisationName;

/// With how many earlier projects of its own region a project lends and borrows.
const COLLEAGUES: usize = 3;
/// Days before the appointments when the projects were entered; agencies and Lotsen follow, then requests.
const PROJECTS_ENTERED: i64 = -400;
/// The same for the agencies.
const AGENCIES_ENTERED: i64 = -350;

/// All organisations, and which of them belong to which region of the settlement.
#[derive(Debug, Default)]
pub(super) struct Organisations {
    pub(super) all: Vec<Organisation>,
    pub(super) lendings: Vec<Lending>,
    /// By region, in the order of founding.
    projects: Vec<Vec<OrganisationId>>,
    /// By region, in the order of the table.
    agencies: Vec<Vec<(String, OrganisationId)>>,
}

impl Organisations {
    /// Founds everything.
    pub(super) fn new(world: &World<'_>) -> Result<Self, SyntheticError> {
        let mut organisations = Self::default();
        if world.recipe.with_pools {
            organisations.found_projects(world)?;
        } else {
            organisations.found_statewide_project(world)?;
        }
        organisations.found_agencies(world)?;
        Ok(organisations)
    }

    /// One of a region's projects. Who draws it keeps it, or moves to a new one, when projects are added.
    pub(super) fn project(&self, region: usize, chance: &mut Chance) -> Option<OrganisationId> {
        let projects = self.projects.get(region)?;
        let at = chance.bucket(projects.len() as u64);
        projects.get(usize::try_from(at).ok()?).copied()
    }

    /// The region that a project is of.
    pub(super) fn seat(&self, project: OrganisationId) -> Option<usize> {
        self.projects.iter().position(|projects| projects.contains(&project))
    }

    /// The agency of a region with this word in the tables.
    pub(super) fn agency(&self, region: usize, word: &str) -> Option<OrganisationId> {
        self.agencies.get(region)?.iter().find(|(agency, _)| agency == word).map(|(_, id)| *id)
    }

    /// Any agency of a region.
    pub(super) fn any_agency(&self, region: usize, chance: &mut Chance) -> Option<OrganisationId> {
        let agencies = self.agencies.get(region)?;
        let at = usize::try_from(chance.below(agencies.len() as u64)).ok()?;
        agencies.get(at).map(|(_, id)| *id)
    }

    fn found_projects(&mut self, world: &World<'_>) -> Result<(), SyntheticError> {
        let regions = world.settlement.regions();
        self.projects = vec![Vec::new(); regions.len()];
        let wanted = u64::from(world.recipe.lotsen) * u64::from(world.knobs().projects_per_thousand) / 1000;
        for (number, at) in (0..).zip(homes_of_projects(world.settlement, wanted)) {
            let Some(home) = regions.get(at) else { continue };
            let mut chance = world.seed.chance(Stream::Carrier, number);
            let mut served = vec![home.region.code.clone()];
            if chance.happens(world.knobs().serves_neighbour) {
                let nearest = home.neighbours.first().and_then(|neighbour| regions.get(*neighbour));
                served.extend(nearest.map(|neighbour| neighbour.region.code.clone()));
            }
            let name = self.project_name(world, at, home)?;
            let project = project(world, number, name, served, &mut chance)?;
            self.lend(world, number, at, project.id);
            if let Some(projects) = self.projects.get_mut(at) {
                projects.push(project.id);
            }
            self.all.push(project);
        }
        Ok(())
    }

    /// The next of the names that the projects of a region take in turn, from another one in each region; from the second
    /// round on with a number.
    fn project_name(
        &self,
        world: &World<'_>,
        at: usize,
        home: &Settled<'_>,
    ) -> Result<OrganisationName, SyntheticError> {
        let colleagues = self.projects.get(at).map_or(0, Vec::len) as u64;
        let patterns = &world.tables.organisations.projects;
        let name = patterns.nth(at as u64 + colleagues).replace("{region}", &home.region.name);
        match colleagues / patterns.count() {
            0 => text(&name, OrganisationName::parse),
            rounds => text(&format!("{name} {}", rounds + 1), OrganisationName::parse),
        }
    }

    fn found_statewide_project(&mut self, world: &World<'_>) -> Result<(), SyntheticError> {
        let regions = world.settlement.regions();
        let all = regions.iter().map(|settled| settled.region.code.clone()).collect();
        let name = world.tables.organisations.statewide.clone();
        let project = project(world, 0, name, all, &mut world.seed.chance(Stream::Carrier, 0))?;
        self.projects = vec![vec![project.id]; regions.len()];
        self.all.push(project);
        Ok(())
    }

    fn found_agencies(&mut self, world: &World<'_>) -> Result<(), SyntheticError> {
        let mut number = 0;
        for home in world.settlement.regions() {
            let mut agencies = Vec::new();
            for row in &world.tables.organisations.agencies {
                let mut chance = world.seed.chance(Stream::Agency, number);
                number += 1;
                let id = OrganisationId::new(world.calendar.entered(AGENCIES_ENTERED, number)?, chance.bytes());
                let name = text(&row.name.replace("{region}", &home.region.name), OrganisationName::parse)?;
                let email = Some(text(&format!("stelle{number:04}@example.org"), Email::parse)?);
                agencies.push((row.agency.clone(), id));
                self.all.push(Organisation { id, kind: OrganisationKind::Agency, name, email, regions: Vec::new() });
            }
            self.agencies.push(agencies);
        }
        Ok(())
    }

    /// A new project talks to earlier ones: a few of its own region, and one in each region around. As every pair is made
    /// by the later of the two, none is made twice.
    fn lend(&mut self, world: &World<'_>, number: u64, region: usize, id: OrganisationId) {
        let mut chance = world.seed.chance(Stream::Lending, number);
        let colleagues = self.projects.get(region).into_iter().flatten().rev().take(COLLEAGUES).copied();
        let mut partners: Vec<OrganisationId> = colleagues.collect();
        for neighbour in world.settlement.regions().get(region).map_or(&[][..], |settled| &settled.neighbours) {
            let partner = self.project(*neighbour, &mut chance);
            partners.extend(partner.filter(|_| chance.happens(world.knobs().lending)));
        }
        for partner in partners {
            let agreed = chance.happens(world.knobs().lending_agreed);
            let (first_agreed, second_agreed) =
                if agreed { (true, true) } else { chance.one_of(&[(500, (true, false))], (false, true)) };
            let one_way = Lending { from: id, to: partner, from_agreed: first_agreed, to_agreed: second_agreed };
            let back = Lending { from: partner, to: id, from_agreed: second_agreed, to_agreed: first_agreed };
            self.lendings.extend([one_way, back]);
        }
    }
}

fn project(
    world: &World<'_>,
    number: u64,
    name: OrganisationName,
    regions: Vec<RegionCode>,
    chance: &mut Chance,
) -> Result<Organisation, SyntheticError> {
    let id = OrganisationId::new(world.calendar.entered(PROJECTS_ENTERED, number)?, chance.bytes());
    let email = Some(text(&format!("projekt{:04}@example.org", number + 1), Email::parse)?);
    Ok(Organisation { id, kind: OrganisationKind::Carrier, name, email, regions })
}

/// The regions of the projects in the order of founding: first one each, then always where most people live for each
/// project there is (the divisor method of d'Hondt, by which more seats never cost a region one).
fn homes_of_projects(settlement: &Settlement<'_>, wanted: u64) -> Vec<usize> {
    let regions = settlement.regions();
    let mut homes: Vec<usize> = (0..regions.len()).collect();
    let claim = |at: usize, projects: u64| {
        let population = regions.get(at).map_or(0, |settled| settled.population);
        // Of equal claims the region that comes first wins.
        (population * 1000 / (projects + 1), std::cmp::Reverse(at), projects)
    };
    let mut claims: BinaryHeap<_> = homes.iter().map(|at| claim(*at, 1)).collect();
    while (homes.len() as u64) < wanted {
        let Some((_, std::cmp::Reverse(at), projects)) = claims.pop() else { break };
        homes.push(at);
        claims.push(claim(at, projects + 1));
    }
    homes
}

#[cfg(test)]
mod tests {
    use super::super::testing::{area, place};
    use super::*;

    #[test]
    fn projects_go_where_people_are() {
        let places = vec![place("10001", "a", 1000), place("10002", "b", 100), place("10003", "c", 300)];
        let area = area(&["a", "b", "c"], places);
        let settlement = Settlement::new(&area).unwrap();
        assert_eq!(homes_of_projects(&settlement, 0), [0, 1, 2], "every region has one");
        assert_eq!(homes_of_projects(&settlement, 8), [0, 1, 2, 0, 0, 0, 0, 0]);
        assert_eq!(homes_of_projects(&settlement, 9)[..8], homes_of_projects(&settlement, 8));
        assert_eq!(homes_of_projects(&settlement, 10).iter().filter(|at| **at == 2).count(), 2);
    }
}
