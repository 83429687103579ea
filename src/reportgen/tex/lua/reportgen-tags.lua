-- Tagged PDF without PDF objects: what belongs to which element of the structure.
--
-- While TeX typesets, every node carries the number of a mark in one attribute; a mark belongs to an
-- element. When a page is shipped, reportgen-pages.lua puts the marks into it. At the end of the run the
-- elements are written to JOBNAME.struct, one JSON object a line; reportgen's archive stage makes the
-- structure tree from it. All state is in Lua tables that live as long as the process, so this works
-- behind a dumped format and in a forked process.
--
-- Line of the file: {"id":7,"role":"P","kids":[8,[3,0],{"link":2}], ...}. A kid is the id of an element,
-- [page, MCID] (pages from 1), or a link whose annotations carry /StructParent 2.

local M = {}

local mark_pages = require "reportgen-pages"

-- An attribute value below 1 is no content: 0 an ornament, -1 what belongs to the page (heads, feet).
local PAGINATION = -1
-- Paragraphs inside these are no elements of their own.
local inline = {}
for role in ("H1 H2 H3 H4 H5 H6 Link Lbl Span Figure Reference BibEntry Quote Code"):gmatch "%S+" do
  inline[role] = true
end

local attribute
local elements, marks, stack = {}, {}, {}
local once = {} -- marks that count on the first page only: a head without a first head
local contents = {} -- by mark: list of {page, mcid}
local next_role, next_span, next_alt

-- Elements ---------------------------------------------------------------------------------------

