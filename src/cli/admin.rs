//! `admin`: accounts, for whoever has the machine. The first operator comes from here; passwords never stand in an argument, where
//! others on the machine could read them.

use std::collections::BTreeSet;
use std::io::BufRead;

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{CliError, Console};
use crate::app::identity::{self, Account, Authority, Invitation, Invited};
use crate::app::{AppError, Context, Moment};
use crate::domain::access::{Membership, Role};
use crate::domain::contact::Email;
use crate::domain::id::{LotseId, OrganisationId, UserId};
use crate::domain::text::{DisplayName, OrganisationName};
use crate::domain::user::UserLanguage;
use crate::i18n::Locale;
use crate::settings::Settings;
use crate::startup;
use crate::storage::{self, StorageError};

/// Look after accounts: make the first operator, invite people, set passwords, lock
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: AdminCommand,
}

#[derive(Debug, Subcommand)]
enum AdminCommand {
    /// Make an operator and show the link by which they choose a password
    Create {
        /// By which they log in
        #[arg(long)]
        email: String,
        /// How they are called; the part of the address before the @ by default
        #[arg(long)]
        name: Option<String>,
    },
    /// Invite somebody, or give somebody who has an account one more role
    Invite {
        /// By which they log in, and where the mail goes
        #[arg(long)]
        email: String,
        /// How they are called; the part of the address before the @ by default
        #[arg(long)]
        name: Option<String>,
        /// operator, competence_centre, coordinator, requester or lotse
        #[arg(long)]
        role: Role,
        /// Where: the name of the organisation, or its identifier
        #[arg(long, value_name = "NAME")]
        organisation: Option<String>,
        /// Whose profile: the identifier of the Lotse
        #[arg(long, value_name = "ID")]
        lotse: Option<LotseId>,
    },
    /// All accounts with their roles
    List {},
    /// Set a password, read as one line from the standard input
    SetPassword {
        /// Whose
        #[arg(long)]
        email: String,
    },
    /// Lock an account: its sessions and keys end
    Disable {
        /// Whose
        #[arg(long)]
        email: String,
    },
    /// Do away with the second factor of somebody who has lost it and all recovery codes
    ResetSecondFactor {
        /// Whose
        #[arg(long)]
        email: String,
    },
    /// Unlock an account
    Enable {
        /// Whose
        #[arg(long)]
        email: String,
    },
}

/// Does it.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let context = startup::context(settings)?;
    let moment = &mut startup::moment(startup::now())?;
    match &arguments.command {
        AdminCommand::Create { email, name } => {
            let invitation = invitation(email, name.as_deref(), Membership::Operator, console)?;
            invite(&context, &invitation, moment, console)
        }
        AdminCommand::Invite { email, name, role, organisation, lotse } => {
            let organisation = organisation.as_deref().map(|name| place(&context, name, console)).transpose()?;
            let membership = Membership::of(*role, organisation, *lotse)
                .ok_or_else(|| CliError::Usage(console.text("admin-place", &[("role", role.code().into())])))?;
            invite(&context, &invitation(email, name.as_deref(), membership, console)?, moment, console)
        }
        AdminCommand::List {} => list(&context, console),
        AdminCommand::SetPassword { email } => {
            let mut line = String::new();
            let read = std::io::stdin().lock().read_line(&mut line);
            read.map_err(|error| CliError::environment("standard input", error))?;
            let set = identity::set_password(&context, &address(email)?, line.trim_end_matches(['\r', '\n']), moment);
            done(set.map(drop), email, "admin-password-set", console)
        }
        AdminCommand::Disable { email } => {
            let user = whose(&context, email, console)?;
            let closed = identity::disable_user(&context, Authority::CommandLine, user, moment);
            done(closed, email, "admin-disabled", console)
        }
        AdminCommand::ResetSecondFactor { email } => {
            let user = whose(&context, email, console)?;
            let reset = identity::reset_second_factor(&context, Authority::CommandLine, user, moment);
            done(reset, email, "admin-second-factor-reset", console)
        }
        AdminCommand::Enable { email } => {
            let user = whose(&context, email, console)?;
            let opened = identity::enable_user(&context, Authority::CommandLine, user, moment);
            done(opened, email, "admin-enabled", console)
        }
    }
}

fn invitation(email: &str, name: Option<&str>, is: Membership, console: &Console) -> Result<Invitation, CliError> {
    let email = address(email)?;
    let local = email.as_str().rsplit_once('@').map_or(email.as_str(), |(local, _)| local);
    let name = DisplayName::parse(name.unwrap_or(local)).map_err(|error| CliError::Usage(format!("--name {error}")))?;
    let language = match console.locale {
        Locale::De => UserLanguage::German,
        Locale::En => UserLanguage::English,
    };
    Ok(Invitation { email, name, language, memberships: BTreeSet::from([is]) })
}

