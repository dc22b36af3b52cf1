//! Calculator functions: the small part of PostScript that a type 4 function may use (ISO 32000-1, 7.10.5). There are
//! no loops in it, so each program ends.

use super::lexer::is_white;

/// Most values on the stack (ISO 32000-1, annex C, asks for 100).
const STACK: usize = 200;
/// Blocks in blocks.
const DEEPEST: usize = 32;

/// A program.
#[derive(Clone, Debug)]
pub(super) struct Program(Vec<Op>);

#[derive(Clone, Debug)]
enum Op {
    Push(f64),
    Call(String),
    If(Vec<Op>),
    IfElse(Vec<Op>, Vec<Op>),
}

impl Program {
    pub(super) fn parse(text: &[u8]) -> Option<Program> {
        let text = String::from_utf8_lossy(text).replace('{', " { ").replace('}', " } ");
        let mut tokens = text.split(|c: char| c.is_ascii() && is_white(c as u8)).filter(|t| !t.is_empty());
        if tokens.next()? != "{" {
            return None;
        }
        block(&mut tokens, 0).map(Program)
    }
    /// The last `outputs` values that it leaves for `input`; missing ones are 0.
    pub(super) fn run(&self, input: &[f64], outputs: usize) -> Vec<f64> {
        let mut stack = input.to_vec();
        // A program that stops halfway leaves what it has.
        let _ = run(&self.0, &mut stack);
        while stack.len() < outputs {
            stack.insert(0, 0.0);
        }
        stack.split_off(stack.len() - outputs)
    }
}

fn block<'a>(tokens: &mut impl Iterator<Item = &'a str>, depth: usize) -> Option<Vec<Op>> {
    let mut out = Vec::new();
    let mut blocks: Vec<Vec<Op>> = Vec::new();
    loop {
        match tokens.next()? {
            "}" => return Some(out),
            "{" if depth < DEEPEST => blocks.push(block(tokens, depth + 1)?),
            "{" => return None,
            "if" => out.push(Op::If(blocks.pop()?)),
            "ifelse" => {
                let otherwise = blocks.pop()?;
                out.push(Op::IfElse(blocks.pop()?, otherwise));
            }
            word => out.push(match word.parse::<f64>() {
                Ok(v) if v.is_finite() => Op::Push(v),
                _ => Op::Call(word.to_owned()),
            }),
        }
    }
}

fn run(ops: &[Op], stack: &mut Vec<f64>) -> Option<()> {
    for op in ops {
        match op {
            Op::Push(v) => stack.push(*v),
            Op::Call(name) => call(name, stack)?,
            Op::If(then) => {
                if stack.pop()? != 0.0 {
                    run(then, stack)?;
                }
            }
            Op::IfElse(then, otherwise) => {
                let chosen = if stack.pop()? != 0.0 { then } else { otherwise };
                run(chosen, stack)?;
            }
        }
        if stack.len() > STACK {
            return None;
        }
    }
    Some(())
}

fn call(name: &str, stack: &mut Vec<f64>) -> Option<()> {
    match name {
        "true" => stack.push(1.0),
        "false" => stack.push(0.0),
        "pop" | "dup" | "exch" | "copy" | "index" | "roll" => return shuffle(name, stack),
        _ => {
            let top = stack.pop()?;
            match one(name, top) {
                Some(v) => stack.push(v),
                None => {
                    let under = stack.pop()?;
                    stack.push(two(name, under, top)?);
                }
            }
        }
    }
    Some(())
}

