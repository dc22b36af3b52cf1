//! Glyph names of text fonts and the characters that they stand for, as the Adobe Glyph List pairs them; single
//! letters are their own names. Standard encoding from its code 161 on (ISO 32000-1, annex D.2).

/// A character and its name, each behind a space.
pub(super) const NAMES: &str = "\
    ! exclam \" quotedbl # numbersign $ dollar % percent & ampersand ' quotesingle ( parenleft ) parenright * \
    asterisk + plus , comma - hyphen . period / slash 0 zero 1 one 2 two 3 three 4 four 5 five 6 six 7 seven 8 \
    eight 9 nine : colon ; semicolon < less = equal > greater ? question @ at [ bracketleft \\ backslash ] \
    bracketright ^ asciicircum _ underscore ` grave { braceleft | bar } braceright ~ asciitilde ¡ exclamdown ¢ \
    cent £ sterling ¤ currency ¥ yen ¦ brokenbar § section ¨ dieresis © copyright ª ordfeminine « guillemotleft \
    ¬ logicalnot ® registered ¯ macron ° degree ± plusminus ´ acute µ mu ¶ paragraph · periodcentered ¸ cedilla \
    º ordmasculine » guillemotright ¼ onequarter ½ onehalf ¾ threequarters ¿ questiondown À Agrave Á Aacute Â \
    Acircumflex Ã Atilde Ä Adieresis Å Aring Æ AE Ç Ccedilla È Egrave É Eacute Ê Ecircumflex Ë Edieresis Ì \
    Igrave Í Iacute Î Icircumflex Ï Idieresis Ð Eth Ñ Ntilde Ò Ograve Ó Oacute Ô Ocircumflex Õ Otilde Ö \
    Odieresis × multiply Ø Oslash Ù Ugrave Ú Uacute Û Ucircumflex Ü Udieresis Ý Yacute Þ Thorn ß germandbls à \
    agrave á aacute â acircumflex ã atilde ä adieresis å aring æ ae ç ccedilla è egrave é eacute ê ecircumflex ë \
    edieresis ì igrave í iacute î icircumflex ï idieresis ð eth ñ ntilde ò ograve ó oacute ô ocircumflex õ \
    otilde ö odieresis ÷ divide ø oslash ù ugrave ú uacute û ucircumflex ü udieresis ý yacute þ thorn ÿ \
    ydieresis Ā Amacron ā amacron Ă Abreve ă abreve Ą Aogonek ą aogonek Ć Cacute ć cacute Ĉ Ccircumflex ĉ \
    ccircumflex Ċ Cdotaccent ċ cdotaccent Č Ccaron č ccaron Ď Dcaron ď dcaron Đ Dcroat đ dcroat Ē Emacron ē \
    emacron Ĕ Ebreve ĕ ebreve Ė Edotaccent ė edotaccent Ę Eogonek ę eogonek Ě Ecaron ě ecaron Ĝ Gcircumflex ĝ \
    gcircumflex Ğ Gbreve ğ gbreve Ġ Gdotaccent ġ gdotaccent Ĥ Hcircumflex ĥ hcircumflex Ħ Hbar ħ hbar Ĩ Itilde ĩ \
    itilde Ī Imacron ī imacron Ĭ Ibreve ĭ ibreve Į Iogonek į iogonek İ Idotaccent ı dotlessi Ĳ IJ ĳ ij Ĵ \
    Jcircumflex ĵ jcircumflex ĸ kgreenlandic Ĺ Lacute ĺ lacute Ľ Lcaron ľ lcaron Ŀ Ldot ŀ ldot Ł Lslash ł lslash \
    Ń Nacute ń nacute Ň Ncaron ň ncaron ŉ napostrophe Ŋ Eng ŋ eng Ō Omacron ō omacron Ŏ Obreve ŏ obreve Ő \
    Ohungarumlaut ő ohungarumlaut Œ OE œ oe Ŕ Racute ŕ racute Ř Rcaron ř rcaron Ś Sacute ś sacute Ŝ Scircumflex \
    ŝ scircumflex Ş Scedilla ş scedilla Š Scaron š scaron Ť Tcaron ť tcaron Ŧ Tbar ŧ tbar Ũ Utilde ũ utilde Ū \
    Umacron ū umacron Ŭ Ubreve ŭ ubreve Ů Uring ů uring Ű Uhungarumlaut ű uhungarumlaut Ų Uogonek ų uogonek Ŵ \
    Wcircumflex ŵ wcircumflex Ŷ Ycircumflex ŷ ycircumflex Ÿ Ydieresis Ź Zacute ź zacute Ż Zdotaccent ż \
    zdotaccent Ž Zcaron ž zcaron ſ longs ƒ florin ˆ circumflex ˇ caron ˘ breve ˙ dotaccent ˚ ring ˛ ogonek ˜ \
    tilde ˝ hungarumlaut Α Alpha Β Beta Γ Gamma Ε Epsilon Ζ Zeta Η Eta Θ Theta Ι Iota Κ Kappa Λ Lambda Μ Mu Ν Nu \
    Ξ Xi Ο Omicron Π Pi Ρ Rho Σ Sigma Τ Tau Υ Upsilon Φ Phi Χ Chi Ψ Psi Ϊ Iotadieresis Ϋ Upsilondieresis ά \
    alphatonos έ epsilontonos ή etatonos ί iotatonos ΰ upsilondieresistonos α alpha β beta γ gamma δ delta ε \
    epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda ν nu ξ xi ο omicron π pi ρ rho ς sigma1 σ sigma τ tau υ \
    upsilon φ phi χ chi ψ psi ω omega – endash — emdash ‘ quoteleft ’ quoteright ‚ quotesinglbase “ quotedblleft \
    ” quotedblright „ quotedblbase † dagger ‡ daggerdbl • bullet … ellipsis ‰ perthousand ′ minute ″ second ‹ \
    guilsinglleft › guilsinglright ⁄ fraction € Euro ™ trademark ⅓ onethird ⅔ twothirds ⅛ oneeighth ⅞ \
    seveneighths ← arrowleft ↑ arrowup → arrowright ↓ arrowdown ↔ arrowboth ∀ universal ∂ partialdiff ∃ \
    existential ∅ emptyset ∆ Delta ∈ element ∋ suchthat ∏ product ∑ summation − minus ∗ asteriskmath √ radical ∝ \
    proportional ∞ infinity ∠ angle ∧ logicaland ∨ logicalor ∩ intersection ∪ union ∫ integral ≅ congruent ≈ \
    approxequal ≠ notequal ≡ equivalence ≤ lessequal ≥ greaterequal ⊂ propersubset ⊃ propersuperset ⊕ circleplus \
    ⊗ circlemultiply ■ filledbox ▲ triagup ◊ lozenge ● H18533 ﬀ ff ﬁ fi ﬂ fl ﬃ ffi ﬄ ffl \
    ";

/// Codes 161 to 255 of the standard encoding; NUL where there is no character.
pub(super) const STANDARD: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\0–†‡·\0¶•‚„”»…‰\0¿\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0Æ\0ª\0\0\0\0ŁØŒº\0\0\0\0\0æ\0\0\0ı\0\0łøœß\0\0\0\0";
