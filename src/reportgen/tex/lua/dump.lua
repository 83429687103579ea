-- Run first in a job that dumps a format from LuaLaTeX's own.
--
-- A format keeps TeX's memory, not Lua's. What the kernel's format keeps in Lua byte code is lost when a
-- second format is dumped from it, and so is what the preamble does in Lua. This file puts back the
-- first, and tells of the second: modules to load again, and what cannot be had again, for which there
-- must be no format.

local function tell(word, text)
  texio.write_nl("log", "REPORTGEN " .. word .. " " .. text)
  texio.write_nl("log", "")
end

-- The arrays of expl3 live in a table inside the Lua functions that serve them. The kernel's format holds
-- their contents in a byte code register; its own start-up code has run by now, yet not for a format
-- that is still being made.
local function restore_arrays()
  local register = token.create("@expl@luadata@bytecode").index
  local stored = register and lua.bytecode[register]
  local data = stored and stored()
  if not (data and data.__intarray) then return end
  local function upvalues(f)
    local i = 0
    return function()
      i = i + 1
      return debug.getupvalue(f, i)
    end
  end
  for _, served in pairs(lua.get_functions_table()) do
    if type(served) == "function" then
      for name, inner in upvalues(served) do
        if name == "__intarray_table" then
          for inner_name, tables in upvalues(inner) do
            if inner_name == "tables" then
              for key, value in pairs(data.__intarray) do tables[key] = value end
              return
            end
          end
        end
      end
    end
  end
  tell("REFUSE", "the arrays of expl3 were not found")
end

local function count(entries)
  local n = 0
  for _ in pairs(entries) do n = n + 1 end
  return n
end

restore_arrays()

local needed = {}
local require_before = require
function require(name)
  if not package.loaded[name] then needed[#needed + 1] = name end
  return require_before(name)
end

-- What a class may make in Lua without loading a module; a format would keep none of it.
local function state()
  local callbacks = 0
  for name in pairs(callback.list()) do
    local known, entries = pcall(luatexbase.callback_descriptions, name)
    callbacks = callbacks + (known and entries and #entries or 0)
  end
  return {
    ["functions"] = count(lua.get_functions_table()),
    ["callbacks"] = callbacks,
    ["attributes"] = count(luatexbase.attributes),
    ["PDF objects"] = pdf.getmaxobjnum(),
  }
end

local before = state()

function reportgen_dump_finish()
  for _, name in ipairs(needed) do tell("REQUIRE", name) end
  for what, number in pairs(state()) do
    if number ~= before[what] then tell("REFUSE", "the class makes Lua " .. what) end
  end
end
