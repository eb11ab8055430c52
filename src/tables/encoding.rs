//! From bytes to characters: UTF-8, UTF-16 with a byte order mark, or Windows-1252.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::TableError;

/// How the bytes of a text file were turned into characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, lower byte first ("Unicode text" of Excel).
    Utf16Le,
    /// UTF-16, higher byte first.
    Utf16Be,
    /// What Excel on a Western European Windows writes as "CSV". Taken when the bytes are no
    /// UTF-8; letters outside it (Ł, ş) were lost when the file was saved.
    Windows1252,
}

impl fmt::Display for TextEncoding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "Windows-1252",
        })
    }
}

/// Decodes a text file and says which encoding was taken.
///
/// # Errors
/// [`TableError::BrokenText`] when a byte order mark promises an encoding that the bytes break,
/// [`TableError::NotATable`] when control characters show that this is no text.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, TextEncoding), TableError> {
    let (text, encoding) = match Encoding::for_bom(bytes) {
        Some((announced, mark)) => {
            let (_, body) = bytes.split_at(mark);
            let encoding = named(announced);
            let (text, broken) = announced.decode_without_bom_handling(body);
            if broken {
                return Err(TableError::BrokenText { encoding, line: line_of_first_replacement(&text) });
            }
            (text, encoding)
        }
        None => match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => (text, TextEncoding::Utf8),
            None => {
                // Every byte means something in Windows-1252, so this cannot fail.
                let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
                (text, TextEncoding::Windows1252)
            }
        },
    };
    if text.chars().any(is_foreign_to_text) {
        return Err(TableError::NotATable);
    }
    Ok((text, encoding))
}

fn named(encoding: &'static Encoding) -> TextEncoding {
    match encoding.name() {
        "UTF-16LE" => TextEncoding::Utf16Le,
        "UTF-16BE" => TextEncoding::Utf16Be,
        _ => TextEncoding::Utf8,
    }
}

/// Control characters that no list contains, but every PDF, image and archive does. The vertical
/// tab (11) is what Excel and Word make of a manual line break, so it passes.
fn is_foreign_to_text(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{e}'..='\u{1f}')
}

fn line_of_first_replacement(text: &str) -> u32 {
    let before = text.split('\u{FFFD}').next().unwrap_or_default();
    let breaks = before.matches('\n').count();
    u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, mark: [u8; 2], order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        mark.into_iter().chain(text.encode_utf16().flat_map(order)).collect()
    }

    #[test]
    fn each_encoding_is_recognised() {
        let cases: Vec<(Vec<u8>, TextEncoding)> = vec![
            ("Süß;Łukasz".into(), TextEncoding::Utf8),
            ("\u{feff}Süß;Łukasz".into(), TextEncoding::Utf8),
            (utf16("Süß;Łukasz", [0xFF, 0xFE], u16::to_le_bytes), TextEncoding::Utf16Le),
            (utf16("Süß;Łukasz", [0xFE, 0xFF], u16::to_be_bytes), TextEncoding::Utf16Be),
        ];
        for (bytes, expected) in cases {
            let (text, encoding) = decode(&bytes).unwrap();
            assert_eq!((text.as_ref(), encoding), ("Süß;Łukasz", expected));
        }
        let (text, encoding) = decode(b"S\xfc\xdf \x96 10 \x80").unwrap();
        assert_eq!((text.as_ref(), encoding), ("Süß – 10 €", TextEncoding::Windows1252));
    }

    #[test]
    fn broken_and_foreign_bytes_are_refused() {
        assert_eq!(
            decode(b"\xef\xbb\xbfNr.\nM\xfcller"),
            Err(TableError::BrokenText { encoding: TextEncoding::Utf8, line: 2 })
        );
        assert_eq!(decode(b"%PDF-1.7\n\x01\x02"), Err(TableError::NotATable));
    }
}
