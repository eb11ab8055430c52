//! Words broken into lines of a width.

use super::font::Face;

/// Lines no wider than `width`, for letters of `size`. A word that is wider than a line is broken where it has to be.
pub fn broken(face: &Face, words: &str, size: f32, width: f32) -> Vec<String> {
    let fits = |line: &str| face.width(line) * size <= width;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if !fits(&line) && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, letter.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::font::Faces;
    use super::*;

    #[test]
    fn nothing_is_lost_and_no_line_is_too_wide() {
        let faces = Faces::built_in().unwrap();
        let words = "Begleitung zur Ausländerbehörde Waldeck-Frankenberg Rindfleischetikettierungsüberwachung am Ort";
        for width in [8.0_f32, 40.0, 90.0, 1000.0] {
            let lines = broken(&faces.regular, words, 9.0, width);
            let joined: String = lines.concat().replace(' ', "");
            assert_eq!(joined, words.replace(' ', ""), "{width}");
            let too_wide = |line: &&String| faces.regular.width(line) * 9.0 > width && line.chars().count() > 1;
            assert_eq!(lines.iter().find(too_wide), None, "{width}");
        }
        assert_eq!(broken(&faces.regular, "", 9.0, 100.0), Vec::<String>::new());
    }
}
