//! How a reader sees pages: the size of the screen, and light or dark.

use serde_json::{Value, json};

/// A look at a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub width: u32,
    height: u32,
    is_dark: bool,
}

pub const DESK: Look = Look { width: 1280, height: 900, is_dark: false };
pub const PHONE: Look = Look { width: 360, height: 740, is_dark: false };
pub const DARK_PHONE: Look = Look { is_dark: true, ..PHONE };

/// Every page is looked at so, one after the other.
pub const LOOKS: [Look; 4] = [DESK, Look { is_dark: true, ..DESK }, DARK_PHONE, PHONE];

impl Look {
    /// `1280-light`: for findings and names of pictures.
    pub fn name(self) -> String {
        format!("{}-{}", self.width, self.scheme())
    }

    pub fn scheme(self) -> &'static str {
        if self.is_dark { "dark" } else { "light" }
    }

    /// What Chromium takes for the screen. A phone's obeys the page's `viewport`, and is zoomed out of what is too wide.
    pub fn screen(self) -> Value {
        let is_phone = self.width < 600;
        json!({"width": self.width, "height": self.height, "deviceScaleFactor": 1, "mobile": is_phone})
    }

    /// What Chromium takes for the reader's wishes. Without movement, so that colours are what they become.
    pub fn media(self) -> Value {
        json!({"features": [
            {"name": "prefers-color-scheme", "value": self.scheme()},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]})
    }
}
