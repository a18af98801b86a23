//! Calendar time and processor time.

/// A point in time by the calendar: the fields of C's `struct tm`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CalendarTime {
    /// Seconds after the minute, 0 to 60.
    pub second: i32,
    /// Minutes after the hour, 0 to 59.
    pub minute: i32,
    /// Hours after midnight, 0 to 23.
    pub hour: i32,
    /// Day of the month, 1 to 31.
    pub day: i32,
    /// Months since January, 0 to 11.
    pub month: i32,
    /// Years since 1900.
    pub year: i32,
    /// Days since Sunday, 0 to 6.
    pub week_day: i32,
    /// Days since the first of January, 0 to 365.
    pub year_day: i32,
    /// Daylight saving time: positive if in effect, zero if not, negative if unknown.
    pub daylight_saving: i32,
}

#[cfg(unix)]
mod system {
    use super::CalendarTime;
    use core::mem::MaybeUninit;
    use std::ffi::CString;

    fn from_tm(tm: &libc::tm) -> CalendarTime {
        CalendarTime {
            second: tm.tm_sec,
            minute: tm.tm_min,
            hour: tm.tm_hour,
            day: tm.tm_mday,
            month: tm.tm_mon,
            year: tm.tm_year,
            week_day: tm.tm_wday,
            year_day: tm.tm_yday,
            daylight_saving: tm.tm_isdst,
        }
    }

    fn to_tm(time: &CalendarTime) -> libc::tm {
        // SAFETY: all fields of the C structure are integers, or a pointer that may be null.
        let mut tm: libc::tm = unsafe { MaybeUninit::zeroed().assume_init() };
        tm.tm_sec = time.second;
        tm.tm_min = time.minute;
        tm.tm_hour = time.hour;
        tm.tm_mday = time.day;
        tm.tm_mon = time.month;
        tm.tm_year = time.year;
        tm.tm_wday = time.week_day;
        tm.tm_yday = time.year_day;
        tm.tm_isdst = time.daylight_saving;
        tm
    }

    /// The local calendar at `seconds` after the epoch; `None` where the year does not fit.
    pub fn local_time(seconds: i64) -> Option<CalendarTime> {
        let mut tm = to_tm(&CalendarTime::default());
        // SAFETY: both pointers are to live variables.
        let result = unsafe { libc::localtime_r(&seconds, &mut tm) };
        (!result.is_null()).then(|| from_tm(&tm))
    }

    /// The calendar of UTC at `seconds` after the epoch; `None` where the year does not fit.
    pub fn utc_time(seconds: i64) -> Option<CalendarTime> {
        let mut tm = to_tm(&CalendarTime::default());
        // SAFETY: both pointers are to live variables.
        let result = unsafe { libc::gmtime_r(&seconds, &mut tm) };
        (!result.is_null()).then(|| from_tm(&tm))
    }

    /// The seconds after the epoch of a local calendar time, whose fields are normalized; `None` where the result
    /// cannot be represented.
    pub fn make_time(time: &mut CalendarTime) -> Option<i64> {
        let mut tm = to_tm(time);
        // SAFETY: the pointer is to a live variable.
        let seconds = unsafe { libc::mktime(&mut tm) };
        *time = from_tm(&tm);
        (seconds != -1).then_some(seconds)
    }

    /// What C's `strftime` makes of one conversion such as `%Ex`. `utc` says which zone `%Z` names.
    pub fn format_time(conversion: &[u8], time: &CalendarTime, utc: bool) -> Vec<u8> {
        const SIZE: usize = 250;
        let Ok(conversion) = CString::new(conversion) else {
            return Vec::new();
        };
        let mut tm = to_tm(time);
        if utc {
            tm.tm_zone = c"GMT".as_ptr();
        } else {
            let mut zoned = tm;
            // SAFETY: the pointer is to a live variable; the zone's name that it gets is static.
            unsafe { libc::mktime(&mut zoned) };
            tm.tm_zone = zoned.tm_zone;
            tm.tm_gmtoff = zoned.tm_gmtoff;
        }
        let mut buffer = vec![0u8; SIZE];
        // SAFETY: the buffer has SIZE bytes; format and time are live.
        let length = unsafe { libc::strftime(buffer.as_mut_ptr().cast(), SIZE, conversion.as_ptr(), &tm) };
        buffer.truncate(length);
        buffer
    }

    /// Seconds of processor time used by the process.
    pub fn processor_time() -> f64 {
        let mut time = MaybeUninit::<libc::timespec>::zeroed();
        // SAFETY: the pointer is to a live variable; zero is a valid time if the call fails.
        let time = unsafe {
            libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, time.as_mut_ptr());
            time.assume_init()
        };
        // As C's clock() counts: in whole microseconds.
        (time.tv_sec as f64 * 1e6 + (time.tv_nsec / 1000) as f64) / 1e6
    }
}

