-- Text in scripts that the report's fonts lack: another font for what a font has not, the direction of a text
-- that runs left, ends of lines beside ideographs and inside tokens without end, codes for what no font has.
--
-- Nothing stands in the TeX for it. TeX's list of characters is changed before it is hyphenated (fonts) and before
-- it is shaped (all else), so captions, tables, contents and bookmarks need no care. What is inserted has no
-- character of its own, and nothing of it is copied out of the PDF. The plan is made by reportgen.

local plan = ...

local d = node.direct
local getid, getnext, getprev, getchar, getfont = d.getid, d.getnext, d.getprev, d.getchar, d.getfont
local getfield, setfield, setfont, getsubtype = d.getfield, d.setfield, d.setfont, d.getsubtype
local insert_before, insert_after, remove, new = d.insert_before, d.insert_after, d.remove, d.new
local getwidth = d.getwidth
local GLYPH, GLUE, KERN, DISC = node.id "glyph", node.id "glue", node.id "kern", node.id "disc"
local LOCAL_PAR, PENALTY, DIR, WHATSIT = node.id "local_par", node.id "penalty", node.id "dir", node.id "whatsit"
local LITERAL = node.subtype "pdf_literal"
local FONT_KERN, WORD_SPACE = 0, 13
local getfontdata = font.getfont
local NO_LANGUAGE = lang.id(lang.new())

local function set(list)
  local found = {}
  for _, code in ipairs(list or {}) do
    found[code] = true
  end
  return found
end

local faces = {}
for number, face in ipairs(plan.faces) do
  faces[number] = { file = face.file, has = set(face.codes), sans = face.sans }
end
local wide, letters, marks, right = set(plan.wide), set(plan.letters), set(plan.marks), set(plan.right)
local not_first, not_last = set(plan.not_first), set(plan.not_last)
local lost, spare, scripts = set(plan.lost), set(plan.spare), plan.scripts
local blanks = plan.blanks -- the width in thousandths of an em, by code

-- Fonts -------------------------------------------------------------------------------------------

local has = setmetatable({}, { __index = function(all, id)
  local data = getfontdata(id)
  all[id] = data and data.characters or false -- false: a font of TeX's own kind, of which nothing is known
  return all[id]
end })

-- The files of the report's fonts are named for their roles: sans-bold.ttf.
local function named(word)
  return setmetatable({}, { __index = function(all, id)
    local data = getfontdata(id)
    local name = data and (data.filename or data.fullname or data.name) or ""
    all[id] = name:lower():match "[^/]*$":find(word, 1, true) and true or false
    return all[id]
  end })
end
local bold, italic, sans = named "bold", named "italic", named "sans"

local function define(name, size)
  local made = luaotfload.define_font(name, size)
  if type(made) ~= "table" then
    return made
  end
  local id = font.define(made)
  fonts.definers.register(made, id)
  return id
end

-- The size at which small letters of one font are as high as those of the other.
local function fitted(id, file, size)
  local one, other = getfontdata(id), getfontdata(define(("[%s]:mode=base"):format(file), size))
  local a, b = one.parameters and one.parameters.x_height, other.parameters and other.parameters.x_height
  local ratio = a and b and a > 0 and b > 0 and a / b or 1
  return math.floor(size * math.max(0.8, math.min(1.1, ratio)) + 0.5)
end

local instances = {}
local function instance(number, id, script, is_letter)
  local key = ("%d %d %s %s"):format(number, id, script or "", is_letter and "l" or "")
  if not instances[key] then
    local face, size = faces[number], getfontdata(id).size
    if is_letter then
      size = fitted(id, face.file, size)
    end
    local features = plan.shape and ("mode=node;script=%s;language=dflt"):format(script or "dflt") or "mode=base;+kern"
    features = features .. (bold[id] and ";embolden=2.5" or "") .. (is_letter and italic[id] and ";slant=0.18" or "")
    instances[key] = define(("[%s]:%s"):format(face.file, features), size)
  end
  return instances[key]
end

-- The first face of the kind of a font that has all characters from one node to another; of any kind, if none is.
local function face_for(first, stop, id)
  local other
  for number, face in ipairs(faces) do
    local n, whole = first, true
    while n ~= stop and whole do
      whole = getid(n) ~= GLYPH or face.has[getchar(n)]
      n = getnext(n)
    end
    if whole and face.sans == sans[id] then
      return number
    end
    other = other or whole and number
  end
  return other
end

local function change(first, stop, id, number)
  local n = first
  while n ~= stop do
    if getid(n) == GLYPH then
      local code = getchar(n)
      setfont(n, instance(number, id, scripts[code], not wide[code]))
    end
    n = getnext(n)
  end
