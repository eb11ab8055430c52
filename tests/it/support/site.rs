//! The service as it runs, on a free port, spoken to by a foreign HTTP client.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use lotsenwerk::app::{Context, Moments};
use lotsenwerk::http::{Service, server};
use lotsenwerk::web;

/// A running service; it is stopped, and has answered what it had begun, when this is dropped.
pub struct Site {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    serving: Option<JoinHandle<()>>,
    agent: ureq::Agent,
}

/// An answer: its status, where it leads, and its body.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

impl Site {
    /// Serves what is in this context, at these moments.
    pub fn open(context: Context, moments: Moments) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let until = Arc::clone(&stop);
        let serving = std::thread::spawn(move || {
            let rules = server::Rules { threads: 2, patience: Duration::from_secs(30) };
            server::serve(listener, Service::new(context, moments, 8), rules, web::routes, until).unwrap();
        });
        let agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build();
        Self { address, stop, serving: Some(serving), agent: agent.into() }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
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

    /// Sends a form.
    pub fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        Self::answer(self.agent.post(self.url(path)).send_form(form.iter().copied()).unwrap())
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}/{}", self.address, path.trim_start_matches('/'))
    }

    fn answer(mut response: ureq::http::Response<ureq::Body>) -> Answer {
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_string().unwrap(),
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let ended = self.serving.take().map(JoinHandle::join);
        if !std::thread::panicking() {
            ended.unwrap().unwrap();
        }
    }
}
