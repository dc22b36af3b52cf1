//! Drafts are read back by a reader of mail that is not ours, and say what went in.

use super::*;
use crate::base::{Diagnostic, Diagnostics, Files, Ink, Loaded, Severity, Sources, Text};
use crate::sheet::merge::{Columns, Row};
use crate::sheet::{self, Sheet};
use crate::text::markup;
use mail_parser::{Address, Message, MessageParser, MimeHeaders};
use proptest::prelude::*;

struct NoFiles;
impl Files for NoFiles {
    fn read(&self, _: &str, _: &str) -> Result<Loaded, String> {
        Err("no such file".to_owned())
    }
}

fn sheet(text: &str) -> Sheet {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", text);
    sheet::parse(&mut sources, file, &NoFiles, &mut Diagnostics::default()).unwrap()
}

const SHEET: &str = "handbill: 1\nlang: en-US\ntitle: Water *rights*\ndek: Why \"it\" matters.\ndate: 2026-11-15\n\
contact: {name: Policy team, email: policy@example.org, phone: +1 (202) 555-0100, web: \"https://example.org\"}\n";

/// A mail and the values of one recipient.
fn words(mail: &str, values: &[(&str, &str)]) -> (Option<Words>, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add("mail.md", mail);
    let mut diags = Diagnostics::default();
    let (names, values): (Vec<String>, Vec<String>) =
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).unzip();
    let columns = Columns::new(&names);
    let row = Row { columns: &columns, values: &values, number: 1, lang: "en-US" };
    let template = Template::parse(&sources, file, &mut diags).map(|t| t.with_columns(&columns, &mut diags));
    let words = template.and_then(|template| template.words(&row, &sheet(SHEET), &mut diags));
    (words, diags.iter().cloned().collect())
}

fn codes(mail: &str, values: &[(&str, &str)]) -> Vec<&'static str> {
    words(mail, values).1.iter().map(|d| d.code).collect()
}

fn written(words: &Words, name: &str, pdf: &[u8]) -> Vec<u8> {
    draft(&Letter { words, accent: &Ink::rgb(0x7a, 0x1f, 0x4b), name, pdf })
}

fn read(bytes: &[u8]) -> Message<'_> {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.is_ascii() && text.ends_with("--\r\n"));
    assert!(text.split("\r\n").all(|l| l.len() <= 78 && !l.contains(['\r', '\n'])), "{text}");
    MessageParser::default().parse(bytes).unwrap()
}

fn listed(address: Option<&Address<'_>>) -> Vec<Mailbox> {
    let each = address.iter().flat_map(|a| a.iter()).map(|a| Mailbox {
        name: a.name().unwrap_or_default().to_owned(),
        address: a.address().unwrap_or_default().to_owned(),
    });
    each.collect()
}

#[test]
fn a_draft_says_what_the_template_says() {
    let mail = "---\nsubject: \"Figures for {{state}}, \\\"today\\\"\"\nto: '{{name}} <{{email}}>, press@example.org'\n\
                cc: \"{{boss}}\"\nfrom: Jin Yang <jin@example.org>\nreply_to: team@example.org\n---\n\
                Dear {{name}},\n\nsee the [sheet](https://example.org/{{state}}) and *read* it.\n\n- one\n- two\n";
    let values = [
        ("name", "O'Neil, 진 \"Jr.\""),
        ("email", "jo@senate.gov"),
        ("state", "Iowa"),
        ("boss", "a@b.org; B <c@d.org>"),
    ];
    let (words, said) = words(mail, &values);
    assert_eq!(said, []);
    let bytes = written(&words.unwrap(), "Iowa 물.pdf", b"%PDF-1.7\r\nFrom here\n");
    let message = read(&bytes);
    let mailbox = |name: &str, address: &str| Mailbox { name: name.to_owned(), address: address.to_owned() };
    assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"));
    assert_eq!(message.subject(), Some("Figures for Iowa, \"today\""));
    assert_eq!(
        listed(message.to()),
        [mailbox("O'Neil, 진 \"Jr.\"", "jo@senate.gov"), mailbox("", "press@example.org")]
    );
    assert_eq!(listed(message.cc()), [mailbox("", "a@b.org"), mailbox("B", "c@d.org")]);
    assert_eq!(listed(message.from()), [mailbox("Jin Yang", "jin@example.org")]);
    assert_eq!(listed(message.reply_to()), [mailbox("", "team@example.org")]);
    assert!(message.date().is_none() && message.message_id().is_none());
    assert_eq!(
        message.body_text(0).unwrap().replace("\r\n", "\n"),
        "Dear O’Neil, 진 “Jr.”,\n\nsee the sheet (https://example.org/Iowa) and read it.\n\n- one\n- two\n"
    );
    let html = message.body_html(0).unwrap();
    assert!(
        html.contains("<a href=\"https://example.org/Iowa\" style=\"color:#7a1f4b\">sheet</a>"),
        "{html}"
    );
    assert!(html.contains("Dear O’Neil, 진 “Jr.”,") && html.contains("<em>read</em>"), "{html}");
    let file = message.attachment(0).unwrap();
    assert_eq!(file.attachment_name(), Some("Iowa 물.pdf"));
    assert_eq!(file.contents(), b"%PDF-1.7\r\nFrom here\n");
    assert_eq!(file.content_type().unwrap().subtype(), Some("pdf"));
    assert_eq!(message.attachment_count(), 1);
}

