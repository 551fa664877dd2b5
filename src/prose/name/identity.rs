//! Whether two spellings name one person or thing.

/// Chance, 0 to 1, that `a` and `b` are one name; .5 is the decision point.
pub fn same_name(a: &str, b: &str) -> f32 {
    let last = |name: &str| name.split_whitespace().last().unwrap_or_default().to_lowercase();
    if last(a) == last(b) { 1.0 } else { 0.0 }
}
