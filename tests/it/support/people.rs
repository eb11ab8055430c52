//! Two carriers and two agencies with somebody of each role, logged in: what may be seen depends on who asks.

use std::collections::{BTreeMap, BTreeSet};

use lotsenwerk::app::Context;
use lotsenwerk::app::identity::{self, Authority, Invitation, LogIn};
use lotsenwerk::domain::access::{Membership, Role};
use lotsenwerk::domain::code::OrganisationKind;
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::id::{LotseId, OrganisationId, UserId};
use lotsenwerk::domain::organisation::Organisation;
use lotsenwerk::domain::region::RegionCode;
use lotsenwerk::domain::text::{DisplayName, OrganisationName};
use lotsenwerk::domain::user::UserLanguage;
use lotsenwerk::storage;

use super::context::moment;
use super::db::TestDatabase;
use super::office::{self, MONDAY};
use crate::storage::samples::{organisation, organisation_id};

/// What everybody's password is.
pub const PASSWORD: &str = "verbeult Anorak 17 Quitten";

/// Somebody who has logged in.
#[derive(Debug, Clone)]
pub struct Person {
    pub user: UserId,
    /// The session's secret.
    pub session: String,
}

/// Everybody. The first carrier serves the Werra-Meißner-Kreis, the second one Kassel.
pub struct People {
    pub carrier: OrganisationId,
    pub other_carrier: OrganisationId,
    pub agency: OrganisationId,
    pub other_agency: OrganisationId,
    pub centre: OrganisationId,
    /// Of the first carrier; [`Role::Lotse`] is this one's account.
    pub lotse: LotseId,
    pub other_lotse: LotseId,
    pub of: BTreeMap<Role, Person>,
}

impl People {
    /// Puts organisations and Lotsen into the database and lets one of each role log in.
    pub fn arrive(db: &TestDatabase, context: &Context) -> Self {
        let region = |code| vec![RegionCode::parse(code).unwrap()];
        let named = |number, kind, name: &str, regions| Organisation {
            kind,
            name: OrganisationName::parse(name).unwrap(),
            regions,
            ..organisation(number)
        };
        let organisations = [
            named(0, OrganisationKind::Carrier, "Lotsen Werra-Meißner", region("06636")),
            named(1, OrganisationKind::Carrier, "Lotsen Kassel", region("06611")),
            named(2, OrganisationKind::Agency, "Agentur Eschwege", Vec::new()),
            named(3, OrganisationKind::Agency, "Agentur Kassel", Vec::new()),
            named(4, OrganisationKind::CompetenceCentre, "Kompetenzzentrum", Vec::new()),
        ];
        let own = office::lotse(1);
        let other = lotsenwerk::domain::lotse::Lotse { organisation: organisation_id(1), ..office::lotse(2) };
        db.must_write(|tx| {
            storage::organisations::save_all(tx, &organisations)?;
            storage::lotsen::save_all(tx, &[own.clone(), other.clone()])
        });
        let [carrier, other_carrier, agency, other_agency, centre] = organisations.map(|organisation| organisation.id);
        let memberships = [
            Membership::Operator,
            Membership::CompetenceCentre(centre),
            Membership::Coordinator(carrier),
            Membership::Requester(agency),
            Membership::Lotse(own.id),
        ];
        let of =
            memberships.map(|membership| (membership.role(), arrives(context, membership.role().code(), membership)));
        Self {
            carrier,
            other_carrier,
            agency,
            other_agency,
            centre,
            lotse: own.id,
            other_lotse: other.id,
            of: of.into_iter().collect(),
        }
    }

    /// The session's secret of one with this role.
    pub fn session(&self, role: Role) -> &str {
        &self.of[&role].session
    }
}

/// Invites somebody, who takes the invitation and logs in.
pub fn arrives(context: &Context, name: &str, membership: Membership) -> Person {
    let seed = name.bytes().fold(40_u8, u8::wrapping_add);
    let mut moment = moment(MONDAY, seed);
    let email = format!("{name}@example.org");
    let invitation = Invitation {
        email: Email::parse(&email).unwrap(),
        name: DisplayName::parse(name).unwrap(),
        language: UserLanguage::English,
        memberships: BTreeSet::from([membership]),
    };
    let invited = identity::invite(context, Authority::CommandLine, &invitation, &mut moment).unwrap();
    let link = invited.secret().unwrap().as_str().to_owned();
    identity::choose_password(context, &link, PASSWORD, &mut moment).unwrap();
    let asked = LogIn { email: &email, password: PASSWORD, code: None, address: None, client: None, before: None };
    let logged_in = identity::log_in(context, &asked, &mut moment).unwrap();
    Person { user: invited.user, session: logged_in.secret.as_str().to_owned() }
}
