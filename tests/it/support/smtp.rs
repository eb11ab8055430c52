//! A mail server for tests: speaks just enough SMTP, and misbehaves when told to.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lotsenwerk::mail::smtp::{Security, Smtp, SmtpServer};

/// What it does with a recipient, or with everybody.
#[derive(Debug, Clone)]
pub enum Mood {
    /// Answers RCPT so.
    Recipient(&'static str),
    /// Answers MAIL so.
    Sender(&'static str),
    /// Takes the text and says nothing more, so many times.
    DropAfterText(u32),
    /// Takes so many mails by one connection, and closes it at the next one.
    MailsAConnection(u32),
    /// Greets so.
    Greeting(&'static str),
}

#[derive(Default)]
struct State {
    /// By recipient; the empty one is everybody.
    moods: HashMap<String, Mood>,
    /// Recipient and text, as they were taken or dropped.
    texts: Vec<(String, String)>,
    connections: usize,
}

/// A server on a port of its own.
#[derive(Clone)]
pub struct TestServer {
    port: u16,
    state: Arc<Mutex<State>>,
}

impl TestServer {
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { port: listener.local_addr().unwrap().port(), state: Arc::default() };
        let serving = server.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (serving, stream) = (serving.clone(), stream.unwrap());
                std::thread::spawn(move || serving.serve(&stream));
            }
        });
        server
    }

    pub fn set(&self, recipient: &str, mood: Mood) {
        self.state.lock().unwrap().moods.insert(recipient.to_owned(), mood);
    }

    pub fn calm(&self) {
        self.state.lock().unwrap().moods.clear();
    }

    /// Recipient and text of each mail, in the order they came.
    pub fn texts(&self) -> Vec<(String, String)> {
        self.state.lock().unwrap().texts.clone()
    }

    pub fn connections(&self) -> usize {
        self.state.lock().unwrap().connections
    }

    pub fn client(&self) -> Smtp {
        Smtp::new(SmtpServer {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            security: Security::None,
            authorities: Vec::new(),
            login: None,
            timeout: Duration::from_secs(5),
            hello: "lotsenwerk.example".to_owned(),
            connections: 2,
        })
        .unwrap()
    }

    fn mood(&self, recipient: &str) -> Option<Mood> {
        self.state.lock().unwrap().moods.get(recipient).cloned()
    }

    /// Whatever the other side does, only its own connection ends.
    fn serve(&self, stream: &TcpStream) -> Option<()> {
        self.state.lock().unwrap().connections += 1;
        let mut out = stream;
        let mut lines = BufReader::new(stream).lines();
        let mut say = |text: &str| out.write_all(format!("{text}\r\n").as_bytes()).ok();
        let greeting = match self.mood("") {
            Some(Mood::Greeting(text)) => text,
            _ => "220 test",
        };
        say(greeting)?;
        let mut recipient = String::new();
        let mut begun = 0;
        loop {
            let line = lines.next()?.ok()?;
            match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
                "EHLO" => say("250 test")?,
                "MAIL" => match self.mood("") {
                    Some(Mood::Sender(text)) => say(text)?,
                    Some(Mood::MailsAConnection(most)) if begun == most => {
                        return say("421 4.7.0 too many mails by one connection");
                    }
                    _ => {
                        begun += 1;
                        say("250 fine")?;
                    }
                },
                "RCPT" => {
                    recipient = line.split(['<', '>']).nth(1)?.to_owned();
                    match self.mood(&recipient).or(self.mood("")) {
                        Some(Mood::Recipient(text)) => say(text)?,
                        _ => say("250 fine")?,
                    }
                }
                "DATA" => {
                    say("354 go on")?;
                    let text: Vec<String> =
                        lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                    let mut state = self.state.lock().unwrap();
                    state.texts.push((recipient.clone(), text.join("\n")));
                    if let Some(Mood::DropAfterText(times)) = state.moods.get_mut(&recipient)
                        && *times > 0
                    {
                        *times -= 1;
                        drop(state);
                        return stream.shutdown(std::net::Shutdown::Both).ok();
                    }
                    drop(state);
                    say("250 taken")?;
                }
                "QUIT" => return say("221 bye"),
                _ => say("500 what?")?,
            }
        }
    }
}
