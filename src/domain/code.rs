//! Closed sets of words with one code each: the code stands in databases, files and interfaces.
//!
//! What people read is made from the code by `i18n`; nothing here is a label.

/// A word that is none of the set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{value:?} is none of {allowed}")]
pub struct UnknownCode {
    /// What was given.
    pub value: String,
    /// What is allowed, joined by commas.
    pub allowed: String,
}

/// Declares such sets; the states of requests, offers and assignments use it beside their moves.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $code)] $variant),+
        }

        impl $name {
            /// Every member, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code, as stored and exchanged.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::code::UnknownCode;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::domain::code::UnknownCode {
                        value: text.to_owned(),
                        allowed: [$($code),+].join(", "),
                    }),
                }
            }
        }
    )+};
}

pub(crate) use codes;

codes! {
    /// Where a Lotse stands with the project.
    LotseStatus {
        /// Has asked to join.
        Applicant = "applicant",
        /// Takes the basic course.
        InTraining = "in_training",
        /// Can be asked.
        Active = "active",
        /// Rests for a while.
        Paused = "paused",
        /// Has left.
        Left = "left",
    }

    /// What an assignment is: the two follow different rules of funding.
    Service {
        /// Going along to an authority, school or doctor; counted in hours.
        Accompaniment = "accompaniment",
        /// Lay interpreting of the spoken word; counted in assignments.
        Interpreting = "interpreting",
    }

    /// How Lotse and newcomer meet.
    Mode {
        /// At the place of the appointment.
        InPerson = "in_person",
        /// By telephone.
        Phone = "phone",
        /// By video.
        Video = "video",
    }

    /// Gender, where a person states it.
    Gender {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Diverse.
        Diverse = "diverse",
    }

    /// What a request is about.
    Topic {
        /// An authority.
        Authority = "authority",
        /// Doctor, hospital, therapy.
        Health = "health",
        /// School or day care.
        SchoolOrDayCare = "school_or_day_care",
        /// An advice centre.
        Advice = "advice",
        /// Job centre or work.
        Job = "job",
        /// Flat and landlord.
        Housing = "housing",
        /// Looking after children.
        ChildCare = "child_care",
        /// Bank.
        Bank = "bank",
        /// Leisure and culture.
        Leisure = "leisure",
    }

    /// How much a request weighs against others.
    Priority {
        /// Can wait.
        Low = "low",
        /// The usual.
        Normal = "normal",
        /// Before the usual.
        High = "high",
        /// With a stated reason.
        Urgent = "urgent",
    }

    /// Whether a wish has to be kept.
    Strength {
        /// Without it the request is not served.
        Must = "must",
        /// Costs effort when not kept.
        Wish = "wish",
    }

    /// What an organisation does here.
    OrganisationKind {
        /// Runs a Lotsen project.
        Carrier = "carrier",
        /// Posts requests: Freiwilligenagentur, authority, school, clinic.
        Agency = "agency",
        /// Monitors coverage.
        CompetenceCentre = "competence_centre",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip_and_strangers_are_named() {
        for mode in Mode::ALL {
            assert_eq!(mode.code().parse(), Ok(*mode));
            assert_eq!(serde_json::to_value(mode).unwrap(), mode.code());
        }
        let error = "letter".parse::<Mode>().unwrap_err();
        assert_eq!(error.to_string(), r#""letter" is none of in_person, phone, video"#);
    }
}
