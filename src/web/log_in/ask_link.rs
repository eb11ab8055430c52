//! Asks for a link by which somebody logs in. What is answered does not tell whether there is such an account.

use crate::app::identity;
use crate::domain::account::LinkPurpose;
use crate::web::components::Faults;
use crate::web::forgotten::{self, Wish};
use crate::web::page::{Outcome, Visit};

const LINK: Wish = Wish {
    address: "/log-in/link",
    title: "self-log-in-link-title",
    words: "self-log-in-link",
    ask: identity::request_log_in_link,
};

/// The form.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    forgotten::form(visit, &LINK, &Faults::default())
}

/// Has the mail sent, where there is somebody to send it to.
pub fn send(visit: &mut Visit<'_>) -> Outcome {
    forgotten::ask(visit, &LINK)
}

/// Says what happens now, if there is such an account.
pub fn sent(visit: &mut Visit<'_>) -> Outcome {
    forgotten::is_on_its_way(visit, LinkPurpose::LogIn)
}
