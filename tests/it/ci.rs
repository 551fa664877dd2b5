//! The ready-made CI files do what they say: their shell steps are run by a real shell in a real repository.

use saphyr::{LoadableYamlNode, Yaml};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const OLD: &str = "The pier is shut.\n\n\"Nobody tells us anything.\"\n";
const NEW: &str = "The pier is shut.\n\n\"Nobody tells us anything.\"\n\n\"Not even the time of the last boat.\"\n";

/// A repository with an old fault on main and a new one in the work tree.
struct Repository {
    folder: TempDir,
    base: String,
}

impl Repository {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let repository = Self { folder, base: String::new() };
        repository.write("drafts/pier.md", OLD);
        repository.write(".gitignore", "/bin\n/runner\n");
        repository.git(&["init", "-q"]);
        repository.git(&["add", "."]);
        repository.git(&["commit", "-q", "-m", "before"]);
        let base = repository.git(&["rev-parse", "HEAD"]);
        repository.write("drafts/pier.md", NEW);
        std::fs::create_dir_all(repository.path("bin")).unwrap();
        std::fs::create_dir_all(repository.path("runner")).unwrap();
        let binary = assert_cmd::cargo::cargo_bin!("copydesk");
        std::fs::hard_link(binary, repository.path("bin/copydesk"))
            .or_else(|_| std::fs::copy(binary, repository.path("bin/copydesk")).map(drop))
            .unwrap();
        Self { base, ..repository }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        std::fs::write(self.path(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    fn git(&self, args: &[&str]) -> String {
        let identity = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "init.defaultBranch=main"];
        let done =
            Command::new("git").current_dir(&self.folder).args(identity).args(args).output().expect("git is there");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }

    /// Runs a script as a runner does: bash that stops at the first fault.
    fn run(&self, script: &str, variables: &[(String, String)]) -> Output {
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap());
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
            .current_dir(&self.folder)
            .env("PATH", path);
        bash.env("RUNNER_TEMP", self.path("runner")).env("GITHUB_PATH", self.path("runner/path"));
        bash.env("GITHUB_OUTPUT", self.path("runner/output"))
            .env("GITHUB_STEP_SUMMARY", self.path("runner/summary.md"));
        bash.envs(variables.iter().cloned()).output().expect("bash is there")
    }
}

fn yaml(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The shell steps of the composite action, with the values of `inputs` put in, run in turn until one fails.
fn action(repository: &Repository, inputs: &[(&str, &str)]) -> Vec<Output> {
    let text = yaml(".github/actions/check/action.yml");
    let action = &Yaml::load_from_str(&text).unwrap()[0];
    let word = |value: &Yaml| value.as_str().map_or_else(String::new, str::to_owned);
    let mut values: HashMap<String, String> = HashMap::new();
    for (name, input) in action["inputs"].as_mapping().unwrap() {
        values.insert(format!("inputs.{}", word(name)), word(&input["default"]));
    }
    values.insert("inputs.changed-since".to_owned(), repository.base.clone());
    values.extend(inputs.iter().map(|(name, value)| (format!("inputs.{name}"), (*value).to_owned())));
    let mut outputs = Vec::new();
    for step in action["runs"]["steps"].as_vec().unwrap() {
        let Some(script) = step.as_mapping_get("run").and_then(Yaml::as_str) else { continue };
        assert!(!script.contains("${{"), "a value that is pasted into a script could be a command: {script}");
        let variables = step.as_mapping_get("env").and_then(Yaml::as_mapping).into_iter().flatten();
        let filled = |value: &str| {
            let name = value.trim_start_matches("${{").trim_end_matches("}}").trim();
            values.get(name).cloned().unwrap_or_default()
        };
        let variables: Vec<_> = variables.map(|(name, value)| (word(name), filled(&word(value)))).collect();
        outputs.push(repository.run(script, &variables));
        if !outputs.last().unwrap().status.success() {
            break;
        }
    }
    outputs
}

fn last(outputs: &[Output]) -> (Option<i32>, String, String) {
    let last = outputs.last().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (last.status.code(), text(&last.stdout), text(&last.stderr))
}

#[test]
fn the_action_annotates_what_a_pull_request_changes_and_sums_it_up() {
    let repository = Repository::new();
    let (code, told, errors) = last(&action(&repository, &[]));
    assert_eq!(code, Some(1), "{told}{errors}");
    assert!(told.starts_with("::warning file=drafts/pier.md,line=5,"), "{told}");
    assert_eq!(told.lines().count(), 1, "the old fault is not told: {told}");
    assert!(repository.read("runner/summary.md").contains("1 finding in 1 draft"));
    assert!(repository.read("runner/output").starts_with("key=copydesk-index-"));
    let (code, ..) = last(&action(&repository, &[("fail-on", "never"), ("paths", "drafts/pier.md\n")]));
    assert_eq!(code, Some(0));
}

#[test]
fn an_index_of_another_hash_than_the_one_pinned_is_refused() {
    let repository = Repository::new();
    repository.write("notes/pier.txt", "HOLM: Nobody tells us anything at all, and nobody asks.\n");
    let build = "copydesk index --index built --notes notes >/dev/null && tar -czf index.tar.gz -C built .";
    assert!(repository.run(build, &[]).status.success());
    let hash = repository.run("sha256sum index.tar.gz | cut -d' ' -f1", &[]);
    let hash = String::from_utf8(hash.stdout).unwrap().trim().to_owned();
    let (code, told, errors) = last(&action(&repository, &[("index", "index.tar.gz"), ("index-sha256", &hash)]));
    assert_eq!((code, told.contains("line=5")), (Some(1), true), "{told}{errors}");
    let other = "0".repeat(64);
    let outputs = action(&repository, &[("index", "index.tar.gz"), ("index-sha256", &other)]);
    let (code, told, _) = last(&outputs);
    assert!(code != Some(0) && !told.contains("::"), "the drafts were checked against another index: {told}");
    assert!(outputs.len() < 4);
}

#[test]
fn the_snippet_for_gitlab_leaves_a_report_behind() {
    let repository = Repository::new();
    let text = yaml("docs/ci/gitlab.yml");
    let job = &Yaml::load_from_str(&text).unwrap()[0]["copydesk"];
    let variables = [("CI_MERGE_REQUEST_DIFF_BASE_SHA".to_owned(), repository.base.clone())];
    for line in job["script"].as_vec().unwrap() {
        let done = repository.run(line.as_str().unwrap(), &variables);
        assert_eq!(done.status.code(), Some(1));
    }
    let report = job["artifacts"]["reports"]["junit"].as_str().unwrap();
    assert!(repository.read(report).contains("failures=\"1\""), "{}", repository.read(report));
}

#[test]
fn the_workflow_and_the_hook_name_what_is_there() {
    let workflow = yaml("docs/ci/github.yml");
    let workflow = &Yaml::load_from_str(&workflow).unwrap()[0];
    let steps = workflow["jobs"]["check"]["steps"].as_vec().unwrap();
    let uses = steps.last().unwrap()["uses"].as_str().unwrap();
    let folder = uses.strip_prefix("OWNER/copydesk/").unwrap().split('@').next().unwrap();
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("action.yml").is_file());
    let hooks = yaml(".pre-commit-hooks.yaml");
    let repository = Repository::new();
    for hook in Yaml::load_from_str(&hooks).unwrap()[0].as_vec().unwrap() {
        let script = format!("{} drafts/pier.md", hook["entry"].as_str().unwrap());
        let done = repository.run(&script, &[]);
        assert_eq!(String::from_utf8_lossy(&done.stdout).lines().count(), 2, "{script}");
    }
}
