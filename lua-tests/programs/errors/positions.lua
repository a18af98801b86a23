-- The line of an error in statements over several lines.
local function line(f) return (select(2, pcall(f)):match(":(%d+):")) end
print(line(function()
  local a = 1 +
    nil
end), line(function()
  error(
    "x"
  )
end), line(function()
  local t = {
    x = 1,
    y = nil + 1,
    z = 2,
  }
end), line(function()
  local s = "a" ..
    {} ..
    "b"
end), line(function()
  local t
  t
  .x
  .y = 1
end), line(function()
  undefined_function
  (
    1
  )
end), line(function()
  return (nil)[
    1
  ]
end), line(function()
  if 1 <
    {}
  then end
end), line(function()
  for i = 1,
    "x" do
  end
end), line(function()
  for k in
    nil
  do end
end), line(function()
  local f = function()
    error "inner"
  end
  f()
end), line(function() string.rep(
  "x",
  {}
) end))
