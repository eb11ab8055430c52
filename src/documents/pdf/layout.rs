//! Where everything stands on which page, before anything is drawn: only then is known how many pages there are.

use std::num::NonZeroU16;

use super::font::{Face, Faces, Shaped};
use super::lines::broken;
use crate::documents::{Cell, Document, Table};

/// Points of an A4 page.
const SHORT: f32 = 595.28;
const LONG: f32 = 841.89;
/// Left, right and above; below there is the foot.
const MARGIN: f32 = 48.0;
const BELOW: f32 = 56.0;
/// Tables that want more letters than this lie on the long side.
const WIDE: u32 = 105;
/// Between cells, and above and below the words of a row.
const GAP: f32 = 6.0;
const PAD: f32 = 3.0;
const LABELS: f32 = 150.0;

const TITLE: f32 = 16.0;
const SUBTITLE: f32 = 11.5;
const WORDS: f32 = 9.5;
const CELLS: f32 = 8.5;
const FOOT: f32 = 8.0;
/// Height of a line for letters of size one.
const LEADING: f32 = 1.32;

/// What a part of the document is to whoever has it read out.
pub enum Role {
    /// A title of a level.
    Heading(NonZeroU16, String),
    /// A paragraph.
    Paragraph,
    /// A table, a row of one, and cells: the heading of a column or of a row, or data.
    Table,
    /// A row.
    Row,
    /// The heading of a column.
    Heads,
    /// The heading of a row.
    HeadsRow,
    /// Data.
    Data,
}

/// A part of the document, and the part that it is within. It stands behind that.
pub struct Part {
    /// What it is.
    pub role: Role,
    /// What it is within.
    pub within: Option<usize>,
}

/// Something at a place on a page.
pub enum Piece {
    /// A line of letters; without a part it is decoration, such as headings that are repeated.
    Text {
        /// The part that it belongs to.
        part: Option<usize>,
        /// Left end.
        x: f32,
        /// Base line.
        y: f32,
        /// Size of the letters.
        size: f32,
        /// The letters.
        text: Shaped,
    },
    /// A line between rows.
    Rule {
        /// Left end.
        left: f32,
        /// Right end.
        right: f32,
        /// Where.
        y: f32,
    },
}

/// Everything in its place.
pub struct Layout {
    /// Width and height of the paper.
    pub paper: (f32, f32),
    /// What stands on each page.
    pub pages: Vec<Vec<Piece>>,
    /// What belongs together.
    pub parts: Vec<Part>,
    /// Titles with page and place, to jump to.
    pub marks: Vec<(String, usize, f32)>,
}

struct Setter<'a> {
    faces: &'a Faces,
    layout: Layout,
    y: f32,
    has_missing: bool,
}

impl Layout {
    /// A document on paper.
    pub fn of(document: &Document, faces: &Faces) -> Self {
        let wants = |table: &Table| table.columns.iter().map(|column| u32::from(column.width)).sum::<u32>();
        let is_wide = document.tables.iter().any(|table| wants(table) > WIDE);
        let paper = if is_wide { (LONG, SHORT) } else { (SHORT, LONG) };
        let layout = Self { paper, pages: vec![Vec::new()], parts: Vec::new(), marks: Vec::new() };
        let mut setter = Setter { faces, layout, y: MARGIN, has_missing: false };
        setter.set(document);
        setter.layout
    }
}

