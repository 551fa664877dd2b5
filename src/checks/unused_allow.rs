//! `unused-allow`: leave to break a rule that nothing breaks.

use super::rule::{Check, Permission, Rule};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::settings;
use crate::text::span::{InSource, Span};

pub static RULE: Rule = Rule {
    code: "unused-allow",
    summary: "leave to break a rule, where nothing breaks it, or a rule that there is not",
    severity: Some(Severity::Information),
    explain: "An `allow` that was needed yesterday hides tomorrow's slip: the words it was for have been changed, moved or cut. The next \
editor reads its reason and believes that somebody looked at what stands there now.\n\n\
Left alone: permissions for rules that are off, or not asked for, in this house or run; those for rules that need the reference corpus \
where there is none or it has not answered yet.\n\n\
What to do: take the permission out, or put it where it belongs: above or in its paragraph (`allow`), on its line (`allow-line`), around \
its paragraphs (`allow-begin`, `allow-end`), anywhere in the draft (`allow-file`) or in its front matter (`copydesk: {allow: [CODE]}`).",
    on_record: "",
    wrong: "[copydesk: allow unattributed-quote overheard on the quay]\nThe pier is shut.\n",
    right: "[copydesk: allow unattributed-quote overheard on the quay]\n\"Nobody tells us anything.\"\n",
    english: false,
    check: Check::Permission(check),
};

fn check(permission: &Permission) -> Option<Finding<Span<InSource>>> {
    let code = permission.code;
    let known = super::rule(code).is_some();
    let message = match (known, settings::nearest(code, &super::codes())) {
        (true, _) => format!("nothing here breaks {code}; take the permission out, or put it where it belongs"),
        (false, Some(nearest)) => format!("there is no rule {code}; did you mean {nearest}?"),
        (false, None) => format!("there is no rule {code}; `copydesk rules` lists them"),
    };
    let mut finding = RULE.finding(permission.at, message);
    if known && permission.alone {
        let edits = vec![Edit { at: permission.at, text: String::new() }];
        finding.fixes.push(Fix { title: "Take the permission out".to_owned(), edits });
    }
    Some(finding)
}
