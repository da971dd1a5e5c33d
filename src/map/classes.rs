//! Dividing values into classes for a ramp of colours.

/// The limits between classes, ascending: a value belongs to the class above the last limit that it
/// is not below.
#[derive(Debug, Clone, PartialEq)]
pub struct Classes {
    limits: Vec<f64>,
}

impl Classes {
    /// Classes between limits that are given, such as round distances.
    #[must_use]
    pub fn between(mut limits: Vec<f64>) -> Self {
        limits.retain(|limit| limit.is_finite());
        limits.sort_by(f64::total_cmp);
        limits.dedup();
        Self { limits }
    }

    /// Classes that hold about as many values each, between limits rounded to the nearest 1, 1.5, 2,
    /// 2.5, 3, 4, 5, 6 or 8 of their power of ten, so that they can be read and remembered.
    #[must_use]
    pub fn of_even_size(values: &[f64], classes: usize) -> Self {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|it| it.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let limit = |class: usize| sorted.get(sorted.len() * class / classes.max(1)).copied();
        Self::between((1..classes).filter_map(limit).map(rounded).collect())
    }

    /// The limits.
    #[must_use]
    pub fn limits(&self) -> &[f64] {
        &self.limits
    }

    /// How many classes there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.limits.len() + 1
    }

    /// The class of a value, from 0.
    #[must_use]
    pub fn of(&self, value: f64) -> usize {
        self.limits.iter().filter(|&&limit| value >= limit).count()
    }

    /// The lower and the upper limit of a class; the first has no lower and the last no upper one.
    #[must_use]
    pub fn ends(&self, class: usize) -> (Option<f64>, Option<f64>) {
        let below = class.checked_sub(1).and_then(|place| self.limits.get(place));
        (below.copied(), self.limits.get(class).copied())
    }
}

fn rounded(value: f64) -> f64 {
    const STEPS: [f64; 10] = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    if value <= 0.0 {
        return 0.0;
    }
    let power = value.log10().floor() as i32;
    let unit = 10_f64.powi(power.abs());
    // Dividing keeps 0.3 as near to 0.3 as a double can be.
    let scale = |step: f64| if power < 0 { step / unit } else { step * unit };
    let off = |step: &f64| (scale(*step) / value).ln().abs();
    let nearest = STEPS.into_iter().min_by(|a, b| off(a).total_cmp(&off(b)));
    nearest.map_or(value, scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_hold_about_as_many_values_each() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        let classes = Classes::of_even_size(&values, 4);
        assert_eq!(classes.limits(), [25.0, 50.0, 80.0]);
        let held = |class| values.iter().filter(|&&value| classes.of(value) == class).count();
        assert_eq!([0, 1, 2, 3].map(held), [24, 25, 30, 21]);
        assert_eq!(classes.ends(0), (None, Some(25.0)));
        assert_eq!(classes.ends(3), (Some(80.0), None));
    }

    #[test]
    fn awkward_values_have_fewer_classes() {
        assert_eq!(Classes::of_even_size(&[], 4).count(), 1);
        assert_eq!(Classes::of_even_size(&[0.31; 9], 4).limits(), [0.3]);
        assert_eq!(Classes::between(vec![50.0, f64::NAN, 25.0, 50.0]).limits(), [25.0, 50.0]);
    }
}
