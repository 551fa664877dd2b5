//! Changes that an editor makes to `copydesk.toml` on the desk's word. Comments, order and everything else stay as written.

use super::OFF;
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value, value};

/// The settings with a rule switched off. `None` if the file is no TOML, or has something else where rules stand.
pub fn switched_off(text: &str, code: &str) -> Option<String> {
    let mut file: DocumentMut = text.parse().ok()?;
    let rules = table(&mut file, "rules")?;
    let mut off = Value::from(OFF);
    if let Some(level) = rules.get(code).and_then(Item::as_value) {
        off.decor_mut().clone_from(level.decor());
    }
    rules.insert(code, value(off));
    Some(written(&file, text))
}

/// The settings with one name more on the list `key` of names. `None` if the file is no TOML, or has no list there.
pub fn listed(text: &str, key: &str, name: &str) -> Option<String> {
    let mut file: DocumentMut = text.parse().ok()?;
    let names = table(&mut file, "names")?;
    let list = names.entry(key).or_insert_with(|| value(Array::new())).as_array_mut()?;
    put_first(list, name);
    Some(written(&file, text))
}

fn table<'f>(file: &'f mut DocumentMut, name: &str) -> Option<&'f mut dyn TableLike> {
    file.entry(name).or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()
}

/// First, since what is written behind the last name, a comment perhaps, is that name's. The second one begins a line where the
/// first did.
fn put_first(list: &mut Array, name: &str) {
    let mut new = Value::from(name);
    if let Some(old) = list.get_mut(0) {
        let before = old.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
        let gap = before.rfind('\n').map_or(" ", |line| &before[line..]);
        old.decor_mut().set_prefix(gap);
        new.decor_mut().set_prefix(&before);
    }
    list.insert_formatted(0, new);
}

/// The file with the line ends it had.
fn written(file: &DocumentMut, text: &str) -> String {
    let new = file.to_string();
    if text.contains("\r\n") { new.replace("\r\n", "\n").replace('\n', "\r\n") } else { new }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn off(text: &str) -> Option<String> {
        switched_off(text, "joint-quote")
    }

    fn add(text: &str) -> Option<String> {
        listed(text, "people", "Ida Lund")
    }

    #[test]
    fn a_rule_is_switched_off_where_rules_stand_and_nothing_else_changes() {
        assert_eq!(off("").as_deref(), Some("[rules]\njoint-quote = \"off\"\n"));
        assert_eq!(off("lang = \"en\"").as_deref(), Some("lang = \"en\"\n\n[rules]\njoint-quote = \"off\"\n"));
        assert_eq!(off("[rules]").as_deref(), Some("[rules]\njoint-quote = \"off\"\n"));
        assert_eq!(off("rules.joint-quote = 'hint'\n").as_deref(), Some("rules.joint-quote = \"off\"\n"));
        let file =
            "# ours\n[rules]\njoint-quote = \"hint\" # see minutes\nc-d = \"off\"\n\n[style]\nstops = \"american\"\n";
        assert_eq!(off(file), Some(file.replace("\"hint\"", "\"off\"")));
    }

    #[test]
    fn a_name_is_listed_where_names_stand_and_nothing_else_changes() {
        assert_eq!(add("").as_deref(), Some("[names]\npeople = [\"Ida Lund\"]\n"));
        assert_eq!(add("lang = \"en\"").as_deref(), Some("lang = \"en\"\n\n[names]\npeople = [\"Ida Lund\"]\n"));
        assert_eq!(add("names.people = []\n").as_deref(), Some("names.people = [\"Ida Lund\"]\n"));
        assert_eq!(
            add("[names]\nplaces = [\"Osterby\"]\n\n[rules]\n").as_deref(),
            Some("[names]\nplaces = [\"Osterby\"]\npeople = [\"Ida Lund\"]\n\n[rules]\n")
        );
        assert_eq!(
            add("names = { people = [\"Omar Haddad\"] } # all\n").as_deref(),
            Some("names = { people = [\"Ida Lund\", \"Omar Haddad\"] } # all\n")
        );
    }

    #[test]
    fn a_comment_stays_with_the_name_it_is_about() {
        let file = "[names]\npeople = [\n  # of the harbour\n  \"Omar Haddad\", # the mayor\n]\n";
        let new = file.replace("  \"Omar", "  \"Ida Lund\",\n  \"Omar");
        assert_eq!(add(file), Some(new));
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        assert_eq!(
            off("[rules]\r\na-b = \"off\"\r\n").as_deref(),
            Some("[rules]\r\na-b = \"off\"\r\njoint-quote = \"off\"\r\n")
        );
    }

    #[test]
    fn what_is_no_list_or_no_toml_is_left_to_the_desk() {
        assert_eq!(add("names.people = 'Omar Haddad'"), None);
        assert_eq!(off("[rules\n"), None);
        assert_eq!(off("rules = 1\n"), None);
    }
}
