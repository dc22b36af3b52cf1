//! Where the shapes and pictures of a finished page stand, read from its operators alone.

use lopdf::content::Content;
use lopdf::{Document, Object, ObjectId};

/// Left, bottom, right, top in points.
pub type Area = [f64; 4];

/// A shape or picture of a page.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Its extent, without the width of its stroke.
    pub area: Area,
    /// Whether it is marked as an artifact of the page: crop marks and the like.
    pub is_mark: bool,
}

/// A page's box.
pub fn area_of(file: &Document, page: ObjectId, name: &str) -> Area {
    let dict = file.get_dictionary(page).expect("a page");
    let list = dict.get(name.as_bytes()).and_then(Object::as_array).unwrap_or_else(|_| panic!("no {name}"));
    let numbers: Vec<f64> = list.iter().map(number).collect();
    numbers.try_into().expect("four numbers")
}

fn number(o: &Object) -> f64 {
    o.as_float().map(f64::from).expect("a number")
}

/// All shapes and pictures of a page, and the origins of its text as areas without an extent.
pub fn shapes(file: &Document, page: ObjectId) -> Vec<Shape> {
    let bytes = file.get_page_content(page);
    let content = Content::decode(&bytes).expect("operators");
    let mut walk = Walk::default();
    for operation in &content.operations {
        walk.step(operation.operator.as_str(), &operation.operands);
    }
    assert!(!walk.shapes.is_empty(), "nothing was read");
    walk.shapes
}

#[derive(Default)]
struct Walk {
    shapes: Vec<Shape>,
    points: Vec<[f64; 2]>,
    cursor: [f64; 2],
    is_mark: bool,
}

impl Walk {
    fn step(&mut self, operator: &str, operands: &[Object]) {
        let n = |i: usize| number(&operands[i]);
        match operator {
            "BDC" => self.is_mark = format!("{:?}", operands[1]).contains("/Page"),
            "m" | "l" => self.points.push([n(0), n(1)]),
            "c" => self.points.extend([[n(0), n(1)], [n(2), n(3)], [n(4), n(5)]]),
            "re" => self.points.extend([[n(0), n(1)], [n(0) + n(2), n(1) + n(3)]]),
            "cm" => self.points.extend([[n(4), n(5)], [n(4) + n(0) + n(2), n(5) + n(1) + n(3)]]),
            "BT" => self.cursor = [0.0; 2],
            "Td" => {
                self.cursor = [self.cursor[0] + n(0), self.cursor[1] + n(1)];
                self.points.push(self.cursor);
                self.paint();
            }
            "f" | "f*" | "S" | "B" | "B*" | "Do" => self.paint(),
            _ => {}
        }
    }

    fn paint(&mut self) {
        let points = std::mem::take(&mut self.points);
        let least = |axis: usize| points.iter().map(|p| p[axis]).fold(f64::MAX, f64::min);
        let most = |axis: usize| points.iter().map(|p| p[axis]).fold(f64::MIN, f64::max);
        let area = [least(0), least(1), most(0), most(1)];
        self.shapes.push(Shape { area, is_mark: self.is_mark });
    }
}
