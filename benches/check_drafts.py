#!/usr/bin/env python3
"""How long `copydesk check` takes over a newsroom's drafts, and how long it takes to begin.

    cargo build --release
    benches/check_drafts.py [KIT] [--drafts 1000] [--words 500] [--runs 5]

Writes Markdown drafts into a folder of its own, indexes a record, and checks the drafts against it with a warm index: the goal is
2 s for 1,000 drafts of 500 words on two cores, 18,500 stories on record. Then one draft without and with that record: the goal is
60 ms from the call to the end. Prints the best and the median of the runs, wall and processor time.

KIT is a folder that is not part of this repository: the stories of its `corpus/news.jsonl.gz` are the record, and every draft is cut
from them. Without it, both are made of a few sentences of this file's own, and the figures say little: that is told.
"""
import argparse, gzip, json, pathlib, random, resource, statistics, subprocess, sys, tempfile, time

PEOPLE = ["Maria Keller", "Thomas Brandt", "Nils Dahl", "Ida Holm", "Walter Hansen"]
PLACES = ["Harlingen", "Osterby", "Lund", "Terschelling"]
SENTENCES = [
    "The council of {place} met on Monday to hear what the new quay will cost.",
    "\"We will not raise the harbour fee before the wall of {place} is paid for,\" {person} told the council.",
    "{person} said the ferry would run until the end of the year.",
    "Nobody in {place} expects an answer before {day} June.",
    "\"It is {day} years since anybody asked us,\" said {person}, who runs the yard. \"We have stopped waiting for it.\"",
]


def main():
    args = parsed()
    program = pathlib.Path(__file__).resolve().parent.parent / "target/release/copydesk"
    if not program.exists():
        sys.exit("check_drafts: no target/release/copydesk; run `cargo build --release`")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        archive = record(args, folder)
        words = write_drafts(archive, folder / "drafts", args) // args.drafts
        index = ["--index", folder / "index"]
        subprocess.run([program, "index", *index, archive], check=True, capture_output=True)
        one = next((folder / "drafts").iterdir())
        measure(f"{args.drafts} drafts of {words} words", [program, "check", *index, folder / "drafts"], args.runs)
        measure("one draft", [program, "check", *index, one], 4 * args.runs)
        measure("one draft, no record", [program, "check", "--no-corpus", one], 4 * args.runs)


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kit", nargs="?")
    parser.add_argument("--drafts", type=int, default=1000)
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


def record(args, folder):
    archive = folder / "archive.jsonl"
    news = pathlib.Path(args.kit or "") / "corpus/news.jsonl.gz"
    if args.kit and news.exists():
        archive.write_bytes(gzip.decompress(news.read_bytes()))
        return archive
    print("check_drafts: the kit is not here; the record is 2,000 made-up stories, and the figures say little")
    dice = random.Random(2)
    with open(archive, "w", encoding="utf-8") as out:
        for number in range(2000):
            out.write(json.dumps({"id": f"s{number}", "date": "2026-05-01", "text": made_up(dice, 200)}) + "\n")
    return archive


def made_up(dice, words):
    paragraphs, count = [], 0
    while count < words:
        told = lambda s: s.format(person=dice.choice(PEOPLE), place=dice.choice(PLACES), day=dice.randint(2, 28))
        said = [told(s) for s in dice.sample(SENTENCES, 2)]
        paragraphs.append(" ".join(said))
        count += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def write_drafts(archive, drafts, args):
    """Each draft is paragraphs of stories put one behind the other, so that some of its quotations are on record."""
    drafts.mkdir()
    with open(archive, encoding="utf-8") as rows:
        paragraphs = [p for row in rows for p in json.loads(row)["text"].split("\n") if len(p.split()) > 5]
    dice, all_words = random.Random(1), 0
    for number in range(args.drafts):
        at, words, taken = dice.randrange(len(paragraphs)), 0, []
        while words < args.words:
            taken.append(paragraphs[at % len(paragraphs)])
            words += len(taken[-1].split())
            at += 1
        all_words += words
        text = f"---\ntitle: Draft {number}\ndate: 2026-06-01\n---\n\n" + "\n\n".join(taken) + "\n"
        (drafts / f"{number:04}.md").write_text(text, encoding="utf-8")
    return all_words


def measure(what, command, runs):
    subprocess.run(command, capture_output=True)  # warm: the index lies in the file cache
    walls, cpus = [], []
    for _ in range(runs):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run([*command, "--fail-on", "never", "--format", "concise"], capture_output=True)
        walls.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        if done.returncode:
            sys.exit(f"check_drafts: exit status {done.returncode}: {done.stderr.decode()}")
    ms = lambda seconds: f"{1000 * seconds:.0f} ms"
    print(f"{what}: wall {ms(min(walls))} best, {ms(statistics.median(walls))} median; processor {ms(min(cpus))} best")


if __name__ == "__main__":
    main()