/// A signature keeps its lines, and what an editor has wrapped goes on; both parts say the same.
#[test]
fn lines_that_end_early_end_there() {
    let mail = "---\nto: a@b.org\n---\nDear {{name}},\nour sheet is attached. It is written for the office alone and has \
                the figures of\nthe last year, so that **all** of you find `a code\nof two`.\n\n- Room 1\n  Ask for us\n\n\
                > One afternoon\n> together\n\nYours,  \nPolicy team\n{{street}}\n{{city}}, {{state | upper}}\n";
    let values = [("name", "Jo"), ("street", "1 A St."), ("city", "Ames"), ("state", "Iowa")];
    let (words, said) = words(mail, &values);
    assert_eq!(said, []);
    let bytes = written(&words.unwrap(), "a.pdf", b"%PDF");
    let message = read(&bytes);
    assert_eq!(
        message.body_text(0).unwrap().replace("\r\n", "\n"),
        "Dear Jo,\nour sheet is attached. It is written for the office alone and has the\nfigures of the last year, so \
         that all of you find a code of two.\n\n- Room 1\n  Ask for us\n\n> One afternoon\n> together\n\nYours,\nPolicy \
         team\n1 A St.\nAmes, IOWA\n"
    );
    let html = message.body_html(0).unwrap().replace("\r\n", "\n");
    assert!(html.contains("Yours,<br>\nPolicy team<br>\n1 A St.<br>\nAmes, IOWA</p>"), "{html}");
    assert!(
        html.contains("Dear Jo,<br>\nour sheet is") && html.contains("figures of the last year"),
        "{html}"
    );
    // What is wrong behind a break is told in its place.
    let (_, said) = self::words("Dear\nyou\nall, {{nobody}}\n", &[("name", "Jo")]);
    assert_eq!(said.iter().map(|d| d.span.unwrap().start).collect::<Vec<_>>(), [14], "{said:?}");
}

#[test]
fn without_a_template_the_sheet_speaks() {
    let (words, said) = words("---\nto: \"{{email}}\"\n---\n", &[("email", "a@b.org")]);
    assert_eq!(said, []);
    let bytes = written(&words.unwrap(), "a.pdf", b"%PDF");
    let message = read(&bytes);
    assert_eq!(message.subject(), Some("Water rights"));
    assert_eq!(
        message.body_text(0).unwrap().replace("\r\n", "\n"),
        "Water rights\n\nWhy “it” matters.\n\nPolicy team\npolicy@example.org\n+1 (202) 555-0100\nhttps://example.org\n"
    );
    assert!(message.body_html(0).unwrap().contains("href=\"tel:+12025550100\""));
}

#[test]
fn a_value_is_text_wherever_it_stands() {
    let mail = "---\nto: '\"{{name}}\" <{{email}}>'\nsubject: '{{name}}'\n---\nDear {{name}}, www.{{name}}\n";
    let name = "<script>alert(1)</script> **x** [a](javascript:b) =?UTF-8?B?eA==?= evil@x.org, ";
    let (words, said) = words(mail, &[("name", name), ("email", "a@b.org")]);
    assert_eq!(said, []);
    let bytes = written(&words.unwrap(), "a.pdf", b"%PDF");
    let message = read(&bytes);
    assert_eq!(
        listed(message.to()),
        [Mailbox { name: name.trim().to_owned(), address: "a@b.org".to_owned() }]
    );
    assert_eq!(message.subject(), Some(name.trim()));
    let html = message.body_html(0).unwrap();
    assert!(
        !html.contains("<script") && !html.contains("<strong") && !html.contains("href=\"javascript"),
        "{html}"
    );
}

