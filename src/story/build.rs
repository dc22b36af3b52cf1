//! Collects parts, notes and pictures while blocks are lowered. Nothing reaches a page without a role.

use super::{Note, Part, Picture, PictureId, Story};

/// A story under construction.
#[derive(Debug, Default)]
pub struct Builder {
    /// What has been collected so far.
    pub story: Story,
}

impl Builder {
    /// Adds a part at the end of the flow.
    pub fn push(&mut self, part: Part) {
        self.story.parts.push(part);
    }
    /// Adds a picture and gives its handle.
    pub fn picture(&mut self, picture: Picture) -> PictureId {
        self.story.pictures.push(picture);
        PictureId((self.story.pictures.len() - 1) as u32)
    }
    /// Adds a note; notes come in reading order.
    pub fn note(&mut self, note: Note) {
        self.story.notes.push(note);
    }
}
