//! Tables have header cells that say what they head, and rows of one length.

use crate::preflight::file::tree::Tree;
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};
use lopdf::{Dictionary, Object};

pub(super) const RULE: Rule = Rule {
    code: "table-structure",
    title: "Tables have header cells that say what they head, and rows of one length.",
    reason: "A voice says the header with each cell; without headers a table is a heap of numbers, and with uneven rows \
             the wrong header is said (PDF/UA-1, 7.5; ISO 32000-1, 14.8.4.3.4).",
    fix: "mark the header row in the source, and give each row as many cells as the others",
    asks: &[Ask::Screen, Ask::Ua("7.5")],
    check,
};

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let Some(tree) = pdf.tree() else { return };
    for table in tree.of_kind(&["Table"]) {
        let page = tree.page(pdf, table);
        let own = |at: usize| tree.above(at).find(|a| tree.elems[*a].kind == "Table") == Some(table);
        let within: Vec<usize> = tree.below(table).into_iter().filter(|e| own(*e)).collect();
        let of =
            |kind: &str| within.iter().copied().filter(|e| tree.elems[*e].kind == kind).collect::<Vec<_>>();
        let (rows, headers) = (of("TR"), of("TH"));
        if rows.is_empty() {
            findings.error("a table has no rows").page = page;
            continue;
        }
        if headers.is_empty() {
            findings.error("a table has no header cells").page = page;
        } else if headers.iter().any(|h| !heads(pdf, tree, *h)) && !named(pdf, tree, &of("TD")) {
            findings.error("a header cell does not say whether it heads a row or a column (`/Scope`)").page =
                page;
        }
        let strays = rows
            .iter()
            .flat_map(|r| tree.kids(*r))
            .any(|c| !matches!(tree.elems[c].kind.as_str(), "TH" | "TD"));
        if strays {
            findings.error("a row of a table holds something that is no cell").page = page;
        }
        let homeless = |c: &usize| tree.elems[*c].parent.is_none_or(|p| tree.elems[p].kind != "TR");
        if headers.iter().chain(&of("TD")).any(homeless) {
            findings.error("a cell of a table stands in no row").page = page;
        }
        if !regular(pdf, tree, &rows) {
            findings.error("the rows of a table are not of one length").page = page;
        }
    }
}

/// Whether a header says what it heads.
fn heads(pdf: &Pdf, tree: &Tree, at: usize) -> bool {
    attribute(pdf, &tree.elems[at].dict, "Scope").is_some()
}

/// Whether cells name their headers instead.
fn named(pdf: &Pdf, tree: &Tree, cells: &[usize]) -> bool {
    !cells.is_empty() && cells.iter().all(|c| attribute(pdf, &tree.elems[*c].dict, "Headers").is_some())
}

/// An attribute, its own or that of its class.
fn attribute<'p>(pdf: &'p Pdf, elem: &'p Dictionary, key: &str) -> Option<&'p Object> {
    let of = |o: &'p Object| pdf.as_dict(o).and_then(|d| pdf.get(d, key));
    let own = elem.get(b"A").ok().and_then(|a| match pdf.resolve(a)? {
        Object::Array(list) => list.iter().find_map(of),
        _ => of(a),
    });
    own.or_else(|| {
        let classes = pdf.dict(pdf.dict(pdf.catalog(), "StructTreeRoot")?, "ClassMap")?;
        let class =
            |o: &Object| pdf.resolve(o)?.as_name().ok().and_then(|n| classes.get(n).ok()).and_then(of);
        match pdf.get(elem, "C")? {
            Object::Array(list) => list.iter().find_map(class),
            one => class(one),
        }
    })
}

/// Whether all rows have as many columns, with cells that span several counted in each.
fn regular(pdf: &Pdf, tree: &Tree, rows: &[usize]) -> bool {
    /// No table is wider or taller.
    const MOST: usize = 10_000;
    let span = |cell: usize, key: &str| {
        let n = attribute(pdf, &tree.elems[cell].dict, key).and_then(|o| o.as_i64().ok()).unwrap_or(1);
        usize::try_from(n).unwrap_or(1).clamp(1, MOST)
    };
    let mut hanging: Vec<(usize, usize)> = Vec::new();
    let mut widths = Vec::new();
    for row in rows {
        let mut width: usize = hanging.iter().map(|h| h.0).sum();
        hanging.iter_mut().for_each(|h| h.1 -= 1);
        hanging.retain(|h| h.1 > 0);
        for cell in tree.kids(*row) {
            let (wide, tall) = (span(cell, "ColSpan"), span(cell, "RowSpan"));
            width += wide;
            if tall > 1 {
                hanging.push((wide, tall - 1));
            }
        }
        widths.push(width);
    }
    widths.windows(2).all(|w| w[0] == w[1])
}