/// A name that looks like an address is a name; the writer's own addresses, and explicit links to a cell, are links.
#[test]
fn a_value_makes_no_link_of_itself() {
    let mail = "---\nto: a@b.org\n---\nDear *{{name}}*, {{name}}\n\nWrite to me@own.org or see https://own.org/{{id}} \
                and [this]({{url}}).\n";
    for name in
        ["https://evil.example/pay", "www.evil.example", "pay@evil.example", "x https://evil.example/a:b"]
    {
        let (words, _) = words(mail, &[("name", name), ("id", "7.pdf"), ("url", "https://x.org/")]);
        let html = html::page(&words.unwrap(), &Ink::rgb(0, 0, 0));
        let links: Vec<_> = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(links, ["mailto:me@own.org", "https://own.org/7.pdf", "https://x.org/"], "{html}");
        assert!(html.contains(&format!("Dear <em>{name}</em>, {name}</p>")), "{html}");
    }
}

#[test]
fn a_value_brings_no_control_characters() {
    let (words, _) = words("Dear {{name}}!\n", &[("name", "Jo\u{0}\u{1b}[31m\u{7}\r\nX-Evil: 1")]);
    let bytes = written(&words.unwrap(), "a.pdf", b"%PDF");
    let message = read(&bytes);
    assert_eq!(message.body_text(0).unwrap().trim(), "Dear Jo[31m X-Evil: 1!");
    assert!(message.header_raw("X-Evil").is_none());
}

#[test]
fn what_would_break_a_header_is_told() {
    let mail = "---\nto: \"{{email}}\"\nsubject: \"{{subject}}\"\n---\nx\n";
    let one = |subject: &str, email: &str| codes(mail, &[("subject", subject), ("email", email)]);
    assert_eq!(one("x", "a@b.org"), [""; 0]);
    assert_eq!(one("x\r\nBcc: evil@x.org", "a@b.org"), ["mail-line"]);
    assert_eq!(one("x\u{202e}gpj", "a@b.org"), ["mail-line"]);
    let long = "x".repeat(1000);
    assert_eq!(one(&long, "a@b.org"), ["mail-line"]);
    assert_eq!(one("x", "a@b.org\nBcc: evil@x.org"), ["mail-line"]);
    assert_eq!(one("x", "mailto:a@b.org?bcc=c@d.org"), ["mail-address"]);
    assert_eq!(one("x", "nobody"), ["mail-address"]);
    assert_eq!(one("x", ""), ["merge-missing"]);
    let (draft, said) = words("Dear reader\n", &[("E-mail", "")]);
    assert!(draft.is_some() && said[0].code == "mail-no-recipient", "a draft to be completed by hand");
    assert_eq!(words("Dear reader\n", &[("E-mail", "a@b.org")]).0.unwrap().to[0].address, "a@b.org");
    let named = "---\nto: \"{{name}} <{{email}}>\"\n---\nx\n";
    assert_eq!(codes(named, &[("name", "x"), ("email", "a@b.org, c@d.org")]), ["mail-address"]);
}

#[test]
fn mistakes_of_a_template_have_their_place() {
    let at = |mail: &str| {
        let mut sources = Sources::default();
        let file = sources.add("mail.md", mail);
        let mut diags = Diagnostics::default();
        let parsed = Template::parse(&sources, file, &mut diags);
        assert_eq!(parsed.is_none(), diags.iter().any(|d| d.severity == Severity::Error));
        let said: Vec<String> = diags
            .iter()
            .map(|d| {
                let (line, column) = sources.place(file, d.span.unwrap().start);
                format!("{line}:{column} {} {}", d.code, d.help.as_deref().unwrap_or_default())
            })
            .collect();
        said.join("\n")
    };
    assert_eq!(at("---\nsubjct: x\n---\ny\n"), "2:1 unknown-field did you mean `subject`?");
    assert!(at("---\nto: {{email}}\n---\ny\n").ends_with("quotation marks: `to: \"{{email}}\"`"));
    assert!(at("---\nto: a@b.org\n\ny\n").starts_with("1:1 front-matter"));
    assert!(at("---\nto: a@b.org\n---\ny^[note] [@key]\n").starts_with("4:2 mail-note"));
    assert!(at("A [link](www.example.org) here\n").starts_with("1:3 mail-link write addresses in full"));
    assert!(at("Look: ![x](y.png)\n").starts_with("1:7 image-in-prose a draft holds no pictures"));
    assert_eq!(at("Only {{ text | upper }}, and [a link]({{url}}).\n"), "");
}

