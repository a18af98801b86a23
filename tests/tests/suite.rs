//! Every file of the official test suite, unmodified, in user mode.

use moonquakes_lua_tests::mq;
use moonquakes_lua_tests::suite::{Mode, run_suite_file, suite_files};

macro_rules! files {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                assert_passes(concat!(stringify!($name), ".lua"));
            }
        )*

        #[test]
        fn no_file_is_left_out() {
            assert_eq!(suite_files(), [$(concat!(stringify!($name), ".lua")),*]);
        }
    };
}

fn assert_passes(file: &str) {
    let run = run_suite_file(mq(), Mode::User, file).expect("the suite can be copied and mq starts");
    if let Some(error) = run.error {
        panic!(
            "{file}: {error}\n{}",
            String::from_utf8_lossy(&run.outcome.stderr)
        );
    }
}

files! {
    api attrib big bitwise bwcoercion calls closure code constructs coroutine cstack db errors events files gc gengc
    goto literals locals main math nextvar pm sort strings tpack utf8 vararg verybig
}
