//! One transform of Little CMS with the context that it lives in: relative colorimetric, black point compensation,
//! to be used from any thread.

use lcms2::{DisallowCache, Flags, Intent, PixelFormat, Profile, ThreadContext, Transform};
use std::sync::Mutex;

/// From pixels of `A` to pixels of `B`.
pub(super) struct Link<A, B> {
    transform: Transform<A, B, ThreadContext, DisallowCache>,
    /// Outlives the transform, which points into it: fields are dropped in their order.
    _context: Mutex<ThreadContext>,
}

/// One side of a link.
pub(super) enum Side<'a> {
    /// sRGB.
    Srgb,
    /// A profile in a file's bytes.
    Icc(&'a [u8]),
}

impl<A: lcms2::Pod, B: lcms2::Pod> Link<A, B> {
    /// A link between two sides and the formats of their pixels; `None` where a profile cannot be used so.
    pub(super) fn new(from: (Side<'_>, PixelFormat), to: (Side<'_>, PixelFormat)) -> Option<Link<A, B>> {
        let context = ThreadContext::new();
        let (input, output) = (open(&context, &from.0)?, open(&context, &to.0)?);
        // White stays bare paper with the default flags, and no cache lets threads share it.
        let flags = Flags::NO_CACHE | Flags::BLACKPOINT_COMPENSATION;
        let intent = Intent::RelativeColorimetric;
        let transform =
            Transform::new_flags_context(&context, &input, from.1, &output, to.1, intent, flags).ok()?;
        drop((input, output));
        Some(Link { transform, _context: Mutex::new(context) })
    }

    pub(super) fn one(&self, color: A) -> B
    where
        B: Default,
    {
        let mut out = [B::default()];
        self.transform.transform_pixels(&[color], &mut out);
        out[0]
    }
}

impl Link<u8, u8> {
    /// Pixels of bytes, as many of the one format as `out` holds of the other.
    pub(super) fn all(&self, pixels: &[u8], out: &mut [u8]) {
        self.transform.transform_pixels(pixels, out);
    }
}

/// Opens a side's profile.
pub(super) fn open(context: &ThreadContext, side: &Side<'_>) -> Option<Profile<ThreadContext>> {
    match side {
        Side::Srgb => Some(Profile::new_srgb_context(context)),
        Side::Icc(bytes) => Profile::new_icc_context(context, bytes).ok(),
    }
}
