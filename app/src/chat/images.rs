//! Pictures that go along with the prompt that is being written.

use contract::{ImageId, ImageView, MAX_IMAGE_BYTES, MAX_IMAGES, Problem};
use icondata_lu::{LuImagePlus, LuLoaderCircle, LuX};
use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::thumbnails::address;
use crate::browser::{self, LocalFile};
use crate::parts::{Icon, IconButton};
use crate::state::words;
use crate::workspace::{Attached, Desk, use_desk};

/// What the dialog offers; the server looks at the bytes.
const ACCEPTED: &str = "image/png,image/jpeg,image/webp,image/gif";

/// Sends files to the server and puts them below the prompt, as long as there is room.
pub fn attach(desk: Desk, files: Vec<LocalFile>) {
    for file in files {
        if desk.images.with_untracked(Vec::len) >= MAX_IMAGES {
            desk.notice.set(Some(format!("A prompt takes at most {MAX_IMAGES} images. Remove one first.")));
            return;
        }
        let name = file.name();
        if file.bytes() > MAX_IMAGE_BYTES as f64 {
            let most = MAX_IMAGE_BYTES / 1024 / 1024;
            desk.notice.set(Some(format!(
                "{name} is too large: a prompt takes images of at most {most} MB. Make it smaller, or cut out the \
                 part that matters."
            )));
            continue;
        }
        let key = browser::random_id();
        desk.images.update(|list| list.push(Attached { key: key.clone(), name: name.clone(), image: None }));
        let path = format!("/api/projects/{}/images", desk.project.get_value());
        spawn_local(async move {
            let outcome = read(browser::upload(&path, file).await);
            let _ = desk.images.try_update(|list| match &outcome {
                // It may have been removed meanwhile.
                Ok(view) => {
                    if let Some(attached) = list.iter_mut().find(|attached| attached.key == key) {
                        attached.image = Some(view.id.clone());
                    }
                }
                Err(_) => list.retain(|attached| attached.key != key),
            });
            if let Err(message) = outcome {
                let _ = desk.notice.try_set(Some(format!("{name} was not attached. {message}")));
            }
        });
    }
}

/// What an upload came to: the picture, or a sentence.
fn read(answer: Option<(u16, String)>) -> Result<ImageView, String> {
    let Some((status, body)) = answer else {
        return Err("The server does not answer. Check that it runs, then try again.".to_owned());
    };
    if (200..300).contains(&status)
        && let Ok(view) = serde_json::from_str(&body)
    {
        return Ok(view);
    }
    let problem = serde_json::from_str::<Problem>(&body).map(|problem| problem.message);
    Err(problem.unwrap_or_else(|_| "The server could not take it. Try again; its log says more.".to_owned()))
}

/// The pictures outlive a reload like the words do: the server has them already.
pub fn keep(desk: Desk) {
    let key = move || format!("images.{}", desk.project.get_value());
    let restored = StoredValue::new(false);
    Effect::new(move |_| {
        let images = desk.images.get();
        if restored.get_value() {
            let there: Vec<(&ImageId, &str)> = images
                .iter()
                .filter_map(|attached| Some((attached.image.as_ref()?, attached.name.as_str())))
                .collect();
            match serde_json::to_string(&there) {
                Ok(text) if !there.is_empty() => browser::remember(&key(), &text),
                Ok(_) | Err(_) => browser::forget(&key()),
            }
            return;
        }
        restored.set_value(true);
        let kept = browser::remembered(&key());
        let kept: Vec<(ImageId, String)> =
            kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        if !kept.is_empty() {
            let kept = kept.into_iter().take(MAX_IMAGES);
            desk.images.update(|list| {
                list.extend(kept.map(|(image, name)| Attached {
                    key: image.0.clone(),
                    name,
                    image: Some(image),
                }));
            });
        }
    });
}

/// Opens a dialog to choose pictures.
#[component]
pub fn AttachButton() -> impl IntoView {
    let desk = use_desk();
    let input = NodeRef::<leptos::html::Input>::new();
    let choose = move |_: MouseEvent| {
        if let Some(input) = input.get_untracked() {
            browser::press(&input);
        }
    };
    view! {
        <IconButton
            label="Attach image"
            icon=LuImagePlus
            hint="Attach an image. You can paste or drop one, too"
            on_press=choose
        />
        <input
            node_ref=input
            type="file"
            hidden=true
            multiple=true
            accept=ACCEPTED
            on:change=move |event: Event| attach(desk, browser::chosen_files(&event))
        />
    }
    .into_any()
}

/// What is attached, each with a button that removes it, and what the chosen model makes of it.
#[component]
pub fn Attachments() -> impl IntoView {
    let desk = use_desk();
    let blind = move || {
        let images = desk.images.with(Vec::len);
        let model = desk.model.get();
        let name = desk.peek(|state| {
            let known = state.models.iter().find(|known| known.id == model);
            known.filter(|known| !known.sees_images).map(|known| known.name.clone())
        })?;
        (images > 0).then(|| {
            let were = if images == 1 { "was" } else { "were" };
            format!(
                "{name} cannot see images; it will be told that there {were} {}.",
                words::count(images, "image")
            )
        })
    };
    view! {
        <Show when=move || !desk.images.with(Vec::is_empty)>
            <ul class="attachments" aria-label="Attached images">
                <For
                    each=move || desk.images.get()
                    key=|attached| (attached.key.clone(), attached.image.is_some())
                    children=move |attached| view! { <Attachment attached=attached /> }
                />
            </ul>
        </Show>
        {move || blind().map(|text| view! { <p class="note" role="status">{text}</p> })}
    }
    .into_any()
}

#[component]
fn Attachment(attached: Attached) -> impl IntoView {
    let desk = use_desk();
    let Attached { key, name, image } = attached;
    let picture = match image {
        Some(image) => {
            let src = desk.project.with_value(|project| address(project, &image));
            view! { <img src=src alt=name.clone() /> }.into_any()
        }
        None => view! {
            <span class="waiting" role="status">
                <Icon icon=LuLoaderCircle />
                <span class="sr-only">{format!("{name} is on its way")}</span>
            </span>
        }
        .into_any(),
    };
    view! {
        <li title=name.clone()>
            {picture}
            <button
                type="button"
                aria-label=format!("Remove {name}")
                on:click=move |_| {
                    desk.images.update(|list| list.retain(|attached| attached.key != key));
                    browser::focus_id("prompt");
                }
            >
                <Icon icon=LuX />
            </button>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upload_is_a_picture_or_a_sentence() {
        let view = read(Some((201, r#"{"id":"x","media_type":"image/png","bytes":3}"#.to_owned()))).unwrap();
        assert_eq!((view.id.as_str(), view.bytes), ("x", 3));
        let problem = r#"{"code":"invalid","message":"This is no image."}"#;
        assert_eq!(read(Some((422, problem.to_owned()))), Err("This is no image.".to_owned()));
        for answer in [None, Some((500, "oops".to_owned())), Some((200, String::new()))] {
            let sentence = read(answer).unwrap_err();
            assert!(sentence.ends_with('.') && sentence.contains("ry again"), "{sentence}");
        }
    }
}
