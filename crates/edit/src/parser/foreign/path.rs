//! What counts as a path outside of our own grammar. There a path is only guessed from where it stands, so that a
//! name of a product, an address or a placeholder must not become a file.

/// Endings of text files that a web project has.
const ENDINGS: [&str; 62] = [
    "ts",
    "tsx",
    "js",
    "jsx",
    "mjs",
    "cjs",
    "mts",
    "cts",
    "css",
    "scss",
    "sass",
    "less",
    "styl",
    "html",
    "htm",
    "vue",
    "svelte",
    "astro",
    "json",
    "jsonc",
    "json5",
    "webmanifest",
    "md",
    "mdx",
    "markdown",
    "txt",
    "svg",
    "xml",
    "yml",
    "yaml",
    "toml",
    "ini",
    "csv",
    "tsv",
    "graphql",
    "gql",
    "prisma",
    "sql",
    "py",
    "rb",
    "php",
    "go",
    "rs",
    "java",
    "kt",
    "swift",
    "c",
    "h",
    "cpp",
    "hpp",
    "cs",
    "sh",
    "hbs",
    "ejs",
    "pug",
    "njk",
    "liquid",
    "glsl",
    "vert",
    "frag",
    "wgsl",
    "proto",
];

/// Files that are known by their whole name.
const NAMES: [&str; 23] = [
    ".gitignore",
    ".gitattributes",
    ".dockerignore",
    ".editorconfig",
    ".env",
    ".env.local",
    ".env.example",
    ".env.development",
    ".env.production",
    ".npmrc",
    ".nvmrc",
    ".babelrc",
    ".eslintrc",
    ".eslintignore",
    ".prettierrc",
    ".prettierignore",
    ".stylelintrc",
    ".browserslistrc",
    "Dockerfile",
    "Containerfile",
    "Makefile",
    "Procfile",
    "Caddyfile",
];

/// Products that are called like a file. In a folder, one of these is a file.
const PRODUCTS: [&str; 26] = [
    "node.js",
    "next.js",
    "nuxt.js",
    "vue.js",
    "react.js",
    "angular.js",
    "ember.js",
    "backbone.js",
    "express.js",
    "three.js",
    "chart.js",
    "d3.js",
    "p5.js",
    "solid.js",
    "alpine.js",
    "moment.js",
    "day.js",
    "socket.io.js",
    "ext.js",
    "knockout.js",
    "matter.js",
    "tone.js",
    "electron.js",
    "nest.js",
    "bun.js",
    "discord.js",
];

/// The name of a file: known ending or known name, inside the project, nothing that only looks like one.
pub(super) fn is_path(text: &str) -> bool {
    let known = |c: char| c.is_alphanumeric() || "._-/\\[]()$+@".contains(c);
    if text.is_empty()
        || text.len() > 255
        || !text.chars().all(known)
        || text.contains("//")
        // An alias of a bundler, or the name of a package.
        || text.starts_with(['@', '$', '-', '+'])
        || text.to_ascii_lowercase().starts_with("www.")
        || text.starts_with("path/to/")
    {
        return false;
    }
    let Ok(path) = crate::normalize_path(text) else { return false };
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    if is_host(folder) {
        return false;
    }
    if NAMES.contains(&name) {
        return true;
    }
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    let product = folder.is_empty() && PRODUCTS.contains(&name.to_ascii_lowercase().as_str());
    !stem.is_empty() && !product && ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}

/// Without its scheme an address looks like a path whose first folder has an ending.
fn is_host(folder: &str) -> bool {
    let first = folder.split('/').next().unwrap_or_default();
    [".com", ".org", ".net", ".io", ".dev", ".app"]
        .iter()
        .any(|end| first.len() > end.len() && first.ends_with(end))
}

pub(super) fn is_shell_script(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".sh")
}