fn invite(context: &Context, invitation: &Invitation, moment: &mut Moment, console: &Console) -> Result<(), CliError> {
    let invited = identity::invite(context, Authority::CommandLine, invitation, moment).map_err(refused)?;
    let Invited { user, is_new, .. } = &invited;
    let code = invited.secret().map(|secret| secret.as_str());
    console.result(&json!({"user": user, "new": is_new, "link": invited.page(), "code": code}))?;
    let email = invitation.email.as_str();
    match (invited.page(), code) {
        (Some(page), _) => console.tell(&console.text("admin-link", &[("email", email.into()), ("page", page.into())])),
        (None, Some(code)) => {
            console.tell(&console.text("admin-code", &[("email", email.into()), ("code", code.into())]))
        }
        (None, None) => console.tell(&console.text("admin-role-given", &[("email", email.into())])),
    }
}

fn list(context: &Context, console: &Console) -> Result<(), CliError> {
    let mut accounts: Vec<Account> = Vec::new();
    loop {
        let after = accounts.last().map(|account| account.user.email.clone());
        let some = identity::list_users(context, Authority::CommandLine, after.as_ref(), 500)?;
        if some.is_empty() {
            break;
        }
        accounts.extend(some);
    }
    let lines: Vec<Json> = accounts.iter().map(line).collect();
    console.result(&lines)?;
    if accounts.is_empty() {
        return console.tell(&console.text("admin-none", &[]));
    }
    for Account { user, memberships } in &accounts {
        let roles: Vec<&str> = memberships.iter().map(|membership| membership.role().code()).collect();
        let state = match (user.is_enabled(), user.has_password) {
            (false, _) => console.text("admin-state-locked", &[]),
            (true, false) => console.text("admin-state-invited", &[]),
            (true, true) => console.text("admin-state-active", &[]),
        };
        let facts = [
            ("email", user.email.as_str().into()),
            ("name", user.name.as_str().into()),
            ("roles", roles.join(", ").into()),
            ("state", state.into()),
        ];
        console.tell(&console.text("admin-line", &facts))?;
    }
    Ok(())
}

fn line(account: &Account) -> Json {
    let Account { user, memberships } = account;
    let membership =
        |is: &Membership| json!({"role": is.role(), "organisation": is.organisation(), "lotse": is.lotse()});
    json!({
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "has_password": user.has_password,
        "has_second_factor": user.has_second_factor,
        "disabled_at": user.disabled_at,
        "memberships": memberships.iter().map(membership).collect::<Vec<Json>>(),
    })
}

fn done(result: Result<(), AppError>, email: &str, key: &str, console: &Console) -> Result<(), CliError> {
    result.map_err(refused)?;
    console.result(&json!({"email": email}))?;
    let said = [("email", email.into())];
    console.tell(&match key {
        "admin-password-set" => console.text("admin-password-set", &said),
        "admin-disabled" => console.text("admin-disabled", &said),
        "admin-second-factor-reset" => console.text("admin-second-factor-reset", &said),
        _ => console.text("admin-enabled", &said),
    })
}

fn address(email: &str) -> Result<Email, CliError> {
    Email::parse(email).map_err(|error| CliError::Usage(format!("--email {error}")))
}

fn whose(context: &Context, email: &str, console: &Console) -> Result<UserId, CliError> {
    let address = address(email)?;
    let known = context.database.read(|tx| storage::users::by_email(tx, &address)).map_err(AppError::from)?;
    let absent = || CliError::Refused(console.text("admin-unknown", &[("email", email.into())]));
    known.map(|(user, _)| user.id).ok_or_else(absent)
}

/// The organisation of a name or an identifier.
fn place(context: &Context, name: &str, console: &Console) -> Result<OrganisationId, CliError> {
    if let Ok(id) = name.parse() {
        return Ok(id);
    }
    let named = OrganisationName::parse(name).map_err(|error| CliError::Usage(format!("--organisation {error}")))?;
    let known = context.database.read(|tx| storage::organisations::find_by_name(tx, &named)).map_err(AppError::from)?;
    let absent = || CliError::Refused(console.text("admin-no-organisation", &[("name", name.into())]));
    known.map(|organisation| organisation.id).ok_or_else(absent)
}

/// What the rules refuse is no fault of the environment.
fn refused(error: AppError) -> CliError {
    match error {
        AppError::Identity(error) => CliError::Refused(error.to_string()),
        AppError::Storage(error @ StorageError::NotFound { .. }) => CliError::Refused(error.to_string()),
        other => other.into(),
    }
}
