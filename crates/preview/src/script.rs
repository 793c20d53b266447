//! Code that is written rather than translated: modules made from values, in the form `link` gives scripts.

use crate::json::push_string;

const HEAD: &str = "function*(__easel){__easel.exports({default:()=>__easel_default";

fn default_module(value: &str) -> String {
    named_module("", value)
}

/// The text is the default export.
pub fn text_module(text: &str) -> String {
    let mut value = String::with_capacity(text.len() + 2);
    push_string(&mut value, text);
    default_module(&value)
}

/// The value of a JSON document is the default export; the keys in `names` are exports too.
pub fn json_module(source: &str, names: &[String]) -> String {
    let mut value = String::with_capacity(source.len() + 16);
    value.push_str("JSON.parse(");
    push_string(&mut value, source);
    value.push(')');
    let mut getters = String::new();
    for name in names {
        push_getter(&mut getters, name);
    }
    named_module(&getters, &value)
}

fn named_module(getters: &str, value: &str) -> String {
    format!("{HEAD}{getters}}});yield;\nconst __easel_default={value};}}")
}

/// An export that is a key of the default one.
fn push_getter(getters: &mut String, key: &str) {
    getters.push(',');
    push_string(getters, key);
    getters.push_str(":()=>__easel_default[");
    push_string(getters, key);
    getters.push(']');
}

/// A map from class names as written to class names as scoped; each that can be a name is also an export.
pub fn class_names(classes: &[(String, String)]) -> String {
    let mut value = String::from("{");
    let mut getters = String::new();
    for (class, scoped) in classes {
        push_string(&mut value, class);
        value.push(':');
        push_string(&mut value, scoped);
        value.push(',');
        push_getter(&mut getters, class);
    }
    value.push('}');
    named_module(&getters, &value)
}

/// A picture as an address that the frame may load.
pub fn svg_address(source: &str) -> String {
    let mut address = String::from("data:image/svg+xml,");
    for byte in source.bytes() {
        match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b' '
            | b'='
            | b':'
            | b'/'
            | b'.'
            | b'-'
            | b';'
            | b',' => {
                address.push(byte as char);
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}
