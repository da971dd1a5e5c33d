//! What a facility does: therapies, manufacture, permits, clinical work.

use crate::model::field::{Field, Group, Kind, TEXT};
use crate::model::vocabulary::VocabularyName as Of;
use crate::model::{ClosedList, Gmp, Grade, Transplant, TrialPart};

pub(super) static THERAPIES: Group = Group::of(&[
    Field::fact("classes", "Legal classes", Kind::List(&Kind::Term(Of::Classes)))
        .help("The legal classes of the therapies.")
        .example("[gene-therapy]"),
    Field::fact("platforms", "Technologies", Kind::List(&Kind::Term(Of::Platforms)))
        .help("The technologies worked with.")
        .example("[car-t, aav]"),
    Field::fact("areas", "Disease areas", Kind::List(&Kind::Term(Of::Areas)))
        .help("The diseases worked on.")
        .example("[haematology]"),
    Field::fact("products", "Products", Kind::List(&Kind::Group(&PRODUCT)))
        .help("The products that the facility makes, gives, develops or distributes.")
        .example("[{product: kymriah, does: [gives]}]"),
]);

static PRODUCT: Group = Group::of(&[
    Field::optional("product", "Product", Kind::Term(Of::Products))
        .help("An authorised product, by its term.")
        .example("kymriah"),
    Field::optional("name", "Name", TEXT)
        .help("A product that has no term, by its name.")
        .example("heidagen-lecleucel"),
    Field::required("does", "Does", Kind::List(&Kind::Term(Of::ProductLinks)))
        .help("What the facility does with it.")
        .example("[gives]"),
    Field::fact("basis", "Legal basis", Kind::Term(Of::ProductBases))
        .help("On what legal ground.")
        .example("marketing-authorisation"),
    Field::fact("since", "Since", Kind::Date).help("Since when.").example("2019"),
])
.one_of(
    "product",
    "name",
    "a term of the vocabulary goes under `product`, the name of another product under `name`",
);

pub(super) static MANUFACTURING: Group = Group::of(&[
    Field::fact("gmp", "GMP", Kind::Choice(Gmp::CHOICES))
        .help("How the facility stands to good manufacturing practice.")
        .example("certified"),
    Field::fact("scales", "Scales", Kind::List(&Kind::Term(Of::Scales)))
        .help("How large, and for whom.")
        .example("[clinical]"),
    Field::fact("services", "Services", Kind::List(&Kind::Term(Of::Services)))
        .help("What the facility does for others.")
        .example("[contract-manufacturing, quality-control]"),
    Field::fact("cleanrooms", "Clean rooms", Kind::List(&Kind::Group(&CLEANROOMS)))
        .help("Clean rooms by their grade.")
        .example("[{grade: B, count: 4}]"),
    Field::fact("isolators", "Isolators", Kind::Boolean)
        .help("Whether the facility works in isolators.")
        .example("true"),
    Field::fact("biosafety_level", "Biosafety level", Kind::Whole(1, 4))
        .help("The highest biosafety level, 1 to 4.")
        .example("2"),
]);

static CLEANROOMS: Group = Group::of(&[
    Field::required("grade", "Grade", Kind::Choice(Grade::CHOICES))
        .help("The grade of EudraLex volume 4, annex 1.")
        .example("B"),
    Field::fact("count", "Rooms", Kind::Whole(0, 1_000)).help("How many rooms.").example("4"),
]);

pub(super) static LICENCE: Group = Group::of(&[
    Field::required("type", "Kind", Kind::Term(Of::LicenceTypes))
        .help("What kind of permit it is.")
        .example("manufacturing-investigational"),
    Field::fact("authority", "Authority", TEXT)
        .help("Who gave it.")
        .example("Paul-Ehrlich-Institut"),
    Field::fact("number", "Number", TEXT)
        .help("Its number in the register.")
        .example("\"DE_HE_01_MIA_2024_0012\""),
    Field::fact("since", "Since", Kind::Date).help("Since when it holds.").example("2020-03"),
    Field::fact("valid_until", "Valid until", Kind::Date)
        .help("Until when it holds.")
        .example("2027-03-31"),
    Field::fact("scope", "Scope", TEXT)
        .help("What it covers.")
        .example("Manufacture of somatic cell therapy for trials"),
]);

pub(super) static ACCREDITATION: Group = Group::of(&[
    Field::required("scheme", "Scheme", Kind::Term(Of::AccreditationSchemes))
        .help("Whose rules were met.")
        .example("jacie"),
    Field::fact("scope", "Scope", TEXT)
        .help("What it covers.")
        .example("allogeneic transplantation, adults"),
    Field::fact("authority", "Authority", TEXT).help("Who gave it.").example("JACIE"),
    Field::fact("since", "Since", Kind::Date).help("Since when it holds.").example("2009"),
    Field::fact("valid_until", "Valid until", Kind::Date)
        .help("Until when it holds.")
        .example("2027-03-31"),
    Field::fact("reference", "Reference", TEXT)
        .help("Its number, or where it can be looked up.")
        .example("\"1234\""),
]);

pub(super) static CLINICAL: Group = Group::of(&[
    Field::fact("apheresis", "Apheresis", Kind::Boolean)
        .help("Whether the facility collects blood cells by apheresis.")
        .example("true"),
    Field::fact(
        "transplant_programme",
        "Transplant programme",
        Kind::List(&Kind::Choice(Transplant::CHOICES)),
    )
    .help("Blood stem cell transplantation.")
    .example("[autologous, allogeneic]"),
    Field::fact("phases", "Trial phases", Kind::List(&Kind::Term(Of::Phases)))
        .help("The phases of the clinical trials.")
        .example("[1, 2]"),
    Field::fact("trials", "Trials", Kind::List(&Kind::Group(&TRIAL)))
        .help("Clinical trials that the facility takes part in.")
        .example("[{id: NCT01234567, does: [site]}]"),
]);

static TRIAL: Group = Group::of(&[
    Field::required("id", "Number", Kind::Trial)
        .help("The trial’s number at ClinicalTrials.gov, EudraCT, EU CT (CTIS) or ISRCTN.")
        .example("NCT01234567"),
    Field::required("does", "Does", Kind::List(&Kind::Choice(TrialPart::CHOICES)))
        .help("What the facility does in it.")
        .example("[site]"),
]);
