use leptos::prelude::*;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// The model's prose. It may have been talked into anything, so raw HTML is shown as text, pictures are left
/// out and links lead only to the web.
#[component]
pub fn Markdown(#[prop(into)] text: Signal<String>) -> impl IntoView {
    view! { <div class="prose" inner_html=move || text.with(|text| to_html(text))></div> }
}

fn to_html(text: &str) -> String {
    markdown_page(text, &|_| None)
}

/// A file of the project as a page. `picture` answers what a picture is loaded from; others are left out.
pub fn markdown_page(text: &str, picture: &dyn Fn(&str) -> Option<String>) -> String {
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS;
    let parser = Parser::new_ext(text.trim(), options);
    // Whether each picture that has begun is shown.
    let mut shown: Vec<bool> = Vec::new();
    let safe = parser.filter_map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            let address = picture(&dest_url);
            shown.push(address.is_some());
            let dest_url = CowStr::from(address?);
            Some(Event::Start(Tag::Image { link_type, dest_url, title, id }))
        }
        Event::End(TagEnd::Image) => shown.pop().unwrap_or_default().then_some(event),
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
    use super::*;

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

    #[test]
    fn a_page_shows_the_pictures_of_its_project() {
        let known = |name: &str| (name == "logo.png").then(|| "data:image/png;base64,AQID".to_owned());
        let html = markdown_page("![Logo](logo.png) ![Far](https://x/y.png)\n\n- [x] done", &known);
        assert!(html.contains("<img src=\"data:image/png;base64,AQID\" alt=\"Logo\""), "{html}");
        assert!(!html.contains("https://x") && html.contains("checkbox"), "{html}");
    }
}
