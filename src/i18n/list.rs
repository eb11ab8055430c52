//! Lists inside a sentence.

use super::{Locale, text};

/// Joins by "or": "Dari", "Dari oder Paschtu", "Arabisch, Dari oder Paschtu". Nothing gives an empty text.
pub fn one_of<T: AsRef<str>>(locale: Locale, items: &[T]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [firsts @ .., last] => {
            let firsts = firsts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
            text(locale, "list-or", &[("firsts", firsts.into()), ("last", last.as_ref().into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_like_speech() {
        assert_eq!(one_of::<&str>(Locale::De, &[]), "");
        assert_eq!(one_of(Locale::De, &["Dari"]), "Dari");
        assert_eq!(one_of(Locale::De, &["Dari", "Paschtu"]), "Dari oder Paschtu");
        assert_eq!(one_of(Locale::En, &["Arabic", "Dari", "Pashto"]), "Arabic, Dari or Pashto");
    }
}
