//! Writing SVG: names and nesting, escaping, and the one place where numbers are rounded.

/// The value of an attribute.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// Text, which will be escaped.
    Text(&'a str),
    /// A number, which will be rounded to hundredths.
    Number(f64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// A list of attributes in the order in which they are written.
pub type Attributes<'a> = [(&'static str, Value<'a>)];

/// An SVG document or fragment in the making. Elements that are still open when it is finished are closed then.
#[derive(Debug, Default)]
pub struct Svg {
    text: String,
    open: Vec<&'static str>,
}

impl Svg {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens an element; what follows is inside it until [`close`](Self::close).
    pub fn open(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.start(name, attributes);
        self.text.push('>');
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.text.push_str("</");
            self.text.push_str(name);
            self.text.push('>');
        }
    }

    /// Writes an element without content.
    pub fn empty(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.start(name, attributes);
        self.text.push_str("/>");
    }

    /// Writes an element that holds only text.
    pub fn text(&mut self, name: &'static str, attributes: &Attributes<'_>, content: &str) {
        self.open(name, attributes);
        self.words(content);
        self.close();
    }

    /// Writes text into the element opened last.
    pub fn words(&mut self, content: &str) {
        escape(&mut self.text, content);
    }

    /// Puts in what was written as SVG before.
    pub fn raw(&mut self, svg: &str) {
        self.text.push_str(svg);
    }

    /// Writes a style sheet; it must not hold `]]>`, which no style sheet of ours does.
    pub fn style(&mut self, css: &str) {
        self.text.push_str("<style><![CDATA[");
        self.text.push_str(&css.replace("]]>", ""));
        self.text.push_str("]]></style>");
    }

    /// Starts a new line between elements, for readers of the source.
    pub fn new_line(&mut self) {
        self.text.push('\n');
    }

    /// How many bytes were written so far.
    #[must_use]
    pub fn length(&self) -> usize {
        self.text.len()
    }

    /// Closes what is open and gives the text.
    #[must_use]
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn start(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            match value {
                Value::Text(text) => escape(&mut self.text, text),
                Value::Number(value) => number(&mut self.text, *value),
            }
            self.text.push('"');
        }
    }
}

/// Appends text with the characters that mean something in XML written as entities, and those that XML does not
/// allow left out.
pub fn escape(out: &mut String, text: &str) {
    // The last two begin characters of which some are left out.
    let special =
        |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | ..b' ' | b'\x7f' | b'\xc2' | b'\xef');
    // All bytes are looked at, since that is done many at a time; most texts need nothing.
    if !text.bytes().fold(false, |any, byte| any | special(byte)) {
        out.push_str(text);
        return;
    }
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            other if other.is_control() || matches!(other, '\u{FFFE}' | '\u{FFFF}') => {}
            other => out.push(other),
        }
    }
}

/// Appends a number rounded to hundredths in its shortest form; what is not finite becomes 0.
pub fn number(out: &mut String, value: f64) {
    let hundredths = (value * 100.0).round();
    if !hundredths.is_finite() || hundredths == 0.0 {
        out.push('0');
        return;
    }
    if hundredths < 0.0 {
        out.push('-');
    }
    let hundredths = hundredths.abs() as u64;
    let (whole, part) = (hundredths / 100, hundredths % 100);
    if whole > 0 {
        out.push_str(itoa::Buffer::new().format(whole));
    }
    if part > 0 {
        out.push('.');
        out.push(char::from(b'0' + (part / 10) as u8));
        if part % 10 > 0 {
            out.push(char::from(b'0' + (part % 10) as u8));
        }
    }
}

/// The `d` of a path, on a grid of tenths, in relative steps and the shortest form.
#[derive(Debug, Default)]
pub struct PathData {
    /// All of ASCII.
    text: Vec<u8>,
    /// The last point, in tenths.
    at: (i64, i64),
    /// Where the part began; closing goes back there.
    start: (i64, i64),
    dotted: bool,
}

impl PathData {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins a part at a point given in tenths.
    pub fn move_to(&mut self, point: (i64, i64)) {
        self.text.push(b'm');
        self.dotted = false;
        self.start = point;
        self.step(point, true);
    }

    /// A straight line to a point given in tenths.
    pub fn line_to(&mut self, point: (i64, i64)) {
        self.step(point, false);
    }

    /// A straight line back to where the part began.
    pub fn close(&mut self) {
        self.text.push(b'z');
        self.at = self.start;
    }

    /// Whether nothing was drawn.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text for the attribute.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text).unwrap_or_default()
    }

    fn step(&mut self, point: (i64, i64), first: bool) {
        self.tenths(point.0 - self.at.0, first);
        self.tenths(point.1 - self.at.1, false);
        self.at = point;
    }

    /// A number needs no blank before it where its sign or, after another decimal point, its own point parts them.
    fn tenths(&mut self, value: i64, first: bool) {
        let (whole, part) = (value.unsigned_abs() / 10, value.unsigned_abs() % 10);
        let leads_with_point = whole == 0 && part > 0;
        let parted = first || value < 0 || (leads_with_point && self.dotted);
        if !parted {
            self.text.push(b' ');
        }
        if value < 0 {
            self.text.push(b'-');
        }
        if !leads_with_point {
            self.text.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
        }
        if part > 0 {
            self.text.push(b'.');
            self.text.push(b'0' + part as u8);
        }
        self.dotted = part > 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_nest_and_are_closed() {
        let mut svg = Svg::new();
        svg.open("g", &[("class", "a \"b\" & <c>".into()), ("x", 1.50.into())]);
        svg.empty("circle", &[("r", 2.0.into())]);
        svg.text("title", &[], "R&D <1> \u{8}line\nbreak");
        let expected = "<g class=\"a &quot;b&quot; &amp; &lt;c&gt;\" x=\"1.5\"><circle r=\"2\"/>\
            <title>R&amp;D &lt;1&gt; line break</title></g>";
        assert_eq!(svg.finish(), expected);
    }

    #[test]
    fn what_xml_does_not_allow_is_left_out() {
        for (text, expected) in [
            ("Köln–Łódź", "Köln–Łódź"),
            ("a\u{7f}b\u{80}c\u{9f}d\u{a0}e", "abcd\u{a0}e"),
            ("\u{FFFD}\u{FFFE}\u{FFFF}ﬁ", "\u{FFFD}ﬁ"),
            ("a\tb\r\nc\u{0}\u{1f}", "a b  c"),
            ("é & è", "é &amp; è"),
        ] {
            let mut out = String::new();
            escape(&mut out, text);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn numbers_are_short() {
        let written = |value| {
            let mut out = String::new();
            number(&mut out, value);
            out
        };
        for (value, text) in [
            (0.0, "0"),
            (-0.001, "0"),
            (1.0, "1"),
            (-1.0, "-1"),
            (0.5, ".5"),
            (-0.25, "-.25"),
            (2.71499, "2.71"),
            (2.999, "3"),
            (1.05, "1.05"),
            (1234.5, "1234.5"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
        ] {
            assert_eq!(written(value), text);
        }
    }

    #[test]
    fn paths_are_relative_and_tight() {
        let mut path = PathData::new();
        path.move_to((10, 25));
        path.line_to((15, 30));
        path.line_to((15, 28));
        path.line_to((13, 33));
        path.close();
        path.move_to((0, 0));
        path.line_to((12, 5));
        assert_eq!(path.as_str(), "m1 2.5.5.5 0-.2-.2.5zm-1-2.5 1.2.5");
    }
}
