//! Templates are minified once, and not the pages made from them. Here every page is held against
//! the same page made from templates as they were written and then minified by itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use atmp_atlas::export::Exports;
use atmp_atlas::finding::Findings;
use atmp_atlas::page::{Language, Once, PageKind, Renderer};
use atmp_atlas::{check, load, site, summary};
use html5gum::{DefaultEmitter, HtmlString, Token, Tokenizer};
use minify_html::{Cfg, minify};
use rayon::prelude::*;

use crate::repository;

#[test]
fn a_page_is_the_same_whether_its_template_or_itself_was_minified() {
    let mut findings = Findings::default();
    let project = load::read(repository(), &mut findings).unwrap();
    let words = Arc::new(check::words(&project, "en", &mut findings).unwrap().unwrap());
    let atlas = check::atlas(&project, &check::Choices::default(), &mut findings).unwrap().unwrap();
    let templates: BTreeMap<&str, &str> =
        project.below("templates/").map(|(_, name, text)| (name, text)).collect();
    let history = load::history(repository()).unwrap();
    let summaries = summary::summarize(&atlas);
    let exports = Exports::new(&project, &atlas, &summaries, &history, None);
    let plan = site::plan(&atlas, &exports, &templates).unwrap();
    let assets = plan.assets.clone();
    let published =
        Renderer::new(&atlas, &exports, Arc::clone(&words), &templates, assets.clone()).unwrap();
    let readable = Renderer::readable(&atlas, &exports, words, &templates, assets).unwrap();
    let compared: Vec<(usize, usize, Option<String>)> = PageKind::all(&atlas, &history)
        .into_par_iter()
        .map(|kind| {
            let rendered = |renderer: &Renderer<'_>| {
                renderer.render(Language::ENGLISH, kind, &Once::default()).unwrap().html
            };
            let (once, each) = (rendered(&published), minified(&rendered(&readable)));
            let (a, b) = (tokens(&once), tokens(&each));
            let differs = a.iter().zip(&b).find(|(a, b)| a != b).map(|it| format!("{it:#?}"));
            let shorter = (a.len() != b.len()).then(|| "one has more elements".to_owned());
            let size = |page: &str| without_drawings(page).len();
            (size(&once), size(&each), differs.or(shorter).map(|it| format!("{kind:?}: {it}")))
        })
        .collect();
    let differ: Vec<&String> =
        compared.iter().filter_map(|(_, _, differs)| differs.as_ref()).collect();
    assert!(differ.is_empty(), "{} pages differ, the first: {}", differ.len(), differ[0]);
    let once: usize = compared.iter().map(|(once, _, _)| once).sum();
    let each: usize = compared.iter().map(|(_, each, _)| each).sum();
    // The quotes round what templates fill in have to stay: 2.5 % in November 2026.
    assert!(once * 100 <= each * 103, "{once} bytes instead of {each}: over 3 % more");
}

/// A page minified by itself.
fn minified(page: &str) -> String {
    let cfg =
        Cfg { keep_closing_tags: true, keep_html_and_head_opening_tags: true, ..Cfg::default() };
    String::from_utf8(minify(page.as_bytes(), &cfg)).unwrap()
}

/// A page without its SVG, which the program writes without white space, and with the quotes that XML
/// wants.
fn without_drawings(page: &str) -> String {
    let mut parts = page.split("<svg");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once("</svg>")).fold(first, |page, (_, rest)| page + rest)
}

/// What a browser sees: tags with their attributes in order of name, and texts, without the white
/// space that stands between blocks only.
fn tokens(page: &str) -> Vec<String> {
    let text = |text: &HtmlString| String::from_utf8_lossy(text).into_owned();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut tokens = Vec::new();
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attributes: BTreeMap<_, _> =
                    tag.attributes.iter().map(|(key, value)| (text(key), text(value))).collect();
                tokens.push(format!("<{} {attributes:?}>", text(&tag.name)));
            }
            Token::EndTag(tag) => tokens.push(format!("</{}>", text(&tag.name))),
            Token::String(string) => {
                let string = text(&string);
                if !string.trim().is_empty() {
                    tokens.push(string);
                }
            }
            _ => {}
        }
    }
    tokens
}
