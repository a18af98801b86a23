//! Files of the official test suite, unmodified, in user mode.

use moonquakes_lua_tests::mq;
use moonquakes_lua_tests::suite::{first_error, run_suite_file};

macro_rules! suite_files {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                let file = concat!(stringify!($name), ".lua");
                let outcome = run_suite_file(mq(), file).expect("the suite can be copied and mq starts");
                let error = first_error(&outcome);
                assert!(error.is_none(), "{file}: {}\n{}", error.unwrap_or_default(), ending(&outcome.stderr));
            }
        )*
    };
}

/// What tells most about a failure.
fn ending(text: &[u8]) -> String {
    String::from_utf8_lossy(&text[text.len().saturating_sub(2000)..]).into_owned()
}

suite_files! {
    bitwise bwcoercion calls closure constructs events goto literals locals math nextvar pm sort strings tpack
    utf8 vararg
}
