#!/usr/bin/env python3
"""Makes the fonts of this folder from Debian's fonts-inter and fonts-jetbrains-mono (python3-fonttools). Run by hand; the results are in git.

Kept: Latin, Latin-1, Extended A and B, Greek, punctuation, arrows, mathematics, technical signs, boxes. Dropped: contextual alternates and
ligatures (cluster text such as "->" or ">=" must look as it is written), hinting, alternates, other scripts (the system's fonts serve those).
Inter's cubic outlines become quadratic ones, because Qt thickens the stems of the cubic format and regular text would look medium.
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
FONTS = [
    ("/usr/share/fonts/opentype/inter/Inter-Regular.otf", "Inter-Regular.ttf", "Inter", "Regular", []),
    ("/usr/share/fonts/opentype/inter/Inter-Medium.otf", "Inter-Medium.ttf", "Inter", "Medium", []),
    ("/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", "Inter-SemiBold.ttf", "Inter", "SemiBold", []),
    ("/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf", "JetBrainsMonoNL-Regular.ttf", "JetBrains Mono NL", "Regular", BOXES),
    ("/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-SemiBold.ttf", "JetBrainsMonoNL-SemiBold.ttf", "JetBrains Mono NL", "SemiBold", BOXES),
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


def main():
    folder = Path(__file__).parent
    for source, target, family, style, extra in FONTS:
        options = subset.Options()
        options.layout_features = ["kern", "ccmp", "locl", "mark", "mkmk"]
        options.name_IDs = ["*"]
        options.hinting = False
        options.notdef_outline = True
        options.glyph_names = False
        options.desubroutinize = False
        options.drop_tables += ["DSIG", "MVAR", "STAT", "meta"]
        font = TTFont(source)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[c for first, last in RANGES + extra for c in range(first, last + 1)])
        subsetter.subset(font)
        rename(font, family, style)
        if "CFF " in font:
            to_quadratic(font)
        font.save(folder / target)
        print(target, (folder / target).stat().st_size, "bytes,", len(font.getBestCmap()), "characters", file=sys.stderr)


if __name__ == "__main__":
    main()
