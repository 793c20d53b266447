//! Boxes, strokes and words on a picture.

use tiny_skia::{FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use crate::text::Style;

/// How far the handles of a curve lie from its ends so that it is a quarter of a circle, as a part of the radius.
const QUARTER: f32 = 0.552_285;

pub struct Canvas(Pixmap);

impl Canvas {
    pub fn new(width: u32, height: u32, colour: u32) -> Option<Self> {
        let mut pixmap = Pixmap::new(width, height)?;
        pixmap.fill(rgb(colour));
        Some(Self(pixmap))
    }

    pub fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32, colour: u32) {
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            self.0.fill_rect(rect, &paint(colour), Transform::identity(), None);
        }
    }

    pub fn rounded(&mut self, x: f32, y: f32, width: f32, height: f32, radius: f32, colour: u32) {
        let (right, bottom) = (x + width, y + height);
        let handle = radius * (1.0 - QUARTER);
        let mut path = PathBuilder::new();
        path.move_to(x + radius, y);
        path.line_to(right - radius, y);
        path.cubic_to(right - handle, y, right, y + handle, right, y + radius);
        path.line_to(right, bottom - radius);
        path.cubic_to(right, bottom - handle, right - handle, bottom, right - radius, bottom);
        path.line_to(x + radius, bottom);
        path.cubic_to(x + handle, bottom, x, bottom - handle, x, bottom - radius);
        path.line_to(x, y + radius);
        path.cubic_to(x, y + handle, x + handle, y, x + radius, y);
        path.close();
        self.fill(path.finish(), colour);
    }

    pub fn stroke(&mut self, points: &[(f32, f32)], width: f32, colour: u32) {
        let mut path = PathBuilder::new();
        for (at, (x, y)) in points.iter().enumerate() {
            if at == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
        }
        let Some(path) = path.finish() else { return };
        let stroke =
            Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        self.0.stroke_path(&path, &paint(colour), &stroke, Transform::identity(), None);
    }

    /// `y` is the line that the letters stand on.
    pub fn text(&mut self, style: &Style<'_>, text: &str, x: f32, y: f32, colour: u32) {
        self.fill(style.outline(text, x, y), colour);
    }

    pub fn png(&self) -> Option<Vec<u8>> {
        self.0.encode_png().ok()
    }

    fn fill(&mut self, path: Option<Path>, colour: u32) {
        // Nothing to draw: spaces only.
        let Some(path) = path else { return };
        self.0.fill_path(&path, &paint(colour), FillRule::Winding, Transform::identity(), None);
    }
}

fn rgb(colour: u32) -> tiny_skia::Color {
    let [_, red, green, blue] = colour.to_be_bytes();
    tiny_skia::Color::from_rgba8(red, green, blue, 255)
}

fn paint(colour: u32) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(rgb(colour));
    paint
}
