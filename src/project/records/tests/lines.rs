//! Lists of JSON objects.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(told("list.json", text.as_bytes()), expected, "{text}");
}

#[test]
fn values_come_as_they_are_written() {
    check(
        "{\"name\": \" Kim\\n\\uae40 \", \"n\": 12345678901234567890.10, \"ok\": true, \"no\": null}\r\n\n\
         {\"no\": \"x\", \"name\": \"Lee \\\"T\\\"\"}\n{\"n\": -1e3}",
        &[
            "name | n | ok | no",
            "1@1 Kim⏎김 | 12345678901234567890.10 | true | ",
            "2@3 Lee \"T\" |  |  | x",
            "3@4  | -1e3 |  | ",
        ],
    );
    let one = "{\"a\":\"ü\"}\n{\"a\":1}\n";
    for bytes in [format!("{MARK}{one}").into_bytes(), sixteen(one, u16::to_le_bytes, MARK)] {
        assert_eq!(told("list.jsonl", &bytes), ["a", "1@1 ü", "2@2 1"]);
    }
}

#[test]
fn a_bad_object_fails_alone() {
    check(
        "{\"name\": \"Kim\", \"state\": \"Ohio\"}\n{\"name\": \"Lee\", \"stat\": 1}\n{\"name\": [1]}\n{\"name\": }\n[1]\n\
         {\"name\": 1, \"name\": 2}\n{\"name\": \"\\ud800\"}\n{\"name\": \"a\\u0000\"}\n{\"name\": \"Oh\"}\n",
        &[
            "name | state",
            "1@1 Kim | Ohio",
            "list-json: row 2 of `list.json`, line 2: the first object has no key `stat`",
            "list-json: row 3 of `list.json`, line 3: `name` holds several values",
            "list-json: row 4 of `list.json`, line 4: this is no JSON object: expected value at column 10",
            "list-json: row 5 of `list.json`, line 5: this is no JSON object: invalid type: sequence, expected an object",
            "list-json: row 6 of `list.json`, line 6: the key `name` stands twice in the object",
            "list-json: row 7 of `list.json`, line 7: `name` is no text that can be read: unexpected end of \
             hex escape",
            "list-characters: row 8 of `list.json`, line 8: column `name` holds a NUL byte",
            "9@9 Oh | ",
        ],
    );
}

#[test]
fn arrays_and_objects_over_lines_are_read() {
    let rows = ["a | b", "1@2 } | ", "2@5 2 | 3"];
    check("[\n{\"a\": \"}\",\n \"b\": null},\n\n{\"a\":2,\"b\":3}\n]\n", &rows);
    check("\n{\"a\": \"}\",\n \"b\": null}\n\n{\"a\":2,\"b\":3}", &rows);
    check(
        "[{\"a\": \"\\\"{\"}, {\"a\": [{}]}, {\"a\":1 2}, {\"a\":3}]",
        &[
            "a",
            "1@1 \"{",
            "list-json: row 2 of `list.json`, line 1: `a` holds several values",
            "list-json: row 3 of `list.json`, line 1: this is no JSON object: expected `,` or `}` at column 8",
            "4@1 3",
        ],
    );
    check(
        "[\n{\"a\": 1},\nx, {\"a\": 2}]",
        &[
            "a",
            "1@2 1",
            "list-json: row 2 of `list.json`, line 3: `x` stands where an object has to begin, and nothing behind it can be \
         read",
        ],
    );
    check(
        "[{\"a\": 1},\n{\"a\": 2, \"\n",
        &[
            "a",
            "1@1 1",
            "list-json: row 2 of `list.json`, line 2: the brace that opens on line 2 is never closed, and nothing behind it can \
         be read",
        ],
    );
}

#[test]
fn what_has_no_keys_is_no_list() {
    for empty in ["[]", "[ ]\n", "{}\n", "{}"] {
        check(empty, &["list-empty: `list.json`: the list is empty"]);
    }
    check("a,b\n", &["list-json: `list.json`: it does not begin with a JSON object"]);
    check("[1, 2]\n", &["list-json: `list.json`: it does not begin with a JSON object"]);
    check(
        "{\"a\": 1",
        &["list-json: `list.json`: this is no JSON object: EOF while parsing an object at column 7"],
    );
    // A column that is named like a field.
    assert_eq!(told("list.csv", b"{{name}},b\n1,2\n"), ["{{name}} | b", "1@2 1 | 2"]);
    assert_eq!(told("list.csv", b"{\"a\": 1}\n"), ["a", "1@1 1"]);
}

#[test]
fn a_huge_object_is_refused_and_the_next_one_read() {
    let x = |n: usize| "x".repeat(n << 20);
    let large = ["the object is larger than 8 MB", "`a` is larger than 1 MB"];
    for ((n, what), (open, part, close)) in
        [10, 2].into_iter().zip(large).flat_map(|l| [("", "\n", ""), ("[", ",", "]")].map(|s| (l, s)))
    {
        let text = format!("{open}{{\"a\":1}}{part}{{\"a\":\"{}\"}}{part}{{\"a\":2}}{close}", x(n));
        let line = if part == "\n" { 2 } else { 1 };
        let message = format!("list-too-large: row 2 of `list.json`, line {line}: {what} and is not read");
        check(&text, &["a", "1@1 1", &message, &format!("3@{} 2", 2 * line - 1)]);
    }
}
