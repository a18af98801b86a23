-- os.clock, os.getenv, os.setlocale, os.difftime: types, wrong arguments.
print(math.type(os.clock()), os.clock() >= 0, os.clock() < 60, select("#", os.clock()))
print(os.getenv("NO_SUCH_VARIABLE"), type(os.getenv("PATH")), os.getenv(""), os.getenv("A=B"),
  os.getenv("PATH\0x") == os.getenv("PATH"))
print(pcall(os.getenv)) print(pcall(os.getenv, {})) print(pcall(os.getenv, nil)) print(pcall(os.getenv, 5))
print(os.setlocale(), os.setlocale(nil), os.setlocale("C"), os.setlocale(""),
  os.setlocale("no_such_locale"), os.setlocale("C", "all"), os.setlocale(nil, "numeric"),
  os.setlocale("C", "collate"), os.setlocale("C", "ctype"), os.setlocale("C", "monetary"),
  os.setlocale("C", "numeric"), os.setlocale("C", "time"), os.setlocale("POSIX"))
print(pcall(os.setlocale, "C", "bad")) print(pcall(os.setlocale, {})) print(pcall(os.setlocale, "C", {}))
print(pcall(os.setlocale, 5)) print(pcall(os.setlocale, "C", 1))
print(pcall(os.tmpname, "ignored") == true, type(os.tmpname)) local n = os.tmpname()
print(n:match("^/tmp/lua_......$") ~= nil, io.open(n) ~= nil, os.remove(n), (io.open(n)))
print(pcall(os.exit, {})) print(pcall(os.exit, "x"))
