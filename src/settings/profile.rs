//! Profiles: what the big houses' guides say, as keys like any others. The files say where each fact is from.

/// The houses, in order of name.
pub const NAMES: [&str; 4] = ["ap", "bbc", "guardian", "reuters"];

/// What a profile says, in the format of `copydesk.toml`.
pub fn text(name: &str) -> Option<(&'static str, &'static str)> {
    let texts = [
        include_str!("profiles/ap.toml"),
        include_str!("profiles/bbc.toml"),
        include_str!("profiles/guardian.toml"),
        include_str!("profiles/reuters.toml"),
    ];
    NAMES.into_iter().zip(texts).find(|(known, _)| *known == name)
}
