//! The picture that chats and social networks show beside a link: a project's name on a drawn window, as a PNG.
//!
//! Drawn here, because a browser on the server would be the heaviest thing there. What must not be in it: HTTP, links,
//! knowledge of projects beyond what is written on the card.

mod draw;
mod text;

use draw::Canvas;
use text::{Fonts, Style};

/// As Open Graph asks for.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

const INK: u32 = 0x2b2622;
const MUTED: u32 = 0x6f6862;
const ACCENT: u32 = 0xd4500c;
const PAPER: u32 = 0xfbf9f7;
const WHITE: u32 = 0xffffff;
const LINE: u32 = 0xe5dfd9;
const BAR: u32 = 0xf3efeb;
/// A soft and a strong shade of each tint that a project's card has elsewhere.
const TINTS: [(u32, u32); 6] = [
    (0xfbe8dd, 0xb4552a),
    (0xf7ecd2, 0x8a6416),
    (0xdbf2e3, 0x23774a),
    (0xd8eff4, 0x14727f),
    (0xeee5fb, 0x7d4fb0),
    (0xfde4e4, 0xb0434f),
];
const LEFT: f32 = 80.0;
/// Between the left edge and the window.
const TITLE_WIDTH: f32 = 560.0;
/// Largest first: size, how many lines it may take.
const TITLES: [(f32, usize); 4] = [(84.0, 2), (70.0, 3), (58.0, 3), (50.0, 4)];
/// For names that the fonts have no letters for.
const NAMELESS: &str = "A shared project";

/// What is written on it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Card {
    /// The project's name, as long as people make them.
    pub title: String,
    /// A line below it: what the link shows.
    pub label: &'static str,
}

#[derive(Debug, thiserror::Error)]
pub enum CardError {
    #[error("a font of this build cannot be read")]
    Font,
    #[error("the picture cannot be made")]
    Picture,
}

impl Card {
    /// The picture as PNG. The same card is the same bytes. Takes tens of milliseconds.
    pub fn draw(&self) -> Result<Vec<u8>, CardError> {
        let fonts = Fonts::bundled()?;
        let mut canvas = Canvas::new(WIDTH, HEIGHT, PAPER).ok_or(CardError::Picture)?;
        let (soft, strong) = self.tint();
        let title = fonts.legible(&self.title).unwrap_or_else(|| NAMELESS.to_owned());

        logo(&mut canvas);
        canvas.text(&Style::new(&fonts, 32.0, 620.0), "Easel", LEFT + 68.0, 124.0, INK);

        let (style, lines) = fit(&fonts, &title);
        let mut y = 330.0 - style.line() * (lines.len() as f32 - 1.0) / 2.0 + style.size() * 0.25;
        for line in &lines {
            canvas.text(&style, line, LEFT, y, INK);
            y += style.line();
        }
        let below = y - style.line() + 64.0;
        canvas.text(&Style::new(&fonts, 30.0, 450.0), self.label, LEFT, below, MUTED);

        window(&mut canvas, soft, strong);
        if let Some(initial) = title.chars().find(|letter| letter.is_alphanumeric()) {
            let initial: String = initial.to_uppercase().collect();
            let style = Style::new(&fonts, 150.0, 600.0);
            let x = 1070.0 - style.width(&initial) / 2.0;
            canvas.text(&style, &initial, x, 400.0, strong);
        }
        canvas.png().ok_or(CardError::Picture)
    }

    /// One project has one tint, whatever its link shows.
    fn tint(&self) -> (u32, u32) {
        let sum = self.title.bytes().fold(0usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        TINTS[sum % TINTS.len()]
    }
}

/// The largest size that the title fits in; a title that is too long even for the smallest is cut.
fn fit<'a>(fonts: &'a Fonts, title: &str) -> (Style<'a>, Vec<String>) {
    let wrapped = |(size, most): (f32, usize)| {
        let style = Style::new(fonts, size, 640.0);
        let lines = style.wrap(title, TITLE_WIDTH);
        (style, lines, most)
    };
    let mut last = None;
    for choice in TITLES {
        let (style, mut lines, most) = wrapped(choice);
        let fits = lines.len() <= most;
        if !fits {
            lines.truncate(most);
            if let Some(line) = lines.last_mut() {
                *line = style.shorten(line, TITLE_WIDTH);
            }
        }
        last = Some((style, lines));
        if fits {
            break;
        }
    }
    last.unwrap_or_else(|| (Style::new(fonts, 50.0, 640.0), Vec::new()))
}