end

-- A word, or what there is of it in one font and one script; a lacked letter changes the font of all.
local function visit_word(first)
  local id, n, lacked = getfont(first), first, false
  local script = scripts[getchar(first)]
  while n and getid(n) == GLYPH and getfont(n) == id and letters[getchar(n)] and
    (marks[getchar(n)] or scripts[getchar(n)] == script) do
    lacked = lacked or not has[id][getchar(n)]
    n = getnext(n)
  end
  if lacked then
    local number = face_for(first, n, id)
    local each = first
    while each ~= n do
      local after = getnext(each)
      local own = number or (not has[id][getchar(each)] and face_for(each, after, id))
      if own then
        change(each, after, id, own)
      end
      each = after
    end
  end
  return n, lacked
end

-- Whether some words, at most, stand between two: the end of one and the beginning of the other.
local BETWEEN = 14
local function near(from, to, id)
  local n, count = from, 0
  while n and n ~= to do
    local kind = getid(n)
    if kind == GLYPH then
      count = count + 1
      if getfont(n) ~= id or not letters[getchar(n)] or count > BETWEEN then
        return false
      end
    elseif not (kind == KERN or kind == PENALTY or kind == GLUE and getsubtype(n) == WORD_SPACE) then
      return false
    end
    n = getnext(n)
  end
  return n == to
end

local function choose_fonts(head)
  local n, last, last_id = head, nil, nil -- the end of the last word that went to another font, and its own font
  while n do
    local after = getnext(n)
    if getid(n) == GLYPH then
      local code, id = getchar(n), getfont(n)
      if letters[code] and has[id] then
        local lacked
        after, lacked = visit_word(n)
        if lacked then
          local number = last and last_id == id and near(last, n, id) and face_for(last, n, id)
          if number then
            change(last, n, id, number)
          end
          last, last_id = after, id
        end
      elseif has[id] and not has[id][code] then
        local number = face_for(n, after, id)
        if number then
          change(n, after, id, number)
        end
      end
    end
    n = after
  end
end

-- Codes ---------------------------------------------------------------------------------------------

local function literal(n, data)
  local made = new(WHATSIT, LITERAL)
  setfield(made, "data", data)
  d.setattributelist(made, n)
  return made
end

-- U+1F600 in a frame, in the place of a character that no font has.
local function code_box(n)
  local size = getfontdata(getfont(n)).size
  local small = define(("[%s]:mode=base"):format(plan.code), math.floor(size * 0.58))
  local pad, head, last = math.floor(size * 0.08)
  for c in ("U+%04X"):format(getchar(n)):gmatch "." do
    local glyph = d.copy(n)
    d.setnext(glyph, nil)
    d.setprev(glyph, nil)
    setfont(glyph, small)
    d.setchar(glyph, c:byte())
    if head then
      head, last = insert_after(head, last, glyph)
    else
      head, last = glyph, glyph
    end
  end
  local width = d.dimensions(head) + 2 * pad
  local height, depth = math.floor(size * 0.52), math.floor(size * 0.12)
  for side = 1, 2 do
    local kern = new(KERN, 1)
    setfield(kern, "kern", pad)
    d.setattributelist(kern, n)
    if side == 1 then
      head = insert_before(head, head, kern)
    else
      head = insert_after(head, last, kern)
    end
  end
  local points = 1 / 65781.76
  local frame = ("q 0.3 w %.3f %.3f %.3f %.3f re S Q"):format(
    0.2, -depth * points, width * points - 0.4, (height + depth) * points)
  head = insert_before(head, head, literal(n, frame))
  local box = d.hpack(head)
  setfield(box, "height", height)
  setfield(box, "depth", depth)
  d.setattributelist(box, n)
  return box
end

local function chance(n, penalty)
  local made = new(DISC, 0)
  setfield(made, "penalty", penalty)
  d.setattributelist(made, n)
  return made
end

-- What stands for a character without a font; nil where it has one.
local function stand_in(n)
  local code, id = getchar(n), getfont(n)
  if not has[id] or has[id][code] then
    return nil
  elseif blanks[code] then
    local kern = new(KERN, 1)
    setfield(kern, "kern", math.floor(getfontdata(id).size * blanks[code] / 1000))
    d.setattributelist(kern, n)
    return kern
  elseif plan.show and lost[code] then
    return code_box(n)
  end
end

local ZERO_WIDTH_SPACE = 0x200B

