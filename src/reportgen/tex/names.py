"""Names of files in the folder that TeX works in."""

CLASS_FILE = "briefing.cls"
FONTS_FILE = "reportgen-fonts.tex"
METADATA_FILE = "reportgen-metadata.tex"
# The page settings: apart from the metadata, because a class reads them first of all, into a dumped format too.
LAYOUT_FILE = "reportgen-layout.tex"
# What writes tags, in the profile that has them.
TAG_FILES = ("reportgen-tags.lua", "reportgen-pages.lua")
# What a run from a dumped format reads in place of the class.
RESUME_FILE = "reportgen-resume.tex"
