//! The heat table: on a page a table whose fields are filled, so that it is its own data; to be kept, the same as a drawing.

use super::font;
use super::scene::{Anchor, Form, Group, Ink, Item, Scene, Text, text_at};
use super::shade::Shade;

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// How it is filled.
    pub shade: Shade,
    /// Its figure, in a few signs.
    pub sign: String,
    /// The same in words.
    pub said: String,
}

impl Cell {
    /// Classes of the stylesheet.
    pub fn class(&self) -> String {
        format!("{} {}", self.shade.class(), self.shade.class_on())
    }
}

/// Rows by columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat {
    /// What is to be seen.
    pub title: String,
    /// What stands above.
    pub columns: Vec<String>,
    /// What stands at the side, and a field for each column.
    pub rows: Vec<(String, Vec<Cell>)>,
}

/// Width and height of a field.
const FIELD: (f64, f64) = (46.0, 22.0);

/// Size of letters.
const LETTERS: f64 = 12.0;

impl Heat {
    /// As a drawing.
    pub fn scene(&self) -> Scene {
        let widest = |names: &mut dyn Iterator<Item = &String>| {
            names.map(|name| font::width(name, LETTERS, false)).fold(0.0, f64::max) + 10.0
        };
        let left = widest(&mut self.rows.iter().map(|(name, _)| name));
        let top = widest(&mut self.columns.iter());
        let size = (left + FIELD.0 * self.columns.len() as f64, top + FIELD.1 * self.rows.len() as f64);
        let mut scene = Scene::new(size.0, size.1, self.title.clone());
        let column = |at: usize| left + FIELD.0 * at as f64;
        let heads = self.columns.iter().enumerate().map(|(at, name)| Item {
            form: Form::Text(Text {
                at: (column(at) + FIELD.0 / 2.0 + LETTERS / 3.0, top - 6.0),
                anchor: Anchor::Start,
                size: LETTERS,
                bold: false,
                upwards: true,
                text: name.clone(),
            }),
            ink: Ink::Label,
        });
        scene.adorn(heads.collect());
        for (row, (name, cells)) in self.rows.iter().enumerate() {
            let y = top + FIELD.1 * row as f64;
            let line = y + FIELD.1 / 2.0 + LETTERS / 3.0;
            let head = text_at((left - 8.0, line), Anchor::End, LETTERS, false, name);
            scene.adorn(vec![Item { form: head, ink: Ink::Label }]);
            for (at, cell) in cells.iter().enumerate() {
                let field = Form::Box(column(at) + 0.5, y + 0.5, FIELD.0 - 1.0, FIELD.1 - 1.0);
                let sign =
                    text_at((column(at) + FIELD.0 / 2.0, line), Anchor::Middle, LETTERS - 1.0, false, &cell.sign);
                scene.groups.push(Group {
                    name: Some(cell.said.clone()),
                    link: None,
                    items: vec![
                        Item { form: field, ink: Ink::Shade(cell.shade) },
                        Item { form: sign, ink: Ink::On(cell.shade) },
                    ],
                });
            }
        }
        scene
    }
}
