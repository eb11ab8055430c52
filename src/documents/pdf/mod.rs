//! A document as PDF, which looks alike everywhere: the font is built in, and of it only the letters that are used go along.
//!
//! The file is tagged (PDF/UA-1): titles, paragraphs and cells with their headings are told to whoever has it read out. What the font
//! does not have (it has Latin, Greek, Cyrillic, Arabic and Hebrew letters, and no Ethiopic ones) is drawn as a box, and a sentence at
//! the end says so; a file is made in any case.

mod font;
mod layout;
mod lines;

use krilla::configure::{Configuration, Validator};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::{SerializeSettings, color::rgb};

use self::font::{Faces, Shaped};
use self::layout::{Layout, Part, Piece, Role};
use super::{Document, DocumentError};

/// Ink of letters, and of the lines between rows.
const INK: (u8, u8, u8) = (28, 37, 44);
const HAIR: (u8, u8, u8) = (150, 160, 168);

/// The document.
///
/// # Errors
/// When the built-in font or the pages are refused.
pub fn write(document: &Document) -> Result<Vec<u8>, DocumentError> {
    let faces = Faces::built_in().ok_or_else(|| DocumentError::Pages("the built-in font cannot be read".to_owned()))?;
    let layout = Layout::of(document, &faces);
    let settings = SerializeSettings {
        configuration: Configuration::new_with_validator(Validator::UA1),
        ..SerializeSettings::default()
    };
    let mut file = krilla::Document::new_with(settings);
    let mut leaves: Vec<Vec<Identifier>> = vec![Vec::new(); layout.parts.len()];
    let (width, height) = layout.paper;
    let size = PageSettings::from_wh(width, height)
        .ok_or_else(|| DocumentError::Pages(format!("no page is {width} by {height}")))?;
    for pieces in &layout.pages {
        let mut page = file.start_page_with(size.clone());
        let mut surface = page.surface();
        for piece in pieces {
            draw(&mut surface, piece, &mut leaves);
        }
        surface.finish();
        page.finish();
    }
    let language = document.manner.language();
    let mut outline = Outline::new();
    for (title, page, y) in &layout.marks {
        outline.push_child(OutlineNode::new(title.clone(), XyzDestination::new(*page, Point::from_xy(0.0, *y))));
    }
    file.set_outline(outline);
    file.set_metadata(
        Metadata::new()
            .title(document.title.clone())
            .language(language.to_owned())
            .creator("Lotsenwerk".to_owned())
            .producer("Lotsenwerk".to_owned()),
    );
    file.set_tag_tree(tree(&layout.parts, &leaves, language));
    file.finish().map_err(|error| DocumentError::Pages(format!("{error:?}")))
}

fn draw(surface: &mut Surface<'_>, piece: &Piece, leaves: &mut [Vec<Identifier>]) {
    match piece {
        Piece::Rule { left, right, y } => {
            surface.start_tagged(ContentTag::Artifact(ArtifactType::Other));
            surface.set_fill(Some(fill(HAIR)));
            let path = Rect::from_ltrb(*left, *y, *right, *y + 0.6).and_then(|rect| {
                let mut builder = PathBuilder::new();
                builder.push_rect(rect);
                builder.finish()
            });
            if let Some(path) = path {
                surface.draw_path(&path);
            }
            surface.end_tagged();
        }
        Piece::Text { part, x, y, size, text } if !text.is_empty() => {
            let tag = match part {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => ContentTag::Artifact(ArtifactType::Other),
            };
            let identifier = surface.start_tagged(tag);
            surface.set_fill(Some(fill(INK)));
            letters(surface, (*x, *y), *size, text);
            surface.end_tagged();
            if let Some(leaves) = part.and_then(|part| leaves.get_mut(part)) {
                leaves.push(identifier);
            }
        }
        Piece::Text { .. } => {}
    }
}

fn letters(surface: &mut Surface<'_>, (mut x, y): (f32, f32), size: f32, text: &Shaped) {
    for run in &text.runs {
        surface.draw_glyphs(Point::from_xy(x, y), &run.glyphs, run.font.clone(), &run.text, size, false);
        x += run.width * size;
    }
}

fn fill((red, green, blue): (u8, u8, u8)) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

/// What the file tells those who have it read out.
fn tree(parts: &[Part], leaves: &[Vec<Identifier>], language: &str) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    for at in 0..parts.len() {
        if parts.get(at).is_some_and(|part| part.within.is_none()) {
            tree.push(group(parts, leaves, at));
        }
    }
    tree
}

fn group(parts: &[Part], leaves: &[Vec<Identifier>], at: usize) -> TagGroup {
    let kind: TagKind = match parts.get(at).map(|part| &part.role) {
        Some(Role::Heading(level, title)) => Tag::Hn(*level, Some(title.clone())).into(),
        Some(Role::Table) => Tag::Table.into(),
        Some(Role::Row) => Tag::TR.into(),
        Some(Role::Heads) => Tag::TH(TableHeaderScope::Column).into(),
        Some(Role::HeadsRow) => Tag::TH(TableHeaderScope::Row).into(),
        Some(Role::Data) => Tag::TD.into(),
        Some(Role::Paragraph) | None => Tag::P.into(),
    };
    let own = leaves.get(at).into_iter().flatten().map(|leaf| Node::Leaf(*leaf));
    // Parts stand behind what they are within, so this ends.
    let below = (at + 1..parts.len()).filter(|below| parts.get(*below).is_some_and(|part| part.within == Some(at)));
    let below: Vec<Node> = below.map(|below| Node::Group(group(parts, leaves, below))).collect();
    TagGroup::with_children(kind, own.chain(below).collect())
}
