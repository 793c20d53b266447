//! What Vite needs beside the sources, made where the project has none of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::manifest::{ManifestError, record};
use crate::versions::version_of;

const DEV: [(&str, &str); 5] = [
    ("@types/react", "^19.3.0"),
    ("@types/react-dom", "^19.3.0"),
    ("@vitejs/plugin-react", "^6.3.0"),
    ("typescript", "^7.0.2"),
    ("vite", "^8.3.8"),
];
const TAILWIND: [(&str, &str); 2] = [("@tailwindcss/vite", "^4.3.5"), ("tailwindcss", "^4.3.5")];
const SCRIPTS: [(&str, &str); 3] = [("dev", "vite"), ("build", "vite build"), ("preview", "vite preview")];

const TSCONFIG: &str = r#"{
  "compilerOptions": {
    "target": "ES2023",
    "module": "ESNext",
    "moduleResolution": "bundler",
    "lib": ["ES2023", "DOM", "DOM.Iterable"],
    "types": ["vite/client"],
    "jsx": "react-jsx",
    "strict": true,
    "noEmit": true,
    "skipLibCheck": true,
    "allowImportingTsExtensions": true,
    "experimentalDecorators": true,
    "paths": { "@/*": ["./src/*"] }
  },
  "include": ["src"]
}
"#;

const MAIN: &str = r#"import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import App from "./App";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
"#;

/// The files of a project that `npm install && npm run dev` runs. `packages` are the names that its modules import.
pub fn vite_project(
    name: &str,
    files: &BTreeMap<String, String>,
    packages: &BTreeSet<String>,
) -> Result<BTreeMap<String, String>, ManifestError> {
    let mut out: BTreeMap<String, String> = files.clone();
    let tailwind = files.iter().any(|(path, text)| path.ends_with(".css") && uses_tailwind(text));
    for (path, text) in &mut out {
        if path.ends_with(".css") {
            modernize(text);
        }
    }
    let mut main = find(
        files,
        &["src/main.tsx", "src/main.jsx", "src/main.ts", "src/main.js", "src/index.tsx", "src/index.jsx"],
    );
    if main.is_none() && find(files, &["src/App.tsx", "src/App.jsx", "src/App.js"]).is_some() {
        out.insert("src/main.tsx".to_owned(), MAIN.to_owned());
        main = Some("src/main.tsx");
    }
    let mut add = |path: &str, text: String| {
        out.entry(path.to_owned()).or_insert(text);
    };
    add("index.html", document(name, main.unwrap_or("src/main.tsx")));
    if find(files, &["vite.config.ts", "vite.config.js", "vite.config.mts", "vite.config.mjs"]).is_none() {
        add("vite.config.ts", vite_config(tailwind));
    }
    add("tsconfig.json", TSCONFIG.to_owned());
    add(".gitignore", "node_modules\ndist\n".to_owned());

    let react = ["react", "react-dom"].map(str::to_owned);
    let used: BTreeSet<&String> = packages.iter().chain(&react).collect();
    let dependencies =
        used.iter().filter_map(|name| Some(("dependencies", name.as_str(), version_of(name)?)));
    let tailwind = TAILWIND.iter().filter(|_| tailwind);
    let dev = DEV.iter().chain(tailwind).map(|(name, version)| ("devDependencies", *name, *version));
    let scripts = SCRIPTS.iter().map(|(name, command)| ("scripts", *name, *command));
    let own = [("", "type", "module")];
    let wanted: Vec<_> = own.into_iter().chain(scripts).chain(dependencies).chain(dev).collect();
    let manifest = out.get("package.json").map_or("{\n  \"private\": true\n}\n", String::as_str);
    if let Some(completed) = record(manifest, &wanted)? {
        out.insert("package.json".to_owned(), completed);
    }
    Ok(out)
}

fn find<'p>(files: &BTreeMap<String, String>, paths: &[&'p str]) -> Option<&'p str> {
    paths.iter().copied().find(|path| files.contains_key(*path))
}

fn uses_tailwind(css: &str) -> bool {
    ["@import \"tailwindcss", "@import 'tailwindcss", "@tailwind "].iter().any(|sign| css.contains(sign))
}

/// The directives of Tailwind 3, which the preview also takes, are one import in version 4.
fn modernize(css: &mut String) {
    if !css.contains("@tailwind base") && !css.contains("@tailwind components") {
        return;
    }
    let rest: Vec<&str> = css.lines().filter(|line| !line.trim_start().starts_with("@tailwind ")).collect();
    *css = format!("@import \"tailwindcss\";\n{}\n", rest.join("\n"));
}

fn document(name: &str, main: &str) -> String {
    let title = name.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html>\n<html lang=\"en\">\n  <head>\n    <meta charset=\"UTF-8\" />\n    \
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1.0\" />\n    \
         <link rel=\"icon\" href=\"data:,\" />\n    <title>{title}</title>\n    <style>body {{ margin: 0 }}</style>\n  </head>\n  <body>\n    \
         <div id=\"root\"></div>\n    <script type=\"module\" src=\"/{main}\"></script>\n  </body>\n</html>\n"
    )
}

fn vite_config(tailwind: bool) -> String {
    let (import, plugin) = match tailwind {
        true => ("import tailwindcss from \"@tailwindcss/vite\";\n", ", tailwindcss()"),
        false => ("", ""),
    };
    format!(
        "{import}import react from \"@vitejs/plugin-react\";\nimport {{ defineConfig }} from \"vite\";\n\n\
         export default defineConfig({{\n  plugins: [react(){plugin}],\n  resolve: {{ alias: {{ \"@\": \"/src\" }} }},\n}});\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(files: &[(&str, &str)], packages: &[&str]) -> BTreeMap<String, String> {
        let files = files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
        let packages = packages.iter().map(|name| name.to_string()).collect();
        vite_project("A <b>", &files, &packages).unwrap()
    }

    #[test]
    fn what_is_missing_is_added() {
        let out = project(
            &[("src/App.tsx", "app"), ("src/index.css", "@tailwind base;\n@tailwind utilities;\na{}")],
            &["zod", "unknown"],
        );
        for path in [
            ".gitignore",
            "index.html",
            "package.json",
            "src/App.tsx",
            "src/main.tsx",
            "tsconfig.json",
            "vite.config.ts",
        ] {
            assert!(out.contains_key(path), "{path}");
        }
        assert!(out["index.html"].contains("A &lt;b>") && out["index.html"].contains("/src/main.tsx"));
        assert_eq!(out["src/index.css"], "@import \"tailwindcss\";\na{}\n");
        assert!(out["vite.config.ts"].contains("tailwindcss()"));
        let manifest: serde_json::Value = serde_json::from_str(&out["package.json"]).unwrap();
        assert_eq!(
            manifest["dependencies"].as_object().unwrap().keys().collect::<Vec<_>>(),
            ["react", "react-dom", "zod"]
        );
        assert_eq!(manifest["scripts"]["dev"], "vite");
    }

    #[test]
    fn what_is_there_stays() {
        let own = [
            ("package.json", "{\"name\":\"x\",\"scripts\":{\"dev\":\"mine\"}}"),
            ("src/main.jsx", "main"),
            ("vite.config.js", "config"),
            ("index.html", "page"),
            ("tsconfig.json", "{}"),
        ];
        let out = project(&own, &[]);
        for (path, text) in &own[1..] {
            assert_eq!(out[*path], *text);
        }
        assert!(!out.contains_key("src/main.tsx") && !out.contains_key("vite.config.ts"));
        assert!(out["package.json"].contains("\"dev\":\"mine\""), "{}", out["package.json"]);
    }
}
