//! Pictures in a request, and which models look at them.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::{Request, Role};

/// A picture as it was uploaded. Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    /// `image/png` and the like.
    pub media_type: String,
    pub bytes: Arc<[u8]>,
}

impl Image {
    pub fn new(media_type: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { media_type: media_type.into(), bytes: bytes.into() }
    }

    pub(crate) fn base64(&self) -> String {
        STANDARD.encode(&self.bytes)
    }

    pub(crate) fn data_url(&self) -> String {
        format!("data:{};base64,{}", self.media_type, self.base64())
    }
}

/// Without the bytes: requests end up in logs and in what tests print.
impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Image({}, {} bytes)", self.media_type, self.bytes.len())
    }
}

/// Beginnings of the names of models that read text alone. Whatever is not known here is taken to see: a model that
/// does not then says so itself, and a new one that does is not kept from it.
const BLIND: [&str; 20] = [
    "gpt-3.5",
    "gpt-4-0314",
    "gpt-4-0613",
    "gpt-4-32k",
    "gpt-oss",
    "o1-mini",
    "o1-preview",
    "o3-mini",
    "claude-2",
    "claude-instant",
    "gemini-1.0-pro",
    "codellama",
    "codestral",
    "deepseek-chat",
    "deepseek-coder",
    "deepseek-r1",
    "deepseek-reasoner",
    "qwen2.5-coder",
    "qwen3-coder",
    "starcoder",
];
/// Whole names of such: longer ones see.
const BLIND_EXACTLY: [&str; 2] = ["gpt-4", "gemini-pro"];
/// A name that begins with one of those, and sees after all.
const SEEING: &str = "vision";

/// Whether a model of this name looks at pictures, as far as is known.
pub(crate) fn sees_images(name: &str) -> bool {
    // Aggregators put the maker in front.
    let name = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    let exact = BLIND_EXACTLY.contains(&name.as_str());
    name.contains(SEEING) || !(exact || BLIND.iter().any(|blind| name.starts_with(blind)))
}

/// `2 images`.
fn count(images: usize) -> String {
    if images == 1 { "1 image".to_owned() } else { format!("{images} images") }
}

impl Request {
    /// How many pictures the messages carry.
    pub fn images(&self) -> usize {
        self.messages.iter().map(|message| message.images.len()).sum()
    }

    /// For a model that does not see: takes the pictures out and says in the text that there were some. Answers how
    /// many; with none nothing changes.
    pub fn leave_out_images(&mut self) -> usize {
        let before = self.unseen;
        for message in self.messages.iter_mut().filter(|message| message.role == Role::User) {
            let images = std::mem::take(&mut message.images).len();
            if images > 0 {
                self.unseen += images;
                message.text.push_str(&format!(
                    "\n\n(The person attached {}. You cannot see pictures: say so where it matters, and do not guess \
                     what is on them.)",
                    count(images)
                ));
            }
        }
        self.unseen - before
    }
}

/// What a person is told when pictures were left out.
pub fn unseen_notice(model: &str, images: usize) -> String {
    format!("{model} cannot see images. It was told that there {}.", there_were(images))
}

fn there_were(images: usize) -> String {
    format!("{} {}", if images == 1 { "was" } else { "were" }, count(images))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Message;

    #[test]
    fn models_that_are_known_to_be_blind_are_and_others_are_not() {
        for name in
            ["gpt-3.5-turbo", "gpt-4", "o3-mini", "openai/gpt-3.5-turbo", "qwen3-coder:30b", "Codestral"]
        {
            assert!(!sees_images(name), "{name}");
        }
        for name in
            ["gpt-4o", "gpt-4.1", "gpt-5", "o3", "claude-sonnet-5", "gemini-pro-latest", "llava", "mine"]
        {
            assert!(sees_images(name), "{name}");
        }
        assert!(sees_images("gemini-pro-vision"));
    }

    #[test]
    fn what_is_left_out_is_told() {
        let image = || Image::new("image/png", *b"x");
        let mut request = Request {
            messages: vec![Message {
                images: vec![image(), image()],
                ..Message::new(Role::User, "Like this")
            }],
            ..Request::default()
        };
        assert_eq!((request.images(), request.leave_out_images()), (2, 2));
        assert_eq!((request.images(), request.unseen), (0, 2));
        assert!(request.messages[0].text.starts_with("Like this\n\n(The person attached 2 images."));
        assert_eq!(request.leave_out_images(), 0);
        assert_eq!(unseen_notice("m", 1), "m cannot see images. It was told that there was 1 image.");
    }

    #[test]
    fn no_log_shows_a_picture() {
        assert_eq!(format!("{:?}", Image::new("image/gif", *b"secret")), "Image(image/gif, 6 bytes)");
    }
}
