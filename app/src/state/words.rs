//! Figures as people read them.

/// `1 problem`, `3 problems`, `no problems`.
pub fn count(n: usize, noun: &str) -> String {
    match n {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}

/// `1,284`.
pub fn thousands(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        out.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `4.1 s`, `230 ms`, `2 min 5 s`.
pub fn seconds(ms: i64) -> String {
    match ms {
        ..1000 => format!("{} ms", ms.max(0)),
        1000..60_000 => format!("{}.{} s", ms / 1000, ms % 1000 / 100),
        _ => format!("{} min {} s", ms / 60_000, ms % 60_000 / 1000),
    }
}

/// `$0.02`, `$12.50`, `$0.0004`: of millionths of a dollar; less than a cent with as many digits as it needs.
pub fn dollars(micros: i64) -> String {
    let cents = (micros + 5_000) / 10_000;
    match micros {
        ..=0 => "$0.00".to_owned(),
        1..50 => "under $0.0001".to_owned(),
        50..10_000 => format!("$0.{:04}", (micros + 50) / 100),
        _ => format!("${}.{:02}", thousands(cents / 100), cents % 100),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `12 November 2026`, in UTC: the same on the server and in the browser.
pub fn date(at_ms: i64) -> String {
    // Days since 1970 to a civil date, by Howard Hinnant's algorithm.
    let days = at_ms.div_euclid(86_400_000) + 719_468;
    let era = days.div_euclid(146_097);
    let doe = days.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    let name = usize::try_from(month - 1).ok().and_then(|i| MONTHS.get(i)).unwrap_or(&"");
    format!("{day} {name} {year}")
}

/// `just now`, `4 minutes ago`, `yesterday`, then the date.
pub fn ago(now_ms: i64, at_ms: i64) -> String {
    let minutes = (now_ms - at_ms).max(0) / 60_000;
    match minutes {
        0 => "just now".to_owned(),
        1 => "a minute ago".to_owned(),
        2..60 => format!("{minutes} minutes ago"),
        60..120 => "an hour ago".to_owned(),
        120..1440 => format!("{} hours ago", minutes / 60),
        1440..2880 => "yesterday".to_owned(),
        _ => date(at_ms),
    }
}

/// With a capital first letter.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_never_rounded_to_nothing() {
        assert_eq!(dollars(0), "$0.00");
        assert_eq!(dollars(20), "under $0.0001");
        assert_eq!(dollars(420), "$0.0004");
        assert_eq!(dollars(15_000), "$0.02");
        assert_eq!(dollars(1_234_500_000), "$1,234.50");
    }

    #[test]
    fn figures_read_well() {
        assert_eq!(
            [0, 999, 1000, 1_234_567, -4200].map(thousands),
            ["0", "999", "1,000", "1,234,567", "-4,200"]
        );
        assert_eq!([230, 4123, 59_999, 125_000].map(seconds), ["230 ms", "4.1 s", "59.9 s", "2 min 5 s"]);
        assert_eq!([count(0, "file"), count(1, "file"), count(2, "file")], ["no files", "1 file", "2 files"]);
    }

    #[test]
    fn dates_are_right_around_leap_days() {
        assert_eq!(date(0), "1 January 1970");
        assert_eq!(date(951_782_400_000), "29 February 2000");
        assert_eq!(date(951_868_800_000), "1 March 2000");
        assert_eq!(date(1_795_219_200_000), "21 November 2026");
        assert_eq!(date(-1), "31 December 1969");
    }

    #[test]
    fn ago_grows_coarser() {
        let now = 1_795_219_200_000;
        let texts =
            [0, 61_000, 240_000, 3_700_000, 8_000_000, 90_000_000].map(|before| ago(now, now - before));
        assert_eq!(
            texts,
            ["just now", "a minute ago", "4 minutes ago", "an hour ago", "2 hours ago", "yesterday"]
        );
    }
}
