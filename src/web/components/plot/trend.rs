//! One figure over time: a line with its points, from zero, with its ends written beside them. Several of them stand side by side on one scale.

use super::scene::{Anchor, Form, Group, Ink, Item, Scene, text_at};
use super::shade::{Shade, Value};

/// A point in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// When, in a few signs.
    pub label: String,
    /// How much.
    pub value: Value,
    /// When and how much, in words.
    pub said: String,
}

/// One figure over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it is.
    pub title: String,
    /// Which of three lines it is.
    pub series: usize,
    /// In order.
    pub points: Vec<Point>,
}

/// Units from left to right and from top to bottom.
const SIZE: (f64, f64) = (320.0, 168.0);

/// Where the line is drawn: left, top, right, bottom.
const FIELD: (f64, f64, f64, f64) = (40.0, 30.0, 304.0, 138.0);

/// Size of letters.
const LETTERS: f64 = 12.0;

impl Line {
    /// The greatest figure that is told.
    fn most(&self) -> u64 {
        let told = self.points.iter().filter_map(|point| match point.value {
            Value::Told(value) => Some(value),
            Value::Few | Value::None => None,
        });
        told.max().unwrap_or(0)
    }
}

/// Draws lines, one a drawing, all from nothing to the greatest figure of them.
pub fn trend(lines: &[Line], say: impl Fn(u64) -> String) -> Vec<Scene> {
    let most = lines.iter().map(Line::most).max().unwrap_or(0).max(1);
    lines.iter().map(|line| one(line, most, &say)).collect()
}

fn one(line: &Line, most: u64, say: &impl Fn(u64) -> String) -> Scene {
    let (left, top, right, bottom) = FIELD;
    let mut scene = Scene::new(SIZE.0, SIZE.1, line.title.clone());
    let x = |at: usize| match line.points.len() {
        0 | 1 => f64::midpoint(left, right),
        count => left + (right - left) * at as f64 / (count - 1) as f64,
    };
    let y = |value: u64| bottom - (bottom - top) * value as f64 / most as f64;
    let soft = |at, anchor, text: &str| Item { form: text_at(at, anchor, LETTERS - 1.0, false, text), ink: Ink::Soft };
    let mut frame = vec![
        Item { form: text_at((left - 36.0, 14.0), Anchor::Start, LETTERS + 1.0, true, &line.title), ink: Ink::Label },
        Item { form: Form::Line(vec![(left, bottom), (right, bottom)]), ink: Ink::Rule },
        soft((left - 6.0, bottom + 4.0), Anchor::End, "0"),
        soft((left - 6.0, top + 4.0), Anchor::End, &say(most)),
    ];
    let last = line.points.len().saturating_sub(1);
    for (at, point) in line.points.iter().enumerate() {
        let anchor = if at == 0 { Anchor::Start } else { Anchor::End };
        if at == 0 || at == last {
            frame.push(soft((x(at), bottom + 20.0), anchor, &point.label));
        }
    }
    scene.adorn(frame);
    // What is not told is a gap: a line across it would tell.
    let mut pieces: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for (at, point) in line.points.iter().enumerate() {
        match (point.value, pieces.last_mut()) {
            (Value::Told(value), Some(piece)) => piece.push((x(at), y(value))),
            _ => pieces.push(Vec::new()),
        }
    }
    let drawn = pieces.into_iter().filter(|piece| piece.len() > 1);
    scene.adorn(drawn.map(|piece| Item { form: Form::Line(piece), ink: Ink::Series(line.series) }).collect());
    for (at, point) in line.points.iter().enumerate() {
        let mark = match point.value {
            Value::Told(value) => Item { form: Form::Dot(x(at), y(value), 3.0), ink: Ink::Label },
            Value::Few => Item { form: Form::Box(x(at) - 4.0, bottom - 12.0, 8.0, 12.0), ink: Ink::Shade(Shade::Few) },
            Value::None => continue,
        };
        scene.groups.push(Group { name: Some(point.said.clone()), link: None, items: vec![mark] });
    }
    if let Some((at, value)) = line.points.iter().enumerate().rev().find_map(|(at, point)| match point.value {
        Value::Told(value) => Some((at, value)),
        Value::Few | Value::None => None,
    }) {
        let label = text_at((x(at), y(value) - 8.0), Anchor::End, LETTERS, true, &say(value));
        scene.adorn(vec![Item { form: label, ink: Ink::Label }]);
    }
    scene
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(values: &[Value]) -> Line {
        let point = |value: &Value| Point { label: "Dez.".to_owned(), value: *value, said: "so viele".to_owned() };
        Line { title: "Anfragen".to_owned(), series: 0, points: values.iter().map(point).collect() }
    }

    fn pieces(scene: &Scene) -> Vec<usize> {
        let items = scene.groups.iter().flat_map(|group| &group.items);
        items
            .filter_map(|item| match (&item.form, item.ink) {
                (Form::Line(points), Ink::Series(_)) => Some(points.len()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn what_is_not_told_is_a_gap() {
        use Value::{Few, None, Told};
        let scenes =
            trend(&[line(&[Told(9), Told(7), Few, Told(8), Told(6), Told(5), None, Told(5)])], |n| n.to_string());
        assert_eq!(pieces(&scenes[0]), [2, 3]);
        let hatched = |item: &&Item| item.ink == Ink::Shade(Shade::Few);
        assert_eq!(scenes[0].groups.iter().flat_map(|group| &group.items).filter(hatched).count(), 1);
        assert!(pieces(&trend(&[line(&[])], |n| n.to_string())[0]).is_empty());
    }

    #[test]
    fn lines_share_a_scale_from_zero() {
        use Value::Told;
        let scenes = trend(&[line(&[Told(0), Told(100)]), line(&[Told(0), Told(50)])], |n| n.to_string());
        let highest = |scene: &Scene| {
            let items = scene.groups.iter().flat_map(|group| &group.items);
            let dots = items.filter_map(|item| match item.form {
                Form::Dot(_, y, _) => Some(y),
                _ => None,
            });
            dots.fold(f64::INFINITY, f64::min)
        };
        let (_, top, _, bottom) = FIELD;
        assert!((highest(&scenes[0]) - top).abs() < 1e-9);
        assert!((highest(&scenes[1]) - f64::midpoint(top, bottom)).abs() < 1e-9);
    }
}
