-- A cooperative scheduler on coroutines: tasks sleep, wait for messages, join each other and fail, all on a
-- clock of its own that moves only when everyone sleeps.

local Scheduler = {}
Scheduler.__index = Scheduler

function Scheduler.new()
  return setmetatable({ now = 0, ready = {}, sleeping = {}, names = {}, results = {}, joiners = {} }, Scheduler)
end

function Scheduler:spawn(name, body, ...)
  local task = coroutine.create(body)
  self.names[task] = name
  self.ready[#self.ready + 1] = { task, ... }
  return task
end

function Scheduler:log(format, ...)
  print(string.format("%6.2f  ", self.now) .. string.format(format, ...))
end

-- What a task can ask for: each request is handled here, while the task is suspended.
local requests = {}

function requests.sleep(self, task, seconds)
  local entry = { time = self.now + seconds, task = task, order = #self.sleeping }
  local i = #self.sleeping + 1
  while i > 1 and self.sleeping[i - 1].time > entry.time do
    self.sleeping[i] = self.sleeping[i - 1]
    i = i - 1
  end
  self.sleeping[i] = entry
end

function requests.yield(self, task)
  self.ready[#self.ready + 1] = { task }
end

function requests.join(self, task, other)
  local result = self.results[other]
  if result then
    self.ready[#self.ready + 1] = { task, table.unpack(result, 1, result.n) }
  else
    self.joiners[other] = self.joiners[other] or {}
    table.insert(self.joiners[other], task)
  end
end

function requests.receive(self, task, channel)
  if channel.first <= channel.last then
    local message = channel[channel.first]
    channel[channel.first] = nil
    channel.first = channel.first + 1
    self.ready[#self.ready + 1] = { task, message }
  else
    table.insert(channel.waiting, task)
  end
end

local function request(...) return coroutine.yield(...) end
local function sleep(seconds) return request("sleep", seconds) end
local function join(task) return request("join", task) end

local function channel(scheduler)
  local self = { first = 1, last = 0, waiting = {} }
  function self.send(message)
    local task = table.remove(self.waiting, 1)
    if task then
      scheduler.ready[#scheduler.ready + 1] = { task, message }
    else
      self.last = self.last + 1
      self[self.last] = message
    end
  end
  function self.receive() return request("receive", self) end
  return self
end

function Scheduler:finish(task, ...)
  self.results[task] = table.pack(...)
  for _, waiting in ipairs(self.joiners[task] or {}) do
    self.ready[#self.ready + 1] = { waiting, ... }
  end
end

function Scheduler:step(entry)
  local task = entry[1]
  local function handle(ok, kind, ...)
    if not ok then
      self:log("%s failed: %s", self.names[task], (tostring(kind):gsub("^.-:%d+: ", "")))
      self:finish(task, nil, kind)
    elseif coroutine.status(task) == "dead" then
      self:finish(task, kind, ...)
    else
      requests[kind](self, task, ...)
    end
  end
  handle(coroutine.resume(task, table.unpack(entry, 2)))
end

function Scheduler:run()
  local steps = 0
  while true do
    while #self.ready > 0 do
      steps = steps + 1
      self:step(table.remove(self.ready, 1))
    end
    local next_up = table.remove(self.sleeping, 1)
    if not next_up then return steps end
    self.now = next_up.time
    self.ready[1] = { next_up.task }
  end
end

local scheduler = Scheduler.new()
local orders = channel(scheduler)
local served = channel(scheduler)

local function customer(name, wishes)
  for _, wish in ipairs(wishes) do
    scheduler:log("%s orders %s", name, wish)
    orders.send { who = name, what = wish }
    sleep(0.75)
  end
  return #wishes, name
end

local minutes = { tea = 0.5, coffee = 1, cake = 0.25, soup = 2.5 }

local function cook(name)
  local done = 0
  while true do
    local order = orders.receive()
    if order == "closed" then
      orders.send("closed")
      return done
    end
    local ok, message = pcall(function()
      sleep(minutes[order.what] or error("no recipe for " .. order.what, 0))
      served.send(string.format("%s for %s by %s", order.what, order.who, name))
    end)
    if not ok then scheduler:log("%s: %s", name, message) end
    done = done + 1
  end
end

local cooks = { scheduler:spawn("Ada", cook, "Ada"), scheduler:spawn("Bo", cook, "Bo") }
local customers = {
  scheduler:spawn("Cy", customer, "Cy", { "tea", "soup", "cake" }),
  scheduler:spawn("Di", customer, "Di", { "coffee", "stew" }),
  scheduler:spawn("Ed", customer, "Ed", { "soup" }),
}

scheduler:spawn("waiter", function()
  while true do scheduler:log("served: %s", served.receive()) end
end)

scheduler:spawn("manager", function()
  local total = 0
  for _, task in ipairs(customers) do
    local count, name = join(task)
    scheduler:log("%s has ordered %d things", name, count)
    total = total + count
  end
  orders.send("closed")
  local done = join(cooks[1]) + join(cooks[2])
  scheduler:log("%d of %d orders handled", done, total)
  return total
end)

scheduler:spawn("clumsy", function()
  sleep(1.1)
  local plate
  return plate.food
end)

-- A generator inside of a task: yields of the two kinds must not mix.
scheduler:spawn("counter", function()
  local primes = coroutine.wrap(function()
    local found = {}
    for candidate = 2, math.huge do
      local prime = true
      for _, divisor in ipairs(found) do
        if candidate % divisor == 0 then prime = false break end
      end
      if prime then
        found[#found + 1] = candidate
        coroutine.yield(candidate)
      end
    end
  end)
  local sum = 0
  for _ = 1, 25 do
    sum = sum + primes()
    request("yield")
  end
  scheduler:log("the first 25 primes add up to %d", sum)
end)

print(scheduler:run() .. " steps, time " .. scheduler.now)
for _, task in ipairs(cooks) do print(scheduler.names[task], coroutine.status(task), scheduler.results[task][1]) end
