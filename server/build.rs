//! Ties the binary to the browser half it carries: when the bundle changes, this crate is compiled again.

fn main() {
    let manifest = "../target/dist/manifest.json";
    println!("cargo:rerun-if-changed={manifest}");
    // Tabs opened before an upgrade compare this with the `Hello` of the socket.
    let build = std::fs::read(manifest).map(|bytes| fnv1a(&bytes)).unwrap_or(0);
    println!("cargo:rustc-env=EASEL_BUILD={build:016x}");
}

fn fnv1a(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}
