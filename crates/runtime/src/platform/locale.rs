//! The process's locale.

/// What part of the locale is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocaleCategory {
    /// Everything.
    All,
    /// The order of strings.
    Collate,
    /// The classes of characters.
    Ctype,
    /// Amounts of money.
    Monetary,
    /// Numbers.
    Numeric,
    /// Dates.
    Time,
}

/// Sets the locale of a category, or only asks for it with `None`; returns its name, or `None` if the locale cannot
/// be set. A name with a NUL inside is no locale.
#[cfg(unix)]
pub fn set_locale(name: Option<&[u8]>, category: LocaleCategory) -> Option<Vec<u8>> {
    use std::ffi::{CStr, CString};
    let category = match category {
        LocaleCategory::All => libc::LC_ALL,
        LocaleCategory::Collate => libc::LC_COLLATE,
        LocaleCategory::Ctype => libc::LC_CTYPE,
        LocaleCategory::Monetary => libc::LC_MONETARY,
        LocaleCategory::Numeric => libc::LC_NUMERIC,
        LocaleCategory::Time => libc::LC_TIME,
    };
    let name = match name {
        Some(name) => Some(CString::new(name).ok()?),
        None => None,
    };
    let pointer = name.as_ref().map_or(core::ptr::null(), |name| name.as_ptr());
    // SAFETY: the pointer is null or a C string that outlives the call.
    let result = unsafe { libc::setlocale(category, pointer) };
    if result.is_null() {
        return None;
    }
    // SAFETY: a result that is not null is a C string, copied before anything can change it.
    Some(unsafe { CStr::from_ptr(result) }.to_bytes().to_vec())
}

/// Sets the locale of a category: there is only "C".
#[cfg(not(unix))]
pub fn set_locale(name: Option<&[u8]>, _category: LocaleCategory) -> Option<Vec<u8>> {
    matches!(name, None | Some(b"" | b"C" | b"POSIX")).then(|| b"C".to_vec())
}
