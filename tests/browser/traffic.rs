//! What pages made the browser fetch: how much, and from whom.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

/// What has been fetched in a window so far.
#[derive(Debug, Default)]
pub struct Traffic {
    /// The page for which something was asked, by the request's identity.
    page_of: HashMap<String, String>,
    /// Bytes over the line, by page.
    bytes: HashMap<String, u64>,
    /// The page that was asked for last.
    page: String,
    /// Every address that was asked for.
    asked: BTreeSet<String>,
}

impl Traffic {
    /// Takes in one entry of Chromium's log.
    pub fn note(&mut self, entry: &str) {
        let entry: Value = serde_json::from_str(entry).unwrap();
        let event = &entry["message"];
        let params = &event["params"];
        let named = |key: &str| params[key].as_str().unwrap_or_default().to_owned();
        match event["method"].as_str().unwrap_or_default() {
            "Network.requestWillBeSent" => {
                self.asked.insert(params["request"]["url"].as_str().unwrap().to_owned());
                if params["type"] == "Document" {
                    self.page = named("loaderId");
                }
                self.page_of.insert(named("requestId"), named("loaderId"));
            }
            "Network.loadingFinished" => {
                let page = self.page_of.get(&named("requestId")).cloned().unwrap_or_default();
                let came = params["encodedDataLength"].as_f64().unwrap_or_default() as u64;
                *self.bytes.entry(page).or_default() += came;
            }
            _ => {}
        }
    }

    /// Bytes that came over the line for the page that is shown, with all it needs.
    pub fn bytes(&self) -> u64 {
        self.bytes.get(&self.page).copied().unwrap_or_default()
    }

    /// Scripts that were asked for: none where none is run.
    pub fn scripts(&self) -> Vec<&str> {
        self.asked.iter().map(String::as_str).filter(|url| url.ends_with(".js")).collect()
    }

    /// Addresses that were asked for elsewhere than at the service.
    pub fn strangers(&self, base: &str) -> Vec<&str> {
        let own = [base, "data:", "blob:", "chrome", "about:"];
        self.asked.iter().map(String::as_str).filter(|url| !own.iter().any(|begin| url.starts_with(begin))).collect()
    }
}
