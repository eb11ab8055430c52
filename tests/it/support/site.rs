//! The service as it runs, on a free port, spoken to by a foreign HTTP client.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use actix_web::web::ServiceConfig;
use lotsenwerk::app::{Context, Moments};
use lotsenwerk::http::edge::Front;
use lotsenwerk::http::{Service, server};
use lotsenwerk::startup;
use serde_json::Value;

/// A running service; it is stopped, and has answered what it had begun, when this is dropped.
pub struct Site {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    serving: Option<JoinHandle<()>>,
    service: Service,
    agent: ureq::Agent,
}

/// An answer: its status, where it leads, and its body.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.body))
    }

    /// The cookie that it sets, as a browser sends it back.
    pub fn cookie(&self) -> Option<String> {
        Some(self.header("set-cookie")?.split(';').next()?.to_owned())
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_default()
    }

    /// The value of the first thing in the page that stands between these two.
    pub fn between(&self, before: &str, after: &str) -> &str {
        let (_, rest) = self.body.split_once(before).unwrap_or_else(|| panic!("no {before} in {}", self.body));
        rest.split_once(after).unwrap().0
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

impl Site {
    /// Serves what is in this context, at these moments.
    pub fn open(context: Context, moments: Moments) -> Self {
        Self::open_with(context, moments, server::Rules::default(), startup::FRONT.routes)
    }

    /// The same by other rules, and with other addresses.
    pub fn open_with(context: Context, moments: Moments, rules: server::Rules, routes: fn(&mut ServiceConfig)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let until = Arc::clone(&stop);
        let service = Service::new(context, moments, 8);
        let serves = service.clone();
        let serving = std::thread::spawn(move || {
            let front = Front { routes, ..startup::FRONT };
            server::serve(listener, serves, rules, front, until).unwrap();
        });
        let agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build();
        Self { address, stop, serving: Some(serving), service, agent: agent.into() }
    }

    /// What its handlers work with.
    pub const fn service(&self) -> &Service {
        &self.service
    }

    /// Asks for a page as a browser that speaks English.
    pub fn get(&self, path: &str) -> Answer {
        let request = self.agent.get(self.url(path)).header("Accept-Language", "en");
        Self::answer(request.call().unwrap())
    }

    /// Asks whether a page is there, as programs do that check mails.
    pub fn head(&self, path: &str) -> Answer {
        Self::answer(self.agent.head(self.url(path)).call().unwrap())
    }

    /// Sends a form as a browser that speaks English.
    pub fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = self.agent.post(self.url(path)).header("Accept-Language", "en");
        Self::answer(request.send_form(form.iter().copied()).unwrap())
    }

    /// Logs somebody in by the page for it, and gives the cookie that their browser keeps.
    pub fn log_in(&self, email: &str, password: &str) -> String {
        let entered = self.post("/log-in", &[("email", email), ("password", password)]);
        assert_eq!(entered.status, 303, "{}", entered.body);
        entered.cookie().unwrap()
    }

    /// Asks for a page as somebody who has logged in.
    pub fn get_as(&self, cookie: &str, path: &str) -> Answer {
        let request = self.agent.get(self.url(path)).header("Accept-Language", "en").header("Cookie", cookie);
        Self::answer(request.call().unwrap())
    }

    /// Sends a form as somebody who has logged in.
    pub fn post_as(&self, cookie: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = self.agent.post(self.url(path)).header("Accept-Language", "en").header("Cookie", cookie);
        Self::answer(request.send_form(form.iter().copied()).unwrap())
    }

    /// Speaks to the REST interface in English: with a secret, further headers, and JSON.
    pub fn api(
        &self,
        method: &str,
        path: &str,
        secret: Option<&str>,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        self.api_in("en", method, path, secret, headers, body)
    }

    /// The same in another language.
    pub fn api_in(
        &self,
        language: &str,
        method: &str,
        path: &str,
        secret: Option<&str>,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let mut request =
            ureq::http::Request::builder().method(method).uri(self.url(path)).header("Accept-Language", language);
        if let Some(secret) = secret {
            request = request.header("Authorization", format!("Bearer {secret}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = match body {
            Some(body) => {
                let request = request.header("Content-Type", "application/json").body(body.to_string()).unwrap();
                self.agent.run(request)
            }
            None => self.agent.run(request.body(()).unwrap()),
        };
        Self::answer(response.unwrap())
    }

    /// Asks in any way, with headers; gives the answer as it came, not unpacked.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = ureq::http::Request::builder().method(method).uri(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = self.agent.run(request.body(()).unwrap()).unwrap();
        let body = response.body_mut().read_to_vec().unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned(), bytes: body }
    }

    /// Visits a page as a browser that speaks English, with a cookie and a form.
    pub fn visit(&self, method: &str, path: &str, cookie: Option<&str>, form: &[(&str, &str)]) -> Answer {
        let mut request =
            ureq::http::Request::builder().method(method).uri(self.url(path)).header("Accept-Language", "en");
        if let Some(cookie) = cookie {
            request = request.header("Cookie", cookie);
        }
        let response = if method == "GET" {
            self.agent.run(request.body(()).unwrap())
        } else {
            let pairs: Vec<String> =
                form.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
            let request = request.header("Content-Type", "application/x-www-form-urlencoded");
            self.agent.run(request.body(pairs.join("&")).unwrap())
        };
        Self::answer(response.unwrap())
    }

    /// Tells the service to stop; what it has begun it finishes.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sends a file to the REST interface.
    pub fn upload(&self, path: &str, secret: &str, media_type: &str, bytes: &[u8]) -> Answer {
        let request = self.agent.post(self.url(path)).header("Accept-Language", "en");
        let request = request.header("Authorization", format!("Bearer {secret}")).header("Content-Type", media_type);
        Self::answer(request.send(bytes).unwrap())
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}/{}", self.address, path.trim_start_matches('/'))
    }

    fn answer(mut response: ureq::http::Response<ureq::Body>) -> Answer {
        let bytes = response.body_mut().read_to_vec().unwrap();
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }
}

/// A text as it stands in a form.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

impl Drop for Site {
    fn drop(&mut self) {
        // A server that stops waits for connections that are kept.
        self.agent = ureq::Agent::new_with_defaults();
        self.stop.store(true, Ordering::Relaxed);
        let ended = self.serving.take().map(JoinHandle::join);
        if !std::thread::panicking() {
            ended.unwrap().unwrap();
        }
    }
}
