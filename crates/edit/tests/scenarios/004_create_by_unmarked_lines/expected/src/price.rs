pub fn price(cents: u64) -> f64 {
    cents as f64 / 100.0
}
