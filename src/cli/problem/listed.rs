//! A problem with its candidates written out, for programs that do not derive them: other solvers, other languages.

use std::io::{BufWriter, Write};
use std::path::Path;

use super::super::CliError;
use crate::matching::candidates::{self, Candidates};
use crate::matching::file::CandidateEntry;
use crate::matching::plan::Candidate;
use crate::matching::solve::SolveError;
use crate::matching::{Problem, ProblemFile};

/// Writes the problem with all its candidates. Everything else stays, so that overlaps, limits and weights follow from the same
/// file; deciding it gives the same plans as deciding the original.
///
/// # Errors
/// When there are more than `most`, or the file cannot be written.
pub fn write(path: &Path, file: &ProblemFile, problem: &Problem, most: usize) -> Result<(), CliError> {
    let too_many = |many| CliError::environment("solve", SolveError::TooMany(many));
    let found = candidates::at_most(problem, most).map_err(too_many)?;
    let listed = ProblemFile { candidates: Some(entries(problem, &found)), ..file.clone() };
    let failed = |error: std::io::Error| CliError::environment(&path.display().to_string(), error);
    let mut out = BufWriter::new(std::fs::File::create(path).map_err(failed)?);
    serde_json::to_writer(&mut out, &listed).map_err(|error| failed(error.into()))?;
    out.write_all(b"\n").and_then(|()| out.flush()).map_err(failed)
}

fn entries(problem: &Problem, found: &Candidates) -> Vec<CandidateEntry> {
    found.all().iter().filter_map(|candidate| entry(problem, candidate)).collect()
}

fn entry(problem: &Problem, candidate: &Candidate) -> Option<CandidateEntry> {
    Some(CandidateEntry {
        lotse: problem.lotsen.get(candidate.lotse as usize)?.id.clone(),
        request: problem.requests.get(candidate.request as usize)?.id.clone(),
        appointment: candidate.appointment,
        mode: Some(candidate.mode),
        effort: candidate.effort,
    })
}
