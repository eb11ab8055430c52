//! Which problems: the named ones, whose figures the README gives, or any size.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::super::CliError;

/// Sizes and area of a problem; the seed comes on top.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// For people.
    pub name: String,
    /// How many Lotsen.
    pub lotsen: u32,
    /// How many open requests.
    pub requests: u32,
    /// Where.
    pub area: String,
}

/// Name, Lotsen, requests, area.
const NAMED: [(&str, u32, u32, &str); 6] = [
    ("hessen-600", 1_000, 600, "hessen"),
    ("hessen-1000", 1_000, 1_000, "hessen"),
    ("hessen-2000", 1_000, 2_000, "hessen"),
    ("hessen-10k", 10_000, 10_000, "hessen"),
    ("germany-100k", 100_000, 100_000, "germany"),
    ("germany-1m", 1_000_000, 1_000_000, "germany"),
];

/// How many of them are measured where none is named: those that a state like Hessen has.
const USUAL: usize = 3;

/// Which problems are asked for.
#[derive(Debug, Args)]
pub struct Choice {
    /// Problems: hessen-600, hessen-1000, hessen-2000, hessen-10k, germany-100k, germany-1m; the first three by default
    #[arg(value_name = "PROBLEM", conflicts_with_all = ["lotsen", "requests", "area"])]
    named: Vec<String>,

    /// Another size: Lotsen
    #[arg(long, requires = "requests")]
    lotsen: Option<u32>,

    /// Another size: open requests
    #[arg(long, requires = "lotsen")]
    requests: Option<u32>,

    /// Where they live, with --lotsen and --requests; regions.area of the settings by default
    #[arg(long, value_name = "NAME", requires = "lotsen")]
    area: Option<String>,
}

impl Choice {
    /// The problems.
    ///
    /// # Errors
    /// When a name is unknown.
    pub fn instances(&self, usual_area: &str) -> Result<Vec<Instance>, CliError> {
        if let (Some(lotsen), Some(requests)) = (self.lotsen, self.requests) {
            let area = self.area.as_deref().unwrap_or(usual_area);
            let name = format!("{area} {lotsen} × {requests}");
            return Ok(vec![Instance { name, lotsen, requests, area: area.to_owned() }]);
        }
        if self.named.is_empty() {
            return Ok(NAMED.iter().take(USUAL).map(instance).collect());
        }
        self.named.iter().map(|name| named(name)).collect()
    }
}

fn instance((name, lotsen, requests, area): &(&str, u32, u32, &str)) -> Instance {
    Instance { name: (*name).to_owned(), lotsen: *lotsen, requests: *requests, area: (*area).to_owned() }
}

fn named(asked: &str) -> Result<Instance, CliError> {
    let found = NAMED.iter().find(|(name, ..)| *name == asked).map(instance);
    let known: Vec<&str> = NAMED.iter().map(|(name, ..)| *name).collect();
    found.ok_or_else(|| CliError::Usage(format!("there is no problem {asked}; there are: {}", known.join(", "))))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        choice: Choice,
    }

    fn names(arguments: &[&str]) -> Vec<String> {
        let line = Line::parse_from([&["bench"], arguments].concat());
        line.choice.instances("hessen").unwrap().into_iter().map(|instance| instance.name).collect()
    }

    #[test]
    fn problems_are_named_or_of_any_size() {
        assert_eq!(names(&[]), ["hessen-600", "hessen-1000", "hessen-2000"]);
        assert_eq!(names(&["germany-1m", "hessen-600"]), ["germany-1m", "hessen-600"]);
        assert_eq!(names(&["--lotsen", "7", "--requests", "5"]), ["hessen 7 × 5"]);
        assert_eq!(names(&["--lotsen", "7", "--requests", "5", "--area", "germany"]), ["germany 7 × 5"]);
        for wrong in [&["--lotsen", "7"][..], &["--area", "germany"], &["hessen-600", "--lotsen", "7"]] {
            assert!(Line::try_parse_from([&["bench"], wrong].concat()).is_err(), "{wrong:?}");
        }
        assert!(named("hessen-6").unwrap_err().to_string().contains("germany-100k"));
    }
}
