-- Pauses of the collector: how long a step of a server takes that keeps a large live heap and makes garbage.
-- A step's time goes to standard error, since it differs at every run.
local live, seed = {}, 1
for i = 1, 200000 do live[i] = { id = i, name = "record" .. i, links = { i } } end
collectgarbage()
local clock, times, sum = os.clock, {}, 0
for step = 1, 20000 do
  local start = clock()
  for _ = 1, 10 do
    seed = seed * 16807 % 2147483647
    local slot = seed % #live + 1
    local record = { id = slot, name = "record" .. slot, links = { live[slot].id, seed % 100 } }
    live[slot] = record
    sum = (sum + record.links[2] + #record.name) % 1000003
  end
  times[step] = clock() - start
end
table.sort(times)
local microseconds = 1000000
io.stderr:write(string.format("pauses %.0f %.0f\n", times[#times] * microseconds,
  times[#times * 99 / 100] * microseconds))
print(sum, #live)
