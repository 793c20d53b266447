//! Pictures that go along with a prompt.

use serde::{Deserialize, Serialize};

use crate::ImageId;

/// Most pictures of one prompt.
pub const MAX_IMAGES: usize = 4;
/// Largest picture, in bytes of its file.
pub const MAX_IMAGE_BYTES: usize = 5 * 1024 * 1024;
/// Tokens of a picture. An estimate: providers count by its size in pixels, each in a way of its own.
pub const IMAGE_TOKENS: usize = 1_000;

/// A stored picture, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageView {
    pub id: ImageId,
    /// `image/png`, `image/jpeg`, `image/webp` or `image/gif`, as its bytes say.
    pub media_type: String,
    pub bytes: i64,
}
