//! Codes of messages about the folder of a batch: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "copies-left",
        "The folder has files of an earlier run that this one does not make.",
        "Their rows have left the list or have another name now, or they are drafts or editions that this call does not \
         ask for. `handbill batch` with `--prune` takes them away; what somebody has changed since it was made stays in any \
         case.",
    ),
    (
        "copy-outdated",
        "A row fails that had a copy before.",
        "The copy is still in the folder and says what the row and the sheet said then, so it must not be sent. The \
         manifest lists the row as failed, without it. Mend the row and run the batch again, or take such copies away with \
         `--prune`.",
    ),
    (
        "copy-unlike",
        "A file is not there, or not as the manifest of its shard says.",
        "Run that shard again: it makes only what is missing. Where shards write into folders of their own, copy all \
         files and manifests into one before `handbill batch merge`.",
    ),
    (
        "foreign-file",
        "A file stands where a copy would, and no run of handbill has made it.",
        "It is left as it is, and the row has no copy. Move the file away, call copies something else with `--name`, or \
         write them into a folder of their own with `-o`.",
    ),
    (
        "no-locks",
        "The file system of the folder knows no locks, as some network folders do not.",
        "Everything works, but two runs at once do not see each other: they would write the same files and set aside each \
         other's manifests. Start one at a time, and each shard once, or name a folder on another disk with `-o`.",
    ),
    (
        "no-such-row",
        "`--row` names a row that the list does not have.",
        "Rows are counted from 1 below the header, as the manifest does in its column `row`. Other rows that the call \
         names have been made.",
    ),
    (
        "shard-missing",
        "Not all shards have a manifest in the folder.",
        "Run those that the message names, with `--shard I/N` or as tasks of the array, then merge again. Nothing was \
         changed.",
    ),
    (
        "shard-unfinished",
        "A shard, or the run of all rows, was stopped before its last row.",
        "Run it again: it goes on from where it was. Then merge again. Nothing was changed.",
    ),
    (
        "shard-unlike",
        "Shards were made of different sheets, lists, options or programs, or are not of one number.",
        "Every machine has to have the same sheet, list and handbill. Run those that the message names again, then merge.",
    ),
];
