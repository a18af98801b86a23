-- Float fields of records: bodies that attract each other.
local pi = math.pi
local sun_mass = 4 * pi * pi
local year = 365.24
local function body(x, y, z, vx, vy, vz, mass)
  return { x = x, y = y, z = z, vx = vx * year, vy = vy * year, vz = vz * year, mass = mass * sun_mass }
end
local bodies = {
  body(0, 0, 0, 0, 0, 0, 1),
  body(4.84143, -1.16032, -0.10362, 0.00166, 0.0077, -0.00007, 0.00095),
  body(8.34337, 4.1248, -0.40352, -0.00277, 0.005, 0.00002, 0.00029),
  body(12.8944, -15.1112, -0.22331, 0.00296, 0.00238, -0.00003, 0.00004),
  body(15.3797, -25.9193, 0.17926, 0.00268, 0.00163, -0.0001, 0.00005),
}
local function energy()
  local total = 0.0
  for i, a in ipairs(bodies) do
    total = total + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      total = total - a.mass * b.mass / (dx * dx + dy * dy + dz * dz) ^ 0.5
    end
  end
  return total
end
local function advance(step)
  for i = 1, #bodies do
    local a = bodies[i]
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      local square = dx * dx + dy * dy + dz * dz
      local pull = step / (square * square ^ 0.5)
      local ma, mb = a.mass * pull, b.mass * pull
      a.vx, a.vy, a.vz = a.vx - dx * mb, a.vy - dy * mb, a.vz - dz * mb
      b.vx, b.vy, b.vz = b.vx + dx * ma, b.vy + dy * ma, b.vz + dz * ma
    end
  end
  for i = 1, #bodies do
    local a = bodies[i]
    a.x, a.y, a.z = a.x + step * a.vx, a.y + step * a.vy, a.z + step * a.vz
  end
end
local before = energy()
for _ = 1, 400000 do advance(0.01) end
local after = energy()
assert(math.abs(before - after) < 1e-4)
print(string.format("%.9f %.9f", before, after))
