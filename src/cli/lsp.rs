//! `copydesk lsp`: the flags only; the server is a face of its own.

/// Editors pass `--stdio`; there is no other way to talk.
#[derive(clap::Args)]
pub struct Args {
    /// Talk over standard input and output (the only way; accepted because editors pass it)
    #[arg(long)]
    stdio: bool,
}
