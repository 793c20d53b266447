//! The HTML document around every page.

use std::collections::BTreeMap;

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use leptos_router::location::RequestUrl;

use crate::App;
use crate::pages::Module;

/// Files of the browser half: logical names to hashed addresses, and the build they belong to.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub map: BTreeMap<String, String>,
    pub build: String,
}

impl Assets {
    fn address(&self, name: &str) -> Option<String> {
        self.map.get(name).cloned()
    }
}

/// Runs before the first paint, so that a remembered theme or layout does not flash into place.
const FIRST_PAINT: &str = r#"(()=>{try{const d=document.documentElement,g=k=>localStorage.getItem("easel."+k);
const t=g("theme");if(t==="light"||t==="dark")d.dataset.theme=t;
const v=g("view");if(v)d.dataset.view=v;
for(const[k,a,z,u]of[["side",280,720,"px"],["split",20,80,"%"],["drawer",100,640,"px"]]){
const n=parseInt(g(k),10);if(n>=a&&n<=z)d.style.setProperty("--"+k,n+u)}
if(g("drawer-open"))d.dataset.drawer="open";
if(g("demo-note"))d.dataset.demoNote="off";
const[,p,i]=location.pathname.split("/");if(p==="p"&&g("panel-open."+i)==="no")d.dataset.side="closed";
}catch{}})()"#;

/// Starts the preview's worker, whose compiler takes longer to be there than all else that the preview waits for;
/// `frontend/js/preview/host.ts` takes it up.
fn early_worker(assets: &Assets) -> Option<String> {
    let quoted = |name: &str| {
        let address = serde_json::to_string(&assets.address(name)?).ok()?;
        Some(address.replace('<', "\\u003c"))
    };
    let (worker, wasm, tailwind) =
        (quoted("preview-worker.js")?, quoted("preview.wasm")?, quoted("tailwind.js")?);
    Some(format!(
        r#"(()=>{{const u=a=>new URL(a,location.href).href,said=[],
worker=new Worker({worker},{{type:"module",name:"easel preview"}});
worker.onmessage=e=>said.push(e);worker.onerror=()=>{{globalThis.easelSpare=null}};
worker.postMessage({{type:"wasm",url:u({wasm}),tailwind:u({tailwind})}});
globalThis.easelSpare={{worker,urls:{worker}+{wasm},said}}}})()"#
    ))
}

/// The document; its body is filled by [`App`].
pub fn shell(assets: Assets) -> impl IntoView {
    let nonce = use_nonce();
    // `<` cannot end the script element early.
    let manifest = serde_json::to_string(&assets.map).unwrap_or_default().replace('<', "\\u003c");
    let style = assets.address("style.css").map(|href| view! { <link rel="stylesheet" href=href /> });
    let module = use_context::<RequestUrl>().and_then(|url| Module::of(url.as_ref()));
    let is_desk = module == Some(Module::Desk);
    let modules = [Some("app.wasm"), module.map(Module::file)].into_iter().flatten();
    let modules = modules.filter_map(|name| assets.address(name)).map(|href| {
        view! { <link rel="preload" href=href r#as="fetch" r#type="application/wasm" crossorigin="anonymous" /> }
    });
    let modules = modules.collect_view();
    let worker = is_desk.then(|| early_worker(&assets)).flatten();
    let worker = worker.map(|script| view! { <script nonce=nonce.clone() inner_html=script></script> });
    let boot = assets.address("boot.js").map(|href| {
        view! {
            <link rel="modulepreload" href=href.clone() />
            <script type="module" src=href></script>
        }
    });
    let preview = is_desk.then(|| assets.address("preview.js")).flatten();
    let preview = preview.map(|href| view! { <link rel="modulepreload" href=href /> });
    view! {
        <!DOCTYPE html>
        <html lang="en" data-build=assets.build.clone()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="description" content="Describe an app, watch the code arrive and the page come alive." />
                <link rel="icon" href=ICON />
                <script nonce=nonce.clone() inner_html=FIRST_PAINT></script>
                {worker}
                {style}
                {modules}
                {boot}
                {preview}
                <script type="application/json" id="easel-assets" inner_html=manifest></script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// In the document itself, so that no page asks for `/favicon.ico`.
pub const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'%3E%3Crect \
    width='20' height='20' rx='6' fill='%23d4500c'/%3E%3Cpath d='M6 14 10 5l4 9M7.3 11h5.4' fill='none' \
    stroke='%23fff' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E";