#[test]
fn merge_fields_of_a_template_are_known() {
    let mail = "---\nto: '{{last | default(\"a, b\")}} <{{email}}>, \"{{x}}, {{y}}\" <a@b.org>, {{others}}'\nsubject: s\n---\nBody\n";
    let mut sources = Sources::default();
    let file = sources.add("mail.md", mail);
    let template = Template::parse(&sources, file, &mut Diagnostics::default()).unwrap();
    let texts: Vec<&str> = template.texts().into_iter().map(|text| text.trimmed()).collect();
    let want = [
        "s",
        "{{last | default(\"a, b\")}}",
        "{{email}}",
        "\"{{x}}, {{y}}\"",
        "a@b.org",
        "{{others}}",
        "Body",
    ];
    assert_eq!(texts, want);
    let place = template.texts()[2].span;
    assert_eq!(&mail[place.start as usize..place.end as usize], "{{email}}");
}

#[test]
fn plain_text_keeps_its_form() {
    let body = "# Title\n\nA long paragraph that has more words than seventy-two columns hold, so that it is broken.\n\n\
                1. first\n2. second\n   - inner\n\n> quoted\n> words\n\n| State | Aid |\n|---|---|\n| Iowa | 12 |\n| 한국 | 1,200 |\n\n---\n\n    code\n";
    let text = plain::text(&markup::parse(&Text::made(body)).blocks);
    assert_eq!(
        text,
        "Title\n=====\n\nA long paragraph that has more words than seventy-two columns hold, so\nthat it is broken.\n\n\
         1. first\n2. second\n   - inner\n\n> quoted words\n\nState    Aid\n-----  -----\nIowa      12\n한국   1,200\n\n* * *\n\n    code\n"
    );
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let (words, _) = words("---\nto: a@b.org\n---\nx\n", &[]);
    let words = words.unwrap();
    let one = written(&words, "a.pdf", b"%PDF");
    assert!(one == written(&words, "a.pdf", b"%PDF"));
    let line = |bytes: &[u8]| {
        String::from_utf8_lossy(bytes).lines().find(|l| l.contains("boundary")).unwrap().to_owned()
    };
    assert_ne!(line(&one), line(&written(&words, "b.pdf", b"%PDF")), "a draft within a draft");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_goes_in_comes_out(
        subject in "[ -~가-힣é]{1,120}",
        name in "[!-~가-힣]([ -~가-힣\u{1f600}]{0,40}[!-~가-힣])?",
        file in "[a-zA-Z가-힣 _.-]{1,60}[a-z가-힣]",
        prose in "[a-z가-힣 ]{1,200}",
        pdf in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let body = markup::parse(&Text::made(prose)).blocks;
        let words = Words {
            to: vec![Mailbox { name: name.clone(), address: "a@b.org".to_owned() }],
            subject: subject.clone(),
            body: body.clone(),
            lang: "en".to_owned(),
            ..Words::default()
        };
        let bytes = written(&words, &format!("{file}.pdf"), &pdf);
        let message = read(&bytes);
        prop_assert_eq!(message.subject().unwrap_or_default().trim(), subject.trim());
        prop_assert_eq!(&listed(message.to())[0].name, &name);
        let attached = message.attachment(0).unwrap();
        let whole = format!("{file}.pdf");
        prop_assert_eq!(attached.attachment_name(), Some(whole.as_str()));
        prop_assert_eq!(attached.contents(), &pdf);
        let text = message.body_text(0).unwrap().replace("\r\n", "\n");
        prop_assert_eq!(text, plain::text(&body));
    }
}
