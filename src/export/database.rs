//! All tables in one SQLite file (<https://www.sqlite.org/fileformat2.html>).
//!
//! SQLite, because R, Python, Excel, QGIS and DuckDB all open it, and because one file holds all
//! tables. It is written here, page by page, and not by the SQLite library: compiling that takes
//! 90 s of processor time and a C compiler, and what a file needs that is written once, in order,
//! with no index, is this much: rows packed into leaf pages, and pages of pointers above them.
//! Pages are written as they fill, so that memory does not grow with the file.
//! `tests/data/` opens the result with the real library and has it check every page.

use std::io::{self, Seek, SeekFrom, Write};

use super::ExportError;
use super::datapackage::description;
use super::stamp::{LICENCE_NAME, LICENCE_URL, Stamp};
use super::table::{Cell, Data, Kind, WHY_EMPTY, WHY_EMPTY_MEANING, tables, why_empty};
use super::workbook::kind;
use crate::model::ClosedList as _;

/// Bytes in a page. All `CREATE TABLE` statements have to fit into the first one.
const PAGE: usize = 16_384;
/// What the first page begins with.
const FILE_HEADER: usize = 100;
/// A payload longer than this would have to go on in further pages (file format, section 1.6).
const LARGEST_PAYLOAD: usize = PAGE - 35;
/// The version of SQLite whose format this follows.
const VERSION: u32 = 3_045_000;

/// Writes `data/atlas.sqlite`.
///
/// # Errors
/// Where a row is too long for a page, or `out` cannot be written to.
pub fn write(
    data: Data<'_>,
    stamp: &Stamp,
    out: &mut (impl Write + Seek),
) -> Result<(), ExportError> {
    let mut pages = Pages::new(out)?;
    let mut schema = Rows::new("sqlite_schema");
    let mut add = |name: &str, columns: &[(&str, &str)], root: u32| {
        let cells = [
            Value::Text("table"),
            Value::Text(name),
            Value::Text(name),
            Value::Integer(i64::from(root)),
            Value::Text(&create(name, columns)),
        ];
        schema.push(&cells)
    };
    for table in tables() {
        let columns = table.columns();
        let mut tree = Tree::new(table.name(), &mut pages);
        let mut outcome = Ok(());
        table.each_row(data, &mut |cells| {
            let why = why_empty(&columns, cells);
            let mut values: Vec<Value> = cells.iter().map(Value::of).collect();
            values.push(why.as_deref().map_or(Value::Null, Value::Text));
            if outcome.is_ok() {
                outcome = tree.push(&values);
            }
        });
        outcome?;
        let typed = columns.iter().map(|column| (column.name, sql_type(column.kind)));
        let typed: Vec<_> = typed.chain([(WHY_EMPTY, "TEXT")]).collect();
        add(table.name(), &typed, tree.finish()?)?;
    }
    let root = about(data, stamp, &mut pages)?;
    add("about", &[("name", "TEXT"), ("value", "TEXT")], root)?;
    let root = dictionary(&mut pages)?;
    let text = |name| (name, "TEXT");
    let columns = ["table", "column", "type", "meaning", "vocabulary", "refers_to"].map(text);
    add("dictionary", &columns, root)?;
    Ok(pages.finish(&schema.filling)?)
}

/// A row that does not fit into a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// The table.
    pub table: &'static str,
    /// The row's length in bytes.
    pub bytes: usize,
}

/// The head of every other file, as a table; gives its root.
fn about(
    data: Data<'_>,
    stamp: &Stamp,
    pages: &mut Pages<impl Write + Seek>,
) -> Result<u32, ExportError> {
    let settings = data.atlas.settings();
    let mut tree = Tree::new("about", pages);
    for (name, value) in [
        ("title", settings.title.as_str()),
        ("url", settings.base_url.as_str()),
        ("generated_at", &stamp.generated_at),
        ("version", &stamp.version),
        ("licence", LICENCE_NAME),
        ("licence_url", LICENCE_URL),
        ("attribution", &stamp.attribution),
        ("description", &description(data.atlas, stamp)),
    ] {
        tree.push(&[Value::Text(name), Value::Text(value)])?;
    }
    Ok(tree.finish()?)
}

/// What every column means, as a table; gives its root.
fn dictionary(pages: &mut Pages<impl Write + Seek>) -> Result<u32, ExportError> {
    let mut tree = Tree::new("dictionary", pages);
    for table in tables() {
        for column in table.columns() {
            let vocabulary = column.vocabulary.map_or(Value::Null, |it| Value::Text(it.slug()));
            tree.push(&[
                Value::Text(table.name()),
                Value::Text(column.name),
                Value::Text(kind(column.kind)),
                Value::Text(column.meaning),
                vocabulary,
                column.refers_to.map_or(Value::Null, Value::Text),
            ])?;
        }
        tree.push(&[
            Value::Text(table.name()),
            Value::Text(WHY_EMPTY),
            Value::Text(kind(Kind::Text)),
            Value::Text(WHY_EMPTY_MEANING),
            Value::Null,
            Value::Null,
        ])?;
    }
    Ok(tree.finish()?)
}

