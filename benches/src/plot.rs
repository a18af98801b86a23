//! The ratios of time as a picture: a row for each program, a mark for each interpreter, a line at the reference.

use crate::compare::{Interpreter, OURS, Row};

const NAMES: f64 = 150.0;
const WIDTH: f64 = 480.0;
const ROW: f64 = 18.0;
const HEAD: f64 = 44.0;
/// The axis is logarithmic, from a 16th of the reference's time to double.
const LOWEST: f64 = 0.0625;
const HIGHEST: f64 = 2.0;
const TICKS: [f64; 6] = [LOWEST, 0.125, 0.25, 0.5, 1.0, HIGHEST];
const COLORS: [&str; 3] = ["#c2410c", "#2563eb", "#94a3b8"];

/// Draws as SVG.
pub fn draw(rows: &[Row], interpreters: &[Interpreter]) -> String {
    let bottom = HEAD + ROW * rows.len() as f64;
    let (width, height) = (NAMES + WIDTH + 30.0, bottom + 14.0);
    let mut elements = vec![
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             font-family=\"sans-serif\" font-size=\"12\">"
        ),
        "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>".to_owned(),
    ];
    for tick in TICKS {
        let (x, top) = (place(tick), HEAD - 6.0);
        let color = if tick == 1.0 { "#111827" } else { "#e5e7eb" };
        elements.push(format!("<path d=\"M{x:.1} {top}V{bottom}\" stroke=\"{color}\"/>"));
        elements.push(text(x, top - 4.0, "middle", &tick.to_string()));
    }
    for (i, interpreter) in interpreters[OURS..].iter().enumerate() {
        let x = NAMES + 110.0 * i as f64;
        elements.push(mark(x, 12.0, i));
        elements.push(text(x + 10.0, 16.0, "start", interpreter.name));
    }
    for (i, row) in rows.iter().enumerate() {
        let y = HEAD + ROW * (i as f64 + 0.5);
        elements.push(text(NAMES - 10.0, y + 4.0, "end", &row.name));
        // Ours last, on top of the others.
        for interpreter in (OURS..interpreters.len()).rev() {
            if let Some(ratio) = row.ratio(interpreter, |usage| usage.milliseconds) {
                elements.push(mark(place(ratio), y, interpreter - OURS));
            }
        }
    }
    elements.push("</svg>\n".to_owned());
    elements.join("\n")
}

/// Where a ratio is on the axis.
fn place(ratio: f64) -> f64 {
    let ratio = ratio.clamp(LOWEST, HIGHEST);
    NAMES + WIDTH * (ratio / LOWEST).ln() / (HIGHEST / LOWEST).ln()
}

fn mark(x: f64, y: f64, color: usize) -> String {
    let color = COLORS[color % COLORS.len()];
    format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\" fill=\"{color}\"/>")
}

fn text(x: f64, y: f64, anchor: &str, content: &str) -> String {
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"#111827\">{content}</text>")
}
