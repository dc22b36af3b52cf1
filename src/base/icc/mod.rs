//! ICC profiles: the ones that the program has itself, and colours taken through those of printing conditions. Knows
//! no edition and no file; who names a profile is [`crate::edition::Condition`].

mod fogra39;
mod gray;
mod limit;
mod link;
mod press;
mod srgb;

pub use fogra39::{FOGRA39_DEFLATED, fogra39};
pub use limit::{limited, limited_bytes};
pub use press::{Press, ProfileError};
pub use srgb::srgb;
