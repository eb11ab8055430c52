//! The equal-area view: each region is a tile of the same size, near to where it lies, so that small ones with many people count as much for
//! the eye as large ones. Where the tiles lie is computed from the regions alone: each gets a field of a grid, and fields are exchanged as
//! long as that brings regions nearer to where they are.

use super::font;
use super::map::Region;
use super::scene::{Anchor, Form, Group, Ink, Item, Scene, text_at};

/// Width and height of a tile, with its gap.
const TILE: (f64, f64) = (128.0, 74.0);

/// Between two tiles.
const GAP: f64 = 4.0;

/// Fields for each region: some stay free, so that the shape of the whole can be seen.
const FIELDS: f64 = 1.35;

/// Size of letters.
const LETTERS: f64 = 12.0;

/// Lines of a name.
const MOST: usize = 3;

/// Draws regions as tiles.
pub fn tiles(title: &str, regions: &[Region]) -> Scene {
    let points: Vec<(f64, f64)> = regions.iter().map(Region::middle).collect();
    let (columns, rows, fields) = arranged(&points);
    let mut scene = Scene::new(columns as f64 * TILE.0, rows as f64 * TILE.1, title);
    for (region, (column, row)) in regions.iter().zip(fields) {
        let (x, y) = (column as f64 * TILE.0, row as f64 * TILE.1);
        let (width, height) = (TILE.0 - GAP, TILE.1 - GAP);
        let mut items = vec![Item { form: Form::Box(x, y, width, height), ink: Ink::Shade(region.shade) }];
        let lines = broken(&region.label, width - 10.0);
        for (number, line) in (0..).zip(&lines) {
            let at = (x + width / 2.0, y + 14.0 + f64::from(number) * (LETTERS + 1.0));
            items.push(Item { form: text_at(at, Anchor::Middle, LETTERS, false, line), ink: Ink::On(region.shade) });
        }
        let at = (x + width / 2.0, y + height - 7.0);
        items.push(Item {
            form: text_at(at, Anchor::Middle, LETTERS + 3.0, true, &region.sign),
            ink: Ink::On(region.shade),
        });
        scene.groups.push(Group { name: Some(region.said.clone()), link: region.link.clone(), items });
    }
    scene
}

/// Columns, rows, and for each point its column and row.
fn arranged(points: &[(f64, f64)]) -> (usize, usize, Vec<(usize, usize)>) {
    let range = |of: fn(&(f64, f64)) -> f64| {
        let all = || points.iter().map(of);
        (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max))
    };
    let ((west, east), (north, south)) = (range(|point| point.0), range(|point| point.1));
    let (width, height) = ((east - west).max(1.0), (south - north).max(1.0));
    let wanted = points.len() as f64 * FIELDS;
    let columns = (wanted * width / height * TILE.1 / TILE.0).sqrt().round().max(1.0);
    let rows = (wanted / columns).ceil().max(1.0);
    let place = |(x, y): &(f64, f64)| ((x - west) / width * (columns - 1.0), (y - north) / height * (rows - 1.0));
    let places: Vec<(f64, f64)> = points.iter().map(place).collect();
    let fields: Vec<(usize, usize)> =
        (0..rows as usize).flat_map(|row| (0..columns as usize).map(move |column| (column, row))).collect();
    (columns as usize, rows as usize, assigned(&places, &fields))
}

