//! The WebDriver protocol, as far as these tests speak it: JSON over HTTP, one function a command.
//!
//! Written here and not taken from a crate, because most of what is asked for are Chromium's own commands (`goog/cdp`, `se/log`),
//! which crates leave to their users. fantoccini would bring 26 packages to everybody's `cargo test`, a second HTTP client and a
//! second ICU among them; thirtyfour turns on an option of serde_json by which objects keep their order, so that all tests would
//! run another program than the one that is built.

use std::fmt;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// The key under which the protocol hides an element's identity.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// The most that one answer may have: a picture of a long page.
const LONGEST: u64 = 100_000_000;

pub const TAB: &str = "\u{e004}";
pub const ENTER: &str = "\u{e007}";
pub const DOWN: &str = "\u{e015}";

/// What a driver says instead of an answer.
pub struct Refused(String);

impl fmt::Debug for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A window of a browser.
pub struct Session {
    agent: ureq::Agent,
    url: String,
}

/// Something in the page that is shown.
pub struct Element<'s> {
    session: &'s Session,
    id: String,
}

impl Session {
    pub fn open(driver: &str, capabilities: &Value) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build();
        let mut session = Self { agent: agent.into(), url: format!("{driver}/session") };
        let wanted = json!({"capabilities": {"alwaysMatch": capabilities}});
        let opened = session.post("", &wanted).unwrap_or_else(|refused| panic!("Chromium does not start: {refused:?}"));
        session.url = format!("{driver}/session/{}", opened["sessionId"].as_str().unwrap());
        session
    }

    fn answer(mut response: ureq::http::Response<ureq::Body>) -> Result<Value, Refused> {
        let text = response.body_mut().with_config().limit(LONGEST).read_to_string().unwrap();
        let mut said: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"));
        let value = said["value"].take();
        if response.status().is_success() {
            return Ok(value);
        }
        Err(Refused(format!("{}: {}", value["error"], value["message"])))
    }

    fn post(&self, command: &str, body: &Value) -> Result<Value, Refused> {
        let request = self.agent.post(self.at(command)).header("Content-Type", "application/json");
        Self::answer(request.send(body.to_string()).unwrap())
    }

    fn get(&self, command: &str) -> Result<Value, Refused> {
        Self::answer(self.agent.get(self.at(command)).call().unwrap())
    }

    fn delete(&self, command: &str) -> Result<Value, Refused> {
        Self::answer(self.agent.delete(self.at(command)).call().unwrap())
    }

    fn at(&self, command: &str) -> String {
        if command.is_empty() { self.url.clone() } else { format!("{}/{command}", self.url) }
    }

    /// Closes the browser; that it is gone already is no reason to complain.
    pub fn close(&self) {
        self.agent.delete(&self.url).call().ok();
    }

    pub fn go(&self, url: &str) -> Result<(), Refused> {
        self.post("url", &json!({"url": url})).map(drop)
    }

    pub fn back(&self) -> Result<(), Refused> {
        self.post("back", &json!({})).map(drop)
    }

    pub fn address(&self) -> Result<String, Refused> {
        Ok(self.get("url")?.as_str().unwrap().to_owned())
    }

    pub fn source(&self) -> Result<String, Refused> {
        Ok(self.get("source")?.as_str().unwrap().to_owned())
    }

    pub fn forget_cookies(&self) -> Result<(), Refused> {
        self.delete("cookie").map(drop)
    }

    /// All elements that a selector of CSS fits.
    pub fn all(&self, selector: &str) -> Result<Vec<Element<'_>>, Refused> {
        let found = self.post("elements", &json!({"using": "css selector", "value": selector}))?;
        Ok(found.as_array().unwrap().iter().map(|one| self.element(one)).collect())
    }

    pub fn first(&self, selector: &str) -> Result<Element<'_>, Refused> {
        Ok(self.element(&self.post("element", &json!({"using": "css selector", "value": selector}))?))
    }

    /// The element that has the focus.
    pub fn active(&self) -> Result<Element<'_>, Refused> {
        Ok(self.element(&self.get("element/active")?))
    }

    fn element(&self, found: &Value) -> Element<'_> {
        Element { session: self, id: found[ELEMENT].as_str().unwrap().to_owned() }
    }

    /// What a function's body returns in the page.
    pub fn run(&self, script: &str) -> Result<Value, Refused> {
        self.post("execute/sync", &json!({"script": script, "args": []}))
    }

    /// What a function's body hands to its only argument.
    pub fn run_until_done(&self, script: &str) -> Result<Value, Refused> {
        self.post("execute/async", &json!({"script": script, "args": []}))
    }

    /// A command of Chromium's own.
    pub fn chromium(&self, command: &str, params: &Value) -> Result<Value, Refused> {
        self.post("goog/cdp/execute", &json!({"cmd": command, "params": params}))
    }

    /// What a log has noted since it was read last.
    pub fn log(&self, name: &str) -> Result<Vec<String>, Refused> {
        let entries = self.post("se/log", &json!({"type": name}))?;
        Ok(entries.as_array().unwrap().iter().map(|entry| entry["message"].as_str().unwrap().to_owned()).collect())
    }

    /// A picture of the whole page, not only of what fits on the screen.
    pub fn picture(&self) -> Result<Vec<u8>, Refused> {
        let wanted = json!({"format": "png", "captureBeyondViewport": true});
        let taken = self.chromium("Page.captureScreenshot", &wanted)?;
        Ok(STANDARD.decode(taken["data"].as_str().unwrap()).unwrap())
    }
}

impl Element<'_> {
    fn at(&self, command: &str) -> String {
        format!("element/{}/{command}", self.id)
    }

    fn words(&self, command: &str) -> Result<Option<String>, Refused> {
        Ok(self.session.get(&self.at(command))?.as_str().map(str::to_owned))
    }

    /// The text as a reader sees it; spaces that do not break are read as any others.
    pub fn text(&self) -> Result<String, Refused> {
        Ok(self.words("text")?.unwrap_or_default().replace('\u{a0}', " "))
    }

    pub fn attribute(&self, name: &str) -> Result<Option<String>, Refused> {
        self.words(&format!("attribute/{name}"))
    }

    pub fn property(&self, name: &str) -> Result<Option<String>, Refused> {
        self.words(&format!("property/{name}"))
    }

    pub fn is_selected(&self) -> Result<bool, Refused> {
        Ok(self.session.get(&self.at("selected"))? == true)
    }

    pub fn height(&self) -> Result<f64, Refused> {
        Ok(self.session.get(&self.at("rect"))?["height"].as_f64().unwrap())
    }

    pub fn click(&self) -> Result<(), Refused> {
        self.session.post(&self.at("click"), &json!({})).map(drop)
    }

    pub fn type_in(&self, keys: &str) -> Result<(), Refused> {
        self.session.post(&self.at("value"), &json!({"text": keys})).map(drop)
    }
}
