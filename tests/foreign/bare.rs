//! The least that actix-web can be asked: one handler that gives a file's bytes to every request, with nothing around it. What
//! `tests/foreign/load.py` compares the service with. Prints its address once it listens.

use std::io::Write;

use actix_web::web::Bytes;
use actix_web::{App, HttpResponse, HttpServer, web};

fn main() -> std::io::Result<()> {
    let file = std::env::args().nth(1).ok_or_else(|| std::io::Error::other("usage: bare FILE"))?;
    let answer = Bytes::from(std::fs::read(file)?);
    let handler = move || {
        let answer = answer.clone();
        std::future::ready(HttpResponse::Ok().content_type("application/json").body(answer))
    };
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    writeln!(std::io::stdout(), "{}", listener.local_addr()?)?;
    let app = move || App::new().default_service(web::to(handler.clone()));
    actix_web::rt::System::new().block_on(HttpServer::new(app).listen(listener)?.run())
}