impl Setter<'_> {
    fn set(&mut self, document: &Document) {
        self.heading(1, &document.title, TITLE);
        self.y += 6.0;
        for (label, value) in &document.facts {
            self.fact(label, value);
        }
        for table in &document.tables {
            self.y += 14.0;
            self.table(document, table);
        }
        self.y += 12.0;
        for note in &document.notes {
            self.paragraph(note);
        }
        if self.has_missing {
            self.paragraph(&document.about_missing_letters);
        }
        for label in &document.signatures {
            self.signature(label);
        }
        self.feet(&document.foot);
    }

    fn width(&self) -> f32 {
        self.layout.paper.0 - 2.0 * MARGIN
    }

    fn part(&mut self, role: Role, within: Option<usize>) -> usize {
        self.layout.parts.push(Part { role, within });
        self.layout.parts.len() - 1
    }

    fn piece(&mut self, piece: Piece) {
        if let Some(page) = self.layout.pages.last_mut() {
            page.push(piece);
        }
    }

    /// Begins a page where so much does not fit on this one. Says whether it did.
    fn make_room(&mut self, height: f32) -> bool {
        let is_full = self.y + height > self.layout.paper.1 - BELOW && self.y > MARGIN;
        if is_full {
            self.layout.pages.push(Vec::new());
            self.y = MARGIN;
        }
        is_full
    }

    fn broken(&mut self, bold: bool, words: &str, size: f32, width: f32) -> Vec<Shaped> {
        let face = self.face(bold);
        let (drawn, missing) = face.drawable(words);
        let lines = broken(face, &drawn, size, width).iter().map(|line| face.shape(line)).collect();
        self.has_missing |= missing;
        lines
    }

    const fn face(&self, bold: bool) -> &Face {
        if bold { &self.faces.bold } else { &self.faces.regular }
    }

    /// Lines one below the other from a place on; the place does not move.
    fn lines(
        &mut self,
        part: Option<usize>,
        (left, top, width): (f32, f32, f32),
        size: f32,
        end: bool,
        lines: Vec<Shaped>,
    ) {
        let mut y = top + size;
        for text in lines {
            let x = if end { left + width - text.width * size } else { left };
            self.piece(Piece::Text { part, x, y, size, text });
            y += size * LEADING;
        }
    }

    fn heading(&mut self, level: u16, words: &str, size: f32) {
        let lines = self.broken(true, words, size, self.width());
        let height = lines.len() as f32 * size * LEADING;
        self.make_room(height);
        let title = self.face(true).drawable(words).0;
        let part = self.part(Role::Heading(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), title.clone()), None);
        self.layout.marks.push((title, self.layout.pages.len() - 1, self.y));
        self.lines(Some(part), (MARGIN, self.y, self.width()), size, false, lines);
        self.y += height;
    }

    fn paragraph(&mut self, words: &str) {
        let lines = self.broken(false, words, WORDS, self.width());
        let height = lines.len() as f32 * WORDS * LEADING;
        self.make_room(height);
        let part = self.part(Role::Paragraph, None);
        self.lines(Some(part), (MARGIN, self.y, self.width()), WORDS, false, lines);
        self.y += height + 4.0;
    }

    fn fact(&mut self, label: &str, value: &str) {
        let labels = self.broken(true, label, WORDS, LABELS - GAP);
        let values = self.broken(false, value, WORDS, self.width() - LABELS);
        let height = labels.len().max(values.len()) as f32 * WORDS * LEADING;
        self.make_room(height);
        let part = self.part(Role::Paragraph, None);
        self.lines(Some(part), (MARGIN, self.y, LABELS), WORDS, false, labels);
        self.lines(Some(part), (MARGIN + LABELS, self.y, self.width() - LABELS), WORDS, false, values);
        self.y += height + 1.0;
    }

    /// A line to be signed on.
    fn signature(&mut self, label: &str) {
        self.make_room(52.0);
        self.y += 34.0;
        self.piece(Piece::Rule { left: MARGIN, right: MARGIN + 230.0, y: self.y });
        self.y += 3.0;
        self.paragraph(label);
    }

    fn table(&mut self, document: &Document, table: &Table) {
        let places = places(table, self.width());
        let heads: Vec<Cell> = table.columns.iter().map(|column| Cell::Words(column.heading.clone())).collect();
        // A title does not stand alone at the end of a page.
        let tallest = self.row_height(document, &heads, &places, true) + 3.0 * CELLS * LEADING;
        self.make_room(SUBTITLE * LEADING + tallest);
        self.heading(2, &table.title, SUBTITLE);
        self.y += 2.0;
        let part = self.part(Role::Table, None);
        let ends: Vec<bool> = table.columns.iter().map(|column| column.figures).collect();
        self.row(document, (&heads, &places, &ends), Some((part, true)), true);
        for (row, is_total) in
            table.rows.iter().map(|row| (row, false)).chain(table.totals.iter().map(|row| (row, true)))
        {
            let height = self.row_height(document, row, &places, is_total);
            if self.make_room(height) {
                self.row(document, (&heads, &places, &ends), None, true);
            }
            self.row(document, (row, &places, &ends), Some((part, false)), is_total);
        }
    }

    fn row_height(&mut self, document: &Document, row: &[Cell], places: &[(f32, f32)], bold: bool) -> f32 {
        let mut most = 1;
        for (cell, (_, width)) in row.iter().zip(places) {
            most = most.max(self.broken(bold, &document.manner.shown(cell), CELLS, *width).len());
        }
        most as f32 * CELLS * LEADING + 2.0 * PAD
    }

    /// A row of a table; without a part it is repeated decoration.
    fn row(
        &mut self,
        document: &Document,
        (row, places, ends): (&[Cell], &[(f32, f32)], &[bool]),
        of: Option<(usize, bool)>,
        bold: bool,
    ) {
        let height = self.row_height(document, row, places, bold);
        let within = of.map(|(table, _)| self.part(Role::Row, Some(table)));
        for (at, ((cell, (left, width)), end)) in row.iter().zip(places).zip(ends).enumerate() {
            let role = match of {
                Some((_, true)) => Role::Heads,
                _ if at == 0 => Role::HeadsRow,
                _ => Role::Data,
            };
            let part = within.map(|within| self.part(role, Some(within)));
            let lines = self.broken(bold, &document.manner.shown(cell), CELLS, *width);
            self.lines(part, (*left, self.y + PAD, *width), CELLS, *end, lines);
        }
        self.y += height;
        self.piece(Piece::Rule { left: MARGIN, right: MARGIN + self.width(), y: self.y - 0.6 });
    }

    /// The foot of each page with its number.
    fn feet(&mut self, foot: &str) {
        let count = self.layout.pages.len();
        let y = self.layout.paper.1 - BELOW / 2.0;
        let width = self.width();
        let (drawn, _) = self.faces.regular.drawable(foot);
        let line = broken(&self.faces.regular, &drawn, FOOT, width - 60.0).into_iter().next().unwrap_or_default();
        for (page, number) in self.layout.pages.iter_mut().zip(1..) {
            let number = self.faces.regular.shape(&format!("{number} / {count}"));
            let x = MARGIN + width - number.width * FOOT;
            page.push(Piece::Text { part: None, x, y, size: FOOT, text: number });
            let text = self.faces.regular.shape(&line);
            page.push(Piece::Text { part: None, x: MARGIN, y, size: FOOT, text });
        }
    }
}

/// Left end and width of each column.
fn places(table: &Table, width: f32) -> Vec<(f32, f32)> {
    let sum: f32 = table.columns.iter().map(|column| f32::from(column.width.max(1))).sum();
    let gaps = GAP * table.columns.len().saturating_sub(1) as f32;
    let mut left = MARGIN;
    table
        .columns
        .iter()
        .map(|column| {
            let wide = (width - gaps) * f32::from(column.width.max(1)) / sum.max(1.0);
            let place = (left, wide);
            left += wide + GAP;
            place
        })
        .collect()
}
