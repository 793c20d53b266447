//! The router as a whole. One program, for each that is linked with it costs minutes.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod routes;
mod shared;
