//! A scene as SVG: on a page, where the stylesheet gives the colours, or as a file of its own.

use std::fmt::Write as _;

use super::scene::{Anchor, EDGE, Form, Group, Ink, Item, Paint, Scene, Text};
use super::shade::Shade;
use crate::web::components::path;

/// Within a page. `id` is the page's own for this drawing.
pub fn on_page(scene: &Scene, id: &str) -> String {
    let mut out = String::new();
    let leads = scene.groups.iter().any(|group| group.link.is_some());
    // What holds links is no picture: its parts have names of their own.
    let role = if leads { "group" } else { "img" };
    let _ = write!(
        out,
        r#"<svg class="plot" viewBox="0 0 {} {}" role="{role}" aria-labelledby="{id}-title"><title id="{id}-title">{}</title>"#,
        number(scene.width),
        number(scene.height),
        escaped(&scene.title)
    );
    out.push_str(&hatch(&format!("{id}-hatch"), None));
    for group in &scene.groups {
        write_group(&mut out, group, |item| format!(r#" class="{}"{}"#, item.ink.class(), hatched(item, id)));
    }
    out.push_str("</svg>\n");
    out
}

/// As a file, on white.
pub fn to_keep(scene: &Scene) -> String {
    let (width, height) = (number(scene.width), number(scene.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         font-family=\"system-ui, 'DejaVu Sans', sans-serif\">\n<title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
        escaped(&scene.title)
    );
    out.push_str(&hatch("hatch", Some(EDGE)));
    for group in &scene.groups {
        let plain = Group { link: None, ..group.clone() };
        write_group(&mut out, &plain, |item| painted(item.ink.paint(), "hatch"));
    }
    out.push_str("</svg>\n");
    out
}

/// On a page each drawing has a hatch of its own, so that none depends on another.
fn hatched(item: &Item, id: &str) -> String {
    match item.ink {
        Ink::Shade(Shade::Few) => format!(r#" fill="url(#{id}-hatch)""#),
        _ => String::new(),
    }
}

fn hatch(id: &str, colour: Option<[u8; 3]>) -> String {
    let (paper, line) = match colour {
        Some(colour) => (r##"fill="#ffffff""##.to_owned(), format!(r#"fill="{}""#, hex(colour))),
        None => (r#"class="hatch-paper""#.to_owned(), r#"class="hatch-line""#.to_owned()),
    };
    format!(
        r#"<defs><pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect {paper} width="6" height="6"/><rect {line} width="2" height="6"/></pattern></defs>"#
    )
}

fn write_group(out: &mut String, group: &Group, look: impl Fn(&Item) -> String) {
    let close = match (&group.link, &group.name) {
        (Some(link), Some(name)) => {
            let name = escaped(name);
            // What is written in it is its name already, if more than a figure is.
            let texts = group.items.iter().filter(|item| matches!(item.form, Form::Text(_))).count();
            let label = if texts > 1 { String::new() } else { format!(r#" aria-label="{name}""#) };
            let _ = write!(out, r#"<a href="{}"{label}><title>{name}</title>"#, escaped(link));
            "</a>\n"
        }
        (_, Some(name)) => {
            let _ = write!(out, "<g><title>{}</title>", escaped(name));
            "</g>\n"
        }
        (_, None) => {
            out.push_str("<g>");
            "</g>\n"
        }
    };
    for item in &group.items {
        write_form(out, &item.form, &look(item));
    }
    out.push_str(close);
}

fn write_form(out: &mut String, form: &Form, look: &str) {
    let _ = match form {
        Form::Area(rings) => {
            let paths: String = rings.iter().map(path).collect();
            write!(out, r#"<path{look} d="{paths}"/>"#)
        }
        Form::Box(x, y, width, height) => {
            let [x, y, width, height] = [x, y, width, height].map(|value| number(*value));
            write!(out, r#"<rect{look} x="{x}" y="{y}" width="{width}" height="{height}"/>"#)
        }
        Form::Line(points) => {
            let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
            write!(out, r#"<polyline{look} points="{}"/>"#, points.join(" "))
        }
        Form::Dot(x, y, radius) => {
            let [x, y, radius] = [x, y, radius].map(|value| number(*value));
            write!(out, r#"<circle{look} cx="{x}" cy="{y}" r="{radius}"/>"#)
        }
        Form::Text(text) => write_text(out, text, look),
    };
}

fn write_text(out: &mut String, text: &Text, look: &str) -> std::fmt::Result {
    let [x, y, size] = [text.at.0, text.at.1, text.size].map(number);
    let anchor = match text.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let bold = if text.bold { r#" font-weight="700""# } else { "" };
    let turn = if text.upwards { format!(r#" transform="rotate(-90 {x} {y})""#) } else { String::new() };
    let words = escaped(&text.text);
    write!(out, r#"<text{look} x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}"{bold}{turn}>{words}</text>"#)
}

fn painted(paint: Paint, hatch: &str) -> String {
    let mut look = match paint.fill {
        _ if paint.hatched => format!(r#" fill="url(#{hatch})""#),
        Some(fill) => format!(r#" fill="{}""#, hex(fill)),
        None => r#" fill="none""#.to_owned(),
    };
    if let Some((colour, width)) = paint.stroke {
        let _ = write!(look, r#" stroke="{}" stroke-width="{}" stroke-linejoin="round""#, hex(colour), number(width));
    }
    if !paint.dashes.is_empty() {
        let dashes: Vec<String> = paint.dashes.iter().map(|dash| number(f64::from(*dash))).collect();
        let _ = write!(look, r#" stroke-dasharray="{}""#, dashes.join(" "));
    }
    look
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Shortest with at most two places.
fn number(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML 1.0 has no way to write these.
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
