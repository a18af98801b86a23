//! The measurements as a table in Markdown.

use crate::Usage;

/// All runs of one program.
pub struct Row {
    /// Its name.
    pub name: String,
    /// Under `mq`.
    pub ours: Vec<Usage>,
    /// Under the reference.
    pub theirs: Vec<Usage>,
}

/// Medians of every program and their ratios, and the geometric means of the ratios; below 1, `mq` needs less.
pub fn print_table(rows: &[Row], rounds: usize) {
    println!("Medians of {rounds} runs; ratios below 1 mean that `mq` needs less than `lua` 5.4.8.\n");
    println!("| program | mq (s) | lua (s) | time ratio | mq (MB) | lua (MB) | memory ratio |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    let (mut times, mut memories) = (Vec::new(), Vec::new());
    for row in rows {
        let (our_seconds, their_seconds) = medians(row, |usage| usage.seconds);
        let (our_memory, their_memory) = medians(row, |usage| usage.megabytes);
        let (time, memory) = (our_seconds / their_seconds, our_memory / their_memory);
        println!(
            "| {} | {our_seconds:.3} | {their_seconds:.3} | {time:.2} | {our_memory:.1} | {their_memory:.1} | \
             {memory:.2} |",
            row.name
        );
        times.push(time);
        memories.push(memory);
    }
    println!(
        "| **geometric mean** | | | **{:.2}** | | | **{:.2}** |",
        geometric_mean(&times),
        geometric_mean(&memories)
    );
}

fn medians(row: &Row, part: impl Fn(&Usage) -> f64) -> (f64, f64) {
    (
        median(row.ours.iter().map(&part).collect()),
        median(row.theirs.iter().map(&part).collect()),
    )
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        (values[middle - 1] + values[middle]) / 2.0
    }
}

fn geometric_mean(values: &[f64]) -> f64 {
    (values.iter().map(|value| value.ln()).sum::<f64>() / values.len() as f64).exp()
}

#[cfg(test)]
mod tests {
    use super::{geometric_mean, median};

    #[test]
    fn the_median_of_an_even_count_lies_between_the_middle_two() {
        assert_eq!(median(vec![4.0, 1.0, 3.0, 2.0]), 2.5);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
    }

    #[test]
    fn half_and_double_cancel_out() {
        assert!((geometric_mean(&[0.5, 2.0]) - 1.0).abs() < 1e-12);
    }
}
