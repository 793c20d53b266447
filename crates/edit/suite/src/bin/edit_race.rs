//! `cargo xtask bench edit`: prints the figures as JSON.

#[allow(clippy::print_stdout, reason = "that is what it is for")]
fn main() {
    println!("{}", edit_suite::race::run());
}
