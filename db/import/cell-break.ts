/** How a line break inside a cell of a sheet travels through CSV, so that lines stay the sheet's rows: no cell can hold it itself. */
export const cellBreak = '\u001E'
