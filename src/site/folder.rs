//! Pages as a folder of files: what a server does for them is written out, and what needs one is
//! left out.

use super::tags::{is_link, tags};

/// Where a site is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ReadFrom {
    /// From a server.
    #[default]
    Server,
    /// From a folder of files, where a browser is shown a list in place of `…/`, and loads no
    /// module of a script.
    Folder,
}

/// What is done at a place of a page.
enum Edit {
    /// A text is put in.
    Insert(usize, String),
    /// A stretch is taken out.
    Remove(usize, usize),
    /// A stretch is replaced.
    Replace(usize, usize, String),
}

/// A page for a folder of files: links to pages end in `index.html`, links from the base lead up
/// from the page's place, and modules are left out, so that the page is as it is without scripts.
/// `base` is the path of the base address, between slashes.
pub(super) fn page(html: &str, address: &str, base: &str) -> String {
    // The pieces of tags are parts of the page: this is where they stand in it.
    let at = |part: &str| part.as_ptr() as usize - html.as_ptr() as usize;
    let root = "../".repeat(address.matches('/').count());
    let mut edits = Vec::new();
    tags(html, Some, |tag| {
        let is = |name: &str, value: &str| tag.attributes.contains(&(name, value));
        if tag.name == "script" && is("type", "module") {
            let start = at(tag.name).saturating_sub(1);
            let length = html.get(start..).and_then(|rest| rest.find("</script>"));
            edits.extend(length.map(|it| Edit::Remove(start, start + it + "</script>".len())));
            return;
        }
        for &(name, value) in tag.attributes {
            match name {
                _ if is_link(name) && is_inside(value) => {
                    let path = &value[..value.find(['?', '#']).unwrap_or(value.len())];
                    let start = at(value);
                    if let Some(below) = path.strip_prefix(base) {
                        let end = start + path.len();
                        let below = if below.is_empty() { "index.html" } else { below };
                        edits.push(Edit::Replace(start, end, format!("{root}{}", file(below))));
                    } else if let Some(more) =
                        file(path).strip_prefix(path).filter(|it| !it.is_empty())
                    {
                        edits.push(Edit::Insert(start + path.len(), more.to_owned()));
                    }
                }
                "content" if is("http-equiv", "refresh") && value.ends_with('/') => {
                    edits.push(Edit::Insert(at(value) + value.len(), "index.html".to_owned()));
                }
                _ => {}
            }
        }
    });
    let mut page = String::with_capacity(html.len() + edits.len() * "index.html".len());
    let mut done = 0;
    for edit in edits {
        let (start, end, text) = match edit {
            Edit::Insert(at, text) => (at, at, text),
            Edit::Remove(start, end) => (start, end, String::new()),
            Edit::Replace(start, end, text) => (start, end, text),
        };
        page.push_str(html.get(done..start).unwrap_or_default());
        page.push_str(&text);
        done = end;
    }
    page.push_str(html.get(done..).unwrap_or_default());
    page
}

/// Whether a link leads to another page or file of the site.
fn is_inside(link: &str) -> bool {
    let first = link.split(['/', '?', '#']).next().unwrap_or_default();
    !link.is_empty()
        && !link.starts_with(['#', '?'])
        && !link.starts_with("//")
        && !first.contains(':')
}

/// The file that a server shows for a path.
fn file(path: &str) -> std::borrow::Cow<'_, str> {
    if path.ends_with('/') {
        format!("{path}index.html").into()
    } else if path == "." || path == ".." || path.ends_with("/..") {
        format!("{path}/index.html").into()
    } else {
        path.into()
    }
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn links_lead_to_files() {
        for (from, link, expected) in [
            ("facilities/nl/x/", "../../../", "../../../index.html"),
            (
                "facilities/nl/x/",
                "../../../countries/nl/#top",
                "../../../countries/nl/index.html#top",
            ),
            ("facilities/nl/x/", "record.yaml", "record.yaml"),
            ("", "./explore/?role=trial-site", "./explore/index.html?role=trial-site"),
            ("a/", "..", "../index.html"),
            ("404.html", "/atlas/", "index.html"),
            ("404.html", "/atlas/countries/#a", "countries/index.html#a"),
            ("404.html", "/atlas/assets/style.css", "assets/style.css"),
            ("a/b/", "/atlas/c/", "../../c/index.html"),
            ("", "#content", "#content"),
            ("", "https://example.org/", "https://example.org/"),
            ("", "mailto:a@example.org", "mailto:a@example.org"),
            ("", "//example.org/", "//example.org/"),
        ] {
            let html = |link: &str| format!("<p><a class=x href=\"{link}\">to</a> <b>é</b>");
            assert_eq!(page(&html(link), from, "/atlas/"), html(expected), "{from} {link}");
        }
        assert_eq!(page("<a href=../b/>b</a>", "a/", "/"), "<a href=../b/index.html>b</a>");
    }

    #[test]
    fn what_leads_on_by_itself_does_so_to_a_file() {
        assert_eq!(
            page("<meta http-equiv=refresh content=\"0; url=../b/\"><i>", "a/", "/"),
            "<meta http-equiv=refresh content=\"0; url=../b/index.html\"><i>"
        );
    }

    #[test]
    fn modules_are_left_out_and_other_scripts_stay() {
        assert_eq!(
            page(
                "<script src=\"a.js\"></script><script type=module src=b.js></script><p>",
                "",
                "/"
            ),
            "<script src=\"a.js\"></script><p>"
        );
    }
}
