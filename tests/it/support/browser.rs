//! Somebody who has logged in at the service with a browser.

use std::net::SocketAddr;
use std::time::Duration;

use super::people::PASSWORD;
use super::site::{Answer, Site};

/// A browser with the cookie of a session.
pub struct Browser {
    address: SocketAddr,
    agent: ureq::Agent,
    cookie: String,
}

impl Browser {
    /// Logs in by the form, as the person whose mail address begins so.
    pub fn log_in(site: &Site, name: &str) -> Self {
        let agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build();
        let mut browser = Self { address: site.address(), agent: agent.into(), cookie: String::new() };
        let answer = browser.post("/log-in", &[("email", &format!("{name}@example.org")), ("password", PASSWORD)]);
        assert_eq!(answer.status, 303, "{}", answer.body);
        let cookie = answer.header("set-cookie").unwrap();
        browser.cookie = cookie.split(';').next().unwrap().to_owned();
        browser
    }

    pub fn get(&self, path: &str) -> Answer {
        let request = self.agent.get(self.url(path)).header("Accept-Language", "en").header("Cookie", &self.cookie);
        Self::answer(request.call().unwrap())
    }

    pub fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = self.agent.post(self.url(path)).header("Accept-Language", "en").header("Cookie", &self.cookie);
        Self::answer(request.send_form(form.iter().copied()).unwrap())
    }

    /// Sends a form with a file, as `multipart/form-data`.
    pub fn upload(&self, path: &str, form: &[(&str, &str)], file: (&str, &[u8])) -> Answer {
        let mut body = Vec::new();
        for (name, value) in form {
            let part = format!("--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let (name, bytes) = file;
        let head = format!(
            "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--line--\r\n");
        let request = self.agent.post(self.url(path)).header("Accept-Language", "en").header("Cookie", &self.cookie);
        Self::answer(request.header("Content-Type", "multipart/form-data; boundary=line").send(&body[..]).unwrap())
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn answer(mut response: ureq::http::Response<ureq::Body>) -> Answer {
        let bytes = response.body_mut().read_to_vec().unwrap();
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            // Spaces that do not break are read as any others.
            body: String::from_utf8_lossy(&bytes).replace('\u{a0}', " "),
            bytes,
        }
    }
}

/// The value of a hidden field of a page.
pub fn hidden<'b>(body: &'b str, name: &str) -> &'b str {
    let begin = format!("type=\"hidden\" name=\"{name}\" value=\"");
    body.split(&begin).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("no {name} in {body}"))
}

/// A text as it stands in a page.
pub fn escaped(text: &str) -> String {
    text.replace('\'', "&#39;")
}
