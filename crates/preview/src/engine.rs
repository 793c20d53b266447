pub struct Engine;
pub struct Update;
