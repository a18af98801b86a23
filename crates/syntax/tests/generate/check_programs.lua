-- Reads length-prefixed programs, writes for each "OK" or the message that the reference gives, length-prefixed too.
local programs = io.read("a")
local at = 1
-- in a coroutine there is no message handler, which would add a traceback to "C stack overflow"
coroutine.wrap(function()
  while at <= #programs do
    local program
    program, at = string.unpack("<s4", programs, at)
    local chunk, message = load(program, "=x", "t")
    io.write(string.pack("<s4", chunk and "OK" or message))
  end
end)()
