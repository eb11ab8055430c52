//! Supply against demand: a name in the middle, Lotsen to the left, requests to the right, each from zero and on a scale of its own, because they are
//! not of one kind.

use super::map::shortened;
use super::scene::{Anchor, Form, Group, Ink, Item, Scene, text_at};
use super::shade::{Shade, Value};

/// One name with both figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What it is about.
    pub name: String,
    /// To the left.
    pub supply: Value,
    /// To the right.
    pub demand: Value,
    /// Both in words.
    pub said: String,
}

/// What stands above each side.
#[derive(Debug, Clone, PartialEq)]
pub struct Sides {
    /// To the left.
    pub supply: String,
    /// To the right.
    pub demand: String,
}

/// Units from left to right.
const WIDTH: f64 = 460.0;

/// From one row to the next.
const ROW: f64 = 26.0;

/// Half of the room for names.
const NAMES: f64 = 68.0;

/// Room for a figure at the end of a bar.
const FIGURE: f64 = 44.0;

/// Size of letters.
const LETTERS: f64 = 13.0;

/// Draws pairs of bars.
pub fn pairs(title: &str, sides: &Sides, pairs: &[Pair], say: impl Fn(u64) -> String) -> Scene {
    let head = 30.0;
    let mut scene = Scene::new(WIDTH, head + ROW * pairs.len() as f64, title);
    let (left, right) = (WIDTH / 2.0 - NAMES, WIDTH / 2.0 + NAMES);
    let bold = |x, anchor, text: &str| Item { form: text_at((x, 16.0), anchor, LETTERS, true, text), ink: Ink::Label };
    scene.adorn(vec![bold(left, Anchor::End, &sides.supply), bold(right, Anchor::Start, &sides.demand)]);
    let most = |of: fn(&Pair) -> Value| {
        let told = pairs.iter().filter_map(|pair| match of(pair) {
            Value::Told(value) => Some(value),
            Value::Few | Value::None => None,
        });
        told.max().unwrap_or(0).max(1) as f64
    };
    let (most_supply, most_demand) = (most(|pair| pair.supply), most(|pair| pair.demand));
    let room = left - FIGURE;
    for (at, pair) in pairs.iter().enumerate() {
        let y = head + ROW * at as f64;
        let line = y + ROW / 2.0 + LETTERS / 3.0;
        let name = shortened(&pair.name, 2.0 * NAMES - 12.0, LETTERS);
        let mut items =
            vec![Item { form: text_at((WIDTH / 2.0, line), Anchor::Middle, LETTERS, false, &name), ink: Ink::Label }];
        for (value, most, ink, is_left) in
            [(pair.supply, most_supply, Ink::Supply, true), (pair.demand, most_demand, Ink::Demand, false)]
        {
            let (length, ink, words) = match value {
                Value::Told(value) => (room * value as f64 / most, ink, say(value)),
                Value::Few => (10.0, Ink::Shade(Shade::Few), String::new()),
                Value::None => (0.0, ink, "–".to_owned()),
            };
            let x = if is_left { left - length } else { right };
            items.push(Item { form: Form::Box(x, y + 4.0, length, ROW - 8.0), ink });
            let (x, anchor) =
                if is_left { (left - length - 5.0, Anchor::End) } else { (right + length + 5.0, Anchor::Start) };
            items.push(Item { form: text_at((x, line), anchor, LETTERS - 1.0, false, &words), ink: Ink::Soft });
        }
        scene.groups.push(Group { name: Some(pair.said.clone()), link: None, items });
    }
    scene
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_begin_at_zero_and_each_side_has_its_scale() {
        let pair = |supply, demand| Pair { name: "Dari".to_owned(), supply, demand, said: String::new() };
        let sides = Sides { supply: "Lots*innen".to_owned(), demand: "Anfragen".to_owned() };
        let told = [
            pair(Value::Told(10), Value::Told(400)),
            pair(Value::Told(5), Value::Told(100)),
            pair(Value::Few, Value::None),
        ];
        let scene = pairs("Sprachen", &sides, &told, |n| n.to_string());
        let lengths = |ink: Ink| -> Vec<f64> {
            let items = scene.groups.iter().flat_map(|group| &group.items).filter(|item| item.ink == ink);
            items
                .filter_map(|item| match item.form {
                    Form::Box(_, _, length, _) => Some(length),
                    _ => None,
                })
                .collect()
        };
        let (supply, demand) = (lengths(Ink::Supply), lengths(Ink::Demand));
        assert!((supply[0] - 2.0 * supply[1]).abs() < 1e-9, "{supply:?}");
        assert!((demand[0] - 4.0 * demand[1]).abs() < 1e-9 && (demand[0] - supply[0]).abs() < 1e-9, "{demand:?}");
        assert_eq!(lengths(Ink::Shade(Shade::Few)).len(), 1);
    }
}
