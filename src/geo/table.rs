//! Reading the small comma-separated tables of `content/`.

use super::GeoError;

/// A table with a known heading: each row has as many fields as the heading; quotes as in RFC 4180, but no line
/// break within a field.
pub(super) struct Table<'a> {
    name: &'static str,
    text: &'a str,
    width: usize,
}

impl<'a> Table<'a> {
    /// The table, if its first line is the heading.
    pub(super) fn new(name: &'static str, text: &'a str, heading: &str) -> Result<Self, GeoError> {
        let table = Self { name, text, width: heading.split(',').count() };
        match text.lines().next() {
            Some(first) if first == heading => Ok(table),
            _ => Err(table.error(1, format!("the heading should be `{heading}`"))),
        }
    }

    /// The rows with their line numbers.
    pub(super) fn rows(&self) -> impl Iterator<Item = Result<(usize, Vec<String>), GeoError>> + '_ {
        self.text.lines().enumerate().skip(1).map(|(index, line)| {
            let fields = fields(line);
            if fields.len() == self.width {
                Ok((index + 1, fields))
            } else {
                let what = format!("{} fields instead of {}", fields.len(), self.width);
                Err(self.error(index + 1, what))
            }
        })
    }

    /// A fault in a line of this table.
    pub(super) fn error(&self, line: usize, what: String) -> GeoError {
        GeoError::Table { table: self.name, line, what }
    }
}

fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                push(&mut fields, '"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => push(&mut fields, other),
        }
    }
    fields
}

fn push(fields: &mut [String], character: char) {
    if let Some(field) = fields.last_mut() {
        field.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_keep_commas_together() {
        assert_eq!(
            fields(r#"DE,"Köln, Stadt","say ""x""",,1"#),
            ["DE", "Köln, Stadt", r#"say "x""#, "", "1"]
        );
    }

    #[test]
    fn a_wrong_heading_or_width_is_named_by_line() {
        assert!(Table::new("t.csv", "a,c\n1,2", "a,b").is_err());
        let table = Table::new("t.csv", "a,b\n1,2\n3", "a,b").unwrap();
        let rows: Vec<_> = table.rows().collect();
        assert_eq!(rows[0], Ok((2, vec!["1".to_string(), "2".to_string()])));
        assert_eq!(
            rows[1].as_ref().unwrap_err().to_string(),
            "t.csv, line 3: 1 fields instead of 2"
        );
    }
}
