//! Somebody sees to their own account on the phone, without JavaScript: a key for a program, and a second factor.

use lotsenwerk::i18n::Locale;
use totp_rs::Totp;

use super::{in_both_languages, now};
use crate::judge::is_sound;
use crate::look::PHONE;
use crate::program::Program;
use crate::reader::{Reader, Scripts};

fn key(reader: &Reader<'_>) {
    reader.open("/profile/tokens/new");
    reader.fill("name", "Kalender");
    reader.first("input[name=scope]").click().unwrap();
    reader.first("main button.primary").click().unwrap();
    reader.until_reads(&reader.words("self-token-made-lead"));
    is_sound(reader, "own-account");
    reader.open("/profile/tokens");
    is_sound(reader, "own-account");
    reader.first("main a[href$='/revoke']").click().unwrap();
    reader.until("it is not asked", |session| Ok(session.address()?.ends_with("/revoke")));
    is_sound(reader, "own-account");
    reader.first("main form button[type=submit]").click().unwrap();
    reader.until_reads(&reader.words("self-done-revoked"));
}

fn second_factor(reader: &Reader<'_>) {
    let (_, password) = reader.program.account("requester");
    reader.open("/profile/second-factor");
    reader.fill("password", password);
    reader.first("main button.primary").click().unwrap();
    reader.until_reads(&reader.words("self-factor-scan"));
    is_sound(reader, "own-account");
    // What an app reads from the picture is behind the link too.
    let told = reader.first("main a[href^='otpauth:']").attribute("href").unwrap().unwrap();
    let app = Totp::from_url(&told).unwrap();
    reader.fill("code", &app.generate(now().timestamp().cast_unsigned()).to_string());
    reader.first("main button.primary").click().unwrap();
    reader.until_reads(&reader.words("self-codes-lead"));
    is_sound(reader, "own-account");
    for path in ["/profile/second-factor", "/profile/second-factor/codes", "/profile/second-factor/off"] {
        reader.open(path);
        is_sound(reader, "own-account");
    }
}

fn story(locale: Locale) {
    let program = Program::serve();
    let reader = Reader::new(&program, locale, PHONE, Scripts::Blocked);
    reader.log_in("requester");
    key(&reader);
    second_factor(&reader);
}

in_both_languages!(story);
