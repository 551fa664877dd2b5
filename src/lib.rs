//! # copydesk: the house, room by room
//!
//! A journalist writes in an editor; copydesk reads along like a copy desk. It finds every quotation and who spoke it,
//! holds both against a reference corpus, and shows what is on record about any name. This page says where things are
//! and which laws keep them there; `tests/it/tidy.rs` proves the laws.
//!
//! ## Bird's eye
//!
//! Three nouns. The **desk** ([`desk`]) is a pure machine: edits and answers go in, findings and questions come out. The
//! **faces** (`cli`, `lsp`) do all the waiting: files, threads, sockets of the editor. A **rule** ([`checks`]) is one
//! file: a pure function of the story, what is on record, and the desk's style.
//!
//! ```text
//! source ─ text ─▶ passages ─ prose ─▶ readings ─ story ─▶ Story ──┐
//!                                                                  ├─ checks ─▶ findings ─ desk ─▶ editor, terminal, CI
//! corpus files ─ read ─▶ index ◀─ questions / answers ─▶ Record ───┘
//! ```
//!
//! ## Which file to open
//!
//! | question | room |
//! |---|---|
//! | What was typed, and where? | [`text`]: spans, the rope, positions, formats, passages |
//! | What does a careful reader notice? | [`prose`]: tokens, sentences, marks, names, cues, speakers, the story |
//! | What is on record? | [`corpus`]: articles, readers, the index, matching, cards |
//! | What lies in an archive or a Word file? | [`unpack`] |
//! | What should the writer look at again? | [`checks`]: one file per rule, one line each in [`checks::RULES`] |
//! | What do we think of the draft as it stands? | [`desk`]: the draft, its caches, the verdict |
//! | How is it shown? | `report` for terminals and CI, `lsp` for editors |
//! | What has the desk decided? | [`settings`]: `copydesk.toml`; [`house`]: what it says where a draft belongs |
//! | What does a command do? | `cli`: one file per command |
//!
//! ## From a keystroke to a squiggle
//!
//! The server's ingress only enqueues. One loop, a plain thread, owns the desk. An edit re-cuts the blocks it touched;
//! changed passages are read, all others come from the cache by role and text. [`prose::story::tell`] joins readings;
//! of their texts it looks at single words again, and cuts nothing anew. [`prose::story::Memory`] tells a draft's story
//! again: it looks only at what the change can have moved and says the same, and after most keys no name has become
//! anybody else's, so that nobody is linked anew. ([`prose::story::Teller`] tells many stories, as the index and
//! `extract` need them, and keeps what it knows of words and names.) Rules run on the story; questions that have no
//! answer yet go to the corpus thread, and its answers come back as messages. Findings are mapped to the source by the
//! passages' own maps and published with the version they judged. The command line walks the same path with a file for
//! an editor.
//!
//! ## The laws
//!
//! 1. Imports point downward: `error` < `text` < `finding`, `unpack` < `prose` < `corpus`, `settings`, `files` < `checks` <
//!    `house` < `desk`, `report` < `cli`, `lsp` < `main`; rooms named together do not import each other. `checks`,
//!    `desk` and `report` see of `corpus` only `article` and `question`. [`error::Problem`] stands at the bottom, since
//!    the formats in `text` tell problems too; [`finding`] stands below [`prose`], whose story speaks of its spots.
//! 2. The core (`text prose checks desk report settings finding`) has no file, network, clock, environment, print or
//!    async.
//! 3. Spans are bytes; the type says whether of a passage or of the source. Line and column exist only in
//!    [`text::position`].
//! 4. Positions are carried by the passage map, never found again by searching.
//! 5. A rule is a pure function; its regexes are immutable statics.
//! 6. Input is never an error: what reads it returns what it could read and a list of problems. `Result` stands only at
//!    the edges.
//! 7. Serialization lives in faces and reports; corpus and settings encode their own formats.
//! 8. State has one owner: one loop, no mutable global, no lock around the desk. The LSP crate is named only in `lsp`.
//! 9. "Not in the corpus" and "the corpus was not reached" are different answers.
//! 10. Every rule is in [`checks::RULES`], with a page, a wrong and a right example, and its examples are tests.
//!
//! ## Decisions in doubtful cases
//!
//! Never alter quoted words. Show the conflict, link every side, name no winner. Quiet by default: a false flag costs
//! more than a missed one. A wrong name is the worst error: carry a confidence, and below it say "not sure". Nothing
//! leaves the machine.

pub mod error;
pub mod text;
pub mod finding;
pub mod unpack;
pub mod prose;
pub mod corpus;
pub mod settings;
pub mod files;
pub mod checks;
pub mod house;
pub mod desk;
pub mod report;
pub mod cli;
pub mod lsp;