local function replace_lost(head)
  local n = head
  while n do
    local after = getnext(n)
    if getid(n) == GLYPH then
      if spare[getchar(n)] and has[getfont(n)] and not has[getfont(n)][getchar(n)] then
        if getchar(n) == ZERO_WIDTH_SPACE then
          head = insert_before(head, n, chance(n, 0))
        end
        head, after = remove(head, n)
        d.free(n)
      else
        local other = stand_in(n)
        if other then
          head = insert_before(head, n, other)
          if getid(other) ~= KERN then
            head = insert_before(head, n, chance(n, 0))
          end
          head, after = remove(head, n)
          d.free(n)
        end
      end
    end
    n = after
  end
  return head
end

-- Direction -------------------------------------------------------------------------------------------
-- A part of the Unicode bidirectional algorithm (UAX 9) for a paragraph that runs right: a run goes from the first
-- letter of a script that runs left to the last letter or number before other letters (N1), with what closes a
-- bracket inside it (N0) and numbers running right (W4, W5, L2); brackets and angle quotes are mirrored (L4).

local function is_digit(code)
  return code >= 0x30 and code <= 0x39 or code >= 0x660 and code <= 0x669 or code >= 0x6F0 and code <= 0x6F9
end

local function turn(head, from, to, direction)
  local open, shut = new(DIR), new(DIR)
  setfield(open, "dir", "+" .. direction)
  setfield(shut, "dir", "-" .. direction)
  d.setattributelist(open, from)
  d.setattributelist(shut, to)
  head = insert_before(head, from, open)
  head = insert_after(head, to, shut)
  return head
end

local function set_of(text)
  local found = {}
  for _, code in utf8.codes(text) do
    found[code] = true
  end
  return found
end
local BETWEEN_DIGITS, AFTER_DIGITS = set_of ".,:/", set_of "%‰°€$£"
local MIRRORED = { [0x28] = 0x29, [0x5B] = 0x5D, [0x7B] = 0x7D, [0x3C] = 0x3E, [0xAB] = 0xBB, [0x2039] = 0x203A }
local CLOSING = {}
for open, close in pairs(MIRRORED) do
  CLOSING[close] = open
end

local function following_glyph(n)
  n = getnext(n)
  while n and getid(n) == KERN do
    n = getnext(n)
  end
  return n and getid(n) == GLYPH and n or nil
end

-- The last node of the number that begins with n.
local function number_end(n)
  local last = n
  while true do
    local after = following_glyph(last)
    local later = after and following_glyph(after)
    if after and is_digit(getchar(after)) then
      last = after
    elseif later and BETWEEN_DIGITS[getchar(after)] and is_digit(getchar(later)) then
      last = later
    else
      return after and AFTER_DIGITS[getchar(after)] and after or last
    end
  end
end

