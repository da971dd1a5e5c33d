//! The numbers of clinical trials.

use super::closed_list::closed_list;

closed_list! {
    /// Registers of clinical trials.
    pub enum TrialRegister {
        /// ClinicalTrials.gov.
        ClinicalTrialsGov = "clinicaltrials-gov",
        /// EudraCT, for trials under the directive.
        EudraCt = "eudract",
        /// CTIS, for trials under Regulation (EU) No 536/2014.
        EuCt = "eu-ct",
        /// ISRCTN.
        Isrctn = "isrctn",
    }
}

/// A trial's number and the register it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialId {
    register: TrialRegister,
    number: Box<str>,
}

impl TrialId {
    /// Reads a number of one of the registers: `NCT` and eight digits; EudraCT's
    /// `YYYY-NNNNNN-CC`; the EU CT number `YYYY-NNNNNN-CC-NN`; `ISRCTN` and eight digits.
    /// The last digit of an ISRCTN is not checked, as its rule is not published.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |text: &str, count: usize| {
            text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let parts: Vec<&str> = text.split('-').collect();
        let register = match parts.as_slice() {
            [one] if one.strip_prefix("NCT").is_some_and(|rest| digits(rest, 8)) => {
                TrialRegister::ClinicalTrialsGov
            }
            [one] if one.strip_prefix("ISRCTN").is_some_and(|rest| digits(rest, 8)) => {
                TrialRegister::Isrctn
            }
            [year, number, check] if digits(year, 4) && digits(number, 6) && digits(check, 2) => {
                TrialRegister::EudraCt
            }
            [year, number, check, part]
                if digits(year, 4) && digits(number, 6) && digits(check, 2) && digits(part, 2) =>
            {
                TrialRegister::EuCt
            }
            _ => return None,
        };
        Some(Self { register, number: text.into() })
    }

    /// The register.
    #[must_use]
    pub fn register(&self) -> TrialRegister {
        self.register
    }

    /// The number as the register writes it.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The trial's page in its register.
    #[must_use]
    pub fn page(&self) -> String {
        let number = &self.number;
        match self.register {
            TrialRegister::ClinicalTrialsGov => {
                format!("https://clinicaltrials.gov/study/{number}")
            }
            TrialRegister::EudraCt => {
                format!("https://www.clinicaltrialsregister.eu/ctr-search/search?query={number}")
            }
            TrialRegister::EuCt => format!("https://euclinicaltrials.eu/ctis-public/view/{number}"),
            TrialRegister::Isrctn => format!("https://www.isrctn.com/{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_register_has_its_shape() {
        let register = |text| TrialId::parse(text).map(|id| id.register());
        assert_eq!(register("NCT04396899"), Some(TrialRegister::ClinicalTrialsGov));
        assert_eq!(register("2019-000885-39"), Some(TrialRegister::EudraCt));
        assert_eq!(register("2022-500137-40-00"), Some(TrialRegister::EuCt));
        assert_eq!(register("ISRCTN12345674"), Some(TrialRegister::Isrctn));
        for text in ["NCT123", "nct04396899", "2019-885-39", "", "NCT0439689a"] {
            assert_eq!(register(text), None, "{text}");
        }
    }
}
