//! What is filled when it is first asked for, and may fail.

use std::sync::OnceLock;

use crate::words::WordFault;

/// What a cell holds, made where it is not there yet.
///
/// # Errors
/// Those of `make`; then the cell stays empty.
pub(super) fn filled<T, E>(
    cell: &OnceLock<T>,
    make: impl FnOnce() -> Result<T, E>,
) -> Result<&T, E> {
    if let Some(known) = cell.get() {
        return Ok(known);
    }
    let made = make()?;
    Ok(cell.get_or_init(|| made))
}

/// A text for each whole number: tables have thousands of the same few.
pub(super) struct ByNumber(Vec<OnceLock<String>>);

impl ByNumber {
    /// For the numbers below a limit. Others are filled each time.
    pub fn below(limit: usize) -> Self {
        Self((0..limit).map(|_| OnceLock::new()).collect())
    }

    /// The text for a number, which `fill` has to round to a whole one, halves to the even one.
    pub fn get(
        &self,
        number: f64,
        fill: impl FnOnce() -> Result<String, WordFault>,
    ) -> Result<String, WordFault> {
        let is_one = number >= 0.0 && number.is_sign_positive();
        match self.0.get(number.round_ties_even() as usize).filter(|_| is_one) {
            Some(cell) => filled(cell, fill).cloned(),
            None => fill(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ByNumber;

    #[test]
    fn every_number_has_the_text_of_the_one_that_it_is_rounded_to() {
        let texts = ByNumber::below(30);
        for step in 0..200 {
            let number = f64::from(step) / 4.0;
            let text = format!("{number:.0} km");
            assert_eq!(texts.get(number, || Ok(text.clone())), Ok(text));
        }
        for other in [f64::NAN, -0.0, -3.0, f64::INFINITY] {
            assert_eq!(texts.get(other, || Ok("other".to_owned())).unwrap(), "other");
        }
    }
}
