pub struct Reply;
pub struct Scripted;