fn logo(canvas: &mut Canvas) {
    canvas.rounded(LEFT, 84.0, 52.0, 52.0, 15.0, ACCENT);
    // The stroke of public/favicon.svg, in its box of 20.
    let at = |x: f32, y: f32| (LEFT + x * 2.6, 84.0 + y * 2.6);
    canvas.stroke(&[at(6.0, 14.0), at(10.0, 5.0), at(14.0, 14.0)], 5.2, WHITE);
    canvas.stroke(&[at(7.3, 11.0), at(12.7, 11.0)], 5.2, WHITE);
}

/// Code on the left, the app on the right, running out of the picture.
fn window(canvas: &mut Canvas, soft: u32, strong: u32) {
    let (x, y) = (700.0, 120.0);
    canvas.rounded(x - 2.0, y - 2.0, 604.0, 604.0, 26.0, LINE);
    canvas.rounded(x, y, 600.0, 600.0, 24.0, WHITE);
    canvas.rounded(x, y, 600.0, 64.0, 24.0, BAR);
    canvas.rectangle(x, y + 40.0, 600.0, 24.0, BAR);
    canvas.rectangle(x, y + 64.0, 600.0, 2.0, LINE);
    for dot in 0..3u8 {
        canvas.rounded(x + 28.0 + f32::from(dot) * 26.0, y + 25.0, 14.0, 14.0, 7.0, LINE);
    }
    canvas.rectangle(x + 240.0, y + 66.0, 2.0, 534.0, LINE);
    // Indent, length, and whether it is a word that stands out.
    let code = [
        (0.0, 92.0, true),
        (0.0, 150.0, false),
        (26.0, 118.0, false),
        (26.0, 60.0, true),
        (52.0, 112.0, false),
        (52.0, 84.0, false),
        (26.0, 60.0, true),
        (26.0, 128.0, false),
        (52.0, 70.0, true),
        (26.0, 96.0, false),
        (0.0, 40.0, false),
    ];
    let mut line = y + 98.0;
    for (indent, length, stands_out) in code {
        let colour = if stands_out { strong } else { LINE };
        canvas.rounded(x + 30.0 + indent, line, length, 12.0, 6.0, colour);
        line += 38.0;
    }
    canvas.rectangle(x + 242.0, y + 66.0, 358.0, 534.0, soft);
    canvas.rounded(990.0, 448.0, 160.0, 44.0, 22.0, strong);
    canvas.rounded(1020.0, 520.0, 100.0, 12.0, 6.0, WHITE);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str) -> Card {
        Card { title: title.to_owned(), label: "Code and preview" }
    }

    /// Width and height as a PNG's header says.
    fn size(png: &[u8]) -> (u32, u32) {
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        (number(16), number(20))
    }

    #[test]
    fn any_name_makes_a_picture_of_the_size_that_is_asked_for() {
        let long = "word ".repeat(60);
        let unbroken = "W".repeat(400);
        for title in [
            "Groceries",
            "",
            "  ",
            "日本語",
            "🚀 Łódź žluťoučký Ελλάδα Привет",
            &long,
            &unbroken,
            "a\u{0}b\nc",
        ] {
            let png = card(title).draw().unwrap();
            assert!(png.starts_with(b"\x89PNG\r\n"), "{title}");
            assert_eq!(size(&png), (WIDTH, HEIGHT), "{title}");
            assert!((5_000..200_000).contains(&png.len()), "{title}: {} bytes", png.len());
        }
    }

    #[test]
    fn the_same_card_is_the_same_picture_and_another_name_another_one() {
        assert_eq!(card("Groceries").draw().unwrap(), card("Groceries").draw().unwrap());
        assert_ne!(card("Groceries").draw().unwrap(), card("Grocery").draw().unwrap());
        assert_ne!(
            card("Groceries").draw().unwrap(),
            Card { label: "App", ..card("Groceries") }.draw().unwrap()
        );
    }

    #[test]
    fn a_long_title_grows_smaller_and_is_cut_in_the_end() {
        let fonts = Fonts::bundled().unwrap();
        let lines = |title: &str| fit(&fonts, title).1;
        assert_eq!(lines("Groceries"), ["Groceries"]);
        assert_eq!(
            lines("Sales dashboard of the northern region"),
            ["Sales dashboard", "of the northern", "region"]
        );
        let cut = lines(&"word ".repeat(60));
        assert_eq!(cut.len(), 4);
        assert!(cut[3].ends_with('…'), "{cut:?}");
        for line in lines(&"W".repeat(400)) {
            assert!(Style::new(&fonts, 50.0, 640.0).width(&line) <= TITLE_WIDTH, "{line}");
        }
    }
}