/// A field for each place: exchanged, or moved to a free one, as long as the sum of squared ways falls.
fn assigned(places: &[(f64, f64)], fields: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let way = |place: (f64, f64), field: (usize, usize)| {
        // A step up or down is shorter than one aside.
        let (right, down) = ((place.0 - field.0 as f64) * TILE.0, (place.1 - field.1 as f64) * TILE.1);
        right * right + down * down
    };
    // Who stands on each field; as many fields as places are taken at first, one after the other.
    let mut taken: Vec<((usize, usize), Option<usize>)> =
        fields.iter().enumerate().map(|(at, field)| (*field, (at < places.len()).then_some(at))).collect();
    let cost = |who: Option<usize>, field: (usize, usize)| {
        who.and_then(|who| places.get(who)).map_or(0.0, |place| way(*place, field))
    };
    loop {
        let mut best: Option<(f64, usize, usize)> = None;
        for (one, (field, who)) in taken.iter().enumerate() {
            for (other, (there, whom)) in taken.iter().enumerate().skip(one + 1) {
                let now = cost(*who, *field) + cost(*whom, *there);
                let then = cost(*who, *there) + cost(*whom, *field);
                if now - then > best.map_or(1e-6, |(gain, _, _)| gain) {
                    best = Some((now - then, one, other));
                }
            }
        }
        let Some((_, one, other)) = best else { break };
        let (left, right) = taken.split_at_mut(other);
        if let (Some((_, who)), Some((_, whom))) = (left.get_mut(one), right.first_mut()) {
            std::mem::swap(who, whom);
        }
    }
    let mut fields: Vec<(usize, (usize, usize))> =
        taken.into_iter().filter_map(|(field, who)| Some((who?, field))).collect();
    fields.sort_unstable();
    fields.into_iter().map(|(_, field)| field).collect()
}

/// A name in lines no wider than there is room, broken behind spaces and hyphens; three at most.
fn broken(name: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in name.split_inclusive([' ', '-']) {
        match lines.last_mut() {
            Some(line) if font::width(&format!("{line}{piece}"), LETTERS, false) <= room => line.push_str(piece),
            _ => lines.push(piece.to_owned()),
        }
    }
    let rest = lines.len() > MOST;
    lines.truncate(MOST);
    let last = lines.len();
    lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let line = line.trim_end();
            let line = if rest && at + 1 == last { format!("{line}…") } else { line.to_owned() };
            super::map::shortened(&line, room, LETTERS)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_point_has_a_field_of_its_own_and_stays_on_its_side() {
        let points: Vec<(f64, f64)> = (0..33).map(|at| (f64::from(at * 37 % 101), f64::from(at * 53 % 97))).collect();
        let (columns, rows, fields) = arranged(&points);
        assert_eq!(fields.iter().collect::<BTreeSet<_>>().len(), 33);
        assert!(fields.iter().all(|(column, row)| *column < columns && *row < rows));
        assert!(columns * rows >= 33);
        let west = (0..33).min_by(|one, other| points[*one].0.total_cmp(&points[*other].0)).unwrap();
        let east = (0..33).max_by(|one, other| points[*one].0.total_cmp(&points[*other].0)).unwrap();
        assert!(fields[west].0 < fields[east].0);
    }

    #[test]
    fn no_exchange_of_two_brings_them_nearer() {
        let places = [(0.2, 0.1), (0.1, 0.2), (1.9, 1.8), (0.9, 1.1)];
        let fields: Vec<(usize, usize)> = (0..3).flat_map(|row| (0..3).map(move |column| (column, row))).collect();
        let chosen = assigned(&places, &fields);
        assert_eq!(chosen[2..], [(2, 2), (1, 1)]);
        assert!(chosen[..2].contains(&(0, 0)), "{chosen:?}");
        assert!(arranged(&[]).2.is_empty());
        assert_eq!(arranged(&[(5.0, 5.0)]).2, [(0, 0)]);
    }

    #[test]
    fn names_are_broken_where_they_may_be() {
        assert_eq!(broken("Darmstadt-Dieburg", 90.0), ["Darmstadt-", "Dieburg"]);
        assert_eq!(broken("Kassel", 90.0), ["Kassel"]);
        let long = broken("Offenbach am Main an der sehr langen Leitung", 80.0);
        assert_eq!(long.len(), 3);
        assert!(long[2].ends_with('…'), "{long:?}");
    }
}