/// The language of a fence does not speak against the ending of the path. Unknown languages and none at all say nothing.
pub(super) fn suits(language: &str, path: &str) -> bool {
    let script: &[&str] =
        &["ts", "tsx", "js", "jsx", "mjs", "cjs", "mts", "cts", "vue", "svelte", "astro", "json"];
    let style: &[&str] = &["css", "scss", "sass", "less", "styl"];
    let markup: &[&str] =
        &["html", "htm", "svg", "xml", "vue", "svelte", "astro", "hbs", "ejs", "njk", "liquid"];
    let endings = match language {
        "ts" | "tsx" | "js" | "jsx" | "typescript" | "javascript" | "typescriptreact" | "javascriptreact" => {
            script
        }
        "css" | "scss" | "sass" | "less" => style,
        "html" | "xml" | "svg" => markup,
        "json" | "jsonc" | "json5" => &["json", "jsonc", "json5", "webmanifest"],
        "yaml" | "yml" => &["yml", "yaml"],
        "toml" => &["toml"],
        "md" | "mdx" | "markdown" => &["md", "mdx", "markdown"],
        "py" | "python" => &["py"],
        "sql" => &["sql", "prisma"],
        "text" | "txt" | "plaintext" | "plain" => &["txt", "md", "csv", "tsv", "ini"],
        _ => return true,
    };
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => endings.contains(&ending.to_ascii_lowercase().as_str()),
        // `.prettierrc` is JSON or YAML, `.env` is anything.
        _ => !matches!(language, "ts" | "tsx" | "jsx" | "css" | "html" | "python"),
    }
}

/// Languages of commands and of what they print: what is in such a fence is to be read or run.
pub(super) fn is_shell(language: &str) -> bool {
    matches!(
        language,
        "bash"
            | "sh"
            | "zsh"
            | "fish"
            | "shell"
            | "console"
            | "terminal"
            | "shell-session"
            | "shellsession"
            | "powershell"
            | "ps1"
            | "pwsh"
            | "cmd"
            | "bat"
            | "batch"
            | "log"
            | "output"
            | "stdout"
            | "http"
            | "tree"
            | "mermaid"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_from_what_only_looks_like_one() {
        for text in [
            "src/App.tsx",
            "./src/App.tsx",
            "App.tsx",
            "package.json",
            "tsconfig.app.json",
            "index.html",
            "src\\parts\\Row.tsx",
            "src/[id]/page.tsx",
            "app/(auth)/login/page.tsx",
            "(auth)/page.tsx",
            "app/routes/$id.tsx",
            "src/styles/main.module.css",
            "vite.config.ts",
            "README.md",
            "docs/über.md",
            ".gitignore",
            ".env.example",
            "web/.env",
            "Dockerfile",
            "docker/Dockerfile",
            "public/logo.svg",
            "schema.prisma",
            "deploy.sh",
            "src/next.js",
            "a.b.c.json",
            "src/App.TSX",
            "src/@types/index.ts",
        ] {
            assert!(is_path(text), "{text}");
        }
        for text in [
            "",
            "src",
            "src/",
            "App",
            ".tsx",
            "src/.ts",
            "...",
            "src/.../App.tsx",
            "Node.js",
            "Next.js",
            "three.js",
            "console.log",
            "process.env",
            "import.meta.env",
            "array.map",
            "data.json()",
            "src/App.tsx.",
            "src/App.tsx:12",
            "src/App.tsx#L10",
            "12:15:src/App.tsx",
            "src/My File.tsx",
            "https://example.com/app.js",
            "//cdn.example.com/app.js",
            "www.example.com/app.js",
            "example.com/app.js",
            "/etc/passwd",
            "/src/App.tsx",
            "~/notes.md",
            "../other/App.tsx",
            "C:\\app.ts",
            "@/components/Button.tsx",
            "@scope/package/index.js",
            "path/to/file.tsx",
            "src/**/*.tsx",
            "*.tsx",
            "src/${name}.tsx",
            "src/{name}.tsx",
            "src/<name>.tsx",
            "node_modules/react/index.js",
            ".git/config.txt",
            "logo.png",
            "font.woff2",
            "archive.zip",
            "app.exe",
            "v1.2",
            "e.g.",
            "and/or",
            "TypeScript",
            "LICENSE",
        ] {
            assert!(!is_path(text), "{text}");
        }
    }

    #[test]
    fn a_language_may_speak_against_a_path() {
        for (language, path) in [
            ("", "a.css"),
            ("jsx", "a.tsx"),
            ("typescript", "a.ts"),
            ("json", ".prettierrc"),
            ("elm", "a.ts"),
        ] {
            assert!(suits(language, path), "{language} {path}");
        }
        for (language, path) in
            [("css", "a.tsx"), ("json", "a.ts"), ("text", "a.tsx"), ("tsx", "a.css"), ("md", "a.ts")]
        {
            assert!(!suits(language, path), "{language} {path}");
        }
    }
}
