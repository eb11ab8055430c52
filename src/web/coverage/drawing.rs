//! `GET /coverage/drawing`: one drawing to be kept, as SVG or PNG, with its title, what it was made from, and its source.

use super::data::{Asked, Data};
use super::drawings;
use crate::app::coverage;
use crate::domain::time::ZONE;
use crate::i18n::dates;
use crate::web::components::plot::{Scene, png, to_keep};
use crate::web::page::{Answer, Outcome, PageError, Visit};

/// The drawing.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let asked = Asked::of(visit);
    let what = visit.said.some("what").unwrap_or("map");
    let data = Data::of(visit, &asked)?;
    let locale = visit.locale;
    let outlines = coverage::outlines(visit.context);
    let explained =
        |scene: Scene, title: &str| Scene { title: visit.text(title), ..scene }.explained(&drawings::legend(locale));
    let scene = match what {
        "map" => explained(drawings::as_map(locale, &data, &outlines), "cover-kept"),
        "tiles" => explained(drawings::as_tiles(locale, &data, &outlines), "cover-kept"),
        "heat" => explained(drawings::heat(locale, &data).scene(), "cover-heat"),
        "trend" => Scene::beside(&drawings::over_time(locale, &data), 3, 24.0, visit.text("cover-trend")),
        "languages" => drawings::languages(locale, &data),
        _ => return Err(PageError::NOT_FOUND),
    };
    let day = dates::date(locale, visit.moment.now.with_timezone(&ZONE).date_naive());
    let mut note = vec![asked.year.to_string(), day, visit.text("cover-sources-short")];
    if let Some(code) = asked.language {
        note.insert(0, super::data::language(visit, code));
    }
    let scene = scene.headed(&note.join(" · "));
    let name = |ending: &str| Some(format!("lotsenwerk-{what}.{ending}"));
    match visit.said.some("as").unwrap_or("svg") {
        "svg" => Ok(Answer::file("image/svg+xml", name("svg"), to_keep(&scene).into_bytes())),
        "png" => {
            let picture = png(&scene).ok_or(PageError::NOT_FOUND)?;
            Ok(Answer::file("image/png", name("png"), picture))
        }
        _ => Err(PageError::NOT_FOUND),
    }
}
