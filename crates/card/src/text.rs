//! Words as outlines: which font has a letter, how wide it is, how close two may stand.
//!
//! Inter's parts as the interface has them too, more of them: names are written in more alphabets than the interface.
//! Letters follow one another from left to right; scripts that are written otherwise are not in these fonts.

use std::sync::OnceLock;

use tiny_skia::{Path, PathBuilder};
use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId, OutlineBuilder, Tag};

use crate::CardError;

const FONTS: [&[u8]; 5] = [
    include_bytes!("../fonts/inter-latin-wght-normal.woff2"),
    include_bytes!("../fonts/inter-latin-ext-wght-normal.woff2"),
    include_bytes!("../fonts/inter-vietnamese-wght-normal.woff2"),
    include_bytes!("../fonts/inter-greek-wght-normal.woff2"),
    include_bytes!("../fonts/inter-cyrillic-wght-normal.woff2"),
];
/// Large letters stand closer, as the headings of the interface do; a part of the size.
const TRACKING: f32 = -0.022;
const LINE: f32 = 1.14;
/// More of a title is never looked at.
const MOST_CHARS: usize = 400;

/// The first of them that has a letter draws it.
pub struct Fonts(Vec<Face<'static>>);

impl Fonts {
    pub fn bundled() -> Result<Self, CardError> {
        static UNPACKED: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
        let unpacked = UNPACKED.get_or_init(|| {
            // One that cannot be unpacked is missing below.
            FONTS.iter().filter_map(|font| wuff::decompress_woff2(font).ok()).collect()
        });
        let faces: Vec<_> = unpacked.iter().filter_map(|font| Face::parse(font, 0).ok()).collect();
        if faces.len() == FONTS.len() { Ok(Self(faces)) } else { Err(CardError::Font) }
    }

    /// The text without what cannot be written; none if that is most of it.
    pub fn legible(&self, text: &str) -> Option<String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let text: String = words.join(" ").chars().take(MOST_CHARS).collect();
        let kept: String =
            text.chars().filter(|letter| *letter == ' ' || self.find(*letter).is_some()).collect();
        let count = |text: &str| text.chars().filter(|letter| *letter != ' ').count();
        let enough = count(&kept) > 0 && count(&kept) * 2 >= count(&text);
        enough.then(|| kept.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn find(&self, letter: char) -> Option<(usize, GlyphId)> {
        let faces = self.0.iter().enumerate();
        faces.filter_map(|(at, face)| Some((at, face.glyph_index(letter)?))).next()
    }
}

/// Fonts at a size, in pixels, and a weight.
pub struct Style<'a> {
    fonts: &'a Fonts,
    faces: Vec<Face<'static>>,
    size: f32,
}

struct Placed {
    face: usize,
    glyph: GlyphId,
    x: f32,
}

impl<'a> Style<'a> {
    pub fn new(fonts: &'a Fonts, size: f32, weight: f32) -> Self {
        let mut faces = fonts.0.clone();
        for face in &mut faces {
            let _ = face.set_variation(Tag::from_bytes(b"wght"), weight);
        }
        Self { fonts, faces, size }
    }

    pub fn size(&self) -> f32 {
        self.size
    }

    /// From one line to the next.
    pub fn line(&self) -> f32 {
        self.size * LINE
    }

    pub fn width(&self, text: &str) -> f32 {
        self.place(text).1
    }

    /// None if nothing of it can be seen.
    pub fn outline(&self, text: &str, x: f32, y: f32) -> Option<Path> {
        let mut path = PathBuilder::new();
        for placed in self.place(text).0 {
            let face = &self.faces[placed.face];
            let scale = self.size / f32::from(face.units_per_em());
            let mut pen = Pen { path: &mut path, x: x + placed.x, y, scale };
            face.outline_glyph(placed.glyph, &mut pen);
        }
        path.finish()
    }

    /// Lines that are no wider than `width`, broken at spaces, and in a word that is wider by itself.
    pub fn wrap(&self, text: &str, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ') {
            let joined = lines.last().map(|line| format!("{line} {word}"));
            match joined.filter(|joined| self.width(joined) <= width) {
                Some(joined) => {
                    lines.pop();
                    lines.push(joined);
                }
                None => lines.extend(self.pieces(word, width)),
            }
        }
        lines
    }

    /// The line with an ellipsis, and without as many letters as that needs.
    pub fn shorten(&self, line: &str, width: f32) -> String {
        let mut kept = line.to_owned();
        while self.width(&format!("{kept}…")) > width && kept.pop().is_some() {}
        format!("{}…", kept.trim_end())
    }

    fn pieces(&self, word: &str, width: f32) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            if let Some(piece) = pieces.last_mut() {
                piece.push(letter);
                if self.width(piece) > width && piece.chars().count() > 1 {
                    piece.pop();
                    pieces.push(letter.to_string());
                }
            }
        }
        pieces
    }

    fn place(&self, text: &str) -> (Vec<Placed>, f32) {
        let mut placed = Vec::new();
        let mut x = 0.0;
        let mut before: Option<(usize, GlyphId)> = None;
        for letter in text.chars() {
            let Some((at, glyph)) = self.fonts.find(letter) else { continue };
            let face = &self.faces[at];
            let scale = self.size / f32::from(face.units_per_em());
            if let Some((last, left)) = before
                && last == at
            {
                x += f32::from(kerning(face, left, glyph)) * scale;
            }
            placed.push(Placed { face: at, glyph, x });
            x += f32::from(face.glyph_hor_advance(glyph).unwrap_or_default()) * scale + self.size * TRACKING;
            before = Some((at, glyph));
        }
        (placed, x)
    }
}

/// How much closer two letters stand than their widths say, in units of the font; mostly less than nothing.
fn kerning(face: &Face<'_>, left: GlyphId, right: GlyphId) -> i16 {
    let Some(table) = face.tables().gpos else { return 0 };
    let Some(feature) = table.features.find(Tag::from_bytes(b"kern")) else { return 0 };
    let lookups = feature.lookup_indices.into_iter().filter_map(|at| table.lookups.get(at));
    for lookup in lookups {
        for subtable in lookup.subtables.into_iter::<PositioningSubtable<'_>>() {
            let PositioningSubtable::Pair(pairs) = subtable else { continue };
            let Some(covered) = pairs.coverage().get(left) else { continue };
            let found = match pairs {
                PairAdjustment::Format1 { sets, .. } => sets.get(covered).and_then(|set| set.get(right)),
                PairAdjustment::Format2 { classes, matrix, .. } => {
                    matrix.get((classes.0.get(left), classes.1.get(right)))
                }
            };
            // The first that knows the pair decides.
            if let Some((first, _)) = found {
                return first.x_advance;
            }
        }
    }
    0
}

/// Draws a glyph, whose vertical axis points up, where it belongs.
struct Pen<'a> {
    path: &'a mut PathBuilder,
    x: f32,
    y: f32,
    scale: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
