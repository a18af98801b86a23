//! Memory that is not needed any more is given back for use.

use moonquakes_lua_tests::differential::Invocation;
use moonquakes_lua_tests::mq;

/// Makes garbage of every kind for ten seconds; prints the resident memory in KB at its peak in the first two
/// seconds and at its peak in all ten.
const GARBAGE: &str = r#"
local function peak()
  local file <close> = assert(io.open("/proc/self/status"))
  return math.tointeger(file:read("a"):match("VmHWM:%s*(%d+)"))
end
local kept = {}
local function make(i)
  local list = { i, tostring(i), { name = "n" .. i } }
  list.self = list
  local count = 0
  list.count = function() count = count + i return count end
  list.count()
  local co = coroutine.wrap(function(x) coroutine.yield(x) end)
  co(list)
  local text = ("x"):rep(i % 2000)
  kept[i % 100] = { list, text .. i }
  for j = 1, 20 do list[j] = j end
end
local i, first = 0, nil
repeat
  for _ = 1, 200 do
    i = i + 1
    make(i)
  end
  if not first and os.clock() > 2 then first = peak() end
until os.clock() > 10
print(first, peak(), i)
"#;

#[test]
#[cfg(target_os = "linux")]
fn ten_seconds_of_garbage_stay_flat() {
    let outcome = Invocation::new(["-"])
        .input(GARBAGE)
        .run(mq())
        .expect("mq starts");
    let output = String::from_utf8_lossy(&outcome.stdout).into_owned();
    assert!(outcome.success(), "{}", String::from_utf8_lossy(&outcome.stderr));
    let numbers: Vec<u64> = output
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [early, late, rounds] = numbers[..] else {
        panic!("three numbers expected, not {output:?}")
    };
    assert!(
        late < early + early / 4 + 1024,
        "{early} KB became {late} KB in {rounds} rounds"
    );
    assert!(late < 64 * 1024, "{late} KB for next to nothing");
}
