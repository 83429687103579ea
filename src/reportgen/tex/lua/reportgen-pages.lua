-- Marks on pages: where content of one element ends and that of another begins.
--
-- Before a page is written its node list is read in painting order; where the mark that the nodes carry
-- changes, marked content operators are put in (ISO 32000-1, 14.6 and 14.7.4). Spaces that TeX makes by
-- moving become characters. Nothing on the page moves.

local d = node.direct
local getid, getnext, getlist, setlist = d.getid, d.getnext, d.getlist, d.setlist
local getsubtype, getattribute, insert_before = d.getsubtype, d.get_attribute, d.insert_before
local getfield, setfield, getfont = d.getfield, d.setfield, d.getfont
local GLYPH, RULE, DISC = node.id "glyph", node.id "rule", node.id "disc"
local HLIST, VLIST, GLUE, WHATSIT = node.id "hlist", node.id "vlist", node.id "glue", node.id "whatsit"
local LITERAL, START_LINK = node.subtype "pdf_literal", node.subtype "pdf_start_link"
local END_LINK, SAVE = node.subtype "pdf_end_link", node.subtype "pdf_save"
local RESTORE, LATE_LUA = node.subtype "pdf_restore", node.subtype "late_lua"
local IMAGE_RULE, BOX_RULE, EMPTY_RULE = 2, 1, 3
local LINE, RIGHT_SKIP, WORD_SPACE, SENTENCE_SPACE = 1, 9, 13, 14
local KERN, USER_KERN, USER_SKIP = node.id "kern", 1, 0
local MARGIN_KERN = node.id "margin_kern"
local GAP = 2 * 65536 -- from 2 pt on, a distance in a line parts words
local PARTS_WORD = { [1] = true, [3] = true, [4] = true, [5] = true } -- kinds of breaks: \- and those of the patterns
local PAGE_MODE = 1 -- a literal that ends the text object first

-- Attribute values below 1 are not content: a head or foot, or an ornament.
local ORNAMENT, PAGINATION = 0, -1

local attribute, marks, once, contents
local page, mcid, links = 0, -1, 0
local current, opened -- the mark at hand, and what the open operator stands for

local function literal(text)
  local n = d.new(WHATSIT, LITERAL)
  setfield(n, "mode", PAGE_MODE)
  setfield(n, "data", text)
  return n
end

-- What a mark stands for on this page: itself, or no content.
local function meaning(mark)
  local element = marks[mark]
  if type(element) ~= "table" then
    return (mark == PAGINATION or element == PAGINATION) and PAGINATION or ORNAMENT
  end
  if once[mark] then
    if once[mark] == true then
      once[mark] = page
    end
    return once[mark] == page and mark or PAGINATION
  end
  return mark
end

local function close(head, n)
  current = nil
  if opened == nil then
    return head
  end
  opened = nil
  return (insert_before(head, n, literal "EMC"))
end

