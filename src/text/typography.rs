//! From typewriter text to typeset text: curly quotes, apostrophes, dashes, ellipses, and spaces that do not
//! break, by the custom of the language. Takes pieces of one paragraph and gives as many back, so that
//! whoever styled a piece knows where its characters went. Never touches code, addresses, or characters that
//! the writer already set well.

mod known;
mod locale;
mod quotes;
mod spaces;

pub use known::polished;
pub use locale::Locale;
pub use spaces::headline;

/// A stretch of a paragraph in one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its characters.
    pub text: &'a str,
    /// Code or an address: kept as it is, but its neighbours see it.
    pub literal: bool,
}

impl<'a> Piece<'a> {
    /// A stretch of prose.
    pub fn prose(text: &'a str) -> Piece<'a> {
        Piece { text, literal: false }
    }
    /// A stretch of code or an address.
    pub fn literal(text: &'a str) -> Piece<'a> {
        Piece { text, literal: true }
    }
}

/// A character with the piece that it came from.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ch {
    c: char,
    piece: usize,
    fixed: bool,
}

impl Ch {
    /// Another character in the place of this one.
    fn with(self, c: char) -> Ch {
        Ch { c, ..self }
    }
    fn is(self, c: char) -> bool {
        !self.fixed && self.c == c
    }
}

/// Sets the pieces of one paragraph by the custom of `lang`, a BCP 47 tag. As many strings come back as
/// pieces went in.
pub fn polish(pieces: &[Piece<'_>], lang: &str) -> Vec<String> {
    let locale = Locale::of(lang);
    let mut text = flatten(pieces);
    protect_addresses(&mut text);
    let text = dashes(&text);
    let text = quotes::curl(&text, &locale);
    let text = spaces::bind(text, &locale);
    collect(&text, pieces.len())
}

/// Sets a single stretch of prose.
pub fn polish_str(text: &str, lang: &str) -> String {
    polish(&[Piece::prose(text)], lang).concat()
}

fn flatten(pieces: &[Piece<'_>]) -> Vec<Ch> {
    let each = pieces.iter().enumerate();
    each.flat_map(|(piece, p)| p.text.chars().map(move |c| Ch { c, piece, fixed: p.literal })).collect()
}

fn collect(text: &[Ch], pieces: usize) -> Vec<String> {
    let mut out = vec![String::new(); pieces];
    for ch in text {
        out[ch.piece].push(ch.c);
    }
    out
}

/// Fixes the characters of bare addresses: words with `://`, `www.` in front or an `@` inside.
fn protect_addresses(text: &mut [Ch]) {
    let mut start = 0;
    while start < text.len() {
        let len = text[start..].iter().take_while(|ch| !ch.c.is_whitespace()).count();
        // No address is without one of these, and nearly every word is.
        if !text[start..start + len].iter().any(|ch| matches!(ch.c, ':' | '@' | '.')) {
            start += len + 1;
            continue;
        }
        let word: String = text[start..start + len].iter().map(|ch| ch.c).collect();
        let first = word.len() - word.trim_start_matches(['(', '"', '\'', '<', '[']).len();
        let last = word.trim_end_matches([')', '"', '\'', '>', ']', '.', ',', ';', ':', '!', '?']).len();
        if first < last && is_address(&word[first..last]) {
            let (a, n) = (word[..first].chars().count(), word[first..last].chars().count());
            text[start + a..start + a + n].iter_mut().for_each(|ch| ch.fixed = true);
        }
        start += len + 1;
    }
}

fn is_address(word: &str) -> bool {
    let mail = word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    word.contains("://") || word.starts_with("www.") || mail
}

/// `...` becomes an ellipsis, `--` an en dash, `---` an em dash; longer rows are left alone.
fn dashes(text: &[Ch]) -> Vec<Ch> {
    let mut out = Vec::with_capacity(text.len());
    let mut i = 0;
    while i < text.len() {
        let ch = text[i];
        if !matches!(ch.c, '-' | '.') {
            out.push(ch);
            i += 1;
            continue;
        }
        let run = text[i..].iter().take_while(|o| o.is(ch.c)).count().max(1);
        match (ch.c, run) {
            ('-', 2) => out.push(ch.with('–')),
            ('-', 3) => out.push(ch.with('—')),
            ('.', 3) => out.push(ch.with('…')),
            // A sentence that trails off and ends.
            ('.', 4) => out.extend([ch.with('…'), ch]),
            _ => out.extend_from_slice(&text[i..i + run]),
        }
        i += run;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `~` stands for a no-break space, `_` for a narrow one.
    #[track_caller]
    fn check(lang: &str, input: &str, want: &str) {
        let got = polish_str(input, lang).replace('\u{a0}', "~").replace('\u{202f}', "_");
        assert_eq!(got, want, "{lang}: {input}");
    }

    #[test]
    fn english() {
        check("en-US", r#""Don't," she said."#, "“Don’t,” she said.");
        check("en", r#"He said "she said 'no' twice"."#, "He said “she said ‘no’ twice”.");
        check("en", "the '90s, rock 'n' roll, 'tis", "the ’90s, rock ’n’ roll, ’tis");
        check("en", r#"a 6'2" man"#, "a 6′2″ man");
        check("en", r#"(the "armistice")"#, "(the “armistice”)");
        check("en", r#"peace---"now"---and"#, "peace—“now”—and");
        check("en", r#""Wait---" he said"#, "“Wait—” he said");
        check("en", "the farmers' fields, the 1950's", "the farmers’ fields, the 1950’s");
        check("en", "1950--1953, wait... well....", "1950–1953, wait… well….");
        check("en", "“already” set", "“already” set");
        check("en", "-----", "-----");
    }

    #[test]
    fn spaces_that_hold() {
        check("en", "the U. N. and J. R. Smith", "the U.~N. and J.~R.~Smith");
        check("en", "plan B. The end", "plan B. The end");
        check("en", "10 million, 5 km, 40 %, 3 people", "10~million, 5~km, 40~%, 3 people");
        check("en", "see p. 14, No. 5, H.R. 1369, S. 152", "see p.~14, No.~5, H.R.~1369, S.~152");
        check("en", "H. Res. 152 and H.Res. 5", "H.~Res.~152 and H.Res.~5");
        check("en", "Dr. Kee Park, Sen. Markey", "Dr.~Kee Park, Sen.~Markey");
        check("en", "Sen. Al Li, Mr. Ed Tom", "Sen.~Al~Li, Mr.~Ed~Tom");
        check("en", "on 3 May 2024 and May 3, 2024", "on 3~May 2024 and May~3, 2024");
        check("en", "peace -- at last", "peace~– at last");
        check("en", "at 5 p.m. sharp", "at 5~p.m. sharp");
        check("en", "No. Not so.", "No. Not so.");
    }

    #[test]
    fn telephone_numbers_stay_whole() {
        check("en", "call (555) 555-0100 or 1 (800) 222-1222.", "call (555)~555-0100 or 1~(800)~222-1222.");
        check("en", "800 222-1222, +44 20 7946 0018", "800~222-1222, +44~20~7946~0018");
        check("es", "el +52 55 5555 0100", "el +52~55~5555~0100");
        check("en", "A.B. 214 and S.J.R. 5", "A.B.~214 and S.J.R.~5");
        // Years, amounts and ranges in a row are none.
        check("en", "in 2019 2020 2021 and (a) 1950-1953", "in 2019 2020 2021 and (a) 1950-1953");
        check("en", "1990 1950-1953", "1990 1950-1953");
    }

    #[test]
    fn addresses_of_houses_hold_together() {
        check(
            "en",
            "Room 218, 2 Constitution Avenue NE, Washington, DC 20510",
            "Room~218, 2~Constitution Avenue~NE, Washington, DC~20510",
        );
        check(
            "en",
            "5 Elm St., Suite 400, Bath, ME 04530-1234.",
            "5~Elm St., Suite~400, Bath, ME~04530-1234.",
        );
        check("es", "P.O. Box 7, 12 West 5th Ave., D.C. 20001", "P.O. Box~7, 12~West 5th Ave., D.C.~20001");
        // A verb, a year and an amount are none.
        check(
            "en",
            "room 5 has ME 12, 30 Old men walk the street",
            "room 5 has ME 12, 30 Old men walk the street",
        );
        check("en", "In 1950 Seoul and its Main Street", "In 1950 Seoul and its Main Street");
    }

    #[test]
    fn other_languages() {
        check("es", r#"Dijo "basta" ayer"#, "Dijo «basta» ayer");
        check("es-US", r#"Dijo "basta" ayer"#, "Dijo “basta” ayer");
        check("es", "el 3 de mayo, la Dra. Kim, 40 %", "el 3~de mayo, la Dra.~Kim, 40~%");
        check("fr", r#"Il dit "non" ?"#, "Il dit «_non_»_?");
        check("fr", "Vrai! Et ceci : cela", "Vrai_! Et ceci~: cela");
        check("fr", "à 10:30, l'eau, https://a.org/?q=1!", "à 10:30, l’eau, https://a.org/?q=1_!");
        check("fr-CA", "Vrai !", "Vrai!");
        check("de", r#"Er sagt "nie 'so'" z. B. heute"#, "Er sagt „nie ‚so‘“ z._B. heute");
        check("de", "S. 14, am 3. Mai, das geht's", "S.~14, am 3.~Mai, das geht’s");
        check("ko", r#""전쟁"은 '끝'나지 않았다"#, "“전쟁”은 ‘끝’나지 않았다");
        check("xx", r#""a""#, "“a”");
    }

    #[test]
    fn french_keeps_its_spaces() {
        check("fr", "« Non », dit-il ; «jamais» !", "«_Non_», dit-il_; «_jamais_»_!");
        check("fr", "le n° 5, M. Dupont, p. ex. 12 000 000 km", "le nº~5, M.~Dupont, p._ex. 12_000_000~km");
        check("fr", "en 2020 300 personnes, 12 345e", "en 2020 300 personnes, 12 345e");
        check("fr-CA", "« Non »", "«~Non~»");
        check("fr", "ÉTAT, 40 %, 10 h 30", "ÉTAT, 40~%, 10~h 30");
    }

    #[test]
    fn spanish_and_german_hold_together() {
        check("es", "¿\"Qué\"? ¡No! EE. UU. y p. ej. el n.° 5", "¿«Qué»? ¡No! EE._UU. y p._ej. el n.º~5");
        check("es", "son 12 500 personas, el 3 de mayo", "son 12_500 personas, el 3~de mayo");
        check("de", "z.B. d. h. (u.a.) § 5 und 12 500 Euro", "z._B. d._h. (u._a.) §~5 und 12_500~Euro");
        check("de", "Er kam v. Chr. und www.z.b.de", "Er kam v._Chr. und www.z.b.de");
    }

    #[test]
    fn languages_from_the_right() {
        check("he", r#"ארה"ב אמרה "לא" בעמ' 5"#, "ארה״ב אמרה ”לא” בעמ׳ 5");
        check("he", "הוא אמר 'לא' וג'ירפה", "הוא אמר ’לא’ וג׳ירפה");
        check("ar", r#"قال "لا" أمس"#, "قال «لا» أمس");
        check("fa", r#"گفت "نه 'هرگز'""#, "گفت «نه ‹هرگز›»");
        check("yi", r#"ער זאָגט "ניין""#, "ער זאָגט „ניין”");
    }

    #[test]
    fn addresses_and_code_stay() {
        check("en", "see https://a.org/x--y'z, then", "see https://a.org/x--y'z, then");
        check("en", r#"write "a.b--c@x.org""#, "write “a.b--c@x.org”");
        let pieces = [Piece::prose("\"the "), Piece::literal("--\"flag"), Piece::prose("\" option")];
        assert_eq!(polish(&pieces, "en"), ["“the ", "--\"flag", "” option"]);
    }

    #[test]
    fn quotes_see_across_pieces() {
        let pieces = [Piece::prose("say "), Piece::prose("\"peace\""), Piece::prose("'s end")];
        assert_eq!(polish(&pieces, "en"), ["say ", "“peace”", "’s end"]);
    }

    #[test]
    fn headlines_bind_little_words() {
        let bound = |s: &str| headline(s, "en").replace('\u{a0}', "~");
        assert_eq!(bound("Sanctions and the harvest"), "Sanctions and the~harvest");
        assert_eq!(bound("Who pays for a war that never ended?"), "Who~pays for a~war that never~ended?");
        assert_eq!(bound("Peace now"), "Peace now");
    }
}
