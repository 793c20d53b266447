/// FNV-1a over the bytes, 16 hexadecimal digits. Tells texts apart, for instance the one an edit started from
/// and the one that stands now; it does not protect against somebody who wants a collision.
pub fn content_hash(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_reference_values_hold() {
        assert_eq!(super::content_hash(""), "cbf29ce484222325");
        assert_eq!(super::content_hash("a"), "af63dc4c8601ec8c");
        assert_eq!(super::content_hash("foobar"), "85944171f73967e8");
    }
}
