//! What the C library knows and `std` does not: calendar time in the local zone, processor time, the locale. Each has a
//! portable fallback (UTC, wall time, the "C" locale).

mod locale;
mod signal;
mod time;

pub use locale::{LocaleCategory, set_locale};
pub use signal::{end_on_broken_pipe, with_interrupt_hook, without_interrupts};
pub use time::{CalendarTime, format_time, local_time, make_time, processor_time, utc_time};
