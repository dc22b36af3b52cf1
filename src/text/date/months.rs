//! The months by language, as they stand within a date (CLDR).

/// Which month, from 1, a word of `lang` or of English names, whole or by its first letters (three at least, and of no
/// other month).
pub fn named(word: &str, lang: &str) -> Option<u8> {
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let primary = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let own: &[&[&str; 12]] = match primary.as_str() {
        "es" => &[&ES],
        "fr" => &[&FR],
        "de" => &[&DE],
        "it" => &[&IT],
        "pt" => &[&PT],
        "ar" => &[&AR, &AR_LEVANT, &AR_FRENCH, &AR_MOROCCO],
        "fa" => &[&FA],
        "ur" => &[&UR],
        "he" | "iw" => &[&HE],
        "yi" => &[&YI],
        _ => &[],
    };
    own.iter().copied().chain([&EN]).find_map(|names| {
        let lower = || names.iter().map(|name| name.to_lowercase());
        let whole = lower().position(|name| name == word);
        let begins: Vec<usize> =
            lower().enumerate().filter(|(_, name)| name.starts_with(&word)).map(|(i, _)| i).collect();
        let short = (word.chars().count() >= 3 && begins.len() == 1).then(|| begins[0]);
        whole.or(short).map(|i| i as u8 + 1)
    })
}

pub const EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
pub const ES: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
pub const FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
pub const DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
pub const IT: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];
pub const PT: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];

pub const AR: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];
pub const AR_LEVANT: [&str; 12] = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
];
pub const AR_FRENCH: [&str; 12] = [
    "جانفي",
    "فيفري",
    "مارس",
    "أفريل",
    "ماي",
    "جوان",
    "جويلية",
    "أوت",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];
pub const AR_MOROCCO: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "ماي",
    "يونيو",
    "يوليوز",
    "غشت",
    "شتنبر",
    "أكتوبر",
    "نونبر",
    "دجنبر",
];
pub const FA: [&str; 12] = [
    "ژانویه",
    "فوریه",
    "مارس",
    "آوریل",
    "مه",
    "ژوئن",
    "ژوئیه",
    "اوت",
    "سپتامبر",
    "اکتبر",
    "نوامبر",
    "دسامبر",
];
pub const UR: [&str; 12] =
    ["جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"];
pub const HE: [&str; 12] = [
    "ינואר",
    "פברואר",
    "מרץ",
    "אפריל",
    "מאי",
    "יוני",
    "יולי",
    "אוגוסט",
    "ספטמבר",
    "אוקטובר",
    "נובמבר",
    "דצמבר",
];
pub const YI: [&str; 12] = [
    "יאַנואַר",
    "פֿעברואַר",
    "מערץ",
    "אַפּריל",
    "מיי",
    "יוני",
    "יולי",
    "אויגוסט",
    "סעפּטעמבער",
    "אקטאבער",
    "נאוועמבער",
    "דעצעמבער",
];