fn shuffle(name: &str, stack: &mut Vec<f64>) -> Option<()> {
    let top = stack.pop()?;
    match name {
        "dup" => stack.extend([top, top]),
        "exch" => {
            let under = stack.pop()?;
            stack.extend([top, under]);
        }
        "copy" => {
            let from = stack.len().checked_sub(top.max(0.0) as usize)?;
            stack.extend_from_within(from..);
        }
        "index" => {
            let at = (stack.len().checked_sub(1)?).checked_sub(top.max(0.0) as usize)?;
            stack.push(stack[at]);
        }
        "roll" => {
            let count = stack.pop()?.max(0.0) as usize;
            let from = stack.len().checked_sub(count)?;
            if count > 0 {
                stack[from..].rotate_right((top as i64).rem_euclid(count as i64) as usize);
            }
        }
        _ => {}
    }
    Some(())
}

/// Operators of one value. Truth is 1 and 0 here: what compares gives these, and `not` knows them.
fn one(name: &str, v: f64) -> Option<f64> {
    Some(match name {
        "abs" => v.abs(),
        "neg" => -v,
        "ceiling" => v.ceil(),
        "floor" => v.floor(),
        "round" => (v + 0.5).floor(),
        "truncate" | "cvi" => v.trunc(),
        "cvr" => v,
        "sqrt" => v.max(0.0).sqrt(),
        "sin" => v.to_radians().sin(),
        "cos" => v.to_radians().cos(),
        "ln" => v.ln(),
        "log" => v.log10(),
        "not" if v == 0.0 || v == 1.0 => 1.0 - v,
        "not" => !(v as i64) as f64,
        _ => return None,
    })
}

fn two(name: &str, a: f64, b: f64) -> Option<f64> {
    let truth = |t: bool| f64::from(u8::from(t));
    let (i, j) = (a as i64, b as i64);
    Some(match name {
        "add" => a + b,
        "sub" => a - b,
        "mul" => a * b,
        "div" if b != 0.0 => a / b,
        "idiv" if j != 0 => i.wrapping_div(j) as f64,
        "mod" if j != 0 => i.wrapping_rem(j) as f64,
        "exp" => a.powf(b),
        "atan" => a.atan2(b).to_degrees().rem_euclid(360.0),
        "eq" => truth(a == b),
        "ne" => truth(a != b),
        "gt" => truth(a > b),
        "ge" => truth(a >= b),
        "lt" => truth(a < b),
        "le" => truth(a <= b),
        "and" => (i & j) as f64,
        "or" => (i | j) as f64,
        "xor" => (i ^ j) as f64,
        "bitshift" if j >= 0 => i.checked_shl(j.min(63) as u32)? as f64,
        "bitshift" => (i >> j.unsigned_abs().min(63)) as f64,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, input: &[f64], outputs: usize) -> Vec<f64> {
        Program::parse(text.as_bytes()).expect("a program").run(input, outputs)
    }

    #[test]
    fn a_tint_becomes_inks() {
        assert_eq!(run("{dup 0.5 mul exch 0 exch dup}", &[0.8], 4), [0.4, 0.0, 0.8, 0.8]);
        assert_eq!(run("{ 2 copy gt { pop } { exch pop } ifelse }", &[0.2, 0.7], 1), [0.7]);
        assert_eq!(run("{ 3 1 roll }", &[1.0, 2.0, 3.0], 3), [3.0, 1.0, 2.0]);
        assert_eq!(run("{ 1 index }", &[1.0, 2.0], 3), [1.0, 2.0, 1.0]);
    }

    #[test]
    fn a_broken_program_gives_numbers_or_nothing() {
        assert!(Program::parse(b"{ {").is_none());
        assert!(Program::parse("{".repeat(1000).as_bytes()).is_none());
        assert_eq!(run("{ pop pop pop }", &[1.0], 2), [0.0, 0.0]);
        assert_eq!(run("{ 1 0 div }", &[], 1).len(), 1);
        assert_eq!(run("{ 99999999999999999999999 index }", &[1.0], 1), [1.0]);
        assert_eq!(run("{ 1 -99999999999999999999999 bitshift }", &[], 1), [0.0]);
        assert_eq!(run("{ 9e99 copy 1 -9e9 roll }", &[1.0], 1).len(), 1);
    }
}