-- The last node of the run that begins with n, the numbers in it, and its signs that have a side.
local function right_run(n)
  local last, numbers, sided, open = n, {}, {}, {}
  local waiting = {} -- signs behind the last letter or number
  local function reach(node)
    last = node
    for _, sign in ipairs(waiting) do
      sided[#sided + 1] = sign
    end
    waiting = {}
  end
  n = getnext(n)
  while n do
    local id = getid(n)
    if id == GLYPH then
      local code = getchar(n)
      if right[code] or marks[code] and last == getprev(n) then
        reach(n)
      elseif is_digit(code) then
        local stop = number_end(n)
        numbers[#numbers + 1] = { n, stop }
        n = stop
        reach(n)
      elseif letters[code] or wide[code] or code < 0x80 and string.char(code):find "%a" then
        break
      elseif MIRRORED[code] then
        waiting[#waiting + 1] = n
        open[#open + 1] = code
      elseif CLOSING[code] then
        waiting[#waiting + 1] = n
        if open[#open] == CLOSING[code] then -- of a pair that was opened in the run
          open[#open] = nil
          reach(n)
        end
      end
    elseif not (id == KERN or id == PENALTY or id == DISC or id == GLUE and getsubtype(n) >= WORD_SPACE) then
      break
    end
    n = getnext(n)
  end
  return last, numbers, sided
end

local function set_direction(head)
  local n = head
  while n do
    local after = getnext(n)
    if getid(n) == GLYPH and right[getchar(n)] then
      local last, numbers, sided = right_run(n)
      after = getnext(last)
      for _, sign in ipairs(sided) do
        local code = getchar(sign)
        d.setchar(sign, MIRRORED[code] or CLOSING[code])
      end
      for _, pair in ipairs(numbers) do
        head = turn(head, pair[1], pair[2], "TLT")
      end
      -- A number at the end of the run has brought a node of its own behind it.
      head = turn(head, n, after and getprev(after) or d.tail(n), "TRT")
    end
    n = after
  end
  return head
end

-- Ends of lines ---------------------------------------------------------------------------------------

local AFTER_SIGN, INSIDE = 50, 400 -- penalties of breaks inside a token
local LONG, SHARE = 20, 0.3 -- a token: characters, and share of the line, from which on it may be broken
local MARGIN = 3 -- characters that stay together at either end
local SIGNS = set { 0x2E, 0x2F, 0x5F, 0x2D, 0x3D, 0x26, 0x3F, 0x3A, 0x3B, 0x2C, 0x23, 0x25, 0x40, 0x2B, 0x7C, 0x5C }

-- The width of the lines, without what is indented on both sides.
local function room()
  local left, here = tex.leftskip, tex.rightskip
  local width = tex.hsize - left.width - here.width - math.max(0, tex.hangindent)
  return math.max(width, 65536 * 20)
end

local function part_token(head, glyphs)
  for at = MARGIN + 1, #glyphs do
    local before, n = glyphs[at - 1], glyphs[at]
    local sign = SIGNS[getchar(before)] and not SIGNS[getchar(n)]
    if (sign or at <= #glyphs - MARGIN + 1) and not marks[getchar(n)] and not not_first[getchar(n)] then
      head = insert_before(head, n, chance(n, sign and AFTER_SIGN or INSIDE))
    end
  end
  return head
end

local function find_breaks(head, line)
  local n, before, kern = head, nil, nil
  local glyphs, width = {}, 0
  local function finish()
    if line and (width > line or #glyphs >= LONG and width > SHARE * line) then
      head = part_token(head, glyphs)
    end
    glyphs, width = {}, 0
  end
  while n do
    local id = getid(n)
    if id == GLYPH then
      local code = getchar(n)
      if before and (wide[code] or wide[before]) and not not_first[code] and not not_last[before] then
        finish()
        local at = kern or n
        head = insert_before(head, at, chance(n, 0))
        if line then
          local glue = new(GLUE)
          setfield(glue, "stretch", math.floor(getfontdata(getfont(n)).size * 0.08))
          d.setattributelist(glue, n)
          head = insert_before(head, at, glue)
        end
      end
      before, kern = code, nil
      glyphs[#glyphs + 1] = n
      width = width + getwidth(n)
    elseif id == KERN and getsubtype(n) == FONT_KERN then
      kern = n
      width = width + getfield(n, "kern")
    elseif id == DISC and getfield(n, "penalty") >= 10000 then
      before, kern = nil, nil
    else
      before, kern = nil, nil
      finish()
    end
    n = getnext(n)
  end
  finish()
  return head
end

-- Runs ------------------------------------------------------------------------------------------------

-- luaotfload hands LuaTeX the runs of a font one by one, for ligatures and kerns. One that ends with a discretionary
-- crashes it (1.15), once a kern has gone before a hyphen: the node behind the run's last one is looked for in a null
-- node, which the kern has been written to. A kern of nothing ends the run instead.
local function end_runs(head)
  local n, id = head, nil
  while n do
    local after = getnext(n)
    local kind = getid(n)
    if kind == GLYPH then
      id = getfont(n)
    elseif kind == DISC and (not after or getid(after) == GLYPH and getfont(after) ~= id) then
      local kern = new(KERN, 1)
      d.setattributelist(kern, n)
      head = insert_after(head, n, kern)
    end
    n = after
  end
  return head
end

-- ------------------------------------------------------------------------------------------------------

-- No word goes on beside an ideograph: the letters of another script have hyphens of their own, or none.
local function part_words(head)
  for n in d.traverse_id(GLYPH, head) do
    if wide[getchar(n)] then
      setfield(n, "lang", NO_LANGUAGE)
    end
  end
end

local function before_hyphenation(head)
  choose_fonts(d.todirect(head))
  part_words(d.todirect(head))
end

local function before_shaping(head)
  local list = d.todirect(head)
  local is_paragraph = getid(list) == LOCAL_PAR
  if next(lost) or next(spare) or next(blanks) then
    list = replace_lost(list)
  end
  if next(right) then
    list = set_direction(list)
  end
  list = find_breaks(list, is_paragraph and room() or nil)
  return d.tonode(end_runs(list))
end

if #plan.faces > 0 or next(wide) then
  local others = luatexbase.callback_descriptions "hyphenate"
  luatexbase.add_to_callback("hyphenate", function(head, tail)
    before_hyphenation(head)
    if #others == 0 then
      lang.hyphenate(head, tail)
    end
  end, "reportgen.fonts")
  for _, face in ipairs(faces) do -- read now: a run of the report may not write the cache of fonts
    define(("[%s]:mode=base"):format(face.file), 655360)
  end
end
luatexbase.add_to_callback("pre_shaping_filter", before_shaping, "reportgen.breaks")
