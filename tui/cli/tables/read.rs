//! Rows of cells, or lines, out of a file.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_auto_from_rs};

use crate::cli::error::CliError;

/// How workbooks began before they were archives.
const OLD_BOOK: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// The rows of a table's first sheet, or of the one that is named; every cell of a merged range says what the
/// range says.
///
/// # Errors
/// Where the file can't be read, or is no table.
pub fn read(path: &Path, sheet: Option<&str>) -> Result<Vec<Vec<String>>, CliError> {
    let bytes =
        std::fs::read(path).map_err(|error| CliError::File { path: path.to_owned(), error })?;
    let is_text = path
        .extension()
        .is_some_and(|e| ["csv", "tsv", "txt"].iter().any(|t| e.eq_ignore_ascii_case(t)));
    let is_book = bytes.starts_with(b"PK") || bytes.starts_with(OLD_BOOK);
    if !(is_text || is_book && has_book(&bytes)) {
        return Err(CliError::NotATable(path.to_owned()));
    }
    let rows = if is_text { values(&bytes) } else { workbook(bytes, sheet) };
    rows.map_err(|error| CliError::BadTable { path: path.to_owned(), error })
}

/// The text of a file in whatever encoding it comes.
///
/// # Errors
/// Where the file can't be read, or is no text.
pub fn text(path: &Path) -> Result<String, CliError> {
    let bytes =
        std::fs::read(path).map_err(|error| CliError::File { path: path.to_owned(), error })?;
    decoded(&bytes).map_err(|error| CliError::BadTable { path: path.to_owned(), error })
}

/// Whether a file is a workbook, and no other paper that comes in the same wrapping.
fn has_book(bytes: &[u8]) -> bool {
    open_workbook_auto_from_rs(Cursor::new(bytes)).is_ok()
}

fn decoded(bytes: &[u8]) -> Result<String, String> {
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        None => encoding_rs::GB18030,
    };
    let (text, _, is_wrong) = encoding.decode(bytes);
    if is_wrong {
        return Err(encoding.name().to_owned());
    }
    Ok(text.into_owned())
}

/// Comma-separated values.
fn values(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let text = decoded(bytes)?;
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') && !first.contains(',') { b'\t' } else { b',' };
    let mut builder = csv::ReaderBuilder::new();
    let mut reader =
        builder.has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let row = |record: csv::Result<csv::StringRecord>| {
        let record = record.map_err(|error| error.to_string())?;
        Ok(record.iter().map(str::to_owned).collect())
    };
    reader.records().map(row).collect()
}

fn workbook(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Vec<Vec<String>>, String> {
    let missing = || sheet.unwrap_or_default().to_owned();
    let pick = |names: &[String]| match sheet {
        Some(wanted) => names.iter().find(|name| *name == wanted).cloned(),
        None => names.first().cloned(),
    };
    if !bytes.starts_with(b"PK") {
        let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| e.to_string())?;
        let name = pick(&book.sheet_names()).ok_or_else(missing)?;
        return book.worksheet_range(&name).map(|range| rows(&range)).map_err(|e| e.to_string());
    }
    let cursor = Cursor::new(bytes);
    let Ok(mut book) = Xlsx::new(cursor.clone()) else {
        let mut book = open_workbook_auto_from_rs(cursor).map_err(|e| e.to_string())?;
        let name = pick(&book.sheet_names()).ok_or_else(missing)?;
        return book.worksheet_range(&name).map(|range| rows(&range)).map_err(|e| e.to_string());
    };
    let name = pick(&book.sheet_names()).ok_or_else(missing)?;
    let range = book.worksheet_range(&name).map_err(|e| e.to_string())?;
    let mut all = rows(&range);
    let regions = book.merge_cells_by_sheet_name(&name).map_err(|e| e.to_string())?;
    let (top, left) = range.start().unwrap_or((0, 0));
    let index = |at: u32, from: u32| at.checked_sub(from).and_then(|at| usize::try_from(at).ok());
    for merged in regions {
        let at = |row, column| Some((index(row, top)?, index(column, left)?));
        let Some((row, column)) = at(merged.start.0, merged.start.1) else { continue };
        let Some(said) = all.get(row).and_then(|r| r.get(column)).cloned() else { continue };
        let Some((last, right)) = at(merged.end.0, merged.end.1) else { continue };
        for cells in all.iter_mut().take(last + 1).skip(row) {
            for cell in cells.iter_mut().take(right + 1).skip(column) {
                cell.clone_from(&said);
            }
        }
    }
    // Columns are counted from the sheet's own first.
    let blank = usize::try_from(left).unwrap_or(0);
    all.iter_mut().for_each(|row| drop(row.splice(0..0, vec![String::new(); blank])));
    Ok(all)
}

fn rows(range: &Range<Data>) -> Vec<Vec<String>> {
    range.rows().map(|row| row.iter().map(said).collect()).collect()
}

/// What a cell says, dates as dates.
fn said(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) if at.is_datetime() => {
            let (year, month, day, hour, minute, ..) = at.to_ymd_hms_milli();
            let date = format!("{year}-{month:02}-{day:02}");
            if (hour, minute) == (0, 0) { date } else { format!("{date} {hour:02}:{minute:02}") }
        }
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}
