//! Turns seconds into words.

pub fn words(seconds: u64) -> String {
    let minutes = seconds / 60;
    if minutes == 0 {
        return format!("{seconds} s");
    }
    format!("{minutes} min")
}

pub fn short(seconds: u64) -> String {
    let hours = seconds / 3600;
    if hours == 0 {
        return words(seconds);
    }
    format!("{hours} h")
}
