//! Texts that cover nothing and one another not either.

/// A rectangle on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Box2 {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Box2 {
    /// The square around a mark.
    pub(super) fn around(at: (f64, f64), radius: f64) -> Self {
        Self {
            left: at.0 - radius,
            top: at.1 - radius,
            right: at.0 + radius,
            bottom: at.1 + radius,
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn within(&self, other: &Self) -> bool {
        self.left >= other.left
            && self.right <= other.right
            && self.top >= other.top
            && self.bottom <= other.bottom
    }
}

/// Height of a line of text, in units of the page.
pub(super) const TEXT_HEIGHT: f64 = 11.0;

/// Height of a caption.
pub(super) const CAPTION_HEIGHT: f64 = 9.0;

/// A generous estimate of the width of a text in the site's sans-serif at a size: wide letters count more,
/// narrow ones less, East Asian ones a full square.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    let em = |character: char| match character {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | '-' | '\'' | '’' => 0.36,
        'm' | 'w' | 'M' | 'W' | 'Æ' | 'Œ' => 0.9,
        '\u{2E80}'..='\u{FFFF}' => 1.0,
        upper if upper.is_uppercase() => 0.7,
        _ => 0.58,
    };
    text.chars().map(em).sum::<f64>() * size
}

/// How a text stands to its point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// The text's base line, at its anchor.
    pub(super) at: (f64, f64),
    /// The value of `text-anchor`.
    pub(super) anchor: &'static str,
}

/// Finds room for texts.
pub(super) struct Room {
    page: Box2,
    taken: Vec<Box2>,
}

impl Room {
    /// A page with what is on it already.
    pub(super) fn new(page: Box2, taken: Vec<Box2>) -> Self {
        Self { page, taken }
    }

    /// Room for a text by a point with a mark of the given radius (0: on the point itself), right of it first, then
    /// left, above, below.
    pub(super) fn place(&mut self, text: &str, at: (f64, f64), radius: f64) -> Option<Placed> {
        let (width, gap) = (text_width(text, TEXT_HEIGHT), radius + 2.5);
        let middle = at.1 + TEXT_HEIGHT * 0.36;
        let mut tries = vec![
            Placed { at: (at.0 + gap, middle), anchor: "start" },
            Placed { at: (at.0 - gap, middle), anchor: "end" },
            Placed { at: (at.0, at.1 - gap - 2.0), anchor: "middle" },
            Placed { at: (at.0, at.1 + gap + TEXT_HEIGHT * 0.9), anchor: "middle" },
        ];
        if radius == 0.0 {
            tries.insert(0, Placed { at: (at.0, middle), anchor: "middle" });
        }
        let bounds = |placed: &Placed| {
            let left = match placed.anchor {
                "start" => placed.at.0,
                "end" => placed.at.0 - width,
                _ => placed.at.0 - width / 2.0,
            };
            Box2 {
                left,
                top: placed.at.1 - TEXT_HEIGHT * 0.85,
                right: left + width,
                bottom: placed.at.1 + TEXT_HEIGHT * 0.25,
            }
        };
        let free = |bounds: &Box2| {
            bounds.within(&self.page) && !self.taken.iter().any(|taken| taken.meets(bounds))
        };
        let found = tries.into_iter().find(|placed| free(&bounds(placed)))?;
        self.taken.push(bounds(&found));
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_where_there_is_room_or_nowhere() {
        let page = Box2 { left: 0.0, top: 0.0, right: 200.0, bottom: 60.0 };
        let mut room = Room::new(page, vec![Box2::around((100.0, 30.0), 4.0)]);
        let anchors: Vec<_> = (0..5)
            .map(|_| room.place("Modena", (100.0, 30.0), 4.0).map(|placed| placed.anchor))
            .collect();
        assert_eq!(anchors, [Some("start"), Some("end"), Some("middle"), Some("middle"), None]);
        assert_eq!(
            room.place("Far too long a name for a page of this width", (100.0, 30.0), 4.0),
            None
        );
    }
}
