//! Which part of a list a call makes: as it says itself, or as the machine says that has started it as one of many.

use crate::project::batch::Shard;

/// How many shards there are, where the system that starts them does not say so.
const COUNT: &str = "HANDBILL_SHARDS";

/// A shard, and why it is this one; nothing to say where it is all rows.
#[derive(Debug, PartialEq)]
pub struct Chosen {
    /// The part of the list.
    pub shard: Shard,
    /// The variable that says so.
    pub why: Option<String>,
}

/// What the environment says of the part that is this call's; `lookup` reads a variable.
///
/// # Errors
/// What is missing to know it.
pub fn of_environment(lookup: impl Fn(&str) -> Option<String>) -> Result<Chosen, String> {
    let number = |name: &str| match lookup(name).map(|text| text.trim().parse::<u64>().map_err(|_| text)) {
        Some(Err(text)) => Err(format!("{name} is `{text}`, which is no number: {WAY_OUT}")),
        Some(Ok(number)) => Ok(Some(number)),
        None => Ok(None),
    };
    for system in [slurm, aws, google, kubernetes] {
        if let Some((index, of, why)) = system(&number)? {
            let shard = index.checked_add(1).and_then(|number| Shard::new(number, of)).ok_or_else(|| {
                let is = lookup(why).unwrap_or_default();
                format!("{why} is {is}, which is none of {of} shards: {WAY_OUT}")
            })?;
            let why = (of > 1).then(|| why.to_owned());
            return Ok(Chosen { shard, why });
        }
    }
    Ok(Chosen { shard: Shard::WHOLE, why: None })
}

const WAY_OUT: &str = "say which with --shard I/N, or make all rows with --no-shard";