fn create(name: &str, columns: &[(&str, &str)]) -> String {
    let mut sql = format!("CREATE TABLE \"{name}\" (");
    for (place, (column, kind)) in columns.iter().enumerate() {
        sql.push_str(&format!("{}\"{column}\" {kind}", if place == 0 { "" } else { ", " }));
    }
    sql.push(')');
    sql
}

fn sql_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer | Kind::Boolean => "INTEGER",
        Kind::Number => "REAL",
        Kind::Text | Kind::Url | Kind::Date | Kind::List => "TEXT",
    }
}

/// A value as SQLite knows it.
#[derive(Clone, Copy)]
enum Value<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(&'a str),
}

impl<'a> Value<'a> {
    fn of(cell: &'a Cell<'_>) -> Self {
        match cell {
            Cell::Empty | Cell::Why(_) | Cell::NoneAtAll => Self::Null,
            Cell::Text(text) => Self::Text(text),
            Cell::Integer(number) => Self::Integer(*number),
            Cell::Number(number) => Self::Real(*number),
            Cell::Boolean(yes) => Self::Integer(i64::from(*yes)),
        }
    }

    /// The number that tells type and length (file format, section 2.1), and the bytes.
    fn write(self, header: &mut Vec<u8>, body: &mut Vec<u8>) {
        match self {
            Self::Null => varint(header, 0),
            Self::Integer(0) => varint(header, 8),
            Self::Integer(1) => varint(header, 9),
            Self::Integer(number) => {
                varint(header, 6);
                body.extend(number.to_be_bytes());
            }
            Self::Real(number) => {
                varint(header, 7);
                body.extend(number.to_be_bytes());
            }
            Self::Text(text) => {
                varint(header, 13 + 2 * long(text.len()));
                body.extend(text.as_bytes());
            }
        }
    }
}

/// The rows of one table, packed into the cells of a leaf page as they come.
struct Rows {
    name: &'static str,
    count: u64,
    filling: Leaf,
}

/// The cells of a page, and the number of the last row.
#[derive(Default)]
struct Leaf {
    cells: Vec<Vec<u8>>,
    bytes: usize,
    last_row: u64,
}

impl Leaf {
    fn push(&mut self, cell: Vec<u8>, last_row: u64) {
        // Each cell takes its own bytes and two that point at them.
        self.bytes += cell.len() + 2;
        self.cells.push(cell);
        self.last_row = last_row;
    }
}

impl Rows {
    fn new(name: &'static str) -> Self {
        Self { name, count: 0, filling: Leaf::default() }
    }

    /// Takes a row in; the page before it where that is full.
    fn push(&mut self, values: &[Value<'_>]) -> Result<Option<Leaf>, TooLong> {
        let (mut types, mut body) = (Vec::new(), Vec::new());
        for value in values {
            value.write(&mut types, &mut body);
        }
        // The header's length counts itself: one byte, or two from 127 on.
        let mut header = Vec::new();
        let length = long(types.len());
        varint(&mut header, if length < 127 { length + 1 } else { length + 2 });
        let payload = header.len() + types.len() + body.len();
        if payload > LARGEST_PAYLOAD {
            return Err(TooLong { table: self.name, bytes: payload });
        }
        self.count += 1;
        let mut cell = Vec::with_capacity(payload + 6);
        varint(&mut cell, long(payload));
        varint(&mut cell, self.count);
        cell.extend(header.into_iter().chain(types).chain(body));
        let full = self.filling.bytes + cell.len() + 2 > PAGE - FILE_HEADER - 8;
        let full = full.then(|| std::mem::take(&mut self.filling));
        self.filling.push(cell, self.count);
        Ok(full)
    }
}

/// The pages of one table.
struct Tree<'p, 'o, W> {
    rows: Rows,
    pages: &'p mut Pages<'o, W>,
    /// The leaf pages, each with its last row.
    leaves: Vec<(u32, u64)>,
}

impl<'p, 'o, W: Write + Seek> Tree<'p, 'o, W> {
    fn new(name: &'static str, pages: &'p mut Pages<'o, W>) -> Self {
        Self { rows: Rows::new(name), pages, leaves: Vec::new() }
    }

