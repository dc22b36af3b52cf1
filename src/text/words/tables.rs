//! The words, language by language.

use super::Words;

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
    note: "",
    back: "",
    continued: "",
    comma: "",
    semicolon: "",
    stop: "",
};

pub(super) const EN: Words = Words {
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
    note: "Note {n}",
    back: "Back to the text of note {n}",
    continued: "(continued)",
    ..POINTS
};
pub(super) const ES: Words = Words {
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
    note: "Nota {n}",
    back: "Volver al texto de la nota {n}",
    continued: "(continuación)",
    ..POINTS
};
pub(super) const FR: Words = Words {
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
    note: "Note {n}",
    back: "Retour au texte de la note {n}",
    continued: "(suite)",
    ..POINTS
};
pub(super) const DE: Words = Words {
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
    note: "Anmerkung {n}",
    back: "Zurück zum Text der Anmerkung {n}",
    continued: "(Fortsetzung)",
    ..POINTS
};
pub(super) const KO: Words = Words {
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
    note: "주 {n}",
    back: "주 {n}의 본문으로 돌아가기",
    continued: "(계속)",
    ..POINTS
};
pub(super) const IT: Words = Words {
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
    note: "Nota {n}",
    back: "Torna al testo della nota {n}",
    continued: "(continuazione)",
    ..POINTS
};
pub(super) const PT: Words = Words {
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
    note: "Nota {n}",
    back: "Voltar ao texto da nota {n}",
    continued: "(continuação)",
    ..POINTS
};
pub(super) const AR: Words = Words {
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
    note: "الحاشية {n}",
    back: "العودة إلى نص الحاشية {n}",
    continued: "(تابع)",
    ..ARABIC_POINTS
};
pub(super) const FA: Words = Words {
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
    note: "یادداشت {n}",
    back: "بازگشت به متن یادداشت {n}",
    continued: "(ادامه)",
    ..ARABIC_POINTS
};
pub(super) const UR: Words = Words {
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
    note: "حاشیہ {n}",
    back: "حاشیہ {n} کے متن پر واپس",
    continued: "(جاری)",
    stop: "۔",
    ..ARABIC_POINTS
};
pub(super) const HE: Words = Words {
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
    note: "הערה {n}",
    back: "חזרה לטקסט של הערה {n}",
    continued: "(המשך)",
    ..POINTS
};
pub(super) const YI: Words = Words {
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
    note: "באַמערקונג {n}",
    back: "צוריק צום טעקסט פֿון באַמערקונג {n}",
    continued: "(המשך)",
    ..POINTS
};
/// Points that are as wide as a letter and bring their own white.
const WIDE_POINTS: Words = Words { comma: "，", semicolon: "；", stop: "。", ..NOTHING };

pub(super) const JA: Words = Words {
    see_note: ["", "注", "を参照"],
    and: "、",
    others: "ほか",
    accessed: "閲覧日",
    archived: "アーカイブ",
    sources: "出典",
    editor: "編",
    position: ["賛成", "反対", "修正"],
    qr: "QRコード",
    page: "{pages}ページ中{folio}ページ",
    note: "注{n}",
    back: "注{n}の本文に戻る",
    continued: "（続き）",
    comma: "、",
    ..WIDE_POINTS
};
pub(super) const ZH: Words = Words {
    see_note: ["参见", "注", ""],
    and: "、",
    others: "等",
    accessed: "访问日期",
    archived: "存档",
    sources: "资料来源",
    editor: "编",
    position: ["支持", "反对", "修改"],
    qr: "二维码",
    page: "第{folio}页，共{pages}页",
    note: "注{n}",
    back: "返回注{n}的正文",
    continued: "（续）",
    ..WIDE_POINTS
};
pub(super) const ZH_HANT: Words = Words {
    see_note: ["參見", "註", ""],
    accessed: "瀏覽日期",
    archived: "存檔",
    sources: "資料來源",
    editor: "編",
    position: ["支持", "反對", "修改"],
    qr: "QR碼",
    page: "第{folio}頁，共{pages}頁",
    note: "註{n}",
    back: "返回註{n}的正文",
    continued: "（續）",
    ..ZH
};
