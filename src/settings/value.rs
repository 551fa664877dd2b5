//! What was said about a key, and by whom.

use super::key::Key;

/// A value that its key takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, a path, a word of a list or a level.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Number(u64),
}

impl Value {
    /// The text, if it is one.
    pub fn text(&self) -> String {
        if let Self::Text(text) = self { text.clone() } else { String::new() }
    }

    /// The texts, if it is a list.
    pub fn texts(&self) -> Vec<String> {
        if let Self::Texts(texts) = self { texts.clone() } else { Vec::new() }
    }

    /// Whether it is `true`.
    pub const fn flag(&self) -> bool {
        matches!(self, Self::Flag(true))
    }

    /// The number, if it is one.
    pub const fn number(&self) -> Option<u64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }
}

/// As TOML writes it.
impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = |text: &String| toml::Value::from(text.as_str()).to_string();
        match self {
            Self::Text(one) => f.write_str(&text(one)),
            Self::Texts(all) => write!(f, "[{}]", all.iter().map(text).collect::<Vec<_>>().join(", ")),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

/// A key that was given a value.
#[derive(Clone)]
pub struct Said {
    /// The key.
    pub key: &'static Key,
    /// What stands for the `*` in its name; empty if there is none.
    pub name: String,
    /// The value.
    pub value: Value,
    /// By whom.
    pub by: By,
}

/// Who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A profile that the file names.
    Profile(&'static str),
    /// The file, at this line (from 1).
    File(usize),
    /// The writer's own editor.
    Editor,
}

impl Said {
    /// The key's whole name: `rules.altered-quote`.
    pub fn at(&self) -> String {
        self.key.full_name(&self.name)
    }

    /// The line of the file that says it, from 1.
    pub const fn line(&self) -> Option<usize> {
        if let By::File(line) = self.by { Some(line) } else { None }
    }
}

impl std::fmt::Debug for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} = {} ({:?})", self.at(), self.value, self.by)
    }
}

impl PartialEq for Said {
    fn eq(&self, other: &Self) -> bool {
        self.key.at == other.key.at && self.name == other.name && self.value == other.value && self.by == other.by
    }
}

impl Eq for Said {}
