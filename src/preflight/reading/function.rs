//! Functions of a PDF, types 0, 2, 3 and 4 (ISO 32000-1, 7.10): they turn tints into colours. Any number in gives
//! finite numbers out.

use super::document::Pdf;
use super::geom::tame;
use super::object::{array_of, dict_of, integer_of, numbers_of, resolve};
use super::postscript::Program;
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Functions in functions: a stitched one of stitched ones.
const DEEPEST: usize = 8;
/// Most inputs of a sampled function; 2^n corners are read for each value.
const MOST_INPUTS: usize = 6;

/// Most functions of a document; 64 samples count as one. Maps with a gradient on each sign have 100 000.
const MOST: usize = 1 << 19;

/// The functions of a document that were met, and how many more are read.
pub(super) struct Known {
    parts: BTreeMap<ObjectId, Option<Arc<Function>>>,
    left: usize,
}

impl Default for Known {
    fn default() -> Known {
        Known { parts: BTreeMap::new(), left: MOST }
    }
}

impl Known {
    /// Takes `n` out of the budget, where there are so many left.
    fn spend(&mut self, n: usize) -> bool {
        let left = self.left.checked_sub(n);
        self.left = left.unwrap_or(0);
        left.is_some()
    }
}

/// A function.
#[derive(Clone, Debug)]
pub struct Function {
    domain: Vec<[f64; 2]>,
    range: Vec<[f64; 2]>,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Sampled {
        sizes: Vec<usize>,
        encode: Vec<[f64; 2]>,
        decode: Vec<[f64; 2]>,
        samples: Vec<f64>,
    },
    Power {
        c0: Vec<f64>,
        c1: Vec<f64>,
        n: f64,
    },
    Stitched {
        parts: Vec<Arc<Function>>,
        bounds: Vec<f64>,
        encode: Vec<[f64; 2]>,
    },
    Program(Program),
    /// Functions of one value each, side by side.
    Several(Vec<Arc<Function>>),
}

impl Function {
    /// Reads a function, or an array of functions of one value each.
    pub fn read(pdf: &Pdf, object: &Object) -> Option<Arc<Function>> {
        read(pdf, object, 0)
    }
    /// Its values for `input`.
    pub fn eval(&self, input: &[f64]) -> Vec<f64> {
        let mut given = input.to_vec();
        if !self.domain.is_empty() {
            given.resize(self.domain.len(), 0.0);
        }
        clamp(&mut given, &self.domain);
        let mut out = match &self.kind {
            Kind::Sampled { sizes, encode, decode, samples } => {
                self.sampled(&given, sizes, encode, decode, samples)
            }
            Kind::Power { c0, c1, n } => {
                let x = given.first().copied().unwrap_or(0.0);
                let t = if *n == 1.0 { x } else { x.powf(*n) };
                c0.iter().zip(c1).map(|(a, b)| a + t * (b - a)).collect()
            }
            Kind::Stitched { parts, bounds, encode } => self.stitched(&given, parts, bounds, encode),
            Kind::Program(program) => program.run(&given, self.range.len()),
            Kind::Several(parts) => parts.iter().flat_map(|p| p.eval(input)).collect(),
        };
        out.iter_mut().for_each(|v| *v = tame(*v));
        clamp(&mut out, &self.range);
        out
    }
    fn stitched(&self, x: &[f64], parts: &[Arc<Function>], bounds: &[f64], encode: &[[f64; 2]]) -> Vec<f64> {
        let x = x.first().copied().unwrap_or(0.0);
        let i = bounds.iter().take_while(|b| x >= **b).count().min(parts.len() - 1);
        let whole = self.domain.first().copied().unwrap_or([0.0, 1.0]);
        let low = if i == 0 { whole[0] } else { bounds[i - 1] };
        let high = bounds.get(i).copied().unwrap_or(whole[1]);
        parts[i].eval(&[between(x, [low, high], encode.get(i).copied().unwrap_or([0.0, 1.0]))])
    }
    /// Linear between the samples around the place in every direction.
    fn sampled(
        &self,
        x: &[f64],
        sizes: &[usize],
        encode: &[[f64; 2]],
        decode: &[[f64; 2]],
        samples: &[f64],
    ) -> Vec<f64> {
        let at = |i: usize| {
            let e = between(x[i], self.domain[i], encode[i]).clamp(0.0, (sizes[i] - 1) as f64);
            let low = e.floor();
            (low as usize, e - low)
        };
        let places: Vec<(usize, f64)> = (0..sizes.len()).map(at).collect();
        let outputs = decode.len();
        let mut sums = vec![0.0; outputs];
        for corner in 0..1_usize << sizes.len() {
            let (mut index, mut stride, mut weight) = (0, 1, 1.0);
            for (i, (low, part)) in places.iter().enumerate() {
                let high = corner >> i & 1;
                weight *= if high == 1 { *part } else { 1.0 - part };
                index += (low + high).min(sizes[i] - 1) * stride;
                stride *= sizes[i];
            }
            if weight > 0.0 {
                for (o, sum) in sums.iter_mut().enumerate() {
                    *sum += weight * samples.get(index * outputs + o).copied().unwrap_or(0.0);
                }
            }
        }
        sums.iter().zip(decode).map(|(v, d)| d[0] + v * (d[1] - d[0])).collect()
    }
}

fn between(x: f64, from: [f64; 2], to: [f64; 2]) -> f64 {
    let width = from[1] - from[0];
    if width.abs() < 1e-12 { to[0] } else { to[0] + (x - from[0]) * (to[1] - to[0]) / width }
}

