use contract::{ImageId, ProjectId};
use leptos::prelude::*;

use crate::workspace::use_desk;

/// Where a picture is served.
pub fn address(project: &ProjectId, image: &ImageId) -> String {
    format!("/api/projects/{project}/images/{image}")
}

/// The pictures of a turn, below its prompt. Each opens by itself.
#[component]
pub fn Thumbnails(images: Vec<ImageId>) -> impl IntoView {
    let project = use_desk().project.get_value();
    let rows = images
        .iter()
        .enumerate()
        .map(|(i, image)| {
            let (href, alt) = (address(&project, image), format!("Image {}", i + 1));
            let src = href.clone();
            view! {
                <li>
                    <a href=href target="_blank" rel="noreferrer">
                        <img src=src alt=alt loading="lazy" />
                    </a>
                </li>
            }
        })
        .collect_view();
    (!images.is_empty()).then(|| view! { <ul class="thumbnails" aria-label="Images">{rows}</ul> }).into_any()
}
