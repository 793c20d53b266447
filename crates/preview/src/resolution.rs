//! Module resolution.
pub enum Resolution {
    Internal(String),
    Package { #[allow(dead_code)] name: String },
    Missing { #[allow(dead_code)] tried: Vec<String> },
}
pub fn resolve(importer: &str, specifier: &str, exists: &dyn Fn(&str) -> bool) -> Resolution {
    let base: Vec<&str> = if specifier.starts_with('.') {
        let mut parts: Vec<&str> = importer.split('/').collect();
        parts.pop();
        parts.extend(specifier.split('/'));
        parts
    } else if let Some(rest) = specifier.strip_prefix("@/") {
        std::iter::once("src").chain(rest.split('/')).collect()
    } else if let Some(rest) = specifier.strip_prefix('/') {
        rest.split('/').collect()
    } else {
        return Resolution::Package { name: specifier.to_owned() };
    };
    let mut path: Vec<&str> = Vec::new();
    for part in base {
        match part {
            "." | "" => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    let path = path.join("/");
    let mut tried = Vec::new();
    for end in ["", ".tsx", ".ts", ".jsx", ".js", ".json", ".css", "/index.tsx", "/index.ts", "/index.jsx", "/index.js"] {
        let candidate = format!("{path}{end}");
        if exists(&candidate) {
            return Resolution::Internal(candidate);
        }
        tried.push(candidate);
    }
    Resolution::Missing { tried }
}
