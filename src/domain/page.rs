//! Lists in pages: how many at once, in which order, and where the last page ended.
//!
//! A page goes on behind the last row of the page before, by what the list is sorted by and the row's identity, and not by a number
//! of rows. So rows that are added or that go in between neither repeat others nor hide them.
//!
//! Absent: what a list holds and may be narrowed to (see [`filter`](super::filter)).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most characters of a cursor.
const LONGEST: usize = 2_000;

/// Why a list cannot be paged as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// Too few or too many at once.
    #[error("{0} at once are not possible; 1 to {max} are", max = PageSize::MAX)]
    Size(u64),
    /// A cursor that no list has given.
    #[error("the cursor cannot be read")]
    Garbled,
    /// A cursor of another list, or of another order of this list.
    #[error("the cursor belongs to another list or order")]
    Foreign,
}

impl PageError {
    /// The stable code of this error.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Size(_) => "page_size_out_of_range",
            Self::Garbled => "cursor_garbled",
            Self::Foreign => "cursor_foreign",
        }
    }
}

/// How many rows at once: 1 to 200.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSize(u16);

impl PageSize {
    /// The most at once.
    pub const MAX: u16 = 200;

    /// Takes a number that is in range.
    ///
    /// # Errors
    /// [`PageError::Size`] for any other: what somebody asked for is never quietly made less.
    pub fn new(size: u64) -> Result<Self, PageError> {
        let fits = u16::try_from(size).ok().filter(|size| (1..=Self::MAX).contains(size));
        fits.map(Self).ok_or(PageError::Size(size))
    }

    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self(50)
    }
}

/// One value that a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// An instant; microseconds count.
    Instant(DateTime<Utc>),
    /// A local time.
    Local(NaiveDateTime),
    /// A text as `search` writes it.
    Text(String),
    /// A rank.
    Number(i32),
    /// An identity.
    Id(Uuid),
}

/// What a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// [`Key::Instant`].
    Instant,
    /// [`Key::Local`].
    Local,
    /// [`Key::Text`].
    Text,
    /// [`Key::Number`].
    Number,
    /// [`Key::Id`].
    Id,
}

impl Key {
    const fn kind(&self) -> KeyKind {
        match self {
            Self::Instant(_) => KeyKind::Instant,
            Self::Local(_) => KeyKind::Local,
            Self::Text(_) => KeyKind::Text,
            Self::Number(_) => KeyKind::Number,
            Self::Id(_) => KeyKind::Id,
        }
    }

    /// Whether both databases can hold it. A made-up cursor may say anything.
    fn is_sound(&self) -> bool {
        let years = 0..=9_999;
        match self {
            Self::Instant(at) => years.contains(&at.year()),
            Self::Local(at) => years.contains(&at.year()),
            Self::Text(text) => !text.contains('\0'),
            Self::Number(_) | Self::Id(_) => true,
        }
    }
}

/// An order in which a list can be read.
pub trait Sort: Copy {
    /// List and order, as cursors name them.
    fn tag(self) -> (&'static str, &'static str);

    /// What it is sorted by, before the identity.
    fn keys(self) -> &'static [KeyKind];
}

/// Where a page ended: what its last row is sorted by, and its identity. Opaque for those who get it; it opens nothing, since every
/// page asks anew what may be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    list: String,
    sort: String,
    keys: Vec<Key>,
    id: Uuid,
}

impl Cursor {
    /// Where a page in this order ended.
    pub fn new(sort: impl Sort, keys: Vec<Key>, id: Uuid) -> Self {
        let (list, order) = sort.tag();
        Self { list: list.to_owned(), sort: order.to_owned(), keys, id }
    }

    /// Reads what [`Cursor`] displays.
    ///
    /// # Errors
    /// [`PageError::Garbled`] for any other text.
    pub fn parse(text: &str) -> Result<Self, PageError> {
        if text.len() > LONGEST {
            return Err(PageError::Garbled);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| PageError::Garbled)?;
        let cursor: Self = serde_json::from_slice(&bytes).map_err(|_| PageError::Garbled)?;
        if cursor.keys.iter().all(Key::is_sound) { Ok(cursor) } else { Err(PageError::Garbled) }
    }

    fn belongs_to(&self, sort: impl Sort) -> bool {
        let kinds = self.keys.iter().map(Key::kind);
        (self.list.as_str(), self.sort.as_str()) == sort.tag() && kinds.eq(sort.keys().iter().copied())
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let json = serde_json::to_vec(self).map_err(|_| std::fmt::Error)?;
        f.write_str(&URL_SAFE_NO_PAD.encode(json))
    }
}

/// Which page of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging<S> {
    sort: S,
    size: PageSize,
    after: Option<Cursor>,
}

impl<S: Sort> Paging<S> {
    /// The first page.
    pub const fn first(sort: S, size: PageSize) -> Self {
        Self { sort, size, after: None }
    }

