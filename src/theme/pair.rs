//! One look for two languages that stand side by side: one grid, and sizes that look alike on it.

use super::style::{body, is_cjk};
use super::{Brand, Knobs, PageSpec, Template, Theme};
use crate::base::Pt;
use std::sync::Arc;

/// Hangul and ideographs fill their squares and look larger than Latin letters of their size: beside these they are set
/// so much smaller. Nine and a half points beside ten, whose x-height is half of that.
const SMALLER: f64 = 0.95;
/// Facing columns are two, whatever the paper has room for.
const COLUMNS: usize = 2;

impl Theme {
    /// The looks of a sheet in two languages: those of the first, with those of the second in [`Theme::second`]. Both
    /// have the wider of their two grids.
    pub fn pair(
        brands: [&Brand; 2],
        template: &Template,
        page: &PageSpec,
        (langs, knobs): ([&str; 2], &Knobs),
    ) -> Theme {
        let mut brands = brands.map(Brand::clone);
        let [first, second] = langs.map(is_cjk);
        for (i, brand) in brands.iter_mut().enumerate() {
            let (size, leading) = body(brand, template, langs[i]);
            let smaller = first != second && is_cjk(langs[i]);
            brand.base.size = Some(if smaller { Pt((size.0 * SMALLER * 20.0).round() / 20.0) } else { size });
            brand.base.leading = Some(leading / size);
        }
        let mut template = Template::clone(template);
        template.text.brand_size = true;
        let template = Arc::new(template);
        let bodies = [0, 1].map(|i| body(&brands[i], &template, langs[i]));
        let grid = bodies[0].1.max(bodies[1].1);
        for (brand, (size, _)) in brands.iter_mut().zip(bodies) {
            brand.base.leading = Some(grid / size);
        }
        let of = |i: usize, page: &PageSpec| Theme::of(&brands[i], &template, page, (langs[i], knobs));
        let columns = of(0, page).page.columns.min(COLUMNS);
        let columns = if template.fold.is_some() { page.columns } else { Some(columns) };
        let page = PageSpec { columns, ..*page };
        let [mut theme, second] = [0, 1].map(|i| of(i, &page));
        theme.second = Some(Box::new(Theme { page: theme.page.clone(), ..second }));
        theme
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_languages_share_the_wider_grid() {
        let brand = Brand::plain();
        let pair = |langs| {
            Theme::pair(
                [&brand, &brand],
                &Template::leave_behind(),
                &PageSpec::default(),
                (langs, &Knobs::default()),
            )
        };
        let grids = |theme: &Theme| {
            let second = theme.second.as_ref().expect("two languages").clone();
            let of = |t: &Theme| (t.styles.text.em().0, t.styles.text.leading.0, t.page.grid.0);
            [of(theme), of(&second)]
        };
        assert_eq!(grids(&pair(["en-US", "ko"])), [(10.0, 15.0, 15.0), (9.5, 15.0, 15.0)]);
        assert_eq!(grids(&pair(["ko", "en-US"])), [(9.5, 15.0, 15.0), (10.0, 15.0, 15.0)]);
        assert_eq!(grids(&pair(["en", "es"])), [(10.0, 13.0, 13.0); 2]);
    }
}