#[cfg(not(unix))]
mod system {
    use super::CalendarTime;
    use std::sync::OnceLock;
    use std::time::Instant;

    const DAY: i64 = 86_400;

    /// Days from the epoch to a date (Howard Hinnant, "chrono-compatible low-level date algorithms").
    fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    fn civil_from_days(days: i64) -> (i64, i64, i64) {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
    }

    /// The calendar of UTC at `seconds` after the epoch; `None` where the year does not fit.
    pub fn utc_time(seconds: i64) -> Option<CalendarTime> {
        let (days, rest) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY) as i32);
        let (year, month, day) = civil_from_days(days);
        Some(CalendarTime {
            second: rest % 60,
            minute: rest / 60 % 60,
            hour: rest / 3600,
            day: day as i32,
            month: month as i32 - 1,
            year: i32::try_from(year - 1900).ok()?,
            week_day: (days + 4).rem_euclid(7) as i32,
            year_day: (days - days_from_civil(year, 1, 1)) as i32,
            daylight_saving: 0,
        })
    }

    /// The local calendar, which is that of UTC here.
    pub fn local_time(seconds: i64) -> Option<CalendarTime> {
        utc_time(seconds)
    }

    /// The seconds after the epoch of a calendar time, whose fields are normalized.
    pub fn make_time(time: &mut CalendarTime) -> Option<i64> {
        let months = time.year as i64 * 12 + time.month as i64;
        let (year, month) = (months.div_euclid(12) + 1900, months.rem_euclid(12) + 1);
        let days = days_from_civil(year, month, 1) + time.day as i64 - 1;
        let seconds = days * DAY + time.hour as i64 * 3600 + time.minute as i64 * 60 + time.second as i64;
        *time = utc_time(seconds)?;
        Some(seconds)
    }

    /// One conversion of C's `strftime` in the C locale; those of no portable meaning give nothing.
    pub fn format_time(conversion: &[u8], time: &CalendarTime, _utc: bool) -> Vec<u8> {
        const DAYS: [&str; 7] = [
            "Sunday",
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
        ];
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
        let all = |parts: &[&[u8]]| -> Vec<u8> {
            parts
                .iter()
                .flat_map(|part| {
                    if part[0] == b'%' {
                        format_time(part, time, true)
                    } else {
                        part.to_vec()
                    }
                })
                .collect()
        };
        let day = DAYS[time.week_day.rem_euclid(7) as usize];
        let month = MONTHS[time.month.rem_euclid(12) as usize];
        let year = time.year as i64 + 1900;
        match conversion.last() {
            Some(b'a') => day[..3].into(),
            Some(b'A') => day.into(),
            Some(b'b' | b'h') => month[..3].into(),
            Some(b'B') => month.into(),
            Some(b'c') => all(&[b"%a", b" ", b"%b", b" ", b"%e", b" ", b"%T", b" ", b"%Y"]),
            Some(b'C') => format!("{:02}", year / 100).into(),
            Some(b'd') => format!("{:02}", time.day).into(),
            Some(b'D' | b'x') => all(&[b"%m", b"/", b"%d", b"/", b"%y"]),
            Some(b'e') => format!("{:2}", time.day).into(),
            Some(b'F') => all(&[b"%Y", b"-", b"%m", b"-", b"%d"]),
            Some(b'H') => format!("{:02}", time.hour).into(),
            Some(b'I') => format!("{:02}", (time.hour + 11) % 12 + 1).into(),
            Some(b'j') => format!("{:03}", time.year_day + 1).into(),
            Some(b'm') => format!("{:02}", time.month + 1).into(),
            Some(b'M') => format!("{:02}", time.minute).into(),
            Some(b'n') => b"\n".to_vec(),
            Some(b'p') => if time.hour < 12 { "AM" } else { "PM" }.into(),
            Some(b'r') => all(&[b"%I", b":", b"%M", b":", b"%S", b" ", b"%p"]),
            Some(b'R') => all(&[b"%H", b":", b"%M"]),
            Some(b'S') => format!("{:02}", time.second).into(),
            Some(b't') => b"\t".to_vec(),
            Some(b'T' | b'X') => all(&[b"%H", b":", b"%M", b":", b"%S"]),
            Some(b'w') => time.week_day.to_string().into(),
            Some(b'y') => format!("{:02}", year.rem_euclid(100)).into(),
            Some(b'Y') => year.to_string().into(),
            Some(b'z') => b"+0000".to_vec(),
            Some(b'Z') => b"GMT".to_vec(),
            _ => Vec::new(),
        }
    }

    /// Seconds since the process first asked: wall time stands in for processor time.
    pub fn processor_time() -> f64 {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed().as_secs_f64()
    }
}

pub use system::{format_time, local_time, make_time, processor_time, utc_time};