    /// The page behind a cursor, as a client gave it back; the first one without.
    ///
    /// # Errors
    /// [`PageError::Garbled`] or [`PageError::Foreign`].
    pub fn new(sort: S, size: PageSize, after: Option<&str>) -> Result<Self, PageError> {
        let after = after.map(Cursor::parse).transpose()?;
        match after {
            Some(cursor) => Self::behind(sort, size, cursor),
            None => Ok(Self::first(sort, size)),
        }
    }

    /// The page behind a cursor.
    ///
    /// # Errors
    /// [`PageError::Foreign`].
    pub fn behind(sort: S, size: PageSize, after: Cursor) -> Result<Self, PageError> {
        if after.belongs_to(sort) { Ok(Self { sort, size, after: Some(after) }) } else { Err(PageError::Foreign) }
    }

    /// The order.
    pub const fn sort(&self) -> S {
        self.sort
    }

    /// How many at once.
    pub const fn size(&self) -> PageSize {
        self.size
    }

    /// Keys and identity of the row that it begins behind.
    pub fn after(&self) -> Option<(&[Key], Uuid)> {
        self.after.as_ref().map(|cursor| (cursor.keys.as_slice(), cursor.id))
    }
}

/// Some rows of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, in the order that was asked for.
    pub items: Vec<T>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// The same page of what each row is made into.
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(make).collect(), next: self.next }
    }
}

/// Gives an enum of orders its list, and each order its keys.
macro_rules! sorts {
    ($($name:ident of $list:literal { $($variant:ident: [$($key:ident),*]),+ $(,)? })+) => {$(
        impl $crate::domain::page::Sort for $name {
            fn tag(self) -> (&'static str, &'static str) {
                ($list, self.code())
            }

            fn keys(self) -> &'static [$crate::domain::page::KeyKind] {
                match self {
                    $(Self::$variant => &[$($crate::domain::page::KeyKind::$key),*],)+
                }
            }
        }
    )+};
}
pub(crate) use sorts;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filter::{LotseSort, OfferSort, RequestSort};

    fn cursor() -> Cursor {
        let at = DateTime::from_timestamp_micros(1_800_000_000_000_001).unwrap();
        Cursor::new(RequestSort::Newest, vec![Key::Instant(at)], Uuid::from_u128(7))
    }

    #[test]
    fn sizes_out_of_range_are_refused() {
        for size in [1, 50, 200] {
            assert_eq!(PageSize::new(size).map(|size| u64::from(size.get())), Ok(size));
        }
        for size in [0, 201, 65_586, u64::MAX] {
            assert_eq!(PageSize::new(size), Err(PageError::Size(size)));
        }
        assert_eq!(PageSize::default().get(), 50);
    }

    #[test]
    fn cursors_come_back_and_belong_to_one_order() {
        let text = cursor().to_string();
        assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{text}");
        assert_eq!(Cursor::parse(&text), Ok(cursor()));
        let size = PageSize::default();
        let page = Paging::new(RequestSort::Newest, size, Some(&text)).unwrap();
        assert_eq!(page.after(), Some((cursor().keys.as_slice(), Uuid::from_u128(7))));
        assert_eq!(Paging::new(RequestSort::Begin, size, Some(&text)), Err(PageError::Foreign));
        assert_eq!(Paging::new(OfferSort::Newest, size, Some(&text)), Err(PageError::Foreign));
        assert_eq!(Paging::new(LotseSort::Name, size, None), Ok(Paging::first(LotseSort::Name, size)));
    }

    #[test]
    fn what_no_list_gave_is_refused() {
        let encoded = |json: &str| URL_SAFE_NO_PAD.encode(json);
        let of = |list: &str, key: &str| {
            let id = Uuid::nil();
            encoded(&format!(r#"{{"list":"{list}","sort":"name","keys":[{key}],"id":"{id}"}}"#))
        };
        let taken = |text: &str| Paging::new(LotseSort::Name, PageSize::default(), Some(text));
        assert!(taken(&of("lotsen", r#"{"text":"ö"}"#)).is_ok());
        for garbled in [
            String::new(),
            "%%%".to_owned(),
            "=".to_owned(),
            encoded("7"),
            encoded("{}"),
            of("lotsen", r#"{"text":7}"#),
            of("lotsen", r#"{"text":"a\u0000"}"#),
            of("lotsen", r#"{"instant":"+12026-01-01T00:00:00Z"}"#),
            of("lotsen", r#"{"local":"-0001-01-01T00:00:00"}"#),
            "A".repeat(2_001),
            cursor().to_string().chars().skip(1).collect(),
        ] {
            assert_eq!(taken(&garbled), Err(PageError::Garbled), "{garbled}");
        }
        for foreign in [of("lotsen", ""), of("lotsen", r#"{"number":1}"#), of("offers", r#"{"text":"a"}"#)] {
            assert_eq!(taken(&foreign), Err(PageError::Foreign), "{foreign}");
        }
    }
}
