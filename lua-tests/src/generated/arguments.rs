//! Every library function with no argument, one, two and three, of every type: as a field, as a method, protected.

use super::Generated;

/// What a call may print.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    /// Results and messages.
    All,
    /// Messages only: the results depend on time, memory or machine.
    Messages,
}

/// The functions of a library, and what to show of them. Left out is what ends the program, runs others, waits for a
/// person, changes files or what follows.
const LIBRARIES: &[(&str, Shown, &str)] = &[
    (
        "",
        Shown::All,
        "assert error getmetatable ipairs load next pairs pcall rawequal rawget rawlen rawset select setmetatable \
         tonumber tostring type warn xpcall print",
    ),
    ("", Shown::Messages, "collectgarbage dofile loadfile require"),
    (
        "coroutine",
        Shown::All,
        "close create isyieldable resume running status wrap yield",
    ),
    (
        "string",
        Shown::All,
        "byte char find format gmatch gsub len lower match pack packsize rep reverse sub unpack upper",
    ),
    ("string", Shown::Messages, "dump"),
    ("table", Shown::All, "concat insert move pack remove sort unpack"),
    ("utf8", Shown::All, "char codepoint codes len offset"),
    (
        "math",
        Shown::All,
        "abs acos asin ceil cos deg exp floor fmod log max min modf rad sin sqrt tan tointeger type ult",
    ),
    ("math", Shown::Messages, "random randomseed"),
    ("os", Shown::Messages, "clock date difftime getenv time"),
    ("os", Shown::All, "setlocale"),
    ("io", Shown::All, "type open"),
    ("io", Shown::Messages, "lines read input"),
    ("package", Shown::All, "searchpath"),
    (
        "debug",
        Shown::Messages,
        "gethook getinfo getlocal getmetatable getregistry getupvalue getuservalue setlocal setupvalue \
         setuservalue traceback upvalueid upvaluejoin",
    ),
];

const VALUES: &str = "local values = { n = 12, nil, true, 1, -1, 2.5, 'x', '10', { 1, 2 }, print, \
                      coroutine.create(print), io.stdout, 2 ^ 53 }";

/// Two arguments of all combinations, three of some.
const CALLS: &str = "\
call('()')
for i = 1, values.n do
  call('(' .. i .. ')', values[i])
  for j = 1, values.n do
    call('(' .. i .. ',' .. j .. ')', values[i], values[j])
    for k = 1, values.n, 5 do
      call('(' .. i .. ',' .. j .. ',' .. k .. ')', values[i], values[j], values[k])
    end
  end
end";

pub(super) fn programs() -> Vec<Generated> {
    let mut programs = Vec::new();
    for &(library, shown, functions) in LIBRARIES {
        for function in functions.split_whitespace() {
            programs.push(program(library, shown, function));
        }
    }
    programs
}

fn program(library: &str, shown: Shown, function: &str) -> Generated {
    let name = if library.is_empty() {
        function.to_owned()
    } else {
        format!("{library}.{function}")
    };
    let call = match shown {
        Shown::All => "print(arguments, pcall(f, ...))",
        Shown::Messages => "local ok, message = pcall(f, ...) print(arguments, ok or message)",
    };
    let text = format!(
        "{VALUES}
local f = {name}
local function call(arguments, ...) {call} end
{CALLS}
local holder = {{ method = f, inner = {{ field = f }} }}
local function protected(g) local ok, message = pcall(g) print(ok or message) end
protected(function() {name}() end)
protected(function() f() end)
protected(function() holder.method() end)
protected(function() holder.inner.field() end)
protected(function() holder['method']() end)
protected(function() holder:method() end)
protected(function() holder:method({{}}, {{}}) end)
protected(function() holder.inner:field(print, print) end)
protected(function() return {name}({{}}, {{}}, {{}}) end)
protected(function() local r = {name}(print, print) end)
"
    );
    Generated::new(format!("arguments of {name}"), text)
}
