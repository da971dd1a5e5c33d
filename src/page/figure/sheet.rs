//! A figure as a drawing that stands alone: title, what it shows, the drawing, its signs, its source.

use super::key::{HEIGHT, WIDTH};
use super::{Figure, Picture};
use crate::chart::{text_width, wrap_text};
use crate::map::Widths;
use crate::svg::{Svg, number};

/// The room around everything.
const MARGIN: f64 = 24.0;
/// The width of the drawing.
const INSIDE: f64 = 720.0;
/// Lines of text: class, size of letters, height of a line.
const TITLE: Line = Line { class: "sheet-title", size: 19.0, height: 25.0 };
const SUBTITLE: Line = Line { class: "sheet-note", size: 13.5, height: 19.0 };
const SOURCE: Line = Line { class: "sheet-note", size: 11.0, height: 15.0 };
const KEY: Line = Line { class: "sheet-note", size: 12.5, height: 21.0 };

struct Line {
    class: &'static str,
    size: f64,
    height: f64,
}

/// Draws it with a style sheet. `cite` names the atlas and the terms of use.
pub(in crate::page) fn standalone(figure: &Figure, id: &str, style: &str, cite: &str) -> String {
    let mut body = Svg::new();
    let mut y = MARGIN;
    y = lines(&mut body, &figure.title, &TITLE, y);
    y = lines(&mut body, &figure.subtitle, &SUBTITLE, y) + 10.0;
    let (drawing, wide, high) = match &figure.picture {
        Picture::Chart { wide, .. } => {
            (wide.svg.clone(), f64::from(wide.width), f64::from(wide.height))
        }
        Picture::Map(map) => (map.write(None, Widths::Wide), map.width, map.height),
    };
    body.raw(&placed(&drawing, y, wide, high));
    y = keys(&mut body, figure, y + high + 10.0);
    y = lines(&mut body, &figure.source, &SOURCE, y + 6.0);
    y = lines(&mut body, cite, &SOURCE, y);
    let (width, height) = (INSIDE + 2.0 * MARGIN, (y + MARGIN - 6.0).ceil());
    let mut svg = Svg::new();
    let view = format!("0 0 {width} {height}");
    let ids = [format!("{id}-sheet-title"), format!("{id}-sheet-desc")];
    svg.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg".into()),
            ("class", "sheet".into()),
            ("viewBox", (&view).into()),
            ("width", width.into()),
            ("height", height.into()),
            ("role", "img".into()),
            ("aria-labelledby", (&ids[0]).into()),
            ("aria-describedby", (&ids[1]).into()),
        ],
    );
    svg.text("title", &[("id", (&ids[0]).into())], &figure.title);
    svg.text("desc", &[("id", (&ids[1]).into())], &figure.subtitle);
    svg.style(style);
    svg.new_line();
    let size = [("width", width.into()), ("height", height.into())];
    svg.empty("rect", &[("class", "sheet-paper".into()), size[0], size[1]]);
    svg.raw(&body.finish());
    svg.finish() + "\n"
}

/// A text in lines from a height downwards; gives the height below it.
fn lines(svg: &mut Svg, text: &str, line: &Line, top: f64) -> f64 {
    let mut y = top;
    // The title is bold, and bold letters are wider.
    let size = if line.class == TITLE.class { line.size * 1.16 } else { line.size };
    for words in wrap_text(text, size, INSIDE) {
        y += line.height;
        let at = [("x", MARGIN.into()), ("y", (y - line.height * 0.28).into())];
        svg.text(
            "text",
            &[("class", line.class.into()), at[0], at[1], ("font-size", line.size.into())],
            &words,
        );
    }
    y
}

/// A drawing moved to its place.
fn placed(drawing: &str, top: f64, wide: f64, high: f64) -> String {
    let mut place = String::from("<svg");
    for (name, value) in [("x", MARGIN), ("y", top), ("width", wide), ("height", high)] {
        place.push(' ');
        place.push_str(name);
        place.push_str("=\"");
        number(&mut place, value);
        place.push('"');
    }
    drawing.replacen("<svg", &place, 1)
}

/// The signs of a map in rows; gives the height below them.
fn keys(svg: &mut Svg, figure: &Figure, top: f64) -> f64 {
    if figure.keys.is_empty() {
        return top;
    }
    let (mut x, mut y) = (0.0, top);
    for key in &figure.keys {
        let room = WIDTH + 6.0 + text_width(&key.label, KEY.size);
        if x > 0.0 && x + room > INSIDE {
            x = 0.0;
            y += KEY.height;
        }
        let mut turn = String::from("translate(");
        number(&mut turn, MARGIN + x);
        turn.push(' ');
        number(&mut turn, y);
        turn.push(')');
        svg.open("g", &[("class", "map".into()), ("transform", (&turn).into())]);
        key.sign.write(svg);
        svg.close();
        let at = [("x", (MARGIN + x + WIDTH + 6.0).into()), ("y", (y + HEIGHT - 3.0).into())];
        svg.text(
            "text",
            &[("class", KEY.class.into()), at[0], at[1], ("font-size", KEY.size.into())],
            &key.label,
        );
        x += room + 18.0;
    }
    y + KEY.height
}
