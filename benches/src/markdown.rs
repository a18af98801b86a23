//! The measurements as tables in Markdown.

use crate::compare::{Interpreter, OURS, REFERENCE, Row};
use crate::measure::{Pauses, Usage};
use crate::statistics::{geometric_mean, median};

/// Everything that was measured.
pub fn report(rows: &[Row], interpreters: &[Interpreter], rounds: usize) -> String {
    let introduction = format!("Medians of {rounds} runs; ratios are to `lua` 5.4.8, below 1 is better.");
    let mut lines = vec![introduction, String::new()];
    lines.extend(comparison(rows, interpreters));
    for other in OURS + 1..interpreters.len() {
        lines.push(String::new());
        lines.push(shared(rows, interpreters, other));
    }
    for row in rows {
        lines.extend(pauses(row));
    }
    lines.join("\n") + "\n"
}

/// The table of all programs.
fn comparison(rows: &[Row], interpreters: &[Interpreter]) -> Vec<String> {
    let others = OURS + 1..interpreters.len();
    let heads = [
        "program", "mq (ms)", "lua (ms)", "ratio", "mq (MB)", "lua (MB)", "ratio",
    ];
    let mut cells = heads.map(str::to_owned).to_vec();
    cells.extend(
        interpreters[others.clone()]
            .iter()
            .map(|other| format!("{} (time)", other.name)),
    );
    let mut lines = vec![line(&cells), rule(cells.len())];
    for row in rows {
        let mut cells = vec![row.name.clone()];
        for (part, digits) in [(time as fn(&Usage) -> f64, 2), (memory, 1)] {
            cells.push(number(row.median(OURS, part), digits));
            cells.push(number(row.median(REFERENCE, part), digits));
            cells.push(number(row.ratio(OURS, part), 2));
        }
        cells.extend(others.clone().map(|other| number(row.ratio(other, time), 2)));
        lines.push(line(&cells));
    }
    let mean = |interpreter: usize, part: fn(&Usage) -> f64| {
        let ratios: Vec<f64> = rows
            .iter()
            .filter_map(|row| row.ratio(interpreter, part))
            .collect();
        format!("**{:.2}**", geometric_mean(&ratios))
    };
    let empty = String::new;
    let mut cells = vec![
        "**geometric mean**".to_owned(),
        empty(),
        empty(),
        mean(OURS, time),
    ];
    cells.extend([empty(), empty(), mean(OURS, memory)]);
    cells.extend(others.map(|other| mean(other, time)));
    lines.push(line(&cells));
    lines
}

/// The means over the programs that another implementation can run.
fn shared(rows: &[Row], interpreters: &[Interpreter], other: usize) -> String {
    let pairs = rows
        .iter()
        .filter_map(|row| Some((row.ratio(OURS, time)?, row.ratio(other, time)?)));
    let (ours, theirs): (Vec<f64>, Vec<f64>) = pairs.unzip();
    let (count, name) = (ours.len(), interpreters[other].name);
    let (ours, theirs) = (geometric_mean(&ours), geometric_mean(&theirs));
    format!("Over the {count} programs that `{name}` runs as well: mq {ours:.2}, {name} {theirs:.2}.")
}

/// What a program found that measures its own steps.
fn pauses(row: &Row) -> Vec<String> {
    let middle = |interpreter: usize, part: fn(&Pauses) -> f64| {
        let pauses = row.runs[interpreter]
            .iter()
            .filter_map(|usage| usage.pauses.as_ref());
        median(pauses.map(part).collect())
    };
    let parts = [
        ("longest", (|pauses| pauses.longest) as fn(&Pauses) -> f64),
        ("99th percentile", |pauses| pauses.percentile_99),
    ];
    let mut lines = Vec::new();
    for (name, part) in parts {
        if let (Some(ours), Some(theirs)) = (middle(OURS, part), middle(REFERENCE, part)) {
            let numbers = [(ours, 0), (theirs, 0), (ours / theirs, 2)];
            let cells = numbers.map(|(value, digits)| number(Some(value), digits));
            lines.push(format!("| {name} {}", line(&cells)));
        }
    }
    if !lines.is_empty() {
        let title = format!("Steps of `{}`, in microseconds:", row.name);
        let heads = line(&["step", "mq", "lua", "ratio"].map(str::to_owned));
        lines.splice(0..0, [String::new(), title, String::new(), heads, rule(4)]);
    }
    lines
}

fn time(usage: &Usage) -> f64 {
    usage.milliseconds
}

fn memory(usage: &Usage) -> f64 {
    usage.megabytes
}

fn line(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// What separates the head of a table from its body: names to the left, numbers to the right.
fn rule(columns: usize) -> String {
    format!("|---{}|", "|---:".repeat(columns - 1))
}

/// Large numbers without decimals; a dash for what was not measured.
fn number(value: Option<f64>, digits: usize) -> String {
    match value {
        Some(value) if value >= 100.0 => format!("{value:.0}"),
        Some(value) => format!("{value:.digits$}"),
        None => "–".to_owned(),
    }
}
