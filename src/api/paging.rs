//! Lists in pages.

use schemars::JsonSchema;
use serde::Serialize;

use super::fault::ApiError;
use crate::domain::page::{Page, PageSize, Paging, Sort};
use crate::http::problem::FieldKind;

/// A page of a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "PageOf{T}")]
pub struct Items<T> {
    /// The records.
    pub items: Vec<T>,
    /// The cursor of the next page; absent on the last one.
    pub next: Option<String>,
}

impl<T> Items<T> {
    /// A page as it is shown.
    pub fn of<R>(page: Page<R>, show: impl FnMut(R) -> T) -> Self {
        let page = page.map(show);
        Self { items: page.items, next: page.next.map(|cursor| cursor.to_string()) }
    }
}

/// Which page somebody asks for.
///
/// # Errors
/// When the cursor is none of this list in this order.
pub fn paging<S: Sort>(sort: S, limit: Option<u16>, cursor: Option<&str>) -> Result<Paging<S>, ApiError> {
    let size = match limit {
        None => PageSize::default(),
        Some(limit) => PageSize::new(u64::from(limit))
            .map_err(|_| ApiError::parameter("limit", FieldKind::TooGreat { max: PageSize::MAX.to_string() }))?,
    };
    Paging::new(sort, size, cursor).map_err(|_| ApiError::parameter("cursor", FieldKind::Cursor))
}