local function switch(head, n, mark)
  current = mark
  local target = meaning(mark)
  if target == opened then
    return head
  end
  local text = opened and "EMC " or ""
  opened = target
  if target == ORNAMENT then
    text = text .. "/Artifact BMC"
  elseif target == PAGINATION then
    text = text .. "/Artifact <</Type /Pagination>> BDC"
  else
    mcid = mcid + 1
    text = ("%s/%s <</MCID %d>> BDC"):format(text, marks[target].role, mcid)
    local list = contents[target] or {}
    contents[target] = list
    list[#list + 1] = { page, mcid }
  end
  return (insert_before(head, n, literal(text)))
end

-- The box of a picture on its page, in points from the lower left corner; known when it is written.
-- Pictures that are scaled or turned stand in a coordinate system of their own.
local function measure(element, n)
  local width, height, depth = getfield(n, "width"), getfield(n, "height"), getfield(n, "depth")
  return function()
    local x, y = pdf.getpos()
    local a, b, c, e, tx, ty = 1, 0, 0, 1, 0, 0
    if pdf.hasmatrix() then
      a, b, c, e, tx, ty = pdf.getmatrix()
    end
    local left, low, right, high
    for _, corner in ipairs { { x, y - depth }, { x + width, y - depth }, { x, y + height }, { x + width, y + height } } do
      local h = a * corner[1] + c * corner[2] + tx
      local v = b * corner[1] + e * corner[2] + ty
      left, right = math.min(left or h, h), math.max(right or h, h)
      low, high = math.min(low or v, v), math.max(high or v, v)
    end
    local box = { left, low, right, high }
    for i = 1, 4 do
      box[i] = ("%.2f"):format(box[i] / 65781.76)
    end
    element.bbox = box
  end
end

-- Spaces -----------------------------------------------------------------------------------------
-- TeX moves to the next word; a reader's program wants a space between them (ISO 32000-1, 14.8.2.5).
-- A space character takes its place from the glue beside it, so nothing moves.

local spaces = {} -- by font: a glyph to copy, or false where the font has no space
local last_font, last_stretch, last_mark
local gap -- the mark of what stands before a distance that is no word space

local function space_of(font_id)
  local space = spaces[font_id]
  if space == nil then
    local data = font.getfont(font_id)
    space = false
    -- In a TFM font code 32 is some other sign.
    if data and (data.format == "opentype" or data.format == "truetype") and data.characters[32] then
      space = d.new(GLYPH)
      d.setfont(space, font_id)
      d.setchar(space, 32)
      setfield(space, "subtype", 256)
    end
    spaces[font_id] = space
  end
  return space
end

-- A space character before n, and how much wider that makes the line.
local function insert_space_before(head, n, mark)
  gap = nil
  local space = last_font and space_of(last_font)
  if not space or meaning(mark) < 1 then
    return head, 0
  end
  if mark ~= current then
    head = switch(head, n, mark)
  end
  space = d.copy(space)
  local width = getfield(space, "width")
  if last_stretch ~= 0 then -- as wide as the letters of the line; another width would part the string in the PDF
    setfield(space, "expansion_factor", last_stretch)
    width = width + math.floor(width * last_stretch / 1000000 + 0.5)
  end
  last_mark = nil
  return (insert_before(head, n, space)), width
end

local function insert_space(head, glue, mark)
  local width
  head, width = insert_space_before(head, glue, mark)
  if width ~= 0 then
    setfield(glue, "width", getfield(glue, "width") - width)
  end
  return head
end

-- Between a number and its title stands no word space but some distance, maybe in another box.
local function fill_gap(head, n, mark)
  if mark ~= gap then
    gap = nil
    return head
  end
  local width
  head, width = insert_space_before(head, n, mark)
  if width ~= 0 then
    local back = d.new(KERN, USER_KERN)
    setfield(back, "kern", -width)
    head = insert_before(head, d.getprev(n), back)
  end
  return head
end

-- A hyphen that only parts a word at the end of a line is the sign for that (ISO 32000-1, 14.8.2.2.3), where the
-- font has one as wide; searching and reading aloud then find the word. (/ActualText would do for any font, but
-- poppler loses the text behind one in a marked piece.)
local soft = {} -- by font: whether its soft hyphen can stand for the hyphen
local HYPHEN, SOFT_HYPHEN = 0x2D, 0xAD

local function soften(n)
  local font_id, after = getfont(n), getnext(n)
  if after and getid(after) == MARGIN_KERN then
    after = getnext(after)
  end
  -- The hyphen of a break that was taken stands before the break.
  if not (after and getid(after) == DISC and PARTS_WORD[getsubtype(after)]) then
    return
  end
  if soft[font_id] == nil then
    local data = font.getfont(font_id)
    local hyphen, sign = data and data.characters[HYPHEN], data and data.characters[SOFT_HYPHEN]
    soft[font_id] = hyphen and sign and hyphen.width == sign.width and hyphen.index ~= sign.index or false
  end
  if soft[font_id] then
    d.setchar(n, SOFT_HYPHEN)
  end
end

-- The space at the end of a line, which is glue of the margin now; none where a word was parted or the
-- paragraph ends.
local function insert_line_space(head, n)
  local before = d.getprev(n)
  while before do
    local id = getid(before)
    if id == DISC then
      return head
    elseif id == GLYPH then
      return insert_space(head, n, getattribute(before, attribute) or 0)
    elseif id == GLUE and getsubtype(before) > RIGHT_SKIP or id == HLIST or id == VLIST then
      return head
    end
    before = d.getprev(before)
  end
  return head
end

local walk

local function visit_rule(head, n, mark)
  local subtype = getsubtype(n)
  if subtype == EMPTY_RULE then
    return head
  end
  local element = marks[meaning(mark)]
  local picture = subtype == IMAGE_RULE or subtype == BOX_RULE
  if picture or type(element) == "table" and element.role == "Figure" then
    if mark ~= current then
      head = switch(head, n, mark)
    end
    if picture and type(element) == "table" and element.role == "Figure" then
      local late = d.new(WHATSIT, LATE_LUA)
      setfield(late, "data", measure(element, n))
      head = insert_before(head, n, late)
    end
    return head
  end
  local width, height, depth = getfield(n, "width"), getfield(n, "height"), getfield(n, "depth")
  if width ~= 0 and height + depth ~= 0 then
    return switch(head, n, mark == PAGINATION and PAGINATION or ORNAMENT)
  end
  return head
end

local function visit_whatsit(head, n, mark)
  local subtype = getsubtype(n)
  if subtype == START_LINK then
    local target = meaning(mark)
    if target < 1 then
      return head, true
    end
    links = links + 1
    local kids = marks[target].kids
    table.insert(kids, 1, { link = links })
    setfield(n, "link_attr", ("%s /StructParent %d"):format(getfield(n, "link_attr") or "", links))
  elseif subtype == END_LINK then
    return head, meaning(mark) < 1
  elseif subtype == SAVE or subtype == RESTORE then
    return close(head, n)
  end
  return head
end

walk = function(box)
  local first = getlist(box)
  local head, n = first, first
  if getsubtype(box) == LINE then
    gap = nil
  end
  while n do
    local id = getid(n)
    if id == GLYPH then
      local mark = getattribute(n, attribute) or 0
      if mark ~= current then
        head = switch(head, n, mark)
      end
      if gap then
        head = fill_gap(head, n, mark)
      end
      if d.getchar(n) == HYPHEN then
        soften(n)
      end
      last_mark, last_font, last_stretch = mark, getfont(n), getfield(n, "expansion_factor")
    elseif id == HLIST or id == VLIST then
      walk(n)
    elseif id == RULE then
      head = visit_rule(head, n, getattribute(n, attribute) or 0)
    elseif id == DISC then
      if getfield(n, "replace") then
        local mark = getattribute(n, attribute) or 0
        if mark ~= current then
          head = switch(head, n, mark)
        end
      end
    elseif id == GLUE then
      local subtype = getsubtype(n)
      if subtype == WORD_SPACE or subtype == SENTENCE_SPACE then
        head = insert_space(head, n, getattribute(n, attribute) or 0)
      elseif subtype == RIGHT_SKIP and getsubtype(box) == LINE then
        head = insert_line_space(head, n)
      elseif getfield(n, "leader") then
        head = switch(head, n, ORNAMENT)
      elseif subtype == USER_SKIP and (getfield(n, "width") >= GAP or getfield(n, "stretch_order") > 0) then
        gap = last_mark
      end
    elseif id == KERN then
      if getsubtype(n) == USER_KERN and getfield(n, "kern") >= GAP then
        gap = last_mark
      end
    elseif id == WHATSIT then
      local drop
      head, drop = visit_whatsit(head, n, getattribute(n, attribute) or 0)
      if drop then
        local following
        head, following = d.remove(head, n)
        d.free(n)
        n = following
        goto continue
      end
    end
    n = getnext(n)
    ::continue::
  end
  if head ~= first then
    setlist(box, head)
  end
end

local function ship(box)
  page, mcid, current, opened = page + 1, -1, nil, nil
  last_font, last_mark, gap = nil, nil, nil
  local direct = d.todirect(box)
  walk(direct)
  if opened ~= nil then
    local head = getlist(direct)
    setlist(direct, (d.insert_after(head, d.tail(head), literal "EMC")))
  end
  return true
end

--- Return the function for `pre_shipout_filter`. `state` has the number of the attribute, the elements by mark,
--- the marks that count once, and the table that gets the {page, MCID} pairs of each mark.
return function(state)
  attribute, marks, once, contents = state.attribute, state.marks, state.once, state.contents
  return ship
end