/// The number from 0, how many, and the variable that says so; nothing where this system has not started us.
type Found = Result<Option<(u64, u64, &'static str)>, String>;
/// What a variable says, where there is one; an error where that is no number.
type Number<'a> = &'a dyn Fn(&str) -> Result<Option<u64>, String>;

/// Array jobs of Slurm (sbatch(1), "--array"): the numbers of tasks are the user's, and may come in steps.
fn slurm(number: Number<'_>) -> Found {
    const ID: &str = "SLURM_ARRAY_TASK_ID";
    let Some(id) = number(ID)? else { return Ok(None) };
    if let Some(of) = number(COUNT)? {
        return Ok(Some((id, of, ID)));
    }
    let (min, max) = (number("SLURM_ARRAY_TASK_MIN")?, number("SLURM_ARRAY_TASK_MAX")?);
    let count = number("SLURM_ARRAY_TASK_COUNT")?;
    let tasks = || {
        let (min, max, count) = (min?, max?, count?);
        let span = max.checked_sub(min)?;
        let step = if count > 1 { span / (count - 1) } else { 1 };
        // A list with gaps (`--array=1,3,7`) has no such step.
        let even = step > 0 && step * (count.checked_sub(1)?) == span && id.checked_sub(min)? % step == 0;
        even.then(|| ((id - min) / step, count, ID))
    };
    tasks().map(Some).ok_or_else(|| {
        format!("the tasks of this Slurm array do not come in even steps, so {ID} does not say which shard this is: set {COUNT} to the number of shards and number the tasks from 0, or {WAY_OUT}")
    })
}

/// Array jobs of AWS Batch ("Array job environment variables").
fn aws(number: Number<'_>) -> Found {
    const INDEX: &str = "AWS_BATCH_JOB_ARRAY_INDEX";
    let Some(index) = number(INDEX)? else { return Ok(None) };
    counted(index, [number("AWS_BATCH_JOB_ARRAY_SIZE")?, number(COUNT)?], INDEX)
}

/// Tasks of Google Cloud Batch ("Create and run a basic job", predefined variables).
fn google(number: Number<'_>) -> Found {
    const INDEX: &str = "BATCH_TASK_INDEX";
    let Some(index) = number(INDEX)? else { return Ok(None) };
    counted(index, [number("BATCH_TASK_COUNT")?, number(COUNT)?], INDEX)
}

/// Indexed Jobs of Kubernetes say their index and not how many there are.
fn kubernetes(number: Number<'_>) -> Found {
    const INDEX: &str = "JOB_COMPLETION_INDEX";
    let Some(index) = number(INDEX)? else { return Ok(None) };
    counted(index, [number(COUNT)?, None], INDEX)
}

fn counted(index: u64, of: [Option<u64>; 2], why: &'static str) -> Found {
    let missing = || {
        format!(
            "{why} says that this is one of many and nothing says of how many: set {COUNT} to their number, or {WAY_OUT}"
        )
    };
    let of = of.into_iter().flatten().next().ok_or_else(missing)?;
    Ok(Some((index, of, why)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Result<String, String> {
        let lookup = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        of_environment(lookup).map(|chosen| format!("{} {}", chosen.shard, chosen.why.unwrap_or_default()))
    }

    fn slurm_task(id: &str, min: &str, max: &str, count: &str) -> Result<String, String> {
        of(&[
            ("SLURM_ARRAY_TASK_ID", id),
            ("SLURM_ARRAY_TASK_MIN", min),
            ("SLURM_ARRAY_TASK_MAX", max),
            ("SLURM_ARRAY_TASK_COUNT", count),
        ])
    }

    #[test]
    fn nothing_is_everything() {
        assert_eq!(of(&[]).unwrap(), "1/1 ");
        assert_eq!(of(&[("SLURM_JOB_ID", "7")]).unwrap(), "1/1 ");
    }

    #[test]
    fn slurm_counts_as_the_user_does() {
        assert_eq!(slurm_task("0", "0", "7", "8").unwrap(), "1/8 SLURM_ARRAY_TASK_ID");
        assert_eq!(slurm_task("16", "1", "16", "16").unwrap(), "16/16 SLURM_ARRAY_TASK_ID");
        assert_eq!(slurm_task("7", "1", "10", "4").unwrap(), "3/4 SLURM_ARRAY_TASK_ID");
        assert_eq!(slurm_task("3", "3", "3", "1").unwrap(), "1/1 ");
        // 1,3,7
        assert!(slurm_task("3", "1", "7", "3").is_err_and(|e| e.contains("HANDBILL_SHARDS")));
        let again = [("SLURM_ARRAY_TASK_ID", "3"), ("HANDBILL_SHARDS", "8")];
        assert_eq!(of(&again).unwrap(), "4/8 SLURM_ARRAY_TASK_ID");
    }

    #[test]
    fn what_is_no_number_is_told() {
        let says = |variables: &[(&str, &str)], what: &str| {
            let e = of(variables).unwrap_err();
            assert!(e.starts_with(what), "{e}");
        };
        says(&[("SLURM_ARRAY_TASK_ID", "x")], "SLURM_ARRAY_TASK_ID is `x`, which is no number: ");
        says(&[("BATCH_TASK_INDEX", "")], "BATCH_TASK_INDEX is ``, which is no number: ");
        let kubernetes = [("JOB_COMPLETION_INDEX", "-1"), ("HANDBILL_SHARDS", "4")];
        says(&kubernetes, "JOB_COMPLETION_INDEX is `-1`, which is no number: ");
        let kubernetes = [("JOB_COMPLETION_INDEX", "1"), ("HANDBILL_SHARDS", "four")];
        says(&kubernetes, "HANDBILL_SHARDS is `four`, which is no number: ");
        let most = u64::MAX.to_string();
        says(&[("BATCH_TASK_INDEX", &most), ("BATCH_TASK_COUNT", "4")], "BATCH_TASK_INDEX is 1844");
        let beyond = slurm_task("5", "1", "4", "4").unwrap_err();
        assert!(beyond.starts_with("SLURM_ARRAY_TASK_ID is 5, which is none of 4 shards: "), "{beyond}");
    }

    #[test]
    fn clouds_count_from_nothing() {
        let aws = [("AWS_BATCH_JOB_ARRAY_INDEX", "2"), ("AWS_BATCH_JOB_ARRAY_SIZE", "5")];
        assert_eq!(of(&aws).unwrap(), "3/5 AWS_BATCH_JOB_ARRAY_INDEX");
        let google = [("BATCH_TASK_INDEX", "0"), ("BATCH_TASK_COUNT", "5")];
        assert_eq!(of(&google).unwrap(), "1/5 BATCH_TASK_INDEX");
        assert_eq!(of(&[("BATCH_TASK_INDEX", "0"), ("BATCH_TASK_COUNT", "1")]).unwrap(), "1/1 ");
        let kubernetes = [("JOB_COMPLETION_INDEX", "15"), ("HANDBILL_SHARDS", "16")];
        assert_eq!(of(&kubernetes).unwrap(), "16/16 JOB_COMPLETION_INDEX");
        assert!(of(&kubernetes[..1]).is_err_and(|e| e.contains("HANDBILL_SHARDS")));
        assert!(of(&[("JOB_COMPLETION_INDEX", "16"), ("HANDBILL_SHARDS", "16")]).is_err());
    }
}
