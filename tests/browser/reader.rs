//! Somebody at a screen: what they open, read, press and fill in.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use lotsenwerk::i18n::{Locale, text};
use serde_json::json;

use super::driver::{Driver, found};
use super::look::Look;
use super::program::Program;
use super::session::{ENTER, Element, Refused, Session, TAB};
use super::traffic::Traffic;

/// How long somebody waits for a page.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often somebody presses the tab key before they give up.
const MOST_TABS: usize = 120;

/// Whether the browser runs the pages' scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    Run,
    Blocked,
}

/// Somebody at a screen; they leave it when this is dropped.
pub struct Reader<'p> {
    pub program: &'p Program,
    pub session: Session,
    pub locale: Locale,
    /// How they see pages by themselves.
    pub own: Look,
    /// How they see pages now.
    pub look: Cell<Look>,
    /// Whether their browser runs scripts by itself.
    pub scripts: Scripts,
    pub traffic: RefCell<Traffic>,
    /// Ends after the window is closed.
    _driver: Driver,
}

impl<'p> Reader<'p> {
    pub fn new(program: &'p Program, locale: Locale, look: Look, scripts: Scripts) -> Self {
        let driver = Driver::start();
        let other = if locale == Locale::De { Locale::En } else { Locale::De };
        let languages = format!("{},{}", locale.code(), other.code());
        let session = Session::open(
            &driver.url(),
            &json!({
                "browserName": "chrome",
                "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
                "goog:chromeOptions": {
                    "binary": found("chromium", "chromium"),
                    "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
                    "prefs": {"intl.accept_languages": languages},
                    "perfLoggingPrefs": {"enableNetwork": true, "enablePage": false},
                },
            }),
        );
        // Each page is weighed as by somebody who comes for the first time.
        session.chromium("Network.setCacheDisabled", &json!({"cacheDisabled": true})).unwrap();
        let reader = Self {
            program,
            session,
            locale,
            own: look,
            look: Cell::new(look),
            scripts,
            traffic: RefCell::default(),
            _driver: driver,
        };
        reader.see(look);
        reader.let_scripts(scripts);
        reader
    }

    /// From now on the browser runs scripts or does not. What a page did not run while it came is not run later.
    pub fn let_scripts(&self, scripts: Scripts) {
        let params = json!({"value": scripts == Scripts::Blocked});
        self.session.chromium("Emulation.setScriptExecutionDisabled", &params).unwrap();
    }

    /// From now on they see pages so; the page that is shown stays.
    pub fn see(&self, look: Look) {
        self.session.chromium("Emulation.setDeviceMetricsOverride", &look.screen()).unwrap();
        self.session.chromium("Emulation.setEmulatedMedia", &look.media()).unwrap();
        self.look.set(look);
    }

    /// Words of the service in their language.
    pub fn words(&self, key: &str) -> String {
        text(self.locale, key, &[]).replace('\u{a0}', " ")
    }

    pub fn open(&self, path: &str) {
        self.session.go(&format!("{}{path}", self.program.base)).unwrap();
    }

    /// The path that is shown, with its query.
    pub fn path(&self) -> String {
        let address = self.session.address().unwrap();
        address.strip_prefix(&self.program.base).unwrap_or(&address).to_owned()
    }

    pub fn text(&self) -> String {
        self.session.first("main").and_then(|main| main.text()).unwrap()
    }

    /// Whether the page says this, now.
    pub fn reads(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    pub fn all(&self, selector: &str) -> Vec<Element<'_>> {
        self.session.all(selector).unwrap()
    }

    #[track_caller]
    pub fn first(&self, selector: &str) -> Element<'_> {
        match self.session.first(selector) {
            Ok(element) => element,
            Err(refused) => panic!("{refused:?} in {}: {}", self.path(), self.text()),
        }
    }

    /// Texts of all elements that a selector fits.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).iter().map(|element| element.text().unwrap()).collect()
    }

    /// Waits for the page that comes: a key that sends a form is back before it, and in between the old one may be asked.
    #[track_caller]
    pub fn until(&self, said: &str, holds: impl Fn(&Session) -> Result<bool, Refused>) {
        let pause = Duration::from_millis(50);
        for _ in 0..PATIENCE.as_millis() / pause.as_millis() {
            if holds(&self.session).unwrap_or(false) {
                return;
            }
            std::thread::sleep(pause);
        }
        panic!("{said}; instead {} says: {}", self.path(), self.text());
    }

    /// Waits until the page says this.
    #[track_caller]
    pub fn until_reads(&self, words: &str) {
        self.until(&format!("no page says {words:?}"), |session| Ok(session.first("main")?.text()?.contains(words)));
    }

    /// Logs in by the form, and chooses the own language on the own page where the account has another.
    #[track_caller]
    pub fn log_in(&self, role: &str) {
        self.open("/log-in");
        self.log_in_here(role);
        self.until("nobody is logged in", |session| Ok(!session.address()?.contains("/log-in")));
        if self.session.run("return document.documentElement.lang").unwrap() != self.locale.code() {
            self.open("/profile/edit");
            self.first(&format!("input[name=language][value={}]", self.locale.code())).click().unwrap();
            self.first("main button.primary").click().unwrap();
            self.until_reads(&self.words("web-done-saved"));
            self.open("/");
        }
    }

    /// Fills in the form of the page that is shown, and sends it.
    pub fn log_in_here(&self, role: &str) {
        let (email, password) = self.program.account(role);
        self.first("#email").type_in(email).unwrap();
        self.first("#password").type_in(&format!("{password}{ENTER}")).unwrap();
    }

    /// By keyboard alone: on to what has these words or this name, and Enter.
    #[track_caller]
    pub fn press(&self, words: &str) {
        for _ in 0..MOST_TABS {
            self.session.active().and_then(|active| active.type_in(TAB)).unwrap();
            let active = self.session.active().unwrap();
            let is_it =
                active.text().unwrap() == words || active.attribute("aria-label").unwrap().as_deref() == Some(words);
            if is_it {
                active.type_in(ENTER).unwrap();
                return;
            }
        }
        panic!("no way leads to {words:?} by keyboard: {} says {}", self.path(), self.text());
    }

    /// By keyboard alone: on to a field, and type.
    #[track_caller]
    pub fn fill(&self, name: &str, keys: &str) {
        for _ in 0..MOST_TABS {
            let active = self.session.active().unwrap();
            if active.attribute("name").unwrap().as_deref() == Some(name) {
                active.type_in(keys).unwrap();
                return;
            }
            active.type_in(TAB).unwrap();
        }
        panic!("no way leads to the field {name:?} by keyboard: {}", self.path());
    }

    /// What the browser has complained of since it was asked last.
    pub fn complaints(&self) -> Vec<String> {
        // It tells of a page that says that something is wrong, by its status; the page of components has fields that are
        // sent nowhere.
        let refused = format!("{} - Failed to load resource", self.session.address().unwrap());
        let known = ["favicon", &refused, "Password field is not contained in a form"];
        let said = self.session.log("browser").unwrap();
        said.into_iter().filter(|said| !known.iter().any(|known| said.contains(known))).collect()
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        self.session.close();
    }
}
