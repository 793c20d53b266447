use leptos::prelude::*;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, html};

/// The model's prose. It may have been talked into anything, so raw HTML is shown as text, pictures are left
/// out and links lead only to the web.
#[component]
pub fn Markdown(#[prop(into)] text: Signal<String>) -> impl IntoView {
    view! { <div class="prose" inner_html=move || text.with(|text| to_html(text))></div> }
}

fn to_html(text: &str) -> String {
    let parser = Parser::new_ext(text.trim(), Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES);
    let safe = parser.filter_map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::Start(Tag::Image { .. }) | Event::End(pulldown_cmark::TagEnd::Image) => None,
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let web = ["https://", "http://", "mailto:"].iter().any(|scheme| dest_url.starts_with(scheme));
            let dest_url = if web { dest_url } else { CowStr::Borrowed("") };
            Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        event => Some(event),
    });
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, safe);
    out
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn nothing_active_gets_through() {
        let html = to_html(
            "Hi <img src=x onerror=alert(1)> **there**\n\n<script>alert(1)</script>\n\n[a](javascript:alert(1)) ![p](https://x/y)",
        );
        assert!(
            !html.contains("<script") && !html.contains("<img") && !html.contains("javascript:"),
            "{html}"
        );
        assert!(html.contains("<strong>there</strong>"));
    }
}
