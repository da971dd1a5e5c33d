//! Pages as a crawler sees them: elements in order with their attributes and texts.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, HtmlString, Token, Tokenizer};

/// A page, read.
pub struct Page {
    elements: Vec<Element>,
}

/// An element and the text inside it, that of the elements in it included.
pub struct Element {
    /// Its name, in lower case.
    pub name: String,
    attributes: BTreeMap<String, String>,
    /// Its text as written, white space and all.
    pub text: String,
}

/// Elements that never have an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

impl Page {
    /// Reads a page. Whether it is valid is for the HTML checker to say.
    pub fn read(html: &[u8]) -> Self {
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let text_of = |text: &HtmlString| String::from_utf8_lossy(text).into_owned();
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let name = text_of(&tag.name);
                    if !VOID.contains(&name.as_str()) && !tag.self_closing {
                        open.push(elements.len());
                    }
                    let attributes = tag
                        .attributes
                        .iter()
                        .map(|(key, value)| (text_of(key), text_of(&value.value)))
                        .collect();
                    elements.push(Element { name, attributes, text: String::new() });
                }
                Token::EndTag(tag) => {
                    let name = text_of(&tag.name);
                    if let Some(at) = open.iter().rposition(|&index| elements[index].name == name) {
                        open.truncate(at);
                    }
                }
                Token::String(text) => {
                    let text = text_of(&text.value);
                    for &index in &open {
                        elements[index].text.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        Self { elements }
    }

    /// All elements, in order.
    pub fn all(&self) -> &[Element] {
        &self.elements
    }

    /// The elements of one name, in order.
    pub fn named<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// What `<meta name=…>` says.
    pub fn meta(&self, name: &str) -> Option<&str> {
        self.named("meta")
            .find(|element| element.get("name") == Some(name))
            .and_then(|element| element.get("content"))
    }

    /// Where a page only sends its reader on to another address.
    pub fn redirects(&self) -> bool {
        self.named("meta").any(|element| {
            element.get("http-equiv").is_some_and(|it| it.eq_ignore_ascii_case("refresh"))
        })
    }
}

impl Element {
    /// An attribute's value.
    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    /// All attributes with their values.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The addresses that the element names, with the attribute that does.
    pub fn addresses(&self) -> Vec<(&'static str, &str)> {
        let mut found = Vec::new();
        for attribute in ["href", "src", "action", "formaction", "poster", "xlink:href", "data"] {
            found.extend(self.get(attribute).map(|value| (attribute, value)));
        }
        let candidates = self.get("srcset").into_iter().flat_map(|set| set.split(','));
        found.extend(
            candidates.filter_map(|it| it.split_whitespace().next()).map(|url| ("srcset", url)),
        );
        let names_address = |name: &str| name.starts_with("og:image") || name == "og:url";
        if self.get("property").is_some_and(names_address) {
            found.extend(self.get("content").map(|value| ("content", value)));
        }
        found
    }

    /// The ids of the same page that the element refers to.
    pub fn references(&self) -> Vec<&str> {
        [
            "for",
            "headers",
            "list",
            "aria-labelledby",
            "aria-describedby",
            "aria-controls",
            "popovertarget",
        ]
        .iter()
        .filter_map(|attribute| self.get(attribute))
        .flat_map(str::split_whitespace)
        .collect()
    }
}

#[test]
fn a_page_is_read() {
    let page = Page::read(
        b"<!doctype html><html lang=en><title>A &amp; B</title><meta name=description content=d>
        <p id=x>one <a href='../y/'>two</a><br> three</p><script>if (a < b) { '<p>' }</script>",
    );
    let paragraph = page.named("p").next().unwrap();
    assert_eq!(page.named("title").next().unwrap().text, "A & B");
    assert_eq!(page.meta("description"), Some("d"));
    assert_eq!(paragraph.text, "one two three");
    assert_eq!(page.named("p").count(), 1, "what stands in a script is no element");
    assert_eq!(page.named("a").next().unwrap().addresses(), [("href", "../y/")]);
}
