//! From a request to a page and back.

use actix_web::web::{Data, Payload, ServiceConfig, get, head, post, resource, to};
use actix_web::{HttpRequest, HttpResponse, Route};

use super::frame::locale_of as language_of;
use super::notice::{refused, wrong_method};
use super::upload::{self, Upload};
use super::{Answer, Audience, Fields, Frame, Method, Page, PageError, Reader, Visit};
use crate::app::{AppError, Context, Moment};
use crate::http::credentials::{Credentials, is_own_page};
use crate::http::permission::allowed;
use crate::http::problem::ProblemCode;
use crate::http::{Asker, Client, Service, locale_of};
use crate::i18n::Locale;
use crate::web::log_in;

/// The addresses of pages.
pub fn routes(config: &mut ServiceConfig, pages: &'static [Page]) {
    let mut paths: Vec<&str> = pages.iter().map(|page| page.path).collect();
    // An address that names its last part goes before one that takes any.
    paths.sort_unstable_by_key(|path| (path.matches('{').count(), *path));
    paths.dedup();
    for path in paths {
        let mut routed = resource(path);
        for page in pages.iter().filter(|page| page.path == path) {
            routed = page.routes().into_iter().fold(routed, actix_web::Resource::route);
        }
        let methods = pages.iter().filter(|page| page.path == path).flat_map(|page| page.methods());
        let allow = methods.copied().collect::<Vec<&str>>().join(", ");
        config
            .service(routed.default_service(to(move |request, service| wrong_method(request, service, allow.clone()))));
    }
}

impl Page {
    /// Its methods as HTTP names them.
    const fn methods(self) -> &'static [&'static str] {
        match self.method {
            Method::Get => &["GET", "HEAD"],
            Method::Post => &["POST"],
        }
    }

    /// A route for each of its methods.
    fn routes(self) -> Vec<Route> {
        let handler = move |request: HttpRequest, payload: Payload, service: Data<Service>| {
            answer(self, request, payload, service)
        };
        match self.method {
            Method::Get => vec![get().to(handler), head().to(handler)],
            Method::Post => vec![post().to(handler)],
        }
    }
}

async fn answer(page: Page, request: HttpRequest, payload: Payload, service: Data<Service>) -> HttpResponse {
    let wish = locale_of(&request, service.locale());
    let below = service.path().to_owned();
    let frame = Frame::new(below.clone(), wish, String::new());
    let turn_away = |error: &PageError| refused(error, page.audience, frame.clone()).send(wish, &below, page.audience);
    // Whoever has a link proves nothing else by their browser, so there is nothing that another's page could use.
    if page.method == Method::Post && page.audience == Audience::Desk && !is_own_page(&request) {
        return turn_away(&PageError::of(ProblemCode::CrossSite));
    }
    let said = match page.method {
        Method::Get => Ok((Fields::parse(request.query_string()), None)),
        Method::Post if page.takes_file => upload::read(&request, payload).await,
        Method::Post => Fields::read(payload).await.map(|said| (said, None)),
    };
    let (said, file) = match said {
        Ok(said) => said,
        Err(code) => return turn_away(&PageError::of(code)),
    };
    let named = request.match_info().iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let asker = Asker::of(&request);
    // Whoever has to log in first needs no turn.
    let soon = if page.thinks_if_soon && asker.shows_something() { service.turn_soon(&asker).await } else { None };
    let visitor = Visitor {
        page,
        may_think: soon.is_some(),
        credentials: Credentials::of(&request),
        client: Client::of(&request),
        wish,
        said,
        file,
        named,
        here: request.path().to_owned(),
        below: below.clone(),
    };
    let work = move |context: &Context, moment: &mut Moment| -> Result<_, AppError> {
        let shown = visitor.visit(context, moment);
        drop(soon);
        Ok(shown)
    };
    let shown = service.run_for(&asker, page.line, work).await;
    match shown {
        Ok((locale, answer)) => answer.send(locale, &below, page.audience),
        Err(refusal) => turn_away(&refusal.into()),
    }
}

/// Everything about a visit that is known before anybody looks who it is.
struct Visitor {
    page: Page,
    may_think: bool,
    credentials: Credentials,
    client: Client,
    wish: Locale,
    said: Fields,
    file: Option<Upload>,
    named: Vec<(String, String)>,
    here: String,
    below: String,
}

impl Visitor {
    fn visit(&self, context: &Context, moment: &mut Moment) -> (Locale, Answer) {
        let caller = match self.credentials.identify(context, moment) {
            // Keys are for programs. One that fetches pages has mistaken the address.
            Ok(caller) => caller.filter(|who| who.session().is_ok()),
            Err(error) => return (self.wish, self.refused(&error.into(), None, self.wish)),
        };
        let locale = caller.as_ref().map_or(self.wish, |who| language_of(who.user.language));
        let outcome = allowed(self.page.need, caller.as_ref()).map_err(PageError::of).and_then(|grant| {
            (self.page.run)(&mut Visit {
                context,
                moment: &mut *moment,
                locale,
                caller: caller.as_ref(),
                client: &self.client,
                said: &self.said,
                file: self.file.as_ref(),
                grant,
                named: &self.named,
                here: &self.here,
                below: &self.below,
                may_think: self.may_think,
            })
        });
        let answer = outcome.unwrap_or_else(|error| {
            let reader = caller.as_ref().map(|who| Reader::of(who, &self.here));
            self.refused(&error, reader, locale)
        });
        (locale, answer)
    }

    fn refused(&self, error: &PageError, reader: Option<Reader>, locale: Locale) -> Answer {
        let frame = Frame { reader, ..Frame::new(self.below.clone(), locale, String::new()) };
        match (error.code, self.page.audience) {
            (ProblemCode::Unauthenticated, Audience::Desk) => {
                // What is too long for the log-in to keep is chosen once more.
                let kept = if self.page.takes_file { self.said.with(&[("content", "")]) } else { self.said.clone() };
                log_in::first(self.page.method, &self.here, &kept, frame)
            }
            _ => refused(error, self.page.audience, frame),
        }
    }
}