    fn push(&mut self, values: &[Value<'_>]) -> Result<(), ExportError> {
        match self.rows.push(values)? {
            Some(full) => Ok(self.leaf(&full)?),
            None => Ok(()),
        }
    }

    fn leaf(&mut self, leaf: &Leaf) -> io::Result<()> {
        let number = self.pages.add(&page(0, 0x0d, &leaf.cells, None))?;
        self.leaves.push((number, leaf.last_row));
        Ok(())
    }

    /// Writes the pages that are left, and gives the number of the root.
    fn finish(mut self) -> io::Result<u32> {
        let last = std::mem::take(&mut self.rows.filling);
        self.leaf(&last)?;
        let Self { pages, leaves: mut level, .. } = self;
        // A page of pointers takes some 1,000 children; 10 bytes are the most that a pointer needs.
        while level.len() > 1 {
            let above = level.chunks(PAGE / 16).map(|children| {
                let (&(right, last), left) = children.split_last().unwrap_or((&(0, 0), &[]));
                let cells = left.iter().map(|&(child, last_row)| {
                    let mut cell = child.to_be_bytes().to_vec();
                    varint(&mut cell, last_row);
                    cell
                });
                let cells: Vec<_> = cells.collect();
                Ok((pages.add(&page(0, 0x05, &cells, Some(right)))?, last))
            });
            level = above.collect::<io::Result<_>>()?;
        }
        Ok(level.first().map_or(0, |&(root, _)| root))
    }
}

/// The pages of the file.
struct Pages<'o, W> {
    out: &'o mut W,
    count: u32,
}

impl<'o, W: Write + Seek> Pages<'o, W> {
    /// Leaves room for the first page, which is filled last, when it is known where each table
    /// begins.
    fn new(out: &'o mut W) -> io::Result<Self> {
        out.write_all(&[0; PAGE])?;
        Ok(Self { out, count: 1 })
    }

    fn add(&mut self, page: &[u8]) -> io::Result<u32> {
        self.out.write_all(page)?;
        self.count += 1;
        Ok(self.count)
    }

    /// Ends the file. All of the schema stands in the first page, behind the file's header.
    fn finish(self, schema: &Leaf) -> io::Result<()> {
        let mut first = page(FILE_HEADER, 0x0d, &schema.cells, None);
        let mut header = b"SQLite format 3\0".to_vec();
        header.extend(short(PAGE).to_be_bytes());
        // Rollback journal twice; nothing reserved; three fixed fractions.
        header.extend([1, 1, 0, 64, 32, 32]);
        // Change counter, pages, no free pages twice, schema cookie, schema format, cache, no
        // vacuum, UTF-8, user version, no incremental vacuum, application.
        for number in [1, self.count, 0, 0, 1, 4, 0, 0, 1, 0, 0, 0] {
            header.extend(u32::to_be_bytes(number));
        }
        header.extend([0; 20]);
        header.extend(1_u32.to_be_bytes());
        header.extend(VERSION.to_be_bytes());
        first.splice(..FILE_HEADER, header);
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&first)
    }
}

/// A page: its header, pointers to its cells, and the cells from the end on (section 1.6).
/// `start` bytes are left free at the beginning; `right` is the last child of a page of pointers.
fn page(start: usize, kind: u8, cells: &[Vec<u8>], right: Option<u32>) -> Vec<u8> {
    let mut end = PAGE;
    let mut pointers = Vec::with_capacity(cells.len() * 2);
    let mut content = Vec::new();
    for cell in cells {
        end -= cell.len();
        pointers.extend(short(end).to_be_bytes());
        content.push(cell.as_slice());
    }
    let mut page = vec![0; start];
    page.push(kind);
    page.extend([0, 0]);
    page.extend(short(cells.len()).to_be_bytes());
    page.extend(short(end).to_be_bytes());
    page.push(0);
    page.extend(right.map_or_else(Vec::new, |right| right.to_be_bytes().to_vec()));
    page.extend(pointers);
    page.resize(end, 0);
    content.reverse();
    page.extend(content.concat());
    page
}

/// A number in base 128, the most significant digits first, with a mark on all but the last.
fn varint(bytes: &mut Vec<u8>, number: u64) {
    let digits = (64 - number.leading_zeros()).div_ceil(7).max(1);
    for place in (0..digits).rev() {
        let digit = u8::try_from((number >> (7 * place)) & 0x7f).unwrap_or(0);
        bytes.push(if place == 0 { digit } else { digit | 0x80 });
    }
}

fn short(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn long(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_base_128() {
        // Examples of section 1.6: a value below 128 is one byte, 128 begins the second.
        for (number, expected) in [
            (0, vec![0]),
            (127, vec![0x7f]),
            (128, vec![0x81, 0x00]),
            (16_384, vec![0x81, 0x80, 0x00]),
        ] {
            let mut bytes = Vec::new();
            varint(&mut bytes, number);
            assert_eq!(bytes, expected);
        }
    }

    #[test]
    fn a_row_that_is_too_long_is_refused() {
        let text = "x".repeat(PAGE);
        let error = Rows::new("t").push(&[Value::Text(&text)]).err().unwrap();
        assert!(error.bytes > PAGE && error.table == "t");
    }
}
