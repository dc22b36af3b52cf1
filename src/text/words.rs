//! The few words that a sheet says by itself, by language.

/// Words for notes, positions and labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// In front of the number of an earlier note, at a sentence's start: "See note ".
    pub see_note: [&'static str; 3],
    /// Between the last two authors, with its white: in Arabic and Hebrew it is written together with the next word.
    pub and: &'static str,
    /// In place of further authors.
    pub others: &'static str,
    /// When an address was last looked at.
    pub accessed: &'static str,
    /// An archived copy.
    pub archived: &'static str,
    /// Heading of the list of sources.
    pub sources: &'static str,
    /// Editors, behind their names.
    pub editor: &'static str,
    /// Positions on a bill: support, oppose, amend.
    pub position: [&'static str; 3],
    /// In front of a QR code's address, for readers who cannot see it.
    pub qr: &'static str,
    /// The number of a page, and of all.
    pub page: &'static str,
    /// Between the parts of a record, with its white.
    pub comma: &'static str,
    /// Between records.
    pub semicolon: &'static str,
    /// At the end of a record.
    pub stop: &'static str,
}

/// Points of Latin letters; Hebrew has the same.
const POINTS: Words = Words { comma: ", ", semicolon: "; ", stop: ".", ..NOTHING };
/// Points of Arabic letters.
const ARABIC_POINTS: Words = Words { comma: "، ", semicolon: "؛ ", ..POINTS };
const NOTHING: Words = Words {
    see_note: [""; 3],
    and: "",
    others: "",
    accessed: "",
    archived: "",
    sources: "",
    editor: "",
    position: [""; 3],
    qr: "",
    page: "",
    comma: "",
    semicolon: "",
    stop: "",
};

const EN: Words = Words {
    see_note: ["See ", "note ", ""],
    and: " and ",
    others: "and others",
    accessed: "accessed",
    archived: "archived at",
    sources: "Sources",
    editor: "ed.",
    position: ["Support", "Oppose", "Amend"],
    qr: "QR code for",
    page: "Page {folio} of {pages}",
    ..POINTS
};
const ES: Words = Words {
    see_note: ["Véase la ", "nota ", ""],
    and: " y ",
    others: "y otros",
    accessed: "consultado el",
    archived: "archivado en",
    sources: "Fuentes",
    editor: "ed.",
    position: ["Apoye", "Rechace", "Enmiende"],
    qr: "Código QR de",
    page: "Página {folio} de {pages}",
    ..POINTS
};
const FR: Words = Words {
    see_note: ["Voir ", "note ", ""],
    and: " et ",
    others: "et al.",
    accessed: "consulté le",
    archived: "archivé sur",
    sources: "Sources",
    editor: "dir.",
    position: ["Soutenez", "Rejetez", "Amendez"],
    qr: "Code QR de",
    page: "Page {folio} sur {pages}",
    ..POINTS
};
const DE: Words = Words {
    see_note: ["Siehe ", "Anm. ", ""],
    and: " und ",
    others: "u. a.",
    accessed: "abgerufen am",
    archived: "archiviert unter",
    sources: "Quellen",
    editor: "Hg.",
    position: ["Unterstützen", "Ablehnen", "Ändern"],
    qr: "QR-Code für",
    page: "Seite {folio} von {pages}",
    ..POINTS
};
const KO: Words = Words {
    see_note: ["", "주 ", " 참조"],
    and: " · ",
    others: "외",
    accessed: "접속일",
    archived: "보관본",
    sources: "출처",
    editor: "편",
    position: ["지지", "반대", "수정"],
    qr: "QR 코드",
    page: "{pages}쪽 중 {folio}쪽",
    ..POINTS
};
const IT: Words = Words {
    see_note: ["Vedi ", "nota ", ""],
    and: " e ",
    others: "e altri",
    accessed: "consultato il",
    archived: "archiviato su",
    sources: "Fonti",
    editor: "a cura di",
    position: ["Sostenete", "Respingete", "Emendate"],
    qr: "Codice QR per",
    page: "Pagina {folio} di {pages}",
    ..POINTS
};
const PT: Words = Words {
    see_note: ["Ver ", "nota ", ""],
    and: " e ",
    others: "e outros",
    accessed: "acesso em",
    archived: "arquivado em",
    sources: "Fontes",
    editor: "org.",
    position: ["Apoie", "Rejeite", "Emende"],
    qr: "Código QR de",
    page: "Página {folio} de {pages}",
    ..POINTS
};
const AR: Words = Words {
    see_note: ["انظر ", "الحاشية ", ""],
    and: " و",
    others: "وآخرون",
    accessed: "اطُّلع عليه في",
    archived: "نسخة محفوظة في",
    sources: "المصادر",
    editor: "محرر",
    position: ["أيّدوا", "ارفضوا", "عدّلوا"],
    qr: "رمز QR للعنوان",
    page: "الصفحة {folio} من {pages}",
    ..ARABIC_POINTS
};
const FA: Words = Words {
    see_note: ["نگاه کنید به ", "یادداشت ", ""],
    and: " و ",
    others: "و دیگران",
    accessed: "بازبینی در",
    archived: "بایگانی در",
    sources: "منابع",
    editor: "ویراستار",
    position: ["حمایت کنید", "مخالفت کنید", "اصلاح کنید"],
    qr: "کد QR برای",
    page: "صفحهٔ {folio} از {pages}",
    ..ARABIC_POINTS
};
const UR: Words = Words {
    see_note: ["دیکھیے ", "حاشیہ ", ""],
    and: " اور ",
    others: "اور دیگر",
    accessed: "ملاحظہ",
    archived: "محفوظ نقل",
    sources: "مآخذ",
    editor: "مرتب",
    position: ["حمایت کریں", "مخالفت کریں", "ترمیم کریں"],
    qr: "کیو آر کوڈ برائے",
    page: "صفحہ {folio} از {pages}",
    stop: "۔",
    ..ARABIC_POINTS
};
const HE: Words = Words {
    see_note: ["ראו ", "הערה ", ""],
    and: " ו",
    others: "ואחרים",
    accessed: "נצפה ב־",
    archived: "עותק שמור ב־",
    sources: "מקורות",
    editor: "עורך",
    position: ["תמכו", "התנגדו", "תקנו"],
    qr: "קוד QR לכתובת",
    page: "עמוד {folio} מתוך {pages}",
    ..POINTS
};
const YI: Words = Words {
    see_note: ["זע ", "באַמערקונג ", ""],
    and: " און ",
    others: "און אַנדערע",
    accessed: "געזען דעם",
    archived: "אַרכיווירט אויף",
    sources: "מקורים",
    editor: "רעד.",
    position: ["שטיצט", "שטעלט זיך אַקעגן", "ענדערט"],
    qr: "QR־קאָד פֿאַר",
    page: "זײַט {folio} פֿון {pages}",
    ..POINTS
};

/// Behind the caption of a table that goes on in another column.
pub fn continued(lang: &str) -> &'static str {
    match lang.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase().as_str() {
        "es" => "(continuación)",
        "fr" => "(suite)",
        "de" => "(Fortsetzung)",
        "ko" => "(계속)",
        _ => "(continued)",
    }
}

impl Words {
    /// The words of a language; English where we do not know it.
    pub fn of(lang: &str) -> &'static Words {
        match lang.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase().as_str() {
            "es" => &ES,
            "fr" => &FR,
            "de" => &DE,
            "ko" => &KO,
            "it" => &IT,
            "pt" => &PT,
            "ar" => &AR,
            "fa" => &FA,
            "ur" => &UR,
            "he" | "iw" => &HE,
            "yi" => &YI,
            _ => &EN,
        }
    }

    /// A name behind [`and`](Self::and): what is written together with the next word takes a maqaf before letters of
    /// another script.
    pub fn and_name(&self, name: &str) -> String {
        let own = name.starts_with(|c: char| matches!(c, '\u{5d0}'..='\u{5ea}'));
        let maqaf = if self.and.ends_with('ו') && !own { "־" } else { "" };
        format!("{}{maqaf}{name}", self.and)
    }
    /// A word of ours before what it introduces: a space between them, unless it ends in a maqaf.
    pub fn before(word: &str) -> String {
        let space = if word.ends_with('־') { "" } else { " " };
        format!("{word}{space}")
    }
}
