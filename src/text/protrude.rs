//! How far characters hang out of the line at its edges, so that the edges look straight. Shares of the
//! character's own width, after the tables of the LaTeX package microtype.

/// What hangs out at a line's start. Danish and Swedish open with the marks that English closes with.
pub fn at_start(c: char) -> f64 {
    match c {
        '\u{201c}' | '\u{2018}' | '"' | '\'' | '\u{ab}' | '\u{2039}' | '\u{201e}' | '\u{201a}'
        | '\u{201d}' | '\u{bb}' | '\u{203a}' => 0.4,
        // As wide as high, with their left half white.
        '\u{300c}' | '\u{300e}' | '\u{3008}' | '\u{300a}' | '\u{3010}' | '\u{3014}' | '\u{ff08}'
        | '\u{ff3b}' | '\u{ff5b}' => 0.5,
        '\u{2013}' => 0.2,
        '(' | '[' | '\u{2014}' => 0.1,
        'A' | 'J' | 'T' | 'V' | 'W' | 'X' | 'Y' | 'v' | 'w' | 'y' => 0.05,
        _ => 0.0,
    }
}

/// What hangs out at a line's end.
pub fn at_end(c: char) -> f64 {
    match c {
        '.' | '\u{6d4}' => 0.7,
        '-' | '\u{2010}' | '\u{ad}' | '\u{5be}' | ',' | ':' | '\u{60c}' => 0.5,
        // German closes with the marks that English opens with: „So“, »so«.
        '\u{201d}' | '\u{2019}' | '"' | '\'' | '\u{bb}' | '\u{203a}' | '\u{201c}' | '\u{2018}' | '\u{ab}'
        | '\u{2039}' => 0.4,
        // As wide as high, with their right half white: what is left of them ends at the edge (KLREQ, JLREQ).
        '\u{3001}' | '\u{3002}' | '\u{ff0c}' | '\u{ff0e}' | '\u{300d}' | '\u{300f}' | '\u{3009}'
        | '\u{300b}' | '\u{3011}' | '\u{3015}' | '\u{ff09}' | '\u{ff3d}' | '\u{ff5d}' => 0.5,
        ';' | '\u{61b}' => 0.3,
        '\u{2013}' | ')' | ']' => 0.2,
        '\u{2014}' | '!' | '?' | '\u{61f}' => 0.1,
        'A' | 'F' | 'K' | 'L' | 'T' | 'V' | 'W' | 'X' | 'Y' | 'k' | 'r' | 't' | 'v' | 'w' | 'x' | 'y' => 0.05,
        _ => 0.0,
    }
}
