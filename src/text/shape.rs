//! Shaping with harfrust: characters to glyphs, once a paragraph.