local function use(element)
  local kids = element.kids
  local last = kids[#kids]
  if type(last) ~= "number" then
    marks[#marks + 1] = element
    last = #marks
    kids[#kids + 1] = last
  end
  tex.setattribute("global", attribute, last)
end

local function place(role, parent, index)
  local element = { id = #elements + 1, role = role, kids = {} }
  elements[element.id] = element
  table.insert(parent.kids, index or #parent.kids + 1, element)
  return element
end

local function push(element, automatic)
  stack[#stack + 1] = { element = element, level = tex.nest.ptr, automatic = automatic }
  use(element)
  return element
end

local function top()
  return stack[#stack]
end

local function pop_to(size)
  for i = #stack, size + 1, -1 do
    stack[i] = nil
  end
  use(top().element)
end

local function position(parent, element)
  for i = #parent.kids, 1, -1 do
    if parent.kids[i] == element then
      return i
    end
  end
end

-- The innermost open element with this role, and its place on the stack.
local function find(role)
  for i = #stack, 1, -1 do
    if stack[i].element.role == role and not stack[i].ghost then
      return stack[i].element, i
    end
  end
end

-- Leave the paragraphs that ended without their hook (a group or a list closed around them): those that were
-- open at this level of nesting or deeper.
local function end_stale(level)
  local size = #stack
  while size > 1 and stack[size].automatic and stack[size].level >= level do
    size = size - 1
  end
  if size < #stack then
    pop_to(size)
  end
end

-- In heads, feet and ornaments nothing is said about structure.
local function quiet()
  if tex.getattribute(attribute) < 1 then
    return true
  end
  end_stale(tex.nest.ptr + 1)
  return false
end

local function begin_paragraph()
  if quiet() then
    return
  end
  end_stale(tex.nest.ptr)
  local owner = top().element
  if inline[owner.role] then
    stack[#stack + 1] = { element = owner, level = tex.nest.ptr, automatic = true, ghost = true }
  else
    push(place(next_role or "P", owner), true)
    next_role = nil
  end
end

local function end_paragraph()
  if not quiet() and top().automatic and top().level == tex.nest.ptr then
    pop_to(#stack - 1)
  end
end

local function enter()
  local role = token.scan_string()
  if not quiet() then
    push(place(role, top().element))
  end
end

-- A heading at the start of a paragraph, or a float called in it, is a neighbour of the paragraph.
local function enter_beside(role, offset)
  if quiet() then
    return
  end
  local entry = top()
  if entry.automatic and not entry.ghost and #stack > 1 then
    local parent = stack[#stack - 1].element
    push(place(role, parent, position(parent, entry.element) + offset))
  else
    push(place(role, entry.element))
  end
end

local function enter_before()
  enter_beside(token.scan_string(), 0)
end

local function enter_after()
  enter_beside(token.scan_string(), 1)
end

-- A caption is the first kid of its table, a note under the table its neighbour.
local function enter_in()
  local role, ancestor = token.scan_string(), token.scan_string()
  if quiet() then
    return
  end
  local owner = find(ancestor)
  push(place(role, owner or top().element, owner and 1 or nil))
end

local function enter_behind()
  local role, ancestor = token.scan_string(), token.scan_string()
  if quiet() then
    return
  end
  local owner, index = find(ancestor)
  if not owner then
    push(place(role, top().element))
    return
  end
  local parent = stack[index - 1].element
  owner.followers = (owner.followers or 0) + 1
  push(place(role, parent, position(parent, owner) + owner.followers))
end

local function leave()
  local role = token.scan_string()
  if quiet() then
    return
  end
  local _, index = find(role)
  if index and index > 1 then
    pop_to(index - 1)
    end_stale(tex.nest.ptr + 1)
  end
end

local function set_property()
  local key, value = token.scan_string(), token.scan_string()
  if not quiet() then
    top().element[key] = value
  end
end

-- The alternative text of the next picture, or of the last one when it has none.
local function set_alt()
  local text = token.scan_string()
  if quiet() then
    return
  end
  for i = #elements, 1, -1 do
    if elements[i].role == "Figure" then
      elements[i].alt = elements[i].alt or text
      return
    end
  end
end

local function announce_alt()
  next_alt = token.scan_string()
end

local function enter_figure()
  if not quiet() then
    push(place("Figure", top().element)).alt = next_alt
  end
  next_alt = nil
end

-- Lists ------------------------------------------------------------------------------------------

local function begin_item()
  if quiet() then
    return
  end
  end_stale(tex.nest.ptr)
  local list, index = find "L"
  if list then
    pop_to(index)
    push(place("LI", list))
  end
end

-- The label is typeset in a box before the paragraph it stands in begins.
local function begin_body()
  local role = token.scan_string()
  if quiet() then
    return
  end
  local item, index = find "LI"
  if item then
    pop_to(index)
    push(place("LBody", item))
    next_role = role ~= "" and role or nil
  end
end

-- Tables -----------------------------------------------------------------------------------------

local function begin_table()
  if not quiet() then
    local element = push(place("Table", top().element))
    element.rows, element.first = {}, 1
  end
end

local function begin_cell()
  local owner, index = find "Table"
  if quiet() or not owner then
    return
  end
  pop_to(index)
  if not owner.row then
    owner.row = place("TR", owner)
    owner.rows[#owner.rows + 1] = owner.row
  end
  local cell = push(place("TD", owner.row))
  cell.colspan, next_span = next_span, nil
end

local function end_cell()
  local owner, index = find "Table"
  if not quiet() and owner then
    pop_to(index)
  end
end

local function end_row()
  local owner = find "Table"
  if owner then
    owner.row = nil
  end
end

local function set_span()
  local span = tonumber(token.scan_string())
  next_span = span and span > 1 and span or nil
end

local function set_header()
  local cell = find "TD"
  if cell and not quiet() then
    cell.role = "TH"
    cell.heads = true
  end
end

local function each_mark(element, action)
  for _, kid in ipairs(element.kids) do
    if type(kid) == "number" then
      action(kid)
    elseif kid.kids then
      each_mark(kid, action)
    end
  end
end

local function hide(rows)
  for _, row in ipairs(rows) do
    row.hidden = true
    each_mark(row, function(mark)
      marks[mark] = PAGINATION
    end)
  end
end

local function show_once(rows)
  for _, row in ipairs(rows) do
    each_mark(row, function(mark)
      once[mark] = true
    end)
  end
end

-- The rows since the last call are the head, first head, foot or last foot of a table that may break.
-- What is repeated on each page is content at most once.
local function end_part()
  local part = token.scan_string()
  local owner, index = find "Table"
  if not owner or quiet() then
    return
  end
  pop_to(index)
  owner.row = nil
  local rows = table.move(owner.rows, owner.first, #owner.rows, 1, {})
  owner.first = #owner.rows + 1
  owner[part] = rows
  local head = part == "head" or part == "firsthead"
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.kids) do
      if head and type(cell) == "table" and cell.role == "TD" then
        cell.role = "TH"
      end
    end
    row.last = not head or nil
  end
  if head then -- the caption stands in the table, not in its row
    for _, kid in ipairs(owner.kids) do
      if type(kid) == "table" and kid.role == "Caption" and not kid.placed then
        kid.placed = true
        rows[#rows + 1] = kid
      end
    end
  end
  for repeated, single in pairs { head = "firsthead", foot = "lastfoot" } do
    if part == repeated or part == single then
      if owner[repeated] and owner[single] then
        hide(owner[repeated])
      elseif owner[repeated] then
        show_once(owner[repeated])
      end
    end
  end
end

-- The file ---------------------------------------------------------------------------------------

local escapes = { ['"'] = '\\"', ["\\"] = "\\\\" }

local function quoted(text)
  return '"' .. text:gsub('[%c"\\]', function(c)
    return escapes[c] or ("\\u%04x"):format(c:byte())
  end) .. '"'
end

local function kid_list(element, found)
  local list = {}
  for _, kid in ipairs(element.kids) do
    if type(kid) == "number" then
      for _, content in ipairs(contents[kid] or {}) do
        list[#list + 1] = ("[%d,%d]"):format(content[1], content[2])
      end
    elseif kid.link then
      list[#list + 1] = ('{"link":%d}'):format(kid.link)
    elseif not kid.hidden and not kid.last then
      list[#list + 1] = tostring(kid.id)
      found[#found + 1] = kid
    end
  end
  for _, kid in ipairs(element.rows and element.kids or {}) do
    if type(kid) == "table" and kid.last and not kid.hidden then
      list[#list + 1] = tostring(kid.id)
      found[#found + 1] = kid
    end
  end
  return list
end

local function write_element(file, element)
  local found = {}
  local fields = { ('"id":%d,"role":%s'):format(element.id, quoted(element.role)) }
  fields[2] = ('"kids":[%s]'):format(table.concat(kid_list(element, found), ","))
  if element.colspan then
    fields[#fields + 1] = ('"colspan":%d'):format(element.colspan)
  end
  for _, key in ipairs { "alt", "lang", "title" } do
    if element[key] then
      fields[#fields + 1] = ('"%s":%s'):format(key, quoted(element[key]))
    end
  end
  if element.bbox then
    fields[#fields + 1] = ('"bbox":[%s]'):format(table.concat(element.bbox, ","))
  end
  file:write("{", table.concat(fields, ","), "}\n")
  for _, kid in ipairs(found) do
    write_element(file, kid)
  end
end

local function write_file()
  if #elements == 0 then
    return
  end
  local file = assert(io.open(tex.jobname .. ".struct", "wb"))
  write_element(file, elements[1])
  file:close()
end

-- Names for TeX ----------------------------------------------------------------------------------

local commands = {
  paragraph = begin_paragraph, endparagraph = end_paragraph,
  enter = enter, leave = leave, before = enter_before, after = enter_after,
  ["in"] = enter_in, behind = enter_behind, property = set_property,
  alt = set_alt, nextalt = announce_alt, figure = enter_figure,
  item = begin_item, body = begin_body,
  table = begin_table, cell = begin_cell, endcell = end_cell, endrow = end_row,
  span = set_span, header = set_header, part = end_part,
}

--- Define \PREFIX@NAME for each command; `register` is the number of the attribute to mark with.
function M.install(prefix, register)
  attribute = register
  local functions = lua.get_functions_table()
  local names = {}
  for name in pairs(commands) do
    names[#names + 1] = name
  end
  table.sort(names)
  for _, name in ipairs(names) do
    local index = luatexbase.new_luafunction(prefix .. name)
    functions[index] = commands[name]
    token.set_lua(prefix .. "@" .. name, index, "global", "protected")
  end
end

--- Begin the document: from here on, what is typeset is content.
function M.start()
  elements[1] = { id = 1, role = "Document", kids = {} }
  push(elements[1])
  local ship = mark_pages { attribute = attribute, marks = marks, once = once, contents = contents }
  luatexbase.add_to_callback("pre_shipout_filter", ship, "reportgen.tags")
  luatexbase.add_to_callback("finish_pdffile", write_file, "reportgen.tags")
end

return M
