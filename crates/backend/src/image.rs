//! Pictures that go along with prompts: taken in, handed out, and looked up for a call.

use contract::{IMAGE_TOKENS, ImageId, ImageView, MAX_IMAGE_BYTES, MAX_IMAGES, ProjectId, UserId};
use llm::Image;
use store::StoredImage;

use crate::context::new_id;
use crate::{BackendError, Context};

/// Of one project, sent or not: a picture that was uploaded and never sent stays where it is until the project is
/// deleted, for an open tab or a draft may still name it. These limits keep that from growing without end.
const MOST_IMAGES: usize = 200;
const MOST_IMAGES_BYTES: i64 = 200 * 1024 * 1024;

impl Context {
    /// Takes a picture in. What it is, its first bytes say: what a sender calls it counts for nothing.
    pub async fn add_image(
        &self,
        user: &UserId,
        project: &ProjectId,
        content: &[u8],
    ) -> Result<ImageView, BackendError> {
        self.owned(user, project).await?;
        if content.len() > MAX_IMAGE_BYTES {
            return Err(BackendError::ImageTooLarge);
        }
        let Some(media_type) = media_type(content) else { return Err(BackendError::NotAnImage) };
        // Whoever counts and adds does so alone.
        let _lock = self.lock(project).await;
        let there = self.0.store.list_images(project).await?;
        let bytes = i64::try_from(content.len()).unwrap_or(i64::MAX);
        let sum = there.iter().map(|row| row.bytes).sum::<i64>().saturating_add(bytes);
        if there.len() >= MOST_IMAGES || sum > MOST_IMAGES_BYTES {
            return Err(BackendError::TooManyImages);
        }
        let id = ImageId(new_id());
        self.0.store.create_image(&id, project, media_type, content).await?;
        Ok(ImageView { id, media_type: media_type.to_owned(), bytes })
    }

    /// A picture of one's own project.
    pub async fn open_image(
        &self,
        user: &UserId,
        project: &ProjectId,
        image: &ImageId,
    ) -> Result<StoredImage, BackendError> {
        self.owned(user, project).await?;
        self.0.store.find_image(project, image).await?.ok_or(BackendError::NotFound("image"))
    }

    /// A prompt names a few pictures, each of them the project's and each once.
    pub(crate) async fn check_images(
        &self,
        project: &ProjectId,
        images: &[ImageId],
    ) -> Result<(), BackendError> {
        if images.is_empty() {
            return Ok(());
        }
        if images.len() > MAX_IMAGES {
            return Err(BackendError::Invalid("A prompt takes at most 4 images. Remove some of them."));
        }
        let there = self.0.store.list_images(project).await?;
        for (at, image) in images.iter().enumerate() {
            if images[..at].contains(image) || !there.iter().any(|row| row.id == image.0) {
                return Err(BackendError::NotFound("image"));
            }
        }
        Ok(())
    }

    /// The pictures of a turn as a model gets them.
    pub(crate) async fn images(
        &self,
        project: &ProjectId,
        images: &[ImageId],
    ) -> Result<Vec<Image>, BackendError> {
        let mut found = Vec::with_capacity(images.len());
        for id in images {
            // Checked when the turn began, and pictures go only with their project.
            if let Some(image) = self.0.store.find_image(project, id).await? {
                found.push(Image::new(image.media_type, image.content));
            }
        }
        Ok(found)
    }
}

/// What the first bytes of a file say that it is; none for anything that models do not take.
pub(crate) fn media_type(content: &[u8]) -> Option<&'static str> {
    if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if content.starts_with(b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else if content.starts_with(b"GIF87a") || content.starts_with(b"GIF89a") {
        Some("image/gif")
    } else if content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP") {
        Some("image/webp")
    } else {
        None
    }
}

/// What stands for pictures in the words of an earlier turn.
pub(crate) fn mention(images: usize) -> String {
    if images == 1 { "(1 image)".to_owned() } else { format!("({images} images)") }
}

/// What pictures cost in tokens, about.
pub(crate) fn tokens(images: usize) -> i64 {
    i64::try_from(images.saturating_mul(IMAGE_TOKENS)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn the_first_bytes_tell() {
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(media_type(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(media_type(b"GIF89a"), Some("image/gif"));
        assert_eq!(media_type(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        for other in
            [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"RIFF\0\0\0\0WAVE", b"RIFF", b"BM", b""]
        {
            assert_eq!(media_type(other), None, "{other:?}");
        }
    }
}
