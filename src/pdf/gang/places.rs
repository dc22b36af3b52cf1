//! The numbers that objects have, and where each object is: what the table of the file says.

use std::ops::Range;

/// Copies whose objects stand in rows together, and the step between the numbers of one copy: the same object of the
/// next has the next number.
const LANES: usize = 50;
/// Entries of one cross-reference stream: a file of more objects has several, each of which leads to the one before, so
/// that the table of a long list is never in memory as a whole.
const SECTION: usize = 100_000;
/// Where an object is, in four bytes: nowhere; a stream with an offset; or a place among the packed.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place(u32);

impl Place {
    const FREE: Place = Place(0);
    const PACKED: u32 = 1 << 31;
    /// Bits of the place in an object stream.
    const NTH: u32 = 12;

    /// The stream with the offset of this index.
    fn stream(index: usize) -> Option<Place> {
        u32::try_from(index + 1).ok().filter(|i| i & Place::PACKED == 0).map(Place)
    }
    /// In this object stream, with so many before it.
    fn packed(container: usize, nth: usize) -> Option<Place> {
        let container = u32::try_from(container).ok().filter(|c| c >> (31 - Place::NTH) == 0)?;
        Some(Place(Place::PACKED | container << Place::NTH | nth as u32))
    }
}

/// Numbers and places of all objects.
pub(super) struct Places {
    /// By number.
    list: Vec<Place>,
    /// Where streams begin.
    offsets: Vec<u64>,
    /// The numbers of the object streams; what is packed is in the one that comes next.
    pub containers: Vec<u32>,
    /// What these copies have numbers in: the first of each [`LANES`].
    lanes: Vec<u32>,
    /// The place of this copy among those, and how many numbers it has.
    lane: usize,
    taken: usize,
    /// Numbers of no copy.
    loose: Range<u32>,
}

impl Default for Places {
    fn default() -> Places {
        Places {
            // Number 0 is no object's.
            list: vec![Place::FREE],
            offsets: Vec::new(),
            containers: Vec::new(),
            lanes: Vec::new(),
            lane: LANES - 1,
            taken: 0,
            loose: 0..0,
        }
    }
}

impl Places {
    /// Whether the next copy has its numbers apart from those of the copies before it.
    pub(super) fn are_full(&self) -> bool {
        self.lane + 1 == LANES
    }

    /// Says that the objects of another copy come now.
    pub(super) fn turn(&mut self) {
        self.taken = 0;
        if self.are_full() {
            self.lanes.clear();
        }
        self.lane = (self.lane + 1) % LANES;
    }

    /// A number for an object that is still to be written.
    pub(super) fn number(&mut self) -> u32 {
        if self.loose.is_empty() {
            let first = self.numbers();
            self.loose = first..first + LANES as u32;
        }
        let number = self.loose.start;
        self.loose.start += 1;
        number
    }

    /// A number for one that all copies have: as far from those of the last copy as the others.
    pub(super) fn own_number(&mut self) -> u32 {
        if self.taken == self.lanes.len() {
            let first = self.numbers();
            self.lanes.push(first);
        }
        let number = self.lanes[self.taken] + self.lane as u32;
        self.taken += 1;
        number
    }

    /// The first of [`LANES`] more numbers.
    fn numbers(&mut self) -> u32 {
        let first = self.list.len().next_multiple_of(LANES);
        self.list.resize(first + LANES, Place::FREE);
        first as u32
    }

    /// Numbers that objects may have.
    pub(super) fn count(&self) -> u32 {
        (self.list.len() - 1) as u32
    }

    /// One behind all others.
    pub(super) fn last(&mut self) -> u32 {
        self.list.push(Place::FREE);
        self.count()
    }

    /// Says where a stream begins; `None` where there are too many.
    pub(super) fn stream(&mut self, number: u32, offset: u64) -> Option<()> {
        self.list[number as usize] = Place::stream(self.offsets.len())?;
        self.offsets.push(offset);
        Some(())
    }

    /// Says that an object comes after so many others in the next object stream; `None` where there are too many.
    pub(super) fn packed(&mut self, number: u32, nth: usize) -> Option<()> {
        self.list[number as usize] = Place::packed(self.containers.len(), nth)?;
        Some(())
    }

    /// How many sections the table has.
    pub(super) fn sections(&self) -> usize {
        self.list.len().div_ceil(SECTION)
    }

    /// The numbers of a section. The streams of the table stand in its last one.
    pub(super) fn section(&self, nth: usize, sections: usize) -> Range<usize> {
        let first = nth * SECTION;
        first..if nth + 1 == sections { self.list.len() } else { first + SECTION }
    }

    /// The rows of a section of the cross-reference stream and how long each is. Each says what differs from the one
    /// above (PNG's filter 2): offsets grow, and the rest hardly changes. A number without an object is free.
    pub(super) fn table(&self, numbers: Range<usize>, length: u64) -> (usize, Vec<u8>) {
        let widest = length.max(u64::from(self.count())).to_be_bytes();
        let skipped = widest.iter().take_while(|b| **b == 0).count();
        let columns = 3 + 8 - skipped;
        let mut rows = Vec::with_capacity((columns + 1) * numbers.len());
        let mut above = [0_u8; 11];
        let mut add = |kind: u8, place: u64, nth: u16| {
            let mut row = [0; 11];
            row[0] = kind;
            row[1..9].copy_from_slice(&place.to_be_bytes());
            row[9..].copy_from_slice(&nth.to_be_bytes());
            rows.push(2);
            let changes = row.iter().zip(above).map(|(now, was)| now.wrapping_sub(was));
            rows.extend(changes.enumerate().filter(|(i, _)| *i == 0 || *i > skipped).map(|(_, v)| v));
            above = row;
        };
        for number in numbers {
            let place = &self.list[number];
            let (first, nth) = (place.0 & !Place::PACKED, place.0 & ((1 << Place::NTH) - 1));
            match *place {
                Place::FREE => add(0, 0, if number == 0 { u16::MAX } else { 0 }),
                Place(p) if p & Place::PACKED == 0 => add(1, self.offsets[first as usize - 1], 0),
                _ => add(2, u64::from(self.containers[(first >> Place::NTH) as usize]), nth as u16),
            }
        }
        (columns, rows)
    }
}
