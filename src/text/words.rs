//! The few words that a sheet says by itself, by language.

/// Words for notes, positions and labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// In front of the number of an earlier note, at a sentence's start: "See note ".
    pub see_note: [&'static str; 3],
    /// Between the last two authors.
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
}

const EN: Words = Words {
    see_note: ["See ", "note ", ""],
    and: "and",
    others: "and others",
    accessed: "accessed",
    archived: "archived at",
    sources: "Sources",
    editor: "ed.",
    position: ["Support", "Oppose", "Amend"],
    qr: "QR code for",
    page: "Page {folio} of {pages}",
};
const ES: Words = Words {
    see_note: ["Véase la ", "nota ", ""],
    and: "y",
    others: "y otros",
    accessed: "consultado el",
    archived: "archivado en",
    sources: "Fuentes",
    editor: "ed.",
    position: ["Apoye", "Rechace", "Enmiende"],
    qr: "Código QR de",
    page: "Página {folio} de {pages}",
};
const FR: Words = Words {
    see_note: ["Voir ", "note ", ""],
    and: "et",
    others: "et al.",
    accessed: "consulté le",
    archived: "archivé sur",
    sources: "Sources",
    editor: "dir.",
    position: ["Soutenez", "Rejetez", "Amendez"],
    qr: "Code QR de",
    page: "Page {folio} sur {pages}",
};
const DE: Words = Words {
    see_note: ["Siehe ", "Anm. ", ""],
    and: "und",
    others: "u. a.",
    accessed: "abgerufen am",
    archived: "archiviert unter",
    sources: "Quellen",
    editor: "Hg.",
    position: ["Unterstützen", "Ablehnen", "Ändern"],
    qr: "QR-Code für",
    page: "Seite {folio} von {pages}",
};
const KO: Words = Words {
    see_note: ["", "주 ", " 참조"],
    and: "·",
    others: "외",
    accessed: "접속일",
    archived: "보관본",
    sources: "출처",
    editor: "편",
    position: ["지지", "반대", "수정"],
    qr: "QR 코드",
    page: "{pages}쪽 중 {folio}쪽",
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
            _ => &EN,
        }
    }
}
