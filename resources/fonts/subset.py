#!/usr/bin/env python3
"""Makes the fonts of this folder from Debian's fonts-inter, fonts-jetbrains-mono and fonts-noto-cjk (python3-fonttools). Run by hand; the
results are in git.

Kept: Latin, Latin-1, Extended A and B, Greek, punctuation, arrows, mathematics, technical signs, boxes. Dropped: contextual alternates and
ligatures (cluster text such as "->" or ">=" must look as it is written), hinting, alternates, other scripts (the system's fonts serve those).
Of Noto Sans CJK KR: the syllables of KS X 1001, which Korean texts are written with, single letters and punctuation; Latin stays Inter's.
Cubic outlines become quadratic ones, because Qt thickens the stems of the cubic format and regular text would look medium.
"""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

RANGES = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x1E80, 0x1E9E), (0x2000, 0x206F), (0x2070, 0x209F),
    (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF), (0x2400, 0x2426),
    (0x2460, 0x2473), (0x25A0, 0x25FF), (0x2600, 0x266F), (0x2713, 0x2718), (0xFFFD, 0xFFFD),
]
BOXES = [(0x2500, 0x259F)]
# Letters, signs of East Asian writing, and the 2,350 syllables of KS X 1001 (rows 16 to 40 of EUC-KR), plus whatever the translation uses.
HANGUL = [(0x3000, 0x3003), (0x3008, 0x3011), (0x3131, 0x318E), (0xFF01, 0xFF5E), (0x20A9, 0x20A9), (0xB7, 0xB7)]
SYLLABLES = [ord(bytes((row, cell)).decode("euc-kr")) for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF)]
NOTO = "/usr/share/fonts/opentype/noto/NotoSansCJK-"
KOREAN_IN_COLLECTION = 1
FONTS = [
    ("/usr/share/fonts/opentype/inter/Inter-Regular.otf", "Inter-Regular.ttf", "Inter", "Regular", []),
    ("/usr/share/fonts/opentype/inter/Inter-Medium.otf", "Inter-Medium.ttf", "Inter", "Medium", []),
    ("/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", "Inter-SemiBold.ttf", "Inter", "SemiBold", []),
    ("/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf", "JetBrainsMonoNL-Regular.ttf", "JetBrains Mono NL", "Regular", BOXES),
    ("/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-SemiBold.ttf", "JetBrainsMonoNL-SemiBold.ttf", "JetBrains Mono NL", "SemiBold", BOXES),
]
KOREAN_FONTS = [
    # A family of its own: Qt would mix it with a Noto Sans CJK KR of the system, and pictures would differ from machine to machine.
    (NOTO + "Regular.ttc", "NotoSansCJKkr-Regular.ttf", "Claimscope Hangul", "Regular"),
    (NOTO + "Bold.ttc", "NotoSansCJKkr-Bold.ttf", "Claimscope Hangul", "Bold"),
]


def rename(font, family, style):
    """One family with several weights, so that Qt finds "Inter" at weight 600 without the word "Semi Bold"."""
    table = font["name"]
    for name_id in (16, 17, 21, 22, 25):
        table.removeNames(nameID=name_id)
    post_script = family.replace(" ", "") + "-" + style
    for name_id, value in {1: family, 2: style, 3: post_script, 4: f"{family} {style}", 6: post_script}.items():
        table.removeNames(nameID=name_id)
        table.setName(value, name_id, 3, 1, 0x409)


def to_quadratic(font):
    """CFF outlines to TrueType ones, at most a thousandth of an em away."""
    order = font.getGlyphOrder()
    glyphs = font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, font["head"].unitsPerEm / 1000, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = outlines
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    font["maxp"] = maxp = newTable("maxp")
    maxp.tableVersion = 0x00010000
    maxp.numGlyphs = len(order)
    for field in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions",
                  "maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentElements", "maxComponentDepth"):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\000\001\000\000"


def options():
    out = subset.Options()
    out.layout_features = ["kern", "ccmp", "locl", "mark", "mkmk"]
    out.name_IDs = ["*"]
    out.hinting = False
    out.notdef_outline = True
    out.glyph_names = False
    out.desubroutinize = False
    out.drop_tables += ["DSIG", "MVAR", "STAT", "meta"]
    return out


def make(font, target, family, style, unicodes, layout):
    subsetter = subset.Subsetter(layout)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    rename(font, family, style)
    if "CFF " in font:
        to_quadratic(font)
    font.save(target)
    print(target.name, target.stat().st_size, "bytes,", len(font.getBestCmap()), "characters", file=sys.stderr)


def main():
    folder = Path(__file__).parent
    spread = lambda ranges: [c for first, last in ranges for c in range(first, last + 1)]
    for source, target, family, style, extra in FONTS:
        make(TTFont(source), folder / target, family, style, spread(RANGES + extra), options())
    translated = {ord(c) for c in (folder.parent / "translations" / "claimscope_ko.ts").read_text() if "\uac00" <= c <= "\ud7a3"}
    for source, target, family, style in KOREAN_FONTS:
        layout = options()
        layout.layout_features = []  # no vertical writing, no hanja: nothing of its tables is needed
        layout.drop_tables += ["BASE", "GPOS", "GSUB", "vhea", "vmtx", "VORG"]
        make(TTFont(source, fontNumber=KOREAN_IN_COLLECTION), folder / target, family, style,
             sorted(set(spread(HANGUL)) | set(SYLLABLES) | translated), layout)


if __name__ == "__main__":
    main()
