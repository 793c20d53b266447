use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// An account; local mode has exactly one.
    UserId,
    /// A project: one file tree, one event log.
    ProjectId,
    /// One turn of a conversation: a prompt and all that came of it.
    RunId,
    /// A thread of turns inside a project.
    ConversationId,
    /// A share link; not its token, which is secret.
    LinkId,
    /// `provider/model`, for instance `demo/easel` or `openai/gpt-5`.
    ModelId,
    /// A picture that a person attached to a prompt.
    ImageId,
    /// One open browser tab, made up by the tab; lets it know its own edits in the log.
    TabId,
}
