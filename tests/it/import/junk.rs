//! Whatever stands in the cells, a row ends as an entry or with faults, never with a panic.

use lotsenwerk::tables::{Limits, read};
use proptest::collection::vec;
use proptest::prelude::*;

use super::World;

const LOTSEN: &str = "Nr.;Vorname;Nachname;E-Mail;Telefon;Geschlecht;PLZ;Ort;Umkreis;Sprachen;Qualifikationen;\
                      Verfügbarkeit;Stunden/Woche;Auto;Einwilligung;Status;Form;Einsatzart;Themen";
const REQUESTS: &str = "Nr.;Stelle;Kürzel;Sprache;Niveau;Einsatzart;Form;Thema;PLZ;Ort;Straße;Treffpunkt;Termin;Dauer;\
                        Geschlecht;Dringlichkeit;Begründung;Frist;Anzahl";

/// Text in which the pieces that parsers know meet in odd orders.
fn cell() -> impl Strategy<Value = String> {
    let known = [
        "Mo",
        "Fr",
        "bis",
        "9",
        "12",
        "24:00",
        "25",
        "15:00",
        "14.12.2026",
        "31.02.2024",
        "03/2020",
        "2020",
        "oder",
        "und",
        "zwischen",
        "-",
        "–",
        ",",
        "/",
        "(",
        ")",
        ":",
        ".",
        "+",
        "Dari",
        "Deutsch",
        "Kurdisch",
        "C1",
        "C9",
        "sehr",
        "gut",
        "Frau",
        "zwingend",
        "ja",
        "x",
        "km",
        "Std.",
        "Min.",
        "h",
        "½",
        "1,5",
        "99999",
        "37269",
        "3726",
        "Führungszeugnis",
        "gültig",
        "24",
        "UE",
        "ab",
        "nachmittags",
        "4294967296",
        "ß",
        "\u{308}",
        "İ",
    ];
    let piece = prop_oneof![4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,3}"];
    let joined = (vec(piece, 0..7), prop::sample::select(vec!["", " "]));
    joined.prop_map(|(pieces, between)| pieces.join(between).replace('"', "'"))
}

fn row() -> impl Strategy<Value = String> {
    vec(cell(), 19).prop_map(|cells| cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(";"))
}

proptest! {
    #[test]
    fn any_cells(rows in vec(row(), 1..4)) {
        thread_local!(static WORLD: World = World::new());
        WORLD.with(|world| {
            let book = |head: &str| {
                read(format!("{head}\n{}\n", rows.join("\n")).as_bytes(), &Limits::default()).unwrap()
            };
            let lotsen = world.lotsen(&book(LOTSEN)).unwrap();
            prop_assert_eq!(lotsen.good.len() + lotsen.faulty_rows, lotsen.rows);
            prop_assert_eq!(lotsen.faults.is_empty(), lotsen.faulty_rows == 0);
            let requests = world.requests(&book(REQUESTS)).unwrap();
            prop_assert_eq!(requests.good.len() + requests.faulty_rows, requests.rows);
            prop_assert_eq!(requests.faults.is_empty(), requests.faulty_rows == 0);
            Ok(())
        })?;
    }
}
