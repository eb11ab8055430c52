//! The outbox: mails that go out or could not, for whoever looks after the service, and another try. What they say is not shown.

mod kinds;
mod list;
mod retry;

use super::page::Page;
use crate::domain::access::Permission;
use crate::http::permission::Need;

const READ: Need = Need::Permission(Permission::OutboxRead);
const RETRY: Need = Need::Permission(Permission::OutboxRetry);

/// The pages.
pub const PAGES: [Page; 4] = [
    Page::desk("outbox.list", "/outbox", READ, list::show),
    Page::desk("outbox.retry", "/outbox/{id}/retry", RETRY, retry::one).sent(),
    Page::desk("outbox.retry_all_ask", "/outbox/retry", RETRY, retry::ask),
    Page::desk("outbox.retry_all", "/outbox/retry", RETRY, retry::all).sent(),
];
