//! A language as a tag: its name, its own name, and how well it is spoken.

use askama::Template;

use crate::app::Context;
use crate::domain::lotse::SpokenLanguage;
use crate::i18n::{Locale, words};

/// A language as a tag.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    source = r#"<span class="tag">{{ name }}{% if let Some((native, tag, direction)) = native %} <span lang="{{ tag }}" dir="{{ direction }}">{{ native }}</span>{% endif %} <b>{{ level }}</b></span>"#,
    ext = "html"
)]
pub struct Tag {
    name: String,
    /// The own name, its language and its direction.
    native: Option<(String, String, &'static str)>,
    level: String,
}

/// Name and level; in lists that is enough.
pub fn short(context: &Context, locale: Locale, spoken: &SpokenLanguage) -> Tag {
    Tag { native: None, ..full(context, locale, spoken) }
}

/// The same with the own name.
pub fn full(context: &Context, locale: Locale, spoken: &SpokenLanguage) -> Tag {
    let level = words::level(locale, spoken.level);
    let Some(language) = context.languages.get(spoken.language) else {
        return Tag { name: spoken.language.to_string(), native: None, level };
    };
    let name = match locale {
        Locale::De => language.name_de.clone(),
        Locale::En => language.name_en.clone(),
    };
    let direction = if language.right_to_left { "rtl" } else { "ltr" };
    let native =
        (language.native_name != name).then(|| (language.native_name.clone(), language.bcp47.clone(), direction));
    Tag { name, native, level }
}
