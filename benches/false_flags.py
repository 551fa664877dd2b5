#!/usr/bin/env python3
"""What the rules say of published news, to be read by a person: how often each speaks, and a sample with its copy around.

    cargo build --release
    benches/false_flags.py KIT [--read 200] [--seed 1] [--code CODE,..] [--off]

KIT is a folder that is not part of this repository: `corpus/news.jsonl.gz` (of which 1,000 stories are drawn),
`quotes/train.jsonl` and `quotes/news_train.jsonl`; a record has `text`, perhaps `title` and `date`. `--off` asks the rules
that are off by default instead. Count the wrong ones of the sample by hand; docs/false-flags.md holds the last count.
"""
import argparse, collections, gzip, json, pathlib, random, subprocess, sys, tempfile

STORIES = 1000
AROUND = 200


def main():
    args = parsed()
    kit = pathlib.Path(args.kit)
    sets = [kit / "corpus/news.jsonl.gz", kit / "quotes/train.jsonl", kit / "quotes/news_train.jsonl"]
    missing = [str(path) for path in sets if not path.exists()]
    if missing:
        sys.exit(f"false_flags: the kit is not here ({', '.join(missing)}); nothing was measured")
    program = pathlib.Path(__file__).resolve().parent.parent / "target/release/copydesk"
    if not program.exists():
        sys.exit("false_flags: no target/release/copydesk; run `cargo build --release`")
    codes = args.code.split(",") if args.code else rules(program, off=args.off)
    sample = random.Random(args.seed)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for path in sets:
            drafts = pathlib.Path(folder) / path.name
            words = write(records(path, sample), drafts)
            told = check(program, drafts, codes)
            tabulate(path.name, words, told)
            found += told
        sample.shuffle(found)
        for told in found[: args.read]:
            show(*told)


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kit")
    parser.add_argument("--read", type=int, default=200, help="findings to show")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--code", help="these rules only")
    parser.add_argument("--off", action="store_true", help="the rules that are off by default")
    return parser.parse_args()


def rules(program, off):
    lines = subprocess.run([program, "rules"], capture_output=True, text=True, check=True).stdout.splitlines()
    rows = [line.split()[:2] for line in lines if line.strip()]
    return [code for code, level in rows if (level == "off") == off]


def records(path, sample):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened:
        rows = [json.loads(line) for line in opened]
    return sample.sample(rows, min(STORIES, len(rows))) if path.suffix == ".gz" else rows


def write(rows, drafts):
    drafts.mkdir()
    for number, row in enumerate(rows):
        head = [f"{key.capitalize()}: {' '.join(row[key].split())}" for key in ("title", "date") if row.get(key)]
        head = "\n".join(head) + "\n\n" if head else ""
        (drafts / f"{number:05}.txt").write_text(head + row["text"], encoding="utf-8")
    return sum(len(row["text"].split()) for row in rows)


def check(program, drafts, codes):
    command = [program, "check", "--no-corpus", "--format", "json", "--fail-on", "never", "--select", ",".join(codes), drafts]
    report = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    return [(file["path"], finding) for file in report["files"] for finding in file["findings"]]


def tabulate(name, words, told):
    count = collections.Counter(finding["code"] for _, finding in told)
    print(f"{name}: {words} words, {len(told)} findings, {1000 * len(told) / words:.2f} in 1,000 words")
    for code, times in count.most_common():
        print(f"    {code:28} {times:6} {1000 * times / words:8.3f}")


def show(path, finding):
    with open(path, encoding="utf-8", newline="") as draft:
        text = draft.read()
    start, end = finding["start"], finding["end"]
    line = lambda part: part.replace("\n", " ¶ ")
    print(f"\n* {finding['code']} ({finding['severity']}) {finding['message']}")
    print(f"    {line(text[max(0, start - AROUND):start])}<<<{line(text[start:end])}>>>{line(text[end:end + AROUND])}")


if __name__ == "__main__":
    main()
