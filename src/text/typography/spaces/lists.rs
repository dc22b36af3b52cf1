//! The words that hold to their neighbours: abbreviations, titles, units, months, and the small words of headlines.

/// Abbreviations in front of a number.
pub const BEFORE_NUMBER: &[&str] = &[
    "p.", "pp.", "no.", "nos.", "h.r.", "s.", "h.res.", "s.res.", "res.", "con.", "j.res.", "vol.", "ch.",
    "fig.", "figs.", "art.", "arts.", "sec.", "secs.", "para.", "paras.", "n.", "nn.", "ed.", "l.", "§",
    "§§", "№", "c.", "ca.", "núm.", "pág.", "págs.", "cap.", "nr.", "abs.", "bd.", "kap.", "abb.", "$", "€",
    "£", "us$", "usd", "eur", "krw", "n.º", "nº", "n.°", "nᵒ", "nᵒˢ", "nos", "n°", "عدد", "ص", "עמ׳", "סעיף",
];
/// Titles in front of a name.
pub const BEFORE_NAME: &[&str] = &[
    "dr.", "mr.", "mrs.", "ms.", "prof.", "rev.", "sen.", "rep.", "gov.", "gen.", "col.", "sgt.", "lt.",
    "capt.", "st.", "hon.", "amb.", "sr.", "sra.", "dra.", "mme", "mlle", "hr.", "fr.", "pres.", "mx.",
];
/// Units and words of magnitude behind a number.
pub const AFTER_NUMBER: &[&str] = &[
    "%",
    "‰",
    "°",
    "°c",
    "°f",
    "km",
    "m",
    "cm",
    "mm",
    "kg",
    "g",
    "mg",
    "t",
    "ha",
    "l",
    "mi",
    "mi.",
    "ft",
    "ft.",
    "in.",
    "lb",
    "lb.",
    "lbs",
    "oz",
    "mph",
    "km/h",
    "km²",
    "m²",
    "w",
    "kw",
    "mw",
    "gw",
    "kwh",
    "mwh",
    "gwh",
    "twh",
    "kcal",
    "mb",
    "gb",
    "million",
    "billion",
    "trillion",
    "thousand",
    "percent",
    "millones",
    "mil",
    "millions",
    "milliards",
    "millionen",
    "milliarden",
    "mio.",
    "mrd.",
    "prozent",
    "€",
    "$",
    "£",
    "₩",
    "usd",
    "eur",
    "p.m.",
    "a.m.",
    "pm",
    "am",
    "bce",
    "bc",
    "ad",
    "ce",
    "euro",
    "euros",
    "dollars",
    "h",
    "min",
    "uhr",
];
/// Months in English, short and long.
pub const MONTHS_EN: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan.",
    "feb.",
    "mar.",
    "apr.",
    "jun.",
    "jul.",
    "aug.",
    "sept.",
    "oct.",
    "nov.",
    "dec.",
];
/// Months in French.
pub const MONTHS_FR: &[&str] = &crate::text::date::FR;
/// Months in German, short and long.
pub const MONTHS_DE: &[&str] = &[
    "januar",
    "jänner",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];
/// Abbreviations of two parts, which a narrow space holds together: German ones (DIN 5008 asks for the space, Duden for
/// a narrow one), Spanish and French ones.
pub const PAIRS_DE: &[(&str, &str)] = &[
    ("z.", "b."),
    ("d.", "h."),
    ("u.", "a."),
    ("i.", "d."),
    ("i.", "a."),
    ("s.", "o."),
    ("s.", "u."),
    ("o.", "ä."),
    ("u.", "ä."),
    ("v.", "a."),
    ("a.", "a."),
    ("o.", "g."),
    ("v.", "chr."),
    ("n.", "chr."),
];
/// The same in Spanish.
pub const PAIRS_ES: &[(&str, &str)] = &[
    ("ee.", "uu."),
    ("p.", "ej."),
    ("a.", "c."),
    ("d.", "c."),
    ("s.", "a."),
    ("ss.", "mm."),
    ("rr.", "hh."),
];
/// The same in French.
pub const PAIRS_FR: &[(&str, &str)] =
    &[("p.", "ex."), ("av.", "j.-c."), ("apr.", "j.-c."), ("c.-à-d.", "que")];
/// Words too slight to end a line of a headline.
pub const SLIGHT_EN: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "is", "are",
    "do", "does", "how", "what", "why", "who",
];
/// The same in Spanish.
pub const SLIGHT_ES: &[&str] = &[
    "el", "la", "los", "las", "un", "una", "de", "del", "al", "a", "en", "y", "o", "por", "con", "para",
    "que", "su",
];
/// The same in French.
pub const SLIGHT_FR: &[&str] = &[
    "le", "la", "les", "un", "une", "de", "du", "des", "à", "au", "aux", "en", "et", "ou", "par", "sur",
    "pour",
];
/// The same in German.
pub const SLIGHT_DE: &[&str] = &[
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "in", "im", "am", "an", "zu", "und", "oder",
    "von", "für",
];
