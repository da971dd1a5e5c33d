//! Vocabularies and their terms.

use crate::model::field::{Field, Group, Kind, TEXT};
use crate::model::vocabulary::VocabularyName as Of;
use crate::model::{ClosedList, ProductStatus, Stage};

/// A vocabulary, `content/vocabularies/<name>.yaml`. Its terms are read by [`term_group`].
pub static VOCABULARY: Group = Group::of(&[
    Field::required("about", "About", TEXT)
        .help("What the vocabulary is about, for readers.")
        .example("What a facility is for."),
    Field::required("terms", "Terms", Kind::List(&Kind::Group(&TERM)))
        .help("The terms, in the order in which they are shown.")
        .example("[{id: car-t, label: CAR-T cells, definition: T cells with a new receptor.}]"),
]);

/// The fields of a term, which some vocabularies extend.
#[must_use]
pub fn term_group(vocabulary: Of) -> &'static Group {
    match vocabulary {
        Of::Countries => &COUNTRY,
        Of::Measures => &MEASURE,
        Of::Products => &PRODUCT,
        Of::RelationKinds => &RELATION_KIND,
        Of::Statuses => &STATUS,
        _ => &TERM,
    }
}

static TERM: Group = Group::of(&[
    Field::required("id", "Word", TEXT)
        .help("The word that records use: small letters, digits and hyphens.")
        .example("car-t"),
    Field::required("label", "Label", TEXT)
        .help("The name that readers see.")
        .example("CAR-T cells"),
    Field::optional("short", "Short label", TEXT)
        .help("A shorter name for tables and charts.")
        .example("CAR-T"),
    Field::required("definition", "Definition", TEXT)
        .help("What it means, in plain English.")
        .example("T cells with a receptor that was made in the laboratory."),
    Field::optional("synonyms", "Synonyms", Kind::List(&TEXT))
        .help("Other words for it, in several languages, for the search.")
        .example("[chimeric antigen receptor]"),
    Field::optional("see", "See", Kind::List(&Kind::Group(&REFERENCE)))
        .help("Outside descriptions and identifiers.")
        .example("[{name: MeSH, url: https://meshb.nlm.nih.gov}]"),
    Field::optional("broader", "Broader term", TEXT)
        .help("A wider term of the same vocabulary.")
        .example("gene-therapy"),
    Field::optional("note", "Note", TEXT).help("A remark for readers.").example("Not added up."),
    Field::optional("confirmed", "Confirmed", Kind::Boolean)
        .help("Whether a page was seen that confirms the term; true where nothing is said.")
        .example("false"),
]);

static REFERENCE: Group = Group::of(&[
    Field::required("name", "Name", TEXT).help("What to call it.").example("EBMT"),
    Field::required("url", "Address", Kind::Web)
        .help("Where it is.")
        .example("https://www.ebmt.org/"),
]);

static COUNTRY: Group = Group::of(&[
    Field::optional("nuts", "NUTS prefix", Kind::Text(2))
        .help("The code in Eurostat’s classification of regions, where it has one.")
        .example("EL"),
    Field::optional("in_sentence", "In a sentence", TEXT)
        .help("The name as it stands after ‘in’, where it differs from the label.")
        .example("the Netherlands"),
    Field::required("language", "Language", Kind::Text(10))
        .help("A BCP 47 tag for the local names of facilities.")
        .example("nl"),
])
.after(&TERM);

static MEASURE: Group = Group::of(&[
    Field::required("unit", "Unit", TEXT).help("The unit.").example("m2"),
    Field::required("sums", "Adds up", Kind::Boolean)
        .help("Whether adding it over facilities makes sense.")
        .example("true"),
    Field::required("min", "Least", Kind::Number)
        .help("The least value that is not asked about.")
        .example("10"),
    Field::required("max", "Most", Kind::Number)
        .help("The greatest value that is not asked about.")
        .example("50000"),
])
.after(&TERM);

static PRODUCT: Group = Group::of(&[
    Field::required("inn", "Substance", TEXT)
        .help("The international non-proprietary name.")
        .example("tisagenlecleucel"),
    Field::required("holder", "Holder", TEXT)
        .help("Who holds or held the marketing authorisation.")
        .example("Novartis Europharm Limited"),
    Field::required("class", "Legal class", Kind::Term(Of::Classes))
        .help("The legal class.")
        .example("gene-therapy"),
    Field::optional("platforms", "Technologies", Kind::List(&Kind::Term(Of::Platforms)))
        .help("The technologies.")
        .example("[car-t]"),
    Field::required("indication", "Indication", TEXT)
        .help("What it is for, in plain English.")
        .example("Young people with leukaemia that has come back."),
    Field::optional("atc", "ATC code", TEXT)
        .help("The Anatomical Therapeutic Chemical code.")
        .example("L01XL04"),
    Field::required("authorised", "Authorised", Kind::Date)
        .help("When it was authorised.")
        .example("2018-08-22"),
    Field::optional("ended", "Ended", Kind::Date)
        .help("When the authorisation ended.")
        .example("2025"),
    Field::required("status", "Status", Kind::Choice(ProductStatus::CHOICES))
        .help("How the authorisation stands.")
        .example("authorised"),
    Field::optional("unconfirmed", "Unconfirmed", Kind::List(&TEXT))
        .help("Fields that no source was seen for.")
        .example("[atc]"),
    Field::optional("sources", "Sources", Kind::List(&Kind::Web))
        .help("Where the facts were read.")
        .example("[https://www.ema.europa.eu]"),
])
.after(&TERM);

static RELATION_KIND: Group = Group::of(&[
    Field::required("inverse", "From the other side", TEXT)
        .help("How the relation reads from the other side.")
        .example("Is supplied by"),
    Field::required("symmetric", "Symmetric", Kind::Boolean)
        .help("Whether it reads the same from both sides.")
        .example("false"),
])
.after(&TERM);

static STATUS: Group =
    Group::of(&[Field::required("stage", "Stage", Kind::Choice(Stage::CHOICES))
        .help("Which part of a facility’s life it belongs to.")
        .example("at-work")])
    .after(&TERM);
