//! What the edit engine has to hold, for tests on this machine and for a page in the browser.

mod chance;
mod changes;
mod degrade;
mod sources;
mod yardstick;

pub use degrade::Way;
pub use yardstick::{Tally, measure};
