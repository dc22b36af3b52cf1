//! Codes of messages about charts: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "chart-crowded",
        "A chart shows more than a reader compares at a glance.",
        "A chart proves one claim. Keep the figures that it rests on, the first and the last ones for example, or give \
         all of them in a `table`.",
    ),
    (
        "chart-doubtful",
        "A figure of a chart can be read as two numbers.",
        "1.200 is one and a fifth where a point stands before decimals, and twelve hundred where a comma does. Write \
         1200, or 1.20. All figures of a chart are read alike, so one that is clear, such as 4,9 or 0.5, settles it; so \
         does a CSV file with semicolons between its cells on a sheet whose language has the comma.",
    ),
    (
        "chart-header",
        "The first row of a chart's figures has numbers, and nobody can tell whether it is the header.",
        "`Country, 2018` may be the names of two columns or a country with its figure. Put a header with words above \
         it: `Country, Tonnes`. If it is the header, leave its first cell empty, or write a word beside the year.",
    ),
    (
        "chart-highlight",
        "A chart's highlight is none of its figures and none of its series.",
        "Write the name as it stands in `data`, or in the first column or the header of the CSV file: `highlight: 2019`.",
    ),
    (
        "chart-series",
        "A chart has more series than can be told apart.",
        "Series carry their names themselves, without a legend: bars and columns show up to three, lines six, dots two. \
         Leave out what the claim does not need, or give all of them in a `table`.",
    ),
    (
        "chart-shape",
        "The data of a chart are no names with figures.",
        "One series is names with figures: `data: {2018: 4.9, 2019: 4.6}`. Several are names with such series: \
         `data: {North: {2018: 4.9}, South: {2018: 3.1}}`. Rows as in a CSV file do as well, the first a header: \
         `data: [[Year, North, South], [2018, 4.9, 3.1]]`. A path names the CSV file itself.",
    ),
    (
        "chart-turned",
        "The names of columns have no room below them, and so the chart has bars.",
        "Write `kind: bar`, shorter names or `width: page`.",
    ),
    (
        "chart-value",
        "A figure of a chart is not a number.",
        "Write the number alone: 4.9, -12, 1200. Where the sheet's language has a comma before decimals, 4,9 will do. What it counts stands in `unit`. A \
         value that is not known is left empty, or a dash.",
    ),
];
