//! SARIF 2.1.0 (OASIS standard, March 2020): rules, places, records as related locations, fixes, fingerprints.

use super::{Page, Place, Places, Report, fingerprint};
use crate::checks::{self, RULES, rule::Rule};
use crate::error::Problem;
use crate::finding::{Citation, Finding, Fix, Severity};
use serde_json::{Value, json};

/// The name of our fingerprints, with the version of how they are made.
const FINGERPRINT: &str = "copydesk/v1";

pub fn show(report: &Report) -> String {
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "copydesk",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": RULES.iter().map(|rule| described(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": report.problems.iter().map(notification).collect::<Vec<_>>(),
            }],
            "results": report.pages.iter().flat_map(results).collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

fn described(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.explain, "markdown": rule.explain},
        "defaultConfiguration": {"enabled": rule.severity.is_some(), "level": level(rule.severity.unwrap_or(Severity::Hint))},
    })
}

/// SARIF knows no level between a warning and a note.
const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn notification(problem: &Problem) -> Value {
    let mut told = json!({"level": "warning", "message": {"text": problem.message}});
    if !problem.path.is_empty() {
        let mut place = json!({"artifactLocation": {"uri": uri(&problem.path)}});
        if let Some(line) = problem.line {
            place["region"] = json!({"startLine": line});
        }
        told["locations"] = json!([{"physicalLocation": place}]);
    }
    told
}

fn results(page: &Page) -> Vec<Value> {
    let mut places = Places::new(&page.text);
    let prints = fingerprint::of(page);
    page.findings.iter().zip(prints).map(|(finding, print)| result(page, finding, &print, &mut places)).collect()
}

fn result(page: &Page, finding: &Finding, print: &str, places: &mut Places) -> Value {
    let mut result = json!({
        "ruleId": finding.code,
        "ruleIndex": checks::RULES.iter().position(|rule| rule.code == finding.code),
        "level": level(finding.severity),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": uri(&page.path)},
            "region": region(places.of(finding.at)),
        }}],
        "partialFingerprints": {FINGERPRINT: print},
    });
    if !finding.records.is_empty() {
        result["relatedLocations"] =
            finding.records.iter().enumerate().map(|(i, record)| related(i + 1, record)).collect();
    }
    if !finding.fixes.is_empty() {
        result["fixes"] = finding.fixes.iter().map(|f| fix(page, f, places)).collect();
    }
    result
}

fn region(place: Place) -> Value {
    json!({
        "startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column,
        "charOffset": place.start, "charLength": place.end - place.start,
    })
}

fn related(id: usize, record: &Citation) -> Value {
    let known = [&record.date, &record.outlet, &record.speaker, &record.time];
    let known: Vec<_> = known.into_iter().flatten().map(String::as_str).collect();
    json!({
        "id": id,
        "message": {"text": format!("on record: {}: “{}”", known.join(", "), record.quote)},
        "physicalLocation": {
            "artifactLocation": {"uri": uri(&record.path)},
            "region": {"startLine": record.line.max(1)},
        },
    })
}

fn fix(page: &Page, fix: &Fix, places: &mut Places) -> Value {
    let replacements: Vec<_> = fix
        .edits
        .iter()
        .map(|edit| json!({"deletedRegion": region(places.of(edit.at)), "insertedContent": {"text": edit.text}}))
        .collect();
    json!({
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": {"uri": uri(&page.path)}, "replacements": replacements}],
    })
}

/// A path as a relative URI reference: RFC 3986, 3.3, each part percent-encoded.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte);
    let encode = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.strip_prefix("./").unwrap_or(path).bytes().map(encode).collect()
}