fn clamp(values: &mut [f64], limits: &[[f64; 2]]) {
    for (v, [low, high]) in values.iter_mut().zip(limits) {
        *v = v.max(*low).min(*high);
    }
}

fn pairs(numbers: Vec<f64>) -> Vec<[f64; 2]> {
    numbers.chunks_exact(2).map(|c| [c[0], c[1]]).collect()
}

/// Functions in `object`, each object read once.
fn read(pdf: &Pdf, object: &Object, depth: usize) -> Option<Arc<Function>> {
    let Ok(id) = object.as_reference() else { return new(pdf, object, depth).map(Arc::new) };
    if let Some(known) = pdf.functions.borrow().parts.get(&id) {
        return known.clone();
    }
    // One that leads back to itself is none.
    pdf.functions.borrow_mut().parts.insert(id, None);
    let made = new(pdf, object, depth).map(Arc::new);
    pdf.functions.borrow_mut().parts.insert(id, made.clone());
    made
}

fn new(pdf: &Pdf, object: &Object, depth: usize) -> Option<Function> {
    let object = resolve(pdf.document(), object);
    if depth > DEEPEST || !pdf.functions.borrow_mut().spend(1) {
        return None;
    }
    if let Object::Array(parts) = object {
        // Functions side by side stand in no other function (ISO 32000-1, 7.10).
        if depth > 0 {
            return None;
        }
        let parts: Option<Vec<_>> = parts.iter().take(64).map(|p| read(pdf, p, depth + 1)).collect();
        return Some(Function { domain: Vec::new(), range: Vec::new(), kind: Kind::Several(parts?) });
    }
    let (doc, dict) = (pdf.document(), dict_of(object)?);
    let domain = pairs(numbers_of(doc, dict, b"Domain")?);
    let range = pairs(numbers_of(doc, dict, b"Range").unwrap_or_default());
    let kind = match integer_of(doc, dict, b"FunctionType")? {
        0 => sampled(pdf, object, &domain, &range)?,
        2 => {
            let c0 = numbers_of(doc, dict, b"C0").unwrap_or_else(|| vec![0.0]);
            let c1 = numbers_of(doc, dict, b"C1").unwrap_or_else(|| vec![1.0]);
            Kind::Power { c0, c1, n: super::object::number_of(doc, dict, b"N")? }
        }
        3 => stitched(pdf, dict, depth)?,
        4 => Kind::Program(Program::parse(&pdf.decode(object.as_stream().ok()?)?)?),
        _ => return None,
    };
    Some(Function { domain, range, kind })
}

fn stitched(pdf: &Pdf, dict: &Dictionary, depth: usize) -> Option<Kind> {
    let doc = pdf.document();
    let parts: Option<Vec<_>> =
        array_of(doc, dict, b"Functions")?.iter().take(1024).map(|p| read(pdf, p, depth + 1)).collect();
    let parts = parts.filter(|p| !p.is_empty())?;
    let bounds = numbers_of(doc, dict, b"Bounds")?;
    Some(Kind::Stitched { parts, bounds, encode: pairs(numbers_of(doc, dict, b"Encode")?) })
}

fn sampled(pdf: &Pdf, object: &Object, domain: &[[f64; 2]], range: &[[f64; 2]]) -> Option<Kind> {
    let (doc, stream) = (pdf.document(), object.as_stream().ok()?);
    let sizes: Vec<usize> =
        numbers_of(doc, &stream.dict, b"Size")?.iter().map(|s| s.clamp(1.0, 65535.0) as usize).collect();
    let outputs = range.len();
    if sizes.is_empty() || sizes.len() > MOST_INPUTS || sizes.len() != domain.len() || outputs == 0 {
        return None;
    }
    let count = sizes.iter().try_fold(outputs, |n, s| n.checked_mul(*s)).filter(|n| *n < 1 << 24)?;
    if !pdf.functions.borrow_mut().spend(count / 64) {
        return None;
    }
    let bits = integer_of(doc, &stream.dict, b"BitsPerSample")?;
    let samples = unpack(&pdf.decode(stream)?, bits, count)?;
    let encode = numbers_of(doc, &stream.dict, b"Encode").map(pairs).filter(|e| e.len() == sizes.len());
    let decode = numbers_of(doc, &stream.dict, b"Decode").map(pairs).filter(|d| d.len() == outputs);
    Some(Kind::Sampled {
        encode: encode.unwrap_or_else(|| sizes.iter().map(|s| [0.0, (s - 1) as f64]).collect()),
        decode: decode.unwrap_or_else(|| range.to_vec()),
        sizes,
        samples,
    })
}

/// `count` numbers of `bits` each, most significant bit first, as parts of the largest; what is missing is 0.
pub(super) fn unpack(data: &[u8], bits: i64, count: usize) -> Option<Vec<f64>> {
    if !matches!(bits, 1 | 2 | 4 | 8 | 12 | 16 | 24 | 32) {
        return None;
    }
    let (bits, most) = (bits as usize, ((1_u64 << bits) - 1) as f64);
    let sample = |i: usize| {
        let mut value = 0_u64;
        for bit in i * bits..(i + 1) * bits {
            let byte = data.get(bit / 8).copied().unwrap_or(0);
            value = value << 1 | u64::from(byte >> (7 - bit % 8) & 1);
        }
        value as f64 / most
    };
    if bits == 8 {
        return Some((0..count).map(|i| f64::from(data.get(i).copied().unwrap_or(0)) / 255.0).collect());
    }
    Some((0..count).map(sample).collect())
}
