use leptos::prelude::*;
use leptos_meta::Meta;

/// What chats and social networks show beside the link; `server` has the same for the page with the app alone.
/// `address` is the page's, with its host.
#[component]
pub fn SocialTags(name: String, address: String) -> impl IntoView {
    let picture = format!("{address}/social.png");
    let about = "A project made with Easel: its code and the running preview.";
    view! {
        // The address is the permission: no search engine is to list it.
        <Meta name="robots" content="noindex" />
        <Meta property="og:type" content="website" />
        <Meta property="og:site_name" content="Easel" />
        <Meta property="og:title" content=name.clone() />
        <Meta property="og:description" content=about />
        <Meta property="og:url" content=address />
        <Meta property="og:image" content=picture.clone() />
        <Meta property="og:image:type" content="image/png" />
        <Meta property="og:image:width" content="1200" />
        <Meta property="og:image:height" content="630" />
        <Meta property="og:image:alt" content=name.clone() />
        <Meta name="twitter:card" content="summary_large_image" />
        <Meta name="twitter:title" content=name />
        <Meta name="twitter:image" content=picture />
    }
    .into_any()
}
