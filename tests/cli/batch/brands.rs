//! Lists that name a brand for each row.

use super::{batch, folder};
use std::fs;
use std::path::Path;

const SHEET: &str = "\
handbill: 1
lang: he
title: שלום
date: 2026-11-15
prepared_for: \"{{name}}\"
brand: \"{{brand}}.yaml\"
sections: [{body: שלום שלום}]
";

#[test]
fn each_copy_is_set_in_the_faces_of_its_own_brand() {
    let dir = folder("name,brand\nAnn,one\nAnn,two\nAnn,one\nAnn,two\n");
    fs::write(dir.path("sheet.yaml"), SHEET).unwrap();
    let faces = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts");
    for (brand, face) in [("one", "NotoSerifHebrew-Regular.ttf"), ("two", "NotoSerifHebrew-Bold.ttf")] {
        fs::create_dir(dir.path(brand)).unwrap();
        fs::copy(faces.join(face), dir.path(&format!("{brand}/{face}"))).unwrap();
        let text = format!(
            "meta: {{name: Friends}}\nfonts: [{brand}]\ntypography: {{base: {{family: Noto Serif Hebrew}}}}\n"
        );
        fs::write(dir.path(&format!("{brand}.yaml")), text).unwrap();
    }
    batch(&dir, &[], 0);
    for row in 1..=4 {
        let (folder, file) = (format!("alone-{row}"), format!("sheet-000{row}.pdf"));
        let row = row.to_string();
        let call = ["batch", "sheet.yaml", "-r", "list.csv", "-o", &folder, "--row", &row];
        dir.call(&call).expect(0);
        let same = dir.bytes(&format!("{folder}/{file}")) == dir.bytes(&format!("out/{file}"));
        assert!(same, "row {row} is another file beside the others");
    }
    let size = |row: usize| dir.bytes(&format!("out/sheet-000{row}.pdf")).len();
    assert_ne!(size(1), size(2), "both are set in one face");
}
