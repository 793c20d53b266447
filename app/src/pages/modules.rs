//! Pages that are compiled into modules of their own, and come when they are needed.
//!
//! The landing page, which a newcomer sees first, waits for none of them. The split is made after linking
//! (`xtask/src/browser.rs`); on the server these are ordinary functions.

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use super::missing::Retry;
use super::{desk, office};

#[cfg(feature = "hydrate")]
const RETRY_MS: u32 = 1000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// The workspace and the page of a shared project.
    Desk,
    /// Lists and settings.
    Office,
}

impl Module {
    /// Which one the page at this address, with or without a host, needs.
    pub fn of(address: &str) -> Option<Self> {
        let path = match address.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
            None => address,
        };
        let first = path.trim_start_matches('/').split(['/', '?', '#']).next().unwrap_or_default();
        match first {
            "p" | "s" => Some(Self::Desk),
            "new" | "projects" | "settings" | "usage" => Some(Self::Office),
            _ => None,
        }
    }

    /// What the build calls it.
    pub fn file(self) -> &'static str {
        match self {
            Self::Desk => "desk.wasm",
            Self::Office => "office.wasm",
        }
    }

    /// Fetches it before it is needed. Nothing is lost when it does not come: the page asks again.
    pub fn expect(self) {
        leptos::task::spawn_local(async move {
            let _ = self.load().await;
        });
    }

    async fn load(self) -> Result<(), SplitLoaderError> {
        match self {
            Self::Desk => desk::load().await,
            Self::Office => office::load().await,
        }
    }

    /// A page from the server is only taken over when its code is there, however long that takes: until then it can be
    /// read, and the server may be away for a moment only.
    #[cfg(feature = "hydrate")]
    pub async fn arrived(self) {
        while self.load().await.is_err() {
            crate::browser::sleep(RETRY_MS).await;
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Arrival {
    OnTheWay,
    Here,
    Failed,
}

/// The page as soon as its module is there, until then `waiting`; on the server and after [`Module::arrived`] at once.
pub fn fetched(
    module: Module,
    open: fn() -> Option<Result<AnyView, SplitLoaderError>>,
    waiting: fn() -> AnyView,
) -> AnyView {
    if let Some(Ok(page)) = open() {
        return page;
    }
    let arrival = RwSignal::new(Arrival::OnTheWay);
    let fetch = move || {
        arrival.set(Arrival::OnTheWay);
        leptos::task::spawn_local(async move {
            let outcome = module.load().await;
            // The user may have left the page by now.
            let _ = arrival.try_set(if outcome.is_ok() { Arrival::Here } else { Arrival::Failed });
        });
    };
    fetch();
    (move || match arrival.get() {
        Arrival::Here => open().and_then(Result::ok),
        Arrival::OnTheWay => Some(waiting()),
        Arrival::Failed => Some(view! { <Retry again=Callback::new(move |()| fetch()) /> }.into_any()),
    })
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::Module;

    #[test]
    fn each_address_needs_one_module_at_most() {
        for (address, module) in [
            ("/p/1", Some(Module::Desk)),
            ("/s/x", Some(Module::Desk)),
            ("http://leptos.dev/p/1", Some(Module::Desk)),
            ("https://h/s/x?y=/z", Some(Module::Desk)),
            ("/projects", Some(Module::Office)),
            ("/projects?q=a", Some(Module::Office)),
            ("/settings?from=/p/1", Some(Module::Office)),
            ("/usage", Some(Module::Office)),
            ("http://leptos.dev/new?from=import", Some(Module::Office)),
            ("/", None),
            ("http://leptos.dev/", None),
            ("http://leptos.dev", None),
            ("/price", None),
        ] {
            assert_eq!(Module::of(address), module, "{address}");
        }
    }
}
