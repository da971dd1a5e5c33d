//! Which fields two versions of a record differ in.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::yaml::{self, Node, Value};

/// The fields that differ, as paths in the order of the new version, those that are gone last; none
/// where the two differ only in how they are written. Sections are looked into
/// (`therapies.platforms`), lists are not, except that figures are named by their measure
/// (`figures.staff`). `None` where what differs
/// is no YAML.
pub fn changed_fields(old: &str, new: &str) -> Option<Vec<String>> {
    let (old, new) = without_what_is_equal(old, new);
    let (old, new) = (yaml::parse(&old, 0).ok()?, yaml::parse(&new, 0).ok()?);
    let mut fields = Vec::new();
    compare(&old, &new, "", &mut fields);
    Some(fields)
}

/// Both versions without the top-level fields that are written alike in both, which need no reading.
fn without_what_is_equal<'t>(old: &'t str, new: &'t str) -> (Cow<'t, str>, Cow<'t, str>) {
    let (Some(before), Some(after)) = (top_level(old), top_level(new)) else {
        return (old.into(), new.into());
    };
    let differs = |(key, text): &(&'t str, &'t str), other: &BTreeMap<&str, &str>| {
        (other.get(key) != Some(text)).then_some(*text)
    };
    let kept = |of: &BTreeMap<&'t str, &'t str>, other| -> String {
        let mut texts: Vec<&str> =
            of.iter().filter_map(|(key, text)| differs(&(key, text), other)).collect();
        // In the order in which they stand.
        texts.sort_by_key(|text| text.as_ptr());
        if texts.is_empty() { "{}".to_owned() } else { texts.concat() }
    };
    (kept(&before, &after).into(), kept(&after, &before).into())
}

/// The top-level fields with their texts. A line that starts with a key begins one, since all that
/// belongs to a value is indented or a list's entry. `None` where that may not tell the whole: a
/// field twice, or a name for a value elsewhere.
fn top_level(text: &str) -> Option<BTreeMap<&str, &str>> {
    let mut fields = BTreeMap::new();
    let mut begun: Option<(&str, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.contains(['&', '*'])
            || line.starts_with(['%', '.', '{', '[', '"', '\'', '?'])
            || (line.starts_with("---") && begun.is_some())
        {
            return None;
        }
        if line.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_') {
            let (key, _) = line.split_once(':')?;
            if let Some((key, start)) = begun.replace((key, at))
                && fields.insert(key, text.get(start..at)?).is_some()
            {
                return None;
            }
        }
        at += line.len();
    }
    let (key, start) = begun?;
    fields.insert(key, text.get(start..)?).is_none().then_some(fields)
}

fn compare(old: &Node, new: &Node, path: &str, fields: &mut Vec<String>) {
    let below =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match (&old.value, &new.value) {
        (Value::Map(before), Value::Map(after)) => {
            for (key, value) in after {
                match before.iter().find(|(other, _)| other.text == key.text) {
                    Some((_, other)) => compare(other, value, &below(&key.text), fields),
                    None => fields.push(below(&key.text)),
                }
            }
            let gone =
                before.iter().filter(|(key, _)| !after.iter().any(|(it, _)| it.text == key.text));
            fields.extend(gone.map(|(key, _)| below(&key.text)));
        }
        (Value::List(before), Value::List(after)) if path == "figures" => {
            let mut measures: Vec<&str> = after.iter().chain(before).filter_map(measure).collect();
            let mut seen = Vec::new();
            measures.retain(|measure| {
                let new = !seen.contains(measure);
                seen.push(*measure);
                new
            });
            for name in measures {
                let of = |list: &[Node]| -> Vec<Node> {
                    list.iter().filter(|node| measure(node) == Some(name)).cloned().collect()
                };
                if !same_list(&of(before), &of(after)) {
                    fields.push(below(name));
                }
            }
        }
        _ if same(old, new) => {}
        _ => fields.push(path.to_owned()),
    }
}

fn measure(figure: &Node) -> Option<&str> {
    match &figure.value {
        Value::Map(entries) => entries
            .iter()
            .find(|(key, _)| &*key.text == "measure")
            .and_then(|(_, node)| node.text()),
        _ => None,
    }
}

/// Whether two nodes say the same, wherever they stand.
fn same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::Scalar { text: a, .. }, Value::Scalar { text: b, .. }) => a == b,
        (Value::List(a), Value::List(b)) => same_list(a, b),
        (Value::Map(a), Value::Map(b)) => {
            let found = |(key, value): &(yaml::Key, Node)| {
                b.iter().any(|(other, node)| other.text == key.text && same(value, node))
            };
            a.len() == b.len() && a.iter().all(found)
        }
        _ => false,
    }
}

fn same_list(a: &[Node], b: &[Node]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Leaving out what is equal must not change the answer.
    #[test]
    fn what_is_written_alike_need_not_be_read() {
        let whole = |old: &str, new: &str| {
            let (old, new) = (yaml::parse(old, 0).ok()?, yaml::parse(new, 0).ok()?);
            let mut fields = Vec::new();
            compare(&old, &new, "", &mut fields);
            Some(fields)
        };
        let texts = [
            "name: A\nroles:\n- x\n- y\nsummary: |\n  opened: 3\n\n  more\n",
            "# read me\n---\nname: A\nroles: [x, y]\nsummary: |\n  opened: 3\n\n  less\nopened: 3\n",
            "name: 'A:\n  b'\n# between\nroles:\n- x\n- y\nopened: 3\n",
            "name: &a A\nlocal_name: *a\n",
            "opened: 3\nname: A\nname: B\n",
            "opened: 3\n",
            "\"opened\": 3\nname: A\n",
            "opened: 4",
            "name: A\n---\nname: B\n",
        ];
        for old in texts {
            for new in texts {
                assert_eq!(changed_fields(old, new), whole(old, new), "{old}\n{new}");
            }
        }
        assert_eq!(
            without_what_is_equal(texts[0], texts[2]).1,
            "name: 'A:\n  b'\n# between\nopened: 3\n"
        );
    }

    #[test]
    fn fields_are_named_by_their_paths() {
        let old = "name: A\nroles: [x]\ntherapies: {platforms: [car-t], areas: [oncology]}\n\
                   figures:\n- {measure: staff, value: 3}\n- {measure: rooms, value: 1}\nopened: 2020\n";
        let new = "roles: [x]\nname: A\ntherapies: {platforms: [car-t, aav], areas: [oncology]}\n\
                   figures:\n- {measure: rooms, value: 1}\n- {measure: staff, value: 4}\nstatus: closed\n";
        assert_eq!(
            changed_fields(old, new).unwrap(),
            ["therapies.platforms", "figures.staff", "status", "opened"]
        );
        assert!(changed_fields(old, old).unwrap().is_empty());
        assert!(changed_fields("name: A # x\n", "name: \"A\"\n").unwrap().is_empty());
    }
}
