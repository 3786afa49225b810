//! A table into a file.

use std::path::Path;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use wallchart_words::{ids, t, width};

use super::Sheet;
use crate::cli::context::Context;
use crate::cli::error::CliError;

/// How wide a column is at most, in cells of a Latin letter; what is longer is wrapped.
const WIDEST: usize = 40;

/// Writes a table: comma-separated values or a workbook, as the name says. A file that is there is replaced, but
/// not unasked.
///
/// # Errors
/// Where the name says neither, or it can't be written.
pub fn write(context: &mut Context, path: &Path, sheet: &Sheet, yes: bool) -> Result<(), CliError> {
    let is = |ending: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    if !is("csv") && !is("xlsx") {
        return Err(CliError::NoTableFormat(path.to_owned()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(CliError::NoFolder(folder.to_owned()));
    }
    if !yes && path.exists() {
        context.confirm(&t!(
            context.lang,
            ids::CLI_ASK_REPLACE,
            path = path.display().to_string()
        ))?;
    }
    let bytes = match is("csv") {
        true => values(sheet).map_err(|e| e.to_string()),
        false => workbook(sheet).map_err(|e| e.to_string()),
    };
    let bytes = bytes.map_err(|error| CliError::BadTable { path: path.to_owned(), error })?;
    std::fs::write(path, bytes).map_err(|error| CliError::File { path: path.to_owned(), error })
}

fn values(sheet: &Sheet) -> csv::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(&sheet.head)?;
    sheet.rows.iter().try_for_each(|row| writer.write_record(row))?;
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn workbook(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name(&sheet.name)?;
    let plain = Format::new()
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let head = plain
        .clone()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_background_color(Color::RGB(0xDD_E6_F0));
    let last = u16::try_from(sheet.head.len().saturating_sub(1)).unwrap_or(0);
    let title = Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center);
    let top = u32::from(!sheet.title.is_empty());
    if top > 0 {
        page.merge_range(0, 0, 0, last, &sheet.title, &title)?;
        page.set_row_height(0, 30)?;
    }
    for (column, heading) in (0u16..).zip(&sheet.head) {
        page.write_string_with_format(top, column, heading, &head)?;
        let cells = sheet.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let widest = cells.map(|cell| width(cell)).chain([width(heading)]).max().unwrap_or(0);
        let cells = u32::try_from(widest.min(WIDEST) + 2).unwrap_or(0);
        page.set_column_width(column, f64::from(cells))?;
        for (row, cells) in (top + 1..).zip(&sheet.rows) {
            page.write_string_with_format(
                row,
                column,
                cells.get(usize::from(column)).map_or("", |c| c),
                &plain,
            )?;
        }
    }
    let rows = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    page.autofilter(top, 0, rows.saturating_add(top), last)?;
    page.set_freeze_panes(top + 1, 0)?;
    page.set_repeat_rows(0, top)?;
    page.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    page.set_footer("&C&P / &N");
    page.set_landscape();
    page.set_paper_size(9);
    page.set_print_fit_to_pages(1, 0);
    book.save_to_buffer()
}
