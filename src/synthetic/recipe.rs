//! What to make up: sizes, time, and the shares that decide how hard the matching becomes.

use chrono::NaiveDate;

/// What to make up. Everything made is a function of the recipe and the reference tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe {
    /// Another seed, another town.
    pub seed: u64,
    /// How many Lotsen.
    pub lotsen: u32,
    /// How many open requests; those of confirmed assignments come on top.
    pub requests: u32,
    /// The Monday on which the appointments begin; they fill two weeks. All that has happened already (requests posted,
    /// Lotsen asked) happened by the Sunday evening before.
    pub first_day: NaiveDate,
    /// Whether every region has its own projects. Without pools there is one project for the whole area, so that every
    /// Lotse may serve every request.
    pub with_pools: bool,
    /// The shares.
    pub knobs: Knobs,
}

impl Recipe {
    /// A recipe with pools and the usual shares.
    #[must_use]
    pub const fn new(seed: u64, lotsen: u32, requests: u32, first_day: NaiveDate) -> Self {
        Self { seed, lotsen, requests, first_day, with_pools: true, knobs: Knobs::DEFAULT }
    }
}

/// Shares in a thousand, where nothing else is said. [`Knobs::DEFAULT`] is calibrated on Hessen: with 1,000 Lotsen and 500
/// requests, 10 to 40 of a hundred requests find nobody.
///
/// Judgements, unless a source stands beside them; DOMAIN means the field research behind the product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knobs {
    /// Percent: the demand for scarce languages (see `config/synthetic/languages.toml`) is multiplied by it. The one knob
    /// to turn for harder or easier data: 100 is usual, 300 leaves most requests in these languages open.
    pub scarcity_percent: u32,
    /// Projects per thousand Lotsen, but at least one in every region. Hessen: over 50 projects, over 1,000 Lotsen.
    pub projects_per_thousand: u32,
    /// Projects that serve the nearest region too, as a town and the district around it do.
    pub serves_neighbour: u32,
    /// Pairs of projects of neighbouring regions that have spoken about lending.
    pub lending: u32,
    /// Of these, pairs in which both have agreed; in the others one has.
    pub lending_agreed: u32,

    /// Lotsen who are women. Hessen: over 70 %.
    pub women: u32,
    /// Lotsen who are men. A few of the rest are diverse, the others do not state it.
    pub men: u32,
    /// Lotsen who work for a project of a neighbouring region.
    pub commuters: u32,
    /// Lotsen who pause.
    pub paused: u32,
    /// Lotsen who are still in the basic course.
    pub in_training: u32,
    /// Lotsen whose consent is missing.
    pub without_consent: u32,
    /// Lotsen who are away for some days around the appointments.
    pub away: u32,
    /// Lotsen with the course for lay interpreters, who therefore offer that service, among those whose mother tongue is
    /// not German; a quarter of it among the others. 430 is 350 of all.
    pub interpreting_course: u32,
    /// Lotsen with a certificate of the criminal record, interpreters apart, who nearly all have one. An eighth of the
    /// certificates has expired.
    pub certificate: u32,
    /// Lotsen who signed the confidentiality declaration, interpreters apart.
    pub confidentiality: u32,
    /// Lotsen with the health module. Hessen: over 70 people.
    pub health_module: u32,
    /// Lotsen who refuse a topic or two.
    pub refuse_topics: u32,
    /// Lotsen who wish a topic or two.
    pub wish_topics: u32,
    /// Lotsen who do not work for an organisation of their region.
    pub block_organisation: u32,
    /// Lotsen with a confirmed assignment in the two weeks.
    pub confirmed: u32,

    /// Requests with two or three fixed appointments to choose from.
    pub alternatives: u32,
    /// Requests with a flexible time.
    pub windows: u32,
    /// Requests for a series of two or three sittings.
    pub series: u32,
    /// Requests for a group, with two Lotsen.
    pub groups: u32,
    /// Requests that may be served by telephone or video.
    pub remote: u32,
    /// Newcomers who ask for a gender.
    pub gender_wish: u32,
    /// Of these, those who insist.
    pub gender_must: u32,
    /// Requests whose newcomer knows a Lotse and wishes them again.
    pub known: u32,
    /// Requests that exclude a Lotse, or that one has declined.
    pub excluded: u32,
    /// Newcomers for whom the Freiwilligenagentur posts and not the place where the appointment is.
    pub by_volunteers: u32,
    /// Requests about the same newcomer as an earlier one, of those for which this is possible (three of four where the
    /// Freiwilligenagentur posts: only there the same pseudonym means the same person).
    pub repeat: u32,
    /// Requests for which German is enough.
    pub no_language: u32,
}

impl Knobs {
    /// The usual shares.
    pub const DEFAULT: Self = Self {
        scarcity_percent: 100,
        projects_per_thousand: 52,
        serves_neighbour: 150,
        lending: 850,
        lending_agreed: 900,
        women: 740,
        men: 230,
        commuters: 70,
        paused: 20,
        in_training: 20,
        without_consent: 10,
        away: 150,
        interpreting_course: 430,
        certificate: 570,
        confidentiality: 850,
        health_module: 70,
        refuse_topics: 120,
        wish_topics: 300,
        block_organisation: 15,
        confirmed: 30,
        alternatives: 330,
        windows: 50,
        series: 30,
        groups: 20,
        remote: 250,
        gender_wish: 140,
        gender_must: 450,
        known: 80,
        excluded: 30,
        by_volunteers: 450,
        repeat: 700,
        no_language: 20,
    };
}

impl Default for Knobs {
    fn default() -> Self {
        Self::DEFAULT
    }
}
