use contract::ImageId;

/// A picture that goes along with the next prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Of this tab: it is there before the server has given an id.
    pub key: String,
    /// Of the file.
    pub name: String,
    /// None while it is on its way.
    pub image: Option<ImageId>,
}
