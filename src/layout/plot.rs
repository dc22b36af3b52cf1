//! Values drawn to scale: where marks and labels stand follows from the widths of the labels, which only layout
//! knows. Takes a plot of the story, gives a fragment whose values are a table of the tag tree; knows no chart.
//!
//! The marks belong to a figure with the plot's alternative text. Every label is a cell of the table behind it; the
//! cell of a value without a label holds a mark of its own (on a line, a dot that the line covers) and says it.

mod axis;
mod bars;
mod columns;
mod dots;
mod groups;
mod lines;
mod shapes;
mod sketch;
mod spread;

use super::frag::Frag;
use super::setter::Setter;
use super::stack::Room;
use crate::story::Plot;
use crate::story::plot::Form;
use sketch::Sketch;

/// Sets a plot in a room.
pub fn set(setter: &mut Setter<'_>, plot: &Plot, room: Room) -> Frag {
    let mut sketch = Sketch::new(setter, plot, room.width);
    let height = match plot.form {
        Form::Bars => bars::draw(&mut sketch),
        Form::Columns => columns::draw(&mut sketch),
        Form::Lines => lines::draw(&mut sketch),
        Form::Dots => dots::draw(&mut sketch),
    };
    sketch.finish(height)
}
