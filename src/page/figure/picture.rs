//! Figures as PNG, by `resvg`, where the program is built with the feature `png`.
//!
//! The letters are those of a font that comes with the program (`font/`), and not of the machine, so
//! that the same atlas gives the same bytes anywhere. It is the font whose widths the layout reckons
//! with.

use anyhow::Result;

/// Whether this program can draw figures as PNG.
pub const CAN_DRAW_PNG: bool = cfg!(feature = "png");

/// A drawing as PNG, at twice its size: sharp in print and on fine screens.
///
/// # Errors
/// A program that was built without it; a drawing that is not SVG.
#[cfg(not(feature = "png"))]
pub(super) fn draw(_: &str) -> Result<Vec<u8>> {
    anyhow::bail!("this program was built without `--features png`")
}

/// A drawing as PNG, at twice its size: sharp in print and on fine screens.
///
/// # Errors
/// A drawing that is not SVG.
#[cfg(feature = "png")]
pub(super) fn draw(svg: &str) -> Result<Vec<u8>> {
    use std::sync::{Arc, LazyLock};

    use anyhow::Context as _;
    use resvg::tiny_skia::{Pixmap, Transform};
    use resvg::usvg::fontdb::Database;
    use resvg::usvg::{Options, Tree};

    const SCALE: f32 = 2.0;
    static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
        let mut fonts = Database::new();
        fonts.load_font_data(include_bytes!("font/DejaVuSans.ttf").to_vec());
        fonts.load_font_data(include_bytes!("font/DejaVuSans-Bold.ttf").to_vec());
        fonts.set_sans_serif_family("DejaVu Sans");
        Arc::new(fonts)
    });
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "DejaVu Sans".to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).context("the drawing is not SVG")?;
    let size = tree.size().to_int_size().scale_by(SCALE).context("the drawing has no size")?;
    let mut dots = Pixmap::new(size.width(), size.height()).context("the drawing is too large")?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut dots.as_mut());
    dots.encode_png().context("cannot write the picture")
}
