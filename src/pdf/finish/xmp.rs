//! The XMP packet: what [`super::info`] says, in XML, with the document's identity.

use super::info::{CREATOR, PRODUCER};
use crate::base::escape;
use crate::edition::Standard;
use crate::story::Meta;
use lopdf::{Stream, dictionary};
use std::fmt::Write;

const NAMESPACES: [(&str, &str); 4] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
];

/// The metadata stream, uncompressed, so that tools which know no PDF find it.
pub(in crate::pdf) fn packet(meta: &Meta, id: &[u8; 16], standards: &[Standard]) -> Stream {
    let mut out = String::from("<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
    out.push_str("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n");
    out.push_str("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    out.push_str("<rdf:Description rdf:about=\"\"");
    for (prefix, uri) in NAMESPACES {
        let _ = write!(out, " xmlns:{prefix}=\"{uri}\"");
    }
    out.push_str(">\n");
    body(&mut out, meta, &uuid(id));
    if standards.iter().any(|s| matches!(s, Standard::X4 | Standard::X1a)) {
        press(&mut out);
    }
    out.push_str("</rdf:Description>\n");
    standards.iter().for_each(|s| out.push_str(mark(*s)));
    if standards.contains(&Standard::A2a) && standards.contains(&Standard::Ua1) {
        out.push_str(SCHEMA_OF_UA);
    }
    out.push_str("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
    Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, out.into_bytes())
        .with_compression(false)
}

/// What a file that meets a standard says of itself.
fn mark(standard: Standard) -> &'static str {
    match standard {
        Standard::Ua1 => concat!(
            "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n",
            "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n",
        ),
        Standard::A2a => concat!(
            "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n",
            "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n</rdf:Description>\n",
        ),
        Standard::A2b => concat!(
            "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n",
            "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n</rdf:Description>\n",
        ),
        Standard::X4 => concat!(
            "<rdf:Description rdf:about=\"\" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n",
            "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n</rdf:Description>\n",
        ),
        // Said in the information dictionary alone (ISO 15930-4, 6.3).
        Standard::X1a => "",
    }
}

/// PDF/A knows no PDF/UA: what is not in its own list is described in the file (ISO 19005-2, 6.6.2.3).
const SCHEMA_OF_UA: &str = concat!(
    "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"",
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"",
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n",
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n",
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n",
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n",
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n",
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n",
    "<pdfaProperty:name>part</pdfaProperty:name>\n",
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n",
    "<pdfaProperty:category>internal</pdfaProperty:category>\n",
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\n",
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n",
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n",
);

fn body(out: &mut String, meta: &Meta, uuid: &str) {
    let default = " xml:lang=\"x-default\"";
    element(out, "dc:format", "application/pdf");
    container(out, "dc:title", "Alt", default, &meta.title);
    container(out, "dc:creator", "Seq", "", &meta.author);
    container(out, "dc:description", "Alt", default, &meta.subject);
    container(out, "dc:language", "Bag", "", &meta.lang);
    element(out, "xmp:CreatorTool", CREATOR);
    if let Some((year, month, day)) = meta.date {
        let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
        for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
            element(out, name, &date);
        }
    }
    element(out, "pdf:Producer", PRODUCER);
    element(out, "xmpMM:DocumentID", uuid);
    element(out, "xmpMM:InstanceID", uuid);
}

/// What files for a press say besides (ISO 15930-7, 6.1): one version of the document, not trapped.
fn press(out: &mut String) {
    element(out, "xmpMM:VersionID", "1");
    element(out, "xmpMM:RenditionClass", "default");
    element(out, "pdf:Trapped", "False");
}

fn element(out: &mut String, name: &str, value: &str) {
    let _ = writeln!(out, "<{name}>{}</{name}>", escaped(value));
}

fn container(out: &mut String, name: &str, kind: &str, attribute: &str, value: &str) {
    if !value.is_empty() {
        let item = format!("<rdf:li{attribute}>{}</rdf:li>", escaped(value));
        let _ = writeln!(out, "<{name}><rdf:{kind}>{item}</rdf:{kind}></{name}>");
    }
}

/// XML text: markup escaped, characters that XML 1.0 forbids left out.
fn escaped(value: &str) -> String {
    escape::markup(value, |c| match c {
        '\t' | '\n' | '\r' => Some(" "),
        '\u{fffe}' | '\u{ffff}' => Some(""),
        c if c < ' ' => Some(""),
        _ => None,
    })
}

/// A UUID of version 8 (RFC 9562: made in a way of one's own), here from the content.
fn uuid(id: &[u8; 16]) -> String {
    let mut bytes = *id;
    bytes[6] = 0x80 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    format!("uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
